"""Migration in each country of the region, with its statistics."""

from django.utils.translation import gettext as _

from core.l10n.countries import REGIONAL, country_name
from reports.models import Section
from reports.sections.base import SectionKind, count, listed
from reports.sections.shared import photos, quantity


class Overview(SectionKind):
    kind = Section.Kind.OVERVIEW

    def data(self, records, section):
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

    def summary(self, data):
        figures = sum(len(country["statistics"]) for country in data["countries"])
        return listed(count(len(data["countries"]), "overview"), count(figures, "figure"))


def statistic(record):
    return {
        **quantity(record),
        "as_of": str(record.as_of or ""),
        "source": record.source,
        "source_address": record.source_address,
        "note": record.note,
    }
