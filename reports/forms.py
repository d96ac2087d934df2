"""For scripts beside the site (see `reports.gather`)."""

from reports.output.formats import text_form  # noqa: F401
