"""Before the ship: the loading plan on its board, and a slice of the ship that turns. Three containers are to be found on it.

python3 kits/portique/source/plan.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from quai import PAINTS, Paint, ball, box, cylinder, group, lathe, limb, outline, ring
from diorama import Anchor, Moving, Scene, publish, words
from etabli_art import light
from etabli_art.shapes import Shape, rounded
from workshop import TOP, WALL_Y, bench, floor, mug, on_wall, plant, wall, window

PAINTS.update({"reefer": Paint("#F7F4EC", 0.5, 0, 0.3), "reefer_b": Paint("#DDD8CC", 0.5, 0, 0.3), "tank": Paint("#C9D2DA", 0.25, 0.45, 0.9), "hull": Paint("#1F3B63", 0.45, 0, 0.4), "hull_red": Paint("#B63A2C", 0.5, 0, 0.3),
               "danger": Paint("#FF8A1E", 0.5, 0, 0.3), "ice": Paint("#58B8E8", 0.5, 0, 0.3), "drop": Paint("#2F9C6A", 0.5, 0, 0.3)})

SHIP_AT = (-0.16, -0.10, TOP + 0.07)
COLS, TIERS, BAYS = 4, 3, 2
BX, BY, BZ = 0.212, 0.38, 0.186         # a container: across the ship, along it, up
DECK_Z = 0.200                          # the ship's deck over the turntable
COLOURS = ("red", "teal", "yellow", "blue")


def slot(column, bay, tier):
    """Where a container's foot stands in the ship's space."""
    return ((column - (COLS - 1) / 2) * (BX + 0.012), (bay - (BAYS - 1) / 2) * (BY + 0.02), DECK_Z + tier * (BZ + 0.006))


# which are not plain: (column, bay, tier)
REEFER, TANK, DANGER = (2, 0, 2), (0, 1, 2), (3, 0, 1)
WHITE, LOGO = (1, 0, 1), (2, 1, 2)


def plain(paint, dark):
    s = box(dark, BX, BY, BZ, 0.008)
    n = 7
    for side in (-1, 1):
        for k in range(n):
            s += box(paint, 0.006, BY / n * 0.56, BZ - 0.05, 0.002).at(side * BX / 2, -BY / 2 + BY / n * (k + 0.5), 0.025)
    for k in range(4):
        for side in (-1, 1):
            s += box(paint, BX / 4 * 0.56, 0.006, BZ - 0.05, 0.002).at(-BX / 2 + BX / 4 * (k + 0.5), side * BY / 2, 0.025)
    s += box(paint, BX - 0.03, BY - 0.03, 0.004, 0).at(0, 0, BZ - 0.001)
    for x in (-1, 1):
        for y in (-1, 1):
            for z in (0, BZ - 0.026):
                s += box("steel_dark", 0.026, 0.026, 0.026, 0.003).at(x * (BX / 2 - 0.011), y * (BY / 2 - 0.011), z)
    return s


def tank():
    """A tank in its frame, open on all sides."""
    s = None
    for x in (-1, 1):
        for y in (-1, 1):
            m = box("drop", 0.022, 0.022, BZ, 0.003).at(x * (BX / 2 - 0.011), y * (BY / 2 - 0.011), 0)
            s = m if s is None else s + m
        for z in (0, BZ - 0.022):
            s += box("drop", 0.022, BY, 0.022, 0.003).at(x * (BX / 2 - 0.011), 0, z)
    for y in (-1, 1):
        for z in (0, BZ - 0.022):
            s += box("drop", BX, 0.022, 0.022, 0.003).at(0, y * (BY / 2 - 0.011), z)
    r = 0.076
    s += lathe("tank", [(0, -0.17), (0.045, -0.166), (r, -0.14), (r, 0.14), (0.045, 0.166), (0, 0.17)], 20).turn(x=90).at(0, 0, BZ / 2)
    for y in (-0.10, 0.10):
        s += ring("steel_dark", r + 0.002, 0.006, 20, 5).turn(x=90).at(0, y, BZ / 2)
    return s + cylinder("steel_dark", 0.026, 0.024, 12, 0.004).at(0, 0, BZ / 2 + r - 0.006)


def fan():
    """The cold unit of a reefer's end: a grille and its fan, facing +Z, middle at the origin."""
    s = box("reefer_b", BX - 0.05, BZ - 0.05, 0.012, 0.004) + cylinder("slot", 0.058, 0.004, 20, 0).at(0.02, 0.018, 0.012)
    for k in range(5):
        a = math.tau * k / 5
        s += ball("steel", 0.026, 0.013, 0.005, k=3).turn(z=math.degrees(a)).at(0.02 + 0.028 * math.cos(a), 0.018 + 0.028 * math.sin(a), 0.016)
    s += ring("ice", 0.061, 0.006, 22, 5).at(0.02, 0.018, 0.014) + cylinder("graphite", 0.012, 0.008, 10, 0.002).at(0.02, 0.018, 0.014)
    for k in range(3):
        s += box("slot", 0.06, 0.008, 0.002, 0).at(-0.055, -0.05 + 0.02 * k, 0.012)
    return s + ball("led_green", 0.008, k=2).at(-0.075, 0.055, 0.014)


