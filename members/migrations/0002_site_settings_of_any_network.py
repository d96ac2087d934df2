from django.db import migrations, models

import core.l10n.countries
import core.l10n.time_zones
import members.outlines


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
        migrations.AddField(
            model_name="network",
            name="map",
            field=models.CharField(
                choices=[("none", "None"), ("mekong", "The Mekong region"), ("own", "Our own outline")],
                default="none",
                help_text="On the home page, on the cover of reports and with their members, who are counted by country.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="outline",
            field=members.outlines.OutlineField(
                blank=True,
                help_text="GeoJSON or TopoJSON of countries or provinces in degrees (WGS 84), of at most 5 MB. It is drawn "
                "anew, smaller. An outline is a country if it has a code of ISO 3166-1 (iso_a2, iso_a3 …) or its English "
                "name.",
                verbose_name="our own outline",
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="attribution",
            field=models.CharField(
                blank=True,
                help_text="Of our own outline, under it and in the colophon of reports: “Map: Natural Earth, public "
                "domain”.",
                max_length=200,
            ),
        ),
        migrations.AddConstraint(
            model_name="network",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("map", "own"), _negated=True),
                    models.Q(models.Q(("outline", ""), _negated=True), models.Q(("attribution", ""), _negated=True)),
                    _connector="OR",
                ),
                name="members_own_map_is_whole",
                violation_error_message="Our own outline needs its file and its attribution.",
            ),
        ),
    ]
