"""The welding workshop: builds, bakes and exports everything of this kit's first step, and its two pictures.

python3 kits/soudure/source/atelier.py [--preview] [--only model|cover|mystere] [--out FOLDER] [--look] [--lighten | --graft]
--preview: quick and rough, with views of the model as a kiosk draws it, into the temporary folder unless --out says otherwise;
--look: path-traced views of the scene before the bake (--look only: nothing else);
--lighten: nothing is baked, the model that is there loses triangles down to the budgets below and all stamps are renewed:
only right when the change of the sources cannot show, e.g. of a budget;
--graft: nothing is baked, the model that is there gains what moves and what it lacks, and all stamps are renewed: only right
when what stands has not changed."""
import argparse
import math
import sys
import tempfile
from pathlib import Path

import bpy  # noqa: F401  (brings mathutils)
import numpy as np
from mathutils import Matrix, Vector  # noqa: E402

KIT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(KIT.parents[1] / "assets" / "source"))
from etabli_art import bake, light, people  # noqa: E402
from etabli_art.lighten import lighten  # noqa: E402
from nearest_first import nearest_first  # noqa: E402
from parts import GRIP, NECK, graft, gun  # noqa: E402
from etabli_art.shapes import (Shape, ball, band, box, cylinder, dome, group, lathe, limb, loft, outline, plinth, ring, rounded, scatter,  # noqa: E402
                               slab, tube)

PREVIEW = Path(tempfile.gettempdir()) / "etabli_preview"
SAMPLES = 64                         # per texel, before denoising
BACK, LEFT = 1.36, -1.70            # inner faces of the two walls
BENCH = (-0.52, 0.98, 0.86)         # bench top: centre and height
WELD = Vector((-0.50, 0.84, 0.875))    # the middle of the half-done bead
WELDER, FACING = (0.97, -0.08), 2.0  # where she stands, and how she is turned (degrees)
LOW, HIGH = 0.20, 0.58              # heights of the display's two steps
LOW_Y, HIGH_Y = -1.18, -0.66
RACK = (-0.61, 2.30)                # the display: middle x, width


# ---- the room

def floor():
    s = plinth("plinth", 3.84, 3.24, 0.28, 0.34)
    s += band("joint", 3.56, 2.96, 0.25, 0.10).at(0, 0, 0.010)
    nx, ny = 7, 6
    for i in range(nx - 1):
        s += box("joint", 0.03, 2.88, 0.008, 0).at((i - 2.5) * 0.492, 0, 0.002)
    for j in range(ny - 1):
        s += box("joint", 3.46, 0.03, 0.008, 0).at(0, (j - 2) * 0.477, 0.002)
    for i in range(nx):
        for j in range(ny):
            if (i, j) in ((0, 0), (nx - 1, 0), (nx - 1, ny - 1), (0, ny - 1)):
                continue
            paint = ("floor_a", "floor_b", "floor_c")[(i * 5 + j * 3 + (i * j) % 4) % 3]
            s += box(paint, 0.48, 0.465, 0.024, 0.008).at((i - 3) * 0.492, (j - 2.5) * 0.477, 0.002)
    for i, j in ((0, 0), (nx - 1, 0), (nx - 1, ny - 1), (0, ny - 1)):
        sx, sy = (-1 if i == 0 else 1), (-1 if j == 0 else 1)
        m = outline("floor_a", [(-0.24, -0.2325), (0.24, -0.2325), (0.24, 0.02), (0.21, 0.13), (0.14, 0.20), (0.03, 0.2325), (-0.24, 0.2325)], 0.026, 0.006)
        s += m.scale(sx, sy, 1).at((i - 3) * 0.492, (j - 2.5) * 0.477, 0.0)
    # the work zone: a mat under the welder, a painted line along the bench
    s += slab("mat", 0.92, 0.80, 0.018, 0.08, 0.008).at(WELDER[0], WELDER[1], 0.024)
    s += slab("stripe", 0.98, 0.86, 0.006, 0.10, 0.0).at(WELDER[0], WELDER[1], 0.024)
    for k in range(6):
        s += outline("stripe", [(0, 0), (0.14, 0), (0.20, 0.055), (0.06, 0.055)], 0.003).at(-1.32 + 0.26 * k, 0.42, 0.0255)
    return s


def wall(length, height):
    """A wall along +X from 0, its face on y = 0 towards -Y, a stripe at hip height."""
    s = box("petrol", length, 0.14, height, 0.03, 2).at(length / 2, 0.07, 0)
    s += box("petrol_deep", length, 0.05, 0.62, 0.015).at(length / 2, -0.012, 0.02)
    s += box("stripe", length, 0.045, 0.055, 0.012).at(length / 2, -0.014, 0.655)
    s += box("petrol_deep", length + 0.04, 0.19, 0.06, 0.02).at(length / 2, 0.07, height)
    for k in range(int(length / 0.62)):
        s += box("petrol", 0.54, 0.02, 0.44, 0.008).at(0.42 + 0.62 * k, -0.042, 0.11)
    return s


def walls():
    s = wall(3.42, 1.98).at(LEFT, BACK, 0)
    s += wall(1.72, 1.98).turn(z=90).at(LEFT, BACK - 1.72, 0)
    # bricks showing through where the plaster has gone
    for x, z, p in ((1.28, 1.84, 0), (1.45, 1.84, 1), (1.62, 1.84, 0), (1.38, 1.755, 1), (1.55, 1.755, 0), (1.47, 1.67, 1), (1.64, 1.67, 0), (1.58, 1.585, 1)):
        s += box(("brick", "brick_b")[p], 0.155, 0.03, 0.072, 0.012).at(x, BACK - 0.004, z)
    for y, z, p in ((-0.2, 1.80, 0), (-0.04, 1.80, 1), (-0.26, 1.715, 1), (-0.1, 1.715, 0), (-0.2, 1.63, 0)):
        s += box(("brick", "brick_b")[p], 0.03, 0.15, 0.072, 0.012).at(LEFT + 0.004, y + 0.02, z)
    # a gas pipe along the back wall, with its taps
    s += tube("stripe", [(-1.62, BACK - 0.06, 1.86), (0.62, BACK - 0.06, 1.86)], 0.024, 8, 0)
    for x in (-1.45, -0.2, 0.55):
        s += box("steel_dark", 0.05, 0.07, 0.075, 0.012).at(x, BACK - 0.045, 1.822)
    s += tube("stripe", [(0.62, BACK - 0.06, 1.86), (0.71, BACK - 0.06, 1.84), (0.74, BACK - 0.06, 1.74), (0.74, BACK - 0.06, 1.36)], 0.024, 8, 3)
    s += ring("red", 0.05, 0.014, 12, 6).turn(x=90).at(0.74, BACK - 0.10, 1.42) + cylinder("steel_dark", 0.018, 0.05, 8).turn(x=90).at(0.74, BACK - 0.06, 1.42)
    return s


def window():
    """Warm light from outside, small panes, a sill with a plant."""
    w, h, x, z = 0.98, 0.66, -0.98, 1.08
    s = box("cream", w + 0.14, 0.06, h + 0.14, 0.025, 2).at(0, -0.01, -0.07)
    s += box("pane", w, 0.03, h, 0.0).at(0, -0.03, 0)
    # the port outside, in the evening sun: roofs, a spire, a gantry crane
    town = [(-0.49, 0), (0.49, 0), (0.49, 0.15), (0.40, 0.15), (0.34, 0.22), (0.28, 0.15), (0.16, 0.15), (0.16, 0.20), (0.10, 0.20), (0.10, 0.13), (-0.02, 0.13), (-0.02, 0.24),
            (-0.055, 0.30), (-0.075, 0.50), (-0.095, 0.30), (-0.13, 0.24), (-0.13, 0.16), (-0.22, 0.16), (-0.29, 0.24), (-0.36, 0.16), (-0.49, 0.16)]
    s += outline("pane_b", town, 0.004).turn(x=90).at(0, -0.045, 0)
    for leg in (0.20, 0.30):
        s += box("pane_c", 0.018, 0.004, 0.36, 0).at(leg, -0.052, 0.05)
    s += box("pane_c", 0.36, 0.004, 0.026, 0).at(0.25, -0.052, 0.40) + box("pane_c", 0.012, 0.004, 0.12, 0).at(0.38, -0.052, 0.29) + box("pane_c", 0.12, 0.004, 0.018, 0).at(0.25, -0.052, 0.24)
    s += cylinder("bulb", 0.07, 0.004, 20, 0).turn(x=90).at(-0.28, -0.045, 0.44)
    for i in (-1, 1):
        s += box("cream", 0.034, 0.035, h, 0.008).at(i * w / 6, -0.05, 0)
    s += box("cream", w, 0.035, 0.034, 0.008).at(0, -0.05, h * 0.55)
    s += box("oak", w + 0.24, 0.20, 0.05, 0.016).at(0, -0.08, -0.10)
    s += cylinder("brick", 0.062, 0.10, 12, 0.01, 0.078).at(0.34, -0.10, -0.05) + cylinder("soil", 0.066, 0.01, 12, 0).at(0.34, -0.10, 0.045)
    for a in range(6):
        lean = 0.10 if a % 2 else 0.06
        c, d = math.cos(a * 1.05), math.sin(a * 1.05)
        s += ball("green" if a % 2 else "garden_cuff", 0.026, 0.012, 0.085, k=2).turn(x=22 * -d, y=22 * c).at(0.34 + lean * c * 0.6, -0.10 + lean * d * 0.6, 0.12 + 0.02 * (a % 3))
    s += box("red", 0.13, 0.10, 0.085, 0.012).at(-0.36, -0.10, -0.05) + box("cream", 0.134, 0.104, 0.02, 0.006).at(-0.36, -0.10, -0.018)
    return s.at(x, BACK, z)


def shop_lamp_bracket():
    x = LAMP_AT[0]
    s = box("steel_dark", 0.08, 0.05, 0.22, 0.015).at(x, BACK - 0.01, 1.98)
    s += tube("steel_dark", [(x, BACK - 0.02, 2.16), (x, BACK - 0.10, 2.27), (x, BACK - 0.32, 2.32), (x, BACK - 0.62, 2.32)], 0.022, 8, 4)
    return s + ball("steel_dark", 0.032, k=2).at(x, BACK - 0.62, 2.32)


LAMP_AT = (-0.98, BACK - 0.62, 2.31)


def lamp():
    """Hangs from its origin."""
    s = tube("graphite", [(0, 0, 0), (0, 0, -0.17)], 0.011, 6, 0)
    s += lathe("lamp", [(0.195, -0.40), (0.205, -0.395), (0.20, -0.37), (0.15, -0.29), (0.075, -0.235), (0.05, -0.19), (0.03, -0.16), (0, -0.16)], 20)
    s += lathe("cream", [(0.0, -0.375), (0.19, -0.385)], 16)
    s += ball("bulb", 0.07, 0.07, 0.06, k=3).at(0, 0, -0.385)
    return s + lathe("brass", [(0.052, -0.215), (0.056, -0.205), (0.05, -0.19)], 12)


