from collections import Counter
from itertools import groupby
from operator import attrgetter

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.views.decorators.http import condition, require_safe
from django.views.generic import DetailView, TemplateView
from django_filters.views import FilterView

from members.colours import version
from members.filters import DayForm, OrganisationFilter, day_meant
from members.models import Affiliation, Appointment, Committee, Hosting, Membership, Office, Organisation, Seat, Term

COUNTRY = attrgetter("country")
HEADINGS = {
    Appointment.Category.STAFF: "Staff",
    Appointment.Category.SECONDED: "Seconded staff",
    Appointment.Category.INTERN: "Interns",
    Appointment.Category.VOLUNTEER: "Volunteers",
}


class OrganisationList(FilterView):
    """The members of the network on a day, by country."""

    filterset_class = OrganisationFilter
    template_name_suffix = "_list"
    paginate_by = 60

    def get_queryset(self):
        return Organisation.objects.visible_to(self.request.user).for_directory()

    def get_filterset_kwargs(self, filterset_class):
        return super().get_filterset_kwargs(filterset_class) | {"data": self.request.GET}  # no date given means today

    def get_context_data(self, *, filter, object_list, **kwargs):
        if not filter.is_valid():
            return super().get_context_data(filter=filter, object_list=object_list, **kwargs)
        listed = sorted(object_list, key=attrgetter("directory_order"))
        context = super().get_context_data(filter=filter, object_list=listed, **kwargs)
        counts = Counter(map(COUNTRY, listed))
        return context | {
            "day": filter.day,
            "total": len(listed),
            "countries": [
                (code, counts[code], [(one, one.joined_in(filter.day.year)) for one in group])
                for code, group in groupby(context["object_list"], key=COUNTRY)
            ],
            "people": [] if context["page_obj"].has_next() else people(filter),
        }


def people(filter):
    """The memberships that persons hold; they have no country and no kind."""
    given = filter.form.cleaned_data
    if given["country"] or given["kind"] or given["category"] == Membership.Category.FULL:
        return []
    return sorted(Membership.objects.of_persons().current(filter.day), key=attrgetter("public_name"))


class OrganisationDetail(DetailView):
    """Any published organisation: a member, a partner, a funder, a host."""

    def get_queryset(self):
        seen = Organisation.objects.visible_to(self.request.user).for_page(self.request.user)
        return seen.prefetch_related(
            Prefetch("terms", Term.objects.with_people().by_start()),
            Prefetch("hostings", Hosting.objects.by_start().select_related("office")),
        )

    def get_context_data(self, **kwargs):
        one, user = self.object, self.request.user
        events = [*one.organised.visible_to(user).select_related("event")]
        events += one.participations.visible_to(user).select_related("event")
        return super().get_context_data(
            **kwargs,
            partnerships=one.partners.visible_to(user).select_related("project"),
            grants=one.grants.visible_to(user).select_related("project"),
            events=sorted(events, key=lambda part: part.event.start, reverse=True),
            publications=publications(one, user),
        )


def publications(organisation, user):
    """[(publication, role)], the newest first."""
    works = organisation.published_works.visible_to(user) | organisation.funded_publications.visible_to(user)
    written = organisation.authorships.visible_to(user).select_related("publication")
    parts = [
        *((work, "Publisher" if work.publisher_id == organisation.pk else "Supporter") for work in works.distinct()),
        *((one.publication, one.get_role_display()) for one in written),
    ]
    prefetch_related_objects([work for work, _ in parts], "editions")
    return sorted(parts, key=lambda part: part[0].date.iso if part[0].date else "", reverse=True)


class OnADay:
    """A page of records as they stand on one day: `?as_of=`, or today. A bad date leaves it empty but for the error."""

    def get_context_data(self, **kwargs):
        form = DayForm(self.request.GET)
        context = super().get_context_data(form=form, **kwargs)
        if form.is_valid():
            day = day_meant(form.cleaned_data["as_of"])
            context |= {"day": day, **self.on(day)}
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
        appointments = Appointment.objects.select_related("person", "office")
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
@condition(etag_func=lambda request: f'"{version(request.house.stylesheet)}"')
def house_style(request):
    """The network’s colours. Its address carries a version, so that a browser may keep it for a year."""
    response = HttpResponse(request.house.stylesheet, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
