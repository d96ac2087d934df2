import pytest
from django.utils import timezone

from projects.models import Activity
from tests import factories as f
from tests.public import BAD_PAGES, BAD_VALUES, DRAFT, entries, errors, found

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def projects(shared_db):
    """Two areas; activities of 2011–2013, of 2014, and a draft of 2016."""
    research, advocacy = (f.make_area_of_work(name=name, slug=name.lower()) for name in ("Research", "Advocacy"))
    long, short = f.make_project(area=research, title="Long"), f.make_project(area=advocacy, title="Short")
    f.make_activity(project=long, start="2011", end="2013")
    f.make_activity(project=short, start="2014-06", end="2014-06")
    f.make_activity(project=short, start="2016", end="2016", status="draft")
    f.make_activity(project=f.make_project(area=research, **DRAFT), start="2011", end="2011")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Long", "Short"]),
        ("area=research", ["Long"]),
        ("year=2012", ["Long"]),
        ("year=2014", ["Short"]),
        ("area=&year=", ["Long", "Short"]),
    ],
)
def test_a_choice_narrows_the_list(read, projects, query, titles):
    assert found(read(f"/projects/?{query}"), "h3") == titles


def test_an_empty_choice_offers_a_way_out(read, projects):
    text = read("/projects/?area=research&year=2014")
    assert "No projects found" in text
    assert '<a href="/projects/">Show all projects</a>' in text


def test_the_years_offered_are_those_that_the_reader_may_see(read, client, projects):
    assert found(read("/projects/"), "option")[3:] == ["Any year", "2014", "2013", "2012", "2011"]
    client.force_login(f.make_staff())
    assert "2016" in found(client.get("/projects/").content.decode(), "option")


def test_what_goes_on_is_offered_up_to_this_year(read):
    this_year = timezone.localdate().year
    Activity.objects.update(status="draft")
    f.make_activity(start=f"{this_year - 1}", end="to date")
    options = found(read("/projects/"), "option")
    assert options[options.index("Any year") :] == ["Any year", f"{this_year}", f"{this_year - 1}"]


@pytest.mark.parametrize("value", BAD_VALUES)
@pytest.mark.parametrize("name", ["area", "year"])
def test_a_bad_value_is_answered_with_its_error(read, projects, name, value):
    text = read(f"/projects/?{name}={value}")
    assert len(errors(text)) == 1
    assert entries(text) == []
    assert "No projects found" in text


@pytest.mark.parametrize("page", BAD_PAGES)
def test_a_bad_page_is_not_found(read, projects, page):
    read(f"/projects/?page={page}", status=404)
