"""A person decides how to be named. This is the last redaction before the public.

Pages, feeds and print name people through `Person.public_name`. But a name can also stand in prose, in a
caption or in a title, where nobody remembered; so whatever leaves for the public passes here, and the
name of a person who asked for initials, or not to be named, is put as that person decided.
"""

import json
import re

from django.db import DatabaseError
from django.urls import reverse

from core.change_token import read_once
from core.http.downloads import SnapshotFile
from core.http.failures import FailurePage
from core.text.typed import without_typed_signs
from members.honorifics import around
from members.models.people import withheld_people
from members.redaction.readings import TAG
from members.redaction.written_names import finder, finder_for

# What is known to hold no text. Anything else is redacted, whatever it calls itself.
BINARY = ("image/", "audio/", "video/", "font/")
BINARY_FILES = {"application/pdf", "application/zip", "application/gzip"}
TEXT_AFTER_ALL = "image/svg"
# Pages that show no record, and repeat what their reader sent: were that redacted, they would answer guesses.
RECORDLESS = {"admin:login", "account_login", "account_reauthenticate", "healthz", "readyz"}
UNREAD_HEADERS = {"content-type", "content-length", "content-security-policy", "set-cookie", "vary", "last-modified"}
IN_AN_ADDRESS = "name-withheld"


def name_redactor(people=None):
    """A function that puts every protected person's name, in either script, as that person allows."""
    return redactor_of_all() if people is None else redactor_of_people(people)


@read_once
def withheld():
    """All whose names are withheld."""
    return withheld_people()


@read_once
def redactor_of_all():
    return redactor_of_people(withheld())


def redactor_of_people(people):
    public = {}
    for person in people:
        public |= dict.fromkeys(names_of(person), person.public_name)
    return redactor_of(public)


def redactor_of(public):
    """The redaction for `{name: what the public reads}`."""
    if not public:
        return lambda text: text
    find = finder(tuple(public))

    def redact(text):
        written, at = [], 0
        for first, last, name, for_machines in find(text):
            if not for_machines:
                first, last = around(text, max(at, first), last)
            tags = map(redact, re.findall(TAG, text[first:last]))
            written += [text[at:first], IN_AN_ADDRESS if for_machines else public[name], *tags]
            at = last
        return "".join([*written, text[at:]])

    return redact


def names_of(person):
    """In either script; of somebody `withholding` found and no record uses, without a name that is somebody else’s."""
    names = {"is_of_another": person.name, "script_is_of_another": person.name_in_script}
    is_used = getattr(person, "is_used", True)
    return [name for of_another, name in names.items() if name and (is_used or not getattr(person, of_another))]


def people_named(texts):
    """Of each of some gathered data (dicts, lists, strings): who is protected, and yet stands in it by name."""
    people = withheld_people()
    find_names = finder_for(tuple(name for person in people for name in names_of(person)))
    named = [{name for _, _, name in find_names(_plain(text))} for text in texts]
    return [[person for person in people if not names.isdisjoint(names_of(person))] for names in named]


def _plain(data):
    """As JSON, where every string is, but for what JSON escapes in them."""
    return json.dumps(data, ensure_ascii=False).replace(r"\n", "\n").replace(r"\"", '"')


def sees_names(user):
    """Whether somebody may read the names that are withheld from the public."""
    return user.has_perm("members.view_withheld_names")


def reads_all(request):
    """Whether an answer goes out as it is: to who may see names; to who edits, for a form saves what it shows."""
    user = request.user
    if sees_names(user):
        return True
    is_admin = user.is_staff and request.path.startswith(reverse("admin:index"))
    return is_admin and any(".change_" in may or ".add_" in may for may in user.get_all_permissions())


def redactor_for(request):
    """The redaction of one answer; the secretariat reads names in full."""
    if not hasattr(request, "name_redactor"):
        request.name_redactor = (lambda text: text) if reads_all(request) else name_redactor()
    return request.name_redactor


class WithholdNamesMiddleware:
    """Every answer to someone outside the secretariat passes `name_redactor`, unless it is known to hold no text, or is
    a file whose hash is published: whoever gives that asks `names_nobody` before."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        try:
            self.redact(request, response)
            if request.user.is_authenticated:
                response["Cache-Control"] = "private, no-store"
        except DatabaseError:
            if response.status_code < 500:  # a page in words about the database itself names nobody
                raise
        return response

    def redact(self, request, response):
        match = request.resolver_match
        is_recordless = isinstance(response, FailurePage) or (match and match.view_name in RECORDLESS)
        redact = (lambda text: text) if is_recordless else redactor_for(request)
        if not is_recordless:
            redact_headers(request, response, redact)
        if not is_binary(response) and not isinstance(response, SnapshotFile):
            redact_body(response, lambda text: without_typed_signs(redact(text)))


def is_binary(response):
    kind = response.get("Content-Type", "").lower().split(";")[0].strip()
    return kind in BINARY_FILES or (kind.startswith(BINARY) and not kind.startswith(TEXT_AFTER_ALL))


def redact_headers(request, response, redact):
    for header, value in list(response.items()):
        is_own = header.lower() in UNREAD_HEADERS or (header == "Location" and repeats(request, value))
        if not is_own and (allowed := redact(value)) != value:
            response[header] = allowed


def repeats(request, location):
    """Whether a redirect only sends its reader's own address back: to sign in, with a slash, or as it is."""
    return location.startswith(reverse("admin:login")) or location.split("?")[0].rstrip("/") == request.path.rstrip("/")


def redact_body(response, redact):
    """A stream is read to its end first: a name may begin in one part and end in the next."""
    charset = response.charset or "utf-8"
    if response.streaming:
        body = b"".join(response.streaming_content)
        response.streaming_content = [allowed := redacted(body, charset, redact)]
    elif response.content:
        body = response.content
        if (allowed := redacted(body, charset, redact)) != body:
            response.content = allowed
    else:
        return
    if response.has_header("Content-Length"):
        response["Content-Length"] = len(allowed)


def names_nobody(request, body):
    """Whether a text can go out to this reader byte for byte."""
    return redacted(body, "utf-8", redactor_for(request)) == body


def redacted(body, charset, redact):
    try:
        return redact(body.decode(charset, "surrogateescape")).encode(charset, "surrogateescape")
    except (LookupError, UnicodeError):
        return redact(body.decode("latin-1")).encode("latin-1", "xmlcharrefreplace")
