import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

ANNOUNCEMENT = """
The first administrator was made. Write the password down: it is not shown again.

    address   {address}
    name      {name}
    password  {password}
"""


class Command(BaseCommand):
    help = "Make an administrator with a generated password, shown once; does nothing where there is one already."

    def add_arguments(self, parser):
        parser.add_argument("--name", default="admin", help="the name to sign in with (default: admin)")

    def handle(self, *args, name, **options):
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        if users.filter(username=name).exists():
            raise CommandError(
                f"Somebody without all rights already signs in as “{name}”. Choose another name: "
                f"manage.py first_administrator --name <name>"
            )
        password = secrets.token_urlsafe(12)
        users.create_superuser(username=name, password=password)
        self.stdout.write(ANNOUNCEMENT.format(address=f"{settings.SITE_URL}/admin/", name=name, password=password))