HOOK_AT = (-1.36, BACK - 0.46, 2.30)


def hook_bracket():
    x, y, z = HOOK_AT
    s = box("yellow", 0.07, 0.56, 0.07, 0.012).at(x, BACK - 0.24, z) + box("steel_dark", 0.10, 0.05, 0.36, 0.012).at(x, BACK - 0.005, 1.99)
    s += limb("yellow", (x, BACK - 0.03, 2.06), (x, BACK - 0.30, 2.30), 0.022, n=8)
    return s + box("graphite", 0.13, 0.13, 0.11, 0.02).at(x, y, z - 0.02)


def hook():
    """A hoist's chain and hook, hanging from its origin."""
    s = None
    for i in range(5):
        link = ring("steel_dark", 0.022, 0.0075, 8, 5).scale(1, 1.35, 1).turn(x=90, z=90 * (i % 2)).at(0, 0, -0.05 - 0.042 * i)
        s = link if s is None else s + link
    s += box("yellow", 0.085, 0.06, 0.10, 0.02).at(0, 0, -0.345) + box("graphite", 0.088, 0.062, 0.02, 0.005).at(0, 0, -0.30)
    return s + tube("steel", [(0, 0, -0.34), (0.0, 0, -0.40), (0.055, 0, -0.44), (0.045, 0, -0.50), (-0.01, 0, -0.515), (-0.045, 0, -0.475)], 0.017, 7, 3)


def fan_frame():
    """In the left wall."""
    s = ring("steel_dark", 0.20, 0.03, 24, 8, 1.6).turn(y=90) + lathe("graphite", [(0.20, 0), (0.0, 0.004)], 24).turn(y=90).at(-0.01, 0, 0)
    for a in range(4):
        s += box("steel_dark", 0.02, 0.02, 0.40, 0.005).turn(x=45 * a).at(0.055, *(0.2 * math.sin(math.radians(45 * a)), -0.2 * math.cos(math.radians(45 * a))))
    return s.at(LEFT + 0.02, 0.78, 1.50)


FAN_AT = (LEFT + 0.045, 0.78, 1.50)


def fan():
    """Spins about its own Z."""
    s = cylinder("orange", 0.045, 0.035, 12, 0.01).at(0, 0, -0.012)
    for a in range(5):
        s += ball("steel_light", 0.052, 0.075, 0.008, k=2, power=2.6).turn(y=24).at(0, 0.105, 0).turn(z=72 * a)
    return s


# ---- the bench

def bench():
    x, y, z = BENCH
    s = box("oak", 1.62, 0.70, 0.075, 0.018).at(x, y, z - 0.075)
    for i in range(3):
        s += box("oak_dark", 1.63, 0.006, 0.01, 0).at(x, y - 0.2 + 0.2 * i, z - 0.006)
    s += box("steel_dark", 1.0, 0.60, 0.014, 0.005).at(x + 0.06, y - 0.02, z - 0.001)      # the steel welding plate
    for i in range(5):
        for j in range(3):
            s += cylinder("iron", 0.014, 0.003, 8, 0).at(x - 0.36 + 0.21 * i, y - 0.23 + 0.2 * j, z + 0.0125)
    for sx in (-1, 1):
        for sy in (-1, 1):
            s += box("petrol_deep", 0.10, 0.10, z - 0.075, 0.015).at(x + sx * 0.72, y + sy * 0.28, 0.02)
        s += box("petrol_deep", 0.07, 0.48, 0.07, 0.012).at(x + sx * 0.72, y, 0.20)
    s += box("oak_dark", 1.40, 0.56, 0.045, 0.012).at(x, y, 0.25)
    # a drawer block and things on the shelf below
    s += box("coral", 0.42, 0.56, 0.34, 0.02).at(x + 0.46, y - 0.02, 0.44)
    for k in range(2):
        s += box("orange", 0.36, 0.03, 0.13, 0.012).at(x + 0.46, y - 0.305, 0.46 + 0.155 * k) + tube("steel_light", [(x + 0.38, y - 0.33, 0.53 + 0.155 * k), (x + 0.40, y - 0.36, 0.53 + 0.155 * k), (x + 0.52, y - 0.36, 0.53 + 0.155 * k), (x + 0.54, y - 0.33, 0.53 + 0.155 * k)], 0.011, 6, 2)
    s += box("blue", 0.34, 0.30, 0.20, 0.02, taper=1.06).at(x - 0.42, y - 0.1, 0.295)
    for k, (dx, h) in enumerate(((-0.12, 0.14), (-0.05, 0.22), (0.03, 0.17), (0.10, 0.24))):
        s += cylinder("steel", 0.022, h, 8, 0.004).turn(y=8 * (k - 1.5)).at(x - 0.42 + dx, y - 0.1, 0.42)
    s += cylinder("green", 0.075, 0.17, 14, 0.01).at(x - 0.08, y - 0.12, 0.295) + cylinder("cream", 0.077, 0.07, 14, 0).at(x - 0.08, y - 0.12, 0.34)
    return s


def workpiece():
    """Two plates, a bead half done, clamped."""
    x, y, z = WELD
    z0 = BENCH[2] + 0.013
    s = box("steel_light", 0.46, 0.16, 0.03, 0.006).at(x, y + 0.085, z0) + box("steel", 0.46, 0.16, 0.03, 0.006).at(x, y - 0.085, z0)
    s += box("iron", 0.46, 0.012, 0.012, 0).at(x, y, z0)
    for k in range(11):    # overlapping ripples, the last ones still hot
        s += ball("steel_light" if k < 8 else "bead_hot", 0.017, 0.020, 0.011, k=2).at(x - 0.21 + 0.021 * k, y, z0 + 0.030)
    for k in range(7):     # heat tint beside the bead
        s += ball(("copper", "brass", "copper")[k % 3], 0.020, 0.036, 0.0015, k=2).at(x - 0.195 + 0.03 * k, y, z0 + 0.0302)
    cx = x - 0.27      # the clamp
    s += box("orange", 0.05, 0.30, 0.035, 0.012).at(cx + 0.05, y - 0.03, z0 + 0.085) + cylinder("steel", 0.016, 0.12, 8, 0.004).at(cx + 0.05, y + 0.08, z0 + 0.03)
    s += box("orange", 0.05, 0.035, 0.16, 0.012).at(cx + 0.05, y - 0.175, z0 - 0.04) + cylinder("graphite", 0.03, 0.02, 10, 0.005).at(cx + 0.05, y + 0.08, z0 + 0.028)
    s += limb("steel", (cx + 0.0, y + 0.08, z0 + 0.155), (cx + 0.10, y + 0.08, z0 + 0.155), 0.009, n=6)
    return s


def vice():
    s = cylinder("blue", 0.10, 0.05, 16, 0.012) + box("blue", 0.13, 0.16, 0.09, 0.02).at(0, 0.02, 0.045)
    s += box("blue", 0.17, 0.13, 0.10, 0.02).at(0, 0.06, 0.12) + box("blue", 0.17, 0.07, 0.11, 0.02).at(0, -0.115, 0.11)
    s += box("steel_light", 0.19, 0.024, 0.06, 0.006).at(0, -0.005, 0.185) + box("steel_light", 0.19, 0.024, 0.06, 0.006).at(0, -0.078, 0.185)
    s += box("steel_dark", 0.07, 0.22, 0.06, 0.01).at(0, -0.06, 0.10)
    s += cylinder("steel", 0.020, 0.12, 8, 0.004).turn(x=90).at(0, -0.15, 0.145) + limb("steel", (-0.085, -0.245, 0.165), (0.085, -0.245, 0.125), 0.011, n=6)
    s += ball("graphite", 0.019, k=2).at(-0.088, -0.245, 0.166) + ball("graphite", 0.019, k=2).at(0.088, -0.245, 0.124)
    return s + box("copper", 0.03, 0.03, 0.18, 0.006).at(0.03, -0.041, 0.15)


def mug():
    s = lathe("porcelain", [(0.045, 0), (0.055, 0.012), (0.056, 0.11), (0.048, 0.11), (0.045, 0.085)], 14)
    s += lathe("soil", [(0.046, 0.084), (0, 0.088)], 12) + lathe("coral", [(0.0565, 0.035), (0.058, 0.04), (0.058, 0.062), (0.0565, 0.067)], 14)
    return s + tube("porcelain", [(0.05, 0, 0.09), (0.09, 0, 0.085), (0.092, 0, 0.045), (0.052, 0, 0.03)], 0.011, 6, 3)


MUG_AT = (-1.17, 0.78, BENCH[2])


def torch():
    """A TIG torch resting in its holder on the bench; its cable goes to the welding set."""
    x, y, z = -0.02, 0.86, BENCH[2]
    s = box("graphite", 0.10, 0.09, 0.03, 0.01).at(x + 0.02, y, z + 0.01) + limb("steel_dark", (x + 0.02, y, z + 0.03), (x + 0.02, y, z + 0.12), 0.012, n=6)
    s += ring("steel_dark", 0.034, 0.008, 12, 5).turn(y=70).at(x + 0.015, y, z + 0.15)
    s += limb("orange", (x + 0.10, y, z + 0.115), (x - 0.05, y, z + 0.175), 0.024, 0.020, 10) + limb("porcelain", (x - 0.065, y, z + 0.17), (x - 0.10, y, z + 0.115), 0.02, 0.013, 10)
    s += limb("brass", (x - 0.103, y, z + 0.11), (x - 0.118, y, z + 0.087), 0.006, 0.003, 6)
    s += tube("graphite", [(x + 0.12, y, z + 0.105), (x + 0.26, y - 0.01, z + 0.06), (0.36, 0.82, 0.72), (0.40, 0.78, 0.30), (0.56, 0.62, 0.06), (0.80, 0.50, 0.05), (1.0, 0.62, 0.10), (1.12, 0.66, 0.34)], 0.020, 7, 5)
    return s


