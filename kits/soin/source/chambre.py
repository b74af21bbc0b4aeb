"""A morning in a hospital room above the port: Mme Rose sits up in bed by the window, a nursing assistant has come in.

python3 kits/soin/source/chambre.py [--preview] [--look] [--only model|pictures] [--out FOLDER]
Wherever this file lies, run it from Établi's folder, or name that in ETABLI_HOME."""
import math
import os
import sys
from pathlib import Path

HOMES = [Path(os.environ.get("ETABLI_HOME", ".")).resolve(), *Path(__file__).resolve().parents]
sys.path.insert(0, str(next(h for h in HOMES if (h / "assets/source/diorama.py").is_file()) / "assets/source"))
import bpy  # noqa: E402, F401  (brings mathutils)
from mathutils import Matrix, Vector  # noqa: E402
from diorama import Anchor, Moving, Picture, Scene, publish, sheet, sideways  # noqa: E402
from etabli_art import light, people  # noqa: E402
from etabli_art.palette import PAINTS, Paint  # noqa: E402
from etabli_art.shapes import Shape, ball, band, box, cylinder, group, lathe, limb, loft, outline, plinth, ring, slab, tube  # noqa: E402
from faces import MOODS, bare_head, creases, face, lids  # noqa: E402
from workshop import mug  # noqa: E402

PAINTS.update({
    "lino": Paint("#CFE3DC", 0.5, 0, 0.3), "lino_b": Paint("#BFD8CF", 0.5, 0, 0.3), "room": Paint("#F7EBD8", 0.9, 0, 0.05), "room_b": Paint("#8FC4B8", 0.8, 0, 0.08), "rail": Paint("#FFFFFF", 0.35, 0, 0.5),
    "sky_a": Paint("#BFE6F2", glow=0.95), "sky_b": Paint("#E9F3E6", glow=0.95), "sea_a": Paint("#4FB0BD", glow=0.9), "sea_b": Paint("#7CC9CC", glow=0.9), "sun_b": Paint("#FFE3A6", glow=1.0),
    "crane": Paint("#E0604A", glow=0.72), "crane_b": Paint("#3F6FA8", glow=0.72), "hull": Paint("#31506B", glow=0.7), "box_a": Paint("#E8A23A", glow=0.8), "box_b": Paint("#C9513F", glow=0.8), "box_c": Paint("#3E9B83", glow=0.8),
    "linen": Paint("#FFFDF6", 0.95, 0, 0.04), "linen_b": Paint("#F1E8DA", 0.95, 0, 0.04), "quilt": Paint("#F2B6A0", 0.95, 0, 0.05), "quilt_b": Paint("#E79A86", 0.95, 0, 0.05), "gown": Paint("#C7B4E6", 0.95, 0, 0.05), "gown_b": Paint("#A68FD0", 0.95, 0, 0.05),
    "tunic": Paint("#F6FBFA", 0.8, 0, 0.08), "tunic_b": Paint("#37A3A8", 0.8, 0, 0.1), "voile": Paint("#9AD4C6", 0.9, 0, 0.05, through=0.25), "voile_b": Paint("#7FC0B2", 0.9, 0, 0.05, through=0.25), "water": Paint("#BDE6EC", 0.1, 0, 0.9),
    "hair_silver": Paint("#DAD8D6", 0.5, 0, 0.3), "crease": Paint("#E0A283", 0.7, 0, 0.1), "towel": Paint("#FF8A6B", 0.95, 0, 0.04), "towel_b": Paint("#FFC98A", 0.95, 0, 0.04),
})

WALL_Y, WALL_H = 0.86, 1.52
BED_AT, BED_TURN, BED_Z = (-0.42, 0.14), 26.0, 0.46          # its middle; its foot towards the visitor's right; where one lies
ROSE_UP = 0.42                                               # along the bed from its middle, towards the head
ROSE_TURN = 32.0
HIS_AT, HIS_TURN = (0.46, 0.30), -52.0
TROLLEY_AT = (0.68, -0.56)
CURTAIN_AT = 0.98

