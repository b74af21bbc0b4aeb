"""The finale: the container stands on the quay, its doors open, and one sees what of everyday life comes through the port.

python3 kits/portique/source/conteneur.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from quai import (PAINTS, Paint, ball, bollard, box, container, cylinder, door, frame, group, gull, hard_hat, lathe, limb, outline, people, ribs, ring, tube, vest)
from diorama import Anchor, Moving, Picture, Scene, publish, upright, words
from etabli_art import light
from etabli_art.shapes import band, plinth, rounded, slab
from mathutils import Matrix, Vector

W, D, H = 1.06, 0.98, 1.02          # the container, its doors to the visitor
AT = Vector((-0.08, 0.26, 0.0))
FRONT = AT.y - D / 2                # the plane of its doors
DECK = 0.055                        # its floor
COLOUR = "red"
BEAM = 1.44                         # height of the gantry's beam


PAINTS.update({"cushion": Paint("#1F8F8A", 0.95, 0, 0.05), "cushion_b": Paint("#FFC42E", 0.95, 0, 0.05)})


# ---- the quay

def ground():
    s = plinth("plinth", 2.72, 2.00, 0.22, 0.34) + slab("asphalt", 2.46, 1.76, 0.010, 0.24, 0.004)
    s += band("line_white", 2.40, 1.70, 0.22, 0.022).at(0, 0, 0.0112)
    # where trucks stop, and a way for those on foot
    for k in range(7):
        s += box("line_white", 0.07, 0.20, 0.0015, 0).turn(z=0).at(-0.98 + 0.13 * k, -0.70, 0.0105)
    s += tube("line", [(-1.1, -0.50, 0.0115), (1.1, -0.50, 0.0115)], 0.012, 4, 0, flat=0.15)
    return s


def water():
    """The dock on the right, behind its edge of stone."""
    s = box("quay", 0.10, 1.30, 0.05, 0.012).at(0.86, 0.20, 0.0) + box("sea_deep", 0.30, 1.28, 0.014, 0.004).at(1.05, 0.20, 0.0)
    for k in range(7):
        y = -0.36 + 0.18 * k
        s += tube("foam", [(0.95, y, 0.016), (1.02, y + 0.02, 0.018), (1.10, y, 0.016)], 0.008, 4, 2, flat=0.4)
    return s + bollard().at(0.84, -0.30, 0.045) + bollard().at(0.84, 0.55, 0.045)


def tug():
    """A harbour tug, bow to -Y, waterline at the origin."""
    from etabli_art.shapes import loft
    s = loft("box_red", [(0, 0, -0.02, 0.075, 0.19), (0, -0.01, 0.03, 0.095, 0.225), (0, -0.015, 0.085, 0.102, 0.245)], 20, 2.6) + loft("oak_light", [(0, -0.01, 0.084, 0.086, 0.222), (0, -0.01, 0.090, 0.086, 0.222)], 20, 2.6)
    s += box("white", 0.12, 0.17, 0.11, 0.02, 2).at(0, 0.0, 0.088) + box("visor", 0.122, 0.175, 0.04, 0.008).at(0, 0, 0.14) + box("white", 0.09, 0.11, 0.08, 0.016).at(0, 0.02, 0.19)
    s += lathe("stripe", [(0.030, 0), (0.030, 0.10), (0.026, 0.11)], 12).at(0, 0.11, 0.15) + lathe("black", [(0.031, 0.07), (0.031, 0.11), (0, 0.112)], 12).at(0, 0.11, 0.15)
    for k in range(4):
        s += ring("rubber", 0.020, 0.009, 10, 5).turn(y=90).at(-0.10, -0.13 + 0.09 * k, 0.05) + ring("rubber", 0.020, 0.009, 10, 5).turn(y=90).at(0.10, -0.13 + 0.09 * k, 0.05)
    return s


def crane():
    """The gantry's feet and beam behind, as tall as the picture."""
    s = None
    for x in (-1.00, 0.66):
        for y in (0.50, 0.78):
            m = limb("crane_blue", (x, y, 0.0), (x + (0.05 if x < 0 else -0.05), y, BEAM + 0.02), 0.050, 0.042, 8) + box("graphite", 0.16, 0.12, 0.07, 0.02).at(x, y, 0.0)
            m += cylinder("iron", 0.035, 0.13, 12, 0.006).turn(x=90).at(x - 0.04, y + 0.065, 0.035) + cylinder("iron", 0.035, 0.13, 12, 0.006).turn(x=90).at(x + 0.04, y + 0.065, 0.035)
            s = m if s is None else s + m
        s += limb("crane_white", (x, 0.50, 0.30), (x, 0.78, 0.30), 0.032, n=8) + limb("crane_white", (x, 0.50, 0.95), (x + 0.03, 0.78, 0.35), 0.020, n=6)
    s += box("crane_blue", 1.95, 0.09, 0.19, 0.02).at(-0.17, 0.64, BEAM) + box("crane_white", 1.96, 0.095, 0.022, 0.008).at(-0.17, 0.64, BEAM + 0.18)
    s += upright(words("crane_white", "LE HAVRE", 0.22)).at(0.0, 0.592, BEAM + 0.085)
    # the trolley with the driver's glass cab, four cables and the spreader that has just let go
    s += box("yellow", 0.46, 0.20, 0.09, 0.02).at(AT.x, 0.60, BEAM - 0.09)
    s += box("crane_white", 0.26, 0.24, 0.04, 0.012).at(-0.55, 0.54, BEAM - 0.04) + box("visor_light", 0.22, 0.20, 0.18, 0.02).at(-0.55, 0.54, BEAM - 0.22) + box("crane_white", 0.24, 0.22, 0.035, 0.012).at(-0.55, 0.54, BEAM - 0.255)
    for x in (-0.17, 0.17):
        for y in (0.54, 0.66):
            s += limb("graphite", (AT.x + x, y, BEAM - 0.08), (AT.x + x * 1.6, y - 0.24, H + 0.15), 0.006, n=5)
    s += box("yellow", W - 0.10, 0.16, 0.07, 0.015).at(AT.x, 0.36, H + 0.09)
    for x in (-1, 1):
        s += box("yellow", 0.09, 0.74, 0.06, 0.012).at(AT.x + x * (W / 2 - 0.07), 0.28, H + 0.085)
    s += box("graphite", 0.30, 0.20, 0.09, 0.02).at(AT.x, 0.36, H + 0.155) + ball("led_green", 0.020, k=2).at(AT.x + 0.30, 0.27, H + 0.150)
    return s


