"""What several sections print alike, and what the checks ask of it."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core.photos import WIDTHS, Photo
from core.quantities import Quantity
from members.models import Organisation
from members.names import named, party_name
from members.parties import Party
from members.redaction.unnamed import parted
from reports.findings import Finding, Kind, Place, rows
from reports.sections.schema import OrganisationData, PartyData, PhotoData, QuantityData
from reports.texts import Text, of_rows

NO_TEXT = Kind("no-text", _("Nothing written yet"), _("It prints as a heading, or a name, with nothing under it."))
NO_ALT = Kind("photo-without-alt", _("Photo without alternative text"), _("Whoever cannot see it is told nothing."))
NO_CONSENT = Kind(
    "photo-without-consent",
    _("Photo without its people’s consent"),
    _("It can put someone at risk. A draft photo is left out of the report."),
)
NO_CAPTION = Kind(
    "photo-without-caption", _("Photo without a caption"), _("A reader does not learn who and what is to be seen.")
)
NO_CREDIT = Kind("photo-without-credit", _("Photo without a credit"), _("Whoever took it is not named."))


def photos(records: Iterable[Photo]) -> list[PhotoData]:
    """Those of them that are published."""
    return [
        PhotoData(
            print=photo.print_name,
            light=photo.light_name,
            src=photo.url(),
            srcset=photo.srcset,
            width=WIDTHS[-1],
            height=round(WIDTHS[-1] * photo.height / photo.width),
            alt=photo.alt,
            caption=photo.caption,
            credit=photo.credit,
            place=photo.place if photo.place not in photo.caption else "",
            taken=str(photo.taken or ""),
        )
        for photo in records
        if photo.is_published
    ]


def organisation(record: Organisation, day: datetime.date, of: Model | None = None) -> OrganisationData:
    return OrganisationData(**organisation_facts(record, day, of))


def organisation_facts(record: Organisation, day: datetime.date, of: Model | None = None) -> dict[str, str]:
    """By its name of a day, or of the last day of the record that it stands in."""
    return {**named(record, day, of)._asdict(), "url": record.get_absolute_url() if record.is_published else ""}


def people(parties: Iterable[Party], day: datetime.date, of: Model, unsaid: str = "") -> dict[str, Any]:
    """Who took part or wrote, each with the role but for one that goes without saying; and how many are not named."""
    public = [one for one in parties if not one.organisation or one.organisation.is_published]
    named_ones, unnamed = parted(public)
    people = [
        PartyData(name=party_name(one, day, of), role="" if one.role == unsaid else one.get_role_display())
        for one in named_ones
    ]
    return {"people": people, "unnamed": unnamed}


def quantity(record: Quantity) -> QuantityData:
    return QuantityData(**quantity_facts(record))


def quantity_facts(record: Quantity) -> dict[str, str]:
    return {"amount": record.amount, "number": record.number, "unit": record.unit}


def without_text(records: Iterable[Model]) -> Iterable[Finding]:
    for record in records:
        if not record.text:
            yield NO_TEXT.at(Place(record, "text"), _("“%(record)s” has no text.") % {"record": record})


def photo_texts(home: Model) -> Iterable[Text]:
    return of_rows(home, "photos", "caption", "alt", "credit", "place")


def photos_missing(home: Model) -> Iterable[Finding]:
    for photo, place in rows(home, "photos"):
        yield from photo_missing(photo, place)


def photo_missing(photo: Photo, place: Callable[[str], Place]) -> Iterable[Finding]:
    """A published photo without consent or alternative text would print: it blocks. A draft only warns."""
    shown = photo.is_published
    words = _("The photo “%(caption)s”") if photo.caption else _("A photo of “%(home)s”")
    name = words % {"caption": photo.caption, "home": place("alt").home}
    if photo.consent not in Photo.SHOWABLE:
        message = _("%(photo)s is marked “%(consent)s”.")
        message %= {"photo": name, "consent": photo.get_consent_display().lower()}
        yield NO_CONSENT.at(place("consent"), message, photo.consent, blocking=shown)
    if not photo.alt:
        yield NO_ALT.at(place("alt"), _("%(photo)s has no alternative text.") % {"photo": name}, blocking=shown)
    if not photo.caption:
        yield NO_CAPTION.at(place("caption"), _("%(photo)s has no caption.") % {"photo": name})
    if not photo.credit:
        yield NO_CREDIT.at(place("credit"), _("%(photo)s has no credit.") % {"photo": name})
