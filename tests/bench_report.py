"""`make bench`: the cost of the report of 2014 as ratios of things measured in one interleaved run.

Each run is a process of its own on a scratch database with the demonstration data. “Pipeline” is data to checked
bytes (gather, check for names, HTML, layout, tags, the file opened again) in a process that has its modules loaded;
“layout alone” is WeasyPrint, modules loaded, on the very HTML and photos that the pipeline printed, tags on.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
ROOT = Path(__file__).resolve().parent.parent


def main():
    with tempfile.TemporaryDirectory(prefix="mmn-bench-") as var:
        environment = os.environ | {
            "VAR_DIR": var,
            "DATABASE_URL": f"sqlite:///{var}/bench.sqlite3",
            "SECRET_KEY": "for the benchmark alone",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": "http://127.0.0.1:8000",
            "SECURE": "off",
            "DJANGO_SETTINGS_MODULE": "mmn.settings",
        }
        run("prepare", environment)
        runs = {"pipeline": [], "layout": [], "stored": []}
        for _ in range(RUNS):
            for kind in runs:
                runs[kind].append(run(kind, environment))
        tell(runs)


def run(kind, environment):
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench_report", kind],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def tell(runs):
    middle = lambda kind, figure: statistics.median(one[figure] for one in runs[kind])  # noqa: E731
    size = runs["pipeline"][-1]["bytes"]
    print(f"annual report 2014: {runs['pipeline'][-1]['pages']} pages, {RUNS} runs of each, medians, interleaved\n")
    print(
        f"data to bytes, as a multiple of layout alone: CPU {middle('pipeline', 'cpu') / middle('layout', 'cpu'):.2f}",
        end="",
    )
    print(f", wall {middle('pipeline', 'wall') / middle('layout', 'wall'):.2f}   (goal: 1.25)")
    print(f"nothing changed, as a part of layout alone:   CPU {middle('stored', 'cpu') / middle('layout', 'cpu'):.3f}")
    print(
        f"peak memory: {middle('pipeline', 'peak'):.0f} MiB, layout alone {middle('layout', 'peak'):.0f}   (goal: 250)"
    )
    print(f"file: {size / 1e6:.2f} MB with its photos   (goal: 6)")


class Clock:
    """CPU and wall seconds of a block, and the process's peak memory in MiB."""

    def __enter__(self):
        self.began = time.process_time(), time.perf_counter()
        return self

    def __exit__(self, *failure):
        self.cpu, self.wall = time.process_time() - self.began[0], time.perf_counter() - self.began[1]

    def figures(self, **others):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"cpu": self.cpu, "wall": self.wall, "peak": peak, **others}))


def prepare():
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_demo", stdout=sys.stderr)
    keep().write_text(json.dumps({"html": kept()}))
    printed(report())
    print("{}")


def pipeline():
    import pikepdf
    import weasyprint  # noqa: F401  a running process has its modules

    from reports.gather import gather
    from reports.render import report_html, report_pdf

    one = report()
    with Clock() as clock:
        data = gather(one)
        pdf = report_pdf(data, report_html(data))
    with tempfile.TemporaryFile() as file:
        file.write(pdf)
        pages = len(pikepdf.open(file).pages)
    clock.figures(bytes=len(pdf), pages=pages)


def layout():
    import weasyprint
    from django.conf import settings
    from django.contrib.staticfiles import finders
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class FromDisk(URLFetcher):
        def fetch(self, url, headers=None):
            path = url.removeprefix(f"{settings.SITE_URL}/")
            place = (
                finders.find(path.removeprefix("static/")) if path.startswith("static/") else settings.MEDIA_ROOT / path
            )
            kind = {"css": "text/css", "jpg": "image/jpeg"}.get(path.rsplit(".", 1)[-1], "font/ttf")
            return URLFetcherResponse(url, Path(place).read_bytes(), {"Content-Type": kind})

    html = json.loads(keep().read_text())["html"]
    with Clock() as clock:
        document = weasyprint.HTML(string=html, base_url=f"{settings.SITE_URL}/", url_fetcher=FromDisk())
        pdf = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    clock.figures(bytes=len(pdf))


def stored():
    one = report()
    printed(one)  # the code's own fingerprint is read once in a process
    with Clock() as clock:
        printed(one)
    assert "weasyprint" not in sys.modules
    clock.figures()


def printed(one):
    from reports.printing import printed

    return printed(one)


def report():
    from reports.models import AnnualReport

    return AnnualReport.objects.select_related("network__parent", "committee").get(slug="2014")


def kept():
    from reports.gather import gather
    from reports.render import report_html

    return report_html(gather(report()))


def keep():
    from django.conf import settings

    return settings.VAR_DIR / "kept.json"


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        import django

        django.setup()
        {"prepare": prepare, "pipeline": pipeline, "layout": layout, "stored": stored}[sys.argv[1]]()
