import pytest

from tests.factories import make_activity, make_activity_photo, make_annual_report, make_person, make_section


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.REPORTS_ROOT = tmp_path / "reports"


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
