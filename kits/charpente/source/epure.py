"""The layout floor: half a truss drawn at full size; a cord of thirteen knots makes its right angle.

python3 kits/charpente/source/epure.py [--preview] [--look] [--out FOLDER]"""
import math

from bois import (Anchor, LIAM, LUCIE, Moving, Scene, Vector, ball, box, cylinder, group, half_timber, lathe, light, limb, pane, people, publish, ring, robin, slab, stack, standing, tube, words, yard)

FLOOR = 0.020
U = 0.26                             # one interval of the cord
A = Vector((-0.12, -0.30, FLOOR))    # the right angle: the foot of the king post on the tie's axis
THREE, FOUR = A + Vector((0, 3 * U, 0)), A + Vector((4 * U, 0, 0))
WALL_Y = 0.78
LINE = 0.006


def stroke(paint, a, b, w=0.012):
    (x0, y0), (x1, y1) = a, b
    l = math.hypot(x1 - x0, y1 - y0)
    return box(paint, l, w, 0.002, 0).turn(z=math.degrees(math.atan2(y1 - y0, x1 - x0))).at((x0 + x1) / 2, (y0 + y1) / 2, FLOOR)


def drawing():
    """The truss at full size: axes and edges of tie, king post, rafters."""
    x, y = A.x, A.y
    s = slab("layout", 2.26, 1.58, 0.010, 0.05, 0.003).at(0, -0.06, 0.010)
    for k in range(9):
        s += box("layout_b", 0.005, 1.54, 0.001, 0).at(-1.04 + 0.26 * k, -0.06, FLOOR)
    for k in range(6):
        s += box("layout_b", 2.22, 0.005, 0.001, 0).at(0, -0.71 + 0.26 * k, FLOOR)
    s += stroke("chalk", (-1.08, y), (1.10, y), 0.010) + stroke("chalk", (x, y - 0.07), (x, y + 0.92), 0.010)
    s += stroke("sand", (-1.06, y - 0.06), (1.08, y - 0.06), 0.006)
    for t in (-1, 1):
        s += stroke("sand", (x + t * 0.05, y + 0.03), (x + t * 0.05, y + 0.90), 0.006)
    s += stroke("sand", (x + 0.05, y + 0.93), (1.09, y + 0.08), 0.006) + stroke("sand", (x - 0.05, y + 0.93), (-1.06, y + 0.17), 0.006) + stroke("sand", (x - 0.05, y + 0.79), (-1.06, y + 0.05), 0.006)
    # where the pegs go: rings at 0, 3 and 4; small ticks between
    for k in range(1, 5):
        p = (x + k * U, y)
        s += (stroke("stripe", (p[0], y - 0.035), (p[0], y + 0.035), 0.012) if k < 4 else ring("stripe", 0.062, 0.010, 20, 5, 0.4).at(*p, FLOOR)) + words("stripe" if k == 4 else "chalk", str(k), 0.13 if k == 4 else 0.09).at(p[0] + (0.0 if k < 4 else 0.02), y - 0.115, FLOOR + 0.002)
    for k in range(1, 4):
        p = (x, y + k * U)
        s += (stroke("stripe", (x - 0.035, p[1]), (x + 0.035, p[1]), 0.012) if k < 3 else ring("stripe", 0.062, 0.010, 20, 5, 0.4).at(*p, FLOOR)) + words("stripe" if k == 3 else "chalk", str(k), 0.13 if k == 3 else 0.09).at(x - 0.12, p[1], FLOOR + 0.002)
    s += ring("stripe", 0.062, 0.010, 20, 5, 0.4).at(x, y, FLOOR)
    s += stroke("stripe", (x + 0.10, y), (x + 0.10, y + 0.10), 0.010) + stroke("stripe", (x, y + 0.10), (x + 0.105, y + 0.10), 0.010)
    return s


def stake(paint, strokes):
    """A turned peg with a coloured head; rings round it say which it is. Its foot at the origin."""
    s = lathe("oak_light", [(0.012, 0), (0.034, 0.03), (0.036, 0.17), (0.03, 0.18)], 12) + ball(paint, 0.060, 0.060, 0.055, k=4).at(0, 0, 0.215)
    for k in range(strokes):
        s += lathe(paint, [(0.036, 0.05 + 0.028 * k), (0.041, 0.053 + 0.028 * k), (0.041, 0.066 + 0.028 * k), (0.036, 0.069 + 0.028 * k)], 12)
    return s


