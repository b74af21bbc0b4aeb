"""The dairy at dawn: ferments are weighed, then rennet is poured from a graduated glass into a basin of raw milk.

python3 kits/fromage/source/cuve.py [--preview] [--look] [--out FOLDER]"""
import math

import bpy  # noqa: F401  (brings mathutils)
from mathutils import Matrix, Vector
from parts import (Anchor, Moving, ODILE, PAINTS, Paint, Scene, Shape, YANIS, bassine, cheesemaker, churn, clock, publish, shelf_of_cheeses, tiled_room, tiled_floor, upright, words)
from etabli_art import light, people
from etabli_art.shapes import ball, box, cylinder, group, lathe, limb, outline, ring, slab, tube

PAINTS.update({
    "glass": Paint("#CFEAF2", 0.08, 0, 1.0), "glass_b": Paint("#8FC3D2", 0.1, 0, 0.9), "rennet": Paint("#E0871F", 0.15, 0, 0.85), "foil": Paint("#2F9E8F", 0.3, 0.1, 0.7),
    "foil_b": Paint("#F7D36B", 0.3, 0.1, 0.7), "powder": Paint("#F3DDA4", 0.95, 0, 0.03),
})

BASIN, FOOT = Vector((0.18, -0.24, 0)), 0.15     # its middle; where its bottom stands
MILK = FOOT + 0.425                 # the milk's surface
BENCH, BENCH_Z = (-0.80, -0.50), 0.46
SCALE_AT = (-0.60, -0.50)
CUP_Z = BENCH_Z + 0.105             # where the cup stands on the scale's pan
STOOL, STOOL_Z = (1.00, -0.50), 0.50
BACK = 0.96


# ---- what is poured with, origin where the finger lands

def sachet():
    """A pouch of ferments, torn open at its top."""
    s = box("foil", 0.24, 0.085, 0.31, 0.026, 2, taper=0.86).at(0, 0, -0.165)
    s += box("foil_b", 0.215, 0.030, 0.030, 0.006).at(0, 0, 0.140) + box("white", 0.190, 0.012, 0.150, 0.008).at(0, -0.040, -0.105)
    s += upright(words("petrol_deep", "Ferments", 0.042)).at(0, -0.049, -0.012) + box("coral", 0.12, 0.006, 0.014, 0.002).at(0, -0.047, -0.045)
    for x in (-0.035, 0.0, 0.035):      # the little chains of a lactic ferment
        s += ball("foil", 0.016, 0.006, 0.016, k=2).at(x, -0.048, -0.075)
    return s + box("powder", 0.19, 0.020, 0.010, 0.003).at(0, 0, 0.166)


def measure():
    """A graduated glass: its front is open, so that the rennet is seen in it."""
    wall = lathe("glass", [(0.088, -0.205), (0.092, -0.19), (0.092, 0.20), (0.104, 0.245)], 30)
    s = wall.faces(lambda i: wall.v[list(wall.f[i])].mean(axis=0)[1] > -0.004)
    inner = lathe("glass_b", [(0.086, -0.19), (0.086, 0.20), (0.098, 0.245)], 30)
    inner = Shape(inner.v, [f[::-1] for f in inner.f if len(f) == 4], "glass_b")
    s += inner.faces(lambda i: inner.v[list(inner.f[i])].mean(axis=0)[1] > -0.004)
    s += lathe("glass_b", [(0.118, -0.262), (0.124, -0.250), (0.118, -0.240), (0.060, -0.222), (0.060, -0.205), (0.088, -0.205), (0, -0.204)], 28)
    s += ring("glass_b", 0.103, 0.010, 28, 6).at(0, 0, 0.245) + ring("glass_b", 0.090, 0.009, 26, 6).at(0, 0, -0.195)
    s += outline("glass_b", [(-0.150, 0.235), (-0.095, 0.205), (-0.095, 0.252)], 0.060).turn(x=90).at(0, 0.030, 0)      # the lip
    for k in range(9):
        long = k % 2 == 0
        s += box("ink", 0.050 if long else 0.030, 0.004, 0.008, 0).at(0.030 if long else 0.040, -0.094, -0.150 + 0.040 * k)
    return s + box("coral", 0.070, 0.005, 0.012, 0.002).at(0.020, -0.096, 0.010)


