from decimal import Decimal

import pytest

from projects.models import Figure


@pytest.mark.parametrize(
    "qualifier, value, upper, shown",
    [
        ("over", 220_000, None, "over 220,000"),
        ("up to", 300_000, None, "up to 300,000"),
        ("over", 1_700_000, None, "over 1.7 million"),
        ("exactly", 3_000_000, 4_000_000, "3–4 million"),
        ("about", 30, None, "about 30"),
        ("exactly", 24, None, "24"),
        ("exactly", 1_234_567, None, "1,234,567"),
        ("about", Decimal("2.50"), None, "about 2.5"),
        ("exactly", 5, 7, "5–7"),
    ],
)
def test_a_number_is_said_with_its_qualifier(qualifier, value, upper, shown):
    assert (
        Figure(qualifier=qualifier, value=Decimal(value), upper=upper and Decimal(upper), unit="people").amount == shown
    )
