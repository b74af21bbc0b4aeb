"""Lifting: a fast-erecting crane driven by radio takes the pegged truss from its stands and sets it upright on the posts of the hall.

python3 kits/charpente/source/levage.py [--preview] [--look] [--out FOLDER]"""
import math

from bois import (BASILE, LIAM, NORA, Anchor, Moving, PAINTS, Paint, Scene, ball, beam, box, cylinder, group, harness, light, lathe, limb, loft, outline, people, person, plinth, publish, ring, robin,  # noqa: F401
                  slab, standing, truss, tube, vest)
from halle import church, house, tree

PAINTS.update({"remote": Paint("#2B3540", 0.55, 0, 0.25), "remote_b": Paint("#1D252D", 0.6, 0, 0.2), "ballast": Paint("#B9B4AA", 0.9, 0, 0.05), "ballast_b": Paint("#A39E94", 0.9, 0, 0.05)})

FLOOR = 0.012
K = 0.50                             # the truss's scale here
TALL, HALF = 1.025 * K, 0.98 * K     # its height, half its width
Y = 0.12                             # the plane the load moves in
RAIL_Z, RAIL_X = 1.70, (-0.80, 0.95)
TAKE_X, TAKE_Z = -0.70, 0.21         # where the truss waits, upright in its stands
SET_X, PLATE, SPAN = 0.74, 0.66, 0.41
HALL_Y = (Y, Y + 0.31, Y + 0.62)
HANGS = 0.20                         # from the load's origin to the truss's top
START = (-0.22, Y, 1.36)
MAST_X = -1.37
PILE_X, PILE_W, PILE_H = -0.09, 0.20, 0.36
PATH_X = 0.145
WALK = ((1.13, -0.56, FLOOR), (0.26, -0.50, FLOOR), (PATH_X, -0.34, FLOOR), (PATH_X, 0.86, FLOOR))
DECK_X, DECK_Z = 1.37, 0.44          # the tower from which the truss is received
LEVERS = (-0.42, 0.24)               # x of the levers' grips
GRIP = (-0.82, 0.53)                 # their y and z
STOP = (0.68, -0.83, 0.285)
CONSOLE = (0.10, -0.82)


# ---- the hall, what stands round it

def hall():
    s = slab("stone", 1.10, 0.94, 0.026, 0.04, 0.008).at(SET_X, Y + 0.31, FLOOR)
    for y in HALL_Y:
        for t in (-1, 1):
            x = SET_X + t * SPAN
            s += box("stone_b", 0.14, 0.14, 0.06, 0.012).at(x, y, FLOOR + 0.024) + box("beam", 0.086, 0.086, PLATE - 0.16, 0.008).at(x, y, 0.09)
            s += limb("beam_b", (x, y, PLATE - 0.28), (x - t * 0.19, y, PLATE - 0.05), 0.026, n=6) if y > Y else limb("beam_b", (x, y, PLATE - 0.28), (x, y + 0.18, PLATE - 0.06), 0.024, n=6)
    for t in (-1, 1):
        s += beam(0.80, 0.085, 0.085, "beam_b").turn(z=90).at(SET_X + t * SPAN, Y + 0.31, PLATE - 0.0425)
    for y in HALL_Y[1:]:
        s += truss().scale(K).at(SET_X, y, PLATE)
    mid = (HALL_Y[1] + HALL_Y[2]) / 2
    s += beam(0.44, 0.06, 0.05).turn(z=90).at(SET_X, mid, PLATE + TALL + 0.02)      # the ridge has begun
    for t in (-1, 1):
        for u in (0.20, 0.36):
            s += beam(0.42, 0.045, 0.045, "beam_b").turn(z=90).at(SET_X + t * u, mid, PLATE + TALL * (1.02 - u / 0.47) + 0.06)
    return s


