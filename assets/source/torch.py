"""A welding torch, and the torch in its glove that every `trace` step carries: the node `torch`."""
import math

import bpy  # noqa: F401  (brings mathutils)
from mathutils import Vector

from etabli_art.shapes import ball, lathe, limb, tube

GRIP = Vector((0.30, -0.90, 0.24)).normalized()    # the way the handle goes from the neck: towards the visitor
NECK = Vector((0.030, -0.085, 0.205))              # where neck and handle meet
TAIL = NECK + GRIP * 0.54                          # the handle's end


def _fist():
    """A right glove closed round a rod along +Z: thumb at the lower end."""
    s = ball("glove", 0.066, 0.092, 0.112, k=4, power=2.8).at(0.060, 0.012, 0.015)
    s += ball("leather_light", 0.030, 0.062, 0.076, k=3, power=3.0).at(0.106, 0.016, 0.02)
    for k in range(4):
        z = -0.075 + 0.049 * k
        r = 0.066 - 0.003 * abs(k - 1)
        turn = [math.radians(a) for a in (30, 80, 130, 180, 230)]
        s += tube("glove", [(r * math.cos(a), r * math.sin(a), z) for a in turn], 0.028, 8, 2, radii=lambda t: 1.08 - 0.24 * t)
    return s + limb("glove", (0.05, -0.052, -0.045), (-0.012, -0.068, -0.135), 0.033, 0.026, 8)


def gun(cable=True):
    """A MIG torch. The wire's tip is the origin, the nozzle points down, the handle's end towards GRIP; a stub of its cable."""
    s = limb("copper", (0, 0, 0), (0, 0, 0.05), 0.0042, n=6) + limb("brass", (0, 0, 0.03), (0, 0, 0.06), 0.009, 0.012, 8)
    s += lathe("copper", [(0.030, 0.038), (0.037, 0.040), (0.040, 0.08), (0.042, 0.115), (0.034, 0.126)], 16) + lathe("slot", [(0.031, 0.0372), (0.0, 0.0376)], 12)
    s += lathe("graphite", [(0.037, 0.118), (0.044, 0.123), (0.044, 0.146), (0.030, 0.158)], 14)
    s += tube("steel_light", [(0, 0, 0.145), (0.002, -0.006, 0.178), (0.013, -0.036, 0.200), tuple(NECK)], 0.022, 10, 4)
    s += lathe("orange", [(0.026, -0.02), (0.038, -0.01), (0.040, 0.06), (0.034, 0.07)], 12).aim(NECK, TAIL)
    s += lathe("graphite", [(0.034, 0.065), (0.037, 0.07), (0.038, 0.30), (0.044, 0.48), (0.038, 0.53), (0.0, 0.535)], 12).aim(NECK, TAIL)
    s += limb("red", NECK + GRIP * 0.11 + Vector((0.0, -0.008, -0.040)), NECK + GRIP * 0.18 + Vector((0.0, -0.008, -0.042)), 0.014, n=6)
    if not cable:
        return s
    return s + tube("rubber", [tuple(TAIL - GRIP * 0.02), tuple(TAIL + GRIP * 0.07), tuple(TAIL + GRIP * 0.14 + Vector((0.03, 0, -0.05))), tuple(TAIL + GRIP * 0.18 + Vector((0.08, 0, -0.13)))], 0.021, 8, 3)


def torch():
    """The torch in a leather glove; the arm comes from the right."""
    hold = NECK + GRIP * 0.31
    wrist = hold + Vector((0.15, -0.05, 0.0))
    elbow = wrist + Vector((0.80, -0.50, 0.06))
    s = gun() + _fist().aim(hold, hold + GRIP, roll=24) + limb("glove", hold + Vector((0.06, -0.01, 0.0)), wrist, 0.074, 0.062, 10)
    s += lathe("glove_cuff", [(0.062, -0.03), (0.072, -0.02), (0.094, 0.12), (0.099, 0.14), (0.086, 0.142)], 16).aim(wrist, elbow)
    s += lathe("stitch", [(0.0925, 0.105), (0.096, 0.108), (0.098, 0.117), (0.095, 0.121)], 16).aim(wrist, elbow)
    s += lathe("leather", [(0.080, 0.10), (0.083, 0.20), (0.092, 0.31), (0.097, 0.325), (0.084, 0.342), (0.0, 0.345)], 16).aim(wrist, elbow)
    return s + lathe("leather_dark", [(0.091, 0.27), (0.100, 0.278), (0.103, 0.322), (0.094, 0.332)], 16).aim(wrist, elbow)
