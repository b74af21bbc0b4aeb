"""Synthesises every sound of Établi into assets/sounds/*.ogg.

    python3 assets/source/sons.py            # writes all the files, then measures them
    python3 assets/source/sons.py pose fin   # only these

Needs numpy and soundfile (PyPI). Nothing is sampled: all is computed here, with one fixed seed per cue, so the
same script gives the same files, byte for byte on one machine. Author: the Établi team; licence: as the repository.

One instrument family: struck wood (marimba bars, wood blocks) and plucked steel (kalimba) in one small wooden room.
One key: D major pentatonic (D E F# A B), so that any two cues may overlap. Levels are balanced here (`PEAK_DB`):
played at volume 1 the set is already mixed.
"""

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import soundfile as sf

RATE = 44_100
OUT = Path(__file__).resolve().parent.parent / "sounds"

# Peak of each finished file in dBFS: the mix of the set. Nothing may exceed -3.
PEAK_DB = {
    "touche": -9.0,
    "prise": -9.0,
    "pose": -4.5,
    "refus": -8.0,
    "retour": -11.0,
    "etape": -6.0,
    "fin": -4.0,
    "ecran": -13.0,
    "attente": -9.0,
    "surprise": -8.0,
    "arc": -8.0,
    "clac": -6.0,
    "cliquet": -12.0,
    "ambiance_atelier": -16.0,
    "ambiance_mer": -14.0,
}

# D major pentatonic, equal temperament on A4 = 440 Hz.
SEMITONES_FROM_A = {"D": -7, "E": -5, "F#": -3, "A": 0, "B": 2}


def hz(note):
    """Frequency in Hz of a note such as "F#5"."""
    name, octave = note[:-1], int(note[-1])
    return 440.0 * 2.0 ** (octave - 4 + SEMITONES_FROM_A[name] / 12.0)


# --- building blocks: mono float arrays at RATE -------------------------------------------------------------------


def time_axis(secs):
    return np.arange(int(secs * RATE)) / RATE


def modes(f0, ratios, gains, t60s, secs, attack_secs=0.0015, phase=0.0):
    """A struck body: decaying partials `f0 * ratio`, each with its own time to -60 dB, under a smooth attack."""
    t = time_axis(secs)
    out = np.zeros_like(t)
    for i, (ratio, gain, t60) in enumerate(zip(ratios, gains, t60s)):
        f = f0 * ratio
        if f < 16_000.0:
            out += gain * np.sin(2 * np.pi * f * t + phase * i) * np.exp(-6.908 * t / t60)
    n = max(2, int(attack_secs * RATE))
    out[:n] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(n) / n)
    return out


def marimba(f, rng, secs=1.2, hardness=0.5):
    """A rosewood bar over its resonator: tuned 1 : 3.98 : 10.1, the soft mallet felt as a short low noise."""
    k = (440.0 / f) ** 0.45
    bar = modes(
        f,
        [1.0, 1.003, 3.98, 10.1, 17.3],
        [1.0, 0.35, 0.30 * hardness, 0.11 * hardness, 0.03 * hardness],
        [0.95 * k, 0.55 * k, 0.22 * k, 0.07 * k, 0.03 * k],
        secs,
        attack_secs=0.004 - 0.0025 * hardness,
    )
    return bar + pad(0.22 * mallet(rng, 300.0 + 1_700.0 * hardness, 0.018), len(bar))


def kalimba(f, rng, secs=1.6, box=1.0):
    """A steel tine on a small box: a pure long fundamental, two inharmonic chirps, the thumb's nail."""
    k = (440.0 / f) ** 0.35
    tine = modes(
        f,
        [1.0, 2.0, 5.42, 8.9],
        [1.0, 0.10, 0.16, 0.05],
        [1.25 * k, 0.7 * k, 0.11, 0.05],
        secs,
        attack_secs=0.0018,
    )
    knock = modes(205.0, [1.0, 1.9], [0.18, 0.07], [0.09, 0.05], secs, attack_secs=0.003)
    return tine + box * knock + pad(0.10 * mallet(rng, 3_500.0, 0.007), len(tine))


def wood_block(f, rng, secs=0.16, dry=1.0):
    """A small hollow block: dense damped modes and a dry knock."""
    body = modes(
        f,
        [1.0, 1.52, 2.57, 4.13, 6.2],
        [1.0, 0.45, 0.38, 0.18, 0.08],
        [0.085, 0.06, 0.04, 0.024, 0.014],
        secs,
        attack_secs=0.0009,
        phase=0.7,
    )
    return body + pad(0.35 * dry * mallet(rng, 2_600.0, 0.006), len(body))


