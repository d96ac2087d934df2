"""The admin's pages of reports, in the order in which its lists show them."""

from reports.admin import release, report, finance  # noqa: F401, I001