def stack():
    """Other containers, waiting."""
    s = container("teal", 0.46, 0.80, 0.46).at(-1.00, 0.22, 0.01) + container("yellow", 0.46, 0.80, 0.46).at(-1.00, 0.25, 0.48)
    return s


def shell():
    """The open container: floor of planks, walls, roof, its frame."""
    paint, dark = f"box_{COLOUR}", f"box_{COLOUR}_b"
    s = frame(dark, W, D, H) + box("deck", W - 0.06, D - 0.06, 0.02, 0).at(0, 0, DECK - 0.02)
    for k in range(6):
        s += box("carton_b", 0.004, D - 0.08, 0.001, 0).at(-0.40 + 0.16 * k, 0, DECK)
    for sx in (-1, 1):
        s += ribs(paint, dark, D - 0.10, H - 0.08).turn(z=90 * sx).at(sx * (W / 2 - 0.022), 0, 0.04)
        s += ribs("box_in", "box_in", D - 0.10, H - 0.09).turn(z=-90 * sx).at(sx * (W / 2 - 0.045), 0, 0.045)
    s += ribs("box_in", "box_in", W - 0.12, H - 0.09).at(0, D / 2 - 0.045, 0.045) + ribs(paint, dark, W - 0.10, H - 0.08).turn(z=180).at(0, D / 2 - 0.022, 0.04)
    s += box(paint, W - 0.04, D - 0.04, 0.02, 0.004).at(0, 0, H - 0.03) + box("box_in", W - 0.12, D - 0.10, 0.006, 0).at(0, 0, H - 0.046)
    for x in (-0.28, 0.28):
        s += box("lit", 0.05, 0.5, 0.012, 0).at(x, 0.05, H - 0.062)
    return s.at(*AT)


# ---- what comes through the port, each thing standing on z = 0

