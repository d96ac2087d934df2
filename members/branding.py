"""The branding of a request: the network whose site this is, as its settings say, read once and when needed."""

import contextlib

from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.change_token import read_once
from core.l10n import time_zones
from core.l10n.countries import country_names
from members.colours import DEFAULT, ROLES, stylesheet, version
from members.models import Network
from members.names import former_names_kept

SITE = {"is_site": True}
UNBRANDED = ("/healthz", "/readyz")  # for whoever watches the server: they ask the database one thing each


def rows_of(**facts):
    """A network's settings once for each name of a country: one query for both."""
    named = {f"called_{field}": F(f"country_names__{field}") for field in ("language", "country", "name")}
    found = Network.objects.filter(**facts).select_related("organisation__parent", "organisation__logo")
    return list(found.annotate(**named))


@read_once
def rows_of_site():
    return rows_of(**SITE)


@contextlib.contextmanager
def site_time_zone():
    """Within a task or a command, which no middleware serves, it is the day it is where the network is."""
    with timezone.override(Branding(**SITE).time_zone):
        yield


class Branding:
    """A network's settings with neutral words and the project's own colours where nothing is entered."""

    def __init__(self, **facts):
        self.facts = facts

    @cached_property
    def rows(self):
        return rows_of_site() if self.facts == SITE else rows_of(**self.facts)

    @cached_property
    def network(self):
        return self.rows[0] if self.rows else Network(is_site=True)

    @cached_property
    def is_entered(self):
        return bool(self.rows)

    @property
    def time_zone(self):
        return time_zones.use(self.network.time_zone)

    @cached_property
    def organisation(self):
        """The body itself, once it is published; None before."""
        body = self.network.organisation if self.is_entered else None
        return body if body and body.is_published else None

    @cached_property
    def names(self):
        """What the network calls the countries: {(language, code): name}."""
        return {(row.called_language, row.called_country): row.called_name for row in self.rows if row.called_name}

    def country_names(self):
        """Within, countries are called and ordered as the network does."""
        return country_names(lambda: self.names, lambda: self.network.countries)

    @property
    def name(self):
        return self.organisation.name if self.organisation else _("Our network")

    @property
    def imprint(self):
        """Who publishes this, as the law of many countries asks: what is entered of it."""
        return list(filter(None, (self.network.legal_name, self.network.registration, self.network.registered_office)))

    @property
    def logo(self):
        logo = getattr(self.organisation, "logo", None)
        return logo if logo and logo.is_published else None

    @cached_property
    def colours(self):
        return {role: getattr(self.network, f"colour_{role}") for role in ROLES}

    @property
    def stylesheet(self):
        return stylesheet(**self.colours)

    @property
    def version(self):
        """Of its stylesheet, in the address; none where its colours are those of colours.css."""
        return "" if self.colours == DEFAULT else version(self.stylesheet)


class BrandingMiddleware:
    """Gives every request its `branding`, the day it is where its network is, and its network's names of countries."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.branding = Branding(**SITE)
        zone = time_zone_of(request)
        with timezone.override(zone), request.branding.country_names(), former_names_kept():
            return self.get_response(request)


def time_zone_of(request):
    if not request.path_info.startswith(UNBRANDED):
        with contextlib.suppress(DatabaseError):  # the view says so in words
            return request.branding.time_zone
    return time_zones.used()


def branding(request):
    """For templates."""
    return {"branding": getattr(request, "branding", None) or Branding(**SITE)}
