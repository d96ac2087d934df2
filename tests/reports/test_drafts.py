"""Readers get a draft at once: the last file, or a short page; the worker prints the next."""

import pytest
from django.conf import settings

from events.models import Event
from members.models import Person
from projects.models import ActivityPhoto
from reports.output import drafts, printing
from reports.output.printing import printed
from reports.output.tasks import print_draft
from tests import factories as f
from tests.reports.test_serving import ADDRESS, body

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(monkeypatch):
    """The worker has its own process: what is asked of it is written down, and done when the test says so."""
    asked = []
    monkeypatch.setattr(drafts, "print_draft", type("Task", (), {"enqueue": staticmethod(asked.append)}))
    layouts = []

    def lay_out(data, html, progress=None, **how):
        layouts.append(html)
        return b"%PDF " + html.encode()

    monkeypatch.setattr(printing, "report_pdf", lay_out)
    return asked, layouts


def work(queue):
    asked, _ = queue
    while asked:
        print_draft.call(asked.pop())


def test_draft_is_never_printed_while_a_reader_waits(client, report, queue):
    asked, layouts = queue
    answers = [client.get(ADDRESS) for _ in range(12)]
    assert {answer.status_code for answer in answers} == {503}
    assert {answer["Retry-After"] for answer in answers} == {"5"}
    assert "The PDF is being made" in answers[0].content.decode()
    assert (asked, layouts) == ([report.pk], [])
    work(queue)
    assert client.get(ADDRESS).status_code == 200 and len(layouts) == 1


def test_draft_of_before_is_given_and_says_so(client, report, queue):
    client.get(ADDRESS)
    work(queue)
    report.sections.filter(heading="About").update(heading="Changed")
    answer = client.get(ADDRESS)
    assert answer.status_code == 200 and b"Changed" not in body(answer)
    assert "draft from live records, 20" in answer["Content-Disposition"] and answer["Retry-After"] == "5"
    work(queue)
    answer = client.get(ADDRESS)
    assert b"Changed" in body(answer) and "Retry-After" not in answer
    assert "draft from live records, 20" not in answer["Content-Disposition"]


LESS = {
    "a person named by initials": lambda: Person.objects.filter(name="Somebody Else").update(naming="initials"),
    "a record withdrawn": lambda: Event.objects.update(status="draft"),
    "a photo refused": lambda: ActivityPhoto.objects.update(consent="refused"),
}


@pytest.mark.parametrize("what", LESS)
def test_draft_of_before_is_not_given_once_something_is_less_public(client, report, queue, what):
    f.make_person(name="Somebody Else", naming="full")
    f.make_event(start="2014")
    client.get(ADDRESS)
    work(queue)
    assert client.get(ADDRESS).status_code == 200
    LESS[what]()
    report.sections.update(heading="Changed")
    answer = client.get(ADDRESS)
    assert answer.status_code == 503 and "The PDF is being made" in answer.content.decode()
    work(queue)
    assert client.get(ADDRESS).status_code == 200


def test_draft_that_failed_gives_no_file_that_is_too_public(client, report, queue, monkeypatch):
    client.get(ADDRESS)
    work(queue)

    def fail(*args, **how):
        raise printing.PrintError("The photo of the river is missing.")

    monkeypatch.setattr(printing, "report_pdf", fail)
    report.sections.update(heading="Changed")
    client.get(ADDRESS)
    work(queue)
    assert client.get(ADDRESS).status_code == 200  # the last good one
    Person.objects.update(naming="initials")
    client.get(ADDRESS)
    work(queue)
    assert client.get(ADDRESS).status_code == 503


def test_draft_without_a_worker_says_so_to_staff(admin_client, client, report, queue, monkeypatch):
    client.get(ADDRESS)
    monkeypatch.setattr(drafts, "ASKED_SECONDS", -1)
    assert "No worker takes it up" in admin_client.get(ADDRESS).content.decode()
    assert "No worker takes it up" not in client.get(ADDRESS).content.decode()


def test_draft_is_asked_for_again_after_a_while(client, report, queue, monkeypatch):
    client.get(ADDRESS)
    monkeypatch.setattr(drafts, "ASKED_SECONDS", -1)
    client.get(ADDRESS)
    assert queue[0] == [report.pk, report.pk]


def test_facts_beside_a_file_go_with_it(report, queue):
    made = []
    for number in range(printing.KEPT + 3):
        report.sections.update(heading=f"State {number}")
        made.append(printed(report).path)
    assert sorted(settings.REPORTS_ROOT.glob("2014.*.json")) == sorted(
        path.with_suffix(".json") for path in printing.files(report)
    )
    assert len(set(made)) > printing.KEPT
