"""Small honest builders: each makes one valid record and saves it, with what it cannot be without.

What the public may see is published; say `status="draft"` for the rest. A person's name is withheld unless you
say `naming="full"`. `make_<model>` for every model, so that a test can walk through all of them (`make(model)`).
"""

import io
import json
import re
from itertools import count

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageChops

from events.models import Attendance, Event, EventPhoto, Organiser, Participation
from members import models as members
from projects import models as projects
from publications.models import Authorship, Edition, Publication
from reference.models import TermToAvoid, UsageExample
from reports import models as reports

numbers = (number for number in count(1) if not 1900 <= number < 2100)  # which would be read as years


def build(model, changes, **defaults):
    """A valid, saved record. A default that is a builder is called only where nothing was given."""
    given = {name: value() if callable(value) else value for name, value in defaults.items() if name not in changes}
    record = model(**given, **changes)
    record.full_clean()
    record.save()
    return record


def make(model, **changes):
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
    return globals()[f"make_{name}"](**changes)


def make_staff(**changes):
    changes = {"username": f"staff-{next(numbers)}", "is_staff": True, "is_superuser": True, **changes}
    return get_user_model().objects.create_user(password="a long password", **changes)


def picture(name="photo.jpg", size=(60, 40), form="JPEG", mode="RGB", colour=120):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, form)
    return ContentFile(out.getvalue(), name=name)


def square(west, south, size=10):
    """A ring, as GeoJSON writes it."""
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def area(*rings, **properties):
    """A feature of GeoJSON: its outer ring, and its holes."""
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def outline(*features):
    """A file of outlines; without any, of Thailand, of Laos east of it, and of a province south of both."""
    countries = [area(square(100, 10), iso_a2="TH"), area(square(110, 10), name="Laos")]
    found = features or [*countries, area(square(105, 0), iso_3166_2="TH-90", name="Songkhla")]
    text = json.dumps({"type": "FeatureCollection", "features": found})
    return SimpleUploadedFile("outline.geojson", text.encode(), "application/geo+json")


