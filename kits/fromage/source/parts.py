"""What the dioramas of this kit share: its paints, camemberts in every state, clothes of a dairy, a cow, and who works there.

The stamp of a model knows only its own script and etabli_art: after a change here that shows, bake all of them again."""
import math
import sys
from pathlib import Path

import bpy  # noqa: F401  (brings mathutils)
import numpy as np
from mathutils import Vector

KIT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(KIT.parents[1] / "assets" / "source"))
from diorama import Anchor, Moving, Picture, Scene, publish, sheet, sideways, upright, words  # noqa: E402, F401
from etabli_art import people  # noqa: E402
from etabli_art.palette import PAINTS, Paint  # noqa: E402
from etabli_art.shapes import Shape, ball, band, box, cylinder, dome, lathe, limb, loft, outline, plinth, ring, rounded, slab, tube  # noqa: E402

PAINTS.update({
    # cheese
    "rind": Paint("#FFF9EC", 0.95, 0, 0.03), "rind_b": Paint("#F4E9D2", 0.95, 0, 0.03), "rind_c": Paint("#E9D3AE", 0.9, 0, 0.05), "fluff": Paint("#FFFFFF", 1.0, 0, 0.0),
    "curd": Paint("#FFE9B4", 0.5, 0, 0.3), "paste": Paint("#F6CE6C", 0.35, 0, 0.55), "crevice": Paint("#A8752C", 0.8, 0, 0.1), "dry": Paint("#C99A55", 0.8, 0, 0.08),
    "dry_b": Paint("#B5823F", 0.8, 0, 0.08), "mould": Paint("#2F6C82", 0.95, 0, 0.03), "mould_b": Paint("#1E3F4F", 0.95, 0, 0.03), "mould_c": Paint("#7DB0B4", 0.95, 0, 0.03),
    "grid": Paint("#E3D2AE", 0.95, 0, 0.03),
    # clothes
    "coat": Paint("#FAFCFF", 0.9, 0, 0.05), "coat_b": Paint("#DCE6EE", 0.9, 0, 0.05), "cap": Paint("#8FD0EC", 0.9, 0, 0.08), "cap_b": Paint("#5FB4DC", 0.9, 0, 0.08),
    "nitrile": Paint("#3C86E8", 0.4, 0, 0.4), "nitrile_b": Paint("#2A67C0", 0.4, 0, 0.4), "wellington": Paint("#FFFFFF", 0.35, 0, 0.55), "wellington_b": Paint("#C9D6DF", 0.4, 0, 0.4),
    # the dairy
    "tile": Paint("#FBF4E4", 0.35, 0, 0.4), "tile_b": Paint("#F0E6D0", 0.35, 0, 0.4), "water": Paint("#6CC7E6", 0.15, 0, 0.8), "soap": Paint("#62C77B", 0.3, 0, 0.6),
    "milk": Paint("#FFFDF4", 0.25, 0, 0.6), "poplar": Paint("#EBC98F", 0.7, 0, 0.1), "poplar_b": Paint("#D9AE6C", 0.7, 0, 0.1), "gem": Paint("#F0407A", 0.1, 0, 1.0),
    # the farm
    "grass": Paint("#86B84C", 0.9, 0, 0.05), "grass_b": Paint("#6BA545", 0.9, 0, 0.05), "path": Paint("#E4C594", 0.9, 0, 0.05), "leaf": Paint("#5D9E42", 0.9, 0, 0.05),
    "leaf_b": Paint("#79B84E", 0.9, 0, 0.05), "apple": Paint("#E4432F", 0.4, 0, 0.5), "blossom": Paint("#FFDCE4", 0.9, 0, 0.05), "slate": Paint("#56627A", 0.7, 0, 0.1),
    "slate_b": Paint("#67748C", 0.7, 0, 0.1), "cob": Paint("#F8E3BD", 0.9, 0, 0.05), "timber": Paint("#6E4526", 0.8, 0, 0.08), "coat_cow": Paint("#FFF6E8", 0.85, 0, 0.06),
    "patch": Paint("#7A4526", 0.85, 0, 0.06), "muzzle": Paint("#F0B49C", 0.6, 0, 0.2), "cloud": Paint("#FFF3E6", 0.95, 0, 0.05, glow=0.12), "cloud_rose": Paint("#FFD5C2", 0.95, 0, 0.05, glow=0.12),
    "sun": Paint("#FFC46B", glow=1.0, gloss=0.0), "lit": Paint("#FFE2A0", glow=1.0, gloss=0.0),
})

