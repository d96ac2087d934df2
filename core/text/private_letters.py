"""The letters of Word's Symbol and Wingdings fonts: a file keeps them as private letters, U+F020 to U+F0FF.

The same private letter is one sign in Symbol and another in Wingdings, and the text no longer says which font it
was set in. A private letter that opens a line is a bullet, which is what Wingdings is used for; elsewhere it is
Symbol's, but for the signs that Symbol has no use for in a text. Signs that have no letter in Unicode, or none that
people would miss, become the nearest plain one.
"""

FIRST = 0xF020
UNUSED = "\ufffd"

# One letter for each code from 0x20.
SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?"
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\ufffd"
    "••••••••••••••••••••••••••••••••"
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵"
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑(|([|[{{{|•〉∫∫|∫)|)]|]}}}•"
)
WINGDINGS = (  # a row for each sixteen codes
    " ✏✂✁•••☎☎✉••••••"
    "••••••⌨•••••••✍✍"
    "•✌•••☜☞☝☟•☺☺☹••⚐"
    "•☼•❄•✞✞✝✠✡☪☯•☸♈♉"
    "♊♋♌♍♎♏♐♑♒♓&&●❍■□"
    "□❑❒◆◆◆❖◆☒•⌘❀✿“”\ufffd"
    "0①②③④⑤⑥⑦⑧⑨⑩0❶❷❸❹"
    "❺❻❼❽❾❿••••••••••"
    "▪○○○◉◎○▪□•✦★✶✴✹✵"
    "•••••✪✰•••••••••"
    "••••••••••••••••"
    "•••••••←➢↑↓←→↑↓←"
    "→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦"
    "⇨⇧⇩↔↕↖↗↙↘▫▫✗✓☒☑•"
)
# Signs of Wingdings that are told from Symbol's wherever they stand: brackets in pieces, suits of cards.
ALWAYS_WINGDINGS = {0xA7, 0xA8, 0xD8, 0xDF, 0xE0, 0xE1, 0xE2, 0xE8, 0xEF, 0xF0, 0xF1, 0xF2, *range(0xFA, 0x100)}
ALWAYS_BULLET = {0xB7}


def meant(letter: str, opens_line: bool) -> str | None:
    """The letter that a private one stands for, or None if it is none of these two fonts'."""
    place = ord(letter) - FIRST
    if not 0 <= place < len(SYMBOL):
        return None
    code = place + 0x20
    if code in ALWAYS_BULLET:
        return "•"
    table = WINGDINGS if code in ALWAYS_WINGDINGS or opens_line else SYMBOL
    sign = table[place]
    return None if sign == UNUSED else sign
