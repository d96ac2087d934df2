import pytest
from django.core.exceptions import ValidationError

from core import richtext
from core.richtext import fitted, sanitise
from core.templatetags.site import rich
from members.models import Organisation

EVIL = [
    "<script>alert(1)</script>",
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="data:text/html,x" onclick="alert(1)">x</a>',
    "<svg/onload=alert(1)>",
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    '<p style="position:fixed" class="x" onclick="alert(1)">x</p>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<img src="http://127.0.0.1:9999/x">',
]
FORBIDDEN = [
    "script",
    "javascript:",
    "data:",
    "onclick",
    "onerror",
    "onload",
    "style=",
    "class=",
    "<svg",
    "<img",
    "<iframe",
    "<math",
]


@pytest.mark.parametrize("evil", EVIL)
def test_only_the_allowed_tags_stay(evil):
    clean = sanitise(f"<p>before</p>{evil}<p>after</p>").lower()
    assert "before" in clean and "after" in clean
    assert [word for word in FORBIDDEN if word in clean.replace("&lt;", "").split("&gt;")[0]] == []


@pytest.mark.django_db
@pytest.mark.parametrize("evil", EVIL)
def test_every_way_into_the_database_is_cleaned(evil):
    saved = Organisation.objects.create(name="One", slug="one", about=evil)
    Organisation.objects.bulk_create([Organisation(name="Two", slug="two", about=evil)])
    Organisation.objects.filter(slug="two").update(private_notes="touched", about=evil)
    saved.about = evil
    saved.save(update_fields=["about"])
    for about in Organisation.objects.values_list("about", flat=True):
        assert about == sanitise(evil)


def test_what_the_editor_makes_is_kept():
    html = (
        "<h3>Heading</h3><p><strong>Bold</strong> and <em>italic</em> "
        '<a href="https://example.org/" rel="noopener">link</a></p>'
        "<ul><li><p>One</p></li></ul><table><tbody><tr><th>Head</th><td><p>Cell</p></td></tr></tbody></table>"
    )
    assert sanitise(html) == html


def test_spans_that_cost_the_layout_minutes_are_dropped():
    assert sanitise('<table><tbody><tr><td colspan="100000">x</td><td colspan="3">y</td></tr></tbody></table>') == (
        '<table><tbody><tr><td>x</td><td colspan="3">y</td></tr></tbody></table>'
    )


@pytest.mark.django_db
def test_text_nested_too_deeply_is_refused_in_words():
    deep = "<blockquote>" * 60 + "x" + "</blockquote>" * 60
    with pytest.raises(ValidationError, match="nested more than 40 levels deep"):
        Organisation(name="Deep", slug="deep", about=deep).full_clean()


def test_headings_move_below_the_heading_they_stand_under():
    assert rich("<h3>A</h3><h4>B</h4>", 5) == "<h5>A</h5><h6>B</h6>"
    assert rich("<h3>A</h3><h4>B</h4>", 6) == "<h6>A</h6><h6>B</h6>"
    assert rich("<h3>A</h3><h4>B</h4>", 2) == "<h2>A</h2><h3>B</h3>"
    assert rich('<h3 lang="th">ก</h3>', 4) == '<h4 lang="th">ก</h4>'


def test_lists_keep_their_letters_and_first_numbers():
    html = '<ol start="3" type="a"><li>One<ol type="i"><li>Two</li></ol></li></ol>'
    assert sanitise(html) == html
    assert sanitise('<ol start="99999" type="lower-greek"><li>One</li></ol>') == "<ol><li>One</li></ol>"


@pytest.mark.parametrize("address", ["#_ftn1", " #sdfootnote1sym", "file:///C:/report.docx", "javascript:1"])
def test_a_link_that_leads_nowhere_becomes_its_words(address):
    assert sanitise(f'<p>Rights<a href="{address}">[<em>1</em>]</a>.</p>') == "<p>Rights[<em>1</em>].</p>"


def test_fitted_looks_at_words_only_where_spaces_do_not_break(monkeypatch):
    joined = "<p>" + "\u00a0".join("abcdef") + "</p>"
    assert fitted(joined) == "<p>a b c d e f</p>"
    monkeypatch.setattr(richtext, "_breaking", None)
    assert fitted("<p>a b</p>") == "<p>a b</p>"
