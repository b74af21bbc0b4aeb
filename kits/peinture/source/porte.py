"""The look before painting: a car's door on its stand under raking light, four real flaws in it, two things that are none.

python3 kits/peinture/source/porte.py [--preview] [--look] [--only model|pictures] [--out FOLDER]
python3 kits/peinture/source/porte.py --graft: nothing is baked, the door and its flaws are made anew in the model that is there."""
import math
import sys

from parts import *  # noqa: F403
from mathutils import Euler, Matrix

WIDE, LOW, BELT, TOP = 1.30, -0.52, 0.14, 0.60      # the door: width, sill, belt line, roof; origin in its middle
DOOR_AT = Vector((0.0, -0.12, 0.90))
WALL_Y = 0.92
DENT, DENT_R = (0.31, -0.10), 0.150
SPOTS = {    # where on the door (x, z), half sizes
    "rayure": ((-0.30, -0.20), (0.20, 0.075)), "bosse": (DENT, (0.135, 0.115)), "gravillons": ((-0.40, -0.43), (0.135, 0.075)), "coulure": ((0.12, -0.36), (0.125, 0.105)),
    "neon": ((-0.12, 0.045), (0.27, 0.045)), "goutte": ((-0.50, -0.01), (0.075, 0.075)),
}
FRONT = (90, 0, 0)
NX, NZ = 78, 44


# ---- the door: its outer face to -Y

def _edges(z):
    """The door's left (front) and right (rear) edge at height z, below the belt."""
    t = (z - LOW) / (BELT - LOW)
    left = -WIDE / 2 + 0.030 * (1 - t) ** 2
    right = WIDE / 2 - 0.02 * t - 0.24 * max(0.0, 1 - t / 0.62) ** 1.7
    return left, right


def _depth(x, z):
    """How far the skin stands out (towards -Y), without flaws: a belly, a crease along the flank, a tucked-in sill."""
    t = (z - LOW) / (BELT - LOW)
    belly = 0.120 - 0.075 * (t - 0.62) ** 2 * 2.2 - 0.10 * max(0.0, 0.16 - t) / 0.16 * 0.45
    crease = 0.022 * math.exp(-((z - 0.085) / 0.022) ** 2) * 0.8
    return belly + crease + 0.020 * (1 - (2 * x / WIDE) ** 2)


def _dent(x, z):
    """A neighbour's door struck here: a hollow with a lip round it."""
    d = math.hypot((x - DENT[0]) * 0.82, z - DENT[1]) / 0.105
    w = min(max((1.20 - d) / 0.40, 0.0), 1.0)      # flat again where the mesh of its own ends
    return w * w * (3 - 2 * w) * (-0.054 * math.exp(-d ** 2 * 1.9) + 0.009 * math.exp(-((d - 0.98) / 0.20) ** 2))


def on_door(x, z, out=0.0):
    return Vector((x, -_depth(x, z) - _dent(x, z) - out, z))


def _near_dent(x, z):
    return math.hypot((x - DENT[0]) * 0.86, z - DENT[1]) < DENT_R


def skin():
    rows = []
    for z in np.linspace(LOW, BELT, NZ):
        left, right = _edges(z)
        rows.append([tuple(on_door(x, z)) for x in np.linspace(left, right, NX)])
    return sheet("car", rows), rows


