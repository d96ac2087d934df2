from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from core.l10n.collation import sort_key
from core.l10n.languages import language_name
from core.publishing import read_once_for_public
from projects.filters import held, projects_with, years
from publications.models import Edition, Publication


@read_once_for_public
def languages_seen(user):
    publications = Publication.objects.visible_to(user).order_by().values("pk")
    return held(Edition.objects.filter(publication__in=publications), "language")


@read_once_for_public
def years_seen(user):
    return years(Publication.objects.visible_to(user), "date")


@read_once_for_public
def projects_seen(user):
    return projects_with(Publication.objects, user)


class PublicationFilter(FilterSet):
    kind = ChoiceFilter(choices=Publication.Kind.choices, empty_label=_("Every kind"))
    language = ChoiceFilter(label=_("Language"), empty_label=_("All languages"), method="in_language")
    year = ChoiceFilter(field_name="date", lookup_expr="startswith", label=_("Year"), empty_label=_("All years"))
    project = ChoiceFilter(field_name="project__slug", label=_("Project"), empty_label=_("All projects"))

    class Meta:
        model = Publication
        fields = ["kind", "language", "year", "project"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.request.user
        languages = [(code, language_name(code)) for code in languages_seen(user)]
        self.filters["language"].extra["choices"] = sorted(languages, key=lambda pair: sort_key(pair[1]))
        self.filters["year"].extra["choices"] = years_seen(user)
        self.filters["project"].extra["choices"] = projects_seen(user)

    def in_language(self, queryset, name, language):
        return queryset.filter(pk__in=Edition.objects.filter(language=language).order_by().values("publication"))
