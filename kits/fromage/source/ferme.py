"""The finale: at dawn, a farm in its orchard, the cellar open like a doll's house; bare curd blooms into white down.

python3 kits/fromage/source/ferme.py [--preview] [--look] [--out FOLDER]"""
import math

import bpy  # noqa: F401  (brings mathutils)
import numpy as np
from mathutils import Matrix, Vector
from parts import Anchor, H, Moving, ODILE, PAINTS, Paint, R, Scene, YANIS, cat, cheese, cheesemaker, cow, publish, small_cheese, wooden_box
from etabli_art import light, people
from etabli_art.shapes import Shape, ball, band, box, cylinder, group, lathe, limb, outline, plinth, ring, slab, tube

DAWN_FROM = Vector((0.66, -0.58, 0.52)).normalized()    # towards the sun's light, low over the orchard
HOUSE = Vector((-0.18, 0.30, 0.0))  # the middle of the house's front, on the ground
WIDE, DEEP, CELLAR, FLOOR_H = 1.20, 0.56, 0.50, 0.34
TABLE = Vector((0.02, -0.36, 0.0))  # where the camembert of the day stands
TABLE_H, HERO = 0.20, 0.62
HERO_AT = (TABLE.x - 0.02, TABLE.y - 0.02, TABLE_H + 0.020)
PAINTS.update({"young": Paint("#F7D98B", 0.5, 0, 0.3), "young_b": Paint("#EBC46C", 0.5, 0, 0.3)})


# ---- ground

def ground():
    s = plinth("grass", 2.56, 2.06, 0.26, 0.36).paints("path", lambda x, y, z: z < -0.10).paints("timber", lambda x, y, z: z < -0.20)
    s += slab("grass", 2.40, 1.90, 0.016, 0.30, 0.006)
    dice = np.random.default_rng(3)
    for _ in range(26):
        x, y = dice.uniform(-1.08, 1.08), dice.uniform(-0.84, 0.86)
        s += slab("grass_b", dice.uniform(0.10, 0.22), dice.uniform(0.06, 0.12), 0.005, 0.03, 0.0, 3).turn(z=dice.uniform(0, 180)).at(x, y, 0.014)
    way = [(0.0, 0.24), (0.02, -0.10), (-0.04, -0.40), (-0.16, -0.70), (-0.20, -0.93)]
    for k, (x, y) in enumerate(way):
        s += slab("path", 0.40 - 0.03 * k, 0.36, 0.010, 0.10, 0.004, 4).turn(z=10 * (-1) ** k).at(x, y, 0.012)
    for _ in range(60):      # daisies and buttercups
        x, y = dice.uniform(-1.10, 1.10), dice.uniform(-0.88, 0.10)
        if abs(x + 0.05) > 0.26:
            s += ball(("white", "yellow", "petal")[int(dice.integers(3))], 0.012, 0.012, 0.010, k=1).at(x, y, 0.028)
    return s


def tree(x, y, k=1.0, seed=1):
    """An apple tree, heavy with fruit."""
    dice = np.random.default_rng(seed)
    s = tube("timber", [(0, 0, 0), (0.02, 0.01, 0.16), (-0.01, 0, 0.34)], 0.036, 7, 2, radii=lambda t: 1.3 - 0.5 * t) + limb("timber", (0, 0, 0.22), (0.12, 0.02, 0.36), 0.020, 0.014, 6) + limb("timber", (0, 0, 0.24), (-0.11, -0.02, 0.36), 0.020, 0.014, 6)
    for i, (dx, dy, dz, r) in enumerate(((0, 0, 0.52, 0.20), (0.15, 0.02, 0.44, 0.15), (-0.15, -0.02, 0.44, 0.16), (0.03, -0.12, 0.42, 0.14), (-0.02, 0.10, 0.46, 0.15))):
        s += ball(("leaf", "leaf_b")[i % 2], r, r, r * 0.82, k=4, power=2.3).at(dx, dy, dz)
    for _ in range(15):
        a, h = dice.uniform(0, math.tau), dice.uniform(-0.5, 0.8)
        c = math.sqrt(1 - h * h)
        s += ball("apple", 0.024, k=2).at(0.245 * c * math.cos(a), 0.21 * c * math.sin(a), 0.46 + 0.17 * h)
    return s.scale(k).at(x, y, 0.012)