def diamond():
    """An orange diamond with a flame, facing +Z."""
    s = outline("danger", [(0.066, 0), (0, 0.066), (-0.066, 0), (0, -0.066)], 0.004) + outline("white", [(0.055, 0), (0, 0.055), (-0.055, 0), (0, -0.055)], 0.005) + outline("danger", [(0.050, 0), (0, 0.050), (-0.050, 0), (0, -0.050)], 0.006)
    return s + outline("ink", [(-0.018, -0.020), (0.018, -0.020), (0.022, -0.004), (0.010, 0.010), (0.010, -0.002), (0.0, 0.028), (-0.012, 0.008), (-0.022, -0.004)], 0.0075)


def drop():
    """A green drop, facing +Z."""
    points = [(0.0, 0.058), (0.022, 0.018), (0.036, -0.010)] + [(0.036 * math.cos(a), -0.016 + 0.036 * math.sin(a)) for a in [-math.pi * k / 8 for k in range(1, 8)]] + [(-0.036, -0.010), (-0.022, 0.018)]
    return outline("drop", points[::-1], 0.006)


def flake():
    """A blue star of ice, facing +Z."""
    s = cylinder("ice", 0.014, 0.006, 8, 0)
    for k in range(6):
        s += box("ice", 0.014, 0.052, 0.006, 0.002).at(0, 0.030, 0).turn(z=60 * k)
    return s


def ship():
    """A slice of the hull with its deck and what stands on it; origin in the middle of the turntable."""
    w, d = COLS * (BX + 0.012) + 0.10, BAYS * (BY + 0.02) + 0.06
    section = [(-w / 2 + 0.14, 0.0), (w / 2 - 0.14, 0.0), (w / 2 - 0.03, 0.06), (w / 2, 0.16), (w / 2, DECK_Z), (-w / 2, DECK_Z), (-w / 2, 0.16), (-w / 2 + 0.03, 0.06)]
    hull = outline("hull", section, d).at(0, 0, -d / 2).turn(x=90)
    s = hull.paints("hull_red", lambda x, y, z: z < 0.085) + box("hull", w + 0.03, d + 0.01, 0.03, 0.008).at(0, 0, DECK_Z - 0.028) + box("steel_dark", w - 0.06, d - 0.04, 0.004, 0).at(0, 0, DECK_Z + 0.001)
    for side in (-1, 1):
        s += box("line_white", 0.004, d, 0.012, 0).at(side * (w / 2 + 0.001), 0, 0.095)
    dice, n = [0, 1, 2, 3, 1, 3, 0, 2, 3, 0, 1, 2, 2, 0, 3, 1, 0, 2, 1, 3, 1, 0, 3, 2], 0
    for bay in range(BAYS):
        for column in range(COLS):
            for tier in range(TIERS):
                colour, here = COLOURS[dice[n % len(dice)]], (column, bay, tier)
                n += 1
                if here in ((3, 1, 2), (0, 0, 2)):      # gaps in the skyline
                    continue
                if here == TANK:
                    m = tank()
                elif here in (REEFER, WHITE):
                    m = plain("reefer", "reefer_b")
                else:
                    m = plain(f"box_{colour}", f"box_{colour}_b")
                s += m.at(*slot(*here))
    return s


def spots():
    """What may be touched: name -> (place, how it looks out, half sizes), in the ship's space."""
    front, back, right, left = (90, 0, 0), (90, 0, 180), (90, 0, 90), (90, 0, -90)

    def on(here, face):
        x, y, z = slot(*here)
        z += BZ / 2
        return {front: (x, y - BY / 2 - 0.004, z), back: (x, y + BY / 2 + 0.004, z), right: (x + BX / 2 + 0.004, y, z), left: (x - BX / 2 - 0.004, y, z)}[face]
    return {"frigo": (on(REEFER, front), front, (0.10, 0.088)), "citerne": (on(TANK, left), left, (0.17, 0.088)), "danger": (on(DANGER, right), right, (0.13, 0.088)),
            "blanc": (on(WHITE, front), front, (0.10, 0.088)), "logo": (on(LOGO, back), back, (0.10, 0.088))}


MARKS = {"frigo": fan, "danger": diamond, "logo": lambda: ring("white", 0.050, 0.010, 18, 5) + ball("white", 0.020, 0.020, 0.006, k=2),
         "citerne": lambda: drop().scale(0.8).at(0.12, 0.045, -0.03), "blanc": lambda: box("reefer_b", 0.12, 0.05, 0.003, 0.001)}


# ---- the office over the quay