def mallet(rng, centre_hz, secs):
    """The touch of the striker: a few milliseconds of band noise under a raised-cosine-then-decay envelope."""
    noise = band(rng.standard_normal(int(max(secs * 6, 0.03) * RATE)), centre_hz, 1.1)
    t = np.arange(len(noise)) / RATE
    env = np.minimum(1.0, t / (secs * 0.25)) * np.exp(-4.0 * t / secs)
    return noise / np.max(np.abs(noise)) * env


def thump(f_from, f_to, secs, t60):
    """A low body blow whose pitch drops: what a bench answers."""
    t = time_axis(secs)
    f = f_to + (f_from - f_to) * np.exp(-t / 0.022)
    out = np.sin(2 * np.pi * np.cumsum(f) / RATE) * np.exp(-6.908 * t / t60)
    n = int(0.003 * RATE)
    out[:n] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(n) / n)
    return out


def band(x, centre_hz, octaves):
    """`x` through a Gaussian band in log frequency, `octaves` wide (one sigma each side = half of it)."""
    f = np.fft.rfftfreq(len(x), 1 / RATE)
    shape = np.exp(-0.5 * (np.log2(np.maximum(f, 1.0) / centre_hz) / (octaves / 2)) ** 2)
    return np.fft.irfft(np.fft.rfft(x) * shape, len(x))


def whoosh(rng, secs, f_from, f_to, octaves=1.3, peak_at=0.45, sharp=2.2):
    """Air: noise whose band glides from `f_from` to `f_to` Hz, swelling and dying around `peak_at` (0..1)."""
    n = int(secs * RATE)
    size, hop = 1024, 256
    x = rng.standard_normal(n + 2 * size)
    out = np.zeros(n + 2 * size)
    window = np.hanning(size + 1)[:-1]
    f = np.maximum(np.fft.rfftfreq(size, 1 / RATE), 1.0)
    for start in range(0, n + size, hop):
        u = np.clip((start - size / 2) / n, 0.0, 1.0)
        centre = f_from * (f_to / f_from) ** u
        shape = np.exp(-0.5 * (np.log2(f / centre) / (octaves / 2)) ** 2) / np.sqrt(centre)
        frame = x[start : start + size] * window
        out[start : start + size] += np.fft.irfft(np.fft.rfft(frame) * shape, size) * window
    out = out[size : size + n]
    u = np.arange(n) / n
    rise = np.clip(u / peak_at, 0, 1)
    fall = np.clip((1 - u) / (1 - peak_at), 0, 1)
    env = np.where(u < peak_at, np.sin(rise * np.pi / 2) ** sharp, np.sin(fall * np.pi / 2) ** sharp)
    out *= env
    return out / np.max(np.abs(out))


def pad(x, n):
    return np.pad(x, (0, max(0, n - len(x))))[:n]


def low_pass(x, cut_hz, order=2):
    """Zero-delay magnitude roll-off; fine for what already has a smooth start."""
    f = np.fft.rfftfreq(2 * len(x), 1 / RATE)
    return np.fft.irfft(np.fft.rfft(x, 2 * len(x)) / np.sqrt(1 + (f / cut_hz) ** (2 * order)))[: len(x)]


# --- the stereo canvas --------------------------------------------------------------------------------------------


class Canvas:
    """Two channels of `secs`; sounds are laid on it in time and place, then the room answers."""

    def __init__(self, secs):
        self.lr = np.zeros((2, int(secs * RATE)))

    def put(self, x, at_secs=0.0, gain=1.0, pan=0.0):
        """Adds mono `x`; `pan` -1 (left) to 1 (right), equal power."""
        start = int(at_secs * RATE)
        x = x[: self.lr.shape[1] - start].copy()
        # A body is rarely computed until it is silent: its last 30 % fade, so that no note is cut.
        n = int(0.3 * len(x))
        x[len(x) - n :] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(n) / n)
        angle = (pan + 1) * np.pi / 4
        for channel, weight in enumerate((np.cos(angle), np.sin(angle))):
            self.lr[channel, start : start + len(x)] += gain * weight * np.sqrt(2) * x
        return self

    def room(self, wet, t60=0.32, seed=7):
        """A small panelled room: six early reflections a side, then a short dark tail. The same room for all cues."""
        rng = np.random.default_rng(seed)
        n = int((t60 + 0.05) * RATE)
        t = np.arange(n) / RATE
        out = self.lr.copy()
        for channel in range(2):
            tail = rng.standard_normal(n) * np.exp(-6.908 * t / t60) * np.clip((t - 0.006) / 0.02, 0, 1)
            ir = low_pass(tail - low_pass(tail, 180.0), 3_800.0) * 0.055
            for delay_ms in (5.3, 8.9, 13.1, 17.9, 23.7, 31.3):
                at = int((delay_ms + rng.uniform(-1.2, 1.2)) / 1000 * RATE)
                ir[at : at + 12] += np.hanning(12) * rng.choice([-1, 1]) * 0.11 * 9.0 / (delay_ms + 6.0)
            size = self.lr.shape[1] + n
            wet_signal = np.fft.irfft(np.fft.rfft(self.lr[channel], size) * np.fft.rfft(ir, size), size)
            out[channel] += wet * wet_signal[: self.lr.shape[1]]
        self.lr = out
        return self


