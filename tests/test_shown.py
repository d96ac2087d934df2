"""Every field of every form is shown where a reader looks, on a page or in the report, or its form says that it is not.

Made from the admin's forms: one record of each kind, all belonging to each other, with a mark in every text. A field is
shown when the page of its record has its mark, or when another value changes that page or the printed report.
"""

import re

import pytest
from django.contrib import admin
from django.db import models, transaction
from django.db.models.fields.files import FileField
from django.forms.models import InlineForeignKeyField
from django.test import Client

from core.admin.fieldsets import PRIVATE, UNSHOWN
from core.apps import our_apps
from core.dates import PartialDateField
from core.l10n.countries import CountryField, CountryListField
from core.l10n.languages import LanguageField
from core.richtext import RichTextField
from core.text.slugs import AddressField
from members.models import Term
from members.parties import Party
from reports.data.gather import gather
from reports.models import AnnualReport, FinanceLine, Release, Section
from reports.output.html import report_html
from tests.factories import area, make, make_event, make_section, make_staff, outline, square

pytestmark = pytest.mark.django_db

# Where a record stands, whether at all, and at which address: no facts to be read. `consent` opens a photo.
NO_FACTS = {"order", "status", "entered_in_error", "consent", "slug"}
COMMITTEE, SECRETARIAT = ("/steering-committee/",), ("/secretariat/",)
PLACES = {  # of what has no page of its own, nor belongs to a record that has one
    "Network": ("/", "/members/?as_of=1850"),
    "AreaOfWork": ("/projects/",),
    **dict.fromkeys(["Committee", "Person"], COMMITTEE),
    **dict.fromkeys(["Office", "Appointment", "Affiliation"], SECRETARIAT),
}
GIVEN = {
    "Network": {
        "is_site": True,
        "map": "own",
        "outline": outline(area(square(0, 0), iso_a2="MM")),
        **dict.fromkeys(("colour_ink", "colour_link", "colour_accent"), "#1b2a2e"),
    },
    "Committee": {"slug": "steering-committee"},
    "Person": {"naming": "full"},
    "AnnualReport": {"slug": "2014", "start": "2014", "end": "2014", "colophon": ""},
    "Section": {"kind": "text", "project": None},
    "Event": {"start": "3 March 2014", "end": "5 March 2014"},
    "FinanceLine": {"start": "2014", "end": "2014", "currency": "USD"},
    "ReportPhoto": {"overview": None},
}
ALONE = {"ReportPhoto": ("section", "overview")}  # of which a record has one, as a party is one of two
SITE = {model: one for model, one in admin.site._registry.items() if model._meta.app_label in our_apps()}


def forms(request):
    """[(model, form)] of each page and of each list of rows in one."""
    for model, page in SITE.items():
        if model is not Release:  # which is never altered
            yield model, page.get_form(request)
        for inline in page.get_inline_instances(request):
            yield inline.model, inline.get_formset(request).form


def asked(request):
    """{model: its fields of which some form does not say that they are not shown}"""
    found = {}
    for model, form in forms(request):
        shown = found.setdefault(model, {})
        for name, field in form.base_fields.items():
            says = any(str(words) in str(field.help_text) for words in (UNSHOWN, PRIVATE))
            if name not in NO_FACTS and not says and not isinstance(field, InlineForeignKeyField):
                shown[name] = model._meta.get_field(name)
    return found


def relations(model):
    return [field for field in model._meta.fields if isinstance(field, models.ForeignKey)]


def in_order(found):
    """Each model after those that it belongs to."""
    ordered, left = [], set(found)
    while left:
        ready = [one for one in left if not {field.related_model for field in relations(one)} & (left - {one})]
        ordered += sorted(ready, key=lambda one: one._meta.label)
        left -= set(ready)
    return ordered


def marked(field, mark):
    match field:
        case RichTextField():
            return f"<p>{mark}</p>"
        case models.EmailField():
            return f"{mark}@example.org"
        case models.URLField():
            return f"https://example.org/{mark}"
        case models.CharField() | models.TextField() if not field.choices and field.name[:6] != "colour":
            return None if isinstance(field, AddressField | FileField | PartialDateField) else mark
    return None


def another(field, value):
    """A value that is not the one it has."""
    match field:
        case CountryListField():
            return ["SE", *value]
        case models.ForeignKey():
            return make(field.related_model)
        case PartialDateField():
            return "9 November 2015" if field.name == "end" else "9 April 2011"
        case models.BooleanField():
            return not value
        case CountryField():
            return "IS"
        case LanguageField():
            return "vi"
        case models.IntegerField() | models.DecimalField():
            return (value or 0) + 900_001 if field.name == "upper" else (value or 0) + 3001
        case _ if field.choices:
            return next(key for key, _label in field.flatchoices if key and key != value)
    if field.name[:6] == "colour":
        return "#5a1030"
    return (marked(field, "another") or "another")[: field.max_length]


