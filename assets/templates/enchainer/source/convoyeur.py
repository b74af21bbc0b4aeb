"""A conveyor that stopped: a carton is stuck behind its guard. Stop, switch off, lock, tag, try, then open and free it.

python3 assets/templates/enchainer/source/convoyeur.py [--preview] [--look] [--only model|pictures] [--out FOLDER]
Wherever this file lies, run it from Établi's folder, or name that in ETABLI_HOME."""
import math
import os
import sys
from pathlib import Path

HOMES = [Path(os.environ.get("ETABLI_HOME", ".")).resolve(), *Path(__file__).resolve().parents]
sys.path.insert(0, str(next(h for h in HOMES if (h / "assets/source/diorama.py").is_file()) / "assets/source"))
import bpy  # noqa: E402, F401  (brings mathutils)
from mathutils import Matrix, Vector  # noqa: E402
from diorama import Anchor, Moving, Picture, Scene, publish, upright, words  # noqa: E402
from etabli_art import light, people  # noqa: E402
from etabli_art.palette import PAINTS, Paint  # noqa: E402
from etabli_art.shapes import ball, band, box, cylinder, group, lathe, limb, outline, plinth, slab, tube  # noqa: E402
from workshop import bird, mug, plant  # noqa: E402

PAINTS.update({
    "carton": Paint("#D9A566", 0.85, 0, 0.05), "carton_b": Paint("#C68F4F", 0.85, 0, 0.05), "tape": Paint("#F0DDB0", 0.5, 0, 0.3),
    "belt": Paint("#34393F", 0.7, 0, 0.2), "frame": Paint("#2F8FA3", 0.4, 0, 0.4), "frame_b": Paint("#206E80", 0.45, 0, 0.35),
    "cabinet": Paint("#F2E9D8", 0.5, 0, 0.35), "cabinet_b": Paint("#DCCFB6", 0.55, 0, 0.3), "lock": Paint("#E23B2B", 0.3, 0, 0.7), "lock_b": Paint("#B62A1E", 0.35, 0, 0.6),
    "lit_green": Paint("#58E08A", glow=0.9, gloss=0.5), "lit_orange": Paint("#FFAA33", glow=0.9, gloss=0.5), "lit_white": Paint("#FFF8E0", glow=0.9, gloss=0.4), "unlit": Paint("#59636B", 0.3, 0, 0.6),
    "tag": Paint("#FFF3DC", 0.8, 0, 0.1), "guard": Paint("#FFC42E", 0.35, 0, 0.55), "wall_a": Paint("#2E7F8C", 0.75, 0, 0.1), "wall_b": Paint("#1C5C68", 0.75, 0, 0.1),
})

# The cabinet's door: its front, and where things are on it (x, z).
CAB_X, CAB_W, CAB_H, FACE_Y = -0.74, 0.86, 1.06, -0.14
SWITCH, STOP, START, RESET, LAMP = (-0.92, 0.72), (-0.53, 0.74), (-0.53, 0.40), (-0.93, 0.24), (-0.74, 0.965)
HASP = (SWITCH[0] + 0.115, SWITCH[1] - 0.165)
# The conveyor: along X; the tunnel over it, where the carton is stuck.
BELT_Z, BELT_Y, TUN_X, TUN_W, TUN_TOP, GUARD_Y = 0.40, 0.22, 0.44, 0.74, 0.98, -0.10
CASE = Vector((-0.16, -0.62, 0.012))
HER_AT, HER_TURN, SIZE = (1.03, -0.40, 0.012), -38, 0.62
FACE = (90, 0, 0)                      # modelled facing +Z, it now faces the visitor