# --- the cues -----------------------------------------------------------------------------------------------------


def touche(rng):
    """Button: a fingertip on a wood block, 60 ms."""
    c = Canvas(0.26)
    c.put(wood_block(hz("D6"), rng, dry=0.6), 0.002, 0.8)
    c.put(thump(240, 180, 0.08, 0.06), 0.002, 0.35)
    return c.room(0.5, t60=0.2)


def prise(rng):
    """A part lifts: leather glove on wood, then a small breath of air going up, a faint A-D under it."""
    c = Canvas(0.62)
    leather = whoosh(rng, 0.07, 900, 500, octaves=1.6, peak_at=0.2, sharp=1.2)
    c.put(leather, 0.002, 0.35, -0.05)
    c.put(wood_block(hz("A4"), rng, dry=0.3), 0.006, 0.55)
    c.put(whoosh(rng, 0.34, 480, 2_600, octaves=1.1, peak_at=0.6), 0.03, 0.36, 0.08)
    c.put(marimba(hz("A4"), rng, 0.45, 0.15), 0.05, 0.26, -0.1)
    c.put(marimba(hz("D5"), rng, 0.45, 0.15), 0.12, 0.28, 0.1)
    return c.room(0.6)


def pose(rng):
    """The snap: pawl in, latch home 45 ms later, the bench thumps, one bright tine says well done."""
    c = Canvas(1.0)
    click = modes(1_870, [1, 1.43, 2.21, 3.37], [1, 0.7, 0.6, 0.3], [0.035, 0.028, 0.02, 0.012], 0.1, 0.0006, 0.9)
    latch = modes(1_245, [1, 1.61, 2.44, 4.2], [1, 0.6, 0.45, 0.25], [0.055, 0.04, 0.025, 0.014], 0.12, 0.0006, 0.9)
    c.put(click + pad(0.5 * mallet(rng, 4_200, 0.004), len(click)), 0.002, 0.46, -0.12)
    c.put(latch + pad(0.7 * mallet(rng, 2_800, 0.006), len(latch)), 0.047, 0.66, 0.08)
    c.put(wood_block(hz("D5"), rng), 0.047, 0.45)
    c.put(thump(210, hz("A2"), 0.24, 0.19), 0.047, 0.9)
    c.put(kalimba(hz("D6"), rng, 0.8), 0.062, 0.34, 0.1)
    c.put(kalimba(hz("A5"), rng, 0.7), 0.062, 0.16, -0.1)
    return c.room(0.55)


def refus(rng):
    """A kind "non": two soft low marimba notes, F#3 then D3, as a head shakes."""
    c = Canvas(0.85)
    c.put(marimba(hz("F#3"), rng, 0.4, 0.35) * np.exp(-time_axis(0.4) / 0.12), 0.002, 0.9, -0.1)
    c.put(marimba(hz("D3"), rng, 0.6, 0.3) * np.exp(-time_axis(0.6) / 0.2), 0.17, 1.0, 0.1)
    # An octave above, faintly: small kiosk speakers lose what lies under 200 Hz.
    c.put(marimba(hz("F#4"), rng, 0.3, 0.15) * np.exp(-time_axis(0.3) / 0.08), 0.002, 0.45, -0.1)
    c.put(marimba(hz("D4"), rng, 0.4, 0.15) * np.exp(-time_axis(0.4) / 0.12), 0.17, 0.5, 0.1)
    return c.room(0.5)


def retour(rng):
    """The part drifts back: air going down, two feathered notes D5-A4, a felt landing."""
    c = Canvas(0.95)
    c.put(whoosh(rng, 0.5, 1_700, 380, octaves=1.2, peak_at=0.35), 0.002, 0.55, 0.05)
    c.put(marimba(hz("D5"), rng, 0.5, 0.1), 0.06, 0.34, 0.1)
    c.put(marimba(hz("A4"), rng, 0.6, 0.1), 0.2, 0.36, -0.1)
    c.put(thump(150, 110, 0.12, 0.1), 0.4, 0.5)
    c.put(wood_block(hz("D4"), rng, dry=0.1), 0.4, 0.16)
    return c.room(0.6)


