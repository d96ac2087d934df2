"""Where it stands: what a person’s name or a photo is in, shown before either is withdrawn (`core.consent.finders`)."""

from django.apps import apps
from django.db import models
from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _

from core.apps import our_apps
from core.consent import Place
from core.derived import DerivedField
from core.photos import Photo
from core.text.slugs import AddressField
from members.addresses import as_words
from members.models import Person
from members.redaction.redactor import names_of
from reports.findings import admin_links, place_of
from reports.models import Release
from reports.releases.consents import names_in
from reports.releases.withdrawing import releases_that_show

MASKED = _("put as the person allows, for every reader; change the text itself too")
PAGE = _("nothing masks an address: the page moves to another one, and this one answers as if it had never been")
LINK = _("its readers find the name taken out of it, and a link that leads nowhere: take it out, or ask for another")
FILE = _("readers get the file by the address of the work, never by this name")
RELEASE = _("its files leave public reach for good, and the report is released anew")


def releases(before, now):
    for release in releases_that_show(before, now):
        yield Place(_("Releases"), f"{release} ({', '.join(release.files)})", release.get_absolute_url(), RELEASE)


def pages(before, now):
    """Of the records that are tied to a person, or that a photo belongs to; none is to one who is new."""
    if before is None or (isinstance(now, Photo) and not before.is_published):
        tied = []
    elif isinstance(now, Photo):
        links = (field for field in now._meta.fields if field.is_relation and getattr(now, field.attname))
        tied = [getattr(now, field.name) for field in links]
    else:
        tied = [one for link in now._meta.related_objects for one in tied_by(link, now)]
    for address, shown in dict(filter(None, map(page_of, tied))).items():
        yield Place(_("Pages"), str(shown), address, _("no longer shows it"))


def tied_by(link, person):
    if link.related_model._meta.app_label not in our_apps() or issubclass(link.related_model, Photo):
        return []
    return link.related_model._base_manager.filter(**{link.field.name: person})


def page_of(record):
    """The address of its own page, or of the record it is a row of, and whose page it is."""
    if isinstance(record, Release):
        return None
    parents = (getattr(record, field.name) for field in record._meta.fields if field.many_to_one)
    for one in (record, *parents):
        if hasattr(one, "get_absolute_url") and not isinstance(one, Person):
            try:
                return one.get_absolute_url(), one
            except NoReverseMatch:
                continue
    return None


def texts(before, now):
    """Every field of every record in which the name is written; of one who is new, the form asks of them elsewhere."""
    if before is None or not isinstance(now, Person):
        return
    names, links = [*names_of(before), *names_of(now)], admin_links()
    for model in apps.get_models():
        fields = written_fields(model)
        for record in model._base_manager.all() if fields else ():
            for field in fields:
                yield from written(record, field, names, links.get(model, []))


def written_fields(model):
    if model._meta.app_label not in our_apps() or model in (Person, Release) or not model._meta.managed:
        return []
    if model.__name__ in UNSEEN:
        return []
    kinds = (models.CharField, models.TextField, models.FileField)
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and field.editable and not field.choices
        if not isinstance(field, DerivedField) and not field.name.startswith("private")
    ]


UNSEEN = {"Submission", "Publishing", "Withdrawal", "AcceptedWarning", "SeenPreview", "Editing", "NamedPerson"}


def written(record, field, names, links):
    value = str(getattr(record, field.name) or "")
    if isinstance(field, models.FileField):
        kind, follows, value = _("Files"), FILE, as_words(value)
    elif isinstance(field, AddressField):
        kind, follows, value = _("Addresses"), PAGE, as_words(value)
    elif isinstance(field, models.URLField):
        kind, follows, value = _("Addresses"), LINK, as_words(value)
    else:
        kind, follows = _("Texts"), MASKED
    if value and names_in(value, names):
        place = place_of(record, field.name, links)
        try:
            address = place.address
        except NoReverseMatch:
            address = ""
        yield Place(kind, f"{place}, {field.verbose_name}", address, follows)


FINDERS = [releases, pages, texts]
