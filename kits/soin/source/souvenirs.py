"""The finale: Mme Rose opens her album, and her life rises from its pages: the beach, the port of Le Havre where she was a docker.

python3 kits/soin/source/souvenirs.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from chambre import (HIM, PAINTS, ROSE, Anchor, Moving, Paint, Scene, Vector, Matrix, ball, band, bare_head, box, crane, creases, cylinder, face, group, lathe, light, limb, loft, mug, nightgown, outline, people, plinth, publish, ring, sheet,
                     slab, tube, _plain)
from diorama import words

PAINTS.update({
    "album": Paint("#B23A48", 0.6, 0, 0.35), "album_b": Paint("#8E2B39", 0.6, 0, 0.3), "gold": Paint("#F2C14E", 0.35, 0.3, 0.8), "page": Paint("#FFF3D9", 0.9, 0, 0.06), "page_b": Paint("#EEDDB8", 0.9, 0, 0.05), "photo": Paint("#FFFDF6", 0.7, 0, 0.1),
    "table_a": Paint("#C98A54", 0.55, 0, 0.3), "table_b": Paint("#B87A46", 0.55, 0, 0.3), "cloth": Paint("#BFE0D8", 0.95, 0, 0.05), "cloth_b": Paint("#A6D1C7", 0.95, 0, 0.05),
    "pop_sea": Paint("#3FA7B8", 0.4, 0, 0.5), "pop_sea_b": Paint("#7CCBD0", 0.4, 0, 0.5), "pop_sand": Paint("#F2D6A0", 0.9, 0, 0.05), "pop_quay": Paint("#C9C2B4", 0.9, 0, 0.06), "pop_hull": Paint("#28445F", 0.4, 0, 0.5), "pop_red": Paint("#D8452F", 0.45, 0, 0.4),
    "crane_r": Paint("#E0604A", 0.45, 0, 0.4), "crane_g": Paint("#3F6FA8", 0.45, 0, 0.4), "bx_a": Paint("#F0AE3C", 0.5, 0, 0.35), "bx_b": Paint("#D2563F", 0.5, 0, 0.35), "bx_c": Paint("#3E9B83", 0.5, 0, 0.35), "bx_d": Paint("#4C7FC0", 0.5, 0, 0.35),
    "bleu": Paint("#33598F", 0.95, 0, 0.05), "bleu_b": Paint("#24426E", 0.95, 0, 0.05), "cap": Paint("#2E3D52", 0.95, 0, 0.06), "dress": Paint("#F2737B", 0.95, 0, 0.05), "cardigan": Paint("#C7B4E6", 0.95, 0, 0.05), "cardigan_b": Paint("#A68FD0", 0.95, 0, 0.05),
    "eve_a": Paint("#F7B27A", glow=0.92), "eve_b": Paint("#FFD79A", glow=0.95), "eve_sea": Paint("#6E86A8", glow=0.85), "eve_sun": Paint("#FFF0C2", glow=1.0), "eve_path": Paint("#FFDFA6", glow=0.95), "eve_crane": Paint("#8A4B5E", glow=0.7),
    "kite": Paint("#FFC23D", 0.6, 0, 0.3), "sail": Paint("#FFFDF6", 0.8, 0, 0.1),
})

TOP = 0.16                              # the table's
BACK = TOP + 0.11                       # the pages'
HINGE = Vector((0.0, -0.16, BACK))      # between the two pages
WIDE, DEEP = 0.98, 1.16                 # of a page
YOUNG = people.Look(skin="skin_2", nose="nose_1", lips="lip_light", hair="hair_brown", style="bun", ribbon="coral", top="bleu", top_dark="bleu_b", legs="bleu", feet="boot", lashes=True)
CHILD = people.Look(skin="skin_2", nose="nose_1", lips="lip_light", hair="hair_brown", style="short", top="dress", top_dark="coral", legs="skin_2", feet="skin_2", lashes=True)
ROSE_AT, HIM_AT = (-0.34, 0.80), (0.56, 0.86)


def base():
    s = plinth("plinth", 2.62, 2.50, 0.22, 0.36) + slab("lino", 2.36, 2.24, 0.012, 0.24, 0.004)
    s += slab("table_a", 2.40, 1.62, TOP, 0.24, 0.03).at(0, -0.21, 0)
    for k in range(6):
        s += box("table_b", 2.30, 0.008, 0.002, 0).at(0, -0.86 + 0.26 * k, TOP)
    s += slab("cloth", 2.24, 1.44, 0.008, 0.10, 0.003).at(0, -0.20, TOP) + band("cloth_b", 2.16, 1.36, 0.09, 0.05).at(0, -0.20, TOP + 0.009)
    # the right half of the album: its back cover and the block of pages
    s += slab("album", WIDE + 0.06, DEEP + 0.08, 0.028, 0.05, 0.008).at(HINGE.x + WIDE / 2 + 0.01, HINGE.y, TOP + 0.008)
    for k in range(4):
        s += slab("page" if k % 2 else "page_b", WIDE - 0.006 * k, DEEP, 0.020, 0.03, 0.0).at(HINGE.x + (WIDE - 0.006 * k) / 2, HINGE.y, TOP + 0.034 + 0.0195 * k)
    s += slab("album_b", 0.07, DEEP + 0.08, 0.08, 0.03, 0.01).at(HINGE.x - 0.02, HINGE.y, TOP + 0.008)
    return s + corners(1)


def corners(side):
    s = None
    for y in (-1, 1):
        m = outline("gold", [(0, 0), (0.12, 0), (0, 0.12)], 0.008).scale(-1 if side > 0 else 1, y, 1).at(HINGE.x + side * (WIDE + 0.038), HINGE.y - y * (DEEP / 2 + 0.038), TOP + 0.032)
        s = m if s is None else s + m
    return s


def lid():
    """The cover, closed: origin on the hinge, it lies over the pages to +X; its underside is the left page."""
    s = slab("album", WIDE + 0.06, DEEP + 0.08, 0.028, 0.05, 0.008).at(WIDE / 2 + 0.01, 0, 0.020)
    s += slab("page", WIDE - 0.02, DEEP - 0.02, 0.010, 0.03, 0.0).turn(x=180).at(WIDE / 2, 0, 0.020) + slab("page_b", WIDE - 0.06, DEEP - 0.06, 0.004, 0.03, 0.0).turn(x=180).at(WIDE / 2, 0, 0.010)
    # on it, in gold: a name, a frame, a photograph
    z = 0.0485
    s += band("gold", WIDE - 0.10, DEEP - 0.12, 0.05, 0.016).at(WIDE / 2 + 0.01, 0, z) + words("gold", "Rose", 0.30).at(WIDE / 2 + 0.01, -0.34, z)
    s += slab("photo", 0.44, 0.50, 0.010, 0.02, 0.003).at(WIDE / 2 + 0.01, 0.14, z) + box("pop_sea_b", 0.38, 0.40, 0.004, 0).at(WIDE / 2 + 0.01, 0.16, z + 0.009)
    p = Vector((WIDE / 2 + 0.01, 0.12, z + 0.013))
    s += ball("bleu", 0.115, 0.085, 0.010, k=4, power=2.6).at(p.x, p.y - 0.10, p.z) + ball("skin_2", 0.080, 0.085, 0.012, k=4).at(p.x, p.y + 0.045, p.z + 0.002) + ball("hair_brown", 0.088, 0.045, 0.012, k=4).at(p.x, p.y + 0.105, p.z + 0.005) + ball("cap", 0.095, 0.030, 0.014, k=4).at(p.x, p.y + 0.125, p.z + 0.008)
    for x in (-1, 1):
        s += ball("eye", 0.011, 0.014, 0.004, k=2).at(p.x + x * 0.030, p.y + 0.045, p.z + 0.014)
    s += tube("lip_light", [(p.x - 0.028, p.y + 0.012, p.z + 0.014), (p.x, p.y + 0.000, p.z + 0.014), (p.x + 0.028, p.y + 0.012, p.z + 0.014)], 0.006, 5, 2)
    for y in (-1, 1):
        s += outline("gold", [(0, 0), (0.12, 0), (0, 0.12)], 0.008).scale(-1, y, 1).at(WIDE + 0.038, -y * (DEEP / 2 + 0.038), z - 0.002)
    return s


# ---- those who look on

def evening():
    """Behind them the room's window, the port in the last light."""
    y, w = 1.10, 2.36
    s = box("room", w, 0.10, 0.52, 0.02).at(0, y + 0.05, 0.01) + box("room", w, 0.10, 0.20, 0.02).at(0, y + 0.05, 1.22) + box("rail", w + 0.06, 0.16, 0.05, 0.016).at(0, y + 0.05, 1.42) + box("room_b", w, 0.02, 0.24, 0.006).at(0, y - 0.004, 0.02)
    for x in (-1.05, 1.05):
        s += box("room", 0.26, 0.096, 0.70, 0.0).at(x, y + 0.05, 0.525)
    s += box("eve_a", 1.86, 0.01, 0.74, 0).at(0, y + 0.05, 0.50) + box("eve_b", 1.86, 0.008, 0.30, 0).at(0, y + 0.044, 0.62) + box("eve_sea", 1.86, 0.008, 0.16, 0).at(0, y + 0.040, 0.50) + ball("eve_sun", 0.12, 0.006, 0.12, k=4).at(-0.02, y + 0.038, 0.72)
    s += box("eve_path", 0.16, 0.006, 0.10, 0).at(-0.02, y + 0.034, 0.54) + crane("eve_crane", 1.1).at(0.70, y + 0.024, 0.60) + crane("eve_crane", 0.9).at(-0.76, y + 0.024, 0.60)
    for x in (-0.93, 0.0, 0.93):
        s += box("rail", 0.042, 0.05, 0.74, 0.010).at(x, y, 0.50)
    return s + box("rail", 1.96, 0.06, 0.045, 0.012).at(0, y, 1.22) + box("rail", 2.00, 0.17, 0.04, 0.014).at(0, y - 0.05, 0.47)


