"""The spray booth: a small city car in primer to mask, a painter to protect, a spray gun that waits.

python3 kits/peinture/source/cabine.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from parts import *  # noqa: F403
from parts import _wheel  # noqa: F401
import diorama
from mathutils import Matrix

BACK, LEFT = 1.40, -1.74            # inner faces of the two walls
WALL_H = 1.92
CAR_AT, CAR_TURN, CAR = Vector((-0.40, 0.42, 0.03)), 58.0, 0.93
PAINTER, FACING = Vector((1.24, -0.50, 0.045)), 6.0
LOW, HIGH = 0.13, 0.27              # heights of the display's two steps
LOW_Y, HIGH_Y = -1.24, -0.84
RACK = (-0.70, 2.02)
GUN_AT, GUN = Vector((0.70, -1.30, 0.47)), 1.25
FAN_AT = (LEFT + 0.06, 0.10, 1.45)
WINDOW = (0.98, 1.02)               # its middle's x, its sill's height
POSE = people.Pose(elbows=((-0.385, 0.0, 0.94), (0.385, 0.0, 0.94)), wrists=((-0.475, -0.15, 0.80), (0.475, -0.15, 0.80)), stance=0.135)


def on_car(p=(0, 0, 0)):
    return CAR_AT + Matrix.Rotation(math.radians(CAR_TURN), 3, "Z") @ (Vector(p) * CAR)


def on_painter(p=(0, 0, 0)):
    return PAINTER + Matrix.Rotation(math.radians(FACING), 3, "Z") @ Vector(p)


def floor():
    s = plinth("plinth", 3.84, 3.24, 0.28, 0.34) + slab("booth_b", 3.60, 3.00, 0.014, 0.26, 0.005)
    s += band("petrol", 3.60, 3.00, 0.26, 0.05).at(0, 0, 0.016)
    # the grating the air goes down through
    s += slab("grate", 2.66, 1.30, 0.012, 0.04, 0.003).at(-0.40, 0.42, 0.008)
    for k in range(26):
        s += box("steel", 0.022, 1.26, 0.008, 0).at(-1.66 + 0.1008 * k, 0.42, 0.019)
    for k in range(5):
        s += box("steel", 2.62, 0.022, 0.010, 0).at(-0.40, -0.14 + 0.28 * k, 0.018)
    s += slab("mat", 0.94, 0.80, 0.020, 0.08, 0.008).at(PAINTER.x, PAINTER.y, 0.022) + slab("stripe", 1.0, 0.86, 0.006, 0.10, 0.0).at(PAINTER.x, PAINTER.y, 0.020)
    for k in range(5):
        s += outline("stripe", [(0, 0), (0.14, 0), (0.20, 0.06), (0.06, 0.06)], 0.003).at(0.26 + 0.24 * k, 1.24, 0.016)
    return s


def wall(length):
    """Along +X from 0, its face on y = 0 towards -Y: white panels, tall lights sunk in them."""
    s = box("petrol", length, 0.16, WALL_H, 0.03, 2).at(length / 2, 0.09, 0) + box("booth", length, 0.03, WALL_H - 0.10, 0.01).at(length / 2, 0.0, 0.06)
    s += box("petrol_deep", length, 0.05, 0.24, 0.012).at(length / 2, -0.014, 0.02) + box("stripe", length, 0.055, 0.05, 0.01).at(length / 2, -0.016, 0.27)
    return s + box("petrol_deep", length + 0.04, 0.22, 0.07, 0.02).at(length / 2, 0.09, WALL_H)


def tubes(x, low=0.46, high=1.70):
    """A light panel: two tubes behind glass, on a wall along X."""
    s = slab("petrol", 0.36, high - low + 0.10, 0.03, 0.05, 0.01).turn(x=90).at(x, -0.01, (low + high) / 2) + slab("booth_b", 0.30, high - low + 0.04, 0.034, 0.03, 0.0).turn(x=90).at(x, -0.012, (low + high) / 2)
    for dx in (-0.07, 0.07):
        s += limb("tube", (x + dx, -0.055, low + 0.06), (x + dx, -0.055, high - 0.06), 0.028, n=10)
    return s


def signs(x, z):
    """A mask must be worn; nothing is sanded here."""
    disc = lathe("sign_blue", [(0.13, 0), (0.13, 0.012), (0.12, 0.018), (0, 0.018)], 28)
    disc += ball("white", 0.062, 0.074, 0.006, k=4, power=2.3).at(0, 0.012, 0.018) + ball("sign_blue", 0.046, 0.034, 0.006, k=3).at(0, -0.022, 0.022)
    for t in (-1, 1):
        disc += ball("white", 0.024, 0.024, 0.008, k=3).at(t * 0.040, -0.036, 0.022) + ball("sign_blue", 0.010, 0.010, 0.006, k=2).at(t * 0.024, 0.030, 0.022)
    no = lathe("white", [(0.13, 0), (0.13, 0.012), (0.12, 0.018), (0, 0.018)], 28) + ring("red", 0.116, 0.018, 28, 6, 0.5).at(0, 0, 0.018)
    no += box("ink", 0.10, 0.055, 0.008, 0.01).at(0, -0.020, 0.018) + box("ink", 0.07, 0.05, 0.008, 0.01).at(-0.01, 0.030, 0.018) + box("red", 0.215, 0.022, 0.010, 0.002).turn(z=-45).at(0, 0, 0.022)
    return (disc.at(0, 0.16, 0) + no.at(0, -0.16, 0)).turn(x=90).at(x, -0.016, z)


def board(x, z):
    """The booth's switchboard: a gauge, buttons, a screen."""
    s = box("cream", 0.30, 0.08, 0.46, 0.03, 2).at(x, -0.04, z) + box("visor", 0.22, 0.012, 0.10, 0.004).at(x, -0.085, z + 0.30) + box("screen", 0.18, 0.014, 0.018, 0).at(x - 0.01, -0.087, z + 0.36) + box("screen", 0.11, 0.014, 0.018, 0).at(x - 0.045, -0.087, z + 0.325)
    dial = lathe("steel_dark", [(0.062, 0), (0.066, 0.012), (0.056, 0.020), (0, 0.020)], 20) + lathe("white", [(0.052, 0.02), (0, 0.022)], 20) + box("red", 0.006, 0.045, 0.002, 0).turn(z=-38).at(0.012, 0.012, 0.022)
    s += dial.turn(x=90).at(x - 0.06, -0.075, z + 0.20) + cylinder("green", 0.030, 0.03, 14, 0.008).turn(x=90).at(x + 0.07, -0.075, z + 0.22) + cylinder("red", 0.040, 0.035, 14, 0.010).turn(x=90).at(x + 0.06, -0.075, z + 0.10)
    return s + lathe("yellow", [(0.056, 0), (0.056, 0.008), (0, 0.009)], 16).turn(x=90).at(x + 0.06, -0.078, z + 0.10) + cylinder("blue", 0.026, 0.03, 12, 0.008).turn(x=90).at(x - 0.06, -0.075, z + 0.09)


