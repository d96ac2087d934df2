"""What the forms of staff need to remember. Nothing here is a record of the network’s."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.functional import cached_property


class Submission(models.Model):
    """An add form that was sent and saved: its one-time token, and the record it made."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    content_type = models.ForeignKey(ContentType, models.CASCADE, null=True, related_name="+")
    object_id = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="core_submission_once")]

    def __str__(self):
        return self.token

    @property
    def is_spent(self) -> bool:
        """Its form has made a record, whatever became of that."""
        return bool(self.object_id)

    @cached_property
    def record(self) -> models.Model | None:
        """None where it was deleted since."""
        return self.content_type and self.content_type.model_class()._base_manager.filter(pk=self.object_id).first()
