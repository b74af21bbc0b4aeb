"""Pictures for the four métiers of the example, from covers of the house: python3 pictures.py FOLDER"""

import sys
from pathlib import Path

from PIL import Image, ImageOps

HOME = Path(__file__).resolve().parents[2]
COVERS = {1: "kits/soudure", 2: "assets/templates/tracer", 11: "assets/templates/inspecter", 12: "assets/templates/assembler"}
# As src/cli/agency/catalogue.rs makes them.
SIZE, QUALITY = (520, 325), 70

for number, folder in COVERS.items():
    cover = Image.open(HOME / folder / "images/cover.png").convert("RGB")
    ImageOps.fit(cover, SIZE, Image.Resampling.LANCZOS).save(Path(sys.argv[1]) / f"{number}.jpg", quality=QUALITY)
