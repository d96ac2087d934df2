import hashlib

import pikepdf
import pytest
from django.core.files.base import ContentFile

from tests import factories as f
from tests.public import BAD_PAGES, DRAFT, NOTES, entries, facts, found, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(db):
    facts = {"title": "Dragon Lake", "subtitle": "A story", "slug": "dragon-lake", "kind": "children", "ages": "6–7"}
    return f.make_publication(date="2014-10", private_notes=NOTES, **facts)


def pdf():
    file = ContentFile(b"", name="any name.pdf")
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(file)
    return file


# The list


def test_publications_are_by_year_the_newest_first_with_languages(read, work):
    for language, part in (("my", ""), ("th", ""), ("my", "Part 2")):
        f.make_edition(publication=work, language=language, part=part)
    f.make_publication(title="The launch", date="2014-12-09")
    f.make_publication(title="A year", date="2013")
    f.make_publication(title="Once", date=None)
    f.make_publication(slug="secret-draft", **DRAFT)
    text = read("/publications/")
    assert found(text, "h2") == ["2014", "2013", "Undated"]
    assert entries(text) == [
        "Research report 9 December 2014 The launch",
        "Children’s book October 2014 Dragon Lake: A story Burmese, Thai · for ages 6–7",
        "Research report A year",
        "Research report Once",
    ]


def test_a_title_says_what_language_it_is_in_on_every_list_and_page(read):
    body, project = f.make_organisation(slug="body"), f.make_project(slug="project")
    event = f.make_event(start="2014", slug="launch")
    f.make_person(name="Ko สมชาย", naming="withheld")
    title, whole = "年次報告書 Ko สมชาย", {"publisher": body, "project": project, "launch_event": event}
    work = f.make_publication(title=title, slug="work", **whole)
    f.make_edition(publication=work, language="ja")
    f.make_authorship(publication=work, organisation=body)
    words = '<span lang="ja">年次報告書</span> Name withheld'
    pages = {"/": 1, "/publications/": 1, "/projects/project/": 1, "/events/2014/launch/": 1, "/organisations/body/": 2}
    for page, times in (pages | {"/publications/work/": 2}).items():
        text = read(page)
        assert (page, text.count(words), "สมชาย" in text) == (page, times, False)


def test_no_publications_say_so(read):
    assert "No publications found" in read("/publications/")


def test_staff_see_drafts_marked(client):
    f.make_publication(**DRAFT)
    client.force_login(f.make_staff())
    assert found(client.get("/publications/").content.decode(), "h3") == ["Secret draft Draft"]


def test_the_list_asks_as_often_for_three_as_for_one(client, hidden):
    def more():
        work = f.make_publication(project=f.make_project(), publisher=f.make_organisation())
        f.make_edition(publication=work)

    more()
    one = queries(client, "/publications/")
    more(), more()
    assert queries(client, "/publications/") == one <= 8


# One work


def test_a_work_tells_who_made_it_and_where_it_can_be_read(read, work, hidden):
    work.publisher, work.isbn, work.note = f.make_organisation(name="A press"), "978-974", "Six languages or seven."
    work.project, work.abstract = f.make_project(title="The project"), "<p>Dragons &amp; neighbours.</p>"
    work.launch_event = f.make_event(title="The symposium", start="2014-10-27", end="2014-10-28")
    work.save()
    work.funders.add(f.make_organisation(name="A foundation", acronym="AF"))
    f.make_authorship(publication=work, person=hidden)
    f.make_authorship(publication=work, organisation=f.make_organisation(name="A union"), role="editor", order=1)
    f.make_edition(publication=work, language="th", title="ทะเลสาบ", translator=hidden, pages=24, address="")
    f.make_edition(publication=work, language="shn", part="Part 1", version="2nd", address="http://example.org/?p=1")
    text = read("/publications/dragon-lake/")
    assert found(text, "h1") == ["Dragon Lake: A story"]
    assert facts(text) == (
        "Author 1 person who is not named Editor A union Publisher A press Published October 2014 For ages 6–7 "
        "ISBN 978-974 Project The project Launched at The symposium, 27–28 October 2014 Supported by A foundation (AF)"
    )
    assert found(text, "div", 'class="prose"') == ["Dragons & neighbours."]
    assert "Six languages or seven." in text
    assert found(text, "tr")[1:] == [
        "Thai ไทย ทะเลสาบ Translated by Name withheld 24 pages",
        "Shan လိၵ်ႈတႆး Dragon Lake Part 1 2nd Read in Shan, Part 1, 2nd http://example.org/?p=1",
    ]
    assert '<span lang="th">ทะเลสาบ</span>' in text
    assert '<span class="autonym" lang="shn">' in text


def test_a_work_without_editions_says_so(read, work):
    assert "No edition is recorded yet." in read("/publications/dragon-lake/")


