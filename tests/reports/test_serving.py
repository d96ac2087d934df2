"""What the public reads: the latest release at its address, every release at its own, a draft where there is none."""

import re
import subprocess
import sys
from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from members.models import Person
from reports.models import AnnualReport, Release
from reports.output import printing
from reports.output.html import report_html
from reports.releases import latest as current
from reports.releases import serving
from tests.posting import change, send
from tests.public import queries, words

pytestmark = pytest.mark.django_db
ADDRESS = "/annual-reports/2014.pdf"


def body(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def live(monkeypatch):
    """The live report, as the HTML that would be printed."""
    monkeypatch.setattr(printing, "report_pdf", lambda data, html, progress=None, **how: b"%PDF " + html.encode())


@pytest.fixture
def checked_often(monkeypatch):
    """The links are held against the records at every request."""
    monkeypatch.setattr(serving, "CHECKED_SECONDS", 0)


def test_without_a_release_the_live_report_is_a_draft_in_name_and_on_every_page(client, report, live):
    response = client.get(ADDRESS)
    html = body(response).decode()
    assert "(draft from live records).pdf" in response["Content-Disposition"]
    assert "Annual Report 2014 (draft from live records)</title>" in html
    assert '<p class="draft-mark">Draft from live records</p>' in html
    assert "draft" not in report_html(printing.gather(report)).lower()
    assert (
        "A draft from live records: it has not been released yet."
        in client.get("/annual-reports/2014/").content.decode()
    )


def test_a_draft_is_called_so_in_the_language_of_the_report(client, report, live):
    AnnualReport.objects.update(language="th", title="รายงานประจำปี")
    response = client.get(ADDRESS)
    name = f"{report.network.name} รายงานประจำปี 2014 (ฉบับร่างจากข้อมูลปัจจุบัน).pdf"
    assert unquote(response["Content-Disposition"]) == f"inline; filename*=utf-8''{name}"
    html = body(response).decode().replace("\u200b", "")
    assert "2014 (ฉบับร่างจากข้อมูลปัจจุบัน)</title>" in html
    assert '<p class="draft-mark">ฉบับร่างจากข้อมูลปัจจุบัน</p>' in html


def test_the_latest_release_is_served_byte_for_byte_without_a_query(client, report, release, live):
    release()
    latest = release()
    client.get(ADDRESS)  # the links are held against the records now and then: not again for a while
    with CaptureQueriesContext(connection) as asked:
        response = client.get(ADDRESS)
    assert len(asked) == 0
    assert body(response) == latest.path("pdf").read_bytes()
    assert response["ETag"] == f'"{latest.sha256}"'
    assert response["Content-Disposition"] == f'inline; filename="{latest.path("pdf").name}"'
    headers = ["Content-Type", "Cache-Control", "X-Content-Type-Options", "Referrer-Policy"]
    assert [response[name] for name in headers] == ["application/pdf", "no-cache", "nosniff", "same-origin"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'self'"


def test_parts_and_what_is_known_already(client, release):
    content = release().path("pdf").read_bytes()
    whole = client.get(ADDRESS)
    part = client.get(ADDRESS, headers={"Range": "bytes=2-5"})
    assert (part.status_code, body(part), part["Content-Range"]) == (206, content[2:6], f"bytes 2-5/{len(content)}")
    first = client.get(ADDRESS, headers={"Range": "bytes=0-0", "If-Range": whole["ETag"]})
    assert (first.status_code, body(first)) == (206, content[:1])
    assert client.get(ADDRESS, headers={"Range": "bytes=0-0", "If-Range": '"another"'}).status_code == 200
    assert client.get(ADDRESS, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    assert client.head(ADDRESS)["Content-Length"] == str(len(content))
    assert client.post(ADDRESS).status_code == 405


def test_records_that_changed_leave_the_release_as_it_is_and_the_page_says_so(client, report, release):
    first = release()
    page = client.get("/annual-reports/2014/").content.decode()
    assert "Release 1, published on" in page and "have changed since" not in page
    report.sections.update(heading="Changed")
    assert "The records have changed since" in client.get("/annual-reports/2014/").content.decode()
    assert body(client.get(ADDRESS)) == first.path("pdf").read_bytes()


def test_every_release_stays_at_its_address(client, report, release):
    first = release()
    report.sections.update(heading="About us")
    second = release()
    for one in (first, second):
        for form in one.files:
            response = client.get(one.file_url(form))
            assert body(response) == one.path(form).read_bytes()
            assert client.get(one.file_url(form), headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert first.file_url("pdf") == "/annual-reports/2014/releases/1.pdf"
    page = client.get("/annual-reports/2014/releases/2/").content.decode()
    for message in (second.sha256, second.print_hash, "It is the latest", "About us › heading", "About"):
        assert message in page
    assert second.publisher not in page
    assert "took its place on" in client.get("/annual-reports/2014/releases/1/").content.decode()


def test_the_secretariat_sees_who_published(client, release, secretary):
    first = release()
    client.force_login(secretary)
    assert f"<dd>{first.publisher}</dd>" in client.get(first.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "end", ["2/", "2.pdf", "1.exe", "1.pdf.pdf", "99999999999999999999.pdf", "9" * 5000 + "/", "-1/"]
)
def test_what_is_not_a_release_is_not_found(client, release, end):
    release()
    assert client.get(f"/annual-reports/2014/releases/{end}").status_code == 404


def test_a_withdrawn_report_is_gone_at_once(client, admin_client, report, release, django_capture_on_commit_callbacks):
    first = release()
    assert client.get(ADDRESS).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        response = send(admin_client, change(report), {"status": "draft"})
        assert response.status_code == 302
    work = first.edition.publication.get_absolute_url()
    for address in (ADDRESS, first.file_url("pdf"), first.get_absolute_url(), work):
        assert client.get(address).status_code == 404
    shown = admin_client.get(ADDRESS)
    assert (body(shown), shown["Cache-Control"]) == (first.path("pdf").read_bytes(), "private, no-store")
    with django_capture_on_commit_callbacks(execute=True):
        post = {"action": "publish", "_selected_action": report.pk}
        admin_client.post("/admin/reports/annualreport/", post)
    assert current.target("2014") == f"../releases/{first.file.name}"
    assert client.get(work).status_code == 200


def test_a_report_withdrawn_behind_the_admins_back_is_gone_when_the_links_are_held_against_the_records(
    client, report, release, checked_often
):
    release()
    AnnualReport.objects.update(status="draft")
    assert client.get(ADDRESS).status_code == 404
    assert current.target("2014") is None


def test_a_lost_link_is_put_back_by_the_first_who_asks(client, release):
    first = release()
    (current.folder() / "2014.pdf").unlink()
    assert body(client.get(ADDRESS)) == first.path("pdf").read_bytes()
    assert current.target("2014") == f"../releases/{first.file.name}"


def test_with_the_database_gone_the_last_release_is_served(client, release, checked_often, monkeypatch):
    first = release()

    def gone():
        raise DatabaseError("server closed the connection unexpectedly")

    monkeypatch.setattr(current, "wanted", gone)
    assert body(client.get(ADDRESS)) == first.path("pdf").read_bytes()


def test_a_lost_file_is_said_in_words(client, admin_client, release):
    first = release()
    first.path("pdf").unlink()
    public, answer = client.get(ADDRESS), admin_client.get(ADDRESS)
    assert (public.status_code, answer.status_code) == (503, 503)
    assert "is missing" not in public.content.decode() and "is missing" in answer.content.decode()


def test_a_person_protected_later_is_told_to_the_secretariat_and_scrubbed_from_pages(
    client, admin_client, report, release
):
    person = Person.objects.get()
    Person.objects.update(naming="full")
    release()
    report.sections.filter(heading="About").update(text="<p>Another text.</p>")
    second = release()
    Person.objects.update(naming="withheld")
    assert person.name in second.changes[0]["before"]
    assert person.name not in words(client.get(second.get_absolute_url()).content.decode())
    page = admin_client.get(change(report)).content.decode()
    assert page.count(f"It names {person.name}, who no longer agrees to be named in full") == 1


def test_the_more_releases_the_same_queries_and_only_the_latest_is_read_whole(client, admin_client, report, release):
    release()
    pages = ("/annual-reports/2014/", change(report))
    before = [queries(admin_client, page) for page in (*pages, *pages)][2:]  # the first time, sessions are new
    for text in ("One", "Two"):
        report.sections.filter(heading="About").update(text=f"<p>{text}.</p>")
        latest = release()
    assert [queries(admin_client, page) for page in pages] == before
    with CaptureQueriesContext(connection) as captured:
        client.get(pages[0])
    (read,) = [query["sql"] for query in captured if '"reports_release"."data"' in query["sql"]]
    assert f'"reports_release"."id" = {latest.pk}' in read


def test_serving_imports_no_weasyprint(settings):
    asked = "import sys, reports.releases.serving, reports.views; "
    asked += "sys.exit('weasyprint' in sys.modules or 'pikepdf' in sys.modules)"
    code = f"import django; django.setup(); {asked}"
    assert subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, check=False).returncode == 0


def verify(capsys):
    try:
        call_command("verify_releases")
    except CommandError as error:
        return str(error), capsys.readouterr().err
    return "", capsys.readouterr().out


def test_verify_releases_proves_every_file(release, report, capsys, settings):
    assert verify(capsys) == ("", "All 0 files of 0 releases are as they were published.\n")
    first, second = release(), release()
    files = sum(len(one.files) for one in (first, second))
    assert verify(capsys) == ("", f"All {files} files of 2 releases are as they were published.\n")
    first.path("pdf").unlink()
    second.path("pdf").chmod(0o640)
    second.path("pdf").write_bytes(second.path("pdf").read_bytes() + b" ")
    stray = settings.REPORTS_ROOT / "releases/2014/3/report.pdf"
    stray.parent.mkdir()
    stray.write_bytes(b"%PDF")
    error, message = verify(capsys)
    assert error == f"Wrong: 3, named above. Looked at: {files} files of 2 releases."
    assert sorted(line.split(":")[0] for line in message.splitlines()) == ["altered", "missing", "orphaned"]
    assert str(stray) in message and Release.objects.count() == 2


def test_verify_releases_puts_the_public_address_right(release, capsys):
    release()
    second = release()
    current._set(current.folder() / "2014.pdf", "../releases/2014/1/elsewhere.pdf")
    current._set(current.folder() / "1999.pdf", "../releases/1999/1/withdrawn.pdf")
    _, message = verify(capsys)
    assert re.findall(r"public address of (\S+)", message) == ["1999", "2014"]
    assert (current.target("2014"), current.target("1999")) == (f"../releases/{second.file.name}", None)