@pytest.fixture
def request_of_staff(rf):
    request = rf.get("/")
    request.user = make_staff()
    return request


@pytest.fixture
def fields(request_of_staff):
    return asked(request_of_staff)


@pytest.fixture
def network(fields):
    """{model: its record}: each belongs to the others, and the report of 2014 prints every kind of section."""
    found = {}
    for number, model in enumerate(in_order(fields)):
        left_out = {*NO_FACTS, "person"} if issubclass(model, Party) else NO_FACTS
        values = {one.name: found.get(one.related_model) for one in relations(model) if one.name not in left_out}
        for place, field in enumerate(fields[model].values()):
            values.setdefault(field.name, marked(field, f"q{number}q{place}q"))
        values = {name: value for name, value in values.items() if value is not None}
        found[model] = make(model, **values | GIVEN.get(model.__name__, {}))
    for kind in set(Section.Kind) - {Section.Kind.TEXT, Section.Kind.PROGRAMME}:
        make_section(report=found[AnnualReport], kind=kind)
    make_event(role="internal", start="2014")
    return {model: model._base_manager.get(pk=record.pk) for model, record in found.items()}


def pages_of(record):
    """Where a reader looks for it: its own page, or that of what it belongs to; not that of a party."""
    name = type(record).__name__
    if name in PLACES or hasattr(record, "get_absolute_url"):
        return PLACES.get(name) or [record.get_absolute_url()]
    named = [field.name for field in relations(type(record))]
    owners = [name for name in named if name not in ("organisation", "person")] or named
    owners = [getattr(record, name) for name in owners]
    return next(pages for one in owners if one and (pages := pages_of(one)))


def read(pages):
    client = Client()
    return "".join(client.get(page, follow=True).content.decode() for page in pages)


def change(record, field):
    if field.many_to_many:
        return getattr(record, field.name).add(make(field.related_model))
    model, values = type(record), {field.name: another(field, getattr(record, field.name))}
    overlaps = ("organisation", "person") if issubclass(model, Party) else ALONE.get(model.__name__, ())
    if field.name in overlaps:
        values = dict.fromkeys(overlaps) | values
    if field.name == "confirmed":
        values["end"] = "to date"
    model._base_manager.filter(pk=record.pk).update(**values)


def prepare(record, field):
    """What has to be otherwise so that a field can be seen at all; whether anything was changed."""
    match field.name:
        case "vacant_from":
            return Term.objects.update(entered_in_error="Nobody holds the seat")
        case "confirmed":
            return type(record)._base_manager.filter(pk=record.pk).update(end="to date")
    return 0


def words_of(record, field):
    """What tells a value by itself: the mark in a text or of another record, or the label of a choice."""
    if field.choices and not isinstance(field, CountryField | LanguageField):
        return [str(getattr(record, f"get_{field.name}_display")())]
    return re.findall(r"q\d+q\d+q", "" if field.many_to_many else str(getattr(record, field.name)))[:1]


def differs(look, before, record, field):
    """Whether something reads otherwise when a field has another value."""
    with transaction.atomic():
        if prepare(record, field):
            before = look()
        change(record, field)
        after = look()
        transaction.set_rollback(True)
    return after != before


@pytest.fixture(autouse=True)
def nobody_protected(monkeypatch):
    """The redaction, which reads everybody's name for each page, has its own tests."""
    monkeypatch.setattr("members.redaction.redactor.redactor_of_all", lambda: lambda text: text)


def test_every_field_is_shown_or_its_form_says_that_it_is_not(network, fields):
    def is_shown(record, field, page):
        if any(message in page + printed for message in words_of(record, field)):
            return True
        return differs(lambda: read(pages_of(record)), page, record, field) or differs(to_print, printed, record, field)

    def to_print():
        return report_html(gather(report))

    report, unshown, read_before = network[AnnualReport], [], {}
    printed = to_print()
    for model, record in network.items():
        pages = tuple(pages_of(record))
        page = read_before[pages] = read_before.get(pages) or read(pages)
        assert len(page) > 1000
        unshown += [
            f"{model.__name__}.{name}"
            for name, field in fields[model].items()
            if not isinstance(field, FileField) and not is_shown(record, field, page)
        ]
    assert not unshown, unshown
    assert sum(map(len, fields.values())) > 200 and FinanceLine in network
