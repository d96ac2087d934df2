from django.core.management.base import BaseCommand, CommandError

from exchange.loadable import is_empty
from exchange.loader import LoadError
from mmn import demo


class Command(BaseCommand):
    help = "Load the network's record of 2014 into an empty database. Does nothing where there are records already."

    def handle(self, *args, **options):
        if not is_empty():
            self.stdout.write(
                "There are records already: the demonstration data was not loaded, and nothing was changed."
            )
            return
        try:
            made = demo.load(progress=self.stdout.write)
        except LoadError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"{made} records loaded."))