def room():
    """Painted floor, a walkway, a low wall with a window and a clock."""
    s = plinth("plinth", 2.72, 2.04, 0.22, 0.34) + slab("floor_b", 2.46, 1.80, 0.012, 0.24, 0.004) + band("joint", 2.50, 1.84, 0.25, 0.04).at(0, 0, 0.006)
    for k in range(12):
        s += box("stripe" if k % 2 else "graphite", 0.12, 0.05, 0.0016, 0).turn(z=0).at(-0.16 + 0.12 * k, -0.30, 0.012)
    s += box("wall_a", 2.30, 0.12, 1.02, 0.03, 2).at(0, 0.86, 0.010) + box("wall_b", 2.36, 0.17, 0.06, 0.02).at(0, 0.86, 1.03) + box("wall_b", 2.30, 0.02, 0.12, 0.006).at(0, 0.795, 0.012)
    s += box("cream", 0.66, 0.05, 0.40, 0.02).at(-0.02, 0.80, 0.50) + box("pane", 0.58, 0.02, 0.32, 0).at(-0.02, 0.778, 0.54) + box("cream", 0.025, 0.03, 0.32, 0.004).at(-0.02, 0.768, 0.54) + box("oak", 0.76, 0.10, 0.035, 0.01).at(-0.02, 0.77, 0.475)
    return s + cylinder("cream", 0.11, 0.03, 26, 0.01).turn(x=90).at(1.00, 0.795, 0.80) + box("ink", 0.012, 0.01, 0.075, 0.002).at(1.00, 0.760, 0.80) + box("ink", 0.055, 0.01, 0.012, 0.002).at(1.024, 0.760, 0.80)


def conveyor():
    """Rollers in a frame, from the left of the tunnel to the right end; cartons that wait."""
    s = None
    x0, x1 = -0.24, 1.18
    for y in (BELT_Y - 0.24, BELT_Y + 0.24):
        m = box("frame", x1 - x0, 0.05, 0.10, 0.015).at((x0 + x1) / 2, y, BELT_Z - 0.085)
        s = m if s is None else s + m
        for x in (x0 + 0.10, 0.48, x1 - 0.10):
            s += box("frame_b", 0.06, 0.05, BELT_Z - 0.09, 0.01).at(x, y, 0.012) + box("graphite", 0.10, 0.09, 0.03, 0.01).at(x, y, 0.012)
    s += box("belt", x1 - x0 - 0.02, 0.40, 0.05, 0.02).at((x0 + x1) / 2, BELT_Y, BELT_Z - 0.055)
    for k in range(16):
        s += limb("steel_light", (x0 + 0.06 + 0.087 * k, BELT_Y - 0.21, BELT_Z - 0.014), (x0 + 0.06 + 0.087 * k, BELT_Y + 0.21, BELT_Z - 0.014), 0.020, n=8)
    s += carton(0.26, 0.22).turn(z=4).at(1.00, BELT_Y + 0.02, BELT_Z + 0.008) + carton(0.24, 0.20).turn(z=-6).at(-0.08, BELT_Y + 0.06, BELT_Z + 0.008)
    return s + box("frame_b", 0.20, 0.16, 0.16, 0.03).at(0.90, BELT_Y - 0.34, 0.10) + cylinder("graphite", 0.07, 0.10, 16, 0.01).turn(x=90).at(0.90, BELT_Y - 0.40, 0.18)


def tunnel():
    """Side walls and roof over the belt, and the rails the guard slides on."""
    s = None
    for sx in (-1, 1):
        x = TUN_X + sx * (TUN_W / 2 + 0.03)
        m = box("frame", 0.07, 0.56, TUN_TOP - BELT_Z - 0.06, 0.02).at(x, BELT_Y + 0.02, BELT_Z + 0.06)
        s = m if s is None else s + m
        s += box("steel_dark", 0.05, 0.06, 1.44, 0.012).at(x, GUARD_Y + 0.06, 0.012) + box("stripe", 0.054, 0.02, 0.10, 0.004).at(x, GUARD_Y + 0.028, 0.24) + box("graphite", 0.12, 0.12, 0.03, 0.01).at(x, GUARD_Y + 0.06, 0.012)
    s += box("frame_b", TUN_W + 0.16, 0.60, 0.08, 0.025).at(TUN_X, BELT_Y + 0.03, TUN_TOP)
    s += box("steel_dark", TUN_W + 0.11, 0.06, 0.05, 0.012).at(TUN_X, GUARD_Y + 0.06, 1.44)
    s += box("slot", TUN_W, 0.02, TUN_TOP - BELT_Z, 0).at(TUN_X, BELT_Y + 0.29, BELT_Z)
    return s + upright(words("cream", "DANGER", 0.075)).at(TUN_X, BELT_Y - 0.275, TUN_TOP + 0.04)


