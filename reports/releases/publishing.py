"""Publishing: from the records to a frozen release, in the background, one attempt of a report at a time."""

import contextlib
import hashlib
import json
import logging
import time

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.files import unwritten
from core.locks import Held, is_held, lock
from core.pdf import PrintError
from core.schema import as_json
from reports.checks import BLOCKING, check, fitting
from reports.checks.words import NAME
from reports.data.gather import gather
from reports.models import Publishing
from reports.output.formats import page_form, text_form
from reports.output.html import report_html, report_pdf
from reports.output.printing import print_hash, printed
from reports.releases import snapshots
from reports.releases.colophon import Issue
from reports.releases.consents import consents
from reports.releases.in_error import release_changes
from reports.releases.latest import point
from reports.releases.tasks import publish

log = logging.getLogger(__name__)
Stage = Publishing.Stage
FINISHED = [Stage.DONE, Stage.FAILED]
UNTAKEN_SECONDS = 15  # a worker asks for work every second
PROGRESS_SECONDS = 0.5
STAGES = {"laying": Stage.LAYOUT, "drawing": Stage.DRAWING}  # by the first word of what the printer says
NOT_BLOCKING_ANEW = [NAME.name, fitting.BEYOND.name]  # what a person asked for does not wait for them
LATER = _("Nothing was published, and the release before it is still served.")
LATER_ANEW = _("Nothing was published. The release before it was withdrawn, and its address says so.")


TRIES = 3  # of a release anew, while consents are changed as it is made


class NotPublished(Exception):
    """Why there is no release, in words for the secretariat."""


# Asking for it


