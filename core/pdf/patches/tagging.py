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


# A table stays in parts: it says its headers again on each page.
CUT = {"/P", "/Div", "/Sect", "/Art", "/BlockQuote", "/L", "/LI", "/LBody"}
UNTAGGED = {None, "html", "body"}


def join_pages():
    """Have WeasyPrint tag a paragraph, list or section as one where a page break cuts it into several boxes."""
    from weasyprint.css import AnonymousStyle
    from weasyprint.pdf import tags

    build_alone, tables = tags._build_box_tree, []

    def build(box, parent, pdf, page_number, *rest):
        tag = getattr(box, "element_tag", None)
        tables.extend([box] if tag == "table" else [])
        built = list(build_alone(box, parent, pdf, page_number, *rest))
        as_built = tables or tag in UNTAGGED or box.element is None or type(box.style) is AnonymousStyle
        if tag == "table":
            tables.pop()
        return built if as_built else [one for one in built if not _continues(one, box, pdf, page_number)]

    tags._build_box_tree = build


def _continues(element, box, pdf, page_number):
    """Whether it was begun on an earlier page, whose element has then taken its parts."""
    if element["S"] not in CUT and not box.is_floated():
        return False
    begun = vars(pdf).setdefault("begun", {})
    page, first = begun.setdefault((box.element, box.element_tag, element["S"]), (page_number, element))
    if page == page_number:
        return False
    _take(first, element["K"], pdf)
    element.clear()
    return True


def _take(first, kids, pdf):
    last = _object(first["K"][-1], pdf) if first["K"] else {}
    next_one = _object(kids[0], pdf) if kids else {}
    if last.get("S") == next_one.get("S") == "/LBody":
        _take(last, next_one["K"], pdf)
        next_one.clear()
        kids = kids[1:]
    for kid in kids:
        _object(kid, pdf)["P"] = first.reference
    first["K"].extend(kids)


def _object(reference, pdf):
    return pdf.objects[int(reference.split()[0])]
