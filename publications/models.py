from pathlib import PurePath

from django.db import models
from django.db.models import F, Prefetch
from django.urls import reverse
from django.utils.text import slugify

from core.dates import PartialDateField
from core.files import sha256, validate_pdf
from core.languages import LanguageField
from core.publishing import Publishable, PublishedQuerySet
from core.richtext import RichTextField
from events.models import Event
from members.models import Organisation, Person
from members.parties import Party, PartyQuerySet
from projects.models import Activity, Project


class PublicationQuerySet(PublishedQuerySet):
    def newest_first(self):
        return self.order_by(F("date").desc(nulls_last=True), "title")

    def for_directory(self):
        return self.newest_first().prefetch_related("editions")

    def for_page(self, user):
        """With all that a publication’s page shows, as far as `user` may see it."""
        return self.prefetch_related(
            Prefetch("publisher", Organisation.objects.visible_to(user).select_related("parent")),
            Prefetch("project", Project.objects.visible_to(user)),
            Prefetch("launch_event", Event.objects.visible_to(user)),
            Prefetch("funders", Organisation.objects.visible_to(user).select_related("parent")),
            Prefetch(
                "authorships",
                Authorship.objects.visible_to(user).select_related("organisation__parent", "person"),
            ),
            Prefetch("editions", Edition.objects.select_related("publication", "translator")),
        )


class Publication(Publishable):
    """A work. Its languages, parts and files are editions."""

    class Kind(models.TextChoices):
        REPORT = "report", "Research report"
        PAPER = "paper", "Paper"
        HANDBOOK = "handbook", "Handbook"
        CHILDREN = "children", "Children’s book"
        LESSONS = "lessons", "Lesson plans"
        PROCEEDINGS = "proceedings", "Proceedings"
        ANNUAL_REPORT = "annual_report", "Annual report"
        BOOK = "book", "Book"
        BOOKLET = "booklet", "Booklet"
        BIBLIOGRAPHY = "bibliography", "Bibliography"
        ARTICLE = "article", "Article"
        WEBSITE = "website", "Web site"

    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=300, blank=True)
    slug = models.SlugField(
        max_length=120, unique=True, help_text="The page’s address. It stays when the title changes."
    )
    kind = models.CharField(max_length=16, choices=Kind)
    abstract = RichTextField(help_text="Shown to the public.")
    date = PartialDateField(null=True, blank=True, help_text="When it came out: 2014 · October 2014 · 9 December 2014.")
    publisher = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="published_works")
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    ages = models.CharField(max_length=40, blank=True, help_text="For children’s books and lessons: “6–7”.")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="publications")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="publications")
    launch_event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="publications")
    funders = models.ManyToManyField(Organisation, blank=True, related_name="funded_publications")
    note = models.CharField(max_length=400, blank=True, help_text="Shown to the public.")
    private_notes = models.TextField(blank=True, help_text="Never shown to the public.")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = [F("date").desc(nulls_last=True), "title"]
        indexes = [models.Index(fields=["date"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("publications:detail", args=[self.slug])

    @property
    def full_title(self):
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title

    @property
    def languages(self):
        """The codes of the languages it can be read in, each once."""
        return list(dict.fromkeys(edition.language for edition in self.editions.all()))


class AuthorshipQuerySet(PartyQuerySet):
    def visible_to(self, user):
        return super().visible_to(user).filter(publication__in=Publication.objects.visible_to(user))


class Authorship(Party):
    class Role(models.TextChoices):
        AUTHOR = "author", "Author"
        EDITOR = "editor", "Editor"
        ILLUSTRATOR = "illustrator", "Illustrator"
        CONTRIBUTOR = "contributor", "Contributor"

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="authorships")
    role = models.CharField(max_length=12, choices=Role, default=Role.AUTHOR)
    order = models.PositiveSmallIntegerField(default=0)

    objects = AuthorshipQuerySet.as_manager()

    class Meta(Party.Meta):
        ordering = ["order", "pk"]


FOLDER = "publications"


def document_name(instance, filename):
    """Named by the work and the language, as a reader will find it in a folder of downloads."""
    parts = [instance.publication.slug, instance.language, instance.part, instance.version]
    return f"{FOLDER}/{'-'.join(filter(None, map(slugify, parts)))}.pdf"


class Edition(models.Model):
    """One language, part or version of a publication."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="editions")
    language = LanguageField()
    title = models.CharField("title in that language", max_length=300, blank=True)
    part = models.CharField(max_length=120, blank=True)
    version = models.CharField(max_length=60, blank=True)
    translator = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="translations")
    file = models.FileField(
        upload_to=document_name, blank=True, validators=[validate_pdf], help_text="A PDF of at most 60 MB."
    )
    address = models.URLField(
        max_length=400,
        blank=True,
        help_text="Where it was published on the web. It goes on working after a title is corrected.",
    )
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    checksum = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "language", "part", "version"],
                name="publications_edition_once",
                violation_error_message="This publication already has an edition in this language, part and version.",
            )
        ]

    def __str__(self):
        return " · ".join(filter(None, (self.get_language_display(), self.part, self.version)))

    @property
    def document_url(self):
        return reverse("publications:document", args=[self.publication.slug, PurePath(self.file.name).stem])

    @property
    def size(self):
        """The bytes of its file; None where there is none, or it is lost."""
        try:
            return self.file.size
        except (ValueError, OSError):
            return None

    def clean(self):
        super().clean()
        if self.file and not self.file._committed:
            self.checksum = sha256(self.file)
        elif not self.file:
            self.checksum = ""
