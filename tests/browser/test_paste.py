"""What is pasted from other programs keeps its meaning, and what is left out is said, under the strict policy."""

import json
import re

import pytest
from playwright.sync_api import expect

from core.text.private_letters import SYMBOL, WINGDINGS
from tests.browser.conftest import ROOT
from tests.browser.test_admin import ready

pytestmark = pytest.mark.browser
EDITOR = ".ProseMirror[contenteditable=true]"
PASTE = """([selector, kind, text]) => {
    const transfer = new DataTransfer();
    transfer.setData(kind, text);
    const event = new ClipboardEvent("paste", {clipboardData: transfer, bubbles: true, cancelable: true});
    document.querySelector(selector).dispatchEvent(event);
}"""
NB = "&nbsp;" * 6


def word_item(words, marker, level=1, font="Symbol"):
    font = "Calibri" if marker[-1] in ".)" else font
    return (
        f"<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level{level} lfo1'><![if !supportLists]>"
        f"<span style='font-family:{font};mso-list:Ignore'>{marker}<span style='font:7.0pt \"Times New Roman\"'>{NB}"
        f"</span></span><![endif]>{words}<o:p></o:p></p>"
    )


def li(words, inner=""):
    return f"<li><p>{words}</p>{inner}</li>"


def ul(*items):
    return f"<ul>{''.join(items)}</ul>"


def ol(*items, kind=""):
    return f"<ol{kind and f' type={chr(34)}{kind}{chr(34)}'}>{''.join(items)}</ol>"


GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr">'
    '<span style="font-weight:400">Findings</span></h2><p dir="ltr"><span style="font-weight:700">Bold</span>'
    '<span style="font-weight:400">, plain, </span><span style="font-weight:400;font-style:italic">slanted</span>'
    '<span style="font-size:0.6em;vertical-align:super">2</span></p>'
    '<ul style="margin-top:0"><li style="list-style-type:disc" aria-level="1"><p><span style="font-weight:400">one'
    '</span></p></li><ul><li aria-level="2"><p><span>under one</span></p></li></ul></ul>'
    '<ol><li style="list-style-type:lower-alpha" aria-level="1"><p>lettered</p></li></ol></b>'
)
CASES = {
    "google docs": (
        GOOGLE,
        "<h3>Findings</h3><p><strong>Bold</strong>, plain, <em>slanted</em><sup>2</sup></p>"
        + ul(li("one", ul(li("under one"))))
        + ol(li("lettered"), kind="a"),
    ),
    "word list": (
        "<html><body><!--StartFragment--><p class=MsoNormal>The network agreed:</p>"
        + word_item("end fees", "·")
        + word_item("of recruiters", "o", 2, "Courier New")
        + word_item("of brokers", "§", 3, "Wingdings")
        + word_item("open <b>schools</b>", "·")
        + "<!--EndFragment--></body></html>",
        "<p>The network agreed:</p>"
        + ul(
            li("end fees", ul(li("of recruiters", ul(li("of brokers"))))),
            li("open <strong>schools</strong>"),
        ),
    ),
    "word numbers and letters": (
        word_item("one", "1.")
        + word_item("a of one", "a.", 2)
        + word_item("i of a", "i.", 3)
        + word_item("ii of a", "ii.", 3)
        + word_item("b of one", "b)", 2)
        + word_item("two", "2."),
        ol(
            li(
                "one",
                ol(li("a of one", ol(li("i of a"), li("ii of a"), kind="i")), li("b of one"), kind="a"),
            ),
            li("two"),
        ),
    ),
    "word footnote": (
        '<p class=MsoNormal>People<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1">'
        "<span class=MsoFootnoteReference>[1]</span></a> crossed.</p><div style='mso-element:footnote-list'>"
        "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href=\"#_ftnref1\">[1]</a> A ministry."
        "</p></div></div>",
        "<p>People<sup>[1]</sup> crossed.</p><p><sup>[1]</sup> A ministry.</p>",
    ),
    "word symbols": (
        "<p class=MsoNormal><span style='font-family:Symbol'>&#61623;</span> Health "
        "<span style='font-family:Wingdings'>&#61656;</span> schools "
        "<span style='font-family:Wingdings'>à</span> work</p>",
        "<p>• Health ➢ schools → work</p>",
    ),
    "word headings": (
        "<h1>Report<o:p></o:p></h1><h2><b>Thailand</b></h2><h3>Mae Sot</h3><p class=MsoNormal>"
        "<b>Bold</b> <i>slanted</i></p>",
        "<h3>Report</h3><h4>Thailand</h4><h4>Mae Sot</h4><p><strong>Bold</strong> <em>slanted</em></p>",
    ),
    "word online": (
        '<div class="ListContainerWrapper X"><ul><li data-aria-level="1"><p><span>one</span></p></li></ul></div>'
        '<div class="ListContainerWrapper X"><ul><li data-aria-level="2"><p><span style="font-weight:bold">two</span>'
        "</p></li></ul></div>",
        ul(li("one", ul(li("<strong>two</strong>")))),
    ),
    "pages": (
        '<style type="text/css">p.p1 {font: 12px Helvetica} span.s1 {font: bold 12.0px Helvetica}</style>'
        '<p class="p1"><span class="s1">Bold</span> and <i>slanted</i></p>',
        "<p><strong>Bold</strong> and <em>slanted</em></p>",
    ),
    "libreoffice": (
        "<h1 class='western'>Title</h1><p style='margin-bottom: 0cm'><font face='Liberation Serif'><b>Bold</b></font> "
        "and <i>slanted</i><a class='sdfootnoteanc' href='#sdfootnote1sym'><sup>1</sup></a></p>",
        "<h3>Title</h3><p><strong>Bold</strong> and <em>slanted</em><sup>1</sup></p>",
    ),
    "outlook": (
        '<div style="font-family:Calibri"><b>From:</b> Anna <a href="mailto:a@example.org">a@example.org</a></div>'
        "<div><br></div><div style='font-weight:600'>Bold line</div>",
        '<p><strong>From:</strong> Anna <a href="mailto:a@example.org">a@example.org</a></p>'
        "<p><strong>Bold line</strong></p>",
    ),
}
PLAIN = {
    "Line one\x0bline two": "<p>Line one<br>line two</p>",
    "Agreed:\n• one\n• two\n\t• deeper\n": "<p>Agreed:</p>" + ul(li("one"), li("two", ul(li("deeper")))),
    "1. one\n2. two": ol(li("one"), li("two")),
    "a\tb\nc\td": "<table><tbody>"
    "<tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td><td><p>d</p></td></tr></tbody></table>",
    "<b>not html</b>": "<p>&lt;b&gt;not html&lt;/b&gt;</p>",
}


