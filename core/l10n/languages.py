"""Languages as BCP 47 codes, named in English and in themselves."""

from babel import Locale, UnknownLocaleError
from django.db import models

from core.l10n import formats

# The languages of the network and of its partners; Shan has no name of its own in CLDR.
CODES = ["en", "my", "km", "zh", "lo", "th", "vi", "shn", "ja", "fr", "ko", "id", "ms"]
AUTONYMS = {"en": "", "shn": "လိၵ်ႈတႆး", "zh": "中文", "lo": "ລາວ"}
ENGLISH = Locale("en").languages
CHOICES = [(code, ENGLISH[code]) for code in CODES]


def language_name(code: str) -> str:
    """In the language that is spoken now, or in English."""
    locale = formats.spoken()
    return (locale and locale.languages.get(code)) or ENGLISH.get(code, code)


def autonym(code: str) -> str:
    """The language's name in itself, or nothing where it is English or unknown."""
    if code in AUTONYMS:
        return AUTONYMS[code]
    try:
        return Locale(code).get_display_name(code)
    except UnknownLocaleError:
        return ""


class LanguageField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 12
        kwargs["choices"] = CHOICES
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        kwargs.pop("max_length", None)
        return name, path, args, kwargs
