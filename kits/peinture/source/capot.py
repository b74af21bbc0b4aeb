"""The pearl base: the small car's nose in its booth, all masked but for the bonnet, which waits for its colour.

python3 kits/peinture/source/capot.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from parts import *  # noqa: F403
from cover import cover
from mathutils import Matrix
from torch import GRIP, _fist

CAR, CAR_AT = 1.45, Vector((0.0, 0.935, 0.022))     # its nose to the visitor
CUT = -0.17                         # what lies further back is beyond the curtain, in the car's space
WALL_Y, WALL_H = 0.70, 1.56
LEFT = -1.70
STAND = (1.36, -0.46)               # the cabinet's foot
SLOPE = 50.0                        # of its front
FRONT = Vector((0, -0.10, 0.70))    # the middle of the sloped front, in the cabinet's space
REST = (1.20, -0.02, 1.00)          # the gun over its hook
PAINTER, FACING, SIZE = Vector((-1.40, 0.16, 0.022)), 34.0, 0.92


def on_car(p):
    return CAR_AT + Vector(p) * CAR


def bonnet(u, v):
    """The skin of the bonnet: u to the right, v from the windscreen to the nose; what lies on the car's own skin."""
    side = 2 * u - 1
    y = -0.475 + (-0.985 + 0.475) * v + 0.085 * v * side ** 2
    half = float(np.interp(y, (-0.99, -0.90, -0.70, -0.475), (0.350, 0.415, 0.455, 0.470)))
    p = bonnet_at(side * half, y, 0.020)
    return tuple(on_car(p))


def floor():
    s = plinth("plinth", 3.60, 2.14, 0.26, 0.34) + slab("booth_b", 3.38, 1.92, 0.014, 0.24, 0.005) + band("petrol", 3.38, 1.92, 0.24, 0.05).at(0, 0, 0.016)
    s += slab("grate", 2.30, 1.60, 0.010, 0.04, 0.003).at(0, -0.10, 0.012)
    for k in range(20):
        s += box("steel", 0.022, 1.56, 0.006, 0).at(-1.07 + 0.1126 * k, -0.10, 0.021)
    for k in range(5):
        s += box("steel", 2.26, 0.022, 0.008, 0).at(0, -0.82 + 0.36 * k, 0.020)
    return s


def panel(x, low, high):
    """Two tubes behind glass."""
    s = slab("petrol", 0.40, high - low + 0.10, 0.03, 0.05, 0.01).turn(x=90).at(x, -0.01, (low + high) / 2) + slab("booth_b", 0.34, high - low + 0.04, 0.034, 0.03, 0.0).turn(x=90).at(x, -0.012, (low + high) / 2)
    for dx in (-0.08, 0.08):
        s += limb("tube", (x + dx, -0.055, low + 0.06), (x + dx, -0.055, high - 0.06), 0.030, n=10)
    return s


def walls():
    """The booth's side of the wall; the car has come in through a curtain of strips."""
    w = 3.26
    s = box("petrol", w, 0.14, WALL_H, 0.03, 2).at(0, 0.08, 0) + box("booth", w, 0.03, WALL_H - 0.10, 0.01).at(0, 0.0, 0.06) + box("petrol_deep", w + 0.04, 0.20, 0.07, 0.02).at(0, 0.08, WALL_H)
    s += box("petrol_deep", w, 0.05, 0.24, 0.012).at(0, -0.014, 0.02) + box("stripe", w, 0.055, 0.05, 0.01).at(0, -0.016, 0.27)
    for k in range(13):
        s += box(("coral", "orange")[k % 2], 0.158, 0.03, 1.46, 0.012).at(-0.93 + 0.155 * k, -0.035 - 0.010 * (k % 2), 0.03)
    s += box("graphite", 2.08, 0.10, 0.09, 0.03).at(0, -0.04, 1.47)
    for x in (-1.36, 1.36):
        s += panel(x, 0.46, 1.36)
    return s.at(0, WALL_Y, 0)


def hides():
    """Tape along the bonnet's edges: it closes the film over the rest."""
    s = None
    for side in (-1, 1):
        line = [bonnet(0.5 + side * 0.5, v) for v in np.linspace(0, 1, 9)]
        m = tube("tape_b", [(x + side * 0.036, yy, z - 0.022) for x, yy, z in line], 0.040, 6, 0, flat=0.5)
        s = m if s is None else s + m
    front = [bonnet(u, 1) for u in np.linspace(0, 1, 15)]
    s += tube("tape_b", [(x, yy - 0.026, z - 0.030) for x, yy, z in front], 0.040, 6, 0, flat=0.5)
    back = [bonnet(u, 0) for u in np.linspace(0.02, 0.98, 13)]
    return s + tube("tape_b", [(x, yy + 0.034, z - 0.002) for x, yy, z in back], 0.040, 6, 0, flat=0.5)


