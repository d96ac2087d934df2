"""People who stand nowhere in the record of 2014; but their names are words of many other names and sentences."""

UNRELATED = (
    """
May|June|Li|Mo|Ann|Will May|Mark Long|Grace Hope|Art Field|Rose Law|Summer Field|Chit Oo|Thet Thet|Nang Noom|Khin Khin
Win Rights|Su Su|Kim Ly|Tran Thi|Long Vo|An Binh|Nguyễn Văn An|Trần Thị Mai|Lê Hoa|Phạm Lan Anh|Marie Dubois
สมชาย ดี|มานี มีนา|ปิติ|ใจ งาม|เพ็ญศรี แก้ว|ดี|มา|อองซาน มิ้นท์|ศรี วัน|ນາງ ແກ້ວ|ສົມພອນ ວົງ|ວຽງ ຈັນດີ|ແກ້ວ|សុខា ម៉ុម|ចាន់ ដារ៉ា|ស្រី
မောင်မောင် ဦး|ခင် ခင်|အေးအေး|ကျော် သူ|စိုင်း လတ်|ၸၢႆး မိူင်း|王小明|李 娜|田中 花子|Jean Petit|Pierre Noir
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
