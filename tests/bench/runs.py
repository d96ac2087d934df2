"""The runs that are compared, each in a process of its own; each returns its figures as a dictionary."""

import http.server
import io
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

from django.conf import settings

from tests.bench import documents
from tests.bench.processes import Clock, Watch, processor_seconds, reap, since_start

CHROMIUM = (
    "chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
)
CHROMIUM += " --disable-component-update --disable-sync --no-pdf-header-footer"
BASE = f"{settings.SITE_URL}/"


def records():
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_demo", stdout=sys.stderr)
    return {}


def prepare():
    from django.core.management import call_command

    records()
    call_command("collectstatic", interactive=False, verbosity=0)
    documents.take_photos()
    documents.keep_all()
    return {}


def pipeline():
    """Data to checked bytes, in a process that has read its modules and whose PDF worker is warm, as the worker is."""
    import pikepdf

    from core.pdf.client import pdf_worker
    from reports.data.gather import gather
    from reports.output.html import report_html, report_pdf

    one = documents.record()
    data = gather(one)
    light = report_pdf(data, report_html(data, light=True), light=True)
    with Clock(pdf_worker) as clock:
        data = gather(one)
        pdf = report_pdf(data, html := report_html(data))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    return figures(clock, peak=peak(html), bytes=len(pdf), light=len(light), pages=pages)


def peak(html):
    """MiB of the PDF worker and of a layout; looking at them takes time, so nothing else is measured meanwhile."""
    from core.pdf.client import pdf_worker, render_pdf

    with Watch(pdf_worker.pid) as watch:
        render_pdf(html, base_url=BASE, photos=documents.kept_photos(html))
    return watch.peak


def figures(clock, **others):
    return {"cpu": clock.cpu, "wall": clock.wall, **others}


def alone():
    """WeasyPrint with its modules loaded, tags on, on the HTML and photos that the pipeline printed."""
    import weasyprint
    from django.contrib.staticfiles import finders
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class FromDisk(URLFetcher):
        def fetch(self, url, headers=None):
            path = url.removeprefix(BASE)
            static = path.startswith("static/")
            place = finders.find(path.removeprefix("static/")) if static else settings.MEDIA_ROOT / path
            kind = {"css": "text/css", "jpg": "image/jpeg"}.get(path.rsplit(".", 1)[-1], "font/ttf")
            return URLFetcherResponse(url, Path(place).read_bytes(), {"Content-Type": kind})

    html = documents.kept("report")
    with Clock() as clock:
        document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=FromDisk())
        document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return figures(clock, peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def chromium():
    """The same HTML, photos and fonts, from a server of static files."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        site.mkdir()
        (site / "report.html").write_text(documents.kept("report"), encoding="utf-8")
        (site / "static").symlink_to(settings.BASE_DIR / "static")
        (site / "photos").symlink_to(settings.MEDIA_ROOT / "photos")
        with serving(site) as address:
            command = [*CHROMIUM.split(), f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/report.pdf"]
            began = time.perf_counter()
            running = subprocess.Popen([*command, f"{address}/report.html"], stderr=subprocess.DEVNULL)
            with Watch(running.pid, every=0.02) as watch:
                running.wait()
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = max(spent.ru_utime + spent.ru_stime, sum(watch.seen.values()))
        size = Path(folder, "report.pdf").stat().st_size
    return {"cpu": cpu, "wall": time.perf_counter() - began, "peak": watch.peak, "bytes": size}


class serving:
    def __init__(self, folder):
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *failure):
        self.server.shutdown()


def kept(name):
    """A kept document through the warm PDF worker."""
    import pikepdf

    from core.pdf.client import pdf_worker, render_pdf

    html = documents.kept(name)
    warm_up()
    with Clock(pdf_worker) as clock:
        pdf = render_pdf(html, base_url=BASE, photos=documents.kept_photos(html))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return figures(clock, pages=len(opened.pages))


def warm_up():
    from core.pdf.client import render_pdf

    render_pdf("<html lang='en'><title>Warm</title></html>", base_url=BASE)


def memory(name):
    warm_up()
    return {"peak": peak(documents.kept(name))}


def edited():
    """The first print of a process, from that process's start, and its next print after one changed fact."""
    from core.pdf.client import pdf_worker
    from projects.models import Activity
    from reports.output.printing import printed

    one = documents.record()
    shutil.rmtree(settings.REPORTS_ROOT, ignore_errors=True)
    printed(one)
    cold = {"cold_wall": since_start()}
    reap(pdf_worker)
    cold["cold_cpu"] = time.process_time() + processor_seconds(pdf_worker.pid)
    activity = Activity.objects.touching(*one.days).order_by("pk")[3]
    activity.text += f"<p>Added at {time.time()}.</p>"
    activity.save()
    with Clock(pdf_worker) as clock:
        printed(one)
    return cold | figures(clock)


def stored():
    """Nothing changed: neither the printer's modules nor a PDF worker."""
    from core.pdf.client import pdf_worker
    from reports.output.printing import printed

    one = documents.record()
    printed(one)
    with Clock() as clock:
        printed(one)
    assert "weasyprint" not in sys.modules
    if pdf_worker.pid:  # the first call had to print
        pdf_worker.stop()
    return figures(clock)