R, H = 0.150, 0.088                 # a camembert's radius and height, larger than life


# ---- camemberts: they stand on z = 0

def _noise(x, y, z):
    return math.sin(31 * x + 17 * y + 5) * math.cos(23 * y - 29 * z + 1) + 0.6 * math.sin(61 * x - 47 * y + 39 * z)


def mottled(shape, light="rind", dark="rind_b", share=0.55):
    return shape.paints(light).paints(dark, lambda x, y, z: _noise(x, y, z) > share)


def cheese(r=R, h=H, n=30, light="rind", dark="rind_b", share=0.55, seed=0.0, rough=0.003):
    s = lathe(light, [(r * 0.93, 0.0), (r * 0.99, 0.010), (r * 1.01, h * 0.35), (r * 1.01, h * 0.68), (r * 0.985, h * 0.90), (r * 0.93, h), (r * 0.74, h + 0.001), (r * 0.5, h), (r * 0.26, h + 0.001), (0, h)], n)

    def soft(v):
        k = np.array([_noise(*(p * 0.7 + seed)) for p in v])
        out = v * np.column_stack((1 + rough * k / r, 1 + rough * k / r, np.ones(len(v))))
        out[:, 2] += np.where(v[:, 2] > h * 0.6, rough * 0.6 * k, 0)
        return out
    return mottled(s.at(seed, 0, 0), light, dark, share).at(-seed, 0, 0).warp(soft)


def small_cheese(r, h, n=10, paint="rind", edge="rind_b"):
    """One of many, far from the eye."""
    s = lathe(paint, [(r * 0.95, 0), (r, h * 0.2), (r, h * 0.8), (r * 0.90, h)], n)
    return s.paints(edge, lambda x, y, z: z < h * 0.75)


def slumped():
    """It ran: its belly spread, its top sank, the paste oozes out."""
    s = lathe("rind", [(R * 1.16, 0), (R * 1.22, 0.014), (R * 1.16, 0.034), (R * 1.02, 0.050), (R * 0.80, 0.053), (R * 0.5, 0.040), (R * 0.25, 0.032), (0, 0.030)], 28)

    def lean(v):
        a = np.arctan2(v[:, 1], v[:, 0])
        k = 1 + 0.07 * np.sin(3 * a + 1) + 0.05 * np.sin(5 * a)
        return v * np.column_stack((k, k, 1 + 0.12 * np.sin(2 * a)))
    s = mottled(s.warp(lean), "rind", "rind_c", 0.25)
    ooze = None
    for x, y, rx, ry, z in ((0.075, -0.175, 0.085, 0.060, 0.016), (0.115, -0.215, 0.055, 0.040, 0.011), (0.015, -0.190, 0.060, 0.040, 0.012), (0.150, -0.125, 0.050, 0.045, 0.016)):
        m = ball("paste", rx, ry, z, k=4, power=2.4).at(x, y, z * 0.6)
        ooze = m if ooze is None else ooze + m
    lip = tube("paste", [(0.00, -0.160, 0.034), (0.06, -0.155, 0.040), (0.115, -0.125, 0.040), (0.15, -0.09, 0.030)], 0.020, 7, 3)
    return s + ooze + lip