def coil(paint="rope", knots=True):
    s = None
    for k in range(4):
        m = ring(paint, 0.135 - 0.012 * (k % 2), 0.020, 24, 6).at(0.006 * k, 0.004 * (-1) ** k, 0.022 + 0.030 * k)
        s = m if s is None else s + m
    if knots:
        for k in range(9):
            a = math.tau * k / 9
            s += ball("coral", 0.030, k=2).at(0.135 * math.cos(a), 0.135 * math.sin(a), 0.03 + 0.028 * (k % 4))
    s += tube(paint, [(0.12, 0.02, 0.03), (0.21, -0.04, 0.022), (0.25, 0.03, 0.022)], 0.018, 6, 3)
    return s


def elastic():
    """A bungee cord with hooks."""
    s = None
    for k in range(3):
        m = ring("felt", 0.11 - 0.02 * (k % 2), 0.020, 22, 6).at(0, 0, 0.022 + 0.032 * k)
        s = m if s is None else s + m
    for x, t in ((0.15, 1), (-0.15, -1)):
        s += tube("steel_light", [(x * 0.7, 0.05 * t, 0.05), (x, 0.02 * t, 0.05), (x * 1.35, 0.0, 0.05), (x * 1.45, 0.05 * t, 0.05), (x * 1.2, 0.075 * t, 0.05)], 0.012, 6, 3)
    return s


def stretched():
    """The cord round the three pegs, thirteen knots, the last upon the first; modelled about the right angle."""
    z = 0.105
    a, b, c = Vector((0, 0, z)), FOUR - A + Vector((0, 0, z)), THREE - A + Vector((0, 0, z))
    s = None
    for p, q, n in ((a, b, 4), (b, c, 5), (c, a, 3)):
        m = limb("rope", p, q, 0.016, n=6)
        for k in range(n):
            r = p + (q - p) * (k / n)
            m += ball("coral" if k else "red", 0.034, 0.034, 0.030, k=3).at(*r)
        s = m if s is None else s + m
    return s + ball("red", 0.040, k=3).at(0.03, 0.03, z + 0.01)


def big_square():
    """A carpenter's wooden square, its inner corner at the origin, arms along +X and +Y."""
    s = box("oak_light", 0.56, 0.075, 0.035, 0.006).at(0.24, -0.0375 + 0.075, 0) + box("oak_light", 0.075, 0.46, 0.035, 0.006).at(0.0375, 0.19 + 0.075, 0)
    s += box("oak_dark", 0.44, 0.045, 0.030, 0.005).turn(z=-40).at(0.24, 0.24, 0.001)
    for x in range(7):
        s += box("ink", 0.005, 0.026, 0.001, 0).at(0.13 + 0.055 * x, 0.05, 0.035)
    return s + cylinder("brass", 0.014, 0.01, 10, 0.002).at(0.0375, 0.0375, 0.033)


def set_square():
    """A school set square: too small."""
    s = None
    for a, b in (((0, 0), (0.20, 0)), ((0, 0), (0, 0.15)), ((0.20, 0), (0, 0.15))):
        m = limb("mint", (*a, 0.01), (*b, 0.01), 0.018, n=6)
        s = m if s is None else s + m
    return s


def crew():
    point = people.Pose(elbows=((-0.38, -0.10, 1.0), (0.36, 0.0, 0.93)), wrists=((-0.40, -0.36, 1.0), (0.46, -0.12, 0.80)), lean=8)
    hold = people.Pose(elbows=((-0.36, 0.0, 0.93), (0.36, -0.10, 0.98)), wrists=((-0.24, -0.24, 0.98), (0.20, -0.26, 0.98)))
    lucie, h1 = standing(LUCIE, 0.54, (-0.90, 0.30, FLOOR), 38, "lucie", pose=point)
    liam, h2 = standing(LIAM, 0.54, (0.80, 0.52, FLOOR), -22, "liam", pose=hold)
    return lucie + liam, [h1, h2]


def wall():
    s = half_timber(2.24, 0.84, 5, daub="daub_b").at(0, WALL_Y + 0.06, 0) + box("old_oak_b", 2.34, 0.18, 0.06, 0.014).at(0, WALL_Y + 0.05, 0.83)
    s += pane(0.36, 0.26).at(0.02, WALL_Y + 0.03, 0.48)
    # the plan, pinned up: the hall
    s += slab("paper", 0.46, 0.34, 0.010, 0.01, 0.0).turn(x=90).at(-0.46, WALL_Y + 0.02, 0.52) + limb("sign_blue", (-0.62, WALL_Y, 0.46), (-0.46, WALL_Y, 0.62), 0.006, n=5) + limb("sign_blue", (-0.46, WALL_Y, 0.62), (-0.30, WALL_Y, 0.46), 0.006, n=5)
    s += limb("sign_blue", (-0.62, WALL_Y, 0.46), (-0.30, WALL_Y, 0.46), 0.006, n=5) + limb("sign_blue", (-0.46, WALL_Y, 0.46), (-0.46, WALL_Y, 0.62), 0.006, n=5) + limb("sign_blue", (-0.58, WALL_Y, 0.40), (-0.34, WALL_Y, 0.40), 0.005, n=5)
    return s