def test_drafts_do_not_stand_on_the_page_of_another(read, client, work, draft):
    work.publisher, work.project, work.launch_event = draft, f.make_project(**DRAFT), f.make_event(**DRAFT)
    work.save()
    work.funders.add(draft)
    f.make_authorship(publication=work, organisation=draft)
    assert facts(read("/publications/dragon-lake/")) == "Published October 2014 For ages 6–7"
    client.force_login(f.make_staff())
    assert client.get("/publications/dragon-lake/").content.decode().count('<span class="draft">Draft</span>') == 5


def test_a_draft_is_for_staff(read, client):
    address = f.make_publication(slug="secret-draft", **DRAFT).get_absolute_url()
    read(address, status=404)
    client.force_login(f.make_staff())
    assert found(client.get(address).content.decode(), "h1") == ["Secret draft Draft"]


def test_a_work_asks_as_often_for_three_as_for_one(client, work, hidden):
    languages = iter(["en", "my", "km", "lo", "th", "vi"])

    def more():
        work.funders.add(f.make_organisation(parent=f.make_organisation()))
        f.make_authorship(publication=work, organisation=f.make_organisation(parent=f.make_organisation()))
        f.make_authorship(publication=work, person=f.make_person())
        f.make_edition(publication=work, language=next(languages), translator=f.make_person())
        f.make_edition(publication=work, language=next(languages), file=pdf())

    work.publisher = f.make_organisation(parent=f.make_organisation())
    work.project, work.launch_event = f.make_project(), f.make_event()
    work.save()
    more()
    one = queries(client, "/publications/dragon-lake/")
    more(), more()
    assert queries(client, "/publications/dragon-lake/") == one <= 14


# Its files


@pytest.fixture
def edition(work):
    return f.make_edition(publication=work, language="th", part="Part 1", file=pdf(), address="")


def test_a_file_is_downloaded_and_never_run(read, client, edition):
    text = read("/publications/dragon-lake/")
    address = edition.document_url
    assert address.startswith("/publications/dragon-lake/dragon-lake-th-part-1")
    assert f'href="{address}"' in text
    assert "PDF, " in text and edition.checksum in text
    response = client.get(address)
    content = b"".join(response.streaming_content)
    assert hashlib.sha256(content).hexdigest() == edition.checksum
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{address.rsplit("/", 1)[-1]}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "no-cache"
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post(address).status_code == 405


def test_no_name_of_a_download_holds_a_protected_name(client, work):
    person = f.make_person(name="Omsin Boonlert", naming="full")
    parts = [("By Omsin Boonlert", ""), ("Part 2", "2nd, by Omsin Boonlert"), ("Omsin Boonlert", "")]
    files = [f.make_edition(publication=work, part=part, version=version, file=pdf()) for part, version in parts]
    stored = [one.file.name for one in files]
    assert all("omsin-boonlert" in name for name in stored)
    names = ["dragon-lake-en-part", "dragon-lake-en-part-2-version-2", "dragon-lake-en-part-2"]
    assert [one.document_url for one in files] == [f"/publications/dragon-lake/{name}.pdf" for name in names]
    for one, name in zip(files, names, strict=True):
        assert client.get(one.document_url)["Content-Disposition"] == f'attachment; filename="{name}.pdf"'
        former = f"/{one.file.name.replace('/', '/dragon-lake/')}"
        assert client.get(former).headers["Location"] == one.document_url
    person.naming = "withheld"
    person.save()
    assert client.get(former).status_code == 404 and client.get(one.document_url).status_code == 200


def test_document_answers_with_a_part(client, edition):
    whole = b"".join(client.get(edition.document_url).streaming_content)
    part = client.get(edition.document_url, headers={"Range": "bytes=5-9"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, whole[5:10])


def test_the_file_of_a_draft_is_for_staff(read, client, work, edition):
    work.status = "draft"
    work.save()
    read(edition.document_url, status=404)
    client.force_login(f.make_staff())
    response = client.get(edition.document_url)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


def test_a_file_is_found_under_its_own_work_only(read, edition):
    f.make_publication(slug="other")
    read(edition.document_url.replace("/dragon-lake/", "/other/"), status=404)
    for name in ("none", "..%2f..%2fdb", "%00", "9" * 5000):
        read(f"/publications/dragon-lake/{name}.pdf", status=404)


def test_a_lost_file_is_not_offered(read, edition):
    edition.file.storage.delete(edition.file.name)
    assert "Read in" not in read("/publications/dragon-lake/")
    read(edition.document_url, status=404)


@pytest.mark.parametrize("page", BAD_PAGES)
def test_a_bad_page_is_not_found(read, work, page):
    read(f"/publications/?page={page}", status=404)
