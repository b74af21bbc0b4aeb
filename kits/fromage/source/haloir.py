"""The ripening room: a board of camemberts under the lamp, four to take off it, and two things that only look like a flaw.

python3 kits/fromage/source/haloir.py [--preview] [--look] [--out FOLDER]"""
import math

import bpy  # noqa: F401  (brings mathutils)
import numpy as np
from mathutils import Euler, Matrix, Vector
from parts import (Anchor, H, Moving, ODILE, Picture, R, Scene, cheese, cheesemaker, crack, down, dried, grid_mark, hoop, mould, publish, slumped, small_cheese, upright,
                   wooden_box, words)
from etabli_art import light, people
from etabli_art.shapes import ball, band, box, cylinder, group, lathe, limb, outline, plinth, ring, slab, tube
from workshop import mug

TOP = 0.30                          # the table's top
TABLE_Z = TOP + 0.12
PIECE_AT = (0.0, -0.26, TABLE_Z + 0.36)    # the middle of the board: it turns about this
RACK_Y = 0.92
STEP = 0.385                        # from one camembert to the next
DECK = -0.02                        # the board's upper face, in its space

# column, row (0 in front) -> what lies there
PLACES = {"fendue": (0, 0), "duvet": (1, 0), "affaisse": (2, 0), "bleue": (0, 1), "sec": (1, 1), "grille": (2, 1)}


def place(name):
    column, row = PLACES[name]
    return Vector(((column - 1) * STEP, (row - 0.5) * STEP, DECK))


def board():
    """A slatted board of spruce, as they slide into the racks."""
    s = None
    for k in range(9):
        m = box(("oak_light", "pine", "oak_light")[k % 3], 1.22, 0.070, 0.026, 0.007).at(0, -0.344 + 0.086 * k, DECK - 0.026)
        s = m if s is None else s + m
    for x in (-0.48, 0, 0.48):
        s += box("oak_dark", 0.075, 0.80, 0.040, 0.008).at(x, 0, DECK - 0.064)
    return s + cylinder("steel_dark", 0.14, 0.030, 18, 0.008).at(0, 0, DECK - 0.092) + ball("steel_dark", 0.06, k=3).at(0, 0, DECK - 0.10)


def piece():
    """What is sound of it, and what is there to be found: `target.<id>` -> shape, all in the board's space."""
    sound = board()
    for k, name in enumerate(("fendue", "duvet", "bleue", "grille")):
        sound += cheese(seed=0.31 * k, share=(0.55, 0.8, 0.6, 0.7)[k]).at(*place(name))
    found = {"fendue": crack().at(*place("fendue")), "bleue": mould().at(*place("bleue")), "affaisse": slumped().at(*place("affaisse")), "sec": dried().at(*place("sec")),
             "duvet": down().at(*place("duvet")), "grille": grid_mark().at(*place("grille"))}
    return sound, found


def targets():
    """Hit areas on the board: half sizes along X and Z, Y (here Z) outwards."""
    def on_top(name, z=H, dx=0.0, dy=0.0, rx=0.14, ry=0.14):
        return Anchor(f"target.{name}", tuple(place(name) + Vector((dx, dy, z))), (0, 0, 0), (rx, ry, 1), "turn.planche")
    return [on_top("fendue", dy=-0.03, rx=0.13, ry=0.13), on_top("affaisse", 0.055, 0.02, -0.03, 0.17, 0.19), on_top("sec", H * 0.62, rx=0.12, ry=0.12),
            Anchor("target.bleue", tuple(place("bleue") + Vector((0, R, H * 0.5))), (-90, 0, 0), (0.12, 0.07, 1), "turn.planche"),
            on_top("duvet", H + 0.01, rx=0.11, ry=0.11), on_top("grille", rx=0.12, ry=0.12)]


# ---- the room

