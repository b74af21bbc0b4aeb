"""What the close-up dioramas of this kit share: paints, words, the torch in its glove, and the way from a scene to a model.

The stamp of a model knows only its own script and etabli_art: after a change here that shows, bake all of them again."""
import argparse
import json
import math
import struct
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import bpy
from mathutils import Matrix, Vector
from mathutils.geometry import interpolate_bezier, tessellate_polygon

KIT = Path(__file__).resolve().parents[1]
ART = KIT.parents[1] / "assets"
sys.path.insert(0, str(ART / "source"))
from etabli_art import bake, light  # noqa: E402
from etabli_art.lighten import lighten  # noqa: E402
from etabli_art.palette import PAINTS, Paint  # noqa: E402
from etabli_art.shapes import Shape, ball, box, cylinder, lathe, limb, tube  # noqa: E402

PREVIEW = Path(tempfile.gettempdir()) / "etabli_preview"
SAMPLES, ATLAS = 64, 1536           # per texel, before denoising; side of the baked picture, texels
FONT = ART / "fonts" / "display.ttf"

PAINTS.update({    # what the workshop's palette lacks
    "primer": Paint("#C4593B", 0.75, 0, 0.1), "primer_b": Paint("#A9482F", 0.75, 0, 0.1),
    "plate": Paint("#98A4B0", 0.4, 0.35, 0.6), "plate_b": Paint("#85919E", 0.4, 0.35, 0.6), "slot": Paint("#1A1513", 0.9, 0, 0.0),
    "table": Paint("#5B6671", 0.42, 0.35, 0.4), "table_dark": Paint("#3B444E", 0.5, 0.3, 0.3),
    "heat_straw": Paint("#DDB25E", 0.35, 0.4, 0.7), "heat_blue": Paint("#6C86B8", 0.35, 0.4, 0.7), "heat_brown": Paint("#B0744A", 0.35, 0.4, 0.7),
    "weld": Paint("#B9BDBE", 0.3, 0.5, 0.85), "weld_dark": Paint("#8B8F92", 0.35, 0.5, 0.8),
    "chalk": Paint("#FFF6E2", 0.95, 0, 0.0), "lit": Paint("#FFF3D0", glow=1.0, gloss=0.0), "dark_glass": Paint("#10222A", 0.12, 0, 0.9),
})


# ---- shapes

def words(paint, text, size):
    """Flat writing in the house's display face, facing +Z, its middle at the origin."""
    font = bpy.data.fonts.load(str(FONT), check_existing=True)
    curve = bpy.data.curves.new("words", "FONT")
    curve.body, curve.font, curve.size, curve.align_x, curve.align_y = text, font, size, "CENTER", "CENTER"
    o = bpy.data.objects.new("words", curve)
    bpy.context.scene.collection.objects.link(o)
    loops = [_outline_of(s) for s in o.to_curve(bpy.context.evaluated_depsgraph_get()).splines]
    bpy.data.objects.remove(o)
    # The face's strokes overlap: each is filled by itself, less the holes that lie in it.
    v, f = [], []
    for stroke in (p for p in loops if _turning(p) < 0):
        polygon = [stroke] + [h for h in loops if _turning(h) > 0 and _inside(h[0], stroke)]
        n = len(v)
        v += [p for part in polygon for p in part]
        for a, b, c in tessellate_polygon(polygon):
            up = (v[n + b] - v[n + a]).cross(v[n + c] - v[n + a]).z > 0
            f.append((n + a, n + b, n + c) if up else (n + a, n + c, n + b))
    return Shape([tuple(p) for p in v], f, paint)


def _outline_of(spline):
    ends, out = spline.bezier_points, []
    for a, b in zip(ends, [*ends[1:], ends[0]]):
        straight = a.handle_right_type == b.handle_left_type == "VECTOR"
        out += interpolate_bezier(a.co, a.handle_right, b.handle_left, b.co, 2 if straight else 3)[:-1]
    return out


def _turning(loop):
    """Twice the area inside, positive against the clock."""
    return sum(a.x * b.y - b.x * a.y for a, b in zip(loop, [*loop[1:], loop[0]]))


def _inside(p, loop):
    crossings = [(a.y > p.y) != (b.y > p.y) and p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) for a, b in zip(loop, [*loop[1:], loop[0]])]
    return sum(crossings) % 2 == 1


def upright(shape):
    """What was laid out facing +Z now stands and faces the visitor."""
    return shape.turn(x=90)


def sideways(shape):
    """Extruded by outline(): (a, b) becomes depth and height, the extrusion runs along X from its middle."""
    h = shape.extent[2]
    return shape.at(0, 0, -h / 2).matrix(Matrix(((0, 0, 1, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 0, 1))))


