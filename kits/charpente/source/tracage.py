"""A beam's end seen close: the tenon is marked out with rule, square, gauge and scribe before any saw touches it.

python3 kits/charpente/source/tracage.py [--preview] [--look] [--out FOLDER]"""
import math

from bois import (Anchor, BASILE, LUCIE, NORA, Moving, Scene, Vector, ball, beam, box, cylinder, group, half_timber, lathe, light, limb, mark, outline, pane, people, publish, ring, robin, slab, stack, standing, trestle, tube, yard)
from workshop import mug, plant, shavings

FLOOR = 0.012
HIGH, DEEP = 0.40, 0.40              # the beam's section
X0, X1 = -1.02, 0.66                 # its ends: the tenon will be cut at X1
SHOULDER = 0.16                      # where the tenon begins
Y, UNDER = 0.06, 0.26                # its axis in depth; what it lies on
TOP, FRONT, MIDDLE = UNDER + HIGH, Y - DEEP / 2, UNDER + HIGH / 2
CHEEK = 0.067                        # half the tenon's thickness: a third of the timber


def line(a, b, r=0.0065, paint="trace"):
    return limb(paint, a, b, r, n=5)


def rest():
    """A heavy trestle across."""
    s = box("oak_dark", 0.16, 0.66, 0.11, 0.014).at(0, 0, UNDER - 0.11)
    for y in (-1, 1):
        s += limb("oak_dark", (-0.02, y * 0.26, UNDER - 0.08), (-0.10, y * 0.33, 0.03), 0.036, 0.03, 8) + limb("oak_dark", (0.02, y * 0.26, UNDER - 0.08), (0.10, y * 0.33, 0.03), 0.036, 0.03, 8)
    return s


def timber():
    s = beam(X1 - X0, HIGH, DEEP, "beam", seed=1).at((X0 + X1) / 2, Y, MIDDLE)
    for k, r in enumerate((0.05, 0.10, 0.15)):      # rings of the tree on the end
        s += ring("beam", r, 0.0045, 22, 4, 0.4).turn(y=90).at(X1 + 0.001, Y + 0.03, MIDDLE - 0.04)
    return s + mark(3, 0.10).at(-0.62, FRONT - 0.002, MIDDLE + 0.04)


# ---- tools: each with its origin in its middle

def clamp():
    """A bar clamp, upright: its jaws grip from above and below."""
    s = box("steel_dark", 0.05, 0.035, 0.78, 0.005).at(0, 0.0, -0.36)
    s += box("red", 0.07, 0.24, 0.07, 0.014).at(0, -0.02 + 0.10, 0.27) + box("red", 0.07, 0.24, 0.07, 0.014).at(0, 0.08, -0.33)
    s += limb("steel_light", (0, 0.15, 0.20), (0, 0.15, 0.42), 0.018, n=8) + limb("handle", (0, 0.15, 0.42), (0, 0.15, 0.54), 0.038, 0.030, 10) + cylinder("steel_light", 0.045, 0.02, 12, 0.004).at(0, 0.15, 0.18)
    return s


def rule():
    """A folding rule of two leaves, along X."""
    s = box("yellow", 0.56, 0.075, 0.020, 0.004).at(0, 0, -0.01)
    for k in range(21):
        s += box("ink", 0.006, 0.040 if k % 5 == 0 else 0.022, 0.001, 0).at(-0.25 + 0.025 * k, 0.014, 0.010)
    return s + box("coral", 0.03, 0.08, 0.024, 0.004).at(-0.27, 0, -0.012) + cylinder("brass", 0.020, 0.012, 10, 0.002).at(0.265, 0, 0.006)


def square():
    """A carpenter's square: thick arm hanging before the timber, blade across its top."""
    s = box("oak_dark", 0.075, 0.05, 0.34, 0.010).at(0, -0.225, -0.25) + box("steel_light", 0.075, 0.46, 0.016, 0.003).at(0, 0.0, 0.055)
    for k in range(3):
        s += cylinder("brass", 0.013, 0.006, 10, 0).turn(x=90).at(0, -0.249, 0.03 - 0.10 * k)
    for k in range(10):
        s += box("ink", 0.028, 0.004, 0.001, 0).at(-0.018, -0.16 + 0.038 * k, 0.071)
    return s.at(0, 0.02, 0.03)


def gauge():
    """A marking gauge: head, beam and pin."""
    s = box("oak_dark", 0.11, 0.19, 0.16, 0.02, 2).at(0, 0, -0.08) + box("oak_light", 0.46, 0.055, 0.055, 0.006).at(0.02, 0, -0.0275)
    return s + cylinder("brass", 0.028, 0.05, 12, 0.006).at(0, 0, 0.075) + limb("steel_light", (-0.18, 0, -0.02), (-0.18, 0, -0.07), 0.010, 0.004, 6)


