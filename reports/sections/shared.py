"""What several sections print alike."""

from django.utils.translation import gettext as _

from core.photos import WIDTHS
from members.names import named, party_name
from members.redaction.unnamed import parted


def photos(records):
    """Those of them that are published."""
    return [
        {
            "print": photo.print_name,
            "light": photo.light_name,
            "src": photo.url(),
            "srcset": photo.srcset,
            "width": WIDTHS[-1],
            "height": round(WIDTHS[-1] * photo.height / photo.width),
            "alt": photo.alt,
            "caption": photo.caption,
            "credit": photo.credit,
            "place": photo.place if photo.place not in photo.caption else "",
            "taken": str(photo.taken or ""),
        }
        for photo in records
        if photo.is_published
    ]


def organisation(record, day, of=None):
    """By its name of a day, or of the last day of the record that it stands in."""
    return {**named(record, day, of)._asdict(), "url": record.get_absolute_url() if record.is_published else ""}


def people(parties, day, of, unsaid=""):
    """Who took part or wrote, each with the role but for one that goes without saying; and how many are not named."""
    public = [one for one in parties if not one.organisation or one.organisation.is_published]
    named_ones, unnamed = parted(public)
    people = [
        {"name": party_name(one, day, of), "role": "" if one.role == unsaid else _(one.get_role_display())}
        for one in named_ones
    ]
    return {"people": people, "unnamed": unnamed}


def quantity(record):
    return {"amount": record.amount, "number": record.number, "unit": record.unit}
