import io

import pikepdf
import pytest
from django.contrib.auth.models import Group

from accounts.roles import grant_roles
from members.models import Person
from reports.admin import check as admin_check
from reports.admin import release as release_admin
from reports.checks import fitting
from reports.data.gather import gather
from reports.releases import publishing
from tests.factories import (
    make_activity,
    make_activity_photo,
    make_annual_report,
    make_person,
    make_section,
    make_staff,
)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.REPORTS_ROOT = tmp_path / "reports"


@pytest.fixture(autouse=True)
def all_fits(request, monkeypatch):
    """The draft has been printed and lies within its pages; `test_check_fitting` prints it."""
    if "test_check_fitting" not in request.node.nodeid:
        monkeypatch.setattr(fitting, "overflows", lambda report, data: [])
        monkeypatch.setattr(admin_check, "ask", lambda report, data: None)
        monkeypatch.setattr(release_admin, "ask_for_draft", lambda report, data: None)


@pytest.fixture
def report(db):
    """A small report with a chapter, a photo and a person who asked not to be named."""
    make_person(name="Omsin Boonlert", naming="withheld")
    report = make_annual_report(slug="2014")
    make_section(
        report=report,
        heading="About",
        text="<p>Omsin Boonlert wrote this: မြန်မာ, ភាសាខ្មែរ, ພາສາລາວ, ไทย, Tiếng Việt.</p>",
    )
    make_section(report=report, kind="achievements", heading="Achievements")
    activity = make_activity(start="2014", end="2014", heading="Consultation")
    make_activity_photo(activity=activity, caption="At the river")
    return report


@pytest.fixture
def drawn(report, monkeypatch):
    """Nothing stands in the way of a release, and layout takes no time: a real PDF of two empty pages, never twice
    the same. Its calls are kept."""
    Person.objects.update(naming="full")

    def draw(data, html, progress=lambda stage, page=0, pages=0: None, **how):
        draw.calls.append((html, how))
        progress("laying out")
        progress("drawing 2 pages", 1, 2)
        pdf = pikepdf.new()
        for _ in range(2):
            pdf.add_blank_page()
        pdf.docinfo["/Title"] = f"{len(draw.calls)} {hash(html)}"
        content = io.BytesIO()
        pdf.save(content)
        return content.getvalue()

    draw.calls = []
    monkeypatch.setattr(publishing, "printed", lambda report: None)
    monkeypatch.setattr(publishing, "report_pdf", draw)
    return draw


@pytest.fixture
def secretary(db):
    """One of the secretariat, with the rights of its group and no others."""
    grant_roles()
    staff = make_staff(is_superuser=False)
    staff.groups.add(Group.objects.get(name="Secretariat"))
    return staff


@pytest.fixture
def release(report, drawn, secretary):
    """Publishes the report as it stands: `release()`, as the worker does, and gives the release."""

    def publish():
        report.refresh_from_db()
        attempt = publishing.ask(report, secretary, publishing.version_token(report, gather(report)))
        assert attempt.stage == "done", attempt.failure
        return attempt.release

    return publish
