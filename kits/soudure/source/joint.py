"""The real joint: two shells of an offshore wind turbine's tower meet over the crown; the gap between them changes.

python3 kits/soudure/source/joint.py [--preview] [--look] [--out FOLDER]"""
import math

import bpy  # noqa: F401  (brings mathutils)
import numpy as np
from atelier import extinguisher, lamp, mug
from parts import Anchor, Moving, Scene, bolt, chain, publish, sheet, torch, words
from etabli_art import light
from etabli_art.shapes import Shape, ball, band, box, cylinder, group, lathe, limb, outline, plinth, ring, slab, tube

R, THICK = 0.86, 0.075              # outer radius of the tower, its wall
AXIS_Z = -0.12                      # the tower's axis runs along Y, a little under the plinth's top
FRONT_Y, BACK_Y, JOINT_Y = -0.62, 0.74, -0.02
SWEEP = 86.0                        # the shells reach this far down from the crown, degrees
SEAM, COUNT = 50.0, 12              # the seam reaches this far from the crown; its empties
LAMP_AT = (-1.08, 0.58, 0.82)
FLOOD_AT = (-0.44, -0.34, 0.016)
BEACON_AT = (1.08, 0.66, 0.475)


def on_tower(a, y, out=0.0):
    """A point `a` degrees right of the crown, `out` metres off the outer face."""
    t = math.radians(a)
    return ((R + out) * math.sin(t), y, AXIS_Z + (R + out) * math.cos(t))


def gap(a):
    """The root gap at `a` degrees, metres: narrow, wide before the crown's end, narrow again."""
    t = (a + SEAM) / (2 * SEAM)
    return 0.013 + 0.017 * math.exp(-((t - 0.66) / 0.15) ** 2) + 0.004 * math.exp(-((t - 0.25) / 0.12) ** 2)


def wrapped(shape, y, a=0.0, out=0.0025):
    """Lays what faces +Z round the tower: its X runs round, its Y along."""
    def bend(v):
        t = v[:, 0] / R + math.radians(a)
        r = R + out + v[:, 2]
        return np.column_stack((r * np.sin(t), v[:, 1] + y, AXIS_Z + r * np.cos(t)))
    return shape.warp(bend)


# ---- the shells

def shell(side, paint, far):
    """One shell from the joint to `far`; side -1 is before the joint, +1 behind."""
    angles = np.linspace(-SWEEP, SWEEP, 61)
    edge = {a: JOINT_Y + side * gap(a) / 2 for a in angles}
    band_y = JOINT_Y + side * 0.105          # ground bright from here to the joint
    rows = []
    for y_of, out in ((lambda a: far, 0.0), (lambda a: band_y, 0.0), (lambda a: band_y, 0.0), (lambda a: edge[a] + side * 0.007, 0.0), (lambda a: edge[a], -0.006), (lambda a: edge[a], -THICK)):
        rows.append([on_tower(a, y_of(a), out) for a in angles])
    outer = sheet(paint, rows[0:2]) + sheet("plate", rows[2:4]) + sheet("steel_light", rows[3:5]) + sheet("slot", rows[4:6])
    inner = sheet("iron", [[on_tower(a, JOINT_Y, -THICK) for a in angles], [on_tower(a, far, -THICK) for a in angles]])
    s = outer + inner
    if side > 0:
        s = Shape(s.v, [f[::-1] for f in s.f], s.paint)
    end = sheet(paint, [[on_tower(a, far, 0) for a in angles], [on_tower(a, far, -THICK) for a in angles]])
    return s + (end if side > 0 else Shape(end.v, [f[::-1] for f in end.f], end.paint))


def arc(paint, y0, y1, r0, r1, sweep=SWEEP, n=40):
    """A solid hoop over the tower between two radii."""
    angles = np.linspace(-sweep, sweep, n)
    corners = ((y0, r0), (y0, r1), (y1, r1), (y1, r0), (y0, r0))
    rows = [[on_tower(a, y, r - R) for a in angles] for y, r in corners]
    s = None
    for a, b in zip(rows, rows[1:]):      # one skin a side, so that the edges stay sharp
        m = sheet(paint, [a, b])
        s = m if s is None else s + m
    for a in (-sweep, sweep):
        face = [on_tower(a, y, r - R) for y, r in corners[:4]]
        s += Shape(face, [(0, 1, 2, 3) if a < 0 else (3, 2, 1, 0)], paint)
    return s


