"""Helping to get up, in order: Mme Rose sits on the edge of her bed; what must be done before she stands lies about.

python3 kits/soin/source/lever.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from chambre import (HIM, PAINTS, ROSE, WALL_Y, Anchor, Moving, Paint, Scene, Vector, Matrix, ball, band, bare_head, bedside, box, creases, crane, curtain, cylinder, face, group, lathe, light, limb, loft, people, plinth,
                     publish, nightgown, ring, slab, tube, wall)

PAINTS.update({"walker": Paint("#3A8FB7", 0.35, 0, 0.5), "pedal": Paint("#E2402F", 0.3, 0, 0.7), "remote": Paint("#F4EFE6", 0.4, 0, 0.3), "remote_b": Paint("#37A3A8", 0.4, 0, 0.4), "slipper": Paint("#A68FD0", 0.9, 0, 0.05)})

BED_AT, BED_Z = Vector((-0.16, 0.36, 0.0)), 0.46
SEAT = Vector((-0.20, 0.06, BED_Z + 0.02))          # where she sits: the bed's near edge
ROSE_BIG, HIS_BIG = 1.06, 1.0
HIS_AT, HIS_TURN = (-0.98, -0.22, 0.012), 62.0
FEET_Y = -0.30                                      # where her feet stand
WALKER_HOME, WALKER_AT = Vector((1.02, 0.02, 0.012)), Vector((-0.18, -0.56, 0.012))
SLIPPERS_HOME, SLIPPERS_AT = Vector((0.62, -0.66, 0.014)), Vector((SEAT.x, FEET_Y - 0.03, 0.014))


def floor():
    s = plinth("plinth", 2.92, 2.14, 0.22, 0.36) + slab("lino", 2.66, 1.90, 0.012, 0.24, 0.004) + band("joint", 2.70, 1.94, 0.26, 0.04).at(0, 0, 0.006)
    return s + slab("lino_b", 1.30, 0.62, 0.004, 0.16, 0.0).at(-0.16, -0.44, 0.012)


def bed():
    """Its side to the visitor, its head to the left; lowered, the quilt turned back."""
    w, d = 1.78, 0.74
    s = None
    for x in (-0.74, 0.74):
        for y in (-0.28, 0.28):
            m = cylinder("steel_light", 0.030, 0.20, 10, 0.006).at(x, y, 0.03) + lathe("graphite", [(0.052, -0.024), (0.052, 0.024)], 14).turn(x=90).at(x, y, 0.052)
            s = m if s is None else s + m
    s += slab("rail", w, d, 0.13, 0.06, 0.02).at(0, 0, 0.21) + slab("linen", w - 0.06, d - 0.04, 0.13, 0.07, 0.045).at(0, 0, BED_Z - 0.13)
    for x, h in ((-0.90, 0.62), (0.90, 0.40)):
        s += slab("room_b", d + 0.02, h, 0.055, 0.09, 0.018).turn(x=90).turn(z=90).at(x - 0.027, 0, 0.24 + h / 2) + slab("cream", d - 0.16, h - 0.16, 0.012, 0.06, 0.0).turn(x=90).turn(z=90).at(x + 0.030, 0, 0.24 + h / 2)
    s += ball("linen", 0.20, 0.30, 0.11, k=5, power=2.8).turn(y=-16).at(-0.66, 0.02, BED_Z + 0.10) + ball("linen", 0.18, 0.28, 0.10, k=5, power=2.8).turn(y=-30).at(-0.74, 0.02, BED_Z + 0.20)
    # the quilt, thrown back to the foot
    for k, (x, z, r) in enumerate(((0.34, 0.05, 0.15), (0.52, 0.075, 0.17), (0.68, 0.055, 0.15))):
        s += ball("quilt_b" if k % 2 else "quilt", r, 0.36, 0.09, k=5, power=2.6).at(x, 0.0, BED_Z + z)
    for x in (-0.50, 0.66):
        s += tube("steel_light", [(x - 0.16, 0.385, 0.36), (x - 0.16, 0.385, 0.60), (x + 0.16, 0.385, 0.60), (x + 0.16, 0.385, 0.36)], 0.015, 7, 2)
    return s.at(*BED_AT)


def _legs(seat, feet_y):
    """Thighs under a nightgown, bare shins, feet: somebody who sits, looking to -Y."""
    s = loft("gown", [(0, 0.02, -0.02, 0.185, 0.15), (0, 0.0, 0.06, 0.195, 0.15), (0, 0.0, 0.14, 0.202, 0.156), (0, 0.0, 0.22, 0.192, 0.142)], 20, 2.5)
    for x in (-0.10, 0.10):
        s += limb("gown", (x, 0.0, 0.05), (x * 1.05, -0.34, 0.045), 0.105, 0.092, 12) + limb("skin_2", (x * 1.05, -0.35, 0.02), (x, feet_y - seat.y, 0.10 - seat.z), 0.060, 0.046, 10)
        s += ball("skin_2", 0.050, 0.095, 0.040, k=4, power=2.5).at(x, feet_y - seat.y - 0.045, 0.045 - seat.z)
        s += ball("gown_b", 0.100, 0.045, 0.075, k=4, power=2.6).at(x * 1.05, -0.395, 0.03)
    return s


def rose_sits():
    """Everything of her but the head, in the space of SEAT; and her neck there."""
    pose = people.Pose(elbows=((-0.33, -0.04, 0.93), (0.34, -0.05, 0.94)), wrists=((-0.22, -0.22, 0.82), (0.23, -0.23, 0.83)), lean=3)
    f = people.figure(ROSE, pose)
    body = nightgown(f.body.faces(lambda i: f.body.v[list(f.body.f[i])].mean(axis=0)[2] > 0.72))
    for k in range(3):
        body += ball("linen", 0.013, 0.006, 0.013, k=2).at(0, -0.152 + 0.008 * k, 1.11 - 0.08 * k)
    down = Matrix.Scale(ROSE_BIG, 4) @ Matrix.Translation((0, 0, -f.joints["hip"].z + 0.06))
    head = (bare_head(ROSE) + creases("crease") + face(ROSE, "calm")).scale(ROSE_BIG)
    neck = down @ Vector(f.neck)
    return body.matrix(down) + _legs(SEAT, FEET_Y) + head.at(*neck)


def rose_stands():
    """Upright at her walker, glad; feet at the origin."""
    pose = people.Pose(elbows=((-0.37, -0.06, 0.93), (0.37, -0.06, 0.93)), wrists=((-0.27, -0.28, 0.84), (0.27, -0.28, 0.84)), lean=4)
    f = people.figure(ROSE, pose)
    body = nightgown(f.body.faces(lambda i: f.body.v[list(f.body.f[i])].mean(axis=0)[2] > 0.72))
    gown = loft("gown", [(0, 0, 0.30, 0.235, 0.19), (0, 0, 0.42, 0.225, 0.18), (0, 0, 0.66, 0.212, 0.166), (0, 0, 0.80, 0.200, 0.154), (0, 0, 0.88, 0.190, 0.142)], 20, 2.4) + loft("gown_b", [(0, 0, 0.285, 0.238, 0.193), (0, 0, 0.32, 0.240, 0.195)], 20, 2.4)
    for x in (-0.10, 0.10):
        gown += limb("skin_2", (x, 0, 0.12), (x, 0, 0.34), 0.050, 0.056, 10) + ball("slipper", 0.060, 0.115, 0.052, k=4, power=2.5).at(x, -0.045, 0.050) + ball("linen", 0.040, 0.050, 0.030, k=3).at(x, -0.005, 0.088)
    for k in range(4):
        gown += ball("linen", 0.013, 0.006, 0.013, k=2).at(0, -0.152, 1.11 - 0.09 * k)
    head = (bare_head(ROSE) + creases("crease") + face(ROSE, "happy")).at(*f.neck)
    return (body + gown + head).scale(0.98)


def walker():
    """A walking frame, feet at the origin, open to +Y."""
    s = None
    for x in (-0.26, 0.26):
        m = tube("walker", [(x, 0.20, 0.0), (x, 0.16, 0.45), (x, 0.12, 0.74), (x * 0.98, -0.08, 0.76), (x * 0.96, -0.16, 0.45), (x, -0.20, 0.0)], 0.020, 8, 4) + limb("rubber", (x, 0.14, 0.755), (x, -0.06, 0.765), 0.030, n=10)
        for y in (0.20, -0.20):
            m += cylinder("graphite", 0.034, 0.05, 12, 0.008).at(x, y, 0.0)
        s = m if s is None else s + m
    return s + limb("walker", (-0.25, -0.17, 0.40), (0.25, -0.17, 0.40), 0.018, n=8) + limb("walker", (-0.255, -0.13, 0.58), (0.255, -0.13, 0.58), 0.018, n=8)


def slippers():
    s = None
    for x in (-0.10, 0.10):
        m = ball("slipper", 0.064, 0.120, 0.048, k=4, power=2.6).at(x, 0, 0.040) + ball("linen", 0.046, 0.060, 0.030, k=3).at(x, 0.040, 0.064)
        s = m if s is None else s + m
    return s


def pedal():
    """The bed's brake at its foot: red, to be pressed down."""
    return box("pedal", 0.17, 0.11, 0.035, 0.012).at(0, -0.03, 0.06) + limb("graphite", (0, 0.02, 0.06), (0, 0.09, 0.03), 0.020, n=8) + box("white", 0.05, 0.05, 0.003, 0).at(0, -0.03, 0.0955)