def bicycle(paint="coral"):
    s = ring("rubber", 0.125, 0.014, 22, 6).turn(x=90).at(-0.19, 0, 0.139) + ring("rubber", 0.125, 0.014, 22, 6).turn(x=90).at(0.19, 0, 0.139)
    for x in (-0.19, 0.19):
        s += cylinder("steel_light", 0.020, 0.03, 10, 0.004).turn(x=90).at(x, 0.015, 0.139)
        for k in range(6):
            a = math.pi * k / 6
            s += limb("steel_light", (x - 0.115 * math.cos(a), 0, 0.139 - 0.115 * math.sin(a)), (x + 0.115 * math.cos(a), 0, 0.139 + 0.115 * math.sin(a)), 0.0025, n=4)
    a, b, seat, head = (-0.19, 0, 0.139), (-0.02, 0, 0.125), (-0.075, 0, 0.29), (0.135, 0, 0.30)
    for p, q in ((a, b), (a, seat), (b, seat), (b, head), (seat, head), (head, (0.19, 0, 0.139))):
        s += limb(paint, p, q, 0.013, n=7)
    s += limb("steel_light", seat, (-0.088, 0, 0.335), 0.010, n=6) + ball("leather_dark", 0.055, 0.028, 0.018, k=3).at(-0.095, 0, 0.345)
    s += limb("steel_light", head, (0.125, 0, 0.36), 0.010, n=6) + tube("graphite", [(0.10, -0.085, 0.365), (0.135, -0.05, 0.372), (0.135, 0.05, 0.372), (0.10, 0.085, 0.365)], 0.011, 6, 3)
    return s + cylinder("iron", 0.034, 0.012, 14, 0.002).turn(x=90).at(-0.02, -0.010, 0.125) + box("oak_light", 0.13, 0.10, 0.075, 0.012, 1, 1.08).at(0.205, 0, 0.285)


def coffee():
    """Three sacks, one of them open."""
    sack = ball("jute", 0.10, 0.075, 0.125, k=5, power=2.6).at(0, 0, 0.118) + lathe("jute_b", [(0.030, 0), (0.046, 0.035)], 10).at(0, 0, 0.232) + ring("rope", 0.034, 0.008, 10, 5).at(0, 0, 0.236)
    stamp = words("soil", "CAFÉ", 0.058).turn(x=90).at(0, -0.077, 0.115)
    s = (sack + stamp).at(-0.10, 0, 0) + (sack + stamp).turn(z=-10).at(0.115, 0.02, 0)
    lid = ball("jute", 0.098, 0.080, 0.085, k=5, power=2.6).at(0, 0, 0.080) + ring("jute_b", 0.070, 0.014, 14, 6).at(0, 0, 0.150) + ball("soil", 0.068, 0.060, 0.030, k=4).at(0, 0, 0.148)
    for k in range(12):
        a = 2.4 * k
        lid += ball("leather_dark", 0.011, 0.008, 0.008, k=2).at(0.045 * math.cos(a) * (k / 12) ** 0.5, 0.040 * math.sin(a) * (k / 12) ** 0.5, 0.176)
    return s + lid.at(0.15, -0.15, 0)


def linen():
    """Rolls of Norman linen, ready to leave."""
    s = None
    for x, z, paint in ((-0.075, 0.062, "linen"), (0.075, 0.062, "linen_blue"), (0.0, 0.172, "petal")):
        m = cylinder(paint, 0.062, 0.34, 18, 0.006).turn(x=90).at(x, 0.17, z) + cylinder("carton", 0.018, 0.35, 10, 0).turn(x=90).at(x, 0.175, z)
        m += tube(paint, [(x + 0.062 * math.cos(a), -0.168, z + 0.062 * math.sin(a)) for a in (0.2, 1.2, 2.2)], 0.004, 4, 1)
        s = m if s is None else s + m
    return s


def bananas():
    s = box("oak_light", 0.26, 0.20, 0.11, 0.012) + box("slot", 0.22, 0.16, 0.004, 0).at(0, 0, 0.1085)
    for k in range(7):
        x = -0.085 + 0.028 * k
        s += tube("banana", [(x, -0.075, 0.115), (x + 0.006, -0.02, 0.152), (x + 0.004, 0.045, 0.148), (x, 0.07, 0.130)], 0.017, 7, 2, radii=lambda t: 0.45 + 0.75 * math.sin(math.pi * (0.1 + 0.8 * t)))
    return s


def carton(w=0.22, d=0.18, h=0.16, mark="brick"):
    s = box("carton", w, d, h, 0.008) + box("carton_b", 0.04, d + 0.002, h + 0.002, 0.002) + box(mark, w * 0.34, 0.004, h * 0.30, 0).at(-w * 0.22, -d / 2 - 0.001, h * 0.2)
    return s