def carton(wide=0.30, high=0.26):
    s = box("carton", wide, wide * 0.9, high, 0.012) + box("tape", 0.05, wide * 0.9 + 0.004, 0.003, 0).at(0, 0, high) + box("tape", 0.05, 0.003, 0.09, 0).at(0, -wide * 0.45 - 0.001, high - 0.09)
    return s + box("carton_b", wide * 0.42, 0.003, high * 0.26, 0).at(wide * 0.18, -wide * 0.45 - 0.001, high * 0.14) + box("ink", 0.05, 0.003, 0.012, 0).at(-wide * 0.24, -wide * 0.45 - 0.001, high * 0.22)


def crushed():
    """The one that is stuck: askew, a corner dented."""
    def dent(v):
        import numpy as np
        push = np.clip((v[:, 0] - 0.06) / 0.10, 0, 1) * np.clip((v[:, 2] - 0.14) / 0.12, 0, 1)
        return v - np.column_stack((push * 0.05, push * -0.02, push * 0.06))
    return carton(0.34, 0.28).warp(dent)


def guard():
    """A frame with bars and a handle below, hung in its rails; origin in its middle."""
    w, h = TUN_W + 0.04, 0.50
    s = None
    for z in (-h / 2, h / 2 - 0.05):
        m = box("guard", w, 0.035, 0.05, 0.012).at(0, 0, z)
        s = m if s is None else s + m
    for x in (-w / 2 + 0.025, w / 2 - 0.025):
        s += box("guard", 0.05, 0.035, h, 0.012).at(x, 0, -h / 2)
    for k in range(9):
        s += limb("steel_light", (-w / 2 + 0.08 * (k + 1), 0, -h / 2 + 0.04), (-w / 2 + 0.08 * (k + 1), 0, h / 2 - 0.04), 0.009, n=6)
    s += box("guard", 0.24, 0.04, 0.11, 0.02).at(0, -0.005, -h / 2 - 0.01)
    return s + limb("graphite", (-0.10, -0.06, -h / 2 + 0.05), (0.10, -0.06, -h / 2 + 0.05), 0.024, n=10) + box("graphite", 0.03, 0.06, 0.04, 0.01).at(-0.10, -0.03, -h / 2 + 0.03) + box("graphite", 0.03, 0.06, 0.04, 0.01).at(0.10, -0.03, -h / 2 + 0.03)