def sheet(paint, rows):
    """A skin over rows of points, all of one length; faces look along (across × onwards)."""
    n = len(rows[0])
    v = [p for row in rows for p in row]
    f = [(r * n + i, r * n + i + 1, (r + 1) * n + i + 1, (r + 1) * n + i) for r in range(len(rows) - 1) for i in range(n - 1)]
    return Shape(v, f, paint)


def bolt(paint="steel_light", r=0.03, h=0.02):
    return cylinder(paint, r, h, 6, 0.004) + cylinder("steel_dark", r * 1.35, h * 0.35, 10, 0)


def clamp(reach=0.26, height=0.20):
    """A toggle clamp: its foot at the origin, its pad `reach` away towards -Y at z = 0.05."""
    s = box("graphite", 0.15, 0.14, 0.03, 0.01) + box("steel_dark", 0.05, 0.09, height, 0.012).at(0, 0.01, 0.02)
    for x in (-0.045, 0.045):
        s += bolt("brass", 0.017, 0.012).at(x, 0.045, 0.03)
    s += limb("orange", (0, 0.04, height + 0.01), (0, -reach, height - 0.05), 0.027, 0.022, 8) + cylinder("steel_light", 0.024, 0.06, 8, 0.006).turn(y=90).at(-0.03, 0.01, height)
    s += cylinder("steel_light", 0.016, height - 0.10, 8, 0).at(0, -reach + 0.01, 0.075) + cylinder("rubber", 0.036, 0.035, 10, 0.008).at(0, -reach + 0.01, 0.05)
    s += cylinder("brass", 0.028, 0.02, 6, 0.003).at(0, -reach + 0.01, height - 0.025)
    return s + limb("red", (0, 0.03, height + 0.02), (0, 0.13, height + 0.13), 0.026, 0.034, 8)


# ---- the torch

GRIP = Vector((0.30, -0.90, 0.24)).normalized()    # the way the handle goes from the neck: towards the visitor
NECK = Vector((0.030, -0.085, 0.205))              # where neck and handle meet
TAIL = NECK + GRIP * 0.54                          # the handle's end


def _fist():
    """A right glove closed round a rod along +Z: thumb at the lower end."""
    s = ball("glove", 0.066, 0.092, 0.112, k=4, power=2.8).at(0.060, 0.012, 0.015)
    s += ball("leather_light", 0.030, 0.062, 0.076, k=3, power=3.0).at(0.106, 0.016, 0.02)
    for k in range(4):
        z = -0.075 + 0.049 * k
        r = 0.066 - 0.003 * abs(k - 1)
        turn = [math.radians(a) for a in (30, 80, 130, 180, 230)]
        s += tube("glove", [(r * math.cos(a), r * math.sin(a), z) for a in turn], 0.028, 8, 2, radii=lambda t: 1.08 - 0.24 * t)
    return s + limb("glove", (0.05, -0.052, -0.045), (-0.012, -0.068, -0.135), 0.033, 0.026, 8)


def gun(cable=True):
    """A MIG torch. The wire's tip is the origin, the nozzle points down, the handle's end towards GRIP; a stub of its cable."""
    s = limb("copper", (0, 0, 0), (0, 0, 0.05), 0.0042, n=6) + limb("brass", (0, 0, 0.03), (0, 0, 0.06), 0.009, 0.012, 8)
    s += lathe("copper", [(0.030, 0.038), (0.037, 0.040), (0.040, 0.08), (0.042, 0.115), (0.034, 0.126)], 16) + lathe("slot", [(0.031, 0.0372), (0.0, 0.0376)], 12)
    s += lathe("graphite", [(0.037, 0.118), (0.044, 0.123), (0.044, 0.146), (0.030, 0.158)], 14)
    s += tube("steel_light", [(0, 0, 0.145), (0.002, -0.006, 0.178), (0.013, -0.036, 0.200), tuple(NECK)], 0.022, 10, 4)
    s += lathe("orange", [(0.026, -0.02), (0.038, -0.01), (0.040, 0.06), (0.034, 0.07)], 12).aim(NECK, TAIL)
    s += lathe("graphite", [(0.034, 0.065), (0.037, 0.07), (0.038, 0.30), (0.044, 0.48), (0.038, 0.53), (0.0, 0.535)], 12).aim(NECK, TAIL)
    s += limb("red", NECK + GRIP * 0.11 + Vector((0.0, -0.008, -0.040)), NECK + GRIP * 0.18 + Vector((0.0, -0.008, -0.042)), 0.014, n=6)
    if not cable:
        return s
    return s + tube("rubber", [tuple(TAIL - GRIP * 0.02), tuple(TAIL + GRIP * 0.07), tuple(TAIL + GRIP * 0.14 + Vector((0.03, 0, -0.05))), tuple(TAIL + GRIP * 0.18 + Vector((0.08, 0, -0.13)))], 0.021, 8, 3)


