from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0005_mark_members")]

    operations = [
        migrations.AlterModelOptions(
            name="person",
            options={
                "ordering": ["sort_key", "pk"],
                "permissions": [
                    ("view_withheld_names", "Can read names that are withheld from the public"),
                    ("view_drafts", "Can see drafts on the public pages"),
                ],
                "verbose_name_plural": "people",
            },
        ),
    ]