def tower():
    s = shell(-1, "primer", FRONT_Y) + shell(1, "primer_b", BACK_Y)
    # the flange that will be bolted to the next section, before and behind
    s += arc("steel", FRONT_Y - 0.07, FRONT_Y, R - 0.16, R + 0.035) + arc("steel_dark", BACK_Y, BACK_Y + 0.05, R - 0.10, R + 0.02)
    for k in range(13):
        a = -78 + 13 * k
        x, y, z = on_tower(a, FRONT_Y - 0.07, -0.09)
        s += (lathe("slot", [(0.030, 0.002), (0.0, 0.002)], 10) if k % 3 else bolt("brass", 0.034, 0.03)).turn(x=90).at(x, y, z)
    # what is chalked on: the shells' numbers, arrows along the joint
    s += wrapped(words("chalk", "V 12", 0.17).turn(z=2), JOINT_Y - 0.33, -16) + wrapped(words("chalk", "V 13", 0.17).turn(z=-3), JOINT_Y + 0.32, 14)
    for a, y in ((24, -0.30), (-34, 0.30)):
        arrow = outline("chalk", [(-0.10, -0.010), (0.04, -0.010), (0.04, -0.035), (0.10, 0.0), (0.04, 0.035), (0.04, 0.010), (-0.10, 0.010)], 0.001)
        s += wrapped(arrow, JOINT_Y + y, a)
    # tacks hold the shells at both ends of the seam, bridges beyond them
    for a in (-SEAM - 3.0, SEAM + 3.0):
        s += ball("weld", 0.022, 0.026, 0.010, k=2).turn(y=a).at(*on_tower(a, JOINT_Y))
    for a in (-66, 66):
        bridge = [(-0.19, 0), (-0.07, 0), (-0.05, 0.035), (0.05, 0.035), (0.07, 0), (0.19, 0), (0.19, 0.05), (0.12, 0.14), (-0.12, 0.14), (-0.19, 0.05)]
        s += outline("yellow", bridge, 0.045).at(0, 0, -0.0225).turn(x=90).turn(z=90).turn(y=a).at(*on_tower(a, JOINT_Y, -0.002))
        for dy in (-0.14, 0.14):
            s += ball("weld", 0.030, 0.024, 0.016, k=2).turn(y=a).at(*on_tower(a, JOINT_Y + dy, 0.0))
    return s


def inside():
    """A ladder, a cable tray and a warm light in the tower: looked into from the front."""
    s = box("iron", 1.46, 1.30, 0.012, 0).at(0, 0.08, 0.006)
    half = [(x, z) for x, _, z in (on_tower(a, 0, -THICK) for a in np.linspace(-80, 80, 21))]
    s += outline("iron", half[::-1], 0.03).turn(x=90).at(0, BACK_Y, 0)
    for x in (-0.13, 0.13):
        s += tube("stripe", [(x, FRONT_Y - 0.03, 0.06), (x, BACK_Y - 0.06, 0.06)], 0.022, 6, 0)
    for k in range(7):
        s += tube("stripe", [(-0.13, FRONT_Y + 0.04 + 0.17 * k, 0.06), (0.13, FRONT_Y + 0.04 + 0.17 * k, 0.06)], 0.017, 6, 0)
    for k, p in enumerate(("rubber", "red", "blue")):
        s += tube(p, [(0.34 + 0.06 * k, FRONT_Y - 0.10, 0.035), (0.36 + 0.06 * k, 0.0, 0.03), (0.34 + 0.06 * k, BACK_Y - 0.05, 0.03)], 0.022, 7, 3)
    flood = box("yellow", 0.20, 0.07, 0.15, 0.02).at(0, 0, 0.05) + box("lit", 0.15, 0.01, 0.10, 0.004).at(0, -0.036, 0.075) + box("graphite", 0.22, 0.12, 0.025, 0.008)
    return s + flood.turn(x=-12).turn(z=32).at(*FLOOD_AT)


