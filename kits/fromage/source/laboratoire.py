"""The airlock of the dairy: Yanis dresses and washes before the door of the laboratory; also the kit's cover.

python3 kits/fromage/source/laboratoire.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

import bpy  # noqa: F401  (brings mathutils)
from mathutils import Matrix, Vector
from parts import Anchor, H, Moving, ODILE, Picture, R, Scene, YANIS, bassine, cat, cheese, cheesemaker, charlotte, coat, dressed, glove, publish, upright, wellington
from etabli_art import light, people
from etabli_art.shapes import ball, band, box, cylinder, dome, group, lathe, limb, outline, plinth, ring, slab, tube

BACK, LEFT = 1.18, -1.62            # inner faces of the two walls
LOW, HIGH, LOW_Y, HIGH_Y = 0.20, 0.52, -1.06, -0.60      # the two steps where things wait
RACK = (-0.62, 1.92)                # their middle, their width
AT, FACING = Vector((1.02, -0.14, 0.03)), -4.0
BASIN = Vector((-1.10, BACK - 0.21, 0.84))
DOOR_X, DOOR_W, DOOR_H = -0.10, 0.82, 1.62
POSE = people.Pose(elbows=((-0.40, 0.0, 0.94), (0.40, 0.0, 0.94)), wrists=((-0.50, -0.14, 0.80), (0.50, -0.14, 0.80)), stance=0.135)


def floor():
    s = plinth("plinth", 3.60, 2.86, 0.26, 0.34) + band("joint", 3.36, 2.62, 0.25, 0.05).at(0, 0, 0.010) + slab("tile_b", 3.32, 2.58, 0.014, 0.24, 0.004)
    for i in range(8):
        for j in range(6):
            if (i in (0, 7) and j in (0, 5)):
                continue
            s += box(("tile", "mint")[(i + j) % 2], 0.398, 0.412, 0.014, 0.006).at((i - 3.5) * 0.410, (j - 2.5) * 0.424, 0.010)
    # the foot bath before the door
    s += slab("steel", 0.86, 0.44, 0.050, 0.06, 0.012).at(DOOR_X, BACK - 0.38, 0.018) + slab("water", 0.74, 0.33, 0.008, 0.04, 0.0).at(DOOR_X, BACK - 0.38, 0.066)
    for k in range(5):
        s += ball("fluff", 0.026 - 0.003 * k, k=2).at(DOOR_X - 0.24 + 0.06 * k + 0.03 * (k % 2), BACK - 0.30 - 0.05 * (k % 3), 0.078)
    return s + slab("mat", 0.86, 0.72, 0.014, 0.08, 0.006).at(AT.x, AT.y, 0.020)


def walls():
    s = None
    for length, turn, x, y in ((3.24, 0, LEFT, BACK), (1.70, 90, LEFT, BACK - 1.70)):
        w = box("teal", length, 0.14, 1.92, 0.03, 2).at(length / 2, 0.07, 0) + box("petrol_deep", length + 0.04, 0.19, 0.06, 0.02).at(length / 2, 0.07, 1.92)
        w += box("tile_b", length - 0.02, 0.03, 1.16, 0.008).at(length / 2, -0.006, 0.02) + box("stripe", length - 0.02, 0.045, 0.045, 0.010).at(length / 2, -0.008, 1.18)
        n = int(length / 0.232)
        for i in range(n):
            for j in range(5):
                w += box("tile", 0.222, 0.02, 0.218, 0.010).at(0.125 + 0.232 * i, -0.014, 0.03 + 0.229 * j)
        w = w.turn(z=turn).at(x, y, 0)
        s = w if s is None else s + w
    return s


def doorway():
    """The frame, the light of the laboratory over it; the leaf itself moves no further than its push."""
    x, y = DOOR_X, BACK
    s = box("steel_light", DOOR_W + 0.16, 0.10, DOOR_H + 0.08, 0.015).at(x, y - 0.02, 0.02)
    s += box("petrol_deep", 0.66, 0.05, 0.15, 0.02).at(x, y - 0.05, DOOR_H + 0.13)
    return s + upright(_words("cream", "Laboratoire", 0.105)).at(x, y - 0.078, DOOR_H + 0.20)


def _words(paint, text, size):
    from parts import words
    return words(paint, text, size)


def leaf():
    """The swing door: a porthole on a basin and steam, a big push plate; its origin is on the plate."""
    s = box("coral", DOOR_W, 0.05, DOOR_H, 0.02, 2).at(0, 0, 0) + box("steel", DOOR_W - 0.06, 0.062, 0.26, 0.008).at(0, 0, 0.03)
    s += upright(cylinder("steel_light", 0.245, 0.03, 30, 0.010)).at(0, -0.025, 1.20) + upright(cylinder("pane", 0.205, 0.004, 28, 0)).at(0, -0.054, 1.20)
    vat = outline("steel", [(-0.12, 0.0), (0.12, 0.0), (0.15, 0.13), (-0.15, 0.13)], 0.004) + outline("milk", [(-0.145, 0.125), (0.145, 0.125), (0.13, 0.148), (-0.13, 0.148)], 0.005)
    s += upright(vat).at(0, -0.058, 1.035)
    s += upright(outline("fluff", [(0.02, 0.0), (0.05, 0.05), (0.03, 0.10), (0.06, 0.16), (0.02, 0.11), (0.03, 0.05)], 0.003)).at(-0.06, -0.058, 1.19)
    s += box("brass", 0.30, 0.03, 0.26, 0.012).at(0.18, -0.030, 0.68)
    palm = box("teal_light", 0.10, 0.006, 0.10, 0.010)
    for k, dx in enumerate((-0.036, -0.012, 0.012, 0.036)):
        palm += box("teal_light", 0.018, 0.006, (0.055, 0.07, 0.068, 0.05)[k], 0.004).at(dx, 0, 0.095)
    palm += box("teal_light", 0.018, 0.006, 0.06, 0.004).turn(y=-42).at(-0.055, 0, 0.04)
    return (s + palm.at(0.18, -0.048, 0.73)).at(-0.18, 0.055, -0.80)


def basin():
    """A hand basin worked with the knee, mirror and towels above."""
    b = BASIN
    s = box("steel_light", 0.62, 0.44, 0.05, 0.016, 2).at(b.x, b.y, b.z - 0.05) + box("steel", 0.54, 0.36, 0.20, 0.03).at(b.x, b.y, b.z - 0.24) + slab("steel_dark", 0.46, 0.27, 0.004, 0.08, 0).at(b.x, b.y - 0.02, b.z)
    s += slab("water", 0.40, 0.21, 0.004, 0.07, 0).at(b.x, b.y - 0.02, b.z + 0.003) + box("steel_dark", 0.16, 0.10, 0.62, 0.02).at(b.x, b.y + 0.10, 0.02)
    s += box("steel_light", 0.28, 0.03, 0.10, 0.012).at(b.x, b.y - 0.20, 0.44)
    s += tube("steel_light", [(b.x - 0.10, b.y + 0.16, b.z), (b.x - 0.10, b.y + 0.16, b.z + 0.22), (b.x - 0.10, b.y + 0.08, b.z + 0.28), (b.x - 0.10, b.y - 0.01, b.z + 0.22)], 0.022, 8, 4)
    s += box("brass", 0.60, 0.03, 0.54, 0.016).at(b.x, BACK - 0.035, 1.24) + box("visor_light", 0.53, 0.01, 0.47, 0.006).at(b.x, BACK - 0.054, 1.275)
    for k, w in ((0, 0.05), (1, 0.025)):
        s += upright(outline("mint", [(-0.10 + 0.09 * k, -0.15), (-0.10 + 0.09 * k + w, -0.15), (0.08 + 0.09 * k + w, 0.15), (0.08 + 0.09 * k, 0.15)], 0.002)).at(b.x, BACK - 0.060, 1.51)
    s += box("steel_light", 0.17, 0.11, 0.26, 0.02).at(b.x + 0.42, BACK - 0.07, 1.28) + box("paper", 0.11, 0.07, 0.09, 0.006).at(b.x + 0.42, BACK - 0.085, 1.21)
    return s


def signs():
    """Wash your hands (blue: must), no jewels (red: must not), a row of hooks with coats of the others."""
    hand = box("white", 0.09, 0.004, 0.07, 0.010)
    for k in range(4):
        hand += box("white", 0.018, 0.004, 0.06, 0.004).at(-0.036 + 0.024 * k, 0, 0.06)
    s = upright(cylinder("sign_blue", 0.15, 0.02, 28, 0.006)).at(0.72, BACK - 0.01, 1.55) + hand.at(0.72, BACK - 0.034, 1.48) + ball("water", 0.018, 0.004, 0.026, k=2).at(0.66, BACK - 0.034, 1.64) + ball("water", 0.014, 0.004, 0.02, k=2).at(0.785, BACK - 0.034, 1.65)
    s += upright(cylinder("white", 0.15, 0.02, 28, 0.006) + ring("red", 0.132, 0.020, 28, 6, 0.5).at(0, 0, 0.022)).at(1.10, BACK - 0.01, 1.55) + upright(ring("ink", 0.050, 0.012, 18, 6, 0.5)).at(1.10, BACK - 0.034, 1.53)
    s += ball("gem", 0.026, 0.008, 0.026, k=2).at(1.10, BACK - 0.036, 1.595) + box("red", 0.25, 0.008, 0.024, 0.003).turn(y=45).at(1.10, BACK - 0.042, 1.545)
    s += box("oak", 0.86, 0.03, 0.09, 0.010).at(1.12, BACK - 0.03, 1.24)
    for k in range(4):
        s += limb("brass", (0.80 + 0.21 * k, BACK - 0.04, 1.28), (0.80 + 0.21 * k, BACK - 0.11, 1.30), 0.014, n=6)
    s += coat().scale(0.80).at(1.42, BACK - 0.20, 0.98)
    # milk churns of the morning
    for x, y, k in ((1.46, 0.62, 1.0), (1.20, 0.82, 0.86)):
        s += lathe("steel_light", [(0.14, 0.0), (0.155, 0.02), (0.155, 0.30), (0.10, 0.42), (0.095, 0.46), (0.125, 0.48), (0.125, 0.51), (0.03, 0.55), (0, 0.55)], 20).scale(k).at(x, y, 0.024)
        s += lathe("steel_dark", [(0.157, 0.06), (0.160, 0.065), (0.160, 0.09), (0.157, 0.095)], 20).scale(k).at(x, y, 0.024) + ring("brass", 0.05, 0.012, 14, 6).turn(x=90).scale(k).at(x - 0.12, y - 0.06, 0.40 * k)
    return s


def window():
    """Dawn over the orchard, on the side wall."""
    w = box("cream", 0.78, 0.05, 0.58, 0.02).at(0, 0, -0.04) + box("pane", 0.68, 0.012, 0.48, 0).at(0, -0.022, 0)
    w += outline("pane_b", [(-0.34, 0), (0.34, 0), (0.34, 0.14), (0.12, 0.19), (-0.12, 0.13), (-0.34, 0.17)], 0.006).turn(x=90).at(0, -0.028, 0)
    for x in (-0.20, 0.16):
        w += box("pane_c", 0.022, 0.004, 0.10, 0).at(x, -0.036, 0.10) + ball("pane_c", 0.085, 0.004, 0.075, k=3).at(x, -0.038, 0.24)
    w += box("cream", 0.028, 0.03, 0.48, 0.004).at(0, -0.042, 0) + box("cream", 0.68, 0.03, 0.028, 0.004).at(0, -0.042, 0.25) + box("oak", 0.90, 0.12, 0.04, 0.012).at(0, -0.05, -0.08)
    w += sum_pot().at(0.26, -0.06, -0.04)
    return w.turn(z=90).at(LEFT + 0.01, 0.36, 1.24)


def sum_pot():
    s = cylinder("brick", 0.055, 0.09, 12, 0.01, 0.068)
    for k in range(6):
        c, d = math.cos(k * 1.05), math.sin(k * 1.05)
        s += ball("green" if k % 2 else "garden_cuff", 0.024, 0.012, 0.08, k=2).turn(x=24 * -d, y=24 * c).at(0.035 * c, 0.035 * d, 0.15)
    return s


def rack():
    x, w = RACK
    s = box("oak", w, 0.50, HIGH, 0.03, 2).at(x, HIGH_Y, 0.012) + box("oak_light", w, 0.46, LOW, 0.03, 2).at(x, LOW_Y, 0.012)
    for z, y in ((HIGH, HIGH_Y), (LOW, LOW_Y)):
        s += box("mint", w - 0.10, 0.40, 0.012, 0.004).at(x, y, z + 0.004)
    for k in range(4):
        s += box("oak_dark", 0.40, 0.012, 0.13, 0.006).at(x - 0.70 + 0.465 * k, LOW_Y - 0.235, 0.045)
    return s


# ---- the parts: origins in their middles

def centred(shape):
    return shape.at(*-shape.centre)


def soap():
    """A pump bottle of soap."""
    s = cylinder("soap", 0.125, 0.30, 22, 0.03) + lathe("white", [(0.075, 0.295), (0.070, 0.335), (0.030, 0.350), (0.024, 0.42)], 16) + box("white", 0.075, 0.065, 0.045, 0.012).at(0, 0, 0.40) + limb("white", (0, 0, 0.425), (-0.13, 0, 0.405), 0.019, n=8)
    s += lathe("white", [(0.126, 0.07), (0.129, 0.075), (0.129, 0.22), (0.126, 0.225)], 22)
    for k, (x, z, r) in enumerate(((-0.03, 0.15, 0.032), (0.03, 0.17, 0.022), (0.02, 0.115, 0.018))):
        s += ball("water", r, 0.010, r, k=2).at(x, -0.126, z)
    return centred(s)


def washing():
    """The bottle by the tap, water running, suds in the basin: relative to the socket, over the basin."""
    s = soap().scale(0.72).at(0.20, 0.10, 0.10) + limb("water", (-0.10, -0.01, -0.04), (-0.10, -0.01, 0.16), 0.017, 0.014, 8)
    for k in range(16):
        a, d = k * 2.399, 0.15 * math.sqrt((k + 0.5) / 16)
        s += ball("fluff" if k % 3 else "water", 0.050 - 0.001 * k, k=2).at(-0.04 + d * 1.2 * math.cos(a), -0.03 + d * 0.7 * math.sin(a), -0.02)
    return s


def boots():
    b = wellington(1.1).scale(1.05)
    return centred(b.turn(z=-9).at(-0.128, 0, 0) + b.mirror().turn(z=9).at(0.128, 0, 0))


def gloves():
    one = glove().scale(1.30).turn(x=180)
    return centred(one.mirror().turn(y=-5).at(-0.115, 0, 0) + one.turn(y=5).at(0.115, 0, 0))


def cap():
    return centred(charlotte().scale(0.92))


def folded_coat():
    return centred(coat().scale(0.86))


def jewel():
    """A ring, far too big, in its open box."""
    s = ring("brass", 0.105, 0.022, 24, 8).turn(x=90).at(0, 0, 0.20) + cylinder("brass", 0.045, 0.03, 10, 0.008).at(0, 0, 0.305)
    s += lathe("gem", [(0.02, 0.0), (0.075, 0.055), (0.060, 0.085), (0.0, 0.09)], 8).at(0, 0, 0.325)
    return centred(s + box("scarf", 0.26, 0.20, 0.11, 0.03, 2) + box("white", 0.20, 0.14, 0.01, 0.01).at(0, 0, 0.108))


def watch():
    s = cylinder("brass", 0.115, 0.055, 24, 0.014) + cylinder("white", 0.092, 0.006, 24, 0).at(0, 0, 0.053)
    for k in range(12):
        a = math.tau * k / 12
        s += box("ink", 0.018, 0.008, 0.003, 0).turn(z=math.degrees(a)).at(0.075 * math.cos(a), 0.075 * math.sin(a), 0.058)
    s += limb("ink", (0, 0, 0.064), (0.0, 0.062, 0.064), 0.008, 0.004, 6) + limb("ink", (0, 0, 0.064), (0.044, 0.012, 0.064), 0.008, 0.004, 6)
    for t in (-1, 1):
        s += box("leather", 0.115, 0.20, 0.026, 0.010).turn(x=-t * 10).at(0, t * 0.19, 0.0)
    return centred(s.turn(x=62))


def scarf():
    """A woollen scarf, looped, its fringes hanging."""
    s = ring("scarf", 0.135, 0.070, 20, 8, 0.85).scale(1.2, 0.9, 1).turn(x=24).at(0, 0.02, 0.32) + ring("scarf_b", 0.118, 0.052, 18, 7, 0.9).scale(1.2, 0.9, 1).turn(x=14, y=7).at(0.0, 0.03, 0.385)
    for t, l in ((-1, 0.27), (1, 0.22)):
        s += box("scarf" if t < 0 else "scarf_b", 0.150, 0.046, l, 0.018, 2, taper=0.72).turn(x=-9, y=-t * 9).at(t * 0.088, -0.165, 0.27 - l)
        for k in range(5):
            s += limb("petal_b", (t * 0.088 + (k - 2) * 0.028, -0.165, 0.28 - l), (t * 0.092 + (k - 2) * 0.030, -0.17, 0.235 - l), 0.010, n=5)
    return centred(s)


MAKERS = {"charlotte": cap, "blouse": folded_coat, "bottes": boots, "savon": soap, "gants": gloves, "bague": jewel, "montre": watch, "echarpe": scarf}
HOMES = {"blouse": (-1.28, HIGH_Y, 8), "echarpe": (-0.78, HIGH_Y, 0), "charlotte": (-0.30, HIGH_Y, 0), "savon": (0.10, HIGH_Y, 12),
         "bague": (-1.36, LOW_Y, 12), "gants": (-0.92, LOW_Y, 6), "bottes": (-0.40, LOW_Y, 18), "montre": (0.08, LOW_Y, -6)}


def home(name, shape):
    x, y, z = HOMES[name]
    turn = (-10, 0, z) if name == "gants" else (0, 0, z)
    turned = shape.turn(x=turn[0]).turn(z=turn[2])
    mid = (turned.v.min(axis=0) + turned.v.max(axis=0)) / 2
    return (x - mid[0], y - mid[1], (LOW if y == LOW_Y else HIGH) + 0.012 - turned.v[:, 2].min()), turn


# ---- putting it together

def room():
    return group(floor(), walls(), doorway(), basin(), signs(), window(), rack())


SPOT = Matrix.Translation(AT) @ Matrix.Rotation(math.radians(FACING), 4, "Z")


def make():
    figure = people.figure(YANIS, POSE)
    clothes = dressed(figure)
    neck, hand = Vector(figure.neck), figure.joints["handr"]
    turn = (0, 0, FACING)
    moving = [Moving("start.porte", leaf(), (DOOR_X + 0.18, BACK - 0.13, 0.84), turns=False),
              Moving("life.nod.yanis", figure.head, tuple(SPOT @ neck), turn), Moving("life.bob.chat", cat(), (0.62, -1.02, 0.02), (0, 0, 28), turns=False)]
    for name, maker in MAKERS.items():
        shape = maker()
        at, turned = home(name, shape)
        moving.append(Moving(f"part.{name}", shape, at, turned, apart=True))
    boots_at = Vector(clothes["bottes"].centre)
    seats = {"charlotte": SPOT @ (neck + Vector((0, 0, people.HEAD_UP))), "blouse": SPOT @ figure.joints["chest"], "bottes": SPOT @ boots_at, "gants": SPOT @ hand, "savon": BASIN + Vector((0, 0, 0.04))}
    worn = {"charlotte": clothes["charlotte"], "blouse": clothes["blouse"], "bottes": clothes["bottes"].at(*-boots_at), "gants": clothes["gants"].at(*-hand), "savon": washing()}
    for name, at in seats.items():
        moving.append(Moving(f"placed.{name}", worn[name], tuple(at), (0, 0, 0) if name == "savon" else turn, apart=True, turns=False))
    x, w = RACK
    anchors = [Anchor(f"socket.{n}", tuple(p), (0, 0, 0) if n == "savon" else turn) for n, p in seats.items()]
    anchors += [Anchor("surface.sol", (0, 0, 0.026), scale=(1.65, 1.30, 1)), Anchor("surface.haut", (x, HIGH_Y, HIGH + 0.013), scale=(w / 2, 0.24, 1)), Anchor("surface.bas", (x, LOW_Y, LOW + 0.013), scale=(w / 2, 0.22, 1)),
                Anchor("emit.steam.porte", (DOOR_X, BACK - 0.25, 0.10))]
    return Scene(room() + figure.body.matrix(SPOT), moving, anchors)


def lights():
    light.rig(key=2.6, fill=66, rim=66, ambient=0.56)
    light.area((LEFT + 0.10, 0.36, 1.50), (0.2, -0.2, 0.4), 9, 0.7, (1.0, 0.78, 0.42), "window")


# ---- the cover: both of them at the vat

def cover_scene():
    s = group(floor(), walls(), doorway(), window()) + leaf().at(DOOR_X + 0.18, BACK - 0.13, 0.84)
    vat = bassine() + lathe("milk", [(0.522, 0.570), (0.3, 0.577), (0, 0.575)], 40)
    s += vat.at(-0.52, 0.04, 0.02)
    pose = people.Pose(elbows=((-0.40, -0.12, 0.94), (0.38, -0.10, 0.96)), wrists=((-0.44, -0.36, 0.94), (0.36, -0.34, 0.98)), stance=0.135, lean=5)
    body, head, neck = cheesemaker(YANIS, pose)
    him = body + head.matrix(Matrix.Translation(neck) @ Matrix.Rotation(math.radians(6), 4, "X"))
    s += him.turn(z=22).at(0.55, 0.28, 0.03)
    body, head, neck = cheesemaker(ODILE, people.Pose(elbows=((-0.38, -0.10, 0.93), (0.38, -0.10, 0.93)), wrists=((-0.20, -0.38, 0.98), (0.20, -0.38, 0.98)), stance=0.13))
    her = body + head.matrix(Matrix.Translation(neck)) + (box("oak_light", 0.66, 0.36, 0.035, 0.010) + cheese(0.13, 0.085, 26).at(-0.16, 0, 0.035) + cheese(0.13, 0.085, 26, seed=0.7).at(0.16, 0, 0.035)).at(0, -0.44, 0.98)
    s += her.turn(z=-10).at(1.18, -0.30, 0.03)
    # the mould on its mat, the ladle with its curd
    table = box("steel_light", 1.16, 0.52, 0.045, 0.012).at(0, 0, 0.50) + box("petrol", 1.06, 0.44, 0.46, 0.02).at(0, 0, 0.03) + slab("oak_light", 1.02, 0.42, 0.016, 0.03, 0.004).at(0, 0, 0.545)
    for k in range(4):
        m = lathe("steel_light", [(0.112, 0), (0.112, 0.23), (0.106, 0.23), (0.106, 0.02)], 22) + lathe("curd", [(0.106, 0.05 + 0.05 * k), (0, 0.056 + 0.05 * k)], 18)
        for a in range(10):
            for z in (0.06, 0.12, 0.18):
                m += dome("steel_dark", 0.010, 0.002, 6).turn(x=90).turn(z=36 * a + 90).at(0.1125 * math.cos(math.radians(36 * a)), 0.1125 * math.sin(math.radians(36 * a)), z)
        table += m.at(-0.38 + 0.255 * k, 0.03 * (-1) ** k, 0.56)
    s += table.at(-0.52, -0.92, 0.02)
    ladle = lathe("steel_light", [(0.0, 0.0), (0.08, 0.018), (0.125, 0.07), (0.13, 0.085)], 22) + ball("curd", 0.115, 0.115, 0.05, k=4).at(0, 0, 0.075) + tube("steel_light", [(0.12, 0, 0.08), (0.16, 0, 0.20), (0.20, 0, 0.46)], 0.016, 8, 3)
    return s + ladle.turn(z=22).at(-0.06, 0.02, 0.90) + cat().turn(z=30).at(0.72, -1.10, 0.02)


def cover_lights():
    light.rig(key=2.2, fill=52, rim=70, ambient=0.46)
    light.area((LEFT + 0.10, 0.36, 1.50), (0.2, -0.2, 0.4), 18, 0.7, (1.0, 0.74, 0.38), "window")


BUDGETS = {"static": 9000, "part.blouse": 750, "part.bottes": 800, "part.gants": 900, "part.charlotte": 700, "part.echarpe": 700, "placed.blouse": 1300, "placed.gants": 800,
           "placed.bottes": 900, "placed.savon": 900, "life.nod.yanis": 1100, "life.bob.chat": 500, "start.porte": 700}
CAMERAS = {"camera.equiper": (17, 24, (0, 0, 0.8)), "camera.equiper.portrait": (11, 28, (0, 0, 0.8))}
PICTURES = {"cover": Picture(cover_scene, (15, 15, (0.10, -0.2, 0.72), 6.6, 74), cover_lights, ("#F0B45A", "#7A3A22"))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1024, samples=16, pictures=PICTURES)
