"""Consent withdrawn: files of releases leave public reach at once, nothing tells why, and reports are released anew."""

import hashlib
import io
import json

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.pdf import PrintError
from members.models import Person
from projects.models import ActivityPhoto
from publications.models import Edition
from reports.models import AnnualReport, NamedPerson, Publishing, Release, Withdrawal
from reports.models.release import ImmutableError
from reports.releases import latest as current
from reports.releases import publishing, serving
from tests.factories import make_annual_report, make_edition, make_person, make_publication, make_section, make_staff
from tests.public import words

pytestmark = pytest.mark.django_db
ADDRESS = "/annual-reports/2014.pdf"
SENTENCE = "This release is no longer offered to the public."


@pytest.fixture(autouse=True)
def checked_often(monkeypatch):
    """The links are held against the records at every request."""
    monkeypatch.setattr(serving, "CHECKED_SECONDS", 0)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Saves a record as a form or a script does, to the end of its transaction."""

    def commit(record, **changes):
        for name, value in changes.items():
            setattr(record, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            record.save()

    return commit


@pytest.fixture
def stuck(monkeypatch):
    """No release can be made from now on."""

    def stick():
        def fail(*args, **kwargs):
            raise PrintError("The printer is out of paper.")

        monkeypatch.setattr(publishing, "report_pdf", fail)

    return stick


def addresses(release):
    return [release.get_absolute_url(), *(release.file_url(form) for form in release.files)]


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def secrets_of(release):
    return [release.print_hash, release.content_hash, *(file["sha256"] for file in release.files.values())]


@pytest.mark.parametrize("naming", ["initials", "withheld"])
def test_files_of_a_release_leave_public_reach(client, release, commit, naming):
    first = release()
    kept = {form: first.path(form).read_bytes() for form in first.files}
    assert [client.get(address).status_code for address in (ADDRESS, *addresses(first))] == [200] * 6
    commit(Person.objects.get(), naming=naming)
    answers = [client.get(address) for address in addresses(first)]
    assert [answer.status_code for answer in answers] == [410] * 5
    assert len({answer.content for answer in answers}) == 1
    message = words(answers[0].content.decode())
    assert (
        "Release 1 of" in message and SENTENCE in message and "Release 2 of" in message and "takes its place" in message
    )
    first = Release.objects.get(number=1)
    assert {form: first.path(form).read_bytes() for form in first.files} == kept
    assert not list((current.folder().parent / "releases/2014").glob("1/*"))


def test_the_report_is_released_anew_as_the_person_wishes(client, release, report, commit):
    release()
    commit(Person.objects.get(), naming="withheld")
    second = report.releases.first()
    assert (second.number, second.supersedes.number, second.publisher) == (2, 1, "")
    assert "Boonlert" not in json.dumps(second.data) and "Name withheld" in json.dumps(second.data)
    assert body(client.get(ADDRESS)) == second.path("pdf").read_bytes()
    assert not second.named.exists()


def test_a_release_anew_that_fails_never_gives_the_old_file(client, release, commit, stuck):
    first = release()
    known = client.get(ADDRESS)["ETag"]
    stuck()
    commit(Person.objects.get(), naming="withheld")
    for sent in ({}, {"If-None-Match": known}, {"Range": "bytes=0-9"}):
        answer = client.get(ADDRESS, headers=sent)
        assert answer.status_code == 410 and first.sha256 not in str(answer.headers)
    message = words(client.get(ADDRESS).content.decode())
    assert SENTENCE in message and "The release that takes its place has not been made yet." in message
    assert "paper" not in message
    failure = Publishing.objects.first().failure
    assert failure == f"The printer is out of paper. {publishing.LATER_ANEW}"
    page = client.get("/annual-reports/2014/").content.decode()
    assert f'href="{ADDRESS}"' not in page and "is no longer offered to the public" in page
    assert "The PDF is not offered just now." in client.get("/annual-reports/").content.decode()


def test_the_answer_is_the_same_for_a_person_and_a_photo(client, report, release, commit, stuck):
    first = release()
    stuck()
    commit(ActivityPhoto.objects.get(), consent="refused", status="draft")
    of_photo = client.get(ADDRESS)
    Withdrawal.objects.filter(release=first)._raw_delete("default")
    current.COMMIT_SECONDS, seconds = -1, current.COMMIT_SECONDS
    try:
        current.point()
        assert client.get(ADDRESS).status_code == 200
    finally:
        current.COMMIT_SECONDS = seconds
    commit(Person.objects.get(), naming="withheld")
    of_person = client.get(ADDRESS)
    assert (of_photo.status_code, of_person.status_code) == (410, 410)
    assert of_photo.content == of_person.content and of_photo.headers == of_person.headers


def test_nothing_confirms_what_a_withdrawn_release_said(client, report, release, commit):
    release()
    report.sections.filter(heading="About").update(text="<p>Another text.</p>")
    second, first = release(), Release.objects.get(number=1)
    commit(Person.objects.get(), naming="withheld")
    work = second.edition.publication.get_absolute_url()
    page_text = [second.get_absolute_url(), work, "/annual-reports/2014/", first.get_absolute_url()]
    pages = [client.get(address) for address in page_text]
    assert [page.status_code for page in pages] == [200, 200, 200, 410]
    message = "".join(page.content.decode() + str(page.headers) for page in pages)
    assert not [secret for secret in secrets_of(first) if secret and secret in message]
    shown = words(pages[0].content.decode())
    assert "That release is no longer offered to the public." in shown
    assert "Another text." not in shown and "Boonlert" not in message
    assert report.releases.count() == 2  # the latest names nobody: there is nothing to release anew


def test_the_library_gives_the_same_bytes_no_longer(client, release, commit):
    first = release()
    content = first.path("pdf").read_bytes()
    edition = make_edition(publication=make_publication(slug="copies"), file=ContentFile(content, "copy.pdf"))
    other = make_edition(publication=edition.publication, language="th", file=ContentFile(pdf(), "other.pdf"))
    Edition.objects.filter(pk=edition.pk).update(checksum=first.sha256)
    assert client.get(edition.document_url).status_code == 200
    commit(Person.objects.get(), naming="withheld")
    assert client.get(edition.document_url).status_code == 410
    assert client.get(other.document_url).status_code == 200
    page = client.get("/publications/copies/").content.decode()
    assert first.sha256 not in page and edition.document_url not in page and other.document_url in page
    again = Edition(publication=edition.publication, language="my", file=ContentFile(content, "again.pdf"))
    with pytest.raises(ValidationError, match="was withdrawn from the public"):
        again.full_clean()


def pdf():
    out, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page(page_size=(100, 100))
    document.save(out)
    return out.getvalue()


def test_what_is_allowed_again_is_a_new_release(client, report, release, commit):
    release()
    commit(Person.objects.get(), naming="withheld")
    commit(Person.objects.get(), naming="full")
    third = release()
    assert third.number == 3 and "Boonlert" in json.dumps(third.data)
    assert client.get("/annual-reports/2014/releases/1.pdf").status_code == 410
    assert client.get("/annual-reports/2014/releases/3.pdf").status_code == 200
    withdrawal = Withdrawal.objects.get()
    for change in (withdrawal.save, withdrawal.delete):
        with pytest.raises(ImmutableError):
            change()


@pytest.mark.parametrize(
    "changes", [{"naming": "full", "name": "Another Name"}, {"biography": "<p>New.</p>"}, {"position": "Chair"}]
)
def test_what_withdraws_nothing_leaves_releases_alone(client, release, commit, changes):
    first = release()
    commit(Person.objects.get(), **changes)
    assert client.get(first.file_url("pdf")).status_code == 200 and not Withdrawal.objects.exists()


def test_a_person_whom_no_release_names_withdraws_none(client, release, commit):
    person = make_person(name="Somebody Else", naming="full")
    first = release()
    commit(person, naming="withheld")
    assert client.get(first.file_url("pdf")).status_code == 200 and Release.objects.count() == 1


def test_a_release_names_by_the_name_of_then(client, release, commit):
    first = release()
    assert [(one.person.name, one.naming) for one in first.named.all()] == [("Omsin Boonlert", "full")]
    commit(Person.objects.get(), name="Omsin Married")
    commit(Person.objects.get(), naming="withheld")
    assert client.get(first.file_url("pdf")).status_code == 410


def test_initials_that_are_withheld_leave_too(client, report, release, commit):
    report.sections.filter(heading="About").update(text="<p>We thank O. B.</p>")
    Person.objects.update(naming="initials")
    first = release()
    assert "O. B." in json.dumps(first.data) and first.named.get().naming == "initials"
    commit(Person.objects.get(), naming="withheld")
    assert client.get(first.file_url("pdf")).status_code == 410


@pytest.mark.parametrize(("name", "is_withdrawn"), [("Boonlert, Omsin", True), ("Mali Dee", False)])
def test_a_new_person_withdraws_the_releases_that_tell_the_name(client, release, commit, name, is_withdrawn):
    first = release()
    NamedPerson.objects.all().delete()
    Person.objects.all().delete()  # the text tells of somebody who is not on record
    commit(Person(name=name, naming="withheld"))
    assert Withdrawal.objects.filter(release=first).exists() is is_withdrawn
    assert client.get(first.file_url("pdf")).status_code == (410 if is_withdrawn else 200)


def test_releases_of_before_are_found_by_what_they_say(client, release, commit):
    first = release()
    NamedPerson.objects.all().delete()
    commit(Person.objects.get(), naming="withheld")
    assert client.get(first.file_url("pdf")).status_code == 410


def test_every_language_and_only_its_latest_is_released_anew(client, report, release, commit):
    thai = make_annual_report(network=report.network, slug="2014-th", start="2014", end="2014", language="th")
    make_section(report=thai, heading="About", text="<p>Omsin Boonlert</p>")
    publishing.ask(thai, None, publishing.version_token(thai, publishing.gather(thai)))
    release(), release()
    commit(Person.objects.get(), naming="withheld")
    numbers = {(one.report.slug, one.number, one.is_withdrawn) for one in Release.objects.all()}
    gone = {("2014", 1, True), ("2014", 2, True), ("2014-th", 1, True)}
    assert numbers == gone | {("2014", 3, False), ("2014-th", 2, False)}
    assert client.get("/annual-reports/2014-th/releases/1.txt").status_code == 410


def test_a_report_that_is_not_open_is_not_opened(client, report, release, commit):
    first = release()
    AnnualReport.objects.update(status="draft")
    commit(Person.objects.get(), naming="withheld")
    assert Release.objects.get().is_withdrawn and not AnnualReport.objects.published().exists()
    assert client.get(first.file_url("pdf")).status_code == 404


def test_a_photo_without_consent_leaves_with_its_releases(client, report, release, commit):
    first, photo = release(), ActivityPhoto.objects.get()
    commit(photo, caption="Another caption")
    assert client.get(first.file_url("pdf")).status_code == 200
    commit(photo, consent="not_asked", status="draft")
    assert client.get(first.file_url("pdf")).status_code == 410
    assert "At the river" not in json.dumps(report.releases.first().data)


def test_a_naming_changed_while_a_release_is_made_makes_it_anew(release, report, commit, monkeypatch):
    release()
    real, changed = publishing.report_pdf, []

    def slow(*args, **how):
        if not changed:
            changed.append(1)
            Person.objects.update(naming="withheld")
        return real(*args, **how)

    monkeypatch.setattr(publishing, "report_pdf", slow)
    attempt = publishing.ask(report, None, publishing.version_token(report, publishing.gather(report)))
    assert attempt.failure.startswith("How a person or a photo may be shown was changed meanwhile.")
    changed.clear()
    Person.objects.update(naming="full")
    attempt = Publishing.objects.create(report=report)
    publishing.run(attempt, None)
    assert "Boonlert" not in json.dumps(report.releases.first().data)


def test_a_script_that_saves_no_record_is_obeyed_too(client, release, report, capsys):
    first = release()
    Person.objects.update(naming="withheld")
    assert [client.get(address).status_code for address in (ADDRESS, *addresses(first))] == [410] * 6
    call_command("verify_releases")
    assert f"{first} shows what somebody no longer allows" in capsys.readouterr().out
    assert Withdrawal.objects.get().release == first and report.releases.count() == 2


def test_text_files_are_given_as_frozen_or_not_at_all(client, release, secretary):
    first = release()
    texts = {form: first.file_url(form) for form in ("text", "page")}
    make_person(name="Zarni Tester")  # the redaction has something to do
    for form, address in texts.items():
        assert hashlib.sha256(body(client.get(address))).hexdigest() == first.files[form]["sha256"]
    known = Person.objects.get(naming="full")
    NamedPerson.objects.all().delete()  # as somebody of whom the release does not know
    Person.objects.update(naming="withheld")
    for address in texts.values():
        gone = client.get(address)
        assert gone.status_code == 410 and known.name not in body(gone).decode()
    client.force_login(secretary)
    for form, address in texts.items():
        assert hashlib.sha256(body(client.get(address))).hexdigest() == first.files[form]["sha256"]


def test_verify_releases_proves_withdrawn_files_and_puts_them_right(release, commit, capsys):
    release()
    commit(Person.objects.get(), naming="withheld")
    first = Release.objects.get(number=1)
    folder = first.path("pdf").parent
    public = current.folder().parent / "releases/2014/1"
    folder.rename(public)  # its process ended before it had moved them
    call_command("verify_releases")
    assert not public.exists() and "as they were published" in capsys.readouterr().out
    first.path("pdf").chmod(0o640)
    first.path("pdf").write_bytes(b"%PDF")
    with pytest.raises(CommandError):
        call_command("verify_releases")
    assert f"altered: {first}, pdf" in capsys.readouterr().err


def test_files_moved_for_a_commit_that_never_came_are_put_back(client, release, monkeypatch):
    first = release()
    current.move_away(first)
    answers = [client.get(address).status_code for address in (ADDRESS, first.file_url("pdf"))]
    assert answers == [503, 503]
    current.point()
    assert client.get(ADDRESS).status_code == 503  # perhaps it still comes
    monkeypatch.setattr(current, "COMMIT_SECONDS", -1)
    assert client.get(ADDRESS).status_code == 200


def test_the_secretariat_alone_has_the_files_and_a_list(client, release, commit, secretary):
    release()
    commit(Person.objects.get(), naming="withheld")
    first = Release.objects.get(number=1)
    address = reverse("admin:reports_release_file", args=[first.pk, "text"])
    assert client.get(address).status_code == 302
    client.force_login(make_staff(is_superuser=False))
    assert client.get(address).status_code == 403
    client.force_login(secretary)
    answer = client.get(address)
    assert body(answer) == first.path("text").read_bytes() and "no-store" in answer["Cache-Control"]
    listed = client.get(reverse("admin:reports_release_changelist"), {"withdrawn": "yes"})
    assert list(listed.context["cl"].queryset) == [first]
    page = client.get(reverse("admin:reports_release_change", args=[first.pk])).content.decode()
    page_text = (first.sha256, first.print_hash, "Omsin Boonlert: name withheld")
    assert [secret for secret in page_text if secret not in page] == []
    assert client.get(first.file_url("pdf")).status_code == 410  # its public address is the same for everybody
