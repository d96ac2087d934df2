"""Publishing: from the records to a frozen release, in the background, one attempt of a report at a time."""

import contextlib
import hashlib
import json
import logging
import time

from django.db import DatabaseError, connection
from django.utils import timezone

from core.files import unwritten
from core.pdf import PrintError
from reports import freezing
from reports.changes import changes
from reports.check import BLOCKING, check
from reports.current import point
from reports.forms import page_form, text_form
from reports.gather import gather
from reports.locks import Held, is_held, lock
from reports.models import Publishing
from reports.printing import fingerprint
from reports.render import report_html, report_pdf
from reports.tasks import publish

log = logging.getLogger(__name__)
Stage = Publishing.Stage
FINISHED = [Stage.DONE, Stage.FAILED]
UNTAKEN_SECONDS = 15  # a worker asks for work every second
SAY_SECONDS = 0.5
STAGES = {"laying": Stage.LAYOUT, "drawing": Stage.DRAWING}  # by the first word of what the printer says
LATER = "Nothing was published, and the release before it is still served."


class NotPublished(Exception):
    """Why there is no release, in words for the secretariat."""


# Asking for it


def mark_of(report, data):
    """Of what somebody agreed to publish: the data, and the release it follows."""
    facts = json.dumps([data, freezing.next_number(report)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(facts.encode()).hexdigest()


def ask(report, user, mark):
    """Ask the worker to publish what `mark` stands for. Returns the attempt; the one under way, if there is one."""
    if (attempt := under_way(report)) and not is_untaken(attempt):
        return attempt
    if attempt:
        _end(attempt, "No worker took it up, so it was asked for again.")
    attempt = Publishing.objects.create(report=report, asked_by=user)
    publish.enqueue(attempt.pk, mark)
    attempt.refresh_from_db()
    return attempt


def under_way(report):
    """The attempt that waits or works, or None. One whose process died is written down as failed."""
    for attempt in report.publishings.exclude(stage__in=FINISHED):
        if attempt.stage == Stage.WAITING or is_held(_lock_name(report)):
            return attempt
        _end(attempt, f"The worker stopped while it was at “{attempt.get_stage_display()}”. {LATER} Publish again.")
    return None


def is_untaken(attempt):
    waited = (timezone.now() - attempt.asked_at).total_seconds()
    return attempt.stage == Stage.WAITING and waited > UNTAKEN_SECONDS


# Doing it


def run(attempt, mark):
    """What the worker does: every end of it is written down, as long as there is a database to write to."""
    try:
        with lock(_lock_name(attempt.report), patience=2):
            if Publishing.objects.filter(pk=attempt.pk, stage=Stage.WAITING).exists():
                _publish(attempt, mark)
                _point()
    except Held:
        _end(attempt, f"Another release of this report is being published just now. {LATER} Wait for it, then look.")
    except (NotPublished, PrintError) as why:
        _end(attempt, f"{why} {LATER}")
    except OSError as error:
        _end(attempt, f"{unwritten(error)} {LATER} Mend that, then publish again.")
    except Exception as error:
        log.exception("Publishing %s failed", attempt.report)
        _end(attempt, f"Something unforeseen failed: {error}. {LATER} Whoever keeps the site finds why in its log.")


def _publish(attempt, mark):
    report, say = attempt.report, Progress(attempt)
    say(Stage.CHECKING)
    findings = check(report)
    if blocking := [finding.what for finding in findings if finding.severity == BLOCKING]:
        block = "1 finding blocks" if len(blocking) == 1 else f"{len(blocking)} findings block"
        raise NotPublished(f"{block} the release: {' '.join(blocking[:5])} The check leads to each field.")
    say(Stage.GATHERING)
    data = gather(report)
    if mark_of(report, data) != mark:
        raise NotPublished("The records have changed since the release was confirmed. Look at it again, and confirm.")
    forms = make_forms(data, say)
    say(Stage.FREEZING)
    before = report.releases.first()
    number = freezing.next_number(report)
    freezing.record(
        attempt,
        number,
        files=freezing.write(report, number, forms),
        pages=freezing.page_count(forms["pdf"]),
        fingerprint=fingerprint(data),
        data=data,
        changes=changes(before.data, freezing.as_stored(data)) if before else [],
        accepted=[_accepted(finding) for finding in findings if finding.accepted],
    )


def make_forms(data, say):
    """The report in every form in which it is released: {form: bytes}."""
    forms = {"pdf": report_pdf(data, report_html(data), say.printer)}
    say(Stage.OTHER_FORMS)
    forms["light"] = report_pdf(data, report_html(data, light=True), light=True)
    return forms | {"text": text_form(data).encode(), "page": page_form(data).encode()}


def _point():
    """What cannot be pointed to now is put right by whoever serves the report next; the release is there."""
    try:
        point()
    except (OSError, DatabaseError):
        log.exception("The address of the latest release could not be moved")


def _accepted(finding):
    one = finding.accepted
    said = {"kind": finding.kind, "what": finding.what, "why": finding.why, "record": finding.record}
    return said | {"reason": one.reason, "by": str(one.accepted_by or ""), "at": one.accepted_at.isoformat()}


class Progress:
    """Writes down how far an attempt is, for whoever looks at its page; never the reason why it fails."""

    def __init__(self, attempt):
        self.attempt, self.last, self.stage = attempt, 0, None

    def __call__(self, stage, page=0, pages=0):
        now = time.monotonic()
        if stage == self.stage and now - self.last < SAY_SECONDS:
            return
        self.stage, self.last = stage, now
        facts = {"stage": stage, "page": page, "pages": pages, "seen_at": timezone.now()}
        with _unless_gone():
            Publishing.objects.filter(pk=self.attempt.pk).exclude(stage__in=FINISHED).update(**facts)

    def printer(self, said, page=0, pages=0):
        """What `render_pdf` tells: “laying out”, “drawing 40 pages”."""
        if stage := STAGES.get(said.split()[0]):
            self(stage, page, pages)


def _end(attempt, why):
    log.error("%s was not published: %s", attempt.report, why)
    _mend_connection()
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
        _mend_connection()


def _mend_connection():
    """One that was cut off is closed, so that the next question opens another; never within a transaction."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def _lock_name(report):
    return f"{report.slug}.publishing"