def door():
    s, rows = skin()
    inside = [_near_dent(*s.v[list(f)].mean(axis=0)[[0, 2]]) for f in s.f]
    struck, sound = s.faces(lambda i: inside[i]), s.faces(lambda i: not inside[i])
    # the inner side: a trim with its armrest, pocket, loudspeaker, handle
    back = 0.075
    inner = [[(x, back, z) for x in np.linspace(*_edges(z), 9)] for z in np.linspace(LOW, BELT, 9)]
    d = sheet("graphite", [r[::-1] for r in inner])
    rim = rows[0] + [r[-1] for r in rows[1:]] + rows[-1][::-1][1:] + [r[0] for r in rows[::-1]][1:]
    ring_back = [(x, back, z) for x, _, z in rim]
    d += sheet("car_b", [ring_back, rim])
    d += slab("petrol", 1.02, 0.50, 0.03, 0.10, 0.012).turn(x=-90).at(-0.05, back, -0.16) + slab("coral", 0.62, 0.10, 0.09, 0.04, 0.02).turn(x=-90).at(-0.06, back + 0.02, -0.10)
    d += lathe("line", [(0.115, 0), (0.120, 0.012), (0.10, 0.02), (0, 0.02)], 24).turn(x=-90).at(-0.34, back + 0.028, -0.36) + slab("petrol_deep", 0.58, 0.12, 0.06, 0.05, 0.01).turn(x=-90).at(0.14, back + 0.01, -0.40)
    d += tube("chrome", [(0.40, back + 0.03, 0.03), (0.36, back + 0.06, 0.03), (0.26, back + 0.06, 0.03)], 0.018, 7, 2)
    for x, z in ((-0.64, 0.02), (-0.64, -0.36)):
        d += box("steel_dark", 0.06, 0.05, 0.09, 0.01).at(x, back - 0.03, z)
    # the window: its frame, the glass
    y = -0.035
    frame = [(-0.625, y - 0.03, BELT - 0.02), (-0.56, y - 0.01, 0.26), (-0.36, y + 0.035, 0.50), (-0.26, y + 0.05, 0.565), (0.10, y + 0.055, 0.60), (0.40, y + 0.045, 0.575), (0.52, y + 0.03, 0.50), (0.600, y - 0.02, BELT - 0.02)]
    d += tube("car", frame, 0.040, 10, 4)
    d += tube("line", [(x * 0.945 - 0.002, yy - 0.012, z - 0.026 if z > 0.2 else z + 0.01) for x, yy, z in frame], 0.014, 6, 4)
    glass = [(-0.59, 0.13), (0.575, 0.13), (0.50, 0.49), (0.39, 0.55), (0.10, 0.575), (-0.25, 0.545), (-0.35, 0.48), (-0.54, 0.24)]
    d += outline("pane_glass", glass, 0.008).turn(x=90).at(0, y + 0.02, 0)
    for k, (x, w) in enumerate(((-0.16, 0.05), (-0.02, 0.10), (0.30, 0.035))):      # light in the pane
        d += outline("pane_shine", [(x, 0.16), (x + w, 0.16), (x + w + 0.17, 0.52), (x + 0.17, 0.52)], 0.002).turn(x=90).at(0, y + 0.012, 0)
    d += tube("line", [tuple(on_door(x, BELT, 0.004) + Vector((0, 0.004, 0.006))) for x in np.linspace(-0.63, 0.61, 11)], 0.017, 6, 0)
    # the handle, its cup; the mirror
    h = on_door(0.44, -0.005)
    d += ball("car_b", 0.10, 0.012, 0.040, k=4, power=2.6).at(h.x, h.y + 0.004, h.z) + tube("chrome", [h + Vector((-0.085, -0.006, 0)), h + Vector((-0.07, -0.038, 0)), h + Vector((0.07, -0.038, 0)), h + Vector((0.085, -0.006, 0))], 0.019, 8, 3)
    d += cylinder("chrome", 0.014, 0.01, 10, 0.003).turn(x=90).at(h.x + 0.125, h.y + 0.002, h.z)
    m = Vector((-0.50, -0.13, 0.235))
    d += limb("line", (-0.53, -0.06, 0.19), m, 0.030, n=8) + ball("car", 0.125, 0.085, 0.085, k=5, power=2.7).at(m.x - 0.02, m.y - 0.06, m.z + 0.03)
    d += slab("chrome", 0.17, 0.11, 0.012, 0.03, 0.003).turn(x=-90).at(m.x - 0.02, m.y + 0.018, m.z + 0.03)
    return group(sound, d), struck


# ---- the flaws, in the door's space

def _strip(paint, points, widths, out):
    """A ribbon on the skin along (x, z) points."""
    low, high = [], []
    for i, (x, z) in enumerate(points):
        a, b = points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)]
        n = Vector((-(b[1] - a[1]), b[0] - a[0])).normalized() * widths[i]
        low.append(tuple(on_door(x - n.x, z - n.y, out)))
        high.append(tuple(on_door(x + n.x, z + n.y, out)))
    return sheet(paint, [low, high])


