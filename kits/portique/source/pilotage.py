"""The quay of Le Havre in miniature: a gantry crane between a ship and a port tractor, its console in front.

python3 kits/portique/source/pilotage.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
from quai import PAINTS, Paint, ball, box, cylinder, group, gull, hard_hat, lathe, limb, outline, people, ring, tube, vest
from diorama import Anchor, Moving, Scene, publish, upright, words
from etabli_art import light
from etabli_art.shapes import loft, plinth, slab

PAINTS.update({
    "asphalt": Paint("#6A727E", 0.9, 0, 0.05), "hull": Paint("#23456E", 0.5, 0, 0.3), "hull_red": Paint("#B23A2C", 0.5, 0, 0.3), "sea": Paint("#27A0AE", 0.25, 0, 0.6),
    "box_red": Paint("#D8452F", 0.5, 0, 0.35), "deck_house": Paint("#FBF3E2", 0.6, 0, 0.2),
})

Y = 0.15                            # the plane the load moves in
RAIL, RAIL_X = 1.95, (-1.05, 1.12)  # height of the rail, how far the trolley goes
QUAY = 0.14                         # the quay above the sea's plinth
EDGE = -0.46                        # where it ends
W, D, H = 0.40, 0.74, 0.42          # a container
HOOK = 0.10                         # the spreader's height
ROWS, TIER = (-1.31, -0.87), 0.08   # where containers stand in the ship
HOLD_X, HOLD_Z = ROWS[1], TIER + H  # the container to be taken: its middle, its floor
PILE_X = -0.02
TRUCK_X, BED = 0.88, 0.20           # the trailer, its height over the quay
START = (0.42, Y, 1.52)             # the spreader in the beginning, its upper face
CAB = -0.47                         # the driver's cab, beside the load
LEG_X, LEG_Y = (-0.36, 1.48), (-0.42, 0.70)
CONSOLE, WIDE = (-0.54, -0.93, 0.0), 1.42
LEVERS = (-1.02, -0.53)             # x of the levers' grips
GRIP = (-0.93, 0.55)                # their y and z
STOP = (-0.06, -0.95, 0.325)
ZEBRA = 0.36
WALK = ((ZEBRA, -0.72, QUAY), (ZEBRA, 0.10, QUAY), (ZEBRA, 0.84, QUAY))
SIZE = 0.37                         # of people


# ---- containers

def ribs(paint, dark, length, height, pitch=0.085):
    s, n = box(dark, length, 0.016, height, 0), int(length / pitch)
    for k in range(n):
        s += box(paint, pitch * 0.56, 0.018, height - 0.04, 0.004).at(-length / 2 + length * (k + 0.5) / n, -0.010, 0.02)
    return s


def stacked(colour):
    """A container, its long sides along Y, its doors to the visitor, standing on z = 0."""
    paint, dark = f"box_{colour}", f"box_{colour}_b"
    s = box(dark, W - 0.03, D - 0.03, H - 0.02, 0).at(0, 0, 0.01) + box(paint, W - 0.02, D - 0.02, 0.012, 0.004).at(0, 0, H - 0.014)
    for sx in (-1, 1):
        s += ribs(paint, dark, D - 0.07, H - 0.06).turn(z=90 * sx).at(sx * (W / 2 - 0.014), 0, 0.03)
        for sy in (-1, 1):
            x, y = sx * (W / 2 - 0.018), sy * (D / 2 - 0.018)
            s += box(dark, 0.036, 0.036, H, 0.005).at(x, y, 0)
            for z in (0, H - 0.045):
                s += box("steel_dark", 0.046, 0.046, 0.045, 0.005).at(x, y, z)
        # a door leaf with its two bars and their handles
        s += box(paint, W / 2 - 0.026, 0.016, H - 0.07, 0.004).at(sx * (W / 4 - 0.008), -D / 2 + 0.012, 0.035)
        for x in (0.052, 0.128):
            s += limb("steel_light", (sx * x, -D / 2 - 0.006, 0.05), (sx * x, -D / 2 - 0.006, H - 0.05), 0.008, n=6) + box("steel_light", 0.055, 0.012, 0.016, 0.003).at(sx * (x - 0.022), -D / 2 - 0.010, H * 0.38)
    s += ribs(paint, dark, W - 0.07, H - 0.06).turn(z=180).at(0, D / 2 - 0.014, 0.03)
    for sy in (-1, 1):
        for z in (0, H - 0.035):
            s += box(paint, W, 0.03, 0.035, 0.005).at(0, sy * (D / 2 - 0.015), z)
    return s


# ---- quay, sea, ship

def ground():
    s = plinth("plinth", 3.50, 2.30, 0.24, 0.40)
    right = 1.63
    s += slab("quay", right - EDGE, 2.02, QUAY, 0.05, 0.015).at((right + EDGE) / 2, 0, 0) + slab("asphalt", right - EDGE - 0.16, 1.94, 0.006, 0.10, 0.002).at((right + EDGE) / 2 + 0.06, 0, QUAY - 0.001)
    z = QUAY + 0.006
    # a zebra where people cross, a lane for the tractors, rails of the gantry
    for k in range(11):
        s += box("line_white", 0.34, 0.078, 0.0015, 0).at(ZEBRA, -0.64 + 0.148 * k, z)
    for x in (TRUCK_X - 0.27, TRUCK_X + 0.27):
        s += box("line", 0.020, 1.7, 0.0015, 0).at(x, 0.08, z)
    s += box("line", 0.03, 1.90, 0.002, 0).at(EDGE + 0.045, 0, z - 0.004)
    for x in LEG_X:
        for dx in (-0.024, 0.024):
            s += box("steel_dark", 0.010, 1.90, 0.010, 0).at(x + dx, 0, z)
    mid, wide = (EDGE - 1.66) / 2, EDGE + 1.66
    s += slab("sea_deep", wide, 2.02, 0.018, 0.18, 0.004).at(mid, 0, 0.0) + slab("sea", wide - 0.04, 1.96, 0.010, 0.16, 0.004).at(mid, 0, 0.014)
    for x, y in ((-1.42, -0.86), (-1.50, -0.66), (-1.22, -0.74), (-0.62, -0.90), (-1.30, -0.96)):
        s += tube("foam", [(x - 0.09, y, 0.026), (x, y + 0.02, 0.030), (x + 0.09, y, 0.026)], 0.009, 4, 2, flat=0.4)
    s += bollard().at(EDGE + 0.11, -0.66, QUAY) + bollard().at(EDGE + 0.11, 0.90, QUAY)
    for k in range(5):
        s += cylinder("rubber", 0.042, 0.10, 12, 0.012).turn(y=90).at(EDGE - 0.05, -0.60 + 0.30 * k, 0.08)
    return s


def bollard():
    s = lathe("graphite", [(0.060, 0), (0.044, 0.03), (0.036, 0.07), (0.056, 0.09), (0.054, 0.11), (0, 0.115)], 14)
    return s + ring("rope", 0.046, 0.012, 14, 6).at(0, 0, 0.045)


def ship():
    """A slice of a ship, seen from its stern: its hull, the first tiers of containers, the bridge behind."""
    x0, x1, y0, y1, top = -1.60, -0.575, -0.50, 0.92, 0.46
    depth, middle, wide = y1 - y0, (y0 + y1) / 2, x1 - x0
    side = [(x1, top), (x1, 0.12), (x1 - 0.06, 0.03), (x0 + 0.06, 0.03), (x0, 0.12), (x0, top), (x0 + 0.06, top), (x0 + 0.06, 0.08), (x1 - 0.06, 0.08), (x1 - 0.06, top)]
    s = outline("hull", side[::-1], depth).turn(x=90).at(0, y1, 0)
    for x in (x0 + 0.03, x1 - 0.03):
        s += box("deck_house", 0.066, depth + 0.004, 0.024, 0.004).at(x, middle, top - 0.010)
    s += box("hull_red", wide - 0.06, depth + 0.006, 0.040, 0.004).at((x0 + x1) / 2, middle, 0.028)
    # the bridge
    mid = (x0 + x1) / 2
    s += box("deck_house", wide - 0.04, 0.26, 0.62, 0.025, 2).at(mid, 0.78, 0.44) + box("deck_house", wide - 0.20, 0.24, 0.20, 0.03, 2).at(mid, 0.79, 1.05) + box("deck_house", wide + 0.06, 0.20, 0.05, 0.015).at(mid, 0.76, 1.04)
    s += box("visor", wide - 0.28, 0.02, 0.085, 0.006).at(mid, 0.668, 1.115) + box("orange", wide - 0.16, 0.25, 0.028, 0.012).at(mid, 0.79, 1.245)
    for k in range(6):
        s += box("pane", 0.075, 0.012, 0.07, 0.004).at(mid - 0.36 + 0.144 * k, 0.648, 0.90) + box("pane", 0.075, 0.012, 0.07, 0.004).at(mid - 0.36 + 0.144 * k, 0.648, 0.70)
    s += loft("hull_red", [(0, 0, 0, 0.10, 0.08), (0, 0.01, 0.17, 0.085, 0.07)], 16, 2.6).at(mid - 0.24, 0.80, 1.26) + loft("graphite", [(0, 0, 0.165, 0.088, 0.073), (0, 0.01, 0.215, 0.086, 0.07)], 16, 2.6).at(mid - 0.24, 0.81, 1.26)
    s += limb("deck_house", (mid + 0.22, 0.80, 1.26), (mid + 0.22, 0.80, 1.52), 0.016, 0.010, 8) + box("deck_house", 0.20, 0.02, 0.025, 0.006).at(mid + 0.22, 0.79, 1.43) + ball("led_red", 0.018, k=2).at(mid + 0.22, 0.80, 1.54)
    return s + stacked("blue").at(ROWS[0], Y, TIER) + stacked("yellow").at(ROWS[1], Y, TIER)


# ---- the crane

def crane():
    s = None
    for x in LEG_X:
        for y in LEG_Y:
            m = limb("crane_blue", (x, y, QUAY + 0.06), (x, y, RAIL + 0.10), 0.045, 0.040, 8) + box("graphite", 0.12, 0.28, 0.08, 0.02).at(x, y, QUAY + 0.02)
            for dy in (-0.08, 0.08):
                m += cylinder("iron", 0.036, 0.07, 12, 0.006).turn(y=90).at(x - 0.035, y + dy, QUAY + 0.038)
            m += limb("crane_white", (x, y, QUAY + 0.34), (x, y, QUAY + 0.42), 0.049, n=8) + limb("crane_white", (x, y, QUAY + 0.54), (x, y, QUAY + 0.62), 0.049, n=8)
            s = m if s is None else s + m
        s += limb("crane_blue", (x, LEG_Y[0], RAIL + 0.08), (x, LEG_Y[1], RAIL + 0.08), 0.045, n=8) + limb("crane_blue", (x, LEG_Y[1], 0.86), (x, LEG_Y[0], RAIL - 0.2), 0.020, n=6)
        s += limb("crane_blue", (x, LEG_Y[0], 0.52), (x, LEG_Y[1], 0.52), 0.028, n=8)
    # two girders with the rails, a walkway, the stays to the tip
    low, thick = RAIL + 0.035, 0.19
    top, mid = low + thick, -0.06
    for y in (Y - 0.18, Y + 0.18):
        s += box("crane_blue", 3.20, 0.055, thick, 0.012).at(mid, y, low) + box("crane_white", 3.20, 0.058, 0.020, 0.004).at(mid, y, top - 0.018)
    for x in (-1.62, -0.9, 0.5, 1.50):
        s += box("crane_blue", 0.06, 0.36, 0.06, 0.01).at(x, Y, low + 0.07)
    yw = Y - 0.25
    s += limb("crane_white", (-1.6, yw, top + 0.10), (1.5, yw, top + 0.10), 0.008, n=5)
    for k in range(12):
        s += limb("crane_white", (-1.6 + 0.2818 * k, yw, top), (-1.6 + 0.2818 * k, yw, top + 0.10), 0.006, n=5)
    apex = (LEG_X[0], Y, 2.56)
    for y in LEG_Y:
        s += limb("crane_blue", (LEG_X[0], y, RAIL + 0.10), apex, 0.034, 0.026, 8)
    for x in (-1.58, -1.0, 1.40):
        for dy in (-0.18, 0.18):
            s += limb("crane_white", (x, Y + dy, top), (apex[0], apex[1], apex[2] - 0.03), 0.011, n=6)
    s += ball("crane_white", 0.045, k=3).at(*apex)
    s += box("crane_white", 0.38, 0.32, 0.20, 0.03).at(1.22, Y, top) + box("orange", 0.42, 0.36, 0.03, 0.01).at(1.22, Y, top + 0.19)
    return s + upright(words("crane_white", "LE HAVRE", 0.175)).at(0.52, Y - 0.2085, low + thick / 2 - 0.006)


HER = people.Look(skin="skin_5", nose="nose_4", lips="lip_dark", hair="hair_black", style="bun", top="orange", top_dark="coral", legs="denim", feet="boot")


def trolley():
    """Origin at the load's place on the rail; the glass cab with its driver goes with it."""
    s = box("yellow", 0.46, 0.34, 0.06, 0.012).at(0, 0, -0.035) + cylinder("graphite", 0.05, 0.24, 14, 0.008).turn(x=90).at(0, 0.12, 0.055)
    for x in (-0.17, 0.17):
        for y in (-0.15, 0.15):
            s += cylinder("iron", 0.030, 0.04, 12, 0.004).turn(x=90).at(x, y + 0.02, 0.02)
    s += box("yellow", 0.50, 0.12, 0.04, 0.008).at(-0.32, 0, -0.045)
    wide, deep, high = 0.40, 0.36, 0.44
    cab = box("crane_white", wide + 0.02, deep + 0.02, 0.045, 0.014).at(0, 0, -0.01) + box("crane_white", wide, deep, 0.10, 0.02).at(0, 0, -high)
    for x in (-1, 1):
        for y in (-1, 1):
            cab += limb("crane_white", (x * (wide / 2 - 0.018), y * (deep / 2 - 0.018), -high + 0.05), (x * (wide / 2 - 0.018), y * (deep / 2 - 0.018), 0.0), 0.014, n=6)
    cab += box("visor_light", wide - 0.04, 0.012, high - 0.12, 0).at(0, deep / 2 - 0.018, -high + 0.10) + box("orange", wide + 0.004, deep + 0.004, 0.03, 0.006).at(0, 0, -high + 0.065)
    f = people.figure(HER, people.Pose(elbows=((-0.40, -0.10, 0.92), (0.40, -0.10, 0.92)), wrists=((-0.28, -0.30, 0.90), (0.28, -0.30, 0.90)), lean=8))
    cab += bust(f).turn(z=8).at(0, 0.02, -high + 0.05)
    return s + cab.at(CAB, -0.06, -0.055)


