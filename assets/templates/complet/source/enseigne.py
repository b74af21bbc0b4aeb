"""A metalworker's table: the two plates of a shop sign, a whale, wait for the weld that joins them.

python3 assets/templates/tracer/source/enseigne.py [--preview] [--look] [--only model|pictures] [--out FOLDER]
Wherever this file lies, run it from Établi's folder, or name that in ETABLI_HOME."""
import math
import os
import random
import sys
from pathlib import Path

HOMES = [Path(os.environ.get("ETABLI_HOME", ".")).resolve(), *Path(__file__).resolve().parents]
sys.path.insert(0, str(next(h for h in HOMES if (h / "assets/source/diorama.py").is_file()) / "assets/source"))
import bpy  # noqa: E402, F401  (brings mathutils)
from mathutils import Matrix, Vector  # noqa: E402
from mathutils.geometry import tessellate_polygon  # noqa: E402
from diorama import Anchor, Moving, Picture, Scene, chain, publish, sideways, words  # noqa: E402
from etabli_art import light, people  # noqa: E402
from etabli_art.shapes import Shape, ball, box, cylinder, group, lathe, limb, outline, ring, slab, smooth, tube  # noqa: E402
from torch import gun, torch  # noqa: E402
from workshop import TOP, WALL_H, WALL_Y, bench, board, figure_behind, floor, mug, on_wall, plant, wall  # noqa: E402

AT = (-0.10, -0.26)                 # the whale's middle on the table
THICK, LIFT = 0.045, 0.06           # of the plates; how high they lie
PLATE_Z = TOP + LIFT + THICK        # their upper face
SEAM = (-0.60, 0.66)                # where the joint begins and ends, in the whale's space
COUNT = 12                          # nodes along it
SET_AT, SET_TURN, SLOPE = (0.70, 0.42, TOP), -8.0, 48.0    # the welding set: its foot, how it is turned, its front's slope
FRONT = Vector((0, -0.13, 0.26))    # the middle of the sloped front, in the set's space
FISH_AT = (-0.74, WALL_Y - 0.20, TOP + 0.50)
MUG_AT = (1.00, -0.56)


# ---- the whale, seen from above, its mouth to +X

def smile(x):
    """Where the joint runs."""
    return -0.075 + 0.20 * x * x + 0.025 * math.sin(5 * x)


def joint(count):
    return [(x, smile(x)) for x in (SEAM[0] + (SEAM[1] - SEAM[0]) * i / (count - 1) for i in range(count))]


def back():
    over = [(SEAM[1], smile(SEAM[1])), (0.73, 0.09), (0.70, 0.20), (0.54, 0.32), (0.26, 0.38), (-0.06, 0.33), (-0.34, 0.22), (-0.54, 0.16), (-0.68, 0.21)]
    tail = [(-0.76, 0.36), (-0.93, 0.42), (-0.92, 0.28), (-0.84, 0.20), (-0.94, 0.10), (-0.92, -0.02), (-0.78, 0.0), (-0.66, 0.03)]
    return joint(24)[:-1] + _round(over)[:-1] + _round([over[-1], *tail, (SEAM[0], smile(SEAM[0]))])[:-1]


def belly():
    under = [(SEAM[0], smile(SEAM[0])), (-0.46, -0.14), (-0.22, -0.25), (0.10, -0.30), (0.40, -0.26), (0.60, -0.15), (SEAM[1], smile(SEAM[1]))]
    return _round(under)[:-1] + joint(24)[:0:-1]


def _round(points):
    return [(p[0], p[1]) for p in smooth([(x, y, 0) for x, y in points], 3)]


