"""The building site: guard rails first, then helmet, harness, fence and slings, and only then the crane (levage.py).

python3 kits/charpente/source/chantier.py [--preview] [--look] [--out FOLDER]"""
import math

from bois import (Anchor, BASILE, NORA, Moving, PAINTS, Paint, Scene, Vector, ball, band, beam, box, cylinder, group, half_timber, hard_hat, harness, lathe, light, limb, people, person, plinth, publish, ring, robin, slab, stack, standing, tie, trestle, truss, tube, vest)

FLOOR = 0.012
K = 0.50                             # the truss's scale here
PLATE = 0.64                         # top of the posts
HALL_X, HALL_Y = 0.52, (0.16, 0.42, 0.68)      # the hall's middle, its trusses in depth: the first is missing
SPAN = 0.40                          # half the width between posts
RAIL_Z, RAIL_Y = 1.66, HALL_Y[0]
DECK_Z, DECK_Y = 0.34, -0.16         # the scaffold's deck
LOAD_AT = (-0.32, RAIL_Y, 0.20)
NORA_AT, NORA_TURN, NORA_K = (-0.86, -0.30, FLOOR), 14, 0.58
BENCH = 0.13


def hall():
    s = slab("stone", 1.06, 0.86, 0.03, 0.04, 0.008).at(HALL_X, 0.42, FLOOR)
    for y in HALL_Y:
        for t in (-1, 1):
            s += box("stone_b", 0.13, 0.13, 0.05, 0.01).at(HALL_X + t * SPAN, y, FLOOR + 0.03) + box("beam", 0.085, 0.085, PLATE - 0.16, 0.008).at(HALL_X + t * SPAN, y, 0.09)
            s += beam(0.24, 0.05, 0.05, "beam_b").turn(y=-t * 48).at(HALL_X + t * (SPAN - 0.10), y, PLATE - 0.14) if y > 0.2 else beam(0.001, 0.001, 0.001).at(HALL_X, 0.4, 0.3)
    for t in (-1, 1):
        s += beam(0.72, 0.085, 0.085, "beam_b").turn(z=90).at(HALL_X + t * SPAN, 0.42, PLATE - 0.0425)
    for y in HALL_Y[1:]:
        s += truss().scale(K).at(HALL_X, y, PLATE)
    s += beam(0.34, 0.06, 0.05).turn(z=90).at(HALL_X, 0.55, PLATE + 0.46)      # the ridge has begun
    for t in (-1, 1):
        s += beam(0.32, 0.05, 0.05, "beam_b").turn(z=90).at(HALL_X + t * 0.23, 0.55, PLATE + 0.31)
    return s


def scaffold():
    """In front of the hall: standards, deck, a ladder; its guard rail is missing."""
    s = None
    for x in (0.02, 0.52, 1.02):
        for y in (DECK_Y - 0.13, DECK_Y + 0.13):
            m = limb("steel_light", (x, y, FLOOR), (x, y, DECK_Z + (0.26 if y < DECK_Y else 0.05)), 0.013, n=7) + cylinder("graphite", 0.035, 0.012, 10, 0.003).at(x, y, FLOOR)
            s = m if s is None else s + m
    for y in (DECK_Y - 0.13, DECK_Y + 0.13):
        s += limb("steel", (0.0, y, DECK_Z - 0.02), (1.04, y, DECK_Z - 0.02), 0.011, n=6)
    s += limb("steel", (0.02, DECK_Y - 0.13, 0.03), (0.52, DECK_Y - 0.13, DECK_Z - 0.03), 0.009, n=6) + limb("steel", (1.02, DECK_Y - 0.13, 0.03), (0.52, DECK_Y - 0.13, DECK_Z - 0.03), 0.009, n=6)
    for k in range(4):
        s += box("oak_light" if k % 2 else "oak", 1.06, 0.062, 0.018, 0.003).at(0.52, DECK_Y - 0.10 + 0.067 * k, DECK_Z - 0.009)
    for t in (-1, 1):
        s += limb("coral", (0.90 + t * 0.05, DECK_Y - 0.24, FLOOR), (0.90 + t * 0.05, DECK_Y - 0.14, DECK_Z + 0.10), 0.012, n=6)
    for k in range(5):
        u = 0.12 + 0.19 * k
        s += limb("coral", (0.85, DECK_Y - 0.24 + 0.10 * u, DECK_Z * 1.25 * u), (0.95, DECK_Y - 0.24 + 0.10 * u, DECK_Z * 1.25 * u), 0.009, n=6)
    return s


