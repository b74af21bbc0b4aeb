"""The two pictures of the whole example: a prop maker with what she made, and the same things on a stage.

python3 assets/templates/complet/source/complet.py [--preview] [--out FOLDER]
The models are those of tabouret.py, enseigne.py and planche.py beside it."""
import bpy  # noqa: F401  (brings mathutils)
from enseigne import THICK, joint, whale
from planche import magnifier
from tabouret import stool
from diorama import Picture, publish_pictures
from etabli_art import light, people
from etabli_art.shapes import box, cylinder, group, slab, tube
from workshop import TOP, bench, bird, figure_behind, floor, glue, mallet, mug, plane, rule, shavings

LOOK = people.Look(skin="skin_6", nose="skin_6", lips="lip_dark", hair="hair_brown", style="long", top="scarf", top_dark="ink", legs="denim")


def sign():
    """The welded sign, standing upright on z = 0, its face to -Y."""
    welded = whale(0.0) + tube("weld", [(x, y, THICK) for x, y in joint(30)], 0.017, 8, 0, flat=0.55)
    return welded.turn(x=84).at(0, 0, 0.30)


def at_work():
    her = figure_behind(LOOK, wrists=((-0.34, -0.40, 0.90), (0.30, -0.46, 0.96)), elbows=((-0.42, -0.14, 0.93), (0.40, -0.16, 0.94)), lean=6, nod=6)
    z = TOP
    s = group(floor(), bench("cream", ("coral", "teal", "orange"), "oak_dark", "leather_dark"), her, stool().scale(0.86).turn(z=18).at(-0.60, 0.02, z), sign().scale(0.74).turn(z=-10).at(0.52, 0.10, z))
    s += box("oak", 0.9, 0.14, 0.04, 0.012).turn(z=-10).at(0.52, 0.10, z) + mallet().turn(z=150).at(0.10, -0.50, z) + plane().turn(z=20).at(-0.84, -0.50, z) + shavings(7, 0.24).at(-0.50, -0.54, z)
    return s + glue().at(0.96, 0.56, z) + mug("stripe").at(0.94, -0.40, z) + rule().turn(z=-6).at(0.44, -0.66, z) + magnifier().turn(z=-150).at(0.64, -0.40, z + 0.022) + bird().turn(z=24).at(-0.98, 0.46, z)


def on_stage():
    """A whale on a stool before a red curtain, in the round of a spotlight."""
    folds = None
    for k in range(15):
        m = cylinder("curtain" if k % 2 else "curtain_b", 0.17, 3.0, 14, 0).scale(1, 0.7, 1).at(-2.1 + 0.30 * k, 0.95 + 0.05 * (k % 2), 0)
        folds = m if folds is None else folds + m
    stage = slab("oak_dark", 6.0, 4.0, 0.1, 0.05, 0.01).at(0, 0, -0.1)
    for k in range(11):
        stage += box("leather_dark", 6.0, 0.008, 0.002, 0).at(0, -1.9 + 0.28 * k, 0)
    return group(folds, stage, stool().turn(z=14), sign().scale(0.82).turn(z=-4).at(0.04, 0.0, 0.57))


def warm():
    light.rig(key=3.0, fill=46, rim=90, ambient=0.50)


def limelight():
    light.sky((0.10, 0.06, 0.10), 0.35, (0.06, 0.03, 0.04))
    light.spot((-1.6, -3.4, 3.4), (0, 0.1, 0.55), 900, (1.0, 0.88, 0.66), 26, 0.05, "follow")
    light.area((2.4, -0.4, 2.2), (0, 0, 0.6), 40, 0.8, (0.45, 0.60, 1.0), "side")


PICTURES = {
    "cover": Picture(at_work, (12, 19, (0.0, 0.2, 0.66), 6.9, 78), warm, ("#C79BE0", "#3A1F5C")),
    "mystere": Picture(on_stage, (6, 9, (0.0, 0.0, 0.72), 5.2, 84), limelight, ("#3A1020", "#12050A")),
}

if __name__ == "__main__":
    publish_pictures(__file__, PICTURES)
