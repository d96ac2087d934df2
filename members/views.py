from functools import cache
from itertools import groupby
from operator import attrgetter

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import condition, require_safe
from django.views.generic import DetailView, TemplateView
from django_filters.views import FilterView

from core.l10n.collation import sort_key
from core.pagination import Paginator
from core.panels import PanelsMixin
from core.publishing import sees_drafts
from members.colours import version
from members.filters import DayForm, MemberFilter, OtherOrganisationFilter, day_meant
from members.models import Affiliation, Appointment, Committee, Hosting, Membership, Office, Organisation, Seat, Term
from members.names import formerly, named
from members.standing import Standing, standing_today, why_unknown

COUNTRY = attrgetter("country")
HEADINGS = {
    Appointment.Category.STAFF: _("Staff"),
    Appointment.Category.SECONDED: _("Seconded staff"),
    Appointment.Category.INTERN: _("Interns"),
    Appointment.Category.VOLUNTEER: _("Volunteers"),
}


class MemberList(FilterView):
    """The members of the network on a day, by country."""

    filterset_class = MemberFilter
    template_name = "members/member_list.html"
    paginate_by = 60
    total = 0

    def get_queryset(self):
        return Organisation.objects.visible_to(self.request.user).for_directory()

    def get_filterset_kwargs(self, filterset_class):
        return super().get_filterset_kwargs(filterset_class) | {"data": self.request.GET}  # no date given means today

    def get_paginator(self, queryset, per_page, **kwargs):
        paginator = super().get_paginator(queryset, per_page, **kwargs)
        paginator.count = self.total  # counted by country already
        return paginator

    def get_context_data(self, *, filter, object_list, **kwargs):
        if not filter.is_valid():
            return super().get_context_data(filter=filter, object_list=object_list, **kwargs)
        if unknown := why_unknown(filter.day, self.request.branding.network):
            context = super().get_context_data(filter=filter, object_list=object_list.none(), **kwargs)
            return context | {"day": filter.day, "unknown": unknown}
        standing = standing_of(filter, self.request.user)
        counts = standing.counts
        listed = object_list.by_country(counts, filter.day)
        self.total = standing.total
        context = super().get_context_data(filter=filter, object_list=listed, **kwargs)
        new = Membership.objects.joined_in(filter.day.year, context["object_list"])
        return context | {
            "day": filter.day,
            "total": self.total,
            "on_record": standing.words,
            "countries": [
                (code, counts[code], [self.line(one, filter.day, one.pk in new) for one in group])
                for code, group in groupby(context["object_list"], key=COUNTRY)
            ],
            "people": [] if context["page_obj"].has_next() else people(filter),
        }

    @staticmethod
    def line(member, day, is_new):
        """With its name of the day, and the names it had before."""
        return member, named(member, day), formerly(member, day), is_new


def standing_of(filter, user):
    given = filter.form.cleaned_data
    if filter.day == timezone.localdate() and not any(given[name] for name in ("country", "kind", "category")):
        return standing_today(user)
    return Standing(memberships(filter, user), filter.day)


def memberships(filter, user):
    """Those for which organisations are listed."""
    given = filter.form.cleaned_data
    asked = {"organisation__country": given["country"], "organisation__kind": given["kind"]}
    asked |= {"category": given["category"]}
    chosen = Q(**{path: value for path, value in asked.items() if value})
    return Membership.objects.current(filter.day).of_organisations(user).filter(chosen)


def people(filter):
    """The memberships that persons hold; they have no country and no kind."""
    given = filter.form.cleaned_data
    if given["country"] or given["kind"] or given["category"] == Membership.Category.FULL:
        return []
    return sorted(Membership.objects.of_persons().running(filter.day), key=lambda one: sort_key(one.public_name))


class OtherOrganisationList(FilterView):
    """The organisations that never were members: what each is to the network."""

    filterset_class = OtherOrganisationFilter
    template_name = "members/organisation_list.html"
    paginate_by = 60
    paginator_class = Paginator

    def get_queryset(self):
        user = self.request.user
        return others_with_roles(user) if sees_drafts(user) else others_for_public().all()


def others_with_roles(user):
    return Organisation.objects.visible_to(user).filter(has_membership=False).select_related("parent").with_roles(user)


@cache
def others_for_public():
    """Built once, as the `queryset` of a view is: it asks ten relations, and depends on nobody."""
    return others_with_roles(AnonymousUser())


class OrganisationDetail(PanelsMixin, DetailView):
    """Any published organisation, at one address: among the members, or among the partners, funders and hosts."""

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        place = self.object.get_absolute_url()
        if request.path == place:
            return response
        moved = redirect(place, permanent=True)
        moved["Cache-Control"] = "no-cache"  # a first membership turns the redirect round
        return moved

    def get_queryset(self):
        user = self.request.user
        seen = Organisation.objects.visible_to(user).for_page(user)
        if self.request.resolver_match.url_name == "organisation":  # of a member its page tells no roles
            seen = seen.with_roles(user)
        return seen.prefetch_related(
            Prefetch("terms", Term.objects.of_organisation().by_start()),
            Prefetch("hostings", Hosting.objects.by_start().select_related("office")),
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        has_records = any((context["panels"], self.object.terms.all(), self.object.parts.all()))
        return context | {"has_records": has_records}


class OnADay:
    """A page of records as they stand on one day: `?as_of=`, or today. A bad date leaves it empty but for the error."""

    def get_context_data(self, **kwargs):
        form = DayForm(self.request.GET)
        context = super().get_context_data(form=form, **kwargs)
        if form.is_valid():
            day = day_meant(form.cleaned_data["as_of"])
            unknown = why_unknown(day, self.request.branding.network)
            context |= {"day": day, "unknown": unknown, **({} if unknown else self.on(day))}
        return context


class CommitteeDetail(OnADay, DetailView):
    """The committee whose slug is the page's address. Before it is recorded the page says so."""

    model = Committee

    def get_object(self, queryset=None):
        return Committee.objects.filter(slug=self.kwargs["slug"]).first()

    def on(self, day):
        return {
            "seats": Seat.objects.filter(committee=self.object).current(day).with_holders(day),
            "former": Term.objects.filter(seat__committee=self.object).past(day).with_people(),
        }


class Secretariat(OnADay, TemplateView):
    template_name = "members/secretariat.html"

    def on(self, day):
        appointments = Appointment.objects.select_related("person__affiliation__parent", "office")
        former = Hosting.objects.past(day).select_related("organisation__parent")
        return {
            "offices": Office.objects.current(day)
            .with_hosts(day)
            .prefetch_related(Prefetch("hostings", former, to_attr="former_hosts")),
            "team": by_category(appointments.current(day)),
            "former": appointments.past(day),
            "networks": Affiliation.objects.current(day)
            .filter(organisation__in=Organisation.objects.visible_to(self.request.user))
            .select_related("organisation__parent"),
        }


def by_category(appointments):
    """[(“Interns”, appointments)], in the order of the headings."""
    listed = list(appointments)
    groups = [(heading, [one for one in listed if one.category == category]) for category, heading in HEADINGS.items()]
    return [(heading, group) for heading, group in groups if group]


@require_safe
@condition(etag_func=lambda request: f'"{version(request.branding.stylesheet)}"')
def branding_css(request):
    """The network’s colours. Its address carries a version, so that a browser may keep it for a year."""
    response = HttpResponse(request.branding.stylesheet, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
