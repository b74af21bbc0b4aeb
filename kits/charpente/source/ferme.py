"""The truss goes up in the workshop: timbers lie ready before the trestles, with a bad tenon and a box of nails among them.

python3 kits/charpente/source/ferme.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
from bois import (DEEP, KING_LONG, PEGS, TIE, Anchor, BASILE, NORA, LIAM, Moving, Picture, Scene, ball, beam, box, cylinder, group, half_timber, king, lathe, light, limb, mark, pane, peg, pegs_in,  # noqa: F401
                  people, publish, ring, robin, slab, stack, standing, stood, strut, tenon, tie, trestle, truss, tube, where, yard)
from workshop import chisels, mallet, plane, saw, shavings, square

Z, Y = 0.30, 0.16                    # where the tie lies: over the floor, in depth
FLOOR = 0.012
WALL_Y = 0.74


def nails():
    """An open box of long nails."""
    s = box("steel_dark", 0.26, 0.18, 0.07, 0.01) + box("slot", 0.22, 0.14, 0.002, 0).at(0, 0, 0.0695)
    for k in range(9):
        a = (-0.09 + 0.022 * k, -0.03 + 0.02 * (k % 3), 0.075)
        s += limb("steel_light", a, (a[0] + 0.03 - 0.012 * (k % 4), a[1] + 0.01, 0.16 + 0.01 * (k % 3)), 0.007, 0.006, 6) + cylinder("steel_light", 0.018, 0.008, 8, 0).at(a[0] + 0.03 - 0.012 * (k % 4), a[1] + 0.01, 0.165 + 0.01 * (k % 3))
    return s + box("sign_blue", 0.20, 0.004, 0.04, 0).at(0, -0.092, 0.014)


def basket():
    """Pegs of oak in a round basket."""
    s = lathe("leather_light", [(0.10, 0), (0.125, 0.02), (0.14, 0.10), (0.13, 0.105), (0.10, 0.06), (0, 0.06)], 16) + ring("leather", 0.137, 0.014, 18, 6).at(0, 0, 0.10) + ring("leather", 0.13, 0.010, 18, 6).at(0, 0, 0.05)
    for k in range(8):
        x, y = 0.07 * (-1) ** k * (k % 3) / 2, 0.05 * (-1) ** (k // 2) * (k % 2)
        s += peg("oak_dark", 0.20, 0.022).turn(x=-70 - 8 * (k % 3), z=40 * k).at(x, y, 0.23)
    return s.at(0, 0, -0.11)


def wall():
    s = half_timber(2.20, 1.06, 5).at(0, WALL_Y + 0.06, 0)
    s += pane(0.34, 0.32).at(-0.30, WALL_Y + 0.03, 0.58) + pane(0.34, 0.32).at(0.46, WALL_Y + 0.03, 0.58)
    s += box("old_oak_b", 2.32, 0.20, 0.07, 0.016).at(0, WALL_Y + 0.05, 1.05)
    s += saw().scale(1.1).at(-0.78, WALL_Y - 0.02, 0.92) + square().scale(0.9).at(0.74, WALL_Y - 0.02, 0.66) + chisels(3).scale(1.2).at(-0.06, WALL_Y - 0.02, 0.86)
    return s


def crew():
    """Nora with the mallet and Basile, behind the tie, hands to the truss."""
    reach = people.Pose(elbows=((-0.34, -0.12, 0.98), (0.36, -0.06, 0.95)), wrists=((-0.26, -0.34, 1.06), (0.42, -0.24, 1.02)))
    rest = people.Pose(elbows=((-0.36, -0.06, 0.95), (0.34, -0.14, 1.0)), wrists=((-0.40, -0.24, 0.92), (0.22, -0.36, 1.08)))
    nora, head = standing(NORA, 0.56, (-0.80, 0.46, FLOOR), 12, "nora", pose=reach, hat="hat")
    old, other = standing(BASILE, 0.57, (0.80, 0.46, FLOOR), -12, "basile", pose=rest, hat="hat_white")
    return nora + old, [head, other]


def static():
    body, _ = crew()
    s = group(yard(), wall(), body)
    for x in (-0.62, 0.62):
        s += trestle(0.30, Z).turn(z=90).at(x, Y, FLOOR * 0)
    s += stack((3, 2), 0.62).turn(z=90).at(1.06, 0.28, FLOOR) + shavings(9, 0.34).at(0.10, 0.42, FLOOR) + shavings(5, 0.20).at(-0.98, -0.02, FLOOR)
    # mats where the timbers lie
    s += slab("petrol_deep", 2.16, 0.80, 0.006, 0.06, 0.003).at(0, -0.46, FLOOR)
    return s


HOMES = {
    "entrait": (tie(), (0.0, -0.78, TIE / 2 + 0.03)),
    "arbaletrier_un": (strut("arba", 1), (-0.56, -0.585, 0.08)),
    "arbaletrier_deux": (strut("arba", 2), (0.58, -0.585, 0.08)),
    "poincon": (king(), (-0.62, -0.38, 0.09)),
    "contrefiche_un": (strut("contre", 3), (0.13, -0.38, 0.07)),
    "contrefiche_deux": (strut("contre", 4), (0.66, -0.38, 0.07)),
    "chevilles": (basket(), (1.02, -0.30, 0.14)),
    "tenon_rate": (strut("arba", 0, bad=True).scale(0.72, 1, 1), (0.42, -0.185, 0.08)),
    "clous": (nails().at(0, 0, -0.08), (-0.98, -0.20, 0.10)),
    "contrefiche_fendue": (strut("contre", 0) + box("slot", 0.26, 0.004, 0.016, 0).turn(y=8).at(0.06, -DEEP * 0.46 - 0.002, 0) + box("slot", 0.20, 0.03, 0.003, 0).turn(z=7).at(0.08, 0, 0.042), (-0.46, -0.185, 0.07)),
}


def placed():
    """Name -> (shape, where) of what stands in the truss."""
    at = {"entrait": (tie(), (0, Y, Z + TIE / 2)), "poincon": (king().turn(y=-90), (0, Y, Z + TIE + KING_LONG / 2)), "chevilles": (pegs_in(0.024).at(0, 0, -0.45), (0, Y, Z + 0.45))}
    for name, kind in (("arbaletrier", "arba"), ("contrefiche", "contre")):
        for n, side, marks in (("un", -1, 1), ("deux", 1, 2)):
            (x, z), _ = where(kind, side)
            at[f"{name}_{n}"] = (stood(kind, side, marks if kind == "arba" else marks + 2), (x, Y, Z + z))
    return at


def make():
    _, heads = crew()
    there = placed()
    moving = [Moving(f"part.{i}", s, at, apart=True) for i, (s, at) in HOMES.items()]
    moving += [Moving(f"placed.{i}", s, at, apart=True) for i, (s, at) in there.items()]
    moving += [*heads, Moving("life.bob.rouge_gorge", robin().scale(0.8), (0.46, 0.66, 0.555), (0, 0, -20), turns=False)]
    return Scene(static(), moving, [*(Anchor(f"socket.{i}", at) for i, (_, at) in there.items()), Anchor("surface.sol", (0, 0, FLOOR + 0.008), scale=(1.12, 0.82, 1))])


def lights():
    light.rig(key=2.9, fill=64, rim=70, ambient=0.56)
    light.area((0.10, WALL_Y - 0.10, 0.74), (0.1, -0.4, 0.1), 4.0, 0.8, (1.0, 0.78, 0.46), "windows")


# ---- the two pictures

def at_work():
    reach = people.Pose(elbows=((-0.44, -0.10, 1.02), (0.38, -0.16, 0.98)), wrists=((-0.50, -0.30, 1.24), (0.24, -0.42, 1.06)), lean=4)
    nora, _ = standing(NORA, 0.66, (-0.60, -0.34, FLOOR), 24, pose=reach, hat="hat")
    other, _ = standing(BASILE, 0.62, (0.74, 0.44, FLOOR), -14, hat="hat_white", pose=people.Pose(elbows=((-0.36, -0.06, 0.95), (0.34, -0.14, 1.0)), wrists=((-0.36, -0.30, 1.04), (0.22, -0.36, 1.08))))
    s = group(yard(), nora, other, truss().at(0, Y, Z), half_timber(2.2, 1.06, 5).at(0, 0.80, 0), stack((3, 2), 0.62).turn(z=90).at(1.06, 0.10, FLOOR))
    for x in (-0.62, 0.62):
        s += trestle(0.30, Z).turn(z=90).at(x, Y, 0)
    s += mallet().scale(0.9).turn(y=-78).at(-0.735, -0.70, 1.04) + plane().turn(z=24).at(0.52, -0.52, FLOOR) + shavings(11, 0.34).at(0.22, -0.58, FLOOR) + basket().at(0.94, -0.40, 0.12)
    return s


def joint():
    """A tenon about to enter its mortise, a peg waiting: what holds without a nail?"""
    s = slab("old_oak_b", 3.0, 1.2, 0.2, 0.02, 0.01).at(0, 0, -0.2)
    s += beam(1.4, 0.26, 0.26, "beam_b", seed=1).turn(z=90).at(0.34, 0, 0.13) + box("slot", 0.004, 0.16, 0.10, 0).at(0.209, 0, 0.09)
    s += beam(0.9, 0.24, 0.24, seed=2).at(-0.48, 0, 0.13) + box("beam_end", 0.20, 0.145, 0.09, 0.006).at(0.06, 0, 0.095) + cylinder("slot", 0.022, 0.002, 12, 0).at(0.07, 0, 0.185)
    return s + peg("oak_dark", 0.30, 0.030).turn(z=38).at(-0.20, -0.32, 0.03) + shavings(6, 0.25).at(-0.5, -0.36, 0)


def warm():
    light.rig(key=3.1, fill=52, rim=90, ambient=0.52)


def dusk():
    light.rig(key=2.1, fill=12, rim=110, ambient=0.12)


PICTURES = {
    "cover": Picture(at_work, (8, 14, (0.0, 0.0, 0.58), 6.9, 80), warm, ("#F0A35A", "#7A3B1D")),
    "mystere": Picture(joint, (-24, 26, (0.05, 0.0, 0.12), 1.75, 62), dusk, ("#5B3420", "#120A08"), (0.12, -0.05, 0.15)),
}
BUDGETS = {"static": 9000, "life.nod.nora": 1300, "life.nod.basile": 1300, "life.bob.rouge_gorge": 420, "part.chevilles": 900, "placed.chevilles": 700, "part.clous": 800}
CAMERAS = {"camera.assembler": (-5, 27, (0, 0, 0.5)), "camera.assembler.portrait": (-4, 32, (0, 0, 0.5))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=896, samples=24, pictures=PICTURES)