ROSE = people.Look(skin="skin_2", nose="nose_1", lips="lip_light", hair="hair_silver", style="bun", ribbon="gown_b", top="gown", top_dark="gown_b", legs="linen", lashes=True)
HIM = people.Look(skin="skin_6", nose="skin_6", lips="lip_dark", hair="hair_black", style="short", top="tunic", top_dark="tunic_b", legs="tunic_b", feet="sneaker", lashes=False, beard=True)
ROSE_BIG, HIS_BIG = 1.22, 1.06


def in_bed(shape):
    """From the bed's own space, its head to +Y, to the room's."""
    return shape.turn(z=BED_TURN).at(*BED_AT, 0)


def of_bed(x, y, z):
    p = Matrix.Rotation(math.radians(BED_TURN), 4, "Z") @ Vector((x, y, z))
    return p.x + BED_AT[0], p.y + BED_AT[1], p.z


# ---- the room

def floor(wide=2.92, middle=0.0):
    s = plinth("plinth", wide, 2.14, 0.22, 0.36) + slab("lino", wide - 0.26, 1.90, 0.012, 0.24, 0.004) + band("joint", wide - 0.22, 1.94, 0.26, 0.04).at(0, 0, 0.006)
    return s.at(middle, 0, 0)


def wall(low=-1.30, high=1.30, tall=WALL_H):
    """A wall from `low` to `high`, so tall, with a wide window; a band of colour, as hospitals have, and what hangs there."""
    y, left, right = WALL_Y, -1.02, 0.62
    s = box("room", right - left + 0.02, 0.096, 0.61, 0).at((left + right) / 2, y + 0.05, 0.01) + box("room", right - left + 0.02, 0.096, 0.21, 0).at((left + right) / 2, y + 0.05, tall - 0.22)
    s += box("room", left - low, 0.10, tall - 0.02, 0.02).at((left + low) / 2, y + 0.05, 0.01) + box("room", high - right, 0.10, tall - 0.02, 0.02).at((right + high) / 2, y + 0.05, 0.01)
    mid, wide = (low + high) / 2, high - low + 0.02
    s += box("room_b", wide, 0.02, 0.30, 0.006).at(mid, y - 0.004, 0.02) + box("rail", wide, 0.05, 0.06, 0.012).at(mid, y - 0.015, 0.33) + box("rail", wide + 0.04, 0.15, 0.05, 0.016).at(mid, y + 0.05, tall)
    s += window(left, right, 0.62, tall - 0.22).at(0, y, 0)
    if high < 1.20:
        return s
    # a picture of the family
    s += box("oak", 0.26, 0.03, 0.22, 0.012).at(0.98, y - 0.012, 1.06) + box("cream", 0.21, 0.01, 0.17, 0.0).at(0.98, y - 0.030, 1.085)
    for x, paint, r in ((0.93, "coral", 0.034), (1.00, "teal", 0.040), (1.055, "stripe", 0.026)):
        s += ball(paint, r, 0.008, r * 1.2, k=3).at(x, y - 0.036, 1.12) + ball("skin_3", r * 0.6, 0.008, r * 0.6, k=3).at(x, y - 0.038, 1.12 + r * 1.5)
    return s


def window(left, right, low, high):
    """Le Havre in the morning: sky, sea, two cranes, a ship that is being loaded, a white sail."""
    w, h, x = right - left, high - low, (left + right) / 2
    s = box("sky_a", w, 0.01, h, 0).at(x, 0.05, low) + box("sky_b", w, 0.008, h * 0.34, 0).at(x, 0.044, low + h * 0.24) + box("sea_a", w, 0.008, h * 0.27, 0).at(x, 0.040, low) + box("sea_b", w, 0.006, h * 0.05, 0).at(x, 0.036, low + h * 0.22)
    s += ball("sun_b", 0.075, 0.006, 0.075, k=4).at(left + 0.30, 0.038, low + h * 0.66)
    q = low + h * 0.20
    # the ship
    s += outline("hull", [(0, 0.07), (0.06, 0), (0.56, 0), (0.62, 0.08)], 0.006).turn(x=90).at(x + 0.02, 0.034, q)
    for i in range(8):
        for k in range(2 + (i % 3 == 1)):
            s += box(("box_a", "box_b", "box_c")[(i + 2 * k) % 3], 0.052, 0.006, 0.040, 0).at(x + 0.10 + 0.056 * i, 0.031, q + 0.075 + 0.042 * k)
    s += box("cream", 0.05, 0.006, 0.12, 0).at(x + 0.585, 0.031, q + 0.07)
    for cx, paint, k in ((x + 0.22, "crane", 1.0), (x - 0.34, "crane_b", 0.86)):
        s += crane(paint, k).at(cx, 0.022, q - 0.02)
    s += outline("linen", [(0, 0), (0.075, 0), (0.01, 0.15)], 0.004).turn(x=90).at(x - 0.62, 0.030, q - 0.02) + box("hull", 0.10, 0.005, 0.018, 0).at(x - 0.595, 0.030, q - 0.04)
    frame = box("rail", w + 0.08, 0.06, 0.045, 0.012).at(x, 0.0, high - 0.02) + box("rail", w + 0.14, 0.17, 0.04, 0.014).at(x, -0.05, low - 0.03)
    for px in (left, left + w * 0.5, right):
        frame += box("rail", 0.042, 0.05, h, 0.010).at(px, 0.0, low)
    return s + frame


