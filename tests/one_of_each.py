"""One record of each model, all belonging to each other, each with a word of its own in all its texts."""

import json
import re
from contextlib import contextmanager

from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.permanence import record_models
from core.schema import as_json
from members.models import Person
from members.parties import Party
from members.redaction.possible_names import texts_of
from reports.data.gather import gather
from reports.models import AnnualReport
from reports.sections import KINDS
from tests import factories as f
from website.crawlers import LISTS

PAGES = [*map(reverse, [*LISTS, "sitemap", "robots", "security", "events:calendar", "members:branding_css"])]
PAGES += ["/events/2014/", "/members/?as_of=2014-12-31"]
GIVEN = {  # where the site shows one
    "AnnualReport": {"start": "2014", "end": "2014"},
    "Event": {"start": "2014", "role": "internal"},
    "Committee": {"slug": "steering-committee"},
    "ReportPhoto": {"section": None},
    "Section": {"kind": "text", "project": None},
}
RECORDS = record_models()
WORDLESS = ["Authorship", "Organiser", "Membership", "Chairing", "Portrait"]  # no text of their own is shown


def word(model):
    return f"Qz{model.__name__}zq"


def ties(model):
    return [field for field in model._meta.fields if field.related_model and field.related_model is not model]


def build(model, known):
    """One of a model, which belongs to those that are known, with its word in all its texts."""
    given = {field.name: known[field.related_model] for field in ties(model) if field.related_model in known}
    if issubclass(model, Party):
        del given["person"]
    texts = [field for field in texts_of(model) if (field.max_length or 99) > 20]
    given |= {field.name: word(model) for field in texts if field.name not in ("slug", "entered_in_error")}
    return f.make(model, **given | GIVEN.get(model.__name__, {}))


def is_part(model, other):
    """Whether each of a model is nothing without one of another."""
    fields = [field for field in ties(model) if field.related_model is other]
    return any(not field.null or field.name in ("overview", "organisation") for field in fields)


def parts(model):
    """The kinds that are part of one of a model, at any depth, and itself."""
    direct = [other for other in RECORDS if is_part(other, model)]
    return {model, *(part for one in direct for part in parts(one))}


@contextmanager
def records():
    """{model: its record}, with a section of each kind, taken back afterwards."""
    with transaction.atomic():
        f.make_branding()
        known, waiting = {Person: f.make_person(name="Anna Public", naming="full")}, list(RECORDS)
        while waiting:
            model = next(one for one in waiting if not {tie.related_model for tie in ties(one)} & {*waiting})
            waiting.remove(model)
            known[model] = build(model, known)
        for kind in [one for one in KINDS if one != "programme"]:
            f.make_section(report=known[AnnualReport], kind=kind)
        for one in known.values():
            one.refresh_from_db()
        yield known
        transaction.set_rollback(True)


@contextmanager
def made():
    """The `records`, and {page: what it says}."""
    with records() as known:
        own = [one.get_absolute_url().partition("#")[0] for one in known.values() if hasattr(one, "get_absolute_url")]
        yield known, {page: read(page) for page in dict.fromkeys([*PAGES, *own, "gathered"])}


def read(page):
    if page == "gathered":
        return json.dumps([as_json(gather(report)) for report in AnnualReport.objects.all()])
    return re.sub(r'nonce="[^"]*"', "", Client().get(page).content.decode())
