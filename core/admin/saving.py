"""How a form of the admin is saved: under a lock, once however often it is sent, beside what others changed meanwhile,
and never before whoever saves has seen what it withdraws from the public. What cannot be saved comes back as typed."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import consent
from core.admin import submissions
from core.admin.conflicts import NAME, Conflict, Row, restore_rows, sealed, shown_rows, unsealed
from core.admin.unvalidated import ROW, unjudged
from core.admin.violations import Violating, Violation, without_files
from core.http import kept_forms
from core.storage import undone_with_record


class Guarded:
    """For a form of the admin, with its rows. What is stored is read under a lock that lasts until it is saved."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if getattr(request, "returned", None):
            self._show_again(request, object_id)
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        answer = self._save_or_show_violation(request, object_id, form_url, extra_context)
        if getattr(request, "is_saved", False):
            kept_forms.used(request)
        return answer

    def _show_again(self, request, object_id):
        """Django reads what was typed of a POST alone; the form refuses to be saved (`Refused`)."""
        if self._may_save(request, object_id):
            request.method = "POST"
        else:
            request.returned = None
            messages.warning(request, kept_forms.LOST_RIGHT)

    def _may_save(self, request, object_id):
        if object_id is None:
            return self.has_add_permission(request)
        record = self.get_object(request, unquote(object_id))
        return record is None or self.has_change_permission(request, record)

    def _save_or_show_violation(self, request, object_id, form_url, extra_context):
        try:
            return self._save_asking(request, object_id, form_url, extra_context)
        except IntegrityError as error:  # what the form could not see: somebody was faster
            request.violation = Violation.of(error)
            without_files(request)
            return self._save(request, object_id, form_url, extra_context)

    def _save_asking(self, request, object_id, form_url, extra_context):
        """Nothing that is public is withdrawn before whoever saves has seen where it stands."""
        with consent.asking(request.POST.getlist(consent.FIELD)) as asked:
            try:
                return self._save(request, object_id, form_url, extra_context)
            except consent.Unconfirmed:
                request.questions = asked.questions
                without_files(request)
                return self._save(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if asked := consent.current.get():
            forms = [form, *(row for formset in formsets for row in formset.forms if row not in formset.deleted_forms)]
            asked.questions += [question for ask in consent.askers for question in ask(request, forms)]
            if asked.questions:
                raise consent.Unconfirmed
        request.is_saved = True

    @undone_with_record()
    @transaction.atomic
    def _save(self, request, object_id, form_url, extra_context):
        if ROW in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if object_id is None or "_saveasnew" in request.POST:
            return self._add(request, object_id, form_url, extra_context)
        request.conflict = self._conflict(request, self._locked(request, unquote(object_id)))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _add(self, request, object_id, form_url, extra_context):
        """Whoever presses twice is answered twice alike; whoever typed on, or whose record is gone, is asked."""
        request.submission = submission = submissions.claim(request)
        if self.has_add_permission(request) and (made := submissions.first_answer(request, submission)):
            return self.response_add(request, made)
        answer = super().changeform_view(request, object_id, form_url, extra_context)
        submissions.release(submission)
        return answer

    def response_add(self, request, obj, post_url_continue=None):
        submissions.keep(getattr(request, "submission", None), obj)
        return super().response_add(request, obj, post_url_continue)

    def _locked(self, request, key):
        """As `get_object` finds it, under a lock until it is saved."""
        locked = self.get_queryset(request).select_for_update(no_key=True, of=("self",))
        try:
            return locked.filter(pk=self.opts.pk.to_python(key)).first()
        except (ValidationError, ValueError):
            return None

    def _conflict(self, request, record):
        if record is None or not self.has_change_permission(request, record):
            return None  # Django answers that
        stored = {row.key: row for row in self._stored(request, record)}
        opened, versions = unsealed(request.POST.get(NAME, ""))
        if versions == {key: row.versions for key, row in stored.items()}:
            return None
        return Conflict(opened, versions, stored)

    def _stored(self, request, record):
        """One query for each kind of row, whatever their number."""
        yield Row.of("", record, self.get_form(request, record, change=True))
        for position, (formset, inline) in enumerate(self.get_formsets_with_inlines(request, record)):
            rows = inline.get_queryset(request).filter(**{formset.fk.name: record})
            for row in rows.select_for_update(no_key=True, of=("self",)):
                yield Row.of(f"{position}.{row.pk}", row, formset.form)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if ROW in request.POST:
            return unjudged(form)
        if violation := getattr(request, "violation", None):
            form = type(form.__name__, (Violating, form), {"violation": violation})
        waits = any(getattr(request, why, None) for why in ("conflict", "made_before", "returned", "questions"))
        return type(form.__name__, (Refused, form), {}) if waits else form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        if conflict := getattr(request, "conflict", None):
            conflict.prefixes.append(prefix)
            restore_rows(given, inline.model._meta.pk.name, conflict)
        violation = getattr(request, "violation", None)
        return given | {"violation": violation, "grows": request.POST.get(ROW), "user": request.user}

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        forms = context["adminform"].form, [inline.formset for inline in context["inline_admin_formsets"]]
        if conflict := getattr(request, "conflict", None):
            context["conflict"] = {"by": conflict.last(request), "differences": list(conflict.differences(*forms))}
            context["opened"] = sealed(conflict.stored.values())
        elif request.method == "POST":
            context["opened"] = request.POST.get(NAME, "")  # refused for another reason: it was opened when it was
        elif obj:
            context["opened"] = sealed(shown_rows(obj, *forms))
        context["grows"] = ROW in request.POST
        context["questions"] = getattr(request, "questions", [])
        if obj is None or "_saveasnew" in request.POST:
            context["made_before"] = submissions.made_before(request)
            context["token"] = submissions.token_for(request)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


class Refused:
    """Nothing in it need be wrong: what changed meanwhile is told above the form, not among its errors."""

    def is_valid(self):
        super().is_valid()
        return False