def plate(paint, edge, points, h=THICK):
    """A flat piece, cut out of sheet; its edges are ground bright."""
    n = len(points)
    v = [(x, y, z) for z in (0, h) for x, y in points]
    s = Shape(v, [(i, (i + 1) % n, n + (i + 1) % n, n + i) for i in range(n)], edge)
    faces = []
    for a, b, c in tessellate_polygon([[Vector((x, y, 0)) for x, y in points]]):
        up = (Vector(v[b]) - Vector(v[a])).cross(Vector(v[c]) - Vector(v[a])).z > 0
        faces.append((a, b, c) if up else (a, c, b))
    top = Shape([(x, y, h) for x, y in points], faces, paint)
    return s + top


def whale(apart=0.006):
    """Both plates with a gap between them, the eye, a fin; standing on z = 0."""
    s = plate("plate", "steel_light", back()).at(0, apart, 0) + plate("steel_light", "steel", belly()).at(0, -apart, 0)
    s += lathe("slot", [(0.036, 0), (0, 0.001)], 18).at(0.50, 0.13, THICK) + ring("brass", 0.046, 0.010, 22, 6, 0.5).at(0.50, 0.13, THICK)
    s += slab("brass", 0.24, 0.10, 0.012, 0.05, 0.004).turn(z=-28).at(0.12, -0.17, THICK)
    # the hot bright edge on both sides of the joint is ground clean
    for side in (-1, 1):
        strip = [(x, y + side * (apart + 0.004)) for x, y in joint(24)]
        wide = [(x, y + side * (apart + 0.036)) for x, y in joint(24)]
        v = [(x, y, THICK + 0.0008) for x, y in strip + wide]
        n = len(strip)
        f = [(i, i + 1, n + i + 1, n + i) for i in range(n - 1)]
        s += Shape(v, f if side > 0 else [q[::-1] for q in f], "steel_light")
    for x in (SEAM[0] + 0.015, SEAM[1] - 0.02):      # a tack at each end
        s += ball("weld", 0.020, 0.024, 0.010, k=2).at(x, smile(x), THICK)
    # the water it blows, of round bar
    for k, reach in ((-1, 0.17), (1, 0.20)):
        s += tube("copper", [(0.24, 0.37, 0.022), (0.24 + 0.02 * k, 0.47, 0.022), (0.24 + 0.09 * k, 0.55, 0.022), (0.24 + reach * k, 0.52, 0.022), (0.24 + (reach - 0.01) * k, 0.46, 0.022)], 0.017, 8, 4)
    return s


# ---- the welding set

def on_front(x, y, out=0.0):
    p = FRONT + Matrix.Rotation(math.radians(SLOPE), 3, "X") @ Vector((x, y, out))
    return tuple(Vector(SET_AT) + Matrix.Rotation(math.radians(SET_TURN), 3, "Z") @ p)


def front(shape, x=0.0, y=0.0, out=0.0):
    return shape.at(x, y, out).turn(x=SLOPE).at(*FRONT)


def welding_set():
    side = [(-0.36, 0.03), (0.24, 0.03), (0.26, 0.06), (0.26, 0.52), (0.23, 0.55), (0.13, 0.55), (0.09, 0.53), (-0.36, 0.07)]
    s = sideways(outline("orange", side, 0.62))
    for x in (-0.31, 0.31):
        s += sideways(outline("coral", [(-0.30, 0.07), (0.22, 0.07), (0.22, 0.49), (0.14, 0.49), (-0.28, 0.11)], 0.025, 0.008)).at(x, 0, 0)
    for x in (-0.22, 0.22):
        for y in (-0.28, 0.18):
            s += cylinder("rubber", 0.05, 0.032, 10, 0.008).at(x, y, 0)
    s += tube("graphite", [(-0.19, 0.17, 0.54), (-0.19, 0.17, 0.63), (0.19, 0.17, 0.63), (0.19, 0.17, 0.54)], 0.024, 8, 3)
    s += front(slab("graphite", 0.54, 0.56, 0.020, 0.05, 0.008)) + front(slab("steel_dark", 0.32, 0.13, 0.016, 0.03, 0.006), 0, 0.185, 0.018) + front(box("dark_glass", 0.28, 0.095, 0.006, 0.002), 0, 0.185, 0.032)
    s += front(lathe("black", [(0.165, 0), (0.165, 0.010), (0.155, 0.014), (0.0, 0.014)], 28), 0, -0.075, 0.018)
    for k in range(11):
        a = math.radians(225 - 27 * k)
        paint = ("mint", "mint", "mint", "stripe", "stripe", "stripe", "orange", "orange", "orange", "red", "red")[k]
        s += front(box(paint, 0.026 + 0.002 * k, 0.008 + 0.002 * k, 0.006, 0.002).turn(z=math.degrees(a)), 0.182 * math.cos(a), -0.075 + 0.182 * math.sin(a), 0.019)
    return s + front(words("cream", "A", 0.075), 0.205, 0.07, 0.0215)


