"""The welding bench seen close: a scrap plate to try a bead on, and the set's front with its big dial.

python3 kits/soudure/source/etabli.py [--preview] [--look] [--out FOLDER]"""
import math

import bpy  # noqa: F401  (brings mathutils)
from atelier import mug
from mathutils import Matrix, Vector
from parts import Anchor, Moving, Scene, chain, clamp, publish, sideways, torch, upright, words
from etabli_art import light
from etabli_art.shapes import ball, band, box, cylinder, group, lathe, limb, outline, plinth, ring, slab, tube

TOP = 0.40                                   # the table's top
WALL_Y, WALL_H = 0.84, 0.60                  # face of the low wall behind, its height over the table
PLATE_X, PLATE_L, PLATE_D = -0.04, 1.52, 0.30    # the scrap: middle, length, depth of each of the two plates
SEAM_Y, PLATE_Z = -0.36, TOP + 0.115         # the joint; the plates' upper face
GAP = 0.012
SET_AT, SET_TURN, SLOPE = (0.56, 0.44, TOP), -6.0, 50.0    # the welding set: its foot, how it is turned, its front's slope
FRONT = Vector((0, -0.17, 0.42))             # the middle of the sloped front, in the set's space
DIAL = (0.0, -0.115)                         # on the front: across, up
READOUT = (0.0, 0.235, 0.185, 0.068)         # across, up, half width, half height
LAMP_1, LAMP_2 = (-0.265, 0.235), (0.265, 0.235)
MUG_AT = (0.96, -0.70, TOP)
FAN_AT = (-0.82, WALL_Y - 0.05, TOP + 0.33)


# ---- the bench

def bench():
    s = plinth("plinth", 2.60, 2.02, 0.22, 0.32) + slab("floor_b", 2.34, 1.78, 0.012, 0.2, 0.004) + band("joint", 2.38, 1.82, 0.22, 0.04).at(0, 0, 0.006)
    # the cabinet under the table: drawers in front
    s += box("petrol", 2.06, 1.50, TOP - 0.09, 0.02).at(0, 0.0, 0.01)
    for k, paint in enumerate(("orange", "coral", "orange")):
        x = -0.68 + 0.68 * k
        s += box(paint, 0.62, 0.04, 0.22, 0.02).at(x, -0.75, 0.06) + box("cream", 0.14, 0.012, 0.055, 0.005).at(x - 0.19, -0.773, 0.19)
        s += tube("steel_light", [(x - 0.10, -0.765, 0.17), (x - 0.09, -0.815, 0.165), (x + 0.09, -0.815, 0.165), (x + 0.10, -0.765, 0.17)], 0.017, 7, 2)
    # the steel top: holes in rows, a rule along the front edge
    s += box("table", 2.28, 1.80, 0.09, 0.022, 2).at(0, 0.0, TOP - 0.09)
    for i in range(10):
        for j in range(7):
            s += cylinder("slot", 0.020, 0.003, 8, 0).at(-1.035 + 0.23 * i, -0.74 + 0.23 * j, TOP - 0.001)
    for i in range(47):
        s += box("steel_light", 0.005, 0.06 if i % 5 == 0 else 0.032, 0.002, 0).at(-1.10 + 0.0478 * i, -0.875 + (0.03 if i % 5 == 0 else 0.016), TOP)
    return s


