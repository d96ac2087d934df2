import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.pdf import PrintError
from reports.gather import gather
from reports.models import AnnualReport
from reports.render import report_html, report_pdf


class Command(BaseCommand):
    help = "Print the annual report of a period from the records: annual_report 2014 --output report.pdf"

    def add_arguments(self, parser):
        parser.add_argument("period", help="as in the report's address: 2014, or 2011-2013")
        parser.add_argument("--output", type=Path, required=True, help="the PDF to write")
        parser.add_argument("--html", type=Path, help="keep the exact HTML that was printed here")

    def handle(self, *args, period, output, html, **options):
        report = AnnualReport.objects.select_related("network__parent", "committee").filter(slug=period).first()
        if report is None:
            known = ", ".join(AnnualReport.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no annual report for {period}. Reports on record: {known}.")
        try:
            self.print(report, output, html)
        except (PrintError, OSError) as error:
            raise CommandError(f"The report was not printed. {error}") from error

    def print(self, report, output, html):
        self.started = time.monotonic()
        self.say("gathering the records")
        data = gather(report)
        document = report_html(data)
        if html:
            html.write_text(document, encoding="utf-8")
        pdf = report_pdf(data, document, progress=self.say)
        part = output.with_name(f"{output.name}.part")  # the last good file stays until this one is whole
        part.write_bytes(pdf)
        part.replace(output)
        self.say(f"{output}: {len(pdf) / 1e6:.1f} MB")

    def say(self, stage, page=0, pages=0):
        if page:
            stage = f"{stage}: page {page}"
        self.stdout.write(f"{time.monotonic() - self.started:6.1f} s  {stage}")