def dial():
    """The knob, its notch along +Y."""
    s = lathe("coral", [(0.128, 0), (0.135, 0.010), (0.122, 0.062), (0.110, 0.072), (0, 0.074)], 26)
    for k in range(12):
        a = math.tau * k / 12
        s += ball("red", 0.020, 0.020, 0.028, k=2).at(0.127 * math.cos(a), 0.127 * math.sin(a), 0.034)
    return s + box("white", 0.022, 0.088, 0.006, 0.002).at(0, 0.064, 0.071)


# ---- the scene

def table():
    s = floor() + bench("petrol", ("orange", "coral", "orange"), "table", "table_dark")
    for i in range(10):
        for j in range(6):
            s += cylinder("slot", 0.018, 0.003, 8, 0).at(-1.035 + 0.23 * i, -0.70 + 0.26 * j, TOP - 0.001)
    return s


def fish():
    """A finished sign; hangs from its chains."""
    body = smooth([(0.19, 0.0, 0), (0.12, 0.08, 0), (0.0, 0.10, 0), (-0.10, 0.04, 0), (-0.20, 0.10, 0), (-0.18, 0.0, 0), (-0.20, -0.10, 0), (-0.10, -0.04, 0), (0.0, -0.10, 0), (0.12, -0.08, 0), (0.19, 0.0, 0)], 3)[:-1]
    s = plate("brass", "copper", [(p[0], p[1]) for p in body], 0.022).turn(x=90).at(0, 0.011, -0.22) + cylinder("slot", 0.016, 0.03, 10, 0).turn(x=90).at(0.10, 0.015, -0.20)
    for x in (-0.07, 0.07):
        s += limb("steel_dark", (x, 0, 0.0), (x, 0, -0.145), 0.008, n=6)
    return s


def clamp():
    """A toggle clamp: its foot at the origin, its pad towards -Y."""
    s = box("graphite", 0.13, 0.12, 0.03, 0.01) + box("steel_dark", 0.045, 0.08, 0.17, 0.012).at(0, 0.01, 0.02) + limb("orange", (0, 0.03, 0.19), (0, -0.22, 0.15), 0.024, 0.020, 8)
    s += cylinder("steel_light", 0.014, 0.06, 8, 0).at(0, -0.21, 0.10) + cylinder("rubber", 0.032, 0.03, 10, 0.008).at(0, -0.21, LIFT + THICK - 0.003)
    return s + limb("red", (0, 0.03, 0.20), (0, 0.12, 0.30), 0.022, 0.030, 8)


