"""Load a network's record from YAML files, through the models, into an installation where nobody entered anything.

`app: {model: {reference: {field: value}}}`; a file that is named after an app leaves out the first step. A foreign key
holds the reference of a record further up, a reverse relation a list of rows. Rich text is paragraphs with blank lines
between them; a file is its path beside the YAML file. `exchange.template` writes every field down.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction

from core.photos import Photo
from core.publishing import Publishable
from core.richtext import RichTextField
from exchange.loadable import loadable_models

ROW_KEY = "ref"  # of a row that other records refer to
Records = dict[str, dict[str, Any]]


class LoadError(Exception):
    """Says in which file, record and field something is wrong."""


def load(
    paths: Iterable[Path],
    progress: Callable[[str], object] = lambda line: None,
    draw: Callable[[str], File] | None = None,
) -> int:
    """Load files, and the YAML files of folders, in one transaction: the number of records made.

    `draw` makes the picture of a photo that names no file. Raises LoadError, and then nothing is kept.
    """
    files = [(path, read(path)) for path in yaml_files(paths)]
    loader = Loader(draw)
    with transaction.atomic():
        for app in loadable_models():
            for path, data in files:
                if app in data:
                    loader.load_records(app, data[app], path)
                    progress(f"{path.name}: {loader.made} records so far")
    return loader.made


def yaml_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise LoadError(f"{path} is not there.")
        found = sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if path.is_dir() else [path]
        if not found:
            raise LoadError(f"{path} holds no file whose name ends in .yaml.")
        yield from found


class StrictLoader(yaml.SafeLoader):
    """YAML takes the last of two equal keys without a word; the first would be lost."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _value in node.value:
            if key.value in seen:
                why = f"“{key.value}” stands twice"
                raise yaml.constructor.ConstructorError(problem=why, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read(path: Path) -> dict[str, Records]:
    """The records of a file by app."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), StrictLoader) or {}  # noqa: S506  a SafeLoader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LoadError(f"{path.name} cannot be read: {error}") from error
    data = {path.stem: data} if path.stem in loadable_models() else data
    if not isinstance(data, dict) or (unknown := data.keys() - loadable_models().keys()):
        known = ", ".join(loadable_models())
        named = f"“{min(map(str, unknown))}” is none" if isinstance(data, dict) else "there is none"
        raise LoadError(f"{path.name} begins with the name of an app ({known}): {named}.")
    return {app: checked(records, f"{path.name}, {app}") for app, records in data.items()}


def checked(records: Any, where: str) -> Records:
    """As models with their records, each under its reference."""
    for name, named in mapping(records, where).items():
        for reference, fields in mapping(named, f"{where}, {name}").items():
            mapping(fields, f"{where}, {name} {reference}")
    return records or {}


def mapping(value: Any, where: str) -> dict:
    if not isinstance(value, dict | None):
        raise LoadError(f"{where}: “name: value” is expected, on a line each.")
    return value or {}


class Loader:
    def __init__(self, draw: Callable[[str], File] | None = None):
        self.draw = draw
        self.references: dict[tuple[type[models.Model], str], models.Model] = {}
        self.made = 0

    def load_records(self, app: str, data: Records, path: Path) -> None:
        self.path = path
        for name, records in data.items():
            model = loadable_models()[app].get(name)
            if model is None:
                known = ", ".join(loadable_models()[app])
                raise LoadError(f"{path.name}: there is no model “{name}” in {app}. It has {known}.")
            for order, (reference, fields) in enumerate((records or {}).items()):
                where = f"{name} {reference}"
                record = self._make(model, fields or {}, where, {"slug": str(reference), "order": order})
                self._remember(model, reference, record, where)

    def _remember(self, model, reference, record, where):
        if (model, reference) in self.references:
            self._fail(where, f"“{reference}” is another {model._meta.verbose_name} already.")
        self.references[model, reference] = record

    def _fail(self, where, why):
        raise LoadError(f"{self.path.name}, {where}: {why}")

    def _make(self, model, fields, where, defaults):
        names = {field.name for field in model._meta.get_fields()}
        given = {**{name: value for name, value in defaults.items() if name in names}, **fields}
        if issubclass(model, Publishable):
            given.setdefault("status", Publishable.Status.PUBLISHED)
        instance, rows = model(), []
        for name, value in given.items():
            field = self._field(model, name, where)
            if field.one_to_many or (field.one_to_one and field.auto_created) or field.many_to_many:
                rows.append((field, value))
            else:
                setattr(instance, name, self._value(field, value, f"{where}, {name}"))
        if self.draw and isinstance(instance, Photo) and not instance.image:
            instance.image = self.draw(instance.caption or where)
        self._save(instance, where)
        for field, value in rows:
            self._relate(instance, field, value, f"{where}, {name_of(field)}")
        return instance

    def _field(self, model, name, where):
        related = (one for one in model._meta.related_objects if one.get_accessor_name() == name)
        try:
            return next(related, None) or model._meta.get_field(name)
        except FieldDoesNotExist:
            self._fail(where, f"there is no field “{name}”.")

    def _value(self, field, value, where):
        if field.is_relation:
            return value if isinstance(value, models.Model) else self._find(field.related_model, value, where)
        if isinstance(value, bool) and not isinstance(field, models.BooleanField):
            self._fail(where, "YAML reads this as true or false. Write it in quotes.")
        if isinstance(value, list | dict):
            self._fail(where, "one value is expected here.")
        if isinstance(field, models.FileField):
            return self._file(value, where) if value else None
        return paragraphs(value) if isinstance(field, RichTextField) else value

    def _file(self, value, where):
        folder = self.path.parent.resolve()
        found = (folder / str(value)).resolve()
        if not found.is_relative_to(folder) or not found.is_file():
            self._fail(where, f"there is no file “{value}” beside {self.path.name}.")
        return ContentFile(found.read_bytes(), name=found.name)

    def _find(self, model, reference, where):
        if reference in (None, ""):
            return None
        if (found := self.references.get((model, str(reference))) or self.references.get((model, reference))) is None:
            self._fail(where, f"there is no {model._meta.verbose_name} “{reference}” above.")
        return found

    def _save(self, instance, where):
        try:
            instance.full_clean()
            instance.save()
        except ValidationError as error:
            field, messages = next(iter(error.message_dict.items()))
            place = where if field == NON_FIELD_ERRORS else f"{where}, {field}"
            raise LoadError(f"{self.path.name}, {place}: {' '.join(messages)}") from error
        except (IntegrityError, ValueError, TypeError) as error:
            raise LoadError(f"{self.path.name}, {where}: {error}") from error
        self.made += 1

    def _relate(self, instance, field, value, where):
        values = [value] if field.one_to_one else value or []
        if not isinstance(values, list):
            self._fail(where, "a list is expected: begin each row with a dash.")
        if field.many_to_many:
            getattr(instance, field.name).set([self._find(field.related_model, one, where) for one in values])
            return
        for order, row in enumerate(values):
            place = f"{where} {order + 1}"
            if not isinstance(row, dict):
                self._fail(place, "“name: value” is expected, on a line each or in braces.")
            fields = {name: one for name, one in row.items() if name != ROW_KEY}
            given = {field.field.name: instance, **fields}
            record = self._make(field.related_model, given, place, {"order": order})
            if ROW_KEY in row:
                self._remember(field.related_model, row[ROW_KEY], record, place)


def name_of(field) -> str:
    return field.get_accessor_name() if field.auto_created else field.name


def paragraphs(text: Any) -> str:
    """Blocks with blank lines between them as paragraphs; a block that is HTML already stays as it is."""
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", str(text or "")))
    return "".join(
        block if re.match(r"<(p|ul|ol|h\d|table|blockquote)\b", block) else f"<p>{block}</p>"
        for block in blocks
        if block
    )
