"""What every text that comes in passes: what a program left in it becomes what it means, or is dropped.

Word, PowerPoint, PDF readers and old files put controls, separators, private letters and invisible marks into what
people paste. None of them can be printed, searched or seen. `cover()` makes every text field of our models pass what
it is given through `normalise`, whether it comes from a form, the loader, an import or a shell.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.apps import AppConfig
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.derived import DerivedField
from core.richtext import RichTextField, sanitise
from core.text.private_letters import meant

# The C1 controls are what Windows writes in place of quotation marks and dashes; five of them mean nothing.
WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
CONTROLS = dict.fromkeys((*range(0x20), 0x7F), "") | {
    **{ord(kept): kept for kept in "\t\n\r"},
    **dict.fromkeys((0x07, 0x1C, 0x1D), " "),  # the end of a cell in Word; separators
    **dict.fromkeys((0x0B, 0x0C), "\n"),  # a line break of PowerPoint and Word; a page break
    0x1E: "\u2011",  # Word's hyphen that does not break
    0x1F: "\u00ad",  # Word's hyphen that shows at the end of a line only
}
SPACES = dict.fromkeys((0x1680, *range(0x2000, 0x200B), 0x205F), " ") | {0x202F: "\u00a0"}
TAGS = dict.fromkeys((*range(0xE0000, 0xE0080), *range(0xFFF9, 0xFFFD)), "")
DROPPED = dict.fromkeys((0xFEFF, 0x180E, *range(0x2060, 0x2065), *range(0x206A, 0x2070)), "")
TABLE = WINDOWS | CONTROLS | SPACES | TAGS | DROPPED | {0x2028: "\n", 0x2029: "\n"}
NONCHARACTERS = {code for plane in range(17) for code in (plane * 0x10000 + 0xFFFE, plane * 0x10000 + 0xFFFF)}
TABLE |= dict.fromkeys((*range(0xFDD0, 0xFDF0), *NONCHARACTERS), "")

PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
PRIVATE_LETTER = re.compile(f"(?:^[ \t\u00a0]*(?=[{PRIVATE}][\\s\u00a0]))?[{PRIVATE}]", re.MULTILINE)
LOST = re.compile(f"[{PRIVATE}\ufffd]")
WIDE_SPACE = re.compile("[ \u00a0]*\u00a0[ \u00a0]+|[ \u00a0]+\u00a0[ \u00a0]*")
# Where a line may end, and where letters join or not: only the scripts that are written with such marks need them.
JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0e00-\u0eff\u0f00-\u109f\u1780-\u18af\u1900-\u1aff\ua9e0-\uaa7f"
    "\ufb50-\ufdff\ufe70-\ufefc"
)
BREAK = re.compile(f"(?<![{JOINING}])\u200b|\u200b(?![{JOINING}])")
JOINER = re.compile(f"(?<![{JOINING}\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE_ENDS = re.compile("^[\\s\u200b-\u200f\u2060\ufeff]+|[\\s\u200b-\u200f\u2060\ufeff]+$")
TAG_OR_TEXT = re.compile("(<[^>]*>)")


def normalise(text: str) -> str:
    """A text of several lines as it is kept. Private letters that nobody knows stay, for `lost` to find."""
    text = _join_surrogates(text).replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text.translate(TABLE))
    if text.isascii():
        return text
    text = PRIVATE_LETTER.sub(_meant, text)
    text = JOINER.sub("", BREAK.sub("", WIDE_SPACE.sub(" ", text)))
    return text if RIGHT_TO_LEFT.search(text) else DIRECTIONS.sub("", text)


def normalise_line(text: str) -> str:
    """A title, a name, an address: one line, without spaces or invisible marks around it."""
    return INVISIBLE_ENDS.sub("", re.sub(r" *[\n\t]+ *", " ", normalise(text)))


def normalise_html(html: str) -> str:
    """Sanitised rich text, its words as `normalise` leaves them and line breaks as `<br>`."""
    if html.isascii() and html.isprintable() and "&nbsp;" not in html:
        return html
    pieces = TAG_OR_TEXT.split(html)
    for place, piece in enumerate(pieces):
        if place % 2 == 0 and piece and not (piece.isspace() and piece.isascii()):
            pieces[place] = _normalise_words(piece)
    return "".join(pieces)


def _normalise_words(words):
    lines = re.sub("[\v\f\u2028\u2029]+", "\ue0ff", words.replace("&nbsp;", "\u00a0"))
    lines = lines.replace("\ue0ff", "<br>")
    return "<br>".join(map(normalise, lines.split("<br>"))).replace("\u00a0", "&nbsp;")


def lost(text: str) -> list[str]:
    """The letters that no font and no reader knows: private ones, and those that were lost on the way (�)."""
    return list(dict.fromkeys(LOST.findall(text)))


def refuse_lost(text: str) -> None:
    if letters := lost(text):
        place = text.index(letters[0])
        around = INVISIBLE_ENDS.sub("", LOST.sub("\u25a1", text[max(0, place - 20) : place + 20]))
        code = f"U+{ord(letters[0]):04X}"
        words = _(
            "“%(around)s”: the letter at □ (%(code)s) was lost, or only the font it was typed in shows it. Type it "
            "again, or leave it out."
        )
        raise ValidationError(words % {"around": around, "code": code}, code="lost_letter")


def _meant(found):
    *before, letter = found[0]
    start = found.start() == 0 or found.string[found.start() - 1] == "\n"
    followed = found.string[found.end() : found.end() + 1].isspace()
    return "".join(before) + (meant(letter, opens_line=start and followed) or letter)


def _join_surrogates(text):
    """Two halves of a letter become the letter; a half alone is a letter that was lost."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class NormalisedText:
    """What is put before the class of a text field. Never named in a migration."""

    def normalised(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        if isinstance(self, RichTextField):
            return normalise_html(sanitise(value))
        return normalise(value) if isinstance(self, models.TextField) else normalise_line(value)

    def clean(self, value, model_instance):
        given = value if isinstance(self, RichTextField) else self.normalised(value)  # a text too deep is refused there
        value = self.normalised(super().clean(given, model_instance))
        if isinstance(value, str):
            refuse_lost(value)
        return value

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str) and (kept := self.normalised(value)) != value:
            setattr(model_instance, self.attname, value := kept)
        return value

    def get_db_prep_save(self, value, connection):
        """What `update()` and `bulk_create()` write; not what is looked for."""
        return super().get_db_prep_save(self.normalised(value), connection)


def cover(apps: Iterable[AppConfig]) -> None:
    """Let every text field of the models of some apps pass what it is given through `normalise`."""
    for model in (model for app in apps for model in app.get_models(include_auto_created=True)):
        for field in model._meta.concrete_fields:
            if is_text(field):
                field.__class__ = _normalised(type(field))


def is_text(field: models.Field) -> bool:
    is_derived = isinstance(field, DerivedField | models.FileField)
    return isinstance(field, models.CharField | models.TextField) and not is_derived and field.name != "password"


def _normalised(kind, made={}):  # noqa: B006  one class for each class of fields
    if issubclass(kind, NormalisedText):
        return kind
    if kind not in made:
        names = {"__module__": kind.__module__, "__qualname__": kind.__qualname__}  # as migrations know it
        made[kind] = type(kind.__name__, (NormalisedText, kind), names)
    return made[kind]