def etape(rng):
    """Step done: D5 F#5 A5 D6, marimba with a kalimba shine, each note a little faster and brighter."""
    c = Canvas(1.5)
    at = 0.002
    for i, (note, gap) in enumerate(zip(("D5", "F#5", "A5", "D6"), (0.105, 0.095, 0.09, 0.0))):
        pan = -0.3 + 0.2 * i
        c.put(marimba(hz(note), rng, 1.0, 0.5 + 0.1 * i), at, 0.62 + 0.1 * i, pan)
        c.put(kalimba(hz(note), rng, 1.1), at + 0.004, 0.20 + 0.07 * i, -pan)
        at += gap
    c.put(marimba(hz("D4"), rng, 0.9, 0.25), at, 0.4)
    return c.room(0.6, t60=0.4)


def fin(rng):
    """Kit done, 2.4 s: a low D opens, the chord D add9 rises over two octaves, a last tine sparkles."""
    c = Canvas(2.6)
    c.put(marimba(hz("D3"), rng, 2.0, 0.35), 0.002, 0.85)
    c.put(thump(130, hz("D2"), 0.4, 0.35), 0.002, 0.35)
    notes = ("A3", "D4", "F#4", "A4", "D5", "E5", "F#5", "A5", "D6")
    at = 0.05
    for i, note in enumerate(notes):
        pan = 0.45 * np.sin(i * 1.9)
        c.put(marimba(hz(note), rng, 1.6, 0.45), at, 0.5, pan)
        c.put(kalimba(hz(note), rng, 1.9), at + 0.006, 0.22 + 0.015 * i, -pan)
        at += 0.088 - 0.003 * i
    for note, pan in (("D5", -0.3), ("F#5", 0.0), ("A5", 0.3)):
        c.put(kalimba(hz(note), rng, 1.7), at + 0.1, 0.26, pan)
    c.put(kalimba(hz("D7"), rng, 1.2), at + 0.2, 0.14, 0.2)
    return c.room(0.75, t60=0.55)


def ecran(rng):
    """Screen change: a sheet of drawing paper slides across the bench."""
    c = Canvas(0.55)
    sheet = whoosh(rng, 0.42, 700, 1_500, octaves=1.6, peak_at=0.42)
    n = len(sheet)
    slide = np.linspace(-0.5, 0.5, n)
    angle = (slide + 1) * np.pi / 4
    c.lr[0, 88 : 88 + n] += sheet * np.cos(angle) * 1.2
    c.lr[1, 88 : 88 + n] += sheet * np.sin(angle) * 1.2
    c.put(marimba(hz("A4"), rng, 0.35, 0.05), 0.15, 0.14)
    return c.room(0.5)


def attente(rng):
    """One second of a countdown: the shop clock, a small block and a short A5."""
    c = Canvas(0.4)
    c.put(wood_block(hz("A5"), rng, dry=0.8), 0.002, 0.7)
    c.put(marimba(hz("A4"), rng, 0.25, 0.3) * np.exp(-time_axis(0.25) / 0.06), 0.002, 0.4)
    return c.room(0.5)


def surprise(rng):
    """Shimmer, 1.6 s: high tines fall like filings in the light, softly beating pairs, a breath of air."""
    c = Canvas(1.75)
    scale = ("D6", "E6", "F#6", "A6", "B6", "D7", "E7", "F#7")
    for i in range(18):
        at = 0.004 + 0.85 * (i / 18) ** 0.85 + rng.uniform(0, 0.018)
        note = hz(scale[(i * 5 + rng.integers(0, 2)) % len(scale)]) * rng.uniform(0.9985, 1.0015)
        level = 0.34 * (0.6 + 0.4 * np.sin(np.pi * (i + 1) / 19))
        c.put(kalimba(note, rng, 0.85, box=0.1), at, level, rng.uniform(-0.7, 0.7))
    for note, pan in (("D5", -0.2), ("A5", 0.2)):
        pair = marimba(hz(note), rng, 1.4, 0.2) + marimba(hz(note) * 1.004, rng, 1.4, 0.1)
        c.put(pair, 0.02, 0.16, pan)
    c.put(whoosh(rng, 1.0, 2_500, 6_500, octaves=1.0, peak_at=0.3), 0.004, 0.08)
    return c.room(0.8, t60=0.5)