def things():
    z = TOP
    x, y = AT
    s = whale().at(x, y, z + LIFT)
    for dx in (-0.62, -0.06, 0.46):      # copper bars lead the heat away
        s += box("copper", 0.10, 0.58, LIFT, 0.008).at(x + dx, y + 0.02, z)
    s += clamp().turn(z=8).at(x - 0.24, y + 0.46, z) + clamp().turn(z=-100).at(x + 0.94, y + 0.06, z)
    s += welding_set().turn(z=SET_TURN).at(*SET_AT)
    # the bracket of the finished sign, tools, a plant in a pot of sheet steel
    fx, fy, fz = FISH_AT
    s += box("iron", 0.30, 0.025, 0.04, 0.008).at(fx, WALL_Y - 0.012, fz - 0.02)
    for dx in (-0.07, 0.07):
        s += limb("iron", (fx + dx, WALL_Y, fz + 0.0), (fx + dx, fy, fz + 0.0), 0.013, n=6)
    s += on_wall(board(0.60), -0.10, 0.07)
    yy = WALL_Y - 0.045
    s += limb("handle", (-0.30, yy, z + 0.15), (-0.30, yy, z + 0.40), 0.018, 0.014, 8) + box("steel_dark", 0.13, 0.05, 0.055, 0.01).at(-0.30, yy, z + 0.39)
    for t in (-1, 1):
        s += limb("red", (-0.12 + t * 0.04, yy, z + 0.15), (-0.12, yy, z + 0.30), 0.016, 0.013, 8) + limb("steel_dark", (-0.12, yy, z + 0.30), (-0.12 - t * 0.014, yy, z + 0.41), 0.017, 0.010, 8)
    s += box("handle", 0.09, 0.04, 0.28, 0.014).at(0.06, yy, z + 0.15)
    for j in range(4):
        s += box("stripe", 0.07, 0.05, 0.03, 0.004).at(0.06, yy - 0.03, z + 0.18 + 0.06 * j)
    s += box("plate_b", 0.20, 0.20, 0.17, 0.006).at(-0.98, 0.52, z) + box("soil", 0.17, 0.17, 0.01, 0).at(-0.98, 0.52, z + 0.165) + plant().at(-0.98, 0.52, z + 0.06)
    s += mug("stripe").turn(z=-60).at(*MUG_AT, z)
    # soapstone, a rule, offcuts
    s += slab("chalk", 0.16, 0.045, 0.022, 0.012, 0.004).turn(z=24).at(-0.98, -0.66, z) + box("steel_light", 0.52, 0.06, 0.008, 0.003).turn(z=-4).at(0.30, -0.76, z)
    for k in range(3):
        s += box(("plate_b", "steel", "plate")[k], 0.16, 0.10, 0.025, 0.004).turn(z=(12, -20, 40)[k]).at(-1.0, 0.10 + 0.02 * k, z + 0.025 * k)
    cable = [(SET_AT[0] - 0.34, SET_AT[1] - 0.10, z + 0.06), (SET_AT[0] - 0.46, SET_AT[1] - 0.14, z + 0.022), (SET_AT[0] - 0.44, SET_AT[1] + 0.12, z + 0.022), (SET_AT[0] - 0.62, SET_AT[1] + 0.20, z + 0.022), (SET_AT[0] - 0.74, SET_AT[1] + 0.06, z + 0.022)]
    return s + tube("rubber", cable, 0.020, 8, 4)


def static():
    return group(table(), wall("teal", "petrol_deep", "orange"), things())


def make():
    x, y = AT
    seam = [(x + px, y + py, PLATE_Z) for px, py in joint(COUNT)]
    lean = (SLOPE, 0, SET_TURN)
    return Scene(
        static(),
        [Moving("torch", torch(), (seam[0][0], seam[0][1], seam[0][2] + 0.05), apart=True),
         Moving("dial.courant", dial(), on_front(0, -0.075, 0.033), lean),
         Moving("life.swing.poisson", fish(), FISH_AT),
         Moving("life.blink.poste", ball("led_green", 0.020, 0.020, 0.012, k=3), on_front(0.205, 0.185, 0.030), lean, turns=False)],
        [*chain("seam.enseigne", seam, [(0, 0, 1)] * COUNT),
         Anchor("readout.courant", on_front(0, 0.185, 0.040), lean, (0.14, 0.048, 1)),
         Anchor("surface.table", (0, 0.02, TOP + 0.002), scale=(1.12, 0.86, 1)), Anchor("surface.enseigne", (x, y, PLATE_Z), scale=(0.60, 0.20, 1)),
         Anchor("emit.steam.tasse", (*MUG_AT, TOP + 0.13))])


