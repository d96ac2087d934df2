"""A person decides how to be named. This is the last gate before the public.

Pages, feeds and print name people through `Person.public_name`. But a name can also stand in prose, in a
caption or in a title, where nobody remembered; so whatever leaves for the public passes here, and the
name of a person who asked for initials, or not to be named, is put as that person decided.
"""

import html
import json
import re
import unicodedata

from members.models import Person

TEXT = ("text/html", "text/calendar", "text/csv", "application/json", "application/xml", "text/xml")

# What may stand between the words of a name: any white space, and the marks of rich text.
SPACE = r"(?:\s|\u200b|&nbsp;|&\#160;|</?(?:strong|em|sub|sup|span|a|br)\b[^<>]*>)+"
# The words of the page itself, which a person of one short name (Li, May) must not take with them.
MARKUP = (
    r'(?-i:</?[a-z][a-z0-9]*(?=[\s/>])|\s(?:class|id|for|lang|hreflang)="[^"]*"'
    r'|\s(?:href|src|action)="[!#-~]*"|\ssrcset="/[^"]*"|\s[a-z-]+=(?="))'
)


def name_gate(people=None):
    """A function that puts every protected person's name, in either script, as that person allows."""
    public = {}
    for person in Person.objects.protected() if people is None else people:
        for name in filter(None, (person.name, person.name_in_script)):
            public |= dict.fromkeys(spellings(name), person.public_name)
    if not public:
        return lambda text: text
    longest_first = sorted(public, key=len, reverse=True)
    initials = re.escape(
        "".join({name[0] for name in longest_first})
    )  # looked at first, for most letters begin no name
    names = "|".join(f"({pattern(name)})" for name in longest_first)
    found = re.compile(rf"{MARKUP}|(?=[{initials}])(?:{names})", re.IGNORECASE)

    def put(match):
        if not match.lastindex:
            return match[0]
        return public[longest_first[match.lastindex - 1]] + "".join(re.findall(r"<[^<>]*>", match[0]))

    return lambda text: found.sub(put, text)


def people_named(texts):
    """Of each of some gathered data (dicts, lists, strings): who is protected, and yet stands in it by name."""
    people = list(Person.objects.protected())
    gate = name_gate(people)
    return [_named(people, gate, json.dumps(text, ensure_ascii=False)) for text in texts]


def _named(people, gate, said):
    if gate(said) == said:
        return []
    written = {person: [name for name in (person.name, person.name_in_script) if name] for person in people}
    return [person for person, names in written.items() if any(stands(name, said) for name in names)]


def stands(name, text):
    return any(re.search(pattern(form), text, re.IGNORECASE) for form in spellings(name))


def spellings(name):
    """As it is written, with its accents in one letter or two, and each as HTML escapes it."""
    forms = {unicodedata.normalize(form, " ".join(name.split())) for form in ("NFC", "NFD")}
    return forms | {html.escape(form) for form in forms}


def pattern(name):
    """Whole words only, in letters that part their words; Burmese, Thai, Khmer, Lao and Chinese do not."""
    before, after = (
        edge if parts_words(letter) else "" for edge, letter in ((r"(?<![^\W_])", name[0]), (r"(?![^\W_])", name[-1]))
    )
    return before + SPACE.join(map(re.escape, name.split())) + after


def parts_words(letter):
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


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