def tower():
    """A scaffold tower beside the hall: deck, guard rails all round, who waits for the truss."""
    s, x0, x1, y0, y1 = None, DECK_X - 0.10, DECK_X + 0.10, Y + 0.06, Y + 0.46
    for x in (x0, x1):
        for y in (y0, y1):
            m = limb("steel_light", (x, y, FLOOR), (x, y, DECK_Z + 0.26), 0.012, n=6) + cylinder("graphite", 0.032, 0.012, 10, 0.003).at(x, y, FLOOR)
            s = m if s is None else s + m
    for z in (0.14, DECK_Z - 0.02):
        for y in (y0, y1):
            s += limb("steel", (x0, y, z), (x1, y, z), 0.010, n=6)
        for x in (x0, x1):
            s += limb("steel", (x, y0, z), (x, y1, z), 0.010, n=6)
    s += limb("steel", (x0, y0, 0.14), (x1, y0, DECK_Z - 0.02), 0.009, n=6)
    for k in range(3):
        s += box("oak_light" if k % 2 else "oak", 0.068, 0.42, 0.018, 0.003).at(DECK_X - 0.07 + 0.07 * k, (y0 + y1) / 2, DECK_Z)
    for z in (DECK_Z + 0.13, DECK_Z + 0.25):
        s += limb("safety", (x0, y0, z), (x1, y0, z), 0.014, n=7) + limb("safety", (x1, y0, z), (x1, y1, z), 0.014, n=7) + limb("safety", (x0, y1, z), (x1, y1, z), 0.014, n=7)
    s += box("red", 0.22, 0.014, 0.055, 0.004).at(DECK_X, y0 - 0.004, DECK_Z + 0.02)
    for t in (-0.045, 0.045):      # a ladder
        s += limb("coral", (DECK_X + t, y0 - 0.12, FLOOR), (DECK_X + t, y0 - 0.01, DECK_Z + 0.06), 0.011, n=6)
    for k in range(4):
        u = (k + 0.7) / 4.6
        s += limb("coral", (DECK_X - 0.045, y0 - 0.12 + 0.11 * u, 0.50 * u), (DECK_X + 0.045, y0 - 0.12 + 0.11 * u, 0.50 * u), 0.008, n=6)
    return s


def stand():
    """Holds a truss upright by its tie: two feet along Y, a fork."""
    s = box("oak_dark", 0.085, 0.36, 0.045, 0.010) + box("oak_dark", 0.085, 0.16, TAKE_Z - FLOOR - 0.045, 0.010).at(0, 0, 0.045)
    for t in (-1, 1):
        s += box("oak", 0.060, 0.036, TAKE_Z + 0.06, 0.008).at(0, t * 0.058, 0.045)
        s += limb("oak_dark", (0, t * 0.155, 0.04), (0, t * 0.075, TAKE_Z - 0.03), 0.020, n=6)
    return s


def pile():
    """Rafters stacked along Y, their ends to the visitor."""
    s = None
    for y in (-0.20, 0.20):
        m = box("oak_dark", PILE_W + 0.04, 0.05, 0.036, 0.006).at(0, y, 0)
        s = m if s is None else s + m
    rows = 5
    for row in range(rows):
        for k in range(3):
            s += beam(0.66 - 0.03 * ((k + row) % 2), 0.058, 0.060, ("beam", "beam_b")[(k + row) % 2], seed=k).turn(z=90).at((k - 1) * 0.066, 0.015 * ((k + row) % 2), 0.067 + 0.064 * row)
    return s + band_round(0.20) + band_round(-0.20)


def band_round(y):
    s = None
    for x in (-PILE_W / 2 - 0.004, PILE_W / 2 + 0.004):
        m = box("coral", 0.008, 0.03, PILE_H - 0.03, 0).at(x, y, 0.03)
        s = m if s is None else s + m
    return s + box("coral", PILE_W + 0.016, 0.03, 0.008, 0).at(0, y, PILE_H - 0.004)


def cone():
    return box("red", 0.12, 0.12, 0.016, 0.006) + lathe("red", [(0.048, 0.016), (0.036, 0.07)], 12) + lathe("white", [(0.036, 0.07), (0.026, 0.115)], 12) + lathe("red", [(0.026, 0.115), (0.012, 0.16), (0, 0.162)], 12)


def tape(a, b, z=0.125, n=6):
    s = None
    for k in range(n):
        u, v = k / n, (k + 1) / n
        p, q = ((a[0] + (b[0] - a[0]) * w, a[1] + (b[1] - a[1]) * w, FLOOR + z - 0.05 * math.sin(math.pi * w)) for w in (u, v))
        m = limb("red" if k % 2 else "white", p, q, 0.011, n=5)
        s = m if s is None else s + m
    return s


def fence():
    """Cones and tape along the front of the danger zone; a gap where a way of planks goes through: there somebody forgets."""
    at = ((-1.12, -0.32), (-0.62, -0.40), (-0.10, -0.40))
    s = None
    for p in at:
        m = cone().at(*p, FLOOR)
        s = m if s is None else s + m
    for a, b in zip(at, at[1:]):
        s += tape(a, b)
    return s + cone().at(0.40, -0.32, FLOOR) + cone().at(1.06, -0.24, FLOOR) + tape((0.40, -0.32), (1.06, -0.24), n=7)


