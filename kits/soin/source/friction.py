"""Rubbing hands with gel before any care: two hands seen large on a tray, one shows its palm, the other its back.

python3 kits/soin/source/friction.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from chambre import PAINTS, Anchor, Moving, Paint, Scene, Vector, Matrix, ball, band, box, crane, cylinder, group, lathe, light, limb, plinth, publish, ring, slab, tube
from cover import cover

PAINTS.update({
    "hand_back": Paint("#8A5638", 0.6, 0, 0.14), "hand_palm": Paint("#C28B68", 0.6, 0, 0.14), "hand_fold": Paint("#9C6647", 0.7, 0, 0.08), "nail": Paint("#E3B79A", 0.25, 0, 0.6),
    "tray": Paint("#C9D3DA", 0.3, 0.45, 0.8), "tray_b": Paint("#AEBBC4", 0.3, 0.45, 0.8), "pad": Paint("#D7F0EC", 0.95, 0, 0.04), "pad_b": Paint("#BFE4DE", 0.95, 0, 0.04),
    "gel": Paint("#C9F1FA", 0.05, 0, 1.0), "gel_b": Paint("#EAFBFF", 0.05, 0, 1.0), "bottle_b": Paint("#2B8FB5", 0.3, 0, 0.6), "label": Paint("#FFFDF6", 0.7, 0, 0.1),
    "watch": Paint("#E2AA45", 0.3, 0.5, 0.9),
})

WALL_Y = 0.86
TOP = 0.10                               # of the tray's pad
LEFT, RIGHT = Vector((-0.45, -0.08, TOP)), Vector((0.62, -0.08, TOP))      # the wrists' line is 0.30 nearer
# Of a finger: where it begins, how far it is spread towards the thumb (degrees), how long, how thick.
FINGERS = (((-0.170, 0.240), 11, 0.345, 0.062), ((-0.057, 0.270), 3, 0.400, 0.064), ((0.058, 0.262), -5, 0.370, 0.062), ((0.168, 0.215), -14, 0.290, 0.054))
THUMB = (Vector((-0.190, -0.080)), Vector((-0.425, 0.190)))
BOTTLE = (0.08, 0.60)
GEL_REST = (0.08, 0.335, TOP + 0.045)


# ---- a hand: fingers to +Y, thumb at -X, its wrist at y = -0.28; z = 0 is what it lies on

def finger(paint, k, up):
    (x, y), spread, long, r = FINGERS[k]
    c, d = -math.sin(math.radians(spread)), math.cos(math.radians(spread))
    bend = 0.055 if up else -0.030
    line = [(x - 0.05 * c, y - 0.05 * d, 0.105), (x + c * long * 0.45, y + d * long * 0.45, 0.112 + (0.02 if up else 0.03)), (x + c * long, y + d * long, 0.105 + bend)]
    s = tube(paint, line, r, 10, 4, radii=lambda t: 1.06 - 0.20 * t)
    tip = line[-1]
    s += ball(paint, r * 0.86, r * 0.90, r * 0.86, k=4).at(*tip)
    if up:       # the folds of its joints
        for t in (0.30, 0.66):
            p = (x + c * long * t, y + d * long * t, 0.110 + bend * t * t + r * 0.93)
            s += ball("hand_fold", r * 0.62, 0.007, 0.006, k=3).turn(z=spread).at(*p)
    else:
        s += ball("nail", r * 0.60, r * 0.80, 0.014, k=3, power=2.6).turn(x=-14, z=spread).at(tip[0] + 0.01 * c, tip[1] + 0.012 * d, tip[2] + r * 0.80)
        for t, grow in ((0.02, 1.0), (0.50, 0.8)):
            s += ball(paint, r * 0.86 * grow, r * 0.9 * grow, 0.024, k=3).at(x + c * long * t, y + d * long * t, 0.112 + r * (0.98 if t < 0.1 else 0.86))
            for dy in (-0.012, 0.012):
                s += ball("hand_fold", r * 0.50, 0.0055, 0.005, k=2).turn(z=spread).at(x + c * (long * t + dy), y + d * (long * t + dy), 0.112 + r * (1.0 if t < 0.1 else 0.88) + 0.020 * grow)
    return s


def thumb(paint, up):
    (bx, by), (tx, ty) = THUMB
    mid = ((bx + tx) / 2 - 0.035, (by + ty) / 2 - 0.02, 0.135)
    s = tube(paint, [(bx + 0.11, by - 0.12, 0.10), (bx, by - 0.01, 0.125), mid, (tx, ty, 0.130)], 0.080, 10, 4, radii=lambda t: 1.12 - 0.32 * t)
    s += ball(paint, 0.062, 0.066, 0.060, k=4).at(tx, ty, 0.130)
    if up:
        s += ball("hand_fold", 0.044, 0.007, 0.006, k=3).turn(z=41).at(mid[0] - 0.015, mid[1] + 0.045, 0.205)
    else:
        s += ball("nail", 0.038, 0.048, 0.014, k=3, power=2.6).turn(z=41).at(tx - 0.004, ty + 0.006, 0.183)
    return s


def palm(paint, up):
    s = ball(paint, 0.238, 0.300, 0.096, k=8, power=2.7).warp(lambda v: v * [1, 1, 1] * (1 - 0.16 * (v[:, 1:2] < 0) * -v[:, 1:2] / 0.3)).at(0, -0.01, 0.105)
    for a, b in ((-0.113, 0.275), (0.000, 0.292), (0.115, 0.262)):      # webs between the fingers
        s += ball(paint, 0.050, 0.060, 0.045, k=3).at(a, b - 0.015, 0.105)
    if up:
        s += ball(paint, 0.105, 0.165, 0.070, k=5).turn(z=28).at(-0.125, -0.085, 0.150) + ball(paint, 0.085, 0.165, 0.060, k=5).turn(z=-8).at(0.140, -0.080, 0.150)
        for k in range(4):
            x = -0.160 + 0.108 * k
            s += ball(paint, 0.056, 0.050, 0.035, k=4).at(x, 0.195 - 0.02 * (k == 3), 0.172)
        for line in ([(-0.200, 0.085, 0.196), (-0.10, 0.045, 0.212), (-0.045, -0.06, 0.218), (-0.035, -0.19, 0.192)], [(-0.205, 0.105, 0.190), (-0.06, 0.085, 0.206), (0.08, 0.025, 0.205), (0.175, -0.02, 0.196)],
                     [(0.205, 0.085, 0.186), (0.10, 0.110, 0.205), (0.0, 0.135, 0.206), (-0.07, 0.175, 0.204)]):
            s += tube("hand_fold", line, 0.0085, 6, 4, flat=0.7, radii=lambda t: 0.4 + 0.9 * math.sin(math.pi * min(max(t, 0.02), 0.98)))
    else:
        for k in range(4):      # what runs under the skin to each finger
            (x, y), *_ = FINGERS[k]
            s += tube(paint, [(x * 0.45, -0.20, 0.172), (x * 0.75, 0.02, 0.190), (x, y - 0.03, 0.176)], 0.016, 7, 4)
    return s


def wrist(paint):
    """Bare to above the wrist, as the rule has it, then the tunic's sleeve."""
    s = tube(paint, [(0, -0.20, 0.105), (0, -0.34, 0.110), (0, -0.62, 0.130)], 0.135, 14, 4, flat=0.78, radii=lambda t: 0.98 + 0.10 * t)
    cuff = lathe("tunic", [(0.142, 0.0), (0.172, 0.015), (0.190, 0.16), (0.186, 0.22), (0.12, 0.245), (0, 0.25)], 20) + lathe("tunic_b", [(0.166, -0.012), (0.180, -0.004), (0.184, 0.05), (0.176, 0.058)], 20)
    return s + cuff.aim((0, -0.56, 0.125), (0, -1.0, 0.150))


