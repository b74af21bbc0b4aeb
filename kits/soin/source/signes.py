"""Once she is up: Mme Rose sits in the armchair, and what a trained eye sees is there; a nurse waits for what it has to tell.

python3 kits/soin/source/signes.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from chambre import (PAINTS, ROSE, WALL_Y, Anchor, Moving, Paint, Scene, Vector, Matrix, ball, band, bare_head, box, creases, curtain, cylinder, face, group, lathe, light, limb, loft, mug, people, plinth, publish, ring,
                     nightgown, slab, tube, wall)
from mathutils import Euler

PAINTS.update({
    "velvet": Paint("#4FA39A", 0.95, 0, 0.06), "velvet_b": Paint("#3F8B84", 0.95, 0, 0.06), "rug": Paint("#F4D9B0", 0.95, 0, 0.04), "rug_b": Paint("#E9B98A", 0.95, 0, 0.04), "rug_c": Paint("#DD8E73", 0.95, 0, 0.04),
    "red_skin": Paint("#E0382E", 0.5, 0, 0.25), "red_skin_b": Paint("#F08A73", 0.6, 0, 0.15), "age": Paint("#B97848", 0.7, 0, 0.08), "slipper": Paint("#A68FD0", 0.9, 0, 0.05), "walker": Paint("#3A8FB7", 0.35, 0, 0.5),
    "call": Paint("#F4EFE6", 0.4, 0, 0.4), "call_b": Paint("#E2402F", 0.3, 0, 0.7), "cup": Paint("#DFF4FA", 0.1, 0, 0.9), "full": Paint("#7CCBE6", 0.08, 0, 1.0), "nurse": Paint("#FFFFFF", 0.85, 0, 0.08), "nurse_b": Paint("#F0717F", 0.85, 0, 0.1),
    "screen_b": Paint("#BFF3E6", glow=0.9),
})

DISC_R, DISC_AT = 0.86, Vector((0.16, -0.18, 0.05))
SEAT_Z = 0.44                        # where she sits, over the disc
HIP = Vector((0.0, 0.10, SEAT_Z))
BIG = 1.12
STOOL = Vector((-0.02, -0.62, 0.0))
TABLE = Vector((0.58, -0.16, 0.0))
NURSE_AT, NURSE_TURN = (-0.98, 0.42, 0.012), 44.0
NURSE = people.Look(skin="skin_1", nose="nose_1", lips="lip_light", hair="hair_red", style="curly", top="nurse", top_dark="nurse_b", legs="nurse", feet="sneaker_b", glasses=True)


def floor():
    s = plinth("plinth", 2.92, 2.14, 0.22, 0.36) + slab("lino", 2.66, 1.90, 0.012, 0.24, 0.004) + band("joint", 2.70, 1.94, 0.26, 0.04).at(0, 0, 0.006)
    s += lathe("graphite", [(DISC_R - 0.06, 0.0), (DISC_R - 0.06, 0.030), (0, 0.031)], 40).at(DISC_AT.x, DISC_AT.y, 0.012)
    return s


# ---- what turns: all in the space of its node, whose z = 0 is the disc's top

def disc():
    s = lathe("oak_light", [(DISC_R - 0.05, -0.028), (DISC_R, -0.018), (DISC_R, -0.006), (DISC_R - 0.012, 0.0), (0, 0.0)], 44)
    for r, paint in ((DISC_R - 0.06, "rug_c"), (DISC_R - 0.12, "rug"), (0.52, "rug_b"), (0.46, "rug")):
        s += lathe(paint, [(r, 0.0), (r - 0.006, 0.006 if paint == "rug_c" else 0.008 + 0.001 * (0.8 - r)), (0, 0.006 if paint == "rug_c" else 0.008 + 0.001 * (0.8 - r))], 40)
    return s


def armchair():
    s = None
    for x in (-0.30, 0.30):
        for y in (-0.20, 0.34):
            m = cylinder("oak_dark", 0.030, 0.12, 10, 0.006).at(x, y, 0.0)
            s = m if s is None else s + m
    s += ball("velvet", 0.36, 0.34, 0.115, k=6, power=3.6).at(0, 0.06, 0.215) + ball("velvet_b", 0.30, 0.30, 0.085, k=6, power=3.2).at(0, 0.02, 0.345)
    s += ball("velvet", 0.37, 0.12, 0.46, k=7, power=3.0).turn(x=-9).at(0, 0.40, 0.62)
    for x in (-0.36, 0.36):
        s += ball("velvet_b", 0.088, 0.33, 0.15, k=6, power=3.2).at(x, 0.07, 0.42) + ball("velvet", 0.10, 0.34, 0.055, k=5, power=2.8).at(x, 0.05, 0.565)
    return s


def footstool():
    s = None
    for x in (-0.17, 0.17):
        for y in (-0.12, 0.12):
            m = cylinder("oak_dark", 0.024, 0.10, 8, 0.004).at(x, y, 0)
            s = m if s is None else s + m
    return (s + ball("velvet_b", 0.25, 0.20, 0.085, k=6, power=3.2).at(0, 0, 0.165)).at(*STOOL)


def rose():
    """She sits, her legs up on the stool: one foot in its slipper, the other bare; hands on the arms of the chair."""
    pose = people.Pose(elbows=((-0.36, -0.02, 0.93), (0.36, -0.02, 0.93)), wrists=((-0.325, -0.24, 0.845), (0.325, -0.24, 0.845)), lean=-3)
    f = people.figure(ROSE, pose)
    body = nightgown(f.body.faces(lambda i: f.body.v[list(f.body.f[i])].mean(axis=0)[2] > 0.72))
    for k in range(3):
        body += ball("linen", 0.013, 0.006, 0.013, k=2).at(0, -0.150 + 0.006 * k, 1.11 - 0.08 * k)
    head = (bare_head(ROSE) + creases("crease") + face(ROSE, "calm")).turn(x=4).at(*f.neck)
    down = Matrix.Translation(HIP) @ Matrix.Scale(BIG, 4) @ Matrix.Translation((0, 0, -f.joints["hip"].z + 0.02))
    s = (body + head).matrix(down)
    s += loft("gown", [(HIP.x, HIP.y + 0.02, SEAT_Z - 0.03, 0.225, 0.18), (HIP.x, HIP.y, SEAT_Z + 0.06, 0.232, 0.18), (HIP.x, HIP.y, SEAT_Z + 0.15, 0.214, 0.162)], 20, 2.5)
    for side in (-1, 1):
        x = side * 0.115
        knee, ankle = Vector((x * 1.05, -0.33, SEAT_Z + 0.045)), Vector((x, STOOL.y - 0.06, 0.285))
        s += limb("gown", (x, HIP.y - 0.02, SEAT_Z + 0.045), knee, 0.118, 0.104, 14) + ball("gown_b", 0.108, 0.060, 0.098, k=4, power=2.5).at(knee.x, knee.y - 0.075, knee.z - 0.02)
        s += limb("skin_2", knee + Vector((0, -0.05, -0.02)), ankle, 0.066, 0.050, 12)
        s += foot(side).at(*ankle)
    return s


def foot(side):
    """At its ankle: the sole looks at the visitor, toes up, the heel below."""
    if side < 0:     # in its slipper
        s = ball("slipper", 0.066, 0.050, 0.118, k=5, power=2.5).turn(x=-10).at(0, -0.050, 0.050) + ball("gown_b", 0.054, 0.012, 0.100, k=4, power=2.4).turn(x=-10).at(0, -0.097, 0.042)
        return s + ball("linen", 0.062, 0.050, 0.030, k=4).at(0, -0.010, 0.045)
    s = ball("skin_2", 0.056, 0.042, 0.112, k=6, power=2.4).turn(x=-10).at(0, -0.050, 0.055) + ball("skin_2", 0.058, 0.055, 0.056, k=5).at(0, -0.045, -0.030)
    for k in range(5):
        s += ball("skin_2", 0.019 - 0.002 * k, 0.022, 0.024 - 0.002 * k, k=3).at(-0.040 + 0.0205 * k, -0.038, 0.168 - 0.008 * k * (k > 0))
    return s


def little_table():
    s = cylinder("oak_dark", 0.13, 0.025, 20, 0.008) + limb("oak_dark", (0, 0, 0.02), (0, 0, 0.46), 0.026, n=8) + lathe("oak_light", [(0.19, 0.455), (0.215, 0.462), (0.215, 0.480), (0.205, 0.490), (0, 0.490)], 28)
    # a breakfast that was eaten: crumbs, an empty bowl; flowers
    s += lathe("coral", [(0.045, 0), (0.075, 0.045), (0.070, 0.048), (0.040, 0.012), (0, 0.010)], 18).at(0.085, 0.095, 0.490)
    return s.at(*TABLE)


def glass():
    """Full to the brim: nobody has drunk."""
    s = lathe("cup", [(0.052, 0.0), (0.058, 0.006), (0.070, 0.150), (0.066, 0.152), (0.062, 0.140)], 20) + lathe("full", [(0.054, 0.008), (0.0675, 0.132), (0.064, 0.138), (0, 0.138)], 20)
    return s + lathe("full", [(0.0605, 0.010), (0.0725, 0.134), (0.0700, 0.137)], 20)


def spectacles():
    s = None
    for x in (-0.040, 0.040):
        m = ring("graphite", 0.034, 0.0055, 18, 6).at(x, 0, 0.010)
        s = m if s is None else s + m
    s += tube("graphite", [(-0.010, 0, 0.012), (0, 0.006, 0.014), (0.010, 0, 0.012)], 0.005, 5, 2)
    for x in (-1, 1):
        s += tube("graphite", [(x * 0.073, 0, 0.012), (x * 0.078, 0.055, 0.012), (x * 0.070, 0.105, 0.008)], 0.005, 5, 2)
    return s


def bell():
    """The call button on its cord: it fell."""
    s = ball("call", 0.040, 0.064, 0.030, k=5, power=2.4).at(0, 0, 0.030) + cylinder("call_b", 0.022, 0.014, 16, 0.004).at(0, -0.012, 0.054)
    return s + tube("call", [(0, 0.055, 0.028), (0.02, 0.12, 0.012), (0.12, 0.15, 0.010), (0.16, 0.24, 0.010), (0.10, 0.34, 0.012)], 0.0095, 6, 4)


def walker():
    s = None
    for x in (-0.20, 0.20):
        m = tube("walker", [(x, 0.15, 0.0), (x, 0.12, 0.36), (x, 0.09, 0.60), (x * 0.98, -0.06, 0.62), (x * 0.96, -0.12, 0.36), (x, -0.15, 0.0)], 0.017, 8, 4) + limb("rubber", (x, 0.11, 0.610), (x, -0.05, 0.620), 0.025, n=10)
        for y in (0.15, -0.15):
            m += cylinder("graphite", 0.028, 0.04, 12, 0.008).at(x, y, 0.0)
        s = m if s is None else s + m
    return s + limb("walker", (-0.195, -0.13, 0.34), (0.195, -0.13, 0.34), 0.015, n=8)


def lost_slipper():
    return ball("slipper", 0.060, 0.112, 0.044, k=5, power=2.6).at(0, 0, 0.038) + ball("linen", 0.044, 0.056, 0.028, k=3).at(0, 0.038, 0.060)


FRONT = (90, 0, 0)
HEEL = Vector((0.115, STOOL.y - 0.165, 0.245))
HAND = Vector((0.352, -0.262, SEAT_Z + 0.194))
# id -> where (space of the disc), how its surface is turned, half sizes
SPOTS = {
    "talon": (HEEL, (76, 0, 0), (0.075, 0.075)),
    "verre": (TABLE + Vector((-0.055, -0.085, 0.570)), (64, 0, 0), (0.075, 0.100)),
    "sonnette": (Vector((-0.60, 0.22, 0.010)), (40, -48, 0), (0.105, 0.115)),
    "taches": (HAND, (38, 0, 0), (0.070, 0.070)),
    "lunettes": (TABLE + Vector((0.065, -0.075, 0.492)), (30, 0, 0), (0.095, 0.085)),
}


def marks():
    """What is seen of each, in the space of the disc."""
    heel = ball("red_skin_b", 0.046, 0.010, 0.042, k=4).at(0, 0.0065, 0) + ball("red_skin", 0.030, 0.010, 0.027, k=4).at(0, 0.001, 0)
    spots = None
    for x, y, r in ((-0.016, 0.020, 0.012), (0.012, 0.028, 0.009), (0.002, 0.004, 0.011), (0.024, 0.006, 0.007), (-0.022, -0.008, 0.008)):
        m = ball("age", r, r * 0.9, 0.004, k=2).turn(x=10).at(x, y, 0.0)
        spots = m if spots is None else spots + m
    t = TABLE + Vector((0, 0, 0.490))
    return {
        "talon": heel.turn(x=-8).at(*HEEL), "taches": spots.at(HAND.x, HAND.y + 0.004, HAND.z + 0.008),
        "verre": glass().at(t.x - 0.055, t.y - 0.085, t.z), "lunettes": spectacles().turn(z=-24).at(t.x + 0.065, t.y - 0.090, t.z),
        "sonnette": bell().turn(z=150).at(-0.60, 0.16, 0.010),
    }


def piece():
    return group(disc(), armchair(), footstool(), rose(), little_table(), walker().turn(z=30).at(-0.46, -0.40, 0.008), lost_slipper().turn(z=-38).at(0.36, -0.66, 0.008))


# ---- the room

def tablet():
    return slab("graphite", 0.24, 0.32, 0.020, 0.03, 0.006) + slab("screen_b", 0.20, 0.27, 0.004, 0.012, 0.0).at(0, 0, 0.020)


def nurse():
    """She writes down what she is told."""
    pose = people.Pose(elbows=((-0.36, -0.08, 0.94), (0.36, -0.08, 0.94)), wrists=((-0.15, -0.30, 0.98), (0.15, -0.30, 1.00)), stance=0.12, lean=2)
    f = people.figure(NURSE, pose)
    stand = Matrix.Translation(NURSE_AT) @ Matrix.Rotation(math.radians(NURSE_TURN), 4, "Z")
    body = f.body + tablet().turn(x=52).at(0, -0.36, 1.02) + box("nurse_b", 0.060, 0.012, 0.038, 0.004).at(-0.10, -0.165, 1.06) + tube("graphite", [(-0.10, -0.10, 1.20), (-0.085, -0.165, 1.08), (0, -0.175, 1.00), (0.085, -0.165, 1.08), (0.10, -0.10, 1.20)], 0.012, 6, 3)
    return body.matrix(stand), f.head, tuple(stand @ Vector(f.neck))


def static():
    s = group(floor(), wall(), nurse()[0])
    # the bed's foot and its quilt, made again behind her
    s += slab("rail", 0.90, 0.60, 0.12, 0.06, 0.02).at(0.86, 0.52, 0.22) + slab("linen", 0.86, 0.58, 0.13, 0.07, 0.045).at(0.86, 0.52, 0.33) + slab("quilt", 0.80, 0.60, 0.07, 0.09, 0.04).at(0.83, 0.51, 0.435)
    for k in range(3):
        s += slab("quilt_b", 0.08, 0.61, 0.072, 0.03, 0.03).at(0.60 + 0.24 * k, 0.51, 0.436)
    s += slab("room_b", 0.60, 0.50, 0.055, 0.09, 0.018).turn(x=90).turn(z=90).at(1.30, 0.52, 0.46)
    for x in (0.52, 1.20):
        s += cylinder("steel_light", 0.030, 0.20, 10, 0.006).at(x, 0.30, 0.03) + lathe("graphite", [(0.052, -0.024), (0.052, 0.024)], 14).turn(x=90).at(x, 0.30, 0.052)
    return s


def make():
    _, head, neck = nurse()
    spots = [Anchor(f"target.{i}", tuple(at), turn, (*half, 1), "turn.fauteuil") for i, (at, turn, half) in SPOTS.items()]
    seen = []
    for i, shape in marks().items():
        at, turn, _ = SPOTS[i]
        seen.append(Moving(f"mark.{i}", shape.matrix((Matrix.Translation(at) @ Euler([math.radians(a) for a in turn]).to_matrix().to_4x4()).inverted()), (0, 0, 0), under=f"target.{i}"))
    return Scene(
        static(),
        [Moving("turn.fauteuil", piece(), tuple(DISC_AT)), *seen, Moving("life.nod.infirmiere", head, neck, (14, 0, NURSE_TURN))],
        [*spots, Anchor("surface.sol", (0, -0.2, 0.013), scale=(1.2, 0.7, 1))])


def lights():
    light.rig(key=2.5, fill=62, rim=58, ambient=0.60)
    light.area((-0.20, WALL_Y - 0.06, 1.05), (-0.2, -0.8, 0.3), 9.0, 1.1, (0.86, 0.95, 1.0), "window")


BUDGETS = {"static": 8600, "turn.fauteuil": 14000, "life.nod.infirmiere": 1700, "mark.verre": 500, "mark.sonnette": 600, "mark.lunettes": 500}
CAMERAS = {"camera.signes": (2, 21, (0, 0, 0.6)), "camera.signes.portrait": (2, 24, (0, 0, 0.6))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1024, samples=40)
