"""Draws the interface's pictograms, white on transparent, 256×256, strokes of 22 with round caps.
Run: python3 assets/source/icons.py [--sheet FILE] (PIL only)."""
import math
import sys
from pathlib import Path

from PIL import Image, ImageDraw

OUT = Path(__file__).resolve().parents[1] / "images" / "icons"
SIZE, OVER, STROKE = 256, 4, 22


class Pen:
    """Draws in units of the final picture onto a mask four times as large."""

    def __init__(self):
        self.mask = Image.new("L", (SIZE * OVER, SIZE * OVER), 0)
        self.draw = ImageDraw.Draw(self.mask)

    def dot(self, x, y, r, ink=255):
        self.draw.ellipse([(x - r) * OVER, (y - r) * OVER, (x + r) * OVER, (y + r) * OVER], fill=ink)

    def line(self, *points, w=STROKE, ink=255, close=False):
        pts = list(points) + ([points[0]] if close else [])
        for (x0, y0), (x1, y1) in zip(pts, pts[1:]):
            n = math.hypot(x1 - x0, y1 - y0) or 1
            dx, dy = -(y1 - y0) / n * w / 2, (x1 - x0) / n * w / 2
            self.draw.polygon([(a * OVER, b * OVER) for a, b in ((x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy))], fill=ink)
        for x, y in pts:
            self.dot(x, y, w / 2, ink)

    def curve(self, *points, w=STROKE, ink=255, steps=24):
        """A Bézier curve of any degree."""
        self.line(*bezier(points, steps), w=w, ink=ink)

    def arc(self, x, y, rx, a0, a1, ry=None, w=STROKE, ink=255):
        """Degrees, clockwise from the right."""
        ry = rx if ry is None else ry
        n = max(8, int(abs(a1 - a0) / 5))
        self.line(*[(x + rx * math.cos(math.radians(a0 + (a1 - a0) * i / n)), y + ry * math.sin(math.radians(a0 + (a1 - a0) * i / n))) for i in range(n + 1)], w=w, ink=ink)

    def circle(self, x, y, r, w=STROKE, ink=255):
        self.arc(x, y, r, 0, 360, w=w, ink=ink)

    def fill(self, *points, ink=255, round=0):
        """A filled shape with its corners rounded by `round`."""
        self.draw.polygon([(x * OVER, y * OVER) for x, y in points], fill=ink)
        if round:
            self.line(*points, w=2 * round, ink=ink, close=True)

    def frame(self, x0, y0, x1, y1, r, w=STROKE, ink=255):
        pts = []
        for cx, cy, a in ((x1 - r, y0 + r, -90), (x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180)):
            pts += [(cx + r * math.cos(math.radians(a + 15 * i)), cy + r * math.sin(math.radians(a + 15 * i))) for i in range(7)]
        self.line(*pts, w=w, ink=ink, close=True)

    def done(self):
        small = self.mask.resize((SIZE, SIZE), Image.LANCZOS)
        out = Image.new("RGBA", (SIZE, SIZE), (255, 255, 255, 0))
        out.putalpha(small)
        return out


def bezier(points, steps=24):
    out = []
    for i in range(steps + 1):
        t, p = i / steps, list(points)
        while len(p) > 1:
            p = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in zip(p, p[1:])]
        out.append(p[0])
    return out


ICONS = {}


def icon(f):
    ICONS[f.__name__] = f
    return f


def person(p, x, y, k=1.0, body=True):
    """Head and shoulders; (x, y) is the head's centre."""
    p.circle(x, y, 31 * k)
    if body:
        p.arc(x, y + 112 * k, 62 * k, -180, 0, ry=62 * k)


@icon
def accueil(p):
    p.line((34, 124), (128, 40), (222, 124))
    p.line((62, 112), (62, 212), (194, 212), (194, 112))
    p.fill((116, 160), (140, 160), (140, 206), (116, 206), round=10)


@icon
def retour(p):
    p.line((210, 128), (48, 128))
    p.line((112, 60), (46, 128), (112, 196))


@icon
def suite(p):
    p.line((46, 128), (208, 128))
    p.line((144, 60), (210, 128), (144, 196))


def speaker(p):
    p.fill((44, 104), (80, 104), (124, 66), (124, 190), (80, 152), (44, 152), round=11)


@icon
def son(p):
    speaker(p)
    p.arc(128, 128, 46, -42, 42)
    p.arc(128, 128, 88, -42, 42)


