"""Where WeasyPrint 70 does work twice, done once. The PDF stays as it was: a test compares them."""

FONT = ("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_variation_settings", "direction")
FONT += ("font_language_override", "lang", "font_kerning", "font_variant_ligatures", "font_variant_position")
FONT += ("font_variant_caps", "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian")
FONT += ("font_feature_settings",)  # the last eight in the order of WeasyPrint’s `font_features`

SIDES = ("top", "right", "bottom", "left")
NO_BORDERS = {f"border_{side}_width": 0 for side in SIDES}
LENGTHS = [f"{space}_{side}" for space in ("margin", "padding") for side in SIDES]
LENGTHS += ["width", "min_width", "max_width", "height", "min_height", "max_height"]
MEASURES = {"border_collapse", "box_sizing", *LENGTHS, *(f"border_{side}_style" for side in SIDES)}
BARE = ("@left", "@right", "@top-center", "@bottom-center")
FLOWING = {"static", "relative"}


def hasten():
    style_lists_only()
    inherit_at_once()
    resolve_lengths_once()
    keep_fonts_ready()
    remember_struts()
    measure_beside_floats_only()
    see_at_once_what_flows()
    count_pages_once()
    read_fonts_in_place()
    compress_less()


def style_lists_only():
    """WeasyPrint's own sheet styles every margin of a page, and a marker and five parts of notes beside every element.

    Our documents have lists but no notes, and nothing in the margins but at the corners of the text.
    """
    from weasyprint import UA_STYLESHEET

    pages = UA_STYLESHEET.page_rules
    pages[:] = [rule for rule in pages if not any((place or "").startswith(BARE) for _, place, _ in rule[1])]
    matcher = UA_STYLESHEET.matcher
    rules = [rule for rule in matcher.other_selectors if "note" not in (rule[3] or "")]
    matcher.other_selectors = [rule for rule in rules if rule[3] != "marker"]
    matcher.lower_local_name_selectors.setdefault("li", []).extend(rule for rule in rules if rule[3] == "marker")


def inherit_at_once():
    """Most properties of most elements are said by no rule: they are the parent's, or the initial ones."""
    from weasyprint import css
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    logical = {one(block="ttb", inline=way) for one in css.PHYSICAL_FUNCTIONS.values() for way in ("ltr", "rtl")}
    own = {"float", "display", "position", "page", *INITIAL_NOT_COMPUTED}
    own |= {name for name in INITIAL_VALUES if name.startswith("text_decoration_")}
    inherited, initial = INHERITED - own, INITIAL_VALUES.keys() - INHERITED - own
    compute_alone = css.ComputedStyle.__missing__

    def compute(style, name):
        cascaded = style.cascaded
        if name not in cascaded and style.parent_style is not None and logical.isdisjoint(cascaded):
            if name in inherited:
                value = style[name] = style.parent_style[name]
                return value
            if name in initial:
                value = style[name] = INITIAL_VALUES[name]
                return value
        return compute_alone(style, name)

    css.ComputedStyle.__missing__ = compute


def keep_fonts_ready():
    """Each line is set up four times with a font, a language and features that are the same for a whole document."""
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, gobject, pango

    set_up_alone = line_break.Layout.setup

    def setup(layout, style):
        if style["text_decoration_line"] != "none" or isinstance(style["font_family"], list):  # a drawing’s words
            return set_up_alone(layout, style)
        known = vars(style.font_config).setdefault("known", {})
        key = tuple(map(style.__getitem__, FONT))
        if key not in known:
            known[key] = font_of(style)
        context, layout.language, description, features = known[key]
        layout.style, layout.first_line_direction = style, 0
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, description)
        if features:
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, features)
            pango.pango_layout_set_attributes(layout.layout, attributes)

    line_break.Layout.setup = setup