def bench_things():
    z = BENCH[2]
    s = vice().turn(z=-14).at(0.14, 0.80, z) + mug().turn(z=200).at(*MUG_AT) + workpiece() + torch()
    # a pot of filler rods, a wire brush, a folded ruler, a set square
    s += cylinder("brass", 0.058, 0.13, 14, 0.008).at(-1.20, 1.10, z)
    for k in range(7):
        a = k * 0.9
        s += limb(("copper", "steel_light", "brass")[k % 3], (-1.20 + 0.02 * math.cos(a), 1.10 + 0.02 * math.sin(a), z + 0.05), (-1.20 + 0.06 * math.cos(a), 1.10 + 0.06 * math.sin(a), z + 0.36 + 0.03 * (k % 3)), 0.006, n=5)
    s += box("oak_light", 0.24, 0.05, 0.028, 0.01).turn(z=-24).at(-0.98, 0.82, z + 0.025) + box("steel_dark", 0.12, 0.04, 0.025, 0.004).turn(z=-24).at(-1.03, 0.842, z)
    s += outline("steel_light", [(0, 0), (0.20, 0), (0.20, 0.03), (0.03, 0.03), (0.03, 0.17), (0, 0.17)], 0.008, 0.002).turn(z=20).at(-0.95, 1.05, z + 0.012)
    s += box("graphite", 0.11, 0.085, 0.13, 0.015).at(0.16, 1.16, z) + box("screen", 0.07, 0.01, 0.045, 0.004).at(0.16, 1.116, z + 0.07)
    # magnets: the welder's square, red
    s += outline("red", [(0, 0), (0.12, 0), (0.12, 0.03), (0.03, 0.12), (0, 0.12)], 0.03, 0.006).turn(x=90, z=12).at(-0.30, 1.13, z + 0.013)
    return s


ARM_END = Vector((WELD.x + 0.02, WELD.y + 0.06, 1.52))


def hood():
    """The extraction hood, origin in its middle, mouth down, its collar up: about 0.42 across."""
    s = lathe("hood", [(0, -0.10), (0.185, -0.105), (0.203, -0.155), (0.222, -0.145), (0.222, -0.125), (0.20, -0.10), (0.135, -0.03), (0.098, 0.02), (0.088, 0.05), (0.088, 0.075)], 24)
    s = s.paints("graphite", lambda x, y, z: z < -0.09 and math.hypot(x, y) < 0.198)
    for k in range(-3, 4):
        w = math.sqrt(max(0.0, 0.185 ** 2 - (0.05 * k) ** 2))
        s += box("steel_light", 0.016, 2 * w, 0.014, 0).at(0.05 * k, 0, -0.140)
    s += box("steel_light", 0.37, 0.014, 0.012, 0).at(0, 0, -0.139)
    s += lathe("steel_dark", [(0.094, 0.045), (0.102, 0.052), (0.102, 0.09), (0.094, 0.097)], 20)
    rib = [(0.086 + 0.012 * (k % 2), 0.09 + 0.014 * k) for k in range(9)]
    s += lathe("duct", rib, 18)
    s += tube("graphite", [(-0.14, -0.12, -0.03), (-0.10, -0.25, 0.0), (0.10, -0.25, 0.0), (0.14, -0.12, -0.03)], 0.019, 8, 4)
    return s


def arm_pipe():
    """From the wall over an elbow to the collar above the weld."""
    end = ARM_END
    root = Vector((0.52, BACK - 0.13, 0))
    s = box("steel_dark", 0.22, 0.06, 0.22, 0.02).at(root.x, BACK - 0.02, 1.60)
    s += tube("duct", [(root.x, BACK - 0.04, 1.71), (root.x, BACK - 0.16, 1.72), (root.x - 0.05, BACK - 0.22, 1.84), (root.x - 0.20, BACK - 0.30, 2.06), (root.x - 0.40, BACK - 0.36, 2.16)], 0.072, 14, 4)
    elbow = (root.x - 0.42, BACK - 0.365, 2.165)
    s += ball("orange", 0.10, 0.07, 0.10, k=4).at(*elbow)
    s += tube("duct", [elbow, (end.x + 0.28, end.y + 0.08, 2.06), (end.x + 0.08, end.y + 0.02, 1.86), (end.x, end.y, 1.68), (end.x, end.y, end.z + 0.02)], 0.070, 14, 4)
    s += lathe("steel_dark", [(0.072, -0.02), (0.084, -0.012), (0.084, 0.035), (0.072, 0.043)], 18).at(end.x, end.y, end.z)
    return s


# ---- behind her

def welding_set():
    """The set on its trolley with the argon bottle. Local front: -Y."""
    s = box("graphite", 0.56, 0.62, 0.04, 0.012).at(0, 0.02, 0.13)
    for x in (-0.25, 0.25):
        s += cylinder("rubber", 0.085, 0.05, 14, 0.012).turn(y=90).at(x - 0.025, 0.22, 0.088) + cylinder("steel", 0.035, 0.056, 10, 0.006).turn(y=90).at(x - 0.028, 0.22, 0.088)
        s += cylinder("rubber", 0.05, 0.035, 12, 0.01).turn(y=90).at(x - 0.018, -0.22, 0.055)
    s += box("orange", 0.46, 0.40, 0.46, 0.035, 2).at(0, -0.08, 0.17)
    s += box("graphite", 0.41, 0.03, 0.40, 0.015).at(0, -0.285, 0.20)
    s += box("black", 0.20, 0.02, 0.10, 0.008).at(-0.08, -0.302, 0.46) + box("screen", 0.17, 0.012, 0.065, 0.004).at(-0.08, -0.311, 0.478)
    for k in range(3):
        s += box("black", 0.030, 0.006, 0.008 + 0.012 * k, 0).at(-0.13 + 0.04 * k, -0.319, 0.488)
    for x, z, r in ((-0.12, 0.37, 0.042), (0.0, 0.37, 0.042)):
        s += cylinder("steel_light", r, 0.03, 14, 0.008).turn(x=90).at(x, -0.30, z) + box("red", 0.012, 0.008, 0.04, 0).at(x, -0.335, z)
    for x, p in ((-0.12, "red"), (0.0, "yellow"), (0.12, "steel")):
        s += cylinder(p, 0.032, 0.035, 12, 0.006).turn(x=90).at(x, -0.30, 0.26) + cylinder("black", 0.016, 0.038, 8, 0).turn(x=90).at(x, -0.30, 0.26)
    s += tube("graphite", [(-0.20, -0.08, 0.62), (-0.20, -0.08, 0.71), (0.20, -0.08, 0.71), (0.20, -0.08, 0.62)], 0.02, 8, 3)
    for k in range(5):
        s += box("coral", 0.012, 0.26, 0.02, 0.004).at(0.232, -0.08, 0.26 + 0.055 * k)
    # bottle
    s += lathe("bottle", [(0.105, 0.15), (0.118, 0.17), (0.118, 0.92), (0.10, 1.0), (0.06, 1.06), (0.04, 1.08)], 18).at(0.0, 0.27, 0)
    s += lathe("cream", [(0.119, 0.62), (0.1205, 0.625), (0.1205, 0.76), (0.119, 0.765)], 18).at(0, 0.27, 0)
    s += cylinder("brass", 0.04, 0.09, 10, 0.008).at(0, 0.27, 1.07) + cylinder("brass", 0.055, 0.05, 14, 0.008).turn(x=90).at(0.03, 0.23, 1.12) + cylinder("porcelain", 0.045, 0.01, 14, 0.002).turn(x=90).at(0.03, 0.18, 1.12)
    s += box("red", 0.006, 0.006, 0.035, 0).turn(y=35).at(0.03, 0.168, 1.12) + ring("steel_dark", 0.045, 0.012, 10, 6).at(0, 0.27, 1.19)
    s += box("steel_dark", 0.26, 0.02, 0.035, 0.006).at(0, 0.14, 0.85)
    s += tube("red", [(0.06, 0.24, 1.1), (0.17, 0.16, 0.98), (0.20, 0.12, 0.78), (0.14, 0.13, 0.60)], 0.013, 6, 4)
    # earth cable, coiled on its side
    for k in range(3):
        s += ring("graphite", 0.12 - 0.008 * k, 0.018, 18, 6).turn(y=90).at(0.255 + 0.022 * k, 0.02, 0.42)
    s += limb("steel_dark", (0.22, 0.02, 0.55), (0.32, 0.02, 0.55), 0.014, n=6)
    return s


SET_AT, SET_TURN = (1.36, 0.80), 6.0


def on_set(x, y, z):
    return Matrix.Translation((SET_AT[0], SET_AT[1], 0.02)) @ Matrix.Rotation(math.radians(SET_TURN), 4, "Z") @ Vector((x, y, z))


def curtain():
    """Red-orange welding strips on a frame, in the right back corner."""
    x0, x1, y, h = 0.78, 1.70, BACK - 0.16, 1.36
    s = tube("steel_dark", [(x0 - 0.04, y, h + 0.04), (x1 + 0.02, y, h + 0.04)], 0.022, 8, 0) + tube("steel_dark", [(x0 - 0.02, y, 0.02), (x0 - 0.02, y, h + 0.04)], 0.022, 8, 0)
    s += ball("yellow", 0.035, k=2).at(x0 - 0.02, y, h + 0.05) + box("steel_dark", 0.07, 0.30, 0.035, 0.012).at(x0 - 0.02, y, 0.02)
    n = 7
    w = (x1 - x0) / n
    for k in range(n):
        cx = x0 + (k + 0.5) * w
        dy = 0.018 * (-1) ** k
        pts = [(cx - w * 0.60, y + dy + 0.012), (cx - w * 0.30, y + dy - 0.010), (cx + w * 0.30, y + dy - 0.010), (cx + w * 0.60, y + dy + 0.012), (cx + w * 0.30, y + dy + 0.004), (cx - w * 0.30, y + dy + 0.004)]
        s += outline("curtain" if k % 2 else "curtain_b", pts, h - 0.10).at(0, 0, 0.10)
        s += ring("steel_light", 0.028, 0.007, 10, 5).turn(y=90).at(cx, y, h + 0.025)
    return s


def tool_board():
    """Between window and curtain: hammers, pliers, spanners on a wooden panel."""
    x, z = 0.16, 1.05
    y = BACK - 0.03
    s = box("oak_light", 0.56, 0.04, 0.50, 0.014).at(x, y, z - 0.02)
    s += box("oak_dark", 0.60, 0.05, 0.035, 0.008).at(x, y, z - 0.04) + box("oak_dark", 0.60, 0.05, 0.035, 0.008).at(x, y, z + 0.47)
    yy = y - 0.035
    # hammer
    s += limb("handle", (x - 0.21, yy, z + 0.08), (x - 0.21, yy, z + 0.34), 0.016, 0.013, 8) + box("steel_dark", 0.13, 0.045, 0.05, 0.012).at(x - 0.20, yy, z + 0.35)
    # spanners
    for k, l in enumerate((0.30, 0.25, 0.20)):
        cx = x - 0.09 + 0.075 * k
        s += box("steel_light", 0.022, 0.016, l, 0.006).at(cx, yy, z + 0.40 - l) + ring("steel_light", 0.024, 0.010, 12, 6).turn(x=90).at(cx, yy, z + 0.41) + ring("steel_light", 0.018, 0.008, 10, 6).turn(x=90).at(cx, yy, z + 0.385 - l)
    # pliers
    for t in (-1, 1):
        s += limb("red", (x + 0.20 + t * 0.035, yy, z + 0.10), (x + 0.20, yy, z + 0.25), 0.015, 0.012, 8) + limb("steel_dark", (x + 0.20, yy, z + 0.25), (x + 0.20 - t * 0.012, yy, z + 0.34), 0.016, 0.009, 8)
    s += cylinder("steel_light", 0.018, 0.012, 8, 0.003).turn(x=90).at(x + 0.20, yy - 0.012, z + 0.25)
    return s


