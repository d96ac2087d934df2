"""A page of the report in each language: the first article of the Universal Declaration of Human Rights."""

import ctypes
import io
import re

import pikepdf
import pypdfium2
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from core.l10n.scripts import dressed
from core.pdf import PrintError
from core.pdf.client import render_pdf
from reports.checks import check
from reports.data.gather import gather
from reports.output.html import report_html, report_pdf
from tests.factories import (
    make_annual_report,
    make_branding,
    make_event,
    make_finance_line,
    make_membership,
    make_organisation,
    make_section,
)
from tests.reports.test_accessible import broken_rules

pytestmark = pytest.mark.slow

# language: the declaration's title, its first article, the font that sets it.
PAGES = {
    "en": (
        "Universal Declaration of Human Rights",
        "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience "
        "and should act towards one another in a spirit of brotherhood.",
        "Record",
    ),
    "th": (
        "ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน",
        "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ",
        "Noto-Serif-Thai",
    ),
    "lo": (
        "ປະກາດສາກົນວ່າດ້ວຍສິດທິມະນຸດ",
        "ມະນຸດເກີດມາມີສິດເສລີພາບ ແລະ ສະເໝີໜ້າກັນໃນທາງກຽດຕິສັກ ແລະ ທາງສິດດ້ວຍມະນຸດມີສະຕິສຳປັດຊັນຍະ",
        "Noto-Serif-Lao",
    ),
    "km": (
        "សេចក្តីប្រកាសជាសកលស្តីពីសិទ្ធិមនុស្ស",
        "មនុស្សទាំងអស់កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្តីថ្លៃថ្នូរ និងសិទ្ធិ។ មនុស្សមានវិចារណញ្ញាណ និងសតិសម្បជញ្ញៈជាប់ពីកំណើត",
        "Noto-Serif-Khmer",
    ),
    "my": (
        "အပြည်ပြည်ဆိုင်ရာ လူ့အခွင့်အရေးကြေညာစာတမ်း",
        "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့် လည်းကောင်း၊ မွေးဖွားလာသူများ ဖြစ်သည်။",
        "Padauk",
    ),
    "shn": ("လိၵ်ႈတႆး", "လိၵ်ႈတႆး မႂ်ႇသုင်ၶႃႈ", "Padauk"),
    "vi": (
        "Tuyên ngôn Quốc tế Nhân quyền",
        "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Mọi con người đều được tạo hóa "
        "ban cho lý trí và lương tâm và cần phải đối xử với nhau trong tình bằng hữu.",
        "Record",
    ),
    "zh": (
        "世界人权宣言",
        "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
        "Noto-Serif-CJK-SC",
    ),
    "ja": (
        "世界人権宣言",
        "すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
        "Noto-Serif-CJK-JP",
    ),
    "fr": (
        "Déclaration universelle des droits de l’homme",
        "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de "
        "conscience et doivent agir les uns envers les autres dans un esprit de fraternité.",
        "Record",
    ),
    "es": (
        "Declaración Universal de Derechos Humanos",
        "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y "
        "conciencia, deben comportarse fraternalmente los unos con los otros.",
        "Record",
    ),
    "id": (
        "Pernyataan Umum tentang Hak-Hak Asasi Manusia",
        "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama. Mereka dikaruniai akal dan hati "
        "nurani dan hendaknya bergaul satu sama lain dalam semangat persaudaraan.",
        "Record",
    ),
    "ms": (
        "Perisytiharan Hak Asasi Manusia Sejagat",
        "Semua manusia dilahirkan bebas dan samarata dari segi kemuliaan dan hak-hak. Mereka mempunyai pemikiran dan "
        "perasaan hati dan hendaklah bertindak di antara satu sama lain dengan semangat persaudaraan.",
        "Record",
    ),
}
SHEETS = ("report-fonts", "colours", "report", "report-language")
SHEETS = "".join(f'<link rel="stylesheet" href="/static/{name}.css">' for name in SHEETS)
INKS = "--ink: #1b2a2e; --link: #0b5563; --accent: #9c3f17; --surface: #f1ead9;"


def printed(language):
    """The article, and what is said in drawings, tables and dates: members on the map, accounts, a calendar."""
    title, article, _ = PAGES[language]
    report = make_annual_report(slug=f"2014-{language}", start="2014", end="2014", language=language, title=title)
    make_branding(organisation=report.network, map="mekong")
    make_section(report=report, heading=title, text=f"<p>{article}</p>")
    for order, kind in enumerate(["members", "finance", "calendar"], 1):
        make_section(report=report, kind=kind, heading=title, order=order)
    make_membership(organisation=make_organisation(country="MM"))
    make_finance_line(network=report.network, amount=1234567)
    make_finance_line(network=report.network, amount=200, start="2013", end="2013")
    make_event(title=title, start="21 March 2014", end="23 March 2014", country="LA", summary=article)
    data = gather(report)
    return report_pdf(data, report_html(data))


def fonts(pdf):
    names = [
        str(thing.BaseFont) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
    ]
    return {name.partition("+")[2] for name in names}


