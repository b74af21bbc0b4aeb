"""The finale: the weld holds a wind turbine at sea off Fécamp, at dawn.

python3 kits/soudure/source/eolienne.py [--preview] [--look] [--out FOLDER]"""
import math

import bpy  # noqa: F401  (brings mathutils)
import numpy as np
from atelier import LOOK, cat, helmet, worn
from mathutils import Matrix, Vector
from mathutils.bvhtree import BVHTree
from parts import Anchor, Moving, PAINTS, Paint, Scene, publish, sheet
from etabli_art import light, people
from etabli_art.shapes import Shape, ball, box, cylinder, group, lathe, limb, loft, outline, ring, rounded, slab, tube

PAINTS.update({
    "sea": Paint("#1F8A9B", 0.25, 0, 0.6), "sea_deep": Paint("#146478", 0.3, 0, 0.5), "sea_light": Paint("#5CC0BE", 0.3, 0, 0.5), "foam": Paint("#F4FBF4", 0.8, 0, 0.1),
    "white_mast": Paint("#FBF6EC", 0.4, 0, 0.45), "mast_shade": Paint("#E6E4E0", 0.5, 0, 0.3), "signal": Paint("#FFC21F", 0.45, 0, 0.4), "concrete": Paint("#CFC6B8", 0.85, 0, 0.05),
    "chalk_cliff": Paint("#FFF1DA", 0.9, 0, 0.05), "chalk_layer": Paint("#E2C7A0", 0.9, 0, 0.05), "grass": Paint("#86B84C", 0.9, 0, 0.05), "grass_b": Paint("#6BA545", 0.9, 0, 0.05),
    "slate": Paint("#56627A", 0.7, 0, 0.1), "cloud": Paint("#FFF3E6", 0.95, 0, 0.05, glow=0.12), "cloud_rose": Paint("#FFD5C2", 0.95, 0, 0.05, glow=0.12),
    "sun": Paint("#FFC46B", glow=1.0, gloss=0.0), "sun_path": Paint("#FFE0A0", glow=0.9, gloss=0.0), "seam_gold": Paint("#FFB640", 0.3, 0.3, 0.9),
})

TOWER_AT = Vector((0.16, 0.02, 0))
DECK_Z, HUB_Z = 0.46, 1.96
SEAM_Z = 0.98                       # the weld that was made, on the tower
TOWER = ((0.150, DECK_Z), (0.092, HUB_Z - 0.08))      # radii and heights
HUB = TOWER_AT + Vector((-0.02, -0.30, HUB_Z))
YAW, TILT = -16.0, 4.0              # the rotor looks a little to the left, and up
BLADE = 0.88
DAWN_FROM = Vector((0.66, -0.58, 0.52)).normalized()    # towards the sun's light, low over the sea
BOAT_AT, BOAT_TURN = (-0.62, -0.52, 0.02), 24.0


def radius(z):
    (r0, z0), (r1, z1) = TOWER
    return r0 + (r1 - r0) * (z - z0) / (z1 - z0)


# ---- sea and land

def swell(x, y):
    return 0.030 * math.sin(5.2 * x + 2.1 * y + 0.6) * math.cos(3.1 * y - 1.4 * x) + 0.016 * math.sin(9.5 * y - 4.2 * x)


def sea():
    """A slab of water with round corners, its side cut like glass."""
    w, d, r, h = 2.30, 1.86, 0.36, 0.30
    rim = rounded(w, d, r, 9)
    side = [[(x * k, y * k, z) for x, y in [*rim, rim[0]]] for k, z in ((0.955, -h), (0.985, -h + 0.05), (1.0, -h + 0.12), (1.0, -0.03), (0.99, 0.0))]
    for k in (3, 4):
        side[k] = [(x, y, z + swell(x, y)) for x, y, z in side[k]]
    s = sheet("sea_deep", [row for row in side[:3]]) + sheet("sea", side[2:4]) + sheet("sea_light", side[3:5])
    # the surface: rings from the rim inwards, so that it meets the cut everywhere
    rings = [[(x * k, y * k, swell(x * k, y * k)) for x, y in [*rim, rim[0]]] for k in np.linspace(0.99, 0.0, 15)]
    top = sheet("sea", rings)
    s += top.paints("sea_light", lambda x, y, z: z > 0.018)
    # crests of foam
    dice = np.random.default_rng(8)
    for _ in range(26):
        x, y = dice.uniform(-0.98, 0.98), dice.uniform(-0.78, 0.80)
        if math.hypot(x - TOWER_AT.x, y - TOWER_AT.y) < 0.42 or (x < -0.35 and y > 0.15):
            continue
        l = dice.uniform(0.04, 0.10)
        s += tube("foam", [(x + dx * l, y + 0.25 * dx * dx * l, swell(x + dx * l, y + 0.25 * dx * dx * l) + 0.004) for dx in (-1, 0, 1)], 0.010, 5, 2, flat=0.5, radii=lambda t: 0.2 + math.sin(math.pi * t))
    return s


