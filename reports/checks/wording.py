"""The fixed words of the report's language, where no native speaker has read them yet."""

from core.l10n.languages import language_name
from reports.findings import Kind, Place
from reports.languages import has_words, unreviewed

UNREVIEWED = Kind(
    "Fixed words that nobody has reviewed",
    "Headings and the words between the records were translated, and no native speaker has read them yet.",
)

NO_WORDS = Kind(
    "Language without fixed words",
    "Headings and the words between the records are printed in English until somebody translates them.",
)


def wording(context):
    language = context.report.language
    if not has_words(language):
        yield NO_WORDS.at(
            Place(context.report, "language"), f"Nobody has translated them into {language_name(language)}."
        )
    if count := unreviewed(language):
        what = f"{count} fixed words in {language_name(language)} were not reviewed, or not translated."
        yield UNREVIEWED.at(Place(context.report, "language"), what)


CHECKS = [wording]