def television():
    s = box("tv", 0.40, 0.035, 0.25, 0.010).at(0, 0, 0.03) + box("tv_lit", 0.365, 0.004, 0.205, 0).at(0, -0.019, 0.053) + box("tv", 0.18, 0.09, 0.012, 0.004) + limb("tv", (0, 0.01, 0), (0, 0.01, 0.05), 0.014, n=6)
    return s + ball("yellow", 0.030, 0.004, 0.030, k=3).at(0.09, -0.022, 0.20) + outline("green", [(-0.18, 0), (0.18, 0), (0.10, 0.05), (0.0, 0.02), (-0.09, 0.06)], 0.003).turn(x=90).at(0, -0.0215, 0.056)


def plush():
    """A bear that crossed the sea."""
    s = ball("plush", 0.075, 0.062, 0.085, k=5).at(0, 0, 0.085) + ball("plush_b", 0.048, 0.020, 0.055, k=4).at(0, -0.052, 0.080) + ball("plush", 0.066, 0.060, 0.060, k=5).at(0, -0.005, 0.205)
    s += ball("plush_b", 0.030, 0.024, 0.024, k=3).at(0, -0.060, 0.192) + ball("eye", 0.011, 0.008, 0.009, k=2).at(0, -0.084, 0.200)
    for x in (-1, 1):
        s += ball("plush", 0.026, 0.016, 0.026, k=3).at(x * 0.050, 0.0, 0.262) + ball("eye", 0.009, k=2).at(x * 0.026, -0.060, 0.222)
        s += limb("plush", (x * 0.065, -0.01, 0.13), (x * 0.105, -0.055, 0.095), 0.026, 0.026, 8) + limb("plush", (x * 0.04, -0.03, 0.035), (x * 0.062, -0.095, 0.032), 0.032, 0.032, 8) + ball("plush_b", 0.022, 0.006, 0.022, k=3).at(x * 0.064, -0.128, 0.034)
    return s + tube("coral", [(-0.05, -0.045, 0.150), (0, -0.066, 0.145), (0.05, -0.045, 0.150)], 0.014, 6, 3) + ball("coral", 0.018, k=3).at(0.035, -0.068, 0.140)


def football():
    s = ball("football", 0.075, k=6).at(0, 0, 0.075)
    return s.paints("ink", lambda x, y, z: (math.sin(31 * x + 4) * math.sin(29 * y) * math.sin(33 * (z - 0.075))) > 0.34)


def sneakers():
    s = None
    for x, turn in ((-0.045, 8), (0.045, -14)):
        m = ball("sneaker_sole", 0.040, 0.080, 0.018, k=3, power=3).at(0, 0, 0.016) + ball("sneaker", 0.036, 0.072, 0.040, k=4, power=2.4).at(0, 0.004, 0.042) + ball("sneaker_b", 0.030, 0.030, 0.034, k=3).at(0, 0.040, 0.066)
        m = m.turn(z=turn).at(x, 0, 0)
        s = m if s is None else s + m
    return s


def armchair():
    s = box("cushion", 0.34, 0.30, 0.10, 0.03, 2).at(0, 0, 0.05) + box("cushion", 0.34, 0.10, 0.36, 0.04, 2).turn(x=-8).at(0, 0.14, 0.08) + box("cushion_b", 0.24, 0.24, 0.07, 0.03, 2).at(0, -0.03, 0.13)
    for x in (-1, 1):
        s += box("cushion", 0.085, 0.30, 0.21, 0.035, 2).at(x * 0.165, -0.01, 0.05)
        for y in (-0.11, 0.11):
            s += cylinder("oak_dark", 0.018, 0.06, 8, 0.004).at(x * 0.15, y, 0)
    return s


def seat():
    """An armchair with a bear that crossed the sea."""
    return armchair() + plush().scale(1.05).at(0.0, -0.02, 0.195)


def lamp():
    s = lathe("graphite", [(0.075, 0), (0.070, 0.014), (0.012, 0.024)], 16) + limb("brass", (0, 0, 0.02), (0, 0, 0.56), 0.010, n=8)
    return s + lathe("lit", [(0.120, 0.50), (0.070, 0.68), (0.060, 0.68)], 18)


