"""A cheesemaker's bench in Normandy: milk in its copper vat, rennet in a graduated pipette, a ladle, one mould on its mat.

python3 assets/templates/doser/source/fromagerie.py [--preview] [--look] [--only model|pictures] [--out FOLDER]
Wherever this file lies, run it from Établi's folder, or name that in ETABLI_HOME."""
import math
import os
import sys
from pathlib import Path

HOMES = [Path(os.environ.get("ETABLI_HOME", ".")).resolve(), *Path(__file__).resolve().parents]
sys.path.insert(0, str(next(h for h in HOMES if (h / "assets/source/diorama.py").is_file()) / "assets/source"))
import bpy  # noqa: E402, F401  (brings mathutils)
import numpy as np  # noqa: E402
from mathutils import Matrix, Vector  # noqa: E402
from diorama import Anchor, Moving, Picture, Scene, publish, upright, words  # noqa: E402
from etabli_art import light, people  # noqa: E402
from etabli_art.palette import PAINTS, Paint  # noqa: E402
from etabli_art.shapes import Shape, ball, box, cylinder, dome, group, lathe, limb, outline, ring, slab, tube  # noqa: E402
from workshop import floor, plant  # noqa: E402

PAINTS.update({
    "milk": Paint("#FBF5E6", 0.25, 0, 0.5), "milk_b": Paint("#F3EAD6", 0.3, 0, 0.5), "curd": Paint("#FFF3CF", 0.5, 0, 0.35), "curd_b": Paint("#EBD49A", 0.6, 0, 0.2),
    "rennet": Paint("#E9A23B", 0.15, 0, 0.85), "glass": Paint("#CFEAF2", 0.08, 0, 1.0), "glass_b": Paint("#8FC3D2", 0.1, 0, 0.9), "rind": Paint("#FFF9EC", 0.95, 0, 0.03),
    "coat": Paint("#FAFCFF", 0.9, 0, 0.05), "coat_b": Paint("#DCE6EE", 0.9, 0, 0.05), "cap": Paint("#8FD0EC", 0.9, 0, 0.08), "cap_b": Paint("#5FB4DC", 0.9, 0, 0.08),
    "nitrile": Paint("#3C86E8", 0.4, 0, 0.4), "tile": Paint("#FBF4E4", 0.35, 0, 0.4), "tile_b": Paint("#D9ECEA", 0.35, 0, 0.4), "reed": Paint("#E3C07A", 0.8, 0, 0.1),
    "reed_b": Paint("#B98D45", 0.8, 0, 0.1), "poplar": Paint("#EBC98F", 0.7, 0, 0.1), "poplar_b": Paint("#D9AE6C", 0.7, 0, 0.1),
})

T = 0.34                            # the table's top
VAT, VAT_R, VAT_H = (-0.46, -0.16), 0.42, 0.31
MILK = T + 0.235                    # the milk's surface, as it is found
MOULD, MOULD_R, MOULD_H = (0.47, -0.36), 0.170, 0.31
MAT = T + 0.035                     # where the mould stands
PIPETTE = (-0.70, -0.22, T + 1.00)  # where it is held: its bulb
DROPS = (-0.62, -0.24)              # where the rennet falls
BIG = 1.2                           # the pipette is larger than life
L, SLANT = 0.50, 34.0               # the ladle's shaft, and how it leans in the vat
GRIP = (0.02, -0.20, MILK + 0.415)
BACK = 0.84                         # the wall's face


# ---- what is poured with, origin where the finger lands