def walls():
    back = wall(3.30)
    for x in (0.32, 0.90, 1.48, 2.06):
        back += tubes(x)
    # the window, through which somebody looks
    x, z = WINDOW[0] - LEFT, WINDOW[1]
    back += slab("petrol", 0.66, 0.66, 0.04, 0.06, 0.014).turn(x=90).at(x, -0.01, z + 0.28) + box("petrol_deep", 0.54, 0.03, 0.52, 0.0).at(x, -0.045, z + 0.02) + box("pane", 0.54, 0.006, 0.52, 0.0).at(x, -0.058, z + 0.02)
    back += box("cream", 0.60, 0.10, 0.035, 0.01).at(x, -0.08, z - 0.02)
    back += board(x, 0.42)
    left = wall(1.90)
    for y in (1.46,):
        left += tubes(y)
    left += signs(0.36, 1.42)
    left += ring("petrol", 0.25, 0.035, 28, 8).turn(x=90).at(0.92, -0.03, 1.36)
    s = back.at(LEFT, BACK, 0) + left.turn(z=90).at(LEFT, BACK - 1.90, 0)
    # the air hose along the wall
    return s + tube("orange", [(1.46, BACK - 0.05, 1.05), (1.47, BACK - 0.10, 0.4), (1.50, BACK - 0.3, 0.05), (1.60, 0.5, 0.045), (1.62, -0.3, 0.045), (1.52, -1.02, 0.045), (1.05, -1.22, 0.05), (GUN_AT.x + 0.08, GUN_AT.y + 0.09, 0.08), (GUN_AT.x + 0.05, GUN_AT.y + 0.15, 0.20)], 0.022, 7, 5)


