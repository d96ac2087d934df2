"""For scripts beside the site (see `reports.gather`)."""

from reports.checks import check  # noqa: F401
