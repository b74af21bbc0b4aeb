"""The inspection bench: a colleague's welds under the lamp, three real defects in them, and two things that only look like one.

python3 kits/soudure/source/inspection.py [--preview] [--look] [--out FOLDER]"""
import math

import bpy  # noqa: F401  (brings mathutils)
import numpy as np
from atelier import cat, mug
from mathutils import Euler, Matrix, Vector
from parts import Anchor, Moving, Scene, publish, sheet, words
from etabli_art import light
from etabli_art.shapes import Shape, ball, band, box, cylinder, group, lathe, limb, outline, plinth, ring, slab, tube

TOP = 0.30                          # the bench's top
WALL_Y, WALL_H = 0.80, 0.56
TABLE_R, TABLE_Z = 0.50, TOP + 0.13    # the round table the piece stands on
PIECE_AT = (0.0, -0.16, TABLE_Z + 0.40)    # the middle of the piece: it turns about this
LONG, DEEP, BASE, WEB, RISE = 1.24, 0.62, 0.07, 0.07, 0.34    # the T: length, depth and thickness of its foot, thickness and height of its web
FOOT = -0.17                        # the foot's upper face, in the piece's space
LEG = 0.098                         # the weld's leg, where it is regular
CAT_AT = (-0.86, 0.50, TOP + 0.055)
LIGHT_BOX = (-0.46, WALL_Y)


# ---- the welded piece: origin in its middle, the web along X

def _bell(x, centre, width):
    return math.exp(-((x - centre) / width) ** 2)


# Where things are along the piece, metres from its middle; the front weld faces the visitor, the back one away from him.
CRACK, PORES, RESTART = -0.30, 0.33, 0.03
UNDERCUT, SPATTER = 0.16, -0.32


def _scale(x, side):
    """Where x lies on its scale of the weld, 0 (its crest) to 1 (the next one's foot)."""
    return (x / 0.041 + 0.17 * math.sin(x * 9 + side)) % 1.0


def _lag(belly):
    """The scales curve back from the weld's middle to its toes."""
    return 0.028 * (1 - belly)


def _ripple(x, side):
    """How far the weld's face stands out at x: scales of the bath, one after the other."""
    return 0.011 * (1 - _scale(x, side)) ** 0.7 + 0.0025 * math.sin(23 * x + 2 * side)


def _groove(x):
    """How deep the web is bitten beside the back weld: the undercut."""
    ends = min(1.0, max(0.0, (0.17 - abs(x - UNDERCUT)) / 0.05))
    return (0.026 + 0.006 * math.sin(41 * x)) * ends


def _on_bead(x, u, side, out=0.0):
    """A point of a fillet's face: u runs from the foot (0) up to the web (1); side -1 is the front."""
    leg = LEG + 0.004 * math.sin(17 * x + side)
    belly = max(0.0, math.sin(math.pi * u))
    a = Vector((0, WEB / 2 + leg, FOOT))
    b = Vector((0, WEB / 2, FOOT + leg * (1 - 0.14 * (side > 0) * _groove(x) / 0.028)))
    n = Vector((0, 1, 1)).normalized()
    p = a.lerp(b, u) + n * (belly * 0.016 + belly ** 0.6 * _ripple(x + _lag(belly), side) + out)
    return (x, side * p.y, p.z)


def _scales(columns, side, out):
    """The fillet's face over some columns; each is a crescent, as the scales are. `out(x, belly)`: metres above the regular face."""
    half, rows = LONG / 2 - 0.012, []
    for u in (-0.06, 0.0, 0.14, 0.32, 0.5, 0.68, 0.86, 1.0, 1.06):
        belly = max(0.0, math.sin(math.pi * u))
        rows.append([_on_bead(min(max(x - _lag(belly), -half), half), u, side, out(x, belly)) for x in columns])
    s = sheet("weld", rows if side < 0 else [r[::-1] for r in rows])
    for k in range(len(s.f)):      # the foot of each scale is darker
        column = k % (len(columns) - 1)
        i = column if side < 0 else len(columns) - 2 - column
        if _scale((columns[i] + columns[i + 1]) / 2, side) > 0.76:
            s.paint[k] = "weld_dark"
    return s, rows


