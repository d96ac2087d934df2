"""`make bench`: what the report of 2014 costs, as ratios of things measured in one interleaved run.

Each run is a process of its own on a scratch database with the demonstration data and twenty photos like a camera's.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from tests.bench.pages import LARGE, REPORT_PAGE
from tests.bench.postgresql import scratch

RUNS = 5
ROOT = Path(__file__).resolve().parents[2]
OFTEN = ["pipeline", "alone", "chromium", "edited", "stored"]
THRICE = ["kept:report", "kept:calendar", "kept:paragraphs"]
ONCE = ["kept:tenfold", "memory:zh", "memory:ja", "served"]


def main():
    with tempfile.TemporaryDirectory(prefix="mmn-bench-") as var:
        environment = os.environ | {
            "VAR_DIR": var,
            "DATABASE_URL": f"sqlite:///{var}/bench.sqlite3",
            "SECRET_KEY": "for the benchmark alone, and long enough for it",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": "http://127.0.0.1:8000",
            "SECURE": "off",
            "DJANGO_SETTINGS_MODULE": "mmn.settings",
        }
        run("prepare", environment)
        kinds = [kind for kind in OFTEN + THRICE + ONCE if kind != "chromium" or shutil.which("chromium")]
        runs = {kind: [] for kind in kinds}
        for turn in range(RUNS):
            for kind in kinds:
                if kind in OFTEN or turn == 0 or (kind in THRICE and turn < 3):
                    runs[kind].append(run(kind, environment))
        show({kind: middle(of_kind) for kind, of_kind in runs.items()})
        shutil.copy(f"{var}/bench.sqlite3", f"{var}/{LARGE}")
        run("enlarge", environment | {"DATABASE_URL": f"sqlite:///{var}/{LARGE}"})
        given = os.environ.get("DATABASE_URL", "")
        with scratch(given) if given.startswith("postgres") else nullcontext() as there:
            on_postgresql = environment | {"DATABASE_URL": there} if there else None
            if on_postgresql:
                run("records", on_postgresql)
            show_pages(run("pages", environment | ({"BENCH_POSTGRESQL": there} if there else {})))
            show_hits("SQLite", run("hits", environment))
            if on_postgresql:
                show_hits("PostgreSQL", run("hits", on_postgresql))


def run(kind, environment):
    command = [sys.executable, "-m", "tests.bench", kind]
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    print(".", end="", file=sys.stderr, flush=True)
    return json.loads(done.stdout.splitlines()[-1])


def middle(runs):
    return {figure: statistics.median(one[figure] for one in runs) for figure in runs[0]}


def show(of):
    pipeline, alone, edited, served = of["pipeline"], of["alone"], of["edited"], of["served"]
    print(f"\n\nannual report 2014: {pipeline['pages']:.0f} pages, 20 photos; up to {RUNS} runs of each, interleaved\n")
    line("data to checked bytes : WeasyPrint alone, CPU", pipeline["cpu"] / alone["cpu"], 1.0)
    if chromium := of.get("chromium"):
        line("data to checked bytes : Chromium, CPU", pipeline["cpu"] / chromium["cpu"], 1.2)
        line("PDF worker and layout : Chromium, memory", pipeline["peak"] / chromium["peak"], 0.35)
    else:
        print("  (no Chromium on this machine: bin/setup browser)")
    line("peak memory of PDF worker and layout, MiB", pipeline["peak"], 140)
    for language, code in (("Chinese", "zh"), ("Japanese", "ja")):
        line(f"the same of a report in {language}, MiB", of[f"memory:{code}"]["peak"], 230)
    per_page = [of[kind]["cpu"] / of[kind]["pages"] for kind in ("kept:tenfold", "kept:report")]
    line(f"CPU of a page among {of['kept:tenfold']['pages']:.0f} : among few", per_page[0] / per_page[1], 1.1)
    line(
        "calendar of 1,000 entries : as paragraphs, CPU", of["kept:calendar"]["cpu"] / of["kept:paragraphs"]["cpu"], 1.5
    )
    line("after one changed fact : cold start, wall", edited["wall"] / edited["cold_wall"], 0.65)
    line("after one changed fact : cold start, CPU", edited["cpu"] / edited["cold_cpu"], 0.65)
    line("unchanged download : static file, CPU", served["report_cpu"] / served["static_cpu"], 1.3)
    line("unchanged download : static file, wall", served["report_wall"] / served["static_wall"], 1.3)
    line("nothing changed : layout alone, CPU", of["stored"]["cpu"] / alone["cpu"], 0.05)
    line("file for print, MB", pipeline["bytes"] / 1e6, 4.5)
    line("file for a slow line, MB", pipeline["light"] / 1e6, 1.5)


def show_pages(of):
    """The report's page gathers every list of the site; the others are one list or one record."""
    print("\npages, CPU of the whole process tree a request\n")
    for page, ratio in of.items():
        line(f"{page} kept : bare view", ratio["kept"], 1.4)
        if "postgresql" in ratio:
            line(f"{page} kept, on PostgreSQL : bare view", ratio["postgresql"], 2)
        line(f"{page} made anew : minimal list", ratio["anew"], 20 if page == REPORT_PAGE else 2.5)
        if "large" in ratio:
            line(f"{page} of 100 × the record : as it is", ratio["large"], 1.5)


def show_hits(database, of):
    how = f"a page asked every {of['between_pages']} s, a form saved every {of['between_saves']} s"
    print(f"  answered by a kept page while one editor works, on {database} ({how}): {of['rate']:.0%}")


def line(what, figure, goal):
    print(f"  {what:52} {figure:7.2f}   goal {goal:g}{'' if figure <= goal else '   MISSED'}")


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        import django

        django.setup()
        from tests.bench import growth, hits, pages, runs, serving

        kind, _, name = sys.argv[1].partition(":")
        whole = {"served": serving.served, "pages": pages.pages, "enlarge": growth.enlarge, "hits": hits.hits}
        print(json.dumps(whole[kind]() if kind in whole else getattr(runs, kind)(*[name] if name else [])))