def wall():
    """A low wall with what hangs at hand; the fan's round opening is a ring on it."""
    y, z = WALL_Y, TOP
    s = box("petrol", 2.22, 0.12, WALL_H, 0.03, 2).at(0, y + 0.06, z) + box("petrol_deep", 2.28, 0.17, 0.06, 0.02).at(0, y + 0.06, z + WALL_H)
    s += box("stripe", 2.22, 0.02, 0.045, 0.006).at(0, y - 0.004, z + 0.04)
    # tools on an oak board
    s += box("oak_light", 0.80, 0.03, 0.46, 0.012).at(-0.09, y - 0.01, z + 0.12)
    for h in (0.10, 0.56):
        s += box("oak_dark", 0.84, 0.045, 0.035, 0.008).at(-0.09, y - 0.012, z + h)
    yy = y - 0.045
    for x, l in ((-0.42, 0.36), (-0.33, 0.31), (-0.24, 0.26)):      # spanners
        s += box("steel_light", 0.026, 0.018, l - 0.08, 0.006).at(x, yy, z + 0.53 - l) + ring("steel_light", 0.028, 0.011, 10, 5).turn(x=90).at(x, yy, z + 0.49)
        s += ring("steel_light", 0.022, 0.010, 10, 5).turn(x=90).at(x, yy, z + 0.51 - l)
    s += limb("handle", (-0.12, yy, z + 0.18), (-0.12, yy, z + 0.44), 0.019, 0.015, 8)      # the chipping hammer
    s += box("steel_dark", 0.12, 0.04, 0.045, 0.01).at(-0.12, yy, z + 0.44) + limb("steel_dark", (-0.06, yy, z + 0.462), (0.0, yy, z + 0.44), 0.02, 0.006, 6)
    for t in (-1, 1):      # pliers
        s += limb("red", (0.09 + t * 0.04, yy, z + 0.19), (0.09, yy, z + 0.35), 0.018, 0.014, 8) + limb("steel_dark", (0.09, yy, z + 0.35), (0.09 - t * 0.014, yy, z + 0.46), 0.019, 0.010, 8)
    s += cylinder("steel_light", 0.020, 0.012, 8, 0.003).turn(x=90).at(0.09, yy - 0.012, z + 0.35)
    s += box("handle", 0.11, 0.04, 0.30, 0.014).at(0.26, yy, z + 0.18)      # the wire brush
    for j in range(4):
        s += box("stripe", 0.085, 0.05, 0.03, 0.004).at(0.26, yy - 0.03, z + 0.21 + 0.06 * j)
    # the fan's frame
    x, _, fz = FAN_AT
    s += ring("steel_dark", 0.205, 0.032, 24, 8, 1.5).turn(x=90).at(x, y - 0.03, fz) + lathe("slot", [(0.20, 0), (0.0, 0.002)], 24).turn(x=90).at(x, y - 0.006, fz)
    for a in range(3):
        s += box("steel_dark", 0.40, 0.014, 0.018, 0.004).turn(y=60 * a + 15).at(x, y - 0.085, fz - 0.009)
    return s


def fan():
    """Spins about its own Z."""
    s = cylinder("orange", 0.05, 0.035, 12, 0.01).at(0, 0, -0.012)
    for a in range(5):
        s += ball("steel_light", 0.054, 0.075, 0.008, k=2, power=2.6).turn(y=24).at(0, 0.108, 0).turn(z=72 * a)
    return s


# ---- the scrap

def scrap():
    """Two plates butted on bars; tacked at both ends, clamped, their thickness chalked on."""
    x, z, t = PLATE_X, PLATE_Z, 0.052
    s = None
    for dx in (-0.60, 0.0, 0.60):
        m = box("copper", 0.12, 0.72, 0.115 - t, 0.008).at(x + dx, SEAM_Y, TOP)
        s = m if s is None else s + m
    for side, paint in ((-1, "plate"), (1, "plate_b")):
        s += box(paint, PLATE_L, PLATE_D, t, 0.005).at(x, SEAM_Y + side * (PLATE_D + GAP) / 2, z - t)
        s += box("steel_light", PLATE_L - 0.01, 0.058, 0.002, 0).at(x, SEAM_Y + side * (0.034 + GAP / 2), z - 0.0005)      # ground bright beside the joint
    s += box("slot", PLATE_L - 0.01, GAP, 0.02, 0).at(x, SEAM_Y, z - t)
    for dx in (-PLATE_L / 2 + 0.02, PLATE_L / 2 - 0.02):
        s += ball("weld", 0.020, 0.022, 0.010, k=2).at(x + dx, SEAM_Y, z)
    s += words("chalk", "3 mm", 0.20).turn(z=3).at(x + 0.44, SEAM_Y - 0.195, z + 0.002) + words("chalk", "essai", 0.12).turn(z=-3).at(x - 0.25, SEAM_Y + 0.215, z + 0.002)
    s += clamp(0.27, 0.21).at(x - 0.62, SEAM_Y + PLATE_D + 0.14, TOP)
    return s + clamp(0.24, 0.21).turn(z=-90).at(x + PLATE_L / 2 + 0.17, SEAM_Y + 0.16, TOP)


