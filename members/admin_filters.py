"""Filters of the lists of members in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.models import Organisation


class MemberFilter(admin.SimpleListFilter):
    title = _("membership")
    parameter_name = "member"

    def lookups(self, request, model_admin):
        return [("now", _("Members today")), ("not", _("Not members today"))]

    def queryset(self, request, queryset):
        match self.value():
            case "now":
                return queryset.members()
            case "not":
                return queryset.exclude(pk__in=Organisation.objects.members())
        return queryset