def torch():
    """The torch in a leather glove; the arm comes from the right."""
    hold = NECK + GRIP * 0.31
    wrist = hold + Vector((0.15, -0.05, 0.0))
    elbow = wrist + Vector((0.80, -0.50, 0.06))
    s = gun() + _fist().aim(hold, hold + GRIP, roll=24) + limb("glove", hold + Vector((0.06, -0.01, 0.0)), wrist, 0.074, 0.062, 10)
    s += lathe("glove_cuff", [(0.062, -0.03), (0.072, -0.02), (0.094, 0.12), (0.099, 0.14), (0.086, 0.142)], 16).aim(wrist, elbow)
    s += lathe("stitch", [(0.0925, 0.105), (0.096, 0.108), (0.098, 0.117), (0.095, 0.121)], 16).aim(wrist, elbow)
    s += lathe("leather", [(0.080, 0.10), (0.083, 0.20), (0.092, 0.31), (0.097, 0.325), (0.084, 0.342), (0.0, 0.345)], 16).aim(wrist, elbow)
    return s + lathe("leather_dark", [(0.091, 0.27), (0.100, 0.278), (0.103, 0.322), (0.094, 0.332)], 16).aim(wrist, elbow)


# ---- from a scene to a model

@dataclass
class Moving:
    """A mesh of its own. `apart`: it will leave its place, so its shadow is not baked; `turns`: it is seen from all round;
    `under`: the anchor it hangs on, in whose space it is then modelled (in metres, whatever the anchor's scale)."""
    name: str
    shape: Shape
    at: tuple
    turn: tuple = (0, 0, 0)
    apart: bool = False
    turns: bool = True
    under: str = ""


@dataclass
class Anchor:
    name: str
    at: tuple
    turn: tuple = (0, 0, 0)
    scale: tuple = (1, 1, 1)
    under: str = ""          # the moving mesh it hangs on, if any: then `at` and `turn` are that mesh's


@dataclass
class Scene:
    static: Shape
    moving: list = field(default_factory=list)
    anchors: list = field(default_factory=list)


def chain(prefix, points, normals, gaps=None):
    """Empties along a seam: Z outwards, X onwards, scale.x = the root gap in metres (1: none given)."""
    made = []
    for i, (p, n) in enumerate(zip(points, normals)):
        on = Vector(points[min(i + 1, len(points) - 1)]) - Vector(points[max(i - 1, 0)])
        n = Vector(n).normalized()
        x = (on - n * on.dot(n)).normalized()
        turn = Matrix((x, n.cross(x), n)).transposed().to_euler()
        made.append(Anchor(f"{prefix}.{i:02}", tuple(p), tuple(math.degrees(a) for a in turn), (gaps[i] if gaps else 1, 1, 1)))
    return made


def publish(script, make, cameras, lights, budgets, key_from=None):
    """The whole of a diorama's script: `make() -> Scene`; `cameras`: name -> (azimuth, elevation, target) or a distance more."""
    ask = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    ask.add_argument("--preview", action="store_true", help="quick and rough, with views as a kiosk draws the model")
    ask.add_argument("--out", type=Path, help="folder instead of the kit's own: nothing is stamped")
    ask.add_argument("--look", action="store_true", help="path-traced views of the scene only")
    a = ask.parse_args()
    out = a.out or (PREVIEW if a.preview or a.look else None)
    folder = out or KIT / "models"
    folder.mkdir(parents=True, exist_ok=True)
    name = Path(script).stem

    scene = bake.stage(24)
    made = make()
    cams = {n: bake.camera(n, *where) for n, where in cameras.items()}
    every = list(cams.values())
    low, high = made.static.v.min(axis=0), made.static.v.max(axis=0)
    print(f"{name}: {made.static.triangles} triangles stand, {' × '.join(f'{e:.2f}' for e in high - low)} m")
    for n, cam in cams.items():
        if len(cameras[n]) == 3:      # a fourth number is the distance the artist wants
            bake.frame(cam, made.static.v[::7], 9 / 16 if n.endswith(".portrait") else 16 / 9)
    objects = {}
    if a.look:
        bake.solid("static", made.static, cameras=every)
    else:
        base, _ = bake.static(made.static, every)
    for m in made.moving:
        objects[m.name] = bake.solid(m.name, m.shape, m.at, m.turn, None if m.turns else every)
    empties = []
    for e in made.anchors:
        o = bake.anchor(e.name, e.at, e.turn, e.scale)
        if e.under:
            o.parent = objects[e.under]
        empties.append(o)
    for m in (m for m in made.moving if m.under):
        objects[m.name].parent = holder = next(o for o in empties if o.name == m.under)
        objects[m.name].scale = [1 / s for s in holder.scale]
    empties.append(bake.key_anchor(key_from or light.KEY_FROM))
    lights()

    first, upright_view = list(cams)[:2]
    if a.look:
        for tag, cam, w, h in (("169", first, 960, 540), ("916", upright_view, 540, 960)):
            bake.picture(folder / f"{name}_traced_{tag}.png", cams[cam], w, h, samples=20)
        return
    for m in made.moving:
        objects[m.name].hide_render = m.apart
    scene.cycles.samples = 12 if a.preview else SAMPLES
    image = bake.bake_static(base, 1024 if a.preview else ATLAS, cams[first])
    with tempfile.TemporaryDirectory() as temporary:
        atlas = _packed(image, Path(temporary) / "atlas.png")
    for m in made.moving:
        bake.tint(objects[m.name], [objects[e.under] for e in made.anchors if m.under and e.name == m.under])
    target = folder / f"{name}.glb"
    bake.export(target, base, atlas, list(objects.values()), [*empties, *every])
    lighten(target, budgets)
    bake.summary(target)
    if not out:
        bake.stamp(target, script)
    if a.preview or a.out:
        for tag, cam, w, h in (("169", first, 1280, 720), ("916", upright_view, 720, 1280)):
            bake.kiosk_view(target, folder / f"{name}_kiosk_{tag}.png", cam, w, h)