def caliper():
    """Its jaws hold the near plate by its left edge: the thickness is read off without a word."""
    x, y, z = PLATE_X - PLATE_L / 2 - 0.015, SEAM_Y - 0.20, PLATE_Z
    s = box("steel_light", 0.05, 0.016, 0.42, 0.004).at(0, 0, -0.10)
    for k in range(9):
        s += box("ink", 0.022 if k % 2 else 0.034, 0.004, 0.005, 0).at(-0.006, -0.010, 0.04 + 0.028 * k)
    s += box("steel_light", 0.12, 0.018, 0.030, 0.005).at(0.05, 0, 0.002) + box("steel_light", 0.12, 0.018, 0.030, 0.005).at(0.05, 0, -0.085)
    s += box("graphite", 0.20, 0.05, 0.12, 0.016).at(-0.045, -0.02, 0.01) + box("mint", 0.135, 0.006, 0.066, 0.004).at(-0.055, -0.047, 0.04)
    s += upright(words("ink", "3.0", 0.062)).at(-0.055, -0.0515, 0.072) + cylinder("yellow", 0.016, 0.012, 8, 0.003).turn(x=90).at(0.030, -0.045, 0.03)
    return s.turn(x=-28).at(x, y, z)


# ---- the welding set

def on_front(x, y, out=0.0):
    """A point of the set's sloped front: across, up, outwards."""
    p = FRONT + Matrix.Rotation(math.radians(SLOPE), 3, "X") @ Vector((x, y, out))
    return tuple(Vector(SET_AT) + Matrix.Rotation(math.radians(SET_TURN), 3, "Z") @ p)


def front(shape, x=0.0, y=0.0, out=0.0):
    """Puts on the sloped front what was laid out facing +Z."""
    return shape.at(x, y, out).turn(x=SLOPE).at(*FRONT)


def welding_set():
    side = [(-0.46, 0.03), (0.30, 0.03), (0.33, 0.06), (0.33, 0.76), (0.30, 0.79), (0.16, 0.79), (0.12, 0.765), (-0.46, 0.075)]
    s = sideways(outline("orange", side, 0.78))
    for x in (-0.39, 0.39):
        s += sideways(outline("coral", [(-0.40, 0.08), (0.27, 0.08), (0.27, 0.72), (0.17, 0.72), (-0.38, 0.12)], 0.03, 0.01)).at(x, 0, 0)
    for x in (-0.28, 0.28):
        for y in (-0.34, 0.22):
            s += cylinder("rubber", 0.06, 0.035, 10, 0.008).at(x, y, 0)
    s += tube("graphite", [(-0.24, 0.20, 0.78), (-0.24, 0.20, 0.88), (0.24, 0.20, 0.88), (0.24, 0.20, 0.78)], 0.028, 8, 3)
    s += front(slab("graphite", 0.70, 0.80, 0.022, 0.06, 0.01), 0, 0.0, 0.0)
    x, y, hx, hy = READOUT
    s += front(slab("steel_dark", 2 * hx + 0.05, 2 * hy + 0.05, 0.018, 0.03, 0.008), x, y, 0.02) + front(box("dark_glass", 2 * hx, 2 * hy, 0.008, 0.003), x, y, 0.034)
    # round the dial: a scale that swells, from a thin plate to a thick one
    dx, dy = DIAL
    s += front(lathe("black", [(0.215, 0), (0.215, 0.010), (0.205, 0.014), (0.0, 0.014)], 28), dx, dy, 0.020)
    for k in range(11):
        a = math.radians(225 - 27 * k)
        paint = ("mint", "mint", "mint", "mint", "stripe", "stripe", "stripe", "orange", "orange", "red", "red")[k]
        tick = box(paint, 0.034 + 0.002 * k, 0.010 + 0.0022 * k, 0.006, 0.002).turn(z=math.degrees(a))
        s += front(tick, dx + 0.232 * math.cos(a), dy + 0.232 * math.sin(a), 0.021)
    s += front(box("cream", 0.085, 0.014, 0.006, 0.002), dx - 0.235, dy - 0.215, 0.021) + front(box("cream", 0.085, 0.042, 0.006, 0.003), dx + 0.235, dy - 0.215, 0.021)
    s += front(words("cream", "A", 0.085), 0.245, 0.105, 0.0225)
    for x, _ in (LAMP_1, LAMP_2):
        s += front(cylinder("steel_dark", 0.036, 0.014, 12, 0.004), x, LAMP_1[1], 0.02)
    # sockets low on the front, the torch's cable plugged in
    for x, p in ((-0.24, "red"), (0.0, "yellow"), (0.24, "steel")):
        s += cylinder(p, 0.042, 0.045, 12, 0.008).turn(x=90).at(x, -0.45, 0.10)
    return s


