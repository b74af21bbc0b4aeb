"""The mixing bench: a scale with its cup, the tin of base, the tin of hardener. For a step that measures by mass.

Names of what pours: `pour.<id>` what the hand takes (origin where the finger lands), `spout.<id>` where the jet leaves, `into.<id>` where it falls,
`fill.<id>` the liquid that rises to `full.<id>`, `readout.<id>` the scale's face.

python3 kits/peinture/source/dosage.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from parts import *  # noqa: F403
from workshop import TOP, WALL_Y, bench, figure_behind, floor, mug, on_wall, plant, wall  # noqa: F401

SCALE_AT = Vector((0.0, -0.24, TOP))
PAN_Z = TOP + 0.150
CUP_H, CUP_R = 0.40, 0.185
TINS = {"base": (Vector((-0.66, -0.20, TOP)), "pearl_mix", "BASE"), "durcisseur": (Vector((0.66, -0.20, TOP)), "stripe", "DURCISSEUR")}
TIN_R, TIN_H = 0.185, 0.36


def scale_body():
    s = slab("cream", 0.64, 0.70, 0.10, 0.08, 0.02).at(0, -0.02, 0.012) + cylinder("graphite", 0.045, 0.05, 14, 0.0).at(0, 0.06, 0.10)
    s += lathe("steel", [(0.22, 0), (0.235, 0.006), (0.235, 0.014), (0.225, 0.020), (0, 0.020)], 34).at(0, 0.06, PAN_Z - TOP - 0.020)
    face = slab("graphite", 0.46, 0.17, 0.03, 0.03, 0.008) + slab("visor", 0.40, 0.115, 0.034, 0.02, 0.0)
    s += face.turn(x=62).at(0, -0.372, 0.062)
    for t in (-1, 1):
        for y in (-0.28, 0.24):
            s += cylinder("rubber", 0.035, 0.014, 12, 0.003).at(t * 0.25, y, 0)
    return s.at(*SCALE_AT)


def cup():
    """Clear plastic: a ring above and below, marks on its side; one sees in through its open front."""
    s = lathe("cup_edge", [(CUP_R - 0.03, 0), (CUP_R - 0.022, 0.004), (CUP_R - 0.020, 0.014)], 30) + ring("cup_edge", CUP_R, 0.011, 34, 7).at(0, 0, CUP_H)
    for k in range(7):
        z = 0.05 + 0.048 * k
        r = CUP_R - 0.026 + 0.026 * z / CUP_H + 0.001
        a0, a1 = (-118, -62) if k % 2 else (-130, -50)
        s += tube("ink", [(r * math.cos(a), r * math.sin(a), z) for a in np.radians(np.linspace(a0, a1, 8))], 0.0035, 4, 0)
    for a in (-152, -28, 28, 152):
        s += tube("cup_edge", [((CUP_R - 0.026 + 0.026 * t) * math.cos(math.radians(a)), (CUP_R - 0.026 + 0.026 * t) * math.sin(math.radians(a)), CUP_H * t) for t in (0, 0.5, 1)], 0.0055, 5, 0)
    back = [[((CUP_R - 0.026 + 0.026 * t) * math.cos(a), (CUP_R - 0.026 + 0.026 * t) * math.sin(a), CUP_H * t) for a in np.radians(np.linspace(152, 28, 12))] for t in (0.02, 1)]
    return s + sheet("cup_wall", back)


def liquid(paint):
    """As it lies in the cup, flat and low: it rises in place."""
    return lathe(paint, [(CUP_R - 0.030, 0), (CUP_R - 0.026, 0.010), (CUP_R - 0.03, 0.014), (0, 0.015)], 30)


def pouring_tin(paint, name):
    """Its lip to +X; origin at its side, where the finger lands."""
    s = cylinder("steel_light", TIN_R, TIN_H, 30, 0.012) + lathe(paint, [(TIN_R * 1.004, 0.05), (TIN_R * 1.015, 0.056), (TIN_R * 1.015, 0.29), (TIN_R * 1.004, 0.296)], 30)
    s += lathe("steel", [(TIN_R * 0.99, TIN_H), (TIN_R * 1.05, TIN_H + 0.014), (TIN_R * 0.95, TIN_H + 0.022), (TIN_R * 0.84, TIN_H - 0.01)], 30) + lathe(paint, [(TIN_R * 0.86, TIN_H - 0.02), (0, TIN_H - 0.018)], 26)
    s += outline("steel_light", [(-0.02, -0.075), (0.10, -0.028), (0.10, 0.028), (-0.02, 0.075)], 0.016).turn(y=-14).at(TIN_R - 0.01, 0, TIN_H + 0.008)
    s += slab("paper", 0.24, 0.13, 0.010, 0.02, 0.0).turn(x=90).at(0, -TIN_R - 0.003, 0.175) + upright(words("ink", name, 0.072 if len(name) < 6 else 0.044)).at(0, -TIN_R - 0.0145, 0.178)
    if name != "BASE":      # the exclamation mark of what irritates
        s += slab("red", 0.082, 0.082, 0.008, 0.008, 0.0).turn(z=45).turn(x=90).at(0.0, -TIN_R - 0.004, 0.062) + slab("white", 0.062, 0.062, 0.010, 0.006, 0.0).turn(z=45).turn(x=90).at(0.0, -TIN_R - 0.004, 0.062) + upright(words("ink", "!", 0.06)).at(0, -TIN_R - 0.0155, 0.062)
    return s.at(0, 0, -TIN_H * 0.5)


def backdrop():
    """Everything that can be mixed: rows of tins, a fan of shades, the formula."""
    s = None
    for row, z in enumerate((0.10, 0.34)):
        m = box("oak_light", 1.30, 0.22, 0.03, 0.008).at(-0.40, WALL_Y - 0.12, TOP + z)
        for k in range(7):
            m += tin(("red", "coral", "yellow", "green", "teal_light", "blue", "nitrile", "white", "felt", "orange", "mint", "car", "scarf", "graphite")[k + 7 * row], 0.072, 0.15).at(-0.94 + 0.18 * k, WALL_Y - 0.12, TOP + z + 0.03)
        s = m if s is None else s + m
    x = 0.62
    s += box("graphite", 0.56, 0.05, 0.36, 0.02, 2).at(x, WALL_Y - 0.03, TOP + 0.14) + box("visor", 0.50, 0.012, 0.30, 0.0).at(x, WALL_Y - 0.056, TOP + 0.17)
    for k, (p, w) in enumerate((("pearl_mix", 0.30), ("mint", 0.16), ("stripe", 0.10))):
        s += box(p, w, 0.012, 0.032, 0).at(x - 0.20 + w / 2, WALL_Y - 0.060, TOP + 0.38 - 0.07 * k)
    s += upright(words("screen", "2 : 1", 0.075)).at(x + 0.13, WALL_Y - 0.063, TOP + 0.215)
    return s


def things():
    s = scale_body()
    fan = None
    for k, p in enumerate(("red", "orange", "yellow", "green", "teal_light", "car", "nitrile", "felt")):
        leaf = slab(p, 0.075, 0.34, 0.008, 0.02, 0.0).at(0, 0.15, 0).turn(z=56 - 16 * k).at(0, 0, 0.009 * (8 - k))
        fan = leaf if fan is None else fan + leaf
    s += (fan + cylinder("brass", 0.022, 0.085, 12, 0.004)).turn(z=10).at(-0.78, -0.70, TOP + 0.002)
    s += limb("oak_light", (0.40, -0.68, TOP + 0.02), (0.82, -0.62, TOP + 0.02), 0.022, 0.030, 8) + ball("pearl_mix", 0.05, 0.03, 0.018, k=3).at(0.42, -0.68, TOP + 0.02)
    s += gloves_at_rest().at(0.98, 0.10, TOP) + mug_of_brushes().at(-1.00, 0.12, TOP)
    return s + half_mask().scale(1.15).turn(x=-52, z=-24).at(0.96, -0.30, TOP + 0.09)


def gloves_at_rest():
    return glove().scale(1.25).turn(x=-90, z=24).at(0, 0, 0.06)


def mug_of_brushes():
    s = lathe("porcelain", [(0.07, 0), (0.085, 0.012), (0.088, 0.16), (0.08, 0.165)], 18)
    for k, (dx, dy) in enumerate(((-0.03, 0.0), (0.03, 0.02), (0.0, -0.03))):
        s += limb(("handle", "oak_light", "coral")[k], (dx, dy, 0.05), (dx * 2.6, dy * 2.6, 0.34), 0.014, 0.011, 7)
    return s


def make():
    moving, anchors = [], []
    for name, (at, paint, text) in TINS.items():
        t = 1 if at.x < 0 else -1
        shape = pouring_tin(paint, text)
        if t < 0:      # its lip to the scale
            lip = pouring_tin(paint, text)
            flat = lip.v[:, 0] > TIN_R * 1.06
            v = lip.v.copy()
            shape = Shape(v, lip.f, lip.paint)
            faces = [i for i, f in enumerate(shape.f) if flat[list(f)].any()]
            keep = set(faces)
            shape = shape.faces(lambda i: i not in keep) + outline("steel_light", [(-0.02, -0.075), (0.10, -0.028), (0.10, 0.028), (-0.02, 0.075)], 0.016).turn(y=-14).at(TIN_R - 0.01, 0, TIN_H + 0.008 - TIN_H * 0.5).turn(z=180)
        middle = at + Vector((0, 0, TIN_H * 0.5))
        moving.append(Moving(f"pour.{name}", shape, tuple(middle), apart=True))
        anchors.append(Anchor(f"spout.{name}", tuple(middle + Vector((t * (TIN_R + 0.09), 0, TIN_H * 0.5 + 0.04)))))
        anchors.append(Anchor(f"into.{name}", (SCALE_AT.x + t * -0.03, SCALE_AT.y + 0.06, PAN_Z + 0.03)))
        anchors.append(Anchor(f"full.{name}", (SCALE_AT.x, SCALE_AT.y + 0.06, PAN_Z + (0.21 if name == "base" else 0.30))))
        anchors.append(Anchor(f"readout.{name}", (SCALE_AT.x, SCALE_AT.y - 0.404, TOP + 0.079), (62, 0, 0), (0.19, 0.052, 1)))
        moving.append(Moving(f"fill.{name}", liquid(paint if name == "base" else "pearl_done"), (SCALE_AT.x, SCALE_AT.y + 0.06, PAN_Z + 0.004), turns=False, apart=True))
    moving.append(Moving("cup", cup(), (SCALE_AT.x, SCALE_AT.y + 0.06, PAN_Z)))
    moving.append(Moving("life.blink.balance", ball("led_green", 0.014, 0.010, 0.014, k=2), (0.26, -0.555, TOP + 0.085), turns=False))
    return Scene(group(floor(), bench(drawers=("teal", "teal_light", "teal")), wall(), backdrop(), things()), moving,
                 [*anchors, Anchor("surface.etabli", (0, 0.02, TOP + 0.001), scale=(1.13, 0.86, 1))])


def lights():
    light.rig(key=2.7, fill=60, rim=60, ambient=0.56)


PAINTS.update({"pearl_mix": Paint("#7C6BE2", 0.12, 0, 0.95), "pearl_done": Paint("#8E86EE", 0.1, 0, 1.0), "cup_edge": Paint("#D7E6EA", 0.1, 0, 0.9), "cup_wall": Paint("#E6F0F0", 0.2, 0, 0.6)})
BUDGETS = {"static": 9500}
CAMERAS = {"camera.doser": (-4, 30, (0, 0, 0.4)), "camera.doser.portrait": (-4, 34, (0, 0, 0.4))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1024, samples=9)
