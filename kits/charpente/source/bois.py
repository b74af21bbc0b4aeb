"""What the carpenter's dioramas share: beams with their joints, the truss, half-timbered walls, the people and what they wear.

Borrowed by every script beside it; not in their stamps: after a change here that shows, bake them all again."""
import math
import os
import sys
from pathlib import Path

HOMES = [Path(os.environ.get("ETABLI_HOME", ".")).resolve(), *Path(__file__).resolve().parents]
sys.path.insert(0, str(next(h for h in HOMES if (h / "assets/source/diorama.py").is_file()) / "assets/source"))
from diorama import PAINTS, Anchor, Moving, Paint, Picture, Scene, publish, upright, words  # noqa: E402, F401
from etabli_art import light, people  # noqa: E402, F401
from etabli_art.shapes import ball, band, box, cylinder, group, lathe, limb, loft, outline, plinth, ring, slab, tube  # noqa: E402, F401
from mathutils import Matrix, Vector  # noqa: E402, F401

PAINTS.update({
    "beam": Paint("#DFA862", 0.62, 0, 0.14), "beam_b": Paint("#D0964F", 0.62, 0, 0.14), "beam_end": Paint("#F4D29B", 0.7, 0, 0.1), "grain": Paint("#B67C3E", 0.7, 0, 0.1),
    "old_oak": Paint("#8A5630", 0.7, 0, 0.1), "old_oak_b": Paint("#764725", 0.7, 0, 0.1), "daub": Paint("#F8E7C6", 0.9, 0, 0.03), "daub_b": Paint("#F2D9AE", 0.9, 0, 0.03),
    "tile": Paint("#C75C3C", 0.75, 0, 0.1), "tile_b": Paint("#B24B32", 0.75, 0, 0.1), "tile_c": Paint("#D9744C", 0.75, 0, 0.1), "slate": Paint("#56627A", 0.6, 0, 0.2), "slate_b": Paint("#48536A", 0.6, 0, 0.2),
    "layout": Paint("#1D4F5C", 0.8, 0, 0.06), "layout_b": Paint("#235B69", 0.8, 0, 0.06), "trace": Paint("#2C5FD0", 0.9, 0, 0.0), "lead": Paint("#4A3220", 0.9, 0, 0.0),
    "hat": Paint("#FFC21F", 0.3, 0, 0.7), "hat_white": Paint("#FFF8E8", 0.3, 0, 0.7), "hiviz": Paint("#FF8A1F", 0.8, 0, 0.08), "silver": Paint("#EDEFEA", 0.5, 0, 0.4),
    "corduroy": Paint("#5A4A3E", 0.95, 0, 0.04), "corduroy_b": Paint("#443730", 0.95, 0, 0.04), "grass": Paint("#8DBB52", 0.9, 0, 0.04), "grass_b": Paint("#79A846", 0.9, 0, 0.04),
    "earth": Paint("#D9BC8C", 0.95, 0, 0.03), "earth_b": Paint("#CBAA77", 0.95, 0, 0.03), "stone": Paint("#D8CDBA", 0.85, 0, 0.06), "stone_b": Paint("#C5B8A2", 0.85, 0, 0.06),
    "safety": Paint("#FFC21F", 0.45, 0, 0.4), "plaid": Paint("#D8452F", 0.9, 0, 0.05), "plaid_b": Paint("#A93122", 0.9, 0, 0.05),
})

# ---- people

NORA = people.Look(skin="skin_4", nose="nose_4", lips="lip_dark", hair="hair_black", style="bun", ribbon="teal_light", top="plaid", top_dark="plaid_b", legs="corduroy", feet="boot")
BASILE = people.Look(skin="skin_1", nose="nose_1", lips="lip_light", hair="hair_grey", style="short", lashes=False, top="teal", top_dark="petrol_deep", legs="denim", feet="boot", beard=True)
LIAM = people.Look(skin="skin_6", nose="skin_5", lips="lip_dark", hair="hair_black", style="curly", lashes=False, top="green", top_dark="bottle", legs="corduroy", feet="boot", glasses=True)
LUCIE = people.Look(skin="skin_2", nose="skin_3", lips="lip_light", hair="hair_red", style="long", top="overall", top_dark="overall_dark", legs="denim", feet="boot")


