from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('members', '0001_initial')]

    operations = [
        migrations.RenameField('network', 'colour_voice', 'colour_link'),
        migrations.RenameField('network', 'colour_tint', 'colour_surface'),
    ]