def disc_sign(paint):
    return cylinder(paint, 0.155, 0.022, 28, 0.008) + cylinder("white", 0.163, 0.012, 28, 0.004).at(0, 0, -0.002)


def signs():
    """Blue discs: helmet, gloves, boots must be worn. On the left wall; a yellow triangle on the back wall."""
    t = 0.026
    helmet = disc_sign("sign_blue") + outline("white", [(-0.075, -0.01), (-0.05, -0.085), (0.05, -0.085), (0.075, -0.01), (0.07, 0.05), (0.035, 0.085), (-0.035, 0.085), (-0.07, 0.05)], t, 0.003) + box("sign_blue", 0.10, 0.045, t + 0.005, 0.002).at(0, 0.012, 0)
    glove = disc_sign("sign_blue") + slab("white", 0.085, 0.09, t, 0.02, 0.003, 3).at(0.005, -0.01) + slab("white", 0.10, 0.035, t, 0.008, 0.003, 2).at(0.005, -0.078)
    for k, h in enumerate((0.05, 0.065, 0.062, 0.045)):
        glove += slab("white", 0.019, h, t, 0.009, 0.003, 3).at(-0.028 + 0.0225 * k, 0.035 + h / 2)
    glove += slab("white", 0.022, 0.075, t, 0.01, 0.003, 3).turn(z=38).at(-0.058, 0.012)
    boot = disc_sign("sign_blue") + outline("white", [(-0.055, -0.055), (0.085, -0.055), (0.09, -0.03), (0.06, 0.0), (0.02, 0.02), (0.015, 0.085), (-0.055, 0.085)], t, 0.003) + box("white", 0.15, 0.016, t, 0.002).at(0.016, -0.075)
    s = None
    for k, sign in enumerate((helmet, glove, boot)):
        m = sign.turn(x=90).turn(z=90).at(LEFT + 0.004, (-0.10, 0.27, 0.27)[k], (1.36, 1.56, 1.18)[k])
        s = m if s is None else s + m
    tri = outline("ink", [(-0.17, -0.13), (0.17, -0.13), (0.0, 0.17)], 0.018, 0.006) + outline("yellow", [(-0.135, -0.11), (0.135, -0.11), (0.0, 0.128)], 0.024, 0.004)
    bolt = outline("ink", [(-0.015, -0.085), (0.045, 0.005), (0.008, 0.005), (0.025, 0.075), (-0.04, -0.025), (-0.003, -0.025)], 0.029, 0.002)
    return s + (tri + bolt).turn(x=90).at(1.12, BACK - 0.002, 1.66)


def cabinet():
    """Electric cabinet and conduit on the left wall."""
    y, z = 1.10, 1.02
    s = box("cream", 0.12, 0.26, 0.34, 0.02).at(LEFT + 0.06, y, z) + box("plastic", 0.02, 0.22, 0.30, 0.012).at(LEFT + 0.125, y, z + 0.02)
    s += cylinder("red", 0.04, 0.03, 12, 0.01).turn(y=90).at(LEFT + 0.13, y, z + 0.20) + cylinder("yellow", 0.055, 0.012, 14, 0.003).turn(y=90).at(LEFT + 0.128, y, z + 0.20)
    s += box("led_green", 0.012, 0.025, 0.025, 0).at(LEFT + 0.132, y - 0.06, z + 0.07) + box("led_red", 0.012, 0.025, 0.025, 0).at(LEFT + 0.132, y + 0.0, z + 0.07)
    return s + tube("steel", [(LEFT + 0.04, y, z), (LEFT + 0.04, y, 0.70)], 0.018, 7, 0) + tube("steel", [(LEFT + 0.04, y + 0.05, z + 0.34), (LEFT + 0.04, y + 0.05, 1.86)], 0.018, 7, 0)


def extinguisher():
    s = cylinder("red", 0.085, 0.36, 16, 0.02) + lathe("red", [(0.084, 0.345), (0.07, 0.40), (0.035, 0.43), (0.03, 0.45)], 16)
    s += cylinder("graphite", 0.028, 0.06, 10, 0.006).at(0, 0, 0.44) + box("graphite", 0.03, 0.13, 0.022, 0.006).at(0, -0.05, 0.49) + box("graphite", 0.03, 0.11, 0.02, 0.006).turn(x=-18).at(0, -0.04, 0.515)
    s += tube("graphite", [(0.02, 0.02, 0.46), (0.11, 0.0, 0.45), (0.125, -0.02, 0.28), (0.10, -0.03, 0.12)], 0.016, 7, 4) + limb("graphite", (0.10, -0.03, 0.13), (0.095, -0.03, 0.06), 0.018, 0.030, 8)
    s += lathe("cream", [(0.0855, 0.14), (0.0875, 0.145), (0.0875, 0.255), (0.0855, 0.26)], 16) + cylinder("brass", 0.022, 0.012, 10, 0.003).turn(x=90).at(0, -0.03, 0.465)
    return s


def crate(w=0.46, d=0.40, h=0.34):
    s = box("pine_dark", w - 0.05, d - 0.05, h - 0.04, 0.01).at(0, 0, 0.01)
    for k in range(3):
        z = 0.02 + k * (h - 0.02) / 3
        for sy in (-1, 1):
            s += box("pine" if (k + sy) % 2 else "oak_light", w, 0.028, h / 3 - 0.025, 0.008).at(0, sy * (d / 2 - 0.014), z)
        for sx in (-1, 1):
            s += box("pine", 0.028, d, h / 3 - 0.025, 0.008).at(sx * (w / 2 - 0.014), 0, z)
    for sx in (-1, 1):
        for sy in (-1, 1):
            s += box("oak", 0.05, 0.05, h, 0.008).at(sx * (w / 2 - 0.01), sy * (d / 2 - 0.01), 0.005)
    return s


def cushioned_crate():
    """The cat's place."""
    s = crate() + ball("felt", 0.21, 0.18, 0.05, k=5, power=3.2).at(0, 0, 0.355)
    for k in range(5):
        s += cylinder("white", 0.02, 0.012, 8, 0.004).at(-0.12 + 0.07 * k, 0.05 * (-1) ** k, 0.395)
    return s


CAT_AT, CAT_TURN = (1.54, -1.16, 0.44), 22.0


def cat():
    """Asleep, curled up; origin at the bottom of its middle, bobs as it breathes."""
    s = ball("cat", 0.165, 0.13, 0.095, k=6, power=2.2).at(0, 0.01, 0.082)
    for k in range(3):
        s += tube("cat_dark", [(-0.02 + 0.06 * k, -0.075 + 0.01 * k, 0.125), (0.0 + 0.06 * k, -0.01, 0.178 - 0.008 * k), (-0.01 + 0.06 * k, 0.075, 0.135)], 0.014, 6, 3, radii=lambda t: 0.4 + 0.7 * math.sin(math.pi * t))
    s += ball("cat", 0.078, 0.068, 0.062, k=4, power=2.3).at(-0.125, -0.075, 0.078) + ball("cat_light", 0.034, 0.022, 0.024, k=3).at(-0.137, -0.135, 0.062)
    s += ball("felt", 0.011, 0.008, 0.008, k=2).at(-0.138, -0.156, 0.072)
    for t in (-1, 1):
        s += lathe("cat", [(0.032, 0), (0.022, 0.035), (0, 0.062)], 6).turn(x=-8, y=t * 16).at(-0.125 + 0.045 * t, -0.065, 0.125)
        s += lathe("felt", [(0.018, 0), (0, 0.036)], 5).turn(x=-4, y=t * 16).at(-0.125 + 0.046 * t, -0.084, 0.131)
        s += tube("ink", [(-0.155 + 0.052 * (t > 0) - 0.012, -0.138, 0.086), (-0.155 + 0.052 * (t > 0) + 0.004, -0.143, 0.080), (-0.155 + 0.052 * (t > 0) + 0.02, -0.138, 0.086)], 0.0045, 5, 2)
    s += tube("cat", [(0.12, 0.05, 0.05), (0.17, -0.02, 0.045), (0.12, -0.12, 0.045), (0.0, -0.155, 0.045), (-0.06, -0.15, 0.05)], 0.03, 8, 4, radii=lambda t: 1 - 0.25 * t)
    return s + ball("cat_light", 0.026, k=2).at(-0.068, -0.15, 0.05)


def offcuts():
    """A metal bin of offcuts."""
    s = None
    for sx, sy, w, d in ((0, -0.165, 0.44, 0.03), (0, 0.165, 0.44, 0.03), (-0.205, 0, 0.03, 0.34), (0.205, 0, 0.03, 0.34)):
        m = box("green", w, d, 0.24, 0.008).at(sx, sy, 0.02)
        s = m if s is None else s + m
    s += box("green", 0.42, 0.34, 0.02, 0.004).at(0, 0, 0.02) + box("stripe", 0.18, 0.008, 0.09, 0.004).at(0, -0.182, 0.10) + box("graphite", 0.44, 0.34, 0.01, 0).at(0, 0, 0.12)
    dice = np.random.default_rng(4)
    for k in range(9):
        paint = ("steel", "steel_light", "copper", "steel_dark", "brass")[k % 5]
        m = (box(paint, 0.05, 0.03, 0.30, 0.006), cylinder(paint, 0.028, 0.26, 8, 0.004), box(paint, 0.16, 0.02, 0.16, 0.005))[k % 3]
        s += m.turn(x=dice.uniform(-22, 22), y=dice.uniform(-30, 30), z=dice.uniform(0, 180)).at(dice.uniform(-0.12, 0.12), dice.uniform(-0.08, 0.08), 0.10)
    return s


def rack():
    """The display: two broad steps, one place per part."""
    x, w = RACK
    s = None
    for y, z, d in ((LOW_Y, LOW, 0.50), (HIGH_Y, HIGH, 0.48)):
        m = box("oak_light", w, d, 0.055, 0.018, 2).at(x, y, z - 0.055)
        m += box("oak_dark", w - 0.10, d - 0.08, 0.04, 0.01).at(x, y, z - 0.095)
        s = m if s is None else s + m
        for px in (place for place, at, _ in HOMES.values() if at == y):
            m = slab("teal_light", 0.47, d - 0.10, 0.012, 0.07, 0.004).at(px, y, z)
            s += m
            s += slab("cream", 0.16, 0.045, 0.012, 0.015, 0.003, 2).turn(x=90).at(px, y - d / 2 + 0.004, z - 0.03)
    for px in (x - w / 2 + 0.09, x, x + w / 2 - 0.09):
        s += box("oak", 0.09, 0.42, LOW - 0.09, 0.012).at(px, LOW_Y, 0.02) + box("oak", 0.09, 0.40, HIGH - 0.09, 0.012).at(px, HIGH_Y, 0.02)
    for k in range(8):
        s += box(("oak", "pine_dark")[k % 2], (w - 0.06) / 8 - 0.008, 0.04, HIGH - LOW - 0.09, 0.008).at(x - (w - 0.06) / 2 + (k + 0.5) * (w - 0.06) / 8, HIGH_Y - 0.19, LOW)
    s += box("oak_dark", w - 0.14, 0.30, 0.03, 0.008).at(x, HIGH_Y + 0.02, 0.16)
    return s