def fan():
    s = cylinder("orange", 0.055, 0.04, 14, 0.01).at(0, 0, -0.012)
    for a in range(5):
        s += ball("steel_light", 0.065, 0.095, 0.008, k=2, power=2.6).turn(y=24).at(0, 0.125, 0).turn(z=72 * a)
    return s


def display():
    x, w = RACK
    s = None
    for y, h, d in ((LOW_Y, LOW, 0.40), (HIGH_Y, HIGH, 0.38)):
        m = box("cream", w, d, h - 0.03, 0.02).at(x, y, 0.016) + box("oak", w + 0.06, d + 0.04, 0.04, 0.014).at(x, y, h - 0.036)
        for k in range(4):
            m += slab("petrol", w / 4 - 0.08, d - 0.08, 0.006, 0.04, 0.002).at(x + (k - 1.5) * w / 4, y, h + 0.003)
        s = m if s is None else s + m
    for k in range(4):
        s += box(("coral", "orange", "coral", "orange")[k], w / 4 - 0.06, 0.02, LOW - 0.08, 0.01).at(x + (k - 1.5) * w / 4, LOW_Y - 0.20, 0.035)
    return s


# ---- what is laid out

def roll():
    """Masking paper on its roll, a length of it hanging."""
    s = cylinder("kraft", 0.115, 0.46, 22, 0.006).turn(y=90).at(-0.23, 0, 0) + cylinder("kraft_b", 0.050, 0.475, 14, 0.0).turn(y=90).at(-0.2375, 0, 0)
    rows = [[(x, y, z) for x in (-0.228, 0.228)] for y, z in ((-0.118, 0.01), (-0.122, -0.06), (-0.135, -0.115), (-0.20, -0.135), (-0.29, -0.138))]
    s += sheet("kraft", rows[::-1])
    for k in range(9):
        s += outline("kraft_b", [(0, 0), (0.05, 0), (0.025, 0.02)], 0.003).at(-0.228 + 0.0506 * k, -0.30, -0.140)
    s += tube("tape", [(-0.10, -0.06, 0.103), (-0.10, 0.02, 0.118), (-0.10, 0.08, 0.09)], 0.028, 6, 2, flat=0.3)
    return s + ring("tape", 0.072, 0.028, 22, 8, 1.1).turn(x=64).at(0.30, -0.06, -0.065) + ring("cream", 0.050, 0.010, 18, 6, 2.4).turn(x=64).at(0.30, -0.06, -0.065)


def film():
    s = ball("film", 0.185, 0.185, 0.055, k=6, power=2.6).at(0, 0, 0.018) + ring("tape_b", 0.180, 0.028, 28, 6, 0.5).at(0, 0, 0.022) + box("tape_b", 0.37, 0.046, 0.008, 0.002).turn(z=28).at(0, 0, 0.070)
    return s.turn(x=62)