def _cliff_line(t):
    """The foot of the cliffs, from the left edge of the sea to the back."""
    return Vector((-1.08 + 0.60 * t, 0.02 + 0.62 * t ** 0.8 + 0.035 * math.sin(11 * t), 0))


def cliffs():
    """The white cliffs behind on the left: layered chalk, grass on top, an arch and a needle at their end."""
    s, n = None, 22
    line = [_cliff_line(i / (n - 1)) for i in range(n)]
    heights = [0.42 + 0.06 * math.sin(3.1 * i / n * 2 + 0.6) - 0.16 * max(0, i / n - 0.72) / 0.28 for i in range(n)]
    levels = (0.0, 0.20, 0.24, 0.48, 0.52, 0.80, 0.84, 1.0)
    rows = []
    for k, level in enumerate(levels):
        back = Vector((-0.3, 0.5, 0)).normalized()
        rows.append([tuple(p + back * (0.02 * level + 0.014 * math.sin(7.3 * i + 2.0 * k)) + Vector((0, 0, h * level))) for i, (p, h) in enumerate(zip(line, heights))])
    for k in range(len(levels) - 1):
        m = sheet("chalk_layer" if k % 2 else "chalk_cliff", rows[k:k + 2])
        s = m if s is None else s + m
    # the meadow, back to the sea's edge
    edge = []
    for i, p in enumerate(line):
        t = i / (n - 1)
        edge.append((max(-1.08, p.x - 0.22 * t), min(0.86, p.y + 0.9 * (1 - t) + 0.22), heights[i] + 0.16))
    lip = [tuple(Vector(p) + Vector((0, 0, 0.018))) for p in rows[-1]]
    s += sheet("grass", [rows[-1], lip]) + sheet("grass", [lip, edge]).paints("grass_b", lambda x, y, z: int(9 * x + 7 * y) % 2 == 0)
    s += sheet("chalk_cliff", [edge, [(x, y, -0.02) for x, y, _ in edge]])
    last = rows[0][-1]
    for i, flip in ((0, False), (n - 1, True)):
        wallface = [line[i], Vector(rows[-1][i]), Vector(edge[i]), Vector((edge[i][0], edge[i][1], -0.02))]
        s += Shape([tuple(p) for p in wallface], [(0, 1, 2, 3) if flip else (3, 2, 1, 0)], "chalk_cliff")
    # the arch that steps into the sea, and the needle
    x, y, _ = last
    s += tube("chalk_cliff", [(x - 0.03, y + 0.02, 0.28), (x + 0.07, y + 0.015, 0.27), (x + 0.125, y + 0.01, 0.16), (x + 0.135, y + 0.01, -0.02)], 0.055, 9, 3, radii=lambda t: 1.15 - 0.30 * math.sin(math.pi * t))
    s += lathe("chalk_cliff", [(0.062, -0.03), (0.052, 0.08), (0.036, 0.18), (0.012, 0.25), (0, 0.26)], 9).at(x + 0.275, y + 0.01, 0)
    s += lathe("foam", [(0.085, 0.018), (0.0, 0.03)], 12).at(x + 0.275, y + 0.01, 0) + lathe("foam", [(0.080, 0.018), (0.0, 0.03)], 12).at(x + 0.135, y + 0.01, 0)
    # surf along the foot
    s += tube("foam", [tuple(p + Vector((0.02, -0.02, 0.016 + swell(p.x, p.y) * 0.5))) for p in line[::3]], 0.022, 6, 2, flat=0.5)
    return s


