from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0003_map_that_was_shown")]

    operations = [migrations.RemoveField(model_name="network", name="shows_map")]