@pytest.mark.django_db
@pytest.mark.parametrize("language", PAGES)
def test_a_page_in_each_language(language):
    _, article, font = PAGES[language]
    content = printed(language)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert any(name.startswith(font) for name in fonts(pdf))
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [PAGES[language][0]] * 4
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    assert "".join(article.split()) in "".join(text.split())
    assert broken_rules(content) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "lines"),
    [("vi", ["Myanmar", "(Miến Điện)"]), ("ja", ["ミャンマー", "(ビルマ)"]), ("my", ["မြန်မာ"])],
)
def test_a_name_with_another_in_brackets_is_drawn_in_two_lines_within_its_country(language, lines):
    report = make_annual_report(slug="2014", language=language)
    make_branding(organisation=report.network, map="mekong")
    make_section(report=report, kind="members")
    html = report_html(gather(report))
    drawn = [(text, float(y)) for y, text in re.findall(r'<text x="133.1" y="([\d.]+)"[^>]*>([^<]*)<', html)]
    assert drawn == list(zip(lines, [224.9, 256.9][-len(lines) :], strict=True))
    assert f"{' '.join(lines)} 0" in html  # as it is told to who listens


@pytest.mark.django_db
def test_a_drawing_and_a_finding_keep_to_the_numbers_of_the_language():
    report = make_annual_report(slug="2014", language="vi")
    make_branding(organisation=report.network, map="mekong")
    make_section(report=report, kind="members")
    make_section(report=report, kind="finance", order=1)
    make_finance_line(network=report.network, amount=1234567)
    make_finance_line(network=report.network, amount=200, start="2013", end="2013")
    html = report_html(gather(report))
    assert re.search(r'<text x="[\d.]+" y="[\d.]+"', html) and not re.search(r'<text[^>]* [xy]="[^"]*,', html)
    assert ">500.000</text>" in html and "+617.184%" in html and "617.184 phần trăm" in html


@pytest.mark.parametrize("language", PAGES)
def test_no_line_runs_out_of_its_box(language):
    left, width = 50, 120  # points
    article = PAGES[language][1]
    words = article.replace(" ", "") if language in ("th", "lo", "km", "my", "shn") else article
    style = f"html {{ {INKS} }} @page {{ size: 400pt 600pt; margin: 50pt }} p {{ width: {width}pt }}"
    html = (
        f'<html lang="{language}"><head><title>T</title>{SHEETS}<style>{style}</style></head><p>{words * 3}</p></html>'
    )
    content = render_pdf(dressed(html, language, for_print=True), base_url="http://testserver/")
    letters = pypdfium2.PdfDocument(content)[0].get_textpage()
    places = [place for place in range(letters.count_chars()) if letters.get_text_range(place, 1).strip()]
    boxes = [box for box in map(letters.get_charbox, places) if box[1] > 50]  # without the folio
    assert len({round(box[1]) for box in boxes}) > 1 and max(box[2] for box in boxes) <= left + width + 1


def lines_of(text):
    """What stands on one height, from above: PDFium itself begins another line with each font."""
    lines, x, y = {}, ctypes.c_double(), ctypes.c_double()
    for place in range(text.count_chars()):
        pypdfium2.raw.FPDFText_GetCharOrigin(text, place, x, y)
        letter = text.get_text_range(place, 1)
        if letter.strip():
            lines.setdefault(round(y.value), []).append(letter)
    return ["".join(line) for line in lines.values()]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ja",
            "人間は、「理性」と（良心）とを授けられており、互いに『同胞』の精神をもって、行動しなければならない。" * 3,
        ),
        ("zh", "他们赋有“理性”和（良心），并应以《兄弟》关系的精神相对待；人人生而自由，在尊严和权利上一律平等！" * 3),
    ],
)
def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket(language, text):
    columns = "".join(f'<p style="width: {width}pt">{text}</p>' for width in range(90, 190, 5))
    html = (
        f'<html lang="{language}"><head><title>T</title>{SHEETS}<style>html {{ {INKS} }}</style></head>{columns}</html>'
    )
    pages = pypdfium2.PdfDocument(render_pdf(dressed(html, language, for_print=True), base_url="http://testserver/"))
    lines = [line for page in pages for line in lines_of(page.get_textpage())]
    assert len(lines) > 200
    assert [line for line in lines if line[0] in "、。，；！）」』》”" or line[-1] in "（「『《“"] == []


@pytest.mark.django_db
def test_a_letter_that_no_font_draws_is_refused_with_its_record():
    report = make_annual_report(slug="2014")
    make_section(report=report, heading="On scripts", text="<p>Javanese: ꦀ</p>")
    data = gather(report)
    with pytest.raises(PrintError, match=r"javanese .* in “On scripts”"):
        report_pdf(data, report_html(data))


@pytest.mark.django_db
def test_a_letter_in_a_fixed_word_that_no_font_draws_is_refused_and_listed_by_the_check(settings, tmp_path):
    catalog = Catalog(locale="th")
    catalog.add("Contents", "สารบัญ ꦀ")
    path = tmp_path / "th/LC_MESSAGES/django.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    report = make_annual_report(slug="2014", language="th")
    make_section(report=report, heading="เกี่ยวกับ")
    data = gather(report)
    assert report_pdf(data, report_html(data))
    settings.LOCALE_PATHS = [tmp_path]
    why = r"javanese [^.]*\. This stands in the fixed words of the report, and in no record\. Who"
    with pytest.raises(PrintError, match=why):
        report_pdf(data, report_html(data))
    (found,) = [one for one in check(report) if one.kind == "Letters that cannot be printed"]
    assert re.search(r"javanese .* cannot be printed\. This stands in the fixed words", found.what)
    assert (found.severity, found.address[-12:]) == ("blocking", "#id_language")