def remote():
    """The bed's control, hung on its side: an arrow up, an arrow down."""
    s = box("remote", 0.15, 0.05, 0.24, 0.022, 2) + box("remote_b", 0.11, 0.004, 0.085, 0.010).at(0, -0.026, 0.025) + box("remote_b", 0.11, 0.004, 0.085, 0.010).at(0, -0.026, 0.130)
    for z, up in ((0.065, -1), (0.170, 1)):
        s += lathe("white", [(0.030, 0), (0, 0.004)], 3).turn(x=90).turn(y=0 if up > 0 else 180).at(0, -0.0285, z)
    return s + tube("graphite", [(0.0, 0.0, 0.23), (0.0, 0.03, 0.27), (0.0, 0.06, 0.26)], 0.010, 6, 3)


def him():
    pose = people.Pose(elbows=((-0.38, -0.10, 0.94), (0.36, -0.16, 0.96)), wrists=((-0.30, -0.32, 0.98), (0.26, -0.42, 0.98)), stance=0.15, lean=12)
    f = people.figure(HIM, pose)
    stand = Matrix.Translation(HIS_AT) @ Matrix.Rotation(math.radians(HIS_TURN), 4, "Z") @ Matrix.Scale(HIS_BIG, 4)
    body = f.body + box("sign_blue", 0.055, 0.012, 0.036, 0.004).at(-0.10, -0.185, 1.06)
    return body.matrix(stand), f.head.scale(HIS_BIG), tuple(stand @ Vector(f.neck))


