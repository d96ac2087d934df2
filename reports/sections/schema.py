"""What several kinds of section print alike, as records whose fields say what they are (`core.schema`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from core.schema import Key, Label, LeftOut, MachineRead, Name, Picture, Printed, Readable, Rich, Size, Unprinted


@dataclass
class PhotoData(Readable):
    print: Annotated[Picture, Label("picture")]
    light: MachineRead
    src: MachineRead
    srcset: MachineRead
    width: Size
    height: Size
    alt: Annotated[Printed, Label("alternative text")]
    caption: Name
    credit: Printed
    place: Printed
    taken: Printed


@dataclass(kw_only=True)
class SectionData(Readable):
    """What every section has. Each kind adds what it prints of the records."""

    kind: MachineRead = ""
    number: Printed = ""
    heading: Name = ""
    anchor: Key = ""
    text: Rich = ""
    photos: list[PhotoData] = field(default_factory=list)
    unknown: Annotated[Printed, LeftOut] = ""  # why nothing can be known of the period


@dataclass
class OrganisationData(Readable):
    name: Name
    acronym: Name
    now: Printed
    url: Key


@dataclass
class PartyData(Readable):
    name: Name
    role: Printed


@dataclass
class QuantityData(Readable):
    amount: Printed
    number: Unprinted  # by which it is found in the text that names it
    unit: Name