def bust(f):
    """Her seen above the cab's sill."""
    whole = (f.body + f.head.turn(x=10).at(*f.neck)).scale(0.36)
    keep = [max(whole.v[i][2] for i in face) > 0.26 for face in whole.f]
    return whole.faces(lambda i: keep[i]).at(0, 0, -0.235)


def cable():
    """Four ropes; origin at the trolley, down to the load as it hangs in the beginning."""
    long = RAIL - START[2]
    s = None
    for x in (-0.12, 0.12):
        for y in (-0.12, 0.12):
            m = limb("graphite", (x, y, 0), (x, y, -long), 0.0085, n=5)
            s = m if s is None else s + m
    return s


def spreader():
    """Its upper face at the origin."""
    s = box("yellow", 0.18, D - 0.08, 0.05, 0.012).at(0, 0, -0.07) + box("graphite", 0.30, 0.28, 0.05, 0.014).at(0, 0, -0.05)
    for sy in (-1, 1):
        s += box("yellow", W, 0.07, 0.05, 0.010).at(0, sy * (D / 2 - 0.035), -HOOK + 0.02)
        for sx in (-1, 1):
            s += box("red", 0.055, 0.055, 0.055, 0.008).at(sx * (W / 2 - 0.022), sy * (D / 2 - 0.022), -HOOK) + cylinder("steel_light", 0.013, 0.02, 8, 0).at(sx * (W / 2 - 0.022), sy * (D / 2 - 0.022), -HOOK - 0.018)
    return s + ball("led_green", 0.022, k=2).at(0.10, -0.15, 0.0) + cylinder("stripe", 0.045, 0.05, 12, 0.008).at(0, 0, -0.01)