def mask():
    s = half_mask().scale(1.75)
    for t in (-1, 1):
        s += tube("mask_body", [(t * 0.13, 0.02, 0.06), (t * 0.22, 0.14, 0.11), (t * 0.12, 0.25, 0.13), (0, 0.27, 0.13)], 0.016, 6, 3, flat=0.6)
        s += tube("mask_body", [(t * 0.13, 0.02, -0.06), (t * 0.20, 0.12, -0.09), (t * 0.10, 0.22, -0.10), (0, 0.24, -0.10)], 0.016, 6, 3, flat=0.6)
    return s


def sander():
    """An orbital sander, its grip up, a cloud of scratches under it."""
    s = cylinder("brick_b", 0.150, 0.018, 24, 0.004) + cylinder("rubber", 0.148, 0.035, 24, 0.010).at(0, 0, 0.017) + lathe("green", [(0.075, 0.05), (0.098, 0.07), (0.092, 0.13), (0.075, 0.18), (0.105, 0.205), (0.112, 0.25), (0.085, 0.285), (0, 0.295)], 22)
    s += limb("graphite", (0.05, 0.06, 0.14), (0.22, 0.14, 0.16), 0.045, 0.032, 12) + box("rubber", 0.075, 0.16, 0.18, 0.03, 2).turn(z=-30).at(0.27, 0.17, 0.06)
    return centred(s + cylinder("stripe", 0.030, 0.02, 12, 0.005).at(0, 0, 0.288))


def dust_mask():
    s = ball("white", 0.17, 0.10, 0.135, k=6, power=2.3).warp(lambda v: np.column_stack((v[:, 0], np.minimum(v[:, 1], 0.02), v[:, 2])))
    for z in (-0.06, 0.0, 0.06):
        s += tube("suit_b", [(x, -0.002 - 0.102 * max(1 - abs(x / 0.172) ** 2.3 - abs(z / 0.137) ** 2.3, 0) ** (1 / 2.3), z) for x in np.linspace(-0.135, 0.135, 9)], 0.0065, 5, 0)
    s += box("steel_light", 0.11, 0.014, 0.022, 0.005).at(0, -0.055, 0.098)
    for t in (-1, 1):
        s += tube("yellow", [(t * 0.16, 0.01, 0.05), (t * 0.20, 0.12, 0.06), (t * 0.10, 0.21, 0.02), (0, 0.23, 0.0)], 0.010, 5, 3, flat=0.6)
    return s


def newspaper():
    s = None
    for k in range(4):
        m = box(("paper", "cream")[k % 2], 0.40 - 0.012 * k, 0.30 - 0.01 * k, 0.018, 0.004).turn(z=2.5 * k).at(0, 0, 0.018 * k)
        s = m if s is None else s + m
    z = 0.0725
    top = box("ink", 0.30, 0.042, 0.001, 0).at(0, 0.100, z) + box("joint", 0.15, 0.11, 0.001, 0).at(-0.085, -0.01, z) + box("coral", 0.10, 0.05, 0.001, 0).at(-0.09, 0.0, z + 0.001)
    for k in range(6):
        top += box("line", 0.13, 0.010, 0.001, 0).at(0.085, 0.045 - 0.026 * k, z)
    for k in range(2):
        top += box("line", 0.15, 0.010, 0.001, 0).at(-0.085, -0.085 - 0.024 * k, z)
    return (s + top.turn(z=7.5)).at(0, 0, -0.036).turn(x=34)


def gun():
    """On its post: what is touched to begin. Origin at the trigger."""
    s = spray_gun(GUN).turn(z=28)
    low = 0.03 - GUN_AT.z
    s += stand_post(0.20).at(0.06, 0.13, low) + ring("steel_dark", 0.085, 0.018, 20, 7).at(0.06, 0.13, -0.23)
    return s


HOMES = {    # id: (x on the display, its row, turn about Z, how far up)
    "combinaison": (-1.46, HIGH_Y, 10, None), "roue": (-0.98, HIGH_Y + 0.06, 12, None), "parebrise": (-0.36, HIGH_Y, -8, 0.145), "journal": (0.16, HIGH_Y, -14, 0.12),
    "phare": (-1.46, LOW_Y, 10, 0.185), "gants": (-1.06, LOW_Y, 8, None), "masque": (-0.64, LOW_Y, 8, 0.20), "ponceuse": (-0.24, LOW_Y, -30, None), "masque_poussiere": (0.14, LOW_Y, 12, 0.15),
}


