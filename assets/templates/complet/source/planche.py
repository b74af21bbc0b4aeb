"""The last look before delivery: an oak panel on a turntable, three flaws in it and two marks that are none.

python3 assets/templates/inspecter/source/planche.py [--preview] [--look] [--only model|pictures] [--out FOLDER]
Wherever this file lies, run it from Établi's folder, or name that in ETABLI_HOME."""
import math
import os
import sys
from pathlib import Path

HOMES = [Path(os.environ.get("ETABLI_HOME", ".")).resolve(), *Path(__file__).resolve().parents]
sys.path.insert(0, str(next(h for h in HOMES if (h / "assets/source/diorama.py").is_file()) / "assets/source"))
import bpy  # noqa: E402, F401  (brings mathutils)
from mathutils import Vector  # noqa: E402
from diorama import Anchor, Moving, Picture, Scene, publish, sheet, words  # noqa: E402
from etabli_art import light, people  # noqa: E402
from etabli_art.palette import PAINTS, Paint  # noqa: E402
from etabli_art.shapes import Shape, ball, box, cylinder, group, lathe, limb, outline, ring, slab, tube  # noqa: E402
from workshop import TOP, WALL_Y, bench, bird, board, chisels, figure_behind, floor, glue, mug, on_wall, pencil, plant, rule, saw, shavings, square, wall, window  # noqa: E402

PAINTS.update({
    "board_a": Paint("#DDA763", 0.5, 0, 0.30), "board_b": Paint("#E6B677", 0.5, 0, 0.30), "board_c": Paint("#D29A58", 0.5, 0, 0.30), "grain": Paint("#B57B3E", 0.6, 0, 0.2),
    "heart": Paint("#6E3F1E", 0.5, 0, 0.35), "heart_b": Paint("#8C5428", 0.5, 0, 0.3), "raw": Paint("#F4D7A2", 0.8, 0, 0.05), "raw_b": Paint("#E7C283", 0.8, 0, 0.05),
    "drip": Paint("#FFF3CF", 0.15, 0, 0.95), "ray": Paint("#F6D9A6", 0.35, 0, 0.6),
})

TABLE_R, TABLE_Z = 0.46, TOP + 0.11
WIDE, HIGH, DEEP = 1.16, 0.68, 0.09     # the panel stands: along X, Z, Y
PIECE_AT = (0.0, -0.10, TABLE_Z + 0.13 + HIGH / 2)    # its middle: it turns about this
FRONT, BACK = (90, 0, 0), (-90, 0, 0)   # how an anchor on a face is turned
MUG_AT = (1.00, 0.10)

# What is there to be found: where on the panel (x, z), on which face, half sizes.
SPOTS = {
    "fente": (-0.36, 0.10, FRONT, (0.20, 0.055)),
    "eclat": (0.47, 0.265, FRONT, (0.105, 0.080)),
    "colle": (0.20, -0.02, BACK, (0.10, 0.135)),
    "noeud": (0.12, -0.15, FRONT, (0.085, 0.075)),
    "mailles": (-0.30, 0.12, BACK, (0.16, 0.085)),
}


# ---- the panel: origin in its middle, its front to -Y

def _bend(x, z, side):
    """The grain flows, and parts round the knot."""
    kx, kz = SPOTS["noeud"][:2]
    d = z - kz
    push = 0.055 * math.exp(-((x - kx) / 0.14) ** 2) * math.exp(-(d / 0.11) ** 2) * (1 if d >= 0 else -1) if side < 0 else 0.0
    return z + 0.010 * math.sin(3.1 * x + 9 * z + side) + 0.004 * math.sin(11 * x + 5 * z) + push


