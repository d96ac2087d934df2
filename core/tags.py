"""What WeasyPrint's tags lack for readers who listen, put right in the objects of the PDF before they are written."""

HEADINGS = {f"/H{level}" for level in range(1, 7)}
POINTS = 0.75  # of a CSS pixel


def prepare(document):
    """A word of another language inside a link is no second link, which would be announced again and tagged wrongly."""
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[3].element_tag.partition(":")[0] == "a"]


def finish(document, pdf):
    """WeasyPrint's `finisher`: header cells say what they head, links where they lead, captions what they tell of."""
    elements = {one.reference: one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"}
    papers = {one.reference: one["MediaBox"] for one in pdf.objects if isinstance(one, dict) and "MediaBox" in one}
    for element in elements.values():
        parent = elements.get(element["P"])
        match element["S"]:
            case "/TH":
                heads_columns = elements[parent["P"]]["S"] == "/THead"
                element["A"]["Scope"] = "/Column" if heads_columns else "/Row"
            case "/Figure":
                element["A"]["BBox"] = _in_points(element["A"]["BBox"], papers[element["Pg"]])
            case "/Caption":
                _move_into_figure(element, parent, elements)
            case heading if heading in HEADINGS and parent["S"] == heading:
                element["S"] = "/Span"  # a line of its own inside a heading is no second heading
    _describe_links(document)


def _in_points(box, paper):
    """Where a figure is seen on its page, counted from below as PDF does."""
    left, top, right, bottom = (POINTS * edge for edge in box)
    *_, width, height = paper
    return type(box)((max(0, left), max(0, height - bottom), min(width, right), min(height, height - top)))


def _move_into_figure(caption, parent, elements):
    figures = [kid for kid in parent["K"] if kid in elements and elements[kid]["S"] == "/Figure"]
    if len(figures) == 1:
        (figure,) = figures
        parent["K"].remove(caption.reference)
        elements[figure]["K"].append(caption.reference)
        caption["P"] = figure


def _describe_links(document):
    """A link is announced by its words; WeasyPrint announces the name of its target."""
    import pydyf

    for page in document.pages:
        for _, _, _, box in page.links:
            if box.link_annotation and (words := " ".join("".join(box.element.itertext()).split())):
                box.link_annotation["Contents"] = pydyf.String(words.replace("\u200b", ""))
