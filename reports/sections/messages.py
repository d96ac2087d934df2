from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import ngettext_lazy

from reports.findings import Finding
from reports.models import Section
from reports.sections.base import SectionKind, count
from reports.sections.shared import without_text
from reports.texts import Text, Voice, of

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

MESSAGES = ngettext_lazy("%(number)s message", "%(number)s messages", "number")


class Messages(SectionKind):
    kind = Section.Kind.MESSAGES

    def data(self, records: Records, section: Section) -> dict:
        return {
            "messages": [
                {"name": message.signature, "signed_as": message.signed_as, "text": message.text}
                for message in records.messages
            ]
        }

    def summary(self, data: dict) -> str:
        return count(len(data["messages"]), MESSAGES)

    def texts(self, context: CheckContext) -> Iterable[Text]:
        for message in context.messages:
            yield from of(message, "signed_as", voice=Voice.QUOTED)
            yield from of(message, "text", voice=Voice.QUOTED, rich=True)

    def missing(self, context: CheckContext) -> Iterable[Finding]:
        return without_text(context.messages)
