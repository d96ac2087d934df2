from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from core.l10n import time_zones
from exchange.loadable import is_empty
from members.models import Network, Organisation
from reports.models import AnnualReport, Section
from reports.sections.defaults import default_sections


class Command(BaseCommand):
    help = "Set up an empty network: its name, no map, the draft of a first report. Changes nothing where there is one."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the network's name, as it writes it itself")
        parser.add_argument("--acronym", default="")
        parser.add_argument("--time-zone", default="UTC", help="as in Europe/Paris (default: UTC)")

    @transaction.atomic
    def handle(self, *args, name, acronym, time_zone, **options):
        if not is_empty():
            self.stdout.write("There are records already: nothing was changed.")
            return
        try:
            set_up(" ".join(name.split()), acronym, time_zone)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(self.style.SUCCESS(f"“{name}” is set up. Its colours, countries and words: Site settings."))


def set_up(name: str, acronym: str, time_zone: str) -> None:
    body = saved(Organisation(name=name, acronym=acronym, kind=Organisation.Kind.NETWORK, status="published"))
    saved(Network(organisation=body, is_site=True, time_zone=time_zone))
    year = str(timezone.localdate(timezone=time_zones.use(time_zone)).year)  # the zone was validated with its record
    report = saved(AnnualReport(network=body, start=year, end=year, slug=year))
    for order, (kind, heading) in enumerate(default_sections(report.language)):
        saved(Section(report=report, kind=kind, heading=heading, order=order))


def saved(record):
    record.full_clean()
    record.save()
    return record
