"""Snapshots: the files of a release on disk first, then its record, in one transaction, and nothing ever after.

Killed between the two, files are left that no record names. They are cleared away when the attempt is written down
as failed, or by the next release of the report, which takes the same number.
"""

import hashlib
import io
import shutil

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.files import write_whole
from core.schema import as_json
from publications.models import Edition, Publication
from reports.languages import fixed_words
from reports.models import AnnualReport, FinanceLine, NamedPerson, Publishing, Release
from reports.models.release import ENDINGS
from reports.releases.consents import consents, named_people

READ_ONLY = 0o440


def next_number(report):
    latest = report.releases.without_data().first()
    return latest.number + 1 if latest else 1


def folder_of(report, number):
    return settings.REPORTS_ROOT / "releases" / report.slug / str(number)


def clear(report):
    """Remove the files of an attempt that came to nothing: those that the next release would take the place of."""
    shutil.rmtree(folder_of(report, next_number(report)), ignore_errors=True)


def write(report, number, forms):
    """Write {form: bytes} into the folder of the release. Returns {form: {"name", "sha256", "size"}}."""
    folder = folder_of(report, number)
    if folder.exists():  # of an attempt that was killed
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    try:
        return {form: _write(report, folder, number, form, content) for form, content in forms.items()}
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)  # a full disk is not left fuller
        raise


def _write(report, folder, number, form, content):
    path = folder / f"{file_stem(report)}-release-{number}.{ENDINGS[form]}"
    write_whole(path, content, mode=READ_ONLY)
    name = path.relative_to(settings.REPORTS_ROOT / "releases")
    return {"name": str(name), "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def file_stem(report):
    """“mmn-annual-report-2014”: a name that every system can hold."""
    words = slugify(f"{report.network.acronym or report.network.name} {report.title}")[:80].strip("-")
    return "-".join(filter(None, (words, report.slug)))


def page_count(pdf):
    import pikepdf  # slow to import, and only the worker needs it

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


class ConsentsChanged(Exception):
    """Somebody’s naming or a photo’s consent was changed while the files were made."""


@transaction.atomic
def record(publishing, issue, *, allowed, text, files, pages, print_hash, data, changes, accepted):
    """The release and its edition, and the attempt as done: all of them or none. Raises ConsentsChanged.

    `allowed` is the token of the consents before the records were read.
    """
    report, now = AnnualReport.objects.select_for_update().get(pk=publishing.report_id), timezone.now()
    if consents() != allowed:
        raise ConsentsChanged(_("How a person or a photo may be shown was changed meanwhile. Look at it again."))
    pdf = files.pop("pdf")
    release = Release(
        report=report,
        number=issue.number,
        supersedes=report.releases.without_data().first(),
        file=pdf["name"],
        sha256=pdf["sha256"],
        pages=pages,
        forms=files,
        print_hash=print_hash,
        content_hash=issue.content_hash,
        data=as_json(data),
        changes=changes,
        accepted=accepted,
        published_at=issue.published_at,
        published_by=publishing.asked_by,
        publisher=str(publishing.asked_by or ""),
    )
    release.edition = _edition(release)
    release.save()
    NamedPerson.objects.bulk_create(named_people(release, text))
    AnnualReport.objects.filter(pk=report.pk).update(status=AnnualReport.Status.PUBLISHED)
    counted = FinanceLine.objects.filter(network=report.network, first_published=None).within(*report.days)
    counted.update(first_published=now)
    library_follows(report)
    done = {"stage": Publishing.Stage.DONE, "release": release, "failure": "", "seen_at": now}
    Publishing.objects.filter(pk=publishing.pk).update(**done)
    return release


def _edition(release):
    with fixed_words(release.report.language):  # as the release itself says it
        version = gettext("Release %(number)s") % {"number": release.number}
    return Edition.objects.create(
        publication=_publication(release.report),
        language=release.report.language,
        version=version,
        address=f"{settings.SITE_URL}{release.file_url('pdf')}",
        pages=release.pages,
        checksum=release.sha256,
        order=release.number,
    )


def _publication(report):
    """The work that the releases of this report, and of the same period in other languages, are editions of."""
    siblings = AnnualReport.objects.filter(network=report.network, start=report.start, end=report.end)
    known = Publication.objects.filter(editions__release__report__in=siblings).first()
    slug = f"annual-report-{report.slug}"
    known = known or Publication.objects.filter(kind=Publication.Kind.ANNUAL_REPORT, slug=slug).first()
    if known:
        return known
    taken = Publication.objects.filter(slug=slug).exists()
    return Publication.objects.create(
        title=f"{report.title} {report.period}",
        slug=f"{slug}-releases" if taken else slug,
        kind=Publication.Kind.ANNUAL_REPORT,
        date=timezone.localdate().isoformat(),
        publisher=report.network,
        status=Publication.Status.PUBLISHED,
    )


def library_follows(report):
    """A work whose editions are all releases is open as long as one of the reports they are releases of is."""
    publications = Publication.objects.filter(editions__release__report=report).exclude(editions__release__isnull=True)
    for work in publications.distinct():
        is_open = AnnualReport.objects.published().filter(releases__edition__publication=work).exists()
        work.status = work.Status.PUBLISHED if is_open else work.Status.DRAFT
        work.save(update_fields=["status"])
