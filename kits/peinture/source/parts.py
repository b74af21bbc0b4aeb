"""What the dioramas of this kit share: paints, the small city car, who paints it and what she wears.

The stamp of a model knows only its own script and etabli_art: after a change here that shows, bake all of them again."""
import json
import math
import struct
import sys
import tempfile
from pathlib import Path

import bpy  # noqa: F401  (brings mathutils)
import numpy as np
from mathutils import Vector

KIT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(KIT.parents[1] / "assets" / "source"))
from diorama import Anchor, Moving, Picture, Scene, publish, publish_pictures, sheet, sideways, upright, words  # noqa: E402, F401
from nearest_first import nearest_first  # noqa: E402
from etabli_art import bake, light, people  # noqa: E402, F401
from etabli_art.lighten import lighten  # noqa: E402
from etabli_art.palette import PAINTS, Paint  # noqa: E402
from etabli_art.shapes import (Shape, _skin, ball, band, box, cylinder, group, lathe, limb, loft, outline, plinth, ring, rounded, slab,  # noqa: E402, F401
                               smooth, tube)

PAINTS.update({
    "primer": Paint("#C4C8CE", 0.7, 0, 0.12), "primer_b": Paint("#C3C0BA", 0.7, 0, 0.12), "line": Paint("#4B4F57", 0.8, 0, 0.05),
    "glass": Paint("#1B3642", 0.08, 0, 0.95), "chrome": Paint("#DDE4EA", 0.15, 0.6, 1.0), "optic": Paint("#FFF8E4", 0.1, 0, 1.0), "tyre": Paint("#26282E", 0.85, 0, 0.1),
    "kraft": Paint("#D9A766", 0.85, 0, 0.05), "kraft_b": Paint("#C9934F", 0.85, 0, 0.05), "tape": Paint("#F2CF3B", 0.6, 0, 0.15), "tape_b": Paint("#3FA65A", 0.6, 0, 0.15),
    "film": Paint("#8FD3E8", 0.15, 0, 0.8), "suit": Paint("#FBFAF4", 0.9, 0, 0.06), "suit_b": Paint("#E3E1D8", 0.9, 0, 0.05), "zip": Paint("#1F8994", 0.6, 0, 0.2),
    "nitrile": Paint("#6A4BC9", 0.45, 0, 0.4), "nitrile_b": Paint("#5439A8", 0.45, 0, 0.4), "mask_body": Paint("#3A4350", 0.5, 0, 0.35), "cartridge": Paint("#F27FA5", 0.5, 0, 0.3),
    "cartridge_b": Paint("#8A5A3A", 0.5, 0, 0.3), "car": Paint("#2B86C5", 0.12, 0, 0.95), "car_b": Paint("#226CA3", 0.15, 0, 0.9),
    "booth": Paint("#DCEBE4", 0.6, 0, 0.2), "booth_b": Paint("#C4D8D2", 0.6, 0, 0.2), "tube": Paint("#F4FBFF", glow=1.6, gloss=0.0), "grate": Paint("#59636D", 0.5, 0.3, 0.3),
})

MANON = people.Look(skin="skin_1", nose="nose_1", lips="lip_light", hair="hair_red", style="bun", ribbon="teal_light", top="overall", top_dark="overall_dark", legs="overall", feet="boot_dark")
MOUSSA = people.Look(skin="skin_6", nose="skin_6", lips="lip_dark", hair="hair_grey", style="short", lashes=False, top="petrol", top_dark="petrol_deep", legs="denim", feet="boot_dark", glasses=True, beard=True)
LINH = people.Look(skin="skin_2", nose="skin_2", lips="lip_light", hair="hair_black", style="long", top="coral", top_dark="red", legs="denim", feet="sneaker_sole")


def centred(s):
    return s.at(*-s.centre)


# ---- the car: front towards -Y, on its wheels at z = 0; 2.2 m long, 1.17 m wide

_STATIONS = [(-1.10, 0.50, 0.27, 0.37), (-1.075, 0.565, 0.22, 0.46), (-1.0, 0.625, 0.185, 0.53), (-0.85, 0.675, 0.18, 0.565), (-0.60, 0.722, 0.18, 0.58), (-0.35, 0.757, 0.18, 0.585),
             (0.0, 0.770, 0.18, 0.59), (0.5, 0.772, 0.18, 0.59), (0.85, 0.768, 0.18, 0.58), (1.0, 0.745, 0.19, 0.55), (1.07, 0.69, 0.22, 0.48), (1.10, 0.61, 0.29, 0.38)]
