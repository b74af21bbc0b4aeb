"""Over the hold: the spreader rests on the container. Four corners to lock, a light to look at, the quay to warn; then the lift.

python3 kits/portique/source/verrous.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from quai import PAINTS, Paint, ball, box, container, cylinder, group, gull, hard_hat, lathe, limb, people, ring, vest
from diorama import Anchor, Moving, Scene, publish, words
from etabli_art import light
from etabli_art.shapes import plinth, slab
from mathutils import Matrix, Vector

PAINTS.update({"spreader": Paint("#FFC233", 0.4, 0, 0.45), "spreader_b": Paint("#E09A1C", 0.45, 0, 0.4), "lever": Paint("#E2402F", 0.3, 0, 0.7), "lamp_off": Paint("#4A5560", 0.3, 0, 0.6)})

AT = Vector((-0.06, 0.30, 0.0))
W, D, H = 1.66, 0.74, 0.46           # the container under the spreader: long side across
TOPZ = H + 0.012                     # its roof
FRAME_Z = TOPZ + 0.020               # under side of the spreader's frame
HOUSE = 0.15                         # height of a corner's housing
CORNERS = {"avant_gauche": (-1, -1), "avant_droit": (1, -1), "arriere_gauche": (-1, 1), "arriere_droit": (1, 1)}
DESK_AT, DESK_TILT, DESK = Vector((0.06, -0.62, 0.0)), 30.0, 1.42


def corner(name):
    sx, sy = CORNERS[name]
    return Vector((AT.x + sx * (W / 2 - 0.06), AT.y + sy * (D / 2 - 0.06), FRAME_Z + HOUSE))


def deck():
    """The ship's deck on its plinth: hatch, rails of the bay, neighbours."""
    s = plinth("plinth", 2.72, 2.00, 0.22, 0.34) + slab("quay_red", 2.46, 1.76, 0.012, 0.24, 0.004)
    for y in (-0.22, 0.80):
        s += box("line_white", 2.2, 0.014, 0.0016, 0).at(0, y, 0.012)
    s += box("steel_dark", 1.9, 0.92, 0.012, 0.004).at(AT.x, AT.y, 0.010)
    # neighbours: half a row behind, and one on the left, lower
    s += container("teal", 0.66, 0.34, 0.40).turn(z=90).at(-1.06, 0.66, 0.012) + container("blue", 0.66, 0.34, 0.40).turn(z=90).at(1.02, 0.70, 0.012)
    return s


def rail():
    """The ship's rail along the back, the sea seen through it, and a lifebuoy."""
    s = None
    for k in range(9):
        x = -1.12 + 0.28 * k
        m = limb("white", (x, 0.90, 0.0), (x, 0.90, 0.30), 0.014, n=6)
        s = m if s is None else s + m
    for z in (0.15, 0.30):
        s += limb("white", (-1.14, 0.90, z), (1.14, 0.90, z), 0.012, n=6)
    return s + ring("coral", 0.085, 0.024, 20, 7).turn(x=90).at(-0.62, 0.875, 0.22) + ring("white", 0.085, 0.0245, 4, 7).turn(x=90).at(-0.62, 0.874, 0.22).scale(1)


def spreader():
    """The yellow frame on the roof, its head block, four cables that go up."""
    s = box("spreader", W - 0.30, 0.22, 0.11, 0.02).at(AT.x, AT.y, FRAME_Z) + box("spreader_b", W - 0.34, 0.10, 0.03, 0.008).at(AT.x, AT.y, FRAME_Z + 0.105)
    for sx in (-1, 1):
        s += box("spreader", 0.13, D - 0.02, 0.09, 0.02).at(AT.x + sx * (W / 2 - 0.06), AT.y, FRAME_Z) + box("graphite", 0.05, 0.225, 0.05, 0.01).at(AT.x + sx * 0.48, AT.y, FRAME_Z + 0.06)
    for name in CORNERS:
        c = corner(name)
        s += box("spreader_b", 0.17, 0.17, HOUSE, 0.022).at(c.x, c.y, FRAME_Z) + cylinder("graphite", 0.062, 0.012, 20, 0.003).at(c.x, c.y, c.z) + cylinder("steel_light", 0.030, 0.09, 12, 0.006).at(c.x, c.y, FRAME_Z - 0.03)
        # open and shut, drawn on the housing: a bar along, a bar across
        s += box("line_white", 0.10, 0.014, 0.002, 0).at(c.x, c.y - 0.076, c.z + 0.0005)
    s += box("graphite", 0.42, 0.30, 0.11, 0.03).at(AT.x, AT.y, FRAME_Z + 0.13) + box("spreader", 0.30, 0.20, 0.06, 0.02).at(AT.x, AT.y, FRAME_Z + 0.24)
    for sx in (-1, 1):
        s += cylinder("steel_dark", 0.085, 0.05, 20, 0.010).turn(x=90).at(AT.x + sx * 0.12, AT.y + 0.025, FRAME_Z + 0.36)
        for dy in (-0.012, 0.012):
            s += limb("graphite", (AT.x + sx * 0.20, AT.y + dy, FRAME_Z + 0.36), (AT.x + sx * 0.24, AT.y + dy, 1.36), 0.008, n=5)
    return s


