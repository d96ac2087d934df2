"""Plain text from HTML: what a reader of e-mail sees, line by line."""

import pytest

from core.text.plaintext import columns, numeral, plain_text


def lines(html, width=40):
    return plain_text(html, width).splitlines()


def table(*rows):
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split()) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def test_headings_are_underlined_and_chapters_stand_apart():
    assert lines("<h1>Report</h1><p>One.</p><h2>A  chapter</h2><p>Two.</p><h3>Part</h3>") == [
        "Report",
        "======",
        "",
        "One.",
        "",
        "",
        "A chapter",
        "=========",
        "",
        "Two.",
        "",
        "Part",
        "----",
    ]


def test_lists_hang_on_their_markers():
    html = "<p>So:</p><ul><li>one</li><li>two<ol><li>a</li><li>b</li></ol></li></ul><p>End.</p>"
    assert lines(html) == ["So:", "", "- one", "- two", "  1. a", "  2. b", "", "End."]


def test_a_long_item_goes_on_under_its_first_word():
    assert lines("<ul><li>one two three four five</li></ul>", 14) == ["- one two", "  three four", "  five"]


def test_a_table_stands_in_columns():
    html = table("What 2014", "Rent 1,200", "Dues −90", "Gifts new")
    assert lines(html) == ["What    2014", "------------", "Rent   1,200", "Dues     −90", "Gifts    new"]


def test_a_table_too_wide_for_columns_is_told_row_by_row():
    html = table("Name Post Tenure", "Aye Coordinator-of-everything-else 2014")
    assert lines(html, 40) == ["Aye", "    Post: Coordinator-of-everything-else", "    Tenure: 2014"]


def test_an_address_elsewhere_is_written_out_once():
    html = '<a href="https://example.org/a">Act</a> and <a href="https://b.org">https://b.org</a>, <a href="/">x</a>'
    assert lines(html, 90) == ["Act <https://example.org/a> and https://b.org, x"]


def test_a_figure_says_its_note_and_its_source():
    html = '<p><b>over 100</b> workers <span class="note">of all</span> <span class="source">Ministry</span></p>'
    assert lines(html, 60) == ["over 100 workers (of all) — Ministry"]


def test_pictures_drawn_and_words_for_the_machine_are_left_out():
    assert lines("<style>p{}</style><svg><title>Map</title><path/></svg><p>Text<script>x()</script></p>") == ["Text"]


@pytest.mark.parametrize("text", ["中文" * 40, "ภาษาไทย" * 12, "မြန်မာ" * 20])
def test_no_line_is_wider_than_the_page(text):
    found = lines(f"<p>{text}</p>")
    assert len(found) > 1 and all(columns(line) <= 40 for line in found)
    assert "".join(found) == text


def test_an_address_is_never_broken():
    address = "https://example.org/" + "a" * 60
    assert lines(f"<p>See {address} today.</p>") == ["See", address, "today."]


def test_lists_are_lettered_and_begin_as_they_say():
    html = '<ol type="a" start="3"><li>x<ol type="I"><li>y</li><li>z</li></ol></li><li>q</li></ol>'
    assert plain_text(html) == "c. x\n  I. y\n  II. z\nd. q\n"
    assert [numeral(number, "A") for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
    assert [numeral(number, "i") for number in (4, 9, 1994)] == ["iv", "ix", "mcmxciv"]
