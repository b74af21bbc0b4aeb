"""The draining table: cut curd in its basin, a ladle, one mould open to the eye; behind it a colleague fills a whole row.

python3 kits/fromage/source/moulage.py [--preview] [--look] [--out FOLDER]"""
import math

import bpy  # noqa: F401  (brings mathutils)
import numpy as np
from mathutils import Matrix, Vector
from parts import (Anchor, H, Moving, PAINTS, Paint, R, Scene, Shape, cheese, cheesemaker, churn, publish, shelf_of_cheeses, tiled_floor, tiled_room, upright, wooden_box)
from etabli_art import light, people
from etabli_art.shapes import ball, box, cylinder, dome, group, lathe, limb, ring, slab, tube

PAINTS.update({
    "reed": Paint("#E3C07A", 0.8, 0, 0.1), "reed_b": Paint("#B98D45", 0.8, 0, 0.1), "whey": Paint("#E9E2A0", 0.15, 0, 0.85), "curd_a": Paint("#FFF3CF", 0.5, 0, 0.35),
    "curd_b": Paint("#F2DCA2", 0.55, 0, 0.25), "curd_c": Paint("#FFFAEA", 0.4, 0, 0.45),
})

T = 0.36                            # the table's top
VAT, VAT_R, VAT_H = (-0.50, -0.18), 0.47, 0.30
CURD = T + 0.225                    # the curd's surface
MOULD, MOULD_R, MOULD_H = (0.50, -0.40), 0.205, 0.36
MAT = T + 0.035                     # where the mould stands
L, SLANT = 0.54, 34.0               # the ladle's shaft, and how it leans in the basin
GRIP = (0.02, -0.24, CURD + 0.440)
BACK = 0.98
STEP, SUNK = 0.068, 0.030           # what a ladle adds, and how deep under the mat an empty mould's bottom is
WINDOW, FACES = 46.0, -80.0         # half the mould's cut, and where it looks, degrees


# ---- what is poured with, origin where the finger lands

def bowl_at(shape):
    """From the ladle's bowl to its grip."""
    return shape.turn(y=-SLANT).at(0, 0, -L)


def ladle():
    s = lathe("steel_light", [(0.0, -0.070), (0.062, -0.058), (0.112, -0.020), (0.134, 0.030), (0.140, 0.044), (0.134, 0.048), (0.122, 0.030)], 26)
    hollow = lathe("steel_dark", [(0.0, -0.056), (0.060, -0.046), (0.106, -0.013), (0.124, 0.034)], 24)
    s += Shape(hollow.v, [f[::-1] for f in hollow.f if len(f) < 20], "steel_dark")
    s = bowl_at(s)
    s += tube("steel_light", [(0.096, 0, -L + 0.118), (0.050, 0, -L + 0.19), (0.006, 0, -L + 0.27), (0, 0, -0.02)], 0.019, 8, 3, flat=0.7)
    s += limb("coral", (0, 0, -0.14), (0, 0, 0.14), 0.034, 0.038, 12) + ball("coral", 0.040, 0.040, 0.034, k=3).at(0, 0, 0.145) + ring("brass", 0.035, 0.009, 14, 6).at(0, 0, -0.14)
    return s + ring("steel_light", 0.028, 0.009, 14, 6).turn(x=90).at(0, 0, 0.205)


def slices(r, count, seed, size=0.062, z=0.0):
    """Slices of curd lying about on a round."""
    dice, s = np.random.default_rng(seed), None
    for k in range(count):
        a, d = 2.399 * k + 0.4, r * math.sqrt((k + 0.5) / count)
        m = box(("curd_c", "curd_a", "curd_b")[k % 3], size * dice.uniform(0.8, 1.15), size * dice.uniform(0.6, 0.9), size * 0.34, size * 0.12).turn(x=dice.uniform(-9, 9), y=dice.uniform(-9, 9), z=dice.uniform(0, 180))
        m = m.at(d * math.cos(a), d * math.sin(a), z)
        s = m if s is None else s + m
    return s


def heap():
    """Curd in the ladle; grows about its origin."""
    return ball("curd_a", 0.114, 0.114, 0.062, k=4, power=2.3) + slices(0.062, 5, 3, 0.074, 0.036)


# ---- what is ladled from, and into