def fence(a, b, n):
    s, a, b = None, Vector(a), Vector(b)
    for i in range(n + 1):
        p = a.lerp(b, i / n)
        m = box("oak_dark", 0.026, 0.026, 0.17, 0.006).at(p.x, p.y, 0.01)
        s = m if s is None else s + m
    for z in (0.07, 0.135):
        s += limb("oak", (a.x, a.y, z), (b.x, b.y, z), 0.011, n=6)
    return s


# ---- the house

def house():
    c = HOUSE
    x0, x1 = c.x - WIDE / 2, c.x + WIDE / 2
    y0, y1 = c.y, c.y + DEEP
    top = CELLAR + FLOOR_H
    # the cellar: three walls of stone, its floor, the beam over its open side
    s = box("path", WIDE, DEEP, 0.025, 0.004).at(c.x, c.y + DEEP / 2, 0.010)
    s += box("brick", WIDE, 0.05, CELLAR, 0.006).at(c.x, y1 - 0.025, 0.012)
    for x in (x0, x1):
        s += box("cob", 0.07, DEEP, CELLAR, 0.010).at(x, c.y + DEEP / 2, 0.012)
        for k in range(5):
            for j, y in enumerate((y0 + 0.01, y0 + 0.13)):
                s += box(("rind_c", "path", "sand")[(k + j) % 3], 0.085, 0.115, 0.085, 0.014).at(x, y + 0.03 * (k % 2), 0.015 + 0.095 * k)
    for i in range(8):
        for j in range(6):
            s += box(("brick_b", "brick")[(i + j) % 2], 0.132, 0.012, 0.066, 0.006).at(x0 + 0.10 + 0.145 * i + 0.05 * (j % 2), y1 - 0.055, 0.03 + 0.078 * j)
    s += box("timber", WIDE + 0.10, 0.07, 0.065, 0.010).at(c.x, y0 + 0.01, CELLAR - 0.03) + box("timber", WIDE, DEEP, 0.03, 0.004).at(c.x, c.y + DEEP / 2, CELLAR + 0.005)
    for k in range(5):
        s += box("timber", 0.045, DEEP - 0.06, 0.05, 0.006).at(x0 + 0.14 + 0.23 * k, c.y + DEEP / 2, CELLAR - 0.045)
    # the floor above: cob between timbers, windows with a light
    s += box("cob", WIDE, DEEP, FLOOR_H, 0.008).at(c.x, c.y + DEEP / 2, CELLAR + 0.03)
    z0, z1 = CELLAR + 0.03, top + 0.03
    for k in range(9):
        x = x0 + 0.03 + (WIDE - 0.06) * k / 8
        s += box("timber", 0.036, 0.03, FLOOR_H, 0.005).at(x, y0 - 0.004, z0)
    for x, d in ((x0 + 0.10, 1), (x1 - 0.10, -1), (c.x - 0.07, 1), (c.x + 0.07, -1)):
        s += limb("timber", (x - d * 0.055, y0 - 0.004, z0 + 0.02), (x + d * 0.055, y0 - 0.004, z1 - 0.02), 0.015, n=4)
    for z in (z0, z1 - 0.035):
        s += box("timber", WIDE + 0.03, 0.036, 0.038, 0.006).at(c.x, y0 - 0.006, z)
    for side, x in ((-1, x0), (1, x1)):
        for k in range(4):
            s += box("timber", 0.03, 0.036, FLOOR_H, 0.005).at(x + side * 0.004, y0 + 0.03 + 0.165 * k, z0)
        s += box("timber", 0.036, DEEP, 0.038, 0.006).at(x, c.y + DEEP / 2, z1 - 0.035) + box("timber", 0.036, DEEP, 0.038, 0.006).at(x, c.y + DEEP / 2, z0)
    for k, x in enumerate((x0 + 0.255, x1 - 0.255)):
        s += box("white", 0.19, 0.03, 0.22, 0.008).at(x, y0 - 0.016, z0 + 0.07) + box("lit", 0.155, 0.01, 0.185, 0).at(x, y0 - 0.032, z0 + 0.088)
        s += box("white", 0.014, 0.016, 0.185, 0.002).at(x, y0 - 0.036, z0 + 0.088) + box("white", 0.155, 0.016, 0.014, 0.002).at(x, y0 - 0.036, z0 + 0.175)
        for t in (-1, 1):
            s += box("teal", 0.085, 0.018, 0.22, 0.006).at(x + t * 0.145, y0 - 0.022, z0 + 0.07)
        s += box("brick", 0.20, 0.06, 0.045, 0.010).at(x, y0 - 0.05, z0 + 0.035)
        for j in range(5):
            s += ball(("coral", "petal", "red")[j % 3], 0.026, k=2).at(x - 0.08 + 0.04 * j, y0 - 0.055, z0 + 0.095)
    # the roof of slate, a hipped dormer, chimney
    ridge, eave = 0.40, 0.10
    gable = [(y0 - eave, z1 - 0.02), (y1 + eave, z1 - 0.02), (c.y + DEEP / 2, z1 + ridge)]
    for flip, (ya, za) in ((False, gable[0]), (True, gable[1])):
        n = 9
        for k in range(n):
            t0, t1 = k / n, (k + 1) / n
            ym, zm = gable[2]
            pa, pb = (ya + (ym - ya) * t0, za + (zm - za) * t0), (ya + (ym - ya) * t1, za + (zm - za) * t1)
            xa, xb = x0 - 0.09, x1 + 0.09
            lift = 0.022
            v = [(xa, pa[0], pa[1] + lift), (xb, pa[0], pa[1] + lift), (xb, pb[0], pb[1]), (xa, pb[0], pb[1])]
            v += [(p[0], p[1], p[2] - 0.030) for p in v]
            f = [(0, 1, 2, 3), (7, 6, 5, 4), (4, 5, 1, 0), (6, 7, 3, 2), (5, 6, 2, 1), (7, 4, 0, 3)]
            s += Shape(v, [g[::-1] for g in f] if flip else f, ("slate", "slate_b")[k % 2])
    for x, flip in ((x0 + 0.004, True), (x1 - 0.004, False)):
        tri = [(x, gable[0][0] + eave, z1 - 0.02), (x, gable[1][0] - eave, z1 - 0.02), (x, gable[2][0], z1 + ridge - 0.10)]
        s += Shape(tri, [(2, 1, 0) if flip else (0, 1, 2)], "cob")
        s += limb("timber", (x, c.y + DEEP / 2, z1), (x, c.y + DEEP / 2, z1 + ridge - 0.12), 0.016, n=4)
    s += box("brick", 0.13, 0.13, 0.34, 0.012).at(x1 - 0.22, c.y + DEEP / 2, z1 + ridge - 0.16) + box("brick_b", 0.16, 0.16, 0.04, 0.008).at(x1 - 0.22, c.y + DEEP / 2, z1 + ridge + 0.16)
    return s