def ground():
    s = plinth("grass", 3.20, 2.16, 0.24, 0.38) + slab("earth", 2.90, 1.86, 0.012, 0.28, 0.004) + slab("earth_b", 1.30, 0.72, 0.004, 0.3, 0.001).at(TAKE_X, Y, 0.012)
    for k in range(15):      # a way of planks for who walks
        y = -0.42 + 0.094 * k
        s += box(("oak_light", "oak")[k % 2], 0.30, 0.080, 0.014, 0.003).turn(z=(-2, 1, 2)[k % 3]).at(PATH_X, y, FLOOR)
    for k in range(11):
        x = -1.16 + 0.16 * k
        s += ball("grass_b" if k % 2 else "green", 0.115, 0.085, 0.095 + 0.01 * (k % 3), k=3).at(x, 0.92, 0.07) if abs(x - PATH_X) > 0.20 else ball("grass_b", 0.02, k=1).at(x, 0.92, 0.0)
    return s


# ---- the crane

def crane():
    """Its ballast stands at its foot, as with every crane that unfolds by itself; stays hold the jib."""
    x = MAST_X
    s = box("graphite", 0.30, 0.44, 0.05, 0.012).at(x, Y, FLOOR + 0.03)
    for dx in (-0.15, 0.15):
        for dy in (-0.24, 0.24):
            s += limb("graphite", (x + dx * 0.6, Y + dy * 0.6, FLOOR + 0.055), (x + dx, Y + dy, FLOOR + 0.055), 0.020, n=6) + cylinder("steel_dark", 0.020, 0.05, 8, 0.003).at(x + dx, Y + dy, FLOOR) + cylinder("oak", 0.05, 0.016, 10, 0.003).at(x + dx, Y + dy, FLOOR - 0.002)
    for k in range(3):
        s += box(("ballast", "ballast_b")[k % 2], 0.12, 0.38, 0.082, 0.010).at(x - 0.085, Y, FLOOR + 0.08 + 0.086 * k)
    m0, m1, w = 0.09, RAIL_Z + 0.02, 0.052
    for dx in (-w, w):
        for dy in (-w, w):
            s += box("safety", 0.022, 0.022, m1 - m0, 0).at(x + 0.02 + dx, Y + dy, m0)
    n = 11
    for k in range(n):
        z, h = m0 + (m1 - m0) * k / n, (m1 - m0) / n
        for dy in (-w, w):
            a, b = (x + 0.02 - w, x + 0.02 + w)[:: 1 if k % 2 else -1]
            s += limb("safety", (a, Y + dy, z), (b, Y + dy, z + h), 0.008, n=4) + limb("safety", (x + 0.02 - w, Y + dy, z), (x + 0.02 + w, Y + dy, z), 0.007, n=4)
    # the jib: two rails below, one chord above
    j, x0, x1 = RAIL_Z + 0.025, x - 0.02, 1.36
    for dy in (-0.050, 0.050):
        s += box("safety", x1 - x0, 0.022, 0.026, 0).at((x0 + x1) / 2, Y + dy, j)
    s += box("safety", x1 - x0 - 0.08, 0.024, 0.024, 0).at((x0 + x1) / 2 - 0.04, Y, j + 0.130)
    count = 15
    for k in range(count):
        a, pitch = x0 + 0.02 + (x1 - x0 - 0.04) * k / count, (x1 - x0 - 0.04) / count
        for dy in (-0.050, 0.050):
            s += limb("safety", (a, Y + dy, j + 0.012), (a + pitch / 2, Y, j + 0.138), 0.0075, n=4) + limb("safety", (a + pitch / 2, Y, j + 0.138), (a + pitch, Y + dy, j + 0.012), 0.0075, n=4)
        s += limb("safety", (a, Y - 0.05, j + 0.012), (a, Y + 0.05, j + 0.012), 0.006, n=4)
    apex = (x + 0.02, Y, RAIL_Z + 0.24)
    for dy in (-w, w):
        s += limb("safety", (x + 0.02 - w, Y + dy, m1), apex, 0.013, n=5) + limb("safety", (x + 0.02 + w, Y + dy, m1), apex, 0.013, n=5)
    s += ball("coral", 0.034, k=3).at(*apex)
    for to in ((0.10, j + 0.14), (1.08, j + 0.14)):
        s += limb("graphite", apex, (to[0], Y, to[1]), 0.0075, n=5)
    s += limb("graphite", apex, (x - 0.135, Y, 0.36), 0.0075, n=5)
    s += box("coral", 0.05, 0.15, 0.08, 0.012).at(x1 - 0.02, Y, j - 0.012)
    # how strong the wind is
    return s + limb("steel_light", (x1 - 0.06, Y, j + 0.12), (x1 - 0.06, Y, j + 0.25), 0.007, n=5)