def nose():
    """The car before the cut, in its masks."""
    s = car("film", windows="film") + headlight_film(-1) + headlight_film(1) + windscreen_paper()
    for side in (-1, 1):
        s += wheel_cover().turn(y=90 * side).at(side * 0.555, AXLES[0], WHEEL)
    # mirrors in bags
    for side in (-1, 1):
        s += ball("kraft", 0.115, 0.075, 0.075, k=4, power=2.5).at(side * 0.675, -0.36, 0.80)
    # paper over the plate and the grille
    paper = [[(x, _nose_y(x, z) - 0.014, z) for x in np.linspace(-0.30, 0.30, 9)] for z in (0.235, 0.30, 0.37, 0.44)]
    s += sheet("kraft", paper)
    for z in (0.235, 0.44):
        s += tube("tape", [(x, _nose_y(x, z) - 0.020, z) for x in np.linspace(-0.31, 0.31, 9)], 0.024, 6, 0, flat=0.4)
    def kept(i):
        x, y, z = s.v[list(s.f[i])].mean(axis=0)
        wiper = s.paint[i] == "line" and 0.785 < z < 0.885 and -0.58 < y < -0.48
        edge = s.paint[i] == "line" and z > 0.48 and y < -0.49 and abs(x) < 0.50
        return y < CUT and z < (1.095 if s.paint[i] in ("kraft", "kraft_b", "tape") else 1.045) and not wiper and not edge
    kept = s.faces(kept)
    return kept.scale(CAR).at(*CAR_AT) + hides()


def _nose_y(x, z):
    from parts import _front
    return _front(x, z)


def on_front(x, y, out=0.0):
    p = FRONT + Matrix.Rotation(math.radians(SLOPE), 3, "X") @ Vector((x, y, out))
    return (STAND[0] + p.x, STAND[1] + p.y, p.z)


def front(shape, x=0.0, y=0.0, out=0.0):
    return shape.at(x, y, out).turn(x=SLOPE).at(*FRONT).at(*STAND, 0)


def cabinet():
    """The gun's stand; its dial sets how far the gun is held."""
    side = [(-0.16, 0.02), (0.16, 0.02), (0.16, 0.84), (0.10, 0.88), (0.02, 0.86), (-0.20, 0.60), (-0.16, 0.50)]
    s = sideways(outline("orange", side, 0.40)).at(*STAND, 0)
    s += front(slab("graphite", 0.37, 0.36, 0.018, 0.05, 0.006)) + front(lathe("black", [(0.148, 0), (0.148, 0.010), (0.138, 0.014), (0, 0.014)], 26), 0, 0, 0.016)
    for k in range(9):      # from near (red) over right (mint) to far (yellow)
        a = math.radians(225 - 270 * k / 8)
        paint = ("red", "red", "mint", "mint", "mint", "stripe", "stripe", "stripe", "stripe")[k]
        s += front(box(paint, 0.034, 0.014, 0.006, 0.002).turn(z=math.degrees(a)), 0.162 * math.cos(a), 0.162 * math.sin(a), 0.018)
    s += limb("steel", (STAND[0], STAND[1] + 0.10, 0.80), (REST[0], REST[1] - 0.06, 1.05), 0.020, n=8)
    hose = [(STAND[0] + 0.10, STAND[1] + 0.14, 0.30), (1.52, -0.16, 0.05), (1.50, 0.20, 0.035), (1.56, 0.50, 0.05), (1.60, 0.62, 0.40), (1.60, 0.66, 0.90)]
    return s + tube("coral", hose, 0.022, 8, 5)


def dial():
    s = lathe("coral", [(0.112, 0), (0.118, 0.010), (0.106, 0.056), (0.096, 0.064), (0, 0.066)], 24)
    for k in range(10):
        a = math.tau * k / 10
        s += ball("red", 0.018, 0.018, 0.025, k=2).at(0.110 * math.cos(a), 0.110 * math.sin(a), 0.030)
    return s + box("white", 0.020, 0.078, 0.006, 0.002).at(0, 0.056, 0.063)


