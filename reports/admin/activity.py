"""The pane beside the form of an activity: the report that tells of it, as the form is being typed."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.dates import span
from projects.models import Activity
from reports.admin.preview import NotIncluded
from reports.admin.preview_panes import Preview
from reports.models import AnnualReport, Section


class ActivityPreview(Preview):
    help = _("In the latest report of its dates, as the form is now, a draft as if published. Nothing is saved.")

    def find_report(self, activity):
        if not activity.start:
            raise NotIncluded(_("Without a start, no report shows it. Write when it was."))
        if not activity.project.is_published:
            words = _("Its project, “%(project)s”, is a draft, and no report shows it. Publish it first.")
            raise NotIncluded(words % {"project": activity.project})
        Activity.objects.filter(pk=activity.pk).update(status=Activity.Status.PUBLISHED)  # taken back with the rest
        if reports := telling_of(activity):
            return reports[0]
        words = _(
            "There is no annual report whose period holds %(dates)s and that has a section for this project. Once "
            "there is one, its page is shown here."
        )
        raise NotIncluded(words % {"dates": span(activity.start, activity.end)})

    def anchor(self, activity):
        return f"activity-{activity.pk}"


def telling_of(activity):
    """The reports whose period it touches, and that have a section for it; the latest first."""
    for_it = Q(kind=Section.Kind.ACHIEVEMENTS) | Q(kind=Section.Kind.PROGRAMME, project=activity.project)
    sections = Section.objects.filter(for_it, report=OuterRef("pk"), shown=True)
    reports = AnnualReport.objects.filter(Exists(sections)).select_related("network").order_by("-start", "pk")
    return [report for report in reports if activity.touches(*report.days)]
