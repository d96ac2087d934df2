"""What people type into a short field, without what comes with it from elsewhere."""

import re
import unicodedata


def plain_input(text: object) -> str:
    """The text without marks that nobody sees, its digits of any script as 0–9, and single spaces."""
    text = "".join(letter for letter in str(text) if unicodedata.category(letter) not in {"Cf", "Co"})
    text = unicodedata.normalize("NFKC", text)
    text = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
    return " ".join(re.sub("[\u2010-\u2012\u2212]", "-", text).split())