def village(land):
    """On the cliff: a chapel for those at sea, houses, the lighthouse with its red head."""
    tree = BVHTree.FromPolygons([tuple(p) for p in land.v], land.f)

    def on_land(shape, x, y):
        return shape.at(x, y, tree.ray_cast((x, y, 3.0), (0, 0, -1))[0].z - 0.012)
    s = None
    for x, y, w, paint, turn in ((-0.90, 0.54, 0.095, "brick", 14), (-0.78, 0.62, 0.085, "slate", -12), (-0.94, 0.70, 0.08, "brick_b", 30), (-0.64, 0.60, 0.07, "brick", -30)):
        m = box("cream", w, w * 0.8, w * 0.75, 0.006) + outline(paint, [(-w * 0.56, 0), (w * 0.56, 0), (0, w * 0.55)], w * 0.92).turn(x=90).at(0, w * 0.46, w * 0.75)
        m = on_land(m.turn(z=turn), x, y)
        s = m if s is None else s + m
    chapel = box("cream", 0.16, 0.085, 0.09, 0.006) + outline("slate", [(-0.052, 0), (0.052, 0), (0, 0.062)], 0.17).turn(x=90).turn(z=90).at(-0.085, 0, 0.09)
    chapel += box("cream", 0.06, 0.06, 0.17, 0.005).at(-0.08, 0, 0) + lathe("slate", [(0.046, 0), (0, 0.13)], 4).turn(z=45).at(-0.08, 0, 0.17)
    s += on_land(chapel.turn(z=-24), -0.68, 0.72)
    tower = lathe("white", [(0.042, 0), (0.032, 0.21), (0.040, 0.215), (0.040, 0.225)], 12) + cylinder("lit", 0.024, 0.035, 10, 0).at(0, 0, 0.225) + lathe("red", [(0.037, 0.26), (0.033, 0.28), (0, 0.31)], 12)
    tower += lathe("red", [(0.0400, 0.06), (0.0370, 0.115)], 12)
    return s + on_land(tower, -0.95, 0.30)


def sun():
    """Half risen at the sea's edge, its light on the water."""
    disc = [(0.26 * math.cos(a), 0.26 * math.sin(a)) for a in np.linspace(0, math.pi, 21)]
    s = outline("sun", disc, 0.02).turn(x=90).at(0.60, 0.90, -0.01)
    for k, w in enumerate((0.34, 0.26, 0.30, 0.18, 0.20, 0.10)):
        y = 0.80 - 0.115 * k
        x = 0.58 - 0.012 * k + 0.02 * (-1) ** k
        s += tube("sun_path", [(x + dx * w / 2, y, swell(x + dx * w / 2, y) + 0.006) for dx in (-1, -0.3, 0.3, 1)], 0.014, 5, 2, flat=0.35, radii=lambda t: 0.15 + math.sin(math.pi * t))
    return s


def clouds():
    """Banks of cloud; they also keep the rotor's reach in view."""
    s = None
    for x, y, z, k, paint in ((-0.80, 0.62, 2.02, 1.0, "cloud"), (1.00, 0.50, 2.80, 0.9, "cloud_rose"), (0.98, 0.72, 1.22, 0.85, "cloud_rose")):
        for dx, dz, r in ((-0.20, 0.0, 0.10), (-0.07, 0.04, 0.14), (0.09, 0.015, 0.115), (0.21, -0.01, 0.08)):
            m = ball(paint, r, r * 0.62, r * 0.66, k=4, power=2.2).at(dx, 0, dz)
            m = m.warp(lambda v: np.column_stack((v[:, 0], v[:, 1], np.maximum(v[:, 2], -0.035)))).scale(k).at(x, y, z)
            s = m if s is None else s + m
    return s


# ---- the turbine

