"""What hastens the layout changes nothing of what is printed."""

import io
import subprocess
import sys
from pathlib import Path

import pikepdf

UNPACKED = pikepdf.StreamDecodeLevel.generalized
PRINT = """
import sys
from core.pdf import layout
from core.pdf.patches import performance as speed
sys.argv[1] == "hastened" and speed.hasten()
pdf, _ = layout.print_document(sys.stdin.read(), "http://testserver/", {}, ["static"], lambda *step: None)
sys.stdout.buffer.write(pdf)
"""
WORDS = "Migrants who work in the fields and on the boats of the region told us what they earn and what they owe. " * 4
TEXT = f"""<!doctype html><html lang="en"><head><title>T</title>
<link rel="stylesheet" href="/static/report-fonts.css"><style>
body {{ font: 10pt/14pt "MMN Serif", "Noto Serif Thai" }} .m {{ float: left; width: 40mm }}
.r {{ float: right; width: 9cm }}
u {{ text-decoration: underline }} .s {{ letter-spacing: 0.1em; font-variant-numeric: oldstyle-nums }}
.t {{ word-spacing: 3pt; text-align: justify; hyphens: auto }} .c {{ columns: 2 }} .a {{ overflow-wrap: anywhere }}
table {{ border-collapse: collapse; width: 90% }} td {{ border: 1pt solid; padding-block: 1mm }}
.b {{ position: relative; padding-left: 2cm }} .p {{ position: absolute; left: 0 }} s {{ position: relative; top: 2pt }}
a::after {{ content: target-counter(attr(href), page) }}
</style></head><body><h1>T</h1>
<p class="m">{WORDS}</p><p>{WORDS}<u>under</u> ไทย <b>{WORDS}</b></p>
<p class="r">{WORDS}</p><p class="s">2014 {WORDS}</p>
<div class="c"><p>{WORDS}</p><p class="t">{WORDS}</p></div><p class="a">{"long" * 90}</p><p class="m">1</p>
<ul><li>{WORDS}<ol><li>{WORDS}</li></ol></li></ul><p class="b"><b class="p">1</b>{WORDS}<s>{WORDS}</s></p>
<table><thead><tr><th>T</th><th>U</th></tr></thead><tbody>
<tr><td>{WORDS}</td><td><a href="#u">1</a></td></tr></tbody></table>
<p id="u">{WORDS * 30}</p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90"><title>S</title>
<text x="5" y="20" font-family="MMN Sans">S</text></svg>
<p>{WORDS * 30}</p></body></html>"""


def printed(how):
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", PRINT, how], input=TEXT.encode(), stdout=subprocess.PIPE, cwd=root)
    assert done.returncode == 0
    return done.stdout


def unpacked(pdf):
    """The file without compression, in which the hastened layout takes less time and some more room."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(written := io.BytesIO(), stream_decode_level=UNPACKED, compress_streams=False, static_id=True)
    return written.getvalue()


def test_the_hastened_layout_prints_the_same():
    plain, hastened = printed("plain"), printed("hastened")
    assert len(plain) > 20_000
    assert unpacked(hastened) == unpacked(plain)
    assert len(hastened) < len(plain) * 1.06