def pipette():
    """A graduated pipette under its bulb: the glass is open to the front, so that the rennet is seen in it."""
    s = ball("coral", 0.062, 0.062, 0.080, k=4).at(0, 0, 0.02) + lathe("coral", [(0.030, -0.075), (0.036, -0.05)], 14)
    back = lathe("glass", [(0.012, -0.50), (0.017, -0.47), (0.034, -0.44), (0.036, -0.42), (0.036, -0.075)], 20)
    s += back.faces(lambda i: back.v[list(back.f[i])].mean(axis=0)[1] > -0.006)
    inner = lathe("glass_b", [(0.032, -0.43), (0.032, -0.08)], 20)
    inner = Shape(inner.v, [f[::-1] for f in inner.f if len(f) == 4], "glass_b")
    s += inner.faces(lambda i: inner.v[list(inner.f[i])].mean(axis=0)[1] > -0.002)
    s += lathe("glass", [(0.010, -0.52), (0.014, -0.49), (0.030, -0.445)], 16)
    for k in range(9):
        long = k % 2 == 0
        s += box("ink", 0.030 if long else 0.018, 0.004, 0.006, 0).at(0.010 if long else 0.016, -0.036, -0.405 + 0.038 * k)
    for z in (-0.44, -0.085):
        s += ring("glass_b", 0.036, 0.006, 20, 6).at(0, 0, z)
    return s.scale(BIG)


def column():
    """The rennet in it: stands on its origin."""
    return cylinder("rennet", 0.0285, 0.345, 16, 0.006).scale(BIG)


def bowl_at(shape):
    """From the ladle's bowl to its grip."""
    return shape.turn(y=-SLANT).at(0, 0, -L)


def ladle():
    s = lathe("steel_light", [(0.0, -0.062), (0.055, -0.052), (0.098, -0.018), (0.118, 0.026), (0.124, 0.040), (0.118, 0.043), (0.108, 0.026)], 24)
    hollow = lathe("steel_dark", [(0.0, -0.050), (0.052, -0.041), (0.092, -0.012), (0.110, 0.030)], 22)
    s += Shape(hollow.v, [f[::-1] for f in hollow.f if len(f) < 20], "steel_dark")
    s = bowl_at(s)
    s += tube("steel_light", [(0.085, 0, -L + 0.105), (0.045, 0, -L + 0.17), (0.006, 0, -L + 0.24), (0, 0, -0.02)], 0.017, 8, 3, flat=0.7)
    s += limb("handle", (0, 0, -0.13), (0, 0, 0.13), 0.030, 0.034, 12) + ball("handle", 0.036, 0.036, 0.030, k=3).at(0, 0, 0.135) + ring("brass", 0.031, 0.008, 14, 6).at(0, 0, -0.13)
    return s + ring("steel_light", 0.026, 0.008, 14, 6).turn(x=90).at(0, 0, 0.185)


def heap():
    """Curd in the ladle: slices that tremble; grows about its origin."""
    s = ball("curd", 0.100, 0.100, 0.056, k=4, power=2.3)
    for k, (x, y, a) in enumerate(((-0.035, -0.04, 20), (0.04, -0.02, -30), (0.0, 0.045, 70))):
        s += box("curd_b" if k == 1 else "milk", 0.070, 0.050, 0.028, 0.010).turn(x=8 * (k - 1), z=a).at(x, y, 0.038)
    return s


# ---- what is poured into

def vat():
    r, h = VAT_R, VAT_H
    s = lathe("copper", [(r * 0.70, 0.0), (r * 0.90, 0.04), (r * 0.99, 0.16), (r, h - 0.03), (r * 1.05, h), (r * 1.05, h + 0.022), (r * 0.985, h + 0.026), (r * 0.955, h), (r * 0.95, MILK - T - 0.05)], 44)
    s += ring("brass", r * 1.02, 0.018, 40, 8).at(0, 0, h + 0.012)
    for t in (-1, 1):
        s += tube("brass", [(t * r * 0.99, -0.11, h - 0.07), (t * (r + 0.075), -0.10, h - 0.075), (t * (r + 0.085), 0, h - 0.075), (t * (r + 0.075), 0.10, h - 0.075), (t * r * 0.99, 0.11, h - 0.07)], 0.017, 8, 4)
    for k in range(14):
        a = math.tau * k / 14
        s += dome("brass", 0.014, 0.008, 8).turn(x=90).turn(z=math.degrees(a) + 90).at(1.0 * r * math.cos(a), 1.0 * r * math.sin(a), h - 0.055)
    return s