def panel():
    """Three boards glued edge to edge, planed and rounded; fine grain on both faces."""
    s = slab("board_b", WIDE, HIGH, DEEP, 0.07, 0.014, 4).at(0, 0, -DEEP / 2).turn(x=90)
    s += outline("board_b", [(-WIDE / 2 + 0.07, -HIGH / 2 + 0.02), (WIDE / 2 - 0.07, -HIGH / 2 + 0.02), (WIDE / 2 - 0.07, HIGH / 2 - 0.02), (-WIDE / 2 + 0.07, HIGH / 2 - 0.02)], 0.002).turn(x=-90).at(0, DEEP / 2 - 0.001, 0)
    third = HIGH / 3
    for side in (-1, 1):
        y = side * (DEEP / 2 + 0.0004)
        for k, paint in enumerate(("board_a", "board_b", "board_c")):
            z0, z1 = -HIGH / 2 + third * k, -HIGH / 2 + third * (k + 1)
            inset = 0.016
            face = [(-WIDE / 2 + (0.045 if k != 1 else inset), y, z0 + (inset if k == 0 else 0.0015)), (WIDE / 2 - (0.045 if k != 1 else inset), y, z0 + (inset if k == 0 else 0.0015)),
                    (WIDE / 2 - (0.045 if k != 1 else inset), y, z1 - (inset if k == 2 else 0.0015)), (-WIDE / 2 + (0.045 if k != 1 else inset), y, z1 - (inset if k == 2 else 0.0015))]
            s += Shape(face, [(0, 1, 2, 3) if side < 0 else (3, 2, 1, 0)], paint)
        for k in range(17):
            z = -HIGH / 2 + 0.045 + k * (HIGH - 0.09) / 16 + 0.006 * math.sin(7 * k)
            x0, x1 = -WIDE / 2 + 0.06 + 0.05 * abs(math.sin(3 * k)), WIDE / 2 - 0.06 - 0.05 * abs(math.sin(5 * k + side))
            row = [(x0 + (x1 - x0) * i / 18, _bend(x0 + (x1 - x0) * i / 18, z, side)) for i in range(19)]
            fine = 0.0022 + 0.0012 * math.sin(4 * k)
            low, high = [(x, y + side * 0.0006, q - fine) for x, q in row], [(x, y + side * 0.0006, q + fine) for x, q in row]
            s += sheet("grain", [low, high] if side < 0 else [high, low])
    # it stands on two brass feet
    for x in (-0.34, 0.34):
        s += box("brass", 0.07, DEEP + 0.05, 0.09, 0.012).at(x, 0, -HIGH / 2 - 0.035)
    return s + box("graphite", 0.86, 0.10, 0.035, 0.012).at(0, 0, -HIGH / 2 - 0.065)


# ---- what is on it: each in the space of its anchor, Z outwards

def split():
    """A crack along the grain, from the end of the board inwards; its lips have risen."""
    n, rows = 15, []
    zig = [0.0, 0.5, -0.3, 0.7, 0.2, -0.5, 0.3, -0.1, 0.6, 0.1, -0.5, 0.2, -0.3, 0.1, 0.0]
    for across, out in ((-1.0, 0.0), (-0.55, 0.006), (-0.26, 0.0015), (0.26, 0.0015), (0.55, 0.006), (1.0, 0.0)):
        row = []
        for i in range(n):
            t = i / (n - 1)
            open_ = (1 - t) ** 0.7
            row.append((-0.200 + 0.385 * t, 0.012 * zig[i] + across * (0.004 + 0.024 * open_), 0.0015 + out * (0.3 + 0.7 * open_)))
        rows.append(row)
    return sheet("raw_b", rows[0:3]) + sheet("slot", rows[2:4]) + sheet("raw_b", rows[3:6])


