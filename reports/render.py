"""For scripts beside the site (see `reports.gather`)."""

from reports.output.html import report_html, report_pdf  # noqa: F401