def dial():
    """The knob: turns about its own Z, its notch points along +Y."""
    n = 30
    flutes = [(0.166 if (i // 2) % 2 else 0.152) for i in range(n)]
    rim = [(r * math.cos(math.tau * i / n), r * math.sin(math.tau * i / n)) for i, r in enumerate(flutes)]
    s = lathe("steel_light", [(0.184, 0), (0.184, 0.016), (0.172, 0.024), (0.0, 0.024)], 24)
    s += outline("red", rim, 0.088, 0.016).at(0, 0, 0.02) + cylinder("coral", 0.118, 0.014, 24, 0.006).at(0, 0, 0.104)
    s += box("cream", 0.034, 0.125, 0.012, 0.004).at(0, 0.088, 0.109) + box("cream", 0.034, 0.014, 0.07, 0.004).at(0, 0.155, 0.034)
    return s


def cable():
    """From the set along the table's right edge, and down over its front."""
    z = TOP
    way = [(0.80, -0.03, z + 0.10), (0.84, -0.14, z + 0.06), (0.98, -0.20, z + 0.03), (1.07, -0.32, z + 0.03), (1.06, -0.60, z + 0.03), (1.07, -0.84, z + 0.03), (1.06, -0.93, z - 0.03), (1.03, -0.92, z - 0.20), (0.98, -0.86, z - 0.34)]
    return tube("rubber", way, 0.027, 8, 4)


# ---- what lies about

def wire_spool():
    s = lathe("graphite", [(0.0, 0), (0.15, 0), (0.155, 0.006), (0.155, 0.016), (0.06, 0.018)], 20) + lathe("copper", [(0.07, 0.016), (0.128, 0.016), (0.132, 0.03), (0.132, 0.075), (0.128, 0.09), (0.07, 0.09)], 20)
    for k in range(3):
        s += ring("heat_brown", 0.1325, 0.0045, 20, 4).at(0, 0, 0.035 + 0.018 * k)
    return s + lathe("blue", [(0.06, 0.088), (0.155, 0.088), (0.155, 0.104), (0.05, 0.106), (0.045, 0.05), (0.0, 0.05)], 20)


def things():
    z = TOP
    s = mug().scale(1.25).turn(z=-150).at(*MUG_AT) + wire_spool().at(-0.86, 0.40, z)
    # a tin of contact tips, a brass brush, a marker of yellow paint
    s += cylinder("green", 0.085, 0.13, 14, 0.01).at(-0.50, 0.56, z) + cylinder("cream", 0.087, 0.05, 14, 0).at(-0.50, 0.56, z + 0.03) + lathe("slot", [(0.078, 0.131), (0.0, 0.131)], 12).at(-0.50, 0.56, z)
    for k in range(6):
        a = k * 1.05
        s += limb("brass", (-0.50 + 0.035 * math.cos(a), 0.56 + 0.035 * math.sin(a), z + 0.10), (-0.50 + 0.055 * math.cos(a), 0.56 + 0.055 * math.sin(a), z + 0.20), 0.013, 0.008, 6)
    s += box("oak_light", 0.32, 0.065, 0.038, 0.012).turn(z=-16).at(-0.30, 0.24, z + 0.037) + box("brass", 0.18, 0.055, 0.037, 0.005).turn(z=-16).at(-0.37, 0.26, z)
    s += limb("yellow", (-0.66, -0.79, z + 0.026), (-0.46, -0.81, z + 0.026), 0.026, 0.026, 8) + limb("graphite", (-0.445, -0.812, z + 0.026), (-0.40, -0.816, z + 0.026), 0.018, 0.012, 8)
    # the magnet square, red
    s += outline("red", [(0, 0), (0.20, 0), (0.20, 0.04), (0.04, 0.20), (0, 0.20)], 0.05, 0.008).turn(z=25).at(-0.16, 0.42, z) + cylinder("steel_light", 0.026, 0.056, 8, 0).turn(z=25).at(-0.125, 0.495, z)
    for x, y in ((0.34, -0.79), (0.40, -0.82), (-0.20, -0.80)):
        s += cylinder("brass", 0.026, 0.022, 6, 0.004).turn(z=x * 80).at(x, y, z)
    for k in range(3):      # offcuts of plate
        s += box(("plate_b", "steel", "plate")[k], 0.16, 0.10, 0.03, 0.004).turn(z=(12, -20, 40)[k]).at(-1.0, 0.02 + 0.01 * k, z + 0.03 * k)
    return s


def static():
    return group(bench(), wall(), scrap(), caliper(), welding_set().turn(z=SET_TURN).at(*SET_AT), cable(), things())


def make():
    count = 10
    x0, x1 = PLATE_X - PLATE_L / 2 + 0.06, PLATE_X + PLATE_L / 2 - 0.06
    seam = [(x0 + (x1 - x0) * i / (count - 1), SEAM_Y, PLATE_Z) for i in range(count)]
    lean = (SLOPE, 0, SET_TURN)
    x, y, hx, hy = READOUT
    led = ball("led_green", 0.026, 0.026, 0.016, k=3), ball("led_red", 0.026, 0.026, 0.016, k=3)
    return Scene(
        static(),
        [Moving("torch", torch(), (seam[0][0], seam[0][1], seam[0][2] + 0.05), apart=True),
         Moving("dial.courant", dial(), on_front(*DIAL, 0.034), lean),
         Moving("life.spin.ventilateur", fan(), FAN_AT, (90, 0, 0)),
         Moving("life.blink.poste_1", led[0], on_front(*LAMP_1, 0.036), lean, turns=False),
         Moving("life.blink.poste_2", led[1], on_front(*LAMP_2, 0.036), lean, turns=False)],
        [*chain("seam.chute", seam, [(0, 0, 1)] * count),
         Anchor("readout.courant", on_front(x, y, 0.044), lean, (hx, hy, 1)),
         Anchor("surface.table", (0, 0, TOP + 0.002), scale=(1.13, 0.89, 1)), Anchor("surface.chute", (PLATE_X, SEAM_Y, PLATE_Z), scale=(PLATE_L / 2, PLATE_D, 1)),
         Anchor("emit.steam.tasse", (MUG_AT[0], MUG_AT[1], TOP + 0.15))])


def lights():
    light.rig(key=3.0, fill=60, rim=60, ambient=0.58)
    light.spot((-0.4, 0.2, 2.4), (PLATE_X, SEAM_Y, PLATE_Z), 30, (1.0, 0.82, 0.52), 70, 0.10, "lamp")


BUDGETS = {"static": 9000, "torch": 1700, "dial.courant": 500, "life.spin.ventilateur": 200}
CAMERAS = {"camera.chute": (-7, 49, (0, 0, 0.4)), "camera.chute.portrait": (-4, 52, (0, 0, 0.4)), "camera.reglage": (4, 44, (0, 0, 0.4)), "camera.reglage.portrait": (4, 48, (0, 0, 0.4))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS)
