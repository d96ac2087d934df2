import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.dates import PartialDateField
from core.files import DocumentField, sha256
from core.http.reversing import address
from core.l10n.collation import SortKeyField
from core.l10n.languages import LanguageField
from core.permanence import NOT_IN_ERROR, Record, RecordQuerySet
from core.publishing import Publishable, PublishedQuerySet, visible
from core.richtext import RichTextField
from core.text.links import is_former, own_pattern
from core.text.search import SearchTextField
from core.text.slugs import AddressField, unique_slug
from events.models import Event
from members.models import Addressed, Organisation, Person
from members.parties import Party, PartyQuerySet
from projects.models import Activity, Project


class PublicationQuerySet(PublishedQuerySet):
    def newest_first(self):
        return self.order_by(F("date").desc(nulls_last=True), "sort_key", "pk")

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
            Prefetch("editions", Edition.objects.select_related("translator")),
        )


class Publication(Addressed, Publishable):
    """A work. Its languages, parts and files are editions."""

    class Kind(models.TextChoices):
        REPORT = "report", _("Research report")
        PAPER = "paper", _("Paper")
        HANDBOOK = "handbook", _("Handbook")
        CHILDREN = "children", _("Children’s book")
        LESSONS = "lessons", _("Lesson plans")
        PROCEEDINGS = "proceedings", _("Proceedings")
        ANNUAL_REPORT = "annual_report", _("Annual report")
        BOOK = "book", _("Book")
        BOOKLET = "booklet", _("Booklet")
        BIBLIOGRAPHY = "bibliography", _("Bibliography")
        ARTICLE = "article", _("Article")
        WEBSITE = "website", _("Web site")

    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=300, blank=True)
    slug = AddressField(
        max_length=120,
        unique=True,
        help_text=_("The page’s address; made of the title where you leave it empty. It stays when the title changes."),
    )
    kind = models.CharField(max_length=16, choices=Kind)
    abstract = RichTextField(help_text=_("Shown to the public."))
    date = PartialDateField(
        null=True, blank=True, help_text=_("When it came out: 2014 · October 2014 · 9 December 2014.")
    )
    publisher = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="published_publications"
    )
    isbn = models.CharField(_("ISBN"), max_length=20, blank=True)
    ages = models.CharField(max_length=40, blank=True, help_text=_("For children’s books and lessons: “6–7”."))
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="publications")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="publications")
    launch_event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="publications")
    funders = models.ManyToManyField(Organisation, blank=True, related_name="funded_publications")
    note = models.CharField(max_length=400, blank=True, help_text=_("Shown to the public."))
    private_notes = models.TextField(blank=True, help_text=_("Never shown to the public."))
    search_text = SearchTextField("title", "subtitle", "isbn")
    sort_key = SortKeyField("title")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = [F("date").desc(nulls_last=True), "sort_key", "pk"]
        indexes = [models.Index(fields=["date"]), models.Index(fields=["status", "date"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("publications:detail", self.slug)

    @property
    def full_title(self):
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title

    @property
    def last_sure_day(self):
        """The day whose names it carries, where it is known when it came out."""
        return self.date.first if self.date else None

    @property
    def languages(self):
        """The codes of the languages it can be read in, each once."""
        return list(dict.fromkeys(edition.language for edition in self.editions.all()))

    @property
    def documents(self):
        """{name of the download: edition} of those with a file. Made of the address and of numbers alone: what is
        typed into a part or a version, or was the name of the file that came, may hold the name of a person."""
        named = {}
        for edition in self.editions.all():
            if edition.file:
                numbers = (numbered("part", edition.part), numbered("version", edition.version))
                name = "-".join(filter(None, (self.slug, edition.language.lower(), *numbers)))
                named[unique_slug(name, named.__contains__, LONGEST_NAME)] = edition
        return named

    @property
    def is_held(self):
        """Whether it, or a part of it, can be read: from its file, or where it stands on the web."""
        return any(edition.is_held for edition in self.editions.all())


class AuthorshipQuerySet(PartyQuerySet):
    def visible_to(self, user):
        return super().visible_to(user).filter(visible(Authorship._meta.get_field("publication"), user))


class Authorship(Party):
    class Role(models.TextChoices):
        AUTHOR = "author", _("Author")
        EDITOR = "editor", _("Editor")
        ILLUSTRATOR = "illustrator", _("Illustrator")
        CONTRIBUTOR = "contributor", _("Contributor")

    HEADINGS = {
        Role.AUTHOR: ngettext_lazy("Author", "Authors"),
        Role.EDITOR: ngettext_lazy("Editor", "Editors"),
        Role.ILLUSTRATOR: ngettext_lazy("Illustrator", "Illustrators"),
        Role.CONTRIBUTOR: ngettext_lazy("Contributor", "Contributors"),
    }

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="authorships")
    role = models.CharField(max_length=12, choices=Role, default=Role.AUTHOR)
    order = models.PositiveSmallIntegerField(default=0)

    seen_with = "publication"

    objects = AuthorshipQuerySet.as_manager()

    class Meta(Party.Meta):
        ordering = ["order", "pk"]

    @property
    def heading(self):
        return self.HEADINGS[self.role]


def numbered(word, text):
    """“Part 2, revised” as “part-2”."""
    return "-".join([word, *re.findall(r"[0-9]+", text)]) if text else ""


FOLDER = "publications"
LONGEST_NAME = 200  # a disk takes 255 bytes, and a file of the same name eight letters more


def document_name(instance, filename):
    """Named by the work and the language, for whoever looks into the folder; readers get it by `documents`."""
    parts = [instance.publication.slug, instance.language, instance.part, instance.version]
    return f"{FOLDER}/{'-'.join(filter(None, map(slugify, parts)))[:LONGEST_NAME]}.pdf"


class EditionQuerySet(RecordQuerySet):
    def not_held(self):
        """Without a file, and with an address of the former site, which leads back to here."""
        return self.filter(file="", withdrawn=False, release=None, address__iregex=own_pattern())


class Edition(Record):
    """One language, part or version of a publication."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="editions")
    language = LanguageField()
    title = models.CharField(_("title in that language"), max_length=300, blank=True)
    part = models.CharField(max_length=120, blank=True)
    version = models.CharField(max_length=60, blank=True)
    translator = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="translations")
    file = DocumentField(upload_to=document_name, blank=True, help_text=_("A PDF of at most 60 MB."))
    address = models.URLField(
        max_length=400,
        blank=True,
        help_text=_("Where it was published on the web. It goes on working after a title is corrected."),
    )
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    checksum = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    withdrawn = models.BooleanField(
        default=False, editable=False, help_text=_("Its file is out of public reach, and so is its checksum.")
    )
    order = models.PositiveSmallIntegerField(default=0)
    search_text = SearchTextField("title", "part")

    seen_with = "publication"

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "language", "part", "version"],
                condition=NOT_IN_ERROR,
                name="publications_edition_once",
                violation_error_message=_(
                    "This publication already has an edition in this language, part and version."
                ),
            )
        ]

    def __str__(self):
        return " · ".join(filter(None, (self.get_language_display(), self.part, self.version)))

    @property
    def document_url(self):
        named = self.publication.documents.items()
        return address("publications:document", self.publication.slug, *(name for name, one in named if one == self))

    @property
    def is_held(self):
        """Whether a reader comes to its text: in its file, or at an address that is not of the former site."""
        return not self.withdrawn and bool(self.file or (self.address and not is_former(self.address)))

    @property
    def link_words(self):
        """What a link to it is called: “Read in Thai, Part 1”."""
        words = _("Read in %(language)s") % {"language": self.get_language_display()}
        return ", ".join(filter(None, (words, self.part, self.version)))

    @property
    def size(self):
        """The bytes of its file; None where there is none, or it is lost."""
        try:
            return self.file.size
        except (ValueError, OSError):
            return None

    @property
    def public_size(self):
        """None also where it is out of public reach."""
        return None if self.withdrawn else self.size

    def clean(self):
        super().clean()
        if self.file and not self.file._committed:
            self.checksum = sha256(self.file)
            if Edition.objects.exclude(pk=self.pk).filter(checksum=self.checksum, withdrawn=True).exists():
                raise ValidationError({"file": _("This very file was withdrawn from the public. Choose a newer one.")})
        elif not self.file:
            self.checksum = ""