def column_x(k):
    return HOUSE.x - WIDE / 2 + 0.165 + 0.217 * k


def cellar():
    """The racks, full of bare curd: the down comes over it (bloom)."""
    s = None
    for k in range(5):
        xc = column_x(k)
        for t in (-1, 1):
            m = box("oak_dark", 0.016, 0.24, 0.40, 0.003).at(xc + t * 0.102, HOUSE.y + 0.33, 0.03)
            s = m if s is None else s + m
        for j in range(4):
            z = 0.055 + 0.102 * j
            s += box("oak_light", 0.20, 0.25, 0.012, 0.003).at(xc, HOUSE.y + 0.33, z)
            for i, dx in enumerate((-0.050, 0.050)):
                for y in (HOUSE.y + 0.255, HOUSE.y + 0.375):
                    s += small_cheese(0.045, 0.040, 9, "young", "young_b").at(xc + dx, y, z + 0.012)
    # the lamp over them
    return s + limb("graphite", (HOUSE.x, HOUSE.y + 0.14, CELLAR - 0.01), (HOUSE.x, HOUSE.y + 0.14, CELLAR - 0.055), 0.006, n=5)


def table():
    """Before the cellar: the camembert of the day, its box open beside it."""
    t = TABLE
    s = box("oak", 0.62, 0.36, 0.035, 0.010, 2).at(t.x, t.y, TABLE_H - 0.035)
    for sx in (-1, 1):
        for sy in (-1, 1):
            s += box("oak_dark", 0.035, 0.035, TABLE_H - 0.03, 0.006).at(t.x + sx * 0.26, t.y + sy * 0.13, 0.012)
    s += box("white", 0.40, 0.365, 0.003, 0.001).at(t.x, t.y, TABLE_H)
    for k in range(5):
        s += box("coral", 0.018, 0.366, 0.001, 0).at(t.x - 0.16 + 0.08 * k, t.y, TABLE_H + 0.003) + box("coral", 0.40, 0.018, 0.001, 0).at(t.x, t.y - 0.14 + 0.07 * k, TABLE_H + 0.003)
    s += cylinder("oak_light", 0.125, 0.018, 30, 0.006).at(t.x - 0.02, t.y - 0.02, TABLE_H + 0.003)
    s += cheese(seed=0.2, n=44, light="young", dark="young_b", share=0.5).scale(HERO).at(*HERO_AT)
    s += wooden_box().scale(0.60).turn(z=-14).at(t.x + 0.215, t.y - 0.01, TABLE_H)
    for dx, dy, dz in ((-0.235, 0.06, 0), (-0.20, -0.09, 0), (-0.255, -0.03, 0.0)):
        s += ball("apple", 0.036, 0.036, 0.033, k=3).at(t.x + dx, t.y + dy, TABLE_H + 0.034 + dz) + limb("timber", (t.x + dx, t.y + dy, TABLE_H + 0.06), (t.x + dx + 0.01, t.y + dy, TABLE_H + 0.085), 0.004, n=5)
    return s