def dried():
    """Too dry: smaller, brown, wrinkled from the rim inwards."""
    r, h = R * 0.82, H * 0.66
    s = lathe("dry", [(r * 0.94, 0.0), (r, 0.012), (r * 0.93, h * 0.4), (r, h * 0.78), (r * 0.94, h), (r * 0.70, h * 0.93), (r * 0.42, h * 0.86), (r * 0.2, h * 0.82), (0, h * 0.80)], 36)

    def wrinkle(v):
        a, d = np.arctan2(v[:, 1], v[:, 0]), np.hypot(v[:, 0], v[:, 1]) / r
        k = 1 + 0.035 * np.sign(np.sin(9 * a)) * d
        out = v * np.column_stack((k, k, np.ones(len(v))))
        out[:, 2] += np.where(v[:, 2] > h * 0.5, 0.007 * np.sign(np.sin(9 * a + 0.4)) * np.clip(d, 0.2, 1), 0)
        return out
    s = s.warp(wrinkle).paints("dry_b", lambda x, y, z: math.sin(9 * math.atan2(y, x)) < -0.2)
    for a in (0.4, 2.3, 4.1):
        s += tube("crevice", [(0.03 * math.cos(a), 0.03 * math.sin(a), h * 0.83), (0.07 * math.cos(a + 0.2), 0.07 * math.sin(a + 0.2), h * 0.93), (0.11 * math.cos(a), 0.11 * math.sin(a), h * 1.02)], 0.006, 5, 2, flat=0.5)
    return s


def crack():
    """The rind split across the top and down the side that faces the visitor: lips, and the paste in the cleft."""
    way = [(-0.085, 0.070), (-0.050, 0.030), (-0.055, 0.000), (-0.010, -0.030), (-0.005, -0.065), (0.035, -0.090), (0.042, -0.128)]
    top = [(x, y, H + 0.0035) for x, y in way] + [(0.045, -0.1475, H * 0.80), (0.047, -0.1535, H * 0.45), (0.044, -0.1520, H * 0.18)]
    width = [0.10, 0.55, 0.8, 1.0, 1.1, 1.15, 1.1, 1.0, 0.8, 0.15]

    def radii(t):
        return float(np.interp(t, np.linspace(0, 1, len(width)), width))
    s = tube("crevice", top, 0.0155, 7, 2, flat=0.38, radii=radii)
    s += tube("paste", [(x, y, z + 0.001) for x, y, z in top], 0.0075, 6, 2, flat=0.9, radii=radii)
    for side in (-1, 1):
        lip = [(x + side * 0.0185 * w, y + side * 0.004 * w, z) for (x, y, z), w in zip(top, width)]
        s += tube("rind_c", lip, 0.0085, 6, 2, radii=lambda t: 0.35 + 0.75 * radii(t))
    return s


def mould(r=R, z0=H * 0.5):
    """Wild mould on the heel, about the direction +Y: rings of blue round a black heart."""
    s = None
    for a, z, k in ((90, 0.50, 1.0), (72, 0.62, 0.62), (110, 0.36, 0.55), (104, 0.78, 0.42), (80, 0.28, 0.34), (64, 0.36, 0.26)):
        t = math.radians(a)
        n = Vector((math.cos(t), math.sin(t), 0))
        p = n * (r * 1.012) + Vector((0, 0, H * z))
        spot = lathe("mould_c", [(0.046, -0.004), (0.044, 0.002), (0.034, 0.005), (0, 0.006)], 12) + lathe("mould", [(0.036, 0.002), (0.033, 0.007), (0.022, 0.011), (0, 0.012)], 11) + lathe("mould_b", [(0.018, 0.008), (0.015, 0.014), (0, 0.016)], 9)
        m = spot.scale(k, k, 0.5 + k * 0.5).aim(p, p + n)
        s = m if s is None else s + m
    return s


def down():
    """A patch where the white down grew thicker: sound."""
    s, dice = None, np.random.default_rng(4)
    for i in range(22):
        a, d = i * 2.399, 0.078 * math.sqrt((i + 0.5) / 22)
        k = dice.uniform(0.012, 0.021)
        m = ball("fluff", k, k, k * 0.75, k=2).at(0.012 + d * math.cos(a), -0.02 + d * math.sin(a), H + k * 0.25)
        s = m if s is None else s + m
    return s


def grid_mark():
    """The print of the rack it was turned on: sound."""
    s = None
    for k in range(-2, 3):
        o = 0.046 * k
        half = math.sqrt(max(0.0, (R * 0.88) ** 2 - o * o))
        for m in (box("grid", 0.009, 2 * half, 0.003, 0.001).at(o, 0, H + 0.001), box("grid", 2 * half, 0.009, 0.003, 0.001).at(0, o, H + 0.001)):
            s = m if s is None else s + m
    return s


