"""Addresses of the network's former site, and what answers them now: the file, or else the record that holds them."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.models import Event
from members.redaction.redactor import name_redactor
from projects.models import Project
from publications.models import Edition, Publication

MOVED = {"/vocab/terms_to_avoid.html": "reference:terms-to-avoid"}  # pages of which a list of ours is the successor
NUMBERED = ("page_id", "p")  # its pages and its posts
LONGEST = 400  # no record holds a longer address, and a database refuses to look for one


def replacement(path):
    """What was at a path (with its query) of the former site: the address of an edition's file where one is held, or
    the published record; or None."""
    if len(path) > LONGEST or name_redactor()(path) != path:  # an address that held such a name never existed
        return None
    editions = list(Edition.objects.filter(at("address", path), publication__in=Publication.objects.published())[:2])
    if len(editions) == 1 and editions[0].public_size is not None:
        return editions[0].document_url
    if editions:
        return editions[0].publication
    others = Project.objects.filter(at("website", path)), Event.objects.filter(at("link", path))
    return next((found for kind in others if (found := kind.published().first())), None)


def at(field, path):
    """Whether a field holds a path of a former site, with “www.” or without."""
    return reduce(or_, (Q(**{f"{field}__endswith": f"{host}{path}"}) for host in settings.FORMER_SITES), Q(pk=None))


def numbered(request):
    """What replaced `/?page_id=2740` or `/?p=2486`. Where nothing did, a page is the first page and a post is gone."""
    for name in NUMBERED:
        number = request.GET.get(name, "")
        if number.isascii() and number.isdigit():
            found = replacement(f"/?{name}={number}")
            if not found and name == "p":
                raise Http404(_("This post of the former site has no successor here."))
            return found


@require_safe
def old_address(request):
    if found := MOVED.get(request.path) or replacement(request.get_full_path()):
        return redirect(found, permanent=True)
    raise Http404(_("This page of the former site has no successor here."))


old_address.answers_former_site = True