def chip():
    """Torn out at the edge: raw wood, long splinters."""
    edge = [(-0.095, 0.070), (-0.070, 0.020), (-0.035, 0.034), (-0.010, -0.038), (0.022, -0.010), (0.046, -0.058), (0.070, -0.012), (0.096, 0.004), (0.098, 0.060), (0.060, 0.070)]
    s = outline("raw", edge, 0.003, 0.001).at(0, 0, -0.001)
    inner = [(x * 0.72 + 0.006, y * 0.62 + 0.016) for x, y in edge]
    s += outline("raw_b", inner, 0.002, 0.0).at(0, 0, 0.001) + outline("heart_b", [(x * 0.4 + 0.01, y * 0.34 + 0.030) for x, y in edge], 0.002, 0.0).at(0, 0, 0.0022)
    for k, (x, y) in enumerate(((-0.060, 0.010), (-0.020, -0.026), (0.032, -0.034), (0.072, -0.020))):
        s += limb("raw", (x, y, 0.002), (x - 0.034 + 0.01 * k, y - 0.016, 0.016), 0.007, 0.0015, 5)
    return s


def drips():
    """Glue that ran out of the joint and set."""
    s = ball("drip", 0.095, 0.014, 0.010, k=3).at(0, 0.105, 0)
    for x, long, r in ((-0.055, 0.11, 0.013), (0.000, 0.20, 0.017), (0.046, 0.075, 0.012)):
        s += limb("drip", (x, 0.105, 0), (x + 0.004, 0.105 - long, 0.001), r * 0.75, r, 8).scale(1, 1, 0.75) + ball("drip", r * 1.3, r * 1.5, r * 1.0, k=3).at(x + 0.004, 0.102 - long, 0.001)
    return s


def knot():
    """A sound knot: rings of dark wood, all of one with the board."""
    s = None
    for k, (r, paint) in enumerate(((0.070, "heart_b"), (0.056, "grain"), (0.044, "heart_b"), (0.030, "heart"), (0.014, "heart_b"))):
        points = [(r * 1.12 * math.cos(a) * (1 + 0.05 * math.sin(3 * a + k)), r * 0.88 * math.sin(a)) for a in (math.tau * i / 20 for i in range(20))]
        m = outline(paint, points, 0.0012 + 0.0006 * k)
        s = m if s is None else s + m
    return s


def rays():
    """The flecks of quarter-sawn oak: bright, flat, across the grain."""
    s = None
    for k in range(13):
        x, y = -0.13 + 0.0215 * k, 0.050 * math.sin(2.7 * k)
        m = slab("ray", 0.012 + 0.004 * (k % 3), 0.034 + 0.010 * (k % 2), 0.0014, 0.005, 0.0, 2).turn(z=-24 + 8 * (k % 3)).at(x, y, 0)
        s = m if s is None else s + m
    return s


MARKS = {"fente": split, "eclat": chip, "colle": drips, "noeud": knot, "mailles": rays}


# ---- the bench

def turntable():
    x, y = PIECE_AT[:2]
    s = slab("petrol_deep", 1.24, 0.98, 0.010, 0.10, 0.005).at(x, y - 0.02, TOP) + cylinder("graphite", 0.28, 0.05, 28, 0.016).at(x, y, TOP + 0.008)
    s += lathe("pine", [(TABLE_R - 0.16, -0.05), (TABLE_R - 0.02, -0.045), (TABLE_R, -0.025), (TABLE_R, -0.008), (TABLE_R - 0.012, 0.0), (0, 0.0)], 36).at(x, y, TABLE_Z)
    for k in range(24):
        a = math.tau * k / 24
        s += box("oak_dark", 0.05 if k % 3 == 0 else 0.028, 0.011, 0.002, 0).turn(z=math.degrees(a)).at(x + (TABLE_R - 0.045) * math.cos(a), y + (TABLE_R - 0.045) * math.sin(a), TABLE_Z)
    return s + cylinder("coral", 0.12, 0.05, 22, 0.014).at(x, y, TABLE_Z)