def milk():
    """A disc that rises with what falls into it, thicker than what it rises by."""
    r = VAT_R * 0.952
    s = lathe("milk", [(r * 0.94, -0.045), (r, -0.004), (r * 0.975, 0.0), (r * 0.90, 0.0008), (r * 0.5, 0.0015), (0, 0.002)], 40)
    return s.paints("milk_b", lambda x, y, z: math.hypot(x, y) > r * 0.91)


WINDOW, FACES = 40.0, -78.0         # half the cut, and where it looks, degrees


def mould():
    """The mould, of pierced steel, cut open to the front: the layers are seen."""
    r, h = MOULD_R, MOULD_H

    def off(a):
        return abs((a - FACES + 180) % 360 - 180)

    def around(shape):
        def keep(i):
            x, y, _ = shape.v[list(shape.f[i])].mean(axis=0)
            return off(math.degrees(math.atan2(y, x))) > WINDOW
        return shape.faces(keep)
    s = around(lathe("steel_light", [(r, 0), (r, h - 0.012), (r + 0.008, h), (r - 0.010, h), (r - 0.014, 0.002)], 54))
    s += around(ring("steel", r - 0.002, 0.011, 54, 6, 0.8)).at(0, 0, h - 0.002)
    for side in (-1, 1):                # the cut edges
        a = math.radians(FACES + side * WINDOW)
        s += box("steel", 0.020, 0.010, h, 0.003).turn(z=math.degrees(a)).at((r - 0.006) * math.cos(a), (r - 0.006) * math.sin(a), 0)
    for row, z in enumerate((0.045, 0.095, 0.145, 0.195, 0.245)):
        for k in range(22):
            a = 360 / 22 * (k + 0.5 * (row % 2))
            x, y = math.cos(math.radians(a)), math.sin(math.radians(a))
            if off(a) > WINDOW + 6:
                hole = dome("slot", 0.012, 0.0015, 7).turn(x=90)
                s += hole.turn(z=a + 90).at((r + 0.0008) * x, (r + 0.0008) * y, z) + hole.turn(z=a - 90).at((r - 0.0150) * x, (r - 0.0150) * y, z)
    return s


def layers():
    """Five layers of curd: rises out of the mat, its top at the origin."""
    r, h = MOULD_R - 0.020, MOULD_H - 0.035
    s = None
    for k in range(5):
        top, low = -h * k / 5, -h * (k + 1) / 5
        m = lathe("curd" if k % 2 else "milk_b", [(r * 0.985, low), (r, low + 0.010), (r * 1.0, top - 0.014), (r * 0.97, top - 0.002)], 36)
        s = m if s is None else s + m
    lid = lathe("curd", [(r * 0.97, -0.004), (r * 0.86, 0.002), (r * 0.5, -0.001), (0, 0.002)], 32)
    s += lid
    for k in range(7):
        a, d = 2.4 * k, r * 0.72 * math.sqrt((k + 0.5) / 7)
        s += box("milk" if k % 2 else "curd_b", 0.062, 0.044, 0.012, 0.005).turn(z=50 * k).at(d * math.cos(a), d * math.sin(a), -0.004)
    return s


def mat():
    """A mat of reeds on its tray: the whey runs off."""
    s = box("steel", 0.62, 0.56, 0.026, 0.010) + box("steel_dark", 0.56, 0.50, 0.003, 0).at(0, 0, 0.0255)
    for k in range(16):
        s += limb("reed" if k % 3 else "reed_b", (-0.255 + 0.034 * k, -0.235, 0.026), (-0.255 + 0.034 * k, 0.235, 0.026), 0.0125, n=6)
    for y in (-0.16, 0.0, 0.16):
        s += box("reed_b", 0.56, 0.012, 0.005, 0.001).at(0, y, 0.035)
    return s


# ---- the room

def table():
    s = floor()
    s += box("steel_light", 2.20, 1.10, 0.055, 0.018, 2).at(0, -0.30, T - 0.055) + box("petrol", 2.04, 0.94, T - 0.06, 0.03).at(0, -0.30, 0.01)
    for k, paint in enumerate(("teal_light", "mint", "teal_light")):
        x = -0.66 + 0.66 * k
        s += box(paint, 0.60, 0.03, 0.19, 0.02).at(x, -0.775, 0.055) + box("brass", 0.20, 0.035, 0.022, 0.008).at(x, -0.800, 0.185)
    return s