def rollers():
    """The turning rolls on both sides carry the tower."""
    s = None
    for side in (-1, 1):
        for y in (-0.36, 0.48):
            x = side * (R + 0.10)
            m = box("yellow", 0.34, 0.30, 0.09, 0.02).at(x + side * 0.05, y, 0.012) + box("orange", 0.22, 0.09, 0.17, 0.02, taper=0.7).at(x + side * 0.02, y + 0.13, 0.08) + box("orange", 0.22, 0.09, 0.17, 0.02, taper=0.7).at(x + side * 0.02, y - 0.13, 0.08)
            m += cylinder("rubber", 0.135, 0.17, 20, 0.02).turn(x=90).at(x, y + 0.085, 0.20) + cylinder("steel_light", 0.06, 0.30, 12, 0.01).turn(x=90).at(x, y + 0.15, 0.20)
            s = m if s is None else s + m
    return s


# ---- round the tower

def floor():
    s = plinth("plinth", 2.72, 1.94, 0.24, 0.32) + slab("floor_b", 2.46, 1.68, 0.010, 0.2, 0.004) + band("joint", 2.50, 1.72, 0.22, 0.04).at(0, 0, 0.006)
    for k in range(8):
        s += outline("stripe", [(0, 0), (0.13, 0), (0.18, 0.05), (0.05, 0.05)], 0.003).at(-0.86 + 0.215 * k, -0.83, 0.010)
    return s


def plan():
    """A drawing on an easel: where on the turbine this joint is."""
    paper = slab("oak_dark", 0.46, 0.58, 0.02, 0.03, 0.006) + slab("sign_blue", 0.41, 0.53, 0.010, 0.02, 0.002).at(0, 0, 0.018)
    white = outline("chalk", [(-0.016, -0.20), (0.016, -0.20), (0.009, 0.08), (-0.009, 0.08)], 0.002).at(0, 0, 0.028)
    for k in range(3):
        white += outline("chalk", [(-0.012, 0.012), (0.012, 0.012), (0.016, 0.06), (0.003, 0.165), (-0.003, 0.165)], 0.002).turn(z=120 * k + 12).at(0, 0.085, 0.028)
    white += lathe("chalk", [(0.018, 0), (0, 0.004)], 10).at(0, 0.085, 0.028) + box("chalk", 0.30, 0.008, 0.002, 0).at(0, -0.205, 0.028)
    for x in (-0.10, 0.02, 0.10):
        white += tube("chalk", [(x - 0.05, -0.228, 0.029), (x - 0.025, -0.220, 0.029), (x, -0.228, 0.029), (x + 0.025, -0.220, 0.029)], 0.004, 4, 2)
    mark = ring("red", 0.042, 0.008, 18, 5, 0.4).at(0, -0.06, 0.030) + box("red", 0.11, 0.010, 0.002, 0).turn(z=20).at(0.10, -0.035, 0.029)
    s = (paper + white + mark).turn(x=62).at(0, 0, 0.32)
    for x in (-0.17, 0.17):
        s += limb("oak", (x, 0.0, 0.02), (x * 0.7, 0.10, 0.46), 0.018, n=6)
    return s + limb("oak", (0, 0.30, 0.02), (0, 0.10, 0.44), 0.018, n=6)


def hose_coil():
    s = None
    for k in range(4):
        m = ring("red", 0.17 - 0.010 * k, 0.023, 22, 6).at(0.008 * (k % 2), 0.006 * k, 0.03 + 0.034 * k)
        s = m if s is None else s + m
    return s


def post():
    """A lamp post behind, on the left."""
    x, y, z = LAMP_AT
    s = cylinder("graphite", 0.13, 0.04, 14, 0.012).at(x - 0.06, y + 0.14, 0.01)
    return s + tube("steel_dark", [(x - 0.06, y + 0.14, 0.04), (x - 0.06, y + 0.14, z - 0.14), (x - 0.04, y + 0.10, z), (x, y + 0.02, z + 0.03), (x, y, z)], 0.026, 8, 3)


