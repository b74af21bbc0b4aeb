"""Places as kits sound: synthesises the loop of a kit's `ambience: Sound("sounds/….ogg")`.

    python3 assets/source/lieux.py quai kits/portique/sounds/quai.ogg

Needs numpy and soundfile, as sons.py, whose instruments and level these share. Names: see PLACES."""

import sys
import zlib
from pathlib import Path

import numpy as np

import sons
from sons import RATE, Loop, band, hz, low_pass, modes, pad, thump, time_axis, wood_block

PEAK_DB = -15.0
QUALITY = 0.35


def air(loop, gain, cut_hz, gusts=0.0):
    """Moving air, each ear its own; `gusts` (0 to 1) is how much it swells."""
    shape = (loop.f > 50) / (1 + (loop.f / cut_hz) ** 2)
    for channel in range(2):
        swell = 1 + gusts * np.sin(2 * np.pi * loop.whole(1 / 12) * loop.t + 1.9 * channel) + 0.5 * gusts * np.sin(2 * np.pi * loop.whole(1 / 4) * loop.t + 4.1 * channel)
        loop.lr[channel] += gain * swell * loop.noise(shape)


def hum(loop, gain, note, harmonics=((1, 0.7), (2, 0.5), (3, 0.25), (4, 0.12)), breath=0.1):
    """A motor that goes on and on."""
    f0 = loop.whole(hz(note))
    tone = sum(g * np.sin(2 * np.pi * f0 * k * loop.t + k) for k, g in harmonics)
    loop.lr += gain * (1 + breath * np.sin(2 * np.pi * loop.whole(0.25) * loop.t)) * tone


def room(loop, t60_secs, gain, cut_hz=2_000.0):
    """The place answers, wrapped round the loop."""
    ir_t = time_axis(t60_secs)
    for channel in range(2):
        ir = loop.rng.standard_normal(len(ir_t)) * np.exp(-6.908 * ir_t / t60_secs) * np.clip(ir_t / 0.02, 0, 1)
        ir = low_pass(ir, cut_hz) * gain
        loop.lr[channel] += np.fft.irfft(np.fft.rfft(loop.lr[channel]) * np.fft.rfft(pad(ir, loop.n)), loop.n)


def clang(freq, t60, secs=1.6):
    """Steel on steel, some way off."""
    return low_pass(modes(freq, [1, 1.58, 2.76, 4.1, 5.4], [1, 0.6, 0.5, 0.25, 0.12], [t60, t60 * 0.8, t60 * 0.6, t60 * 0.4, t60 * 0.2], secs, 0.002), 2_400.0)


def gull(secs, top):
    u = time_axis(secs)
    along = u / secs
    pitch = top * (0.74 + 0.26 * np.sin(np.pi * np.minimum(1.0, along * 1.25) ** 0.8))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    reed = sum(np.sin(k * phase) / k**1.1 for k in (1, 2, 3, 4))
    return low_pass(reed * np.sin(np.pi * along) ** 1.5, 3_400.0)


def bird(loop, at, notes, gain, pan):
    """A garden bird: short whistles that glide."""
    for k, top in enumerate(notes):
        u = time_axis(0.11)
        along = u / u[-1]
        phase = 2 * np.pi * np.cumsum(top * (0.9 + 0.22 * np.sin(np.pi * along))) / RATE
        loop.place(np.sin(phase) * np.sin(np.pi * along) ** 1.4, at + 0.16 * k, gain, pan)


def drip(freq):
    """A drop into a vat."""
    u = time_axis(0.16)
    phase = 2 * np.pi * np.cumsum(freq * (1 + 0.9 * u / 0.16)) / RATE
    return np.sin(phase) * np.exp(-u / 0.03) * np.clip(u / 0.004, 0, 1)


# --- the places ---------------------------------------------------------------------------------------------------