def hard_hat(paint="hat"):
    """Origin where the head's centre goes, looks to -Y."""
    s = ball(paint, 0.222, 0.232, 0.235, k=7, power=2.2)
    s = s.faces(lambda i, s=s: s.v[list(s.f[i])].mean(axis=0)[2] > 0.062).at(0, 0.0, 0.0)
    s += lathe(paint, [(0.215, 0.060), (0.255, 0.058), (0.262, 0.070), (0.222, 0.090)], 26).scale(1, 1.10, 1).at(0, -0.02, 0)
    s += box(paint, 0.28, 0.13, 0.022, 0.010).turn(x=10).at(0, -0.245, 0.050)
    for x in (-0.07, 0, 0.07):
        s += tube(paint, [(x, -0.17, 0.165), (x, -0.08, 0.225), (x, 0.0, 0.243), (x, 0.09, 0.222), (x, 0.17, 0.165)], 0.017, 6, 3)
    return s


def with_hat(look, paint="hat"):
    return people.head(people.Look(**{**look.__dict__, "style": "short" if look.style in ("curly",) else look.style})) + hard_hat(paint).turn(x=-13).at(0, 0.022, people.HEAD_UP + 0.040)


def vest(paint="hiviz"):
    """A vest over the trunk of a figure, in its space."""
    s = loft(paint, [(0, 0, 0.80, 0.205, 0.155), (0, 0, 0.87, 0.200, 0.152), (0, -0.006, 1.0, 0.222, 0.163), (0, 0, 1.10, 0.226, 0.156), (0, 0.005, 1.165, 0.185, 0.130)], 20, 2.6)
    for z, rx, ry in ((0.86, 0.206, 0.157), (0.98, 0.225, 0.167)):
        s += loft("silver", [(0, -0.003, z, rx, ry), (0, -0.003, z + 0.04, rx, ry)], 20, 2.6)
    return s + box("silver", 0.02, 0.012, 0.34, 0.003).at(0, -0.166, 0.81)


def harness():
    """Straps over shoulders, chest and thighs, in a figure's space."""
    s = None
    for t in (-1, 1):
        m = tube("safety", [(t * 0.05, -0.150, 0.80), (t * 0.11, -0.172, 0.98), (t * 0.125, -0.12, 1.15), (t * 0.10, 0.01, 1.215), (t * 0.06, 0.12, 1.12), (0, 0.16, 1.0), (-t * 0.08, 0.155, 0.82)], 0.030, 6, 4, flat=0.4)
        m += ring("safety", 0.118, 0.024, 18, 6).turn(x=14, y=-t * 16).at(t * 0.105, -0.01, 0.60)
        s = m if s is None else s + m
    s += tube("safety", [(-0.125, -0.170, 1.0), (0, -0.178, 1.0), (0.125, -0.170, 1.0)], 0.024, 6, 2, flat=0.45) + ring("safety", 0.200, 0.026, 26, 6).scale(1, 0.77, 1.3).at(0, 0, 0.80)
    s += slab("steel_light", 0.07, 0.055, 0.02, 0.012, 0.005, 2).turn(x=90).at(0, -0.185, 0.80) + ring("steel_light", 0.036, 0.011, 14, 6).turn(x=80).at(0, -0.20, 1.0)
    for t in (-1, 1):
        s += box("coral", 0.05, 0.02, 0.05, 0.006).at(t * 0.115, -0.175, 0.94)
    return s


# ---- timber

def beam(long, high, deep, paint="beam", end="beam_end", seed=0):
    """A squared timber along X, its middle at the origin; end grain shows at both ends, a few lines of grain in front and on top."""
    s = box(paint, long, deep, high, 0.010).at(0, 0, -high / 2)
    s = s.paints(end, lambda x, y, z: abs(x) > long / 2 - 0.002)
    for k in range(3):
        l, x = long * (0.22 + 0.11 * ((k + seed) % 3)), long * (-0.24 + 0.23 * ((k * 2 + seed) % 3))
        z = high * (-0.28 + 0.27 * k)
        s += box("grain", l, 0.003, 0.006, 0).at(x, -deep / 2 - 0.0005, z)
        s += box("grain", l * 0.8, 0.006, 0.002, 0).at(-x, deep * (-0.25 + 0.25 * k), high / 2 - 0.0005)
    return s


def mark(strokes, size=0.05, paint="lead"):
    """A carpenter's mark, facing -Y: strokes as one Roman numeral."""
    s = None
    for k in range(strokes):
        m = box(paint, size * 0.20, 0.004, size, 0).at((k - (strokes - 1) / 2) * size * 0.55, 0, -size / 2)
        s = m if s is None else s + m
    return s