# ---- tractor, pile, console, people

def tractor():
    """A port tractor and its trailer, along Y, the cab on the far side."""
    s = box("graphite", 0.22, 1.36, 0.05, 0.01).at(0, 0.05, 0.13)
    for y in (-0.36, -0.22, 0.34, 0.68):
        for x in (-0.16, 0.16):
            s += cylinder("rubber", 0.066, 0.08, 16, 0.012).turn(y=90).at(x - 0.04, y, 0.066) + cylinder("steel_light", 0.030, 0.084, 10, 0.004).turn(y=90).at(x - 0.042, y, 0.066)
    s += box("orange", W + 0.03, 0.80, 0.030, 0.006).at(0, 0.0, BED - 0.030) + box("line_white", W - 0.10, 0.62, 0.002, 0).at(0, 0, BED - 0.0005) + box("orange", W - 0.15, 0.57, 0.003, 0).at(0, 0, BED - 0.0005)
    for sx in (-1, 1):
        for y in (-0.30, 0.30):
            s += outline("stripe", [(0, 0), (0.05, 0), (0.085, 0.10), (0.060, 0.10)], 0.06).turn(x=90).at(0, 0.03, 0).turn(z=0 if sx > 0 else 180).at(sx * (W / 2 + 0.012), y, BED - 0.026)
        s += ball("led_red", 0.020, k=2).at(sx * 0.16, -0.62, 0.16)
    cab = box("crane_white", 0.32, 0.26, 0.18, 0.03, 2).at(0, 0, 0.16) + box("visor", 0.28, 0.22, 0.17, 0.02).at(0, 0, 0.33) + box("coral", 0.33, 0.27, 0.035, 0.014).at(0, 0, 0.49) + cylinder("orange", 0.024, 0.04, 10, 0.008).at(0, 0, 0.52)
    return s + cab.at(0, 0.70, 0.0)


