"""What the worker prints (`manage.py db_worker`)."""

import contextlib

from django_tasks import task


@task()
def print_draft(report_id):
    from core.pdf import PrintError
    from members.branding import site_time_zone
    from reports.models import AnnualReport
    from reports.output.printing import printed

    report = AnnualReport.objects.select_related("network__parent", "committee").filter(pk=report_id).first()
    if report:
        with site_time_zone(), contextlib.suppress(PrintError):  # written down beside the file, for whoever asks next
            printed(report)
