"""What the close-up dioramas of this kit share: paints, small things, and a graft on a finished model.

The stamp of a model knows only its own script and etabli_art: after a change here that shows, bake all of them again."""
import json
import struct
import sys
import tempfile
from pathlib import Path

import bpy

KIT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(KIT.parents[1] / "assets" / "source"))
from diorama import Anchor, Moving, Scene, chain, publish, sheet, sideways, upright, words  # noqa: E402, F401
from nearest_first import nearest_first  # noqa: E402
from torch import GRIP, NECK, gun, torch  # noqa: E402, F401
from etabli_art import bake  # noqa: E402
from etabli_art.lighten import lighten  # noqa: E402
from etabli_art.palette import PAINTS, Paint  # noqa: E402
from etabli_art.shapes import box, cylinder, limb  # noqa: E402

PAINTS.update({"primer": Paint("#C4593B", 0.75, 0, 0.1), "primer_b": Paint("#A9482F", 0.75, 0, 0.1)})    # what the workshop's palette lacks


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
    nearest_first(target)


def _glb(path):
    """The description and the data of a .glb."""
    raw = Path(path).read_bytes()
    length = struct.unpack_from("<I", raw, 12)[0]
    words = json.loads(raw[20:20 + length])
    return words, raw[28 + length:][:words["buffers"][0]["byteLength"]]
