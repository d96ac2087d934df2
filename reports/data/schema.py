"""A gathered report: all that it prints, as records whose fields say what they are (`core.schema`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from core.schema import (
    Flag,
    Kind,
    Label,
    LeftOut,
    MachineRead,
    Name,
    Picture,
    Printed,
    Readable,
    Rich,
    Unprinted,
    from_json,
)
from reports.sections import KINDS
from reports.sections.schema import OrganisationData, PhotoData, SectionData
from reports.sections.secretariat import OfficeData

Colour = Annotated[str, Kind(is_redacted=False)]


@dataclass
class NetworkData(OrganisationData):
    website: Annotated[Printed, Label("web site")]


@dataclass
class MapData(Readable):
    shows_map: Flag
    countries: dict[str, Printed]  # by their codes, as the network names them
    outline: Annotated[Picture, Label("map"), LeftOut] = (
        ""  # of the network's own; without it the Mekong region is shown
    )
    attribution: Annotated[Printed, LeftOut] = ""


@dataclass(kw_only=True)
class BrandingData(MapData):
    region: Printed
    ink: Colour
    link: Colour
    accent: Colour
    surface: Colour
    logo: list[PhotoData]


@dataclass
class ReportData(Readable):
    title: Name
    period: Printed
    slug: Unprinted
    address: Unprinted
    language: MachineRead
    network: NetworkData
    offices: list[OfficeData]
    branding: BrandingData
    colophon: Rich
    sections: list[SectionData]  # each of its own kind's class


def stored_report(stored: dict[str, Any]) -> ReportData:
    """A report as a release kept it, perhaps by earlier code."""
    return from_json(ReportData, stored | {"sections": [_section(one) for one in stored.get("sections", [])]})


def _section(stored: dict[str, Any]) -> SectionData:
    """Of a kind that exists no more, what all sections have."""
    kind = KINDS.get(stored.get("kind", ""))
    return from_json(kind.schema if kind else SectionData, stored)