def static():
    body, _ = crew()
    s = group(yard(), drawing(), wall(), body, stack((3, 3, 2), 0.50).at(-0.60, 0.61, FLOOR))
    s += slab("petrol", 0.98, 0.24, 0.012, 0.06, 0.004).at(-0.50, -0.72, FLOOR) + box("coral", 0.30, 0.16, 0.11, 0.014).at(0.50, 0.66, FLOOR) + tube("graphite", [(0.40, 0.66, 0.13), (0.40, 0.66, 0.19), (0.60, 0.66, 0.19), (0.60, 0.66, 0.13)], 0.014, 6, 2)
    return s


def make():
    _, heads = crew()
    tray = FLOOR + 0.012
    # A stake's origin is in its middle, 0.12 above its foot; the cord's at the right angle.
    up = Vector((0, 0, 0.12))
    stakes = {"piquet_angle": (stake("red", 0), (-0.90, -0.73), A), "piquet_trois": (stake("teal_light", 3), (-0.70, -0.73), THREE), "piquet_quatre": (stake("stripe", 4), (-0.50, -0.73), FOUR)}
    moving, anchors = [], []
    for i, (s, (x, y), to) in stakes.items():
        moving.append(Moving(f"part.{i}", s.at(0, 0, -0.12), (x, y, tray + 0.12), apart=True))
        anchors.append(Anchor(f"socket.{i}", tuple(to + up)))
    middle = Vector((U * 1.9, U * 1.4, 0.10))
    moving += [Moving("part.corde", coil().at(0, 0, -0.06), (-0.20, -0.72, tray + 0.06), apart=True),
               Moving("placed.corde", stretched().at(*-middle), tuple(A + middle), apart=True),
               Moving("part.equerre", big_square().at(-0.2, -0.16, -0.018), (-0.82, 0.02, FLOOR + 0.02), (0, 0, 28), apart=True),
               Moving("placed.equerre", big_square().at(-0.2, -0.16, -0.018), (A.x + 0.24, A.y + 0.20, FLOOR + 0.022), apart=True),
               Moving("part.tendeur", elastic().at(0, 0, -0.05), (0.34, -0.73, FLOOR + 0.05), apart=True),
               Moving("part.equerre_ecole", set_square().at(-0.08, -0.06, -0.01), (0.74, -0.72, FLOOR + 0.01), (0, 0, 14), apart=True),
               Moving("part.ruban", (cylinder("sneaker", 0.085, 0.05, 20, 0.01) + tube("felt", [(0.07, 0.03, 0.025), (0.16, 0.05, 0.025), (0.22, 0.0, 0.03), (0.28, 0.03, 0.02)], 0.024, 6, 3, flat=0.25)).at(-0.06, 0, -0.025), (1.0, -0.66, FLOOR + 0.025), apart=True),
               *heads, Moving("life.bob.rouge_gorge", robin().scale(0.8), (0.50, 0.66, 0.13), (0, 0, -20), turns=False)]
    anchors += [Anchor("socket.corde", tuple(A + middle)), Anchor("socket.equerre", (A.x + 0.24, A.y + 0.20, FLOOR + 0.022)), Anchor("surface.epure", (0, -0.05, FLOOR + 0.002), scale=(1.14, 0.80, 1))]
    return Scene(static(), moving, anchors)


def lights():
    light.rig(key=2.9, fill=60, rim=60, ambient=0.56)
    light.area((0.02, WALL_Y - 0.10, 0.62), (0.1, -0.4, 0.0), 3.5, 0.7, (1.0, 0.78, 0.46), "windows")


BUDGETS = {"static": 8000, "life.nod.lucie": 1300, "life.nod.liam": 1300, "life.bob.rouge_gorge": 420, "part.corde": 1300, "placed.corde": 1100}
CAMERAS = {"camera.equerrer": (3, 50, (0, 0, 0.2)), "camera.equerrer.portrait": (3, 54, (0, 0, 0.2))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=896, samples=18)