def version_token(report, data):
    """Of what somebody agreed to publish: the data, and the release it follows."""
    facts = json.dumps([as_json(data), snapshots.next_number(report)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(facts.encode()).hexdigest()


def ask(report, user, token):
    """Ask the worker to publish what `token` stands for. Returns the attempt; the one under way, if there is one."""
    with transaction.atomic():
        type(report).objects.select_for_update().get(pk=report.pk)  # of two who ask at once, one waits for the other
        reap(report.publishings)
        if (attempt := under_way(report)) and not is_untaken(attempt):
            return attempt
        if attempt:
            _end(attempt, _("No worker took it up, so it was asked for again."))
        attempt = Publishing.objects.create(report=report, asked_by=user)
    publish.enqueue(attempt.pk, token)
    attempt.refresh_from_db()
    return attempt


def under_way(report):
    """The attempt that waits or works, or None."""
    open_ones = report.publishings.exclude(stage__in=FINISHED)
    return next((one for one in open_ones if one.stage == Stage.WAITING or is_held(_lock_name(report))), None)


def is_made(report):
    attempt = under_way(report)
    return bool(attempt) and not is_untaken(attempt)


def has_died(attempt):
    """Whether its process is gone, whatever is written down of it. Pages ask this; they write nothing."""
    if attempt.stage in (Stage.WAITING, *FINISHED) or is_held(_lock_name(attempt.report)):
        return False
    attempt.refresh_from_db(fields=["stage", "failure", "release"])  # it may have ended just now
    return attempt.stage not in FINISHED


def reap(attempts):
    """Write down as failed those that have died, and clear away what they left."""
    for attempt in attempts.exclude(stage__in=FINISHED).select_related("report"):
        if has_died(attempt):
            _end(attempt, died(attempt))
            with contextlib.suppress(Held, OSError), lock(_lock_name(attempt.report), patience=0):
                snapshots.clear(attempt.report)


def died(attempt):
    words = _("The worker stopped while it was at “%(stage)s”. %(later)s Publish again.")
    return words % {"stage": attempt.get_stage_display(), "later": later(attempt)}


def is_untaken(attempt):
    waited = (timezone.now() - attempt.asked_at).total_seconds()
    return attempt.stage == Stage.WAITING and waited > UNTAKEN_SECONDS


def later(attempt):
    """What is served after an attempt that came to nothing."""
    with contextlib.suppress(DatabaseError):
        latest = attempt.report.releases.without_data().first()
        return LATER_ANEW if latest and latest.is_withdrawn else LATER
    return LATER


# Doing it


def run(attempt, token):
    """What the worker does: every end of it is written down, as long as there is a database to write to.

    Without a token the report is released anew, as its records stand, because a release was withdrawn.
    """
    try:
        with lock(_lock_name(attempt.report), patience=2):
            if Publishing.objects.filter(pk=attempt.pk, stage=Stage.WAITING).exists():
                with _nothing_left(attempt.report):
                    _publish(attempt, token) if token else _publish_anew(attempt)
                _point()
    except Held:
        words = _("Another release of this report is being published just now. %(later)s Wait for it, then look.")
        _end(attempt, words % {"later": later(attempt)})
    except (NotPublished, snapshots.ConsentsChanged, PrintError) as why:
        _end(attempt, f"{why} {later(attempt)}")
    except OSError as error:
        words = _("%(why)s %(later)s Mend that, then publish again.")
        _end(attempt, words % {"why": unwritten(error), "later": later(attempt)})
    except Exception as error:
        log.exception("Publishing %s failed", attempt.report)
        words = _("Something unforeseen failed: %(error)s. %(later)s Whoever keeps the site finds why in its log.")
        _end(attempt, words % {"error": error, "later": later(attempt)})


@contextlib.contextmanager
def _nothing_left(report):
    """An attempt that fails leaves no files. Where no database says whether it did, they wait for `reap`."""
    try:
        yield
    except Exception:
        _close_broken_connection()
        with _unless_gone():
            snapshots.clear(report)
        raise


def _publish_anew(attempt):
    """A name that stands in a text does not hold it up: it is printed as its person allows."""
    for left in reversed(range(TRIES)):
        try:
            return _publish(attempt, None)
        except snapshots.ConsentsChanged:
            if not left:
                raise


def _publish(attempt, token):
    report, say, allowed = attempt.report, Progress(attempt), consents()
    say(Stage.CHECKING)
    with contextlib.suppress(PrintError):  # the check says why
        printed(report)  # what lies beyond a page is seen in a draft
    findings = check(report)
    blocks = [one for one in findings if one.severity == BLOCKING and (token or one.kind not in NOT_BLOCKING_ANEW)]
    if blocking := [finding.what for finding in blocks]:
        words = ngettext(
            "%(number)s finding blocks the release: %(findings)s The check leads to each field.",
            "%(number)s findings block the release: %(findings)s The check leads to each field.",
            len(blocking),
        )
        raise NotPublished(words % {"number": len(blocking), "findings": " ".join(blocking[:5])})
    say(Stage.GATHERING)
    data = gather(report)
    if token and version_token(report, data) != token:
        words = _("The records have changed since the release was confirmed. Look at it again, and confirm.")
        raise NotPublished(words)
    number = snapshots.next_number(report)
    issue = Issue.new(report, number, data)
    forms = make_forms(data, say, issue)
    say(Stage.STORING)
    before = report.releases.first()
    snapshots.record(
        attempt,
        issue,
        allowed=allowed,
        text=forms["text"].decode(),
        files=snapshots.write(report, number, forms),
        pages=snapshots.page_count(forms["pdf"]),
        print_hash=print_hash(data),
        data=data,
        changes=release_changes(report, before, data),
        accepted=[_accepted(finding) for finding in findings if finding.accepted],
    )


def make_forms(data, say, issue):
    """The report in every form in which it is released: {form: bytes}."""
    forms = {"pdf": report_pdf(data, report_html(data, issue=issue), say.printer)}
    say(Stage.OTHER_FORMS)
    forms["light"] = report_pdf(data, report_html(data, light=True, issue=issue), light=True)
    return forms | {"text": text_form(data, issue).encode(), "page": page_form(data, issue).encode()}


def _point():
    """What cannot be pointed to now is put right by whoever serves the report next; the release is there."""
    try:
        point()
    except (OSError, DatabaseError):
        log.exception("The address of the latest release could not be moved")


def _accepted(finding):
    one = finding.accepted
    stage_words = {"kind": finding.kind, "what": finding.what, "why": finding.why, "record": finding.record}
    return stage_words | {"reason": one.reason, "by": str(one.accepted_by or ""), "at": one.accepted_at.isoformat()}


class Progress:
    """Writes down how far an attempt is, for whoever looks at its page; never the reason why it fails."""

    def __init__(self, attempt):
        self.attempt, self.last, self.stage = attempt, 0, None

    def __call__(self, stage, page=0, pages=0):
        now = time.monotonic()
        if stage == self.stage and now - self.last < PROGRESS_SECONDS:
            return
        self.stage, self.last = stage, now
        facts = {"stage": stage, "page": page, "pages": pages, "seen_at": timezone.now()}
        with _unless_gone():
            Publishing.objects.filter(pk=self.attempt.pk).exclude(stage__in=FINISHED).update(**facts)

    def printer(self, stage_words, page=0, pages=0):
        """What `render_pdf` tells: “laying out”, “drawing 40 pages”."""
        if stage := STAGES.get(stage_words.split()[0]):
            self(stage, page, pages)


def _end(attempt, why):
    log.error("%s was not published: %s", attempt.report, why)
    _close_broken_connection()
    with _unless_gone():
        open_ones = Publishing.objects.filter(pk=attempt.pk).exclude(stage__in=FINISHED)
        open_ones.update(stage=Stage.FAILED, failure=why, seen_at=timezone.now())


@contextlib.contextmanager
def _unless_gone():
    """A database that is gone is found out where it matters; what is broken here is replaced by a new connection."""
    try:
        yield
    except DatabaseError:
        log.warning("The database did not answer", exc_info=True)
        _close_broken_connection()


def _close_broken_connection():
    """One that was cut off is closed, so that the next question opens another; never within a transaction."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def _lock_name(report):
    return f"{report.slug}.publishing"
