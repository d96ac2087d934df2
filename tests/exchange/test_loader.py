"""Loading a network's record: all of it or nothing, and each fault named by file, record and field."""

import io
import re

import pytest
import yaml
from django.core.management import CommandError, call_command

from exchange.loadable import is_empty, loadable_models
from exchange.loader import LoadError, load
from members.models import Membership, Organisation, Person
from tests.factories import make_organisation, picture

pytestmark = pytest.mark.django_db

WHOLE = """
members:
  organisation:
    harbour-house:
      name: Harbour House
      country: TH
      about: |
        A house by
        the harbour.

        Open since 1998.
      memberships: [{ref: first, start: "2010", end: to date}]
      logo: {image: logo.png, alt: A house, consent: not_needed}
    nets: {name: Net Menders}
  person:
    zarni: {name: Zarni Tester, affiliation: nets}
events:
  event:
    opening: {title: The opening, kind: meeting, role: organised, start: 21 July 2014}
"""


def written(folder, text, name="record.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder, text, name="record.yaml"):
    with pytest.raises(LoadError) as caught:
        load([written(folder, text, name)])
    assert is_empty()
    return str(caught.value)


def test_load_makes_records_with_their_rows(tmp_path):
    (tmp_path / "logo.png").write_bytes(picture(name="logo.png", form="PNG").read())
    lines = []
    assert load([written(tmp_path, WHOLE)], progress=lines.append) == 6
    house = Organisation.objects.get(slug="harbour-house")
    assert (house.name, house.country, house.status) == ("Harbour House", "TH", "published")
    assert house.about == "<p>A house by the harbour.</p><p>Open since 1998.</p>"
    assert str(house.memberships.get().start) == "2010" and house.logo.alt == "A house"
    assert Person.objects.get().naming == "withheld"
    assert lines == ["record.yaml: 5 records so far", "record.yaml: 6 records so far"]


def test_load_takes_files_of_apps_in_their_order(tmp_path):
    written(
        tmp_path,
        "event: {opening: {title: T, kind: meeting, role: organised, start: 2014, organisers: [{organisation: nets}]}}",
        "events.yaml",
    )
    written(tmp_path, "organisation: {nets: {name: Net Menders}}", "members.yaml")
    assert load([tmp_path]) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("members: {organisation: {a: {name: A, colour: red}}}", "organisation a: there is no field “colour”"),
        ("members: {organisation: {a: {nom: A}}}", "there is no field “nom”"),
        ("members: {organisation: {a: {}}}", "organisation a, name: This field cannot be blank"),
        ("members: {organisation: {a: {name: A, country: NO}}}", "a, country: YAML reads this as true or false"),
        ("members: {organisation: {a: {name: [A, B]}}}", "organisation a, name: one value is expected"),
        ("members: {organisation: {a: {name: A, parent: b}}}", "a, parent: there is no organisation “b” above"),
        ("members: {organisation: {a: {name: A, names: [B]}}}", "organisation a, names 1: “name: value” is expected"),
        ("members: {organisation: {a: {name: A, names: B}}}", "organisation a, names: a list is expected"),
        ("members: {organisation: {a: {name: A, names: [{name: B, kind: pet}]}}}", "a, names 1, kind: Value 'pet'"),
        ("members: {organisation: {a: {name: A, logo: {image: gone.png}}}}", "image: there is no file “gone.png”"),
        ("members: {organisation: {a: {name: A, logo: {image: ../x.png}}}}", "there is no file “../x.png”"),
        ("members: {organisation: {a: {name: A}, a: {name: B}}}", "“a” stands twice"),
        ("members: {organisation: {a: {name: A}, b: [1]}}", "members, organisation b: “name: value” is expected"),
        ("members: {organisation: 7}", "members, organisation: “name: value” is expected"),
        ("members: {organization: {a: {name: A}}}", "there is no model “organization” in members. It has organisation"),
        ("member: {organisation: {a: {name: A}}}", "begins with the name of an app (members, "),
        ("- members", "begins with the name of an app"),
        ("members: {organisation: {a: {name: A", "record.yaml cannot be read"),
        ("members: {seat: {s: {committee: c}}}", "seat s, committee: there is no committee “c” above"),
        ("members: {membership: {m: {start: 2010}}}", "membership m"),
        ("members: {organisation: {a: {name: A, memberships: [{start: soon}]}}}", "a, memberships 1, start"),
        ("members: {organisation: {a: {name: A}}}\nevents: {event: {e: {title: T}}}", "event e, kind"),
    ],
)  # fmt: skip
def test_load_names_file_record_and_field_and_keeps_nothing(tmp_path, text, says):
    message = refusal(tmp_path, text)
    assert says in message and message.startswith("record.yaml")


def test_load_names_the_line_of_what_is_no_yaml(tmp_path):
    assert "line 3" in refusal(tmp_path, "members:\n  organisation:\n    a: {name: A\n")
    assert "line 4" in refusal(tmp_path, "members:\n  organisation:\n    a: {name: A}\n    a: {name: B}\n")


def test_load_refuses_files_that_are_not_there_or_no_text(tmp_path):
    with pytest.raises(LoadError, match="is not there"):
        load([tmp_path / "none.yaml"])
    with pytest.raises(LoadError, match="holds no file"):
        load([tmp_path])
    (tmp_path / "record.yaml").write_bytes(b"\xff\xfe\x00members")
    with pytest.raises(LoadError, match="cannot be read"):
        load([tmp_path])


def test_load_command_refuses_an_installation_with_records(tmp_path):
    make_organisation()
    with pytest.raises(CommandError, match="There are records already"):
        call_command("load", written(tmp_path, WHOLE))
    assert Organisation.objects.count() == 1 and not Membership.objects.exists()


def test_load_command_says_why_and_that_nothing_was_loaded(tmp_path):
    with pytest.raises(CommandError, match=r"there is no field “colour”\. Nothing was loaded"):
        call_command("load", written(tmp_path, "members: {organisation: {a: {name: A, colour: red}}}"))
    with pytest.raises(CommandError, match="--template"):
        call_command("load")


def template():
    out = io.StringIO()
    call_command("load", template=True, stdout=out)
    return out.getvalue()


def test_template_can_be_loaded_as_it_is(tmp_path):
    assert load([written(tmp_path, template())]) == 0
    data = yaml.safe_load(template())
    assert list(data) == list(loadable_models())
    assert len(data["members"]) > 10


def test_template_explains_every_field_that_people_enter():
    text, checked = template(), 0
    for models in loadable_models().values():
        for name, model in models.items():
            block = re.search(rf"^  {name}:.*\n((?:    #.*\n)+)", text, re.M)[1]
            for field in model._meta.concrete_fields:
                if field.editable and not field.primary_key:
                    checked += 1
                    assert f"    #   {field.name}:  # " in block, (name, field.name)
    assert checked > 200


def test_template_says_what_a_field_takes_and_who_sees_it():
    text = " ".join(line.strip("# ") for line in template().splitlines())
    for words in (
        "name:  # text of at most 200 letters; needed; As the organisation writes it itself. Shown to the public",
        "contact_email:  # an e-mail address; Never shown to the public",
        "naming:  # one of full (Full name), initials (Initials only), withheld (Name withheld); without it withheld",
        "affiliation:  # the reference of organisation",
        "memberships:  # rows, as under membership",
        "logo:  # one, as under logo",
        "image:  # a file; needed",
    ):
        assert words in text