_CABIN = [(0, 0.20, 0.70, 0.535, 0.78), (0, 0.205, 0.78, 0.525, 0.75), (0, 0.24, 0.92, 0.488, 0.66), (0, 0.275, 1.06, 0.445, 0.555), (0, 0.285, 1.12, 0.42, 0.51)]
AXLES, WHEEL = (-0.68, 0.70), 0.235
HULL_POWER, CABIN_POWER = 3.1, 3.4


def _station(y):
    t, b, w = (float(np.interp(y, [s[0] for s in _STATIONS], [s[k] for s in _STATIONS])) for k in (1, 2, 3))
    return t, b, w


def hull_at(y, z, side=-1):
    """A point of the car's flank."""
    t, b, w = _station(y)
    k = abs((z - (t + b) / 2) / ((t - b) / 2))
    return Vector((side * w * max(1 - k ** HULL_POWER, 0) ** (1 / HULL_POWER), y, z))


def bonnet_at(x, y, out=0.0):
    """A point of the car's upper skin before the windscreen."""
    t, b, w = _station(y)
    k = min(abs(x) / w, 1)
    return Vector((x, y, (t + b) / 2 + (t - b) / 2 * (1 - k ** HULL_POWER) ** (1 / HULL_POWER) + out))


def cabin_at(angle, z, out=0.0):
    """A point of the cabin's skin; angle in degrees from +X, as loft() goes."""
    zs = [s[2] for s in _CABIN]
    y, rx, ry = (float(np.interp(z, zs, [s[k] for s in _CABIN])) + (out if k > 1 else 0) for k in (1, 3, 4))
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    k = (abs(c) ** CABIN_POWER + abs(s) ** CABIN_POWER) ** (-1 / CABIN_POWER)
    return Vector((rx * c * k, y + ry * s * k, z))


def hull(paint, n=44):
    line = smooth([np.array(s, float) for s in _STATIONS], 4)
    v, rings = [], []
    for y, t, b, w in line:
        rings.append(list(range(len(v), len(v) + n)))
        for i in range(n):
            a = math.tau * (i + 0.5) / n
            s, c = math.sin(a), math.cos(a)
            k = (abs(s) ** HULL_POWER + abs(c) ** HULL_POWER) ** (-1 / HULL_POWER)
            v.append((w * s * k, y, (t + b) / 2 + (t - b) / 2 * c * k))
    s = Shape(v, _skin(rings), paint)
    return s.paints("graphite", lambda x, y, z: z < 0.265)


def _wheel():
    s = lathe("tyre", [(WHEEL - 0.08, -0.055), (WHEEL - 0.075, -0.075), (WHEEL - 0.02, -0.07), (WHEEL, -0.05), (WHEEL, 0.05), (WHEEL - 0.02, 0.07), (WHEEL - 0.075, 0.075), (WHEEL - 0.082, 0.055)], 28)
    s += lathe("chrome", [(WHEEL - 0.082, 0.056), (WHEEL - 0.10, 0.050), (WHEEL - 0.115, 0.03), (0, 0.03)], 24)
    for k in range(5):
        s += box("chrome", 0.055, 0.14, 0.03, 0.010).at(0, 0.075, 0.030).turn(z=72 * k)
    return s + cylinder("chrome", 0.05, 0.05, 14, 0.014).at(0, 0, 0.025)


def wheel_at(side, y):
    """The wheel in its place, its face outwards."""
    return _wheel().turn(y=90 * side).at(side * 0.525, y, WHEEL)


def headlight(side):
    """Where a headlight stands: its middle, its direction."""
    at = Vector((side * 0.345, -1.045, 0.515))
    return at, Vector((side * 0.30, -1.0, 0.22)).normalized()


