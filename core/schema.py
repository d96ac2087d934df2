"""Records whose fields say what they are: dataclasses whose annotations carry a `Kind`.

    @dataclass
    class Photo:
        print: Annotated[Picture, Label("picture")]
        caption: Name
        width: Size

Redaction, what differs between two states, what an error message names and the JSON that is kept ask these kinds. A
field that says nothing is read as text that people read, so that no name escapes redaction by being forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


@dataclass(frozen=True)
class Kind:
    """What the value of a field is."""

    is_redacted: bool = True  # the names of protected people are taken out of it
    is_printed: bool = True  # people read it, and are told when it changes
    is_identity: bool = False  # the same in two states of one record, as long as it is not what changed
    is_rich: bool = False  # rich text: paragraphs, lists, tables
    is_picture: bool = False  # the name of a stored file
    counts_unnamed: bool = False  # how many people are not named

    @property
    def is_text(self) -> bool:
        return self.is_redacted and self.is_printed

    @property
    def is_name(self) -> bool:
        return self.is_text and self.is_identity


UNDECLARED = Kind()


class Label(str):
    """What people call a field, where its name is not the word."""


class LeftOut:
    """While it is empty, JSON does not mention the field."""


Printed = Annotated[str, Kind()]
Rich = Annotated[str, Kind(is_rich=True)]
Name = Annotated[str, Kind(is_identity=True)]  # by which people know the record
Unprinted = Annotated[str, Kind(is_printed=False)]
MachineRead = Annotated[str, Kind(is_redacted=False, is_printed=False)]
Key = Annotated[str, Kind(is_redacted=False, is_printed=False, is_identity=True)]  # by which a machine knows the record
Picture = Annotated[str, Kind(is_redacted=False, is_identity=True, is_picture=True)]
Flag = Annotated[bool, Kind(is_redacted=False)]
Count = Annotated[int, Kind(is_redacted=False)]
Unnamed = Annotated[int, Label("people not named"), Kind(is_redacted=False, counts_unnamed=True)]
Size = Annotated[int, Kind(is_redacted=False, is_printed=False)]


class Field(NamedTuple):
    name: str
    kind: Kind
    label: str
    annotation: Any
    is_declared: bool
    is_left_out: bool  # of JSON, while it is empty


@cache
def fields_of(record_type: Any) -> tuple[Field, ...]:
    hints = get_type_hints(record_type, include_extras=True)
    return tuple(_field(one.name, hints[one.name]) for one in fields(record_type))


def _field(name: str, annotation: Any) -> Field:
    metadata = list(_metadata(annotation))
    kind = next((one for one in metadata if isinstance(one, Kind)), None)
    label = next((one for one in metadata if isinstance(one, Label)), name.replace("_", " "))
    is_declared = bool(kind or record_types(annotation))
    return Field(name, kind or Kind(), label, annotation, is_declared, LeftOut in metadata)


def _metadata(annotation: Any) -> Iterator[object]:
    """What an annotation says, the outermost first; of a list or mapping, what its values say too."""
    if get_origin(annotation) is Annotated:
        yield from reversed(annotation.__metadata__)
    for part in get_args(annotation)[-1:] if get_origin(annotation) is dict else get_args(annotation):
        yield from _metadata(part)


def record_types(annotation: Any) -> list[type]:
    """The dataclasses that an annotation names."""
    if is_dataclass(annotation) and isinstance(annotation, type):
        return [annotation]
    return [found for part in get_args(annotation) for found in record_types(part)]


def is_record(value: object) -> bool:
    return is_dataclass(value) and not isinstance(value, type)


def names_of(record: Any) -> list[str]:
    """What people know a record by, the surest first."""
    found = (getattr(record, field.name) for field in fields_of(record.__class__) if field.kind.is_name)
    return [name for name in found if name]


# What stands in a record


class Readable:
    """For templates, which ask for an item first: the error, before each field, would take longer than the field."""

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


def parts(record: Any) -> Iterator[tuple[Field, Any]]:
    for field in fields_of(record.__class__):
        yield field, getattr(record, field.name)


def map_text(change: Callable[[str], str], value: Any, kind: Kind = UNDECLARED) -> Any:
    """The same data with `change` made to every string in which a name may stand."""
    if isinstance(value, str):
        return change(value) if kind.is_redacted else value
    if isinstance(value, list):
        return [map_text(change, one, kind) for one in value]
    if isinstance(value, dict):
        return {key: map_text(change, one, kind) for key, one in value.items()}
    if is_record(value):
        return value.__class__(**{field.name: map_text(change, one, field.kind) for field, one in parts(value)})
    return value


def texts(value: object, under: str = "", kind: Kind = UNDECLARED) -> Iterator[tuple[str, str]]:
    """(text, the heading, title or name it is printed under) of every text that people read."""
    if isinstance(value, str):
        if value and kind.is_text:
            yield value, under
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one, under, kind)
    elif is_record(value):
        under = next(iter(names_of(value)), under)
        for field, one in parts(value):
            yield from texts(one, under, field.kind)


def records(value: object, record_type: type[T]) -> Iterator[T]:
    """Every record of a type, wherever it stands."""
    if isinstance(value, record_type):
        yield value
    within = [one for _field, one in parts(value)] if is_record(value) else value if isinstance(value, list) else ()
    for part in within:
        yield from records(part, record_type)


# As JSON


def as_json(value: Any) -> Any:
    """As dicts, lists, strings and numbers."""
    if is_record(value):
        return {field.name: as_json(one) for field, one in parts(value) if one or not field.is_left_out}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    return value


def from_json(record_type: type[T], stored: dict[str, Any]) -> T:
    """A record as it was kept, perhaps by earlier code: what is missing is empty, what exists no more is left out."""
    given = {
        field.name: _read(field.annotation, stored.get(field.name))
        for field in fields_of(cast(Any, record_type))
        if field.name in stored or not hasattr(record_type, field.name)  # else it has its default
    }
    return record_type(**given)


def _read(annotation: Any, value: Any) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _read(arguments[0], value)
    if origin in (Union, UnionType):  # of a record, or nothing
        return None if value is None else _read(arguments[0], value)
    if origin is list:
        return [_read(arguments[0], one) for one in value or []]
    if is_dataclass(annotation):
        return value if is_record(value) else from_json(cast(type, annotation), value or {})
    return value if value is not None else (origin or annotation)()
