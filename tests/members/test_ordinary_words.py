"""Ordinary words of each language of the region come out as they are, whoever is protected."""

import pytest

from members.redaction.redactor import redactor_of
from tests.members.unrelated import UNRELATED

ORDINARY = {
    "English": (
        "Grace marked the long road; hope is what will help. It may rain in summer. Migrants have rights"
        " by law, and so do we. In May 2014 we met; from 3 May to June. Work in a field. She so wanted "
        "to sue. The main reasons are mobility and long hours."
    ),
    "French": (
        "Le petit groupe marie la raison et le droit. Il fait noir ; les pierres du chemin sont dures. C’est la vie."
    ),
    "Vietnamese": (
        "Người lao động di cư cần được bảo vệ. Hội nghị diễn ra tại Hà Nội, bàn về việc làm an toàn và quyền con người."
    ),
    "Thai": ("แรงงานข้ามชาติในภูมิภาคแม่น้ำโขงควรได้รับการคุ้มครอง สวัสดีปีใหม่ ทุกคนมาประชุมด้วยความดีใจ เรามีสิทธิ"),
    "Lao": "ແຮງງານເຄື່ອນຍ້າຍໃນພາກພື້ນແມ່ນ້ຳຂອງຄວນໄດ້ຮັບການປົກປ້ອງ ນະຄອນຫຼວງວຽງຈັນ ແກ້ວນ້ຳ",
    "Khmer": "ពលករទេសន្តរប្រវេសន៍គួរត្រូវបានការពារ។ ស្ត្រី និងបុរស មានសិទ្ធិស្មើគ្នា។ ភ្នំពេញ",
    "Burmese": ("ရွှေ့ပြောင်းအလုပ်သမားများကို ကာကွယ်ရမည်။ နိုင်ငံတော်အေးချမ်းသာယာရေး မောင်နှမများ ကျော်လွန်၍ ခင်မင်စွာ"),
    "Zawgyi": "ျမန္မာႏိုင္ငံမွ ေရႊ႕ေျပာင္းအလုပ္သမားမ်ား",
    "Shan": "ၵူၼ်းမိူင်း ႁဵတ်းၵၢၼ်ဢဝ်ၶွၼ်ႇ ၸိူဝ်းၼၼ်ႉ",
    "Chinese": "湄公河流域的移民工人应当受到保护。小明天气好,王国的人民,行李很多,李子也好吃。",
    "Japanese": "メコン地域の移住労働者は保護されるべきである。一郎党は田中の花を見た。田んぼの中",
}


@pytest.fixture(scope="module")
def put():
    return redactor_of(dict.fromkeys(UNRELATED, "Name withheld"))


@pytest.mark.parametrize("language", ORDINARY)
def test_ordinary_words_are_left_as_they_are(put, language):
    text = ORDINARY[language]
    assert put(f"<p>{text}</p>") == f"<p>{text}</p>"


def test_each_of_the_names_is_found_where_it_stands(put):
    assert [name for name in UNRELATED if put(f"with {name}.") != "with Name withheld."] == []