def hoop(paint, inner, outer, n=28):
    """A flat printed ring, on z = 0."""
    s = lathe(paint, [(inner, 0.0), ((inner + outer) / 2, 0.002), (outer, 0.0)], n)
    return Shape(s.v, [f[::-1] for f in s.f if len(f) == 4], paint)


def wooden_box(r=R * 1.06, h=H * 0.62, lid=True):
    """The poplar box, open; its lid leans against it."""
    s = lathe("poplar", [(r, 0), (r, h), (r * 0.95, h), (r * 0.95, 0.012), (0, 0.012)], 28)
    s = s.faces(lambda i: len(s.f[i]) < 20)
    if lid:
        label = words("red", "Normandie", r * 0.30).at(0, r * 0.30, 0.001) + hoop("blue", r * 0.80, r * 0.90)
        cover = cylinder("poplar_b", r * 1.03, h * 0.5, 28, 0.006) + (cylinder("paper", r * 0.94, 0.002, 28, 0) + label.at(0, 0, 0.002) + small_cow().scale(r * 1.5).at(0, -r * 0.30, 0.003)).at(0, 0, h * 0.5)
        s += cover.turn(x=62).at(0, r * 1.55, r * 0.62)
    return s


def small_cow():
    """A cow's outline for a label, flat, one unit wide."""
    s = outline("patch", [(-0.36, 0.10), (-0.30, -0.10), (-0.30, -0.34), (-0.20, -0.34), (-0.18, -0.08), (0.20, -0.08), (0.22, -0.34), (0.32, -0.34), (0.33, 0.02), (0.50, 0.06), (0.55, 0.18), (0.42, 0.28), (0.30, 0.20), (-0.30, 0.20)], 0.004)
    return s


# ---- clothes: origins as told

def charlotte(paint="cap", band="cap_b"):
    """A hair cap; origin where the head's centre goes."""
    s = ball(paint, 0.246, 0.240, 0.225, k=7, power=2.2)

    def puff(v):
        a = np.arctan2(v[:, 1], v[:, 0])
        k = 1 + 0.045 * np.sin(13 * a) * np.clip(1 - v[:, 2] / 0.24, 0, 1)
        return v * np.column_stack((k, k, np.ones(len(v))))
    s = s.warp(puff)
    s = s.faces(lambda i, s=s: s.v[list(s.f[i])].mean(axis=0)[2] > 0.0).at(0, 0.012, 0.045)
    inner = Shape(s.v * 0.97 + (0, 0, 0.004), [f[::-1] for f in s.f], band)
    brim = ring(band, 0.213, 0.026, 26, 7, 1.1).warp(lambda v: v * (1 + 0.03 * np.sin(13 * np.arctan2(v[:, 1], v[:, 0])))[:, None])
    return s + inner + brim.turn(x=-13).at(0, 0.012, 0.062)