def crane(paint, k):
    """A gantry crane of a container port, flat."""
    s = None
    for x in (-0.10, 0.06):
        m = box(paint, 0.020, 0.006, 0.42 * k, 0).at(x * k, 0, 0)
        s = m if s is None else s + m
    s += box(paint, 0.20 * k, 0.006, 0.018, 0).at(-0.02 * k, 0, 0.20 * k) + box(paint, 0.56 * k, 0.007, 0.024, 0).at(0.06 * k, 0, 0.40 * k) + box(paint, 0.020, 0.006, 0.17 * k, 0).at(0.02 * k, 0, 0.42 * k)
    for a, b in (((0.02, 0.58), (0.32, 0.42)), ((0.02, 0.58), (-0.20, 0.42))):
        s += limb(paint, (a[0] * k, 0, a[1] * k), (b[0] * k, 0, b[1] * k), 0.006, 0.006, 4)
    return s + limb(paint, (0.22 * k, 0, 0.40 * k), (0.22 * k, 0, 0.20 * k), 0.004, 0.004, 4) + box("box_b", 0.07 * k, 0.006, 0.04 * k, 0).at(0.22 * k, 0, 0.16 * k)


def bed_low():
    """What a hospital bed stands on, and its foot: head to +Y."""
    w, d = 0.86, 1.62
    s = None
    for x in (-0.34, 0.34):
        for y in (-0.66, 0.66):
            m = cylinder("steel_light", 0.030, 0.20, 10, 0.006).at(x, y, 0.03) + lathe("graphite", [(0.052, -0.024), (0.052, 0.024)], 14).turn(y=90).at(x, y, 0.052)
            s = m if s is None else s + m
    return s + slab("rail", w, d, 0.13, 0.06, 0.02).at(0, 0, 0.21) + board(-0.82, 0.40)


def board(y, h, w=0.86):
    return slab("room_b", w + 0.02, h, 0.055, 0.09, 0.018).turn(x=90).at(0, y + 0.027, 0.24 + h / 2) + slab("cream", w - 0.16, h - 0.16, 0.012, 0.06, 0.0).turn(x=90).at(0, y - 0.024, 0.24 + h / 2)


def bed_high():
    """Its mattress, its back raised, its rails."""
    w, d = 0.86, 1.62
    s = slab("linen", w - 0.04, d - 0.06, 0.13, 0.07, 0.045).at(0, 0, BED_Z - 0.13) + board(0.83, 0.66)
    # the raised back, and two pillows
    s += slab("linen_b", w - 0.08, 0.62, 0.11, 0.08, 0.04).turn(x=64).at(0, 0.66, BED_Z + 0.28)
    s += ball("linen", 0.33, 0.11, 0.22, k=5, power=2.8).turn(x=-20).at(0, 0.64, BED_Z + 0.34) + ball("linen", 0.30, 0.10, 0.20, k=5, power=2.8).turn(x=-24).at(0.03, 0.56, BED_Z + 0.16)
    for x in (-0.45, 0.45):      # rails
        side = [(x, -0.10, 0.36), (x, -0.10, 0.60), (x, 0.36, 0.60), (x, 0.36, 0.36)] if x < 0 else [(x, 0.02, 0.36), (x, 0.02, 0.56), (x, 0.34, 0.56), (x, 0.34, 0.36)]
        s += tube("steel_light", side, 0.015, 7, 2)
    return s