def column():
    """The rennet in it: stands on its origin."""
    return cylinder("rennet", 0.080, 0.345, 22, 0.006)


# ---- what it goes into

def milk():
    """A disc that rises with what falls into it."""
    r = 0.522
    s = lathe("milk", [(r * 0.95, -0.050), (r, -0.004), (r * 0.98, 0.0), (r * 0.90, 0.001), (r * 0.5, 0.002), (0, 0.002)], 44)
    return s.paints("rind_b", lambda x, y, z: math.hypot(x, y) > r * 0.93)


def scale():
    """The scale on its bench, an empty cup on its pan."""
    x, y = SCALE_AT
    s = box("cream", 0.38, 0.34, 0.075, 0.024, 2).at(0, 0, 0) + box("petrol_deep", 0.30, 0.02, 0.052, 0.008).turn(x=-14).at(0, -0.172, 0.012) + box("screen", 0.15, 0.012, 0.034, 0.004).turn(x=-14).at(-0.05, -0.182, 0.020)
    for k in range(2):
        s += upright(cylinder("coral" if k else "green", 0.015, 0.012, 12, 0.003)).at(0.070 + 0.045 * k, -0.178, 0.036)
    s += cylinder("steel_dark", 0.060, 0.02, 18, 0.004).at(0, 0, 0.072) + lathe("steel_light", [(0.0, 0.090), (0.150, 0.090), (0.165, 0.098), (0.165, 0.104), (0.148, 0.104), (0, 0.104)], 30)
    cup = lathe("porcelain", [(0.060, 0.0), (0.072, 0.004), (0.105, 0.055), (0.128, 0.120), (0.134, 0.124), (0.128, 0.128), (0.118, 0.120), (0.096, 0.055), (0.062, 0.014), (0, 0.012)], 32)
    cup += ring("teal", 0.118, 0.007, 30, 5).at(0, 0, 0.090)
    return s.at(x, y, BENCH_Z) + cup.at(x, y, CUP_Z)


def heap():
    """Powder in the cup: rises out of its bottom and widens."""
    return lathe("powder", [(0.060, -0.030), (0.086, -0.006), (0.072, 0.004), (0.036, 0.020), (0.010, 0.028), (0, 0.028)], 26)


# ---- the room

def bench():
    x, y = BENCH
    s = box("petrol", 0.76, 0.50, BENCH_Z - 0.06, 0.03).at(x, y, 0.02) + box("oak_light", 0.82, 0.56, 0.055, 0.018, 2).at(x, y, BENCH_Z - 0.055)
    for k in range(2):
        s += box(("teal_light", "mint")[k], 0.32, 0.03, 0.26, 0.02).at(x - 0.18 + 0.36 * k, y - 0.255, 0.075) + box("brass", 0.13, 0.03, 0.022, 0.008).at(x - 0.18 + 0.36 * k, y - 0.280, 0.265)
    return s


def stool():
    """A small round table on one foot for the rennet."""
    x, y = STOOL
    s = cylinder("steel_light", 0.235, 0.035, 34, 0.012).at(x, y, STOOL_Z - 0.035) + limb("steel", (x, y, 0.04), (x, y, STOOL_Z - 0.03), 0.042, 0.034, 14) + cylinder("graphite", 0.17, 0.035, 28, 0.012).at(x, y, 0.02)
    s += slab("mint", 0.30, 0.26, 0.008, 0.05, 0.003).at(x, y, STOOL_Z)
    bottle = lathe("leather_dark", [(0.070, 0), (0.078, 0.012), (0.078, 0.13), (0.038, 0.185), (0.034, 0.215)], 20) + cylinder("white", 0.043, 0.045, 16, 0.008).at(0, 0, 0.21)
    bottle += lathe("paper", [(0.0785, 0.028), (0.0805, 0.031), (0.0805, 0.120), (0.0785, 0.123)], 20) + upright(words("ink", "Présure", 0.036)).at(0, -0.083, 0.075)
    return s + bottle.scale(1.12).turn(z=8).at(x + 0.10, y + 0.42, 0.62) + box("oak", 0.30, 0.26, 0.60, 0.02).at(x + 0.12, y + 0.44, 0.02) + box("oak_light", 0.34, 0.30, 0.03, 0.010).at(x + 0.12, y + 0.44, 0.59)