def arc(rng):
    """TIG: the high-frequency start spits for 120 ms, then the arc hums on D3 and crackles for a second, and is cut."""
    secs = 1.5
    t = time_axis(secs)
    # The start: sparks at about 90 a second, irregular, each a millisecond of bright noise.
    spit = np.zeros_like(t)
    at = 0.004
    while at < 0.13:
        i = int(at * RATE)
        spark = mallet(rng, 4_500, 0.0022)
        spit[i : i + len(spark)] += spark * rng.uniform(0.5, 1.0)
        at += rng.uniform(0.007, 0.014)
    # The arc: alternating current at D3, soft-clipped so that it has body, its pitch settling as the arc stabilises.
    f = hz("D3") * (1 + 0.035 * np.exp(-(t - 0.1) / 0.09) + 0.002 * np.sin(2 * np.pi * 5.3 * t))
    phase = 2 * np.pi * np.cumsum(f) / RATE
    hum = np.tanh(2.2 * np.sin(phase) + 0.9 * np.sin(2 * phase + 0.6) + 0.35 * np.sin(3 * phase))
    hum = low_pass(hum, 1_500.0, 1)
    # The plasma's hiss breathes twice per period.
    hiss = band(rng.standard_normal(len(t)), 3_800, 1.5)
    hiss *= (0.45 + 0.55 * np.abs(np.sin(phase))) / np.max(np.abs(hiss))
    crackle = np.zeros_like(t)
    at = 0.12
    while at < 1.2:
        i = int(at * RATE)
        pop = mallet(rng, rng.uniform(1_800, 5_200), 0.003)
        crackle[i : i + len(pop)] += pop * rng.uniform(0.15, 0.6) ** 1.4
        at += rng.exponential(0.021) + 0.004
    flutter = 1 + 0.12 * low_pass(rng.standard_normal(len(t)), 12.0) / 0.02
    on = np.clip((t - 0.07) / 0.09, 0, 1) ** 1.5 * (1 / (1 + np.exp((t - 1.15) / 0.025)))
    c = Canvas(secs)
    c.put(spit, 0.0, 1.1, -0.05)
    c.put(hum * on * np.clip(flutter, 0.7, 1.3), 0.0, 0.17)
    c.put(hiss * on, 0.0, 0.5, 0.1)
    c.put(crackle, 0.0, 1.5, -0.1)
    c.put(thump(160, 110, 0.1, 0.08), 0.075, 0.35)
    # The torch's relay lets go.
    c.put(wood_block(1_400, rng, 0.08, 1.0), 1.17, 0.12)
    return c.room(0.45)


def clac(rng):
    """A switch goes home: the spring gives, 30 ms later a steel blade strikes its stop, the housing answers."""
    c = Canvas(0.7)
    give = modes(980, [1, 1.37, 2.6, 4.1], [1, 0.6, 0.5, 0.25], [0.03, 0.025, 0.018, 0.01], 0.09, 0.0006, 0.9)
    blade = modes(690, [1, 1.58, 2.31, 3.9, 6.2], [1, 0.8, 0.6, 0.4, 0.2], [0.09, 0.07, 0.05, 0.03, 0.015], 0.2, 0.0005, 0.8)
    c.put(give + pad(0.5 * mallet(rng, 3_200, 0.004), len(give)), 0.002, 0.34, -0.1)
    c.put(blade + pad(0.9 * mallet(rng, 2_300, 0.006), len(blade)), 0.034, 0.72, 0.06)
    c.put(thump(180, 84, 0.22, 0.16), 0.034, 0.85)
    c.put(wood_block(hz("D4"), rng, dry=0.6), 0.036, 0.22)
    return c.room(0.45)


def cliquet(rng):
    """One notch: a pawl drops into its tooth."""
    c = Canvas(0.22)
    pawl = modes(2_150, [1, 1.49, 2.37], [1, 0.6, 0.35], [0.022, 0.016, 0.01], 0.06, 0.0005, 0.9)
    c.put(pawl + pad(0.6 * mallet(rng, 4_600, 0.003), len(pawl)), 0.002, 0.6)
    c.put(wood_block(hz("A5"), rng, 0.06, 0.6), 0.003, 0.18)
    return c.room(0.3)


AMBIENCE_SECS = 12.0