def quilt():
    """It lies over her legs, turned back at her waist: knees, feet, folds."""
    n, rows = 15, []
    for i, y in enumerate([0.26, 0.20, 0.10, 0.0, -0.12, -0.26, -0.40, -0.54, -0.64, -0.71, -0.745]):
        row = []
        for k in range(n):
            t = -1 + 2 * k / (n - 1)
            x = 0.455 * t
            legs = 0.155 * math.exp(-((abs(t) - 0.34) / 0.26) ** 2) * (0.75 + 0.55 * math.exp(-((y + 0.12) / 0.20) ** 2)) + 0.10 * math.exp(-((y + 0.66) / 0.08) ** 2) * math.exp(-((abs(t) - 0.28) / 0.2) ** 2)
            # it hangs over the sides, and is tucked in at the foot: no corner hangs low
            fall = (0.20 - 0.11 * max(0.0, min(1.0, (-y - 0.54) / 0.20))) * max(0.0, abs(t) - 0.86) / 0.14
            fold = 0.010 * math.sin(9 * x + 14 * y)
            row.append((x, y, BED_Z + 0.020 + legs * (1 - 0.2 * (i == 0)) - fall - 0.035 * (i == 10) + fold))
        rows.append(row)
    s = sheet("quilt", rows[::-1])
    s = s.paints("quilt_b", lambda x, y, z: int((y + 1) / 0.135) % 2 == 0)
    turned = [[(p[0] * 1.005, p[1] + d, p[2] + up) for p in rows[0]] for d, up in ((-0.005, 0.012), (0.035, 0.035), (-0.02, 0.052), (-0.10, 0.044), (-0.13, 0.030))]
    return s + sheet("linen", turned)


def curtain(x0=CURTAIN_AT, near=-0.02, top=1.44):
    """The curtain that is drawn for her modesty: on its rail, from the wall as far as `near`."""
    n = 46
    rows = []
    for z in (0.14, 0.50, 0.95, top):
        row = []
        for i in range(n):
            t = i / (n - 1)
            y = near + (0.82 - near) * t
            row.append((x0 + 0.030 * math.sin(i * 1.45) * (1.15 - 0.25 * z), y, z))
        rows.append(row)
    s = sheet("voile", rows[::-1])
    s = s.paints("voile_b", lambda x, y, z: x < x0 - 0.006)
    s += limb("rail", (x0, near - 0.14, top + 0.03), (x0, WALL_Y, top + 0.03), 0.018, n=8) + limb("rail", (x0, near - 0.12, top + 0.03), (x0, near - 0.12, 0.02), 0.016, n=8) + cylinder("rail", 0.075, 0.02, 14, 0.006).at(x0, near - 0.12, 0.012)
    for i in range(9):
        s += ring("steel_light", 0.026, 0.006, 8, 4).turn(x=90).at(x0, near + 0.04 + (0.80 - near) / 9 * i, top + 0.022)
    return s


def trolley():
    """What washing needs: a basin of warm water, towels, a cloth, soap."""
    s = None
    for z in (0.12, 0.46):
        m = slab("rail", 0.50, 0.38, 0.03, 0.06, 0.01).at(0, 0, z)
        s = m if s is None else s + m
    for x in (-0.21, 0.21):
        for y in (-0.15, 0.15):
            s += limb("steel_light", (x, y, 0.05), (x, y, 0.47), 0.014, n=7) + ball("graphite", 0.032, k=3).at(x, y, 0.04)
    s += lathe("coral", [(0.095, 0.0), (0.150, 0.075), (0.162, 0.085), (0.150, 0.088), (0.135, 0.070)], 24).at(-0.08, 0.02, 0.49) + lathe("water", [(0.138, 0.0), (0.0, 0.004)], 20).at(-0.08, 0.02, 0.556)
    for k, paint in enumerate(("towel", "towel_b", "linen")):
        s += slab(paint, 0.19 - 0.008 * k, 0.25, 0.045, 0.025, 0.018).at(0.145, 0.03, 0.49 + 0.044 * k)
        s += slab(paint, 0.32 - 0.02 * k, 0.26, 0.055, 0.03, 0.02).at(0, 0, 0.15 + 0.053 * k)
    return s + ball("mint", 0.048, 0.034, 0.022, k=3, power=3).at(-0.16, -0.145, 0.505) + cylinder("voile_b", 0.030, 0.13, 12, 0.008).at(0.02, -0.14, 0.49) + cylinder("cream", 0.014, 0.03, 8, 0.004).at(0.02, -0.14, 0.62)


