"""Lays out the pictures that a robot's visit left (`etabli play --robot --screenshots`), for docs/images/.

    python3 scripts/pictures.py storyboard FOLDER SHEET.png    steps and finale, three moments each, on one sheet
    python3 scripts/pictures.py contact FOLDER SHAPE SHEET.png every kit's steps and finale, SHAPE paysage or portrait:
                                                               visits in FOLDER/SHAPE_<kit>
    python3 scripts/pictures.py shrink PICTURE.png SMALL.png   one picture at the size of the gallery

Needs Pillow (Debian's python3-pil).
"""

import re
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HOME = Path(__file__).resolve().parent.parent
# As in src/theme/tokens.rs.
INK, INK_SOFT, PAPER, EMBER = (25, 35, 52), (76, 88, 107), (255, 249, 239), (215, 67, 21)
MOMENTS = {"begin": "Au début", "during": "Le geste", "done": "C’est fait"}
MARGIN, GAP, RADIUS = 48, 24, 18
# Drawn larger and shrunk: round corners without stairs.
SMOOTH = 4
# Longer side of a picture in the gallery, pixels, wide and tall.
GALLERY = (1120, 1138)


def font(face, size):
    return ImageFont.truetype(str(HOME / "assets/fonts" / f"{face}.ttf"), size)


def scenes(kit="soudure"):
    """[(kind of its pictures, number, words in French)] of a kit: its steps in their order, then the finale."""
    text = (HOME / "kits" / kit / "kit.ron").read_text(encoding="utf-8")
    steps = re.findall(r'id: "(\w+)",\s*mission: \(\s*fr: "([^"]+)"', text)
    numbered = [(f"play_{step}", str(number), mission) for number, (step, mission) in enumerate(steps, 1)]
    finale = re.search(r'finale: \(.*?text: \(\s*fr: "([^"]+)"', text, re.DOTALL)
    return numbered + ([("finale", "!", finale[1])] if finale else [])


def rounded(picture):
    """The picture with round corners on paper."""
    size = [side * SMOOTH for side in picture.size]
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).rounded_rectangle([0, 0, size[0] - 1, size[1] - 1], RADIUS * SMOOTH, fill=255)
    framed = Image.new("RGB", picture.size, PAPER)
    framed.paste(picture, mask=mask.resize(picture.size, Image.Resampling.LANCZOS))
    return framed


def save(picture, path):
    """256 colours chosen for the picture, mixed where it needs others: a third of the bytes, and skies stay smooth."""
    colours = picture.quantize(256, method=Image.Quantize.MEDIANCUT, kmeans=2)
    picture = picture.quantize(palette=colours, dither=Image.Dither.FLOYDSTEINBERG)
    picture.save(path, optimize=True)
    print(f"{path}  {picture.width}×{picture.height}, {Path(path).stat().st_size // 1024} Kio")


def shot(folder, kind, moment):
    """The last picture of that kind and moment which a visit left in the folder."""
    found = sorted(Path(folder).glob(f"[0-9]*_{kind}_{moment}.png"))
    if not found:
        sys.exit(f"{folder} : il manque {kind}_{moment}")
    return Image.open(found[-1]).convert("RGB")


def storyboard(folder, sheet):
    steps = scenes()
    shots = {}
    for step, *_ in steps:
        for moment in MOMENTS:
            shots[step, moment] = shot(folder, step, moment)
    wide, tall = next(iter(shots.values())).size
    # Wide pictures: a step is a line. Tall ones: two steps share a line.
    width, across = (560, 1) if wide > tall else (280, 2)
    height = width * tall // wide
    block = (3 * width + 2 * GAP, 58 + height + 40)
    lines = -(-len(steps) // across)
    size = (2 * MARGIN + across * block[0] + (across - 1) * 2 * GAP, 2 * MARGIN + lines * block[1] + (lines - 1) * GAP)
    page = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(page)
    for index, (step, number, words_of_step) in enumerate(steps):
        left = MARGIN + index % across * (block[0] + 2 * GAP)
        top = MARGIN + index // across * (block[1] + GAP)
        draw.ellipse([left, top + 2, left + 40, top + 42], fill=EMBER)
        draw.text((left + 20, top + 22), number, PAPER, font("display", 26), anchor="mm")
        draw.text((left + 54, top + 22), words_of_step, INK, font("display", 29), anchor="lm")
        for column, (moment, words) in enumerate(MOMENTS.items()):
            x, y = left + column * (width + GAP), top + 58
            small = shots[step, moment].resize((width, height), Image.Resampling.LANCZOS)
            page.paste(rounded(small), (x, y))
            draw.text((x + width / 2, y + height + 22), words, INK_SOFT, font("text", 21), anchor="mm")
    save(page, sheet)


# A contact sheet: its width, a line's title, and how high a tall picture is, pixels.
SHEET, TITLE, TALL = 1880, 54, 330


def contact(folder, shape, sheet):
    """One line for each kit, its title above; wide pictures fill the line, tall ones share it with the next kit."""
    blocks = []
    for kit in sorted(path.parent.name for path in (HOME / "kits").glob("*/kit.ron")):
        text = (HOME / "kits" / kit / "kit.ron").read_text(encoding="utf-8")
        names = dict(re.findall(r'(feminine|masculine): \(\s*fr: "([^"]+)"', text))
        shots = []
        for kind, *_ in scenes(kit):
            shots.append(shot(Path(folder) / f"{shape}_{kit}", kind, "done" if kind == "finale" else "during"))
        blocks.append((", ".join(dict.fromkeys(names.values())).lower().capitalize(), shots))
    gap = GAP // 2
    lines, y = [], MARGIN
    for index in range(0, len(blocks), 1 if shape == "paysage" else 2):
        x, high = MARGIN, 0
        for title, shots in blocks[index : index + (1 if shape == "paysage" else 2)]:
            width = (SHEET - 2 * MARGIN - (len(shots) - 1) * gap) / len(shots) if shape == "paysage" else TALL * 9 / 16
            size = (round(width), round(width * shots[0].height / shots[0].width))
            lines.append((title, shots, x, y, size))
            x, high = round(x + len(shots) * (size[0] + gap)) + GAP, max(high, size[1])
        y += TITLE + high + GAP
    across = SHEET if shape == "paysage" else max(x + len(shots) * (size[0] + gap) for _, shots, x, _, size in lines) + MARGIN - gap
    page = Image.new("RGB", (across, y + MARGIN - GAP), PAPER)
    draw = ImageDraw.Draw(page)
    for title, shots, x, top, size in lines:
        draw.text((x, top + TITLE / 2 - 4), title, INK, font("display", 30), anchor="lm")
        for column, picture in enumerate(shots):
            small = picture.resize(size, Image.Resampling.LANCZOS)
            page.paste(rounded(small), (x + column * (size[0] + gap), top + TITLE))
    save(page, sheet)


def shrink(picture, small):
    image = Image.open(picture).convert("RGB")
    side = GALLERY[0] if image.width > image.height else GALLERY[1]
    scale = side / max(image.size)
    save(image.resize([round(length * scale) for length in image.size], Image.Resampling.LANCZOS), small)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["storyboard", folder, sheet]:
            storyboard(folder, sheet)
        case ["contact", folder, ("paysage" | "portrait") as shape, sheet]:
            contact(folder, shape, sheet)
        case ["shrink", picture, small]:
            shrink(picture, small)
        case _:
            sys.exit(__doc__)