def small_life():
    """Things that make the floor lived in."""
    s = extinguisher().turn(z=-20).at(1.66, 0.12, 0.025)
    s += offcuts().turn(z=8).at(-1.36, 0.18, 0.0)
    # a coil of hose on the left wall
    for k in range(4):
        s += ring("red", 0.15 - 0.006 * k, 0.020, 22, 6).turn(y=90).at(LEFT + 0.04 + 0.022 * k, 0.20, 0.62)
    s += limb("steel_dark", (LEFT, 0.20, 0.76), (LEFT + 0.14, 0.20, 0.77), 0.016, n=6)
    # a broom against the back wall, right of the bench
    s += limb("oak_light", (0.46, BACK - 0.16, 0.12), (0.50, BACK - 0.06, 1.20), 0.017, n=8) + box("red", 0.26, 0.06, 0.06, 0.015).turn(z=0).at(0.455, BACK - 0.17, 0.10) + box("stripe", 0.25, 0.05, 0.09, 0.006, taper=0.85).at(0.455, BACK - 0.17, 0.02)
    s += cushioned_crate().turn(z=14).at(1.54, -1.16, 0.02)
    # a dropped bolt, two nuts, offcut curls
    for x, y in ((0.52, -1.12), (0.60, -1.20), (0.20, 0.18), (1.05, -1.22)):
        s += cylinder("brass", 0.024, 0.018, 6, 0.004).at(x, y, 0.026)
    s += limb("steel_light", (0.70, -1.16, 0.040), (0.80, -1.19, 0.040), 0.012, n=6) + cylinder("steel_light", 0.024, 0.02, 6, 0.004).turn(y=90).at(0.68, -1.155, 0.045)
    return s


# ---- the parts: origins in their middles

def centred(shape):
    return shape.at(*-shape.centre)


def helmet(glints=True, k=8):
    """Welding helmet: origin where the head's centre goes, looks towards -Y."""
    def form(v):
        z = v[:, 2]
        down = np.clip(-z / 0.28, 0, 1)
        v[:, 0] *= 1 - 0.20 * down
        v[:, 1] = np.where(v[:, 1] < 0, v[:, 1] * (1 + 0.06 * down), v[:, 1])
        return v
    s = ball("helmet", 0.245, 0.235, 0.275, k=k, power=3.0).warp(form)
    s = s.faces(lambda i, s=s: s.v[list(s.f[i])].mean(axis=0)[1] < 0.10)
    inner = Shape(s.v * 0.955, [f[::-1] for f in s.f], "graphite")
    s += inner + ring("graphite", 0.20, 0.022, 20, 6, 1.5).scale(0.98, 0.95, 1).at(0, 0.02, 0.06)
    s += tube("cream", [(0, -0.165, 0.235), (0, -0.08, 0.276), (0, 0.0, 0.276), (0, 0.09, 0.262)], 0.034, 6, 4, flat=0.35)
    s += box("graphite", 0.335, 0.06, 0.205, 0.03, 2).at(0, -0.226, -0.055) + box("steel_dark", 0.30, 0.03, 0.17, 0.02).at(0, -0.252, -0.0375)
    s += box("visor", 0.265, 0.02, 0.135, 0.012).at(0, -0.264, -0.020)
    if glints:
        s += outline("visor_light", [(-0.10, 0.0), (-0.065, 0.0), (-0.02, 0.105), (-0.055, 0.105)], 0.003).turn(x=90).at(0, -0.2745, -0.005) + outline("visor_light", [(-0.045, 0.0), (-0.033, 0.0), (0.012, 0.105), (0.0, 0.105)], 0.003).turn(x=90).at(0, -0.2745, -0.005)
    for t in (-1, 1):
        s += cylinder("stripe", 0.05, 0.03, 14, 0.008).turn(y=90 * t).at(t * 0.232, 0.02, 0.03) + cylinder("graphite", 0.028, 0.04, 10, 0.006).turn(y=90 * t).at(t * 0.232, 0.02, 0.03)
        for i in range(3):
            s += box("helmet_dark", 0.075, 0.016, 0.014, 0.004).turn(z=t * 22, y=t * 8).at(t * 0.10, -0.232, -0.185 + 0.032 * i)
    return s


def gauntlet():
    """A right leather gauntlet made like people.hand(): wrist at the origin, fingers down."""
    g = people.hand("glove", 1.42)
    cuff = lathe("glove_cuff", [(0.060, -0.03), (0.068, -0.02), (0.082, 0.06), (0.098, 0.13), (0.102, 0.14), (0.088, 0.14), (0.06, 0.02)], 16).scale(1, 0.82, 1)
    cuff += lathe("stitch", [(0.0995, 0.118), (0.102, 0.122), (0.102, 0.128), (0.0985, 0.131)], 16).scale(1, 0.82, 1) + lathe("stitch", [(0.066, -0.012), (0.072, -0.008), (0.074, 0.0), (0.071, 0.004)], 16).scale(1, 0.84, 1)
    back = ball("leather_light", 0.046, 0.008, 0.046, k=3, power=3.4).at(0, 0.043, -0.078) + ball("leather_light", 0.046, 0.008, 0.046, k=3, power=3.4).at(0, -0.043, -0.078)
    return g + cuff + back


def gloves():
    """The pair, fingers up, backs of the hands forward."""
    one = gauntlet().scale(1.22).turn(x=180)
    return centred(one.mirror().turn(y=-5).at(-0.125, 0, 0) + one.turn(y=5).at(0.125, 0, 0))


def garden_gloves():
    one = people.hand("garden", 1.28)
    one += lathe("garden_cuff", [(0.054, -0.03), (0.060, -0.025), (0.058, 0.05), (0.062, 0.06), (0.05, 0.06)], 14)
    for z in (0.0, 0.022, 0.044):
        one += ring("garden", 0.058, 0.006, 14, 5).at(0, 0, z)
    one = one + scatter(one.faces(lambda i: one.paint[i] == "garden"), dome("dot", 0.015, 0.005, 7), 26, 3, lambda x, y, z: z > -0.30)
    one = one.scale(1.26).turn(x=180)
    return centred(one.mirror().turn(y=-6).at(-0.115, 0, 0) + one.turn(y=6).at(0.115, 0, 0))


def boot(k=1.0, shaft=1.0):
    """A right safety boot on z = 0, toe towards -Y, ankle above the origin."""
    def form(v):
        y = v[:, 1]
        v[:, 2] = np.maximum(v[:, 2], -0.05)
        v[:, 0] *= 1 - 0.22 * np.clip(y / 0.18, 0, 1)
        v[:, 2] = np.where(v[:, 2] > 0, v[:, 2] * (1 - 0.10 * np.clip(-y / 0.18, 0, 1)), v[:, 2])
        return v
    s = ball("boot", 0.094, 0.182, 0.092, k=5, power=2.7).warp(form).at(0, -0.06, 0.085)
    cap = ball("boot_dark", 0.098, 0.098, 0.088, k=4, power=2.6).warp(lambda v: np.column_stack((v[:, 0], v[:, 1], np.maximum(v[:, 2], -0.05)))).at(0, -0.152, 0.082)
    s += cap
    foot = [(x * (1.0 if y < 0.0 else 0.86), y) for x, y in rounded(0.215, 0.40, 0.10, 4)]
    s += outline("sole", foot, 0.05, 0.006).at(0, -0.062, 0) + outline("stripe", [(x * 1.01, y * 1.005) for x, y in foot], 0.012, 0.0).at(0, -0.062, 0.042)
    for j in range(6):
        s += box("black", (0.196, 0.212, 0.212, 0.205, 0.19, 0.17)[j], 0.026, 0.02, 0).at(0, -0.21 + 0.062 * j, -0.006)
    s += loft("boot", [(0, 0.025, 0.08, 0.078 * (1 + shaft) / 2, 0.088 * (1 + shaft) / 2), (0, 0.025, 0.14, 0.084 * shaft, 0.090 * shaft), (0, 0.028, 0.265, 0.092 * shaft, 0.096 * shaft)], 16, 2.3)
    s += ring("boot_dark", 0.086 * shaft, 0.026, 16, 6).scale(1, 1.06, 1).at(0, 0.028, 0.272) + lathe("black", [(0.074, 0.0), (0.0, -0.008)], 14).at(0, 0.028, 0.287)
    s += box("tongue", 0.072, 0.03, 0.145, 0.014).turn(x=-14).at(0, -0.072 - 0.085 * (shaft - 1), 0.155)
    for j in range(4):
        z, y = 0.150 + 0.036 * j, -0.098 + 0.008 * j - (0.020 if j == 0 else 0) - 0.085 * (shaft - 1)
        s += tube("stitch", [(-0.055, y, z), (0.055, y - 0.004, z + 0.014)], 0.0085, 5, 0)
        for t in (-1, 1):
            s += cylinder("brass", 0.011, 0.01, 6, 0).turn(x=90).at(t * 0.055, y + 0.004, z + 0.006)
    s += box("stitch", 0.022, 0.10, 0.014, 0.004).turn(x=90).at(0, 0.132 + 0.09 * (shaft - 1), 0.19)
    return s.scale(k)


def boots():
    b = boot(1.16)
    return centred(b.turn(z=-9).at(-0.128, 0, 0) + b.mirror().turn(z=9).at(0.128, 0, 0))


def sneaker():
    def form(v):
        y = v[:, 1]
        v[:, 2] = np.maximum(v[:, 2], -0.03)
        v[:, 0] *= 1 - 0.2 * np.clip(y / 0.18, 0, 1)
        v[:, 2] *= np.where(v[:, 2] > 0, 1 - 0.35 * np.clip(-y / 0.18, 0, 1) + 0.35 * np.clip(y / 0.18, 0, 1), 1)
        return v
    s = ball("sneaker", 0.088, 0.19, 0.095, k=5, power=2.5).warp(form).at(0, -0.06, 0.075)
    foot = [(x * (1.0 if y < 0.0 else 0.85), y) for x, y in rounded(0.195, 0.405, 0.095, 4)]
    s += outline("sneaker_sole", foot, 0.048, 0.012).at(0, -0.06, 0) + outline("sneaker_b", [(x * 1.012, y * 1.006) for x, y in foot], 0.014, 0.0).at(0, -0.06, 0.014)
    s += ball("sneaker_sole", 0.082, 0.055, 0.052, k=4, power=2.6).at(0, -0.205, 0.062)
    s += ring("sneaker_b", 0.064, 0.02, 16, 7).scale(1, 1.25, 1).turn(x=-12).at(0, 0.035, 0.165) + lathe("ink", [(0.06, 0), (0, -0.01)], 12).scale(1, 1.25, 1).turn(x=-12).at(0, 0.035, 0.168)
    for j in range(4):
        z, y = 0.122 + 0.016 * j, -0.175 + 0.034 * j
        s += tube("sneaker_sole", [(-0.05, y, z + 0.012), (0.05, y - 0.014, z + 0.012)], 0.0095, 5, 0)
    for t in (-1, 1):
        s += tube("sneaker_b", [(t * 0.088, -0.13, 0.07), (t * 0.095, -0.02, 0.085), (t * 0.080, 0.09, 0.13)], 0.016, 6, 3, flat=0.6, radii=lambda u: 1.25 - 0.7 * u)
    return s