def wall():
    h = 1.02
    s = box("tile", 2.26, 0.10, h, 0.02).at(0, BACK + 0.05, 0) + box("petrol_deep", 2.32, 0.15, 0.05, 0.02).at(0, BACK + 0.05, h)
    for j in range(5):
        for i in range(11):
            if (i + j) % 2:
                s += slab("tile_b", 0.185, 0.165, 0.004, 0.012, 0.001).turn(x=90).at(-0.985 + 0.197 * i, BACK - 0.0, 0.225 + 0.178 * j)
    s += box("stripe", 2.26, 0.02, 0.035, 0.006).at(0, BACK - 0.006, h - 0.09)
    # the sign, as high as her cap
    s += box("oak", 0.98, 0.045, 0.25, 0.02).at(-0.48, BACK + 0.05, 1.13) + box("oak_light", 0.90, 0.02, 0.185, 0.012).at(-0.48, BACK + 0.026, 1.1625)
    s += upright(words("petrol_deep", "Fromagerie", 0.145)).at(-0.48, BACK + 0.014, 1.25)
    for x in (-0.88, -0.08):
        s += limb("oak_dark", (x, BACK + 0.05, h), (x, BACK + 0.05, 1.14), 0.020, n=8)
    # a window on the meadow
    w = box("cream", 0.66, 0.05, 0.56, 0.02).at(0, 0, -0.04) + box("pane", 0.56, 0.012, 0.46, 0).at(0, -0.022, 0)
    w += outline("pane_b", [(-0.28, 0), (0.28, 0), (0.28, 0.13), (0.08, 0.18), (-0.12, 0.12), (-0.28, 0.16)], 0.006).turn(x=90).at(0, -0.028, 0)
    for x in (-0.16, 0.17):
        w += box("pane_c", 0.020, 0.004, 0.09, 0).at(x, -0.036, 0.09) + ball("pane_c", 0.075, 0.004, 0.065, k=3).at(x, -0.038, 0.22)
    w += box("cream", 0.026, 0.03, 0.46, 0.004).at(0, -0.042, 0) + box("cream", 0.56, 0.03, 0.026, 0.004).at(0, -0.042, 0.24)
    s += w.at(-0.70, BACK - 0.005, 0.44)
    # cheeses on a shelf
    x, z = 0.78, 0.66
    s += box("oak_light", 0.62, 0.24, 0.035, 0.010).at(x, BACK - 0.12, z)
    for k, dx in enumerate((-0.20, 0.0, 0.20)):
        s += lathe("rind", [(0.080, 0), (0.086, 0.008), (0.086, 0.040), (0.080, 0.050), (0, 0.051)], 20).at(x + dx, BACK - 0.13, z + 0.035)
        if k != 1:
            s += lathe("rind", [(0.080, 0), (0.086, 0.008), (0.086, 0.040), (0.080, 0.050), (0, 0.051)], 20).at(x + dx * 0.96, BACK - 0.125, z + 0.087)
    label = cylinder("poplar", 0.105, 0.045, 24, 0.006) + cylinder("paper", 0.092, 0.002, 24, 0).at(0, 0, 0.045) + words("red", "Normandie", 0.032).at(0, 0.012, 0.048) + box("petrol", 0.11, 0.010, 0.002, 0).at(0, -0.026, 0.047)
    return s + label.turn(x=78).at(x + 0.005, BACK - 0.16, z + 0.190)


def stand():
    """What holds the pipette over the vat: a foot, a rod, a clamp."""
    x, y, z = PIPETTE
    sx, sy = -1.00, 0.02
    s = slab("graphite", 0.24, 0.18, 0.03, 0.04, 0.008).at(sx, sy, T) + limb("steel_light", (sx, sy, T + 0.02), (sx, sy, z + 0.02), 0.014, n=10) + ball("graphite", 0.024, k=3).at(sx, sy, z + 0.03)
    grip = z - 0.125
    s += limb("steel_dark", (sx, sy, grip), (x - 0.055, y + 0.03, grip), 0.013, n=8) + box("graphite", 0.06, 0.06, 0.06, 0.014).at(sx, sy, grip - 0.03)
    return s + ring("graphite", 0.056, 0.012, 20, 6, 1.3).at(x, y, grip)


