"""A joiner's bench: the sides, rails and seat of a stool lie ready, and one rail that is split.

python3 assets/templates/assembler/source/tabouret.py [--preview] [--look] [--only model|pictures] [--out FOLDER]
Wherever this file lies, run it from Établi's folder, or name that in ETABLI_HOME."""
import math
import os
import sys
from pathlib import Path

HOMES = [Path(os.environ.get("ETABLI_HOME", ".")).resolve(), *Path(__file__).resolve().parents]
sys.path.insert(0, str(next(h for h in HOMES if (h / "assets/source/diorama.py").is_file()) / "assets/source"))
from diorama import Anchor, Moving, Picture, Scene, publish  # noqa: E402
from etabli_art import light, people  # noqa: E402
from etabli_art.shapes import box, group, slab  # noqa: E402
from workshop import TOP, WALL_Y, bench, bird, board, chisels, figure_behind, floor, glue, mallet, mug, on_wall, pencil, plane, plant, rule, saw, screw_clamp, shavings, square, wall, window  # noqa: E402

# The stool, metres: it is built upright in the middle of the bench.
AT, YAW = (0.0, 0.10), 24.0         # its middle on the bench; how it is turned, degrees: its sides are seen as ladders
HALF_X, HALF_Y, TALL = 0.25, 0.21, 0.50    # from its middle to the legs' middles; the legs' height
LEG, RAIL = 0.085, 0.075            # sides of a leg, height of a rail
RAIL_Z = TALL - 0.10                # where the rails between the sides lie
SEAT = (0.72, 0.60, 0.07)
MUG_AT = (0.40, 0.60)


# ---- the parts: each with its origin in its middle

def side():
    """Two legs and the rail between them."""
    s = None
    for y in (-HALF_Y, HALF_Y):
        m = box("oak_light", LEG, LEG, TALL, 0.014).at(0, y, -TALL / 2) + box("oak", LEG * 0.82, LEG * 0.82, 0.012, 0.003).at(0, y, -TALL / 2 - 0.006)
        s = m if s is None else s + m
    for z in (0.12, RAIL_Z):
        s += box("pine", 0.055, 2 * HALF_Y, RAIL, 0.010).at(0, 0, z - RAIL / 2 - TALL / 2)
    for y in (-HALF_Y, HALF_Y):      # the mortises, open to both sides so that either side of the stool may be this one
        for x in (-1, 1):
            s += box("slot", 0.004, 0.030, 0.052, 0).at(x * LEG / 2, y, RAIL_Z - 0.026 - TALL / 2)
    return s


def rail(split=False, short=False):
    """A rail with its two tenons, along X."""
    half = (HALF_X - LEG / 2) * (0.62 if short else 1.0)
    s = box("pine", 2 * half, 0.055, RAIL, 0.010).at(0, 0, -RAIL / 2)
    for x in (-1, 1):
        s += box("oak_light", 0.040, 0.026, 0.046, 0.004).at(x * (half + 0.018), 0, -0.023)
    if split:      # it gapes from one end to its middle
        crack = [(0.17, 0.020), (0.10, 0.010), (0.05, 0.014), (-0.02, 0.002), (-0.07, 0.004)]
        for (x0, z0), (x1, z1) in zip(crack, crack[1:]):
            s += box("slot", abs(x0 - x1) + 0.012, 0.058, 0.011, 0).turn(y=(z1 - z0) / (x0 - x1) * 57).at((x0 + x1) / 2, 0, (z0 + z1) / 2 - 0.005)
        for x, z in ((0.10, 0.020), (0.00, 0.006)):
            s += box("pine_dark", 0.05, 0.062, 0.006, 0.002).turn(y=-8).at(x, 0, z)
        s += box("slot", 0.10, 0.012, 0.003, 0).turn(z=6).at(0.12, 0.0, RAIL / 2)
    return s


def seat():
    x, y, h = SEAT
    s = slab("pine", x, y, h, 0.11, 0.022, 6).at(0, 0, -h / 2)
    for k in range(3):      # the boards it is glued from
        s += box("pine_dark", x - 0.05, 0.006, 0.002, 0).at(0, -0.15 + 0.15 * k, h / 2)
    return s


def stool():
    """The finished stool, standing on z = 0."""
    z = TALL / 2
    s = side().at(-HALF_X, 0, z) + side().at(HALF_X, 0, z) + seat().at(0, 0, TALL + SEAT[2] / 2)
    return s + rail().at(0, -HALF_Y, RAIL_Z) + rail().at(0, HALF_Y, RAIL_Z)


# ---- the scene

def things():
    z = TOP
    s = on_wall(board(0.92), -0.30, 0.07)
    s += on_wall(saw(), -0.64, 0.42).at(0, -0.03, 0) + on_wall(saw().scale(0.8), -0.46, 0.40).at(0, -0.03, 0) + on_wall(chisels(), -0.30, 0.34).at(0, -0.035, 0) + on_wall(square(), 0.06, 0.18).at(0, -0.03, 0)
    s += on_wall(window(0.56, 0.36), 0.66, 0.12)
    s += plant().at(0.98, 0.64, z) + mug("coral").turn(z=-40).at(*MUG_AT, z) + glue().at(0.66, 0.58, z)
    # on the bench, out of the way of the hands
    s += plane().turn(z=18).at(-0.90, 0.55, z) + shavings(6, 0.22).at(-0.62, 0.62, z) + rule().turn(z=86).at(1.06, -0.10, z) + pencil().turn(z=60).at(0.22, -0.78, z)
    s += slab("petrol_deep", 0.86, 0.74, 0.008, 0.08, 0.004).at(*AT, z)      # a mat where the stool stands
    return s + screw_clamp(0.30).turn(z=4).at(-0.12, 0.68, z) + shavings(4, 0.16).at(-0.98, -0.66, z)


