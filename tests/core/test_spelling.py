"""What is drawn can be read again, also where letters are put together of several or drawn around each other."""

import pypdfium2
import pytest

from core.pdf import render_pdf

PAGE = (
    '<html lang="en"><head><title>T</title><link rel="stylesheet" href="/static/report-fonts.css"></head>'
    "<body style=\"font-family: 'MMN Sans', 'Padauk', 'Noto Serif Khmer'\">{}</body></html>"
)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("Mục lục", "unusual"),  # a letter and its dot below are two shapes in this font
        ("ကြော", "ကေ ဂြ"),  # two letters are drawn before the one they follow
        ("ប្រ", "ត្រ ើ"),
        ("fi", "fir ffi"),
    ],
)
def test_a_letter_is_read_as_itself_wherever_it_was_drawn_first(first, later):
    text = pypdfium2.PdfDocument(
        render_pdf(PAGE.format(f"<p>{first}</p><p>{later}</p>"), base_url="http://testserver/")
    )[0].get_textpage()
    assert text.get_text_range().split("\r\n") == [first, later]