def vat():
    r, h = VAT_R, VAT_H
    s = lathe("steel_light", [(r * 0.72, 0.0), (r * 0.86, 0.03), (r * 0.97, 0.17), (r, h - 0.03), (r * 1.05, h - 0.015), (r * 1.06, h + 0.004), (r * 1.03, h + 0.012), (r * 0.975, h - 0.004), (r * 0.94, CURD - T - 0.05)], 48)
    s += ring("brass", r * 1.045, 0.014, 44, 8).at(0, 0, h - 0.002) + ring("teal", r * 0.955, 0.014, 40, 6, 0.8).at(0, 0, 0.13)
    for t in (-1, 1):
        s += tube("brass", [(t * r * 0.99, -0.11, h - 0.07), (t * (r + 0.075), -0.10, h - 0.075), (t * (r + 0.085), 0, h - 0.075), (t * (r + 0.075), 0.10, h - 0.075), (t * r * 0.99, 0.11, h - 0.07)], 0.017, 8, 4)
    # curd cut with the sword in squares, whey in the cuts
    top = CURD - T
    s += lathe("whey", [(r * 0.955, top - 0.020), (r * 0.5, top - 0.019), (0, top - 0.019)], 40)
    dice = np.random.default_rng(5)
    step = 0.128
    for i in range(-4, 5):
        for j in range(-4, 5):
            x, y = i * step, j * step
            if math.hypot(x, y) > r * 0.955 - 0.058:
                continue
            if math.hypot(x - 0.20, y + 0.06) < 0.15:       # the ladle has been here
                continue
            s += box(("curd_a", "curd_c", "curd_a", "curd_b")[int(dice.integers(4))], step * 0.94, step * 0.94, 0.055, 0.016, 2).turn(z=dice.uniform(-4, 4)).at(x, y, top - 0.052 + dice.uniform(-0.003, 0.006))
    for k in range(40):                 # broken pieces along the rim
        a = math.tau * k / 40 + dice.uniform(-0.05, 0.05)
        d = r * 0.90
        s += box(("curd_a", "curd_b", "curd_c")[k % 3], 0.062, 0.050, 0.034, 0.012).turn(z=math.degrees(a) + 20).at(d * math.cos(a), d * math.sin(a), top - 0.036)
    return s + slices(0.11, 7, 8, 0.060, top - 0.030).at(0.20, -0.06, 0)


def off(a):
    return abs((a - FACES + 180) % 360 - 180)


def mould():
    """The mould, of pierced steel, cut open to the front: the layers are seen."""
    r, h = MOULD_R, MOULD_H

    def around(shape):
        def keep(i):
            x, y, _ = shape.v[list(shape.f[i])].mean(axis=0)
            return off(math.degrees(math.atan2(y, x))) > WINDOW
        return shape.faces(keep)
    s = around(lathe("steel_light", [(r, 0), (r, h - 0.012), (r + 0.008, h), (r - 0.010, h), (r - 0.014, 0.002)], 60))
    s += around(ring("brass", r - 0.002, 0.013, 60, 6, 0.8)).at(0, 0, h - 0.002)
    for side in (-1, 1):                # the cut edges
        a = math.radians(FACES + side * WINDOW)
        s += box("steel", 0.022, 0.012, h, 0.003).turn(z=math.degrees(a)).at((r - 0.006) * math.cos(a), (r - 0.006) * math.sin(a), 0)
    for row in range(6):
        for k in range(22):
            a = 360 / 22 * (k + 0.5 * (row % 2))
            x, y = math.cos(math.radians(a)), math.sin(math.radians(a))
            if off(a) > WINDOW + 6:
                hole = dome("slot", 0.0125, 0.0015, 6).turn(x=90)
                z = 0.045 + 0.050 * row
                s += hole.turn(z=a + 90).at((r + 0.0008) * x, (r + 0.0008) * y, z) + hole.turn(z=a - 90).at((r - 0.0150) * x, (r - 0.0150) * y, z)
    for k in range(1, 6):               # a mark for each ladle on the cut edge
        a = math.radians(FACES + WINDOW + 2)
        s += box("coral", 0.006, 0.034, 0.008, 0).turn(z=math.degrees(a)).at((r + 0.004) * math.cos(a), (r + 0.004) * math.sin(a), STEP * k - SUNK)
    return s


