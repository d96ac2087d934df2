from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class FormerAddress(models.Model):
    """A path at which a record's page stood before. No foreign key: one question answers for every kind of record."""

    path = models.CharField(max_length=300, unique=True)
    model = models.CharField(max_length=100)  # as Django writes it: “events.event”
    record = models.BigIntegerField()

    def __str__(self):
        return self.path


class NamelessAddress(models.Model):
    """A record whose `slug`, in whatever address it stands, holds no protected name."""

    class Meta:
        abstract = True

    def clean(self):
        from members.addresses import offered, protected_parts  # which asks the models

        super().clean()
        if protected_parts(self.slug or ""):
            words = _(
                "This address holds the name of a person who chose not to be named in full. Write another: it could be "
                "“%(offer)s”."
            )
            raise ValidationError({"slug": words % {"offer": offered(self)}})


class Addressed(NamelessAddress):
    """A record with a page of its own, at `slug`: its former addresses go on leading to it."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        records = type(self)._base_manager
        stored = None if self._state.adding else records.filter(pk=self.pk).first()
        super().save(*args, **kwargs)
        path = records.get(pk=self.pk).get_absolute_url()  # as stored: what was given as text is a date by now
        FormerAddress.objects.filter(path=path).delete()
        if stored and (former := stored.get_absolute_url()) != path:
            target = {"model": self._meta.label_lower, "record": self.pk}
            FormerAddress.objects.update_or_create(path=former, defaults=target)
