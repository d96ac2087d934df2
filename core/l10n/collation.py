"""The order in which a reader looks names up: ICU's, for all the languages of the region in one list.

Keys of one collator alone can be compared, so there is one: the root order with what each of these languages
adds for its own letters. It is stored beside the name, as hexadecimal digits, which every database sorts alike.
"""

import re
from functools import cache

from django.db import models

from core.derived import DerivedField

LANGUAGES = ("vi", "th", "lo", "km", "my", "zh")
ARTICLE = re.compile(r"the\s+(?=\S)", re.I)  # “An” begins Vietnamese names, “A” those of letters
LONGEST = 400  # digits; beyond some eighty letters names are told apart by their keys no more
SETTINGS = re.compile(r"\[(?:reorder|alternate)[^\]]*\]")  # those of one language for the scripts of all


@cache
def _collator():
    from icu import Collator, Locale, RuleBasedCollator, UCollAttribute, UCollAttributeValue

    rules = (Collator.createInstance(Locale(language)).getRules() for language in LANGUAGES)
    collator = RuleBasedCollator(SETTINGS.sub("", "".join(rules)))
    collator.setAttribute(UCollAttribute.NUMERIC_COLLATION, UCollAttributeValue.ON)
    return collator


def sort_key(text: str | None) -> str:
    """Where a name stands in a list, without a leading article or quotation mark, as digits of 0–9 and a–f."""
    words = re.sub(r"^\W+(?=\w)", "", text or "")
    article = ARTICLE.match(words)
    return _collator().getSortKey(words[article.end() :] if article else words).hex()[:LONGEST]


class SortKeyField(DerivedField, models.CharField):
    """The place of a name in lists: order by this field, never by the name itself."""

    def __init__(self, *sources, **kwargs):
        super().__init__(*sources, **{"max_length": LONGEST, "db_index": True, **kwargs})

    def derived(self, record: models.Model) -> str:
        return sort_key(" ".join(filter(None, (str(getattr(record, name) or "") for name in self.sources))))

    def db_parameters(self, connection):
        """PostgreSQL compares the digits as bytes; SQLite always does."""
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": "C"} if connection.vendor == "postgresql" else parameters


def sorted_by(model: type[models.Model], name: str) -> str:
    """The field that holds the order of what stands in a field; the field itself where none does."""
    keys = (field for field in model._meta.concrete_fields if isinstance(field, SortKeyField))
    return next((field.name for field in keys if field.sources == (name,)), name)