def car(paint="primer", trim="line", windows="glass", cabin=True):
    s = hull(paint)
    for side in (-1, 1):
        for y in AXLES:
            s += cylinder("tyre", WHEEL + 0.035, 0.05, 28, 0.0).turn(y=90 * side).at(side * 0.545, y, WHEEL + 0.005)
            arch = [hull_at(y + (WHEEL + 0.055) * math.cos(a), WHEEL + 0.005 + (WHEEL + 0.055) * math.sin(a), side) + Vector((side * 0.006, 0, 0)) for a in np.linspace(math.radians(-2), math.radians(182), 15)]
            s += tube(paint, arch, 0.026, 7, 0)
            s += wheel_at(side, y)
        # the door, the wing's edge, a line along the flank, the handle
        for line in ([(-0.36, 0.70), (-0.38, 0.5), (-0.30, 0.30)], [(0.40, 0.70), (0.42, 0.5), (0.36, 0.30)], [(-0.30, 0.30), (0.36, 0.30)]):
            s += tube(trim, [hull_at(y, z, side) + Vector((side * 0.001, 0, 0)) for y, z in line], 0.0065, 5, 3 if len(line) > 2 else 0)
        s += tube("chrome", [hull_at(y, 0.60, side) + Vector((side * 0.018, 0, 0)) for y in (0.22, 0.28, 0.34)], 0.016, 7, 2)
        s += tube("line", [hull_at(y, 0.30, side) + Vector((side * 0.006, 0, 0)) for y in (-0.36, 0, 0.40)], 0.020, 6, 2)
        # mirrors
        m = Vector((side * 0.575, -0.33, 0.80))
        s += ball(paint, 0.075, 0.055, 0.055, k=4, power=2.6).at(m.x + side * 0.04, m.y, m.z + 0.02) + limb(trim, m - Vector((side * 0.03, 0, 0.03)), m + Vector((side * 0.02, 0, 0)), 0.018, n=6)
        # lights
        at, n = headlight(side)
        s += lathe("chrome", [(0.128, -0.05), (0.135, 0.0), (0.122, 0.022), (0.108, 0.018)], 24).aim(at, at + n) + ball("optic", 0.108, 0.108, 0.050, k=5).aim(at, at + n)
        s += ball("glint", 0.022, 0.022, 0.010, k=2).aim(at + n * 0.048 + Vector((-0.03, 0, 0.03)), at + n)
        s += ball("orange", 0.045, 0.02, 0.025, k=3).at(side * 0.425, -1.045, 0.355)
        s += ball("red", 0.05, 0.03, 0.085, k=3, power=3).at(side * 0.44, 1.055, 0.56)
    # the front: bumper, grille, plate, badge
    for k in range(3):
        s += tube(trim, [(x, _front(x, z) - 0.006, z) for z in (0.345 + 0.035 * k,) for x in np.linspace(-0.24 + 0.01 * k, 0.24 - 0.01 * k, 7)], 0.010, 6, 0)
    s += tube(trim, [(x, _front(x, 0.27) - 0.004, 0.27) for x in np.linspace(-0.42, 0.42, 9)], 0.022, 6, 0)
    s += slab("white", 0.25, 0.062, 0.014, 0.012, 0.004).turn(x=90).at(0, -1.105, 0.29)
    s += box("sign_blue", 0.024, 0.004, 0.054, 0.001).at(-0.108, -1.12, 0.263) + box("sign_blue", 0.024, 0.004, 0.054, 0.001).at(0.108, -1.12, 0.263)
    s += tube("chrome", [(-0.16, -1.102, 0.475), (0, -1.118, 0.47), (0.16, -1.102, 0.475)], 0.012, 6, 2) + ball("chrome", 0.034, 0.014, 0.034, k=3).at(0, -1.113, 0.475)
    # the bonnet's edge
    edge = [bonnet_at(x, y, 0.0015) for x, y in ((-0.49, -0.50), (-0.475, -0.75), (-0.40, -0.93), (-0.22, -1.0), (0, -1.015), (0.22, -1.0), (0.40, -0.93), (0.475, -0.75), (0.49, -0.50))]
    s += tube(trim, edge, 0.0060, 5, 3)
    if cabin:
        s += loft(windows, _CABIN, 48, CABIN_POWER)
        roof = [(0, y, z, rx + 0.010, ry + 0.010) for _, y, z, rx, ry in ((0, 0.272, 1.045, 0.450, 0.567), (0, 0.280, 1.09, 0.434, 0.535), (0, 0.285, 1.125, 0.415, 0.50), (0, 0.29, 1.155, 0.37, 0.45), (0, 0.295, 1.175, 0.29, 0.36), (0, 0.30, 1.182, 0.15, 0.2))]
        s += loft(paint, roof, 48, CABIN_POWER)
        for a in (-47, -133, 47, 133, 8, 172):
            s += tube(paint, [cabin_at(a, z, 0.0) for z in (0.70, 0.80, 0.92, 1.07)], 0.034 if abs(a) not in (8, 172) else 0.026, 7, 2)
        s += tube(paint, [cabin_at(a, 0.772, 0.008) for a in range(0, 361, 10)], 0.020, 6, 0)
        for x in (-0.2, 0.16):    # wipers
            s += limb(trim, (x, -0.565, 0.80), (x + 0.24, -0.50, 0.865), 0.009, n=5)
    return s


