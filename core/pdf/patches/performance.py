"""Three things that WeasyPrint does again and again are done once. The PDF stays as it was, byte for byte.

Upstream: Kozea/WeasyPrint #578 (long documents are slow). Remove each when `make bench` keeps its goals without it.
"""

SPECIFIED = {"display", "float", "position"}  # kept besides as they were specified
SIDES = ("top", "right", "bottom", "left")
LENGTHS = [f"{space}_{side}" for space in ("margin", "padding") for side in SIDES]
LENGTHS += [f"border_{side}_width" for side in SIDES]
LENGTHS += ["width", "min_width", "max_width", "height", "min_height", "max_height"]
MODULES = ("absolute", "block", "column", "float", "inline", "page", "table")  # of the layout, that resolve them


def apply() -> None:
    compute_cascaded_only()
    resolve_lengths_once()
    list_pages_once()


def compute_cascaded_only() -> None:
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


def resolve_lengths_once() -> None:
    """A box is laid out several times, and its lengths are the same each time that its container has the same size."""
    from weasyprint import layout

    def resolve_once(box, containing_block):
        size = getattr(containing_block, "width", containing_block), getattr(containing_block, "height", None)
        used = vars(box.style).setdefault("used_lengths", {})
        if size not in used or box.style["border_collapse"] == "collapse":
            layout.percent.resolve_percentages(box, containing_block)
            used[size] = {length: getattr(box, length) for length in LENGTHS}
        vars(box).update(used[size])

    for module in MODULES:
        getattr(layout, module).resolve_percentages = resolve_once


def list_pages_once() -> None:
    """Each tag asks for the references of all pages: the longer the report, the dearer each of its pages."""
    from pydyf import PDF

    references = PDF.page_references.fget

    def references_once(pdf):
        if len(pdf.known_references) != pdf.pages["Count"]:
            pdf.known_references = references(pdf)
        return pdf.known_references

    PDF.known_references, PDF.page_references = (), property(references_once)