class Loop:
    """Two channels of `AMBIENCE_SECS` in which everything is periodic, so that the seam does not exist."""

    def __init__(self, rng):
        self.rng = rng
        self.n = int(AMBIENCE_SECS * RATE)
        self.t = np.arange(self.n) / RATE
        self.f = np.fft.rfftfreq(self.n, 1 / RATE)
        self.lr = np.zeros((2, self.n))

    def whole(self, freq):
        """The nearest frequency with a whole number of periods in the loop."""
        return round(freq * AMBIENCE_SECS) / AMBIENCE_SECS

    def noise(self, shape):
        """Periodic noise of the given magnitude spectrum, unit RMS."""
        spectrum = shape * np.exp(2j * np.pi * self.rng.random(len(self.f)))
        spectrum[0] = 0.0
        x = np.fft.irfft(spectrum, self.n)
        return x / np.sqrt(np.mean(x**2))

    def place(self, x, at, gain, pan):
        """Lays `x` on the loop, its end wrapping to the start."""
        index = (int(at * RATE) + np.arange(len(x))) % self.n
        angle = (pan + 1) * np.pi / 4
        self.lr[0, index] += gain * np.cos(angle) * x
        self.lr[1, index] += gain * np.sin(angle) * x

    def canvas(self):
        c = Canvas(AMBIENCE_SECS)
        c.lr = self.lr
        return c


def ambiance_mer(rng):
    """Far out at sea, early: a steady wind, a long swell against a pile, three gulls, a 12 s loop."""
    loop = Loop(rng)
    t, f = loop.t, loop.f
    # Wind: each ear its own air, gusting in two slow waves that never meet in the same place.
    air = (f > 60) / (1 + (f / 520.0) ** 2) + 0.16 * np.exp(-0.5 * (np.log2(np.maximum(f, 1.0) / 900.0) / 0.7) ** 2)
    for channel in range(2):
        turn = channel * 1.9
        gust = 1 + 0.28 * np.sin(2 * np.pi * loop.whole(1 / 12) * t + turn)
        gust += 0.16 * np.sin(2 * np.pi * loop.whole(1 / 4) * t + 2.3 * turn)
        loop.lr[channel] += 0.15 * gust * loop.noise(air)
    # Swell: two crests a loop, low and broad, each leaving a hiss of foam as it falls back.
    low = loop.noise((f > 40) / (1 + (f / 150.0) ** 4))
    foam = loop.noise((f > 700) * (f < 7_000) / (1 + (f / 2_200.0) ** 2))
    crest = (0.5 + 0.5 * np.sin(2 * np.pi * loop.whole(1 / 6) * t)) ** 3
    fall = (0.5 + 0.5 * np.sin(2 * np.pi * loop.whole(1 / 6) * t - 1.3)) ** 5
    for channel, (heavy, light) in enumerate(((0.24, 0.050), (0.20, 0.065))):
        loop.lr[channel] += heavy * crest * low + light * fall * foam

    def gull(secs, top):
        """One cry: a reedy glide up and over, far away."""
        u = time_axis(secs)
        along = u / secs
        pitch = top * (0.74 + 0.26 * np.sin(np.pi * np.minimum(1.0, along * 1.25) ** 0.8))
        phase = 2 * np.pi * np.cumsum(pitch) / RATE
        reed = sum(np.sin(k * phase) / k**1.1 for k in (1, 2, 3, 4))
        return low_pass(reed * np.sin(np.pi * along) ** 1.5, 3_400.0)

    for at, secs, top, gain, pan in (
        (2.1, 0.42, 1_180.0, 0.050, 0.5),
        (2.62, 0.36, 1_240.0, 0.042, 0.55),
        (3.05, 0.30, 1_210.0, 0.030, 0.6),
        (8.4, 0.50, 1_050.0, 0.028, -0.6),
        (8.98, 0.40, 1_100.0, 0.022, -0.55),
    ):
        loop.place(gull(secs, top), at, gain, pan)
    return loop.canvas()


