"""What machines ask of a site before they read it: robots.txt, sitemap.xml, security.txt."""

import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db.models import Max
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.filters import years
from events.models import Event
from members.models import Office, Organisation
from members.redaction.redactor import name_redactor
from projects.models import Project
from publications.models import Publication
from reports.models import AnnualReport

LISTS = [
    *("home", "members:list", "members:organisations", "members:committee", "members:secretariat"),
    *("projects:list", "events:list", "publications:list", "reference:terms-to-avoid", "reports:list"),
]
RECORDS = [AnnualReport, Organisation, Project, Event, Publication]
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}</urlset>
"""
MOST = 50_000  # addresses in one sitemap, by its standard
VALID = datetime.timedelta(days=180)  # of what security.txt says


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*?", "Allow: /*?page=", ""]
    return text([*lines, f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"])


@require_safe
def security(request):
    """Whom to tell about a weakness (RFC 9116): the address in SECURITY_CONTACT, or the secretariat's."""
    until = (timezone.now() + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact()}",
        f"Expires: {until.isoformat()}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{reverse('security')}",
    ]
    return text(lines)


def contact():
    if settings.SECURITY_CONTACT:
        return settings.SECURITY_CONTACT
    email = Office.objects.current().exclude(email="").values_list("email", flat=True).first()
    return f"mailto:{email}" if email else f"{settings.SITE_URL}{reverse('members:secretariat')}"


def text(lines):
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """The public pages. An address that would name a protected person is left out, not masked."""
    pages = [(reverse(name), None) for name in LISTS]
    pages += [(reverse("events:year", args=[year]), None) for year in calendars()]
    pages += [page for model in RECORDS for page in records(model)]
    shown = name_redactor()
    entries = "".join(entry(path, changed) for path, changed in pages[:MOST] if shown(path) == path)
    return HttpResponse(SITEMAP.format(entries), content_type="application/xml; charset=utf-8")


def calendars():
    return years(Event.objects.published())


def records(model):
    """[(path, when it was last changed in the admin, or None)]."""
    kind = {"content_type__app_label": model._meta.app_label, "content_type__model": model._meta.model_name}
    log = LogEntry.objects.filter(**kind)
    changed = dict(log.order_by().values_list("object_id").annotate(Max("action_time")))
    return [(one.get_absolute_url(), changed.get(str(one.pk))) for one in model.objects.published().order_by("pk")]


def entry(path, changed):
    lastmod = f"<lastmod>{changed.date().isoformat()}</lastmod>" if changed else ""
    return f"<url><loc>{escape(settings.SITE_URL + path)}</loc>{lastmod}</url>\n"