def scribe():
    """A scribing hook of steel in a wooden grip."""
    s = limb("handle", (0, 0, 0.10), (0, 0, 0.30), 0.038, 0.030, 10) + lathe("brass", [(0.036, 0.055), (0.038, 0.06), (0.036, 0.085), (0.03, 0.09)], 12)
    return (s + limb("steel_light", (0, 0, 0.06), (0, 0, -0.13), 0.020, 0.014, 8) + tube("steel_light", [(0, 0, -0.12), (0.0, -0.02, -0.17), (0.03, -0.03, -0.18), (0.05, -0.02, -0.15)], 0.012, 6, 3)).at(0, 0, -0.06)


def felt_pen():
    return (limb("graphite", (-0.16, 0, 0), (0.10, 0, 0), 0.050, 0.050, 12) + lathe("felt", [(0.054, 0), (0.054, 0.14), (0.045, 0.15), (0, 0.15)], 14).turn(y=90).at(0.10, 0, 0) + cylinder("felt", 0.052, 0.03, 12, 0.004).turn(y=-90).at(-0.17, 0, 0))


def level():
    s = box("sign_blue", 0.62, 0.07, 0.12, 0.012).at(0, 0, -0.06) + box("cream", 0.16, 0.075, 0.05, 0.006).at(0, 0, -0.005)
    return s + box("led_green", 0.11, 0.080, 0.030, 0.004).at(0, 0, 0.004) + box("petrol_deep", 0.006, 0.082, 0.032, 0).at(-0.018, 0, 0.004) + box("petrol_deep", 0.006, 0.082, 0.032, 0).at(0.018, 0, 0.004)


def tape():
    """A tailor's tape, rolled."""
    s = cylinder("felt", 0.10, 0.06, 22, 0.010).at(0, 0, -0.03) + cylinder("white", 0.035, 0.064, 14, 0.004).at(0, 0, -0.03)
    return s + tube("felt", [(0.08, 0.05, 0), (0.18, 0.07, -0.01), (0.24, 0.0, 0.0), (0.32, 0.03, -0.02)], 0.03, 6, 3, flat=0.22)


def saw():
    """A big cross-cut saw lying on its stand, teeth down, handle to +X."""
    n, teeth = 16, []
    for k in range(n):
        x = -0.52 + 0.80 * k / n
        teeth += [(x, 0.0), (x + 0.40 / n, -0.022)]
    s = outline("steel_light", [*teeth, (0.28, 0.0), (0.30, 0.16), (-0.52, 0.085)], 0.014, 0.003).turn(x=90).at(0, 0.007, 0)
    s += tube("handle", [(0.28, 0, 0.02), (0.42, 0, -0.01), (0.46, 0, 0.10), (0.40, 0, 0.19), (0.29, 0, 0.155)], 0.036, 8, 4)
    return s + cylinder("brass", 0.016, 0.03, 10, 0.003).turn(x=90).at(0.25, 0.015, 0.05) + cylinder("brass", 0.016, 0.03, 10, 0.003).turn(x=90).at(0.26, 0.015, 0.11)


# ---- what each tool leaves on the timber

def shoulder_marks(z0):
    """The tick of the rule."""
    return line((SHOULDER, -0.02, 0), (SHOULDER, 0.10, 0), 0.009)


def round_lines():
    z, f = TOP + 0.002, FRONT - 0.002
    return line((SHOULDER, f, z), (SHOULDER, Y + DEEP / 2, z)) + line((SHOULDER, f, z), (SHOULDER, f, UNDER))


def cheek_lines():
    z, e = TOP + 0.002, X1 + 0.002
    s = None
    for t in (-1, 1):
        m = line((SHOULDER, Y + t * CHEEK, z), (e, Y + t * CHEEK, z)) + line((e, Y + t * CHEEK, z), (e, Y + t * CHEEK, UNDER))
        s = m if s is None else s + m
    return s


def waste():
    """Hatching on what will fall: the two outer thirds, seen on top, and the front."""
    z, f = TOP + 0.001, FRONT - 0.002
    s = None
    for k in range(6):
        x = SHOULDER + 0.05 + 0.075 * k
        for y0, y1 in ((FRONT + 0.015, Y - CHEEK - 0.015), (Y + CHEEK + 0.015, Y + DEEP / 2 - 0.015)):
            m = line((x, y0, z), (x + 0.045, y1, z), 0.0045, "red")
            s = m if s is None else s + m
        s += line((x, f, UNDER + 0.05), (x + 0.05, f, TOP - 0.05), 0.0045, "red")
    return s


# ---- the scene

def crew():
    hold = people.Pose(elbows=((-0.38, -0.06, 0.95), (0.36, -0.12, 0.98)), wrists=((-0.34, -0.32, 0.96), (0.24, -0.38, 0.96)), lean=10)
    nora, head = standing(NORA, 0.66, (-0.28, 0.50, FLOOR), 8, "nora", pose=hold)
    return nora, [head]


