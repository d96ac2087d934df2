from django.db import migrations


def to_choice(apps, schema_editor):
    apps.get_model("members", "Network").objects.filter(shows_map=True).update(map="mekong")


def to_tick(apps, schema_editor):
    networks = apps.get_model("members", "Network").objects
    networks.filter(map="mekong").update(shows_map=True)
    networks.exclude(map="mekong").update(shows_map=False)


class Migration(migrations.Migration):
    dependencies = [("members", "0002_site_settings_of_any_network")]

    operations = [migrations.RunPython(to_choice, to_tick)]
