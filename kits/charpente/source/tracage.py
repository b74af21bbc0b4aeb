"""A beam's end seen close: clamped and squared, the tenon's lines are drawn before any saw touches it.

python3 kits/charpente/source/tracage.py [--preview] [--look] [--out FOLDER]"""
import math

from bois import (PAINTS, Paint, Anchor, BASILE, LUCIE, NORA, Moving, Scene, Vector, ball, beam, box, cylinder, group, half_timber, lathe, light, limb, mark, outline, pane, people, publish, ring, robin, slab, stack, standing, trestle, tube, yard)
from cover import cover
from workshop import mug, plant, shavings

PAINTS["guide"] = Paint("#F4DDB0", 0.8, 0, 0.05)

FLOOR = 0.012
HIGH, DEEP = 0.40, 0.40              # the beam's section
X0, X1 = -1.02, 0.66                 # its ends: the tenon will be cut at X1
SHOULDER = 0.16                      # where the tenon begins
Y, UNDER = 0.06, 0.26                # its axis in depth; what it lies on
TOP, FRONT, MIDDLE = UNDER + HIGH, Y - DEEP / 2, UNDER + HIGH / 2
CHEEK = 0.067                        # half the tenon's thickness: a third of the timber


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


# ---- what the pencil draws

LINES = {
    # from, to, which way the wood looks there
    "arasement": ((SHOULDER, Y + DEEP / 2 - 0.008, TOP), (SHOULDER, FRONT + 0.006, TOP), (0, 0, 1)),
    "face": ((SHOULDER, FRONT, TOP - 0.006), (SHOULDER, FRONT, UNDER + 0.008), (0, -1, 0)),
    "joue_fond": ((SHOULDER, Y + CHEEK, TOP), (X1 - 0.006, Y + CHEEK, TOP), (0, 0, 1)),
    "joue_devant": ((SHOULDER, Y - CHEEK, TOP), (X1 - 0.006, Y - CHEEK, TOP), (0, 0, 1)),
}
WIDE = 0.026                          # of a line to be drawn; it is seen before as a pale guide


def guides():
    """-> [(mesh, its grid of nodes)] of each line."""
    made = []
    for name, (a, b, out) in LINES.items():
        a, b, out = Vector(a), Vector(b), Vector(out)
        along = b - a
        across = along.normalized().cross(out) * WIDE

        def place(u, v, a=a, along=along, across=across, out=out):
            return tuple(a + along * u + across * (v - 0.5) + out * 0.003)

        made.append(cover(name, "guide", place, 2, 3, fine=(14, 2), lip=0.006))
    return made


def pencil():
    """A carpenter's pencil: flat, red, cut with a knife; its point is the origin."""
    s = lathe("graphite", [(0, 0), (0.0055, 0.020)], 8) + lathe("oak_light", [(0.005, 0.018), (0.022, 0.085), (0.020, 0.092)], 8).scale(1, 0.72, 1)
    s += box("red", 0.042, 0.029, 0.27, 0.006).at(0, 0, 0.086) + box("petrol_deep", 0.043, 0.030, 0.035, 0.006).at(0, 0, 0.352)
    return s + box("cream", 0.0425, 0.012, 0.09, 0.002).at(0, 0, 0.20)


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
# What lies on the bench, for later or for nothing.
LIES = (
    (scribe().scale(1.05).turn(x=90), (-0.90, -0.53, BENCH + 0.05)),
    (felt_pen().scale(0.95).turn(z=64), (-0.62, -0.62, BENCH + 0.04)),
    (level().scale(0.52, 1.2, 1.0).turn(z=68), (-0.32, -0.62, BENCH + 0.05)),
    (gauge().scale(0.92).turn(z=70), (-0.02, -0.62, BENCH + 0.07)),
    (tape().scale(0.95), (0.27, -0.62, BENCH + 0.03)),
)


def tools():
    """The clamp holds, the square gives the line, the rule has measured; the saw waits."""
    s = clamp().at(-0.72, FRONT - 0.03, MIDDLE - 0.03) + square().at(SHOULDER - 0.058, Y, TOP - 0.055)
    s += rule().turn(z=7).at(-0.36, Y + 0.06, TOP + 0.012) + saw().turn(y=-8).turn(z=-14).at(0.68, -0.34, 0.13)
    for shape, at in LIES:
        s += shape.at(*at)
    return s


def make():
    _, heads = crew()
    lines = guides()
    moving = [*(mesh for mesh, _ in lines), Moving("tool", pencil().scale(1.25), (-0.02, Y - 0.10, TOP + 0.026), (0, 90, 200), apart=True), *heads,
              Moving("life.bob.rouge_gorge", robin().scale(0.85), (-0.92, Y, TOP), (0, 0, 24), turns=False)]
    return Scene(group(static(), tools()), moving, [*(node for _, nodes in lines for node in nodes), Anchor("surface.poutre", ((X0 + X1) / 2, Y, TOP + 0.001), scale=((X1 - X0) / 2, DEEP / 2, 1)),
                                              Anchor("surface.banc", (-0.02, -0.62, BENCH), scale=(1.05, 0.20, 1)), Anchor("emit.steam.tasse", (0.42, 0.66, 0.14))])


def lights():
    light.rig(key=2.9, fill=62, rim=66, ambient=0.56)
    light.area((0.0, 0.72, 0.80), (0.1, -0.4, 0.3), 4.0, 0.8, (1.0, 0.78, 0.46), "windows")


BUDGETS = {"static": 14500, "life.nod.nora": 1300, "life.bob.rouge_gorge": 420, "tool": 400}
CAMERAS = {"camera.tracer": (9, 33, (0, 0, 0.4)), "camera.tracer.portrait": (9, 38, (0, 0, 0.4))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=896, samples=24)