def pile():
    return stacked("teal").at(0, 0, 0) + stacked("yellow").at(0, 0, H)


def pointer(length, half):
    """An arrow's head, its tip along X."""
    return [(0, -half), (length, 0), (0, half)]


def console():
    s = slab("graphite", WIDE + 0.04, 0.40, 0.05, 0.10, 0.01) + loft("petrol_deep", [(0, 0.0, 0.04, WIDE / 2 - 0.05, 0.150), (0, 0.01, 0.22, WIDE / 2 - 0.01, 0.165), (0, 0.01, 0.245, WIDE / 2, 0.170)], 28, 6)
    s += slab("petrol", WIDE - 0.06, 0.31, 0.022, 0.09, 0.008).at(0, 0.01, 0.240)
    for x in LEVERS:
        s += slab("graphite", 0.34, 0.24, 0.012, 0.06, 0.004).at(x - CONSOLE[0], 0.01, 0.260) + lathe("rubber", [(0.100, 0), (0.094, 0.016), (0.060, 0.034), (0.064, 0.044), (0.034, 0.062)], 18).at(x - CONSOLE[0], 0.0, 0.268)
    s += lathe("stripe", [(0.120, 0), (0.118, 0.016), (0.080, 0.022)], 24).at(STOP[0] - CONSOLE[0], STOP[1] - CONSOLE[1], 0.260)
    return s.at(*CONSOLE)


