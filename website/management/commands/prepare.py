from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.roles import grant_roles
from core.derived import refill
from core.http.kept_forms import clean_temp
from core.permanence import note_all_first_published
from core.photos import prepare_photos
from exchange.loadable import is_empty
from members.models import Network, Organisation
from reports.releases.latest import point
from reports.releases.withdrawing import withdraw_overdue

KEPT = timedelta(days=30)  # what the worker did before says nothing that a release does not


class Command(BaseCommand):
    help = "Bring all that an upgrade leaves behind up to date, and make the first administrator; does nothing twice."

    # One process for all the steps: each `manage.py` of its own would cost another second at every start.

    def add_arguments(self, parser):
        records = parser.add_mutually_exclusive_group()
        records.add_argument(
            "--demo", action="store_true", help="also load the record of 2014, if there are no records"
        )
        records.add_argument("--data", nargs="+", metavar="FILE", help="also load these, if there are no records")
        records.add_argument("--network", metavar="NAME", help="also set up an empty network, if there are no records")

    def handle(self, *args, demo, data, network, **options):
        say = {"stdout": self.stdout, "stderr": self.stderr}
        call_command("migrate", interactive=False, verbosity=0, skip_checks=False, **say)
        grant_roles()
        if (demo or data or network) and not is_empty():
            self.stdout.write("There are records already: nothing was added or changed.")
        elif demo:
            call_command("load_demo", **say)
        elif data:
            call_command("load", *data, **say)
        elif network:
            call_command("new_network", network, **say)
        Organisation.objects.set_has_membership()
        note_all_first_published()
        refill()  # what another version of ICU, or an update past the models, left behind
        for gap in prepare_photos():
            self.stderr.write(f"{gap} Choose the photo again, or withdraw it.")
        for settings_of in Network.objects.filter(map=Network.Map.OWN):
            if settings_of.outline.drawing is None:
                self.stderr.write(f"{settings_of}: the outline of its map is missing or damaged. Choose it again.")
        self.collect_static(**say)
        withdraw_overdue()
        point()
        clean_temp()
        DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
        call_command("first_administrator", **say)
        if connection.vendor == "sqlite":  # which of two indexes is the better one, it knows only then
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def collect_static(self, **say):
        """Naming and compressing every file takes seconds: only when one of them has changed."""
        noted = settings.VAR_DIR / "static.stamp"
        now = static_hash()
        if not noted.exists() or noted.read_text() != now:
            self.stdout.write("Gathering the static files ...")
            call_command("collectstatic", interactive=False, verbosity=0, **say)
            noted.write_text(now)


def static_hash():
    """A digest of every static file's path, size and time of change, and of the place they are gathered in."""
    digest = sha256(str((settings.STATIC_ROOT, settings.STORAGES["staticfiles"])).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = storage.path(path), storage.size(path), storage.get_modified_time(path)
            digest.update(repr(facts).encode())
    return digest.hexdigest()