def cupboard():
    """A television on its cupboard."""
    s = box("oak_light", 0.46, 0.16, 0.20, 0.012) + box("oak", 0.21, 0.01, 0.15, 0.004).at(-0.11, -0.082, 0.025) + box("oak", 0.21, 0.01, 0.15, 0.004).at(0.11, -0.082, 0.025)
    for x in (-0.02, 0.02):
        s += ball("brass", 0.010, k=2).at(x, -0.090, 0.10)
    return s + television().scale(1.08).at(0, 0, 0.20)


def table():
    """Breakfast: a bowl of coffee that steams, a banana."""
    s = cylinder("oak_light", 0.15, 0.022, 24, 0.008).at(0, 0, 0.145) + lathe("oak_dark", [(0.08, 0), (0.07, 0.012), (0.022, 0.03), (0.022, 0.146)], 12)
    s += lathe("porcelain", [(0.026, 0.167), (0.048, 0.20), (0.054, 0.222), (0.047, 0.222), (0.040, 0.215)], 16).at(-0.045, -0.03, 0) + cylinder("leather_dark", 0.046, 0.004, 14, 0).at(-0.045, -0.03, 0.211)
    for k in range(3):
        x = 0.035 + 0.026 * k
        s += tube("banana", [(x, -0.06, 0.180), (x + 0.012, -0.01, 0.200), (x + 0.006, 0.05, 0.186)], 0.017, 7, 2, radii=lambda t: 0.45 + 0.75 * math.sin(math.pi * (0.1 + 0.8 * t)))
    return s


def armchair():
    s = box("cushion", 0.34, 0.30, 0.10, 0.03, 2).at(0, 0, 0.05) + box("cushion", 0.34, 0.10, 0.36, 0.04, 2).turn(x=-8).at(0, 0.14, 0.08) + box("cushion_b", 0.24, 0.24, 0.07, 0.03, 2).at(0, -0.03, 0.13)
    for x in (-1, 1):
        s += box("cushion", 0.085, 0.30, 0.21, 0.035, 2).at(x * 0.165, -0.01, 0.05)
        for y in (-0.11, 0.11):
            s += cylinder("oak_dark", 0.018, 0.06, 8, 0.004).at(x * 0.15, y, 0)
    return s


def seat():
    """An armchair with a bear that crossed the sea."""
    return armchair() + plush().scale(1.05).at(0.0, -0.02, 0.195)


def lamp():
    s = lathe("graphite", [(0.075, 0), (0.070, 0.014), (0.012, 0.024)], 16) + limb("brass", (0, 0, 0.02), (0, 0, 0.56), 0.010, n=8)
    return s + lathe("lit", [(0.120, 0.50), (0.070, 0.68), (0.060, 0.68)], 18)


def cupboard():
    """A television on its cupboard."""
    s = box("oak_light", 0.46, 0.16, 0.20, 0.012) + box("oak", 0.21, 0.01, 0.15, 0.004).at(-0.11, -0.082, 0.025) + box("oak", 0.21, 0.01, 0.15, 0.004).at(0.11, -0.082, 0.025)
    for x in (-0.02, 0.02):
        s += ball("brass", 0.010, k=2).at(x, -0.090, 0.10)
    return s + television().scale(1.08).at(0, 0, 0.20)


def table():
    """Breakfast: a bowl of coffee that steams, a banana."""
    s = cylinder("oak_light", 0.15, 0.022, 24, 0.008).at(0, 0, 0.145) + lathe("oak_dark", [(0.08, 0), (0.07, 0.012), (0.022, 0.03), (0.022, 0.146)], 12)
    s += lathe("porcelain", [(0.026, 0.167), (0.048, 0.20), (0.054, 0.222), (0.047, 0.222), (0.040, 0.215)], 16).at(-0.045, -0.03, 0) + cylinder("leather_dark", 0.046, 0.004, 14, 0).at(-0.045, -0.03, 0.211)
    for k in range(3):
        x = 0.035 + 0.026 * k
        s += tube("banana", [(x, -0.06, 0.180), (x + 0.012, -0.01, 0.200), (x + 0.006, 0.05, 0.186)], 0.017, 7, 2, radii=lambda t: 0.45 + 0.75 * math.sin(math.pi * (0.1 + 0.8 * t)))
    return s