def area(name, shape, at, origin, u, v, lift, rows, cols):
    """What is covered: `shape` at `at`; its grid lies over origin + a·u + b·v (hand space), `lift(a, b)` high."""
    o, u, v = Vector((*origin, 0)), Vector((*u, 0)), Vector((*v, 0))

    def place(a, b):
        p = at + o + u * a + v * b
        return (p.x, p.y, at.z + lift(a, b))

    sheet, nodes = cover(name, "hand_palm", place, rows, cols)
    middle = Vector(sheet.at)

    def uv(co):
        p = Vector(co) + middle - at - o
        a, b = p.dot(u) / u.length_squared, p.dot(v) / v.length_squared
        return (min(max(a, 0.0), 1.0), 1.0 - min(max(b, 0.0), 1.0))

    return Moving(f"cover.{name}", shape.at(*(at - middle)), tuple(middle), turns=False, uv=uv), nodes


def arch(high, edge, grow=0.0):
    """Highest along the middle, falling to its sides, rising by `grow` towards the fingertips."""
    return lambda a, b: high - edge * (2 * a - 1) ** 2 + grow * (1 - b)


def hands():
    p, b = "hand_palm", "hand_back"
    left = group(palm(p, True), *(finger(p, k, True) for k in range(4)))
    made = [area("paume", left, LEFT, (-0.25, 0.66), (0.50, 0), (0, -0.92), arch(0.205, 0.045, 0.0), 5, 5)]
    back = palm(b, False) + thumb(b, False)
    made.append(area("dos", back, RIGHT, (-0.24, 0.25), (0.48, 0), (0, -0.50), arch(0.205, 0.045), 4, 5))
    ends = group(*(finger(b, k, False) for k in range(4)))
    made.append(area("doigts", ends, RIGHT, (-0.27, 0.66), (0.55, 0), (0, -0.41), arch(0.185, 0.030, -0.035), 4, 5))
    base, tip = THUMB
    along = (tip - base) * 1.22
    across = Vector((along.y, -along.x)).normalized() * 0.17
    start = base - (tip - base) * 0.08 - across / 2
    made.append(area("pouce", thumb(p, True), LEFT, start, along, across, lambda u, v: 0.205 - 0.012 * (2 * v - 1) ** 2 - 0.010 * u, 3, 4))
    return made