def tenon(x, high, deep, side, long=0.06):
    return box("beam_end", long, deep * 0.34, high * 0.72, 0.004).at(x + side * long / 2, 0, -high * 0.36)


def peg(paint="old_oak", long=0.13, r=0.017):
    """A peg along Y, its head to -Y."""
    return lathe(paint, [(r * 0.7, 0), (r * 1.05, 0.01), (r, long * 0.3), (r * 0.55, long), (0, long + 0.004)], 8).turn(x=-90)


# ---- the truss, in its own plane XZ, standing on z = 0 in its middle

HALF, TIE, DEEP = 0.98, 0.125, 0.11          # half length of the tie, its height; depth of every timber
FOOT, TOP_AT, RAFTER = (0.86, 0.125), (0.062, 0.86), 0.105      # of a principal rafter's axis: foot, head; its height
KING = 0.125
BRACE_A, BRACE_B, BRACE = (0.062, 0.27), (0.42, 0.49), 0.085


def _strut(a, b, side):
    (x0, z0), (x1, z1) = a, b
    long = math.hypot(x1 - x0, z1 - z0)
    return long, (side * (x0 + x1) / 2, (z0 + z1) / 2), -side * math.degrees(math.atan2(z1 - z0, x1 - x0))


def tie(marks=True):
    s = beam(2 * HALF, TIE, DEEP, "beam_b", seed=1)
    for x in (-0.86, 0.86):
        s += box("slot", 0.14, DEEP * 0.4, 0.003, 0).at(x * 0.98, 0, TIE / 2)
    s += box("slot", 0.10, DEEP * 0.4, 0.003, 0).at(0, 0, TIE / 2)
    if marks:
        s += mark(1, 0.075).at(-0.80, -DEEP / 2 - 0.001, 0) + mark(2, 0.075).at(0.80, -DEEP / 2 - 0.001, 0)
    return s


def king():
    """The king post, lying along X with its head to +X; turned by -90 about Y it stands."""
    long = 0.90
    s = beam(long, KING, DEEP, seed=2) + tenon(-long / 2, KING, DEEP, -1, 0.05)
    s += box("beam_b", 0.16, DEEP + 0.012, KING + 0.030, 0.012).at(long / 2 - 0.09, 0, -(KING + 0.030) / 2)
    for t in (-1, 1):
        s += box("slot", 0.10, DEEP * 0.4, 0.003, 0).at(-long / 2 + 0.24, 0, t * KING / 2) + box("slot", 0.12, DEEP * 0.4, 0.003, 0).at(long / 2 - 0.26, 0, t * KING / 2)
    return s


KING_LONG = 0.90
STRUTS = {"arba": (FOOT, TOP_AT, RAFTER), "contre": (BRACE_A, BRACE_B, BRACE)}


def strut(kind, marks, bad=False):
    a, b, high = STRUTS[kind]
    long = _strut(a, b, 1)[0]
    s = beam(long, high, DEEP * 0.92, "beam" if kind == "arba" else "beam_b", seed=marks)
    if bad:      # its tenon has been sawn askew and too short
        s += box("beam_end", 0.05, DEEP * 0.34, high * 0.34, 0.003).turn(y=24).at(long / 2 + 0.015, 0, -high * 0.04) + tenon(-long / 2, high, DEEP, -1)
        s += box("red", 0.006, 0.004, high * 0.9, 0).turn(y=24).at(long / 2 - 0.03, -DEEP * 0.46 - 0.002, -high * 0.4)
    else:
        s += tenon(long / 2, high, DEEP, 1) + tenon(-long / 2, high, DEEP, -1)
    return s + (mark(marks, 0.066).at(-long * 0.30, -DEEP * 0.46 - 0.001, 0) if marks else ball("slot", 0.001, k=1))


def where(kind, side):
    """Middle (x, z) in the truss and the turn about Y of what is modelled along X."""
    a, b, _ = STRUTS[kind]
    _, middle, turn = _strut(a, b, side)
    return middle, turn


def stood(kind, side, marks):
    (x, z), turn = where(kind, side)
    s = strut(kind, marks)
    return s.turn(y=turn) if side > 0 else s.turn(z=0, y=turn)


PEGS = ((-0.80, 0.06), (0.80, 0.06), (-0.02, 0.07), (0.02, 0.07), (-0.075, 0.80), (0.075, 0.80), (-0.085, 0.29), (0.085, 0.29), (-0.40, 0.475), (0.40, 0.475))