def _bead(side):
    half = LONG / 2 - 0.012
    s, rows = _scales(np.linspace(-half, half + 0.028, 154), side, lambda x, belly: -0.002)
    for e in (0, -1):      # the ends, rounded off by the plate's edge
        fan = [r[e] for r in rows] + [(rows[0][e][0], side * WEB / 2, FOOT - 0.002)]
        s += Shape(fan, [tuple(range(len(fan))) if (e == 0) == (side < 0) else tuple(range(len(fan)))[::-1]], "weld_dark")
    return s


def _restart():
    """Where the colleague stopped and went on: the bead swells over its own end. It is sound."""
    def out(x, belly):
        far = abs(x - RESTART) / 0.085
        return -0.004 + belly * (0.046 * math.exp(-2 * far ** 2) - 0.026 * _bell(x, RESTART + 0.022, 0.016)) * max(0.0, 1 - far ** 4)
    columns = np.linspace(RESTART - 0.09, RESTART + 0.09, 24)
    s, n = _scales(columns, -1, out)[0], len(columns) - 1
    for k in range(len(s.f)):      # the old end's crater shimmers
        if abs(columns[k % n] - RESTART - 0.020) < 0.012:
            s.paint[k] = "heat_straw"
    return s.faces(lambda i: n <= i < 7 * n)      # its toes lie on the bead's own


def _bitten(x, y, z):
    """Is this point of the web's back face in the undercut?"""
    return y > 0 and abs(x - UNDERCUT) < 0.175 and FOOT + LEG - 0.02 < z < FOOT + LEG + 0.034


def _web():
    """The standing plate; its back face is fine where the undercut bites, tinted by the heat beside the welds."""
    top = FOOT + RISE
    s = box("plate", LONG, WEB, 0.012, 0.004).at(0, 0, top - 0.012)
    columns = np.linspace(-LONG / 2, LONG / 2, 64)
    toe = FOOT + LEG
    levels = (FOOT, toe - 0.02, toe - 0.002, toe + 0.010, toe + 0.022, toe + 0.034, toe + 0.060, toe + 0.095, top - 0.006)
    depth = (0, 0.9, 1.0, 0.92, 0.45, 0, 0, 0, 0)
    tints = ("weld_dark", "weld_dark", "heat_brown", "heat_brown", "heat_straw", "heat_straw", "heat_blue", "plate")
    back = [[(x, WEB / 2 - d * _groove(x), z) for x in columns] for z, d in zip(levels, depth)]
    for k, tint in enumerate(tints):
        strip = sheet(tint, [back[k][::-1], back[k + 1][::-1]])
        if k in (2, 3):
            strip = strip.paints("table_dark" if k == 2 else "table", lambda x, y, z, k=k: _groove(x) > (0.010, 0.024)[k - 2])
        s += strip
    x0, x1 = -LONG / 2, LONG / 2
    front = [[(x, -WEB / 2, z) for x in (x0, x1)] for z in levels]
    for k, tint in enumerate(tints):
        s += sheet(tint, [front[k], front[k + 1]])
    for x, flip in ((x0, False), (x1, True)):
        face = [(x, WEB / 2, FOOT), (x, -WEB / 2, FOOT), (x, -WEB / 2, top - 0.006), (x, WEB / 2, top - 0.006)]
        s += Shape(face, [(3, 2, 1, 0) if flip else (0, 1, 2, 3)], "plate")
    return s


def _foot():
    s = box("plate_b", LONG, DEEP, BASE, 0.008).at(0, 0, FOOT - BASE) + cylinder("graphite", 0.12, 0.05, 16, 0.012).at(0, 0, FOOT - BASE - 0.045)
    for side in (-1, 1):
        y = WEB / 2 + LEG
        for width, tint in ((0.030, "heat_straw"), (0.030, "heat_brown"), (0.034, "heat_blue")):
            s += box(tint, LONG - 0.02, width, 0.002, 0).at(0, side * (y + width / 2 - 0.004), FOOT - 0.0008)
            y += width
    return s


