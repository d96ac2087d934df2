from django.db import migrations
from django.db.models import Exists, OuterRef


def mark(apps, schema_editor):
    known = Exists(apps.get_model("members", "Membership").objects.filter(organisation=OuterRef("pk")))
    apps.get_model("members", "Organisation").objects.filter(known).update(has_membership=True)


class Migration(migrations.Migration):
    dependencies = [("members", "0004_where_a_page_stands")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
