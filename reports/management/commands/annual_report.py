import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.files import write_whole
from core.pdf import PrintError
from members.branding import site_time_zone
from reports.data.gather import gather
from reports.models import AnnualReport
from reports.output.formats import page_form, text_form
from reports.output.html import report_html, report_pdf


class Command(BaseCommand):
    help = "Print the annual report of a period from the records: annual_report 2014 --output report.pdf"
    forms = {"text": text_form, "page": page_form}

    def add_arguments(self, parser):
        parser.add_argument("period", help="as in the report's address: 2014, or 2011-2013")
        parser.add_argument("--output", type=Path, help="the PDF to write")
        parser.add_argument("--html", type=Path, help="keep the exact HTML that was printed here")
        parser.add_argument("--text", type=Path, help="write the report as plain text here")
        parser.add_argument("--page", type=Path, help="write it here as one HTML file, to be read offline")

    def handle(self, *args, period, output, html, **options):
        forms = {name: options[name] for name in self.forms if options[name]}
        if not output and not forms:
            raise CommandError("Say what to write: --output report.pdf, --text report.txt or --page report.html.")
        report = AnnualReport.objects.select_related("network__parent", "committee").filter(slug=period).first()
        if report is None:
            known = ", ".join(AnnualReport.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no annual report for {period}. Reports on record: {known}.")
        try:
            with site_time_zone():
                self.write(report, output, html, forms)
        except (PrintError, OSError) as error:
            raise CommandError(f"The report was not printed. {error}") from error

    def write(self, report, output, html, forms):
        self.started = time.monotonic()
        self.say("gathering the records")
        data = gather(report)
        if output:
            self.print(data, output, html)
        for name, path in forms.items():
            path.write_text(self.forms[name](data), encoding="utf-8")
            self.say(f"{path}: {path.stat().st_size / 1e6:.1f} MB")

    def print(self, data, output, html):
        document = report_html(data)
        if html:
            html.write_text(document, encoding="utf-8")
        pdf = report_pdf(data, document, progress=self.say)
        write_whole(output, pdf, mode=0o644)  # the last good file stays until this one is whole
        self.say(f"{output}: {len(pdf) / 1e6:.1f} MB")

    def say(self, stage, page=0, pages=0):
        if page and not pages:
            if page % 10:
                return
            stage = f"{stage}: page {page}"
        self.stdout.write(f"{time.monotonic() - self.started:6.1f} s  {stage}")