def cabinet():
    """The control cabinet: its door with everything the hand plays with."""
    y = FACE_Y
    s = box("cabinet_b", CAB_W, 0.34, 0.07, 0.02).at(CAB_X, y + 0.17, 0.012) + box("cabinet", CAB_W, 0.34, CAB_H - 0.07, 0.03, 2).at(CAB_X, y + 0.17, 0.075) + box("cabinet_b", CAB_W - 0.06, 0.016, CAB_H - 0.14, 0.008).at(CAB_X, y - 0.004, 0.105)
    s += slab("stripe", 0.31, 0.31, 0.014, 0.03, 0.005).turn(x=90).at(SWITCH[0], y - 0.012, SWITCH[1])
    s += upright(words("ink", "I", 0.062)).at(SWITCH[0], y - 0.028, SWITCH[1] + 0.126) + upright(words("ink", "0", 0.062)).at(SWITCH[0] + 0.128, y - 0.028, SWITCH[1])
    s += cylinder("stripe", 0.135, 0.014, 28, 0.005).turn(x=90).at(STOP[0], y - 0.012, STOP[1]) + cylinder("graphite", 0.075, 0.03, 20, 0.005).turn(x=90).at(STOP[0], y - 0.02, STOP[1])
    s += slab("graphite", 0.24, 0.24, 0.014, 0.03, 0.005).turn(x=90).at(START[0], y - 0.012, START[1]) + cylinder("steel_light", 0.085, 0.03, 20, 0.006).turn(x=90).at(START[0], y - 0.02, START[1])
    s += cylinder("steel_dark", 0.066, 0.02, 18, 0.005).turn(x=90).at(RESET[0], y - 0.012, RESET[1])
    s += cylinder("graphite", 0.042, 0.02, 16, 0.004).turn(x=90).at(LAMP[0], y - 0.012, LAMP[1])
    # the hasp that the padlock goes through
    s += box("steel", 0.06, 0.05, 0.014, 0.004).at(HASP[0], y - 0.03, HASP[1])
    # the light column on top
    s += cylinder("graphite", 0.055, 0.05, 18, 0.01).at(-0.98, y + 0.17, CAB_H) + cylinder("unlit", 0.048, 0.075, 18, 0.006).at(-0.98, y + 0.17, CAB_H + 0.05) + cylinder("unlit", 0.048, 0.075, 18, 0.006).at(-0.98, y + 0.17, CAB_H + 0.13) + cylinder("graphite", 0.05, 0.02, 18, 0.008).at(-0.98, y + 0.17, CAB_H + 0.21)
    return s + tube("graphite", [(CAB_X + CAB_W / 2 - 0.02, y + 0.20, 0.30), (CAB_X + CAB_W / 2 + 0.12, y + 0.22, 0.16), (CAB_X + CAB_W / 2 + 0.30, y + 0.26, 0.22)], 0.020, 8, 4)


def knob():
    """The main switch's handle, facing +Z; its bar along +Y. Turns about Z."""
    return cylinder("lock", 0.090, 0.045, 26, 0.010) + slab("lock_b", 0.060, 0.250, 0.050, 0.026, 0.010).at(0, 0.035, 0.042) + box("cream", 0.018, 0.07, 0.004, 0).at(0, 0.105, 0.092)


def mushroom():
    return cylinder("graphite", 0.055, 0.03, 20, 0.004) + lathe("red", [(0.075, 0.028), (0.100, 0.040), (0.108, 0.058), (0.095, 0.080), (0.055, 0.093), (0.0, 0.097)], 26)


def push(paint, r=0.066):
    return lathe(paint, [(r, 0.0), (r, 0.038), (r - 0.010, 0.048), (0.0, 0.050)], 24)


def padlock():
    """Facing +Z, its shackle up (+Y); origin in the shackle's bow, where it hangs."""
    s = slab("lock", 0.170, 0.150, 0.070, 0.026, 0.012).at(0, -0.145, -0.035) + tube("steel_light", [(-0.052, -0.085, 0), (-0.052, -0.02, 0), (-0.034, 0.016, 0), (0.0, 0.030, 0), (0.034, 0.016, 0), (0.052, -0.02, 0), (0.052, -0.085, 0)], 0.017, 8, 3)
    return s + cylinder("brass", 0.026, 0.008, 14, 0.002).at(0, -0.150, 0.035) + box("ink", 0.010, 0.030, 0.002, 0).at(0, -0.150, 0.043)


def tag():
    """The warning tag, facing +Z; origin at its eyelet."""
    s = slab("tag", 0.200, 0.250, 0.008, 0.03, 0.002).at(0, -0.130, 0) + slab("red", 0.180, 0.070, 0.003, 0.016, 0.0).at(0, -0.066, 0.008) + cylinder("steel", 0.018, 0.012, 12, 0.002)
    s += words("cream", "STOP", 0.060).at(0, -0.066, 0.0125)
    for k in range(3):
        s += box("ink", (0.13, 0.10, 0.12)[k], 0.012, 0.001, 0).at((0, -0.015, -0.005)[k], -0.135 - 0.035 * k, 0.0088)
    return s + tube("rope", [(0, 0, 0.012), (0.014, 0.035, 0.020), (0, 0.060, 0.010)], 0.009, 6, 2)