def camera_picture(size=(3000, 2000)):
    """As a camera gives it, some 3 MB: a scene with grain of every size, so that it packs no better than a real one."""
    scene = Image.linear_gradient("L").resize(size).convert("RGB")
    for step, strength in ((1, 20), (4, 24), (16, 30), (64, 40)):
        grain = (max(1, size[0] // step), max(1, size[1] // step))
        noise = Image.merge("RGB", [Image.effect_noise(grain, strength) for _ in range(3)])
        scene = ImageChops.add(scene, noise.resize(size, Image.Resampling.BICUBIC), 1, -128)
    out = io.BytesIO()
    scene.save(out, "JPEG", quality=90)
    return ContentFile(out.getvalue(), name="camera.jpg")


def build_photo(model, changes, **defaults):
    image = picture(colour=(next(numbers) % 250, 90, 120))  # photos are named by their content: two alike are one file
    return build(model, changes, image=image, alt="A field", consent="given", status="published", **defaults)


def party(changes):
    """An organisation, unless the test names a person."""
    return {} if "person" in changes else {"organisation": make_organisation}


# members


def make_organisation(**changes):
    n = next(numbers)
    names = {"name": f"Organisation {n}", "slug": f"organisation-{n}"}
    return build(members.Organisation, changes, **names, kind="ngo", country="TH", status="published")


def make_organisation_name(**changes):
    name = f"Former name {next(numbers)}"
    return build(members.OrganisationName, changes, organisation=make_organisation, name=name, kind="former")


def make_logo(**changes):
    return build_photo(members.Logo, changes, organisation=make_organisation)


def make_person(**changes):
    return build(members.Person, changes, name=f"Person Number {next(numbers)}")


def make_portrait(**changes):
    return build_photo(members.Portrait, changes, person=make_person)


def make_membership(**changes):
    return build(members.Membership, changes, **party(changes), start="2003", end="to date")


def make_committee(**changes):
    n = next(numbers)
    return build(members.Committee, changes, name=f"Committee {n}", slug=f"committee-{n}", start="2003", end="to date")


def make_seat(**changes):
    whom = f"Constituency {next(numbers)}"
    return build(members.Seat, changes, committee=make_committee, constituency=whom, start="2003", end="to date")


def make_term(**changes):
    return build(members.Term, changes, seat=make_seat, person=make_person, start="2012", end="to date")


def make_chairing(**changes):
    return build(members.Chairing, changes, term=make_term, start="2013", end="to date")


def make_office(**changes):
    return build(members.Office, changes, name=f"Office {next(numbers)}", country="TH", start="2003", end="to date")


def make_hosting(**changes):
    return build(
        members.Hosting, changes, office=make_office, organisation=make_organisation, start="2003", end="to date"
    )


def make_appointment(**changes):
    posts = {"office": make_office, "title": "Project Coordinator"}
    return build(members.Appointment, changes, person=make_person, **posts, start="April 2011", end="to date")


def make_affiliation(**changes):
    return build(members.Affiliation, changes, organisation=make_organisation, start="2006", end="to date")


# projects


def make_area_of_work(**changes):
    n = next(numbers)
    return build(projects.AreaOfWork, changes, name=f"Area {n}", slug=f"area-{n}")


def make_project(**changes):
    n = next(numbers)
    what = {"area": make_area_of_work, "title": f"Project {n}", "slug": f"project-{n}"}
    return build(projects.Project, changes, **what, start="2012", end="to date", status="published")


def make_activity(**changes):
    what = {"project": make_project, "heading": f"Activity {next(numbers)}", "text": "<p>What was done.</p>"}
    return build(projects.Activity, changes, **what, start="2014", end="to date", status="published")


def make_activity_photo(**changes):
    return build_photo(projects.ActivityPhoto, changes, activity=make_activity)


def make_figure(**changes):
    return build(projects.Figure, changes, activity=make_activity, qualifier="about", value=117, unit="terms")


def make_partner(**changes):
    return build(projects.Partner, changes, project=make_project, **party(changes))


def make_grant(**changes):
    return build(projects.Grant, changes, funder=make_organisation, start="2014", end="to date")


def make_recommendation(**changes):
    n = next(numbers)
    return build(projects.Recommendation, changes, activity=make_activity, number=n, text=f"Recommendation {n}")


# events


def make_event(**changes):
    n = next(numbers)
    what = {"title": f"Event {n}", "slug": f"event-{n}", "kind": "workshop", "role": "organised"}
    return build(Event, changes, **what, start="21 July 2014", city="Chiang Mai", country="TH", status="published")


def make_event_photo(**changes):
    return build_photo(EventPhoto, changes, event=make_event)


def make_organiser(**changes):
    return build(Organiser, changes, event=make_event, organisation=make_organisation)


def make_participation(**changes):
    return build(Participation, changes, event=make_event, **party(changes))


def make_attendance(**changes):
    return build(Attendance, changes, event=make_event, qualifier="over", value=100, unit="participants")


# publications


def make_publication(**changes):
    n = next(numbers)
    what = {"title": f"Publication {n}", "slug": f"publication-{n}", "kind": "report"}
    return build(Publication, changes, **what, date="October 2014", status="published")


def make_authorship(**changes):
    return build(Authorship, changes, publication=make_publication, **party(changes))


def make_edition(**changes):
    address = f"https://example.org/{next(numbers)}.pdf"
    return build(Edition, changes, publication=make_publication, language="en", address=address)


# reference


def make_term_to_avoid(**changes):
    n = next(numbers)
    term = {"phrase": f"Phrase {n}", "slug": f"phrase-{n}", "why": "It harms.", "consider": "a better one"}
    return build(TermToAvoid, changes, **term, source="A stylebook", status="published")


def make_usage_example(**changes):
    return build(UsageExample, changes, term=make_term_to_avoid, text="As it was used.", source="A newspaper")


# reports


def make_annual_report(**changes):
    n = next(numbers)
    year = changes.get("slug") or str(1900 + n % 300)
    letters = "".join(chr(97 + n // 26**place % 26) for place in range(3))  # years come again
    facts = {"start": year, "end": year, "slug": f"{year}-{letters}", "status": "published"}
    return build(reports.AnnualReport, changes, network=make_organisation, **facts)


def make_section(**changes):
    return build(reports.Section, changes, report=make_annual_report, heading=f"Section {next(numbers)}")


def make_message(**changes):
    return build(reports.Message, changes, report=make_annual_report, person=make_person, signed_as="Chairperson")


def make_country_overview(**changes):
    return build(reports.CountryOverview, changes, report=make_annual_report, country="TH", text="<p>Overview.</p>")


def make_statistic(**changes):
    number = {"qualifier": "over", "value": 220000, "unit": "workers", "source": "A ministry"}
    return build(reports.Statistic, changes, overview=make_country_overview, **number)


def make_acronym(**changes):
    acronym = f"ABC{next(numbers)}"
    return build(reports.Acronym, changes, report=make_annual_report, acronym=acronym, expansion="What it stands for")


def make_report_photo(**changes):
    place = {} if "overview" in changes else {"section": make_section}
    return build_photo(reports.ReportPhoto, changes, **place)


def make_accepted_warning(**changes):
    who = {"report": make_annual_report, "accepted_by": make_staff}
    return build(reports.AcceptedWarning, changes, **who, key=f"{next(numbers):064}", reason="It may stand.")


def make_finance_line(**changes):
    what = {"direction": "income", "label": f"Grant {next(numbers)}", "amount": 1000, "currency": "USD"}
    return build(reports.FinanceLine, changes, network=make_organisation, start="2014", end="2014", **what)


def make_release(**changes):
    """The record alone, without its files; publishing makes a whole one."""
    shown = {"sha256": "0" * 64, "print_hash": "0" * 64, "pages": 40, "data": {"title": "Annual Report"}}
    report = changes.pop("report", None) or make_annual_report()
    file = f"{report.slug}/1/report.pdf"
    now = timezone.now()
    return reports.Release.objects.create(
        **{"report": report, "number": 1, "file": file, "published_at": now, **shown, **changes}
    )


def make_named_person(**changes):
    return build(reports.NamedPerson, changes, release=make_release, person=make_person, naming="withheld")


def make_withdrawal(**changes):
    return build(reports.Withdrawal, changes, release=make_release, cause="Somebody")


# the site settings


def make_network(**changes):
    return build(members.Network, changes, organisation=make_organisation)


def make_country_name(**changes):
    return build(members.CountryName, changes, network=make_network, country="MM", name="Burma/Myanmar")


def make_spelling(**changes):
    n = next(numbers)
    return build(members.Spelling, changes, network=make_network, write="Lao PDR", instead_of=f"Laos {n}")


def make_branding(**changes):
    """The network whose site this is, with its countries and what it calls them."""
    network = make_network(**{"is_site": True, "countries": ["MM", "KH", "CN", "LA", "TH", "VN"], **changes})
    for code, name in {"MM": "Burma/Myanmar", "LA": "Lao PDR", "HK": "Hong Kong"}.items():
        make_country_name(network=network, country=code, name=name)
    return network
