"""Simple figures with faces: about 1.62 m tall, standing on z = 0, looking towards -Y. Their right hand is at -X.

figure() returns a Figure: `body` and `head` are shapes (head: origin at the neck, see `neck`), `joints` the points that worn
things need: shoulder, elbow, wrist, hand, hip, knee, ankle for the sides "r" and "l", and chest."""
from dataclasses import dataclass, field

import bpy  # noqa: F401  (brings mathutils)
import numpy as np
from mathutils import Matrix, Vector

from .shapes import Shape, ball, box, cylinder, lathe, limb, loft, slab, tube

HEAD = (0.192, 0.182, 0.212)   # half sizes
HEAD_UP = 0.235                # head centre above the neck
POWER = 2.35


@dataclass
class Look:
    """How a person looks; mix them."""
    skin: str = "skin_4"
    nose: str = "nose_4"
    lips: str = "lip_dark"
    hair: str = "hair_black"
    style: str = "bun"          # bun, short, long, curly, bald
    ribbon: str = "coral"
    lashes: bool = True
    top: str = "overall"
    top_dark: str = "overall_dark"
    legs: str = "overall"
    feet: str = "sock"          # a paint; "sock" gets a stripe
    glasses: bool = False
    beard: bool = False


@dataclass
class Pose:
    """Elbows and wrists (figure space, right then left), how far the feet are apart, forward lean of the upper body (degrees)."""
    elbows: tuple = ((-0.36, 0.02, 0.93), (0.36, 0.02, 0.93))
    wrists: tuple = ((-0.47, -0.10, 0.76), (0.47, -0.10, 0.76))
    stance: float = 0.125
    lean: float = 0.0


@dataclass
class Figure:
    body: Shape
    head: Shape
    neck: tuple
    joints: dict = field(default_factory=dict)


def _face_y(x, z):
    """The y of the face at (x, z) of head space."""
    rest = 1 - abs(x / HEAD[0]) ** POWER - abs(z / HEAD[2]) ** POWER
    return -HEAD[1] * max(rest, 0.0) ** (1 / POWER)


def _on_face(x, z, out=0.0):
    return (x, _face_y(x, z) - out, z)


def _cap(paint, line, puff=1.08):
    """Hair as a shell that dives into the head along a hairline; `line` maps y (-1 front .. 1 back) to a height (-1..1)."""
    s = ball(paint, *HEAD, k=9, power=POWER)

    def warp(v):
        d = v / np.array(HEAD)
        edge = np.interp(d[:, 1], *zip(*line)) + 0.10 * np.abs(d[:, 0]) ** 2 * (d[:, 1] < 0) * -1
        t = np.clip((d[:, 2] - edge) / 0.16, 0, 1)
        t = t * t * (3 - 2 * t)
        return v * (0.90 + (puff - 0.90) * t)[:, None]
    s = s.warp(warp)
    inside = np.array([np.sum(np.abs(s.v[list(f)].mean(axis=0) / np.array(HEAD)) ** POWER) < 0.86 for f in s.f])
    return s.faces(lambda i: not inside[i])


def _hair(look):
    paint = look.hair
    line = [(-1, 0.52), (-0.6, 0.42), (-0.15, 0.12), (0.1, -0.25), (0.4, -0.62), (1, -0.8)]
    if look.style == "bald":
        return None
    hair = _cap(paint, line, 1.085 if look.style != "curly" else 1.14)
    if look.style == "bun":
        hair += ball(paint, 0.104, 0.10, 0.098, k=4, power=2.2).at(0, 0.20, 0.185)
        hair += lathe(look.ribbon, [(0.062, -0.022), (0.074, 0), (0.062, 0.022)], 14).aim((0, 0.145, 0.130), (0, 0.20, 0.185))
        band = [(s * 0.206 * np.sin(a), 0.005 - 0.055 * np.cos(a), 0.02 + 0.212 * np.cos(a)) for s, a in [(-1, 1.5), (-1, 1.1), (-1, 0.7), (-1, 0.3), (1, 0.0), (1, 0.3), (1, 0.7), (1, 1.1), (1, 1.5)]]
        hair += tube(look.ribbon, band, 0.034, 6, 2, flat=0.45)
        for s in (-1, 1):    # strands beside the face, and ear studs
            hair += tube(paint, [(s * 0.12, -0.145, 0.135), (s * 0.178, -0.105, 0.05), (s * 0.188, -0.062, -0.055)], 0.026, 7, 3, radii=lambda t: 1.1 - 0.75 * t)
            hair += ball("brass", 0.016, k=2).at(s * 0.212, -0.008, -0.055)
    elif look.style == "long":
        hair += loft(paint, [(0, 0.09, -0.34, 0.15, 0.05), (0, 0.09, -0.26, 0.19, 0.085), (0, 0.075, -0.08, 0.205, 0.11), (0, 0.06, 0.06, 0.19, 0.12)], 16, 2.4)
    elif look.style == "curly":
        for i in range(26):
            a, h = i * 2.399, 1 - (i + 0.5) / 26 * 1.35
            r = (1 - min(h * h, 1)) ** 0.5
            p = np.array([r * np.cos(a), r * np.sin(a), h])
            if p[2] > np.interp(p[1], *zip(*line)):
                hair += ball(paint, 0.058, k=2).at(*(p * np.array(HEAD) * 1.1))
    return hair


