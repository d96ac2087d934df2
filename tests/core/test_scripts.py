"""Runs of letters in another language than the text around them, and where a line may end between words."""

import re
import time

import pytest

from core.l10n.linebreaks import with_breaks
from core.l10n.scripts import dressed, titled

THAI = "มนุษย์ทั้งปวง"


@pytest.mark.parametrize(
    ("language", "html", "expected"),
    [
        ("en", "<p>Spoken: ไทย, ລາວ</p>", '<p>Spoken: <span lang="th">ไทย</span>, <span lang="lo">ລາວ</span></p>'),
        ("en", "<p>မြန်မာ, လိၵ်ႈတႆး</p>", '<p><span lang="my">မြန်မာ</span>, <span lang="shn">လိၵ်ႈတႆး</span></p>'),
        ("en", "<p>中文, 日本語の</p>", '<p><span lang="zh">中文</span>, <span lang="ja">日本語の</span></p>'),
        ("ja", "<p>中文</p>", "<p>中文</p>"),
        ("en", "<p>In Đà Nẵng.</p>", '<p>In <span lang="vi">Đà Nẵng</span>.</p>'),
        ("vi", "<p>In Đà Nẵng.</p>", "<p>In Đà Nẵng.</p>"),
        ("th", "<h2>ไทย &amp; MMN</h2>", '<h2>ไทย &amp; <span lang="en">MMN</span></h2>'),
        ("en", '<p><b lang="shn">မႂ်ႇ</b> ไทย</p>', '<p><b lang="shn">မႂ်ႇ</b> <span lang="th">ไทย</span></p>'),
        ("en", '<br><img alt="ไทย"><p title="ไทย">a</p>', '<br><img alt="ไทย"><p title="ไทย">a</p>'),
        ("en", "<!doctype html><head><title>ไทย</title></head><svg><text>ไทย</text></svg>1 < 2", None),
    ],
)
def test_a_run_of_another_language_says_so(language, html, expected):
    assert dressed(html, language) == (expected or html)


@pytest.mark.parametrize(
    ("title", "languages", "html"),
    [
        ("年次報告書 2014", ["ja"], '<span lang="ja">年次報告書</span> 2014'),
        ("年次報告書", ["en", "ja", "zh"], '<span lang="zh">年次報告書</span>'),
        ("<b> & ไทย", ["en"], '&lt;b&gt; &amp; <span lang="th">ไทย</span>'),
        ("Annual Report 2014", ["ja"], "Annual Report 2014"),
    ],
)
def test_a_title_on_an_english_page_says_what_it_is_in(title, languages, html):
    assert titled(title, languages) == html


def test_a_page_without_such_letters_is_left_as_it_is():
    html = "<p>Café, “quoted” – MMN</p>"
    assert dressed(html, "en", for_print=True) is html


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("th", "มนุษย์ทั้งปวงเกิดมา", "มนุษย์ ทั้ง ปวง เกิด มา"),
        ("lo", "ມະນຸດທຸກຄົນເກີດ", "ມະນຸດ ທຸກຄົນ ເກີດ"),
        ("km", "មនុស្សទាំងអស់", "មនុស្ស ទាំងអស់"),
        ("my", "လွတ်လပ်သော", "လွတ်လပ် သော"),
        ("shn", "ပဵၼ်ဢၼ်ၵိူတ်ႇမႃး", "ပဵၼ် ဢၼ် ၵိူတ်ႇ မႃး"),
        ("en", "no change", "no change"),
    ],
)
def test_a_line_may_end_between_words(language, text, words):
    assert with_breaks(text, language).replace("\u200b", " ") == words


def test_print_may_end_a_line_between_words_and_leaves_bookmarks_whole():
    printed = dressed(f'<h2>{THAI}</h2><p title="{THAI}">{THAI}</p>', "th", for_print=True)
    assert printed == f'<h2>มนุษย์<wbr>ทั้ง<wbr>ปวง</h2><p title="{THAI}">มนุษย์\u200bทั้ง\u200bปวง</p>'
    assert "\u200b" not in dressed(f"<p>{THAI}</p>", "th")


def test_no_word_is_lost():
    html = f"<p>{THAI} ၁၂၃ 中文&#x27;s <i>x</i> 3 < 4 &amp; Đà</p>"
    printed = dressed(html, "en", for_print=True).replace("\u200b", "")
    assert re.sub(r"</?span[^>]*>", "", printed) == html


def test_long_runs_cost_no_more_than_their_length():
    began = time.process_time()
    dressed("<p>" + "၁" * 50_000 + "!" + "๑" * 50_000 + "1 " * 50_000 + "</p>", "en")
    assert time.process_time() - began < 2
