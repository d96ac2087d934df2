"""The fixed words of the report's language, where no native speaker has read them yet."""

from django.utils.translation import gettext_lazy as _

from core.l10n.languages import language_name
from reports.findings import Kind, Place
from reports.languages import has_words, unreviewed

UNREVIEWED = Kind(
    "words-not-reviewed",
    _("Fixed words that nobody has reviewed"),
    _("Headings and the words between the records were translated, and no native speaker has read them yet."),
)

NO_WORDS = Kind(
    "language-without-words",
    _("Language without fixed words"),
    _("Headings and the words between the records are printed in English until somebody translates them."),
)


def wording(context):
    language = context.report.language
    if not has_words(language):
        what = _("Nobody has translated them into %(language)s.") % {"language": language_name(language)}
        yield NO_WORDS.at(Place(context.report, "language"), what, language)
    if count := unreviewed(language):
        what = _("%(number)s fixed words in %(language)s were not reviewed, or not translated.")
        what %= {"number": count, "language": language_name(language)}
        yield UNREVIEWED.at(Place(context.report, "language"), what, language, count)


CHECKS = [wording]
