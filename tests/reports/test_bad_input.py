"""What cannot be printed fails by name: the record that is too long or too deep, the photo or the font that is gone."""

import pytest

from core.pdf import PrintError
from core.pdf.client import Limits, render_pdf
from core.pdf.diagnosis import SizeDiagnosis
from projects.models import ActivityPhoto
from reports.data.gather import gather
from reports.output.html import photos, report_html, report_pdf
from tests.factories import make_activity

pytestmark = pytest.mark.slow

BASE = "http://testserver/"
PARAGRAPH = "<p>The workers of the river told us at length what they had seen and what they had been promised.</p>"


@pytest.mark.parametrize(
    "limits, why",
    [
        (Limits(processor_seconds=1), "took more than 1 seconds of work and was stopped"),
        (Limits(megabytes=100), "took more than 100 MB of memory and was stopped"),
        (Limits(seconds=1), "took more than 1 seconds and was stopped"),
    ],
)
def test_an_activity_of_four_hundred_pages_is_named_when_it_takes_too_much(report, limits, why):
    ActivityPhoto.objects.update(entered_in_error="Not wanted here")  # else the PDF worker may come to it first
    make_activity(start="2014", end="2014", heading="The whole story", text=PARAGRAPH * 16_000)
    html = report_html(gather(report))
    with pytest.raises(PrintError) as error:
        render_pdf(html, base_url=BASE, limits=limits)
    longest = SizeDiagnosis(html).longest
    assert longest[0] == "The whole story" and longest[1] > 1_500_000
    assert str(error.value) == (
        f"The layout {why}. The longest text stands under “The whole story”: {longest[1]:,} letters. "
        "Shorten it, or try again."
    )


def test_a_table_that_is_nested_too_deeply_is_named():
    table = "<table><tr><td>" * 200 + "x" + "</td></tr></table>" * 200
    html = f"<!doctype html><html lang='en'><title>T</title><h1>T</h1><h2>Before</h2><p>x</p><h2>Deep water</h2>{table}"
    with pytest.raises(PrintError, match="a table or list under “Deep water” is nested too deeply"):
        render_pdf(html, base_url=BASE)


def test_a_photo_that_vanished_is_named(report):
    data = gather(report)
    (name,) = photos(data)
    ActivityPhoto.objects.get().image.storage.delete(name)
    with pytest.raises(PrintError) as error:
        report_pdf(data, report_html(data))
    words = f"The photo “At the river” is no longer on disk ({name}). Choose it again, or withdraw it."
    assert str(error.value) == words


def test_a_font_that_is_missing_is_named():
    face = "@font-face { font-family: Gone; src: url(/static/fonts/print/gone.ttf) } h1 { font-family: Gone }"
    html = f"<!doctype html><html lang='en'><title>T</title><style>{face}</style><h1>T</h1>"
    with pytest.raises(PrintError, match=r"fonts/print/gone\.ttf.*no such static file"):
        render_pdf(html, base_url=BASE)
