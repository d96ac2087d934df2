"""The facts of the printed report of 2014: each on its page, in the report that is printed, and in the PDF."""

import html
import re
import unicodedata
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import yaml
from django.test import Client

from reports.data.gather import gather
from reports.models import AnnualReport
from reports.output.formats import page_form, text_form
from reports.output.html import report_html, report_pdf

pytestmark = pytest.mark.django_db

FACTS = yaml.safe_load(Path(__file__).with_name("facts_2014.yaml").read_text(encoding="utf-8"))
DISTANCE = 400  # characters within which the parts of one fact stand
PAGES = [(group, address) for group, pages in FACTS.items() for address in pages]
PRINTED = [group for group in FACTS if not group.endswith("site only")]
SPELLINGS = str.maketrans({**dict.fromkeys('’‘“”"', "'"), "–": "-", "—": "-", "\u00ad": None})


def plain(text):
    return " ".join(unicodedata.normalize("NFKC", text).translate(SPELLINGS).split())


def words_of(page):
    body = re.sub(r"<(style|script|head)\b.*?</\1>", " ", page, flags=re.S)
    body = re.sub(r"</?(em|strong|a|b|span|i|abbr)\b[^>]*>", "", body)  # these do not part words
    return plain(html.unescape(re.sub(r"<[^>]+>", " ", body)))


def parts(fact):
    return [plain(str(part)) for part in (fact if isinstance(fact, list) else [fact])]


def says(text, fact):
    first, *others = parts(fact)
    places = (found.start() for found in re.finditer(re.escape(first), text))
    return any(all(part in text[max(0, at - DISTANCE) : at + DISTANCE] for part in others) for at in places)


def unspaced(text):
    """Without what a line's end may add or take away."""
    return re.sub(r"[\s\ufffe\u0002-]", "", plain(text))  # PDFium writes a hyphen at a line's end as U+FFFE


def crosses(part, page, following):
    """Whether a text begins at the foot of one page and goes on on the next, around its margin and running head."""
    return any(part[:at] in page[-200:] and part[at:] in following for at in range(3, len(part) - 2))


class Record:
    """The demonstration data as a reader meets it: pages, print and PDF, each made once."""

    def __init__(self):
        self.pages = {}

    def page(self, address):
        if address not in self.pages:
            response = Client().get(address, follow=True)  # an organisation that is no member has moved
            assert response.status_code == 200, f"{address} answers {response.status_code}"
            self.pages[address] = words_of(response.content.decode())
        return self.pages[address]

    @cached_property
    def data(self):
        return gather(AnnualReport.objects.get(slug="2014"))

    @cached_property
    def printed(self):
        return report_html(self.data)

    @cached_property
    def forms(self):
        return {"text": plain(text_form(self.data)), "page": words_of(page_form(self.data))}

    @cached_property
    def pdf(self):
        document = pypdfium2.PdfDocument(report_pdf(self.data, self.printed))
        return [unspaced(page.get_textpage().get_text_range()) for page in document]

    def prints(self, part):
        part = unspaced(part)
        return any(part in page for page in self.pdf) or any(crosses(part, *pages) for pages in pairwise(self.pdf))


@pytest.fixture(scope="module")
def record(demo):
    return Record()


def test_the_list_is_long_enough():
    assert sum(len(facts) for pages in FACTS.values() for facts in pages.values()) >= 220


@pytest.mark.parametrize(("group", "address"), PAGES)
def test_page(record, group, address):
    text = record.page(address)
    missing = [fact for fact in FACTS[group][address] if not says(text, fact)]
    assert not missing, f"{address} does not say {missing}"


@pytest.mark.parametrize("group", PRINTED)
def test_print(record, group):
    text = words_of(record.printed)
    missing = [fact for facts in FACTS[group].values() for fact in facts if not says(text, fact)]
    assert not missing, f"The printed report does not say {missing}"


@pytest.mark.parametrize("form", ["text", "page"])
@pytest.mark.parametrize("group", PRINTED)
def test_other_forms(record, group, form):
    missing = [fact for facts in FACTS[group].values() for fact in facts if not says(record.forms[form], fact)]
    assert not missing, f"The report as {form} does not say {missing}"


@pytest.mark.parametrize("group", PRINTED)
def test_pdf(record, group):
    wanted = [part for facts in FACTS[group].values() for fact in facts for part in parts(fact)]
    missing = [part for part in wanted if not record.prints(part)]
    assert not missing, f"The PDF’s text lacks {missing}"
