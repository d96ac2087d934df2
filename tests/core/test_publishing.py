"""What may be seen through a field is what may be seen of its model; lists are read in the order of an index."""

from contextlib import nullcontext

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from core.permanence import with_errors
from core.publishing import visible
from events.models import Event, Organiser
from members.models import Organisation
from projects.models import Grant
from publications.models import Publication
from tests import factories as f

pytestmark = pytest.mark.django_db
PUBLIC = AnonymousUser()


def test_visible_agrees_with_the_model(admin_user):
    shown, draft, wrong = f.make_event(), f.make_event(status="draft"), f.make_event(entered_in_error="Never held.")
    parts = [f.make_organiser(event=event) for event in (shown, draft, wrong)]
    seen = []
    for user, context in ((PUBLIC, nullcontext), (admin_user, nullcontext), (admin_user, with_errors)):
        with context():
            found = Organiser.objects.filter(visible(Organiser._meta.get_field("event"), user))
            assert set(found) == set(Organiser.objects.filter(event__in=Event.objects.visible_to(user)))
            seen.append(len(found))
    assert seen == [1, 2, 3] == list(range(1, len(parts) + 1))


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.parametrize(
    "listed",
    [
        lambda: Organisation.objects.published().filter(has_membership=False).with_roles(PUBLIC),
        lambda: Event.objects.published().newest_first().nested(),
        lambda: Publication.objects.published().for_directory(),
    ],
)
def test_first_page_is_read_without_sorting_all(listed):
    plan = listed()[:40].explain()
    assert "_status_" in plan and "TEMP B-TREE FOR ORDER BY" not in plan and connection.vendor == "sqlite"


def test_visible_asks_once_whether_a_record_is_in_force():
    """The manager has asked of all that an organiser is nothing without; a grant goes on without its project."""
    assert str(Organiser.objects.visible_to(PUBLIC).query).count('entered_in_error" =') == 3
    grant = f.make_grant(project=f.make_project(entered_in_error="Never run."))
    assert grant not in Grant.objects.visible_to(PUBLIC)
