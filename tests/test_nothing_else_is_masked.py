"""Only who is protected is withheld: the record of 2014 comes out as it is."""

import json

from django.test import Client

from core.schema import as_json
from members.redaction.redactor import redactor_of
from reports.data.gather import gather
from reports.models import AnnualReport
from tests.members.unrelated import UNRELATED

PAGES = ["/", "/members/", "/organisations/", "/projects/", "/events/2014/", "/publications/", "/terms-to-avoid/"]
PAGES += ["/annual-reports/", "/events/calendar.ics", "/sitemap.xml"]


def test_nothing_of_2014_is_masked_for_people_who_stand_nowhere_in_it(demo):
    put = redactor_of(dict.fromkeys(UNRELATED, "Name withheld"))
    words = {address: Client().get(address).content.decode() for address in PAGES}
    words |= {
        str(report): json.dumps(as_json(gather(report)), ensure_ascii=False) for report in AnnualReport.objects.all()
    }
    assert len(words) > len(PAGES) and all(len(text) > 200 for text in words.values())
    assert [where for where, text in words.items() if put(text) != text] == []