def offered():
    """What he asks with: a round bubble with a question in it."""
    from diorama import words
    s = ball("white", 0.155, 0.045, 0.125, k=5, power=2.4) + lathe("white", [(0.045, 0), (0, 0.09)], 8).turn(x=180).turn(y=24).at(-0.09, 0, -0.10)
    return s + words("teal", "?", 0.22).turn(x=90).at(0, -0.048, -0.075)


def static():
    body, _, _ = him()
    return group(floor(), wall(tall=1.66), bed(), body, curtain(), bedside().turn(z=6).at(-1.16, 0.50, 0.012))


def make():
    _, head, neck = him()
    stands_at = WALKER_AT + Vector((0, 0.20, 0))
    foot = Vector((BED_AT.x + 0.78, BED_AT.y - 0.40, 0.012))
    hangs = Vector((BED_AT.x + 0.60, BED_AT.y - 0.405, 0.20))      # clear of her: whoever presses it does not press her
    moving = [Moving("life.nod.soignant", head, neck, (8, 0, HIS_TURN)),
              Moving("act.freins", pedal(), tuple(foot), apart=True), Moving("act.hauteur", remote(), tuple(hangs), apart=True),
              Moving("act.chaussons", slippers(), tuple(SLIPPERS_HOME), (0, 0, 28), apart=True), Moving("act.deambulateur", walker(), tuple(WALKER_HOME), (0, 0, -62), apart=True),
              Moving("act.demander", offered().scale(0.9), (-0.56, -0.42, 1.42), (0, 0, 4), apart=True),
              Moving("act.lever", rose_sits(), tuple(SEAT), apart=True), Moving("done.lever", rose_stands(), tuple(stands_at), apart=True)]
    anchors = [Anchor("did.freins", tuple(foot + Vector((0, 0, -0.035)))), Anchor("grip.hauteur", tuple(hangs + Vector((0, -0.03, 0.12)))), Anchor("grip.deambulateur", tuple(WALKER_HOME + Vector((0, 0, 0.45)))), Anchor("did.chaussons", tuple(SLIPPERS_AT)), Anchor("did.deambulateur", tuple(WALKER_AT)),
               Anchor("did.lever", tuple(SEAT + Vector((0.02, -0.30, 0.36)))), Anchor("grip.lever", tuple(SEAT + Vector((0.0, -0.20, 0.34)))),
               Anchor("surface.sol", (0, -0.2, 0.013), scale=(1.2, 0.7, 1))]
    return Scene(static(), moving, anchors)


def lights():
    light.rig(key=2.5, fill=62, rim=58, ambient=0.60)
    light.area((-0.20, WALL_Y - 0.06, 1.05), (-0.2, -0.8, 0.3), 9.0, 1.1, (0.86, 0.95, 1.0), "window")


BUDGETS = {"static": 11500, "act.lever": 8200, "done.lever": 8200, "life.nod.soignant": 1500, "act.deambulateur": 900, "act.chaussons": 420}
CAMERAS = {"camera.lever": (3, 17, (0, 0, 0.62)), "camera.lever.portrait": (2, 20, (0, 0, 0.62))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=960, samples=16)