def coat(sleeves=None, lean=0.0):
    """The white coat on an upright body: origin at the chest. `sleeves`: (shoulder, elbow, cuff) per side, else it hangs."""
    body = [(0, 0.002, -0.50, 0.262, 0.200), (0, 0.002, -0.488, 0.270, 0.208), (0, 0, -0.26, 0.240, 0.182), (0, -0.004, -0.08, 0.238, 0.180), (0, -0.004, 0.06, 0.248, 0.178), (0, 0.002, 0.14, 0.236, 0.162), (0, 0.006, 0.20, 0.165, 0.130), (0, 0.008, 0.226, 0.118, 0.104)]
    s = loft("coat", body, 24, 2.6) + loft("coat_b", [(0, 0.002, -0.502, 0.266, 0.204), (0, 0.002, -0.498, 0.275, 0.213), (0, 0.002, -0.478, 0.273, 0.211), (0, 0.002, -0.474, 0.26, 0.2)], 24, 2.6)
    s += box("coat_b", 0.026, 0.02, 0.60, 0.006).at(0.04, -0.197, -0.46)
    for k in range(5):
        s += cylinder("teal", 0.016, 0.014, 10, 0.004).turn(x=90).at(0.04, (-0.210, -0.203, -0.195, -0.194, -0.186)[k], -0.36 + 0.12 * k)
    for t in (-1, 1):
        s += box("coat_b", 0.120, 0.02, 0.12, 0.01).turn(z=t * 14).at(t * 0.128, -0.184, -0.32)
        s += tube("coat_b", [(t * 0.02, -0.150, 0.135), (t * 0.085, -0.118, 0.205), (t * 0.12, 0.0, 0.245), (0, 0.112, 0.255)], 0.030, 8, 4)
    s += box("teal", 0.085, 0.02, 0.035, 0.006).turn(z=-12).at(-0.115, -0.176, 0.02) + box("stripe", 0.05, 0.022, 0.014, 0.003).turn(z=-12).at(-0.115, -0.178, 0.03)
    s = s.turn(x=lean)
    for key, t in (("r", -1), ("l", 1)):
        sh, el, cu = sleeves[key] if sleeves else ((t * 0.205, 0, 0.115), (t * 0.268, -0.02, -0.09), (t * 0.272, -0.09, -0.25))
        sh, el, cu = Vector(sh), Vector(el), Vector(cu)
        s += ball("coat", 0.104, k=3).at(*sh) + tube("coat", [sh, el, cu], 0.096, 12, 3, radii=lambda u: 1.08 - 0.27 * u)
        s += lathe("coat_b", [(0.076, -0.035), (0.086, -0.028), (0.086, 0.02), (0.074, 0.03), (0.06, 0.02)], 14).aim(cu, cu + (cu - el))
    return s


def glove():
    """A right glove of nitrile made like people.hand(): wrist at the origin, fingers down."""
    g = people.hand("nitrile", 1.26)
    return g + lathe("nitrile", [(0.052, -0.03), (0.056, 0.02), (0.062, 0.085), (0.066, 0.095), (0.05, 0.095)], 14).scale(1, 0.84, 1) + ring("nitrile_b", 0.060, 0.009, 14, 5).scale(1, 0.84, 1).at(0, 0, 0.09)


def wellington(shaft=1.0):
    """A right white boot on z = 0, toe towards -Y, ankle above the origin."""
    def form(v):
        v[:, 2] = np.maximum(v[:, 2], -0.05)
        v[:, 0] *= 1 - 0.20 * np.clip(v[:, 1] / 0.18, 0, 1)
        return v
    s = ball("wellington", 0.094, 0.182, 0.088, k=5, power=2.6).warp(form).at(0, -0.06, 0.085)
    foot = [(x * (1.0 if y < 0.0 else 0.86), y) for x, y in rounded(0.212, 0.40, 0.10, 4)]
    s += outline("wellington_b", foot, 0.045, 0.006).at(0, -0.062, 0)
    s += loft("wellington", [(0, 0.025, 0.08, 0.080 * shaft, 0.090 * shaft), (0, 0.025, 0.16, 0.086 * shaft, 0.092 * shaft), (0, 0.026, 0.34, 0.094 * shaft, 0.100 * shaft)], 16, 2.3)
    return s + ring("teal", 0.093 * shaft, 0.015, 18, 6).scale(1, 1.06, 1).at(0, 0.026, 0.335) + lathe("slot", [(0.082 * shaft, 0.0), (0.0, -0.01)], 14).at(0, 0.026, 0.345)


def dressed(figure, lean=0.0):
    """What a cheesemaker wears, in figure space: cap (head-centred), gloves, coat (chest-centred), boots."""
    j = figure.joints
    c, sleeves, gloves, boots = j["chest"], {}, None, None
    for key, t in (("r", -1), ("l", 1)):
        cuff = j["elbow" + key] + (j["wrist" + key] - j["elbow" + key]) * 0.74
        sleeves[key] = (j["shoulder" + key] - c, j["elbow" + key] - c, cuff - c)
        g = people.place_hand(glove() if t < 0 else glove().mirror(), j["elbow" + key], j["wrist" + key])
        gloves = g if gloves is None else gloves + g
        b = (wellington(1.22) if t < 0 else wellington(1.22).mirror()).scale(1.10, 1.10, 1.0).turn(z=t * 12).at(j["ankle" + key].x, j["ankle" + key].y - 0.02, -0.004)
        boots = b if boots is None else boots + b
    return {"charlotte": charlotte(), "gants": gloves, "blouse": coat(sleeves, lean), "bottes": boots}