def static():
    body, _ = crew()
    s = group(yard(), half_timber(2.24, 1.10, 4, daub="daub_b").at(0, 0.86, 0), box("old_oak_b", 2.34, 0.18, 0.07, 0.014).at(0, 0.85, 1.09), body, timber())
    s += pane(0.40, 0.36).at(0.28, 0.83, 0.60) + pane(0.40, 0.36).at(-0.83, 0.83, 0.60)
    for x in (-0.72, 0.02):
        s += rest().at(x, Y, 0)
    s += stack((3, 3, 2), 0.56).at(0.76, 0.60, FLOOR) + plant().scale(1.1).at(0.94, 0.58, 0.32) + shavings(8, 0.30).at(0.62, -0.20, FLOOR)
    # a low bench in front, where the tools lie
    s += box("oak", 2.10, 0.40, 0.05, 0.014).at(-0.02, -0.62, 0.10) + box("cream", 1.96, 0.30, 0.10, 0.012).at(-0.02, -0.62, 0.012)
    for k in range(7):
        s += slab("petrol_deep", 0.27, 0.30, 0.005, 0.05, 0.002).at(-0.90 + 0.295 * k, -0.62, 0.15)
    return s + mug("teal_light").scale(0.9).at(0.42, 0.66, FLOOR)


BENCH = 0.155
HOMES = {
    "serre_joint": (clamp().scale(0.74).turn(x=90), (-0.92, -0.60, BENCH + 0.05)),
    "regle": (rule().scale(0.62, 1.5, 1.4).turn(z=76), (-0.61, -0.62, BENCH + 0.012)),
    "equerre": (square().scale(0.82).turn(y=90), (-0.30, -0.60, BENCH + 0.03)),
    "trusquin": (gauge().scale(0.92).turn(z=70), (-0.02, -0.62, BENCH + 0.07)),
    "traceret": (scribe().scale(1.05).turn(x=90), (0.28, -0.53, BENCH + 0.05)),
    "feutre": (felt_pen().scale(0.95).turn(z=64), (0.56, -0.62, BENCH + 0.04)),
    "niveau": (level().scale(0.52, 1.2, 1.0).turn(z=68), (0.86, -0.62, BENCH + 0.05)),
    "ruban": (tape().scale(0.95), (-0.98, -0.30, FLOOR + 0.03)),
}


def placed():
    """Name -> (shape in the scene, its middle)."""
    def about(shape, at):
        return shape.at(*(-c for c in at)), at
    clamp_at, rule_at, square_at = (-0.72, FRONT - 0.03, MIDDLE - 0.05), (0.40, Y + 0.12, TOP + 0.012), (SHOULDER - 0.04, Y - 0.02, TOP - 0.02)
    gauge_at, scribe_at = (X1 + 0.01, Y - 0.02, TOP + 0.04), (0.42, FRONT - 0.05, MIDDLE - 0.02)
    return {
        "serre_joint": about(clamp().at(*clamp_at).at(0, 0, 0.02), clamp_at),
        "regle": about(rule().at(*rule_at) + line((SHOULDER, Y + 0.03, TOP + 0.003), (SHOULDER, Y + 0.19, TOP + 0.003), 0.010), rule_at),
        "equerre": about(square().at(SHOULDER - 0.045, Y, TOP - 0.055) + round_lines(), square_at),
        "trusquin": about(gauge().turn(z=90).at(X1 + 0.07, Y - 0.02, TOP + 0.03) + cheek_lines(), gauge_at),
        "traceret": about(scribe().scale(1.15).turn(x=28, y=-24).at(0.40, FRONT - 0.10, MIDDLE + 0.10) + waste(), scribe_at),
    }


def make():
    _, heads = crew()
    there = placed()
    moving = [Moving(f"part.{i}", s, at, apart=True) for i, (s, at) in HOMES.items()]
    moving += [Moving(f"placed.{i}", s, at, apart=True) for i, (s, at) in there.items()]
    moving += [Moving("start.scie", saw().turn(y=-8), (0.68, -0.30, 0.13), (0, 0, -14), apart=True), *heads,
               Moving("life.bob.rouge_gorge", robin().scale(0.85), (-0.86, Y, TOP), (0, 0, 24), turns=False)]
    return Scene(static(), moving, [*(Anchor(f"socket.{i}", at) for i, (_, at) in there.items()), Anchor("surface.poutre", ((X0 + X1) / 2, Y, TOP + 0.001), scale=((X1 - X0) / 2, DEEP / 2, 1)),
                                    Anchor("surface.banc", (-0.02, -0.62, BENCH), scale=(1.05, 0.20, 1)), Anchor("emit.steam.tasse", (0.42, 0.66, 0.14))])


def lights():
    light.rig(key=2.9, fill=62, rim=66, ambient=0.56)
    light.area((0.0, 0.72, 0.80), (0.1, -0.4, 0.3), 4.0, 0.8, (1.0, 0.78, 0.46), "windows")


BUDGETS = {"static": 7500, "life.nod.nora": 1300, "life.bob.rouge_gorge": 420, "start.scie": 600, "placed.traceret": 900, "placed.equerre": 700, "placed.trusquin": 700}
CAMERAS = {"camera.tracer": (9, 33, (0, 0, 0.4)), "camera.tracer.portrait": (9, 38, (0, 0, 0.4))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=896, samples=24)
