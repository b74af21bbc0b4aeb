"""The finale: the truss stands in a Norman market hall, roofed with tiles, on the village square.

python3 kits/charpente/source/halle.py [--preview] [--look] [--out FOLDER]"""
import math

from bois import (BASILE, LIAM, LUCIE, NORA, Anchor, Moving, PAINTS, Paint, Scene, Vector, ball, beam, box, cylinder, group, half_timber, hard_hat, lathe, light, limb, outline, pane, people, plinth, ring, slab, standing, truss, tube, publish)

FLOOR = 0.012
X, Y = 0.10, 0.02                    # the hall's front gable
PLATE, SPAN, LONG = 0.66, 0.50, 0.86
K = 0.62                             # the truss here
EAVES, RIDGE = 0.66, 1.25            # over the floor


RUN, RISE = 0.76, RIDGE - EAVES + 0.06
COURSES = 11


def pitch():
    return math.degrees(math.atan2(RISE, RUN))


def course(k, t):
    """One course of tiles on the slope of side t, from the eaves (0) up to the ridge: (shape, where its middle lies)."""
    high = math.hypot(RUN, RISE) / COURSES
    u = (k + 0.5) / COURSES
    s = box(("tile", "tile_b", "tile_c")[(k * 2 + (t > 0)) % 3], high * 1.30, LONG + 0.16, 0.024, 0.006).at(0, 0, -0.012)
    for j in range(5):
        s += box(("tile_b", "tile_c", "tile")[(k + j) % 3], high * 1.2, 0.09, 0.014, 0.004).at(0, 0.01 - LONG / 2 + 0.19 * j + 0.08 * (k % 2), 0.006)
    return s.turn(y=t * (pitch() - 4)), (X + t * RUN * (1 - u), Y + LONG / 2 - 0.01, EAVES + RISE * u)


def rafters():
    """What carries the tiles: ridge, purlins, rafters; this is seen before the roof is closed."""
    a, mid = pitch() - 4, Y + LONG / 2
    s = box("old_oak", 0.055, LONG + 0.10, 0.05, 0.006).at(X, mid, RIDGE - 0.05)
    for t in (-1, 1):
        for u in (0.36, 0.70):
            s += box("old_oak_b", 0.05, LONG + 0.10, 0.05, 0.006).turn(y=t * a).at(X + t * RUN * (1 - u), mid, EAVES + RISE * u - 0.075)
        for k in range(7):
            y = Y - 0.03 + (LONG + 0.04) * k / 6
            s += box("old_oak" if k % 2 else "old_oak_b", math.hypot(RUN, RISE) * 0.97, 0.032, 0.030, 0.004).turn(y=t * pitch()).at(X + t * RUN * 0.50, y, EAVES + RISE * 0.50 - 0.052)
    return s


def ridge():
    return limb("tile_c", (0, -LONG / 2 - 0.10, 0), (0, LONG / 2 + 0.07, 0), 0.035, n=8)


def belfry():
    """Its foot on the ridge, its cock on top."""
    s = (box("old_oak", 0.15, 0.15, 0.14, 0.006) + box("slot", 0.09, 0.152, 0.08, 0).at(0, 0, 0.04) + lathe("slate", [(0.15, 0.14), (0.10, 0.20), (0.02, 0.38), (0, 0.40)], 4).turn(z=45))
    return s + limb("brass", (0, 0, 0.38), (0, 0, 0.45), 0.007, n=5)


def bouquet():
    """What carpenters tie to the ridge when the frame is done: green branches, flowers, ribbons."""
    s = None
    for k in range(9):
        a = math.tau * k / 9
        m = lathe("green" if k % 2 else "grass_b", [(0.030, 0), (0.022, 0.05), (0, 0.11)], 6).turn(x=32 + 12 * (k % 2)).turn(z=math.degrees(a)).at(0, 0, 0.02)
        s = m if s is None else s + m
    s += lathe("green", [(0.032, 0), (0.024, 0.07), (0, 0.15)], 7).at(0, 0, 0.03)
    for k, p in enumerate(("coral", "cream", "yellow", "petal", "cream", "coral")):
        a = math.tau * k / 6
        s += ball(p, 0.020, k=2).at(0.052 * math.cos(a), 0.052 * math.sin(a), 0.075 + 0.02 * (k % 2))
    for k, p in enumerate(("sign_blue", "white", "red")):
        s += tube(p, [(0.012 * (k - 1), -0.02, 0.03), (0.035 * (k - 1), -0.05, -0.05), (0.05 * (k - 1), -0.045, -0.14)], 0.012, 5, 3, flat=0.3)
    return s


