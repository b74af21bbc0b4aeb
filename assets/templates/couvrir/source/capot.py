"""A spray booth: the front of a small car, all masked but for its bonnet, which waits for its paint.

python3 assets/templates/couvrir/source/capot.py [--preview] [--look] [--only model|pictures] [--out FOLDER]
Wherever this file lies, run it from Établi's folder, or name that in ETABLI_HOME."""
import math
import os
import sys
from pathlib import Path

HOMES = [Path(os.environ.get("ETABLI_HOME", ".")).resolve(), *Path(__file__).resolve().parents]
sys.path.insert(0, str(next(h for h in HOMES if (h / "assets/source/diorama.py").is_file()) / "assets/source"))
import bpy  # noqa: E402, F401  (brings mathutils)
import numpy as np  # noqa: E402
from mathutils import Matrix, Vector  # noqa: E402
from cover import cover  # noqa: E402
from diorama import Anchor, Moving, Picture, Scene, publish, sideways, words  # noqa: E402
from etabli_art import light, people  # noqa: E402
from etabli_art.palette import PAINTS, Paint  # noqa: E402
from etabli_art.shapes import Shape, ball, band, box, cylinder, group, lathe, limb, outline, plinth, ring, slab, tube  # noqa: E402
from torch import GRIP, _fist  # noqa: E402

BODY, PRIMER = "blue", "steel_dark"
BACK_Y, FRONT_Y = 0.46, -0.50       # of the bonnet
WALL_Y = 1.06
STAND = (1.20, -0.42)               # the cabinet's foot
SLOPE = 50.0                        # of its front
FRONT = Vector((0, -0.10, 0.70))    # the middle of the sloped front, in the cabinet's space
REST = (1.16, 0.10, 0.98)           # the gun on its hook
PAINTER, FACING, SIZE = (-1.16, 0.26), 34.0, 0.94


def bonnet(u, v):
    """The skin of the bonnet: u to the right, v from the windscreen to the nose."""
    half = 0.60 - 0.10 * v * v
    x = (2 * u - 1) * half
    y = BACK_Y + (FRONT_Y - BACK_Y) * v + 0.06 * (2 * u - 1) ** 2 * v
    z = 0.98 - 0.10 * v - 0.20 * v ** 2.4 - 0.075 * (2 * u - 1) ** 2
    # two soft creases, as small cars have them
    z += 0.014 * math.exp(-((abs(2 * u - 1) - 0.55) / 0.16) ** 2)
    return (x, y, z)


