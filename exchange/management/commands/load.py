from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exchange.loadable import is_empty
from exchange.loader import LoadError, load
from exchange.template import template as empty_file


class Command(BaseCommand):
    help = "Load a network's record from YAML files into an empty installation: all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="*", type=Path, metavar="FILE", help="YAML files, or folders of them")
        parser.add_argument("--template", action="store_true", help="write an empty file that explains every field")

    def handle(self, *args, paths, template: bool, **options):
        if template:
            self.stdout.write(empty_file(), ending="")
            return
        if not paths:
            raise CommandError("Name the files to load, or write an empty one: manage.py load --template > record.yaml")
        if not is_empty():
            raise CommandError(
                "There are records already, and nothing was changed. An empty installation is a folder of its own: "
                "docs/operations.md says how to set one up."
            )
        try:
            made = load(paths, progress=self.stdout.write)
        except LoadError as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        self.stdout.write(self.style.SUCCESS(f"{made} records loaded."))