def layers():
    """Five layers of curd: rises out of the mat, its top at the origin."""
    r, h = MOULD_R - 0.018, 5 * STEP
    s = None
    for k in range(5):
        top, low = -h * k / 5, -h * (k + 1) / 5
        m = lathe(("curd_c", "curd_b")[k % 2], [(r * 0.985, low), (r, low + 0.012), (r * 1.0, top - 0.016), (r * 0.965, top - 0.002)], 38)
        s = m if s is None else s + m
    s += lathe("curd_a", [(r * 0.97, -0.004), (r * 0.86, 0.002), (r * 0.5, -0.001), (0, 0.002)], 34)
    return s + slices(r * 0.74, 9, 2, 0.076, -0.006)


def mat():
    """A mat of reeds on its tray: the whey runs off."""
    s = box("steel", 0.74, 0.62, 0.026, 0.010) + box("whey", 0.68, 0.56, 0.003, 0).at(0, 0, 0.0250)
    for k in range(19):
        s += limb("reed" if k % 3 else "reed_b", (-0.31 + 0.0345 * k, -0.265, 0.026), (-0.31 + 0.0345 * k, 0.265, 0.026), 0.0125, n=6)
    for y in (-0.18, 0.0, 0.18):
        s += box("reed_b", 0.68, 0.012, 0.005, 0.001).at(0, y, 0.035)
    return s


def small_mould(full, r=0.105, h=0.21):
    """One of the row: `full` of five layers."""
    s = lathe("steel_light", [(r, 0), (r, h), (r - 0.007, h), (r - 0.007, 0.02)], 22) + ring("steel", r - 0.002, 0.008, 22, 5).at(0, 0, h)
    for a in range(11):
        for k, z in enumerate((0.05, 0.10, 0.15)):
            t = math.radians(360 / 11 * (a + 0.5 * (k % 2)))
            if math.sin(t) < 0.35:
                s += dome("slot", 0.009, 0.0015, 6).turn(x=90).turn(z=math.degrees(t) + 90).at((r + 0.0006) * math.cos(t), (r + 0.0006) * math.sin(t), z)
    z = 0.025 + (h - 0.04) * full / 5
    return s + lathe("curd_a", [(r - 0.008, z), (r * 0.5, z + 0.004), (0, z + 0.003)], 18) + slices(r * 0.62, 4, 4, 0.050, z + 0.004)


# ---- the room

def table():
    s = tiled_floor()
    s += box("steel_light", 2.24, 1.14, 0.055, 0.018, 2).at(0, -0.32, T - 0.055) + box("petrol", 2.06, 0.96, T - 0.06, 0.03).at(0, -0.32, 0.02)
    for k, paint in enumerate(("teal_light", "mint", "teal_light")):
        x = -0.66 + 0.66 * k
        s += box(paint, 0.60, 0.03, 0.20, 0.02).at(x, -0.805, 0.065) + box("brass", 0.20, 0.035, 0.022, 0.008).at(x, -0.830, 0.200)
    s += box("steel", 0.06, 0.10, 0.03, 0.008).at(0.50, -0.86, T - 0.050)       # the gutter's mouth, a pail under it
    return s


MARIAM = people.Look(skin="skin_6", nose="skin_5", lips="lip_light", hair="hair_black", style="short", lashes=True, top="coral", top_dark="coral", legs="denim")
AT, TURN, K = Vector((0.34, 0.44, -0.06)), 4.0, 1.04


def mariam():
    """She lays the second layer in her row of moulds, one after the other."""
    body, head, neck = cheesemaker(MARIAM, people.Pose(elbows=((-0.40, -0.10, 0.98), (0.42, -0.10, 0.96)), wrists=((-0.34, -0.36, 0.98), (0.30, -0.34, 0.88)), stance=0.13, lean=7))
    spoon = lathe("steel_light", [(0.0, -0.038), (0.06, -0.028), (0.092, 0.014), (0.085, 0.018)], 18) + ball("curd_a", 0.076, 0.076, 0.040, k=3).at(0, 0, 0.010)
    spoon = spoon.at(-0.16, -0.46, 0.80) + tube("steel_light", [(-0.245, -0.455, 0.815), (-0.275, -0.45, 0.86), (-0.325, -0.435, 0.98), (-0.36, -0.425, 1.10)], 0.013, 6, 3) + ball("coral", 0.022, k=2).at(-0.362, -0.424, 1.105)
    return body + spoon, head, neck


