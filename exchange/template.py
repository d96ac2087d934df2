"""An empty YAML file of a network's record, with a comment for every field: what may stand there, and who sees it."""

from collections.abc import Iterator
from textwrap import wrap

from django.db import models
from django.utils.translation import override

from core.dates import PartialDateField
from core.l10n.countries import CountryField
from core.l10n.languages import LanguageField
from core.richtext import RichTextField
from core.text.slugs import AddressField
from exchange.loadable import entered_fields, loadable_models, rows_of

WIDTH = 120
HEAD = """\
A network's record, to be loaded into an installation where nothing was entered yet: manage.py load FILE or FOLDER.
Take the number signs away before the lines that you fill in. Under each kind of record stand its records, each with a
reference of your own, which is its address where it has a page and by which records further down name it:

members:
  organisation:
    harbour-house:
      name: Harbour House
      country: TH
      memberships:
        - {start: "2010", end: to date}

A list of rows stands within its record, each row after a dash; a row that others refer to has a `ref`. Long texts are
paragraphs with an empty line between them. Dates are as exact as they are known: 2003, August 2011, 21 July 2014; an
end may be “to date”. A file is its path beside this file. What is published needs no word; else write `status: draft`.
An app may have a file of its own that bears its name (members.yaml); it begins with the kinds of records."""
KINDS = [  # the first that fits
    (AddressField, "text, without spaces; the reference where it is left out"),
    (RichTextField, "paragraphs"),
    (CountryField, "a country: two capital letters (ISO 3166), or “regional”"),
    (LanguageField, "a language: en, th, zh …"),
    (PartialDateField, "a date, as exact as it is known"),
    (models.FileField, "a file"),
    (models.BooleanField, "true or false"),
    (models.URLField, "a web address"),
    (models.EmailField, "an e-mail address"),
    (models.IntegerField, "a whole number"),
    (models.DecimalField, "a number"),
    (models.DateField, "a day: 2014-07-21"),
    (models.Field, "text"),
]


def template() -> str:
    with override("en"):
        return "\n".join(lines()) + "\n"


def lines() -> Iterator[str]:
    yield from (f"# {line}".rstrip() for line in HEAD.splitlines())
    for app, known in loadable_models().items():
        yield from ("", f"{app}:")
        for name, model in known.items():
            yield f"  {name}:" if name == model._meta.verbose_name else f"  {name}:  # {model._meta.verbose_name}"
            yield "    # reference:"
            for field in entered_fields(model):
                yield from commented(field.name, facts(field))
            for relation in rows_of(model):
                how = "one" if relation.one_to_one else "rows"
                name_of_row = relation.related_model._meta.model_name
                yield from commented(relation.get_accessor_name(), [f"{how}, as under {name_of_row}"])


def commented(name: str, facts: list[str]) -> Iterator[str]:
    yield from wrap("; ".join(facts), WIDTH, initial_indent=f"    #   {name}:  # ", subsequent_indent="    #     # ")


def facts(field: models.Field) -> list[str]:
    """What is to be known of a field, each in some words."""
    needed = not (field.blank or field.has_default() or field.null or isinstance(field, AddressField))
    default = field.default if field.has_default() and isinstance(field.default, str) and field.default else ""
    return list(
        filter(
            None,
            [
                kind(field),
                "needed" if needed else "",
                f"without it {default}" if default else "",
                str(field.help_text).rstrip("."),
            ],
        )
    )


def kind(field: models.Field) -> str:
    if field.is_relation:
        many = "a list of references" if field.many_to_many else "the reference"
        return f"{many} of {field.related_model._meta.model_name}"
    named = next(words for kind, words in KINDS if isinstance(field, kind))
    if field.choices and not isinstance(field, CountryField | LanguageField):
        return "one of " + ", ".join(f"{key} ({label})" for key, label in field.flatchoices if key != "")
    return f"{named} of at most {field.max_length} letters" if named == "text" and field.max_length else named