def roof():
    """Name -> (shape, where): the tiles come course upon course from the eaves, then what stands on the ridge."""
    made = {}
    for k in range(COURSES):
        for n, t in enumerate((-1, 1)):
            made[f"{2 * k + n:02}.tuiles"] = course(k, t)
    made["22.faitage"] = (ridge(), (X, Y + LONG / 2 - 0.015, RIDGE + 0.045))
    made["23.campanile"] = (belfry() + cock().at(0, 0, 0.46), (X, Y + 0.42, RIDGE + 0.03))
    made["24.bouquet"] = (bouquet().scale(1.15), (X, Y - 0.13, RIDGE + 0.06))
    return made


def frame():
    s = slab("stone", 1.36, LONG + 0.26, 0.03, 0.05, 0.008).at(X, Y + LONG / 2, FLOOR)
    for y in (Y, Y + LONG / 2, Y + LONG):
        for t in (-1, 1):
            x = X + t * SPAN
            s += box("stone_b", 0.13, 0.13, 0.07, 0.012).at(x, y, 0.03) + box("old_oak", 0.085, 0.085, PLATE - 0.14, 0.008).at(x, y, 0.09)
            a, b = (x, PLATE - 0.30), (x - t * 0.20, PLATE - 0.06)
            s += limb("old_oak_b", (a[0], y, a[1]), (b[0], y, b[1]), 0.028, n=6)
            if y < Y + LONG:
                s += limb("old_oak_b", (x, y, PLATE - 0.28), (x, y + 0.18, PLATE - 0.06), 0.026, n=6) + limb("old_oak_b", (x, y + LONG / 2, PLATE - 0.28), (x, y + LONG / 2 - 0.18, PLATE - 0.06), 0.026, n=6)
    for t in (-1, 1):
        s += box("old_oak", 0.09, LONG + 0.14, 0.08, 0.008).at(X + t * SPAN, Y + LONG / 2, PLATE - 0.06)
    for y in (Y + LONG / 2, Y + LONG):
        s += truss().paints("old_oak").scale(K).at(X, y, PLATE)
    return s


