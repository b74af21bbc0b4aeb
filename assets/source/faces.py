"""Faces that change: a head without one, and what lies on it for each mood. For whoever talks with the visitor.

A head like people.head()'s, origin at the neck; what face() and lids() give is in the same space, and hangs under the head's
node: `mood.<mood>.<person>`, of which a kiosk shows one, and `blink.<person>`, over the eyes for a moment."""
import numpy as np

from etabli_art.people import HEAD, HEAD_UP, POWER, _face_y, _hair, _on_face
from etabli_art.shapes import ball, tube

MOODS = ("calm", "happy", "worried", "sad", "surprised", "tired")

# Of each mood: how high the brows are and how much higher their inner ends, how open the eyes (0 closed, smiling, 1 usual),
# how wide the mouth, how much its corners rise, how far it is open.
_LOOKS = {
    "calm": (0.000, 0.000, 1.00, 0.050, 0.020, 0.0),
    "happy": (0.016, -0.004, 0.00, 0.066, 0.040, 0.030),
    "worried": (0.006, 0.026, 1.10, 0.040, -0.010, 0.0),
    "sad": (-0.006, 0.030, 0.62, 0.046, -0.026, 0.0),
    "surprised": (0.034, 0.006, 1.28, 0.022, 0.000, 0.034),
    "tired": (-0.010, 0.010, 0.42, 0.042, -0.006, 0.0),
}


def bare_head(look):
    """A head with hair, ears, nose and cheeks: no eyes, no brows, no mouth."""
    h = ball(look.skin, *HEAD, k=8, power=POWER)
    h = h.warp(lambda v: v * np.stack([1 + 0.05 * np.clip(-v[:, 2] / HEAD[2], -1, 1) * (v[:, 2] < 0)] * 2 + [np.ones(len(v))], axis=1))
    for s in (-1, 1):
        h += ball("blush" if look.skin in ("skin_1", "skin_2") else look.lips, 0.030, 0.006, 0.020, k=3).turn(z=s * 28).at(*_on_face(s * 0.108, -0.052, -0.003))
        h += ball(look.skin, 0.03, 0.026, 0.042, k=3).at(s * (HEAD[0] + 0.004), 0.012, -0.005)
        if look.glasses:
            h += tube("graphite", [(s * 0.072 + 0.045 * np.cos(a), _face_y(s * 0.072, 0) - 0.014, 0.045 * np.sin(a)) for a in np.linspace(0, 6.283, 13)], 0.006, 5, 0)
    h += ball(look.nose, 0.024, 0.024, 0.021, k=3).at(*_on_face(0, -0.034, 0.008))
    if look.beard:
        h += ball(look.hair, HEAD[0] * 1.0, HEAD[1] * 0.98, HEAD[2] * 0.56, k=6).at(0, -0.012, -0.125)
    hair = _hair(look)
    return (h if hair is None else h + hair).at(0, 0, HEAD_UP)


def creases(paint):
    """What a long life leaves beside eyes and mouth."""
    s = None
    for side in (-1, 1):
        lines = [[(0.126, 0.010), (0.142, 0.018)], [(0.126, -0.006), (0.144, -0.008)], [(0.062, -0.058), (0.078, -0.086), (0.076, -0.106)], [(0.050, -0.036), (0.074, -0.046), (0.094, -0.040)]]
        for line in lines:
            m = tube(paint, [_on_face(side * x, z, 0.0015) for x, z in line], 0.0036, 5, 2)
            s = m if s is None else s + m
    for z, half in ((0.108, 0.052), (0.124, 0.040)):
        s += tube(paint, [_on_face(x, z + 0.004 * np.cos(x * 40), 0.0015) for x in np.linspace(-half, half, 7)], 0.0032, 5, 0)
    return s.at(0, 0, HEAD_UP)