def _front(x, z):
    """The y of the car's nose at (x, z)."""
    low, high = -1.10, -0.6
    for _ in range(18):
        mid = (low + high) / 2
        t, b, w = _station(mid)
        inside = abs(x / w) ** HULL_POWER + abs((z - (t + b) / 2) / ((t - b) / 2)) ** HULL_POWER < 1
        low, high = (low, mid) if inside else (mid, high)
    return high


# ---- what hides from the paint what must not be painted

def windscreen_paper(out=0.022):
    """Brown paper over the windscreen, taped all round; in car space."""
    angles, zs = np.linspace(-137, -43, 24), (0.785, 0.86, 0.94, 1.02, 1.075)
    rows = [[tuple(cabin_at(a, z, out + 0.004 * math.sin(5 * a + 9 * z))) for a in angles] for z in zs]
    s = sheet("kraft", rows)
    s = s.paints("kraft_b", lambda x, y, z: abs(x) < 0.012 or abs(abs(x) - 0.25) < 0.010)
    for z in (0.785, 1.075):
        s += tube("tape", [cabin_at(a, z, out + 0.004) for a in angles], 0.026, 6, 0, flat=0.4)
    for a in (-137, -43):
        s += tube("tape", [cabin_at(a, z, out + 0.004) for z in zs], 0.026, 6, 2, flat=0.4)
    return s


def headlight_film(side):
    at, n = headlight(side)
    s = ball("film", 0.150, 0.150, 0.050, k=6, power=2.6).at(0, 0, 0.018) + ring("tape_b", 0.146, 0.024, 26, 6, 0.5).at(0, 0, 0.022)
    s += box("tape_b", 0.30, 0.040, 0.008, 0.002).turn(z=28).at(0, 0, 0.064)
    return s.aim(at, at + n)


def wheel_cover():
    """A cloth cap over a wheel, its face towards +Z."""
    r = WHEEL + 0.03
    s = lathe("coral", [(r - 0.02, -0.07), (r + 0.012, -0.06), (r + 0.015, 0.0), (r - 0.01, 0.07), (r - 0.08, 0.095), (0, 0.105)], 28) + ring("red", r + 0.004, 0.022, 28, 6).at(0, 0, -0.055)
    for k in range(8):
        a = math.tau * k / 8
        s += tube("red", [(0.06 * math.cos(a), 0.06 * math.sin(a), 0.104), (0.17 * math.cos(a), 0.17 * math.sin(a), 0.100), ((r - 0.01) * math.cos(a), (r - 0.01) * math.sin(a), 0.072)], 0.008, 5, 2)
    return s + cylinder("stripe", 0.045, 0.02, 14, 0.006).at(0, 0, 0.098)


# ---- what she wears

def half_mask():
    """A half mask with two cartridges: origin in the middle of the face it covers, which looks to -Y."""
    s = ball("mask_body", 0.098, 0.075, 0.090, k=5, power=2.4).warp(lambda v: np.column_stack((v[:, 0] * (1 - 0.28 * np.clip(v[:, 2] / 0.09, 0, 1)), v[:, 1], v[:, 2])))
    s += ring("graphite", 0.030, 0.012, 16, 6).turn(x=90).at(0, -0.074, -0.012) + lathe("teal_light", [(0.026, 0), (0.018, 0.014), (0, 0.018)], 12).turn(x=90).at(0, -0.072, -0.012)
    for t in (-1, 1):
        c = cylinder("cartridge_b", 0.062, 0.030, 20, 0.008) + cylinder("cartridge", 0.064, 0.026, 20, 0.008).at(0, 0, 0.026) + cylinder("cartridge_b", 0.045, 0.006, 16, 0.0).at(0, 0, 0.052)
        s += c.turn(x=74, z=t * 52).at(t * 0.072, -0.050, -0.022)
    return s


