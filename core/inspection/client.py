"""Files that come from outside are opened in a child process with limits on memory, processor time and the clock.

The child (`core/inspection/worker.py`) knows neither Django nor the database, may write no file, and reads its file
from standard input. Its answer is a line of JSON (facts, and the lengths of what follows), then bytes.
"""

import json
import logging
import subprocess
import sys
import tempfile
import threading
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 60  # on the clock; the processor's limit is the inspector's own
AT_ONCE = threading.BoundedSemaphore(2)  # in one process of the site: a form with many photos cannot take all memory
TOO_COSTLY = "too_costly"
log = logging.getLogger(__name__)


class InspectionError(Exception):
    """`code` says what is wrong with the file (see the modules of the kinds beside this); `facts` go with it."""

    def __init__(self, code, **facts):
        super().__init__(code)
        self.code, self.facts = code, facts


def inspect(kind: str, file: BinaryIO, **options: object) -> tuple[dict, list[bytes]]:
    """Open a file as a `kind` ("picture", "document", "outline") in a child: what it says of it, and makes of it.

    Raises InspectionError for what is not such a file, or took more than the limits allow.
    """
    with AT_ONCE, tempfile.TemporaryFile() as source:
        file.seek(0)
        for chunk in iter(lambda: file.read(1 << 20), b""):
            source.write(chunk)
        file.seek(0)
        source.seek(0)
        status, answer = _run(kind, source, options)
    if status or not answer:
        log.warning("The inspection of a %s ended with status %s", kind, status)
        raise InspectionError(TOO_COSTLY)
    head, _, content = answer.partition(b"\n")
    facts = json.loads(head)
    if code := facts.pop("error", None):
        raise InspectionError(code, **facts)
    ends = [sum(facts["lengths"][:count]) for count in range(len(facts["lengths"]) + 1)]
    return facts, [content[first:last] for first, last in pairwise(ends)]


def _run(kind, source, options):
    try:
        done = subprocess.run(  # noqa: S603  our own words only
            [sys.executable, "-m", "core.inspection.worker", kind, json.dumps(options)],
            cwd=ROOT,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return "time is up", b""
    return done.returncode, done.stdout
