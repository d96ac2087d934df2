"""A party is an organisation or a person: who joined, took part, wrote or helped."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.permanence import Record, RecordQuerySet
from core.publishing import visible
from core.relations import is_chosen


class PartyQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Without the organisations that this reader may not see."""
        return self.filter(Q(organisation=None) | visible(self.model._meta.get_field("organisation"), user))


class Party(Record):
    organisation = models.ForeignKey(
        "members.Organisation", models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    person = models.ForeignKey("members.Person", models.PROTECT, null=True, blank=True, related_name="%(class)ss")

    part_of = ("organisation",)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person__isnull=True)
                | Q(organisation__isnull=True, person__isnull=False),
                name="%(app_label)s_%(class)s_is_one_party",
                violation_error_message=_("Choose an organisation or a person, not both."),
            )
        ]

    def __str__(self):
        return str(self.organisation or self.person or "")

    @property
    def public_name(self):
        return self.organisation.name if self.organisation_id else self.person.formal_name

    def clean(self):
        super().clean()
        if is_chosen(self, "organisation") == is_chosen(self, "person"):
            raise ValidationError(_("Choose an organisation or a person, one of the two."))
