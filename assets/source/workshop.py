"""A small workshop to begin a diorama with: a bench on its plinth, a low wall behind, what lies about, and who works there.

Benches stand with their top at TOP; everything else stands on z = 0, to be put where it belongs."""
import math

import bpy  # noqa: F401  (brings mathutils)
from mathutils import Matrix, Vector

from etabli_art import people
from etabli_art.shapes import ball, band, box, cylinder, lathe, limb, outline, plinth, ring, slab, tube

TOP = 0.30                          # a bench's top
WALL_Y, WALL_H = 0.80, 0.56         # the wall's face, its height over the bench


# ---- where one works

def floor():
    return plinth("plinth", 2.56, 1.94, 0.22, 0.32) + slab("floor_b", 2.30, 1.70, 0.012, 0.2, 0.004) + band("joint", 2.34, 1.74, 0.22, 0.04).at(0, 0, 0.006)


def bench(body="cream", drawers=("coral", "orange", "coral"), top="oak", seam="oak_dark"):
    """Drawers under a top of boards, 2.28 × 1.74."""
    s = box(body, 2.06, 1.44, TOP - 0.07, 0.02).at(0, 0.02, 0.01)
    for k, paint in enumerate(drawers):
        x = -0.68 + 0.68 * k
        s += box(paint, 0.62, 0.04, 0.17, 0.02).at(x, -0.70, 0.035) + cylinder("brass", 0.028, 0.04, 12, 0.008).turn(x=90).at(x, -0.72, 0.12)
    s += box(top, 2.28, 1.74, 0.08, 0.022, 2).at(0, 0.02, TOP - 0.08)
    for k in range(4):
        s += box(seam, 2.26, 0.007, 0.002, 0).at(0, -0.50 + 0.35 * k, TOP)
    return s


def wall(paint="petrol", cap="petrol_deep", skirting="stripe"):
    s = box(paint, 2.22, 0.12, WALL_H, 0.03, 2).at(0, WALL_Y + 0.06, TOP) + box(cap, 2.28, 0.17, 0.06, 0.02).at(0, WALL_Y + 0.06, TOP + WALL_H)
    return s + box(skirting, 2.22, 0.02, 0.045, 0.006).at(0, WALL_Y - 0.004, TOP + 0.03)


def on_wall(shape, x, z):
    """Hangs on the wall what faces -Y; z over the bench."""
    return shape.at(x, WALL_Y - 0.01, TOP + z)


def board(width=0.80):
    """A tool board, to hang things on."""
    s = box("oak_light", width, 0.03, 0.46, 0.012)
    for z in (-0.02, 0.44):
        s += box("oak_dark", width + 0.04, 0.045, 0.035, 0.008).at(0, -0.002, z)
    return s


def window(width=0.62, height=0.40):
    """Evening light behind four panes, a roof and a tree before it."""
    s = box("cream", width + 0.08, 0.05, height + 0.08, 0.02).at(0, 0, -0.04) + box("pane", width, 0.012, height, 0).at(0, -0.022, 0)
    s += outline("pane_b", [(-0.28, 0), (-0.02, 0), (-0.02, 0.10), (-0.15, 0.19), (-0.28, 0.10)], 0.006).turn(x=90).at(0, -0.028, 0)
    s += outline("pane_c", [(0.10, 0), (0.26, 0), (0.26, 0.02), (0.18, 0.20), (0.10, 0.02)], 0.006).turn(x=90).at(0, -0.028, 0)
    s += box("cream", 0.025, 0.03, height, 0.004).at(0, -0.035, 0) + box("cream", width, 0.03, 0.025, 0.004).at(0, -0.035, height / 2)
    return s + box("oak", width + 0.16, 0.10, 0.035, 0.01).at(0, -0.04, -0.075)


def shelf(width=0.80):
    return box("oak_light", width, 0.22, 0.035, 0.010).at(0, -0.10, 0)


# ---- tools of wood

