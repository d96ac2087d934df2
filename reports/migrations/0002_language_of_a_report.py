from django.db import migrations

import core.l10n.languages


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="annualreport",
            name="language",
            field=core.l10n.languages.LanguageField(
                default="en",
                help_text="None that is written from right to left (Arabic, Hebrew, Persian, Urdu …); names in them may "
                "be.",
            ),
        ),
    ]
