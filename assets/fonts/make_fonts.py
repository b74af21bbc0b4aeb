#!/usr/bin/env python3
"""Makes the three fonts of the kiosk from the packages named in README.md, adding the glyphs that they lack.

    pip install fonttools
    npm pack @expo-google-fonts/fredoka@0.4.1 @expo-google-fonts/atkinson-hyperlegible-next@0.4.1   (unpack each)
    python3 make_fonts.py FREDOKA_PACKAGE_FOLDER ATKINSON_PACKAGE_FOLDER

French typography needs U+202F (narrow no-break space, before ; : ! ? and inside « »), which neither family has;
the kiosk's buttons need arrows and a tick. Neither licence reserves a font name, so both may be modified.
"""

import math
import sys
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent


def capsule(pen, start, end, width):
    """One stroke with round ends, clockwise, as quadratic curves (a circle in 8 arcs)."""
    (x0, y0), (x1, y1), r = start, end, width / 2
    angle = math.atan2(y1 - y0, x1 - x0)
    arc = math.pi / 4

    def point(center, a, radius):
        return (round(center[0] + radius * math.cos(a)), round(center[1] + radius * math.sin(a)))

    def half_turn(center, first):
        for k in range(4):
            pen.qCurveTo(
                point(center, first - (k + 0.5) * arc, r / math.cos(arc / 2)), point(center, first - (k + 1) * arc, r)
            )

    pen.moveTo(point(start, angle + math.pi / 2, r))
    pen.lineTo(point(end, angle + math.pi / 2, r))
    half_turn(end, angle + math.pi / 2)
    pen.lineTo(point(start, angle - math.pi / 2, r))
    half_turn(start, angle - math.pi / 2)
    pen.closePath()


def strokes(lines, width):
    pen = TTGlyphPen(None)
    for line in lines:
        for start, end in zip(line, line[1:]):
            capsule(pen, start, end, width)
    glyph = pen.glyph()
    glyph.flags[0] |= 0x40  # OVERLAP_SIMPLE: the strokes of one glyph cross
    return glyph


