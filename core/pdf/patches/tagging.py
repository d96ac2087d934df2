"""What WeasyPrint's tags lack for readers who listen.

Upstream: Kozea/WeasyPrint #2903 (what a page break cuts), #2508 (scope of header cells), #2482 (figures, captions and
links, for which there is no issue of their own). Remove each part when
`tests/core/test_patches.py` finds no difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pydyf
    from weasyprint.formatting_structure.boxes import Box

HEADINGS = {f"/H{level}" for level in range(1, 7)}
POINTS = 0.75  # of a CSS pixel
# A table stays in parts: it says its headers again on each page.
JOINED = {"/P", "/Div", "/Sect", "/Art", "/BlockQuote", "/L", "/LI", "/LBody"}
UNTAGGED = {None, "html", "body"}


def apply() -> None:
    from weasyprint import pdf as writer
    from weasyprint.pdf import tags

    add_links, add_tags, build = writer.add_links, writer.add_tags, tags._build_box_tree

    def add_described_links(links_and_anchors, *args):
        links, anchors = links_and_anchors
        links = [(*place, box) for *place, box in links if _is_link(box)]
        add_links((links, anchors), *args)
        for *_, box in links:
            _describe(box)

    def add_joined_tags(pdf, *args):
        tags._build_box_tree = ElementJoiner(pdf, build)
        add_tags(pdf, *args)
        ElementFixer(pdf).fix()

    writer.add_links, writer.add_tags = add_described_links, add_joined_tags


def _is_link(box):
    """A word of another language inside a link is no second link, which would be announced again and tagged wrongly."""
    return box.element_tag.partition(":")[0] == "a"


def _describe(box):
    """A link is announced by its words; WeasyPrint announces the name of its target."""
    import pydyf

    if box.link_annotation and (words := " ".join("".join(box.element.itertext()).split())):
        box.link_annotation["Contents"] = pydyf.String(words.replace("\u200b", ""))


class ElementJoiner:
    """Builds the tags of one PDF: what a page break cuts into several boxes is one paragraph, list or section."""

    def __init__(self, pdf, build):
        self.pdf = pdf
        self.build = build
        self.open_tables = 0
        self.begun = {}  # {(HTML element, its tag, kind): (page number, the element that takes the later parts)}

    def __call__(self, box, parent, pdf, page_number, *args):
        is_table = getattr(box, "element_tag", None) == "table"
        self.open_tables += is_table
        built = list(self.build(box, parent, pdf, page_number, *args))
        joinable = not self.open_tables and self.is_joinable(box)
        self.open_tables -= is_table
        return [element for element in built if not (joinable and self.joins(element, box, page_number))]

    @staticmethod
    def is_joinable(box: Box) -> bool:
        from weasyprint.css import AnonymousStyle

        return box.element is not None and box.element_tag not in UNTAGGED and type(box.style) is not AnonymousStyle

    def joins(self, element: pydyf.Dictionary, box: Box, page_number: int) -> bool:
        """Give the element's parts to the one of an earlier page that it continues; tell whether there is one."""
        if element["S"] not in JOINED and not box.is_floated():
            return False
        key = box.element, box.element_tag, element["S"]
        first_page, first = self.begun.setdefault(key, (page_number, element))
        if first_page == page_number:
            return False
        self.move(element, first)
        return True

    def move(self, element: pydyf.Dictionary, first: pydyf.Dictionary) -> None:
        kids = list(map(self.object, element["K"]))
        last = self.object(first["K"][-1]) if first["K"] else {}
        if kids and last.get("S") == kids[0].get("S") == "/LBody":
            self.move(kids.pop(0), last)
        for kid in kids:
            kid["P"] = first.reference
            first["K"].append(kid.reference)
        element.clear()

    def object(self, reference: str) -> pydyf.Dictionary:
        return self.pdf.objects[int(reference.split()[0])]


class ElementFixer:
    """Finishes the tags of one PDF: header cells say what they head, figures where they lie, captions of what."""

    def __init__(self, pdf):
        objects = [one for one in pdf.objects if isinstance(one, dict)]
        self.elements = {one.reference: one for one in objects if one.get("Type") == "/StructElem"}
        self.media_boxes = {one.reference: one["MediaBox"] for one in objects if "MediaBox" in one}

    def fix(self) -> None:
        for element in self.elements.values():
            parent = self.elements.get(element["P"])
            match element["S"]:
                case "/TH":
                    heads_columns = self.elements[parent["P"]]["S"] == "/THead"
                    element["A"]["Scope"] = "/Column" if heads_columns else "/Row"
                case "/Figure":
                    self.measure(element)
                case "/Caption":
                    self.move_into_figure(element, parent)
                case heading if heading in HEADINGS and parent["S"] == heading:
                    element["S"] = "/Span"  # a line of its own inside a heading is no second heading

    def measure(self, figure: pydyf.Dictionary) -> None:
        """Where it is seen on its page, counted from below as PDF does."""
        left, top, right, bottom = (POINTS * edge for edge in figure["A"]["BBox"])
        *_, width, height = self.media_boxes[figure["Pg"]]
        seen = (max(0, left), max(0, height - bottom), min(width, right), min(height, height - top))
        figure["A"]["BBox"][:] = seen

    def move_into_figure(self, caption: pydyf.Dictionary, parent: pydyf.Dictionary) -> None:
        kids = [self.elements[kid] for kid in parent["K"] if kid in self.elements]
        figures = [kid for kid in kids if kid["S"] == "/Figure"]
        if len(figures) == 1:
            (figure,) = figures
            parent["K"].remove(caption.reference)
            figure["K"].append(caption.reference)
            caption["P"] = figure.reference