def sneakers():
    b = sneaker().scale(1.12)
    return centred(b.turn(z=-10).at(-0.125, 0, 0) + b.mirror().turn(z=10).at(0.125, 0, 0))


def jacket(sleeves=None, lean=0.0):
    """The leather jacket on an upright body: origin at the chest. `sleeves`: (shoulder, elbow, cuff) per side, else it hangs."""
    body = [(0, 0.002, -0.365, 0.262, 0.198), (0, 0.002, -0.355, 0.270, 0.206), (0, 0, -0.22, 0.246, 0.188), (0, -0.004, -0.06, 0.246, 0.186), (0, -0.004, 0.06, 0.252, 0.180), (0, 0.002, 0.14, 0.238, 0.164), (0, 0.006, 0.20, 0.165, 0.130), (0, 0.008, 0.226, 0.118, 0.104)]
    s = loft("leather", body, 24, 2.6)
    s += loft("leather_dark", [(0, 0.002, -0.366, 0.268, 0.204), (0, 0.002, -0.360, 0.276, 0.212), (0, 0.002, -0.335, 0.274, 0.210), (0, 0.002, -0.33, 0.262, 0.2)], 24, 2.6)
    s += box("leather_dark", 0.03, 0.02, 0.50, 0.006).at(0.045, -0.196, -0.34)
    for k in range(5):
        s += cylinder("brass", 0.017, 0.014, 10, 0.004).turn(x=90).at(0.045, (-0.205, -0.198, -0.194, -0.193, -0.186)[k], -0.30 + 0.105 * k)
    for t in (-1, 1):
        s += box("leather_light", 0.115, 0.02, 0.11, 0.01).turn(z=t * 14).at(t * 0.125, -0.184, -0.26) + box("leather_dark", 0.12, 0.026, 0.035, 0.008).turn(z=t * 14).at(t * 0.125, -0.186, -0.165)
        s += tube("leather_dark", [(t * 0.02, -0.150, 0.135), (t * 0.085, -0.118, 0.205), (t * 0.12, 0.0, 0.245), (0, 0.112, 0.255)], 0.032, 8, 4)
        s += tube("stitch", [(t * 0.235, -0.08, 0.115), (t * 0.20, -0.14, 0.07), (t * 0.10, -0.178, 0.055), (t * 0.06, -0.184, 0.055)], 0.006, 5, 3)
    s = s.turn(x=lean)
    for key, t in (("r", -1), ("l", 1)):
        sh, el, cu = sleeves[key] if sleeves else ((t * 0.205, 0, 0.115), (t * 0.268, -0.02, -0.09), (t * 0.272, -0.09, -0.25))
        sh, el, cu = Vector(sh), Vector(el), Vector(cu)
        s += ball("leather", 0.108, k=3).at(*sh) + tube("leather", [sh, el, cu], 0.1, 12, 3, radii=lambda u: 1.08 - 0.27 * u)
        s += lathe("leather_dark", [(0.080, -0.045), (0.092, -0.035), (0.092, 0.03), (0.082, 0.042), (0.06, 0.03)], 14).aim(cu, cu + (cu - el))
        s += ball("leather_dark", 0.055, 0.04, 0.07, k=3, power=3).aim(el + Vector((t * 0.045, 0.05, 0)), el + Vector((t * 0.045, 0.05, 0)) + (cu - el))
    return s


def scarf():
    """A flowery scarf, looped, its ends hanging."""
    s = ring("scarf", 0.135, 0.070, 20, 8, 0.85).scale(1.2, 0.9, 1).turn(x=24).at(0, 0.02, 0.32)
    s += ring("scarf_b", 0.118, 0.052, 18, 7, 0.9).scale(1.2, 0.9, 1).turn(x=14, y=7).at(0.0, 0.03, 0.385)
    for t, l in ((-1, 0.29), (1, 0.23)):
        s += box("scarf" if t < 0 else "scarf_b", 0.165, 0.046, l, 0.018, 2, taper=0.72).turn(x=-9, y=-t * 9).at(t * 0.088, -0.165 + 0.02 * t, 0.27 - l)
        for k in range(6):
            s += limb("petal_b", (t * 0.088 + (k - 2.5) * 0.026, -0.165 + 0.02 * t, 0.28 - l), (t * 0.092 + (k - 2.5) * 0.029, -0.17 + 0.02 * t, 0.235 - l), 0.010, n=5)
    s += ball("scarf", 0.075, 0.06, 0.06, k=4, power=2.6).at(0.0, -0.155, 0.265)
    flower = dome("petal_b", 0.014, 0.013, 6)
    for a in range(5):
        flower += dome("petal", 0.017, 0.008, 6).at(0.021 * math.cos(a * 1.2566), 0.021 * math.sin(a * 1.2566), 0)
    base = s.faces(lambda i: s.paint[i].startswith("scarf"))
    return centred(s + scatter(base, flower, 20, 5, lambda x, y, z: y < 0.06))


# ---- what begins the work

GUN_AT, GUN_SCALE = Vector((-1.04, 0.70, BENCH[2] + 0.36)), 1.30    # where a finger pulls its trigger
NOZZLE = -14.0                      # how far below the horizontal the nozzle points, degrees
TRIGGER = NECK + GRIP * 0.17


def as_rested():
    """From the torch as parts.gun() has it to how it leans in its rest: the nozzle to the right, the handle down to the left."""
    along, nozzle = GRIP, Vector((0, 0, -1))
    handle = math.radians(NOZZLE) - math.acos(nozzle.dot(along))
    here = (along, (nozzle - along * nozzle.dot(along)).normalized())
    there = (Vector((math.cos(handle), 0, math.sin(handle))), Vector((-math.sin(handle), 0, math.cos(handle))))
    axes = [Matrix((a, b, a.cross(b))).transposed() for a, b in (here, there)]
    return (axes[1] @ axes[0].transposed()).to_4x4() @ Matrix.Scale(GUN_SCALE, 4)


def on_gun(p):
    """A point of parts.gun() as it rests, its trigger at the origin."""
    return as_rested() @ (Vector(p) - TRIGGER)


def mig():
    """A MIG torch, larger than life, leaning in its rest on the bench: what is touched to strike the arc. Origin at its trigger."""
    top, low, bench_z = on_gun(NECK + GRIP * 0.31), on_gun(NECK + GRIP * 0.47), BENCH[2] - GUN_AT.z
    s = gun(cable=False).at(*-TRIGGER).matrix(as_rested())
    s = s.faces(lambda i, s=s: s.v[list(s.f[i])].max(axis=0)[2] > bench_z)
    s += slab("yellow", 0.27, 0.24, 0.04, 0.06, 0.01).at(low.x + 0.04, 0.0, bench_z) + limb("steel_dark", (low.x + 0.02, 0.07, bench_z + 0.03), (*(low + (top - low) * 0.3).xy, low.z + 0.04), 0.026, n=8)
    s += lathe("yellow", [(0.060, 0.0), (0.072, 0.0), (0.080, (top - low).length), (0.064, (top - low).length)], 16).aim(low, top)
    s += ring("graphite", 0.072, 0.017, 18, 6).at(0, 0, (top - low).length).aim(low, top)
    return s + tube("rubber", [(low.x - 0.02, 0.05, bench_z + 0.07), (low.x - 0.03, 0.16, bench_z + 0.026), (low.x - 0.04, 0.56, bench_z + 0.026), (low.x - 0.04, 0.66, bench_z - 0.16)], 0.026, 8, 4)


# ---- putting it together

LOOK = people.Look(skin="skin_5", nose="skin_6", lips="lip_dark", hair="hair_black", style="bun")
POSE = people.Pose(elbows=((-0.385, 0.0, 0.94), (0.385, 0.0, 0.94)), wrists=((-0.475, -0.15, 0.80), (0.475, -0.15, 0.80)), stance=0.135)


def on_welder(v=(0, 0, 0)):
    return Matrix.Translation((*WELDER, 0.042)) @ Matrix.Rotation(math.radians(FACING), 4, "Z") @ Vector(v)


def worn(figure, lean=0.0):
    """What she wears when equipped, in figure space: helmet (head-centred, for the head's node), gloves, jacket, boots."""
    j = figure.joints
    c = j["chest"]
    sleeves = {}
    for key in "rl":
        cuff = j["elbow" + key] + (j["wrist" + key] - j["elbow" + key]) * 0.70
        sleeves[key] = (j["shoulder" + key] - c, j["elbow" + key] - c, cuff - c)
    both = None
    for key in "rl":
        g = gauntlet().scale(1.04)
        g = people.place_hand(g if key == "r" else g.mirror(), j["elbow" + key], j["wrist" + key])
        both = g if both is None else both + g
    feet = None
    for key, t in (("r", -1), ("l", 1)):
        b = (boot(1.10, 1.27) if t < 0 else boot(1.10, 1.27).mirror()).turn(z=t * 12).at(j["ankle" + key].x, j["ankle" + key].y - 0.02, -0.004)
        feet = b if feet is None else feet + b
    return {"gants": both, "veste": jacket(sleeves, lean), "chaussures": feet}


def room():
    return group(floor(), walls(), window(), shop_lamp_bracket(), hook_bracket(), fan_frame(), bench(), bench_things(), arm_pipe(),
                 welding_set().turn(z=SET_TURN).at(*SET_AT, 0.02), curtain(), tool_board(), signs(), cabinet(), small_life())


HOMES = {    # id: (x on the display, its row, turn about Z)
    "veste": (-1.37, HIGH_Y, 6), "foulard": (-0.76, HIGH_Y, 4), "cagoule": (-0.20, HIGH_Y, 14), "aspiration": (0.32, HIGH_Y, 10),
    "baskets": (-1.44, LOW_Y, 20), "gants": (-0.88, LOW_Y, 10), "chaussures": (-0.32, LOW_Y, 20), "gants_jardin": (0.24, LOW_Y, 12),
}
MAKERS = {"cagoule": helmet, "gants": gloves, "veste": jacket, "chaussures": boots, "aspiration": hood, "baskets": sneakers, "foulard": scarf, "gants_jardin": garden_gloves}