YANIS = people.Look(skin="skin_3", nose="skin_4", lips="lip_light", hair="hair_brown", style="short", lashes=False, top="denim", top_dark="overall_dark", legs="wool", feet="sock")
ODILE = people.Look(skin="skin_1", nose="nose_1", lips="lip_light", hair="hair_grey", style="short", lashes=True, glasses=True, top="coral", top_dark="coral", legs="denim")


def cheesemaker(look, pose):
    """Somebody in full dress: (body, head with cap, neck)."""
    f = people.figure(look, pose)
    d = dressed(f, pose.lean)
    return f.body + d["blouse"].at(*f.joints["chest"]) + d["gants"] + d["bottes"], f.head + charlotte().at(0, 0, people.HEAD_UP), Vector(f.neck)


# ---- animals

def cow(grazing=False):
    """A Normande: white with brown patches, 'glasses' round the eyes. About one unit long, on z = 0, looking towards -X;
    returns (body, head, where the head hangs)."""
    body = ball("coat_cow", 0.36, 0.175, 0.20, k=7, power=2.7).at(0.05, 0, 0.46)
    body += ball("coat_cow", 0.16, 0.12, 0.15, k=4, power=2.4).at(-0.27, 0, 0.53)
    body = body.paints("patch", lambda x, y, z: math.sin(7.3 * x + 2.0 + 3 * y) * math.cos(9 * z - 5 * x + 8 * y) > 0.24)
    for x in (-0.20, 0.30):
        for y in (-0.095, 0.095):
            body += limb("coat_cow", (x, y, 0.05), (x, y, 0.36), 0.045, 0.060, 8) + cylinder("timber", 0.050, 0.05, 8, 0.008).at(x, y, 0)
    body += ball("muzzle", 0.09, 0.075, 0.055, k=3).at(0.20, 0, 0.26)
    body += tube("coat_cow", [(0.40, 0, 0.58), (0.455, 0, 0.50), (0.45, 0, 0.28)], 0.018, 6, 3) + ball("patch", 0.032, 0.032, 0.06, k=2).at(0.45, 0, 0.25)
    head = ball("coat_cow", 0.105, 0.088, 0.125, k=5, power=2.6).at(-0.06, 0, 0.05) + ball("muzzle", 0.075, 0.080, 0.060, k=4, power=2.6).at(-0.115, 0, -0.045)
    for t in (-1, 1):
        head += ball("patch", 0.042, 0.020, 0.052, k=3).at(-0.095, t * 0.076, 0.075) + ball("eye", 0.018, 0.012, 0.023, k=2).at(-0.118, t * 0.086, 0.075)
        head += ball("patch", 0.030, 0.075, 0.028, k=3).turn(x=t * 14).at(-0.01, t * 0.145, 0.10) + limb("rind_b", (-0.01, t * 0.055, 0.155), (-0.05, t * 0.095, 0.215), 0.018, 0.010, 6)
        head += ball("slot", 0.010, 0.010, 0.008, k=2).at(-0.182, t * 0.032, -0.035)
    head += ball("patch", 0.06, 0.05, 0.03, k=3).at(-0.02, 0, 0.165)
    return body, head, Vector((-0.36, 0, 0.62))


def cat(paint="cat", light_paint="cat_light"):
    """Sits, looking towards -Y: origin between its feet."""
    s = ball(paint, 0.10, 0.125, 0.115, k=4, power=2.3).at(0, 0.03, 0.105) + ball(light_paint, 0.065, 0.05, 0.085, k=3).at(0, -0.065, 0.10)
    s += ball(paint, 0.092, 0.080, 0.080, k=4, power=2.4).at(0, -0.05, 0.255) + ball(light_paint, 0.048, 0.030, 0.034, k=3).at(0, -0.115, 0.232)
    for t in (-1, 1):
        s += lathe(paint, [(0.036, 0), (0.0, 0.062)], 5).turn(y=t * 14).at(t * 0.055, -0.045, 0.315) + ball("eye", 0.014, 0.009, 0.017, k=2).at(t * 0.035, -0.124, 0.265)
        s += ball(light_paint, 0.032, 0.045, 0.022, k=2).at(t * 0.045, -0.095, 0.02)
    s += ball("felt", 0.010, 0.008, 0.008, k=2).at(0, -0.145, 0.242)
    return s + tube(paint, [(0.06, 0.12, 0.04), (0.17, 0.09, 0.035), (0.20, -0.02, 0.04), (0.15, -0.09, 0.05)], 0.030, 7, 3, radii=lambda u: 1.05 - 0.35 * u)