def anemometer():
    """Turns on the jib's tip; origin on its axis."""
    s = cylinder("graphite", 0.014, 0.02, 8, 0.003).at(0, 0, -0.01)
    for k in range(3):
        a = math.tau * k / 3
        p = (0.060 * math.cos(a), 0.060 * math.sin(a), 0)
        s += limb("steel_light", (0, 0, 0), p, 0.005, n=4) + ball("red" if k else "white", 0.024, k=2).at(*p)
    return s


def trolley():
    s = box("coral", 0.20, 0.15, 0.050, 0.014).at(0, 0, -0.040) + box("graphite", 0.14, 0.16, 0.022, 0.006).at(0, 0, -0.052)
    for x in (-0.065, 0.065):
        s += cylinder("graphite", 0.030, 0.17, 12, 0.004).turn(x=90).at(x, 0.085, 0.012)
    return s


def cable():
    """Two falls; origin at the rail, down to the load as it hangs in the beginning."""
    long = RAIL_Z - START[2]
    return limb("graphite", (-0.036, 0, -0.02), (-0.030, 0, -long), 0.0085, n=5) + limb("graphite", (0.036, 0, -0.02), (0.030, 0, -long), 0.0085, n=5)


SLING_X = 0.215


def on_rafter(x):
    """The axis of a rafter at x, above the truss's foot."""
    return K * (0.125 + (0.86 - x / K) / (0.86 - 0.062) * (0.86 - 0.125))


def load():
    """Hook, lifting beam and two slings, their loops round the rafters; its upper face at the origin."""
    s = box("safety", 0.125, 0.075, 0.085, 0.022, 2).at(0, 0, -0.080) + box("graphite", 0.127, 0.077, 0.020, 0.004).at(0, 0, -0.050) + cylinder("steel_light", 0.026, 0.084, 12, 0.004).turn(x=90).at(0, 0.042, -0.026)
    s += tube("steel_dark", [(0, 0, -0.075), (0, 0, -0.100), (0.024, 0, -0.118), (0.004, 0, -0.142), (-0.026, 0, -0.124)], 0.013, 6, 3)
    s += ring("steel_light", 0.026, 0.010, 14, 6).turn(x=90).at(0, 0, -0.142)
    s += box("coral", 2 * SLING_X + 0.09, 0.056, 0.050, 0.012).at(0, 0, -0.200)
    for t in (-1, 1):
        x = t * SLING_X
        s += box("remote", 0.05, 0.062, 0.060, 0.010).at(x, 0, -0.205)
        s += limb("steel_dark", (t * 0.02, 0, -0.148), (x * 0.86, 0, -0.168), 0.008, n=5)
        z = -HANGS - TALL + on_rafter(SLING_X)
        s += limb("felt", (x, 0, -0.205), (x, 0, z + 0.050), 0.017, n=7)
        s += ring("felt", 0.052, 0.016, 18, 6).turn(x=90).turn(z=90).turn(y=t * 42).at(x, 0, z)
    return s


# ---- the radio remote in front

def arrow(paint="chalk", size=0.034):
    """Faces -Y, points to +X."""
    return outline(paint, [(0, -size), (size * 1.35, 0), (0, size)], 0.004).turn(x=90)