def stall(paint, goods, n=5, canopy=True):
    """A table of crates under a striped cloth."""
    s = box("oak", 0.40, 0.22, 0.025, 0.006).at(0, 0, 0.17)
    for x in (-0.17, 0.17):
        for y in (-0.08, 0.08):
            s += box("oak_dark", 0.022, 0.022, 0.17, 0).at(x, y, 0)
    s += box("cream", 0.41, 0.012, 0.12, 0.004).at(0, -0.112, 0.06)
    for k, g in enumerate(goods):
        x = -0.13 + 0.13 * k
        s += box("oak_light", 0.115, 0.16, 0.035, 0.005).at(x, 0, 0.195)
        for j in range(n):
            s += ball(g, 0.030, k=2).at(x - 0.03 + 0.03 * (j % 3), -0.04 + 0.06 * (j // 3), 0.245)
    if canopy:
        for x in (-0.19, 0.19):
            s += limb("white", (x, 0.10, 0), (x, 0.10, 0.46), 0.009, n=5)
        for k in range(6):
            s += box(paint if k % 2 else "cream", 0.072, 0.34, 0.010, 0.002).turn(x=14).at(-0.18 + 0.072 * k, -0.03, 0.44)
    return s


def house(w, h, roof_paint, daub="daub", bays=3, turn=0):
    s = half_timber(w, h, bays, deep=0.05, daub=daub) + box(daub, w - 0.01, 0.26, h, 0.004).at(0, 0.15, 0)
    s += outline(roof_paint, [(-0.22, 0), (0.22, 0), (0, 0.30)], w + 0.08).turn(x=90).turn(z=90).at(-(w + 0.08) / 2, 0.13, h)
    s += pane(0.12, 0.13).scale(0.9).at(-w * 0.22, -0.02, h * 0.58) + pane(0.12, 0.13).scale(0.9).at(w * 0.22, -0.02, h * 0.58) + box("teal", 0.13, 0.02, 0.24, 0.006).at(w * 0.05, -0.03, 0)
    return s + box("brick", 0.08, 0.08, 0.22, 0.008).at(w * 0.3, 0.16, h + 0.14)


def church():
    s = box("stone", 0.26, 0.26, 0.86, 0.012) + lathe("slate", [(0.20, 0.86), (0.13, 0.98), (0.03, 1.42), (0, 1.46)], 8).turn(z=22.5) + box("stone_b", 0.28, 0.28, 0.03, 0.004).at(0, 0, 0.56)
    return s + box("slot", 0.06, 0.27, 0.14, 0.02).at(0, 0, 0.64) + ring("stone_b", 0.05, 0.012, 16, 5).turn(x=90).at(0, -0.135, 0.44) + box("stone", 0.5, 0.22, 0.36, 0.01).at(0.32, 0.02, 0) + outline("slate_b", [(-0.14, 0), (0.14, 0), (0, 0.20)], 0.52).turn(x=90).turn(z=90).at(0.06, 0.02, 0.36)


def tree(r=0.16):
    s = limb("old_oak_b", (0, 0, 0), (0, 0, 0.24), 0.028, 0.02, 7)
    for dx, dy, dz, k in ((0, 0, 0.36, 1.0), (-0.09, -0.03, 0.29, 0.7), (0.10, 0.02, 0.30, 0.75), (0.02, -0.05, 0.48, 0.65)):
        s += ball("green" if dx >= 0 else "grass_b", r * k, r * k * 0.9, r * k * 0.85, k=4, power=2.2).at(dx, dy, dz)
    for k in range(9):      # an apple tree: this is Normandy
        a = 2.4 * k
        s += ball("red", 0.020, k=2).at(0.15 * math.cos(a), -0.10 + 0.05 * math.sin(a), 0.24 + 0.032 * k)
    return s


def chickens():
    s = None
    for x, y, t in ((0, 0, 0), (0.09, 0.05, 70)):
        m = ball("white", 0.034, 0.044, 0.034, k=3).at(0, 0, 0.042) + ball("white", 0.020, k=3).at(0, -0.036, 0.082) + lathe("stripe", [(0.007, 0), (0, 0.02)], 5).turn(x=90).at(0, -0.054, 0.082) + ball("red", 0.012, 0.006, 0.012, k=2).at(0, -0.036, 0.104) + ball("cream", 0.010, 0.03, 0.026, k=2).turn(x=-40).at(0, 0.042, 0.062)
        m = m.turn(z=t).at(x, y, 0)
        s = m if s is None else s + m
    return s


LOOKS = (people.Look(skin="skin_3", nose="nose_4", hair="hair_brown", style="long", top="petal", top_dark="blush", legs="denim"), people.Look(skin="skin_5", nose="skin_6", hair="hair_black", style="short", lashes=False, top="sign_blue", top_dark="overall_dark", legs="corduroy"),
         people.Look(skin="skin_1", nose="nose_1", lips="lip_light", hair="hair_grey", style="bun", ribbon="scarf", top="scarf", top_dark="scarf_b", legs="petrol_deep", glasses=True), people.Look(skin="skin_2", nose="skin_3", lips="lip_light", hair="hair_blond", style="short", lashes=False, top="stripe", top_dark="orange", legs="denim"))


def crew():
    wave = people.Pose(elbows=((-0.40, -0.06, 0.95), (0.44, -0.02, 1.16)), wrists=((-0.36, -0.24, 0.86), (0.50, -0.06, 1.42)))
    carry = people.Pose(elbows=((-0.34, -0.08, 0.92), (0.34, -0.08, 0.92)), wrists=((-0.18, -0.32, 0.94), (0.18, -0.32, 0.94)))
    s, heads = None, []
    for look, at, turn, size, name, more in (
            (NORA, (-0.10, -0.42, FLOOR), 8, 0.36, "nora", dict(pose=wave, hat="hat")), (BASILE, (0.20, -0.44, FLOOR), -10, 0.36, "basile", dict(hat="hat_white")), (LIAM, (-0.34, -0.34, FLOOR), 22, 0.34, "liam", dict(hat="hat")),
            (LOOKS[0], (-0.80, -0.36, FLOOR), 40, 0.33, "cliente", dict(pose=carry)), (LOOKS[1], (0.80, -0.14, FLOOR), -20, 0.34, None, dict(pose=carry)), (LOOKS[2], (-0.14, 0.46, 0.04), 10, 0.32, None, {}), (LOOKS[3], (0.58, -0.52, FLOOR), -50, 0.24, "enfant", dict(pose=wave))):
        body, head = standing(look, size, at, turn, name, **more)
        s = body if s is None else s + body
        if head:
            heads.append(head)
    return s, heads


def static():
    people_, _ = crew()
    s = plinth("grass", 2.60, 2.0, 0.22, 0.32) + slab("stone", 2.20, 1.60, 0.010, 0.30, 0.004)
    for k in range(46):      # paving
        x, y = -0.98 + 0.285 * (k % 8) + 0.12 * ((k // 8) % 2), -0.70 + 0.24 * (k // 8)
        s += slab("stone_b", 0.22, 0.16, 0.003, 0.04, 0.001, 2).at(x, y, 0.010)
    s += frame() + rafters() + people_
    s += house(0.62, 0.42, "slate", "daub").turn(z=16).at(-0.86, 0.52, FLOOR) + house(0.50, 0.48, "tile_b", "daub_b", 2).turn(z=-20).at(0.98, 0.50, FLOOR) + church().at(-0.52, 0.84, FLOOR)
    s += stall("coral", ("red", "green", "orange")).turn(z=24).at(-0.92, -0.10, FLOOR) + stall("teal", ("cream", "stripe", "cream")).turn(z=-24).at(0.98, -0.30, FLOOR) + stall("coral", ("felt", "petal", "yellow"), canopy=False).at(-0.12, 0.24, 0.04) + stall("teal", ("oak_light", "oak", "oak_light"), canopy=False).at(0.34, 0.26, 0.04)
    s += tree(0.12).scale(0.9).at(-1.04, -0.58, FLOOR) + tree(0.13).at(1.08, 0.10, FLOOR) + chickens().at(-0.24, -0.70, FLOOR)
    # a barrel of cider and its bench
    s += lathe("oak", [(0.06, 0), (0.08, 0.06), (0.08, 0.10), (0.06, 0.16), (0, 0.16)], 14).at(0.52, -0.24, FLOOR) + ring("graphite", 0.078, 0.007, 16, 5).at(0.52, -0.24, 0.06) + ring("graphite", 0.078, 0.007, 16, 5).at(0.52, -0.24, 0.12)
    return s + bunting()


def bunting():
    s = None
    for (a, b) in (((X - 0.74, Y - 0.12, 0.72), (-1.0, 0.30, 0.52)), ((X + 0.74, Y - 0.12, 0.72), (0.98, 0.24, 0.56))):
        a, b = Vector(a), Vector(b)
        for k in range(5):
            p = a + (b - a) * ((k + 0.5) / 5) + Vector((0, 0, -0.05 * math.sin(math.pi * (k + 0.5) / 5)))
            m = outline(("coral", "stripe", "teal_light", "cream", "felt")[k], [(-0.03, 0), (0, -0.06), (0.03, 0)], 0.005).turn(x=90).at(*p)
            s = m if s is None else s + m
    return s


def cock():
    s = outline("brass", [(-0.06, 0.0), (-0.02, -0.02), (0.03, -0.015), (0.05, 0.03), (0.075, 0.045), (0.05, 0.06), (0.02, 0.02), (-0.03, 0.03), (-0.07, 0.07)], 0.012).turn(x=90).at(0, 0.006, 0.03)
    return s + limb("brass", (-0.07, 0, 0), (0.07, 0, 0), 0.005, n=5)


def swallow():
    s = ball("petrol_deep", 0.014, 0.045, 0.014, k=2)
    for t in (-1, 1):
        s += tube("petrol_deep", [(t * 0.008, 0, 0.006), (t * 0.05, -0.012, 0.028), (t * 0.095, 0.028, 0.018)], 0.014, 5, 3, flat=0.25, radii=lambda u: 1.1 - 0.8 * u) + limb("petrol_deep", (0, 0.03, 0), (t * 0.018, 0.085, 0.004), 0.006, 0.002, 5)
    return s


TRUSS_AT = (X, Y - 0.03, PLATE)


def make():
    _, heads = crew()
    moving = [Moving("weld.ferme", truss().scale(K), TRUSS_AT), *heads]
    moving += [Moving(f"reveal.{name}", shape, at, turns=False) for name, (shape, at) in roof().items()]
    moving += [Moving(f"life.bob.hirondelle_{k}", swallow().scale(z), (x, y, h), (0, 0, t), apart=True) for k, (x, y, h, t, z) in enumerate(((-0.50, -0.30, 1.30, 40, 1.1), (-0.30, -0.10, 1.50, 60, 0.9), (0.74, -0.30, 1.26, -50, 1.0)), 1)]
    return Scene(static(), moving, [Anchor("ferme.devant", (X, Y - 0.10, PLATE + 0.25), (90, 0, 0)), Anchor("surface.place", (0, -0.2, FLOOR), scale=(1.0, 0.6, 1))])


def lights():
    light.rig(key=3.3, fill=56, rim=80, ambient=0.56)
    light.point((X, Y + 0.40, 0.55), 3.0, (1.0, 0.72, 0.40), 0.1, "lantern")


BUDGETS = {"static": 11000, "weld.ferme": 1900, "life.nod.nora": 900, "life.nod.basile": 800, "life.nod.liam": 800, "life.nod.cliente": 500, "life.nod.enfant": 500, "reveal.23.campanile": 260, "reveal.24.bouquet": 420, **{f"reveal.{k:02}.tuiles": 190 for k in range(22)}}
FERME = (X, Y, PLATE + 0.24)
CAMERAS = {"camera.large": (-10, 20, (0, 0, 0.7)), "camera.large.portrait": (-8, 20, (0, 0, 0.7)),
           "camera.ferme": (-6, 6, FERME, 1.9), "camera.ferme.portrait": (-6, 6, FERME, 2.6)}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=896, samples=18)
