"""What is drawn can be read again, also where letters are put together of several or drawn around each other."""

import pypdfium2
import pytest

from core.pdf.client import render_pdf

pytestmark = pytest.mark.slow

PAGE = (
    '<html lang="en"><head><title>T</title><link rel="stylesheet" href="/static/report-fonts.css"></head>'
    "<body style=\"font-family: 'Record Sans', 'Padauk', 'Noto Serif Khmer'\">{}</body></html>"
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


def inked(html):
    """How wide what is seen of a page is, in pixels."""
    page = pypdfium2.PdfDocument(render_pdf(PAGE.format(html), base_url="http://testserver/"))[0]
    left, _, right, _ = page.render(scale=2).to_pil().convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
    return right - left


def test_a_word_in_a_drawing_is_drawn_whole():
    font = 'font-size="40" font-family="Noto Serif Khmer"'
    drawing = f'<title>T</title><text x="9" y="50" {font}>ចំណូល</text>'
    drawn = inked(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 90" width="400">{drawing}</svg>')
    assert drawn == pytest.approx(inked('<p style="font-size: 40px">ចំណូល</p>'), rel=0.02)
