"""Records whose fields say what they are: what is asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest

from core.schema import (
    Flag,
    Key,
    Label,
    LeftOut,
    MachineRead,
    Name,
    Printed,
    Size,
    Unprinted,
    as_json,
    fields_of,
    from_json,
    map_text,
    records,
    texts,
)


@dataclass
class Leaf:
    url: Key
    name: Name
    forgotten: str


@dataclass
class Tree:
    title: Name
    code: MachineRead
    group: Unprinted
    height: Size
    old: Annotated[Flag, Label("of long ago")]
    words: list[Printed]
    names: dict[str, Printed]
    leaf: Leaf | None
    leaves: list[Leaf]
    why: Annotated[Printed, LeftOut] = ""
    known: Flag = True


def tree(**changes):
    leaf = Leaf("/anna/", "Anna", "Anna")
    given = {"title": "Anna", "code": "Anna", "group": "Anna", "height": 3, "old": False, "words": ["Anna", "Bo"]}
    return Tree(**{**given, "names": {"Anna": "Anna"}, "leaf": leaf, "leaves": [leaf], **changes})


def test_field_says_its_kind_and_its_label():
    fields = {field.name: field for field in fields_of(Tree)}
    assert (fields["old"].label, fields["words"].label) == ("of long ago", "words")
    assert [name for name, field in fields.items() if field.kind.is_identity] == ["title"]
    assert all(field.is_declared for field in fields.values())


def test_field_without_a_kind_is_not_declared():
    assert [field.name for field in fields_of(Leaf) if not field.is_declared] == ["forgotten"]


def test_map_text_changes_what_people_read_and_what_nobody_declared():
    changed = map_text(lambda text: text.replace("Anna", "A."), tree())
    leaf = Leaf("/anna/", "A.", "A.")
    assert changed == tree(title="A.", group="A.", words=["A.", "Bo"], names={"Anna": "A."}, leaf=leaf, leaves=[leaf])


def test_texts_are_what_is_printed_under_its_nearest_name():
    found = list(texts(tree(title="Ficus", leaf=None, leaves=[Leaf("/b/", "Bud", "Red"), Leaf("/c/", "", "Green")])))
    assert found == [
        ("Ficus", "Ficus"),
        *(("Anna", "Ficus"), ("Bo", "Ficus"), ("Anna", "Ficus")),
        *(("Bud", "Bud"), ("Red", "Bud"), ("Green", "Ficus")),
    ]


def test_records_of_a_type_are_found_wherever_they_stand():
    assert len(list(records([tree(), tree(leaf=None)], Leaf))) == 3


def test_json_comes_back_as_it_was():
    stored = as_json(tree())
    assert "why" not in stored and as_json(tree(why="so"))["why"] == "so"
    assert stored["leaf"] == {"url": "/anna/", "name": "Anna", "forgotten": "Anna"}
    assert from_json(Tree, stored) == tree() and from_json(Tree, as_json(tree(leaf=None))).leaf is None


@pytest.mark.parametrize("missing", [{}, {"known": True}])
def test_json_of_earlier_code_is_read(missing):
    """Of a field that it lacks there is nothing, or what it says of itself; one that exists no more is left out."""
    read = from_json(Tree, {"title": "Ficus", "gone": 1, "leaves": [{"name": "Bud", "colour": "red"}], **missing})
    assert read == Tree("Ficus", "", "", 0, False, [], {}, None, [Leaf("", "Bud", "")], "", True)