def _crack():
    """A zigzag along the bead: lips and a dark cleft."""
    x0, x1, n = CRACK - 0.12, CRACK + 0.12, 17
    steps = [0.0, 0.7, -0.4, 0.9, 0.1, -0.8, 0.5, -0.2, 0.9, 0.3, -0.7, 0.2, -0.9, 0.1, 0.7, -0.3, 0.0]
    rows, widths = [], ((-1.0, 0.0, 0.4), (-0.5, 0.0045, 0.5), (-0.18, 0.001, 0.2), (0.18, 0.001, 0.2), (0.5, 0.0045, 0.5), (1.0, 0.0, 0.4))
    for w, out, _ in widths:
        row = []
        for i in range(n):
            t = i / (n - 1)
            fade = math.sin(math.pi * t) ** 0.5
            row.append(_on_bead(x0 + (x1 - x0) * t, 0.52 + 0.085 * steps[i] + w * 0.10 * fade, -1, 0.0025 + out * fade))
        rows.append(row)
    return sheet("weld", rows[0:3]) + sheet("black", rows[2:4]) + sheet("weld", rows[3:6])


def _pit(r, depth_paint="slot"):
    """A gas hole's mouth, its rim round the origin, open along +Z."""
    rim = lathe("weld_dark", [(1.45 * r, -0.006), (1.15 * r, 0.0035), (0.92 * r, 0.0038), (0.80 * r, 0.0010)], 10)
    return rim.faces(lambda i: len(rim.f[i]) == 4) + Shape([(0.82 * r * math.cos(math.tau * i / 10), 0.82 * r * math.sin(math.tau * i / 10), 0.0012) for i in range(10)], [tuple(range(10))], depth_paint)


def _pores():
    s = None
    for dx, u, r in ((-0.060, 0.44, 0.0135), (-0.022, 0.62, 0.0185), (0.010, 0.34, 0.015), (0.026, 0.68, 0.011), (0.050, 0.50, 0.020), (0.090, 0.58, 0.0125), (-0.092, 0.60, 0.009)):
        p = Vector(_on_bead(PORES + dx, u, -1, 0.0015))
        m = _pit(r).aim(p, p + Vector((0, -1, 1)))
        s = m if s is None else s + m
    return s


def _spatter():
    """Beads of metal that flew off and stuck: on the foot behind, a scraper takes them away."""
    y = WEB / 2 + LEG + 0.085
    s = ball("weld", 0.032, 0.032, 0.025, k=4).at(SPATTER, y, FOOT + 0.012) + ball("weld", 0.016, 0.016, 0.012, k=3).at(SPATTER + 0.062, y + 0.035, FOOT + 0.006)
    return s + ball("weld", 0.013, 0.013, 0.010, k=2).at(SPATTER - 0.05, y + 0.045, FOOT + 0.005)


def piece():
    """What is sound of it, and what is there to be found: `target.<id>` -> shape, all in the piece's space."""
    web = _web()
    bitten = [_bitten(*web.v[list(f)].mean(axis=0)) for f in web.f]
    found = {"fissure": _crack(), "soufflures": _pores(), "caniveau": web.faces(lambda i: bitten[i]), "reprise": _restart(), "projection": _spatter()}
    return group(_foot(), web.faces(lambda i: not bitten[i]), _bead(-1), _bead(1)), found


def targets():
    """Hit areas on the piece: half sizes along X and Z, Y (here Z) outwards."""
    front, back = (45, 0, 0), (-45, 0, 0)
    return [Anchor("target.fissure", _on_bead(CRACK, 0.5, -1), front, (0.14, 0.065, 1), "turn.piece"),
            Anchor("target.soufflures", _on_bead(PORES, 0.5, -1), front, (0.125, 0.065, 1), "turn.piece"),
            Anchor("target.reprise", _on_bead(RESTART + 0.02, 0.5, -1), front, (0.085, 0.065, 1), "turn.piece"),
            Anchor("target.caniveau", (UNDERCUT, WEB / 2, FOOT + LEG + 0.008), back, (0.17, 0.055, 1), "turn.piece"),
            Anchor("target.projection", (SPATTER, WEB / 2 + LEG + 0.09, FOOT + 0.02), (0, 0, 0), (0.09, 0.08, 1), "turn.piece")]