def bedside():
    """Beside her: a cupboard with flowers, a glass of water, a photograph, her spectacles."""
    s = slab("oak_light", 0.36, 0.34, 0.46, 0.05, 0.014) + slab("cream", 0.39, 0.37, 0.03, 0.05, 0.012).at(0, 0, 0.46) + slab("cream", 0.28, 0.16, 0.012, 0.03, 0.0).turn(x=90).at(0, -0.166, 0.32) + ball("brass", 0.02, k=3).at(0, -0.19, 0.32)
    s += lathe("teal_light", [(0.035, 0), (0.055, 0.03), (0.048, 0.09), (0.032, 0.13)], 14).at(-0.07, 0.06, 0.49)
    for k in range(7):
        a, r = 0.9 * k, 0.035 + 0.03 * (k % 2)
        top = Vector((-0.07 + 1.7 * r * math.cos(a), 0.06 + 1.7 * r * math.sin(a), 0.74 + 0.03 * (k % 3)))
        s += limb("garden_cuff", (-0.07, 0.06, 0.60), top, 0.006, n=5) + ball(("petal", "coral", "petal_b")[k % 3], 0.036, 0.036, 0.028, k=3).at(*top) + ball("stripe", 0.013, k=2).at(top.x, top.y - 0.008, top.z + 0.024)
    return s + lathe("water", [(0.030, 0), (0.034, 0.075), (0, 0.077)], 14).at(0.10, -0.07, 0.49)


def bunch():
    """Flowers on the sill."""
    s = lathe("teal_light", [(0.035, 0), (0.055, 0.03), (0.048, 0.09), (0.032, 0.13)], 14)
    for k in range(7):
        a, r = 0.9 * k, 0.035 + 0.03 * (k % 2)
        top = Vector((1.7 * r * math.cos(a), 1.2 * r * math.sin(a) - 0.02, 0.25 + 0.03 * (k % 3)))
        s += limb("garden_cuff", (0, 0, 0.11), top, 0.006, n=5) + ball(("petal", "coral", "petal_b")[k % 3], 0.036, 0.036, 0.028, k=3).at(*top) + ball("stripe", 0.013, k=2).at(top.x, top.y - 0.008, top.z + 0.024)
    return s


def slippers():
    s = None
    for x in (-0.07, 0.07):
        m = ball("gown_b", 0.050, 0.105, 0.040, k=4, power=2.5).warp(lambda v: v * (1, 1, 1) * ((v[:, 2:3] > -0.028) * 1.0) + (0, 0, -0.028) * (v[:, 2:3] <= -0.028) + v * (1, 1, 0) * (v[:, 2:3] <= -0.028)).at(x, 0, 0.030) + ball("linen", 0.036, 0.046, 0.024, k=3).at(x, 0.045, 0.050)
        s = m if s is None else s + m
    return s


# ---- the two

def rose():
    """She sits up in bed, hands on the quilt: her body, her head, and where the neck is in the room."""
    pose = people.Pose(elbows=((-0.33, -0.03, 0.93), (0.34, -0.04, 0.94)), wrists=((-0.17, -0.22, 0.84), (0.16, -0.23, 0.85)), lean=-4)
    f = people.figure(ROSE, pose)
    hip = f.joints["hip"].z
    seat = Matrix.Translation(of_bed(0, ROSE_UP, BED_Z + 0.05)) @ Matrix.Rotation(math.radians(ROSE_TURN), 4, "Z") @ Matrix.Scale(ROSE_BIG, 4) @ Matrix.Translation((0, 0, -hip + 0.02))
    body = f.body.faces(lambda i: f.body.v[list(f.body.f[i])].mean(axis=0)[2] > 0.70)
    # no worker's pockets on a nightgown: a round collar and three buttons
    body = nightgown(body)
    for k in range(3):
        body += ball("linen", 0.013, 0.006, 0.013, k=2).at(0, -0.150 + 0.010 * k, 1.11 - 0.08 * k)
    return body.matrix(seat), tuple(seat @ Vector(f.neck))