def font_of(style):
    """Pango's context, language, description and features of a style, as WeasyPrint's own `Layout.setup` makes them."""
    from weasyprint.text import fonts, line_break
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p

    new_context = pango.pango_font_map_create_context(style.font_config.font_map)
    context = ffi.gc(new_context, gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    named = style["lang"] if override == "normal" else line_break.LST_TO_ISO.get(override.lower(), override)
    if named:
        language = pango.pango_language_from_string(unicode_to_char_p(named)[0])
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    features = fonts.font_features(*(style[name] for name in FONT[-8:]))
    words = ",".join(f"{name} {value}" for name, value in features.items()).encode()
    return context, language, fonts.get_font_description(style), words and pango.pango_attr_font_features_new(words)


def resolve_lengths_once():
    """Lengths that are no percentages are the same wherever a box stands: they are resolved once for each style."""
    from weasyprint.css import AnonymousStyle
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.layout import absolute, block, column, inline, page, percent, table
    from weasyprint.layout import float as floats

    resolve_alone, initial = percent.resolve_percentages, used_lengths({**INITIAL_VALUES, **NO_BORDERS})

    def resolve(box, containing_block):
        style = box.style
        known = vars(style).get("lengths")
        if known is None:
            plain = type(style) is AnonymousStyle and MEASURES.isdisjoint(style)
            known = vars(style)["lengths"] = initial if plain else used_lengths(style)
        if known:
            vars(box).update(known)
        else:
            resolve_alone(box, containing_block)

    for module in (absolute, block, column, floats, inline, page, table):
        module.resolve_percentages = resolve


def used_lengths(style):
    """The used values of a style's lengths, or {} where one depends on the box around or on a table's borders."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return {}
    used = {width: style[width] for width in NO_BORDERS}
    for name in LENGTHS:
        value = style[name]
        if value is None or value == "auto":
            used[name] = 0 if value and name in ("min_width", "min_height") else value
        elif getattr(value, "unit", "%") == "px":
            used[name] = value.value
        else:
            return {}
    return used


def remember_struts():
    """The least height of a line is asked for with a key of sixteen words; a style is key enough."""
    from weasyprint.layout import inline

    strut_alone = inline.strut

    def strut(style):
        known = vars(style)
        if "strut" not in known:
            known["strut"] = strut_alone(style)
        return known["strut"]

    inline.strut = strut


def measure_beside_floats_only():
    """A line's least width matters where a float stands in its way, not below the last one or right of its margin."""
    from weasyprint.layout import inline

    lay_out, measure = inline.get_next_linebox, inline.inline_min_content_width
    left = []

    def next_line(context, line, position_y, bottom_space, skip_stack, around, *rest):
        left.append(around.content_box_x())
        try:
            return lay_out(context, line, position_y, bottom_space, skip_stack, around, *rest)
        finally:
            left.pop()

    def width(context, line, **where):
        for one in context.excluded_shapes:
            beside = one.style["float"] == "left" and one.position_x + one.margin_width() <= left[-1]
            if not beside and one.position_y + one.margin_height() > line.position_y:
                return measure(context, line, **where)
        return 0

    inline.get_next_linebox, inline.inline_min_content_width = next_line, width


def see_at_once_what_flows():
    """Whether a box is in the flow is asked dozens of times of each box."""
    from weasyprint.formatting_structure.boxes import Box

    def is_in_normal_flow(box):
        style = box.style
        return style["float"] == "none" and style["position"] in FLOWING

    Box.is_in_normal_flow = is_in_normal_flow


def count_pages_once():
    """Each tag asks for the references of all pages: the longer the report, the dearer each of its pages."""
    import pydyf

    def page_references(pdf):
        kids = pdf.pages["Kids"]
        if len(getattr(pdf, "known_pages", ())) * 3 != len(kids):
            pdf.known_pages = tuple(f"{number} 0 R".encode() for number in kids[::3])
        return pdf.known_pages

    pydyf.PDF.page_references = property(page_references)


def read_fonts_in_place():
    """The file of each font is copied when its first letter is drawn, and it is mapped already: 50 MB for Chinese."""
    from weasyprint.pdf import fonts
    from weasyprint.text.ffi import ffi, harfbuzz

    subset_alone = fonts.Font.subset

    def file_of(face):
        blob = ffi.gc(harfbuzz.hb_face_reference_blob(face), harfbuzz.hb_blob_destroy)
        length = ffi.new("unsigned int *")
        data = ffi.gc(harfbuzz.hb_blob_get_data(blob, length), lambda _: blob)  # lives as long as the data is read
        return ffi.buffer(data, length[0])

    def subset(font, to_unicode, hinting):
        subset_alone(font, to_unicode, hinting)
        font.file_content = bytes(font.file_content)

    fonts.get_hb_object_data, fonts.Font.subset = file_of, subset


def compress_less():
    """The last hundredth of size costs as much time as all the rest."""
    import zlib
    from types import SimpleNamespace

    import pydyf

    pydyf.zlib = SimpleNamespace(compressobj=lambda level: zlib.compressobj(6))