# ---- the bench

def bench():
    s = plinth("plinth", 2.56, 1.94, 0.22, 0.32) + slab("floor_b", 2.30, 1.70, 0.012, 0.2, 0.004) + band("joint", 2.34, 1.74, 0.22, 0.04).at(0, 0, 0.006)
    s += box("cream", 2.06, 1.44, TOP - 0.07, 0.02).at(0, 0.02, 0.01)
    for k, paint in enumerate(("teal", "teal_light", "teal")):
        x = -0.68 + 0.68 * k
        s += box(paint, 0.62, 0.04, 0.17, 0.02).at(x, -0.70, 0.035) + cylinder("brass", 0.028, 0.04, 12, 0.008).turn(x=90).at(x, -0.72, 0.12)
    s += box("oak", 2.28, 1.74, 0.08, 0.022, 2).at(0, 0.02, TOP - 0.08)
    for k in range(4):
        s += box("oak_dark", 2.26, 0.007, 0.002, 0).at(0, -0.50 + 0.35 * k, TOP)
    s += slab("petrol_deep", 1.30, 0.92, 0.012, 0.10, 0.006).at(0, -0.20, TOP)      # a mat under the piece
    for k in range(7):
        s += box("teal_light", 0.010, 0.84, 0.001, 0).at(-0.54 + 0.18 * k, -0.20, TOP + 0.0115)
    for k in range(5):
        s += box("teal_light", 1.22, 0.010, 0.001, 0).at(0, -0.56 + 0.18 * k, TOP + 0.0115)
    # the round table that turns
    s += cylinder("graphite", 0.30, 0.05, 28, 0.016).at(PIECE_AT[0], PIECE_AT[1], TOP + 0.01) + cylinder("steel_dark", 0.09, 0.05, 16, 0).at(PIECE_AT[0], PIECE_AT[1], TOP + 0.04)
    s += lathe("steel", [(TABLE_R - 0.20, -0.05), (TABLE_R - 0.02, -0.045), (TABLE_R, -0.025), (TABLE_R, -0.008), (TABLE_R - 0.012, 0.0), (0, 0.0)], 36).at(PIECE_AT[0], PIECE_AT[1], TABLE_Z)
    for k in range(36):
        a = math.tau * k / 36
        s += box("ink", 0.05 if k % 3 == 0 else 0.028, 0.011, 0.002, 0).turn(z=math.degrees(a)).at(PIECE_AT[0] + (TABLE_R - 0.045) * math.cos(a), PIECE_AT[1] + (TABLE_R - 0.045) * math.sin(a), TABLE_Z)
    # the piece rests on a ball head: it can be tilted every way
    x, y = PIECE_AT[:2]
    s += cylinder("graphite", 0.15, 0.035, 20, 0.012).at(x, y, TABLE_Z - 0.001) + lathe("steel_light", [(0.055, 0.03), (0.045, 0.05), (0.045, 0.10), (0.06, 0.11)], 14).at(x, y, TABLE_Z)
    return s + ball("coral", 0.075, k=4).at(x, y, TABLE_Z + 0.115)