def nightgown(body):
    """A worker's figure without pockets, belt buckle and flap."""
    at = [body.v[list(f)].mean(axis=0) for f in body.f]
    return _plain(body.faces(lambda i: not (body.paint[i] == "gown_b" and at[i][1] < -0.10 and 0.83 < at[i][2] < 1.10)), ("stripe", "brass", "linen"))


def _plain(body, without):
    """Leaves out what is of these paints."""
    return body.faces(lambda i: body.paint[i] not in without)


def him():
    """He has come down to her height, one hand offered, palm up."""
    pose = people.Pose(elbows=((-0.36, -0.10, 0.93), (0.33, -0.16, 0.95)), wrists=((-0.25, -0.36, 0.96), (0.14, -0.40, 0.92)), stance=0.14, lean=18)
    f = people.figure(HIM, pose)
    stand = Matrix.Translation((*HIS_AT, 0.012)) @ Matrix.Rotation(math.radians(HIS_TURN), 4, "Z") @ Matrix.Scale(HIS_BIG, 4)
    body = f.body + box("sign_blue", 0.055, 0.012, 0.036, 0.004).at(-0.10, -0.19, 1.06)
    return body.matrix(stand), f.head, tuple(stand @ Vector(f.neck))


def _cut(body, z):
    """What is above and what is below a height."""
    at = [body.v[list(f)].mean(axis=0)[2] for f in body.f]
    return body.faces(lambda i: at[i] >= z), body.faces(lambda i: at[i] < z)


BELT = 0.86        # his, in the room


def static():
    """What the eye takes in: the two, the bed's top, the window. The rest is decor(): it may lie under the cards."""
    return group(wall(-1.24, 0.98, 1.74), in_bed(bed_high()), in_bed(quilt()), rose()[0], _cut(him()[0], BELT)[0], curtain(0.90, 0.34, 1.62), bunch().at(-0.10, WALL_Y - 0.07, 0.63))


def decor():
    sx, sy, _ = of_bed(0.64, -0.34, 0)
    return group(floor(2.34, -0.13), in_bed(bed_low()), _cut(him()[0], BELT)[1], trolley().turn(z=-14).at(*TROLLEY_AT, 0.012), slippers().turn(z=BED_TURN - 150).at(sx, sy, 0.012))


def gull():
    """It looks in from the window sill."""
    s = ball("white", 0.060, 0.100, 0.060, k=4).at(0, 0.01, 0.095) + ball("white", 0.044, 0.046, 0.044, k=4).at(0, -0.075, 0.165) + lathe("stripe", [(0.012, 0), (0, 0.046)], 6).turn(x=96).at(0, -0.112, 0.162)
    for x in (-1, 1):
        s += ball("eye", 0.0080, k=2).at(x * 0.030, -0.100, 0.178) + ball("steel", 0.016, 0.090, 0.040, k=3).turn(x=-10).at(x * 0.054, 0.035, 0.105) + limb("stripe", (x * 0.022, 0, 0), (x * 0.02, 0.004, 0.05), 0.006, n=5)
    return s + ball("graphite", 0.022, 0.050, 0.012, k=2).turn(x=16).at(0, 0.118, 0.110)