def case():
    """The lock-out case, open: what belongs in a technician's hands."""
    s = box("coral", 0.56, 0.30, 0.10, 0.025, 2) + box("graphite", 0.50, 0.24, 0.010, 0.004).at(0, 0, 0.094)
    s += box("coral", 0.56, 0.05, 0.26, 0.025, 2).at(0, 0.165, 0.045) + box("graphite", 0.48, 0.012, 0.19, 0.008).at(0, 0.136, 0.085)
    return s + box("steel_light", 0.10, 0.012, 0.03, 0.004).at(0, -0.155, 0.05)


def sensor():
    """The guard's safety sensor, on its rail."""
    return box("blue", 0.13, 0.06, 0.15, 0.02) + cylinder("lit_green", 0.020, 0.012, 12, 0.003).turn(x=90).at(0, -0.03, 0.115) + box("cream", 0.07, 0.004, 0.03, 0).at(0, -0.031, 0.05)


LOOK = people.Look(skin="skin_5", nose="nose_4", lips="lip_dark", hair="hair_black", style="bun", ribbon="stripe", top="overall", top_dark="overall_dark", legs="overall", feet="boot")


def her():
    """The technician; she points at the cabinet."""
    return people.figure(LOOK, people.Pose(elbows=((-0.40, -0.10, 1.00), (0.38, 0.02, 0.92)), wrists=((-0.46, -0.34, 1.12), (0.30, -0.16, 0.84))))


def at_place(x, z, out=0.0):
    """A place on the cabinet's door."""
    return (x, FACE_Y - 0.012 - out, z)


def static():
    body = her().body.scale(SIZE).turn(z=HER_TURN).at(*HER_AT)
    return group(room(), conveyor(), tunnel(), cabinet(), case().at(*CASE), body, plant().at(-1.12, -0.62, 0.012), mug().turn(z=40).at(-0.34, FACE_Y + 0.16, CAB_H + 0.005))


GUARD_AT = Vector((TUN_X, GUARD_Y, BELT_Z + 0.31))
BOX_AT, BOX_DOWN = (TUN_X + 0.02, BELT_Y - 0.04, BELT_Z + 0.03), (0.42, -0.66, 0.014)
LOCK_REST, TAG_REST = (CASE.x - 0.13, CASE.y + 0.085, CASE.z + 0.30), (CASE.x + 0.13, CASE.y + 0.085, CASE.z + 0.315)
BIRD_IN, BIRD_OUT = (TUN_X - 0.22, BELT_Y - 0.06, BELT_Z + 0.01), (-0.52, FACE_Y + 0.12, CAB_H)


