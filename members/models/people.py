"""People, who decide how they are named."""

from django.db import models

from core.photos import Photo
from core.publishing import PublishedQuerySet
from core.richtext import RichTextField


class PersonQuerySet(models.QuerySet):
    def protected(self):
        """Those who do not want their full name shown."""
        return self.exclude(naming=Person.Naming.FULL)


class Person(models.Model):
    class Naming(models.TextChoices):
        FULL = "full", "Full name"
        INITIALS = "initials", "Initials only"
        WITHHELD = "withheld", "Name withheld"

    honorific = models.CharField(max_length=40, blank=True, help_text="Ms., Dr., H.E.")
    name = models.CharField(
        max_length=120, help_text="The full name, for the secretariat; the public sees what “Naming” allows."
    )
    name_in_script = models.CharField("name in own script", max_length=120, blank=True)
    naming = models.CharField(
        max_length=10,
        choices=Naming,
        default=Naming.WITHHELD,
        help_text="The person’s own decision. It holds on every page, in every feed and in print.",
    )
    affiliation = models.ForeignKey(
        "members.Organisation", models.PROTECT, null=True, blank=True, related_name="people"
    )
    position = models.CharField(max_length=200, blank=True)
    biography = RichTextField(help_text="Shown to the public only with the full name.")
    private_email = models.EmailField(blank=True, help_text="Never shown to the public.")
    private_notes = models.TextField(blank=True, help_text="Never shown to the public.")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self):
        return self.name

    @property
    def public_name(self):
        """The name as the person allows it."""
        match self.naming:
            case self.Naming.FULL:
                return self.name
            case self.Naming.INITIALS:
                return " ".join(f"{word[0]}." for word in self.name.replace("-", " ").split())
        return "Name withheld"

    @property
    def formal_name(self):
        """The public name with its honorific: “Mr. Sokchar Mom”."""
        if self.naming == self.Naming.WITHHELD:
            return self.public_name
        return f"{self.honorific} {self.public_name}".strip()

    @property
    def public_portrait(self):
        """The published portrait of a person who is shown by the full name; else nothing."""
        portrait = getattr(self, "portrait", None)
        return portrait if portrait and portrait.is_published and self.naming == self.Naming.FULL else None


class PortraitQuerySet(PublishedQuerySet):
    def published(self):
        """A face is a name: only of those who show their full name."""
        return super().published().filter(person__naming=Person.Naming.FULL)


class Portrait(Photo):
    person = models.OneToOneField(Person, models.CASCADE, related_name="portrait")

    objects = PortraitQuerySet.as_manager()
