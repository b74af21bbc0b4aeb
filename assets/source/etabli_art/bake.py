"""From shapes to files: Blender objects, light baked into a texture and into vertex colours, glTF, pictures, stamps.

Source stamp: beside every output lies `<output>.source`: the hexadecimal SHA-256, and a newline, over the kit's script and
every etabli_art/*.py, sorted by file name, of: the file's name (UTF-8, no folder), a zero byte, its contents, a zero byte.
A test computes the same and tells that an output is stale without needing Blender."""
import hashlib
import json
import math
import struct
import tempfile
import time
from pathlib import Path

import bpy
import numpy as np
from mathutils import Euler, Matrix, Vector
from mathutils.bvhtree import BVHTree

from .palette import PAINTS, linear, material, srgb

SHADE = np.array((0.46, 0.34, 0.36))    # what full occlusion leaves of a colour: dark, and warm from the bounces


def stage(samples, threads=0):
    """An empty scene, rendered by Cycles on the CPU, shown without any filmic curve, as the kiosk does."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine, scene.cycles.device, scene.cycles.samples = "CYCLES", "CPU", samples
    scene.cycles.use_denoising, scene.cycles.max_bounces, scene.cycles.seed = True, 6, 7
    scene.cycles.use_adaptive_sampling, scene.cycles.adaptive_threshold = True, 0.02
    scene.cycles.caustics_reflective = scene.cycles.caustics_refractive = False
    scene.cycles.sample_clamp_indirect = 4
    scene.view_settings.view_transform = "Standard"
    if threads:
        scene.render.threads_mode, scene.render.threads = "FIXED", threads
    return scene


# ---- objects

def _mesh(name, shape, offset):
    data = bpy.data.meshes.new(name)
    data.from_pydata((shape.v - offset).tolist(), [], shape.f)
    names = sorted(set(shape.paint))
    for n in names:
        data.materials.append(material(n))
    slot = {n: i for i, n in enumerate(names)}
    data.polygons.foreach_set("material_index", [slot[p] for p in shape.paint])
    data.polygons.foreach_set("use_smooth", [True] * len(shape.f))
    return data


def _normals(data, corners):
    data.normals_split_custom_set([tuple(n) for face in corners for n in face])


def solid(name, shape, at=(0, 0, 0), turn=(0, 0, 0), cameras=None):
    """An object whose origin is the shape's origin, placed and turned (degrees). Faces that nobody can see are left out:
    from anywhere, or, for what keeps its place, from within 40° of the cameras."""
    if cameras:
        back = Euler([math.radians(a) for a in turn]).to_matrix().inverted()
        rays = [back @ r for r in directions(cameras, 40)]
    else:
        rays = ALL_ROUND
    kept, normals = split(shape, visible(shape, rays))[0]
    data = _mesh(name, kept, np.zeros(3))
    _normals(data, normals)
    KEPT[name] = kept, normals
    o = bpy.data.objects.new(name, data)
    o.location, o.rotation_euler = at, [math.radians(a) for a in turn]
    bpy.context.scene.collection.objects.link(o)
    SHAPES[name] = shape
    return o


SHAPES, KEPT = {}, {}    # of the solids of this run, for the vertex bake: the whole shape; what is left of it, and its normals


def anchor(name, at, turn=(0, 0, 0), scale=(1, 1, 1)):
    o = bpy.data.objects.new(name, None)
    o.empty_display_size = 0.1
    o.location, o.rotation_euler, o.scale = at, [math.radians(a) for a in turn], scale
    bpy.context.scene.collection.objects.link(o)
    return o


def key_anchor(direction_from):
    """`light.key`: in the .glb the node's -Z points along the light, as a camera or light node's does."""
    o = anchor("light.key", Vector(direction_from) * 4)
    # Export turns an empty's own axes to Y up (not a light's): what is +Y here is -Z there.
    o.rotation_euler = ((-Vector(direction_from)).to_track_quat("-Z", "Y").to_matrix() @ Matrix.Rotation(math.radians(-90), 3, "X")).to_euler()
    return o


def camera(name, azimuth, elevation, target, distance=12.0, lens=50.0):
    """Looks at the target from `azimuth` degrees right of the front and `elevation` degrees above."""
    a, e = math.radians(azimuth), math.radians(elevation)
    o = bpy.data.objects.new(name, bpy.data.cameras.new(name))
    o.location = Vector(target) + distance * Vector((math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)))
    o.rotation_euler = (Vector(target) - o.location).to_track_quat("-Z", "Y").to_euler()
    o.data.lens = lens
    bpy.context.scene.collection.objects.link(o)
    return o


# ---- what no visitor sees

def directions(cameras, cone):
    """Towards the cameras, and a ring of directions `cone` degrees round each."""
    rays, t = [], math.tan(math.radians(cone))
    for cam in cameras:
        turn = cam.rotation_euler.to_matrix()
        for x, y in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7)):
            rays.append((turn @ Vector((x * t, y * t, 1))).normalized())
    return rays


ALL_ROUND = []
for _i in range(40):
    _z, _a = 1 - (_i + 0.5) / 20, _i * 2.39996323
    _r = math.sqrt(1 - _z * _z)
    ALL_ROUND.append(Vector((_r * math.cos(_a), _r * math.sin(_a), _z)))


def visible(shape, rays):
    """Per face: is some point of it in the open along one of the rays?"""
    tree = BVHTree.FromPolygons([tuple(p) for p in shape.v], shape.f)
    normals, keep = shape.areas(), []
    for i, face in enumerate(shape.f):
        n = Vector(normals[i])
        if n.length < 1e-12:
            keep.append(False)
            continue
        n.normalize()
        corners = [Vector(shape.v[v]) for v in face]
        centre = sum(corners, Vector()) / len(corners)
        points = [centre] + [c.lerp(centre, 0.08) for c in corners] + [c.lerp(centre, 0.5) for c in corners]
        for k in range(min(400, int(np.linalg.norm(normals[i]) * 120))):    # a large face may show through narrow gaps
            a, b = corners[k % len(corners)], corners[(k + 1) % len(corners)]
            u, w = math.sqrt((k * 0.6180339887 + 0.5) % 1), (k * 0.7548776662) % 1
            points.append(centre.lerp(a.lerp(b, w), u))
        keep.append(any(n.dot(r) > 0.02 and any(tree.ray_cast(p + n * 0.002, r, 20)[0] is None for p in points) for r in rays))
    return keep


def split(shape, keep):
    """(kept, dropped), each with the normals it has in the whole."""
    corners = shape.corner_normals()
    return [(shape.faces(lambda i: keep[i] == want), [c for c, k in zip(corners, keep) if k == want]) for want in (True, False)]


def static(shape, cameras):
    """The object `static` (what is baked and exported), and a companion that only casts shadow and bounces light."""
    (seen, a), (unseen, b) = split(shape, visible(shape, directions(cameras, 11)))
    made = []
    for name, part, normals in (("static", seen, a), ("unseen", unseen, b)):
        data = _mesh(name, part, np.zeros(3))
        if name == "static":
            _unwrap(data)
        _normals(data, normals)
        o = bpy.data.objects.new(name, data)
        bpy.context.scene.collection.objects.link(o)
        made.append(o)
    SHAPES["static"] = shape
    print(f"static: {seen.triangles} triangles seen, {unseen.triangles} left out")
    return made


def _unwrap(data):
    o = bpy.data.objects.new("unwrap", data)
    bpy.context.scene.collection.objects.link(o)
    bpy.ops.object.select_all(action="DESELECT")
    o.select_set(True)
    bpy.context.view_layer.objects.active = o
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="SELECT")
    bpy.ops.uv.smart_project(angle_limit=math.radians(70), island_margin=0.0016, area_weight=0.3, margin_method="ADD")
    start = time.time()
    bpy.ops.uv.select_all(action="SELECT")
    bpy.ops.uv.pack_islands(rotate=True, rotate_method="AXIS_ALIGNED", shape_method="CONCAVE", margin_method="ADD", margin=0.0016)
    print(f"pack: {time.time() - start:.0f} s")
    bpy.ops.object.mode_set(mode="OBJECT")
    bpy.data.objects.remove(o)
    uv = np.empty(len(data.loops) * 2)
    data.uv_layers[0].data.foreach_get("uv", uv)
    uv = uv.reshape(-1, 2)
    area = 0.0
    for p in data.polygons:
        q = uv[p.loop_start:p.loop_start + p.loop_total]
        area += abs(np.cross(q, np.roll(q, -1, axis=0)).sum()) / 2
    print(f"atlas: {100 * area:.0f} % used")


# ---- baking

def bake_static(o, size, view):
    """The full path-traced light of `o` as an array of linear colours (rows from below); shine as seen from `view`."""
    scene = bpy.context.scene
    image = bpy.data.images.new("light", size, size, float_buffer=True)
    for m in o.data.materials:
        node = m.node_tree.nodes.new("ShaderNodeTexImage")
        node.image = image
        m.node_tree.nodes.active = node
    bpy.ops.object.select_all(action="DESELECT")
    o.select_set(True)
    bpy.context.view_layer.objects.active = o
    scene.camera = view
    # Denoised by ourselves, after the gaps between islands are filled: else their black bleeds in and shows as seams.
    denoising, scene.cycles.use_denoising = scene.cycles.use_denoising, False
    scene.render.bake.target, scene.render.bake.margin, scene.render.bake.margin_type = "IMAGE_TEXTURES", 2, "EXTEND"
    scene.render.bake.view_from = "ACTIVE_CAMERA"
    start = time.time()
    bpy.ops.object.bake(type="COMBINED")
    print(f"bake: {time.time() - start:.0f} s")
    scene.cycles.use_denoising = denoising
    for m in o.data.materials:
        m.node_tree.nodes.remove(m.node_tree.nodes.active)
    start = time.time()
    done = _denoise(_fill(_pixels(image)))
    print(f"fill and denoise: {time.time() - start:.0f} s")
    return done


def _pixels(image):
    out = np.empty(image.size[0] * image.size[1] * 4, dtype=np.float32)
    image.pixels.foreach_get(out)
    return out.reshape(image.size[1], image.size[0], 4)[..., :3].copy()


def _fill(rgb, steps=24):
    """Grows the islands into the black between them."""
    known = rgb.sum(axis=2) > 0
    for _ in range(steps):
        total, count = np.zeros_like(rgb), np.zeros(known.shape, dtype=np.float32)
        for axis, by in ((0, 1), (0, -1), (1, 1), (1, -1)):
            k = np.roll(known, by, axis)
            total += np.roll(rgb, by, axis) * k[..., None]
            count += k
        new = ~known & (count > 0)
        rgb[new] = total[new] / count[new][:, None]
        known |= new
    rgb[~known] = rgb[known].mean(axis=0)
    return rgb


def _image(name, rgb, **kind):
    made = bpy.data.images.new(name, rgb.shape[1], rgb.shape[0], **kind)
    made.pixels.foreach_set(np.dstack((rgb, np.ones(rgb.shape[:2]))).astype(np.float32).ravel())
    return made


def _denoise(rgb):
    """Open Image Denoise over a texture, in a scene that does nothing else."""
    scene = bpy.data.scenes.new("denoise")
    tree = bpy.data.node_groups.new("denoise", "CompositorNodeTree")
    tree.interface.new_socket("Image", in_out="OUTPUT", socket_type="NodeSocketColor")
    source, clean, out = tree.nodes.new("CompositorNodeImage"), tree.nodes.new("CompositorNodeDenoise"), tree.nodes.new("NodeGroupOutput")
    source.image = _image("noisy", rgb, float_buffer=True)
    tree.links.new(source.outputs["Image"], clean.inputs["Image"])
    tree.links.new(clean.outputs["Image"], out.inputs["Image"])
    scene.compositing_node_group, scene.render.use_compositing = tree, True
    scene.render.resolution_x, scene.render.resolution_y = rgb.shape[1], rgb.shape[0]
    scene.render.image_settings.file_format, scene.render.image_settings.color_depth = "OPEN_EXR", "32"
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = f"{folder}/clean.exr"
        bpy.ops.render.render(write_still=True, scene=scene.name)
        clean = bpy.data.images.load(scene.render.filepath)
        done = _pixels(clean)
        bpy.data.images.remove(clean)
    bpy.data.scenes.remove(scene)
    return done


def encode(linear_pixels):
    c = np.clip(linear_pixels, 0, 1)
    return np.where(c <= 0.0031308, c * 12.92, 1.055 * np.power(c, 1 / 2.4) - 0.055)


def to_png(rgb, path):
    """Linear colours as an 8-bit sRGB PNG; returned as an image ready for export."""
    made = _image("atlas", encode(rgb), alpha=False)
    made.filepath_raw, made.file_format = str(path), "PNG"
    bpy.context.scene.render.image_settings.color_mode = "RGB"
    made.save()
    return made


_DOME = []
for _i in range(48):      # a cosine-weighted hemisphere round +Z
    _u, _a = (_i + 0.5) / 48, _i * 2.39996323
    _DOME.append(Vector((math.sqrt(_u) * math.cos(_a), math.sqrt(_u) * math.sin(_a), math.sqrt(1 - _u))))


def tint(o, around=(), reach=0.35):
    """Vertex colours of a moving object: sRGB base colour × ambient occlusion with a warm bounce; alpha = gloss.
    `around`: other solids that stay where they are and so may shade it."""
    bpy.context.view_layer.update()
    shape = SHAPES[o.name]
    faces, points = list(shape.f), [tuple(p) for p in shape.v]
    for other in around:
        m = o.matrix_world.inverted() @ other.matrix_world
        s, n = SHAPES[other.name], len(points)
        points += [tuple(m @ Vector(p)) for p in s.v]
        faces += [tuple(i + n for i in f) for f in s.f]
    tree = BVHTree.FromPolygons(points, faces)
    kept, normals = KEPT[o.name]
    known = {}
    values = []
    for f, corners in zip(kept.f, normals):
        row = []
        for v, n in zip(f, corners):
            key = (v, tuple(np.round(n, 2)))
            if key not in known:
                known[key] = _open(tree, Vector(kept.v[v]), Vector(n), reach)
            row.append(known[key])
        values.append(row)
    # A corner buried in another solid takes its face's other corners' light: the face must not darken towards it.
    colours = []
    for f, row, paint in zip(kept.f, values, kept.paint):
        lit = [a for a in row if a is not None]
        spare = sum(lit) / len(lit) if lit else 0.5
        p = PAINTS[paint]
        base = np.array(srgb(p.colour))
        for a in row:
            a = spare if a is None else a
            a = 1.0 if p.glow else a
            colours.append((*(base * (SHADE + (1 - SHADE) * a)), p.gloss))
    attribute = o.data.color_attributes.new("COLOR_0", "FLOAT_COLOR", "CORNER")
    attribute.data.foreach_set("color", np.array(colours, dtype=np.float32).ravel())
    o.data.color_attributes.active_color = attribute
    o.data.color_attributes.render_color_index = 0


def _open(tree, p, n, reach):
    """How open the sky is at p, 0..1; None when p lies inside a solid."""
    turn = n.to_track_quat("Z", "Y")
    start, free, back = p + n * 0.004, 0.0, 0
    for d in _DOME:
        r = turn @ d
        hit, normal, _, distance = tree.ray_cast(start, r, reach)
        if hit is None:
            free += 1
        elif normal.dot(r) > 0:
            back += 1
        else:
            free += (distance / reach) ** 1.5 * 0.9
    if back > 24:
        return None
    return free / (48 - back)


# ---- pictures

def picture(path, cam, width, height, samples=None, transparent=True):
    scene = bpy.context.scene
    scene.camera = cam
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = width, height, 100
    scene.render.film_transparent = transparent
    scene.render.image_settings.file_format, scene.render.image_settings.color_mode = "PNG", "RGBA" if transparent else "RGB"
    if samples:
        scene.cycles.samples = samples
    scene.render.filepath = str(path)
    start = time.time()
    bpy.ops.render.render(write_still=True)
    print(f"picture {Path(path).name}: {time.time() - start:.0f} s")


def frame(cam, points, aspect, margin=1.06):
    """Moves the camera along its axis so that all points are in view (what the kiosk does too)."""
    turn = cam.rotation_euler.to_matrix()
    right, up, back = turn.col[0], turn.col[1], turn.col[2]
    half = math.tan(cam.data.angle / 2)      # of the longer side
    half_x, half_y = half * min(aspect, 1), half / max(aspect, 1)
    pts = [Vector(p) for p in points]
    u = [p.dot(right) for p in pts]
    v = [p.dot(up) for p in pts]
    centre_u, centre_v = (min(u) + max(u)) / 2, (min(v) + max(v)) / 2
    for _ in range(8):
        d = max(max(abs(p.dot(right) - centre_u) * margin / half_x, abs(p.dot(up) - centre_v) * margin / half_y) + p.dot(back) for p in pts)
        # recentre on the projected bounds
        pu = [(p.dot(right) - centre_u) / (d - p.dot(back)) for p in pts]
        pv = [(p.dot(up) - centre_v) / (d - p.dot(back)) for p in pts]
        centre_u += (min(pu) + max(pu)) / 2 * d * 0.8
        centre_v += (min(pv) + max(pv)) / 2 * d * 0.8
    cam.location = right * centre_u + up * centre_v + back * d
    return cam


# ---- glTF

def _plain(name, image=None):
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    if image:    # exported as KHR_materials_unlit
        nodes, links = m.node_tree.nodes, m.node_tree.links
        nodes.clear()
        texture, back, out = nodes.new("ShaderNodeTexImage"), nodes.new("ShaderNodeBackground"), nodes.new("ShaderNodeOutputMaterial")
        texture.image = image
        links.new(texture.outputs["Color"], back.inputs["Color"])
        links.new(back.outputs[0], out.inputs["Surface"])
    else:
        m.node_tree.nodes["Principled BSDF"].inputs["Roughness"].default_value = 0.6
    return m


def export(path, static_object, atlas, moving, others):
    """Writes the .glb: `static` unlit with the atlas, `moving` objects with vertex colours, empties and cameras."""
    def only(o, m):
        o.data.materials.clear()
        o.data.materials.append(m)
        o.data.polygons.foreach_set("material_index", [0] * len(o.data.polygons))
    only(static_object, _plain("static", atlas))
    plain = _plain("moving")
    for o in moving:
        only(o, plain)
    bpy.ops.object.select_all(action="DESELECT")
    for o in [static_object, *moving, *others]:
        o.hide_set(False)
        o.select_set(True)
    bpy.ops.export_scene.gltf(filepath=str(path), export_format="GLB", use_selection=True, export_apply=False, export_yup=True, export_cameras=True,
                              export_lights=False, export_animations=False, export_extras=False, export_texcoords=True, export_normals=True,
                              export_vertex_color="ACTIVE", export_all_vertex_colors=False, export_active_vertex_color_when_no_material=False,
                              export_image_format="AUTO", export_materials="EXPORT")


def read_glb(path):
    data = Path(path).read_bytes()
    length = struct.unpack_from("<I", data, 12)[0]
    return json.loads(data[20:20 + length])


def summary(path):
    """Prints what a .glb holds; returns its number of triangles."""
    g = read_glb(path)
    total, meshes = 0, {}
    for i, m in enumerate(g["meshes"]):
        meshes[i] = sum(g["accessors"][p["indices"]]["count"] // 3 for p in m["primitives"])
    for n in g["nodes"]:
        if "mesh" in n:
            p = g["meshes"][n["mesh"]]["primitives"][0]
            total += meshes[n["mesh"]]
            colour = p["attributes"].get("COLOR_0")
            kind = f"COLOR_0 {g['accessors'][colour]['type']}/{g['accessors'][colour]['componentType']}" if colour is not None else "texture"
            print(f"  {n['name']:32} {meshes[n['mesh']]:6} triangles  {kind}")
        else:
            print(f"  {n['name']:32} {'camera' if 'camera' in n else 'empty'}")
    print(f"{Path(path).name}: {total} triangles, {Path(path).stat().st_size / 1e6:.2f} MB")
    return total


# ---- the picture a kiosk makes of a model

def kiosk_view(glb, path, camera_name, width, height, hide=("placed.",), background="#2C8A90"):
    """Draws an exported .glb much as the kiosk does: the atlas as it is; vertex colours under one key light."""
    from . import light
    scene = stage(12)
    scene.cycles.use_denoising, scene.cycles.use_adaptive_sampling, scene.cycles.max_bounces = False, False, 0
    bpy.ops.import_scene.gltf(filepath=str(glb), merge_vertices=False)
    for o in bpy.data.objects:
        if o.name.startswith(tuple(hide)):
            o.hide_render = True
    for m in bpy.data.materials:
        nodes, links = m.node_tree.nodes, m.node_tree.links
        image = next((n.image for n in nodes if n.type == "TEX_IMAGE"), None)
        nodes.clear()
        emit, out = nodes.new("ShaderNodeEmission"), nodes.new("ShaderNodeOutputMaterial")
        links.new(emit.outputs[0], out.inputs["Surface"])
        if image:
            texture = nodes.new("ShaderNodeTexImage")
            texture.image = image
            links.new(texture.outputs["Color"], emit.inputs["Color"])
            continue
        colour, gamma, geometry, dot = (nodes.new(f"ShaderNode{n}") for n in ("VertexColor", "Gamma", "NewGeometry", "VectorMath"))
        gamma.inputs["Gamma"].default_value = 2.2
        dot.operation = "DOT_PRODUCT"
        dot.inputs[1].default_value = light.KEY_FROM
        links.new(colour.outputs["Color"], gamma.inputs["Color"])
        links.new(geometry.outputs["Normal"], dot.inputs[0])
        scale = nodes.new("ShaderNodeMapRange")
        scale.inputs["From Min"].default_value, scale.inputs["To Min"].default_value, scale.inputs["To Max"].default_value = -0.35, 0.42, 1.12
        links.new(dot.outputs["Value"], scale.inputs["Value"])
        links.new(scale.outputs[0], emit.inputs["Strength"])
        links.new(gamma.outputs[0], emit.inputs["Color"])
    world = bpy.data.worlds.new("flat")
    scene.world = world
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = (*linear(background), 1)
    cam, room = bpy.data.objects[camera_name], bpy.data.objects["static"]
    cam.rotation_euler = cam.matrix_world.to_euler()
    cam.data.sensor_fit, cam.data.lens = "AUTO", 70
    frame(cam, [room.matrix_world @ Vector(v.co) for v in room.data.vertices], width / height)
    picture(path, cam, width, height, transparent=False)


# ---- stamps

def source_hash(script):
    digest = hashlib.sha256()
    files = [Path(script), *Path(__file__).parent.glob("*.py")]
    for f in sorted(files, key=lambda f: f.name):
        digest.update(f.name.encode() + b"\0" + f.read_bytes() + b"\0")
    return digest.hexdigest()


def stamp(output, script):
    Path(f"{output}.source").write_text(source_hash(script) + "\n")
