"""The fixed words of the report's language, where no native speaker has read them yet."""

from core.languages import language_name
from reports.check.findings import Kind, Place
from reports.wording import unreviewed

UNREVIEWED = Kind(
    "Fixed words that nobody has reviewed",
    "Headings and the words between the records were translated, and no native speaker has read them yet.",
)


def wording(reading):
    language = reading.report.language
    if count := unreviewed(language):
        what = f"{count} fixed words in {language_name(language)} were not reviewed, or not translated."
        yield UNREVIEWED.at(Place(reading.report, "language"), what)


LOOKS = [wording]