def lever(paint, mark, upwards):
    """Origin in its grip: a thick disc that shows which way it goes."""
    face = lathe(paint, [(0, -0.045), (0.085, -0.045), (0.110, -0.022), (0.114, 0.0), (0.110, 0.022), (0.085, 0.045), (0, 0.045)], 24) + ring(mark, 0.094, 0.007, 24, 5).at(0, 0, 0.036)
    for t in (0, 180):
        face += outline(mark, pointer(0.052, 0.044), 0.010).at(0.020, 0, 0).turn(z=t + (90 if upwards else 0)).at(0, 0, 0.042)
    s = limb("steel_light", (0, 0, -0.205), (0, 0, -0.10), 0.026, 0.022, 10) + ring("steel_dark", 0.036, 0.012, 16, 6).at(0, 0, -0.142)
    return s + upright(face.scale(1.22))


def stop():
    return cylinder("steel_dark", 0.045, 0.05, 14, 0).at(0, 0, -0.05) + lathe("red", [(0.082, 0.0), (0.090, 0.016), (0.080, 0.042), (0.044, 0.058), (0, 0.062)], 24)


DOCKER = people.Look(skin="skin_2", nose="nose_1", lips="lip_light", hair="hair_red", style="short", lashes=False, beard=True, top="denim", top_dark="overall_dark", legs="mat", feet="boot")
PLANNER = people.Look(skin="skin_3", nose="nose_1", lips="lip_light", hair="hair_brown", style="long", top="denim", top_dark="overall_dark", legs="mat", feet="boot")