@pytest.fixture
def editor(staff, site):
    staff.goto(f"{site.address}/admin/reports/section/3/change/")
    ready(staff)
    expect(staff.locator(EDITOR)).to_be_visible()
    return staff


def pasted(page, kind, text):
    page.click(EDITOR)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.evaluate(PASTE, [EDITOR, kind, text])
    page.wait_for_timeout(100)
    html = page.input_value("#id_text")
    noise = r' (?:colspan|rowspan)="1"| style="[^"]*"|<colgroup>.*?</colgroup>| (?:rel|target|data-type)="[^"]*"'
    return re.sub(noise, "", html).replace("&nbsp;", " ").removesuffix("<p></p>")


def test_what_is_pasted_keeps_its_meaning(editor):
    found = {name: pasted(editor, "text/html", html) for name, (html, _) in CASES.items()}
    assert found == {name: kept for name, (_, kept) in CASES.items()}
    assert [line for line in editor.complaints if "style" in line or "Error" in line] == []


def test_plain_text_becomes_lists_and_tables(editor):
    assert {text: pasted(editor, "text/plain", text) for text in PLAIN} == PLAIN


LEFT = {
    '<p>One <img src="file:///C:/a.png"> two</p>': "a picture",
    "<p>One</p><v:shape><v:textbox><p>boxed</p></v:textbox></v:shape>": "a box or drawing",
    '<p>See <a href="file:///C:/report.docx">the file</a></p>': "a link that leads to a file or program",
    "<table><tr><td>x<table><tr><td>inner</td></tr></table></td></tr></table>": "the frame of a table within a table",
    "<p>One <del>gone</del></p>": "text that was struck out",
}


def test_paste_names_what_is_left_out_at_the_field(editor):
    for html, named in LEFT.items():
        kept = pasted(editor, "text/html", html)
        expect(editor.locator(".pasted[role=status]").first).to_contain_text(named)
        assert "file:" not in kept and "gone" not in kept and "<img" not in kept
        pasted(editor, "text/html", "<p>plain</p>")
        expect(editor.locator(".pasted[role=status]").first).to_have_text("")


def test_the_script_knows_the_same_signs():
    script = (ROOT / "static/paste.js").read_text(encoding="utf-8")
    tables = {name: json.loads(text) for name, text in re.findall(r"const (SYMBOL|WINGDINGS) = (\".*\");", script)}
    assert tables == {"SYMBOL": SYMBOL, "WINGDINGS": WINGDINGS}
