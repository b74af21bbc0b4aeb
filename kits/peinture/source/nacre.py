"""The finale: blue hour, the oven's door tips up, the small car stands there in its pearl coat; the team looks.

python3 kits/peinture/source/nacre.py [--preview] [--look] [--only model|pictures] [--out FOLDER]"""
import math

from parts import *  # noqa: F403
import diorama
from mathutils import Matrix

CAR_AT, CAR_TURN, CAR = Vector((0.06, -0.26, 0.022)), 40.0, 1.0
FACE_Y, OPEN_W, OPEN_H = 0.86, 1.86, 1.36       # the workshop's front; its opening
MOON_FROM = Vector((0.52, -0.62, 0.60)).normalized()


def on_car(p=(0, 0, 0)):
    return CAR_AT + Matrix.Rotation(math.radians(CAR_TURN), 3, "Z") @ (Vector(p) * CAR)


def pearl():
    """Mica in clear varnish: another colour for every angle one looks from. To be called on a fresh stage."""
    m = bpy.data.materials.get("paint.pearl")
    if m:
        return
    m = bpy.data.materials.new("paint.pearl")
    m.use_nodes = True
    nodes, links = m.node_tree.nodes, m.node_tree.links
    bsdf = nodes["Principled BSDF"]
    weight, geometry, dot, add, ramp = (nodes.new(f"ShaderNode{n}") for n in ("LayerWeight", "NewGeometry", "VectorMath", "Math", "ValToRGB"))
    weight.inputs["Blend"].default_value = 0.52
    dot.operation, dot.inputs[1].default_value = "DOT_PRODUCT", (0.34, 0.26, -0.12)
    add.operation = "ADD"
    links.new(geometry.outputs["Normal"], dot.inputs[0])
    links.new(weight.outputs["Facing"], add.inputs[0])
    links.new(dot.outputs["Value"], add.inputs[1])
    add.use_clamp = True
    links.new(add.outputs[0], ramp.inputs[0])
    stops = ((0.0, "#F9D9EC"), (0.16, "#EFA0DE"), (0.34, "#A27CF4"), (0.52, "#4C8DF4"), (0.72, "#33CFC6"), (1.0, "#FFE08C"))
    while len(ramp.color_ramp.elements) < len(stops):
        ramp.color_ramp.elements.new(0.5)
    for e, (at, colour) in zip(ramp.color_ramp.elements, stops):
        e.position = at
        e.color = (*((c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in (int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))), 1)
    links.new(ramp.outputs["Color"], bsdf.inputs["Base Color"])
    links.new(ramp.outputs["Color"], bsdf.inputs["Emission Color"])
    bsdf.inputs["Emission Strength"].default_value = 0.10
    bsdf.inputs["Metallic"].default_value, bsdf.inputs["Roughness"].default_value = 0.45, 0.20
    bsdf.inputs["Coat Weight"].default_value, bsdf.inputs["Coat Roughness"].default_value = 1.0, 0.03
    wet = bpy.data.materials.new("paint.wet")      # the yard after rain
    wet.use_nodes = True
    b = wet.node_tree.nodes["Principled BSDF"]
    b.inputs["Base Color"].default_value, b.inputs["Roughness"].default_value = (0.045, 0.10, 0.15, 1), 0.12
    b.inputs["Coat Weight"].default_value = 0.6


def yard():
    s = plinth("night_plinth", 3.70, 3.10, 0.28, 0.36) + slab("night_stone", 3.46, 2.86, 0.016, 0.28, 0.005)
    dice = np.random.default_rng(5)
    for i in range(11):
        for j in range(8):
            x, y = -1.50 + 0.30 * i + (0.15 if j % 2 else 0), -1.22 + 0.30 * j
            if abs(x) > 1.62 or (abs(x) > 1.45 and abs(y) > 1.15):
                continue
            s += slab(("night_cobble", "night_cobble_b", "night_stone")[int(dice.integers(3))], 0.272, 0.272, 0.012, 0.04, 0.005, 2).at(x, y, 0.012)
    # puddles mirror the lamps
    for x, y, rx, ry in ((0.66, -1.14, 0.56, 0.20), (-0.78, -1.02, 0.34, 0.15), (1.30, 0.22, 0.22, 0.14)):
        pts = [(rx * (1 + 0.14 * math.sin(3 * a + x)) * math.cos(a), ry * (1 + 0.18 * math.sin(2 * a + y)) * math.sin(a)) for a in np.linspace(0, math.tau, 29)[:-1]]
        s += outline("wet", pts, 0.004).at(x, y, 0.0235)
    return s