def static():
    return group(floor(), bench(top="oak_dark", seam="leather_dark"), wall(), things())


def make():
    z, flat = TOP + TALL / 2, TOP + 0.05      # of what stands and what lies
    # A part keeps its turn on its way: it lies here as it will stand there.
    homes = {
        "cote_gauche": (side(), (-0.80, 0.10, z)),
        "traverse_avant": (rail(), (-0.46, -0.58, flat)),
        "traverse_arriere": (rail(), (-0.02, -0.42, flat)),
        "cote_droit": (side(), (0.82, 0.20, z)),
        "assise": (seat(), (0.72, -0.42, TOP + SEAT[2] / 2 + 0.004)),
        "traverse_fendue": (rail(split=True), (-0.86, -0.42, flat)),
        "traverse_courte": (rail(short=True), (0.12, -0.70, flat)),
    }

    def on_stool(x, y, up):
        a = math.radians(YAW)
        return AT[0] + x * math.cos(a) - y * math.sin(a), AT[1] + x * math.sin(a) + y * math.cos(a), up
    sockets = {
        "cote_gauche": on_stool(-HALF_X, 0, z), "traverse_avant": on_stool(0, -HALF_Y, TOP + RAIL_Z), "traverse_arriere": on_stool(0, HALF_Y, TOP + RAIL_Z),
        "cote_droit": on_stool(HALF_X, 0, z), "assise": on_stool(0, 0, TOP + TALL + SEAT[2] / 2),
    }
    return Scene(
        static(),
        [*(Moving(f"part.{i}", shape, at, (0, 0, YAW), apart=True) for i, (shape, at) in homes.items()),
         Moving("life.bob.rouge_gorge", bird(), (0.62, WALL_Y - 0.06, TOP + 0.075), (0, 0, -18), turns=False)],
        [*(Anchor(f"socket.{i}", at) for i, at in sockets.items()),
         Anchor("surface.etabli", (0, 0.02, TOP + 0.001), scale=(1.12, 0.86, 1)), Anchor("emit.steam.tasse", (*MUG_AT, TOP + 0.13))])


def lights():
    light.rig(key=2.9, fill=60, rim=60, ambient=0.58)
    light.area((0.66, WALL_Y - 0.10, TOP + 0.34), (0.4, 0, TOP), 3.0, 0.5, (1.0, 0.78, 0.46), "window")


# ---- the two pictures

LOOK = people.Look(skin="skin_2", nose="skin_3", lips="lip_light", hair="hair_red", style="bun", ribbon="green", top="teal", top_dark="petrol_deep", legs="denim")


def at_work():
    """She fits the seat; the wall is away so that she can be seen."""
    her = figure_behind(LOOK, wrists=((-0.25, -0.50, 0.98), (0.25, -0.50, 0.98)), elbows=((-0.40, -0.20, 0.93), (0.40, -0.20, 0.93)), lean=12, nod=14)
    z = TOP
    s = group(floor(), bench(top="oak_dark", seam="leather_dark"), her, stool().at(0, 0.02, z), mallet().turn(z=200).at(0.66, -0.20, z), plane().turn(z=16).at(-0.78, -0.22, z))
    s += shavings(8, 0.30).at(-0.52, -0.44, z) + glue().at(0.82, 0.34, z) + plant().at(-0.92, 0.62, z) + mug("coral").at(0.98, -0.02, z) + rule().turn(z=8).at(0.30, -0.62, z) + bird().turn(z=30).at(0.92, 0.62, z)
    return s + screw_clamp().turn(z=60).at(-0.92, 0.16, z)


def curl():
    """Close to a plane at work: what is this ribbon?"""
    s = slab("oak", 3.0, 0.9, 0.2, 0.02, 0.01).at(0, 0, -0.2) + plane().at(0.05, 0, 0) + shavings(9, 0.34).at(-0.42, -0.10, 0)
    return s + box("pine", 0.9, 0.16, 0.002, 0).at(-0.45, 0, 0)


def warm():
    light.rig(key=3.0, fill=46, rim=90, ambient=0.50)


def dusk():
    light.rig(key=2.0, fill=10, rim=110, ambient=0.10)


PICTURES = {
    "cover": Picture(at_work, (14, 19, (0.0, 0.2, 0.66), 6.9, 78), warm, ("#58B8A4", "#12505C")),
    "mystere": Picture(curl, (-30, 20, (-0.10, 0.0, 0.10), 1.30, 66), dusk, ("#5B3420", "#120A08"), (-0.07, -0.02, 0.16)),
}
BUDGETS = {"static": 4600, "life.bob.rouge_gorge": 420}
CAMERAS = {"camera.assembler": (-6, 40, (0, 0, 0.4)), "camera.assembler.portrait": (-5, 46, (0, 0, 0.4))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=640, samples=40, pictures=PICTURES)