def gun():
    """A paint gun in her glove; the nozzle's tip is the origin and points down, the cup stands on its back."""
    s = lathe("brass", [(0.010, 0), (0.024, 0.012), (0.026, 0.030)], 14) + lathe("steel_light", [(0.040, 0.022), (0.046, 0.030), (0.046, 0.050), (0.036, 0.060)], 18)
    for x in (-1, 1):
        s += ball("coral", 0.014, 0.018, 0.026, k=2).at(x * 0.040, 0, 0.016)
    s += lathe("steel", [(0.034, 0.055), (0.040, 0.07), (0.040, 0.20), (0.030, 0.235), (0, 0.24)], 16) + lathe("coral", [(0.022, 0.235), (0.026, 0.245), (0.024, 0.275), (0, 0.278)], 12)
    cup = lathe("steel_light", [(0.020, 0), (0.026, 0.04), (0.075, 0.08), (0.080, 0.20), (0.072, 0.206)], 18) + lathe("pearl_a", [(0.0805, 0.10), (0.0815, 0.104), (0.0815, 0.165), (0.0805, 0.169)], 18) + lathe("graphite", [(0.083, 0.20), (0.083, 0.222), (0.03, 0.232), (0, 0.233)], 18)
    s += cup.aim((0, 0.02, 0.12), (-0.03, 0.34, 0.36))
    neck = Vector((0, -0.02, 0.18))
    s += limb("steel", neck, neck + GRIP * 0.34, 0.034, 0.030, 10) + tube("steel_light", [tuple(neck + GRIP * a + Vector((0, 0, b))) for a, b in ((0.06, -0.05), (0.14, -0.075), (0.22, -0.05))], 0.012, 6, 3)
    tail = neck + GRIP * 0.34
    s += limb("brass", tail, tail + GRIP * 0.04, 0.020, n=8)
    hold = neck + GRIP * 0.19
    wrist = hold + Vector((0.15, -0.06, 0.02))
    elbow = wrist + Vector((0.80, -0.50, 0.06))
    s += _fist().paints("nitrile", lambda x, y, z: True).scale(0.86).aim(hold, hold + GRIP, roll=24) + limb("nitrile_b", hold + Vector((0.06, -0.01, 0)), wrist, 0.066, 0.056, 10)
    s += lathe("suit", [(0.058, -0.02), (0.066, -0.01), (0.078, 0.12), (0.084, 0.22), (0.074, 0.24), (0, 0.242)], 16).aim(wrist, elbow)
    return s + lathe("zip", [(0.064, -0.012), (0.072, 0.0), (0.074, 0.026), (0.068, 0.034)], 16).aim(wrist, elbow)


def painter():
    """Moussa, protected as she is, watches the bonnet."""
    f = people.figure(MOUSSA, people.Pose(elbows=((-0.40, -0.02, 0.94), (0.40, -0.02, 0.94)), wrists=((-0.30, -0.24, 0.90), (0.34, -0.20, 0.80)), stance=0.135))
    face = Vector((0, -0.150, people.HEAD_UP - 0.078))
    head = f.head + half_mask().at(*face) + mask_straps(people.HEAD_UP - 0.078)
    return f, f.body + suit(f.joints) + worn_gloves(f.joints), head


def trolley():
    s = box("graphite", 0.40, 0.34, 0.03, 0.01).at(0, 0, 0.34) + box("graphite", 0.40, 0.34, 0.03, 0.01).at(0, 0, 0.10)
    for x in (-0.17, 0.17):
        for y in (-0.14, 0.14):
            s += limb("steel", (x, y, 0.03), (x, y, 0.36), 0.014, n=6) + ball("rubber", 0.03, k=2).at(x, y, 0.03)
    for p, x, y, h in (("pearl_a", -0.09, 0.05, 0.19), ("honey", 0.07, 0.06, 0.17), ("coral", 0.12, -0.09, 0.13)):
        s += tin(p, 0.070, h).at(x, y, 0.37)
    return s + ring("tape", 0.055, 0.024, 16, 6, 0.9).at(-0.10, -0.10, 0.39) + ring("tape_b", 0.055, 0.024, 16, 6, 0.9).turn(z=20).at(-0.09, -0.09, 0.43) + lathe("kraft", [(0.07, 0), (0.07, 0.24), (0.02, 0.24)], 14).at(0.04, 0, 0.12)


def make():
    hood, nodes = cover("capot", "primer_dark", bonnet, rows=6, cols=9, fine=(36, 22), lip=0.040)
    f, body, head = painter()
    neck = PAINTER + Matrix.Rotation(math.radians(FACING), 3, "Z") @ (Vector(f.neck) * SIZE)
    static = group(floor(), walls(), nose(), cabinet(), body.scale(SIZE).turn(z=FACING).at(*PAINTER), trolley().turn(z=-12).at(-1.38, -0.66, 0.022))
    return Scene(static,
                 [hood, Moving("tool", gun(), REST, apart=True), Moving("dial.distance", dial(), on_front(0, 0, 0.030), (SLOPE, 0, 0)),
                  Moving("life.nod.moussa", head.scale(SIZE), tuple(neck), (0, 0, FACING))],
                 [*nodes, Anchor("surface.sol", (0, -0.86, 0.024), scale=(1.4, 0.16, 1)), Anchor("emit.steam.bouche", (0.98, -0.84, 0.05))])


def lights():
    light.rig(key=2.6, fill=62, rim=60, ambient=0.54)
    for x in (-1.36, 1.36):
        light.area((x, WALL_Y - 0.12, 1.0), (x * 0.2, -0.6, 0.6), 7, 0.6, (0.92, 0.98, 1.0), "tubes")


PAINTS.update({"primer_dark": Paint("#8B8E95", 0.7, 0, 0.12), "pearl_a": Paint("#7A6BE0", 0.14, 0.35, 0.95), "honey": Paint("#F0B64A", 0.1, 0, 1.0)})
BUDGETS = {"static": 15000, "tool": 1700, "dial.distance": 420, "cover.capot": 2600, "life.nod.moussa": 1900}
CAMERAS = {"camera.pulveriser": (-6, 39, (0, 0, 0.6)), "camera.pulveriser.portrait": (-5, 44, (0, 0, 0.6))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1024, samples=14)
