"""What the worker does (`manage.py db_worker`)."""

from django_tasks import task


@task()
def publish(publishing_id, token):
    from members.branding import site_time_zone  # the worker reads this module before the models are there
    from reports.models import Publishing
    from reports.releases.publishing import run

    with site_time_zone():
        run(Publishing.objects.select_related("report", "asked_by").get(pk=publishing_id), token)