def wall():
    y, z = WALL_Y, TOP
    s = box("petrol", 2.22, 0.12, WALL_H, 0.03, 2).at(0, y + 0.06, z) + box("petrol_deep", 2.28, 0.17, 0.06, 0.02).at(0, y + 0.06, z + WALL_H)
    s += box("stripe", 2.22, 0.02, 0.045, 0.006).at(0, y - 0.004, z + 0.03)
    # a light box with two radiographs of welds
    x = LIGHT_BOX[0]
    s += box("cream", 0.86, 0.07, 0.40, 0.03, 2).at(x, y - 0.03, z + 0.11) + box("lit", 0.78, 0.012, 0.32, 0.0).at(x, y - 0.066, z + 0.15)
    for dx, spots in ((-0.19, ((-0.05, 0.012), (0.02, -0.01), (0.07, 0.008))), (0.19, ())):
        s += box("visor", 0.34, 0.006, 0.26, 0.0).at(x + dx, y - 0.075, z + 0.18) + box("visor_light", 0.32, 0.004, 0.075, 0.0).at(x + dx, y - 0.079, z + 0.275)
        for k in range(9):
            s += ball("mint", 0.016, 0.002, 0.026, k=2).at(x + dx - 0.14 + 0.035 * k, y - 0.081, z + 0.3125)
        for px, pz in spots:
            s += ball("ink", 0.009, 0.002, 0.009, k=2).at(x + dx + px, y - 0.0845, z + 0.312 + pz)
        if not spots:
            s += tube("ink", [(x + dx + 0.02 + 0.02 * k, y - 0.084, z + 0.312 + 0.008 * (-1) ** k) for k in range(5)], 0.003, 4, 0)
        for px in (-0.12, 0.12):
            s += box("steel_dark", 0.04, 0.016, 0.035, 0.005).at(x + dx + px, y - 0.08, z + 0.425)
    # a shelf of files and a plant on the right
    s += box("oak_light", 0.94, 0.24, 0.035, 0.010).at(0.60, y - 0.12, z + 0.27)
    for k, (paint, h) in enumerate((("coral", 0.25), ("teal_light", 0.22), ("stripe", 0.25), ("sign_blue", 0.23), ("coral", 0.21))):
        s += box(paint, 0.075, 0.17, h, 0.01).at(0.20 + 0.086 * k, y - 0.12, z + 0.305) + box("cream", 0.042, 0.006, 0.08, 0.002).at(0.20 + 0.086 * k, y - 0.207, z + 0.305 + h * 0.45)
    s += cylinder("brick", 0.066, 0.10, 12, 0.01, 0.082).at(0.86, y - 0.12, z + 0.305) + cylinder("soil", 0.07, 0.01, 12, 0).at(0.86, y - 0.12, z + 0.40)
    for k in range(7):
        c, d = math.cos(k * 0.9), math.sin(k * 0.9)
        s += ball("green" if k % 2 else "garden_cuff", 0.028, 0.013, 0.09, k=2).turn(x=24 * -d, y=24 * c).at(0.86 + 0.045 * c, y - 0.12 + 0.045 * d, z + 0.48)
    return s


def lamp_arm():
    """The articulated lamp: foot behind on the right, head over the piece."""
    foot = Vector((0.98, 0.52, TOP))
    elbow, head = foot + Vector((0.05, 0.10, 0.56)), Vector((0.66, 0.36, TOP + 0.84))
    s = cylinder("coral", 0.13, 0.05, 18, 0.014).at(*foot) + cylinder("graphite", 0.04, 0.05, 12, 0.008).at(foot.x, foot.y, TOP + 0.04)
    for o in (-0.022, 0.022):
        s += limb("coral", foot + Vector((0, o, 0.08)), elbow + Vector((0, o, 0)), 0.014, n=6) + limb("coral", elbow + Vector((0, o, 0)), head + Vector((0.10, o, 0.04)), 0.014, n=6)
    s += cylinder("graphite", 0.04, 0.09, 12, 0.008).turn(x=90).at(elbow.x, elbow.y + 0.045, elbow.z) + cylinder("graphite", 0.034, 0.08, 12, 0.008).turn(x=90).at(head.x + 0.10, head.y + 0.04, head.z + 0.04)
    shade = lathe("coral", [(0.155, -0.10), (0.165, -0.095), (0.155, -0.07), (0.10, 0.02), (0.055, 0.06), (0.05, 0.10), (0.0, 0.105)], 20) + lathe("cream", [(0.0, -0.080), (0.148, -0.088)], 18) + ball("bulb", 0.06, 0.06, 0.045, k=3).at(0, 0, -0.085)
    return s + shade.turn(x=22, y=38).at(*head)