def lights():
    light.rig(key=3.0, fill=60, rim=64, ambient=0.58)
    light.spot((-0.5, 0.1, 2.4), (*AT, PLATE_Z), 26, (1.0, 0.82, 0.52), 70, 0.10, "lamp")


# ---- the two pictures

LOOK = people.Look(skin="skin_5", nose="skin_6", lips="lip_dark", hair="hair_black", style="curly", top="leather", top_dark="leather_dark", legs="denim", glasses=True)


def at_work():
    """She holds the finished sign upright on the table; the wall is away so that she can be seen."""
    her = figure_behind(LOOK, wrists=((-0.33, -0.42, 0.92), (0.33, -0.42, 0.92)), elbows=((-0.42, -0.16, 0.94), (0.42, -0.16, 0.94)), lean=4, nod=2)
    sign = group(whale(0.0), tube("weld", [(x, y, THICK) for x, y in joint(30)], 0.017, 8, 0, flat=0.55)).turn(x=72).at(0, 0.16, TOP + 0.30)
    z = TOP
    s = group(table(), her, sign, box("oak_dark", 1.2, 0.16, 0.06, 0.02).at(0.05, 0.14, z), gun(cable=False).turn(z=120, x=-100).at(-0.60, -0.36, z + 0.06))
    s += mug("stripe").at(0.92, -0.26, z) + fish().turn(z=-24).at(0.74, 0.50, z + 0.56) + limb("iron", (0.74, 0.50, z), (0.74, 0.50, z + 0.60), 0.016, n=8) + cylinder("iron", 0.12, 0.03, 16, 0.01).at(0.74, 0.50, z)
    return s + limb("iron", (0.66, 0.535, z + 0.57), (0.82, 0.465, z + 0.57), 0.013, n=6)


def glow():
    """Close to two plates and a line of light: what is it?"""
    done = [p for p in joint(60) if p[0] < 0.18]
    tip = done[-1]
    s = whale() + tube("weld", [(x, y, THICK) for x, y in done[:-9]], 0.019, 8, 0, flat=0.5) + tube("bead_hot", [(x, y, THICK) for x, y in done[-10:]], 0.020, 8, 0, flat=0.6)
    s += ball("arc", 0.014, 0.014, 0.010, k=3).at(tip[0], tip[1], THICK + 0.022) + slab("table", 3, 3, 0.1, 0.1, 0.01).at(0, 0, -0.16)
    dice = random.Random(4)
    for _ in range(34):
        a, r = dice.uniform(0, math.tau), 0.04 + 0.30 * dice.random() ** 1.6
        p = Vector((tip[0] + r * math.cos(a), tip[1] + r * math.sin(a), THICK + 0.03 + 0.6 * r * (0.5 - r)))
        s += limb("spark", p, p + Vector((math.cos(a), math.sin(a), dice.uniform(-0.2, 0.5))) * dice.uniform(0.012, 0.045), 0.0026, 0.0010, 5)
    return s


def bright():
    light.rig(key=3.0, fill=46, rim=80, ambient=0.46)


def night():
    light.rig(key=0.22, fill=8, rim=24, ambient=0.07)
    light.point((0.17, smile(0.17), THICK + 0.10), 1.3, (0.55, 0.78, 1.0), 0.02, "arc")


PICTURES = {
    "cover": Picture(at_work, (12, 18, (0.0, 0.2, 0.66), 6.9, 78), bright, ("#F0A65C", "#7A3018")),
    "mystere": Picture(glow, (-24, 34, (0.10, 0.0, 0.06), 1.7, 66), night, ("#12465A", "#050D16")),
}
BUDGETS = {"static": 4300, "torch": 1500, "dial.courant": 420, "life.swing.poisson": 300}
CAMERAS = {"camera.tracer": (-6, 46, (0, 0, 0.4)), "camera.tracer.portrait": (-4, 50, (0, 0, 0.4))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=640, samples=40, pictures=PICTURES)
