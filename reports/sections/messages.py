from django.utils.translation import ngettext_lazy

from reports.models import Section
from reports.sections.base import SectionKind, count
from reports.sections.shared import without_text
from reports.texts import Voice, of

MESSAGES = ngettext_lazy("%(number)s message", "%(number)s messages", "number")


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
        return count(len(data["messages"]), MESSAGES)

    def texts(self, context):
        for message in context.messages:
            yield from of(message, "signed_as", voice=Voice.QUOTED)
            yield from of(message, "text", voice=Voice.QUOTED, rich=True)

    def missing(self, context):
        return without_text(context.messages)
