from django.db import migrations, models

import core.l10n.countries


class Migration(migrations.Migration):
    dependencies = [("members", "0002_site_settings_of_any_network")]

    operations = [
        migrations.AddField(  # those on record listed these first
            model_name="network",
            name="countries",
            field=core.l10n.countries.CountryListField(
                default=["MM", "KH", "CN", "LA", "TH", "VN"],
                help_text="Those it works in, each on a line, in the order of its lists. All others follow them by name.",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="spelling",
            name="write",
            field=models.CharField(help_text="“centre”", max_length=80),
        ),
        migrations.AlterField(
            model_name="spelling",
            name="instead_of",
            field=models.CharField(help_text="“center”", max_length=80),
        ),
    ]
