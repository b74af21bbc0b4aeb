"""Draws the small light sprites: glow, ring, spark, steam. Run: python3 assets/source/sprites.py (numpy and PIL, no Blender)."""
from pathlib import Path

import numpy as np
from PIL import Image

OUT = Path(__file__).resolve().parents[1] / "images"


def field(n):
    c = (np.arange(n) + 0.5) / n * 2 - 1
    return np.meshgrid(c, c)


def save(name, alpha, colour=(255, 255, 255)):
    rgba = np.empty((*alpha.shape, 4), dtype=np.uint8)
    rgba[..., :3] = colour
    rgba[..., 3] = np.round(np.clip(alpha, 0, 1) * 255)
    Image.fromarray(rgba, "RGBA").save(OUT / f"{name}.png", optimize=True)


def glow():
    x, y = field(256)
    r = np.clip(np.hypot(x, y), 0, 1)
    save("glow", 0.75 * (1 - r) ** 2.4 + 0.25 * np.clip(1 - r * 2.2, 0, 1) ** 1.5)


def ring():
    x, y = field(256)
    r = np.hypot(x, y)
    line = np.exp(-((r - 0.74) / 0.045) ** 2)
    halo = 0.45 * np.exp(-((r - 0.74) / 0.12) ** 2)
    save("ring", np.maximum(line, halo) * np.clip((1 - r) / 0.08, 0, 1))


def spark():
    x, y = field(64)
    r = np.hypot(x, y)
    core = np.exp(-(r / 0.20) ** 2) + 0.35 * np.exp(-(r / 0.5) ** 2)
    rays = np.exp(-np.abs(x) / 0.30) * np.exp(-(y / 0.06) ** 2) + np.exp(-np.abs(y) / 0.30) * np.exp(-(x / 0.06) ** 2)
    save("spark", (core + 0.7 * rays) * np.clip((1 - r) / 0.35, 0, 1))


def steam():
    x, y = field(128)
    dice = np.random.default_rng(3)
    a = np.zeros_like(x)
    for k in range(11):
        t, d, s = dice.uniform(0, 6.283), dice.uniform(0.0, 0.36), dice.uniform(0.22, 0.36)
        a += 0.42 * np.exp(-(((x - d * np.cos(t)) ** 2 + (y - d * np.sin(t)) ** 2) / s ** 2))
    r = np.hypot(x, y)
    save("steam", (1 - np.exp(-1.1 * a)) * np.clip((1 - r) / 0.5, 0, 1) ** 1.3)


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    glow(), ring(), spark(), steam()
