from django.db import migrations, models

import events.models


class Migration(migrations.Migration):
    dependencies = [("events", "0005_give_uids")]
    operations = [
        migrations.AlterField(
            "event",
            "uid",
            models.CharField(max_length=100, unique=True, default=events.models.new_uid, editable=False),
        ),
    ]
