"""What several sections print alike."""

from django.db.models import Prefetch

from core.photos import WIDTHS
from reports.models import ReportPhoto


def shown_photos():
    return Prefetch("photos", ReportPhoto.objects.published(), to_attr="shown_photos")


def photos(records):
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
    ]


def organisation(record):
    return {
        "name": record.full_name,
        "acronym": record.acronym,
        "url": record.get_absolute_url() if record.is_published else "",
    }


def quantity(record):
    return {"amount": record.amount, "number": record.number, "unit": record.unit}
