from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from core.http.fetching import SECONDS, FetchError
from publications.holding import hold, wanted


class Command(BaseCommand):
    help = "Fetch the files of editions that have an address on the web and none held here. Can be repeated."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be fetched, and fetch nothing")
        parser.add_argument("--seconds", type=int, default=SECONDS, help="for each file at most (default: %(default)s)")

    def handle(self, *args, dry_run, seconds, **options):
        editions, failed = list(wanted()), 0
        for number, edition in enumerate(editions, 1):
            label = f"{number}/{len(editions)} {edition.publication}, {edition} <{edition.address}>:"
            if dry_run:
                self.stdout.write(f"{label} would be fetched")
                continue
            try:
                size = hold(edition, seconds)
                self.stdout.write(f"{label} {'changed meanwhile' if size is None else f'held, {filesizeformat(size)}'}")
            except (FetchError, ValidationError) as error:
                failed += 1
                words = " ".join(error.messages) if isinstance(error, ValidationError) else error
                self.stdout.write(f"{label} not held. {words}")
        if failed:
            raise CommandError(f"{failed} of {len(editions)} files could not be held. Nothing is kept of those.")
        self.stdout.write(self.style.SUCCESS(f"{len(editions)} files {'would be fetched' if dry_run else 'done'}."))