def small_life():
    s = None
    for x, y, k in ((0.50, 0.16, 0.36), (0.61, 0.10, 0.30)):      # churns by the door
        m = lathe("steel_light", [(0.14, 0.0), (0.155, 0.02), (0.155, 0.30), (0.10, 0.42), (0.095, 0.46), (0.125, 0.48), (0.125, 0.51), (0.03, 0.55), (0, 0.55)], 16).scale(k).at(x, y, 0.014)
        s = m if s is None else s + m
    s += fence((0.34, 0.78), (1.12, 0.78), 5) + fence((1.14, 0.74), (1.16, -0.36), 6) + fence((-1.14, 0.74), (-1.14, -0.30), 6)
    # a ladder against a tree, a basket of apples
    s += limb("oak_light", (-1.00, -0.28, 0.01), (-0.90, -0.04, 0.46), 0.011, n=6) + limb("oak_light", (-0.90, -0.33, 0.01), (-0.82, -0.08, 0.46), 0.011, n=6)
    for k in range(6):
        t = 0.10 + 0.15 * k
        a, b = Vector((-1.00, -0.28, 0.01)).lerp(Vector((-0.90, -0.04, 0.46)), t), Vector((-0.90, -0.33, 0.01)).lerp(Vector((-0.82, -0.08, 0.46)), t)
        s += limb("oak_light", a, b, 0.008, n=5)
    s += lathe("oak", [(0.07, 0), (0.092, 0.075), (0.084, 0.075), (0.068, 0.02), (0, 0.02)], 14).at(-0.70, -0.62, 0.014)
    for k in range(8):
        a = k * 2.399
        s += ball("apple", 0.030, k=2).at(-0.70 + 0.045 * math.cos(a) * (k > 0), -0.62 + 0.045 * math.sin(a) * (k > 0), 0.088 + 0.012 * (k == 0))
    return s


def sky():
    """The sun half risen behind the orchard; banks of cloud."""
    disc = [(0.30 * math.cos(a), 0.30 * math.sin(a)) for a in np.linspace(0, math.pi, 25)]
    s = outline("sun", disc, 0.02).turn(x=90).at(0.74, 0.99, 0.10)
    for x, y, z, k, paint in ((-0.92, 0.70, 1.32, 0.8, "cloud"), (0.86, 0.72, 1.22, 0.78, "cloud_rose")):
        for dx, dz, r in ((-0.20, 0.0, 0.10), (-0.07, 0.04, 0.14), (0.09, 0.015, 0.115), (0.21, -0.01, 0.08)):
            m = ball(paint, r, r * 0.62, r * 0.66, k=4, power=2.2).at(dx, 0, dz)
            s += m.warp(lambda v: np.column_stack((v[:, 0], v[:, 1], np.maximum(v[:, 2], -0.035)))).scale(k).at(x, y, z)
    return s