def mallet():
    """Its head to +X, lying on its side."""
    return limb("oak_light", (-0.30, 0, 0.05), (0.02, 0, 0.05), 0.022, 0.018, 8) + box("oak_dark", 0.13, 0.22, 0.11, 0.014, 1, 0.94).at(0.06, 0, 0)


def plane():
    """A wooden smoothing plane, its toe to -X; a curl of shaving rises from its mouth."""
    s = box("oak", 0.42, 0.11, 0.09, 0.014) + box("oak_dark", 0.43, 0.115, 0.014, 0.004)
    s += box("slot", 0.10, 0.07, 0.006, 0).at(-0.02, 0, 0.088) + box("steel_light", 0.012, 0.064, 0.16, 0.003).turn(y=42).at(-0.02, 0, 0.06)
    s += tube("oak_dark", [(0.14, 0, 0.08), (0.16, 0, 0.15), (0.13, 0, 0.19), (0.17, 0, 0.20)], 0.024, 8, 3) + ball("oak_dark", 0.034, k=3).at(-0.16, 0, 0.125)
    return s + shaving().scale(0.8).at(-0.07, 0, 0.13)


def shaving(turns=1.6):
    """A curl of wood, about Y."""
    points = []
    for k in range(15):
        a, r = math.tau * turns * k / 14, 0.075 * (1 - 0.045 * k)
        points.append((r * math.cos(a), -0.02 + 0.004 * k, 0.07 + r * math.sin(a)))
    return tube("pine", points, 0.026, 6, 0, flat=0.10)


def shavings(count=7, reach=0.30):
    s = None
    for k in range(count):
        a, r = 2.4 * k, reach * ((k + 0.5) / count) ** 0.5
        m = shaving(1.0 + 0.15 * (k % 3)).scale(0.42 + 0.08 * (k % 3)).turn(z=70 * k).at(r * math.cos(a), 0.6 * r * math.sin(a), 0.0)
        s = m if s is None else s + m
    return s


def saw():
    """Hangs by its handle: blade down, face to -Y."""
    s = outline("steel_light", [(-0.075, 0.0), (0.075, 0.0), (0.028, -0.34), (-0.028, -0.34)][::-1], 0.010, 0.003).turn(x=90)
    s += ring("handle", 0.055, 0.022, 14, 6).turn(x=90).at(0, -0.005, 0.055) + box("handle", 0.13, 0.028, 0.05, 0.01).at(0, -0.005, -0.03)
    return s


def chisels(count=4):
    """In a row along X, face to -Y, blades down."""
    s = None
    for k in range(count):
        w = 0.018 + 0.008 * k
        m = box("steel_light", w, 0.012, 0.13, 0.002).at(0, 0, -0.13) + lathe("handle", [(0.014, 0), (0.021, 0.02), (0.023, 0.09), (0.016, 0.12), (0, 0.122)], 10)
        m = m.at(0.085 * k, 0, 0)
        s = m if s is None else s + m
    return s


def square():
    return box("oak_dark", 0.06, 0.03, 0.22, 0.008) + box("steel_light", 0.30, 0.010, 0.045, 0.003).at(0.15, 0, 0.17)


def glue():
    """A pot of glue with its brush."""
    s = lathe("porcelain", [(0.055, 0), (0.068, 0.012), (0.070, 0.10), (0.062, 0.105)], 16) + lathe("stripe", [(0.0705, 0.03), (0.072, 0.034), (0.072, 0.07), (0.0705, 0.074)], 16)
    return s + lathe("cream", [(0.062, 0.098), (0, 0.100)], 14) + limb("handle", (0.0, 0.0, 0.09), (0.075, 0.02, 0.25), 0.011, 0.014, 8)


def rule(length=0.52):
    s = box("yellow", length, 0.055, 0.014, 0.004)
    for k in range(int(length / 0.026) - 1):
        s += box("ink", 0.005, 0.030 if k % 5 == 0 else 0.016, 0.001, 0).at(-length / 2 + 0.026 * (k + 1), 0.010, 0.014)
    return s