def thermometer():
    """A dial on a stem, hooked on the basin's rim, its needle where it should be."""
    s = limb("steel", (0, 0, -0.14), (0, 0, 0.10), 0.010, n=8)
    d = cylinder("brass", 0.088, 0.030, 26, 0.008) + cylinder("paper", 0.074, 0.004, 26, 0).at(0, 0, 0.030)
    for k in range(9):
        a = math.radians(220 - 32.5 * k)
        d += box("green" if k in (5, 6) else "ink", 0.018, 0.012 if k in (5, 6) else 0.006, 0.002, 0).turn(z=math.degrees(a)).at(0.058 * math.cos(a), 0.058 * math.sin(a), 0.034)
    a = math.radians(220 - 32.5 * 5.5)
    d += limb("red", (0, 0, 0.037), (0.048 * math.cos(a), 0.048 * math.sin(a), 0.037), 0.006, 0.003, 6) + cylinder("ink", 0.011, 0.008, 10, 0.002).at(0, 0, 0.033)
    return s + d.turn(x=62).at(0, -0.01, 0.16)


YANIS_AT, YANIS_TURN = Vector((-0.02, 0.56, -0.04)), 6.0
ODILE_AT, ODILE_TURN = Vector((0.68, 0.50, -0.04)), -16.0


def yanis():
    """He stirs with a long paddle."""
    body, head, neck = cheesemaker(YANIS, people.Pose(elbows=((-0.38, -0.14, 0.96), (0.37, -0.12, 0.92)), wrists=((-0.10, -0.40, 1.06), (0.13, -0.40, 0.88)), stance=0.13, lean=5))
    paddle = limb("oak_light", (-0.10, -0.43, 1.20), (0.20, -0.60, 0.46), 0.020, 0.018, 10) + ball("coral", 0.030, k=3).at(-0.105, -0.427, 1.215)
    return body + paddle, head, neck


def odile():
    """She writes down what goes in: time, weight, lot."""
    body, head, neck = cheesemaker(ODILE, people.Pose(elbows=((-0.37, -0.08, 0.94), (0.37, -0.08, 0.94)), wrists=((-0.12, -0.34, 1.02), (0.20, -0.36, 0.94)), stance=0.13))
    sheet_board = box("oak_dark", 0.30, 0.02, 0.38, 0.008) + box("paper", 0.26, 0.008, 0.33, 0.003).at(0, -0.014, 0.015) + box("steel_light", 0.10, 0.03, 0.03, 0.006).at(0, 0, 0.36)
    for k in range(4):
        sheet_board += box("joint", 0.18, 0.004, 0.012, 0).at(-0.015, -0.020, 0.27 - 0.06 * k) + box("green", 0.022, 0.004, 0.022, 0).at(0.095, -0.020, 0.266 - 0.06 * k)
    body += sheet_board.turn(x=-52).at(0.06, -0.28, 0.93) + limb("coral", (-0.10, -0.42, 1.16), (-0.05, -0.40, 1.00), 0.010, 0.006, 8)
    return body, head, neck


def stand(person, at, turn):
    body = person.turn(z=turn).at(*at)
    return body.faces(lambda i: body.v[list(body.f[i])].mean(axis=0)[2] > 0.018)


def things():
    s = bassine("Lait cru").at(*BASIN) + scale() + thermometer().turn(z=20).at(BASIN.x - 0.36, BASIN.y - 0.36, FOOT + 0.52)
    s += churn().at(-1.02, 0.34, 0.02) + churn().scale(0.88).turn(z=40).at(-0.72, 0.52, 0.02) + churn().scale(0.94).turn(z=80).at(-1.04, 0.68, 0.02)
    s += shelf_of_cheeses().at(0.92, BACK - 0.012, 0.98) + clock().at(0.30, BACK - 0.012, 1.16)
    return s


