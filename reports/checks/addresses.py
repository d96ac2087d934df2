"""Protected names in what nothing masks without harm: addresses of pages, links. Files have none of their own."""

import html
import re
from itertools import chain

from django.db.models import URLField
from django.utils.translation import gettext_lazy as _

from core.text.slugs import AddressField
from members.addresses import parts_of
from reports.findings import Kind, Place, rows

NAME = Kind(
    "name-in-address",
    _("Name in an address"),
    _(
        "Whoever reads or types the address learns the name of a person who does not want it shown. Give the page "
        "another address; take a link out, or ask for one without the name."
    ),
    blocking=True,
)
HREF = re.compile(r'\b(?:href|src)="([^"]*)"')


def records(context):
    """(record, place of one of its fields) of all that the report shows, or leads to, at an address of its own."""
    own = (
        [context.report.network, context.report.committee, *context.printed_organisations],
        list(dict.fromkeys(project.area for project in context.projects)),
        context.projects,
        context.events,
        context.publications,
    )
    for record in filter(None, dict.fromkeys(chain(*own))):
        yield record, lambda field, record=record: Place(record, field)
    for work in context.publications:
        for number, edition in enumerate(work.entered):
            row = f"editions-{number}-"
            yield edition, lambda field, edition=edition, work=work, row=row: Place(edition, field, home=work, row=row)
    for overview in context.overviews:
        yield from rows(overview, "statistics")


def addresses(context):
    """(address, place) of each."""
    for record, place in records(context):
        for field in record._meta.concrete_fields:
            if isinstance(field, AddressField | URLField) and (value := getattr(record, field.name)):
                yield str(value), place(field.name)
    for text in context.texts:
        for address in HREF.findall(text.source) if text.rich else ():
            yield html.unescape(address), text.place


def names(context):
    find = parts_of(context.protected)
    known = list(addresses(context))
    if not find("\n".join(address for address, _ in known)):
        return
    for address, place in known:
        for person in dict.fromkeys(found[2] for found in find(address)):
            what = _("“%(address)s” holds the name of %(person)s, who chose “%(choice)s”.")
            what %= {"address": address, "person": person, "choice": person.allowed}
            yield NAME.at(place, what, address, person.pk)


CHECKS = [names]