def house():
    """A workshop of the Pays d’Auge: timbers, a tiled roof, the oven's light behind its doors."""
    y, w, h = FACE_Y, 3.06, 1.78
    side = (w - OPEN_W) / 2
    s = box("plaster", side, 0.14, h, 0.01).at(-(OPEN_W + side) / 2, y + 0.07, 0) + box("plaster", side, 0.14, h, 0.01).at((OPEN_W + side) / 2, y + 0.07, 0) + box("plaster", OPEN_W, 0.14, h - OPEN_H, 0.0).at(0, y + 0.07, OPEN_H)
    for x in (-w / 2 + 0.03, -OPEN_W / 2 - 0.05, OPEN_W / 2 + 0.05, w / 2 - 0.03):
        s += box("beam", 0.10, 0.16, h, 0.012).at(x, y + 0.05, 0)
    for z in (OPEN_H, h - 0.05):
        s += box("beam", w + 0.06, 0.17, 0.10, 0.012).at(0, y + 0.05, z)
    for t in (-1, 1):
        a, b = t * (OPEN_W / 2 + 0.10), t * (w / 2 - 0.07)
        s += limb("beam", (a, y - 0.005, 0.42), (b, y - 0.005, 0.86), 0.040, n=6) + limb("beam", (b, y - 0.005, 0.42), (a, y - 0.005, 0.86), 0.040, n=6) + box("beam", side, 0.16, 0.08, 0.01).at(t * (OPEN_W + side) / 2, y + 0.05, 0.90) + box("brick_b", side, 0.17, 0.30, 0.01).at(t * (OPEN_W + side) / 2, y + 0.05, 0.0)
    for k in range(7):
        s += box("beam", 0.07, 0.16, h - OPEN_H, 0.008).at(-0.78 + 0.26 * k, y + 0.05, OPEN_H)
    # windows lit
    for t in (-1, 1):
        x = t * (OPEN_W + side) / 2
        s += box("cream", 0.36, 0.05, 0.34, 0.012).at(x, y - 0.01, 0.99) + box("pane", 0.30, 0.02, 0.28, 0).at(x, y - 0.03, 1.02) + box("cream", 0.022, 0.03, 0.28, 0).at(x, y - 0.042, 1.02) + box("cream", 0.30, 0.03, 0.022, 0).at(x, y - 0.042, 1.15)
        s += box("oak", 0.40, 0.10, 0.035, 0.01).at(x, y - 0.04, 0.955)
        for k in range(5):
            s += ball(("coral", "felt", "red")[k % 3], 0.032, 0.028, 0.030, k=2).at(x - 0.13 + 0.065 * k, y - 0.06, 1.01) + ball("green", 0.030, k=2).at(x - 0.11 + 0.06 * k, y - 0.055, 0.99)
    # the roof: rows of tiles
    for k in range(7):
        for j in range(16):
            s += box(("brick", "brick_b", "tile")[(j * 3 + k * 5) % 3], 0.212, 0.15, 0.03, 0.012).turn(x=38).at(-1.60 + 0.2135 * j + (0.10 if k % 2 else 0) - 0.03, y - 0.10 + 0.098 * k, h + 0.02 + 0.077 * k)
    s += box("plaster", w, 0.40, 0.06, 0.0).at(0, y + 0.34, h)
    # the chimney of the booth, a gull on it
    s += cylinder("duct", 0.12, 0.62, 18, 0.01).at(1.02, y + 0.38, h + 0.26) + lathe("steel_dark", [(0.17, 0), (0.17, 0.02), (0.05, 0.09), (0, 0.09)], 18).at(1.02, y + 0.38, h + 0.92) + ring("steel_dark", 0.122, 0.014, 18, 6).at(1.02, y + 0.38, h + 0.55)
    # the sign
    s += slab("petrol_deep", 1.34, 0.27, 0.05, 0.08, 0.016).turn(x=90).at(0, y - 0.045, OPEN_H + 0.255) + upright(words("pane", "Carrosserie", 0.20)).at(0, y - 0.105, OPEN_H + 0.235)
    return s


