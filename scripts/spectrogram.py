"""Draws what recordings sound like, one above the other, and prints what was measured.

    python3 scripts/spectrogram.py OUT.png SECS "title=FILE.wav@START" …

SECS of each 16-bit WAV file (`etabli play --record-audio`) from START on: spectrogram from 60 Hz to 16 kHz, brighter is
louder, and below it the level of each twentieth of a second. Needs numpy and Pillow.
"""

import re
import sys
import wave
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

HOME = Path(__file__).resolve().parent.parent
INK, INK_SOFT, PAPER, EMBER = (25, 35, 52), (76, 88, 107), (255, 249, 239), (215, 67, 21)
WIDTH, HEIGHT, LEVEL, LEFT, TOP, GAP = 880, 220, 90, 76, 46, 40
HZ, DB = (60.0, 16_000.0), (-100.0, -42.0)
LEVEL_DB = (-60.0, -10.0)
WINDOW = 4096
# Spectra averaged in a column: noise is seen as a shade, not as grains.
MEAN_OF = 4
# Dark to bright, as hot metal.
HEAT = np.array([PAPER, (232, 214, 190), (222, 150, 96), (176, 60, 40), (76, 24, 44), (25, 12, 30)], float)


def font(size):
    return ImageFont.truetype(str(HOME / "assets/fonts/text.ttf"), size)


def load(path):
    with wave.open(path) as file:
        rate, sides = file.getframerate(), file.getnchannels()
        frames = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, sides)
    return frames / 32767.0, rate


def decibels(x):
    return 20 * np.log10(np.maximum(x, 1e-7))


def levels(mono, rate, secs):
    part = int(rate * secs)
    return decibels(np.sqrt(np.mean(mono[: len(mono) // part * part].reshape(-1, part) ** 2, axis=1)))


def heat(db):
    place = np.clip((db - DB[0]) / (DB[1] - DB[0]), 0, 1) * (len(HEAT) - 1)
    low = np.minimum(place.astype(int), len(HEAT) - 2)
    return (HEAT[low] + (HEAT[low + 1] - HEAT[low]) * (place - low)[..., None]).astype(np.uint8)


def spectrogram(mono, rate):
    """Level in dB, low frequencies at the bottom: (HEIGHT, WIDTH)."""
    hann = np.hanning(WINDOW)
    padded = np.pad(mono, WINDOW // 2)
    starts = np.linspace(0, len(mono) - 1, WIDTH * MEAN_OF).astype(int)
    power = np.array([np.abs(np.fft.rfft(padded[s : s + WINDOW] * hann)) / hann.sum() for s in starts])
    power = np.sqrt(np.mean(power.reshape(WIDTH, MEAN_OF, -1) ** 2, axis=1))
    rows = HZ[0] * (HZ[1] / HZ[0]) ** (np.arange(HEIGHT)[::-1] / (HEIGHT - 1))
    bins = rows * WINDOW / rate
    low = bins.astype(int)
    share = bins - low
    narrow = power[:, low] + (power[:, low + 1] - power[:, low]) * share
    # High rows are many bins apart: what lies between counts as well.
    reach = np.maximum(np.gradient(-bins) / 2, 1).astype(int)
    wide = np.array([np.mean(power[:, max(b - r, 0) : b + r + 1], axis=1) for b, r in zip(low, reach)]).T
    return decibels(np.where(reach > 1, wide, narrow)).T


def measure(frames, mono, rate, title):
    tenths = levels(mono, rate, 0.1)
    spectrum = np.abs(np.fft.rfft(mono * np.hanning(len(mono)))) ** 2
    hz = np.fft.rfftfreq(len(mono), 1 / rate)
    print(
        f"{title}: peak {decibels(np.abs(frames).max()):.1f} dBFS, DC {decibels(abs(mono.mean())):.0f} dBFS, "
        f"levels of 0.1 s from {np.percentile(tenths, 5):.1f} over {np.median(tenths):.1f} "
        f"to {np.percentile(tenths, 95):.1f} dBFS, from one to the next {np.sqrt(np.mean(np.diff(tenths) ** 2)):.1f} dB, "
        f"centroid {np.sum(hz * spectrum) / np.sum(spectrum):.0f} Hz"
    )


def draw(page, top, title, mono, rate):
    pen = ImageDraw.Draw(page)
    pen.text((LEFT, top - 32), title, INK, font(22))
    page.paste(Image.fromarray(heat(spectrogram(mono, rate))), (LEFT, top))
    for hz in (100, 300, 1000, 3000, 10_000):
        y = top + HEIGHT - 1 - (HEIGHT - 1) * np.log(hz / HZ[0]) / np.log(HZ[1] / HZ[0])
        pen.line([LEFT - 6, y, LEFT, y], INK_SOFT)
        label = f"{hz} Hz" if hz < 1000 else f"{hz // 1000} kHz"
        pen.text((LEFT - 10, y), label, INK_SOFT, font(16), anchor="rm")
    base = top + HEIGHT + 10
    level = levels(mono, rate, 0.05)
    share = np.clip((level - LEVEL_DB[0]) / (LEVEL_DB[1] - LEVEL_DB[0]), 0, 1)
    points = [(LEFT + WIDTH * (i + 0.5) / len(share), base + LEVEL * (1 - s)) for i, s in enumerate(share)]
    for db in (-50, -30, -10):
        y = base + LEVEL * (1 - (db - LEVEL_DB[0]) / (LEVEL_DB[1] - LEVEL_DB[0]))
        pen.line([LEFT, y, LEFT + WIDTH, y], (232, 222, 206))
        pen.text((LEFT - 10, y), f"{db} dB".replace("-", "−"), INK_SOFT, font(16), anchor="rm")
    pen.line(points, EMBER, 2)
    secs = len(mono) / rate
    for second in range(0, int(secs) + 1, 5):
        x = LEFT + WIDTH * second / secs
        pen.line([x, base + LEVEL, x, base + LEVEL + 6], INK_SOFT)
        pen.text((x, base + LEVEL + 8), f"{second} s", INK_SOFT, font(16), anchor="ma")


def main(out, secs, recordings):
    block = TOP + HEIGHT + 10 + LEVEL + GAP
    page = Image.new("RGB", (LEFT + WIDTH + 36, block * len(recordings) + 8), PAPER)
    for index, recording in enumerate(recordings):
        title, path, start = re.fullmatch(r"(.*)=(.*)@([\d.]+)", recording).groups()
        frames, rate = load(path)
        frames = frames[int(float(start) * rate) :][: int(float(secs) * rate)]
        mono = frames.mean(axis=1)
        measure(frames, mono, rate, title)
        draw(page, index * block + TOP, title, mono, rate)
    page.quantize(48, kmeans=2).save(out, optimize=True)
    print(f"{out}: {Path(out).stat().st_size // 1024} KiB")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
