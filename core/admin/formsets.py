"""The rows of a form: compared with each other before any is saved, and refused in words, at the row."""

from collections.abc import Iterator
from itertools import combinations

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model, Q, UniqueConstraint
from django.forms import BaseInlineFormSet, HiddenInput, ModelForm
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.admin.deletion import others
from core.admin.ends import PeriodForm, do_overlap, overlap_error
from core.admin.relation_fields import RelationField
from core.admin.unvalidated import unjudged
from core.admin.violations import of_row, own_message
from core.periods import clash
from core.permanence import REFUSED

SAME = _("This says the same as row %(row)s. Change one of the two, or take one out.")
OF_ANOTHER = _("“%(record)s” was added by somebody else. Whoever added it can take it out, or an administrator.")


class RowForm(ModelForm):
    def _post_clean(self):
        """A stored row that nobody touched is not judged anew: by no rule that is younger, and by no query."""
        if not self.instance.pk or self.has_changed():
            super()._post_clean()


class PeriodRowForm(PeriodForm, RowForm):
    pass


class RowsFormSet(BaseInlineFormSet):
    """Rows that must differ are compared whatever the condition, and told at the row in the words of the constraint."""

    new_row = None

    def __init__(self, *args, violation=None, grows=None, user=None, **kwargs):
        """`grows` is the prefix of the list that gets a row, where that is all the form was sent for."""
        self.violation, self.grows, self.user = violation, grows, user
        super().__init__(*args, **kwargs)
        if grows is not None:
            self.form = unjudged(self.form)
            if grows == self.prefix and self.total_form_count() < self.max_num:
                self.data = self.data.copy()
                self.data[f"{self.prefix}-TOTAL_FORMS"] = self.total_form_count() + 1
                del self.management_form  # it has read the number before
                self.new_row = self.total_form_count() - 1

    @cached_property
    def known(self) -> dict[str, dict[str, Model]]:
        """What the rows name of each relation, by key: read in one query for all of them."""
        found = {}
        for name, field in self.form.base_fields.items():
            if isinstance(field, RelationField) and name != self.fk.name:
                column = self.model._meta.get_field(name).attname
                keys = {str(key) for row in self.get_queryset() if (key := getattr(row, column)) is not None}
                if self.is_bound:
                    posted = (self.data.get(f"{self.add_prefix(n)}-{name}") for n in range(self.total_form_count()))
                    keys |= {key for key in posted if key and key.isascii() and key.isdigit() and len(key) < 19}
                found[name] = {str(key): record for key, record in field.queryset.in_bulk(keys).items()}
        return found

    @cached_property
    def of_others(self) -> set:
        """The keys of the stored rows that this user may not take out, because somebody else added them."""
        fresh = [row for row in self.get_queryset() if getattr(row, "first_published", True) is None]
        return {row.pk for row in others(self.user, fresh)} if self.user else set()

    def refusal(self, record: Model) -> str:
        """Why a row stays, in words, if it does."""
        if getattr(record, "first_published", None):
            return REFUSED % {"record": record}
        return OF_ANOTHER % {"record": record} if record.pk and record.pk in self.of_others else ""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        pk = self.model._meta.pk.name
        if form.instance.pk and pk in form.fields:  # Django asks for each row anew whether it is there
            form.fields[pk] = RelationField(self.queryset, initial=form.instance.pk, required=False, widget=HiddenInput)
            form.fields[pk].known = {str(form.instance.pk): form.instance}
        for name, known in self.known.items():
            if name in form.fields:
                form.fields[name].known = known
            if form.instance.pk and (record := known.get(str(getattr(form.instance, f"{name}_id")))):
                setattr(form.instance, name, record)
        if DELETION_FIELD_NAME in form.fields and self.refusal(form.instance):
            form.fields[DELETION_FIELD_NAME].disabled = True
            form.fields[DELETION_FIELD_NAME].widget = HiddenInput()

    def _construct_form(self, i, **kwargs):
        if i == self.new_row:  # nothing was typed into it: it begins with what a field says by itself
            kwargs |= {"data": None, "files": None}
        return super()._construct_form(i, **kwargs)

    def clean(self):
        super().clean()
        for form in self.forms if self.grows is None else ():
            if form.data.get(form.add_prefix(DELETION_FIELD_NAME)) and (words := self.refusal(form.instance)):
                form.add_error(None, words)
            if self.violation and self.violation.prefix == form.prefix and not form.errors:
                form.add_error(None, self.violation.words)

    def kept_forms(self) -> list[ModelForm]:
        """What would stand in the list after saving, as far as each row is right in itself."""
        kept = (form for form in self.forms if form.is_valid() and not form.cleaned_data.get("DELETE"))
        kept = (form for form in kept if not getattr(form.instance, "entered_in_error", ""))
        return [form for form in kept if form.instance.pk or form.has_changed()]

    def validate_unique(self) -> None:
        """Django’s own passes over conditions, and does not say which row is meant."""
        for fields, condition, words in unique_checks(self.model):
            first: dict[tuple, ModelForm] = {}
            for form in self.kept_forms():
                values = tuple(getattr(form.instance, name) for name in fields)
                if any(value is None for name, value in zip(fields, values, strict=True) if name != self.fk.attname):
                    continue
                other = first.setdefault(values, form)
                if other is not form and all(meets(one.instance, condition) for one in (other, form)):
                    form.add_error(None, words or SAME % {"row": self.forms.index(other) + 1})

    def save_new(self, form, commit=True):
        with of_row(form):
            return super().save_new(form, commit)

    def save_existing(self, form, obj, commit=True):
        with of_row(form):
            return super().save_existing(form, obj, commit)


def unique_checks(model: type[Model]) -> Iterator[tuple[tuple[str, ...], Q | None, str]]:
    """What may stand once: the columns, the condition if there is one, and the words if it has its own."""
    opts = model._meta
    for field in opts.concrete_fields:
        if field.unique and not field.primary_key:
            yield (field.attname,), None, ""
    for fields in opts.unique_together:
        yield tuple(opts.get_field(name).attname for name in fields), None, ""
    for constraint in opts.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            columns = tuple(opts.get_field(name).attname for name in constraint.fields)
            yield columns, constraint.condition, own_message(constraint)


def meets(record: Model, condition: Q | None) -> bool:
    return not condition or condition.check(record._get_field_expression_map(meta=record._meta))


class PeriodFormSet(RowsFormSet):
    """Compares the rows of one form with each other; with what is stored already, each compares itself."""

    def validate_unique(self):
        if self.model.one_per:
            self.refuse_overlaps()
        super().validate_unique()

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.instance.besides = [row.pk for row in self.get_queryset()]
        return form

    def refuse_overlaps(self) -> None:
        for one, other in combinations(self.kept_forms(), 2):
            if not do_overlap(one.instance, other.instance) or not (one.is_typed or other.is_typed):
                continue
            if clash(one.instance, other.instance):
                other.add_error("start" if "start" in other.fields else NON_FIELD_ERRORS, overlap_error(one.instance))
            else:
                typed, overlap = (other, one) if other.is_typed else (one, other)
                typed.settle(overlap.instance, f"row{self.forms.index(overlap)}")