def pencil(length=0.26):
    return (limb("stripe", (0, 0, 0), (0, 0, length), 0.015, 0.015, 6) + limb("pine", (0, 0, length), (0, 0, length + 0.03), 0.013, 0.004, 6)).turn(x=90).at(0, 0, 0.016)


def screw_clamp(open=0.34):
    """A bar clamp lying along X."""
    s = box("steel_dark", open + 0.26, 0.035, 0.022, 0.004).at(0, 0, 0.03)
    for x, paint in ((-open / 2 - 0.06, "red"), (open / 2 - 0.02, "red")):
        s += box(paint, 0.045, 0.17, 0.05, 0.012).at(x, -0.06, 0.014)
    return s + limb("steel_light", (open / 2 - 0.06, -0.12, 0.04), (open / 2 + 0.10, -0.12, 0.04), 0.012, n=8) + limb("handle", (open / 2 + 0.08, -0.12, 0.04), (open / 2 + 0.22, -0.12, 0.04), 0.028, 0.024, 8)


# ---- life

def mug(band_paint="teal_light"):
    s = lathe("porcelain", [(0.050, 0), (0.060, 0.012), (0.063, 0.12), (0.055, 0.12), (0.052, 0.095)], 16) + lathe("soil", [(0.053, 0.094), (0, 0.097)], 12)
    s += lathe(band_paint, [(0.0635, 0.04), (0.065, 0.044), (0.0655, 0.078), (0.0640, 0.082)], 16)
    return s + tube("porcelain", [(0.056, 0, 0.098), (0.100, 0, 0.092), (0.102, 0, 0.050), (0.058, 0, 0.034)], 0.012, 6, 3)


def plant():
    s = cylinder("brick", 0.075, 0.12, 14, 0.012, 0.095) + cylinder("soil", 0.082, 0.01, 12, 0).at(0, 0, 0.113)
    for k in range(9):
        c, d = math.cos(k * 0.8), math.sin(k * 0.8)
        s += ball("green" if k % 2 else "garden_cuff", 0.030, 0.014, 0.11, k=2).turn(x=28 * -d, y=28 * c).at(0.05 * c, 0.05 * d, 0.21)
    return s


def bird():
    """A robin that came in through the window: origin between its feet, looking to -Y."""
    s = ball("oak_dark", 0.060, 0.080, 0.062, k=4).at(0, 0.01, 0.085) + ball("coral", 0.048, 0.052, 0.050, k=3).at(0, -0.030, 0.082)
    s += ball("oak_dark", 0.046, 0.046, 0.044, k=4).at(0, -0.045, 0.150) + ball("coral", 0.034, 0.032, 0.032, k=3).at(0, -0.064, 0.140)
    s += lathe("stripe", [(0.011, 0), (0, 0.030)], 6).turn(x=90).at(0, -0.086, 0.150)
    for x in (-1, 1):
        s += ball("eye", 0.0075, k=2).at(x * 0.026, -0.076, 0.162) + limb("stripe", (x * 0.02, 0, 0.0), (x * 0.018, 0.004, 0.045), 0.006, n=5)
        s += ball("leather_dark", 0.014, 0.058, 0.036, k=3).turn(x=-14).at(x * 0.055, 0.025, 0.092)
    return s + ball("leather_dark", 0.020, 0.060, 0.010, k=2).turn(x=28).at(0, 0.095, 0.115)


def figure_behind(look, elbows=None, wrists=None, lean=10.0, turn=0.0, y=1.08, nod=10.0):
    """Somebody at work on the other side of the bench, for a picture without the wall; the bench hides the legs."""
    pose = people.Pose(elbows=elbows or ((-0.34, -0.14, 0.92), (0.34, -0.14, 0.92)), wrists=wrists or ((-0.20, -0.38, 0.86), (0.20, -0.38, 0.86)), lean=lean)
    f = people.figure(look, pose)
    neck = Vector(f.neck)
    head = f.head.matrix(Matrix.Translation(neck) @ Matrix.Rotation(math.radians(nod), 4, "X"))
    return (f.body + head).turn(z=turn).scale(1.30).at(0, y, TOP - 0.72 * 1.30)