def console():
    x, y = CONSOLE
    s = loft("safety", [(0, 0, 0.03, 0.70, 0.105), (0, 0, 0.06, 0.725, 0.120), (0, 0, 0.205, 0.74, 0.128), (0, 0, 0.235, 0.725, 0.118)], 28, 7)
    s += loft("remote_b", [(0, 0, 0.0, 0.69, 0.10), (0, 0, 0.035, 0.69, 0.10)], 20, 7) + loft("remote", [(0, 0.004, 0.232, 0.700, 0.100), (0, 0.004, 0.250, 0.690, 0.094)], 24, 7)
    for t in (-1, 1):      # bars that guard the levers, a strap's eyes
        s += tube("remote_b", [(t * 0.70, -0.10, 0.20), (t * 0.775, -0.10, 0.26), (t * 0.785, 0, 0.285), (t * 0.775, 0.10, 0.26), (t * 0.70, 0.10, 0.20)], 0.024, 7, 3)
    for k, lx in enumerate(LEVERS):
        s += lathe("remote_b", [(0.118, 0.248), (0.112, 0.262), (0.075, 0.276), (0.082, 0.288), (0.048, 0.304), (0.050, 0.312), (0.026, 0.320)], 20).at(lx - x, GRIP[0] - y, 0)
        s += ring("white", 0.122, 0.008, 26, 5).at(lx - x, GRIP[0] - y, 0.251)
    # which way each goes, on the front face
    f = -0.131
    a, b = LEVERS[0] - x, LEVERS[1] - x
    s += slab("remote", 0.42, 0.125, 0.008, 0.03, 0.003).turn(x=90).at(a, f + 0.008, 0.130) + slab("remote", 0.42, 0.125, 0.008, 0.03, 0.003).turn(x=90).at(b, f + 0.008, 0.130)
    for t in (-1, 1):
        s += arrow().scale(t, 1, 1).at(a + t * 0.125, f - 0.001, 0.130)
        s += arrow(size=0.026).turn(y=-90 * t).at(b, f - 0.001, 0.130 + t * 0.014)
    s += box("white", 0.16, 0.006, 0.012, 0).at(a, f - 0.001, 0.150) + box("stripe", 0.060, 0.008, 0.026, 0.004).at(a, f - 0.001, 0.120) + box("white", 0.006, 0.006, 0.020, 0).at(a, f - 0.001, 0.100)
    for t in (-1, 1):
        s += box("stripe", 0.050, 0.008, 0.040, 0.006).at(b + t * 0.125, f - 0.001, 0.100) if t < 0 else box("stripe", 0.050, 0.008, 0.040, 0.006).at(b + 0.125, f - 0.001, 0.132)
        s += box("white", 0.007, 0.006, 0.10 if t < 0 else 0.05, 0).at(b + t * 0.125, f - 0.0005, 0.140 if t < 0 else 0.172).scale(1, 1, 0.5).at(0, 0, 0.070 if t < 0 else 0.086)
    s += lathe("stripe", [(0.112, 0.248), (0.110, 0.262), (0.078, 0.268)], 24).at(STOP[0] - x, STOP[1] - y, 0)
    s += limb("remote_b", (0.66, 0.09, 0.24), (0.70, 0.11, 0.52), 0.014, 0.011, 7) + ball("led_green", 0.020, k=2).at(0.29, -0.075, 0.252)
    return s.at(x, y, 0)


def lever(paint, dark):
    """A joystick; origin in its grip, 26 cm above its pivot."""
    s = limb("steel_light", (0, 0, -0.235), (0, 0, -0.06), 0.024, 0.021, 10)
    s += lathe(dark, [(0.040, -0.105), (0.064, -0.098), (0.070, -0.070), (0.060, -0.058)], 18)
    s += loft(paint, [(0, 0, -0.066, 0.060, 0.060), (0, 0, -0.030, 0.088, 0.084), (0, 0, 0.020, 0.104, 0.098), (0, 0, 0.062, 0.098, 0.092), (0, 0, 0.086, 0.064, 0.060), (0, 0, 0.094, 0.030, 0.028)], 20, 2.4)
    return s + ball("glint", 0.016, k=2).at(-0.040, -0.066, 0.058)


def stop():
    return cylinder("steel_dark", 0.040, 0.05, 14, 0).at(0, 0, -0.04) + lathe("red", [(0.075, 0.0), (0.086, 0.016), (0.076, 0.042), (0.044, 0.058), (0, 0.062)], 24)


# ---- people

def carrier():
    """Who crosses without looking up: a timber on the shoulder."""
    pose = people.Pose(elbows=((-0.38, 0.02, 0.95), (0.40, -0.16, 1.00)), wrists=((-0.42, -0.12, 0.78), (0.27, -0.26, 1.20)))
    body, head, neck = person(LIAM, 0.40, pose=pose, hat="hat", wears=vest("hiviz"))
    plank = box("beam", 0.15, 1.30, 0.085, 0.008).paints("beam_end", lambda x, y, z: abs(y) > 0.648) + box("grain", 0.04, 0.9, 0.002, 0).at(0.02, 0.05, 0.0845)
    return body + head.at(*neck) + plank.scale(0.62).at(0.125, -0.02, 0.475)