def ambiance_atelier(rng):
    """The workshop next door, a 12 s loop."""
    loop = Loop(rng)
    n, t, f, lr = loop.n, loop.t, loop.f, loop.lr
    whole, noise, place = loop.whole, loop.noise, loop.place

    # Ventilation: dark air, the same low part on both sides and an own high part on each, breathing slowly.
    air_shape = (f > 45) / (1 + (f / 190.0) ** 2)
    common = noise(air_shape * (f < 260))
    breath = 1 + 0.12 * np.sin(2 * np.pi * whole(0.25) * t)
    blades = ((1, 0.6), (2, 0.5), (3, 0.16), (4, 0.09))
    fan = sum(g * np.sin(2 * np.pi * whole(hz("D2") * k) * t + k) for k, g in blades)
    for channel in range(2):
        own = noise(air_shape * (f > 120))
        lr[channel] += 0.16 * breath * (0.7 * common + 0.6 * own) + 0.05 * fan

    # A grinder two halls away: A3 and its harmonics under noise, leaning into the piece twice.
    def grinder(secs, load):
        u = time_axis(secs)
        shape = np.sin(np.pi * u / secs) ** 1.3
        pitch = hz("A3") * (1 - load * shape)
        phase = 2 * np.pi * np.cumsum(pitch) / RATE
        tone = sum(np.sin(k * phase + k * k) / k**1.2 for k in (1, 2, 3, 4, 6))
        rub = band(rng.standard_normal(len(u)), 1_500, 1.4)
        return low_pass((0.5 * tone + 0.9 * rub / np.std(rub)) * shape, 1_700.0)

    place(grinder(3.1, 0.05), 2.2, 0.075, -0.55)
    place(grinder(2.3, 0.07), 7.6, 0.06, -0.5)

    # Faint taps: a hammer on sheet metal, far right; a chisel, left; each already dulled by distance.
    def tap(freq, t60):
        x = modes(freq, [1, 2.76, 5.4, 8.9], [1, 0.5, 0.25, 0.1], [t60, t60 * 0.6, t60 * 0.35, t60 * 0.2], 0.6, 0.002)
        return low_pass(x, 2_600.0)

    for at in (0.9, 1.32, 1.74):
        place(tap(hz("B5"), 0.35), at, 0.20, 0.6)
    for at in (5.7, 5.98, 6.31, 6.6):
        place(low_pass(wood_block(hz("D5"), rng), 1_800.0), at, 0.30, -0.35)
    for at in (10.1, 10.52):
        place(tap(hz("F#5"), 0.4), at, 0.16, 0.45)

    # A larger, longer room than the bench's, wrapped round the loop as well.
    ir_t = time_axis(1.4)
    for channel in range(2):
        ir = rng.standard_normal(len(ir_t)) * np.exp(-6.908 * ir_t / 1.1) * np.clip(ir_t / 0.02, 0, 1)
        ir = low_pass(ir, 1_800.0) * 0.035
        lr[channel] += np.fft.irfft(np.fft.rfft(lr[channel]) * np.fft.rfft(pad(ir, n)), n)
    return loop.canvas()


CUES = {
    f.__name__: f
    for f in (
        touche, prise, pose, refus, retour, etape, fin, ecran, attente, surprise, arc, clac, cliquet, ambiance_atelier, ambiance_mer,
    )
}
LOOPS = {"ambiance_atelier", "ambiance_mer"}
# A loop's file ends with its own first 20 ms again: the mixer cross-fades this overlap (`LOOP_OVERLAP_FRAMES` in
# src/audio/mixer.rs), so that what the lossy coder does to the two ends of a file is never heard.
LOOP_OVERLAP_FRAMES = 882
# Vorbis quality 0..1 as libsndfile counts it (1 - compression level).
QUALITY = {"ambiance_atelier": 0.2, "ambiance_mer": 0.2}
DEFAULT_QUALITY = 0.55


# --- finishing ----------------------------------------------------------------------------------------------------


def finish(name, lr):
    """No DC, no sub-sonic rumble, ends at zero, trimmed at -66 dB, peak as the mix wants it. Returns (frames, 2)."""
    f_cut = 30.0
    if name in LOOPS:
        f = np.fft.rfftfreq(lr.shape[1], 1 / RATE)
        gain = f**2 / (f**2 + f_cut**2)
        lr = np.array([np.fft.irfft(np.fft.rfft(c) * gain, lr.shape[1]) for c in lr])
    else:
        # A causal one-pole high-pass, so that nothing rings before the attack.
        pole = np.exp(-2 * np.pi * f_cut / RATE)
        ir = -(1 - pole) * pole ** np.arange(int(0.15 * RATE))
        ir[0] += 1.0
        size = lr.shape[1] + len(ir)
        h = np.fft.rfft(ir, size)
        lr = np.array([np.fft.irfft(np.fft.rfft(c, size) * h, size)[: lr.shape[1]] for c in lr])
        level = np.max(np.abs(lr), axis=0)
        last = np.nonzero(level > level.max() * 10 ** (-66 / 20))[0][-1]
        lr = lr[:, : min(lr.shape[1], last + int(0.01 * RATE))]
        n_in, n_out = int(0.001 * RATE), int(min(0.12, lr.shape[1] / RATE * 0.25) * RATE)
        lr[:, :n_in] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(n_in) / n_in)
        lr[:, -n_out:] *= 0.5 + 0.5 * np.cos(np.pi * (np.arange(n_out) + 1) / n_out)
        # What DC the fades left goes under a window, so that the ends stay at zero.
        window = np.hanning(lr.shape[1])
        lr = lr - window * (lr.mean(axis=1, keepdims=True) / window.mean())
    if name in LOOPS:
        lr = np.concatenate([lr, lr[:, :LOOP_OVERLAP_FRAMES]], axis=1)
    return (lr / np.max(np.abs(lr)) * 10 ** (PEAK_DB[name] / 20)).T


