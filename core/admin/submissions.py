"""A form that adds is saved once, however often its button is pressed: it carries a one-time token.

The token is stored in the transaction of the record that the form makes. Who sends it again waits for that
transaction, in whatever process, and is shown the record; who typed on, or whose record was deleted since, is asked.
A form without a token is saved as it comes.
"""

import re
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from core.http import kept_forms
from core.models import Submission

NAME = "_token"
KEPT = timedelta(days=7)
NOT_CONTENT = {NAME, *kept_forms.OWN}


def sent_token(request: HttpRequest) -> str:
    token = request.POST.get(NAME, "")
    return token if re.fullmatch(r"[\w-]{20,64}", token, re.ASCII) else ""


def token_for(request: HttpRequest) -> str:
    """Of a form that is shown: the one it came with, unless it says that a record was made with that."""
    return token_urlsafe(24) if made_before(request) else sent_token(request) or token_urlsafe(24)


def made_before(request: HttpRequest) -> Submission | None:
    """The submission of a form that made a record before, and is asked about; else None."""
    return getattr(request, "made_before", None)


def claim(request: HttpRequest) -> Submission | None:
    """The submission of a form that was sent, locked until the transaction ends; None without a token.

    It is new, or that of the record which the same form made before. Call it in a transaction.
    """
    token = sent_token(request)
    if not token:
        return None
    Submission.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()
    facts = {"content_hash": content_hash(request)}
    submission, _ = Submission.objects.get_or_create(user=request.user, token=token, defaults=facts)
    return submission


def first_answer(request: HttpRequest, submission: Submission | None) -> Model | None:
    """The record of a form that is sent a second time, as it was; None for a new one, and where somebody is asked."""
    if not submission or not submission.is_spent:
        return None
    is_shown = getattr(request, "returned", None)
    if not is_shown and submission.record and submission.content_hash == content_hash(request):
        return submission.record
    request.made_before = submission
    return None


def keep(submission: Submission | None, record: Model) -> None:
    """The form has made this record."""
    if submission:
        kind = ContentType.objects.get_for_model(record, for_concrete_model=False)
        submission.content_type, submission.object_id = kind, str(record.pk)
        submission.save(update_fields=["content_type", "object_id"])


def release(submission: Submission | None) -> None:
    """Nothing was made, so the form may be sent again."""
    if submission and not submission.is_spent:
        submission.delete()


def content_hash(request: HttpRequest) -> str:
    """Of all that was typed and chosen, whichever button was pressed; never of a password."""
    names = (name for name in sorted(request.POST) if name not in NOT_CONTENT and "password" not in name)
    typed = [(name, request.POST.getlist(name)) for name in names]
    files = [(name, [(file.name, file.size) for file in request.FILES.getlist(name)]) for name in sorted(request.FILES)]
    return sha256(repr([request.path, typed, files]).encode("utf-8", "surrogatepass")).hexdigest()