def plan_board():
    """The plan of the bay, standing on its easel: what to look for is drawn on it, large."""
    s = box("oak_light", 0.74, 0.03, 0.62, 0.014) + box("paper", 0.68, 0.012, 0.56, 0.006).at(0, -0.014, 0.03)
    s += words("ink", "À DÉCHARGER", 0.074).turn(x=90).at(0, -0.0215, 0.525)
    for k, (sign, paint) in enumerate(((flake(), "reefer"), (drop(), "tank"), (diamond(), "box_yellow"))):
        z = 0.40 - 0.155 * k
        s += box(paint, 0.24, 0.010, 0.115, 0.006).at(-0.17, -0.020, z - 0.058) + sign.scale(0.86).turn(x=90).at(-0.17, -0.026, z)
        s += words("ink", ("FRIGO", "CITERNE", "DANGER")[k], 0.066).turn(x=90).at(0.145, -0.0215, z - 0.022)
    s += box("brass", 0.12, 0.03, 0.04, 0.008).at(0, -0.01, 0.60)
    return s.turn(x=-9)


def toy_crane():
    """A gantry crane of tin, somebody's souvenir."""
    s = None
    for x in (-0.11, 0.11):
        m = limb("crane_blue", (x, -0.06, 0), (x * 0.9, 0, 0.34), 0.014, n=7) + limb("crane_blue", (x, 0.06, 0), (x * 0.9, 0, 0.34), 0.014, n=7) + limb("crane_white", (x * 0.95, -0.035, 0.15), (x * 0.95, 0.035, 0.15), 0.009, n=6)
        s = m if s is None else s + m
    s += box("crane_blue", 0.50, 0.05, 0.045, 0.008).at(0.06, 0, 0.33) + box("yellow", 0.07, 0.06, 0.03, 0.006).at(0.16, 0, 0.305) + limb("graphite", (0.16, 0, 0.31), (0.16, 0, 0.20), 0.004, n=4)
    return s + box("box_red", 0.12, 0.055, 0.055, 0.006).at(0.16, 0, 0.145) + box("oak_dark", 0.34, 0.20, 0.02, 0.006)


def static():
    s = group(floor(), bench("petrol_deep", ("yellow", "coral", "yellow"), "oak_light", "oak"), wall("petrol", "petrol_deep", "stripe"))
    s += on_wall(window(0.70, 0.36), -0.62, 0.14)
    # what is seen from the window: cranes against the evening
    for x in (-0.76, -0.50):
        s += box("petrol_deep", 0.016, 0.006, 0.20, 0).at(x, WALL_Y - 0.045, TOP + 0.14) + box("petrol_deep", 0.20, 0.006, 0.014, 0).at(x - 0.02, WALL_Y - 0.045, TOP + 0.33) + limb("petrol_deep", (x, WALL_Y - 0.044, TOP + 0.40), (x - 0.11, WALL_Y - 0.044, TOP + 0.335), 0.004, n=4)
    s += cylinder("graphite", 0.54, 0.035, 40, 0.012).at(*SHIP_AT[:2], TOP) + cylinder("steel_dark", 0.50, 0.035, 40, 0.008).at(*SHIP_AT[:2], TOP + 0.033)
    s += plan_board().turn(z=-16).at(0.80, 0.36, TOP)
    # a radio in its cradle, a helmet, gloves, coffee
    radio = box("graphite", 0.085, 0.055, 0.20, 0.014) + limb("black", (0.025, 0, 0.20), (0.025, 0, 0.33), 0.009, 0.006, 6) + box("led_green", 0.045, 0.004, 0.03, 0).at(0, -0.029, 0.13) + cylinder("black", 0.026, 0.004, 12, 0).turn(x=90).at(0, -0.028, 0.065)
    s += radio.turn(z=24).at(0.92, -0.30, TOP)
    s += toy_crane().turn(z=28).at(-0.90, 0.26, TOP)
    s += mug("coral").at(0.74, -0.56, TOP) + plant().at(-1.00, 0.62, TOP)
    s += box("paper", 0.30, 0.22, 0.012, 0.003).turn(z=-18).at(-0.88, -0.50, TOP) + box("sign_blue", 0.30, 0.22, 0.006, 0.002).turn(z=-10).at(-0.87, -0.49, TOP + 0.012)
    return s


def make():
    places, marks, anchors = spots(), [], []
    for name, (at, turn, half) in places.items():
        anchors.append(Anchor(f"target.{name}", at, turn, (*half, 1), "turn.baie"))
        marks.append(Moving(f"mark.{name}", MARKS[name](), (0, 0, 0), under=f"target.{name}"))
    return Scene(static(), [Moving("turn.baie", ship(), SHIP_AT), *marks],
                 [*anchors, Anchor("surface.plateau", (*SHIP_AT[:2], TOP + 0.069), scale=(0.5, 0.5, 1)), Anchor("surface.etabli", (0, 0.02, TOP + 0.001), scale=(1.12, 0.86, 1)), Anchor("emit.steam.tasse", (0.74, -0.56, TOP + 0.13))])


def lights():
    light.rig(key=3.1, fill=64, rim=60, ambient=0.60)
    light.point((-0.62, WALL_Y - 0.25, TOP + 0.40), 3.0, (1.0, 0.74, 0.44), 0.12, "window")


BUDGETS = {"static": 9000, "turn.baie": 9000}
CAMERAS = {"camera.plan": (-10, 24, (0, 0.05, 0.55)), "camera.plan.portrait": (-6, 26, (0, 0.05, 0.55))}

if __name__ == "__main__":
    publish(__file__, make, CAMERAS, lights, BUDGETS)
