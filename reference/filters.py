from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, FilterSet

from core.text.search import found_in, matching
from members.redaction.redactor import name_redactor
from reference.models import TermToAvoid


class TermToAvoidFilter(FilterSet):
    q = CharFilter(method="search", label=_("Words"), max_length=100, help_text=_("A term, or what to write instead."))

    class Meta:
        model = TermToAvoid
        fields = ["q"]

    def search(self, terms, name, value):
        """Those that hold every word where the public can read it: a name that is withheld finds nothing."""
        shown, fields = name_redactor(), TermToAvoid._meta.get_field("search_text").sources
        found = matching(terms, value, "search_text")
        keys = [one.pk for one in found if found_in(value, *(shown(getattr(one, field)) for field in fields))]
        return terms.filter(pk__in=keys)