def graft(model, target, moving, others, budgets):
    """Writes to `target` the .glb `model` with these moving meshes and empties, which it must lack; all else stays as it is."""
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "graft.glb"
        for o in moving:
            bake.tint(o)
        plain = bpy.data.materials.new("moving")
        for o in moving:
            o.data.materials.clear()
            o.data.materials.append(plain)
            o.data.polygons.foreach_set("material_index", [0] * len(o.data.polygons))
        bpy.ops.export_scene.gltf(filepath=str(path), export_format="GLB", export_apply=False, export_yup=True, export_lights=False, export_animations=False, export_extras=False,
                                  export_texcoords=False, export_normals=True, export_vertex_color="ACTIVE", export_all_vertex_colors=False, export_materials="EXPORT")
        lighten(path, budgets)
        (stock, data), (twig, more) = _glb(model), _glb(path)
    known = {n["name"] for n in stock["nodes"]}
    material = next(i for i, m in enumerate(stock["materials"]) if m["name"] == "moving")
    base = {k: len(stock[k]) for k in ("bufferViews", "accessors", "meshes")}
    data += b"\0" * (-len(data) % 4)
    stock["bufferViews"] += [v | {"buffer": 0, "byteOffset": v.get("byteOffset", 0) + len(data)} for v in twig["bufferViews"]]
    stock["accessors"] += [v | {"bufferView": v["bufferView"] + base["bufferViews"]} for v in twig["accessors"]]
    for mesh in twig["meshes"]:
        for p in mesh["primitives"]:
            p["attributes"] = {k: v + base["accessors"] for k, v in p["attributes"].items()}
            p |= {"indices": p["indices"] + base["accessors"], "material": material}
    stock["meshes"] += twig["meshes"]
    for node in twig["nodes"]:
        assert node["name"] not in known, node["name"]
        stock["scenes"][0]["nodes"].append(len(stock["nodes"]))
        stock["nodes"].append(node | ({"mesh": node["mesh"] + base["meshes"]} if "mesh" in node else {}))
    data += more
    stock["buffers"] = [{"byteLength": len(data)}]
    words = json.dumps(stock, separators=(",", ":")).encode()
    words += b" " * (-len(words) % 4)
    data += b"\0" * (-len(data) % 4)
    chunks = struct.pack("<II", len(words), 0x4E4F534A) + words + struct.pack("<II", len(data), 0x004E4942) + data
    Path(target).write_bytes(struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks)


def _glb(path):
    """The description and the data of a .glb."""
    raw = Path(path).read_bytes()
    length = struct.unpack_from("<I", raw, 12)[0]
    words = json.loads(raw[20:20 + length])
    return words, raw[28 + length:][:words["buffers"][0]["byteLength"]]


def _packed(image, path):
    """The baked light as a PNG as small as it gets: a third of a kit's size is this."""
    from PIL import Image
    bake.to_png(image, path)
    Image.open(path).save(path, optimize=True)
    atlas = bpy.data.images.load(str(path))
    atlas.name = "atlas"
    atlas.pack()
    return atlas