@icon
def son_coupe(p):
    speaker(p)
    p.line((164, 100), (220, 156))
    p.line((220, 100), (164, 156))


@icon
def texte(p):
    p.line((22, 204), (76, 56), (130, 204))
    p.line((44, 156), (108, 156))
    p.circle(196, 168, 34)
    p.line((230, 132), (230, 204))


@icon
def langue(p):
    p.circle(128, 128, 92)
    p.line((38, 128), (218, 128), w=18)
    p.arc(128, 128, 42, 0, 360, ry=92, w=18)


@icon
def fermer(p):
    p.line((62, 62), (194, 194))
    p.line((194, 62), (62, 194))


@icon
def coche(p):
    p.line((44, 136), (104, 196), (214, 68), w=26)


def question(p, x, y, k=1.0):
    p.line(*([(x + 40 * k * math.cos(math.radians(a)), y - 22 * k + 40 * k * math.sin(math.radians(a))) for a in range(-180, 61, 10)] + [(x, y + 34 * k)]))
    p.dot(x, y + 72 * k, 15)


@icon
def aide(p):
    p.circle(128, 128, 98)
    question(p, 128, 116, 0.82)


@icon
def mystere(p):
    question(p, 112, 128, 1.15)
    for x, y, r in ((212, 58, 36), (34, 66, 20), (210, 176, 26)):
        p.fill((x, y - r), (x + r * 0.26, y - r * 0.26), (x + r, y), (x + r * 0.26, y + r * 0.26), (x, y + r), (x - r * 0.26, y + r * 0.26), (x - r, y), (x - r * 0.26, y - r * 0.26), round=3)


@icon
def main(p):
    p.arc(108, 78, 54, 150, 390, w=18)
    p.line((108, 78), (108, 170))
    p.line(*bezier([(108, 132), (108, 116), (140, 116), (140, 136)], 10), (140, 148))
    p.line(*bezier([(140, 140), (140, 124), (172, 124), (172, 146)], 10), (172, 156))
    p.line(*(bezier([(172, 150), (172, 136), (204, 138), (204, 160)], 10) + bezier([(204, 160), (206, 214), (184, 230), (146, 230)], 14) + bezier([(146, 230), (116, 230), (100, 216), (66, 168)], 14) + bezier([(66, 168), (54, 148), (82, 138), (106, 170)], 12)))


def face(p):
    p.circle(128, 128, 94)
    for x in (94, 162):
        p.dot(x, 106, 15)


@icon
def visage_content(p):
    face(p)
    p.arc(128, 134, 48, 15, 165)


@icon
def visage_neutre(p):
    face(p)
    p.line((88, 166), (168, 166))


@icon
def visage_decu(p):
    face(p)
    p.curve((92, 172), (112, 156), (144, 156), (164, 172))


@icon
def diplome(p):
    p.frame(30, 48, 226, 178, 20)
    p.line((70, 92), (186, 92), w=16)
    p.line((70, 130), (120, 130), w=16)
    p.dot(176, 160, 46, 0)
    p.line((158, 186), (150, 230), (176, 214), (202, 230), (194, 186), w=18)
    p.circle(176, 156, 26)


@icon
def apprentissage(p):
    """Learning by doing: a cog above an open book."""
    p.circle(128, 80, 34)
    for a in range(0, 360, 45):
        c, d = math.cos(math.radians(a + 22.5)), math.sin(math.radians(a + 22.5))
        p.line((128 + 40 * c, 80 + 40 * d), (128 + 56 * c, 80 + 56 * d), w=20)
    p.line((28, 158), (128, 180), (228, 158), (228, 210), (128, 232), (28, 210), close=True)
    p.line((128, 182), (128, 230))


@icon
def stand(p):
    pts = [(128 + 74 * math.cos(math.radians(a)), 104 + 74 * math.sin(math.radians(a))) for a in range(150, 391, 6)]
    p.line(*(pts + bezier([pts[-1], (176, 186), (128, 228)], 14) + bezier([(128, 228), (80, 186), pts[0]], 14)))
    p.circle(128, 104, 24)


@icon
def horloge(p):
    p.circle(128, 128, 94)
    p.line((128, 72), (128, 130), (168, 152))