def mask_straps(bottom=-0.07):
    s = None
    for z0, z1 in ((0.03, 0.10), (-0.04, -0.02)):
        for t in (-1, 1):
            m = tube("mask_body", [(t * 0.08, -0.155, bottom + z0), (t * 0.185, -0.09, bottom + z0 + 0.01), (t * 0.213, 0.02, bottom + z1), (t * 0.16, 0.16, bottom + z1 + 0.02)], 0.013, 6, 3, flat=0.6)
            s = m if s is None else s + m
    return s


def glove():
    """A right glove, as people.hand() lies: nitrile, its cuff turned."""
    return people.hand("nitrile", 1.34) + lathe("nitrile_b", [(0.052, -0.05), (0.058, -0.035), (0.062, 0.045), (0.056, 0.058), (0.048, 0.05)], 14)


def gloves():
    one = glove().scale(1.45).turn(x=180)
    return centred(one.mirror().turn(y=-8).at(-0.12, 0, 0) + one.turn(y=8).at(0.12, 0, 0))


def suit(j, hood_up=False):
    """The white suit on a figure with these joints, in figure space."""
    s = loft("suit", [(0, 0, 0.60, 0.19, 0.15), (0, 0, 0.66, 0.232, 0.178), (0, 0, 0.76, 0.236, 0.180), (0, 0, 0.88, 0.222, 0.170), (0, -0.004, 1.0, 0.234, 0.172), (0, 0, 1.10, 0.236, 0.164), (0, 0.006, 1.18, 0.20, 0.138), (0, 0.008, 1.225, 0.14, 0.112)], 24, 2.6)
    s += loft("suit_b", [(0, 0, 0.80, 0.226, 0.172), (0, 0, 0.81, 0.236, 0.182), (0, 0, 0.835, 0.236, 0.182), (0, 0, 0.845, 0.226, 0.172)], 24, 2.6)
    s += box("zip", 0.024, 0.016, 0.54, 0.004).at(0, -0.180, 0.66).warp(lambda v: np.column_stack((v[:, 0], np.where(v[:, 2] > 1.08, v[:, 1] + 0.02, v[:, 1]), v[:, 2])))
    s += box("teal_light", 0.09, 0.012, 0.055, 0.006).turn(z=-14).at(0.11, -0.172, 1.04)
    for key, t in (("r", -1), ("l", 1)):
        a, k = j["ankle" + key], j["knee" + key]
        hp = Vector((t * 0.10, 0, 0.66))
        s += loft("suit", [(a.x, a.y, 0.085, 0.100, 0.108), (a.x, a.y, 0.12, 0.124, 0.128), (a.x, a.y, 0.17, 0.122, 0.126), (k.x, k.y, 0.38, 0.118, 0.126), (hp.x, hp.y, 0.60, 0.126, 0.148), (hp.x, hp.y, 0.70, 0.12, 0.14)], 16, 2.3)
        s += loft("zip", [(a.x, a.y, 0.080, 0.104, 0.110), (a.x, a.y, 0.09, 0.110, 0.116), (a.x, a.y, 0.112, 0.110, 0.116)], 16, 2.3)
        sh, e, w = j["shoulder" + key], j["elbow" + key], j["wrist" + key]
        cuff = e + (w - e) * 0.86
        s += ball("suit", 0.105, k=3).at(*sh) + limb("suit", sh, e, 0.104, 0.088) + limb("suit", e, cuff, 0.088, 0.070)
        s += lathe("zip", [(0.066, -0.022), (0.075, -0.014), (0.075, 0.014), (0.066, 0.022)], 14).aim(cuff, w)
        s += tube("suit_b", [(t * 0.03, -0.140, 1.17), (t * 0.10, -0.09, 1.235), (t * 0.12, 0.02, 1.27), (0, 0.12, 1.28)], 0.036, 8, 3)
    return s + ball("suit_b", 0.15, 0.075, 0.10, k=4, power=2.3).at(0, 0.135, 1.20)


