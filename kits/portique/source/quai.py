"""What the scenes of the port share: paints of the quay, a container, somebody in a bright vest."""
import os
import sys
from pathlib import Path

HOMES = [Path(os.environ.get("ETABLI_HOME", ".")).resolve(), *Path(__file__).resolve().parents]
sys.path.insert(0, str(next(h for h in HOMES if (h / "assets/source/diorama.py").is_file()) / "assets/source"))
import bpy  # noqa: E402, F401  (brings mathutils)
from diorama import PAINTS, Paint  # noqa: E402
from etabli_art import people  # noqa: E402
from etabli_art.shapes import ball, box, cylinder, group, lathe, limb, outline, ring, tube  # noqa: E402

PAINTS.update({
    "asphalt": Paint("#5C6470", 0.9, 0, 0.05), "asphalt_b": Paint("#525A66", 0.9, 0, 0.05), "quay": Paint("#CFC3AE", 0.85, 0, 0.05), "line": Paint("#FFC63A", 0.8, 0, 0.1),
    "line_white": Paint("#FFF6E4", 0.85, 0, 0.1), "sea": Paint("#1F8A9B", 0.25, 0, 0.6), "sea_deep": Paint("#146478", 0.3, 0, 0.5), "foam": Paint("#F4FBF4", 0.8, 0, 0.1),
    "crane_blue": Paint("#2A6FB8", 0.4, 0, 0.4), "crane_white": Paint("#F6F1E6", 0.5, 0, 0.3), "box_red": Paint("#C9402E", 0.5, 0, 0.35), "box_red_b": Paint("#A93424", 0.5, 0, 0.3),
    "box_teal": Paint("#1F8F8A", 0.5, 0, 0.35), "box_teal_b": Paint("#187571", 0.5, 0, 0.3), "box_yellow": Paint("#F0A92A", 0.5, 0, 0.35), "box_yellow_b": Paint("#D18F1C", 0.5, 0, 0.3),
    "box_blue": Paint("#3565B5", 0.5, 0, 0.35), "box_blue_b": Paint("#2A5297", 0.5, 0, 0.3), "box_in": Paint("#E9C79A", 0.8, 0, 0.1), "deck": Paint("#B98A58", 0.8, 0, 0.1),
    "vest": Paint("#FF8A1E", 0.8, 0, 0.15), "vest_b": Paint("#E07210", 0.8, 0, 0.1), "reflect": Paint("#F4F4EC", 0.3, 0.2, 0.8), "jute": Paint("#C9A46B", 0.95, 0, 0.05), "jute_b": Paint("#B18C55", 0.95, 0, 0.05),
    "linen": Paint("#E4D6B8", 0.95, 0, 0.05), "linen_blue": Paint("#7FA6D6", 0.95, 0, 0.05), "banana": Paint("#FFD23F", 0.6, 0, 0.2), "carton": Paint("#C99B63", 0.9, 0, 0.05), "carton_b": Paint("#B4864F", 0.9, 0, 0.05),
    "plush": Paint("#B97A4A", 0.95, 0, 0.05), "plush_b": Paint("#E8C79B", 0.95, 0, 0.05), "football": Paint("#FFFFFF", 0.5, 0, 0.3), "tv": Paint("#14181F", 0.15, 0, 0.9), "tv_lit": Paint("#66D8F0", glow=0.9),
})


def ribs(paint, dark, length, height, pitch=0.085):
    """A corrugated wall along X facing -Y, standing on z = 0, its middle at the origin."""
    s, n = box(dark, length, 0.02, height, 0.004), int(length / pitch)
    for k in range(n):
        s += box(paint, pitch * 0.56, 0.022, height - 0.06, 0.006).at(-length / 2 + pitch * (k + 0.5), -0.012, 0.03)
    return s


def frame(paint, x, y, z, post=0.05):
    """Posts, rails and the eight corner castings of a container standing on z = 0."""
    s = None
    for sx in (-1, 1):
        for sy in (-1, 1):
            px, py = sx * (x - post) / 2, sy * (y - post) / 2
            m = box(paint, post, post, z, 0.008).at(px, py, 0)
            for at in (0, z - 0.06):
                m += box("steel_dark", post + 0.014, post + 0.014, 0.06, 0.006).at(px, py, at) + cylinder("slot", 0.012, 0.004, 8, 0).turn(x=90).at(px, py - (post + 0.014) / 2, at + 0.03)
            s = m if s is None else s + m
        for at in (0.0, z - 0.05):
            s += box(paint, post, y, 0.05, 0.008).at(sx * (x - post) / 2, 0, at)
    for sy in (-1, 1):
        for at in (0.0, z - 0.05):
            s += box(paint, x, post, 0.05, 0.008).at(0, sy * (y - post) / 2, at)
    return s