def oven():
    """Behind the opening: white walls, tubes, warm air."""
    y, d, w, h = FACE_Y + 0.12, 0.52, OPEN_W, OPEN_H
    s = box("booth", w, 0.05, h, 0.0).at(0, y + d, 0) + box("booth", 0.05, d, h, 0.0).at(-w / 2, y + d / 2, 0) + box("booth", 0.05, d, h, 0.0).at(w / 2, y + d / 2, 0) + box("booth_b", w, d, 0.04, 0.0).at(0, y + d / 2, h - 0.03)
    for k in range(5):
        s += limb("warm_tube", (-0.72 + 0.36 * k, y + d - 0.05, 0.26), (-0.72 + 0.36 * k, y + d - 0.05, 1.18), 0.030, n=10)
    return s


def door():
    """The oven's door, which tips up under the roof; its middle is the origin."""
    w, h = OPEN_W - 0.03, OPEN_H - 0.03
    s = box("booth", w, 0.05, h, 0.02, 2).at(0, 0, -h / 2)
    for k in range(4):
        s += box("booth_b", w - 0.06, 0.012, 0.022, 0.004).at(0, -0.028, -h / 2 + 0.12 + 0.30 * k)
    for x in (-0.60, 0.0, 0.60):
        s += slab("petrol", 0.46, 0.24, 0.03, 0.06, 0.008).turn(x=90).at(x, -0.018, 0.34) + slab("pane", 0.38, 0.17, 0.034, 0.04, 0.0).turn(x=90).at(x, -0.020, 0.34)
    s += box("stripe", w, 0.014, 0.07, 0.003).at(0, -0.028, -0.24)
    return s + tube("chrome", [(-0.24, -0.03, -0.46), (-0.24, -0.075, -0.45), (0.24, -0.075, -0.45), (0.24, -0.03, -0.46)], 0.018, 6, 2)


LAMP_POST = Vector((-0.98, -0.02, 0.022))


def infrared():
    """The last heat: an infrared panel on its arm, over the bonnet."""
    p = LAMP_POST
    head = on_car((-0.34, -0.52, 1.28))
    s = cylinder("graphite", 0.20, 0.045, 22, 0.014).at(*p) + limb("steel_dark", p + Vector((0, 0, 0.04)), p + Vector((0, 0, 1.50)), 0.030, n=10) + limb("coral", p + Vector((0, 0, 1.48)), head + Vector((0, 0.03, 0.10)), 0.026, n=8)
    s += ball("graphite", 0.050, k=3).at(p.x, p.y, p.z + 1.48)
    return s


def panel_frame():
    s = slab("coral", 0.56, 0.38, 0.055, 0.06, 0.016) + slab("chrome", 0.50, 0.32, 0.060, 0.04, 0.0).at(0, 0, 0.0)
    return s + box("graphite", 0.12, 0.10, 0.07, 0.02).at(0, 0, -0.06)


PANEL_TURN = (128, 0, 18)


def panel_at():
    return on_car((-0.34, -0.52, 1.28))


def elements():
    s = None
    for k in range(3):
        m = tube("element", [(-0.21, 0.105 * (k - 1), 0.085), (0, 0.105 * (k - 1), 0.09), (0.21, 0.105 * (k - 1), 0.085)], 0.030, 10, 2)
        s = m if s is None else s + m
    return s


def garland():
    """Bulbs on a line, from the roof to a post."""
    s = None
    for a, b in (((-1.50, 0.74, 1.70), (-1.58, -1.12, 1.46)), ((1.50, 0.74, 1.70), (1.58, -1.12, 1.46))):
        a, b = Vector(a), Vector(b)
        line = [a.lerp(b, t) - Vector((0, 0, 0.22 * math.sin(math.pi * t))) for t in np.linspace(0, 1, 9)]
        m = tube("graphite", line, 0.010, 5, 0) + limb("beam", (b.x, b.y, 0.02), b, 0.035, 0.030, 8)
        for k, p in enumerate(line[1:-1]):
            m += ball("bulb", 0.034, 0.034, 0.042, k=2).at(p.x, p.y, p.z - 0.05) + cylinder("graphite", 0.016, 0.03, 8, 0).at(p.x, p.y, p.z - 0.02)
        s = m if s is None else s + m
    return s


MOON = Vector((-1.10, 1.06, 2.82))