def makers():
    return {"combinaison": suit_hung().scale(0.70), "parebrise": roll(), "roue": wheel_cover().turn(x=58).scale(0.92), "phare": film(), "gants": gloves(), "masque": mask(), "ponceuse": sander(),
            "masque_poussiere": dust_mask(), "journal": newspaper()}


def painter():
    return people.figure(MANON, POSE)


def clothes(f):
    """What she puts on, in figure space."""
    face = Vector(f.neck) + Vector((0, -0.150, people.HEAD_UP - 0.078))
    return {"combinaison": (suit(f.joints), Vector((0, 0, 0.90))), "gants": (worn_gloves(f.joints), f.joints["handr"]),
            "masque": (half_mask().at(*face) + mask_straps(people.HEAD_UP - 0.078).at(*f.neck), face)}


def watcher():
    """Moussa looks in through the window."""
    return people.head(MOUSSA).scale(0.95)


def standing(f):
    return group(floor(), walls(), display(), car().scale(CAR).turn(z=CAR_TURN).at(*CAR_AT), f.body.turn(z=FACING).at(*PAINTER))


def make():
    f = painter()
    worn = clothes(f)
    moving = [Moving("life.nod.manon", f.head, tuple(on_painter(f.neck)), (0, 0, FACING)),
              Moving("life.spin.ventilateur", fan(), (LEFT + 0.03, BACK - 1.90 + 0.92, 1.36), (0, 90, 0)),
              Moving("life.nod.moussa", people.head(MOUSSA).scale(0.86).warp(lambda v: np.column_stack((v[:, 0], v[:, 1] * 0.55, v[:, 2]))), (WINDOW[0], BACK - 0.10, WINDOW[1] + 0.035)),
              Moving("life.blink.tableau", ball("led_green", 0.016, 0.010, 0.016, k=2), (WINDOW[0] + 0.10, BACK - 0.088, 0.42 + 0.415), turns=False),
              Moving("start.pistolet", gun(), tuple(GUN_AT))]
    made = makers()
    for name, (x, y, turn, up) in HOMES.items():
        shape = made[name].turn(z=turn)
        z = (LOW if y < -1.0 else HIGH) + 0.008
        moving.append(Moving(f"part.{name}", shape, (x, y, z + (up if up is not None else -shape.v[:, 2].min())), apart=True))
    anchors = []
    # on the car
    at, n = headlight(-1)
    middle = cabin_at(-90, 0.93, 0.02)
    hub = Vector((-0.585, AXLES[0], WHEEL))
    for name, shape, seat in (("phare", headlight_film(-1) + headlight_film(1), at), ("parebrise", windscreen_paper(), middle),
                              ("roue", wheel_cover().turn(y=-90).at(-0.555, AXLES[0], WHEEL), hub)):
        where = tuple(on_car(seat))
        moving.append(Moving(f"placed.{name}", shape.at(*-Vector(seat)).scale(CAR), where, (0, 0, CAR_TURN), apart=True))
        anchors.append(Anchor(f"socket.{name}", where, (0, 0, CAR_TURN)))
    for name, (shape, seat) in worn.items():
        where = tuple(on_painter(seat))
        moving.append(Moving(f"placed.{name}", shape.at(*-Vector(seat)), where, (0, 0, FACING), apart=True))
        anchors.append(Anchor(f"socket.{name}", where, (0, 0, FACING)))
    x, w = RACK
    anchors += [Anchor("surface.bas", (x, LOW_Y, LOW + 0.010), scale=(w / 2, 0.20, 1)), Anchor("surface.haut", (x, HIGH_Y, HIGH + 0.010), scale=(w / 2, 0.19, 1)),
                Anchor("surface.sol", (0, 0, 0.024), scale=(1.75, 1.45, 1))]
    return Scene(standing(f), moving, anchors)


