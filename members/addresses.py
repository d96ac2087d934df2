"""Addresses that change: the former one leads to the present one, unless it holds the name of a protected person.

A record whose address holds a name that becomes protected is given another address in the same transaction: nothing
masks an address, and a page that is not found until somebody has time is a page lost.
"""

import re

from django.apps import apps
from django.http import HttpResponsePermanentRedirect

from core.http.input import is_text
from core.text.slugs import AddressField, slug_of, unique_slug
from members.honorifics import plain_name
from members.models import FormerAddress, Person
from members.models.people import withheld_people
from members.redaction.redactor import names_of
from members.redaction.written_names import ORDINARY, finder_for


def protected_parts(address):
    """[(first, last)] of each protected name in an address, in either script or in Latin letters."""
    return [(first, last) for first, last, _ in parts_of(withheld_people())(address)]


def parts_of(people):
    """A function that finds the people's names in an address: [(first, last, person)]."""
    bearers = {name: person for person in people for name in in_addresses(person)}
    if not bearers:
        return lambda address: []
    find_names = finder_for(tuple(bearers))
    return lambda address: [(first, last, bearers[name]) for first, last, name in find_names(as_words(address))]


def in_addresses(person):
    """The name as it is met in addresses. One short word alone is a word like others there: “may”, “so”."""
    names = {one for name in names_of(person) for one in (name, plain_name(name))}
    names |= {slug_of(name).replace("-", " ") for name in names}
    return {name for name in names if not re.fullmatch(rf"[!-~]{{0,{ORDINARY}}}", name)}


def as_words(address):
    """Each in a capital, for an address has none that would tell a name from a word; not a letter longer."""
    return re.sub(r"(?<![^\s&=?])[a-z]", lambda letter: letter[0].upper(), re.sub(r"[-_/.+]", " ", address))


def without_names(address):
    """What is left of an address, as words."""
    for first, last in reversed(protected_parts(address)):
        address = f"{address[:first]} {address[last:]}"
    return address


def offered(record):
    """An address like the record's that holds no protected name, and that no other has."""
    rest = without_names(record.slug)
    among = record.same_place() if hasattr(record, "same_place") else type(record)._base_manager.all()
    others = among.exclude(pk=record.pk)
    text = rest if slug_of(rest) else record._meta.verbose_name_raw
    return unique_slug(text, lambda slug: others.filter(slug=slug).exists(), record._meta.get_field("slug").max_length)


def records_named_after(person):
    """Every record whose address holds the person's name. One query for each kind of record that has any."""
    find = parts_of(Person.objects.withholding().filter(pk=person.pk))
    for model in apps.get_models():
        if any(isinstance(field, AddressField) for field in model._meta.concrete_fields):
            slugs = dict(model._base_manager.values_list("pk", "slug"))
            found = [pk for pk, slug in slugs.items() if find(slug)] if find("\n".join(slugs.values())) else []
            yield from model._base_manager.filter(pk__in=found) if found else ()


def give_others(person):
    """The records at an address that holds the person's name move to one that does not."""
    for record in records_named_after(person):
        record.slug = offered(record)
        record.save()


def follow(before, now):
    """`core.consent`: whoever asks for less than the full name, or is protected by another one."""
    if isinstance(now, Person):
        give_others(now)


class FormerAddressMiddleware:
    """Asked where there is no page. It asks the same for every address, so that the time it takes tells nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or not is_text(request.path):
            return response
        former = FormerAddress.objects.filter(path=request.path[:LONGEST]).first()
        if not protected_parts(request.path) and former and (path := self.present(former)):
            return HttpResponsePermanentRedirect(path)
        return response

    @staticmethod
    def present(former):
        record = apps.get_model(former.model).objects.published().filter(pk=former.record).first()
        return record and record.get_absolute_url()


LONGEST = FormerAddress._meta.get_field("path").max_length
