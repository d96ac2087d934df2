"""A language in which whatever is marked for translation stands in wide letters: ｌｉｋｅ ｔｈｉｓ."""

import re
from contextlib import contextmanager
from gettext import NullTranslations
from string import ascii_letters

from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

WIDE = {ord(letter): chr(ord(letter) + 0xFEE0) for letter in ascii_letters}
CONTEXT = "\x04"
# What is filled in, and the tags around it, stay as they are.
KEPT = re.compile(r"(%(?:\(\w+\))?[-\d.]*[sdifr%]|\{\w*\}|<[^>]*>|&#?\w+;|\bdata:\w+)")


def wide(words):
    parts = KEPT.split(words)
    return "".join(part if number % 2 else part.translate(WIDE) for number, part in enumerate(parts))


class Pseudo(NullTranslations):
    """Stands in for the language of the site, so that dates and numbers are written as ever."""

    def gettext(self, message):
        return wide(message.rpartition(CONTEXT)[2])

    def ngettext(self, singular, plural, number):
        return self.gettext(singular if number == 1 else plural)

    def language(self):
        return settings.LANGUAGE_CODE

    to_language = language


@contextmanager
def pseudo_language():
    code = settings.LANGUAGE_CODE
    kept = trans_real.translation(code)
    trans_real._translations[code] = Pseudo()
    try:
        with translation.override(code):
            yield
    finally:
        trans_real._translations[code] = trans_real._default = kept
        translation.activate(code)  # what was spoken before was found again by its code, and was this one