def home(name, shape):
    """Where a part waits: standing on its step (origin, turn)."""
    x, y, z = HOMES[name]
    turn = (0, 0, z)
    if name == "aspiration":
        turn = (-62, 0, z)
    if name in ("gants", "gants_jardin"):
        turn = (-12, 0, z)
    turned = shape.turn(x=turn[0]).turn(y=turn[1]).turn(z=turn[2])
    top = LOW if y == LOW_Y else HIGH
    mid = (turned.v.min(axis=0) + turned.v.max(axis=0)) / 2
    return (x - mid[0], y - mid[1], top + 0.012 - turned.v[:, 2].min()), turn


def lights():
    light.rig()
    light.area((-0.98, BACK - 0.12, 1.40), (-0.8, -0.4, 0.5), 9, 0.8, (1.0, 0.78, 0.42), "window")
    light.spot((LAMP_AT[0], LAMP_AT[1], 1.86), (LAMP_AT[0] - 0.15, LAMP_AT[1] - 0.1, 0.8), 34, (1.0, 0.82, 0.52), 105, 0.09, "lamp")


BUDGETS = {    # triangles, for kiosks without a graphics card: 20 000 in all
    "static": 8000,
    "part.cagoule": 850, "part.gants": 1100, "part.veste": 750, "part.chaussures": 950, "part.aspiration": 520, "part.baskets": 800, "part.foulard": 850,
    "part.gants_jardin": 900,
    "placed.cagoule": 500, "placed.veste": 1500, "placed.gants": 700, "placed.chaussures": 750, "placed.aspiration": 450,
    "life.swing.lampe": 230, "life.swing.crochet": 255, "life.spin.ventilateur": 200, "life.bob.chat": 500, "life.nod.soudeuse": 1100, "start.torche": 1000,
}