def lamp_arm():
    """The articulated lamp: its foot behind on the right, its head low beside the panel, so that every bump throws a shadow."""
    foot, elbow, head = Vector((0.98, 0.58, TOP)), Vector((1.06, 0.56, TOP + 0.50)), Vector((0.76, 0.26, TOP + 0.78))
    s = cylinder("coral", 0.12, 0.05, 18, 0.014).at(*foot) + limb("coral", foot + Vector((0, 0, 0.06)), elbow, 0.018, n=7) + limb("coral", elbow, head + Vector((0.06, 0.05, 0.04)), 0.018, n=7) + ball("graphite", 0.036, k=3).at(*elbow)
    shade = lathe("coral", [(0.145, -0.10), (0.155, -0.095), (0.145, -0.07), (0.095, 0.02), (0.055, 0.06), (0.045, 0.10), (0.0, 0.105)], 20) + lathe("cream", [(0.0, -0.080), (0.140, -0.088)], 18) + ball("bulb", 0.055, 0.055, 0.04, k=3).at(0, 0, -0.085)
    return s + shade.turn(x=26, y=46).at(*head)


def magnifier():
    s = ring("brass", 0.13, 0.020, 26, 8) + lathe("visor_light", [(0.122, 0.0), (0.0, 0.010)], 22) + slab("mint", 0.024, 0.15, 0.002, 0.01, 0.0, 3).turn(z=-38).at(-0.03, 0.012, 0.010)
    return s + limb("handle", (0.15, 0, 0), (0.36, 0, 0), 0.022, 0.026, 8)


def sheet_of_checks():
    s = slab("oak_dark", 0.44, 0.56, 0.022, 0.03, 0.006) + slab("paper", 0.38, 0.49, 0.006, 0.01, 0.0).at(0, -0.015, 0.021) + box("steel_light", 0.16, 0.05, 0.02, 0.008).at(0, 0.26, 0.022)
    z = 0.0275
    s += words("ink", "Contrôle", 0.070).at(-0.03, 0.165, z)
    for k in range(4):
        y = 0.07 - 0.075 * k
        s += box("ink", 0.040, 0.040, 0.001, 0).at(-0.135, y, z) + box("paper", 0.030, 0.030, 0.002, 0).at(-0.135, y, z) + box("joint", (0.18, 0.14, 0.20, 0.12)[k], 0.012, 0.001, 0).at((0.0, -0.02, 0.01, -0.03)[k], y, z)
    return s + tube("green", [(-0.150, 0.074, z + 0.004), (-0.138, 0.060, z + 0.004), (-0.112, 0.096, z + 0.004)], 0.006, 5, 0)


def things():
    z = TOP
    s = turntable() + lamp_arm() + sheet_of_checks().turn(z=-12).at(0.88, -0.46, z) + magnifier().turn(z=-150).at(-0.80, -0.58, z + 0.022)
    s += on_wall(board(0.80), 0.16, 0.07) + on_wall(saw(), -0.10, 0.42).at(0, -0.03, 0) + on_wall(chisels(), 0.06, 0.34).at(0, -0.035, 0) + on_wall(square().scale(0.8), 0.40, 0.20).at(0, -0.03, 0)
    s += on_wall(window(0.58, 0.36), -0.68, 0.12)
    s += plant().at(-1.00, 0.60, z) + mug().turn(z=-60).at(*MUG_AT, z) + glue().at(-0.72, 0.52, z) + rule().turn(z=82).at(-0.98, -0.05, z) + pencil().turn(z=100).at(0.92, -0.72, z + 0.03)
    return s + shavings(5, 0.20).at(-0.62, 0.30, z)


def static():
    return group(floor(), bench("cream", ("teal", "teal_light", "teal"), "oak_dark", "leather_dark"), wall("petrol", "petrol_deep", "stripe"), things())