def moon():
    s = ball("moon", 0.20, 0.05, 0.20, k=6).at(*MOON)
    for x, z, r in ((-0.05, 0.06, 0.045), (0.07, -0.03, 0.035), (-0.02, -0.09, 0.025)):
        s += ball("moon_b", r, 0.02, r, k=3).at(MOON.x + x, MOON.y - 0.042, MOON.z + z)
    return s


def gull():
    s = ball("white", 0.070, 0.105, 0.066, k=4).at(0, 0.02, 0.085) + ball("white", 0.048, k=4).at(0, -0.075, 0.155) + limb("stripe", (0, -0.115, 0.152), (0, -0.165, 0.142), 0.015, 0.004, 6)
    for t in (-1, 1):
        s += ball("steel", 0.022, 0.100, 0.050, k=3).turn(x=-8).at(t * 0.062, 0.05, 0.095) + ball("eye", 0.009, k=2).at(t * 0.036, -0.105, 0.172) + limb("stripe", (t * 0.025, 0.0, 0.0), (t * 0.025, 0.01, 0.04), 0.008, n=5)
    return s + ball("line", 0.022, 0.05, 0.014, k=2).turn(x=16).at(0, 0.145, 0.085)


TEAM = {    # where they stand, how they are turned
    "manon": (Vector((1.32, -0.72, 0.022)), -42.0), "moussa": (Vector((-1.40, -0.06, 0.022)), 42.0), "linh": (Vector((-1.06, -0.86, 0.022)), 46.0),
}
KM = 0.90


def team():
    """name -> figure and what it wears, in figure space."""
    out = {}
    f = people.figure(MANON, people.Pose(elbows=((-0.36, -0.04, 0.92), (0.38, -0.02, 0.93)), wrists=((-0.24, -0.20, 0.86), (0.27, -0.10, 0.80)), stance=0.135))
    hand = Vector(f.joints["handr"])
    out["manon"] = (f, suit(f.joints) + worn_gloves(f.joints) + spray_gun(0.95).turn(z=10).at(hand.x, hand.y - 0.05, hand.z + 0.0) + half_mask().scale(1.0).turn(x=-20).at(0, -0.165, 1.175))
    out["moussa"] = (people.figure(MOUSSA, people.Pose(elbows=((-0.36, -0.06, 0.93), (0.37, -0.06, 0.93)), wrists=((-0.06, -0.24, 0.98), (0.10, -0.22, 0.93)), stance=0.14)), None)
    out["linh"] = (people.figure(LINH, people.Pose(elbows=((-0.42, -0.06, 1.20), (0.42, -0.06, 1.20)), wrists=((-0.40, -0.10, 1.46), (0.40, -0.10, 1.46)), stance=0.13)), None)
    return out


def static():
    s = group(yard(), house(), oven(), infrared(), garland(), moon(), car("pearl", "line").scale(CAR).turn(z=CAR_TURN).at(*CAR_AT))
    for name, (f, wears) in team().items():
        at, turn = TEAM[name]
        s += (f.body + wears if wears else f.body).scale(KM).turn(z=turn).at(*at)
    s += panel_frame().turn(*PANEL_TURN).at(*panel_at())
    return s + tin("nitrile", 0.10, 0.20).at(1.02, -1.18, 0.022) + tin("teal_light", 0.085, 0.17).at(1.22, -1.24, 0.022) + cylinder("brick", 0.10, 0.18, 16, 0.012, 0.13).at(-1.52, 0.48, 0.022) + ball("green", 0.17, 0.17, 0.20, k=4).at(-1.52, 0.48, 0.34) + ball("garden_cuff", 0.12, 0.12, 0.13, k=3).at(-1.46, 0.42, 0.48)