def floor():
    s = plinth("plinth", 3.16, 2.62, 0.22, 0.34) + slab("floor_b", 2.92, 2.38, 0.012, 0.22, 0.004)
    for k in range(6):                # gratings let the mist out
        s += box("steel_dark", 0.62, 0.07, 0.006, 0.002).at(-0.84 if k % 2 else 0.84, -0.92 + 0.28 * (k // 2), 0.012)
    return s + band("stripe", 2.72, 2.18, 0.20, 0.05).at(0, 0, 0.008)


def booth():
    """The back wall: white panels, two tubes of light, a filter of pleated wool."""
    s = box("cream", 2.90, 0.12, 1.88, 0.03, 2).at(0, WALL_Y + 0.06, 0) + box("petrol", 2.96, 0.18, 0.10, 0.03).at(0, WALL_Y + 0.06, 1.86)
    s += box("petrol", 2.90, 0.03, 0.16, 0.008).at(0, WALL_Y - 0.01, 0.02)
    for x in (-0.96, 0.96):
        s += box("white", 0.62, 0.03, 1.20, 0.02).at(x, WALL_Y - 0.01, 0.26)
        for k in range(9):
            s += box("wool", 0.045, 0.02, 1.08, 0.01).at(x - 0.26 + 0.065 * k, WALL_Y - 0.03, 0.32)
    for x in (-0.50, 0.50):
        s += box("steel_light", 0.12, 0.05, 1.16, 0.02).at(x, WALL_Y - 0.02, 0.40) + limb("bulb", (x, WALL_Y - 0.055, 0.46), (x, WALL_Y - 0.055, 1.50), 0.028, n=8)
    return s + box("petrol_deep", 1.04, 0.05, 0.28, 0.05).at(0, WALL_Y - 0.02, 1.50) + words_on("pane", "CABINE 1", 0.17, (0, WALL_Y - 0.05, 1.64))


def words_on(paint, text, size, at):
    return words(paint, text, size).turn(x=90).at(*at)


def wheel(x):
    s = lathe("rubber", [(0.15, -0.09), (0.25, -0.09), (0.275, -0.06), (0.275, 0.06), (0.25, 0.09), (0.15, 0.09)], 26)
    s += lathe("steel_light", [(0.0, 0.05), (0.13, 0.06), (0.16, 0.08), (0.165, 0.0)], 20) + lathe("steel", [(0.05, 0.06), (0.045, 0.085), (0, 0.088)], 14)
    for k in range(5):
        a = math.tau * k / 5
        s += ball("slot", 0.028, 0.028, 0.012, k=2).at(0.095 * math.cos(a), 0.095 * math.sin(a), 0.066)
    return s.turn(y=90 if x > 0 else -90).at(x, 0.06, 0.275)


def car():
    """The front of a small car, masked: paper over glass and lamps, blue tape along the edges."""
    # the nose and the wings, one soft body under the bonnet
    s = body([(-0.62, 0.40, 0.28, 0.52), (-0.59, 0.54, 0.20, 0.60), (-0.46, 0.625, 0.17, 0.66), (-0.10, 0.665, 0.16, 0.76), (0.46, 0.68, 0.16, 0.88), (0.62, 0.68, 0.16, 0.90)])
    for x in (-1, 1):
        arch = [(0.06 + 0.325 * math.cos(a), 0.275 + 0.325 * math.sin(a)) for a in (math.radians(d) for d in range(-8, 189, 14))]
        s += tube(BODY, [(x * 0.665, y, z) for y, z in arch], 0.045, 8, 2) + lathe("black", [(0.30, -0.05), (0.0, -0.049)], 22).turn(y=90 * x).at(x * 0.66, 0.06, 0.275)
        s += wheel(x * 0.66)
        # the lamp under paper and tape
        s += ball("paper", 0.145, 0.07, 0.105, k=4, power=2.6).turn(z=x * 24).at(x * 0.405, -0.535, 0.515)
        for turn in (-22, 22):
            s += box("sign_blue", 0.27, 0.012, 0.034, 0.004).turn(y=turn * x, z=x * 24).at(x * 0.405, -0.605, 0.515)
        s += tube("sign_blue", [(x * 0.62, 0.44, 0.915), (x * 0.615, 0.10, 0.875), (x * 0.575, -0.22, 0.79), (x * 0.50, -0.44, 0.66)], 0.020, 6, 3, flat=0.5)
        # mirrors in bags
        s += ball("paper", 0.105, 0.07, 0.075, k=3, power=2.6).at(x * 0.80, 0.56, 0.99) + ring("sign_blue", 0.045, 0.014, 12, 5).turn(y=90).at(x * 0.71, 0.56, 0.97)
    # bumper, mouth, plate under tape
    s += box("graphite", 0.98, 0.16, 0.15, 0.06, 2).at(0, -0.57, 0.16) + box("black", 0.44, 0.05, 0.085, 0.03).at(0, -0.625, 0.40)
    s += box("paper", 0.38, 0.02, 0.10, 0.008).at(0, -0.655, 0.25) + box("sign_blue", 0.42, 0.014, 0.026, 0.004).at(0, -0.668, 0.335)
    # windscreen and cabin under paper
    film = [(0.50, 0.92), (0.62, 0.98), (0.86, 1.36), (0.98, 1.42), (1.04, 1.42), (1.04, 0.60), (0.50, 0.60)]
    s += sideways(outline("paper", film[::-1], 1.20, 0.03))
    for k in range(4):
        a, b = (0.63, 0.985), (0.855, 1.345)
        t = (k + 0.5) / 4
        y, z = a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
        s += box("sand", 1.10, 0.008, 0.006, 0).turn(x=58).at(0, y - 0.01, z + 0.014)
    s += box("sign_blue", 1.24, 0.05, 0.014, 0.004).turn(x=30).at(0, 0.545, 0.955)
    for x in (-1, 1):
        s += limb("sign_blue", (x * 0.585, 0.61, 0.985), (x * 0.585, 0.85, 1.365), 0.020, n=6)
    return s + box("slot", 1.05, 0.90, 0.02, 0.01).at(0, 0.0, 0.60)


def body(sections, n=30, power=3.6):
    """Closed rings of `n` points from the nose to the screen: y, half width, low, high."""
    v = []
    for y, half, low, high in sections:
        for k in range(n):
            c, d = math.cos(math.tau * k / n), math.sin(math.tau * k / n)
            x, z = half * math.copysign(abs(c) ** (2 / power), c), (high - low) / 2 * math.copysign(abs(d) ** (2 / power), d)
            v.append((x, y, (low + high) / 2 + z))
    f = [(r * n + k, r * n + (k + 1) % n, (r + 1) * n + (k + 1) % n, (r + 1) * n + k) for r in range(len(sections) - 1) for k in range(n)]
    last = (len(sections) - 1) * n
    return Shape(v, [q[::-1] for q in f] + [tuple(range(n)), tuple(last + k for k in reversed(range(n)))], BODY)


def on_front(x, y, out=0.0):
    p = FRONT + Matrix.Rotation(math.radians(SLOPE), 3, "X") @ Vector((x, y, out))
    return (STAND[0] + p.x, STAND[1] + p.y, p.z)


def front(shape, x=0.0, y=0.0, out=0.0):
    return shape.at(x, y, out).turn(x=SLOPE).at(*FRONT).at(*STAND, 0)


def cabinet():
    """The gun's regulator on its stand; its dial sets how far the gun is held."""
    side = [(-0.16, 0.02), (0.16, 0.02), (0.16, 0.84), (0.10, 0.88), (0.02, 0.86), (-0.20, 0.60), (-0.16, 0.50)]
    s = sideways(outline("orange", side, 0.42)).at(*STAND, 0)
    s += front(slab("graphite", 0.38, 0.36, 0.018, 0.05, 0.006)) + front(lathe("black", [(0.148, 0), (0.148, 0.010), (0.138, 0.014), (0, 0.014)], 26), 0, 0, 0.016)
    for k in range(9):      # from near (red) over right (mint) to far (yellow)
        a = math.radians(225 - 270 * k / 8)
        paint = ("red", "red", "mint", "mint", "mint", "stripe", "stripe", "stripe", "stripe")[k]
        s += front(box(paint, 0.034, 0.014, 0.006, 0.002).turn(z=math.degrees(a)), 0.162 * math.cos(a), 0.162 * math.sin(a), 0.018)
    # the hook of the gun, its hose
    s += limb("steel", (STAND[0], STAND[1] + 0.10, 0.80), (REST[0], REST[1] + 0.06, 1.05), 0.020, n=8)
    hose = [(STAND[0] + 0.12, STAND[1] + 0.12, 0.30), (1.36, -0.10, 0.05), (1.30, 0.34, 0.035), (0.98, 0.52, 0.035), (0.92, 0.80, 0.035), (1.1, 1.0, 0.20)]
    return s + tube("coral", hose, 0.022, 8, 5)


def dial():
    s = lathe("coral", [(0.112, 0), (0.118, 0.010), (0.106, 0.056), (0.096, 0.064), (0, 0.066)], 24)
    for k in range(10):
        a = math.tau * k / 10
        s += ball("red", 0.018, 0.018, 0.025, k=2).at(0.110 * math.cos(a), 0.110 * math.sin(a), 0.030)
    return s + box("white", 0.020, 0.078, 0.006, 0.002).at(0, 0.056, 0.063)


def gun(hand=True):
    """A paint gun; the nozzle's tip is the origin and points down, the cup stands on its back."""
    s = lathe("brass", [(0.010, 0), (0.024, 0.012), (0.026, 0.030)], 14) + lathe("steel_light", [(0.040, 0.022), (0.046, 0.030), (0.046, 0.050), (0.036, 0.060)], 18)
    for x in (-1, 1):
        s += ball("brass", 0.014, 0.018, 0.024, k=2).at(x * 0.038, 0, 0.016)
    s += lathe("steel", [(0.034, 0.055), (0.040, 0.07), (0.040, 0.20), (0.030, 0.235), (0, 0.24)], 16) + lathe("orange", [(0.022, 0.235), (0.026, 0.245), (0.024, 0.275), (0, 0.278)], 12)
    # the cup, upright when the gun points forward: here it leans to the far side
    cup = lathe("steel_light", [(0.020, 0), (0.026, 0.04), (0.075, 0.08), (0.080, 0.20), (0.072, 0.206)], 18) + lathe("blue", [(0.0805, 0.10), (0.0815, 0.104), (0.0815, 0.165), (0.0805, 0.169)], 18) + lathe("graphite", [(0.083, 0.20), (0.083, 0.222), (0.03, 0.232), (0, 0.233)], 18)
    s += cup.aim((0, 0.02, 0.12), (-0.03, 0.34, 0.36))
    neck = Vector((0, -0.02, 0.18))
    s += limb("steel", neck, neck + GRIP * 0.34, 0.034, 0.030, 10) + tube("steel_light", [tuple(neck + GRIP * 0.06 + Vector((0, 0.0, -0.05))), tuple(neck + GRIP * 0.14 + Vector((0, 0, -0.075))), tuple(neck + GRIP * 0.22 + Vector((0, 0, -0.05)))], 0.012, 6, 3)
    tail = neck + GRIP * 0.34
    s += limb("brass", tail, tail + GRIP * 0.04, 0.020, n=8)
    if not hand:
        return s
    hold = neck + GRIP * 0.19
    wrist = hold + Vector((0.15, -0.06, 0.02))
    elbow = wrist + Vector((0.80, -0.50, 0.06))
    s += _fist().paints("petrol", lambda x, y, z: True).scale(0.86).aim(hold, hold + GRIP, roll=24) + limb("petrol", hold + Vector((0.06, -0.01, 0)), wrist, 0.066, 0.056, 10)
    s += lathe("white", [(0.058, -0.02), (0.066, -0.01), (0.080, 0.16), (0.088, 0.31), (0.078, 0.33), (0, 0.332)], 16).aim(wrist, elbow)
    return s + lathe("cream", [(0.083, 0.24), (0.090, 0.248), (0.093, 0.29), (0.086, 0.30)], 16).aim(wrist, elbow)


def mask():
    """A half-mask with two filters, in head space."""
    s = ball("graphite", 0.105, 0.075, 0.085, k=4, power=2.4).at(0, -0.175, -0.095)
    for x in (-1, 1):
        s += lathe("coral", [(0.050, 0), (0.056, 0.008), (0.054, 0.034), (0.040, 0.042), (0, 0.043)], 16).aim((x * 0.075, -0.215, -0.115), (x * 0.19, -0.35, -0.14))
        s += tube("rubber", [(x * 0.10, -0.16, -0.08), (x * 0.20, -0.04, -0.05), (x * 0.17, 0.12, 0.0)], 0.014, 6, 3)
    return s + lathe("steel_light", [(0.026, 0), (0.024, 0.016), (0, 0.018)], 12).aim((0, -0.24, -0.115), (0, -0.34, -0.13))


LOOK = people.Look(skin="skin_3", nose="skin_4", hair="hair_black", style="bun", ribbon="stripe", top="white", top_dark="petrol", legs="white", feet="sneaker_b")


def painter():
    pose = people.Pose(elbows=((-0.38, -0.02, 0.94), (0.36, -0.06, 0.95)), wrists=((-0.34, -0.28, 0.86), (0.30, -0.30, 1.02)), lean=3)
    f = people.figure(LOOK, pose)
    head = f.head + mask().at(0, 0, people.HEAD_UP)
    return f, head


def place_painter(shape):
    return shape.scale(SIZE).turn(z=FACING).at(*PAINTER, 0.0)


def neck_at():
    f, _ = painter()
    p = Matrix.Rotation(math.radians(FACING), 3, "Z") @ (Vector(f.neck) * SIZE)
    return (PAINTER[0] + p.x, PAINTER[1] + p.y, p.z)


def shelf():
    """Pots of paint on a trolley."""
    s = box("graphite", 0.46, 0.34, 0.04, 0.01).at(0, 0, 0.34) + box("graphite", 0.46, 0.34, 0.03, 0.01).at(0, 0, 0.10)
    for x in (-0.20, 0.20):
        for y in (-0.14, 0.14):
            s += limb("steel", (x, y, 0.03), (x, y, 0.36), 0.014, n=6) + ball("rubber", 0.03, k=2).at(x, y, 0.03)
    for k, (paint, x, y) in enumerate((("blue", -0.12, 0.04), ("coral", 0.05, 0.06), ("stripe", 0.16, -0.05))):
        h = 0.14 + 0.02 * (k == 0)
        s += lathe("steel_light", [(0.066, 0), (0.068, h), (0.060, h)], 16).at(x, y, 0.38) + lathe(paint, [(0.0685, 0.03), (0.0695, 0.034), (0.0695, h - 0.03), (0.0685, h - 0.026)], 16).at(x, y, 0.38) + lathe(paint, [(0.061, 0), (0, 0.001)], 14).at(x, y, 0.38 + h - 0.012)
    s += limb("oak_light", (-0.10, -0.02, 0.52), (-0.02, -0.08, 0.70), 0.010, n=6) + ring("sign_blue", 0.055, 0.024, 16, 6, 0.8).at(-0.06, -0.10, 0.385)
    return s + lathe("paper", [(0.07, 0), (0.07, 0.26), (0.02, 0.26)], 14).at(0.08, 0, 0.12)


def make():
    hood, nodes = cover("capot", PRIMER, bonnet)
    f, head = painter()
    static = group(floor(), booth(), car(), cabinet(), place_painter(f.body), shelf().turn(z=-14).at(-1.14, -0.62, 0.0))
    lean = (SLOPE, 0, 0)
    return Scene(
        static,
        [hood,
         Moving("tool", gun(), REST, apart=True),
         Moving("dial.distance", dial(), on_front(0, 0, 0.030), lean),
         Moving("life.nod.peintre", head.scale(SIZE).turn(z=FACING), neck_at(), turns=False)],
        [*nodes,
         Anchor("surface.sol", (0, -0.9, 0.014), scale=(1.2, 0.3, 1)), Anchor("surface.capot", (0, 0, 0.98), scale=(0.5, 0.4, 1)),
         Anchor("emit.steam.bouche", (0.84, -0.92, 0.05))])


def lights():
    light.rig(key=2.6, fill=70, rim=60, ambient=0.66)
    for x in (-0.5, 0.5):
        light.area((x, WALL_Y - 0.12, 1.0), (x, -0.6, 0.6), 16, 0.5, (1.0, 0.96, 0.88), "tube")


PAINTS["pool"] = Paint("#7FB4F2", 0.3, 0, 0.6)


# ---- the two pictures

def at_work():
    hood, _ = cover("capot", BODY, bonnet)
    f, head = painter()
    who = (f.body + head.matrix(Matrix.Translation(Vector(f.neck)))).scale(1.0).turn(z=30).at(-0.92, -0.30, 0.0)
    return group(floor(), car(), hood.shape.at(*hood.at), who, gun(False).turn(x=40, z=-30).at(-0.41, -0.13, 0.99), mist((-0.41, -0.13, 0.99), (-0.36, 0.02, 0.86), 0.05))


def mist(a, b, wide):
    """Fine drops on their way."""
    dice = np.random.default_rng(3)
    a, b, s = Vector(a), Vector(b), None
    for k in range(170):
        t = dice.uniform(0.04, 1.0)
        p = a.lerp(b, t) + Vector(dice.normal(0, 0.006 + 0.42 * wide * t, 3))
        m = ball("blue" if k % 3 else "pool", dice.uniform(0.003, 0.008), k=2).at(*p)
        s = m if s is None else s + m
    return s


def riddle():
    hood, _ = cover("capot", BODY, bonnet, fine=(64, 56))
    half = hood.shape.paints("steel", lambda x, y, z: x > 0.02 + 0.05 * math.sin(7 * y + 1)).at(*hood.at)
    return group(half, gun(False).turn(x=10).at(-0.04, 0.0, 1.16), mist((-0.04, 0.0, 1.15), (-0.04, 0.0, 0.965), 0.12))


def bright():
    light.rig(key=3.0, fill=60, rim=80, ambient=0.5)


PICTURES = {
    "cover": Picture(at_work, (10, 20, (-0.15, 0.0, 0.74), 6.6, 78), bright, ("#7FC4E8", "#17406E")),
    "mystere": Picture(riddle, (-24, 34, (0.05, 0.0, 0.95), 2.6, 60), bright, ("#2E6E9E", "#0B1A2E")),
}
BUDGETS = {"static": 6400, "tool": 1700, "dial.distance": 420, "cover.capot": 2600, "life.nod.peintre": 900}
CAMERAS = {"camera.couvrir": (-6, 36, (0, 0, 0.5)), "camera.couvrir.portrait": (-4, 42, (0, 0, 0.5))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=704, samples=40, pictures=PICTURES)