def make():
    neck, head_at = rose()[1], him()
    scale = Matrix.Scale(ROSE_BIG, 4)
    head = (bare_head(ROSE) + creases("crease")).matrix(scale)
    mouth = Vector(neck) + Matrix.Rotation(math.radians(ROSE_TURN), 3, "Z") @ Vector((0.0, -0.24, 0.17)) * ROSE_BIG
    hang = [Anchor(f"face.{n}", (0, 0, 0), under="life.nod.rose") for n in (*MOODS, "blink")]
    moods = [Moving(f"mood.{m}.rose", face(ROSE, m).matrix(scale), (0, 0, 0), under=f"face.{m}", apart=True) for m in MOODS]
    closed = Moving("blink.rose", lids(ROSE).matrix(scale), (0, 0, 0), under="face.blink", apart=True)
    cards = [Anchor(f"reply.{k + 1}", (x, -1.25, z)) for k, (x, z) in enumerate(((-0.70, -0.45), (0.70, -0.45), (-0.70, -1.25), (0.70, -1.25)))]
    tx, ty = TROLLEY_AT
    return Scene(
        static(),
        [Moving("decor", decor(), (0, 0, 0), turns=False), Moving("life.nod.rose", head, neck, (0, 0, ROSE_TURN)), *moods, closed,
         Moving("life.nod.soignant", head_at[1].scale(HIS_BIG), head_at[2], (14, 0, HIS_TURN)),
         Moving("life.bob.mouette", gull(), (0.30, WALL_Y - 0.05, 0.63), (0, 0, 36), turns=False)],
        [*hang, *cards, Anchor("speaks.rose", tuple(mouth)), Anchor("emit.steam.bassine", (tx - 0.07, ty + 0.04, 0.60))])


def lights():
    light.rig(key=2.5, fill=62, rim=58, ambient=0.60)
    light.area((-0.20, WALL_Y - 0.06, 1.05), (-0.2, -0.8, 0.3), 9.0, 1.1, (0.86, 0.95, 1.0), "window")


# ---- the two pictures

def at_bedside():
    """Both, as the visitor meets them, her face glad."""
    body, neck = rose()
    his, head, at = him()
    hers = (bare_head(ROSE) + creases("crease") + face(ROSE, "happy")).matrix(Matrix.Translation(neck) @ Matrix.Rotation(math.radians(ROSE_TURN - 6), 4, "Z") @ Matrix.Scale(ROSE_BIG, 4))
    mine = head.matrix(Matrix.Translation(at) @ Matrix.Rotation(math.radians(HIS_TURN), 4, "Z") @ Matrix.Rotation(math.radians(14), 4, "X") @ Matrix.Scale(HIS_BIG, 4))
    tx, ty = TROLLEY_AT
    return group(floor(), wall(), in_bed(bed_low() + bed_high()), in_bed(quilt()), body, his, hers, mine, trolley().turn(z=-14).at(tx, ty, 0.012), bedside().turn(z=10).at(-1.14, 0.10, 0.012), gull().turn(z=36).at(0.30, WALL_Y - 0.05, 0.63))


def behind_the_curtain():
    """A drawn curtain, a towel, warm water: somebody is being cared for, and nobody sees it."""
    return curtain().turn(z=90).at(0.42, -0.98, 0) + trolley().turn(z=8).at(0.30, -0.62, 0) + slippers().turn(z=14).at(-0.22, -0.34, 0.0) + slab("lino", 3.4, 2.6, 0.01, 0.2, 0).at(0, 0, -0.01)


def warm():
    light.rig(key=2.7, fill=50, rim=80, ambient=0.56)


def soft():
    light.rig(key=1.4, fill=22, rim=40, ambient=0.22)
    light.area((0.0, 1.6, 1.2), (0, 0, 0.6), 46, 1.4, (1.0, 0.86, 0.62), "behind")


PICTURES = {
    "cover": Picture(at_bedside, (4, 15, (0.02, 0.1, 0.72), 7.6, 78), warm, ("#BFE3DA", "#2F7D78")),
    "mystere": Picture(behind_the_curtain, (-8, 14, (0.05, -0.2, 0.62), 6.2, 78), soft, ("#2F6D6A", "#0E2426"), (0.2, -0.5, 0.5)),
}
BUDGETS = {"static": 9500, "decor": 5200, "life.nod.rose": 2600, "life.nod.soignant": 1500, "life.bob.mouette": 380, "blink.rose": 260, **{f"mood.{m}.rose": 620 for m in MOODS}}
CAMERAS = {"camera.parler": (4, 16, (0, 0, 0.6)), "camera.parler.portrait": (3, 20, (0, 0, 0.6))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=960, samples=16, pictures=PICTURES)