def suit_hung():
    """The suit on its hanger, centred."""
    hang = people.figure(MANON, people.Pose(elbows=((-0.30, 0.0, 0.90), (0.30, 0.0, 0.90)), wrists=((-0.33, -0.04, 0.70), (0.33, -0.04, 0.70)), stance=0.11)).joints
    s = suit(hang)
    s += tube("steel_light", [(0, 0.0, 1.26), (0, 0, 1.34), (0.04, 0, 1.38), (0.02, 0, 1.42), (-0.03, 0, 1.41)], 0.012, 6, 3)
    return centred(s)


def worn_gloves(j):
    s = None
    for key in "rl":
        g = glove().scale(1.0)
        g = people.place_hand(g if key == "r" else g.mirror(), j["elbow" + key], j["wrist" + key])
        s = g if s is None else s + g
    return s


# ---- tools

def spray_gun(k=1.0):
    """A gravity gun: its nozzle towards -Y, its grip down, the trigger at the origin."""
    s = limb("steel_light", (0, 0.05, 0.11), (0, -0.15, 0.11), 0.042, 0.038, 12) + lathe("steel_light", [(0.042, 0), (0.056, 0.01), (0.056, 0.035), (0.030, 0.055), (0.012, 0.065)], 16).turn(x=90).at(0, -0.16, 0.11)
    for t in (-1, 1):
        s += box("coral", 0.022, 0.045, 0.038, 0.008).at(t * 0.050, -0.205, 0.092)
    s += limb("steel", (0, 0.06, 0.10), (0, 0.115, -0.17), 0.036, 0.031, 12) + box("coral", 0.055, 0.075, 0.17, 0.018, 2).turn(x=12).at(0, 0.098, -0.13)
    s += tube("steel_light", [(0, -0.055, 0.07), (0, -0.045, 0.01), (0, -0.010, -0.06)], 0.014, 7, 3, flat=1.5)
    s += cylinder("brass", 0.022, 0.045, 12, 0.006).turn(x=-90).at(0, 0.085, 0.115) + cylinder("brass", 0.020, 0.04, 6, 0.004).at(0, 0.120, -0.215)
    # the cup
    s += cylinder("steel_dark", 0.026, 0.06, 10, 0.004).at(0, -0.055, 0.14) + lathe("porcelain", [(0.030, 0.19), (0.075, 0.235), (0.092, 0.26), (0.094, 0.40)], 20).at(0, -0.055, 0)
    s += lathe("car", [(0.0935, 0.262), (0.0955, 0.268), (0.0965, 0.345), (0.0945, 0.350)], 20).at(0, -0.055, 0) + lathe("graphite", [(0.100, 0.395), (0.104, 0.40), (0.104, 0.43), (0.06, 0.445), (0, 0.447)], 20).at(0, -0.055, 0)
    return s.scale(k)


def tin(paint, r=0.12, h=0.22, label="cream"):
    s = cylinder("steel_light", r, h, 22, 0.008) + lathe(paint, [(r * 1.004, h * 0.16), (r * 1.02, h * 0.18), (r * 1.02, h * 0.82), (r * 1.004, h * 0.84)], 22)
    return s + lathe("steel", [(r * 0.98, h), (r * 1.04, h + 0.012), (r * 0.94, h + 0.020), (r * 0.80, h + 0.008), (0, h + 0.008)], 22)


def stand_post(h=0.5):
    return cylinder("graphite", 0.14, 0.035, 20, 0.012) + cylinder("steel_dark", 0.024, h, 10, 0.0).at(0, 0, 0.03)


def placed_person(look, pose, at, turn=0.0, k=1.0, nod=0.0, extra=None):
    """Somebody standing there, head included."""
    f = people.figure(look, pose)
    s = f.body + f.head.turn(x=nod).at(*f.neck)
    if extra:
        s += extra(f)
    return s.scale(k).turn(z=turn).at(*at)


# ---- a model whose moving things are made anew