# ---- where they lie

def floor():
    s = plinth("plinth", 2.40, 2.00, 0.22, 0.34) + slab("lino", 2.16, 1.76, 0.012, 0.22, 0.004) + band("joint", 2.20, 1.80, 0.24, 0.04).at(0, 0, 0.006)
    # a tray with a rim, a pad that drinks what drips
    s += slab("tray", 2.02, 1.30, 0.07, 0.16, 0.02).at(0, 0.02, 0.010) + slab("tray_b", 1.88, 1.16, 0.012, 0.12, 0.0).at(0, 0.02, 0.075)
    s += slab("pad", 1.82, 1.08, 0.022, 0.08, 0.008).at(0, 0.02, TOP - 0.022)
    for k in range(9):
        s += box("pad_b", 0.010, 0.98, 0.002, 0).at(-0.84 + 0.21 * k, 0.02, TOP)
    for k in range(5):
        s += box("pad_b", 1.76, 0.010, 0.002, 0).at(0, -0.40 + 0.21 * k, TOP)
    return s


def wall():
    """Low, as the room's; a poster with the gesture's stages, a window over the port."""
    y = WALL_Y
    s = box("room", 2.14, 0.10, 0.62, 0.02).at(0, y + 0.05, 0.01) + box("rail", 2.20, 0.16, 0.05, 0.016).at(0, y + 0.05, 0.62) + box("room_b", 2.14, 0.02, 0.16, 0.006).at(0, y - 0.004, 0.02)
    # the poster: four drops on four fields
    s += box("label", 0.86, 0.02, 0.36, 0.008).at(-0.56, y - 0.008, 0.22)
    for k, paint in enumerate(("teal_light", "coral", "stripe", "bottle_b")):
        x = -0.86 + 0.20 * k
        s += slab(paint, 0.175, 0.26, 0.008, 0.03, 0.0).turn(x=90).at(x, y - 0.016, 0.40)
        s += sign(k).scale(0.62).at(x, y - 0.026, 0.40)
    # the window
    x0 = 0.58
    s += box("sky_a", 0.86, 0.01, 0.40, 0).at(x0, y - 0.008, 0.20) + box("sea_a", 0.86, 0.008, 0.13, 0).at(x0, y - 0.014, 0.20) + ball("sun_b", 0.045, 0.005, 0.045, k=3).at(x0 - 0.30, y - 0.014, 0.50)
    s += crane("crane", 0.66).at(x0 + 0.12, y - 0.022, 0.26) + crane("crane_b", 0.54).at(x0 - 0.20, y - 0.022, 0.26)
    for px in (x0 - 0.43, x0, x0 + 0.43):
        s += box("rail", 0.034, 0.05, 0.40, 0.008).at(px, y - 0.01, 0.20)
    return s + box("rail", 0.94, 0.12, 0.035, 0.010).at(x0, y - 0.04, 0.18) + box("rail", 0.92, 0.05, 0.035, 0.010).at(x0, y - 0.01, 0.585)


def sign(k):
    """A hand in a few strokes, and what this stage rubs marked in gel."""
    s = ball("label", 0.062, 0.006, 0.070, k=3, power=2.6).at(0, 0, -0.06)
    for i in range(4):
        s += limb("label", (-0.045 + 0.030 * i, 0, 0.0), (-0.060 + 0.040 * i, 0, 0.115 - 0.016 * abs(i - 1.4)), 0.0135, n=6)
    s += limb("label", (-0.055, 0, -0.06), (-0.115, 0, 0.01), 0.016, n=6)
    marks = ([(0, -0.055, 0.042)], [(-0.02, -0.045, 0.018), (0.02, -0.055, 0.018), (0.0, -0.085, 0.018)], [(-0.033, 0.045, 0.012), (0.0, 0.05, 0.012), (0.033, 0.045, 0.012)], [(-0.110, 0.005, 0.022)])[k]
    for x, z, r in marks:
        s += ball("sign_blue", r, 0.008, r, k=3).at(x, -0.006, z)
    return s


