"""What the worker does (`manage.py db_worker`)."""

import contextlib

from django_tasks import task


@task()
def publish(publishing_id, token):
    from reports.models import Publishing  # the worker reads this module before the models are there
    from reports.publishing import run

    run(Publishing.objects.select_related("report", "asked_by").get(pk=publishing_id), token)


@task()
def print_draft(report_id):
    from core.pdf import PrintError
    from reports.models import AnnualReport
    from reports.printing import printed

    report = AnnualReport.objects.select_related("network__parent", "committee").filter(pk=report_id).first()
    if report:
        with contextlib.suppress(PrintError):  # written down beside the file, for whoever asks next
            printed(report)
