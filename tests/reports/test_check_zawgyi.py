"""Burmese in the Zawgyi encoding is a finding with its field and its words in Unicode; no other is."""

import pytest
from django.test import Client

from core.l10n.zawgyi import zawgyi_in
from reports.checks import check
from tests.factories import make_annual_report, make_person, make_section, make_staff
from tests.posting import change, send

pytestmark = pytest.mark.django_db
ZAWGYI = "ျမန္မာႏိုင္ငံ ေ႐ႊ႕ေျပာင္းအလုပ္သမား"
UNICODE = "မြန်မာနိုင်ငံ ရွှေ့ပြောင်းအလုပ်သမား"
OTHERS = [
    UNICODE,
    "ဗမာစာ မြန်မာ အလုပ်သမား",
    "လိၵ်ႈတႆး တႃႇၵူၼ်းၵႃႈႁဵၵ်းၵၢၼ်",
    "ဘာသာမန် အရေဝ်မန်",
    "ကညီကျိာ် ပှၤဖံးတၢ်မၤတၢ်ဖိ",
    "ခင်",
]


def findings(report):
    return [one for one in check(report) if "Zawgyi" in one.kind]


def test_zawgyi_is_found_with_its_field_and_its_unicode():
    report = make_annual_report(slug="2020", start="2020", end="2020")
    section = make_section(report=report, kind="text", heading="Work", text=f"<p>One {ZAWGYI} two</p>")
    found = findings(report)
    assert len(found) == 1 and found[0].severity == "warning"
    assert f"/section/{section.pk}/change/#id_text" in found[0].address and UNICODE in found[0].what
    section.text = f"<p>{UNICODE}</p>"
    section.save()
    assert findings(report) == []


@pytest.mark.parametrize("text", OTHERS)
def test_unicode_burmese_shan_mon_and_karen_are_not_zawgyi(text):
    assert zawgyi_in(text) == [] and zawgyi_in(f"<p>{text}</p><p>{text} A</p>") == []


def test_the_records_of_2014_hold_no_zawgyi(demo):
    from reports.models import AnnualReport

    assert findings(AnnualReport.objects.get(slug="2014")) == []


def test_saving_zawgyi_says_what_it_is_in_unicode():
    browser = Client()
    browser.force_login(make_staff())
    saved = send(browser, change(make_person()), {"name_in_script": ZAWGYI}, follow=True)
    assert UNICODE in saved.content.decode() and "Zawgyi" in saved.content.decode()