# ---- the dairy's room and its vessels

def tiled_floor():
    """A round-cornered plinth under a floor of tiles, its top at 0.024."""
    s = plinth("plinth", 2.62, 2.40, 0.24, 0.32) + band("joint", 2.44, 2.22, 0.25, 0.05).at(0, 0, 0.010) + slab("tile_b", 2.40, 2.18, 0.014, 0.24, 0.004)
    for i in range(6):
        for j in range(5):
            if not (i in (0, 5) and j in (0, 4)):
                s += box(("tile", "mint")[(i + j) % 2], 0.380, 0.412, 0.014, 0.006).at((i - 2.5) * 0.392, (j - 2.0) * 0.424, 0.010)
    return s


def tiled_room(back, window_x, high=1.44):
    """The wall behind: tiles below, teal above, a window on the orchard at dawn."""
    w = 2.34
    s = box("teal", w, 0.10, high, 0.025, 2).at(0, back + 0.07, 0.012) + box("petrol_deep", w + 0.06, 0.15, 0.055, 0.02).at(0, back + 0.06, high)
    s += box("tile_b", w - 0.02, 0.03, 0.92, 0.008).at(0, back + 0.012, 0.02) + box("stripe", w - 0.02, 0.045, 0.040, 0.010).at(0, back + 0.008, 0.94)
    for i in range(10):
        for j in range(4):
            s += box("tile", 0.220, 0.02, 0.216, 0.010).at(-1.03 + 0.229 * i, back + 0.002, 0.03 + 0.227 * j)
    return s + window_on_dawn().at(window_x, back + 0.012, 1.02)


def window_on_dawn(w=0.62, h=0.36):
    s = box("cream", w + 0.10, 0.05, h + 0.10, 0.02).at(0, 0, -0.04) + box("pane", w, 0.012, h, 0).at(0, -0.022, 0)
    a, b = w / 2, h * 0.36
    s += outline("pane_b", [(-a, 0), (a, 0), (a, b * 0.8), (a * 0.3, b), (-a * 0.4, b * 0.7), (-a, b * 0.9)], 0.006).turn(x=90).at(0, -0.028, 0)
    for x in (-0.16, 0.17):
        s += box("pane_c", 0.020, 0.004, 0.09, 0).at(x, -0.036, 0.06) + ball("pane_c", 0.075, 0.004, 0.060, k=3).at(x, -0.038, 0.18)
    s += box("cream", 0.026, 0.03, h, 0.004).at(0, -0.042, 0) + box("cream", w, 0.03, 0.026, 0.004).at(0, -0.042, h / 2)
    return s + box("oak", w + 0.22, 0.12, 0.035, 0.010).at(0, -0.05, -0.075)


def clock():
    """On the wall, its middle at the origin; the hands are the scene's."""
    s = upright(cylinder("brass", 0.135, 0.045, 30, 0.012) + cylinder("paper", 0.112, 0.004, 30, 0).at(0, 0, 0.044))
    for k in range(12):
        a = math.tau * k / 12
        s += box("ink", 0.010 if k % 3 else 0.014, 0.004, 0.022 if k % 3 else 0.030, 0).at(0, 0, -0.012).turn(y=math.degrees(a)).at(0.092 * math.sin(a), -0.050, 0.092 * math.cos(a))
    return s + limb("ink", (0, -0.054, 0), (-0.040, -0.054, 0.040), 0.007, 0.004, 6) + limb("ink", (0, -0.056, 0), (0.020, -0.056, 0.082), 0.006, 0.003, 6) + upright(cylinder("red", 0.012, 0.010, 10, 0.003)).at(0, -0.052, 0)