def container(colour, x, y, z):
    """Shut, its long sides along Y, standing on z = 0."""
    paint, dark = f"box_{colour}", f"box_{colour}_b"
    s = frame(dark, x, y, z) + box(paint, x - 0.04, y - 0.04, 0.02, 0.004).at(0, 0, z - 0.03) + box(dark, x - 0.05, y - 0.05, 0.03, 0).at(0, 0, 0.02)
    for sx in (-1, 1):
        s += ribs(paint, dark, y - 0.10, z - 0.08).turn(z=90 * sx).at(sx * (x / 2 - 0.022), 0, 0.04)
    for sy in (-1, 1):
        s += ribs(paint, dark, x - 0.10, z - 0.08).turn(z=0 if sy < 0 else 180).at(0, sy * (y / 2 - 0.022), 0.04)
    return s


def door(colour, wide, z, side):
    """A door leaf from its hinge at the origin to `side` (±1) along X, facing -Y: ribs, two locking bars, their handles."""
    paint, dark = f"box_{colour}", f"box_{colour}_b"
    s = (box(dark, wide, 0.03, z, 0.006) + ribs(paint, dark, wide - 0.04, z - 0.04, 0.10).at(0, -0.012, 0.02)).at(side * wide / 2, 0, 0)
    for k in (0.42, 0.80):
        x = side * wide * k
        s += limb("steel_light", (x, -0.055, 0.02), (x, -0.055, z - 0.02), 0.012, n=8)
        for at in (0.05, z / 2 + 0.16, z - 0.07):
            s += box("steel_dark", 0.06, 0.045, 0.035, 0.006).at(x, -0.045, at)
        s += box("steel_light", 0.16, 0.018, 0.03, 0.006).at(x - side * 0.05, -0.07, z * 0.36) + box("red", 0.05, 0.022, 0.04, 0.008).at(x - side * 0.11, -0.072, z * 0.36 - 0.005)
    return s


def hard_hat(paint="helmet"):
    """In head space of a figure: sits on the head."""
    s = lathe(paint, [(0.222, 0.10), (0.216, 0.16), (0.186, 0.235), (0.11, 0.285), (0, 0.30)], 20) + box(paint, 0.05, 0.34, 0.03, 0.012).at(0, 0, 0.268)
    s += lathe(paint, [(0.222, 0.095), (0.235, 0.100), (0.222, 0.112)], 20) + outline(paint, [(-0.17, -0.10), (0.17, -0.10), (0.10, -0.30), (-0.10, -0.30)], 0.02).at(0, 0, 0.098)
    return s.at(0, 0.005, people.HEAD_UP - 0.03)


def vest(figure):
    """A bright vest with its bands over a figure's chest."""
    from etabli_art.shapes import loft
    s = loft("vest", [(0, 0, 0.80, 0.206, 0.154), (0, -0.002, 0.90, 0.204, 0.152), (0, -0.008, 1.0, 0.219, 0.162), (0, -0.002, 1.10, 0.226, 0.156), (0, 0.004, 1.165, 0.20, 0.136)], 20, 2.6)
    for z in (0.86, 0.96):
        s += loft("reflect", [(0, -0.004, z, 0.222, 0.166), (0, -0.004, z + 0.034, 0.224, 0.168)], 20, 2.6)
    for x in (-0.10, 0.10):
        s += box("reflect", 0.034, 0.012, 0.20, 0.004).at(x, -0.164, 0.98)
    return s


def gull():
    s = ball("white", 0.024, 0.060, 0.022, k=3) + ball("white", 0.018, k=3).at(0, -0.062, 0.012) + limb("stripe", (0, -0.076, 0.010), (0, -0.096, 0.006), 0.006, 0.002, 5)
    for t in (-1, 1):
        wing = [(t * 0.012, 0.0, 0.010), (t * 0.075, -0.012, 0.050), (t * 0.135, 0.018, 0.038)]
        s += tube("white", wing, 0.022, 6, 3, flat=0.22, radii=lambda u: 1.15 - 0.75 * u) + tube("steel_dark", [wing[2], (t * 0.165, 0.034, 0.022)], 0.009, 5, 0, radii=lambda u: 1 - 0.7 * u)
    return s


def bollard():
    s = lathe("graphite", [(0.085, 0), (0.060, 0.03), (0.048, 0.09), (0.075, 0.12), (0.072, 0.145), (0, 0.155)], 16)
    return s + ring("rope", 0.062, 0.016, 16, 6).at(0, 0, 0.055) + ring("rope", 0.066, 0.016, 16, 6).at(0.004, 0, 0.085)


__all__ = ["PAINTS", "Paint", "ball", "bollard", "box", "container", "cylinder", "door", "frame", "group", "gull", "hard_hat", "lathe", "limb", "outline", "people", "ribs", "ring", "tube", "vest"]
