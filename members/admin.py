from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.admin.base import BaseAdmin, PeriodAdmin, PublishableAdmin
from core.admin.fieldsets import private, public
from core.admin.filters import CountryFilter, GapFilter, WhenFilter
from core.admin.inlines import PeriodInline
from core.admin.photos import PhotoAdmin, PhotoInline
from core.l10n.countries import country_name
from members.admin_branding import NetworkAdmin
from members.admin_filters import MemberFilter
from members.models import (
    Affiliation,
    Appointment,
    Chairing,
    Committee,
    Hosting,
    Logo,
    Membership,
    Network,
    Office,
    Organisation,
    OrganisationName,
    Person,
    Portrait,
    Seat,
    Term,
)
from members.models.people import is_used
from members.redaction.questions import namesakes, one_name

ANY_NAME = _("Any name or acronym, former ones too.")
PERIOD = ("start", "end", "confirmed")


def names_of(organisation):
    """The search fields that find an organisation by any of its names, along the path of a relation."""
    return [f"{organisation}__{texts}" for texts in ("search_text", "names__search_text")]


class OrganisationNameInline(PeriodInline):
    model = OrganisationName
    fields = ["name", "acronym", "kind", "language", *PERIOD, "note"]
    verbose_name_plural = _("other and former names")


class MembershipInline(PeriodInline):
    model = Membership
    fields = ["category", *PERIOD, "founding", "note"]


class LogoInline(PhotoInline):
    unshown = ["caption", "credit", "taken", "place", "country"]
    model = Logo


@admin.register(Organisation)
class OrganisationAdmin(PublishableAdmin):
    list_display = ["name", "acronym", "where", "kind", "member_today", "status"]
    list_filter = [MemberFilter, GapFilter, ("country", CountryFilter), "kind", "status"]
    list_select_related = ["parent"]
    search_fields = ["search_text", "names__search_text"]
    search_help_text = ANY_NAME
    inlines = [OrganisationNameInline, MembershipInline, LogoInline]
    gaps = {
        "country": (_("without a country"), Q(country="")),
        "kind": (_("without a kind"), Q(kind="")),
        **PublishableAdmin.gaps,
    }
    fieldsets = [
        (None, {"fields": [("name", "acronym"), ("slug", "status")]}),
        public(("kind", "parent"), ("country", "city"), "website", "about", title=_("What it is and where")),
        private(("contact_name", "contact_email", "contact_phone"), "private_notes"),
    ]

    def get_queryset(self, request):
        today = Membership.objects.current().filter(organisation=OuterRef("pk"))
        return super().get_queryset(request).annotate(is_member=Exists(today))

    @admin.display(description=_("where"), ordering="country")
    def where(self, organisation):
        return ", ".join(filter(None, (organisation.city, country_name(organisation.country))))

    @admin.display(description=_("today"), ordering="is_member")
    def member_today(self, organisation):
        return _("Member") if organisation.is_member else ""


class PortraitInline(PhotoInline):
    unshown = ["caption", "taken", "place", "country"]
    model = Portrait


class AppointmentInline(PeriodInline):
    model = Appointment
    fields = ["title", "category", *PERIOD, "office", "programme", "order"]


class TermInline(PeriodInline):
    model = Term
    show_change_link = True


class PersonTermInline(TermInline):
    fields = ["seat", "on_behalf_of", *PERIOD, "role", "note"]


class SeatTermInline(TermInline):
    fields = ["person", "on_behalf_of", *PERIOD, "role", "note"]


@admin.register(Person)
class PersonAdmin(BaseAdmin):
    list_display = ["name", "name_in_script", "naming", "affiliation", "position"]
    list_filter = ["naming", ("affiliation__country", CountryFilter)]
    list_select_related = ["affiliation"]
    search_fields = ["search_text", *names_of("affiliation")]
    search_help_text = _("A name in either script, or the person’s organisation.")
    radio_fields = {"naming": admin.VERTICAL}
    inlines = [AppointmentInline, PersonTermInline, PortraitInline]
    fieldsets = [
        (
            _("How this person may be named"),
            {
                "fields": ["naming", ("honorific", "name", "name_in_script")],
                "description": _("Ask before you choose. Until then the name is withheld everywhere the public looks."),
                "classes": ["naming"],
            },
        ),
        public(("affiliation", "position"), "biography", title=_("Work")),
        private("private_email", "private_notes"),
    ]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        person = form.instance
        others = [one for one in namesakes(person) if one.is_protected != person.is_protected]
        if others:
            person.is_in_record = type(person).objects.filter(is_used(), pk=person.pk).exists()
            self.message_user(request, one_name(person, others), messages.WARNING)