def crew():
    """Nora signals to raise, Basile waits on the tower."""
    signals = people.Pose(elbows=((-0.42, -0.06, 1.16), (0.36, -0.04, 0.95)), wrists=((-0.40, -0.12, 1.44), (0.40, -0.20, 0.84)))
    ready = people.Pose(elbows=((-0.38, -0.10, 1.04), (0.36, -0.08, 0.98)), wrists=((-0.42, -0.30, 1.22), (0.26, -0.34, 1.02)))
    nora, head = standing(NORA, 0.44, (-1.16, -0.52, FLOOR), 22, "nora", pose=signals, hat="hat", wears=vest("hiviz"))
    old, other = standing(BASILE, 0.36, (DECK_X + 0.01, Y + 0.22, DECK_Z + 0.018), -30, "basile", pose=ready, hat="hat_white", wears=harness())
    return nora + old, [head, other]


def static():
    body, _ = crew()
    s = group(ground(), hall(), tower(), crane(), fence(), console(), body, pile().at(PILE_X, Y, FLOOR))
    for t in (-1, 1):
        s += stand().at(TAKE_X + t * 0.36, Y, FLOOR)
    s += house(0.46, 0.36, "tile_b").turn(z=4).at(-0.19, 0.80, FLOOR) + church().scale(0.92).at(-1.10, 0.82, FLOOR) + tree(0.10).scale(0.9).at(1.42, 0.80, FLOOR)
    return s


def make():
    _, heads = crew()
    take, put = (TAKE_X, Y, TAKE_Z + TALL + HANGS), (SET_X, Y, PLATE + TALL + HANGS)
    grips = [(x, *GRIP) for x in LEVERS]
    return Scene(
        static(),
        [Moving("trolley", trolley(), (START[0], Y, RAIL_Z), apart=True), Moving("cable", cable(), (START[0], Y, RAIL_Z), apart=True), Moving("load", load(), START, apart=True),
         Moving("cargo", truss().scale(K), (TAKE_X, Y, TAKE_Z), apart=True),
         Moving("lever.trolley", lever("coral", "remote"), grips[0], apart=True), Moving("lever.hoist", lever("teal_light", "remote"), grips[1], apart=True), Moving("stop", stop(), STOP),
         Moving("walker.liam", carrier(), WALK[0], (0, 0, -52), apart=True), *heads,
         Moving("life.spin.anemometre", anemometer(), (1.30, Y, RAIL_Z + 0.29), apart=True), Moving("life.bob.rouge_gorge", robin().scale(0.60), (SET_X - 0.02, HALL_Y[1] - 0.01, PLATE + TALL + 0.055), (0, 0, 26), turns=False)],
        [Anchor("rail.start", (RAIL_X[0], Y, RAIL_Z)), Anchor("rail.end", (RAIL_X[1], Y, RAIL_Z)), Anchor("goal.chevalets", take), Anchor("goal.poteaux", put),
         Anchor("block.pile", (PILE_X, Y, PILE_H / 2), scale=(PILE_W / 2, 0.33, PILE_H / 2)), Anchor("block.tour", (DECK_X + 0.02, Y, 0.40), scale=(0.10, 0.2, 0.40)),
         Anchor("zone.levage", (PATH_X, 0.16, 0.20), scale=(0.30, 0.52, 0.30)), *(Anchor(f"walk.liam.{k:02}", p) for k, p in enumerate(WALK)),
         Anchor("surface.sol", (0, -0.1, FLOOR + 0.001), scale=(1.4, 0.85, 1)), Anchor("surface.pile", (PILE_X, Y, PILE_H + FLOOR), scale=(PILE_W / 2, 0.33, 1))])


def lights():
    light.rig(key=3.2, fill=58, rim=74, ambient=0.60)


BUDGETS = {"static": 20000, "trolley": 300, "load": 800, "cargo": 1800, "walker.liam": 3000, "life.nod.nora": 1100, "life.nod.basile": 900, "life.bob.rouge_gorge": 300}
CAMERAS = {"camera.lever": (-5, 14, (0, 0, 0.95)), "camera.lever.portrait": (-5, 17, (0, 0, 0.95))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=896, samples=24)