def scratch():
    """Through the varnish to the primer: pale lips, a bare thread of steel."""
    n = 22
    pts = [(-0.475 + 0.35 * i / (n - 1), -0.155 - 0.085 * (i / (n - 1)) + 0.006 * math.sin(2.1 * i) + 0.010 * math.sin(0.7 * i)) for i in range(n)]
    fade = [math.sin(math.pi * (i + 0.3) / (n - 0.4)) ** 0.5 for i in range(n)]
    s = _strip("chip_b", pts, [0.0105 * f for f in fade], 0.0020) + _strip("chip", pts, [0.0068 * f for f in fade], 0.0032) + _strip("line", pts, [0.0024 * f for f in fade], 0.0042)
    second = [(x + 0.035, z - 0.028) for x, z in pts[4:17]]
    return s + _strip("chip_b", second, [0.0050 * math.sin(math.pi * (i + 0.4) / 12.8) ** 0.5 for i in range(13)], 0.0022)


def chips():
    """Gravel has flown up: craters down to the primer, rust in the oldest."""
    s, dice = None, np.random.default_rng(6)
    cx, cz = SPOTS["gravillons"][0]
    for k, (dx, dz, r) in enumerate(((-0.085, 0.020, 0.016), (-0.040, -0.028, 0.022), (-0.010, 0.034, 0.013), (0.028, -0.004, 0.020), (0.075, 0.030, 0.014), (0.085, -0.034, 0.017), (-0.105, -0.036, 0.011), (0.045, 0.052, 0.009))):
        p, m = on_door(cx + dx, cz + dz), None
        for scale, paint, up in ((1.35, "car_b", 0.0022), (1.0, "chip", 0.0034), (0.52, "rust" if k % 2 else "line", 0.0046)):
            pts = [(r * scale * (1 + 0.22 * dice.uniform(-1, 1)) * math.cos(math.tau * i / 9), r * scale * (1 + 0.22 * dice.uniform(-1, 1)) * math.sin(math.tau * i / 9)) for i in range(9)]
            q = on_door(cx + dx, cz + dz + 0.02)
            one = outline(paint, pts, 0.0012).at(0, 0, up - 0.0012).aim(p, p + Vector((0, -(q.z - p.z), (q.y - p.y))).normalized() * (1 if q.z > p.z else -1))
            m = one if m is None else m + one
        s = m if s is None else s + m
    return s


def runs():
    """An old repair ran while it was wet: a curtain of drips, set hard."""
    cx, cz = SPOTS["coulure"][0]
    top = cz + 0.075
    s = tube("run", [on_door(cx + dx, top + 0.006 * math.sin(30 * dx), -0.004) for dx in np.linspace(-0.105, 0.105, 9)], 0.017, 8, 0, flat=1.0, radii=lambda t: 0.35 + 0.8 * math.sin(math.pi * t) ** 0.5)
    for dx, long, r in ((-0.072, 0.105, 0.013), (-0.028, 0.165, 0.017), (0.020, 0.085, 0.012), (0.064, 0.140, 0.016)):
        pts = [on_door(cx + dx + 0.003 * math.sin(9 * t), top - long * t, -0.004) for t in np.linspace(0, 1, 6)]
        s += tube("run", pts, r, 8, 0, radii=lambda t: 0.75 + 0.25 * t) + ball("run", r * 1.35, r * 1.0, r * 1.7, k=3).at(*on_door(cx + dx + 0.003 * math.sin(9), top - long, 0.002))
        s += ball("glint", r * 0.34, r * 0.3, r * 0.5, k=2).at(*(on_door(cx + dx, top - long, r * 1.05) + Vector((-r * 0.45, 0, r * 0.5))))
    return s


def reflection():
    """Two neon tubes mirrored in a smooth skin: straight, even, clean."""
    cx, cz = SPOTS["neon"][0]
    s = None
    for dz, w in ((0.014, 0.0085), (-0.016, 0.0065)):
        pts = [(cx + dx, cz + dz + 0.010 * math.cos(dx * 4)) for dx in np.linspace(-0.255, 0.255, 21)]
        m = _strip("mirror_b", pts, [w * 1.9 * math.sin(math.pi * (i + 0.5) / 21) ** 0.3 for i in range(21)], 0.0016) + _strip("mirror", pts, [w * math.sin(math.pi * (i + 0.5) / 21) ** 0.3 for i in range(21)], 0.0028)
        s = m if s is None else s + m
    return s


