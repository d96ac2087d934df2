"""A table of the ways in which a name is written: each is found, and what is not the name is left alone."""

import json
import unicodedata
from urllib.parse import quote

import pytest

from members.redaction.written_names import finder_for

NAME = "Zarni Protected"
WRITTEN = """
Zarni Protected|ZARNI PROTECTED|zarni protected|Protected, Zarni|PROTECTED Zarni|PROTECTED, ZARNI|Protected Zarni
Zarni A. Protected|Zarni A Protected|Protected, Zarni A.|Zarni Daw Protected|Zarni (Nini) Protected
Zarni “Nini” Protected
Zarni "Ni Ni" Protected|zarni.protected@example.org|protected.zarni@example.org|zarni-protected|zarni_protected
protected_zarni|@zarniprotected|@ZarniProtected|#ZarniProtected|#zarniprotected|zarniprotected|ZarniProtected
protectedzarni|zarniProtected|zarniprotected94@example.org|zarni.protected94@example.org|https://x.org/zarni-protected/
https://x.org/?q=zarni+protected|https://x.org/zarniprotected.html|https://x.org/interviewwithzarniprotected
Zarni%20Protected|Zarni%2520Protected|%5Aarni%20Protected|zarni%2Dprotected|Zarni+Protected|mailto:zarni.protected@x.org
Zarni  Protected|Zarni-Protected|Zarni – Protected|Zarni‑Protected|Zarni/Protected|Zarni|Protected
Zarni's|Zarni Protected’s|Zarni Protected's|“Zarni Protected”|(Zarni Protected)|‘Zarni Protected’
Zarni Protected¹|Zarni¹ Protected
Ｚａｒｎｉ　Ｐｒｏｔｅｃｔｅｄ|𝐙𝐚𝐫𝐧𝐢 𝐏𝐫𝐨𝐭𝐞𝐜𝐭𝐞𝐝|𝒵𝒶𝓇𝓃𝒾 𝒫𝓇ℴ𝓉ℯ𝒸𝓉ℯ𝒹|Ⓩⓐⓡⓝⓘ Ⓟⓡⓞⓣⓔⓒⓣⓔⓓ
Zárni Protécted|Zarnî Protected|Zàrni Prötected
"""
SKIPPED = {"Zarni", "Protected", "Zarni's"}  # parts of the lines above that the bar cut
IN_LETTERS = [
    "Zar\u00adni Protected",
    "Zar\u200dni Pro\u200ctected",
    "Zar\u200bni Protected",
    "Zarni\u200bProtected",
    "\u202aZarni\u202c \u2066Protected\u2069",
    "Zarni\u200e Protected\u200f",
    "Zarni\ufe0f Protected",
    "Z\u034farni Protected",
    "Zarni\u2060 \ufeffProtected",
    "Zarni\U000e0041 Protected",
    "Zarni\u180e Protected",
    "Zarni\u061c Protected",
    "Zarni\u00a0Protected",
    "Zarni\u202fProtected",
    "Zarni\u2003Protected",
    "Zarni\nProtected",
    "Zarni\r\nProtected",
    "Zarni\r\n\tProtected",
    "Zarni\tProtected",
    "Zarni\u2028Protected",
    "Zarni\x0bProtected",
    "Zarni\x85Protected",
    "Zar\x00ni Protected",
    "Za\u0301rni Protected",
    "ZARNİ PROTECTED",
    "Zarnı Protected",
]
IN_MARKS = [
    "Zarni&nbsp;Protected",
    "Zarni&#160;Protected",
    "Zarni&#xa0;Protected",
    "&#90;arni Protected",
    "&#x5A;arni Protected",
    "&#90arni Protected",
    "Zarni&#8203;Protected",
    "Zar&shy;ni Protected",
    "Zar&zwj;ni Protected",
    "Z&aacute;rni Protected",
    "Z&amp;aacute;rni Protected",
    "<b>Zarni</b> Protected",
    "<b>Z</b>arni <em>Pro</em>tected",
    "Zar<wbr>ni Protected",
    "Zarni<wbr>Protected",
    "Zarni<br>Protected",
    "Zarni<br/>Protected",
    "<p>Zarni</p><p>Protected</p>",
    "<td>Zarni</td>\n <td>Protected</td>",
    "<td>Protected</td><td class='x'>Zarni</td>",
    "<li>Zarni</li><li>Protected</li>",
    "<h2>Zarni</h2>\n<p>Protected</p>",
    "<span class=\"given\">Zarni</span> <span class='family'>Protected</span>",
    "Zarni <!-- x -->Protected",
    "<!-- Zarni Protected -->",
    "&lt;b&gt;Zarni&lt;/b&gt; Protected",
    '<img alt="Zarni Protected">',
    '<img src="/photos/zarni-protected.jpg" alt="">',
    '<img srcset="/photos/zarni_protected-320.jpg 320w">',
    '<a title="Protected, Zarni" href="/x/">x</a>',
    '<a href="/events/2014/talk-by-zarni-protected/">x</a>',
    '<a href="mailto:zarni.protected@example.org">x</a>',
    '<a href="/x/?q=Zarni%20Protected">x</a>',
    '<button aria-label="Zarni Protected">x</button>',
    '<meta content="Zarni Protected spoke">',
    "<meta content='Zarni Protected spoke'>",
    '<p id="zarni-protected">x</p>',
    '<td data-name="Zarni Protected">x</td>',
    '<input value="Zarni Protected">',
    "<title>Zarni Protected</title>",
    "<option>Protected Zarni</option>",
    "<author><name>Zarni Protected</name></author>",
    "<dc:creator>Protected, Zarni</dc:creator>",
    "<![CDATA[Zarni Protected]]>",
    '{"name": "Zarni Protected"}',
    '{"name": "Zarni\\u0020Protected"}',
    '{"name": "\\u005aarni Protected"}',
    '{"text": "by\\nZarni Protected"}',
    '{"text": "Zarni\\nProtected"}',
    '{"text": "\\"Zarni Protected\\""}',
    '{"givenName":"Zarni","familyName":"Protected"}',
    '{"family": "Protected", "given": "Zarni"}',
    "SUMMARY:Talk by Zar\r\n ni Protected",
    "SUMMARY:Talk by Zarni\r\n  Protected",
    "SUMMARY:Protected\\, Zarni",
    "SUMMARY:Talk\\nZarni Protected",
    'ORGANIZER;CN="Zarni Protected":mailto:x@example.org',
    "N:Protected;Zarni;;;",
    "FN:Zarni Protected",
    "name,town\r\nZarni Protected,Yangon",
    '"Protected","Zarni"',
    "Zarni;Protected",
    "Zarni\tProtected\t3",
    "author = {Protected, Zarni}",
    "author = {Zarni {Protected}}",
    "author = {Z{\\'a}rni Protected}",
    "author = {Z\\'arni Protected}",
    "@book{zarniprotected2014,",
    "AU  - Protected, Zarni",
    "A1  - Zarni Protected",
    "Zarni=20Protected",
    "Zar=\r\nni Protected",
    "Z=C3=A1rni Protected",
    "attachment; filename=\"zarni_protected.pdf\"; filename*=UTF-8''Zarni%20Protected.pdf",
    "\\u003cb\\u003eZarni\\u003c/b\\u003e Protected",
]
OTHERS = [
    ("Nguyễn Thị Kim", "NGUYEN THI KIM"),
    ("Nguyễn Thị Kim", unicodedata.normalize("NFD", "Kim Nguyễn Thị")),
    ("Nguyễn Thị Kim", "nguyen-thi-kim"),
    ("Nguyễn Thị Kim", "nguyenthikim"),
    ("Nguyễn Thị Kim", quote("Nguyễn Thị Kim")),
    ("Nguyễn Thị Kim", json.dumps("Nguyễn Thị Kim")),
    ("Nguyễn Thị Kim", "Nguyễn Thị Kim".encode("ascii", "xmlcharrefreplace").decode()),
    ("Đặng Văn Lâm", "Dang Van Lam"),
    ("José Muñoz", "Jos&eacute; Mu\\~noz"),
    ("Søren Ærøskøbing", "Soren Aeroskobing"),
    ("Артём Королёв", "АРТЕМ КОРОЛЕВ"),
    ("Άννα Παπαδοπούλου", "ΑΝΝΑ ΠΑΠΑΔΟΠΟΥΛΟΥ"),
    ("Ma O’Hara", "Ma OʼHara"),
    ("Ma O’Hara", "Ma O&rsquo;Hara"),
    ("Brigid O’Hara", "brigid.ohara@example.org"),
    ("Brigid O’Hara", "Brigid O'Hara's"),
    ("Anne-Marie Hidden", "Anne Marie Hidden"),
    ("Anne-Marie Hidden", "Annemarie Hidden"),
    ("Hkun Sa Mun Htoi", "Hkunsa Munhtoi"),
    ("Hkun Sa Mun Htoi", "Htoi, Hkun Sa Mun"),
    ("Somchai (Chai) Dee", "Somchai Dee"),
    ("Daw Khin Protected", "Khin Protected"),
    ("Dr. Omsin Boonlert", "Boonlert, Omsin"),
    ("Daw Khin", "with Khin there"),
    ("สมชาย ดี", "ดี สมชาย"),
    ("สมชาย ดี", "สมชาย&nbsp;ดี"),
    ("สมชาย ดี", "สมชาย<br>ดี"),
    ("สมชาย ดี", quote("สมชาย ดี")),
    ("สมชาย ดี", json.dumps("สมชาย ดี")),
    ("สมชาย ดี", "<td>สมชาย</td><td>ดี</td>"),
    ("นายสมชาย ดีใจ", "สมชาย ดีใจ"),
    ("ສົມພອນ ວົງ", "ວົງ ສົມພອນ"),
    ("សុខា ម៉ុម", "ម៉ុម សុខា"),
    ("អ៊ុក សុខា", "អ៊ុក\u200bសុខា"),
    ("ကျွန်တော် မောင်", "ကၽြန္ေတာ္ ေမာင္"),
    ("အောင် ဆန်း", "ဆန်း အောင်"),
    ("王小明", "王&#23567;明"),
    ("김 철수", "김철수는"),
    ("Oo Chit", "Chit, Oo"),
    ("May", "May spoke of it"),
    ("Oo Chit", "by Chit, Oo; Win, Aung"),
    ("Артём Королёв", "Aртём Kopолёв"),
    ("김철수", "김 철수"),
    ("김철수", unicodedata.normalize("NFD", "김철수")),
]
SPACED_OR_ALIKE = """
Z a r n i  P r o t e c t e d|Z.a.r.n.i P.r.o.t.e.c.t.e.d|Z a r n i Protected|Zarni P r o t e c t e d
P R O T E C T E D, Zarni
z-a-r-n-i p-r-o-t-e-c-t-e-d|Z a r n i P r o t e c t e d|by a Z a r n i P r o t e c t e d|Z. a. r. n. i. Protected
Zаrni Protected|Zаrni Рrоtесtеd|Ζarni Protected|Ζаrnі Рrοtесtеd|Z4rni Pr0tected|ᴢᴀʀɴɪ ᴘʀᴏᴛᴇᴄᴛᴇᴅ|zаrniprotected
Zarni. Protected|Protected. Zarni|Zarni... Protected|Zarni de Protected|Zarni van der Protected|Zarni bin Protected
Zarni (a.k.a. Nini) Protected|Zarni, known as Protected|zarni dot protected at example dot org|zarni-94-protected
zarni.protected [at] example.org|Zarni&nbspProtected|\\u{5A}arni Protected|author={Protected, Z{a}rni}
Zarn{\\i} Protected
Zarni J. K. Protected|Zarni J.K. Protected|Zarni «Nini» Protected|Zarni & Protected|Zarni: Protected
**Zarni** *Protected*
Zarni🙂Protected|Zarni [1] Protected|Zarni<sup>1</sup> Protected|Zarni,,Protected|Yangon, Protected, Zarni
author={Zarni~Protected}
"""
LINES = [
    "Zarni-\nProtected",
    "Zar-\nni Protected",
    "Zarni\n\n\nProtected",
    "Zarni\n• Protected",
    "Z\na\nr\nn\ni Protected",
]
FORMS = [one for one in WRITTEN.replace("\n", "|").strip("|").split("|") if one not in SKIPPED]


