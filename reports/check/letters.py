"""Letters that no font of the print can draw: they would be empty boxes."""

from core.letters import named, undrawable
from reports.check.findings import Kind

UNDRAWABLE = Kind(
    "Letters that cannot be printed", "No font of the report has them; print shows empty boxes.", blocking=True
)


def letters(reading):
    for text in reading.texts:
        if unknown := undrawable(text.plain):
            yield UNDRAWABLE.at(text.place, f"{named(unknown)} cannot be printed.", content="".join(unknown))


LOOKS = [letters]
