import logging

from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.l10n.countries import country_order
from core.panels import panels_of
from members.standing import standing_today
from reports.data.branding import map_of
from reports.output.maps import drawn_map
from website.redirects import numbered

log = logging.getLogger(__name__)


@require_safe
def home(request):
    if found := numbered(request):
        return redirect(found, permanent=True)
    user, branding = request.user, request.branding
    panels = panels_of(branding.network, user)
    return render(
        request, "home.html", {"network": branding.organisation, "panels": panels, **members_by_country(user, branding)}
    )


def members_by_country(user, branding):
    """The members of today: `on_record` in words, `total`, `countries` [(code, count)] in order, and the `map`."""
    network = branding.network
    standing = standing_today(user)
    return {
        "on_record": standing.words,
        "total": standing.total,
        "countries": sorted(standing.counts.items(), key=lambda pair: country_order(pair[0])),
        "map": drawn_map(map_of(network), standing.counts, network.region or branding.name),
    }


@require_safe
def healthz(request):
    """For whoever watches the server: 200 when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("The database does not answer")
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
