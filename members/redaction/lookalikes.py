"""Letters of other scripts, and digits, that look like Latin letters: “Zаrni” with a Cyrillic “а”, “Pr0tected”.

Only a word of two scripts is read so, or one beside a Latin word: Russian and Greek words are what they are.
"""

import re

ALIKE = {  # as folded, where capitals are small: Greek “ν” is “v”, and its capital looks like “N”
    "a": "аα4@",
    "b": "вьβ68",
    "c": "сςϲ",
    "d": "ԁδ",
    "e": "еєε3",
    "f": "ғ",
    "g": "ց9",
    "i": "іιӏl1",
    "j": "ј",
    "k": "кκ",
    "m": "мμ",
    "n": "нһпиηνυуγѵhuvy",
    "o": "оοσ0",
    "p": "рρ",
    "q": "ԛ",
    "r": "гя",
    "s": "ѕ5",
    "t": "тτ7",
    "w": "шԝω",
    "x": "хχ",
    "z": "зζ2",
}
SKELETON = str.maketrans({letter: latin for latin, letters in ALIKE.items() for letter in letters})
FOREIGN = "\u0370-\u03ff\u0400-\u052f"
LETTER = rf"[a-z{FOREIGN}0-9]"
WORD = re.compile(
    rf"(?<![^\W_])(?:(?=[a-z]*[{FOREIGN}0-9])(?=[{FOREIGN}0-9]*[a-z]){LETTER}{{2,}}"
    rf"|(?:(?<=[a-z] )[{FOREIGN}]{{2,}}|[{FOREIGN}]{{2,}}(?= [a-z])))(?![^\W_])"
)


def skeleton(word):
    """The same for words that look alike, and as long as the word."""
    return word.translate(SKELETON)


def in_one_script(text, skeletons):
    """A folded text with each word of two scripts as the word it looks like; `skeletons` is {skeleton: word}."""
    return WORD.sub(lambda found: skeletons.get(skeleton(found[0]), found[0]), text)