def magnifier():
    """A big lens on a stand, left of the piece: an open ring, a glint across it."""
    at = Vector((-0.98, -0.14, TOP))
    s = cylinder("graphite", 0.11, 0.04, 16, 0.012).at(*at) + tube("steel_light", [at + Vector((0, 0, 0.03)), at + Vector((0, 0.0, 0.26)), at + Vector((0.0, -0.01, 0.34)), at + Vector((0.03, -0.03, 0.40))], 0.018, 7, 3)
    lens = ring("brass", 0.15, 0.022, 28, 8) + ring("graphite", 0.150, 0.014, 28, 6).at(0, 0, -0.016) + lathe("visor_light", [(0.142, 0.0), (0.0, 0.012)], 24)
    lens += slab("mint", 0.030, 0.19, 0.002, 0.012, 0.0, 3).turn(z=-38).at(-0.035, 0.015, 0.012) + slab("mint", 0.014, 0.15, 0.002, 0.006, 0.0, 3).turn(z=-38).at(0.012, -0.020, 0.012)
    return s + lens.turn(x=32, y=14).at(at.x + 0.10, at.y - 0.16, at.z + 0.42)


def report():
    """The inspection sheet on its board: a drawing of the weld, lines, boxes to tick."""
    s = slab("oak_dark", 0.46, 0.60, 0.022, 0.03, 0.006) + slab("paper", 0.40, 0.53, 0.006, 0.01, 0.0).at(0, -0.015, 0.021)
    s += box("steel_light", 0.16, 0.05, 0.02, 0.008).at(0, 0.275, 0.022) + cylinder("steel_light", 0.02, 0.03, 8, 0.004).turn(y=90).at(-0.015, 0.290, 0.045)
    z = 0.0275
    s += words("ink", "Contrôle", 0.075).at(-0.035, 0.185, z)
    s += box("plate_b", 0.15, 0.018, 0.001, 0).at(-0.10, 0.075, z) + box("plate_b", 0.018, 0.075, 0.001, 0).at(-0.10, 0.120, z)
    for side in (-1, 1):
        s += outline("coral", [(0, 0), (0.035, 0), (0, 0.035)], 0.001).scale(side, 1, 1).at(-0.10 + side * 0.009, 0.085, z)
    for k in range(4):
        y = 0.0 - 0.065 * k
        s += box("ink", 0.040, 0.040, 0.001, 0).at(-0.155, y, z) + box("paper", 0.030, 0.030, 0.002, 0).at(-0.155, y, z) + box("joint", (0.20, 0.16, 0.22, 0.13)[k], 0.012, 0.001, 0).at(-0.015 + (0, -0.02, 0.01, -0.035)[k], y, z)
    s += tube("green", [(-0.170, 0.004, z + 0.004), (-0.158, -0.010, z + 0.004), (-0.132, 0.026, z + 0.004)], 0.006, 5, 0)
    s += box("joint", 0.12, 0.010, 0.001, 0).at(0.09, 0.10, z) + box("joint", 0.09, 0.010, 0.001, 0).at(0.075, 0.070, z) + box("joint", 0.11, 0.010, 0.001, 0).at(0.085, 0.130, z)
    pencil = limb("stripe", (0, 0, 0), (0, 0, 0.26), 0.015, 0.015, 6) + limb("pine", (0, 0, 0.26), (0, 0, 0.29), 0.013, 0.004, 6) + limb("felt", (0, 0, -0.02), (0, 0, 0.0), 0.015, n=6)
    return s + pencil.turn(x=90, z=-24).at(0.13, -0.16, 0.042)


def gauges():
    """A fan of weld gauges on a rivet, a fillet gauge, a steel rule."""
    s = None
    for k in range(5):
        leaf = outline(("steel_light", "steel", "steel_light", "steel", "brass")[k], [(-0.025, -0.03), (0.025, -0.03), (0.03, 0.20), (0.012, 0.24), (-0.03, 0.20)], 0.008, 0.002).turn(z=38 - 19 * k).at(0, 0, 0.008 * (5 - k))
        s = leaf if s is None else s + leaf
    s += cylinder("brass", 0.020, 0.06, 10, 0.004)
    rule = box("steel_light", 0.44, 0.06, 0.008, 0.003)
    for k in range(21):
        rule += box("ink", 0.004, 0.026 if k % 5 == 0 else 0.015, 0.001, 0).at(-0.20 + 0.02 * k, 0.014, 0.008)
    return s + rule.turn(z=-8).at(0.02, -0.15, 0.0)