def foundation():
    """A concrete cone on the sea bed, its collar, the yellow landing with ladder, rails and crane."""
    c = TOWER_AT
    s = lathe("concrete", [(0.40, -0.10), (0.33, 0.02), (0.215, 0.17), (0.19, 0.24), (0.19, DECK_Z - 0.05)], 28).at(c.x, c.y, 0)
    s += lathe("signal", [(0.192, 0.26), (0.200, 0.265), (0.200, DECK_Z - 0.055), (0.192, DECK_Z - 0.05)], 28).at(c.x, c.y, 0)
    s += lathe("foam", [(0.43, -0.005), (0.40, 0.028), (0.345, 0.034), (0.30, 0.02)], 28).at(c.x, c.y, 0)
    s += cylinder("mast_shade", 0.335, 0.035, 28, 0.010).at(c.x, c.y, DECK_Z - 0.035)
    n = 16
    for k in range(n):
        a = math.tau * k / n
        if k != 11:
            s += tube("signal", [(c.x + 0.320 * math.cos(a), c.y + 0.320 * math.sin(a), DECK_Z), (c.x + 0.320 * math.cos(a), c.y + 0.320 * math.sin(a), DECK_Z + 0.12)], 0.008, 5, 0)
    for h in (0.06, 0.12):
        way = [(c.x + 0.320 * math.cos(a), c.y + 0.320 * math.sin(a), DECK_Z + h) for a in np.linspace(math.radians(-85), math.radians(247), 25)]
        s += tube("signal", way, 0.008, 5, 0)
    # the ladder down to the boat
    ax, ay = c.x - 0.09, c.y - 0.33
    for dx in (-0.045, 0.045):
        s += tube("signal", [(ax + dx, ay + 0.02, DECK_Z), (ax + dx, ay - 0.01, DECK_Z - 0.06), (ax + dx, ay - 0.01, 0.0)], 0.011, 6, 0)
    for k in range(7):
        s += tube("signal", [(ax - 0.045, ay - 0.01, 0.06 + 0.055 * k), (ax + 0.045, ay - 0.01, 0.06 + 0.055 * k)], 0.007, 5, 0)
    # a davit
    return s + tube("signal", [(c.x - 0.27, c.y - 0.04, DECK_Z), (c.x - 0.27, c.y - 0.04, DECK_Z + 0.26), (c.x - 0.31, c.y - 0.07, DECK_Z + 0.31), (c.x - 0.41, c.y - 0.14, DECK_Z + 0.31)], 0.016, 6, 2) + ball("red", 0.020, k=2).at(c.x - 0.41, c.y - 0.14, DECK_Z + 0.27)


def mast():
    c = TOWER_AT
    profile = [(radius(z), z) for z in (DECK_Z, SEAM_Z - 0.012)] + [(radius(z), z) for z in (SEAM_Z + 0.012, 1.55)] + [(radius(z), z) for z in (1.55, HUB_Z - 0.07)]
    s = lathe("white_mast", profile, 28).at(c.x, c.y, 0)
    for z in (0.74, 1.30, 1.58, 1.86):      # the other joints, painted over
        s += lathe("mast_shade", [(radius(z - 0.006) + 0.001, z - 0.006), (radius(z) + 0.003, z), (radius(z + 0.006) + 0.001, z + 0.006)], 28).at(c.x, c.y, 0)
    s += lathe("signal", [(radius(DECK_Z) + 0.012, DECK_Z), (radius(DECK_Z) + 0.012, DECK_Z + 0.03), (radius(DECK_Z + 0.04), DECK_Z + 0.035)], 28).at(c.x, c.y, 0)
    door = slab("teal", 0.085, 0.16, 0.012, 0.035, 0.004) + cylinder("brass", 0.008, 0.012, 8, 0.002).at(0.026, -0.01, 0.010)
    s += door.turn(x=90).turn(z=-24).at(c.x - 0.4067 * radius(0.6), c.y - 0.9135 * radius(0.6) + 0.004, DECK_Z + 0.115)
    # the nacelle
    spin = Matrix.Rotation(math.radians(YAW), 4, "Z") @ Matrix.Rotation(math.radians(-TILT), 4, "X")
    body = loft("white_mast", [(0, 0, -0.20, 0.085, 0.080), (0, 0, -0.17, 0.118, 0.108), (0, 0, 0.10, 0.135, 0.120), (0, 0.004, 0.30, 0.125, 0.112), (0, 0.006, 0.40, 0.105, 0.095), (0, 0.006, 0.42, 0.080, 0.075)], 22, 3.4).turn(x=-90)
    body += box("mast_shade", 0.17, 0.26, 0.03, 0.010).at(0, 0.20, 0.105) + limb("steel", (-0.05, 0.34, 0.13), (-0.05, 0.34, 0.21), 0.006, n=5) + box("red", 0.03, 0.03, 0.025, 0.006).at(0.05, 0.34, 0.13)
    body += box("teal", 0.285, 0.34, 0.03, 0.006).at(0, 0.10, -0.03)
    return s + body.matrix(Matrix.Translation(TOWER_AT + Vector((0, 0, HUB_Z))) @ spin)


