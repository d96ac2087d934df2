"""The check on the reports of five other networks: it finds what is wrong there, and little else."""

import pytest

from reports.checks import check
from tests.reports.test_networks import load

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("chapters", []),
        ("finance", []),
        ("programmes", []),
        ("three_years", [("warning", "First lake assembly is dated 2011, without a day.")]),
        (
            "empty",
            [("blocking", f"“{heading}” is shown and has no text.") for heading in ("To the reader", "About", "Plan")],
        ),
    ],
)
def test_a_report_of_another_network(name, found):
    assert [(finding.severity, finding.what) for finding in check(load(name))] == found