def guard():
    """Top rail, middle rail and toe board, about their middle."""
    s = limb("safety", (-0.52, 0, 0.10), (0.52, 0, 0.10), 0.017, n=8) + limb("safety", (-0.52, 0, 0.01), (0.52, 0, 0.01), 0.014, n=8) + box("red", 1.06, 0.018, 0.07, 0.004).at(0, 0, -0.125)
    for x in (-0.50, 0.0, 0.50):
        s += limb("safety", (x, 0.0, -0.11), (x, 0.0, 0.10), 0.013, n=7)
    return s


def crane():
    """A small tower crane: its mast behind the load, the jib along the rail."""
    x, y = -1.06, RAIL_Y
    s = box("stone_b", 0.30, 0.30, 0.09, 0.02).at(x, y, FLOOR)
    for dx in (-0.05, 0.05):
        for dy in (-0.05, 0.05):
            s += box("safety", 0.020, 0.020, RAIL_Z - 0.06, 0).at(x + dx, y + dy, 0.09)
    for k in range(11):
        z = 0.10 + 0.14 * k
        for dy in (-0.05, 0.05):
            s += limb("safety", (x - 0.05, y + dy, z), (x + 0.05, y + dy, z + 0.14), 0.007, n=4) + limb("safety", (x - 0.05, y + dy, z), (x + 0.05, y + dy, z), 0.007, n=4)
    j = RAIL_Z + 0.03
    for dy in (-0.035, 0.035):
        s += box("safety", 2.20, 0.016, 0.020, 0).at(0.04, y + dy, j)
    s += box("safety", 2.16, 0.018, 0.018, 0).at(0.02, y, j + 0.10)
    for k in range(14):
        x0 = -1.02 + 0.155 * k
        s += limb("safety", (x0, y - 0.035, j + 0.01), (x0 + 0.077, y, j + 0.105), 0.006, n=4) + limb("safety", (x0 + 0.077, y, j + 0.105), (x0 + 0.155, y - 0.035, j + 0.01), 0.006, n=4)
    s += limb("graphite", (x, y, j + 0.30), (0.60, y, j + 0.11), 0.006, n=5) + box("safety", 0.08, 0.08, 0.30, 0.01).at(x, y, j)
    return s


def trolley():
    return box("coral", 0.15, 0.11, 0.05, 0.012).at(0, 0, -0.045) + cylinder("graphite", 0.03, 0.12, 12, 0.004).turn(x=90).at(-0.045, 0.06, 0.0) + cylinder("graphite", 0.03, 0.12, 12, 0.004).turn(x=90).at(0.045, 0.06, 0.0)


def hook():
    return box("safety", 0.07, 0.05, 0.08, 0.014).at(0, 0, -0.02) + tube("steel_dark", [(0, 0, -0.02), (0, 0, -0.06), (0.025, 0, -0.09), (0.0, 0, -0.12), (-0.028, 0, -0.10)], 0.012, 6, 3)


def slings():
    """From the hook to the rafters of the truss on the ground, in the load's space."""
    top = (0, 0, 0.80)
    s = None
    for t in (-1, 1):
        m = limb("felt", top, (t * 0.22, 0, 0.30), 0.012, n=6) + ring("felt", 0.055, 0.015, 14, 6).turn(y=t * 44, z=0).at(t * 0.22, 0, 0.30)
        s = m if s is None else s + m
    return s + ring("steel_light", 0.03, 0.010, 12, 6).turn(x=90).at(*top)


def sling_bag():
    s = None
    for k in range(3):
        m = ring("felt", 0.085, 0.020, 20, 6).at(0, 0, 0.02 + 0.034 * k)
        s = m if s is None else s + m
    return s + ring("steel_light", 0.035, 0.012, 12, 6).turn(x=80).at(0.10, 0, 0.06) + ring("steel_light", 0.035, 0.012, 12, 6).turn(x=80).at(-0.10, 0, 0.06)


def cone():
    return box("red", 0.13, 0.13, 0.018, 0.006) + lathe("red", [(0.052, 0.018), (0.038, 0.075)], 12) + lathe("white", [(0.038, 0.075), (0.027, 0.12)], 12) + lathe("red", [(0.027, 0.12), (0.012, 0.17), (0, 0.172)], 12)


ZONE = (-0.38, -0.16, 0.16)