FORMS += SPACED_OR_ALIKE.replace("\n", "|").strip("|").split("|") + LINES


@pytest.mark.parametrize("written", FORMS + IN_LETTERS + IN_MARKS)
def test_a_name_is_found_in_each_written_form(written):
    assert finder_for((NAME,))(f"before {written} after")


@pytest.mark.parametrize(("name", "written"), OTHERS)
def test_a_name_of_other_letters_is_found(name, written):
    assert finder_for((name,))(f"({written})")


def test_the_tables_hold_what_they_promise():
    assert len(FORMS + IN_LETTERS + IN_MARKS + OTHERS) >= 240


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (NAME, "Zarni met them. Protected areas are large."),
        (NAME, "Is it Zarni? Protected people."),
        (NAME, "Zarni and others were protected"),
        (NAME, "Zarnia Protected and Zarni Protectedly"),
        ("May", "they may come, maybe in mayhem"),
        ("Will May", "will may"),
        ("Ann", "Joann, Annual, Ann2"),
        ("So Me", "some so me"),
        ("Daw Khin", "Khin Maung Win spoke"),
        ("Daw Hidden", "the hidden ones"),
        ("Thein Forma", "the informa"),
        ("ดี", "สวัสดีครับ"),
        ("สมชาย ดี", "สมชายแดน ป่า"),
        ("ปาน ดำ", "ป่าน ดำ"),
        ("Li", "<li class='Li'>"),
        ("Chit Oo", "Aung, Chit, Oo and Win"),
        ("Oo Chit", "Aung, Chit, Oo, Win"),
        ("Oo Chit", "with Chit, Oo or Win"),
        ("May Lin", "in April, May, Lin and June"),
        ("Сом", "coм com"),
        ("Com", "рыба сом плавает"),
        ("Will May", "I will. May I"),
        ("May", "1 May 2014, May–June, in May, since May; early May"),
        ("June", '"tenure": "June to July 2014"'),
        ("A B C D Names", "a b c d"),
        ("Main Content", "<main id='content' class='main content'>"),
    ],
)
def test_what_is_not_the_name_is_left_alone(name, text):
    assert finder_for((name,))(text) == []
