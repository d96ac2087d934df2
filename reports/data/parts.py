"""What the report itself holds: messages, overviews with their statistics, acronyms."""

from django.utils.translation import gettext as _

from core.l10n.countries import REGIONAL, country_name
from reports.data.shared import photos, quantity


def messages(records):
    return {
        "messages": [
            {"name": message.signature, "signed_as": message.signed_as, "text": message.text}
            for message in records.messages
        ]
    }


def overview(records):
    return {
        "countries": [
            {
                "code": part.country,
                "name": _("The region") if part.country == REGIONAL else country_name(part.country),
                "text": part.text,
                "statistics": [statistic(record) for record in part.statistics.all()],
                "photos": photos(part.photos.all()),
            }
            for part in records.overviews
        ]
    }


def statistic(record):
    return {
        **quantity(record),
        "as_of": str(record.as_of or ""),
        "source": record.source,
        "source_address": record.source_address,
        "note": record.note,
    }


def acronyms(records):
    return {"acronyms": [{"acronym": one.acronym, "expansion": one.expansion} for one in records.acronyms]}