def bottle():
    """The rennet's bottle."""
    s = lathe("leather_dark", [(0.075, 0), (0.084, 0.012), (0.084, 0.15), (0.040, 0.205), (0.036, 0.24)], 20) + cylinder("white", 0.045, 0.045, 16, 0.008).at(0, 0, 0.235)
    s += lathe("paper", [(0.0845, 0.035), (0.0865, 0.038), (0.0865, 0.125), (0.0845, 0.128)], 20)
    return s + upright(words("ink", "R", 0.07)).at(0, -0.088, 0.080)


def camembert():
    """What it will be: in its box of poplar, the lid against it."""
    r = 0.118
    s = lathe("poplar", [(r, 0), (r, 0.055), (r - 0.008, 0.055), (r - 0.008, 0.010)], 28) + lathe("rind", [(0.100, 0.008), (0.106, 0.016), (0.106, 0.066), (0.100, 0.078), (0.05, 0.079), (0, 0.078)], 26)
    for k in range(-2, 3):              # the print of the rack
        half = math.sqrt(0.090 ** 2 - (0.034 * k) ** 2)
        s += box("milk_b", 0.007, 2 * half, 0.0025, 0.001).at(0.034 * k, 0, 0.0778)
    lid = cylinder("poplar_b", r * 1.04, 0.034, 28, 0.005) + cylinder("paper", r * 0.94, 0.002, 28, 0).at(0, 0, 0.034) + words("red", "Normandie", 0.037).at(0, 0.016, 0.0365) + box("petrol", 0.13, 0.012, 0.002, 0).at(0, -0.026, 0.036)
    return s + lid.turn(x=58, z=24).at(-0.115, 0.120, 0.106)


def churn():
    s = lathe("steel_light", [(0.115, 0.0), (0.128, 0.018), (0.128, 0.25), (0.082, 0.345), (0.078, 0.38), (0.104, 0.395), (0.104, 0.42), (0.03, 0.45), (0, 0.45)], 20)
    s += lathe("steel_dark", [(0.129, 0.05), (0.132, 0.055), (0.132, 0.075), (0.129, 0.08)], 20)
    return s + tube("brass", [(-0.135, 0, 0.26), (-0.165, 0, 0.30), (-0.135, 0, 0.335)], 0.012, 6, 3) + tube("brass", [(0.135, 0, 0.26), (0.165, 0, 0.30), (0.135, 0, 0.335)], 0.012, 6, 3)


# ---- who works there

LOOK = people.Look(skin="skin_5", nose="skin_6", lips="lip_dark", hair="hair_grey", style="short", top="coat", top_dark="coat_b", legs="coat", glasses=True)
SIZE, STANDS = 1.06, (0.30, 0.50)


def cap():
    """A hair cap; origin where the head's centre goes."""
    s = ball("cap", 0.246, 0.240, 0.225, k=6, power=2.2)

    def puff(v):
        a = np.arctan2(v[:, 1], v[:, 0])
        k = 1 + 0.045 * np.sin(13 * a) * np.clip(1 - v[:, 2] / 0.24, 0, 1)
        return v * np.column_stack((k, k, np.ones(len(v))))
    s = s.warp(puff)
    s = s.faces(lambda i, s=s: s.v[list(s.f[i])].mean(axis=0)[2] > 0.02).scale(0.94, 0.94, 0.84).at(0, 0.020, 0.090)
    return s + ring("cap_b", 0.204, 0.022, 24, 6, 1.1).turn(x=-17).at(0, 0.016, 0.106)