def make():
    spots = [Anchor(f"target.{i}", (x, (-1 if face == FRONT else 1) * (DEEP / 2 + 0.0008), z), face, (*half, 1), "turn.planche") for i, (x, z, face, half) in SPOTS.items()]
    # Each mark lies under its target, so that it can be lit when it is found, or left out of an easier level.
    marks = [Moving(f"mark.{i}", shape(), (0, 0, 0), under=f"target.{i}") for i, shape in MARKS.items()]
    return Scene(
        static(),
        [Moving("turn.planche", panel(), PIECE_AT), *marks,
         Moving("life.bob.rouge_gorge", bird(), (-0.62, WALL_Y - 0.06, TOP + 0.075), (0, 0, 24), turns=False)],
        [*spots,
         Anchor("surface.plateau", (*PIECE_AT[:2], TABLE_Z + 0.001), scale=(TABLE_R * 0.8, TABLE_R * 0.8, 1)),
         Anchor("surface.etabli", (0, 0.02, TOP + 0.001), scale=(1.12, 0.86, 1)), Anchor("emit.steam.tasse", (*MUG_AT, TOP + 0.13))])


def lights():
    light.rig(key=2.7, fill=60, rim=60, ambient=0.56)
    light.spot((0.70, 0.22, TOP + 0.70), (0.1, -0.10, TABLE_Z), 14, (1.0, 0.84, 0.58), 100, 0.07, "lamp")
    light.area((-0.68, WALL_Y - 0.10, TOP + 0.34), (-0.4, 0, TOP), 3.0, 0.5, (1.0, 0.78, 0.46), "window")


# ---- the two pictures

LOOK = people.Look(skin="skin_3", nose="skin_4", lips="lip_dark", hair="hair_grey", style="short", top="shirt", top_dark="sand", legs="denim", glasses=True)


def marked(*names):
    """The panel with some of its marks, standing where it is."""
    s = panel()
    for name in names:
        x, z, face, _ = SPOTS[name]
        s += MARKS[name]().turn(x=face[0]).at(x, (-1 if face == FRONT else 1) * (DEEP / 2 + 0.0008), z)
    return s


def at_work():
    """She looks along the panel; the wall is away so that she can be seen."""
    her = figure_behind(LOOK, wrists=((-0.40, -0.30, 1.02), (0.40, -0.30, 1.02)), elbows=((-0.44, -0.06, 0.98), (0.44, -0.06, 0.98)), lean=14, nod=24, y=1.02)
    z = TOP
    piece = marked("noeud", "eclat").turn(x=-24).at(0, 0.0, z + 0.44)
    s = group(floor(), bench("cream", ("teal", "teal_light", "teal"), "oak_dark", "leather_dark"), her, piece, box("oak_dark", 0.9, 0.30, 0.06, 0.02).at(0, 0.06, z))
    s += magnifier().turn(z=-160).at(0.72, -0.46, z + 0.024) + mug().at(0.96, -0.02, z) + plant().at(-0.94, 0.50, z) + glue().at(0.86, 0.48, z) + shavings(6, 0.20).at(-0.76, -0.30, z)
    return s + rule().turn(z=-8).at(-0.14, -0.62, z) + bird().turn(z=-30).at(-0.62, 0.34, z)


def eye_of_wood():
    """Close to a knot, a lens beside it: a flaw, or a drawing?"""
    return marked("noeud", "fente").turn(x=-90) + magnifier().scale(0.9).turn(z=-28).at(SPOTS["noeud"][0] + 0.22, SPOTS["noeud"][1] + 0.16, DEEP / 2 + 0.03)


def warm():
    light.rig(key=3.0, fill=46, rim=90, ambient=0.50)


def dusk():
    light.rig(key=1.6, fill=10, rim=80, ambient=0.10)


PICTURES = {
    "cover": Picture(at_work, (12, 19, (0.0, 0.2, 0.68), 6.9, 78), warm, ("#8FC7D6", "#1D4A66")),
    "mystere": Picture(eye_of_wood, (-20, 50, (0.16, -0.09, 0.04), 1.35, 66), dusk, ("#5B3420", "#120A08"), (0.12, -0.15, 0.05)),
}
BUDGETS = {"static": 3300, "turn.planche": 1500, "life.bob.rouge_gorge": 420}
CAMERAS = {"camera.inspecter": (-5, 34, (0, 0, 0.4)), "camera.inspecter.portrait": (-4, 40, (0, 0, 0.4))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=640, samples=40, pictures=PICTURES)
