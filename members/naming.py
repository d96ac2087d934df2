"""A person decides how to be named. This is the last gate before the public.

Pages, feeds and print name people through `Person.public_name`. But a name can also stand in prose, in a
caption or in a title, where nobody remembered; so whatever leaves for the public passes here, and the
name of a person who asked for initials, or not to be named, is put as that person decided.
"""

import json
import re

from members.models import Person
from members.written_names import look_for

TEXT = ("text/html", "text/calendar", "text/csv", "application/json", "application/xml", "text/xml")


def name_gate(people=None):
    """A function that puts every protected person's name, in either script, as that person allows."""
    public = {}
    for person in Person.objects.protected() if people is None else people:
        public |= dict.fromkeys(names_of(person), person.public_name)
    if not public:
        return lambda text: text
    look = look_for(tuple(public))

    def put(text):
        written, at = [], 0
        for first, last, name in look(text):
            written += [text[at:first], public[name], *re.findall(r"<[^<>]*>", text[first:last])]
            at = last
        return "".join([*written, text[at:]])

    return put


def names_of(person):
    """In either script."""
    return [name for name in (person.name, person.name_in_script) if name]


def people_named(texts):
    """Of each of some gathered data (dicts, lists, strings): who is protected, and yet stands in it by name."""
    people = list(Person.objects.protected())
    look = look_for(tuple(name for person in people for name in names_of(person)))
    named = [{name for _, _, name in look(_plain(text))} for text in texts]
    return [[person for person in people if not names.isdisjoint(names_of(person))] for names in named]


def _plain(data):
    """As JSON, where every string is, but for what JSON escapes in them."""
    return json.dumps(data, ensure_ascii=False).replace(r"\n", "\n").replace(r"\"", '"')


def gate_for(request):
    """The gate of one answer; the secretariat reads names in full."""
    if not hasattr(request, "name_gate"):
        request.name_gate = (lambda text: text) if request.user.is_staff else name_gate()
    return request.name_gate


class WithholdNamesMiddleware:
    """Every text answered to someone outside the secretariat passes `name_gate`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if self._is_public_text(request, response):
            text = response.content.decode(response.charset)
            response.content = gate_for(request)(text).encode(response.charset)
            if response.has_header("Content-Length"):
                response["Content-Length"] = len(response.content)
        return response

    @staticmethod
    def _is_public_text(request, response):
        if response.streaming or request.user.is_staff:
            return False
        return response.get("Content-Type", "").startswith(TEXT) and response.status_code < 500