class Face:
    def __init__(self, source):
        self.font = TTFont(source)
        self.added = []

    def has(self, char):
        return ord(char) in self.font.getBestCmap()

    def advance(self, char):
        return self.font["hmtx"][self.font.getBestCmap()[ord(char)]][0]

    def map(self, char, glyph_name):
        for table in self.font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(char)] = glyph_name
        self.added.append(char)

    def alias(self, char, like):
        if not self.has(char):
            self.map(char, self.font.getBestCmap()[ord(like)])

    def add(self, char, glyph, advance):
        if self.has(char):
            return
        name = f"uni{ord(char):04X}"
        assert name not in self.font.getGlyphOrder(), name
        glyf = self.font["glyf"]
        self.font.setGlyphOrder([*self.font.getGlyphOrder(), name])
        glyf.glyphs[name] = glyph
        glyf.glyphOrder = self.font.getGlyphOrder()
        glyph.recalcBounds(glyf)
        self.font["hmtx"][name] = (round(advance), getattr(glyph, "xMin", 0))
        self.map(char, name)

    def add_spaces(self):
        space = self.advance(" ")
        narrow = self.advance("\u2009") if self.has("\u2009") else round(space * 0.55)
        for char in "\u2009\u202f":
            self.add(char, TTGlyphPen(None).glyph(), narrow)
        self.alias("\u2011", "-")
        if self.has("\u03bc"):
            self.alias("µ", "\u03bc")

    def add_signs(self):
        cmap, glyf = self.font.getBestCmap(), self.font["glyf"]
        minus, figure = glyf[cmap[0x2212]], glyf[cmap[ord("0")]]
        w = minus.yMax - minus.yMin
        middle, side = (minus.yMin + minus.yMax) / 2, w * 0.95
        length = figure.yMax * 0.98
        left, right, head = side, side + length, length * 0.38
        center = (left + right) / 2
        low, high = middle - length / 2, middle + length / 2
        wide = right + side

        def both(lines):
            return strokes(lines, w), wide

        self.add("→", *both([[(left, middle), (right, middle)], [(right - head, middle + head), (right, middle), (right - head, middle - head)]]))
        self.add("←", *both([[(left, middle), (right, middle)], [(left + head, middle + head), (left, middle), (left + head, middle - head)]]))
        self.add("↑", *both([[(center, low), (center, high)], [(center - head, high - head), (center, high), (center + head, high - head)]]))
        self.add("↓", *both([[(center, low), (center, high)], [(center - head, low + head), (center, low), (center + head, low + head)]]))
        d, h = length * 0.36, length * 0.5
        for char, sign in (("↗", 1), ("↘", -1)):
            tip = (center + d, middle + sign * d)
            self.add(char, *both([[(center - d, middle - sign * d), tip], [(tip[0] - h, tip[1]), tip, (tip[0], tip[1] - sign * h)]]))
        tick = [[(left, middle), (left + length * 0.36, low + length * 0.12), (right, high - length * 0.1)]]
        self.add("✓", *both(tick))
        self.add("✔", strokes(tick, w * 1.35), wide)

    def add_comparisons(self):
        """≤ ≥ ≈, which only the display face lacks, at the height of its own < and ~."""
        cmap, glyf = self.font.getBestCmap(), self.font["glyf"]
        minus, plus = glyf[cmap[0x2212]], glyf[cmap[ord("+")]]
        w, advance = minus.yMax - minus.yMin, self.advance("+")
        left, right = minus.xMin + w * 0.65, minus.xMax - w * 0.65
        base = plus.yMin + w / 2 - 40
        top, tip = base + 470, base + 305
        bottom = 2 * tip - top
        bar = [(left, base), (right, base)]
        self.add("≤", strokes([[(right, top), (left, tip), (right, bottom)], bar], w * 0.88), advance)
        self.add("≥", strokes([[(left, top), (right, tip), (left, bottom)], bar], w * 0.88), advance)
        if not self.has("≈"):
            tilde = glyf[cmap[ord("~")]]
            middle, apart = (minus.yMin + minus.yMax) / 2, (tilde.yMax - tilde.yMin) * 0.72
            pen = TTGlyphPen(self.font.getGlyphSet())
            for sign in (1, -1):
                dy = middle + sign * apart / 2 - (tilde.yMin + tilde.yMax) / 2 + sign * w * 0.15
                pen.addComponent(cmap[ord("~")], (1, 0, 0, 1, 0, round(dy)))
            self.add("≈", pen.glyph(), self.advance("~"))

    def save(self, name, family, weight_name):
        """A family name of its own for each file: a text engine that looks faces up by family and weight then never
        takes one for another, nor for the original that a machine may have installed."""
        names = self.font["name"]
        version = names.getDebugName(5)
        codes = " ".join(f"U+{ord(c):04X}" for c in sorted(set(self.added)))
        for name_id in (16, 17, 21, 22, 25):
            names.removeNames(nameID=name_id)
        post_script = family.replace(" ", "") + "-" + weight_name
        for name_id, text in {
            1: family,
            2: "Regular",
            3: f"{version};{post_script}",
            4: family,
            5: f"{version}; modified for Etabli: {codes} added",
            6: post_script,
        }.items():
            names.setName(text, name_id, 3, 1, 0x409)
        self.font["OS/2"].fsSelection = (self.font["OS/2"].fsSelection & ~0x21) | 0x40
        self.font["head"].macStyle = 0
        if "STAT" in self.font:
            del self.font["STAT"]  # axes of the variable font this instance came from
            names.names = [n for n in names.names if n.nameID < 256 or self.is_feature_name(n.nameID)]
        self.font["OS/2"].recalcUnicodeRanges(self.font)
        self.font.save(HERE / name)
        print(f"{name}: {codes}")

    def is_feature_name(self, name_id):
        features = self.font["GSUB"].table.FeatureList.FeatureRecord if "GSUB" in self.font else []
        return any(
            name_id in vars(record.Feature.FeatureParams).values()
            for record in features
            if record.Feature.FeatureParams is not None
        )


def main():
    fredoka, atkinson = map(Path, sys.argv[1:3])
    for source, name, family, weight in (
        (fredoka / "600SemiBold/Fredoka_600SemiBold.ttf", "display.ttf", "Fredoka Etabli", "SemiBold"),
        (atkinson / "400Regular/AtkinsonHyperlegibleNext_400Regular.ttf", "text.ttf", "Atkinson Next Etabli", "Regular"),
        (atkinson / "700Bold/AtkinsonHyperlegibleNext_700Bold.ttf", "text_bold.ttf", "Atkinson Next Etabli Bold", "Bold"),
    ):
        face = Face(source)
        face.add_spaces()
        face.add_signs()
        face.add_comparisons()
        face.save(name, family, weight)


if __name__ == "__main__":
    main()