def desk():
    """The driver's console in the foreground: a face tilted to the visitor, four lamps in the order of the corners."""
    s = box("petrol_deep", 1.00, 0.34, 0.13, 0.03, 2).at(0, 0.02, 0.0)
    face = box("graphite", 0.94, 0.34, 0.05, 0.02) + box("petrol", 0.88, 0.28, 0.010, 0.006).at(0, 0, 0.048)
    face += box("visor", 0.24, 0.20, 0.012, 0.006).at(-0.02, 0.005, 0.054) + box("spreader", 0.17, 0.10, 0.004, 0.002).at(-0.02, 0.005, 0.066) + box("visor", 0.15, 0.08, 0.005, 0.001).at(-0.02, 0.005, 0.066)
    return s + face.turn(x=DESK_TILT).at(0, -0.01, 0.12)


def on_desk(x, y, up=0.058):
    """A place on the desk's tilted face."""
    m = Matrix.Translation(DESK_AT) @ Matrix.Scale(DESK, 4) @ Matrix.Translation((0, -0.01, 0.12)) @ Matrix.Rotation(math.radians(DESK_TILT), 4, "X")
    return m @ Vector((x, y, up))


def handle():
    """A corner's lever: stands across while the corner is open. Turns about Z."""
    s = cylinder("steel_light", 0.046, 0.035, 18, 0.006) + limb("lever", (0, 0, 0.038), (0.0, -0.155, 0.060), 0.024, 0.020, 10) + ball("lever", 0.040, k=4).at(0, -0.165, 0.066)
    return s + cylinder("lever", 0.036, 0.022, 16, 0.006).at(0, 0, 0.032)


def lamp(paint):
    return lathe(paint, [(0.030, 0), (0.030, 0.010), (0.022, 0.022), (0, 0.027)], 16)


def radio():
    """A handset, its face up, its aerial to +Y."""
    s = box("graphite", 0.12, 0.21, 0.05, 0.018, 2) + box("black", 0.10, 0.07, 0.004, 0.002).at(0, -0.055, 0.049) + box("screen", 0.08, 0.045, 0.003, 0).at(0, 0.062, 0.0505)
    for k in range(4):
        s += box("slot", 0.07, 0.006, 0.002, 0).at(0, -0.078 + 0.015 * k, 0.053)
    return s + limb("black", (0.036, 0.10, 0.026), (0.036, 0.235, 0.026), 0.012, 0.008, 8) + cylinder("coral", 0.016, 0.014, 10, 0.004).turn(x=-90).at(-0.03, 0.10, 0.026)


def lift_lever():
    """The hoist's lever, in its gate: pulled towards the visitor it lifts."""
    return limb("steel_light", (0, 0, 0), (0, 0, 0.13), 0.014, n=8) + ball("black", 0.044, 0.044, 0.050, k=4).at(0, 0, 0.150) + cylinder("stripe", 0.020, 0.010, 14, 0.003).at(0, 0, 0.196)


DOCKER = people.Look(skin="skin_6", nose="nose_4", lips="lip_dark", hair="hair_black", style="short", lashes=False, top="petrol", top_dark="petrol_deep", legs="mat", feet="boot")
DOCKER_AT, DOCKER_TURN, SIZE = (-1.04, 0.02, 0.012), 40, 0.36


def docker():
    f = people.figure(DOCKER, people.Pose(elbows=((-0.42, -0.06, 1.06), (0.42, -0.10, 1.04)), wrists=((-0.30, -0.26, 1.24), (0.48, -0.26, 1.30))))
    body = f.body + vest(f)
    radio_in_hand = box("black", 0.06, 0.05, 0.14, 0.014).at(-0.27, -0.30, 1.24)
    neck = Vector(DOCKER_AT) + Matrix.Rotation(math.radians(DOCKER_TURN), 3, "Z") @ (Vector(f.neck) * SIZE)
    return (body + radio_in_hand).scale(SIZE).turn(z=DOCKER_TURN).at(*DOCKER_AT), (f.head + hard_hat("crane_white")).scale(SIZE), tuple(neck)