def seam():
    """The seam that was welded today, all round the tower, scale upon scale: gold in the first sun."""
    r, n, rows = radius(SEAM_Z) + 0.002, 36 * 4, []
    for i in range(n + 1):
        scale, row = 0.62 + 0.38 * (i % 4) / 3, []
        for b in np.linspace(-math.pi / 2, math.pi / 2, 6):
            a = math.tau * (i - 2.2 * abs(math.sin(b)) ** 1.5) / n
            out = r + 0.016 * scale * math.cos(b)
            row.append((out * math.cos(a), out * math.sin(a), 0.021 * math.sin(b)))
        rows.append(row[::-1])
    return sheet("seam_gold", rows)


def rotor():
    """Three blades about +Z, which looks out to sea."""
    s = ball("white_mast", 0.082, 0.082, 0.105, k=4, power=2.3).at(0, 0, 0.02)
    for k in range(3):
        sections = ((0.06, 0.036, 0.036, 0), (0.14, 0.040, 0.034, 10), (0.26, 0.066, 0.022, 22), (0.45, 0.055, 0.016, 14), (0.75, 0.036, 0.010, 7), (0.95, 0.020, 0.006, 3), (1.0, 0.004, 0.003, 2))
        rows = []
        for t, wide, thick, twist in sections:
            row, m = [], 10
            for i in range(m + 1):
                a = math.tau * i / m
                x, z = wide * math.cos(a) - (wide * 0.35 if t > 0.2 else 0), thick * math.sin(a)
                c, d = math.cos(math.radians(twist)), math.sin(math.radians(twist))
                row.append((x * c - z * d, t * BLADE, x * d + z * c + 0.03))
            rows.append(row)
        blade = sheet("white_mast", [r[::-1] for r in rows[:6]]) + sheet("red", [r[::-1] for r in rows[5:]])
        s += blade.turn(z=120 * k)
    return s


def small_turbine():
    """One of the park, far away: its mast; the rotor turns on its own."""
    return lathe("signal", [(0.030, -0.02), (0.030, 0.06)], 10) + lathe("white_mast", [(0.020, 0.05), (0.011, 0.62)], 10) + box("white_mast", 0.045, 0.10, 0.04, 0.012).at(0, 0.01, 0.61)


FAR = ((0.34, 0.78, 0.72), (0.98, 0.36, 1.0))      # where the others of the park stand, and their size


# ---- life

def boat():
    """A crew boat, bow towards +X, its waterline at the origin."""
    s = loft("sign_blue", [(0, 0, -0.05, 0.17, 0.055), (0.01, 0, 0.0, 0.205, 0.080), (0.02, 0, 0.065, 0.235, 0.092)], 20, 2.8)
    s += loft("white", [(0.02, 0, 0.064, 0.238, 0.094), (0.02, 0, 0.080, 0.238, 0.094)], 20, 2.8) + loft("oak_light", [(0.02, 0, 0.079, 0.215, 0.076), (0.02, 0, 0.083, 0.215, 0.076)], 20, 2.8)
    s += box("white", 0.17, 0.125, 0.11, 0.025, 2).at(-0.02, 0, 0.08) + box("dark_glass", 0.175, 0.105, 0.045, 0.010).at(-0.018, 0, 0.125) + box("orange", 0.19, 0.14, 0.022, 0.008).at(-0.02, 0, 0.19)
    s += limb("steel_light", (-0.06, 0, 0.20), (-0.06, 0, 0.32), 0.006, n=5) + box("coral", 0.07, 0.004, 0.045, 0.001).at(-0.098, 0, 0.268)
    s += ring("orange", 0.032, 0.011, 12, 6).turn(x=90).at(0.09, -0.070, 0.105).turn(z=0)
    for k in range(4):
        s += ball("rubber", 0.022, k=2).at(-0.12 + 0.085 * k, -0.092, 0.045)
    return s + cat().scale(0.34).turn(z=-30).at(0.15, -0.005, 0.083)


def gull():
    s = ball("white", 0.024, 0.060, 0.022, k=3) + ball("white", 0.018, k=3).at(0, -0.062, 0.012) + limb("stripe", (0, -0.076, 0.010), (0, -0.096, 0.006), 0.006, 0.002, 5)
    for t in (-1, 1):
        wing = [(t * 0.012, 0.0, 0.010), (t * 0.075, -0.012, 0.050), (t * 0.135, 0.018, 0.038)]
        s += tube("white", wing, 0.022, 6, 3, flat=0.22, radii=lambda u: 1.15 - 0.75 * u) + tube("slate", [wing[2], (t * 0.165, 0.034, 0.022)], 0.009, 5, 0, radii=lambda u: 1 - 0.7 * u)
    return s