def head(look):
    """A head with face and hair, origin at the neck."""
    h = ball(look.skin, *HEAD, k=8, power=POWER)
    h = h.warp(lambda v: v * np.stack([1 + 0.05 * np.clip(-v[:, 2] / HEAD[2], -1, 1) * (v[:, 2] < 0)] * 2 + [np.ones(len(v))], axis=1))
    eye = ball("eye", 0.0235, 0.012, 0.031, k=3) + ball("glint", 0.0075, 0.005, 0.0085, k=2).at(0.008, -0.011, 0.012)
    for s in (-1, 1):
        h += eye.at(*_on_face(0.072 * s, 0.0))
        h += tube(look.hair if look.style != "bald" else "hair_brown", [_on_face(s * 0.036, 0.062, 0.004), _on_face(s * 0.075, 0.074, 0.005), _on_face(s * 0.112, 0.058, 0.003)], 0.0095, 6, 2)
        h += ball("blush" if look.skin in ("skin_1", "skin_2") else look.lips, 0.028, 0.006, 0.019, k=3).turn(z=s * 28).at(*_on_face(s * 0.108, -0.052, -0.003))
        h += ball(look.skin, 0.03, 0.026, 0.042, k=3).at(s * (HEAD[0] + 0.004), 0.012, -0.005)
        if look.lashes:
            h += tube("eye", [_on_face(s * 0.050, 0.022, 0.006), _on_face(s * 0.075, 0.034, 0.008), _on_face(s * 0.100, 0.022, 0.007), _on_face(s * 0.113, 0.030, 0.008)], 0.0058, 5, 2)
        if look.glasses:
            h += tube("graphite", [(s * 0.072 + 0.045 * np.cos(a), _face_y(s * 0.072, 0) - 0.014, 0.045 * np.sin(a)) for a in np.linspace(0, 6.283, 13)], 0.006, 5, 0)
    h += ball(look.nose, 0.024, 0.024, 0.021, k=3).at(*_on_face(0, -0.034, 0.008))
    smile = [_on_face(x, -0.083 + 0.030 * (x / 0.06) ** 2, 0.002) for x in np.linspace(-0.058, 0.058, 7)]
    h += tube(look.lips, smile, 0.0088, 6, 0)
    if look.beard:
        h += ball(look.hair, HEAD[0] * 1.0, HEAD[1] * 0.98, HEAD[2] * 0.56, k=6).at(0, -0.012, -0.125)
    hair = _hair(look)
    return (h if hair is None else h + hair).at(0, 0, HEAD_UP)


def hand(paint, fat=1.0):
    """An open right hand: wrist at the origin, fingers down to -Z, palm towards -Y, thumb towards +X (towards the body)."""
    f = fat
    h = ball(paint, 0.05 * f, 0.032 * f, 0.058 * f, k=3, power=2.8).at(0, 0, -0.055)
    for i, (x, l) in enumerate(((-0.036, 0.052), (-0.013, 0.066), (0.012, 0.066), (0.035, 0.056))):
        h += limb(paint, (x * f, -0.002, -0.10), (x * 1.25 * f, -0.012, -0.10 - l), 0.0165 * f, 0.014 * f, 8)
    return h + limb(paint, (0.04 * f, -0.008, -0.05), (0.078 * f, -0.022, -0.098), 0.02 * f, 0.015 * f, 8)


def _sock(look):
    paint = look.feet
    foot = ball(paint, 0.068, 0.135, 0.062, k=4, power=2.5).warp(lambda v: np.column_stack((v[:, 0] * (1 - 0.25 * np.clip(v[:, 1] / 0.135, 0, 1)), v[:, 1], np.maximum(v[:, 2], -0.042)))).at(0, -0.055, 0.045)
    foot += lathe(paint, [(0.062, 0.03), (0.064, 0.09), (0.066, 0.165)], 12)
    if paint == "sock":
        foot += lathe("sock_stripe", [(0.066, 0.105), (0.069, 0.112), (0.069, 0.13), (0.066, 0.137)], 12)
        foot += ball("sock_stripe", 0.0655, 0.052, 0.055, k=4, power=2.5).warp(lambda v: np.column_stack((v[:, 0], v[:, 1], np.maximum(v[:, 2], -0.041)))).at(0, -0.142, 0.046)
    return foot