def lights():
    light.rig(key=2.5, fill=52, rim=60, ambient=0.50)
    for x in (0.32, 0.90, 1.48, 2.06):
        light.area((LEFT + x, BACK - 0.12, 1.1), (LEFT + x, -0.6, 0.5), 3.2, 0.7, (0.92, 0.98, 1.0), "tubes")


# ---- the two pictures

def spraying():
    """She sprays the masked car: for the cover."""
    pose = people.Pose(elbows=((-0.40, -0.12, 0.95), (0.36, -0.16, 0.93)), wrists=((-0.52, -0.40, 1.00), (0.20, -0.36, 0.98)), stance=0.15, lean=6)
    f = people.figure(MANON, pose)
    face = Vector(f.neck) + Vector((0, -0.150, people.HEAD_UP - 0.078))
    head = f.head.at(*f.neck) + half_mask().at(*face) + mask_straps(people.HEAD_UP - 0.078).at(*f.neck)
    hand = f.joints["handr"]
    s = f.body + head + suit(f.joints) + worn_gloves(f.joints) + spray_gun(1.15).turn(z=8).at(hand.x + 0.0, hand.y - 0.06, hand.z - 0.02)
    return s.turn(z=-62).at(0.98, -0.62, 0.045)


def mist():
    """Fine drops on their way from the gun to the bonnet."""
    dice = np.random.default_rng(3)
    a, b, s = Vector((0.60, -0.36, 1.06)), on_car((0.0, -0.72, 0.72)), None
    for _ in range(150):
        t = dice.uniform(0.05, 1.0)
        p = a.lerp(b, t) + Vector(dice.normal(0, 0.012 + 0.075 * t, 3))
        m = ball("pearl_b" if dice.uniform() < 0.5 else "pearl_a", dice.uniform(0.004, 0.011), k=2).at(*p)
        s = m if s is None else s + m
    return s


def cover():
    masks = headlight_film(-1) + headlight_film(1) + windscreen_paper() + wheel_cover().turn(y=-90).at(-0.555, AXLES[0], WHEEL)
    body = car("primer").paints("pearl_a", lambda x, y, z: False)
    half = body.paint
    n = [body.v[list(face)].mean(axis=0) for face in body.f]
    for i, (x, y, z) in enumerate(n):      # the bonnet already carries its colour, from its far side on
        if half[i] == "primer" and y < -0.36 and z > 0.56 and x > -0.10 + 0.06 * math.sin(14 * y):
            half[i] = "pearl_a" if math.sin(7 * x + 3 * y) > 0 else "pearl_b"
    s = group(floor(), walls(), (body + masks).scale(CAR).turn(z=CAR_TURN).at(*CAR_AT), spraying(), mist())
    x, z = WINDOW
    return s + people.head(MOUSSA).scale(0.86).warp(lambda v: np.column_stack((v[:, 0], v[:, 1] * 0.55, v[:, 2]))).at(x, BACK - 0.10, z + 0.035) + fan().turn(y=90).at(LEFT + 0.03, BACK - 0.98, 1.36)


PAINTS.update({"pearl_a": Paint("#7A6BE0", 0.14, 0.35, 0.95), "pearl_b": Paint("#5F8FE8", 0.14, 0.35, 0.95)})
BUDGETS = {"static": 15000}
CAMERAS = {"camera.masquer": (16, 27, (0, 0, 0.6)), "camera.masquer.portrait": (15, 31, (0, 0, 0.6))}
PICTURES = {"cover": Picture(cover, (20, 15, (0.22, -0.1, 0.78), 6.6, 66), lights, ("#E9694F", "#5A1626"))}

if __name__ == "__main__":
    diorama.PICTURE, diorama.PICTURE_SAMPLES = (800, 600), 5
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1024, samples=9, pictures=PICTURES)