def old_rose():
    pose = people.Pose(elbows=((-0.36, -0.06, 0.95), (0.36, -0.06, 0.95)), wrists=((-0.20, -0.28, 0.90), (0.26, -0.34, 0.98)), lean=6)
    f = people.figure(ROSE, pose)
    body = nightgown(f.body.faces(lambda i: f.body.v[list(f.body.f[i])].mean(axis=0)[2] > 0.72))
    body += loft("gown", [(0, 0.01, 0.44, 0.23, 0.18), (0, 0.01, 0.66, 0.215, 0.165), (0, 0.0, 0.84, 0.196, 0.150)], 20, 2.4)
    return body, (bare_head(ROSE) + creases("crease") + face(ROSE, "happy")), f.neck


def onlooker():
    pose = people.Pose(elbows=((-0.37, -0.06, 0.95), (0.37, -0.08, 0.94)), wrists=((-0.22, -0.30, 0.93), (0.22, -0.30, 0.92)), lean=6)
    f = people.figure(HIM, pose)
    return f.body.faces(lambda i: f.body.v[list(f.body.f[i])].mean(axis=0)[2] > 0.40), f.head, f.neck


def seat(at, turn, big, low):
    return Matrix.Translation((*at, TOP - low * big)) @ Matrix.Rotation(math.radians(turn), 4, "Z") @ Matrix.Scale(big, 4)


