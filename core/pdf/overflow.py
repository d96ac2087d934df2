"""What lies outside the type area of a page once a document is laid out: cut off, or in the way of a running head.

Only `core.pdf.layout` asks, in the process that knows WeasyPrint.
"""

from collections.abc import Iterator
from typing import Any

TOLERANCE = 1.5  # CSS pixels; a letter may lean out of its box
LONGEST = 200  # letters of a block that say which one it is
FULL_BLEED = {"cover"}  # pages that are one picture


def overflows(document: Any) -> list[dict]:
    """Text and pictures outside the text and margin columns: [{"page", "text", "picture"}], in order.

    `text` is what the paragraph, table or other block says in which it stands; running heads and folios are left out.
    """
    found = []
    for number, page in enumerate(document.pages, 1):
        box = page._page_box
        if box.page_type.name in FULL_BLEED:
            continue
        area = (box.content_box_x(), box.content_box_y(), box.width, box.height)
        for part, block in drawn(box.children[0]):
            if outside(part, area):
                found.append({"page": number, **described(part, block)})
    return [one for place, one in enumerate(found) if one not in found[:place]]


def drawn(box: Any, block: Any = None, within_text: bool = False) -> Iterator[tuple[Any, Any]]:
    """The boxes of text and pictures within a box, each with the element of the block that it is a part of."""
    element = box.element
    if element is not None and not within_text:
        block, within_text = element, block is not None and "text" in block.get("class", "").split()
    if hasattr(box, "replacement") or getattr(box, "text", "").strip():
        yield box, block
    for child in getattr(box, "children", ()):
        yield from drawn(child, block, within_text)


def outside(box: Any, area: tuple[float, float, float, float]) -> bool:
    left, top, width, height = area
    right, bottom = box.position_x + box.width, box.position_y + box.height
    return (
        box.position_x < left - TOLERANCE
        or right > left + width + TOLERANCE
        or box.position_y < top - TOLERANCE
        or bottom > top + height + TOLERANCE
    )


def described(box: Any, block: Any) -> dict[str, str]:
    words = " ".join("".join(block.itertext()).replace("\u200b", "").split())
    return {"text": words[:LONGEST], "picture": box.element.get("src", "") if hasattr(box, "replacement") else ""}
