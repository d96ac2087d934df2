import pytest
from django.core.files.base import ContentFile

from publications.models import Edition, Publication
from tests.factories import make_edition, make_publication
from tests.posting import address, change, refusals, row, send

pytestmark = pytest.mark.django_db


def test_a_list_names_the_languages_of_each_work(admin_client):
    publication = make_publication()
    for language in ("th", "shn", "th"):
        make_edition(publication=publication, language=language, part=f"Part {language}{Edition.objects.count()}")
    page = admin_client.get(address(Publication)).content.decode()
    assert '<td class="field-languages">Thai, Shan</td>' in page


def test_publications_are_filtered_by_year_and_by_language(admin_client):
    shan = make_edition(language="shn").publication
    make_publication(date="2013")
    assert list(admin_client.get(address(Publication), {"year": "2014"}).context["cl"].result_list) == [shan]
    chosen = admin_client.get(address(Publication), {"editions__language": "shn"})
    assert list(chosen.context["cl"].result_list) == [shan]


def test_a_file_that_is_no_pdf_is_refused_and_the_rest_stays(admin_client):
    publication = make_publication()
    file = ContentFile(b"<html></html>", name="report.pdf")
    edition = row("editions", 0, publication=publication.pk, language="th", title="ชื่อเรื่อง", file=file, order=0)
    answer = send(admin_client, change(publication), edition)
    assert refusals(answer) == ["This file is not a PDF that can be opened. Choose another one."]
    page = answer.content.decode()
    assert 'value="ชื่อเรื่อง"' in page and "only files have to be chosen again" in page


def test_one_edition_a_language(admin_client):
    edition = make_edition(language="en")
    again = row("editions", 1, publication=edition.publication.pk, language="en", order=1)
    answer = send(admin_client, change(edition.publication), again)
    assert refusals(answer) == ["This publication already has an edition in this language, part and version."]
    assert Edition.objects.count() == 1


def test_a_file_is_named_without_a_link_that_leads_nowhere(admin_client):
    edition = make_edition()
    Edition.objects.update(file="publications/lesson-plans-th.pdf")
    page = admin_client.get(change(edition)).content.decode()
    assert "publications/lesson-plans-th.pdf" in page
    assert 'href="publications/' not in page and 'href="/publications/lesson-plans-th.pdf' not in page
