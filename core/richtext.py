"""Rich text: edited visually, and sanitised on every way into the database."""

import re
from html import unescape

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Heading": {"levels": [3, 4]},
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
}
TAGS = {
    *("p", "br", "strong", "em", "sub", "sup", "ul", "ol", "li", "blockquote", "h3", "h4", "a"),
    *("table", "thead", "tbody", "tr", "th", "td", "span"),
}
ATTRIBUTES = {
    "a": {"href", "hreflang"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "*": {"lang"},
}
LARGEST_SPAN = 12  # a cell over a hundred thousand columns costs the layout 23 seconds
LIST_TYPES = {"1", "a", "A", "i", "I"}
LIST_START = re.compile("[0-9]{1,4}")
DEEPEST = 40  # nesting beyond this exhausts the layout's stack


def _limit_values(tag, attribute, value):
    """No value that the layout cannot bear or that no browser knows."""
    if attribute in {"colspan", "rowspan"}:
        return value if value.isdigit() and 1 <= int(value) <= LARGEST_SPAN else None
    if attribute == "start":
        return value if LIST_START.fullmatch(value) else None
    if attribute == "type":
        return value if value in LIST_TYPES else None
    if attribute == "href":  # a mark of a footnote, a contents list: what it leads to stays in the file it comes from
        return None if value.lstrip().startswith("#") else value
    return value


NOT_A_LINK = re.compile(r'<a rel="noopener">(.*?)</a>', re.DOTALL)
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    attribute_filter=_limit_values,
)


def sanitise(html: str | None) -> str:
    """The same text with the allowed tags and attributes only. Raises ValueError when it is nested too deeply."""
    clean = NOT_A_LINK.sub(r"\1", CLEANER.clean(html or "")).strip()
    if _depth(clean) > DEEPEST:
        words = _("This text is nested more than %(levels)s levels deep. Paste it without its formatting.")
        raise ValueError(words % {"levels": DEEPEST})
    return "" if clean == "<p></p>" else clean


def blocks(html: str) -> list[str]:
    """The top-level elements of sanitised rich text, in order: paragraphs, lists, tables, headings."""
    found, depth, start = [], 0, 0
    for tag in re.finditer(r"<(/?)([a-z0-9]+)[^>]*>", html):
        if tag[2] == "br":
            continue
        depth += -1 if tag[1] else 1
        if depth == 0:
            found.append(html[start : tag.end()].strip())
            start = tag.end()
    rest = html[start:].strip()
    return [*found, rest] if rest else found


WIDE, TURNED = 6, 11  # columns from which a table takes the whole width of a page, and from which the page is turned
BLOCK = re.compile(r"</?(?:p|h\d|ul|ol|li|table|thead|tbody|tr|t[hd]|blockquote)\b[^>]*>|<br\b[^>]*>")
TAG = re.compile(r"<[^>]+>")


def plain_blocks(source: str) -> list[str]:
    """Its paragraphs, list items and cells as plain text."""
    pieces = (" ".join(unescape(TAG.sub("", piece)).split()) for piece in BLOCK.split(source))
    return [piece for piece in pieces if piece]


UNBROKEN = re.compile(r"(?:[^\s<>]|\u00a0)+")
NO_BREAK = re.compile("(?:&nbsp;|\u00a0)+")
MOST_JOINED = 3  # Word joins whole paragraphs by spaces that do not break


def fitted(html: str) -> str:
    """Sanitised rich text that fits a column: lines can break, and tables of many columns are named as such."""
    if NO_BREAK.search(html):  # else each word would be looked at
        html = UNBROKEN.sub(_breaking, html)
    return re.sub(r"<table>.*?</table>", _fitted_table, html, flags=re.S)


def _breaking(run):
    parted, joins = NO_BREAK.subn(" ", run[0])
    return parted if joins > MOST_JOINED else run[0]


def _fitted_table(table):
    columns = max(_columns(row) for row in table[0].split("<tr"))
    name = "turned-table" if columns >= TURNED else "wide-table" if columns >= WIDE else "table"
    return f'<div class="{name}">{table[0]}</div>'


def _columns(row):
    return sum(int(span or 1) for span in re.findall(r'<t[dh]\b(?:[^>]*?colspan="(\d+)")?', row))


def _depth(html):
    deepest = depth = 0
    for piece in html.split("<")[1:]:
        if piece.startswith("/"):
            depth -= 1
        elif not piece.startswith("br"):
            depth += 1
        deepest = max(deepest, depth)
    return deepest


def _sanitise_or_explain(html):
    try:
        return sanitise(html)
    except ValueError as error:
        raise ValidationError(str(error), code="depth") from None


class RichTextField(ProseEditorField):
    """ProseEditorField cleans in `full_clean()` only; this cleans whatever is written, by form, import or shell."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs["sanitize"] = _sanitise_or_explain
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else sanitise(str(value))