def make():
    pearl()
    moving = []
    for name, (f, _) in team().items():
        at, turn = TEAM[name]
        where = at + Matrix.Rotation(math.radians(turn), 3, "Z") @ (Vector(f.neck) * KM)
        moving.append(Moving(f"life.nod.{name}", f.head.scale(KM), tuple(where), (0, 0, turn)))
    moving += [Moving("opens.four", door(), (0, FACE_Y + 0.10, OPEN_H / 2 + 0.01), apart=True), Moving("weld.rampe", elements(), tuple(panel_at()), PANEL_TURN), Moving("life.bob.goeland", gull(), (1.02, FACE_Y + 0.34, 1.78 + 1.00), (0, 0, 26), turns=False)]
    for k, (x, y, z) in enumerate(((-0.42, 1.20, 2.72), (0.30, 1.20, 2.98), (1.56, 1.0, 2.55), (-1.62, 1.0, 2.42), (0.72, 1.2, 2.62)), 1):
        moving.append(Moving(f"life.blink.etoile_{k}", ball("star", 0.020, 0.008, 0.020, k=2), (x, y, z), turns=False))
    front = on_car((0, -0.80, 0.74))
    return Scene(static(), moving, [Anchor("weld.capot", tuple(front)), Anchor("opened.four", (0, FACE_Y + 0.78, OPEN_H + 0.03), (-90, 0, 0)), Anchor("surface.cour", (0, -0.2, 0.026), scale=(1.6, 1.2, 1))])


def lights():
    light.rig(key=0.0, fill=26, rim=34, ambient=0.34)
    bpy.data.objects.remove(bpy.data.objects["key"])
    light.sky((0.20, 0.34, 0.86), 0.55, (0.30, 0.22, 0.50))
    moonlight = bpy.data.lights.new("moonlight", "SUN")
    moonlight.energy, moonlight.color, moonlight.angle = 1.15, (0.66, 0.78, 1.0), math.radians(6)
    o = bpy.data.objects.new("moonlight", moonlight)
    o.rotation_euler = (-MOON_FROM).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(o)
    light.area((0, FACE_Y + 0.40, 0.80), (0.1, -0.4, 0.3), 46, 1.2, (1.0, 0.70, 0.36), "oven")
    light.area((1.9, -2.2, 2.4), (0.2, -0.4, 0.5), 44, 1.6, (1.0, 0.76, 0.56), "lamp of the yard")
    light.area(tuple(panel_at() + Vector((0.05, -0.08, -0.10))), tuple(on_car((0, -0.7, 0.7))), 5.0, 0.4, (1.0, 0.42, 0.16), "infrared")
    for t in (-1, 1):
        light.point((t * 1.50, -0.2, 1.34), 5, (1.0, 0.78, 0.45), 0.10, "bulbs")


PAINTS.update({
    "pearl": Paint("#8F86EE", 0.15, 0.3, 1.0), "wet": Paint("#123044", 0.1, 0, 1.0), "night_plinth": Paint("#C9BEDA", 0.8, 0, 0.1), "night_stone": Paint("#5E6788", 0.75, 0, 0.1), "night_cobble": Paint("#76809F", 0.6, 0, 0.2),
    "night_cobble_b": Paint("#6A7394", 0.6, 0, 0.2), "plaster": Paint("#F3E3C6", 0.9, 0, 0.05), "beam": Paint("#5A3623", 0.8, 0, 0.05), "tile": Paint("#A84F38", 0.7, 0, 0.1), "warm_tube": Paint("#FFD592", glow=3.2, gloss=0.0),
    "element": Paint("#E8A070", 0.4, 0, 0.5), "moon": Paint("#FFF4D2", glow=1.0, gloss=0.0), "moon_b": Paint("#EBDDB2", glow=0.95, gloss=0.0), "star": Paint("#FFF6DC", glow=1.2, gloss=0.0),
})
CAPOT = tuple(on_car((0, -0.78, 0.74)))
BUDGETS = {"static": 26000}
CAMERAS = {"camera.large": (4, 15, (0, 0, 0.9)), "camera.large.portrait": (4, 15, (0, 0, 0.9)), "camera.capot": (10, 20, CAPOT, 1.9), "camera.capot.portrait": (10, 20, CAPOT, 2.4)}


def close_up():
    """What the riddle shows: a shine, a hand's breadth of bonnet, a lamp mirrored in it."""
    pearl()
    return group(yard(), house(), oven(), garland(), car("pearl", "line").scale(CAR).turn(z=CAR_TURN).at(*CAR_AT))


PICTURES = {"mystere": Picture(close_up, (-14, 24, tuple(on_car((0.10, -0.86, 0.66))), 1.75, 62), lights, ("#5B3F8C", "#120A2E"), tuple(on_car((0.05, -0.95, 0.66))))}

if __name__ == "__main__":
    diorama.PICTURE, diorama.PICTURE_SAMPLES = (800, 600), 5
    publish(__file__, make, CAMERAS, lights, BUDGETS, MOON_FROM, atlas=1216, samples=16, pictures=PICTURES)