def face(look, mood):
    """Eyes, brows and mouth of a mood."""
    rise, inner, open_, wide, smile, gape = _LOOKS[mood]
    brow = look.hair if look.style != "bald" else "hair_brown"
    s = _mouth(look, wide, smile, gape)
    for k in (-1, 1):
        ends = [(0.036, 0.062 + rise + inner), (0.075, 0.074 + rise + inner * 0.35), (0.112, 0.058 + rise - inner * 0.35)]
        s += tube(brow, [_on_face(k * x, z, 0.005) for x, z in ends], 0.0105, 6, 2)
        s += _eye(look, k, open_)
    return s.at(0, 0, HEAD_UP)


def _eye(look, k, open_):
    x = 0.072
    if open_ == 0.0:    # laughs
        return tube("eye", [_on_face(k * (x + d), 0.004 + 0.018 * (1 - (d / 0.034) ** 2), 0.004) for d in (-0.034, -0.017, 0, 0.017, 0.034)], 0.0078, 6, 2)
    tall = 0.031 * min(open_, 1.0) ** 0.5
    grow = max(open_, 1.0)
    eye = ball("eye", 0.0235 * grow, 0.012, tall * grow, k=3) + ball("glint", 0.0080, 0.005, 0.0090, k=2).at(0.008, -0.011, 0.30 * tall * grow)
    s = eye.at(*_on_face(x * k, 0.0))
    if open_ < 1.0:     # a lid hangs over it
        s += _lid(look, k, 0.034 - 0.040 * (1.0 - open_))
    if look.lashes:
        up = 0.030 + 0.5 * (grow - 1) * 0.06 - 0.030 * (1 - min(open_, 1.0))
        s += tube("eye", [_on_face(k * 0.046, up - 0.010, 0.008), _on_face(k * 0.073, up + 0.003, 0.011), _on_face(k * 0.100, up - 0.010, 0.008)], 0.0056, 5, 2)
    return s


def _lid(look, k, low):
    """Skin over the upper part of an eye, down to `low`."""
    rows = []
    for z in np.linspace(0.046, low, 5):
        rows.append([_on_face(k * 0.072 + d, z - 0.004 * (d / 0.036) ** 2, 0.0135 - 3.0 * d * d) for d in np.linspace(-0.036, 0.036, 7)])
    from diorama import sheet
    return sheet(look.skin, rows)


def _mouth(look, wide, smile, gape):
    line = [_on_face(x, -0.090 + smile * (x / wide) ** 2 * (1 if abs(smile) > 0 else 0), 0.003) for x in np.linspace(-wide, wide, 7)]
    if not gape:
        return tube(look.lips, line, 0.0088, 6, 0)
    if smile == 0.0:    # oh!
        return ball(look.lips, wide + 0.008, 0.010, gape + 0.006, k=4).at(*_on_face(0, -0.098)) + ball("slot", wide, 0.010, gape - 0.004, k=4).at(*_on_face(0, -0.098, 0.003))
    n = 7
    upper = [_on_face(x, -0.080 + 0.012 * (x / wide) ** 2, 0.004) for x in np.linspace(-wide, wide, n)]
    lower = [_on_face(x, -0.080 + 0.012 * (x / wide) ** 2 - (gape + 0.010) * (1 - (x / wide) ** 2), 0.004) for x in np.linspace(-wide, wide, n)]
    teeth = [_on_face(x, -0.080 + 0.012 * (x / wide) ** 2 - 0.013 * (1 - (x / wide) ** 2), 0.0055) for x in np.linspace(-wide, wide, n)]
    top = [_on_face(x, -0.080 + 0.012 * (x / wide) ** 2, 0.0055) for x in np.linspace(-wide, wide, n)]
    from diorama import sheet
    s = sheet("lip_dark", [lower, upper]) + sheet("white", [teeth, top])
    return s + tube(look.lips, upper, 0.0072, 6, 0) + tube(look.lips, lower, 0.0080, 6, 0)


def lids(look):
    """Both eyes closed."""
    s = None
    for k in (-1, 1):
        m = _lid(look, k, -0.036) + tube("eye", [_on_face(k * (0.072 + d), -0.012 - 0.010 * (1 - (d / 0.032) ** 2), 0.016) for d in (-0.032, -0.016, 0, 0.016, 0.032)], 0.0052, 5, 2)
        s = m if s is None else s + m
    return s.at(0, 0, HEAD_UP)
