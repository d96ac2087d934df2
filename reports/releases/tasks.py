"""What the worker does (`manage.py db_worker`)."""

from django_tasks import task


@task()
def publish(publishing_id, token):
    from reports.models import Publishing  # the worker reads this module before the models are there
    from reports.releases.publishing import run

    run(Publishing.objects.select_related("report", "asked_by").get(pk=publishing_id), token)