def make():
    f = her()
    neck = Vector(HER_AT) + Matrix.Rotation(math.radians(HER_TURN), 3, "Z") @ (Vector(f.neck) * SIZE)
    column = (-0.98, FACE_Y + 0.17, CAB_H + 0.05)
    glass = lambda paint: cylinder(paint, 0.052, 0.075, 18, 0.006)  # noqa: E731
    moving = [
        Moving("life.nod.technicienne", f.head.scale(SIZE), tuple(neck), (0, 0, HER_TURN)),
        Moving("act.arret", mushroom(), at_place(*STOP, 0.025), FACE, apart=True),
        Moving("act.sectionneur", knob(), at_place(*SWITCH, 0.010), FACE, apart=True),
        Moving("act.cadenas", padlock(), LOCK_REST, FACE, apart=True),
        Moving("act.pancarte", tag(), TAG_REST, FACE, apart=True),
        Moving("act.essai", push("green"), at_place(*START, 0.018), FACE, apart=True),
        Moving("act.capot", guard(), tuple(GUARD_AT), apart=True),
        Moving("act.carton", crushed(), BOX_AT, (9, -7, 24), apart=True),
        Moving("act.rearmer", push("blue", 0.056), at_place(*RESET, 0.010), FACE, apart=True),
        Moving("act.capteur", sensor(), (TUN_X + TUN_W / 2 + 0.03, GUARD_Y - 0.02, TUN_TOP + 0.10), apart=True),
        Moving("gone.arret.marche", glass("lit_green"), column),
        Moving("result.arret.arretee", glass("lit_orange"), (column[0], column[1], column[2] + 0.08)),
        Moving("gone.sectionneur.tension", lathe("lit_white", [(0.036, 0), (0.034, 0.014), (0.020, 0.028), (0, 0.032)], 16), at_place(*LAMP, 0.018), FACE),
        Moving("moves.carton.rouge_gorge", bird().scale(1.25), BIRD_IN, (0, 0, 20), apart=True),
    ]
    x, z = SWITCH
    anchors = [
        Anchor("did.arret", at_place(*STOP, -0.004), FACE), Anchor("grip.arret", at_place(*STOP, 0.11)),
        Anchor("did.sectionneur", at_place(*SWITCH, 0.010), (90, 90, 0)), Anchor("grip.sectionneur", at_place(x, z + 0.125, 0.09)),
        Anchor("did.cadenas", at_place(*HASP, 0.055), FACE), Anchor("grip.cadenas", (LOCK_REST[0], LOCK_REST[1] - 0.05, LOCK_REST[2] - 0.13)),
        Anchor("did.pancarte", at_place(HASP[0] - 0.155, HASP[1] + 0.02, 0.070), (90, -7, 0)), Anchor("grip.pancarte", (TAG_REST[0], TAG_REST[1] - 0.02, TAG_REST[2] - 0.13)),
        Anchor("did.essai", at_place(*START, -0.006), FACE), Anchor("grip.essai", at_place(*START, 0.07)),
        Anchor("did.capot", tuple(GUARD_AT + Vector((0, 0, 0.46)))), Anchor("grip.capot", tuple(GUARD_AT + Vector((0, -0.07, -0.20)))),
        Anchor("did.carton", BOX_DOWN, (0, 0, -12)), Anchor("grip.carton", (BOX_AT[0], BOX_AT[1] - 0.12, BOX_AT[2] + 0.18)),
        Anchor("did.rearmer", at_place(*RESET, -0.008), FACE),
        Anchor("moved.carton.rouge_gorge", BIRD_OUT, (0, 0, -24)),
        Anchor("surface.sol", (0, -0.45, 0.013), scale=(1.15, 0.42, 1)),
    ]
    return Scene(static(), moving, anchors)


def lights():
    light.rig(key=3.0, fill=64, rim=62, ambient=0.60)
    light.point((TUN_X, BELT_Y - 0.05, TUN_TOP - 0.08), 1.4, (1.0, 0.86, 0.66), 0.15, "tunnel")


# ---- the two pictures

def whole():
    scene = make()
    s = scene.static
    for m in scene.moving:
        if m.name not in ("act.rearmer", "result.arret.arretee"):
            s = s + m.shape.turn(*m.turn).at(*m.at)
    return s


def locked():
    """Close to the switch: off, a red padlock on it."""
    s = cabinet() + knob().turn(*FACE).turn(y=90).at(*at_place(*SWITCH, 0.010)) + padlock().turn(*FACE).at(*at_place(*HASP, 0.055))
    return s


def warm():
    light.rig(key=3.0, fill=50, rim=90, ambient=0.52)


def dusk():
    light.rig(key=1.5, fill=12, rim=80, ambient=0.12)


PICTURES = {
    "cover": Picture(whole, (-6, 16, (0.04, 0.0, 0.56), 5.6, 72), warm, ("#8FC7D6", "#1D4A66")),
    "mystere": Picture(locked, (24, 12, (HASP[0] - 0.01, FACE_Y - 0.03, HASP[1] - 0.02), 1.45, 66), dusk, ("#33424E", "#0C1116"), (HASP[0], FACE_Y - 0.06, HASP[1] - 0.1)),
}
BUDGETS = {"static": 9000}
CAMERAS = {"camera.consigner": (-4, 27, (0, 0, 0.5)), "camera.consigner.portrait": (-3, 30, (0, 0, 0.5))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1024, samples=32, pictures=PICTURES)