def sprays():
    """The three cans of a dye test: cleaner, red dye, white developer."""
    s = None
    for k, paint in enumerate(("sign_blue", "red", "white")):
        can = cylinder(paint, 0.068, 0.20, 16, 0.014) + lathe("steel_light", [(0.062, 0.195), (0.05, 0.215), (0.035, 0.222)], 14) + cylinder(("cream", "red", "cream")[k], 0.038, 0.055, 12, 0.01).at(0, 0, 0.215)
        can += lathe("cream" if k < 2 else "red", [(0.0685, 0.06), (0.070, 0.063), (0.070, 0.135), (0.0685, 0.138)], 16)
        m = can.at(0.155 * k, 0.03 * (k % 2), 0)
        s = m if s is None else s + m
    return s


def cushion():
    return ball("felt", 0.24, 0.19, 0.05, k=5, power=3.2).at(0, 0, 0.04)


def things():
    z = TOP
    s = lamp_arm() + magnifier() + report().turn(z=-10).at(0.86, -0.46, z) + gauges().turn(z=14).at(-0.88, -0.54, z)
    s += sprays().at(0.70, 0.20, z) + cushion().turn(z=16).at(CAT_AT[0], CAT_AT[1], z)
    s += mug().scale(1.15).turn(z=-60).at(1.03, -0.02, z)
    # the scraper that takes spatter off, a torch lamp
    s += limb("red", (-0.30, -0.74, z + 0.03), (-0.12, -0.76, z + 0.03), 0.028, 0.024, 8) + box("steel_light", 0.16, 0.045, 0.010, 0.003).turn(z=-6).at(-0.02, -0.77, z + 0.024)
    return s


def static():
    return group(bench(), wall(), things())


def make():
    sound, found = piece()
    spots = targets()
    # Each lies under its target, so that it can be lit when it is found, or left out of an easier level.
    marks = []
    for spot in spots:
        name = spot.name.removeprefix("target.")
        turn = Euler([math.radians(a) for a in spot.turn]).to_matrix().to_4x4()
        marks.append(Moving(f"mark.{name}", found[name].matrix((Matrix.Translation(spot.at) @ turn).inverted()), (0, 0, 0), under=spot.name))
    return Scene(
        static(),
        [Moving("turn.piece", sound, PIECE_AT),
         *marks,
         Moving("life.bob.chat", cat().scale(1.02), CAT_AT, (0, 0, 24), turns=False),
         Moving("life.blink.negatoscope", ball("led_green", 0.016, 0.010, 0.016, k=2), (LIGHT_BOX[0] + 0.39, WALL_Y - 0.068, TOP + 0.135), turns=False)],
        [*spots,
         Anchor("surface.table", (PIECE_AT[0], PIECE_AT[1], TABLE_Z + 0.001), scale=(TABLE_R * 0.8, TABLE_R * 0.8, 1)),
         Anchor("surface.etabli", (0, 0.02, TOP + 0.001), scale=(1.13, 0.86, 1)), Anchor("emit.steam.tasse", (1.03, -0.02, TOP + 0.14))])


def lights():
    light.rig(key=2.7, fill=60, rim=60, ambient=0.56)
    light.spot((0.62, 0.33, TOP + 0.76), (0.05, -0.16, TABLE_Z), 16, (1.0, 0.84, 0.58), 100, 0.07, "lamp")
    light.area((LIGHT_BOX[0], WALL_Y - 0.12, TOP + 0.32), (LIGHT_BOX[0], 0, TOP), 3.0, 0.6, (1.0, 0.95, 0.85), "radiographs")


BUDGETS = {"static": 8500, "turn.piece": 7000, "life.bob.chat": 500}
CAMERAS = {"camera.inspecter": (-5, 42, (0, 0, 0.4)), "camera.inspecter.portrait": (-4, 46, (0, 0, 0.4))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS)
