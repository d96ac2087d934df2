"""Rich text: edited visually, and sanitised on every way into the database."""

import re

import nh3
from django.core.exceptions import ValidationError
from django_prose_editor.fields import ProseEditorField

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
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
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "*": {"lang"},
}
LARGEST_SPAN = 12  # a cell over a hundred thousand columns costs the layout 23 seconds
DEEPEST = 40  # nesting beyond this exhausts the layout's stack


def _limit_spans(tag, attribute, value):
    if attribute in {"colspan", "rowspan"}:
        return value if value.isdigit() and 1 <= int(value) <= LARGEST_SPAN else None
    return value


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    attribute_filter=_limit_spans,
)


def sanitise(html):
    """The same text with the allowed tags and attributes only. Raises ValueError when it is nested too deeply."""
    clean = CLEANER.clean(html or "").strip()
    if _depth(clean) > DEEPEST:
        raise ValueError(f"This text is nested more than {DEEPEST} levels deep. Paste it without its formatting.")
    return "" if clean == "<p></p>" else clean


def blocks(html):
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
