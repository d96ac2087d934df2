"""What hastens the layout changes no byte of what is printed."""

import subprocess
import sys
from pathlib import Path

PRINT = """
import sys
from core import layout, speed
sys.argv[1] == "hastened" and speed.hasten()
pdf = layout.print_document(sys.stdin.read(), "http://testserver/", {}, ["static"], lambda *step: None)
sys.stdout.buffer.write(pdf)
"""
WORDS = "Migrants who work in the fields and on the boats of the region told us what they earn and what they owe. " * 4
TEXT = f"""<!doctype html><html lang="en"><head><title>T</title>
<link rel="stylesheet" href="/static/report-fonts.css"><style>
body {{ font: 10pt/14pt "MMN Serif", "Noto Serif Thai" }} .m {{ float: left; width: 40mm }}
.r {{ float: right; width: 9cm }}
u {{ text-decoration: underline }} .s {{ letter-spacing: 0.1em; font-variant-numeric: oldstyle-nums }}
.t {{ word-spacing: 3pt; text-align: justify; hyphens: auto }} .c {{ columns: 2 }} .a {{ overflow-wrap: anywhere }}
</style></head><body><h1>T</h1>
<p class="m">{WORDS}</p><p>{WORDS}<u>under</u> ไทย <b>{WORDS}</b></p>
<p class="r">{WORDS}</p><p class="s">2014 {WORDS}</p>
<div class="c"><p>{WORDS}</p><p class="t">{WORDS}</p></div><p class="a">{"long" * 90}</p><p class="m">1</p>
<p>{WORDS * 30}</p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90"><title>S</title>
<text x="5" y="20" font-family="MMN Sans">S</text></svg>
<p>{WORDS * 30}</p></body></html>"""


def printed(how):
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", PRINT, how], input=TEXT.encode(), stdout=subprocess.PIPE, cwd=root)
    assert done.returncode == 0
    return done.stdout


def test_the_hastened_layout_prints_the_same_bytes():
    plain = printed("plain")
    assert len(plain) > 20_000
    assert printed("hastened") == plain
