from django.db.models import Q
from django_filters import CharFilter, FilterSet

from reference.models import TermToAvoid


class TermToAvoidFilter(FilterSet):
    q = CharFilter(method="said", label="Words", max_length=100, help_text="A term, or what to write instead.")

    class Meta:
        model = TermToAvoid
        fields = ["q"]

    def said(self, terms, name, value):
        fields = ["phrase", "forms", "consider", "why", "source"]
        return terms.filter(Q(*[(f"{field}__icontains", value) for field in fields], _connector=Q.OR))