def person(look, pose, hat):
    f = people.figure(look, pose)
    return (f.body + vest(f) + (f.head + hard_hat(hat)).at(*f.neck)).scale(SIZE)


def docker():
    return person(DOCKER, people.Pose(elbows=((-0.40, 0.06, 0.93), (0.40, -0.06, 0.93)), wrists=((-0.44, -0.06, 0.76), (0.42, -0.20, 0.82))), "stripe")


def planner():
    """She follows on her tablet what leaves the ship."""
    tablet = box("graphite", 0.20, 0.02, 0.26, 0.012).turn(x=-38) + box("screen", 0.16, 0.006, 0.21, 0).at(0, 0.016, 0.02).turn(x=-38)
    s = person(PLANNER, people.Pose(elbows=((-0.40, -0.02, 0.94), (0.40, -0.02, 0.94)), wrists=((-0.13, -0.32, 0.98), (0.15, -0.32, 0.98))), "crane_white")
    return s + tablet.scale(SIZE).at(0, -0.42 * SIZE, 0.90 * SIZE)


def windsock():
    """On its mast: what every crane's driver looks at first."""
    s = limb("crane_white", (0, 0, 0), (0, 0, 0.86), 0.014, 0.011, 8)
    for k in range(5):
        a, b = 0.075 - 0.008 * k, 0.075 - 0.008 * (k + 1)
        s += lathe("coral" if k % 2 == 0 else "crane_white", [(a, 0.085 * k), (b, 0.085 * (k + 1))], 14).turn(y=102).at(0.0, 0, 0.82)
    return s