def drop():
    """A drop of water: it will be wiped off."""
    p = on_door(*SPOTS["goutte"][0])
    s = ball("water", 0.040, 0.026, 0.044, k=5, power=2.1).at(p.x, p.y + 0.002, p.z) + ball("glint", 0.010, 0.006, 0.014, k=3).at(p.x - 0.014, p.y - 0.022, p.z + 0.015)
    s += ball("water_b", 0.022, 0.005, 0.010, k=3).at(p.x + 0.004, p.y - 0.019, p.z - 0.020)
    q = on_door(p.x - 0.045, p.z - 0.035)
    return s + ball("water", 0.016, 0.012, 0.018, k=3).at(q.x, q.y, q.z) + ball("glint", 0.004, 0.003, 0.005, k=2).at(q.x - 0.005, q.y - 0.011, q.z + 0.006)


# ---- the place

def floor():
    s = plinth("plinth", 2.90, 2.24, 0.24, 0.32) + slab("floor_b", 2.64, 1.98, 0.014, 0.22, 0.004) + band("joint", 2.66, 2.00, 0.24, 0.04).at(0, 0, 0.008)
    for i in range(5):
        s += box("joint", 0.012, 1.94, 0.004, 0).at(-0.88 + 0.44 * i, 0, 0.012)
    for j in range(3):
        s += box("joint", 2.60, 0.012, 0.004, 0).at(0, -0.48 + 0.48 * j, 0.012)
    s += slab("petrol_deep", 1.50, 0.86, 0.010, 0.12, 0.004).at(0, -0.14, 0.013)
    for k in range(8):
        s += outline("stripe", [(0, 0), (0.10, 0), (0.15, 0.05), (0.05, 0.05)], 0.003).at(-0.72 + 0.185 * k, -0.62, 0.0225)
    return s