def looped_once(x):
    """The joint as the mixer plays it: the last second, the faded overlap, the next second. Returns (frames, 2)."""
    n = LOOP_OVERLAP_FRAMES
    u = (np.arange(n) / n)[:, None]
    return np.concatenate([x[-RATE - n : -n], x[-n:] * (1 - u) + x[:n] * u, x[n:RATE]])


def write_ogg(path, frames, quality, serial):
    """Writes Ogg Vorbis in small blocks (large ones overflow libsndfile's stack), then fixes the stream serial."""
    shape = {"samplerate": RATE, "channels": frames.shape[1], "format": "OGG", "subtype": "VORBIS"}
    with sf.SoundFile(path, "w", **shape, compression_level=1 - quality) as out:
        for start in range(0, len(frames), 2_048):
            out.write(frames[start : start + 2_048].astype(np.float32))
    path.write_bytes(with_serial(path.read_bytes(), serial))


def crc_table():
    table = []
    for i in range(256):
        r = i << 24
        for _ in range(8):
            r = ((r << 1) ^ 0x04C11DB7 if r & 0x8000_0000 else r << 1) & 0xFFFF_FFFF
        table.append(r)
    return table


CRC = crc_table()


def with_serial(ogg, serial):
    """The encoder draws a random serial: a fixed one makes equal runs equal files. (Ogg: RFC 3533, section 6.)"""
    data, at = bytearray(ogg), 0
    while at < len(data):
        segments = data[at + 26]
        size = 27 + segments + sum(data[at + 27 : at + 27 + segments])
        data[at + 14 : at + 18] = struct.pack("<I", serial)
        data[at + 22 : at + 26] = bytes(4)
        crc = 0
        for byte in data[at : at + size]:
            crc = ((crc << 8) & 0xFFFF_FFFF) ^ CRC[(crc >> 24) ^ byte]
        data[at + 22 : at + 26] = struct.pack("<I", crc)
        at += size
    return bytes(data)


# --- measuring ----------------------------------------------------------------------------------------------------


def decibels(x):
    return 20 * np.log10(max(float(x), 1e-9))


def measure(name, wanted_frames):
    """Decodes the written file and holds it to the rules; prints one line, returns the faults found."""
    path = OUT / f"{name}.ogg"
    x, rate = sf.read(path)
    size = path.stat().st_size
    peak, rms = np.max(np.abs(x)), np.sqrt(np.mean(x**2))
    dc = np.max(np.abs(x.mean(axis=0)))
    steps = np.abs(np.diff(x, axis=0))
    if name in LOOPS:
        # The largest sample-to-sample step at the joint, against the steps that the sound makes anyway.
        n = LOOP_OVERLAP_FRAMES
        joint = np.abs(np.diff(looped_once(x), axis=0))[RATE - n : RATE + n]
        ends = np.max(joint) / np.percentile(steps, 99.9)
        label, ends_ok = f"joint {ends:4.2f} x p99.9 step", ends < 1.0
    else:
        ends = max(np.max(np.abs(x[:8])), np.max(np.abs(x[-8:])))
        label, ends_ok = f"ends {decibels(ends):6.1f} dB", decibels(ends) < -55
    print(
        f"{name:17s} {len(x) / rate:6.3f} s  {size / 1000:6.1f} kB  peak {decibels(peak):6.1f} dB  "
        f"rms {decibels(rms):6.1f} dB  DC {decibels(dc):6.1f} dB  {label}"
    )
    limit = 150_000 if name in LOOPS else 60_000
    rules = {
        "rate": rate == RATE,
        "length": len(x) == wanted_frames,
        "peak over -3 dBFS": decibels(peak) <= -3.0,
        "DC over -60 dB": decibels(dc) < -60,
        "ends": ends_ok,
        f"size over {limit}": size < limit,
    }
    return [f"{name}: {rule}" for rule, kept in rules.items() if not kept]


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    faults = []
    for name in sys.argv[1:] or CUES:
        serial = zlib.crc32(name.encode())
        frames = finish(name, CUES[name](np.random.default_rng(serial)).lr)
        write_ogg(OUT / f"{name}.ogg", frames, QUALITY.get(name, DEFAULT_QUALITY), serial)
        faults += measure(name, len(frames))
    sys.exit("\n".join(faults) or 0)


if __name__ == "__main__":
    main()
