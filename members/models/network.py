"""The site settings of a network: how it looks, what it calls the countries, how it spells. Settings, not code."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.colours import contrast
from core.dates import PartialDateField
from core.l10n.countries import GMS, CountryField, CountryListField, country_order
from core.l10n.languages import LanguageField
from core.l10n.time_zones import TimeZoneField
from core.richtext import RichTextField
from members.models.organisations import Organisation
from members.outlines import OutlineField

HEX = RegexValidator(r"^#[0-9a-f]{6}\Z", _("Write a colour as # and six of 0–9 and a–f: #0b5563."))
PAPER, READABLE = "#fbf8f2", 4.5  # of contrast, as WCAG asks of text


class Colour(models.CharField):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 7, "validators": [HEX], **kwargs})


class Network(models.Model):
    """The settings of a body that publishes reports. Its name, acronym and logo are its organisation’s."""

    class Map(models.TextChoices):
        NONE = "none", _("None")
        MEKONG = "mekong", _("The Mekong region")
        OWN = "own", _("Our own outline")

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="network")
    is_site = models.BooleanField(_("this site is its own"), default=False)
    region = models.CharField(max_length=120, blank=True, help_text=_("Where it works. Stands above its name."))
    founded = PartialDateField(
        null=True, blank=True, help_text=_("A year, a month or a day. For the time before it pages count no members.")
    )
    tagline = models.CharField(
        max_length=250, blank=True, help_text=_("What it is, in a sentence, at the foot of pages.")
    )
    legal_name = models.CharField(
        max_length=200, blank=True, help_text=_("As it is registered, where that is not its name. Shown to the public.")
    )
    registration = models.CharField(
        _("registration numbers"),
        max_length=200,
        blank=True,
        help_text=_("With the register that gave each: “RNA W751234567”. Shown to the public."),
    )
    registered_office = models.CharField(max_length=250, blank=True, help_text=_("Its address. Shown to the public."))
    licence = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("Under which texts may be used again: “CC BY 4.0”. At the foot of pages."),
    )
    licence_url = models.URLField(_("address of the licence"), blank=True)
    time_zone = TimeZoneField(help_text=_("In which it is today, and the times of what was done are shown."))
    countries = CountryListField(
        help_text=_("Those it works in, each on a line, in the order of its lists. All others follow them by name.")
    )
    colour_ink = Colour(_("text"), default="#1b2a2e")
    colour_link = Colour(_("links and the network’s own voice"), default="#0b5563")
    colour_accent = Colour(_("accent"), default="#9c3f17")
    colour_surface = Colour(_("tints and cover"), default="#f1ead9")
    map = models.CharField(
        max_length=10,
        choices=Map,
        default=Map.NONE,
        help_text=_("On the home page, on the cover of reports and with their members, who are counted by country."),
    )
    outline = OutlineField(
        _("our own outline"),
        blank=True,
        help_text=_(
            "GeoJSON or TopoJSON of countries or provinces in degrees (WGS 84), of at most 5 MB. It is drawn anew, "
            "smaller. An outline is a country if it has a code of ISO 3166-1 (iso_a2, iso_a3 …) or its English name."
        ),
    )
    attribution = models.CharField(
        max_length=200,
        blank=True,
        help_text=_(
            "Of our own outline, under it and in the colophon of reports: “Map: Natural Earth, public domain”."
        ),
    )
    colophon = RichTextField(help_text=_("At the end of its reports, where a report has no colophon of its own."))

    class Meta:
        ordering = ["organisation__sort_key"]
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [
            models.UniqueConstraint(
                fields=["is_site"],
                condition=models.Q(is_site=True),
                name="members_one_network_of_the_site",
                violation_error_message=_("This site is another network’s own already. Untick it there first."),
            ),
            models.CheckConstraint(
                condition=~models.Q(map="own") | ~models.Q(outline="") & ~models.Q(attribution=""),
                name="members_own_map_is_whole",
                violation_error_message=_("Our own outline needs its file and its attribution."),
            ),
        ]

    def __str__(self):
        return str(self.organisation)

    @property
    def countries_on_map(self):
        """In the order of its lists."""
        if self.map == self.Map.OWN:
            return sorted((self.outline.drawing or {}).get("countries", []), key=country_order)
        return GMS if self.map == self.Map.MEKONG else []

    def clean(self):
        super().clean()
        if self.founded and self.founded.first > timezone.localdate():
            raise ValidationError({"founded": _("This day has not come yet.")})
        self._check_colours()
        self._check_map()

    def _check_map(self):
        if self.map != self.Map.OWN:
            return
        missing = {}
        if not self.outline:
            missing["outline"] = _("Choose the file of your outline, or another map.")
        if not self.attribution.strip():
            missing["attribution"] = _("Say who made the outline, and under which licence.")
        if missing:
            raise ValidationError(missing)

    def _check_colours(self):
        written = {field.name: getattr(self, field.name) for field in self._meta.fields if isinstance(field, Colour)}
        surface = written.pop("colour_surface")
        grounds = [ground for ground in (PAPER, surface) if HEX.regex.fullmatch(ground)]
        too_light = {
            name: _("This cannot be read on the paper or on the tint. Choose a darker one, or a lighter tint.")
            for name, colour in written.items()
            if HEX.regex.fullmatch(colour) and any(contrast(colour, ground) < READABLE for ground in grounds)
        }
        if too_light:
            raise ValidationError(too_light)


class CountryName(models.Model):
    """What a network calls a country, in one language, where that differs from common usage."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="country_names")
    country = CountryField()
    language = LanguageField(default="en")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["country", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "country", "language"],
                name="members_country_named_once",
                violation_error_message=_("This country has a name in this language already."),
            )
        ]

    def __str__(self):
        return self.name


class Spelling(models.Model):
    """How a network writes a word, and the spellings it does not use. The check of a report looks for them."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="spellings")
    write = models.CharField(max_length=80, help_text=_("“centre”"))
    instead_of = models.CharField(max_length=80, help_text=_("“center”"))

    class Meta:
        ordering = ["write", "instead_of"]
        constraints = [models.UniqueConstraint(fields=["network", "instead_of"], name="members_spelling_once")]

    def __str__(self):
        return f"{self.write}, not {self.instead_of}"
