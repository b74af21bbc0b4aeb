"""The mixing bench: a scale with its cup, the tin of clear varnish, the tin of hardener; Manon, gloved and masked, looks on.

python3 kits/peinture/source/dosage.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from parts import *  # noqa: F403
from mathutils import Matrix
from workshop import TOP, WALL_Y, bench, floor, wall

SCALE_AT = Vector((0.0, -0.24, TOP))
PAN_Z = TOP + 0.150
FULL = 0.27                         # how high the cup fills
TURN = 72.0                         # of a tin that pours to the full
CUP_H, CUP_R = 0.32, 0.185
TINS = {"vernis": (Vector((-0.66, -0.22, TOP)), "pearl_mix", "VERNIS"), "durcisseur": (Vector((0.66, -0.22, TOP)), "coral", "DURCISSEUR")}
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
        z = 0.04 + 0.040 * k
        r = CUP_R - 0.026 + 0.026 * z / CUP_H + 0.001
        a0, a1 = (-118, -62) if k % 2 else (-130, -50)
        s += tube("ink", [(r * math.cos(a), r * math.sin(a), z) for a in np.radians(np.linspace(a0, a1, 8))], 0.0035, 4, 0)
    for a in (-152, -28, 28, 152):
        s += tube("cup_edge", [((CUP_R - 0.026 + 0.026 * t) * math.cos(math.radians(a)), (CUP_R - 0.026 + 0.026 * t) * math.sin(math.radians(a)), CUP_H * t) for t in (0, 0.5, 1)], 0.0055, 5, 0)
    back = [[((CUP_R - 0.026 + 0.026 * t) * math.cos(a), (CUP_R - 0.026 + 0.026 * t) * math.sin(a), CUP_H * t) for a in np.radians(np.linspace(152, 28, 12))] for t in (0.02, 1)]
    return s + sheet("cup_wall", back)


def liquid():
    """All that the cup will hold, its top at the origin: it rises out of the pan."""
    r, h = CUP_R - 0.022, FULL
    s = lathe("honey", [(r * 0.90, -h), (r * 0.985, -0.012), (r, -0.004), (r * 0.98, 0.0), (r * 0.6, 0.001), (0, 0.001)], 32)
    return s.paints("honey_b", lambda x, y, z: math.hypot(x, y) > r * 0.9 and z > -0.006)


def pouring_tin(paint, name):
    """Its lip to +X; origin at its side, where the finger lands."""
    s = cylinder("steel_light", TIN_R, TIN_H, 30, 0.012) + lathe(paint, [(TIN_R * 1.004, 0.05), (TIN_R * 1.015, 0.056), (TIN_R * 1.015, 0.29), (TIN_R * 1.004, 0.296)], 30)
    s += lathe("steel", [(TIN_R * 0.99, TIN_H), (TIN_R * 1.05, TIN_H + 0.014), (TIN_R * 0.95, TIN_H + 0.022), (TIN_R * 0.84, TIN_H - 0.01)], 30) + lathe("honey" if name == "VERNIS" else "honey_b", [(TIN_R * 0.90, TIN_H + 0.006), (TIN_R * 0.5, TIN_H + 0.007), (0, TIN_H + 0.007)], 26)
    s += slab("paper", 0.27, 0.13, 0.010, 0.02, 0.0).turn(x=90).at(0, -TIN_R - 0.003, 0.175) + upright(words("ink", name, 0.066 if len(name) < 7 else 0.043)).at(0, -TIN_R - 0.0145, 0.178)
    if name != "VERNIS":      # the exclamation mark of what irritates
        s += slab("red", 0.082, 0.082, 0.008, 0.008, 0.0).turn(z=45).turn(x=90).at(0.0, -TIN_R - 0.004, 0.062) + slab("white", 0.062, 0.062, 0.010, 0.006, 0.0).turn(z=45).turn(x=90).at(0.0, -TIN_R - 0.004, 0.062) + upright(words("ink", "!", 0.06)).at(0, -TIN_R - 0.0155, 0.062)
    return s.at(0, 0, -TIN_H * 0.5)


def backdrop():
    """Everything that can be mixed: rows of tins, a fan of shades, the formula."""
    s = None
    for row, z in enumerate((0.10, 0.34)):
        m = box("oak_light", 0.74, 0.22, 0.03, 0.008).at(-0.70, WALL_Y - 0.12, TOP + z)
        for k in range(4):
            m += tin(("red", "coral", "yellow", "green", "teal_light", "blue", "nitrile", "white", "felt", "orange", "mint", "car", "scarf", "graphite")[k + 7 * row], 0.072, 0.15).at(-0.97 + 0.18 * k, WALL_Y - 0.12, TOP + z + 0.03)
        s = m if s is None else s + m
    x = 0.74
    s += box("graphite", 0.56, 0.05, 0.36, 0.02, 2).at(x, WALL_Y - 0.03, TOP + 0.14) + box("visor", 0.50, 0.012, 0.30, 0.0).at(x, WALL_Y - 0.056, TOP + 0.17)
    for k, (p, w) in enumerate((("pearl_mix", 0.30), ("mint", 0.16), ("stripe", 0.10))):
        s += box(p, w, 0.012, 0.032, 0).at(x - 0.20 + w / 2, WALL_Y - 0.060, TOP + 0.38 - 0.07 * k)
    s += upright(words("screen", "2 : 1", 0.095)).at(x + 0.11, WALL_Y - 0.063, TOP + 0.225)
    # over it all, the name of the place
    s += box("petrol_deep", 1.16, 0.05, 0.28, 0.05, 2).at(0, WALL_Y + 0.06, 1.26) + upright(words("pane", "COULEURS", 0.175)).at(0, WALL_Y + 0.03, 1.40)
    for t in (-0.46, 0.46):
        s += limb("steel_dark", (t, WALL_Y + 0.06, 0.88), (t, WALL_Y + 0.06, 1.28), 0.022, n=8)
    return s


def things():
    s = scale_body()
    fan = None
    for k, p in enumerate(("red", "orange", "yellow", "green", "teal_light", "car", "nitrile", "felt")):
        leaf = slab(p, 0.075, 0.34, 0.008, 0.02, 0.0).at(0, 0.15, 0).turn(z=56 - 16 * k).at(0, 0, 0.009 * (8 - k))
        fan = leaf if fan is None else fan + leaf
    s += (fan + cylinder("brass", 0.022, 0.085, 12, 0.004)).turn(z=10).at(-0.78, -0.70, TOP + 0.002)
    s += limb("oak_light", (0.40, -0.68, TOP + 0.02), (0.82, -0.62, TOP + 0.02), 0.022, 0.030, 8) + ball("pearl_mix", 0.05, 0.03, 0.018, k=3).at(0.42, -0.68, TOP + 0.02)
    return s + mug_of_brushes().at(1.00, 0.02, TOP)


def mug_of_brushes():
    s = lathe("porcelain", [(0.07, 0), (0.085, 0.012), (0.088, 0.16), (0.08, 0.165)], 18)
    for k, (dx, dy) in enumerate(((-0.03, 0.0), (0.03, 0.02), (0.0, -0.03))):
        s += limb(("handle", "oak_light", "coral")[k], (dx, dy, 0.05), (dx * 2.6, dy * 2.6, 0.34), 0.014, 0.011, 7)
    return s


# ---- who measures

SIZE, STANDS = 1.02, (-0.02, 0.50)


def who():
    """Body and head, and where the head goes; the bench hides the legs."""
    f = people.figure(MANON, people.Pose(elbows=((-0.40, -0.06, 0.92), (0.40, -0.06, 0.92)), wrists=((-0.32, -0.30, 0.80), (0.32, -0.30, 0.80))))
    down = Matrix.Translation((*STANDS, TOP - 0.70 * SIZE)) @ Matrix.Scale(SIZE, 4)
    body = (f.body + suit(f.joints) + worn_gloves(f.joints)).matrix(down)
    body = body.faces(lambda i: body.v[list(body.f[i])].mean(axis=0)[2] > TOP - 0.04)
    face = Vector((0, -0.150, people.HEAD_UP - 0.078))
    head = f.head + half_mask().at(*face) + mask_straps(people.HEAD_UP - 0.078)
    return body, head.scale(SIZE), tuple(down @ Vector(f.neck))


def lip(t):
    return outline("steel_light", [(-0.02, -0.075), (0.10, -0.028), (0.10, 0.028), (-0.02, 0.075)], 0.016).turn(y=-14).at(TIN_R - 0.01, 0, TIN_H * 0.5 + 0.008).turn(z=0 if t > 0 else 180)


def make():
    body, head, neck = who()
    moving, anchors = [Moving("life.nod.manon", head, neck, (8, 0, 0))], []
    x, y = SCALE_AT.x, SCALE_AT.y + 0.06
    rim = Vector((x, y, PAN_Z + CUP_H))
    for name, (at, paint, text) in TINS.items():
        t = 1 if at.x < 0 else -1
        middle = at + Vector((0, 0, TIN_H * 0.5))
        spout = Vector((t * (TIN_R + 0.085), 0, TIN_H * 0.5 + 0.022))
        turned = Matrix.Rotation(math.radians(t * TURN), 3, "Y") @ spout
        pours = rim + Vector((-t * 0.05, 0, 0.10)) - turned
        moving.append(Moving(f"pour.{name}", pouring_tin(paint, text) + lip(t), tuple(middle), apart=True))
        anchors += [Anchor(f"spout.{name}", tuple(spout), scale=(0.016, 1, 1), under=f"pour.{name}"),
                    Anchor(f"tilt.{name}", tuple(pours), (0, t * TURN, 0)), Anchor(f"over.{name}", tuple(pours + Vector((-t * 0.04, 0, 0.02))), (0, t * 20, 0))]
    moving.append(Moving("fill.gobelet", liquid(), (x, y, PAN_Z + 0.012), apart=True))
    anchors += [Anchor("into.gobelet", (x, y, PAN_Z + 0.012), scale=(0.12, 1, 1)), Anchor("full.gobelet", (x, y, PAN_Z + FULL)),
                Anchor("readout.gobelet", (x, SCALE_AT.y - 0.42, TOP + 0.01))]
    moving.append(Moving("life.blink.balance", ball("led_green", 0.014, 0.010, 0.014, k=2), (0.26, -0.555, TOP + 0.085), turns=False))
    static = group(floor(), bench(drawers=("coral", "orange", "coral")), wall(), backdrop(), things(), cup().at(x, y, PAN_Z), body)
    return Scene(static, moving, [*anchors, Anchor("surface.etabli", (0, 0.02, TOP + 0.001), scale=(1.13, 0.86, 1))])


def lights():
    light.rig(key=2.7, fill=60, rim=60, ambient=0.56)


PAINTS.update({"pearl_mix": Paint("#7C6BE2", 0.12, 0, 0.95), "honey": Paint("#F0B64A", 0.1, 0, 1.0), "honey_b": Paint("#FFD98A", 0.1, 0, 1.0), "cup_edge": Paint("#D7E6EA", 0.1, 0, 0.9), "cup_wall": Paint("#E6F0F0", 0.2, 0, 0.6)})
BUDGETS = {"static": 11500}
CAMERAS = {"camera.doser": (-4, 30, (0, 0, 0.55)), "camera.doser.portrait": (-4, 34, (0, 0, 0.55))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1024, samples=14)