def fence():
    """Cones and tape round the ground under the load, about ZONE."""
    c = [Vector((-0.58, -0.10, FLOOR)) - Vector(ZONE), Vector((-0.32, -0.16, FLOOR)) - Vector(ZONE), Vector((-0.06, -0.12, FLOOR)) - Vector(ZONE)]
    s = None
    for p in c:
        m = cone().at(*p)
        s = m if s is None else s + m
    for p, q in zip(c, c[1:]):
        a, b = p + Vector((0, 0, 0.13)), q + Vector((0, 0, 0.13))
        for k in range(6):
            u, w = a + (b - a) * (k / 6), a + (b - a) * ((k + 1) / 6)
            s += limb("red" if k % 2 else "white", u, w, 0.015, n=5)
    return s


def cap():
    s = ball("blue", 0.215, 0.225, 0.20, k=6)
    s = s.faces(lambda i, s=s: s.v[list(s.f[i])].mean(axis=0)[2] > 0.03)
    return s + lathe("overall_dark", [(0.15, 0.03), (0.16, 0.045), (0, 0.06)], 20).scale(1, 0.9, 0.5).at(0, -0.20, 0.03)


def radio():
    s = box("coral", 0.13, 0.09, 0.24, 0.025, 2) + box("graphite", 0.09, 0.012, 0.08, 0.006).at(0, -0.045, 0.04) + box("screen", 0.075, 0.012, 0.045, 0.004).at(0, -0.045, 0.15)
    return (s + limb("graphite", (0.04, 0, 0.22), (0.04, 0, 0.40), 0.013, n=7) + cylinder("stripe", 0.024, 0.03, 10, 0.006).at(-0.03, 0, 0.235)).at(0, 0, -0.12)


def nora():
    pose = people.Pose(elbows=((-0.36, 0.0, 0.94), (0.38, -0.06, 0.96)), wrists=((-0.44, -0.10, 0.78), (0.46, -0.24, 1.10)))
    return person(NORA, NORA_K, pose=pose)


def on_nora(v):
    a = math.radians(NORA_TURN)
    x, y, z = v
    return NORA_AT[0] + x * math.cos(a) - y * math.sin(a), NORA_AT[1] + x * math.sin(a) + y * math.cos(a), NORA_AT[2] + z


def crew():
    wave = people.Pose(elbows=((-0.40, -0.06, 0.97), (0.42, 0.0, 1.16)), wrists=((-0.34, -0.26, 0.92), (0.48, -0.06, 1.42)))
    return standing(BASILE, 0.40, (1.06, 0.02, FLOOR), -26, "basile", pose=wave, hat="hat_white", wears=vest())


def static():
    body, _, _ = nora()
    old, _ = crew()
    s = plinth("grass", 2.60, 2.0, 0.22, 0.32) + slab("earth", 2.30, 1.70, 0.012, 0.24, 0.004) + slab("earth_b", 1.2, 0.7, 0.004, 0.3, 0.001).at(-0.4, 0.1, 0.012)
    s += hall() + scaffold() + crane() + body.turn(z=NORA_TURN).at(*NORA_AT) + old
    s += truss().scale(K).at(*LOAD_AT)
    for x in (-0.30, 0.30):
        s += trestle(0.20, LOAD_AT[2] - FLOOR).turn(z=90).at(LOAD_AT[0] + x, RAIL_Y, FLOOR)
    # a hedge and two houses behind, the bench of what to put on in front
    for k in range(9):
        s += ball("grass_b" if k % 2 else "green", 0.12, 0.09, 0.10, k=3).at(-1.02 + 0.16 * k, 0.86, 0.08)
    h = half_timber(0.56, 0.34, 3, deep=0.05) + box("daub", 0.54, 0.20, 0.34, 0.004).at(0, 0.12, 0)
    from bois import outline
    h += outline("tile", [(-0.16, 0), (0.16, 0), (0, 0.22)], 0.62).turn(x=90).turn(z=90).at(-0.31, 0.10, 0.34)
    s += h.at(-0.66, 0.66, FLOOR)
    s += box("oak", 1.34, 0.30, 0.04, 0.012).at(0.07, -0.66, BENCH - 0.04) + box("cream", 1.22, 0.22, BENCH - 0.05, 0.012).at(0.07, -0.66, 0.012)
    return s + trolley().at(LOAD_AT[0], RAIL_Y, RAIL_Z) + limb("graphite", (LOAD_AT[0], RAIL_Y, RAIL_Z - 0.02), (LOAD_AT[0], RAIL_Y, LOAD_AT[2] + 0.88), 0.006, n=5)


