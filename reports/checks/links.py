"""Links that lead nowhere by the way they are written, and addresses that are no links."""

import html
import re
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from core.richtext import TAG, RichTextField
from reports.findings import Kind, Place, rows

MALFORMED = Kind(
    "link-malformed", _("Link not well formed"), _("It leads nowhere, on the page and in print."), blocking=True
)
ELSEWHERE = Kind(
    "link-elsewhere",
    _("Link that leads elsewhere than it says"),
    _("A reader who types what is printed comes to another page."),
)
NOT_A_LINK = Kind("address-not-link", _("Address that is not a link"), _("On the page it cannot be followed."))

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.S)
# Chinese and Japanese words may stand right beside it.
BARE = re.compile(
    r"(?<![\w@/.])(?:https?:/{0,2}|www\.)[^\s\u200b\u00a0<>“”\"\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+"
    r"|(?<![\w@/.])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}\w",
    re.I | re.A,
)
HOST = re.compile(r"(?:[\w-]+\.)+(?:[a-z]{2,}|xn--[a-z\d-]+)(?::\d+)?", re.I)


def fault(address):
    """What is wrong with the way an address is written, or nothing."""
    if re.search(r"\s", address.strip()) or address != address.strip():
        return _("it has a space in it")
    if address.startswith("mailto:"):
        return "" if re.fullmatch(r"mailto:[^@\s]+@[\w.-]+\.\w+(\?.*)?", address) else _("it is no e-mail address")
    try:
        parts = urlsplit(address)
    except ValueError:
        return _("it cannot be read")
    if parts.scheme not in {"http", "https"}:
        return _("it does not begin with http:// or https://")
    if not is_site(parts.netloc.rpartition("@")[2]):
        return _("“%(site)s” is no site") % {"site": parts.netloc}
    if "://" in parts.path or "//" in parts.path:
        return _("it has // twice")
    return _("it ends with a mark that belongs to the sentence") if address[-1] in ".,;)" else ""


def is_site(host):
    """Also one in letters of its own language, which browsers write in ASCII: “ไทย.ไทย”."""
    try:
        return bool(HOST.fullmatch(host.encode("idna").decode()))
    except UnicodeError:
        return False


def fields(context):
    """(address, place) of every field that holds one and that the report prints."""
    for overview in context.overviews:
        for statistic, place in rows(overview, "statistics"):
            yield statistic.source_address, place("source_address")
    for work in context.publications:
        for number, edition in enumerate(work.entered):
            yield edition.address, Place(edition, "address", home=work, row=f"editions-{number}-")
    yield context.report.network.website, Place(context.report.network, "website")
    for event in (*context.published_events, *context.planned_events):
        yield event.link, Place(event, "link")


def malformed(context):
    in_texts = [(html.unescape(href), text.place) for text in context.texts for href, _ in LINK.findall(text.source)]
    for address, place in (*fields(context), *in_texts):
        if address and (wrong := fault(address)):
            what = _("“%(address)s”: %(fault)s.") % {"address": address, "fault": wrong}
            yield MALFORMED.at(place, what, address)


def elsewhere(context):
    for text in context.texts:
        for href, label in LINK.findall(text.source) if text.rich else ():
            label, href = (bare(html.unescape(TAG.sub("", part)).strip()) for part in (label, href))
            if (BARE.fullmatch(label) or HOST.fullmatch(label.split("/")[0])) and label != href:
                what = _("“%(words)s” leads to “%(address)s”.") % {"words": label, "address": href}
                yield ELSEWHERE.at(text.place, what, href)


def bare(address):
    return re.sub(r"^(?:https?://|mailto:)?(?:www\.)?", "", address).rstrip("/")


def not_links(context):
    for text in context.texts:
        if isinstance(text.place.record._meta.get_field(text.place.field), RichTextField):
            for address in BARE.findall(html.unescape(TAG.sub(" ", LINK.sub(" ", text.source)))):
                address = address.rstrip(".,;)")
                what = _("“%(address)s” is written out and cannot be followed.") % {"address": address}
                yield NOT_A_LINK.at(text.place, what, address)


CHECKS = [malformed, elsewhere, not_links]