GULLS = ((-0.52, -0.50, 0.98, 40, 1.15), (-0.80, -0.10, 1.34, 62, 0.95), (0.80, -0.50, 1.02, -35, 1.05))
INES_AT, INES_TURN, INES = TOWER_AT + Vector((0.185, -0.19, DECK_Z)), 12.0, 0.205


def ines():
    """She has come up to see it: in her jacket, the helmet under her arm, waving."""
    pose = people.Pose(elbows=((-0.40, -0.06, 0.95), (0.44, -0.02, 1.16)), wrists=((-0.36, -0.24, 0.86), (0.50, -0.06, 1.42)), stance=0.135)
    figure = people.figure(LOOK, pose)
    clothes = worn(figure)
    body = figure.body + clothes["veste"].at(*figure.joints["chest"]) + clothes["chaussures"] + helmet().scale(0.82).turn(z=-24).at(-0.46, -0.20, 0.80)
    return body, figure.head, Vector(figure.neck)


def static():
    body, _, _ = ines()
    land = cliffs()
    s = group(sea(), land, village(land), sun(), clouds(), foundation(), mast(), body.scale(INES).turn(z=INES_TURN).at(*INES_AT))
    for x, y, k in FAR:
        s += small_turbine().scale(k).at(x, y, 0)
    return s


def make():
    _, head, neck = ines()
    at = INES_AT + Matrix.Rotation(math.radians(INES_TURN), 3, "Z") @ (neck * INES)
    spin = (90 - TILT, 0, YAW)
    moving = [Moving("life.spin.rotor", rotor(), HUB, spin, apart=True),
              Moving("life.nod.ines", head.scale(INES), tuple(at), (0, 0, INES_TURN)),
              Moving("life.bob.bateau", boat(), BOAT_AT, (0, 0, BOAT_TURN), turns=False)]
    moving += [Moving(f"life.spin.parc_{k}", rotor().scale(0.36 * size), (x, y - 0.06 * size, 0.63 * size), (90, 0, -10), apart=True) for k, (x, y, size) in enumerate(FAR, 1)]
    moving += [Moving(f"life.bob.mouette_{k}", gull().scale(size), (x, y, z), (0, 0, turn), apart=True) for k, (x, y, z, turn, size) in enumerate(GULLS, 1)]
    moving += [Moving("life.blink.nacelle", ball("led_red", 0.016, k=2), tuple(TOWER_AT + Vector((0.14, 0.34, HUB_Z + 0.17))), turns=False)]
    moving += [Moving("weld.anneau", seam(), tuple(TOWER_AT + Vector((0, 0, SEAM_Z))))]
    front = TOWER_AT + Vector((0, -radius(SEAM_Z) - 0.02, SEAM_Z))
    return Scene(static(), moving, [Anchor("weld.devant", tuple(front), (90, 0, 0)), Anchor("surface.pont", (TOWER_AT.x, TOWER_AT.y, DECK_Z + 0.001), scale=(0.32, 0.32, 1))])


def lights():
    light.rig(key=0.0, fill=46, rim=80, ambient=0.50)
    bpy.data.objects.remove(bpy.data.objects["key"])
    sun = bpy.data.lights.new("dawn", "SUN")
    sun.energy, sun.color, sun.angle = 3.4, (1.0, 0.74, 0.48), math.radians(7)
    o = bpy.data.objects.new("dawn", sun)
    o.rotation_euler = (-DAWN_FROM).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(o)
    light.point((0.55, 0.70, 0.16), 5, (1.0, 0.66, 0.32), 0.12, "glitter")


BUDGETS = {"static": 9500, "life.spin.rotor": 700, "weld.anneau": 1440, "life.nod.ines": 1000, "life.bob.bateau": 1100, "life.spin.parc_1": 220, "life.spin.parc_2": 220,
           "life.bob.mouette_1": 260, "life.bob.mouette_2": 220, "life.bob.mouette_3": 220}
WELD = tuple(TOWER_AT + Vector((0, 0, SEAM_Z)))
CAMERAS = {"camera.large": (7, 12, (0, 0, 1.0)), "camera.large.portrait": (6, 11, (0, 0, 1.0)),
           "camera.soudure": (-8, 6, WELD, 1.7), "camera.soudure.portrait": (-8, 6, WELD, 2.2)}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, DAWN_FROM)
