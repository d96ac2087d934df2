"""Names without what stands around them: honorifics, and nicknames in brackets or quotation marks."""

import re
import unicodedata

from core.l10n.folding import fold


def words(text):
    return frozenset(text.split())


HONORIFICS = words(
    "mr mrs ms miss mx dr drs prof professor sir dame madam madame mme mlle monsieur rev reverend fr "
    "father sr sister hon honourable honorable he hh excellency ambassador amb u daw ko ma maung sayar "
    "saya sayama sayadaw ashin khun k lok loksrey neak oknha thao ong anh chi shri smt datuk dato tuan "
    "puan haji hajah adv eng atty capt col gen lt maj"
)
# They are also parts of names: taken for honorifics only where two words are left.
PERHAPS = words("saw naw nang nan sai nai mi salai mai ba co bang sri k he chi anh ong sister father")
UNPARTED = [  # written directly before the name, the longer ones first
    *(
        "นางสาว",
        "นาย",
        "นาง",
        "น.ส.",
        "คุณ",
        "ดร.",
        "ศ.ดร.",
        "รศ.",
        "ผศ.",
        "เด็กชาย",
        "เด็กหญิง",
        "ด.ช.",
        "ด.ญ.",
        "ครู",
        "พระ",
    ),
    *("ທ້າວ", "ນາງສາວ", "ນາງ", "ທ່ານ", "ນາຍ", "ດຣ."),
    *("លោកស្រី", "លោក", "អ្នកស្រី", "កញ្ញា", "ឯកឧត្តម"),
    *("ဒေါ်", "ဦး", "ကို", "မောင်", "ဒေါက်တာ", "ဆရာမ", "ဆရာ"),
]
DOUBTFUL = {"ကို"}  # a particle too
AFTER = ["先生", "女士", "小姐", "太太", "博士", "教授", "さん", "様", "씨", "님"]
NICKNAME = re.compile(r"[(\[（「『“\"«‹][^()\[\]]*?[)\]）」』”\"»›]|(?<!\w)[‘'][^‘’']+[’'](?!\w)")
SPACE = r"(?:\s|&nbsp;|&\#160;|\u200b|</?(?:b|em|i|span|strong)\b[^<>]*>)"
CAPITALS = {written for word in HONORIFICS - PERHAPS for written in (word.capitalize(), word.upper())}
BEFORE = re.compile(
    rf"(?:(?<![^\W_])(?:{'|'.join(sorted(CAPITALS))}|H\.\s?E)\b\.?{SPACE}+"
    rf"|(?:{'|'.join(map(re.escape, sorted(set(UNPARTED) - DOUBTFUL, key=len, reverse=True)))}){SPACE}*)+$"
)
BEHIND = re.compile(rf"\s?(?:{'|'.join(AFTER)})")
PREPOSED = re.compile(r"[\u0e40-\u0e44\u0ec0-\u0ec4\u1031\u103b\u103c]")


def plain_name(name):
    """“Dr. Somchai (Chai) Dee” as “Somchai Dee”."""
    without = " ".join(NICKNAME.sub(" ", unicodedata.normalize("NFC", name)).split())
    words = without.split()
    while len(words) > 1 and is_honorific(words[0], len(words) - 1):
        words.pop(0)
    return _without_unparted(" ".join(words)) or without or name


def name_key(name):
    """As two names are compared: without honorific and nickname, whatever the order of the words."""
    return " ".join(sorted(re.sub(r"[.,]", " ", fold(plain_name(name))).split()))


def is_honorific(word, left=2):
    """Whether a word stands before a name of `left` words, and is none of them."""
    folded = re.sub(r"[\W_]", "", fold(word))
    return (folded in HONORIFICS and (folded not in PERHAPS or left > 1)) or (folded in PERHAPS and left > 1)


def _without_unparted(name):
    for honorific in sorted(UNPARTED, key=len, reverse=True):
        rest = name.removeprefix(honorific).strip()
        if rest != name and sum(unicodedata.category(letter) == "Lo" for letter in rest) > 2:
            return rest
    return name


def initials(name):
    """Of the name's own letters: “Somchai (Chai) Dee” → “S. D.”, “เพ็ญศรี แก้ว” → “พ. ก.”"""
    words = re.split(r"[\s\-‐‑–]+", plain_name(name))
    first = (next((one for one in PREPOSED.sub("", word) if one.isalpha()), "") for word in words)
    return " ".join(f"{letter.upper()}." for letter in first if letter)


def around(text, first, last):
    """A stretch with the honorifics that stand before it and after it, for they tell a person's sex and rank."""
    if before := BEFORE.search(text, max(0, first - 80), first):
        first = before.start()
    if after := BEHIND.match(text, last):
        last = after.end()
    return first, last
