from reports.models import Section
from reports.sections.base import SectionKind, count


class Messages(SectionKind):
    kind = Section.Kind.MESSAGES

    def data(self, records, section):
        return {
            "messages": [
                {"name": message.signature, "signed_as": message.signed_as, "text": message.text}
                for message in records.messages
            ]
        }

    def summary(self, data):
        return count(len(data["messages"]), "message")