def things():
    s = vat().at(*VAT, T) + mat().at(MOULD[0], MOULD[1] + 0.02, T) + mould().at(*MOULD, MAT)
    tray = box("steel", 1.02, 0.26, 0.020, 0.008) + box("reed", 0.98, 0.22, 0.008, 0.003).at(0, 0, 0.020)
    for k, full in enumerate((2, 2, 2, 1)):
        tray += small_mould(full).at(-0.375 + 0.25 * k, 0, 0.028)
    s += tray.at(0.52, 0.09, T)
    # what it will be
    s += (wooden_box(lid=True) + cheese(R * 0.96, H * 0.9, 24).at(0, 0, 0.014)).scale(0.78).turn(z=10).at(-0.98, -0.66, T)
    s += churn().at(-1.00, 0.50, 0.02) + churn().scale(0.86).turn(z=50).at(-0.74, 0.62, 0.02)
    s += shelf_of_cheeses().at(0.88, BACK - 0.012, 0.98)
    # the sword that cuts the curd, hung on the wall
    s += box("oak", 0.50, 0.030, 0.07, 0.010).at(-0.02, BACK - 0.02, 1.24)
    for x, long in ((-0.14, 0.52), (0.10, 0.44)):
        s += limb("brass", (x, BACK - 0.03, 1.27), (x, BACK - 0.09, 1.28), 0.012, n=6) + limb("coral", (x, BACK - 0.06, 1.26), (x, BACK - 0.06, 1.14), 0.020, n=8) + box("steel_light", 0.045, 0.012, long, 0.005).at(x, BACK - 0.06, 1.14 - long)
    return s


def static():
    body = mariam()[0].scale(K).turn(z=TURN).at(*AT)
    body = body.faces(lambda i: body.v[list(body.f[i])].mean(axis=0)[2] > 0.018)
    return group(table(), tiled_room(BACK, -0.70), things(), body)


def make():
    _, head, neck = mariam()
    mx, my = MOULD
    high = MAT + MOULD_H
    turned = Matrix.Rotation(math.radians(-SLANT), 3, "Y")
    tip = Vector((0, 0, -L)) + turned @ Vector((-0.138, 0, 0.045))
    inside = Vector((0, 0, -L)) + turned @ Vector((0, 0, 0.012))
    bowl = Vector((mx + 0.115, my, high + 0.17))

    def grip(turn):
        """Where the ladle is held when its bowl is over the mould."""
        return tuple(bowl - Matrix.Rotation(math.radians(turn), 3, "Y") @ Vector((0, 0, -L)))
    moving = [
        Moving("pour.louche", ladle(), GRIP, (0, SLANT, 0), apart=True),
        Moving("load.louche", heap(), (0, 0, 0), under="hold.louche", apart=True),
        Moving("fill.moule", layers(), (mx, my, MAT - SUNK), apart=True),
        Moving("life.nod.mariam", head.scale(K), tuple(AT + Matrix.Rotation(math.radians(TURN), 3, "Z") @ (neck * K)), (0, 0, TURN)),
    ]
    anchors = [
        Anchor("hold.louche", tuple(inside), (0, -SLANT, 0), under="pour.louche"),
        Anchor("spout.louche", tuple(tip), (0, -SLANT, 0), (0.058, 1, 1), under="pour.louche"),
        Anchor("dip.louche", (GRIP[0] - 0.05, GRIP[1], GRIP[2] - 0.13), (0, SLANT, 0)),
        Anchor("over.louche", grip(SLANT), (0, SLANT, 0)),
        Anchor("tilt.louche", grip(SLANT - 74), (0, SLANT - 74, 0)),
        Anchor("into.moule", (mx, my, MAT + 0.004), scale=(0.14, 1, 1)), Anchor("full.moule", (mx, my, MAT - SUNK + 5 * STEP * 2500 / 2200)), Anchor("readout.moule", (1.00, -0.54, T + 0.30)),
        Anchor("surface.table", (0, -0.32, T + 0.002), scale=(1.10, 0.56, 1)), Anchor("emit.steam.cuve", (VAT[0] - 0.12, VAT[1] + 0.16, CURD + 0.03)),
    ]
    return Scene(static(), moving, anchors)


def lights():
    light.rig(key=2.7, fill=58, rim=62, ambient=0.54)
    light.area((-0.70, BACK - 0.10, 1.10), (-0.2, -0.4, 0.5), 10, 0.6, (1.0, 0.78, 0.44), "window")


BUDGETS = {"static": 17000, "pour.louche": 900, "fill.moule": 1400, "life.nod.mariam": 2200}
CAMERAS = {"camera.mouler": (6, 28, (0, 0, 0.5)), "camera.mouler.portrait": (4, 32, (0, 0, 0.5))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1024, samples=24)
