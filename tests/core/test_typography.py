from types import SimpleNamespace

import pytest
from django.template import engines

from core.text import typography
from core.text.typography import curled, typographic
from tests import factories as f

PUT = [  # what was typed, and what is printed
    ('She said "no".', "She said “no”."),
    ('"Yes," he said, "it\'s \'fine\'."', "“Yes,” he said, “it’s ‘fine’.”"),
    ('"\'Nested\' first" ("so")', "“‘Nested’ first” (“so”)"),
    ('word—"quote"—word "wait—" he', "word—“quote”—word “wait—” he"),
    ('"Agenda 2030", "in 2014"', "“Agenda 2030”, “in 2014”"),
    ("workers' rights, don't, FED's, the 1990's", "workers’ rights, don’t, FED’s, the 1990’s"),
    ("'Burmese workers' rights' in the '90s, rock 'n' roll", "‘Burmese workers’ rights’ in the ’90s, rock ’n’ roll"),
    ("'in 2030' 5 goals", "‘in 2030’ 5 goals"),
    ("เขาพูดว่า\"สวัสดี\"ครับ ว่า'สวัสดี'ครับ", "เขาพูดว่า“สวัสดี”ครับ ว่า‘สวัสดี’ครับ"),
    ('他说"你好"。', "他说“你好”。"),
]
KEPT = [  # measures, numbers and addresses
    *("5'10\" tall", "6' 2\" and 30' long", 'a 12" pipe, 2" x 4"', "13°45'30\"N 100°30'E", "1'000"),
    *("https://x.org/o'neil/", "www.x.org/a'b", "o'brien@x.org", "“so” ‘so’ it’s"),
]


@pytest.mark.parametrize(("typed", "printed"), PUT)
def test_quotes_are_put_as_they_were_meant(typed, printed):
    assert curled(typed) == printed
    assert curled(printed) == printed


@pytest.mark.parametrize("text", KEPT)
def test_what_may_be_no_quote_stays(text):
    assert curled(text) == text


def test_a_measure_is_kept_within_a_quotation():
    assert curled('"a 12" pipe", "I am 5\'10" tall"') == '“a 12" pipe”, “I am 5\'10" tall”'


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p>"<em>Foo</em>" it&#x27;s &quot;so&quot;<br>"x"</p>', "<p>“<em>Foo</em>” it’s “so”<br>“x”</p>"),
        ('<p>One "</p><p>"two"</p>', "<p>One “</p><p>“two”</p>"),
        (
            '<p lang="ja">"あ" <b lang="en">"y"</b></p><p>"z"</p>',
            '<p lang="ja">"あ" <b lang="en">“y”</b></p><p>“z”</p>',
        ),
        ('<td>"</td><p title="it\'s" data-x=\'"a"\'>b</p>', None),
        ("<script>\"a\"</script><code>'b'</code><textarea>\"c\"</textarea><!-- 'd' -->", None),
        ('<html lang="fr"><p>l\'homme &quot;a&quot;</p></html>', None),
    ],
)
def test_only_the_words_of_a_language_whose_quotes_are_known(html, shown):
    assert typographic(html) == (shown or html)


def test_blocks_without_a_quote_are_passed_over_unread(monkeypatch):
    blocks = "<div><h3><a href='/x'>A &amp; B</a></h3><p>c<br>d <i>e</i></p>", '<p>f "<b>g</b>" h</p>', "<hr><p>i</p>"
    foreign = '<p>j <q lang="fr">"k"</q></p><div lang="fr"><p>"l"</p></div><p>"m"</p></div>'
    page = "".join([*blocks, foreign, "<style>n 'o'</style>", *blocks])
    assert typographic(page) == page.replace('"<b>g</b>"', "“<b>g</b>”").replace('"m"', "“m”")
    read, matches = [], typography.PIECE.match
    monkeypatch.setattr(typography, "PIECE", SimpleNamespace(match=lambda *at: read.append(matches(*at)) or read[-1]))
    typographic(blocks[0] + blocks[1] + blocks[2])
    assert "".join(piece[0] for piece in read if piece) == blocks[1].removeprefix("<p>")


def test_the_data_stay_as_typed(client, db):
    event = f.make_event(title='The People\'s "Forum"', summary='5\'10" of "rope"', start="2014-07-21")
    page = client.get(event.get_absolute_url()).content.decode()
    assert "<h1>The People’s “Forum”</h1>" in page and "5'10\" of “rope”" in page.replace("&#x27;", "'").replace(
        "&quot;", '"'
    )
    feed = client.get("/events/calendar.ics").content.decode()
    assert 'SUMMARY:The People\'s "Forum"' in feed
    event.refresh_from_db()
    assert event.title == 'The People\'s "Forum"'


def test_a_name_with_an_apostrophe_is_withheld_all_the_same(client, db):
    f.make_person(name="Ma O'Hara")
    event = f.make_event(summary="Ma O'Hara's talk, 'Ma O’Hara'")
    page = client.get(event.get_absolute_url()).content.decode()
    assert "Hara" not in page and page.count("Name withheld") >= 2


def test_every_whole_page_passes_through_it():
    """What extends base.html does; a page of failure has fixed words alone."""
    for name in ("base.html", "reports/print.html", "reports/file.html"):
        source = engines["django"].get_template(name).template.source
        assert "{% filter typographic|isolated %}<!doctype html>" in source and source.endswith("{% endfilter %}\n")