def worker(wrists, elbows, lean=6.0):
    """Body and head, and where the head goes; the table hides the legs."""
    figure = people.figure(LOOK, people.Pose(elbows=elbows, wrists=wrists, lean=lean))
    body = figure.body
    for key, t in (("r", -1), ("l", 1)):
        one = people.hand("nitrile", 1.24)
        body += people.place_hand(one if t < 0 else one.mirror(), figure.joints["elbow" + key], figure.joints["wrist" + key])
    down = Matrix.Translation((*STANDS, T - 0.03 - 0.70 * SIZE)) @ Matrix.Scale(SIZE, 4)
    body = body.matrix(down)
    body = body.faces(lambda i: body.v[list(body.f[i])].mean(axis=0)[2] > 0.05)
    head = figure.head + cap().at(0, 0, people.HEAD_UP)
    return body, head.scale(SIZE), tuple(down @ Vector(figure.neck))


def at_bench():
    return worker(((-0.34, -0.34, 0.84), (0.34, -0.30, 0.84)), ((-0.42, -0.10, 0.92), (0.42, -0.06, 0.92)))


# ---- the scene

def things():
    s = vat().at(*VAT, T) + stand() + mat().at(MOULD[0], MOULD[1], T) + mould().at(*MOULD, MAT)
    s += bottle().turn(z=14).at(-0.99, -0.40, T) + churn().at(0.98, 0.02, T) + churn().scale(0.82).turn(z=50).at(0.80, 0.16, T)
    s += camembert().at(0.02, -0.66, T)
    return s + plant().scale(0.8).at(-0.72, BACK - 0.06, 0.42)


def static():
    body, _, _ = at_bench()
    return group(table(), wall(), things(), body)


def make():
    _, head, neck = at_bench()
    mx, my = MOULD
    high = MAT + MOULD_H
    tip = Vector((0, 0, -L)) + Matrix.Rotation(math.radians(-SLANT), 3, "Y") @ Vector((-0.122, 0, 0.040))
    bowl = Vector((mx + 0.10, my, high + 0.17))

    def grip(turn):
        """Where the ladle is held when its bowl is over the mould."""
        return tuple(bowl - Matrix.Rotation(math.radians(turn), 3, "Y") @ Vector((0, 0, -L)))
    x, y, z = PIPETTE
    moving = [
        Moving("pour.presure", pipette(), PIPETTE, apart=True),
        Moving("load.presure", column(), (0, 0, 0), under="hold.presure", apart=True),
        Moving("pour.louche", ladle(), GRIP, (0, SLANT, 0), apart=True),
        Moving("load.louche", heap(), (0, 0, 0), under="hold.louche", apart=True),
        Moving("fill.cuve", milk(), (*VAT, MILK)),
        Moving("fill.moule", layers(), (mx, my, MAT + 0.002), apart=True),
        Moving("life.nod.fromagere", head, neck, apart=False),
    ]
    inside = Vector((0, 0, -L)) + Matrix.Rotation(math.radians(-SLANT), 3, "Y") @ Vector((0, 0, 0.012))
    anchors = [
        Anchor("hold.presure", (0, 0, -0.43 * BIG), under="pour.presure"), Anchor("hold.louche", tuple(inside), (0, -SLANT, 0), under="pour.louche"),
        Anchor("spout.presure", (0, 0, -0.52 * BIG), scale=(0.013, 1, 1), under="pour.presure"),
        Anchor("tilt.presure", (DROPS[0], DROPS[1], z - 0.02)),
        Anchor("spout.louche", tuple(tip), (0, -SLANT, 0), (0.050, 1, 1), under="pour.louche"),
        Anchor("dip.louche", (GRIP[0] - 0.05, GRIP[1], GRIP[2] - 0.13), (0, SLANT, 0)),
        Anchor("over.louche", grip(SLANT), (0, SLANT, 0)),
        Anchor("tilt.louche", grip(SLANT - 74), (0, SLANT - 74, 0)),
        Anchor("into.cuve", (*DROPS, MILK + 0.002), scale=(0.16, 1, 1)), Anchor("full.cuve", (*VAT, MILK + 0.022)), Anchor("readout.cuve", (-1.02, -0.62, T + 0.42)),
        Anchor("into.moule", (mx, my, MAT + 0.004), scale=(0.12, 1, 1)), Anchor("full.moule", (mx, my, high - 0.012)), Anchor("readout.moule", (0.98, -0.50, T + 0.34)),
        Anchor("surface.table", (0, -0.30, T + 0.002), scale=(1.08, 0.54, 1)), Anchor("emit.steam.cuve", (VAT[0] + 0.12, VAT[1] + 0.16, MILK + 0.03)),
    ]
    return Scene(static(), moving, anchors)


