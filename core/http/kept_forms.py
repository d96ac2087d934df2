"""A form that came when it could not be saved is kept for its account, until it is saved, thrown away or a day old.

It came too late (the session had ended) or with another tab's token. A signed mark in the form says whose it is.
What is kept lies in a private folder, not in the database: so it is in no dump, export or list of the admin.
"""

import json
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import DisallowedHost
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from core.files import write_whole

SIGNATURE, KEPT, REOPEN, THROW_AWAY = "_signature", "_kept", "_reopen", "_throw_away"
OWN = {
    SIGNATURE,
    KEPT,
    REOPEN,
    THROW_AWAY,
    "csrfmiddlewaretoken",
    "_save",
    "_continue",
    "_addanother",
    "_saveasnew",
    "_row",
}
SECRET = re.compile(r"passw|passphrase|(^|[-_])(otp|code|secret)$", re.IGNORECASE)
DAY = 24 * 60 * 60
SIGNATURE_AGE = 7 * DAY  # how long a form may stay open
LARGEST = 2 * 1024 * 1024
MOST = 5
LOST_RIGHT = _("A form of yours was kept here, but your account may no longer save it. It is not shown.")


def sign_form(request: HttpRequest) -> str:
    return dumps([request.user.pk, request.path, token_urlsafe(6)], salt=SIGNATURE)


def form_fields(request: HttpRequest) -> dict[str, str]:
    """What a form carries: its mark, and which kept form it shows, also once refused."""
    returned = getattr(request, "returned", None)
    return {"signature": sign_form(request), "kept": returned["key"] if returned else request.POST.get(KEPT, "")}


def owner(request: HttpRequest) -> int | None:
    """The key of the account whose form this is; None without a valid mark, or from another site's page."""
    account = account_of(request.POST.get(SIGNATURE, ""), request.path)
    return account if account and is_from_here(request) else None


def account_of(signature: str, address: str) -> int | None:
    try:
        account, path, _ = loads(signature, salt=SIGNATURE, max_age=SIGNATURE_AGE)
    except (BadSignature, ValueError):
        return None
    return account if path == address else None


def is_signed(head: bytes, address: str) -> bool:
    """Whether a form whose body begins with these bytes has a valid mark."""
    found = re.search(rb'(?:(?:^|&)_signature=|name="_signature"\r\n\r\n)([\w:.%-]{20,500})', head)
    return bool(found and account_of(unquote(found[1].decode()), address))


def is_from_here(request: HttpRequest) -> bool:
    """A browser says where a form comes from in one of three headers; what it does not say is not believed."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    came_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        page = urlsplit(came_from)
        return (page.scheme, page.netloc) == (request.scheme, request.get_host())
    except (ValueError, DisallowedHost):
        return False


def typed(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """What was sent, without passwords, codes and what belongs to the form itself."""
    return [(name, values) for name, values in request.POST.lists() if name not in OWN and not SECRET.search(name)]


def file_names(request: HttpRequest) -> list[str]:
    return [file.name for _, several in request.FILES.lists() for file in several]


# The folder


@dataclass
class Kept:
    path: Path
    at: datetime
    address: str  # of its form, with the query
    fields: list
    files: list

    @property
    def key(self) -> str:
        return self.path.stem


class NotKeptError(Exception):
    """Says why, in words for whoever sent the form."""


def folder(account: int) -> Path:
    return settings.VAR_DIR / "kept" / str(int(account))


def keep(request: HttpRequest, account: int) -> None:
    """The form of a request, for its account. The same form sent again takes its own place; raises NotKeptError."""
    clean_temp()
    erase(account, request.POST.get(KEPT, ""))
    facts = {"address": request.get_full_path(), "fields": typed(request), "files": file_names(request)}
    content = json.dumps(facts).encode()
    if len(content) > LARGEST:
        raise NotKeptError(_("It could not be kept, because it is larger than 2 MB."))
    path = folder(account) / f"{sha256(request.POST[SIGNATURE].encode()).hexdigest()[:32]}.json"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, content, mode=0o600)
        first = sorted(path.parent.glob("*.json"), key=lambda one: (one.stat().st_mtime, one != path))[:MOST]
    except OSError as error:
        raise NotKeptError(_("It could not be kept, because this site cannot write to its disk now.")) from error
    if path not in first:
        path.unlink(missing_ok=True)
        words = _("It could not be kept, because %(number)s of your forms are kept already: see to those first.")
        raise NotKeptError(words % {"number": MOST})


def kept_of(account: int) -> list[Kept]:
    """What is kept for an account, the newest first."""
    clean_temp()
    found = []
    for path in folder(account).glob("*.json"):
        try:
            found.append(Kept(path, datetime.fromtimestamp(path.stat().st_mtime, UTC), **json.loads(path.read_bytes())))
        except (OSError, ValueError, TypeError):  # erased meanwhile, or no longer of this shape
            continue
    return sorted(found, key=lambda kept: kept.at, reverse=True)


def clean_temp() -> None:
    for path in (settings.VAR_DIR / "kept").glob("*/*"):
        try:
            if path.stat().st_mtime < time.time() - DAY:
                path.unlink()
        except OSError:  # another process was faster
            continue


def erase(account: int, key: str) -> None:
    if re.fullmatch(r"[0-9a-f]{32}", key):
        (folder(account) / f"{key}.json").unlink(missing_ok=True)


# The form comes again


def bring_back(request: HttpRequest) -> None:
    """Let a form that is opened, or sent to be opened again, be shown as it was typed.

    What was typed stands in `request.POST` of a request that is no POST: whoever saves on POST alone saves nothing.
    """
    if request.method == "POST" and REOPEN in request.POST:
        names = list(filter(None, request.POST.getlist(REOPEN)))
        request.method, request.returned = "GET", {"names": names, "key": request.POST.get(KEPT, "")}
    elif request.method == "GET" and (kept := kept_at(request.path, request.user.pk)):
        request.POST, request._files = QueryDict(mutable=True), MultiValueDict()
        for name, values in kept.fields:
            request.POST.setlist(name, values)
        request.returned = {"names": kept.files, "key": kept.key}


def kept_at(path: str, account: int) -> Kept | None:
    return next((one for one in kept_of(account) if urlsplit(one.address).path == path), None)


def throw_away(request: HttpRequest) -> HttpResponseRedirect:
    erase(request.user.pk, request.POST.get(KEPT, ""))
    messages.success(request, _("Thrown away. The form is as it is stored."))
    return HttpResponseRedirect(request.get_full_path())


def used(request: HttpRequest) -> None:
    erase(request.user.pk, request.POST.get(KEPT, ""))
