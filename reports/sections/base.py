"""What a kind of section is: its data, its summary, its template, and what the checks ask of it."""

from django.utils.translation import ngettext_lazy

from members.standing import best_known


class SectionKind:
    """One of `Section.Kind`. What every section has, its heading, words and photos, is gathered and checked for all."""

    kind = ""
    prints_text = False  # within its template; the words of other kinds stand before it
    needs_text = False  # the words are all of it, or may be: without them there must be a photo
    empty = None  # its data where nothing can be known of the period; None where it counts nothing of one

    @property
    def template(self):
        return f"reports/sections/{self.kind}.html"

    def heading(self, section):
        return section.heading

    def known_by(self, records):
        """The day of which something must be known, for it to count anything."""
        return best_known(records.first, records.last)

    def data(self, records, section):
        """What it prints besides heading, words and photos, as dicts, lists and strings."""
        return {}

    def summary(self, data):
        """“39 members in 7 countries”, for those who edit the report; nothing where the records are silent."""
        return words(data)

    def texts(self, context):
        """The `Text`s that it prints of records, for the checks that read them."""
        return ()

    def missing(self, context):
        """A finding for each thing that it would print and does not find, or may not print."""
        return ()


def words(data):
    number = len(data["text"].split())
    return f"about {number:,} words" if number else ""


PROJECTS = ngettext_lazy("%(number)s project", "%(number)s projects", "number")
ACTIVITIES = ngettext_lazy("%(number)s activity", "%(number)s activities", "number")
EVENTS = ngettext_lazy("%(number)s event", "%(number)s events", "number")
FIGURES = ngettext_lazy("%(number)s figure", "%(number)s figures", "number")
PEOPLE = ngettext_lazy("%(number)s person", "%(number)s people", "number")


def count(number, words):
    """In words of `ngettext_lazy`; nothing of none."""
    return words % {"number": number} if number else ""


def listed(*parts):
    return ", ".join(filter(None, parts))
