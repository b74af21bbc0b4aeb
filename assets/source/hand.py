"""Draws the ghost hand: a friendly cream hand whose forefinger points up and left, soft dark rim and shadow, 512×512,
the fingertip's end at (25 %, 10 %) of the picture. Run: python3 assets/source/hand.py (numpy and PIL).

The hand is a union of capsules melted together in a distance field; the field gives the rim, the shading and the shadow."""
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

OUT = Path(__file__).resolve().parents[1] / "images" / "hand.png"
SIZE, OVER = 512, 2
CREAM, DARK = np.array((255, 246, 228.0)), np.array((214, 158, 112.0))
RIM = np.array((58, 40, 52.0))
TIP = (0.25, 0.10)
TURN = np.radians(-24)     # the finger leans to the left

# capsules in the hand's own frame: the forefinger's tip end is (0, 0), fingers along -y; (x0, y0, x1, y1, r0, r1)
FINGER = [(0, 0.058, 0, 0.36, 0.056, 0.064)]
FOLDED = [(0.122, 0.300, 0.118, 0.42, 0.062, 0.062), (0.232, 0.335, 0.222, 0.44, 0.058, 0.060), (0.330, 0.385, 0.315, 0.47, 0.052, 0.056)]
THUMB = [(-0.128, 0.385, -0.02, 0.52, 0.054, 0.070)]
PALM = [(0.03, 0.46, 0.26, 0.48, 0.095, 0.095), (0.05, 0.56, 0.23, 0.56, 0.105, 0.105), (0.14, 0.60, 0.15, 0.64, 0.13, 0.12)]
CUFF = [(0.045, 0.735, 0.245, 0.735, 0.062, 0.062)]


def capsule(x, y, c):
    x0, y0, x1, y1, r0, r1 = c
    dx, dy = x1 - x0, y1 - y0
    t = np.clip(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1)
    return np.hypot(x - x0 - t * dx, y - y0 - t * dy) - (r0 + (r1 - r0) * t)


def melt(fields, k):
    d = fields[0]
    for f in fields[1:]:
        h = np.clip(0.5 + 0.5 * (f - d) / k, 0, 1)
        d = f + (d - f) * h - k * h * (1 - h)
    return d


def main():
    n = SIZE * OVER
    c = (np.arange(n) + 0.5) / n
    px, py = np.meshgrid(c, c)
    u, v = (px - TIP[0]) / 0.93, (py - TIP[1]) / 0.93
    x, y = u * np.cos(TURN) - v * np.sin(TURN), u * np.sin(TURN) + v * np.cos(TURN)
    x, y = u * np.cos(-TURN) + v * np.sin(-TURN) * -1, u * np.sin(-TURN) + v * np.cos(-TURN)
    part = lambda caps, k=0.03: melt([capsule(x, y, q) for q in caps], k)
    palm = melt([part(PALM, 0.06), part(FINGER), part(THUMB)], 0.035)
    layers = [palm, *[part([f]) for f in reversed(FOLDED)], part(CUFF)]
    whole = np.minimum.reduce(layers)
    px1 = 1 / (n * 0.93)
    cover = lambda d: np.clip(0.5 - d / px1 / 1.5, 0, 1)
    rgb = np.zeros((n, n, 3))
    rgb[:] = RIM
    rim = 0.017
    for k, d in enumerate(layers):
        fill = CREAM if k < len(layers) - 1 else np.array((255, 125, 74.0))
        shade = np.clip(-d / 0.075, 0, 1) ** 0.7
        gy, gx = np.gradient(np.minimum(d, 0.0))
        length = np.hypot(gx, gy) + 1e-9
        facing = (gx * -0.55 + gy * -0.83) / length
        depth = 1 - shade
        base = fill * (1 - 0.10 * depth[..., None]) + (DARK - fill) * (depth * np.clip(-facing, 0, 1) * 0.75)[..., None] + (255 - fill) * (depth * np.clip(facing, 0, 1) * 0.8)[..., None]
        if 0 < k < len(layers) - 1:    # a soft line round each folded finger
            line = cover(d - rim * 0.42)[..., None]
            rgb = rgb * (1 - line * 0.55) + (DARK * 0.78) * line * 0.55
        a = cover(d)[..., None]
        rgb = rgb * (1 - a) + base * a
    alpha = cover(whole - rim)
    shadow = Image.fromarray((cover(whole - rim * 0.8) * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(n * 0.018))
    shadow = np.roll(np.asarray(shadow) / 255.0, (int(n * 0.020), int(n * 0.008)), (0, 1)) * 0.42
    total = alpha + shadow * (1 - alpha)
    mixed = (rgb * alpha[..., None] + np.array((24, 18, 30.0)) * (shadow * (1 - alpha))[..., None]) / np.maximum(total, 1e-6)[..., None]
    out = np.dstack((np.clip(mixed, 0, 255), total * 255)).round().astype(np.uint8)
    Image.fromarray(out, "RGBA").resize((SIZE, SIZE), Image.LANCZOS).save(OUT, optimize=True)


if __name__ == "__main__":
    OUT.parent.mkdir(parents=True, exist_ok=True)
    main()