ROSE_M, HIM_M = seat(ROSE_AT, 8, 1.10, 0.70), seat(HIM_AT, -10, 1.06, 0.60)


def static():
    return group(base(), evening(), old_rose()[0].matrix(ROSE_M), onlooker()[0].matrix(HIM_M), mug().turn(z=-40).at(1.04, 0.44, TOP), bunch().at(-1.02, 0.46, TOP))


def bunch():
    s = lathe("teal_light", [(0.050, 0), (0.080, 0.04), (0.070, 0.13), (0.046, 0.19)], 16)
    for k in range(9):
        a, r = 0.75 * k, 0.05 + 0.045 * (k % 2)
        top = Vector((1.7 * r * math.cos(a), 1.7 * r * math.sin(a), 0.36 + 0.05 * (k % 3)))
        s += limb("garden_cuff", (0, 0, 0.16), top, 0.008, n=5) + ball(("petal", "coral", "petal_b")[k % 3], 0.052, 0.052, 0.040, k=3).at(*top) + ball("stripe", 0.019, k=2).at(top.x, top.y - 0.012, top.z + 0.034)
    return s


# ---- what rises from the pages, each from its foot

def sea_at_quay():
    s = slab("pop_sea", 0.86, 0.46, 0.018, 0.05, 0.004) + slab("pop_sea_b", 0.30, 0.05, 0.004, 0.02, 0.0).turn(z=4).at(-0.16, -0.06, 0.018) + slab("pop_sea_b", 0.22, 0.04, 0.004, 0.018, 0.0).turn(z=-3).at(0.22, 0.08, 0.018)
    return s + slab("pop_quay", 0.88, 0.46, 0.045, 0.03, 0.010).at(0, -0.44, 0.0) + box("stripe", 0.82, 0.030, 0.004, 0).at(0, -0.235, 0.045)