@admin.register(Membership)
class MembershipAdmin(PeriodAdmin):
    list_display = ["party", "country", "category", "founding", "when"]
    list_filter = [WhenFilter, "category", "founding", ("organisation__country", CountryFilter)]
    list_select_related = ["organisation", "person"]
    search_fields = [*names_of("organisation"), "person__search_text"]
    search_help_text = ANY_NAME
    fieldsets = [public(("organisation", "person"), ("category", "founding"), PERIOD, "note")]

    @admin.display(description=_("member"), ordering="organisation__sort_key")
    def party(self, membership):
        return membership.organisation or membership.person

    @admin.display(description=_("country"), ordering="organisation__country")
    def country(self, membership):
        return membership.organisation.get_country_display() if membership.organisation else ""

    def view_on_site(self, membership):
        return membership.organisation.get_absolute_url() if membership.organisation else None


class OnCommitteePage(PeriodAdmin):
    def view_on_site(self, record):
        return reverse("members:committee")


class OnSecretariatPage(PeriodAdmin):
    def view_on_site(self, record):
        return reverse("members:secretariat")


class SeatInline(PeriodInline):
    model = Seat
    fields = ["constituency", "voting", *PERIOD, "vacant_from", "order"]
    unshown = PERIOD
    show_change_link = True


@admin.register(Committee)
class CommitteeAdmin(OnCommitteePage):
    list_display = ["name", "when"]
    list_filter = [WhenFilter]
    search_fields = ["search_text"]
    inlines = [SeatInline]
    fieldsets = [public(("name", "slug"), PERIOD, "about")]


@admin.register(Seat)
class SeatAdmin(OnCommitteePage):
    list_display = ["constituency", "committee", "voting", "when", "order"]
    list_filter = [WhenFilter, "voting", "committee"]
    list_select_related = ["committee"]
    search_fields = ["search_text", "committee__search_text", "terms__person__search_text"]
    search_help_text = _("Whom the seat speaks for, or who holds or held it.")
    inlines = [SeatTermInline]
    fieldsets = [public("committee", "constituency", ("voting", "order"), PERIOD, "vacant_from")]
    unshown = PERIOD


class ChairingInline(PeriodInline):
    model = Chairing
    fields = [*PERIOD, "note"]


@admin.register(Term)
class TermAdmin(OnCommitteePage):
    list_display = ["person", "seat", "on_behalf_of", "role", "when"]
    list_filter = [WhenFilter, "seat__committee"]
    list_select_related = ["person", "seat", "on_behalf_of"]
    search_fields = ["person__search_text", "seat__search_text", *names_of("on_behalf_of")]
    search_help_text = _("A person, a seat, or an organisation by any name or acronym.")
    inlines = [ChairingInline]
    fieldsets = [public(("person", "seat"), ("on_behalf_of", "role"), PERIOD, "note")]


@admin.register(Chairing)
class ChairingAdmin(OnCommitteePage):
    list_display = ["person", "committee", "when"]
    list_filter = [WhenFilter, "term__seat__committee"]
    list_select_related = ["term__person", "term__seat__committee"]
    search_fields = ["term__person__search_text"]
    fieldsets = [public("term", PERIOD, "note")]

    @admin.display(description=_("person"), ordering="term__person__sort_key")
    def person(self, chairing):
        return chairing.term.person

    @admin.display(description=_("committee"), ordering="term__seat__committee")
    def committee(self, chairing):
        return chairing.term.seat.committee


class HostingInline(PeriodInline):
    model = Hosting
    fields = ["organisation", *PERIOD, "note"]


@admin.register(Office)
class OfficeAdmin(OnSecretariatPage):
    list_display = ["name", "city", "country", "phone", "when"]
    list_filter = [WhenFilter, ("country", CountryFilter)]
    search_fields = ["search_text", *names_of("hostings__organisation")]
    inlines = [HostingInline]
    fieldsets = [public(("name", "order"), "address", ("city", "country"), ("phone", "fax", "email"), PERIOD)]


@admin.register(Appointment)
class AppointmentAdmin(OnSecretariatPage):
    list_display = ["person", "title", "category", "office", "when"]
    list_filter = [WhenFilter, "category", "office"]
    list_select_related = ["person", "office"]
    search_fields = ["person__search_text", "search_text"]
    fieldsets = [public(("person", "office"), ("category", "title"), "programme", PERIOD, "order")]


@admin.register(Affiliation)
class AffiliationAdmin(PeriodAdmin):
    list_display = ["organisation", "when", "note"]
    list_filter = [WhenFilter]
    list_select_related = ["organisation"]
    search_fields = names_of("organisation")
    search_help_text = ANY_NAME
    fieldsets = [public("organisation", PERIOD, "note")]


@admin.register(Portrait)
class PortraitAdmin(PhotoAdmin):
    of = "person"
    unshown = PortraitInline.unshown
    list_select_related = ["person"]
    search_fields = ["person__search_text"]
    view_on_site = False


@admin.register(Logo)
class LogoAdmin(PhotoAdmin):
    of = "organisation"
    unshown = LogoInline.unshown
    list_select_related = ["organisation"]
    search_fields = names_of("organisation")


admin.site.register(Network, NetworkAdmin)  # after the records of every day, as the admin lists them