def build_model(out, quick, look):
    scene = bake.stage(24)
    cams = {"camera.equiper": bake.camera("camera.equiper", 19, 24, (0, 0, 0.8)), "camera.equiper.portrait": bake.camera("camera.equiper.portrait", 11, 28, (0, 0, 0.8))}
    figure = people.figure(LOOK, POSE)
    spot = Matrix.Translation((*WELDER, 0.042)) @ Matrix.Rotation(math.radians(FACING), 4, "Z")
    room_and_body = room() + rack() + figure.body.matrix(spot)
    base, unseen = bake.static(room_and_body, list(cams.values()))

    # what moves
    moving, stay, parts, placed = [], [], {}, {}
    for name, make in MAKERS.items():
        shape = make()
        at, turn = home(name, shape)
        parts[name] = bake.solid(f"part.{name}", shape, at, turn)
    for name, shape, at, turn in (
            ("life.swing.lampe", lamp(), LAMP_AT, (0, 0, 0)), ("life.swing.crochet", hook(), HOOK_AT, (0, 0, 0)), ("life.spin.ventilateur", fan(), FAN_AT, (0, 90, 0)),
            ("life.blink.poste_1", ball("led_green", 0.022, 0.014, 0.022, k=2), on_set(0.10, -0.306, 0.53), (0, 0, SET_TURN)),
            ("life.blink.poste_2", ball("led_red", 0.022, 0.014, 0.022, k=2), on_set(0.16, -0.306, 0.53), (0, 0, SET_TURN)),
            ("start.torche", mig(), GUN_AT, (0, 0, 0)), ("life.bob.chat", cat(), CAT_AT, (0, 0, CAT_TURN)), ("life.nod.soudeuse", figure.head, on_welder(figure.neck), (0, 0, FACING))):
        stay.append(bake.solid(name, shape, at, turn, None if "spin" in name or "nod" in name else list(cams.values())))
    clothes = worn(figure)
    neck = Vector(figure.neck)
    seats = {"cagoule": (on_welder(neck + Vector((0, -0.012, people.HEAD_UP + 0.012))), (0, 0, FACING)), "veste": (on_welder(figure.joints["chest"]), (0, 0, FACING)),
             "gants": (on_welder(figure.joints["handr"]), (0, 0, FACING)), "chaussures": (on_welder(Vector(clothes["chaussures"].centre)), (0, 0, FACING)),
             "aspiration": (ARM_END - Vector((0, 0, 0.19)), (0, 0, 0))}
    seen = list(cams.values())
    placed["cagoule"] = bake.solid("placed.cagoule", helmet().scale(1.03), *seats["cagoule"], seen)
    placed["veste"] = bake.solid("placed.veste", clothes["veste"], *seats["veste"], seen)
    placed["gants"] = bake.solid("placed.gants", clothes["gants"].at(*-figure.joints["handr"]), *seats["gants"], seen)
    placed["chaussures"] = bake.solid("placed.chaussures", clothes["chaussures"].at(*-Vector(clothes["chaussures"].centre)), *seats["chaussures"], seen)
    placed["aspiration"] = bake.solid("placed.aspiration", hood(), *seats["aspiration"], seen)
    others = [bake.anchor(f"socket.{n}", *seats[n]) for n in seats]
    others.append(bake.anchor("arc.torche", GUN_AT + on_gun((0, 0, 0))))

    x, w = RACK
    others += [bake.anchor("surface.etabli", (BENCH[0], BENCH[1], BENCH[2] + 0.014), scale=(0.81, 0.35, 1)),
               bake.anchor("surface.presentoir_bas", (x, LOW_Y, LOW + 0.013), scale=(w / 2, 0.25, 1)),
               bake.anchor("surface.presentoir_haut", (x, HIGH_Y, HIGH + 0.013), scale=(w / 2, 0.24, 1)),
               bake.anchor("surface.sol", (0, 0, 0.027), scale=(1.75, 1.45, 1)),
               bake.anchor("emit.steam.tasse", (MUG_AT[0], MUG_AT[1], MUG_AT[2] + 0.12)), bake.anchor("emit.sparks.soudure", (WELD.x + 0.02, WELD.y, WELD.z + 0.045)),
               bake.key_anchor(light.KEY_FROM)]

    # cameras: all parts, sockets and the plinth in view
    corners = [(sx * 1.86, sy * 1.56, z) for sx in (-1, 1) for sy in (-1, 1) for z in (-0.28, 0.0)] + [(LEFT - 0.1, BACK + 0.1, 2.05), (1.72, BACK + 0.1, 2.05), (-1.36, BACK, 2.38), (-0.1, BACK - 0.3, 2.36)]
    bake.frame(cams["camera.equiper"], corners, 16 / 9)
    bake.frame(cams["camera.equiper.portrait"], corners, 9 / 16)

    lights()
    for o in [*parts.values(), *placed.values()]:
        o.hide_render = True
    if look:      # the path-traced scene itself, to judge the composition before any bake
        for o in parts.values():
            o.hide_render = False
        for tag, cam, w, h in (("169", "camera.equiper", 1280, 720), ("916", "camera.equiper.portrait", 720, 1280)):
            bake.picture(out / f"traced_{tag}.png", cams[cam], *((w * 3 // 4, h * 3 // 4) if quick else (w, h)), samples=24 if quick else 96)
        for o in parts.values():
            o.hide_render = True
        if look == "only":
            return
    scene.cycles.samples = 16 if quick else SAMPLES
    image = bake.bake_static(base, 1024 if quick else 2048, cams["camera.equiper"])
    with tempfile.TemporaryDirectory() as folder:
        atlas = bake.to_png(image, Path(folder) / "atlas.png")
        atlas.pack()

    for o in stay:
        bake.tint(o)
    for o in parts.values():
        bake.tint(o)
    for o in placed.values():
        bake.tint(o)
    moving = [*stay, *parts.values(), *placed.values()]
    target = out / "atelier.glb"
    bake.export(target, base, atlas, moving, [*others, *cams.values()])
    lighten(target, BUDGETS)
    nearest_first(target)
    bake.summary(target)
    for n, o in parts.items():
        print(f"  part.{n}: {' × '.join(f'{e:.2f}' for e in bake.SHAPES[o.name].extent)} m")
    return target


# ---- the two pictures

def torch_in_hand():
    """A TIG torch: the electrode's tip at the origin, the handle up along +Z, its cable leaving at the top."""
    s = limb("brass", (0, 0, 0.0), (0, 0, 0.03), 0.003, 0.007, 6) + limb("porcelain", (0, 0, 0.035), (0, 0, 0.10), 0.015, 0.026, 12)
    return s + limb("orange", (0.0, 0, 0.12), (0.0, 0.0, 0.34), 0.028, 0.024, 12) + limb("graphite", (0, 0, 0.10), (0, 0, 0.13), 0.03, n=12)


def sparks(at, count, seed, reach=0.7, low=0.0, thick=0.0045, paint="spark"):
    """Streaks of molten metal that fly off in arcs."""
    dice = np.random.default_rng(seed)
    s = None
    for _ in range(count):
        a, up, far = dice.uniform(0, math.tau), dice.uniform(0.1, 1.0), dice.uniform(0.15, 1.0) ** 0.8 * reach
        v = np.array((math.cos(a), math.sin(a), up * 1.6))
        t0 = dice.uniform(0.25, 1.0) * far
        length = dice.uniform(0.03, 0.11) * (0.5 + far)
        pts = [np.array(at) + v * t - np.array((0, 0, 1.5)) * t * t / reach for t in (t0, t0 + length / 2, t0 + length)]
        if pts[2][2] < low:
            continue
        m = tube(paint, pts, thick, 5, 0, radii=lambda u: 0.35 + 1.1 * u)
        s = m if s is None else s + m
    return s


ARC = Vector((0.10, -0.88, 0.80))


def welding_scene():
    """The same workshop, the display put away: she welds at a steel table before us."""
    look = LOOK
    pose = people.Pose(elbows=((-0.36, -0.16, 0.93), (0.35, -0.20, 0.93)), wrists=((-0.20, -0.41, 0.94), (0.17, -0.43, 0.91)), stance=0.14, lean=12)
    figure = people.figure(look, pose)
    spot = Matrix.Translation((0.36, -0.34, 0.03)) @ Matrix.Rotation(math.radians(-24), 4, "Z")
    clothes = worn(figure, pose.lean)
    neck = Vector(figure.neck)
    tip = spot.inverted() @ ARC
    head_at = neck + Vector((0, -0.02, people.HEAD_UP + 0.012))
    tilt = Matrix.Translation(neck) @ Matrix.Rotation(math.radians(13), 4, "X") @ Matrix.Translation(-neck)
    her = figure.body + figure.head.matrix(Matrix.Translation(neck)).matrix(tilt) + helmet().scale(1.03).matrix(Matrix.Translation(head_at)).matrix(tilt)
    her += clothes["gants"] + clothes["chaussures"] + clothes["veste"].at(*figure.joints["chest"])
    her += torch_in_hand().aim(tip, figure.joints["handr"] + Vector((-0.02, 0.03, 0.08)))
    rod_end = tip + Vector((0.012, 0, 0.01))
    her += limb("copper", rod_end, figure.joints["handl"] + (figure.joints["handl"] - rod_end).normalized() * 0.25, 0.006, n=6)
    top = 0.752
    table = box("steel_dark", 1.30, 0.56, 0.05, 0.012).at(0, 0, top - 0.05) + box("iron", 1.22, 0.48, 0.02, 0.004).at(0, 0, top - 0.065)
    for sx in (-1, 1):
        for sy in (-1, 1):
            table += box("petrol_deep", 0.09, 0.09, top - 0.05, 0.014).at(sx * 0.56, sy * 0.20, 0)
    table += box("oak_dark", 1.14, 0.42, 0.04, 0.01).at(0, 0, 0.24) + crate(0.34, 0.32, 0.18).at(-0.3, -0.02, 0.28) + box("blue", 0.3, 0.28, 0.15, 0.02).at(0.3, -0.02, 0.28) + box("cream", 0.12, 0.01, 0.06, 0.004).at(0.3, -0.163, 0.33)
    z = top
    table += tube("steel", [(-0.42, 0.0, z + 0.075), (-0.04, 0.0, z + 0.075)], 0.075, 18, 0) + tube("steel_light", [(-0.04, 0, z + 0.075), (0.36, 0, z + 0.075)], 0.075, 18, 0)
    table += tube("graphite", [(-0.43, 0, z + 0.075), (-0.418, 0, z + 0.075)], 0.06, 16, 0)
    for k in range(9):
        a = math.radians(-150 + 15 * k)
        table += ball("copper" if k < 6 else "bead_hot", 0.014, 0.013, 0.013, k=2).at(-0.04, 0.076 * math.cos(a), z + 0.075 - 0.076 * math.sin(a))
    table += box("oak_light", 0.05, 0.14, 0.05, 0.008).at(-0.32, 0, z) + box("oak_light", 0.05, 0.14, 0.05, 0.008).at(0.24, 0, z)
    table += mug().turn(z=210).at(0.50, -0.10, z) + box("oak_light", 0.22, 0.05, 0.028, 0.01).turn(z=20).at(-0.50, -0.17, z + 0.022) + box("steel_dark", 0.11, 0.04, 0.022, 0.004).turn(z=20).at(-0.55, -0.188, z)
    table = table.turn(z=-4).at(ARC.x + 0.04, ARC.y + 0.03, 0.026)
    return her.matrix(spot) + table


def cover(out, quick):
    bake.stage(16 if quick else 64)
    s = room() + welding_scene() + lamp().at(*LAMP_AT) + hook().at(*HOOK_AT) + fan().turn(y=90).at(*FAN_AT) + cat().turn(z=CAT_TURN).at(*CAT_AT) + hood().at(ARM_END.x, ARM_END.y, ARM_END.z - 0.19)
    s += ball("led_green", 0.022, 0.014, 0.022, k=2).turn(z=SET_TURN).at(*on_set(0.10, -0.306, 0.53)) + ball("led_red", 0.022, 0.014, 0.022, k=2).turn(z=SET_TURN).at(*on_set(0.16, -0.306, 0.53))
    bake.solid("scene", s)
    bake.solid("arc", ball("arc", 0.016, 0.016, 0.024, k=3).at(*ARC))
    bake.solid("sparks", sparks(ARC, 110, 11, 0.62, 0.04))
    light.rig(key=1.75, fill=42, rim=60, ambient=0.40)
    light.point(ARC + Vector((0.0, -0.03, 0.06)), 20, (0.55, 0.78, 1.0), 0.03, "arc")
    light.point(ARC + Vector((0.0, -0.10, 0.10)), 4, (1.0, 0.62, 0.30), 0.08, "glow")
    light.area((-0.98, BACK - 0.12, 1.40), (-0.8, -0.4, 0.5), 16, 0.8, (1.0, 0.74, 0.38), "window")
    light.spot((LAMP_AT[0], LAMP_AT[1], 1.86), (LAMP_AT[0] - 0.15, LAMP_AT[1] - 0.1, 0.8), 46, (1.0, 0.80, 0.48), 105, 0.09, "lamp")
    cam = bake.camera("camera.cover", 17, 13, (0.24, -0.2, 0.95), 6.9, 74)
    bake.picture(out / "cover.png", cam, *((640, 480) if quick else (1280, 960)))
    finish(out / "cover.png", cam, ARC, ("#3A9AA0", "#0D3947"), glow=0.9)


def mystere(out, quick):
    """Close to the dark glass: a blue arc is mirrored in it, sparks fly. What is it?"""
    bake.stage(16 if quick else 72)
    mask = helmet(glints=False, k=20)
    her = Matrix.Rotation(math.radians(6), 4, "X") @ Matrix.Rotation(math.radians(9), 4, "Z")
    bake.solid("mask", mask.matrix(her))
    bake.solid("collar", ring("leather_dark", 0.20, 0.085, 56, 20).scale(1, 0.8, 1).turn(x=-8).at(0, 0.10, -0.36))
    cam = bake.camera("camera.mystere", -17, 6, (0.0, -0.15, -0.035), 1.62, 78)
    glass, n = her @ Vector((-0.035, -0.276, 0.055)), (her.to_3x3() @ Vector((0, -1, 0))).normalized()
    view = (cam.location - glass).normalized()
    mirror = (2 * view.dot(n) * n - view).normalized()
    spot = glass + mirror * 0.55
    bake.solid("arc", ball("arc_blue", 0.020, 0.020, 0.030, k=5).at(*spot))
    low = Vector((0.02, -0.50, -0.40))
    bake.solid("sparks", sparks(low, 90, 5, 0.55, -2, 0.0019, "ember"))
    bake.solid("mirrored", sparks(spot, 70, 8, 0.34, -2, 0.0022, "ember"))
    light.point(spot, 5, (0.30, 0.60, 1.0), 0.03, "arc")
    light.point(low, 9, (0.25, 0.55, 1.0), 0.05, "arc")
    light.point(low + Vector((-0.1, 0.05, 0.02)), 0.8, (1.0, 0.55, 0.25), 0.08, "glow")
    light.area((-1.3, 0.9, 0.9), (0, 0, 0), 16, 0.7, (1.0, 0.50, 0.24), "rim")
    light.area((1.4, 0.8, 0.7), (0, 0, 0), 9, 0.7, (0.30, 0.70, 1.0), "rim")
    light.sky((0.02, 0.05, 0.09), 0.6, (0.02, 0.03, 0.06))
    cam.data.dof.use_dof, cam.data.dof.focus_distance, cam.data.dof.aperture_fstop = True, (glass - cam.location).length, 3.2
    bake.picture(out / "mystere.png", cam, *((640, 480) if quick else (1280, 960)))
    finish(out / "mystere.png", cam, None, ("#12465A", "#050D16"), glow=0.0, lights=((glass, 0.9, 0.16), (glass, 0.5, 0.5), (low, 0.8, 0.45)))


def finish(path, cam, arc, gradient, glow, lights=()):
    """Puts a soft gradient behind the picture and a bloom round its lights."""
    from bpy_extras.object_utils import world_to_camera_view
    from PIL import Image
    picture = np.asarray(Image.open(path).convert("RGBA")).astype(float) / 255
    h, w = picture.shape[:2]
    x, y = np.meshgrid((np.arange(w) + 0.5) / w, (np.arange(h) + 0.5) / h)
    inner, outer = (np.array([int(c[i:i + 2], 16) / 255 for i in (1, 3, 5)]) for c in gradient)
    t = np.clip(np.hypot((x - 0.5) * 1.15, (y - 0.46) * 1.0) / 0.72, 0, 1)[..., None]
    t = t * t * (3 - 2 * t)
    rgb = picture[..., :3] * picture[..., 3:] + (inner + (outer - inner) * t) * (1 - picture[..., 3:])
    wanted = [(p, s, r) for p, s, r in lights]
    if arc is not None:
        wanted += [(arc, glow, 0.30), (arc, glow * 0.9, 0.075)]
    for p, strength, radius in wanted:
        c = world_to_camera_view(bpy.context.scene, cam, Vector(p))
        d = np.hypot((x - c.x) * w / h, y - (1 - c.y)) / radius
        bloom = np.clip(1 - d, 0, 1) ** 2.6 * strength
        tone = np.array((0.44, 0.74, 1.0))
        rgb = 1 - (1 - rgb) * (1 - bloom[..., None] * tone)
    vignette = 1 - 0.16 * np.clip(np.hypot(x - 0.5, y - 0.5) / 0.707, 0, 1) ** 2.2
    rgb = np.clip(rgb * vignette[..., None], 0, 1)
    Image.fromarray((rgb * 255).round().astype(np.uint8), "RGB").save(path, optimize=True)


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--preview", action="store_true")
    ask.add_argument("--only", choices=("model", "cover", "mystere"))
    ask.add_argument("--out", type=Path)
    ask.add_argument("--look", nargs="?", const="yes")
    ask.add_argument("--lighten", action="store_true")
    ask.add_argument("--graft", action="store_true")
    a = ask.parse_args()
    out = a.out or (PREVIEW if a.preview else None)
    models, images = (out, out) if out else (KIT / "models", KIT / "images")
    if a.lighten or a.graft:
        if a.graft:
            bake.stage(1)
            graft(KIT / "models" / "atelier.glb", models / "atelier.glb", [bake.solid("start.torche", mig(), GUN_AT)],
                  [bake.anchor("arc.torche", GUN_AT + on_gun((0, 0, 0)))], BUDGETS)
        else:
            lighten(models / "atelier.glb", BUDGETS)
            nearest_first(models / "atelier.glb")
        bake.summary(models / "atelier.glb")
        for made in () if out else (models / "atelier.glb", images / "cover.png", images / "mystere.png"):
            bake.stamp(made, __file__)
        return
    models.mkdir(parents=True, exist_ok=True)
    images.mkdir(parents=True, exist_ok=True)
    if a.only in (None, "model"):
        target = build_model(models, a.preview, a.look)
        if target and not out:
            bake.stamp(target, __file__)
        if target and a.preview:
            views = a.out or PREVIEW
            for tag, cam, w, h in (("169", "camera.equiper", 1280, 720), ("916", "camera.equiper.portrait", 720, 1280)):
                bake.kiosk_view(target, views / f"kiosk_{tag}.png", cam, w, h)
            bake.kiosk_view(target, views / "kiosk_equipped.png", "camera.equiper", 1280, 720, hide=("part.cagoule", "part.veste", "part.gants", "part.chaussures", "part.aspiration"))
    for name, make in (("cover", cover), ("mystere", mystere)):
        if a.only in (None, name):
            make(images, a.preview)
            if not out:
                bake.stamp(images / f"{name}.png", __file__)


if __name__ == "__main__":
    main()
