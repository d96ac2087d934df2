"""Changes: what two gathered reports say differently, field by field, in the words of the report."""

import html
import re
from difflib import SequenceMatcher

from core.richtext import blocks
from members.models import Person
from members.models.people import withheld_people
from members.redaction.redactor import names_of, redactor_of
from reports.data.gather import MACHINE_READ, map_text

LAYOUT = {*MACHINE_READ, "width", "height", "slug"} - {"print"}
# By what an item of a list is the same one as before: the surest first.
IDENTITIES = ["anchor", "url", "print", "title", "name", "acronym", "heading", "constituency", "code"]
IDENTITIES += ["addressee", "label", "unit", "caption", "dates"]
NAMES = ["heading", "title", "name", "label", "constituency", "acronym", "caption", "addressee", "unit", "dates"]
WORDS = {
    "print": "picture",
    "alt": "alternative text",
    "as_of": "as of",
    "on_behalf_of": "on behalf of",
    "served": "period",
    "list": "recommendations",
    "holders": "members",
    "is_chair": "chairperson",
    "joined": "new member",
    "former": "former names",
    "unnamed": "people not named",
    "website": "web site",
    "granted": "grants",
}
IN_ERROR = "entered in error"  # of a change, in place of “removed”
SIMILAR = 0.6  # two texts that share this much are one text, rewritten
CONTEXT = 10  # words kept on either side of what changed in a long paragraph
CONCEALED = "\ufffc"  # stands for whoever is not named while two releases are compared


def changes(old, new):
    """What differs, as `[{"what", "where", "before", "after"}]` in the order it is read.

    `what` is added, removed or changed; `where` leads to the field, “Achievements › A consultation › text”.
    What only machines read (addresses, anchors, the sizes of pictures) is left out.
    """
    return list(_fields(old, new, ()))


def public_changes(release):
    """What the public reads of `release.changes`: None where the release before may no longer be read.

    Changes of people whose names are withheld are left out: that a mask comes, goes or moves says whose record
    changed. What is kept was shortened and may hold half a name or half a mask; so where anybody is concealed, the
    two releases are compared anew.
    """
    if not release.supersedes:
        return []
    if not release.supersedes.is_public:
        return None
    conceal = concealer()
    both = release.supersedes.data, release.data
    concealed = [without_counts(map_text(conceal, data)) for data in both]
    if concealed == list(both):
        return release.changes
    wrong = [row | {"what": "removed"} for row in release.changes if row["what"] == IN_ERROR]
    rows = [row | {"what": IN_ERROR} if row in wrong else row for row in changes(*concealed)]
    return [row for row in rows if not any(CONCEALED in row[part] for part in ("where", "before", "after"))]


def without_counts(data):
    """With one sign wherever somebody is not named, however many they are."""
    if isinstance(data, dict):
        return {key: CONCEALED if key == "unnamed" and one else without_counts(one) for key, one in data.items()}
    return [without_counts(one) for one in data] if isinstance(data, list) else data


def concealer():
    """A function that puts one sign for each protected name, and for what stands in its place."""
    people = withheld_people()
    hide_names = redactor_of({name: f" {CONCEALED} " for person in people for name in names_of(person)})
    masks = {str(Person.Naming.WITHHELD.label), *(person.public_name for person in people)}
    masked = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, sorted(masks)))})(?!\w)")
    return lambda text: masked.sub(f" {CONCEALED} ", hide_names(text))


def _compare(old, new, path):
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _fields(old, new, path)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _items(old, new, path)
    elif isinstance(old, str) and isinstance(new, str):
        yield from _text(old, new, path)
    else:
        yield from _row(path, words(old), words(new))


def _fields(old, new, path):
    for key in dict.fromkeys([*new, *old]):
        if key == "print" and key in old and key in new:
            if old[key] != new[key]:
                yield from _row((*path, WORDS[key]), "the picture before", "another picture")
        elif key not in LAYOUT:
            yield from _compare(old.get(key, ""), new.get(key, ""), (*path, _label(key)))


def _items(old, new, path):
    before = _matches(old, new)
    for position, item in enumerate(new):
        if position in before:
            was = old[before[position]]
            yield from _compare(was, item, _place(path, item if name_of(item) else was))
        else:
            yield from _row(_place(path, item), "", words(item))
    for position in sorted(set(range(len(old))) - set(before.values())):
        yield from _row(_place(path, old[position]), words(old[position]), "")
    kept = [before[position] for position in sorted(before)]
    if kept != sorted(kept):
        names = {one: words(name_of(old[one]) or old[one]) for one in kept}
        yield from _row((*path, "order"), *("; ".join(map(names.get, order)) for order in (sorted(kept), kept)))


def _matches(old, new):
    """Which item of the new list was which of the old one: {position in new: position in old}."""
    found, left, sought = {}, list(range(len(old))), range(len(new))
    for same in [_equal, *map(_shares, IDENTITIES), _is_alike]:
        for position in sought:
            was = next((one for one in left if same(old[one], new[position])), None)
            if was is not None:
                found[position] = was
                left.remove(was)
        sought = [position for position in sought if position not in found]
    return found


def _equal(one, other):
    return one == other


def _shares(key):
    def same(one, other):
        return isinstance(one, dict) and isinstance(other, dict) and bool(one.get(key)) and one[key] == other.get(key)

    return same


def _is_alike(one, other):
    if type(one) is not type(other):
        return False
    compared = SequenceMatcher(None, words(one).split(), words(other).split(), autojunk=False)
    return compared.quick_ratio() >= SIMILAR and compared.ratio() >= SIMILAR


def _text(old, new, path):
    """Paragraph by paragraph, so that a page of text is not shown for one word."""
    before, after = ([words(block) for block in blocks(text) if words(block)] for text in (old, new))
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _row(path, *_shortened(" ".join(before[a:b]), " ".join(after[c:d])))


def _shortened(before, after):
    """Both, without the long stretches that they begin or end with alike."""
    if not before or not after:
        return before, after
    one, other = before.split(), after.split()
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    first, last = max(0, start - CONTEXT), max(0, end - CONTEXT)
    return tuple(
        " ".join([*["…"][: bool(first)], *text[first : len(text) - last], *["…"][: bool(last)]])
        for text in (one, other)
    )


def _shared(one, other):
    return next(
        (count for count, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _row(path, before, after):
    if before != after:
        what = "changed" if before and after else "added" if after else "removed"
        yield {"what": what, "where": " › ".join(filter(None, path)), "before": before, "after": after}


def _place(path, item):
    """A list of named things is not named itself: “Achievements › A consultation”, not “sections › …”."""
    if name := name_of(item):
        return (*path[:-1], words(name))
    return path


def name_of(item):
    return next((item[key] for key in NAMES if item.get(key)), "") if isinstance(item, dict) else ""


def _label(key):
    return WORDS.get(key, key.replace("_", " "))


def words(value):
    """A value as people read it, in one line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        parts = (
            (f"{one} not named" if one else "") if key == "unnamed" else words(one)
            for key, one in value.items()
            if key not in {*LAYOUT, "print"} and not isinstance(one, bool)
        )
        return ", ".join(filter(None, parts))
    if isinstance(value, list):
        return "; ".join(filter(None, map(words, value)))
    text = "" if value is None else str(value)
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", text)).split())