def lashings():
    """What dockers leave on a deck: rods in a rack, a box of twistlocks, a coil, painted warnings."""
    s = box("yellow", 0.34, 0.20, 0.10, 0.016).turn(z=14).at(0.98, -0.28, 0.012) + box("slot", 0.28, 0.14, 0.004, 0).turn(z=14).at(0.98, -0.28, 0.111)
    for k in range(5):
        s += (box("steel", 0.05, 0.05, 0.06, 0.008) + cylinder("steel_dark", 0.016, 0.09, 8, 0.003) + limb("lever", (0, 0, 0.03), (0.05, 0, 0.035), 0.008, n=6)).turn(z=30 * k).at(0.88 + 0.05 * k, -0.30 + 0.03 * (k % 2), 0.09)
    for k in range(5):
        s += ring("rope", 0.11 - 0.004 * k, 0.016, 22, 6).at(-0.98, -0.46, 0.026 + 0.020 * k)
    for k in range(4):
        s += limb("steel_light", (-0.86 + 0.035 * k, -0.80, 0.03), (-0.52 + 0.035 * k, -0.72, 0.03), 0.010, n=6)
    for k in range(14):
        s += box("line" if k % 2 else "ink", 0.085, 0.05, 0.0016, 0).at(AT.x - 0.95 + 0.147 * k, -0.175, 0.0125)
    return s


def static():
    body, _, _ = docker()
    return group(deck(), rail(), container("red", D, W, H).turn(z=90).at(AT.x, AT.y, 0.012), spreader(), desk().scale(DESK).at(*DESK_AT), lashings(), body)


def make():
    _, head, neck = docker()
    moving, anchors = [Moving("life.nod.docker", head, neck, (0, 0, DOCKER_TURN))], []
    for name, (sx, sy) in CORNERS.items():
        c = corner(name)
        side = 90 if sx < 0 else -90
        moving.append(Moving(f"act.{name}", handle(), tuple(c + Vector((0, 0, 0.010))), (0, 0, side), apart=True))
        anchors.append(Anchor(f"did.{name}", tuple(c + Vector((0, 0, 0.010))), (0, 0, 0)))
        tip = Matrix.Rotation(math.radians(side), 3, "Z") @ Vector((0, -0.165, 0.066))
        anchors.append(Anchor(f"grip.{name}", tuple(c + Vector((0, 0, 0.010)) + tip)))
        at = on_desk(-0.02 + sx * 0.085, 0.005 + sy * 0.060, 0.066)
        moving.append(Moving(f"lamp.{name}", lamp("lamp_off").scale(DESK), tuple(at), (DESK_TILT, 0, 0)))
        moving.append(Moving(f"result.{name}", lamp("led_green").scale(1.08).scale(DESK), tuple(at), (DESK_TILT, 0, 0)))
    green = on_desk(-0.30, 0.0, 0.058)
    moving += [Moving("act.voyant", lathe("lamp_off", [(0.075, 0), (0.075, 0.012), (0.060, 0.040), (0, 0.052)], 24).scale(DESK), tuple(green), (DESK_TILT, 0, 0)),
               Moving("done.voyant", lathe("led_green", [(0.075, 0), (0.075, 0.012), (0.060, 0.040), (0, 0.052)], 24).scale(DESK), tuple(green), (DESK_TILT, 0, 0)),
               Moving("act.radio", radio().scale(DESK), tuple(on_desk(0.21, -0.01, 0.058)), (DESK_TILT, 0, 0), apart=True),
               Moving("act.levage", lift_lever().scale(DESK), tuple(on_desk(0.385, 0.03, 0.055)), (DESK_TILT - 24, 0, 0), apart=True),
               Moving("life.bob.mouette", gull().scale(1.15), (0.78, 0.46, 1.02), (0, 0, -36), apart=True), Moving("life.bob.mouette_2", gull(), (-0.86, 0.72, 1.10), (0, 0, 30), apart=True)]
    ball_at = Matrix.Rotation(math.radians(DESK_TILT - 24), 3, "X") @ Vector((0, 0, 0.150 * DESK))
    anchors += [Anchor("grip.levage", tuple(on_desk(0.385, 0.03, 0.055) + ball_at)), Anchor("did.radio", tuple(on_desk(0.21, -0.01, 0.046)), (DESK_TILT, 0, 0)), Anchor("did.levage", tuple(on_desk(0.385, 0.03, 0.055)), (DESK_TILT + 30, 0, 0)),
                Anchor("did.voyant", tuple(on_desk(-0.30, 0.0, 0.050)), (DESK_TILT, 0, 0)), Anchor("surface.pont", (0, 0, 0.013), scale=(1.2, 0.85, 1))]
    return Scene(static(), moving, anchors)


def lights():
    light.rig(key=3.2, fill=60, rim=70, ambient=0.60)
    light.point(tuple(DESK_AT + Vector((0, -0.20, 0.55))), 1.6, (1.0, 0.86, 0.66), 0.2, "desk")


PAINTS["quay_red"] = Paint("#9C4A3C", 0.85, 0, 0.08)
BUDGETS = {"static": 11000}
CAMERAS = {"camera.verrous": (-4, 38, (0, 0.0, 0.42)), "camera.verrous.portrait": (-2, 42, (0, 0.0, 0.42))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS)