def ship():
    s = outline("pop_hull", [(-0.44, 0.20), (-0.37, 0.0), (0.30, 0.0), (0.40, 0.22), (0.33, 0.20), (-0.28, 0.20)], 0.16, 0.02).at(0, 0, -0.08).turn(x=90) + box("pop_red", 0.66, 0.168, 0.030, 0.004).at(-0.03, 0, 0.0)
    for i in range(5):
        for k in range(2 + (i % 2)):
            s += box(("bx_a", "bx_b", "bx_c", "bx_d")[(i + 2 * k) % 4], 0.098, 0.13, 0.066, 0.006).at(-0.10 + 0.102 * i - 0.06, 0, 0.20 + 0.068 * k)
    s += box("sail", 0.13, 0.14, 0.26, 0.012).at(-0.33, 0, 0.18) + box("pop_sea", 0.10, 0.145, 0.04, 0.004).at(-0.33, 0, 0.37) + cylinder("pop_red", 0.035, 0.10, 12, 0.008).at(-0.36, 0, 0.43)
    return s


def gantry(paint):
    """A quay crane in the round: legs, boom out over the ship, a box on its ropes."""
    s = None
    for x in (-0.13, 0.13):
        for y in (-0.09, 0.09):
            m = limb(paint, (x, y, 0.0), (x, y, 0.56), 0.018, 0.016, 7)
            s = m if s is None else s + m
        s += limb(paint, (x, -0.09, 0.30), (x, 0.09, 0.30), 0.013, n=6)
    for y in (-0.09, 0.09):
        s += limb(paint, (-0.13, y, 0.28), (0.13, y, 0.28), 0.013, n=6) + limb(paint, (-0.13, y, 0.56), (0.13, y, 0.56), 0.015, n=6)
        s += limb(paint, (0.0, y * 0.5, 0.60), (0.0, 0, 0.90), 0.014, n=6)
    s += box(paint, 0.055, 0.86, 0.045, 0.008).at(0, 0.16, 0.56) + limb(paint, (0, 0, 0.89), (0, 0.56, 0.60), 0.008, n=5) + limb(paint, (0, 0, 0.89), (0, -0.25, 0.60), 0.008, n=5) + box("sail", 0.10, 0.11, 0.09, 0.012).at(0, 0.05, 0.48)
    for x in (-0.03, 0.03):
        s += limb("graphite", (x, 0.36, 0.56), (x, 0.36, 0.40), 0.005, n=4)
    return s + box("bx_a", 0.13, 0.10, 0.072, 0.006).at(0, 0.36, 0.33)