def regraft(script, make, cameras, prefixes):
    """Makes the moving meshes whose names begin with one of `prefixes` anew in the model that is there: right when what stands has not changed."""
    target = KIT / "models" / f"{Path(script).stem}.glb"
    bake.stage(1)
    made = make()
    every = [bake.camera(n, *where) for n, where in cameras.items()]
    new = [m for m in made.moving if m.name.startswith(prefixes)]
    objects = {m.name: bake.solid(m.name, m.shape, m.at, m.turn, None if m.turns else every) for m in new}
    for e in made.anchors:
        if e.under in objects:
            bake.anchor(e.name, e.at, e.turn, e.scale).parent = objects[e.under]
    for m in new:
        if m.under:
            holder = bpy.data.objects[m.under]
            objects[m.name].parent, objects[m.name].scale = holder, [1 / s for s in holder.scale]
    for m in new:
        bake.tint(objects[m.name], [objects[e.under] for e in made.anchors if m.under and e.name == m.under])
    plain = bpy.data.materials.new("moving")
    for o in objects.values():
        o.data.materials.clear()
        o.data.materials.append(plain)
        o.data.polygons.foreach_set("material_index", [0] * len(o.data.polygons))
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "new.glb"
        bpy.ops.export_scene.gltf(filepath=str(path), export_format="GLB", export_apply=False, export_yup=True, export_cameras=False, export_lights=False, export_animations=False, export_extras=False,
                                  export_texcoords=False, export_normals=True, export_vertex_color="ACTIVE", export_all_vertex_colors=False, export_materials="EXPORT")
        lighten(path, {m.name: 9000 for m in new})
        (old, data), (twig, more) = _glb(target), _glb(path)
    material = next(i for i, m in enumerate(old["materials"]) if m["name"] == "moving")
    named = {n["name"]: n for n in old["nodes"]}
    for n in twig["nodes"]:      # their places may have moved with them
        if not n["name"].startswith((*prefixes, "target.")):
            continue
        for key in ("translation", "rotation", "scale"):
            named[n["name"]].pop(key, None)
            if key in n:
                named[n["name"]][key] = n[key]
    meshes = {n["name"]: twig["meshes"][n["mesh"]] for n in twig["nodes"] if "mesh" in n}
    for name in meshes:
        old["meshes"][named[name]["mesh"]] = None
    # what is kept, then what is new
    views, accessors, out = [], [], b""

    def take(source, blob, index):
        nonlocal out
        a = dict(source["accessors"][index])
        out += b"\0" * (-len(out) % 4)
        v = dict(source["bufferViews"][a["bufferView"]])
        start = v.get("byteOffset", 0)
        views.append(v | {"buffer": 0, "byteOffset": len(out)})
        out += blob[start:start + v["byteLength"]]
        accessors.append(a | {"bufferView": len(views) - 1})
        return len(accessors) - 1
    for i, mesh in enumerate(old["meshes"]):
        source, blob = (old, data) if mesh is not None else (twig, more)
        if mesh is None:
            mesh = meshes[next(n for n in meshes if named[n]["mesh"] == i)]
            for p in mesh["primitives"]:
                p["material"] = material
        for p in mesh["primitives"]:
            p["attributes"] = {k: take(source, blob, v) for k, v in p["attributes"].items()}
            p["indices"] = take(source, blob, p["indices"])
        old["meshes"][i] = mesh
    for image in old["images"]:
        v = old["bufferViews"][image["bufferView"]]
        out += b"\0" * (-len(out) % 4)
        views.append(v | {"buffer": 0, "byteOffset": len(out)})
        out += data[v.get("byteOffset", 0):v.get("byteOffset", 0) + v["byteLength"]]
        image["bufferView"] = len(views) - 1
    out += b"\0" * (-len(out) % 4)
    old["bufferViews"], old["accessors"], old["buffers"] = views, accessors, [{"byteLength": len(out)}]
    words_ = json.dumps(old, separators=(",", ":")).encode()
    words_ += b" " * (-len(words_) % 4)
    chunks = struct.pack("<II", len(words_), 0x4E4F534A) + words_ + struct.pack("<II", len(out), 0x004E4942) + out
    target.write_bytes(struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks)
    nearest_first(target)
    bake.summary(target)
    bake.stamp(target, script)


def _glb(path):
    """The description and the data of a .glb."""
    raw = Path(path).read_bytes()
    length = struct.unpack_from("<I", raw, 12)[0]
    g = json.loads(raw[20:20 + length])
    return g, raw[28 + length:][:g["buffers"][0]["byteLength"]]