def static():
    return group(tiled_floor(), tiled_room(BACK, -0.66), bench(), stool(), things(), stand(yanis()[0], YANIS_AT, YANIS_TURN), stand(odile()[0], ODILE_AT, ODILE_TURN))


def make():
    heads = []
    for name, (_, head, neck), at, turn in (("yanis", yanis(), YANIS_AT, YANIS_TURN), ("odile", odile(), ODILE_AT, ODILE_TURN)):
        p = at + Matrix.Rotation(math.radians(turn), 3, "Z") @ neck
        heads.append(Moving(f"life.nod.{name}", head, tuple(p), (0, 0, turn)))
    sx, sy = SCALE_AT
    pouch, glass = (-1.02, BENCH[1], BENCH_Z + 0.167), (STOOL[0], STOOL[1], STOOL_Z + 0.272)
    fall = (BASIN.x + 0.20, BASIN.y - 0.10)
    moving = [
        *heads,
        Moving("pour.ferments", sachet(), pouch, (0, 0, 6), apart=True),
        Moving("pour.presure", measure(), glass, apart=True),
        Moving("load.presure", column(), (0, 0, 0), under="hold.presure", apart=True),
        Moving("fill.balance", heap(), (sx, sy, CUP_Z + 0.016), apart=True),
        Moving("fill.cuve", milk(), (BASIN.x, BASIN.y, MILK)),
    ]
    anchors = [
        Anchor("spout.ferments", (0, 0, 0.165), scale=(0.020, 1, 1), under="pour.ferments"),
        Anchor("tilt.ferments", (sx - 0.20, sy - 0.01, CUP_Z + 0.36), (0, 112, 0)),
        Anchor("over.ferments", (sx - 0.24, sy - 0.01, CUP_Z + 0.34), (0, 60, 0)),
        Anchor("hold.presure", (0, 0, -0.190), under="pour.presure"),
        Anchor("spout.presure", (-0.140, 0, 0.235), scale=(0.017, 1, 1), under="pour.presure"),
        Anchor("over.presure", (fall[0] + 0.34, fall[1], MILK + 0.40), (0, -30, 0)),
        Anchor("tilt.presure", (fall[0] + 0.30, fall[1], MILK + 0.42), (0, -106, 0)),
        Anchor("into.balance", (sx, sy, CUP_Z + 0.016), scale=(0.07, 1, 1)), Anchor("full.balance", (sx, sy, CUP_Z + 0.085), scale=(1.18, 1.18, 1.1)), Anchor("readout.balance", (sx - 0.16, sy - 0.34, 0.30)),
        Anchor("into.cuve", (*fall, MILK + 0.002), scale=(0.16, 1, 1)), Anchor("full.cuve", (BASIN.x, BASIN.y, MILK + 0.022)), Anchor("readout.cuve", (STOOL[0], STOOL[1] - 0.26, 0.24)),
        Anchor("surface.banc", (BENCH[0], BENCH[1], BENCH_Z + 0.002), scale=(0.40, 0.27, 1)), Anchor("surface.gueridon", (STOOL[0], STOOL[1], STOOL_Z + 0.010), scale=(0.22, 0.22, 1)),
        Anchor("emit.steam.cuve", (BASIN.x - 0.16, BASIN.y + 0.10, MILK + 0.03)),
    ]
    return Scene(static(), moving, anchors)


def lights():
    light.rig(key=2.7, fill=58, rim=62, ambient=0.54)
    light.area((-0.66, BACK - 0.10, 1.10), (-0.1, -0.4, 0.5), 10, 0.6, (1.0, 0.78, 0.44), "window")


BUDGETS = {"static": 21000, "pour.ferments": 900, "pour.presure": 900, "fill.cuve": 500, "life.nod.yanis": 2100, "life.nod.odile": 2400}
CAMERAS = {"camera.empresurer": (4, 27, (0, 0, 0.5)), "camera.empresurer.portrait": (3, 32, (0, 0, 0.5))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1024, samples=24)