def docker():
    """Rose at thirty: overalls, cap, gloves, her hook over the shoulder."""
    pose = people.Pose(elbows=((-0.42, -0.02, 0.95), (0.40, 0.0, 0.94)), wrists=((-0.34, -0.16, 1.16), (0.26, -0.13, 0.80)), stance=0.15, lean=-2)
    f = people.figure(YOUNG, pose)
    cap = ball("cap", 0.212, 0.206, 0.105, k=6, power=2.3).at(0, 0.012, 0.382) + ball("cap", 0.15, 0.11, 0.022, k=5).turn(x=12).at(0, -0.185, 0.350)
    s = f.body + (f.head + cap).at(*f.neck)
    w = Vector((-0.34, -0.16, 1.16))
    s += tube("steel_light", [w + Vector((0.0, -0.05, 0.06)), w + Vector((0, -0.03, 0.22)), w + Vector((0.03, 0.02, 0.34)), w + Vector((0.10, 0.03, 0.37)), w + Vector((0.14, 0.0, 0.30))], 0.016, 8, 4) + limb("oak", w + Vector((-0.08, -0.06, 0.04)), w + Vector((0.08, -0.06, 0.04)), 0.024, n=8)
    s += tube("coral", [(-0.11, -0.115, 1.22), (0.0, -0.165, 1.185), (0.11, -0.115, 1.22), (0.10, 0.06, 1.25), (-0.10, 0.06, 1.25), (-0.11, -0.115, 1.22)], 0.034, 7, 3)
    return s


def beach():
    s = slab("pop_sand", 0.86, 0.98, 0.020, 0.06, 0.005) + slab("pop_sea", 0.84, 0.22, 0.006, 0.05, 0.0).at(0, 0.36, 0.020) + slab("sail", 0.78, 0.030, 0.004, 0.014, 0.0).at(0, 0.245, 0.024)
    for k in range(7):
        s += ball(("pop_quay", "page_b", "sail")[k % 3], 0.022, 0.018, 0.012, k=2).at(-0.36 + 0.12 * k, -0.36 + 0.05 * (k % 3), 0.022)
    return s


def cabins():
    """The white huts on the pebbles, each with its stripe."""
    s = None
    for k, paint in enumerate(("pop_red", "bx_d", "bx_a", "bx_c")):
        x = -0.33 + 0.22 * k
        m = box("sail", 0.19, 0.17, 0.22, 0.008).at(x, 0, 0) + outline(paint, [(-0.115, 0), (0.115, 0), (0, 0.10)], 0.20, 0.0).at(0, 0, -0.10).turn(x=90).at(x, 0, 0.215) + box(paint, 0.075, 0.012, 0.15, 0.004).at(x, -0.088, 0.01)
        s = m if s is None else s + m
    return s


def child():
    """Rose at seven, a kite's string in her hand."""
    pose = people.Pose(elbows=((-0.38, -0.02, 0.96), (0.40, -0.02, 1.02)), wrists=((-0.46, -0.08, 0.80), (0.42, -0.14, 1.26)), stance=0.12)
    f = people.figure(CHILD, pose)
    s = _plain(f.body, ("stripe", "brass")) + f.head.at(*f.neck)
    s += loft("dress", [(0, 0, 0.44, 0.30, 0.25), (0, 0, 0.56, 0.26, 0.21), (0, 0, 0.80, 0.19, 0.14)], 18, 2.3) + loft("sail", [(0, 0, 0.43, 0.302, 0.252), (0, 0, 0.47, 0.296, 0.246)], 18, 2.3)
    for x in (-1, 1):
        s += ball("coral", 0.06, 0.03, 0.04, k=3).turn(y=x * 30).at(x * 0.14, -0.03, 1.66)
    return s


def kite():
    """Its string runs down to the origin: the child's hand."""
    s = outline("kite", [(0, -0.16), (0.11, 0.02), (0, 0.13), (-0.11, 0.02)], 0.012).at(0, 0, -0.006).turn(x=90) + limb("coral", (0, -0.008, -0.16), (0, -0.008, 0.13), 0.006, n=5) + limb("coral", (-0.11, -0.008, 0.02), (0.11, -0.008, 0.02), 0.006, n=5)
    s = s.turn(y=-24).at(-0.20, 0.02, 0.40) + tube("coral", [(0, 0, 0), (-0.05, 0.01, 0.12), (-0.13, 0.02, 0.26)], 0.004, 4, 3)
    for k in range(3):
        s += ball(("pop_red", "bx_d", "bx_c")[k], 0.026, 0.008, 0.014, k=2).turn(y=30 + 40 * k).at(-0.10 + 0.03 * k, 0.02, 0.20 - 0.05 * k)
    return s