def bottle():
    """The pump bottle; its spout looks at the visitor."""
    s = lathe("bottle_b", [(0.150, 0), (0.165, 0.02), (0.165, 0.30), (0.140, 0.36), (0.070, 0.40), (0.060, 0.43)], 24)
    s += lathe("label", [(0.1655, 0.07), (0.1675, 0.074), (0.1675, 0.245), (0.1655, 0.249)], 24)
    s += ball("gel", 0.050, 0.010, 0.052, k=4).at(0, -0.168, 0.145) + lathe("gel", [(0.036, 0), (0, 0.075)], 10).at(0, -0.166, 0.172)
    s += cylinder("rail", 0.062, 0.07, 18, 0.012).at(0, 0, 0.425) + limb("rail", (0, 0, 0.48), (0, 0, 0.56), 0.022, n=8) + slab("rail", 0.12, 0.12, 0.05, 0.05, 0.014).at(0, 0, 0.555)
    return s + tube("rail", [(0, 0, 0.585), (0, -0.14, 0.590), (0, -0.205, 0.575), (0, -0.215, 0.535)], 0.024, 8, 4)


def dish():
    """What no caring hand wears: a watch, rings, a bracelet, put away in a dish."""
    s = lathe("coral", [(0.10, 0), (0.155, 0.020), (0.185, 0.050), (0.176, 0.054), (0.14, 0.034), (0, 0.026)], 26)
    s += ring("leather", 0.070, 0.020, 22, 6, 0.9).turn(x=64, z=20).at(-0.045, 0.02, 0.098) + cylinder("watch", 0.046, 0.016, 18, 0.005).turn(x=64, z=20).at(-0.018, -0.055, 0.092) + cylinder("cream", 0.037, 0.004, 16, 0).turn(x=64, z=20).at(-0.014, -0.069, 0.100)
    s += ring("watch", 0.032, 0.010, 18, 6).turn(x=20).at(0.075, -0.03, 0.050) + ball("gel", 0.015, k=3).at(0.075, -0.064, 0.060) + ring("steel_light", 0.030, 0.008, 18, 6).turn(x=-16, y=14).at(0.095, 0.055, 0.052)
    return s


def static():
    return group(floor(), wall(), bottle().at(*BOTTLE, 0.012), dish().at(0.84, 0.66, 0.012), wrist("hand_palm").at(*LEFT), wrist("hand_back").at(*RIGHT),
                 slab("towel", 0.40, 0.24, 0.05, 0.03, 0.02).at(-0.74, 0.72, 0.012) + slab("towel_b", 0.38, 0.23, 0.05, 0.03, 0.02).at(-0.74, 0.72, 0.064) + slab("linen", 0.36, 0.22, 0.05, 0.03, 0.02).at(-0.74, 0.72, 0.116))


def drop():
    """The gel under the finger: a dollop that shines; its foot is the origin."""
    s = ball("gel", 0.105, 0.105, 0.055, k=6, power=2.3).at(0, 0, 0.040) + ball("gel", 0.070, 0.070, 0.045, k=5).at(0.010, 0.006, 0.078) + lathe("gel", [(0.040, 0), (0.022, 0.035), (0, 0.060)], 12).at(0.016, 0.010, 0.108)
    return s + ball("gel_b", 0.020, 0.014, 0.010, k=3).at(-0.035, -0.045, 0.092) + ball("gel_b", 0.010, 0.008, 0.006, k=2).at(-0.010, -0.062, 0.086)


def make():
    made = hands()
    return Scene(
        static(),
        [*(m for m, _ in made), Moving("tool", drop(), GEL_REST, apart=True)],
        [*(n for _, nodes in made for n in nodes), Anchor("surface.plateau", (0, 0, TOP + 0.001), scale=(0.9, 0.5, 1))])


def lights():
    light.rig(key=2.6, fill=60, rim=56, ambient=0.60)


BUDGETS = {"static": 8200, "tool": 900, "cover.paume": 6200, "cover.dos": 4400, "cover.doigts": 3600, "cover.pouce": 900}
CAMERAS = {"camera.friction": (0, 50, (0, 0, 0.2)), "camera.friction.portrait": (0, 54, (0, 0, 0.2))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=960, samples=16)
