"""What differs between two states of a record, in words.

A state is a record whose fields say what they are (`core.schema`), or a mapping {what people call a field: its value}.
What only machines read is left out. Items of a list are matched by what identifies them, and texts are compared
paragraph by paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from core.richtext import plain_blocks
from core.schema import UNDECLARED, Kind, fields_of, is_record, names_of, parts

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
SIMILAR = 0.6  # two texts that share this much are one text, rewritten
CONTEXT = 10  # words kept on either side of what changed in a long paragraph

Path = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    what: str  # added, removed or changed
    where: str  # leads to the field: “Achievements › A consultation › text”
    before: str
    after: str

    @classmethod
    def at(cls, path: Path, before: str, after: str) -> Change:
        what = CHANGED if before and after else ADDED if after else REMOVED
        return cls(what, " › ".join(filter(None, path)), before, after)


def differences(old: object, new: object, path: Path = (), kind: Kind = UNDECLARED) -> Iterator[Change]:
    """In the order in which the new state is read."""
    if old == new:
        return
    if _has_fields(old) and _has_fields(new):
        yield from _fields(old, new, path)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _items(old, new, path, kind)
    elif isinstance(old, str) and isinstance(new, str):
        yield from _text(old, new, path, kind)
    else:
        yield from _whole(words(old, kind), words(new, kind), path)


def _whole(before: str, after: str, path: Path) -> Iterator[Change]:
    if before != after:
        yield Change.at(path, before, after)


# Fields


def _has_fields(state: object) -> bool:
    return is_record(state) or isinstance(state, dict)


def _read(state: Any) -> dict[str, tuple[Kind, Any]]:
    """{what people call a field: (its kind, its value)} of those that people read."""
    if isinstance(state, dict):
        return {label: (UNDECLARED, value) for label, value in state.items()}
    return {field.label: (field.kind, value) for field, value in parts(state) if field.kind.is_printed}


def _fields(old: object, new: object, path: Path) -> Iterator[Change]:
    before, after = _read(old), _read(new)
    for label in dict.fromkeys([*after, *before]):
        kind, value = after.get(label) or (before[label][0], "")
        was = before[label][1] if label in before else ""
        if kind.is_picture and was and value and was != value:
            yield Change.at((*path, label), _("the picture before"), _("another picture"))
        elif not kind.is_picture:
            yield from differences(was, value, (*path, label), kind)


# Lists


def _items(old: list, new: list, path: Path, kind: Kind) -> Iterator[Change]:
    before = _matches(old, new)
    for position, item in enumerate(new):
        if position in before:
            was = old[before[position]]
            yield from differences(was, item, _place(path, item if name_of(item) else was), kind)
        else:
            yield from _whole("", words(item, kind), _place(path, item))
    for position in sorted(set(range(len(old))) - set(before.values())):
        yield from _whole(words(old[position], kind), "", _place(path, old[position]))
    kept = [before[position] for position in sorted(before)]
    if kept != sorted(kept):
        names = {one: name_of(old[one]) or words(old[one], kind) for one in kept}
        before_that, now = ("; ".join(names[one] for one in order) for order in (sorted(kept), kept))
        yield from _whole(before_that, now, (*path, _("order")))


def _matches(old: Sequence[object], new: Sequence[object]) -> dict[int, int]:
    """Which item of the new list was which of the old one: {position in new: position in old}."""
    found: dict[int, int] = {}
    left = list(range(len(old)))
    for same in [_equal, *map(_shares, _identities([*old, *new])), _is_alike]:
        for position in (one for one in range(len(new)) if one not in found):
            was = next((one for one in left if same(old[one], new[position])), None)
            if was is not None:
                found[position] = was
                left.remove(was)
    return found


def _identities(items: Iterable[Any]) -> list[str]:
    """The fields by which an item is the same one as before: the surest first, by which machines know it."""
    known = {
        field.name: field.kind
        for item in {type(item): item for item in items if is_record(item)}.values()
        for field in fields_of(item.__class__)
        if field.kind.is_identity
    }
    return sorted(known, key=lambda name: known[name].is_name)


def _equal(one: object, other: object) -> bool:
    return one == other


def _shares(name: str) -> Callable[[object, object], bool]:
    def same(one: object, other: object) -> bool:
        return bool(getattr(one, name, "")) and getattr(one, name) == getattr(other, name, "")

    return same


def _is_alike(one: object, other: object) -> bool:
    if type(one) is not type(other):
        return False
    compared = SequenceMatcher(None, words(one).split(), words(other).split(), autojunk=False)
    return compared.quick_ratio() >= SIMILAR and compared.ratio() >= SIMILAR


def _place(path: Path, item: object) -> Path:
    """A list of named things is not named itself: “Achievements › A consultation”, not “sections › …”."""
    return (*path[:-1], name_of(item)) if name_of(item) else path


def name_of(item: object) -> str:
    return next(iter(names_of(item)), "") if is_record(item) else ""


# Texts


def _text(old: str, new: str, path: Path, kind: Kind) -> Iterator[Change]:
    """Paragraph by paragraph, so that a page of text is not shown for one word."""
    before, after = paragraphs(old, kind), paragraphs(new, kind)
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            yield from _whole(*_shortened(" ".join(before[a:b]), " ".join(after[c:d])), path)


def _shortened(before: str, after: str) -> tuple[str, str]:
    """Both, without the long stretches that they begin or end with alike."""
    if not before or not after:
        return before, after
    one, other = before.split(), after.split()
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    first, last = max(0, start - CONTEXT), max(0, end - CONTEXT)
    return _cut(one, first, last), _cut(other, first, last)


def _cut(text: list[str], first: int, last: int) -> str:
    return " ".join([*["…"][: bool(first)], *text[first : len(text) - last], *["…"][: bool(last)]])


def _shared(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((count for count, (a, b) in pairs if a != b), min(len(one), len(other)))


# Words


def paragraphs(text: str, kind: Kind) -> list[str]:
    """In one line each."""
    lines = plain_blocks(text) if kind.is_rich else [" ".join(line.split()) for line in text.splitlines()]
    return [line for line in lines if line]


def words(value: object, kind: Kind = UNDECLARED) -> str:
    """A value as people read it, in one line."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if _has_fields(value):
        return ", ".join(filter(None, (_in_list(one, kind) for kind, one in _read(value).values())))
    if isinstance(value, list):
        return "; ".join(filter(None, (words(one, kind) for one in value)))
    return "" if value is None else " ".join(paragraphs(str(value), kind))


def _in_list(value: object, kind: Kind) -> str:
    """Without what says nothing beside the others: a yes or no, the name of a file."""
    if kind.counts_unnamed:
        return _("%(number)s not named") % {"number": value} if value else ""
    return "" if kind.is_picture or isinstance(value, bool) else words(value, kind)