def cabinet():
    """The rolls' control box, its beacon on top."""
    x, y, _ = BEACON_AT
    s = box("petrol", 0.30, 0.24, 0.40, 0.03, 2).at(x, y, 0.012) + box("petrol_deep", 0.33, 0.27, 0.035, 0.012).at(x, y, 0.405)
    s += box("cream", 0.22, 0.016, 0.24, 0.008).turn(x=0).at(x, y - 0.122, 0.12) + cylinder("red", 0.036, 0.03, 12, 0.008).turn(x=90).at(x - 0.05, y - 0.13, 0.29)
    s += cylinder("green", 0.030, 0.025, 12, 0.006).turn(x=90).at(x + 0.05, y - 0.13, 0.29) + box("dark_glass", 0.15, 0.01, 0.07, 0.004).at(x, y - 0.131, 0.16)
    return s + cylinder("graphite", 0.052, 0.03, 12, 0.006).at(x, y, 0.44)


def cone():
    s = slab("orange", 0.24, 0.24, 0.022, 0.04, 0.006) + lathe("orange", [(0.09, 0.02), (0.024, 0.29), (0.018, 0.295)], 14)
    return s + lathe("white", [(0.0695, 0.105), (0.0500, 0.185)], 14) + lathe("slot", [(0.018, 0.2955), (0.0, 0.295)], 10)


def toolbox():
    s = box("blue", 0.34, 0.22, 0.15, 0.02) + box("sign_blue", 0.35, 0.23, 0.05, 0.016).at(0, 0, 0.15) + box("steel_light", 0.05, 0.012, 0.05, 0.004).at(0, -0.116, 0.13)
    return s + tube("graphite", [(-0.09, 0, 0.19), (-0.09, 0, 0.26), (0.09, 0, 0.26), (0.09, 0, 0.19)], 0.017, 7, 2)


def things():
    s = plan().turn(z=-14).at(1.05, -0.56, 0.0) + hose_coil().at(-1.06, -0.62, 0.01) + post() + cabinet()
    s += cone().turn(z=20).at(-1.12, 0.06, 0.01) + toolbox().turn(z=70).at(1.14, 0.12, 0.01) + mug().turn(z=-130).at(1.14, 0.10, 0.20)
    s += extinguisher().scale(0.85).turn(z=30).at(-1.10, 0.38, 0.01)
    for x, y in ((-0.80, -0.80), (-0.70, -0.77), (0.62, -0.79)):
        s += cylinder("brass", 0.028, 0.022, 6, 0.004).turn(z=x * 90).at(x, y, 0.012)
    return s


def static():
    return group(floor(), rollers(), inside(), tower(), things())


def make():
    angles = [-SEAM + 2 * SEAM * i / (COUNT - 1) for i in range(COUNT)]
    points = [on_tower(a, JOINT_Y) for a in angles]
    normals = [on_tower(a, 0, 1 - R) for a in angles]
    normals = [(x, 0, z - AXIS_Z) for x, _, z in normals]
    start = on_tower(angles[0], JOINT_Y, 0.05)
    return Scene(
        static(),
        [Moving("torch", torch(), start, apart=True),
         Moving("life.swing.lampe", lamp().scale(0.75), LAMP_AT),
         Moving("life.blink.gyrophare", ball("orange", 0.042, 0.042, 0.050, k=3).at(0, 0, 0.02), BEACON_AT)],
        [*chain("seam.joint", points, normals, [gap(a) for a in angles]),
         Anchor("surface.sol", (0, 0, 0.012), scale=(1.25, 0.86, 1)), Anchor("emit.steam.tasse", (1.14, 0.10, 0.31))])


def lights():
    light.rig(key=3.0, fill=64, rim=70, ambient=0.58)
    light.area((FLOOD_AT[0] + 0.06, FLOOD_AT[1] - 0.08, 0.16), (0.1, -0.62, 0.05), 7, 0.14, (1.0, 0.78, 0.44), "flood")
    light.point((0, 0.30, 0.40), 5, (1.0, 0.76, 0.42), 0.06, "inside")
    light.spot((LAMP_AT[0], LAMP_AT[1], LAMP_AT[2] - 0.33), (LAMP_AT[0] + 0.1, LAMP_AT[1] - 0.2, 0), 16, (1.0, 0.80, 0.48), 110, 0.08, "lamp")


BUDGETS = {"static": 9000, "torch": 1700, "life.swing.lampe": 260}
CAMERAS = {"camera.joint": (12, 44, (0, 0, 0.4)), "camera.joint.portrait": (9, 48, (0, 0, 0.4))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS)
