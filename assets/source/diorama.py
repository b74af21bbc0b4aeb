"""What the scripts of single dioramas share: writing, the parts of a scene, and the way from a scene to a kit's files.

The stamp of a model knows only its own script and etabli_art: after a change here that shows, bake all of them again."""
import argparse
import math
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix, Vector
from mathutils.geometry import interpolate_bezier, tessellate_polygon

from etabli_art import bake, light
from etabli_art.lighten import lighten
from etabli_art.palette import PAINTS, Paint
from etabli_art.shapes import Shape
from nearest_first import nearest_first

PREVIEW = Path(tempfile.gettempdir()) / "etabli_preview"
SAMPLES, ATLAS = 64, 1536           # per texel, before denoising; side of the baked picture, texels
PICTURE, PICTURE_SAMPLES = (880, 660), 14    # of a kit's cover and mystery: pixels; per pixel
FONT = Path(__file__).resolve().parents[1] / "fonts" / "display.ttf"

PAINTS.update({    # what a whole room's palette lacks and a bench seen close needs
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



# ---- from a scene to a model

@dataclass
class Moving:
    """A mesh of its own. `apart`: it will leave its place, so its shadow is not baked; `turns`: it is seen from all round;
    `under`: the anchor it hangs on, in whose space it is then modelled (in metres, whatever the anchor's scale); `uv`: texture
    coordinates of a vertex, for what is covered (cover.py)."""
    name: str
    shape: Shape
    at: tuple
    turn: tuple = (0, 0, 0)
    apart: bool = False
    turns: bool = True
    under: str = ""
    uv: Callable | None = None


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


@dataclass
class Picture:
    """A path-traced picture of the kit: `shape() -> Shape` before a gradient of two colours (inside, outside)."""
    shape: Callable
    camera: tuple                # azimuth, elevation, target, distance, lens
    lights: Callable
    gradient: tuple
    focus: tuple | None = None   # what is sharp; the rest blurs


def publish(script, make, cameras, lights, budgets, key_from=None, atlas=ATLAS, samples=SAMPLES, pictures=None):
    """The whole of a diorama's script: `make() -> Scene`; `cameras`: name -> (azimuth, elevation, target) or a distance more;
    `pictures`: name -> Picture, written to images/. `atlas` and `samples` as ATLAS and SAMPLES."""
    a, out, kit = _asked(script)
    if a.only != "pictures":
        _model(a, out, kit, script, make, cameras, lights, budgets, key_from, atlas, samples)
    if a.only != "model" and not a.look:
        for name, picture in (pictures or {}).items():
            _picture(a, out, kit, script, name, picture)


def publish_pictures(script, pictures):
    """The whole of a script that makes no model: `pictures` as publish() has them."""
    a, out, kit = _asked(script)
    for name, picture in pictures.items():
        _picture(a, out, kit, script, name, picture)


def _asked(script):
    """What the command line asks, the folder instead of the kit's own (if any), and the kit's folder."""
    ask = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    ask.add_argument("--preview", action="store_true", help="quick and rough, with views as a kiosk draws the model")
    ask.add_argument("--out", type=Path, help="folder instead of the kit's own: nothing is stamped")
    ask.add_argument("--look", action="store_true", help="path-traced views of the scene only")
    ask.add_argument("--only", choices=("model", "pictures"), help="not the rest")
    a = ask.parse_args()
    return a, a.out or (PREVIEW if a.preview or a.look else None), Path(script).resolve().parents[1]


def _picture(a, out, kit, script, name, picture):
    target = (out or kit / "images") / f"{name}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    bake.stage(12 if a.preview else PICTURE_SAMPLES)
    bake.solid("scene", picture.shape())
    picture.lights()
    cam = bake.camera("camera", *picture.camera)
    if picture.focus:
        cam.data.dof.use_dof, cam.data.dof.aperture_fstop = True, 2.0
        cam.data.dof.focus_distance = (Vector(picture.focus) - cam.location).length
    bake.picture(target, cam, *((480, 360) if a.preview else PICTURE))
    _set_before(target, picture.gradient)
    if not out:
        bake.stamp(target, script)


def _set_before(path, gradient):
    """Puts a soft gradient behind the picture and darkens its corners a little."""
    from PIL import Image
    picture = np.asarray(Image.open(path).convert("RGBA")).astype(float) / 255
    h, w = picture.shape[:2]
    x, y = np.meshgrid((np.arange(w) + 0.5) / w - 0.5, (np.arange(h) + 0.5) / h - 0.46)
    inner, outer = (np.array([int(c[i:i + 2], 16) / 255 for i in (1, 3, 5)]) for c in gradient)
    t = np.clip(np.hypot(x, y) / 0.7, 0, 1)[..., None]
    t = t * t * (3 - 2 * t)
    rgb = picture[..., :3] * picture[..., 3:] + (inner + (outer - inner) * t) * (1 - picture[..., 3:])
    rgb = np.clip(rgb * (1 - 0.14 * t ** 2), 0, 1)
    Image.fromarray((rgb * 255).round().astype(np.uint8), "RGB").save(path, optimize=True)


def _model(a, out, kit, script, make, cameras, lights, budgets, key_from, atlas_side, samples):
    folder = out or kit / "models"
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
        if m.uv:
            data = objects[m.name].data
            layer = data.uv_layers.new(name="cover")
            for loop in data.loops:
                layer.data[loop.index].uv = m.uv(data.vertices[loop.vertex_index].co)
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
    scene.cycles.samples = 12 if a.preview else samples
    image = bake.bake_static(base, min(1024, atlas_side) if a.preview else atlas_side, cams[first])
    with tempfile.TemporaryDirectory() as temporary:
        atlas = _packed(image, Path(temporary) / "atlas.png")
    for m in made.moving:
        bake.tint(objects[m.name], [objects[e.under] for e in made.anchors if m.under and e.name == m.under])
    target = folder / f"{name}.glb"
    bake.export(target, base, atlas, list(objects.values()), [*empties, *every])
    lighten(target, budgets)
    nearest_first(target)
    bake.summary(target)
    if not out:
        bake.stamp(target, script)
    if a.preview or a.out:
        for tag, cam, w, h in (("169", first, 1280, 720), ("916", upright_view, 720, 1280)):
            bake.kiosk_view(target, folder / f"{name}_kiosk_{tag}.png", cam, w, h)


def _packed(image, path):
    """The baked light as a PNG as small as it gets: a third of a kit's size is this."""
    from PIL import Image
    bake.to_png(image, path)
    Image.open(path).save(path, optimize=True)
    atlas = bpy.data.images.load(str(path))
    atlas.name = "atlas"
    atlas.pack()
    return atlas