def static():
    s = group(ground(), ship(), crane(), pile().at(PILE_X, Y, QUAY + 0.006), tractor().at(TRUCK_X, Y, QUAY + 0.006), console())
    s += planner().turn(z=-24).at(1.26, -0.66, QUAY + 0.006) + windsock().at(1.24, 0.90, QUAY)
    for x, y in ((0.05, -0.50), (0.70, -0.60)):
        s += lathe("orange", [(0.045, 0.012), (0.014, 0.12), (0, 0.125)], 12).at(x, y, QUAY + 0.006) + lathe("crane_white", [(0.0345, 0.05), (0.025, 0.082)], 12).at(x, y, QUAY + 0.006) + box("orange", 0.11, 0.11, 0.014, 0.004).at(x, y, QUAY + 0.006)
    return s


def make():
    take, put = (HOLD_X, Y, HOLD_Z + H + HOOK), (TRUCK_X, Y, QUAY + 0.006 + BED + H + HOOK)
    grips = [(x, *GRIP) for x in LEVERS]
    ship_side, ship_out = (-0.605, Y, 0.23), (-1.57, Y, 0.23)
    return Scene(
        static(),
        [Moving("trolley", trolley(), (START[0], Y, RAIL), apart=True), Moving("cable", cable(), (START[0], Y, RAIL), apart=True), Moving("load", spreader(), START, apart=True),
         Moving("cargo", stacked("red"), (HOLD_X, Y, HOLD_Z), apart=True), Moving("lever.trolley", lever("coral", "chalk", False), grips[0], apart=True), Moving("lever.hoist", lever("stripe", "ink", True), grips[1], apart=True),
         Moving("stop", stop(), STOP), Moving("walker.docker", docker(), WALK[0], apart=True),
         Moving("life.bob.mouette", gull().scale(1.2), (-1.36, 0.10, 1.30), (0, 0, 34), apart=True), Moving("life.bob.mouette_2", gull(), (1.10, 0.30, 1.36), (0, 0, -40), apart=True),
         Moving("life.blink.mat", ball("led_red", 0.030, k=3), (LEG_X[0], Y, 2.62))],
        [Anchor("rail.start", (RAIL_X[0], Y, RAIL)), Anchor("rail.end", (RAIL_X[1], Y, RAIL)), Anchor("goal.cale", take), Anchor("goal.camion", put),
         Anchor("block.pile", (PILE_X, Y, QUAY + H), scale=(W / 2, D / 2, H)), Anchor("block.bord", ship_side, scale=(0.03, 0.6, 0.23)), Anchor("block.coque", ship_out, scale=(0.03, 0.6, 0.23)),
         Anchor("block.voisin", (ROWS[0], Y, (TIER + H) / 2), scale=(W / 2, D / 2, (TIER + H) / 2)),
         Anchor("zone.passage", (ZEBRA, 0.12, QUAY + 0.2), scale=(0.3, 0.46, 0.3)),
         *[Anchor(f"walk.docker.{k:02}", p) for k, p in enumerate(WALK)],
         Anchor("surface.quai", (0.58, 0, QUAY + 0.008), scale=(1.02, 0.98, 1)), Anchor("surface.cale", (HOLD_X, Y, HOLD_Z), scale=(W / 2, D / 2, 1)), Anchor("surface.pile", (PILE_X, Y, QUAY + 0.006 + 2 * H), scale=(W / 2, D / 2, 1)),
         Anchor("surface.remorque", (TRUCK_X, Y, QUAY + 0.010 + BED), scale=(W / 2, D / 2, 1)), Anchor("surface.mer", (-1.06, 0, 0.026), scale=(0.58, 0.98, 1))])


def lights():
    light.rig(key=3.3, fill=58, rim=78, ambient=0.58)
    light.point((CONSOLE[0], CONSOLE[1] - 0.18, 0.78), 1.4, (1.0, 0.86, 0.66), 0.2, "desk")


BUDGETS = {"static": 19000, "trolley": 2600, "cable": 200, "load": 700, "cargo": 1500, "walker.docker": 3200}
CAMERAS = {"camera.piloter": (-6, 14, (0, 0, 1.1)), "camera.piloter.portrait": (-6, 17, (0, 0, 1.1))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS, atlas=1280, samples=24)