def gull():
    s = ball("white", 0.060, 0.100, 0.050, k=4) + ball("white", 0.042, 0.044, 0.042, k=4).at(0, -0.100, 0.030) + lathe("stripe", [(0.013, 0), (0, 0.046)], 6).turn(x=96).at(0, -0.136, 0.026)
    for x in (-1, 1):
        s += ball("eye", 0.0085, k=2).at(x * 0.026, -0.125, 0.042) + tube("white", [(x * 0.03, 0, 0.02), (x * 0.15, 0.01, 0.085), (x * 0.27, 0.05, 0.060)], 0.050, 8, 3, flat=0.22, radii=lambda t: 1.1 - 0.7 * t) + ball("graphite", 0.030, 0.030, 0.010, k=3).at(x * 0.27, 0.05, 0.060)
    return s


def make():
    left, right = HINGE + Vector((-WIDE / 2, 0, 0.012)), HINGE + Vector((WIDE / 2, 0, 0.004))
    _, head, neck = old_rose()
    _, his, at = onlooker()
    hand = Vector((0.42, -0.14, 1.26)) * 0.40
    kid = left + Vector((-0.10, -0.26, 0.02))
    moving = [
        Moving("opens.couverture", lid(), tuple(HINGE + Vector((0, 0, 0.002))), apart=True),
        Moving("life.nod.rose", head.scale(1.10), tuple(ROSE_M @ Vector(neck)), (16, 0, 8)),
        Moving("life.nod.soignant", his.scale(1.06), tuple(HIM_M @ Vector(at)), (18, 0, -16)),
    ]
    for k, (name, shape, where, turn) in enumerate((
            ("quai", sea_at_quay(), right + Vector((0, 0.28, 0)), (0, 0, 0)), ("navire", ship(), right + Vector((0.02, 0.36, 0.018)), (0, 0, -3)),
            ("grue", gantry("crane_r").scale(0.84), right + Vector((0.20, -0.08, 0.04)), (0, 0, 0)), ("grue_b", gantry("crane_g").scale(0.68), right + Vector((-0.24, 0.0, 0.04)), (0, 0, 8)),
            ("docker", docker().scale(0.52), right + Vector((-0.06, -0.36, 0.04)), (0, 0, -6)), ("plage", beach(), left, (0, 0, 0)), ("cabines", cabins(), left + Vector((0, 0.10, 0.02)), (0, 0, 0)),
            ("enfant", child().scale(0.40), kid, (0, 0, 10)), ("cerf_volant", kite(), kid + Vector((hand.x, hand.y, hand.z)), (0, 0, 0)),
            ("mouette", gull().scale(0.8), right + Vector((0.40, 0.24, 0.62)), (0, 0, 40)), ("mouette_b", gull().scale(0.6), left + Vector((-0.30, 0.30, 0.62)), (0, 0, -30)))):
        moving.append(Moving(f"reveal.{k:02}.{name}", shape, tuple(where), turn, apart=True))
    return Scene(static(), moving, [Anchor("opened.couverture", tuple(HINGE + Vector((-0.02, 0, 0.004))), (0, -177, 0)), Anchor("surface.table", (0, -0.2, TOP + 0.01), scale=(1.1, 0.7, 1)), Anchor("emit.steam.tasse", (1.04, 0.44, TOP + 0.16))])


def lights():
    light.rig(key=2.7, fill=52, rim=70, ambient=0.54)


BUDGETS = {"static": 10500, "life.nod.rose": 2400, "life.nod.soignant": 1500, "opens.couverture": 2200, "reveal.02.grue": 900, "reveal.03.grue_b": 900, "reveal.04.docker": 4600, "reveal.07.enfant": 3600, "reveal.01.navire": 900}
COVER = (HINGE.x + WIDE / 2, HINGE.y, BACK)
CAMERAS = {"camera.large": (4, 27, (0, 0, 0.6)), "camera.large.portrait": (4, 30, (0, 0, 0.6)),
           "camera.album": (10, 46, COVER, 2.7), "camera.album.portrait": (10, 46, COVER, 4.2)}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=960, samples=16)