def tuft(seed, wide, high=0.0075):
    """Down that has come up in one place: on z = 0, soft at its edge."""
    dice, s = np.random.default_rng(seed), None
    for k in range(10):
        a, d = 2.399 * k + seed, wide * math.sqrt((k + 0.3) / 10)
        q = wide * dice.uniform(0.34, 0.46) * (1.15 - 0.45 * d / wide)
        m = ball("fluff", q, q, high * dice.uniform(0.8, 1.25), k=2).at(d * math.cos(a), d * math.sin(a), 0.001)
        s = m if s is None else s + m
    return s.faces(lambda i: s.v[list(s.f[i])].mean(axis=0)[2] > 0)


def bloom():
    """What grows in turn while the eye draws back: tufts on the camembert of the day until it is white, then the racks, one shelf
    after the other."""
    made = []
    r, h = R * HERO, H * HERO
    spots = [(0.0, 0.0)] + [(0.40, 60 * k + 20) for k in (0, 3, 1, 4, 2, 5)] + [(0.80, 36 * k) for k in (7, 2, 5, 0, 8, 3, 6, 1, 9, 4)]
    for n, (d, a) in enumerate(spots):
        t = math.radians(a)
        at = Vector(HERO_AT) + Vector((r * d * math.cos(t), r * d * math.sin(t), h - 0.001))
        made.append((tuft(n, r * (0.27 if d < 0.7 else 0.25)), tuple(at), (0, 0, 0)))
    for a in (270, 225, 315, 180, 0):           # over the heel that faces the eye
        t = math.radians(a)
        at = Vector(HERO_AT) + Vector((r * 0.985 * math.cos(t), r * 0.985 * math.sin(t), h * 0.52))
        made.append((tuft(a, r * 0.34, 0.006).turn(x=90).turn(z=a + 90), tuple(at), (0, 0, 0)))
    # then all of it: it grows from the heart and comes through at the end
    white = cheese(seed=0.7, n=40, light="fluff", dark="rind", share=0.8).scale(HERO * 1.03, HERO * 1.03, HERO * 1.06)
    made.append((white, HERO_AT, (0, 0, 0)))
    for j in (3, 2, 1, 0):
        for k in range(5):
            cap = None
            for dx in (-0.050, 0.050):
                for y in (-0.060, 0.060):
                    m = small_cheese(0.0475, 0.0425, 10, "fluff", "rind").at(dx, y, 0.0005)
                    cap = m if cap is None else cap + m
            made.append((cap, (column_x(k), HOUSE.y + 0.315, 0.055 + 0.102 * j + 0.012), (0, 0, 0)))
    return [Moving(f"reveal.{n:02}.duvet", *one, apart=True) for n, one in enumerate(made)]


COWS = ((0.80, -0.42, 0.40, -24), (0.78, 0.40, 0.36, 200), (-0.86, 0.52, 0.32, 160))     # place, size, turn
PEOPLE = ((YANIS, Vector((-0.44, -0.28, 0.014)), 18.0, ((-0.40, -0.06, 0.95), (0.40, -0.10, 0.94)), ((-0.34, -0.26, 0.90), (0.34, -0.34, 1.02))),
          (ODILE, Vector((0.42, -0.22, 0.014)), -22.0, ((-0.42, -0.04, 1.12), (0.40, -0.06, 0.94)), ((-0.50, -0.10, 1.38), (0.34, -0.26, 0.88))))
K = 0.30                            # a person's size here


def somebody(look, elbows, wrists):
    return cheesemaker(look, people.Pose(elbows=elbows, wrists=wrists, stance=0.13))


def hen(paint="white"):
    s = ball(paint, 0.040, 0.055, 0.042, k=3).at(0, 0, 0.060) + ball(paint, 0.025, 0.025, 0.032, k=2).at(0, -0.045, 0.105) + ball("red", 0.008, 0.016, 0.014, k=2).at(0, -0.045, 0.138)
    s += lathe("stripe", [(0.008, 0), (0, 0.020)], 5).turn(x=90).at(0, -0.066, 0.105) + ball(paint, 0.018, 0.030, 0.040, k=2).turn(x=-30).at(0, 0.055, 0.085)
    for t in (-1, 1):
        s += limb("stripe", (t * 0.015, 0, 0.0), (t * 0.015, 0, 0.03), 0.005, n=5) + ball("eye", 0.005, k=1).at(t * 0.020, -0.060, 0.112)
    return s


