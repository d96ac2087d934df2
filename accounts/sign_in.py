"""Signing in: refused before any password is looked at after five failures, of an account or from an address.

A browser in which an account signed in before has five tries of its own, so that nobody can lock its owner out.
"""

import logging
import unicodedata
from secrets import token_urlsafe

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, dumps, loads
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 150  # of an account; a longer one is neither read nor repeated
LONGEST_LOGGED = 60
LOCKED = "too_many_login_attempts"
MINUTES = 15
KNOWN = "__Host-known" if settings.SECURE else "known"
KNOWN_FOR = 180 * 24 * 60 * 60
MOST_KNOWN = 5  # accounts in one browser
log = logging.getLogger(__name__)


class SignInAdapter(DefaultAccountAdapter):
    """What allauth asks of a site; strangers can do nothing but sign in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        LOCKED: _("Too many attempts have failed. Wait %(minutes)s minutes, then try again.") % {"minutes": MINUTES},
        "username_password_mismatch": _(
            "Please enter the correct user name and password of an account of the secretariat. "
            "Capital and small letters differ."
        ),
    }

    def authenticate(self, request, **credentials):
        self.pre_authenticate(request, **credentials)
        user = authenticate(request, **credentials)
        if user and user.is_staff:
            self._rollback_login_failed_rl_usage()
            return user
        self.authentication_failed(request, **credentials)
        return None

    def pre_authenticate(self, request, username, **credentials):
        """Counted before the password is looked at: of many tries at once no more than five get through."""
        account = digest(username)
        browser, accounts = known(request)
        tries = {"action": "login_failed", "key": account}
        if account in accounts:
            tries = {"action": "login_failed_here", "key": f"{browser} {account}"}
        self._login_failed_rl_usage = ratelimit.consume(request, app="allauth.account", **tries)
        if not self._login_failed_rl_usage:
            self.note("locked", request, username)
            raise self.validation_error(LOCKED)

    def authentication_failed(self, request, username, **credentials):
        self.note("refused", request, username)

    def note(self, what, request, username):
        name = username[:LONGEST_LOGGED]
        log.warning("Signing in %s: account %r from %s", what, name, self.get_client_ip(request))

    def get_client_ip(self, request):
        try:
            return super().get_client_ip(request)
        except PermissionDenied:  # a socket of this machine, or a proxy that says nothing one can read
            return "unknown"

    def is_open_for_signup(self, request):
        return False

    def is_ajax(self, request):
        return False

    def is_safe_url(self, url):
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())

    def add_message(self, *args, **kwargs):
        """Whoever signs in sees that it worked."""


class SignInForm(LoginForm):
    """allauth’s form, whose name is called `username` as everywhere in Django."""

    def __init__(self, data=None, **kwargs):
        if data and len(data.get("username", "")) > LONGEST_NAME:
            data = data.copy()
            data["username"] = data["username"][:LONGEST_NAME]
        super().__init__(data=data, **kwargs)
        self.fields["login"].widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}

    def add_prefix(self, field_name):
        return "username" if field_name == "login" else super().add_prefix(field_name)


class SignInView(LoginView):
    """Under the address of the admin’s own, which gives the context."""

    form_class = SignInForm
    template_name = "admin/login.html"

    def form_valid(self, form):
        response = super().form_valid(form)
        if self.request.user.is_authenticated:
            remember(self.request, response, form.cleaned_data["login"])
        return response

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if form.has_error("__all__", LOCKED):
            response.status_code = 429
            response["Retry-After"] = str(MINUTES * 60)
        return response

    def get_context_data(self, **kwargs):
        """Without the addresses of what is closed here."""
        return super(LoginView, self).get_context_data(**kwargs)


# Browsers that are known


def digest(username):
    """One account however its name is typed; says nothing of it."""
    typed = unicodedata.normalize("NFKC", username).strip().casefold()
    return salted_hmac("accounts.sign_in", typed.encode("utf-8", "backslashreplace")).hexdigest()[:32]


def known(request):
    """`(browser, [digest of an account that signed in here])`."""
    try:
        browser, accounts = loads(request.COOKIES.get(KNOWN, ""), salt=KNOWN, max_age=KNOWN_FOR)
    except (BadSignature, ValueError):
        return "", []
    return browser, accounts


def remember(request, response, username):
    browser, accounts = known(request)
    account = digest(username)
    accounts = [account, *(one for one in accounts if one != account)][:MOST_KNOWN]
    value = dumps([browser or token_urlsafe(12), accounts], salt=KNOWN)
    response.set_cookie(KNOWN, value, KNOWN_FOR, secure=settings.SECURE, httponly=True, samesite="Lax")