def bread():
    """A field's wheat goes the other way: sacks of Norman grain with ears on top."""
    s = ball("linen", 0.085, 0.065, 0.105, k=5, power=2.6).at(0, 0, 0.098) + words("green", "BLÉ", 0.062).turn(x=90).at(0, -0.067, 0.095)
    for k in range(9):
        a = -0.5 + 0.125 * k
        s += limb("stripe", (0.02 * math.sin(a), 0, 0.19), (0.14 * math.sin(a), 0.01 * (k % 3), 0.30), 0.004, n=4) + ball("stripe", 0.012, 0.010, 0.030, k=2).turn(y=math.degrees(a)).at(0.155 * math.sin(a), 0.01 * (k % 3), 0.325)
    return s


# what appears, in turn: name, thing, where (from the doors' plane and the container's floor), turned, size
GOODS = (
    ("television", cupboard, (-0.25, 0.66, 0.0), 8, 1.0), ("lampe", lamp, (0.06, 0.74, 0.0), 0, 1.12), ("fauteuil", seat, (0.24, 0.36, 0.0), -24, 1.08), ("table", table, (-0.14, 0.20, 0.0), 0, 1.05),
    ("velo", bicycle, (0.50, -0.20, -DECK), 14, 1.12), ("cafe", coffee, (-0.52, -0.14, -DECK), 8, 1.0), ("bananes", bananas, (0.05, -0.22, -DECK), -10, 1.10),
    ("lin", linen, (-0.33, 0.16, 0.0), 12, 1.0), ("ballon", football, (-0.10, -0.50, -DECK), 0, 1.05), ("chaussures", sneakers, (0.36, -0.50, -DECK), -24, 1.25),
)


# ---- people

PORTIQUEUSE = people.Look(skin="skin_5", nose="nose_4", lips="lip_dark", hair="hair_black", style="bun", top="petrol", top_dark="petrol_deep", legs="denim", feet="boot")
DOCKER = people.Look(skin="skin_2", nose="nose_1", lips="lip_light", hair="hair_red", style="short", lashes=False, beard=True, top="denim", top_dark="overall_dark", legs="mat", feet="boot")
CHILD = people.Look(skin="skin_3", nose="nose_1", lips="lip_light", hair="hair_brown", style="curly", top="yellow", top_dark="orange", legs="denim", feet="sneaker")
WHO = (
    ("portiqueuse", PORTIQUEUSE, people.Pose(elbows=((-0.44, -0.06, 1.02), (0.40, -0.02, 0.92)), wrists=((-0.60, -0.18, 1.22), (0.36, -0.20, 0.86))), (-1.04, -0.50, 0.012), 22, 0.40, True),
    ("docker", DOCKER, people.Pose(elbows=((-0.42, -0.02, 0.92), (0.44, -0.06, 1.16)), wrists=((-0.36, -0.22, 0.88), (0.52, -0.14, 1.40))), (0.98, -0.58, 0.012), -26, 0.40, True),
    ("enfant", CHILD, people.Pose(elbows=((-0.42, -0.08, 1.18), (0.42, -0.08, 1.18)), wrists=((-0.50, -0.14, 1.42), (0.50, -0.14, 1.42))), (-0.80, -0.68, 0.012), 20, 0.30, False),
)


def persons():
    """Bodies that stand; their heads nod: `(bodies, [(name, head, at, turn)])`."""
    bodies, heads = None, []
    for name, look, pose, at, turn, size, works in WHO:
        f = people.figure(look, pose)
        body = f.body + vest(f) if works else f.body
        head = f.head + hard_hat("crane_white" if name == "portiqueuse" else "stripe") if works else f.head
        m = body.scale(size).turn(z=turn).at(*at)
        bodies = m if bodies is None else bodies + m
        neck = Vector(at) + Matrix.Rotation(math.radians(turn), 3, "Z") @ (Vector(f.neck) * size)
        heads.append((name, head.scale(size), tuple(neck), turn))
    return bodies, heads


def static():
    bodies, _ = persons()
    behind = carton(0.28, 0.20, 0.24, "coral").at(AT.x + 0.32, FRONT + 0.84, DECK) + carton(0.26, 0.18, 0.20, "sign_blue").at(AT.x + 0.33, FRONT + 0.84, DECK + 0.24)
    behind += slab("wool", 0.66, 0.50, 0.008, 0.06, 0.002).at(AT.x + 0.04, FRONT + 0.30, DECK) + slab("coral", 0.56, 0.40, 0.002, 0.05, 0).at(AT.x + 0.04, FRONT + 0.30, DECK + 0.008) + slab("wool", 0.50, 0.34, 0.002, 0.04, 0).at(AT.x + 0.04, FRONT + 0.30, DECK + 0.0095)
    return group(ground(), water(), crane(), stack(), shell(), behind, bodies)


