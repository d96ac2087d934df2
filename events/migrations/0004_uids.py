from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0003_sort_keys_and_search_texts")]
    operations = [
        migrations.AddField("event", "uid", models.CharField(max_length=100, null=True, editable=False)),
    ]