def quai(rng):
    """A container quay: wind from the sea, a ship's engine, winches, steel set down far away, gulls, a travelling beep."""
    loop = Loop(rng)
    air(loop, 0.13, 480.0, 0.25)
    hum(loop, 0.05, "D2", breath=0.16)
    low = loop.noise((loop.f > 40) / (1 + (loop.f / 140.0) ** 4))
    loop.lr += 0.16 * (0.5 + 0.5 * np.sin(2 * np.pi * loop.whole(1 / 6) * loop.t)) ** 3 * low
    for at, freq, gain, pan in ((1.4, 196.0, 0.30, 0.5), (1.52, 262.0, 0.18, 0.5), (6.9, 165.0, 0.26, -0.6), (9.8, 220.0, 0.20, 0.2)):
        loop.place(clang(freq, 1.3), at, gain, pan)
        loop.place(thump(90, 48, 0.3, 0.22), at, gain, pan)
    winch = time_axis(2.6)
    pull = np.sin(np.pi * winch / 2.6) ** 0.6
    whine = np.sin(2 * np.pi * np.cumsum(hz("A3") * (0.6 + 0.4 * np.clip(winch / 0.7, 0, 1))) / RATE)
    loop.place(low_pass(whine * pull, 1_400.0), 3.1, 0.045, -0.3)
    beep = time_axis(0.16)
    tone = np.sin(2 * np.pi * hz("B5") * beep) * np.sin(np.pi * beep / 0.16) ** 0.5
    for k in range(4):
        loop.place(low_pass(tone, 2_600.0), 3.2 + 0.62 * k, 0.028, -0.35)
    for at, secs, top, gain, pan in ((5.1, 0.42, 1_180.0, 0.05, 0.6), (5.6, 0.36, 1_240.0, 0.042, 0.65), (10.6, 0.5, 1_050.0, 0.03, -0.5), (11.1, 0.4, 1_100.0, 0.024, -0.45)):
        loop.place(gull(secs, top), at, gain, pan)
    room(loop, 1.6, 0.030)
    return loop.canvas()


def laiterie(rng):
    """A dairy early in the morning: tiles, a pump, drops into the vat, a can set down, a cow behind the wall."""
    loop = Loop(rng)
    air(loop, 0.07, 260.0, 0.08)
    hum(loop, 0.045, "D2", ((1, 0.6), (2, 0.55), (4, 0.2)), 0.1)
    for at in (0.7, 1.9, 2.6, 4.4, 5.2, 6.9, 8.1, 9.0, 10.7, 11.3):
        loop.place(drip(float(rng.uniform(620, 1_050))), at, 0.10, float(rng.uniform(-0.6, 0.6)))
    for at, freq, gain, pan in ((3.3, 392.0, 0.16, 0.6), (7.4, 330.0, 0.14, -0.5), (7.62, 440.0, 0.08, -0.45)):
        loop.place(clang(freq, 0.9), at, gain, pan)
    u = time_axis(1.5)
    along = u / 1.5
    phase = 2 * np.pi * np.cumsum(150 + 34 * np.sin(np.pi * along) - 26 * along) / RATE
    moo = sum(np.sin(k * phase) / k for k in range(1, 9)) * np.sin(np.pi * along) ** 0.8
    loop.place(low_pass(band(moo, 420.0, 2.2) + 0.3 * moo, 700.0), 9.3, 0.07, 0.7)
    room(loop, 1.3, 0.042, 2_800.0)
    return loop.canvas()


def chantier(rng):
    """A carpenter's yard: open air, a saw far off, mallet on oak, a plank laid down, birds."""
    loop = Loop(rng)
    air(loop, 0.07, 520.0, 0.2)
    for start, count, pan, gain in ((0.8, 4, -0.5, 0.36), (6.4, 3, 0.4, 0.30)):
        for k in range(count):
            loop.place(low_pass(wood_block(hz("D5"), rng, 0.2), 1_900.0), start + 0.46 * k, gain, pan)
            loop.place(thump(150, 95, 0.12, 0.1), start + 0.46 * k, gain * 0.5, pan)
    u = time_axis(2.8)
    shape = np.sin(np.pi * u / 2.8) ** 1.2
    phase = 2 * np.pi * np.cumsum(hz("D4") * (1 - 0.08 * shape)) / RATE
    blade = sum(np.sin(k * phase) / k**1.1 for k in (1, 2, 3, 5)) + 0.9 * band(rng.standard_normal(len(u)), 2_200, 1.2) * 3
    loop.place(low_pass(blade * shape, 1_800.0), 3.0, 0.040, 0.65)
    loop.place(low_pass(wood_block(hz("A3"), rng, 0.5), 900.0), 9.4, 0.40, 0.1)
    loop.place(low_pass(wood_block(hz("B3"), rng, 0.5), 900.0), 9.55, 0.25, 0.2)
    bird(loop, 2.1, (3_100, 3_600, 3_300), 0.030, 0.7)
    bird(loop, 8.3, (2_700, 2_700, 3_200, 2_900), 0.026, -0.7)
    bird(loop, 11.0, (3_300, 3_700), 0.022, 0.5)
    room(loop, 0.8, 0.018)
    return loop.canvas()


