"""What scripts beside the site import: the steps from records to bytes, under one short name each."""

from reports.data.gather import gather  # noqa: F401
