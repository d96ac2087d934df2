"""Addresses on the web: what a link to one is called, and which are of the network's former site.

Those this site answers itself, by sending a reader on to the record that holds the address: a link to one would
return to where it stands. It leads to what an archive of the web kept of the former site instead.
"""

import re
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

ARCHIVE = "Internet Archive"  # its own name, in every language
LINK = re.compile(r"<a\b([^>]*?)\bhref=\"([^\"]*)\"([^>]*)>(.*?)</a>", re.S)
ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.I)


def own_pattern() -> str:
    """A regular expression, for databases too, of addresses below the roots of the hosts that this site answers for,
    its former ones too."""
    return _pattern_of(settings.SITE_URL, *settings.FORMER_SITES)


@cache
def _pattern_of(site, *former):
    hosts = sorted({urlsplit(site).hostname, *former} - {None, "127.0.0.1", "localhost"})
    if not hosts:
        return "x^"  # no address at all
    named = "|".join(re.escape(host.removeprefix("www.")) for host in hosts)
    return rf"^https?://(www\.)?({named})\.?(:[0-9]*)?(/+|/*\?)[^/?#]"


def is_former(address: str) -> bool:
    """Whether an address was one of the former site, so that no page of its own answers it here."""
    return _is_former(own_pattern(), address)


@lru_cache(10_000)
def _is_former(pattern, address):  # each edition of a list is asked, and to look for a route takes long
    if not re.match(pattern, address, re.I):
        return False
    parts = urlsplit(address)
    try:
        found = resolve(unquote(parts.path) or "/")
    except Resolver404:
        return True
    return found.view_name == "home" or getattr(found.func, "answers_former_site", False)


def archived(address: str, *, as_it_was: bool = False) -> str:
    """What the archive kept of an address, from about the former site's last year: in its frame, or the bytes alone."""
    return f"https://web.archive.org/web/{settings.FORMER_SITE_YEAR}{'id_' if as_it_was else ''}/{address}"


def reachable(address: str) -> str:
    return archived(address) if is_former(address) else address


def kind_of(address: str) -> str:
    """What a link to an address is called where nothing better is known of it."""
    if is_former(address):
        return ARCHIVE
    return "PDF" if urlsplit(address).path.lower().endswith(".pdf") else gettext("Web site")


def link_to(address: str, words: str = "", language: str = "") -> SafeString:
    """A link that is called by `words`, and the address in small letters beside it, for paper has no links."""
    label = f"{words}, {ARCHIVE}" if words and is_former(address) else words or kind_of(address)
    lang = format_html(' hreflang="{}"', language) if language else ""
    return format_html(
        '<a href="{}"{}>{}</a> <span class="address small quiet">{}</span>', reachable(address), lang, label, address
    )


def with_named_links(html: str) -> str:
    """Sanitised rich text in which no link is called by its address, and none returns to this site's former one."""
    return LINK.sub(_named_link, html)


def _named_link(match):
    before, href, after, words = match.groups()
    address = href.replace("&amp;", "&")
    target = reachable(address).replace("&", "&amp;")
    plain = re.sub(r"<[^>]+>", "", words)
    if ADDRESS.fullmatch(plain):
        return f'{words} (<a{before}href="{target}"{after}>{kind_of(address)}</a>)'
    return f'<a{before}href="{target}"{after}>{words}</a>'