@icon
def oeil(p):
    p.line(*(bezier([(22, 128), (74, 44), (182, 44), (234, 128)], 30) + bezier([(234, 128), (182, 212), (74, 212), (22, 128)], 30)))
    p.circle(128, 128, 32)


@icon
def cadenas(p):
    p.frame(52, 112, 204, 218, 22)
    p.line((84, 112), (84, 84))
    p.arc(128, 84, 44, -180, 0)
    p.line((172, 84), (172, 112))
    p.dot(128, 158, 15)
    p.line((128, 160), (128, 180), w=16)


@icon
def college(p):
    """A school bag."""
    p.arc(128, 56, 32, -180, 0)
    p.line(*(bezier([(54, 214), (54, 120), (60, 62), (128, 62)], 20) + bezier([(128, 62), (196, 62), (202, 120), (202, 214)], 20)), close=True)
    p.line((92, 212), (92, 156), (164, 156), (164, 212), w=20)
    p.line((100, 112), (156, 112), w=20)
    p.line((26, 150), (26, 200))
    p.line((230, 150), (230, 200))


@icon
def lycee(p):
    """A student with an open book."""
    p.circle(128, 60, 34)
    p.arc(128, 172, 58, -160, -20)
    p.fill((36, 166), (128, 184), (220, 166), (220, 214), (128, 232), (36, 214), ink=0, round=16)
    p.line((36, 162), (128, 180), (220, 162), (220, 210), (128, 228), (36, 210), w=20, close=True)
    p.line((128, 182), (128, 226), w=18)


@icon
def etudes(p):
    """A mortar board."""
    p.line((128, 60), (226, 106), (128, 152), (30, 106), close=True)
    p.line((74, 136), (74, 178))
    p.line(*(bezier([(74, 178), (96, 212), (160, 212), (182, 178)], 20)), (182, 136))
    p.line((226, 110), (226, 176), w=18)
    p.dot(226, 186, 16)


@icon
def adulte(p):
    person(p, 128, 74, 1.22)
    p.line((52, 212), (204, 212))


@icon
def parent(p):
    p.circle(86, 62, 32)
    p.line((34, 220), (34, 164))
    p.arc(86, 164, 52, -180, 0)
    p.line((138, 164), (138, 172))
    p.circle(186, 128, 23)
    p.line((148, 220), (148, 212))
    p.arc(186, 214, 38, -180, 0)
    p.line((224, 214), (224, 220))


@icon
def conseil(p):
    """Someone who advises: a person and a speech bubble."""
    p.circle(82, 108, 31)
    p.line((28, 220), (28, 210))
    p.arc(82, 212, 54, -180, 0)
    p.line((136, 212), (136, 220))
    p.frame(136, 34, 234, 112, 26, w=20)
    p.fill((158, 112), (188, 112), (152, 142), round=9)
    for x in (164, 186, 208):
        p.dot(x, 73, 8)


@icon
def recommencer(p):
    p.arc(128, 138, 80, -25, 262)
    p.line((104, 20), (142, 58), (104, 96))


@icon
def defi(p):
    """A flame."""
    p.line(*(bezier([(134, 30), (146, 78), (206, 96), (206, 160)], 24) + bezier([(206, 160), (206, 202), (170, 228), (128, 228)], 18) + bezier([(128, 228), (84, 228), (50, 200), (50, 158)], 18) + bezier([(50, 158), (50, 126), (72, 104), (82, 84)], 14) + bezier([(82, 84), (88, 104), (96, 112), (106, 116)], 10) + bezier([(106, 116), (122, 96), (132, 66), (134, 30)], 14)))
    p.line(*(bezier([(128, 160), (150, 180), (160, 196), (128, 200)], 14) + bezier([(128, 200), (98, 196), (108, 178), (128, 160)], 14)), w=18)


def sheet(path, icons):
    cols = 8
    rows = -(-len(icons) // cols)
    page = Image.new("RGB", (cols * 150, rows * 150), (18, 70, 86))
    for k, im in enumerate(icons):
        small = im.resize((128, 128), Image.LANCZOS)
        page.paste(small, (k % cols * 150 + 11, k // cols * 150 + 11), small)
    page.save(path)


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    made = []
    for name, f in ICONS.items():
        pen = Pen()
        f(pen)
        made.append(pen.done())
        made[-1].save(OUT / f"{name}.png", optimize=True)
    if "--sheet" in sys.argv:
        sheet(sys.argv[sys.argv.index("--sheet") + 1], made)