def table():
    s = plinth("plinth", 2.58, 2.36, 0.22, 0.32) + slab("floor_b", 2.32, 2.10, 0.012, 0.22, 0.004) + band("joint", 2.36, 2.14, 0.24, 0.04).at(0, 0, 0.006)
    for k in range(6):
        s += box("joint", 0.012, 2.04, 0.002, 0).at(-0.9 + 0.36 * k, 0, 0.012)
    s += box("petrol", 1.96, 1.06, TOP - 0.08, 0.03).at(0, -0.30, 0.012) + box("petrol_deep", 2.00, 1.10, 0.05, 0.012).at(0, -0.30, 0.012)
    for k in range(3):
        x = -0.62 + 0.62 * k
        s += box("teal_light", 0.54, 0.03, 0.14, 0.016).at(x, -0.83, 0.085) + cylinder("brass", 0.024, 0.04, 12, 0.006).turn(x=90).at(x, -0.84, 0.155)
    s += box("steel_light", 2.16, 1.24, 0.07, 0.020, 2).at(0, -0.30, TOP - 0.07)
    x, y = PIECE_AT[:2]
    s += slab("mint", 1.36, 0.96, 0.010, 0.10, 0.005).at(0, y, TOP)
    s += cylinder("steel_dark", 0.36, 0.03, 36, 0.010).at(x, y, TOP + 0.008) + cylinder("steel", 0.32, 0.05, 36, 0.012).at(x, y, TOP + 0.03)
    s += cylinder("steel_dark", 0.09, 0.10, 18, 0.012).at(x, y, TABLE_Z - 0.05) + limb("steel", (x, y, TABLE_Z), (x, y, PIECE_AT[2] - 0.12), 0.05, 0.045, 14)
    return s


def racks():
    """The ripening racks behind, board above board, from bare curd to white down."""
    s = box("brick", 2.34, 0.10, 1.50, 0.03, 2).at(0, RACK_Y + 0.13, 0.012) + box("petrol_deep", 2.42, 0.16, 0.07, 0.02).at(0, RACK_Y + 0.12, 1.50)
    for i in range(7):
        for j in range(13):
            x = -1.08 + 0.36 * i + (0.18 if j % 2 else 0)
            if abs(x) < 0.99 and (i * 5 + j * 3) % 4:
                s += box(("brick_b", "brick")[(i + j) % 2], 0.33, 0.02, 0.085, 0.010).at(x, RACK_Y + 0.082, 0.10 + 0.108 * j)
    for x0, width in ((-0.60, 1.02),):
        for x in (x0 - width / 2, x0 + width / 2):
            for y in (RACK_Y - 0.34, RACK_Y - 0.02):
                s += box("steel_light", 0.045, 0.045, 1.40, 0.008).at(x, y, 0.012)
        for k in range(5):
            z = 0.26 + 0.245 * k
            s += box("oak_light", width - 0.03, 0.40, 0.028, 0.006).at(x0, RACK_Y - 0.18, z) + box("oak_dark", width - 0.03, 0.012, 0.034, 0.003).at(x0, RACK_Y - 0.385, z - 0.003)
            for c in range(4):
                for row, y in enumerate((RACK_Y - 0.29, RACK_Y - 0.08)):
                    paint, edge = (("curd", "curd"), ("rind_b", "curd"), ("rind_b", "rind_c"), ("rind", "rind_b"), ("fluff", "rind"))[min(4, (4 - k) * 1)]
                    s += small_cheese(0.104, 0.075, 14, paint, edge).at(x0 - 0.365 + 0.243 * c, y, z + 0.028)
    # the window of the climate, its needle in the green; a fan
    x = 0.66
    dial = cylinder("brass", 0.17, 0.05, 28, 0.014) + cylinder("paper", 0.145, 0.006, 28, 0).at(0, 0, 0.048)
    for k in range(11):
        a = math.radians(210 - 24 * k)
        dial += box("green" if 5 <= k <= 8 else "ink", 0.030, 0.016 if 5 <= k <= 8 else 0.008, 0.002, 0).turn(z=math.degrees(a)).at(0.115 * math.cos(a), 0.115 * math.sin(a), 0.054)
    a = math.radians(50)
    dial += limb("red", (-0.02 * math.cos(a), -0.02 * math.sin(a), 0.060), (0.095 * math.cos(a), 0.095 * math.sin(a), 0.060), 0.009, 0.004, 6) + cylinder("ink", 0.018, 0.014, 10, 0.003).at(0, 0, 0.054)
    s += upright(dial + words("petrol_deep", "%", 0.06).at(0, -0.065, 0.055)).at(0.18, RACK_Y + 0.08, 1.26)
    return s


