"""Releases: what was published and never changes again; and the work that leads to one."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publications.models import Edition
from reports.models.report import AnnualReport

ENDINGS = {"pdf": "pdf", "light": "light.pdf", "text": "txt", "page": "html"}
FORMAT_LABELS = {"pdf": "PDF", "light": _("smaller PDF"), "text": _("plain text"), "page": _("page to read offline")}


class ReleaseStorage(FileSystemStorage):
    """The folder of releases, under REPORTS_ROOT; handed out by views alone."""

    @property
    def base_location(self):
        return settings.REPORTS_ROOT / "releases"

    @property
    def withdrawn_location(self):
        """Where the files of releases lie that the public may no longer have."""
        return settings.REPORTS_ROOT / "withdrawn"

    @property
    def location(self):
        return str(self.base_location)


def release_storage():
    return ReleaseStorage()


class ReleaseFileField(models.FileField):
    """A file of a release, in the folder of its report."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "upload_to": release_name, "storage": release_storage})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: value for key, value in kwargs.items() if key not in ("upload_to", "storage")}


def release_name(release, filename):
    return f"{release.report.slug}/{release.number}/{filename}"


class ImmutableError(Exception):
    """A release is never altered: what is wrong in it is put right in the next one."""


class ReleaseQuerySet(models.QuerySet):
    def without_data(self):
        """For whoever asks only what there is: what was printed, and what changed, is long."""
        return self.defer("data", "changes", "accepted")

    def public(self):
        from reports.models.withdrawal import out_of_reach  # which needs the release first

        return self.exclude(out_of_reach())

    def select_for_update(self, of=("self",), **how):
        """Its own row: PostgreSQL locks none that a join may lack."""
        return super().select_for_update(of=of, **how)

    def update(self, **values):
        raise ImmutableError(_("Releases are never altered. Publish a new one."))

    def delete(self):
        raise ImmutableError(_("Releases are never deleted. Withdraw the report, if nobody may read it."))


class ReleaseManager(models.Manager.from_queryset(ReleaseQuerySet)):
    def get_queryset(self):
        """With what says where its files lie."""
        return super().get_queryset().select_related("withdrawal")


class Release(models.Model):
    """One frozen, published report. Written once, when its files are on disk, and never altered."""

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField()
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    file = ReleaseFileField(_("PDF"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    pages = models.PositiveSmallIntegerField()
    forms = models.JSONField(
        default=dict, help_text=_("The same report in other forms: {form: {name, sha256, size}}; light, text, page.")
    )
    print_hash = models.CharField(max_length=64, help_text=_("Of the data and of the code that printed it."))
    content_hash = models.CharField(
        max_length=64, blank=True, help_text=_("SHA-256 of the data; printed in every form.")
    )
    data = models.JSONField(help_text=_("The data it was printed from, as gathered."))
    changes = models.JSONField(default=list, help_text=_("What changed since the release before, field by field."))
    accepted = models.JSONField(default=list, help_text=_("The warnings that were accepted, each with its reason."))
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="releases"
    )
    publisher = models.CharField(max_length=150, help_text=_("Their name then. Never shown to the public."))
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, blank=True, related_name="release")

    objects = ReleaseManager()

    class Meta:
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="reports_release_number_once"),
        ]

    def __str__(self):
        return _("%(report)s, release %(number)s") % {"report": self.report, "number": self.number}

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableError(_("%(release)s is never altered. Publish a new release.") % {"release": self})
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("reports:release", args=[self.report.slug, self.number])

    def delete(self, *args, **kwargs):
        raise ImmutableError(
            _("%(release)s is never deleted. Withdraw the report, if nobody may read it.") % {"release": self}
        )

    @property
    def files(self):
        """{form: {"name", "sha256"}} of all its files, the PDF first."""
        return {"pdf": {"name": self.file.name, "sha256": self.sha256}, **self.forms}

    @property
    def is_withdrawn(self):
        return hasattr(self, "withdrawal")

    @property
    def is_public(self):
        """Whether the public may have it; also where a script changed a person’s naming behind everybody’s back."""
        return not self.is_withdrawn and not self.named.no_longer_allowed().exists()

    def path(self, form):
        storage = ReleaseStorage()
        folder = storage.withdrawn_location if self.is_withdrawn else storage.base_location
        return folder / self.files[form]["name"]

    def file_url(self, form):
        return reverse("reports:release_file", args=[self.report.slug, self.number, ENDINGS[form]])

    @property
    def downloads(self):
        """[(what, address, bytes)] of the files that are there, as readers choose among them."""
        return [(FORMAT_LABELS[form], self.file_url(form), self.size(form)) for form in self.files]

    @property
    def checksums(self):
        """[(what, SHA-256)] of its files."""
        return [(FORMAT_LABELS[form], file["sha256"]) for form, file in self.files.items()]

    def size(self, form):
        """In bytes; None where the file is lost."""
        try:
            return self.path(form).stat().st_size
        except OSError:
            return None


class AcceptedWarning(models.Model):
    """A warning of the check that somebody has looked at and lets stand. It lapses when what it warns of changes."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="accepted_warnings")
    key = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, help_text=_("Why it may stand. Kept with the release."))
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["accepted_at"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="reports_warning_accepted_once"),
        ]

    def __str__(self):
        return self.reason


class Publishing(models.Model):
    """One attempt to publish a report: how far it is, and why it failed if it did."""

    class Stage(models.TextChoices):
        WAITING = "waiting", _("Waiting for the worker")
        CHECKING = "checking", _("Checking the records")
        GATHERING = "gathering", _("Gathering the records")
        LAYOUT = "layout", _("Laying out the pages")
        DRAWING = "drawing", _("Drawing the pages")
        OTHER_FORMS = "forms", _("Making the smaller files")
        STORING = "storing", _("Storing the files")
        DONE = "done", _("Published")
        FAILED = "failed", _("Failed")

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="publishings")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.WAITING)
    page = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now=True, help_text=_("When the worker last said how far it is."))
    release = models.OneToOneField(Release, models.SET_NULL, null=True, blank=True, related_name="publishing")

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return f"{self.report}: {self.get_stage_display()}"


class SeenPreview(models.Model):
    """What a report said when somebody last looked at its preview: the other half of “what is new since”."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="previews")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    data = models.JSONField()
    seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "user"], name="reports_one_preview_a_person")]

    def __str__(self):
        return f"{self.report}, seen by {self.user}"


class Editing(models.Model):
    """Who has a report, or a part of it, open in the admin just now."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="editors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    part = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "user", "part"], name="reports_editing_once")]

    def __str__(self):
        return f"{self.user}: {self.report}"