def carrosserie(rng):
    """A body shop: the booth's fans, an air line that hisses, a ratchet, a bonnet that shuts."""
    loop = Loop(rng)
    air(loop, 0.15, 340.0, 0.06)
    hum(loop, 0.06, "A2", ((1, 0.5), (2, 0.55), (3, 0.2)), 0.08)
    for at, secs, pan in ((1.8, 0.5, 0.6), (2.5, 0.3, 0.6), (8.0, 0.7, -0.5)):
        u = time_axis(secs)
        hiss = band(rng.standard_normal(len(u)), 4_200, 1.6)
        loop.place(low_pass(hiss / np.std(hiss) * np.clip(u / 0.02, 0, 1) * np.clip((secs - u) / 0.06, 0, 1), 5_200.0), at, 0.030, pan)
    for k in range(9):
        loop.place(low_pass(wood_block(hz("B5"), rng, 0.06), 3_000.0), 4.6 + 0.075 * k + (0.35 if k > 4 else 0), 0.10, -0.6)
    loop.place(thump(120, 60, 0.3, 0.2), 10.2, 0.42, 0.3)
    loop.place(clang(240.0, 0.35, 0.7), 10.2, 0.14, 0.3)
    room(loop, 1.1, 0.034)
    return loop.canvas()


def chambre(rng):
    """A room in the morning: a house that wakes, a clock, cups on a trolley in the corridor, birds and a ship's horn outside."""
    loop = Loop(rng)
    air(loop, 0.035, 240.0, 0.1)
    for k in range(12):
        loop.place(low_pass(wood_block(hz("D6" if k % 2 else "B5"), rng, 0.05), 2_600.0), 0.2 + k, 0.035, -0.4)
    for at in (3.4, 3.55, 3.8, 8.6, 8.72):
        loop.place(low_pass(modes(float(rng.uniform(1_900, 2_500)), [1, 2.4, 4.1], [1, 0.4, 0.2], [0.4, 0.25, 0.12], 0.6, 0.002), 3_600.0), at, 0.045, 0.7)
    bird(loop, 1.4, (2_900, 3_300, 3_000), 0.026, 0.5)
    bird(loop, 6.2, (3_200, 2_800, 3_400, 3_100), 0.024, 0.6)
    bird(loop, 10.4, (2_900, 3_500), 0.020, 0.4)
    u = time_axis(2.4)
    horn = sum(np.sin(2 * np.pi * hz("D3") * k * u) / k**1.3 for k in (1, 2, 3, 4)) * np.sin(np.pi * u / 2.4) ** 0.5
    loop.place(low_pass(horn, 420.0), 6.9, 0.050, 0.65)
    room(loop, 0.7, 0.020)
    return loop.canvas()


PLACES = {"quai": quai, "laiterie": laiterie, "chantier": chantier, "carrosserie": carrosserie, "chambre": chambre}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in PLACES:
        sys.exit(f"python3 assets/source/lieux.py {'|'.join(PLACES)} FILE.ogg")
    name, path = sys.argv[1], Path(sys.argv[2])
    path.parent.mkdir(parents=True, exist_ok=True)
    serial = zlib.crc32(name.encode())
    # Finished as every loop of the house: seamless, without rumble, its first moments again at its end.
    sons.LOOPS.add(name)
    sons.PEAK_DB[name] = PEAK_DB
    frames = sons.finish(name, PLACES[name](np.random.default_rng(serial)).lr)
    sons.write_ogg(path, frames, QUALITY, serial)
    print(f"{path}: {path.stat().st_size / 1024:.0f} KB, rms {10 * np.log10(np.mean(frames**2)):.1f} dB")


if __name__ == "__main__":
    main()
