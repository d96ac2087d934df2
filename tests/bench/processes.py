"""Processor time and memory of a whole tree of processes, read from /proc while it runs."""

import os
import threading
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def tree(pid):
    """A process and all that it has started, still running."""
    found = [pid]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def processor_seconds(pid):
    """Of a process and of those of its children that have ended and were waited for."""
    return sum(int(field) for field in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]) / TICK


def since_start():
    """Seconds since this process began."""
    began = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19]) / TICK
    return float(Path("/proc/uptime").read_text().split()[0]) - began


def reap(pdf_worker):
    """Wait until the layout that has just answered has ended: only then are its seconds the PDF worker's."""
    while pdf_worker.pid and tree(pdf_worker.pid) != [pdf_worker.pid]:
        time.sleep(0.01)


def memory(pids):
    """MiB, what several share counted once between them (PSS)."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total / 1024


class Watch:
    """The peak memory of the trees of some processes, and the processor time each process was last seen with."""

    def __init__(self, *roots, every=0.05):
        self.roots, self.every, self.peak, self.seen = roots, every, 0, {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *failure):
        self._done.set()
        self._thread.join()

    def _watch(self):
        while not self._done.wait(self.every):
            self.look()

    def look(self):
        pids = [pid for root in self.roots for pid in tree(root)]
        self.peak = max(self.peak, memory(pids))
        for pid in pids:
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                self.seen[pid] = sum(map(int, fields[11:13])) / TICK
            except OSError:
                continue


class Clock:
    """Wall and processor seconds of a block; the processor's also of the PDF worker and of what it has laid out."""

    def __init__(self, pdf_worker=None):
        self.pdf_worker = pdf_worker

    def _now(self):
        pressed = 0
        if self.pdf_worker and self.pdf_worker.pid:
            reap(self.pdf_worker)
            pressed = processor_seconds(self.pdf_worker.pid)
        return time.perf_counter(), time.process_time() + pressed

    def __enter__(self):
        self.began = self._now()
        return self

    def __exit__(self, *failure):
        self.wall = time.perf_counter() - self.began[0]
        self.cpu = self._now()[1] - self.began[1]
