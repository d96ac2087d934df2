from django_tasks_db.management.commands import db_worker

from reports.models import Publishing
from reports.releases.publishing import reap


class Command(db_worker.Command):
    """The worker. What an earlier one left when it died is written down as failed first."""

    def handle(self, **options):
        reap(Publishing.objects)
        super().handle(**options)