def wall():
    s = box("petrol", 2.56, 0.13, 1.30, 0.03, 2).at(0, WALL_Y + 0.065, 0) + box("petrol_deep", 2.62, 0.18, 0.06, 0.02).at(0, WALL_Y + 0.065, 1.30) + box("petrol_deep", 2.56, 0.03, 0.40, 0.01).at(0, WALL_Y - 0.005, 0.02)
    s += box("stripe", 2.56, 0.035, 0.045, 0.008).at(0, WALL_Y - 0.008, 0.42)
    # the colour fan of all that can be mixed, on the wall at the left
    paints = ("red", "coral", "orange", "yellow", "green", "bottle", "teal_light", "teal", "blue", "car", "nitrile", "scarf", "felt", "white", "steel", "graphite")
    b = slab("cream", 0.74, 0.58, 0.026, 0.05, 0.010).turn(x=90).at(0, 0, 0.29)
    for k, p in enumerate(paints):
        b += slab(p, 0.135, 0.095, 0.020, 0.022, 0.006).turn(x=90).at(-0.255 + 0.170 * (k % 4), -0.024, 0.475 - 0.122 * (k // 4))
    s += b.at(-0.86, WALL_Y - 0.012, 0.58)
    # shelves of paint tins at the right
    for z in (0.60, 0.94):
        s += box("oak_light", 0.86, 0.22, 0.035, 0.010).at(0.80, WALL_Y - 0.11, z)
    for k, p in enumerate(("coral", "teal_light", "car", "yellow", "nitrile")):
        s += tin(p, 0.070, 0.17).at(0.46 + 0.168 * k, WALL_Y - 0.11, 0.635)
    for k, p in enumerate(("white", "green", "red", "graphite")):
        s += tin(p, 0.085, 0.20).at(0.50 + 0.20 * k, WALL_Y - 0.11, 0.975)
    return s


def light_frame():
    """A frame of tubes on wheels leans over the door: its light grazes."""
    y = 0.36
    s = tube("graphite", [(-1.02, y, 0.10), (-1.02, y, 1.50), (-0.90, y - 0.02, 1.68), (0.0, y - 0.06, 1.74), (0.90, y - 0.02, 1.68), (1.02, y, 1.50), (1.02, y, 0.10)], 0.034, 8, 4)
    for x in (-1.02, 1.02):
        s += box("graphite", 0.09, 0.50, 0.06, 0.02).at(x, y, 0.075) + cylinder("rubber", 0.05, 0.04, 14, 0.01).turn(y=90).at(x - 0.02, y - 0.21, 0.055) + cylinder("rubber", 0.05, 0.04, 14, 0.01).turn(y=90).at(x - 0.02, y + 0.21, 0.055)
        s += slab("steel_light", 0.11, 1.06, 0.05, 0.03, 0.01).turn(x=90).at(x, y - 0.02, 0.94) + limb("tube", (x, y - 0.085, 0.48), (x, y - 0.085, 1.40), 0.028, n=10)
    return s + slab("steel_light", 1.36, 0.11, 0.05, 0.03, 0.01).turn(x=120).at(0, y - 0.10, 1.70) + limb("tube", (-0.60, y - 0.15, 1.665), (0.60, y - 0.15, 1.665), 0.028, n=10)


def stand():
    """Two feet, a turning head; the door is hung on it."""
    x, y = DOOR_AT.x, DOOR_AT.y
    s = cylinder("graphite", 0.36, 0.05, 32, 0.016).at(x, y, 0.022) + cylinder("steel_dark", 0.062, 0.28, 16, 0.0).at(x, y, 0.06) + lathe("coral", [(0.13, 0), (0.15, 0.02), (0.15, 0.05), (0.09, 0.075), (0, 0.076)], 24).at(x, y, 0.27)
    for k in range(24):
        a = math.tau * k / 24
        s += box("stripe", 0.04 if k % 3 == 0 else 0.022, 0.010, 0.002, 0).turn(z=math.degrees(a)).at(x + 0.315 * math.cos(a), y + 0.315 * math.sin(a), 0.072)
    return s


def cradle():
    """What holds the door, and turns with it: in the door's space."""
    z = LOW
    s = box("graphite", 0.92, 0.10, 0.045, 0.014).at(-0.06, 0.01, z - 0.062) + cylinder("steel_dark", 0.055, 0.12, 14, 0.0).at(0, 0, z - 0.15)
    for x in (-0.44, 0.28):
        s += box("coral", 0.07, 0.20, 0.06, 0.016).at(x, -0.015, z - 0.035) + box("coral", 0.07, 0.035, 0.12, 0.010).at(x, 0.092, z - 0.03)
    return s


def trolley():
    """A cart with polish, cloths, a tack rag, a flask of water."""
    s = box("coral", 0.46, 0.40, 0.05, 0.02).at(0, 0, 0.50) + box("coral", 0.46, 0.40, 0.05, 0.02).at(0, 0, 0.16)
    for tx in (-1, 1):
        for ty in (-1, 1):
            s += limb("graphite", (tx * 0.20, ty * 0.17, 0.07), (tx * 0.20, ty * 0.17, 0.52), 0.018, n=6) + ball("rubber", 0.042, k=3).at(tx * 0.20, ty * 0.17, 0.045)
    s += lathe("film", [(0.055, 0), (0.062, 0.01), (0.062, 0.15), (0.03, 0.19), (0.022, 0.20)], 16).at(-0.13, 0.08, 0.55) + cylinder("coral", 0.026, 0.06, 10, 0.008).at(-0.13, 0.08, 0.75) + limb("coral", (-0.13, 0.08, 0.80), (-0.20, 0.04, 0.81), 0.016, n=6)
    s += slab("stripe", 0.20, 0.16, 0.03, 0.03, 0.01).turn(z=14).at(0.09, -0.07, 0.55) + slab("mint", 0.18, 0.14, 0.03, 0.03, 0.01).turn(z=-8).at(0.09, -0.07, 0.58)
    s += ball("white", 0.09, 0.07, 0.05, k=4, power=2.4).at(0.10, 0.11, 0.575) + box("blue", 0.34, 0.28, 0.16, 0.02).at(0, 0, 0.21) + tin("yellow", 0.06, 0.12).at(0.02, 0.03, 0.37)
    return s


def static():
    pose = people.Pose(elbows=((-0.37, -0.06, 0.92), (0.36, -0.12, 0.93)), wrists=((-0.30, -0.28, 0.86), (0.20, -0.36, 0.96)), stance=0.13, lean=3)
    f = people.figure(LINH, pose)
    pad = slab("oak_dark", 0.26, 0.34, 0.016, 0.02, 0.004) + slab("paper", 0.22, 0.29, 0.005, 0.01, 0.0).at(0, -0.008, 0.015)
    for k in range(4):
        pad += box("ink", 0.024, 0.024, 0.001, 0).at(-0.075, 0.085 - 0.06 * k, 0.020) + box("joint", 0.12, 0.010, 0.001, 0).at(0.018, 0.085 - 0.06 * k, 0.020)
    body = f.body + pad.turn(x=42).at(-0.04, -0.37, 0.92)
    return group(floor(), wall(), light_frame(), stand(), trolley().turn(z=-12).at(-1.10, -0.42, 0.015), body.scale(0.93).turn(z=HER_TURN).at(*HER_AT))


HER_AT, HER_TURN = (1.06, 0.02, 0.016), -38.0


def her_head():
    f = people.figure(LINH, people.Pose(lean=3))
    at = Vector(HER_AT) + Matrix.Rotation(math.radians(HER_TURN), 3, "Z") @ (Vector(f.neck) * 0.93)
    return f.head.turn(x=8).scale(0.93), tuple(at)


def make():
    sound, struck = door()
    found = {"rayure": scratch(), "bosse": struck, "gravillons": chips(), "coulure": runs(), "neon": reflection(), "goutte": drop()}
    spots, marks = [], []
    for name, ((x, z), half) in SPOTS.items():
        at = on_door(x, z) if name != "bosse" else Vector((x, -_depth(x, z), z))
        p, q = on_door(x, z - 0.03) if name != "bosse" else at, on_door(x, z + 0.03) if name != "bosse" else at + Vector((0, 0, 1))
        lean = math.degrees(math.atan2(q.y - p.y, q.z - p.z))
        turn = (90 - lean, 0, 0)
        spots.append(Anchor(f"target.{name}", tuple(at), turn, (*half, 1), "turn.porte"))
        m = Matrix.Translation(at) @ Euler([math.radians(a) for a in turn]).to_matrix().to_4x4()
        marks.append(Moving(f"mark.{name}", found[name].matrix(m.inverted()), (0, 0, 0), under=f"target.{name}"))
    head, at = her_head()
    return Scene(static(), [Moving("turn.porte", sound + cradle(), tuple(DOOR_AT)), *marks, Moving("life.nod.linh", head, at, (0, 0, HER_TURN)),
                            Moving("life.blink.rampe", ball("led_green", 0.020, 0.012, 0.020, k=2), (1.02, 0.32, 0.36), turns=False)],
                 [*spots, Anchor("surface.sol", (0, 0, 0.024), scale=(1.3, 0.98, 1))])


def lights():
    light.rig(key=2.4, fill=56, rim=60, ambient=0.50)
    for x in (-1.02, 1.02):
        light.area((x, 0.22, 0.95), (0, -0.3, 0.7), 5.0, 0.7, (1.0, 0.93, 0.80), "tubes")
    light.area((0, 0.18, 1.62), (0, -0.2, 0.3), 6.0, 0.9, (1.0, 0.93, 0.80), "tubes")


PAINTS.update({
    "pane_glass": Paint("#6FA9B8", 0.08, 0, 0.95), "pane_shine": Paint("#A9D3DA", 0.08, 0, 0.95), "chip": Paint("#F3EDE0", 0.7, 0, 0.1), "chip_b": Paint("#9CC4DE", 0.5, 0, 0.3), "rust": Paint("#B5562A", 0.8, 0, 0.05),
    "run": Paint("#1C5A8C", 0.1, 0, 1.0), "mirror": Paint("#F2FBFF", 0.2, 0, 0.6), "mirror_b": Paint("#8CC4E8", 0.2, 0, 0.7), "water": Paint("#7FB9DE", 0.05, 0, 1.0), "water_b": Paint("#D8F1FB", 0.05, 0, 1.0),
})
BUDGETS = {"static": 12000}
CAMERAS = {"camera.chercher": (-7, 13, (0, 0, 0.7)), "camera.chercher.portrait": (-6, 15, (0, 0, 0.7))}

if __name__ == "__main__":
    if "--graft" in sys.argv:
        regraft(__file__, make, CAMERAS, ("turn.", "mark."))
    else:
        publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1024, samples=9)
