"""What WeasyPrint lacks. Each patch names its issue and when it can go; docs/upstream.md has the texts to send."""

import logging
from importlib import metadata

from core.pdf.patches import cancelled_floats, empty_strings, performance, tagging, text_extraction

VERSIONS = {"70.0"}  # whose functions the patches were written for and tried with
logger = logging.getLogger(__name__)


def apply() -> None:
    """Patch the WeasyPrint of this process; one of an unknown version is left as it is."""
    version = metadata.version("weasyprint")
    if version not in VERSIONS:
        logger.warning("WeasyPrint %s runs unpatched: core/pdf/patches is for %s.", version, ", ".join(VERSIONS))
        return
    for patch in (cancelled_floats, empty_strings, performance, tagging, text_extraction):
        patch.apply()
