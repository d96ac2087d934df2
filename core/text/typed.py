"""What a reader typed, repeated on a page: it stays as it was typed, whatever it says.

Whatever leaves for the public is redacted. Were a name that somebody typed redacted too, anybody could ask which
names are protected. So a page that must repeat its reader's words (a search box) wraps them in marks that nobody can
guess; the redaction passes over what stands between them, and the last thing it does is to take the marks away.
"""

import re
import secrets

from django.utils.safestring import SafeData, mark_safe

BEGINS, ENDS = (f"~{secrets.token_hex(12)}{end}" for end in "xz")
TYPED = f"{BEGINS}.*?{ENDS}"
SIGNS = re.compile(f"{BEGINS}|{ENDS}")


def typed(text: object) -> str:
    """The text between marks, which no escaping touches. What is HTML already stays HTML."""
    signed = f"{BEGINS}{without_typed_signs(str(text))}{ENDS}" if text else ""
    return mark_safe(signed) if isinstance(text, SafeData) or hasattr(text, "__html__") else signed


def without_typed_signs(text: str) -> str:
    return SIGNS.sub("", text) if BEGINS in text or ENDS in text else text