def lamp_arm():
    """The articulated lamp: foot behind on the left, head over the board."""
    foot = Vector((-0.94, 0.10, TOP))
    elbow, head = foot + Vector((-0.08, 0.14, 0.62)), Vector((-0.58, -0.06, TOP + 0.94))
    s = cylinder("coral", 0.12, 0.05, 18, 0.014).at(*foot)
    for o in (-0.022, 0.022):
        s += limb("coral", foot + Vector((0, o, 0.05)), elbow + Vector((0, o, 0)), 0.015, n=6) + limb("coral", elbow + Vector((0, o, 0)), head + Vector((-0.08, o, 0.06)), 0.015, n=6)
    s += cylinder("graphite", 0.04, 0.09, 12, 0.008).turn(x=90).at(elbow.x, elbow.y + 0.045, elbow.z)
    shade = lathe("coral", [(0.165, -0.10), (0.175, -0.095), (0.165, -0.07), (0.11, 0.02), (0.06, 0.06), (0.05, 0.10), (0.0, 0.105)], 22) + lathe("cream", [(0.0, -0.080), (0.158, -0.088)], 18) + ball("bulb", 0.065, 0.065, 0.045, k=3).at(0, 0, -0.085)
    return s + shade.turn(x=-14, y=-34).at(*head)


def odile():
    """She sorts beside the visitor, her clipboard in hand."""
    pose = people.Pose(elbows=((-0.38, -0.10, 0.92), (0.38, -0.06, 0.92)), wrists=((-0.24, -0.34, 0.94), (0.30, -0.32, 0.90)), stance=0.13)
    body, head, neck = cheesemaker(ODILE, pose)
    sheet_board = box("oak_dark", 0.30, 0.02, 0.38, 0.008) + box("paper", 0.26, 0.008, 0.33, 0.003).at(0, 0.014, 0.015) + box("steel_light", 0.10, 0.03, 0.03, 0.006).at(0, 0.01, 0.36)
    for k in range(4):
        sheet_board += box("joint", 0.18, 0.004, 0.012, 0).at(0.015, 0.020, 0.27 - 0.06 * k)
    body += sheet_board.turn(x=34).at(-0.03, -0.40, 0.86)
    return body, head, neck


ODILE_AT, ODILE_TURN, ODILE_K = Vector((0.82, 0.52, -0.20)), -16.0, 0.98


def things():
    z = TOP
    s = lamp_arm()
    # boxes ready for the sound ones, on the right; a basket for the others, on the left
    s += (wooden_box() + cheese(R * 0.96, H * 0.9, 24).at(0, 0, 0.014)).scale(0.92).turn(z=-18).at(0.86, -0.18, z)
    for k in range(3):
        s += (cylinder("poplar", R * 0.98, H * 0.75, 24, 0.008) + cylinder("poplar_b", R * 1.02, H * 0.42, 24, 0.008).at(0, 0, H * 0.42) + cylinder("paper", R * 0.92, 0.003, 24, 0).at(0, 0, H * 0.84)).turn(z=25 * k).at(0.90 - 0.01 * k, -0.62, z + 0.074 * k)
    s += hoop("blue", R * 0.70, R * 0.82).at(0.88, -0.62, z + 0.148 + H * 0.84) + words("red", "Camembert", 0.045).at(0.88, -0.62, z + 0.153 + H * 0.84)
    crate = box("oak", 0.36, 0.36, 0.02, 0.004)
    for k in range(2):
        for t in (-1, 1):
            crate += box("oak_light", 0.38, 0.022, 0.062, 0.005).at(0, t * 0.18, 0.025 + 0.075 * k) + box("oak_light", 0.022, 0.38, 0.062, 0.005).at(t * 0.18, 0, 0.025 + 0.075 * k)
    crate += cheese(0.12, 0.07, 18, "rind_c", "dry", 0.2).turn(x=16).at(0.0, 0.02, 0.09)
    s += crate.turn(z=12).at(-0.86, -0.60, z)
    # a smooth trowel to turn them, a mug
    s += limb("handle", (-0.99, -0.26, z + 0.03), (-0.84, -0.20, z + 0.03), 0.026, 0.022, 8) + box("steel_light", 0.20, 0.10, 0.008, 0.003).turn(z=21).at(-0.73, -0.155, z + 0.024)
    return s


def static():
    body, _, _ = odile()
    body = body.scale(ODILE_K).turn(z=ODILE_TURN).at(*ODILE_AT)
    body = body.faces(lambda i, b=body: b.v[list(b.f[i])].mean(axis=0)[2] > 0.013)
    return group(table(), racks(), things(), body)