def figure(look=Look(), pose=Pose()):
    top, dark, legs = look.top, look.top_dark, look.legs
    joints = {"hip": Vector((0, 0, 0.70))}
    body = loft(legs, [(0, 0, 0.60, 0.15, 0.115), (0, 0, 0.66, 0.20, 0.148), (0, 0, 0.74, 0.205, 0.15), (0, 0, 0.80, 0.19, 0.14)], 16, 2.5)
    for key, s in (("r", -1), ("l", 1)):
        a, k, hp = Vector((s * pose.stance, 0.005, 0.13)), Vector((s * (pose.stance * 0.9 + 0.012), -0.015, 0.38)), Vector((s * 0.10, 0, 0.66))
        joints["ankle" + key], joints["knee" + key] = a, k
        body += loft(legs, [(a.x, a.y, 0.115, 0.090, 0.092), (a.x, a.y, 0.15, 0.098, 0.10), (k.x, k.y, 0.38, 0.096, 0.102), (hp.x, hp.y, 0.62, 0.108, 0.128), (hp.x, hp.y, 0.70, 0.10, 0.12)], 14, 2.3)
        body += loft(dark, [(a.x, a.y, 0.112, 0.096, 0.098), (a.x, a.y, 0.12, 0.104, 0.106), (a.x, a.y, 0.155, 0.104, 0.106), (a.x, a.y, 0.165, 0.096, 0.098)], 14, 2.3)
        body += ball(dark, 0.062, 0.02, 0.075, k=3, power=4).at(k.x, k.y - 0.095, 0.385)
        body += _sock(look).turn(z=s * 12).at(a.x, a.y - 0.005, 0)

    lean = Matrix.Translation((0, 0, 0.74)) @ Matrix.Rotation(np.radians(pose.lean), 4, "X") @ Matrix.Translation((0, 0, -0.74))
    trunk = loft(top, [(0, 0, 0.74, 0.188, 0.138), (0, 0, 0.86, 0.184, 0.135), (0, -0.006, 1.0, 0.205, 0.147), (0, 0, 1.10, 0.214, 0.142), (0, 0.005, 1.17, 0.19, 0.122), (0, 0.008, 1.215, 0.12, 0.092)], 20, 2.6)
    trunk += loft(dark, [(0, 0, 0.765, 0.190, 0.142), (0, 0, 0.772, 0.198, 0.15), (0, 0, 0.808, 0.198, 0.15), (0, 0, 0.815, 0.188, 0.14)], 20, 2.6)
    trunk += slab("brass", 0.05, 0.04, 0.012, 0.01, 0.004, 2).turn(x=90).at(0, -0.147, 0.79)
    trunk += box(dark, 0.018, 0.012, 0.36, 0.004).at(0, -0.150, 0.815)
    for x in (-0.1, 0.1):
        trunk += box(dark, 0.085, 0.014, 0.08, 0.006).turn(z=x * 90).at(x, -0.141, 1.0)
    trunk += box("stripe", 0.055, 0.012, 0.026, 0.004).turn(z=9).at(0.1, -0.150, 1.035)
    # a collar in two wings
    for s in (-1, 1):
        trunk += tube(dark, [(s * 0.012, -0.135, 1.165), (s * 0.075, -0.095, 1.215), (s * 0.10, 0.0, 1.245), (0, 0.095, 1.255)], 0.026, 8, 3)
    trunk += cylinder(look.skin, 0.068, 0.14, 12, 0).at(0, 0.005, 1.17)
    body += trunk.matrix(lean)
    neck = lean @ Vector((0, 0.004, 1.225))
    joints["chest"] = lean @ Vector((0, 0, 1.0))
    for key, s, e, w in (("r", -1, pose.elbows[0], pose.wrists[0]), ("l", 1, pose.elbows[1], pose.wrists[1])):
        sh, e, w = lean @ Vector((s * 0.20, 0.0, 1.125)), Vector(e), Vector(w)
        cuff = e + (w - e) * 0.80
        body += limb(top, sh, e, 0.083, 0.068) + limb(top, e, cuff, 0.068, 0.056)
        body += lathe(dark, [(0.056, -0.028), (0.064, -0.02), (0.064, 0.02), (0.054, 0.03)], 12).aim(cuff, w)
        body += limb(look.skin, cuff, w, 0.045, 0.042)
        joints.update({"shoulder" + key: sh, "elbow" + key: e, "wrist" + key: w, "hand" + key: w + (w - e).normalized() * 0.07})
        one = hand(look.skin, 1.12)
        body += place_hand(one if s < 0 else one.mirror(), e, w)
    return Figure(body, head(look), tuple(neck), joints)


def place_hand(shape, elbow, wrist, twist=0.0):
    """Puts a hand or glove made like hand() at the end of a forearm."""
    return shape.turn(z=twist).turn(x=180).turn(z=180).aim(wrist, Vector(wrist) + (Vector(wrist) - Vector(elbow)))