def lights():
    light.rig(key=2.8, fill=62, rim=62, ambient=0.56)
    light.area((-0.70, BACK - 0.10, 0.70), (-0.3, -0.4, T + 0.2), 7, 0.5, (1.0, 0.80, 0.46), "window")


# ---- the two pictures

def at_work():
    """She lifts a ladle of curd over the moulds."""
    body, head, neck = worker(((-0.38, -0.50, 1.27), (0.36, -0.30, 0.84)), ((-0.40, -0.28, 1.02), (0.42, -0.06, 0.92)), 6)
    s = group(table(), wall(), body) + head.matrix(Matrix.Translation(neck) @ Matrix.Rotation(math.radians(10), 4, "X"))
    s += vat().at(*VAT, T) + milk().at(*VAT, MILK) + stand() + (pipette() + column().at(0, 0, -0.43 * BIG)).at(*PIPETTE) + bottle().turn(z=14).at(-0.99, -0.40, T) + churn().at(0.98, 0.02, T)
    for k, full in enumerate((0.8, 0.45, 0.25)):
        x, y = 0.34 + 0.30 * k, -0.42 + 0.07 * k
        s += cylinder("reed_b", 0.16, 0.02, 24, 0.004).at(x, y, T) + (mould() + layers().at(0, 0, 0.01 + full * (MOULD_H - 0.03))).scale(0.80).at(x, y, T + 0.02)
    ladled = ladle() + bowl_at(heap().at(0, 0, 0.012))
    return s + ladled.turn(y=SLANT).at(0.005, -0.10, T + 0.79)


def veil():
    """Curd that falls from a ladle into a mould, seen close."""
    s = slab("petrol_deep", 5, 5, 0.1, 0.1, 0.01).at(0, 0, -0.1) + mat() + mould().at(0, 0, 0.036) + layers().at(0, 0, 0.036 + 0.19)
    veil = [(0.030, 0.02, 0.487), (0.000, 0.02, 0.468), (-0.016, 0.015, 0.42), (-0.014, 0.005, 0.33), (0.0, 0, 0.226)]
    s += tube("curd", veil, 0.056, 14, 5, flat=0.42, radii=lambda t: 1.0 - 0.35 * math.sin(math.pi * min(1.0, t * 1.25)) + 0.06 * math.sin(26 * t))
    for k, (x, y, z) in enumerate(((-0.022, -0.03, 0.40), (0.004, -0.028, 0.31), (-0.03, 0.0, 0.26))):
        s += box("milk", 0.044, 0.030, 0.016, 0.006).turn(x=50 + 20 * k, z=30 * k).at(x, y, z)
    return s + (ladle() + bowl_at(heap())).turn(y=SLANT - 50).at(-0.02, 0.02, 1.0)


def bright():
    light.rig(key=2.8, fill=50, rim=76, ambient=0.48)


def dusk():
    light.rig(key=1.7, fill=26, rim=56, ambient=0.26)


PICTURES = {
    "cover": Picture(at_work, (8, 17, (0.02, -0.1, 0.80), 5.6, 74), bright, ("#F3C77A", "#8A4A2C")),
    "mystere": Picture(veil, (-16, 24, (0.0, 0.0, 0.25), 2.0, 66), dusk, ("#3C6E86", "#0D1722")),
}
BUDGETS = {"static": 9000, "pour.presure": 700, "pour.louche": 800, "fill.moule": 900, "life.nod.fromagere": 1200}
CAMERAS = {"camera.doser": (6, 27, (0, 0, 0.5)), "camera.doser.portrait": (4, 31, (0, 0, 0.5))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=896, samples=40, pictures=PICTURES)