def make():
    sound, found = piece()
    spots, marks = targets(), []
    # Each lies under its target, so that it can be lit when it is found, or left out of an easier level.
    for spot in spots:
        name = spot.name.removeprefix("target.")
        turn = Euler([math.radians(a) for a in spot.turn]).to_matrix().to_4x4()
        marks.append(Moving(f"mark.{name}", found[name].matrix((Matrix.Translation(spot.at) @ turn).inverted()), (0, 0, 0), under=spot.name))
    _, head, neck = odile()
    at = ODILE_AT + Matrix.Rotation(math.radians(ODILE_TURN), 3, "Z") @ (neck * ODILE_K)
    return Scene(
        static(),
        [Moving("turn.planche", sound, PIECE_AT), *marks,
         Moving("life.nod.odile", head.scale(ODILE_K), tuple(at), (0, 0, ODILE_TURN)),
         Moving("life.blink.climat", ball("led_green", 0.018, 0.010, 0.018, k=2), (0.18, RACK_Y + 0.06, 1.06), turns=False)],
        [*spots, Anchor("surface.table", (PIECE_AT[0], PIECE_AT[1], TOP + 0.012), scale=(0.60, 0.42, 1))])


def lights():
    light.rig(key=2.5, fill=62, rim=60, ambient=0.54)
    light.spot((-0.53, -0.08, TOP + 0.86), (0.0, -0.30, PIECE_AT[2]), 20, (1.0, 0.82, 0.55), 105, 0.07, "lamp")
    light.area((-0.6, RACK_Y - 0.55, 1.5), (-0.6, RACK_Y, 0.7), 2.6, 0.8, (1.0, 0.85, 0.6), "rack")


def mystery_scene():
    """Very close: a forest of white down on a rind, pearls of damp in it. What is it?"""
    dice, r, h = np.random.default_rng(6), 0.30, 0.16
    s = cheese(r, h, 64, "rind_b", "rind_b", 9.0, 0.4, 0.004) + box("oak_light", 2.4, 1.2, 0.05, 0.01).at(0, 0.1, -0.05)
    for k in range(1150):
        a, d = k * 2.399963, (r * 1.02) * math.sqrt((k + 0.5) / 950)
        if d < r * 0.94:
            p, n = Vector((d * math.cos(a), d * math.sin(a), h)), Vector((0, 0, 1))
        elif math.sin(a) > 0.3:
            continue
        else:
            n = Vector((math.cos(a), math.sin(a), 0.25)).normalized()
            p = Vector((r * math.cos(a), r * math.sin(a), h * dice.uniform(0.15, 0.95)))
        lean = Vector(dice.normal(0, 0.5, 3))
        long = dice.uniform(0.020, 0.050)
        tip = p + (n + lean * 0.45).normalized() * long
        s += tube("fluff", [tuple(p - n * 0.004), tuple(p.lerp(tip, 0.55) + lean * 0.002), tuple(tip + lean * 0.006)], 0.0030, 4, 0, radii=lambda t: 1.25 - 0.85 * t)
        if k % 23 == 0:
            s += ball("water", 0.0075, k=2).at(*tip)
        elif k % 3 == 0:
            s += ball("fluff", 0.0048, k=1).at(*(tip + lean * 0.006))
    return s


def mystery_lights():
    light.area((0.9, -0.1, 0.42), (0.0, -0.05, 0.12), 7, 0.3, (1.0, 0.80, 0.52), "lamp")
    light.area((-1.2, 0.9, 0.8), (0, 0, 0), 12, 0.7, (0.35, 0.62, 1.0), "rim")
    light.sky((0.05, 0.08, 0.12), 0.7, (0.05, 0.04, 0.05))


BUDGETS = {"static": 9500, "turn.planche": 5200, "life.nod.odile": 1300}
CAMERAS = {"camera.trier": (5, 38, (0, 0, 0.55)), "camera.trier.portrait": (5, 42, (0, 0, 0.55))}
PICTURES = {"mystere": Picture(mystery_scene, (14, 17, (0.0, -0.10, 0.135), 1.05, 80), mystery_lights, ("#24506A", "#08131C"), (0.0, -0.20, 0.17))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1024, samples=16, pictures=PICTURES)