def shelf_of_cheeses(wide=0.62):
    """A board on the wall, camemberts on it, one box upright."""
    s = box("oak_light", wide, 0.24, 0.035, 0.010).at(0, -0.12, 0)
    for x in (-wide * 0.36, wide * 0.36):
        s += outline("brass", [(0, 0), (-0.17, 0), (-0.02, -0.14), (0, -0.14)], 0.022).turn(x=90, z=90).at(x + 0.011, 0, 0)
    for k, dx in enumerate((-0.20, 0.0, 0.20)):
        for j in range((2, 1, 3)[k]):
            s += small_cheese(0.084, 0.050, 18, "rind", "rind_b").at(dx * 0.96 + 0.006 * j, -0.13 + 0.004 * j, 0.035 + 0.052 * j)
    label = cylinder("poplar", 0.100, 0.045, 24, 0.006) + cylinder("paper", 0.088, 0.002, 24, 0).at(0, 0, 0.045) + words("red", "Normandie", 0.031).at(0, 0.012, 0.048) + box("petrol", 0.11, 0.010, 0.002, 0).at(0, -0.026, 0.047)
    return s + label.turn(x=78).at(0.0, -0.15, 0.180)


def churn():
    """A milk can on z = 0."""
    s = lathe("steel_light", [(0.140, 0.0), (0.155, 0.02), (0.155, 0.30), (0.100, 0.42), (0.095, 0.46), (0.125, 0.48), (0.125, 0.51), (0.03, 0.55), (0, 0.55)], 22)
    s += lathe("steel_dark", [(0.157, 0.06), (0.160, 0.065), (0.160, 0.09), (0.157, 0.095)], 22)
    return s + tube("brass", [(-0.150, 0, 0.31), (-0.195, 0, 0.35), (-0.150, 0, 0.385)], 0.013, 6, 3) + tube("brass", [(0.150, 0, 0.31), (0.195, 0, 0.35), (0.150, 0, 0.385)], 0.013, 6, 3)


def bassine(label=None, foot=0.15):
    """The steel basin of a Normandy dairy on its trolley, 1.12 wide: stands on z = 0, its rim at foot + 0.506."""
    s = lathe("steel_light", [(0.335, 0.0), (0.395, 0.02), (0.495, 0.28), (0.540, 0.44), (0.556, 0.470), (0.584, 0.482), (0.592, 0.498), (0.576, 0.508), (0.548, 0.494), (0.530, 0.43), (0.505, 0.34)], 52)
    s += ring("brass", 0.586, 0.014, 48, 8).at(0, 0, 0.494) + ring("teal", 0.472, 0.016, 44, 6, 0.8).at(0, 0, 0.20) + ring("teal", 0.438, 0.016, 44, 6, 0.8).at(0, 0, 0.10)
    for t in (-1, 1):
        s += tube("brass", [(t * 0.535, -0.11, 0.39), (t * 0.620, -0.10, 0.385), (t * 0.632, 0, 0.385), (t * 0.620, 0.10, 0.385), (t * 0.535, 0.11, 0.39)], 0.018, 8, 4)
    if label:
        plate = slab("paper", 0.40, 0.15, 0.012, 0.03, 0.004) + slab("stripe", 0.43, 0.18, 0.006, 0.035, 0.003) + words("petrol_deep", label, 0.105).at(0, 0, 0.014)
        s += plate.turn(x=70).at(0, -0.515, 0.315)
    s = s.at(0, 0, foot)
    s += cylinder("steel_dark", 0.40, 0.030, 36, 0.010).at(0, 0, foot - 0.032)
    for a in (45, 135, 225, 315):
        x, y = 0.34 * math.cos(math.radians(a)), 0.34 * math.sin(math.radians(a))
        s += limb("steel", (x, y, 0.09), (x, y, foot), 0.018, n=8) + cylinder("rubber", 0.052, 0.040, 18, 0.010).turn(x=90).at(x, y + 0.020, 0.070) + cylinder("coral", 0.022, 0.048, 12, 0.004).turn(x=90).at(x, y + 0.024, 0.070)
    return s
