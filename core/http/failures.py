"""Pages in words for what failed. They ask neither the database nor the session, and carry what was typed, so that it
can be sent again: nothing is lost because a disk is full, the database is away or a session has ended."""

from __future__ import annotations

import errno
import sys
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views import defaults

from core.http import kept_forms

NO_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
CANNOT_WRITE = _("The disk of this site is full, or cannot be written to.")
NO_DATABASE = _("The database of this site does not answer.")
UNREADABLE = _(
    "The address or the form holds something that cannot be read: letters that no text can hold, or a number too large."
)
CAUSES = {
    RequestDataTooBig: _(
        "What was sent is larger than this site takes at once. Send less: shorter texts, smaller files."
    ),
    TooManyFieldsSent: _("The form has more fields than this site takes at once. Save it in several steps."),
    TooManyFilesSent: _("More files were sent than this site takes at once. Save them in several steps."),
    MultiPartParserError: _("The form did not arrive whole. Go back in your browser and send it again."),
}


class FailurePage(HttpResponse):
    """Shows no record, only words of its own and what its reader sent: `members.redaction` leaves it as it is."""


@dataclass
class Carried:
    """What was typed, for the page that answers to it: never passwords, codes or files."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)  # their names
    is_whole: bool = True  # nothing has to be typed or chosen again

    @classmethod
    def of(cls, request: HttpRequest) -> Carried | None:
        """None where nothing was sent, it cannot be read, or it comes from another site's page."""
        try:
            if request.method != "POST" or not request.POST or not kept_forms.is_from_here(request):
                return None
            secret = any(kept_forms.SECRET.search(name) and any(value) for name, value in request.POST.lists())
            names = [name for name in request.POST if not kept_forms.SECRET.search(name)]
            fields = [(name, value) for name in names for value in request.POST.getlist(name)]
            files = kept_forms.file_names(request)
        except Exception:  # what cannot be read now cannot be carried; this page must not fail
            return None
        is_signed = kept_forms.SIGNATURE in request.POST
        if (secret or files) and not is_signed:
            return None  # it would be sent without them
        if secret or files:
            fields += [(kept_forms.REOPEN, name) for name in files or [""]]
        return cls(fields, files, not (secret or files))


def page(
    request: HttpRequest,
    status: int,
    title: str,
    *explanation: str,
    carried: Carried | None = None,
    link: str | None = None,
    link_words: str = "",
    **more: object,
) -> FailurePage:
    context = {
        "title": title,
        "explanation": explanation,
        "carried": carried,
        "link": link,
        "link_words": link_words,
        **more,
    }
    response = FailurePage(render_to_string("failure.html", context), status=status)
    response["Cache-Control"] = "private, no-store"
    if status == 503:
        response["Retry-After"] = "30"
    return response


def causes(error: BaseException | None) -> list[BaseException]:
    seen = []
    while error and error not in seen:
        seen.append(error)
        error = error.__cause__ or error.__context__
    return seen


def outage(error: BaseException | None) -> str:
    """What the site lacks, in words; nothing where it is the program that failed."""
    for one in causes(error):
        if isinstance(one, OSError) and one.errno in NO_DISK:
            return CANNOT_WRITE
        if isinstance(one, DatabaseError) and any(word in str(one) for word in ("disk", "readonly", "read-only")):
            return CANNOT_WRITE
        if isinstance(one, OperationalError | InterfaceError):
            return NO_DATABASE
    return ""


def is_unreadable(error: BaseException | None) -> bool:
    """Input that no check had foreseen: a key beyond the column's range, NUL on PostgreSQL, half a letter."""
    if isinstance(error, DataError | OverflowError | UnicodeError):
        return True
    words = str(error)
    return isinstance(error, ValueError) and ("NUL" in words or "null " in words or "integer string" in words)


# Handlers


def server_error(request: HttpRequest) -> HttpResponse:
    error = sys.exc_info()[1]
    carried = Carried.of(request)
    saved = _("Nothing was saved.") if request.method == "POST" else _("This page cannot be shown just now.")
    if lacking := outage(error):
        kept = _("What you typed is kept in this page.") if carried else ""
        explanation = " ".join(map(str, filter(None, (lacking, kept, _("Try again in a minute.")))))
        return page(request, 503, saved, explanation, carried=carried, link=back_to(request), link_words=_("Try again"))
    if is_unreadable(error):
        return page(request, 400, _("This cannot be read"), UNREADABLE, carried=reopened(carried), **home())
    if carried:
        explanation = _(
            "Something went wrong on our side, and the fault has been noted. What you typed is kept in this page."
        )
        return page(request, 500, saved, explanation, carried=carried)
    return defaults.server_error(request)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, DisallowedHost):
        return page(
            request, 400, _("There is no site at this address"), _("Look at the address: its host is not known here.")
        )
    words = next((words for kind, words in CAUSES.items() if isinstance(exception, kind)), UNREADABLE)
    return page(request, 400, _("This cannot be read"), words, _("Nothing was saved."), **home())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form is that of another sign-in, or of none."""
    if account := kept_forms.owner(request):
        return signed_out(request, account)
    explanation = _(
        "Nothing was saved. This form was opened before somebody signed in or out in this browser, or cookies are off."
    )
    words = _("Go back to it, open it again, and send it once more.")
    return page(
        request,
        403,
        _("This form has to be opened again"),
        explanation,
        words,
        link=back_to(request),
        link_words=_("Open it again"),
    )


def signed_out(request: HttpRequest, account: int) -> HttpResponse:
    """A form that cannot be saved now is kept for the account that opened it."""
    try:
        kept_forms.keep(request, account)
        why = ""
    except kept_forms.NotKeptError as error:
        why = str(error)
    user = request.user
    if user.is_authenticated and user.pk == account and not why:
        return HttpResponseRedirect(request.get_full_path())
    facts = {"link": sign_in(request), "link_words": _("Sign in")}
    if user.is_authenticated and user.pk != account:
        return page(
            request,
            403,
            _("Nothing was saved"),
            why or _("The form is kept for a day for the account that opened it."),
            **facts,
        )
    kept = _("What you typed is kept for a day. Sign in, and the form comes again as it was; then save it.")
    echo = [(name, value) for name, values in kept_forms.typed(request) for value in values if value and name[0] != "_"]
    return page(request, 403, _("You are signed out, and nothing was saved"), why or kept, echo=echo, **facts)


def must_sign_in(request: HttpRequest) -> HttpResponse:
    explanation = _("Nothing was saved, because you are signed out. Sign in, open the page again, and do it once more.")
    return page(request, 403, _("You are signed out"), explanation, link=sign_in(request), link_words=_("Sign in"))


def sign_in(request: HttpRequest) -> str:
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"


def back_to(request: HttpRequest) -> str:
    return request.get_full_path()


def home() -> dict[str, Any]:
    try:
        return {"link": reverse("home"), "link_words": _("First page")}
    except NoReverseMatch:
        return {}


def reopened(carried: Carried | None) -> Carried | None:
    """To be looked at before it is saved, without what cannot be read."""
    if carried:
        clean = [(name, value.replace("\0", "").encode("utf-8", "ignore").decode()) for name, value in carried.fields]
        carried.fields, carried.is_whole = [*clean, (kept_forms.REOPEN, "")], False
    return carried
