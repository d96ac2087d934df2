"""A person decides how to be named. This is the last gate before the public.

Pages, feeds and print name people through `Person.public_name`. But a name can also stand in prose, in a
caption or in a title, where nobody remembered; so whatever leaves for the public passes here, and the
name of a person who asked for initials, or not to be named, is put as that person decided.
"""

import html
import re

from members.models import Person

TEXT = ("text/html", "text/calendar", "text/csv", "application/json", "application/xml", "text/xml")


def name_gate():
    """A function that puts every protected person's name, in either script, as that person allows."""
    public = {}
    for person in Person.objects.protected():
        for name in filter(None, (person.name, person.name_in_script)):
            public[name.casefold()] = public[html.escape(name).casefold()] = person.public_name
    if not public:
        return lambda text: text
    longest_first = sorted(public, key=len, reverse=True)
    found = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first), re.IGNORECASE)
    return lambda text: found.sub(lambda match: public[match[0].casefold()], text)


class WithholdNamesMiddleware:
    """Every text answered to someone outside the secretariat passes `name_gate`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if self._is_public_text(request, response):
            text = response.content.decode(response.charset)
            response.content = name_gate()(text).encode(response.charset)
            if response.has_header("Content-Length"):
                response["Content-Length"] = len(response.content)
        return response

    @staticmethod
    def _is_public_text(request, response):
        if response.streaming or request.user.is_staff:
            return False
        return response.get("Content-Type", "").startswith(TEXT) and response.status_code < 500
