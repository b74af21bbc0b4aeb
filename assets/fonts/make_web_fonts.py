#!/usr/bin/env python3
"""Cuts the kiosk's faces to the letters of French and English, for the visitors' page on their phones.

    pip install fonttools brotli
    python3 make_web_fonts.py

Writes crates/exchange/src/agency/portal/web/{titre,texte,texte_gras}.woff2 (30 kB in all). A letter that is not in them is
drawn by the phone's own face.
"""

import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "crates/exchange/src/agency/portal/web"
FACES = {"display": "titre", "text": "texte", "text_bold": "texte_gras"}
LETTERS = (
    "U+0020-007E,U+00A0,U+00A3,U+00A7,U+00A9,U+00AB,U+00B0,U+00B2,U+00B7,U+00BB,U+00C0,U+00C2,U+00C6-00CB,U+00CE,U+00CF,"
    "U+00D4,U+00D7,U+00D9,U+00DB,U+00DC,U+00E0,U+00E2,U+00E6-00EB,U+00EE,U+00EF,U+00F4,U+00F9,U+00FB,U+00FC,U+0152,U+0153,"
    "U+0178,U+2011,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2026,U+202F,U+20AC,U+2192,U+2713"
)

for face, name in FACES.items():
    subprocess.run(
        ["pyftsubset", HERE / f"{face}.ttf", f"--unicodes={LETTERS}", "--flavor=woff2", "--layout-features=kern,liga",
         f"--output-file={OUT / name}.woff2"],
        check=True,
    )