def static():
    s = group(ground(), house(), cellar(), table(), small_life(), sky(), tree(-0.98, 0.10, 0.92, 2), tree(-0.92, 0.82, 1.0, 3), tree(1.02, 0.66, 0.95, 4), tree(0.98, 0.06, 0.74, 5), tree(-0.98, -0.62, 0.66, 6))
    for look, at, turn, elbows, wrists in PEOPLE:
        s += somebody(look, elbows, wrists)[0].scale(K).turn(z=turn).at(*at)
    body, _, _ = cow()
    for x, y, k, turn in COWS:
        s += body.scale(k).turn(z=turn).at(x, y, 0.012)
    return s


def make():
    moving = []
    for look, at, turn, elbows, wrists in PEOPLE:
        _, head, neck = somebody(look, elbows, wrists)
        p = at + Matrix.Rotation(math.radians(turn), 3, "Z") @ (neck * K)
        moving.append(Moving(f"life.nod.{'yanis' if look is YANIS else 'odile'}", head.scale(K), tuple(p), (0, 0, turn)))
    _, head, hangs = cow()
    for n, (x, y, k, turn) in enumerate(COWS, 1):
        p = Vector((x, y, 0.012)) + Matrix.Rotation(math.radians(turn), 3, "Z") @ (hangs * k)
        moving.append(Moving(f"life.nod.vache_{n}", head.scale(k), tuple(p), (0, 0, turn)))
    for n, (x, y, turn, paint) in enumerate(((0.40, -0.72, 30, "white"), (0.56, -0.62, -40, "coral")), 1):
        moving.append(Moving(f"life.bob.poule_{n}", hen(paint), (x, y, 0.016), (0, 0, turn)))
    moving.append(Moving("life.bob.chat", cat().scale(0.42), (-0.34, -0.56, 0.022), (0, 0, 24)))
    lamp = lathe("coral", [(0.055, -0.030), (0.052, -0.022), (0.020, 0.010), (0, 0.014)], 16) + ball("bulb", 0.028, 0.028, 0.024, k=3).at(0, 0, -0.028)
    moving.append(Moving("weld.lampe", lamp, (HOUSE.x, HOUSE.y + 0.14, CELLAR - 0.066)))
    return Scene(static(), moving + bloom(), [Anchor("emit.steam.cheminee", (HOUSE.x + WIDE / 2 - 0.22, HOUSE.y + DEEP / 2, CELLAR + FLOOR_H + 0.64)), Anchor("surface.table", (TABLE.x, TABLE.y, TABLE_H + 0.005), scale=(0.28, 0.16, 1))])


def lights():
    light.rig(key=0.0, fill=46, rim=80, ambient=0.50)
    bpy.data.objects.remove(bpy.data.objects["key"])
    sun = bpy.data.lights.new("dawn", "SUN")
    sun.energy, sun.color, sun.angle = 3.2, (1.0, 0.76, 0.50), math.radians(7)
    o = bpy.data.objects.new("dawn", sun)
    o.rotation_euler = (-DAWN_FROM).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(o)
    light.point((HOUSE.x, HOUSE.y + 0.12, CELLAR - 0.11), 3.2, (1.0, 0.76, 0.42), 0.04, "cellar")
    light.point((HOUSE.x - 0.40, HOUSE.y + 0.10, CELLAR - 0.12), 1.4, (1.0, 0.76, 0.42), 0.04, "cellar_left")
    light.point((HOUSE.x + 0.40, HOUSE.y + 0.10, CELLAR - 0.12), 1.4, (1.0, 0.76, 0.42), 0.04, "cellar_right")


BUDGETS = {"static": 22000, "life.nod.yanis": 900, "life.nod.odile": 900, "life.nod.vache_1": 500, "life.nod.vache_2": 400, "life.nod.vache_3": 400, "life.bob.chat": 300, "life.bob.poule_1": 340, "life.bob.poule_2": 340}
NEAR = (TABLE.x - 0.02, TABLE.y + 0.02, TABLE_H + 0.06)
CAMERAS = {"camera.large": (8, 15, (0, 0, 0.5)), "camera.large.portrait": (7, 16, (0, 0, 0.5)),
           "camera.croute": (-10, 22, NEAR, 0.95), "camera.croute.portrait": (-10, 24, NEAR, 1.25)}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, DAWN_FROM, atlas=1088, samples=16)