def make():
    _, heads = persons()
    wide, z = W / 2 - 0.015, H - 0.06
    hinge = {"gauche": (AT.x - W / 2 + 0.01, -1), "droite": (AT.x + W / 2 - 0.01, 1)}
    moving = [Moving(f"opens.{side}", door(COLOUR, wide, z, -s), (x, FRONT - 0.02, 0.03), apart=True) for side, (x, s) in hinge.items()]
    anchors = [Anchor(f"opened.{side}", (x, FRONT - 0.02, 0.03), (0, 0, 150 * s)) for side, (x, s) in hinge.items()]
    for k, (name, thing, (x, y, up), turn, size) in enumerate(GOODS):
        moving.append(Moving(f"reveal.{k:02}.{name}", thing().scale(size), (AT.x + x, FRONT + y, DECK + up + 0.004), (0, 0, turn), apart=True))
    moving += [Moving(f"life.nod.{name}", head, at, (0, 0, turn)) for name, head, at, turn in heads]
    moving += [Moving("life.bob.remorqueur", tug(), (1.06, 0.12, 0.012), (0, 0, 4), turns=False)]
    moving += [Moving(f"life.bob.mouette_{k}", gull().scale(size), at, (0, 0, turn), apart=True) for k, (at, turn, size) in enumerate((((-0.66, 0.30, 1.84), 30, 1.1), ((0.52, -0.10, 1.26), -40, 1.0), ((0.98, -0.30, 0.94), -20, 1.1)), 1)]
    return Scene(static(), moving, anchors + [Anchor("surface.quai", (0, 0, 0.012), scale=(1.2, 0.85, 1)), Anchor("emit.steam.bol", (AT.x - 0.19, FRONT + 0.17, DECK + 0.25))])


def lights():
    light.rig(key=3.0, fill=60, rim=80, ambient=0.55)
    for x in (-0.28, 0.28):
        light.point((AT.x + x, AT.y - 0.05, H - 0.14), 5.5, (1.0, 0.80, 0.52), 0.10, "ceiling")
    light.point((AT.x, FRONT - 0.25, 0.55), 2.2, (1.0, 0.78, 0.5), 0.2, "spill")


def opened():
    """As it is at the end of the finale, for the cover."""
    bodies, heads = persons()
    wide, z = W / 2 - 0.015, H - 0.06
    s = static()
    for x, side in ((AT.x - W / 2 + 0.01, -1), (AT.x + W / 2 - 0.01, 1)):
        s += door(COLOUR, wide, z, -side).turn(z=150 * side).at(x, FRONT - 0.02, 0.03)
    for name, thing, (x, y, up), turn, size in GOODS:
        s += thing().scale(size).turn(z=turn).at(AT.x + x, FRONT + y, DECK + up + 0.004)
    for name, head, at, turn in heads:
        s += head.turn(z=turn).at(*at)
    return s + tug().at(1.06, 0.12, 0.012) + gull().scale(1.2).turn(z=30).at(-1.02, -0.20, 1.22) + gull().turn(z=-40).at(0.52, -0.10, 1.26)


def riddle():
    """Steel against the sky: the beam, the cab, the cables and what hangs there."""
    s = group(ground(), crane(), stack(), water()) + gull().scale(1.3).turn(z=30).at(-1.00, -0.10, 1.10) + gull().scale(1.1).turn(z=-40).at(0.42, -0.10, 1.16)
    return s + container("red", 0.62, 0.60, 0.44).at(AT.x, 0.30, 0.66)


BUDGETS = {"static": 15000}
CAMERAS = {"camera.large": (10, 14, (0, 0, 0.72)), "camera.large.portrait": (8, 13, (0, 0, 0.72)),
           "camera.portes": (4, 6, (AT.x, FRONT, 0.52), 1.75), "camera.portes.portrait": (4, 6, (AT.x, FRONT, 0.52), 2.5)}

PICTURES = {"cover": Picture(opened, (10, 13, (0, -0.02, 0.70), 6.2, 62), lights, ("#BFE3E0", "#2E8C96"), focus=(AT.x, FRONT, 0.4)),
            "mystere": Picture(riddle, (-16, -4, (-0.10, 0.30, 0.92), 4.0, 62), lights, ("#FFE2B8", "#2E8C96"))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1280, samples=36, pictures=PICTURES)
