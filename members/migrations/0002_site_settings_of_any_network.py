from django.db import migrations, models

import core.l10n.time_zones


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="network",
            name="legal_name",
            field=models.CharField(
                blank=True,
                help_text="As it is registered, where that is not its name. Shown to the public.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="licence",
            field=models.CharField(
                blank=True,
                help_text="Under which texts may be used again: “CC BY 4.0”. At the foot of pages.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="licence_url",
            field=models.URLField(blank=True, verbose_name="address of the licence"),
        ),
        migrations.AddField(
            model_name="network",
            name="registered_office",
            field=models.CharField(blank=True, help_text="Its address. Shown to the public.", max_length=250),
        ),
        migrations.AddField(
            model_name="network",
            name="registration",
            field=models.CharField(
                blank=True,
                help_text="With the register that gave each: “RNA W751234567”. Shown to the public.",
                max_length=200,
                verbose_name="registration numbers",
            ),
        ),
        migrations.AddField(  # those on record were kept in the zone that was everybody's until now
            model_name="network",
            name="time_zone",
            field=core.l10n.time_zones.TimeZoneField(
                default="Asia/Bangkok", help_text="In which it is today, and the times of what was done are shown."
            ),
            preserve_default=False,
        ),
    ]
