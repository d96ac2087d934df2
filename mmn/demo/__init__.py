"""The demonstration data: the network's printed record of 2014, one YAML file per app, loaded through the models.

In each file: `model: {reference: {field: value}}`. A foreign key holds the reference of another record, a
reverse relation a list of records of its own. Rich text is paragraphs with blank lines between them.
"""

import re
from pathlib import Path

import yaml
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import Model

from core.photos import Photo
from core.publishing import Publishable
from core.richtext import RichTextField
from mmn.demo.placeholder import draw

FOLDER = Path(__file__).parent
APPS = ["members", "projects", "events", "publications", "reference", "reports"]


class DemoError(Exception):
    """Says in which file, record and field the demonstration data is wrong."""


def is_empty():
    """Whether nobody has entered anything yet: only then is there nothing to overwrite."""
    return not any(model.objects.exists() for app in APPS for model in apps.get_app_config(app).get_models())


def load(folder=FOLDER, progress=lambda line: None):
    """Load every file in one transaction; the number of records made. Raises DemoError, and then nothing is kept."""
    loader = Loader()
    with transaction.atomic():
        for app in APPS:
            path = Path(folder) / f"{app}.yaml"
            loader.load_file(app, path)
            progress(f"{path.name}: {loader.made} records so far")
    return loader.made


class Loader:
    def __init__(self):
        self.references = {}
        self.made = 0
        self.file = ""

    def load_file(self, app, path):
        self.file = path.name
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        except yaml.YAMLError as error:
            raise DemoError(f"{self.file} cannot be read: {error}") from error
        self.load_records(app, data)

    def load_records(self, app, data):
        for model_name, records in data.items():
            model = self._model(app, model_name)
            for order, (reference, fields) in enumerate(records.items()):
                record = self._make(model, fields, f"{model_name} {reference}", {"slug": reference, "order": order})
                self.references[model, reference] = record

    def _model(self, app, name):
        try:
            return apps.get_model(app, name)
        except LookupError:
            raise DemoError(f"{self.file}: there is no model “{name}” in {app}.") from None

    def _make(self, model, fields, where, defaults):
        names = {field.name for field in model._meta.get_fields()}
        given = {**{name: value for name, value in defaults.items() if name in names}, **fields}
        if issubclass(model, Publishable):
            given.setdefault("status", Publishable.Status.PUBLISHED)
        instance, later = model(), []
        for name, value in given.items():
            field = self._field(model, name, where)
            if field.one_to_many or (field.one_to_one and field.auto_created) or field.many_to_many:
                later.append((field, value))
            else:
                setattr(instance, name, self._value(field, value, f"{where}, {name}"))
        if isinstance(instance, Photo) and not instance.image:
            instance.image = draw(instance.caption or where)
        self._save(instance, where)
        for field, value in later:
            self._relate(instance, field, value, where)
        return instance

    def _field(self, model, name, where):
        try:
            return model._meta.get_field(name)
        except FieldDoesNotExist:
            found = [f for f in model._meta.related_objects if f.get_accessor_name() == name]
            if not found:
                raise DemoError(f"{self.file}, {where}: there is no field “{name}”.") from None
            return found[0]

    def _value(self, field, value, where):
        if field.is_relation and not isinstance(value, Model):
            return self._find(field.related_model, value, where) if value else None
        return paragraphs(value) if isinstance(field, RichTextField) else value

    def _find(self, model, reference, where):
        try:
            return self.references[model, reference]
        except KeyError:
            raise DemoError(
                f"{self.file}, {where}: there is no {model._meta.verbose_name} “{reference}” above."
            ) from None

    def _save(self, instance, where):
        try:
            instance.full_clean()
        except ValidationError as error:
            field, messages = next(iter(error.message_dict.items()))
            raise DemoError(f"{self.file}, {where}, {field}: {' '.join(messages)}") from error
        instance.save()
        self.made += 1

    def _relate(self, instance, field, value, where):
        if field.many_to_many:
            related = [self._find(field.related_model, reference, f"{where}, {field.name}") for reference in value]
            getattr(instance, field.name).set(related)
            return
        children = [value] if field.one_to_one else value
        for order, child in enumerate(children):
            place = f"{where}, {field.get_accessor_name()} {order + 1}"
            reference = child.pop("ref", None)
            record = self._make(field.related_model, {field.field.name: instance, **child}, place, {"order": order})
            if reference:
                self.references[field.related_model, reference] = record


def paragraphs(text):
    """Blocks with blank lines between them as paragraphs; a block that is HTML already stays as it is."""
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", text or ""))
    return "".join(
        block if re.match(r"<(p|ul|ol|h\d|table|blockquote)\b", block) else f"<p>{block}</p>"
        for block in blocks
        if block
    )
