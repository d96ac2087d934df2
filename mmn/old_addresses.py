"""Addresses of the network's former site, and what answers them now: the records that hold them."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from events.models import Event
from projects.models import Project
from publications.models import Publication

SITE = "mekongmigration.org"
MOVED = {"/vocab/terms_to_avoid.html": "reference:terms-to-avoid"}  # pages of which a list of ours is the successor
NUMBERED = ("page_id", "p")  # its pages and its posts
LONGEST = 400  # no record holds a longer address, and a database refuses to look for one


def replacement(path):
    """The published record that was at a path (with its query) of the former site, or None."""
    old = f"{SITE}{path}"
    if len(old) > LONGEST:
        return None
    works = Publication.objects.filter(editions__address__endswith=old)
    projects, events = Project.objects.filter(website__endswith=old), Event.objects.filter(link__endswith=old)
    return next((found for kind in (works, projects, events) if (found := kind.published().first())), None)


def numbered(request):
    """What replaced `/?page_id=2740` or `/?p=2486`. Where nothing did, a page is the first page and a post is gone."""
    for name in NUMBERED:
        number = request.GET.get(name, "")
        if number.isascii() and number.isdigit():
            found = replacement(f"/?{name}={number}")
            if not found and name == "p":
                raise Http404("This post of the former site has no successor here.")
            return found


@require_safe
def old_address(request):
    if found := MOVED.get(request.path) or replacement(request.get_full_path()):
        return redirect(found, permanent=True)
    raise Http404("This page of the former site has no successor here.")
