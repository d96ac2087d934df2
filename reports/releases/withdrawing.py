"""Withdrawing: a release that shows what somebody no longer allows leaves public reach; its report is released anew.

All of it in the transaction that saves the person or the photo. The files leave the folder of releases before the
commit: whoever serves from a link finds nothing there from then on. If the commit does not come,
`reports.releases.latest` puts them back; if the process dies after it, whoever looks next finds the link that is to go.
"""

import contextlib

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from core.photos import Photo
from members.models import Person
from members.redaction.redactor import names_of
from publications.models import Edition
from reports.models import AnnualReport, Publishing, Release, Withdrawal
from reports.output.printing import forget_drafts
from reports.releases import latest as current
from reports.releases.consents import has_initials, names_in, picture_of, words_of
from reports.releases.tasks import publish


def follow(before, now):
    """For `core.consent.followers`."""
    lock_reports()
    forget_drafts()
    withdraw(list(releases_that_show(before, now)), f"{now}: {now.allowed}")


def lock_reports():
    """Whoever freezes a release waits for whoever withdraws, and the other way round: neither misses the other."""
    list(AnnualReport.objects.select_for_update().order_by("pk").values_list("pk"))


def releases_that_show(before, now):
    """The releases in public reach that show what `now` no longer allows."""
    shows = shows_person(before, now) if isinstance(now, Person) else shows_photo(before)
    for release in Release.objects.filter(withdrawal=None).select_related("report").iterator(chunk_size=1):
        if shows(release):
            yield release


def shows_person(before, now):
    """By a name that it has or had, by its initials where they are no longer allowed, or as a release itself knows."""
    names = [*(names_of(before) if before else ()), *names_of(Person.objects.withholding().get(pk=now.pk))]
    had_initials = before and before.naming == Person.Naming.INITIALS != now.naming
    initials = before.public_name if had_initials else ""
    known, order = dict(now.named_in.values_list("release", "naming")), list(Person.Naming)

    def shows(release):
        if release.pk in known and order.index(known[release.pk]) < order.index(now.naming):
            return True
        text = words_of(release.data, text_of(release))
        return bool(names_in(text, names)) or bool(initials and has_initials(text, initials))

    return shows


def shows_photo(before):
    picture = picture_of(before)
    return lambda release: picture in words_of(release.data)


def text_of(release):
    """Its plain text, where that is on disk: there a name is found that stands in two fields side by side."""
    with contextlib.suppress(OSError, KeyError):
        return release.path("text").read_text()
    return ""


def withdraw(releases, cause):
    for release in releases:
        Withdrawal.objects.create(release=release, cause=cause[:400])
        own_files = [file["sha256"] for file in release.files.values()]
        Edition.objects.filter(Q(release=release) | Q(checksum__in=own_files)).update(withdrawn=True)
    for release in releases:
        current.move_away(release)
    transaction.on_commit(current.point)
    for report in AnnualReport.objects.published().filter(releases__in=releases).distinct():
        if report.releases.without_data().first() in releases:
            release_anew(report)


def release_anew(report):
    """Ask the worker for a release that says what the records say when it comes to it."""
    attempt = Publishing.objects.create(report=report)
    publish.enqueue(attempt.pk, None)


def withdraw_overdue():
    """Withdraw what a script made unfit to be shown without saving the record itself. Returns the releases."""
    with transaction.atomic():
        lock_reports()
        reach = Release.objects.filter(withdrawal=None).select_related("report")
        overdue = dict.fromkeys(reach.exclude(pk__in=Release.objects.public()), gettext("a person’s naming"))
        refused = refused_pictures()
        for release in reach.iterator(chunk_size=1) if refused else ():
            released_words = words_of(release.data)
            if any(picture in released_words for picture in refused):
                overdue.setdefault(release, gettext("a photo’s consent"))
        for cause in dict.fromkeys(overdue.values()):
            withdraw([one for one in overdue if overdue[one] == cause], cause)
    return list(overdue)


def refused_pictures():
    """Of photos without consent, but for pictures that another record has consent for."""
    photos = [photo for model in Photo.__subclasses__() for photo in model._base_manager.exclude(image="")]
    shown = {picture_of(photo) for photo in photos if photo.consent in Photo.SHOWABLE}
    return {picture_of(photo) for photo in photos} - shown