def pegs_in(r=0.020):
    s = None
    for x, z in PEGS:
        m = peg("old_oak_b", 0.10, r).at(x, -DEEP / 2 - 0.045, z)
        s = m if s is None else s + m
    return s


def truss():
    s = tie().at(0, 0, TIE / 2) + king().turn(y=-90).at(0, 0, TIE + KING_LONG / 2)
    for kind in ("arba", "contre"):
        for side, marks in ((-1, 1), (1, 2)):
            (x, z), _ = where(kind, side)
            s += stood(kind, side, marks if kind == "arba" else marks + 2).at(x, 0, z)
    return s + pegs_in()


# ---- walls and roofs

def half_timber(width, height, bays=3, paint="old_oak", daub="daub", deep=0.06):
    """A half-timbered wall, face to -Y, standing on z = 0 in the middle: posts, rails, a brace in each outer bay."""
    s = box(daub, width, deep * 0.7, height, 0.004).at(0, deep * 0.25, 0)
    w = 0.055
    for k in range(bays + 1):
        x = -width / 2 + w / 2 + (width - w) * k / bays
        s += box(paint, w, deep, height, 0.006).at(x, 0, 0)
    for z in (0.0, height * 0.48, height - w):
        s += box(paint, width, deep * 1.02, w, 0.006).at(0, 0, z)
    bay = (width - w) / bays
    for k, t in ((0, 1), (bays - 1, -1)):
        x0 = -width / 2 + w / 2 + bay * k
        for z0, z1 in ((0.02, height * 0.50), (height * 0.52, height - 0.04)):
            a, b = (x0 if t > 0 else x0 + bay, z0), (x0 + bay if t > 0 else x0, z1)
            l = math.hypot(b[0] - a[0], b[1] - a[1])
            s += box(paint, l, deep * 0.94, w * 0.8, 0.005).at(0, 0, -w * 0.4).turn(y=-math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))).at((a[0] + b[0]) / 2, -0.002, (a[1] + b[1]) / 2)
    return s


def pane(width=0.34, height=0.30):
    s = box("old_oak_b", width + 0.07, 0.05, height + 0.07, 0.008).at(0, 0, -0.035) + box("pane", width, 0.012, height, 0).at(0, -0.022, 0)
    s += box("old_oak_b", 0.02, 0.03, height, 0.003).at(0, -0.03, 0) + box("old_oak_b", width, 0.03, 0.02, 0.003).at(0, -0.03, height / 2)
    return s


def trestle(long=0.34, high=0.26):
    s = box("oak_dark", long, 0.09, 0.06, 0.010).at(0, 0, high - 0.06)
    for x in (-1, 1):
        for y in (-1, 1):
            s += limb("oak_dark", (x * long * 0.36, y * 0.02, high - 0.05), (x * long * 0.44, y * 0.12, 0.02), 0.022, 0.018, 6)
    return s


def stack(count=(4, 3, 2), long=1.0):
    """Sawn timber, ends to the visitor's right."""
    s = None
    for row, n in enumerate(count):
        for k in range(n):
            m = beam(long - 0.05 * ((k + row) % 2), 0.09, 0.09, ("beam", "beam_b")[(k + row) % 2], seed=k).at(0.02 * (k % 2), 0.105 * (k - (n - 1) / 2), 0.05 + 0.098 * row)
            s = m if s is None else s + m
    return s


def robin():
    from workshop import bird
    return bird()


def person(look, scale, pose=None, hat=None, wears=None):
    """(body, head, neck), scaled, looking to -Y."""
    f = people.figure(look, pose or people.Pose())
    body = f.body + wears if wears is not None else f.body
    head = with_hat(look, hat) if hat else f.head
    return body.scale(scale), head.scale(scale), Vector(f.neck) * scale


def standing(look, scale, at, turn=0.0, name=None, **more):
    """A body to stand there and its head as a moving mesh, if it has a name."""
    body, head, neck = person(look, scale, **more)
    place = Vector(at) + Matrix.Rotation(math.radians(turn), 3, "Z") @ neck
    body = body.turn(z=turn).at(*at)
    if not name:
        return body + head.turn(z=turn).at(*place), None
    return body, Moving(f"life.nod.{name}", head, tuple(place), (0, 0, turn))


def yard(paint="floor_a", inner="floor_b"):
    return plinth("plinth", 2.60, 2.0, 0.22, 0.32) + slab(paint, 2.34, 1.74, 0.012, 0.2, 0.004) + band("joint", 2.38, 1.78, 0.22, 0.04).at(0, 0, 0.006)
