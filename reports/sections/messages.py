from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import ngettext_lazy

from core.schema import Name, Printed, Readable, Rich
from reports.findings import Finding
from reports.models import Section
from reports.sections.base import SectionKind, count
from reports.sections.schema import SectionData
from reports.sections.shared import without_text
from reports.texts import Origin, Text, of

if TYPE_CHECKING:
    from reports.checks.context import CheckContext
    from reports.data.records import Records

MESSAGES = ngettext_lazy("%(number)s message", "%(number)s messages", "number")


@dataclass
class MessageData(Readable):
    name: Name
    signed_as: Printed
    text: Rich


@dataclass
class MessagesData(SectionData):
    messages: list[MessageData]


class Messages(SectionKind[MessagesData]):
    kind = Section.Kind.MESSAGES
    schema = MessagesData

    def data(self, records: Records, section: Section) -> MessagesData:
        return MessagesData([MessageData(one.signature, one.signed_as, one.text) for one in records.messages])

    def summary(self, data: MessagesData) -> str:
        return count(len(data.messages), MESSAGES)

    def texts(self, context: CheckContext) -> Iterable[Text]:
        for message in context.messages:
            yield from of(message, "signed_as", origin=Origin.QUOTED)
            yield from of(message, "text", origin=Origin.QUOTED, rich=True)

    def missing(self, context: CheckContext) -> Iterable[Finding]:
        return without_text(context.messages)
