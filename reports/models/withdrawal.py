"""What takes a release out of public reach: whom it names, and that one of them allows it no longer."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from reports.models.release import ImmutableError, Release


class NamedPersonQuerySet(models.QuerySet):
    def no_longer_allowed(self):
        naming = Person.Naming
        in_full = Q(naming=naming.FULL) & ~Q(person__naming=naming.FULL)
        return self.filter(in_full | Q(naming=naming.INITIALS, person__naming=naming.WITHHELD))


class NamedPerson(models.Model):
    """A person whom a release names, and how. Private: the list would say who is protected."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="named")
    person = models.ForeignKey(Person, models.PROTECT, related_name="named_in")
    naming = models.CharField(max_length=10, choices=Person.Naming)

    objects = NamedPersonQuerySet.as_manager()

    class Meta:
        ordering = ["person"]
        constraints = [models.UniqueConstraint(fields=["release", "person"], name="reports_named_once_in_a_release")]

    def __str__(self):
        return f"{self.person}, in {self.release}"


class Withdrawal(models.Model):
    """A release whose files are out of public reach, for good: what is allowed again is a new release."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="withdrawal")
    cause = models.CharField(max_length=400, help_text=_("Who or what allows it no longer. Never shown to the public."))
    withdrawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-withdrawn_at"]

    def __str__(self):
        return _("%(release)s, withdrawn") % {"release": self.release}

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableError(_("%(release)s is withdrawn for good. Publish a new one.") % {"release": self.release})
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ImmutableError(_("%(release)s is withdrawn for good. Publish a new one.") % {"release": self.release})


def out_of_reach():
    """The condition under which a release is not public, whether its files have been moved already or not."""
    no_longer = NamedPerson.objects.no_longer_allowed().filter(release=OuterRef("pk"))
    return Q(withdrawal__isnull=False) | Exists(no_longer)
