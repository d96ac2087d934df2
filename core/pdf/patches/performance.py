"""The three places where WeasyPrint does most of what it does twice or for nothing. The PDF stays as it was.

Upstream: Kozea/WeasyPrint #578. Remove each when `make bench` keeps its goals without it.
"""

import re

UNUSED = re.compile(r"^(::(footnote|note)|  @(left|right|top-center|bottom-center)).*", re.MULTILINE)
SPECIFIED = {"display", "float", "position"}  # kept besides as they were specified
SIDES = ("top", "right", "bottom", "left")
LENGTHS = [f"{space}_{side}" for space in ("margin", "padding") for side in SIDES]
LENGTHS += [f"border_{side}_width" for side in SIDES]
LENGTHS += ["width", "min_width", "max_width", "height", "min_height", "max_height"]


def apply():
    style_lists_only()
    compute_cascaded_only()
    resolve_lengths_once()


def style_lists_only():
    """WeasyPrint's own sheet styles every margin of a page, and a marker and five parts of notes beside every element.

    Our documents have lists but no notes, and nothing in the margins but at the corners of the text.
    """
    import weasyprint
    from weasyprint import html

    sheet = UNUSED.sub("", html.UA).replace("\n::marker", "\nli::marker")
    weasyprint.UA_STYLESHEET = weasyprint.CSS(string=sheet, counter_style=html.UA_COUNTER_STYLE)


def compute_cascaded_only():
    """A property that no rule sets is computed as for an anonymous box: it is the parent's, or the initial one."""
    from weasyprint.css import PHYSICAL_FUNCTIONS, AnonymousStyle, ComputedStyle

    compute = ComputedStyle.__missing__
    logical = {name(block="ttb", inline=way) for name in PHYSICAL_FUNCTIONS.values() for way in ("ltr", "rtl")}

    def compute_cascaded(style, name):
        inherits = style.parent_style is not None and name not in SPECIFIED
        if inherits and name not in style.cascaded and logical.isdisjoint(style.cascaded):
            return AnonymousStyle.__missing__(style, name)
        return compute(style, name)

    ComputedStyle.__missing__ = compute_cascaded


def resolve_lengths_once():
    """A box is laid out several times, and its lengths are the same each time that its container has the same size."""
    from weasyprint import layout

    resolve = layout.percent.resolve_percentages

    def resolve_once(box, containing_block):
        size = getattr(containing_block, "width", containing_block), getattr(containing_block, "height", None)
        used = vars(box.style).setdefault("used_lengths", {})
        if size not in used or box.style["border_collapse"] == "collapse":
            resolve(box, containing_block)
            used[size] = {length: getattr(box, length) for length in LENGTHS}
        vars(box).update(used[size])

    for module in list(vars(layout).values()):
        if hasattr(module, "resolve_percentages"):
            module.resolve_percentages = resolve_once
