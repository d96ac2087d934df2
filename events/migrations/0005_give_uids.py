import uuid

from django.db import migrations


def give(apps, schema_editor):
    """New ones, also to events that stood in feeds: those were made of the address, where a name may stand."""
    events = apps.get_model("events", "Event").objects
    for pk in events.filter(uid=None).values_list("pk", flat=True):
        events.filter(pk=pk).update(uid=str(uuid.uuid4()))


class Migration(migrations.Migration):
    dependencies = [("events", "0004_uids")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