def make():
    _, head, neck = nora()
    _, other = crew()
    up = people.HEAD_UP * NORA_K
    f = people.figure(NORA, people.Pose())
    strap = harness().scale(NORA_K)
    mid = (0, 0, 0.92 * NORA_K)
    hat_at = on_nora((neck.x, neck.y + 0.022 * NORA_K, neck.z + up + 0.04 * NORA_K))
    guard_at = (0.52, DECK_Y - 0.13, DECK_Z + 0.155)
    sling_at = (LOAD_AT[0], RAIL_Y, LOAD_AT[2] + 0.55)
    moving = [
        Moving("part.garde_corps", guard().scale(0.66), (-0.02, -0.88, FLOOR + 0.11), (0, 0, 0), apart=True), Moving("placed.garde_corps", guard(), guard_at, apart=True),
        Moving("part.casque", hard_hat().scale(0.50).at(0, 0, -0.06), (-0.48, -0.66, BENCH + 0.05), apart=True), Moving("placed.casque", hard_hat().scale(NORA_K).turn(x=-13), hat_at, (0, 0, NORA_TURN), apart=True),
        Moving("part.harnais", strap.at(0, 0, -0.92 * NORA_K).scale(0.88), (-0.18, -0.62, BENCH + 0.19), apart=True), Moving("placed.harnais", strap.at(*(-c for c in mid)), on_nora(mid), (0, 0, NORA_TURN), apart=True),
        Moving("part.balisage", cone().at(-0.07, 0, 0) + cone().at(0.08, 0.02, 0) + cone().at(0.08, 0.02, 0.03) + tube("white", [(-0.07, -0.05, 0.10), (0, -0.08, 0.08), (0.08, -0.04, 0.10)], 0.012, 5, 3), (0.08, -0.66, BENCH), apart=True), Moving("placed.balisage", fence(), ZONE, apart=True),
        Moving("part.elingues", sling_bag(), (0.38, -0.66, BENCH), apart=True), Moving("placed.elingues", slings().at(0, 0, -0.55), sling_at, apart=True),
        Moving("part.casquette", cap().scale(0.46).at(0, 0, -0.05), (-0.66, -0.78, FLOOR + 0.06), (0, 0, 30), apart=True),
        Moving("part.corde_usee", tube("rope", [(-0.10, 0, 0.02), (0.02, 0.05, 0.03), (0.10, 0, 0.02), (0.02, -0.06, 0.03), (-0.06, -0.01, 0.05), (0.06, 0.03, 0.06), (0.14, 0.06, 0.02)], 0.022, 6, 4) + tube("wool", [(0.14, 0.06, 0.02), (0.18, 0.09, 0.03)], 0.012, 5, 2) + tube("wool", [(0.14, 0.06, 0.02), (0.19, 0.05, 0.02)], 0.010, 5, 2), (0.62, -0.64, BENCH), apart=True),
        Moving("part.rubalise", (ring("blush", 0.06, 0.045, 18, 6, 0.9).turn(x=80) + tube("blush", [(0.06, -0.03, -0.08), (0.14, -0.06, -0.09), (0.20, -0.02, -0.09)], 0.02, 5, 3, flat=0.3)).at(0, 0, 0.10), (0.66, -0.84, FLOOR), apart=True),
        Moving("start.radio", radio().scale(0.86), (-0.60, -0.44, 0.19), (0, 0, -8), apart=True),
        Moving("life.swing.crochet", hook().at(0, 0, 0.0), (LOAD_AT[0], RAIL_Y, LOAD_AT[2] + 0.90), apart=True),
        Moving("life.nod.nora", head, on_nora(tuple(neck)), (0, 0, NORA_TURN)), other,
        Moving("life.bob.rouge_gorge", robin().scale(0.55), (HALL_X, HALL_Y[1], PLATE + 0.54), (0, 0, -20), turns=False)]
    anchors = [Anchor("socket.garde_corps", guard_at), Anchor("socket.casque", hat_at), Anchor("socket.harnais", on_nora(mid)), Anchor("socket.balisage", ZONE), Anchor("socket.elingues", sling_at),
               Anchor("surface.banc", (0.07, -0.66, BENCH), scale=(0.67, 0.15, 1)), Anchor("surface.sol", (-0.3, -0.2, FLOOR + 0.001), scale=(0.8, 0.5, 1))]
    return Scene(static(), moving, anchors)


def lights():
    light.rig(key=3.2, fill=60, rim=70, ambient=0.64)


BUDGETS = {"static": 10500, "life.nod.nora": 1300, "life.nod.basile": 700, "life.bob.rouge_gorge": 300, "part.harnais": 900, "placed.harnais": 1200, "part.casque": 800, "placed.casque": 900,
           "part.balisage": 500, "placed.balisage": 900}
CAMERAS = {"camera.securiser": (-7, 22, (0, 0, 0.8)), "camera.securiser.portrait": (-7, 26, (0, 0, 0.8))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=896, samples=24)
