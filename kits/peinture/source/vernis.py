"""The varnish: the very same booth, its bonnet now dull pearl, the gun's cup full of varnish. Nothing is baked: capot.glb is coloured anew.

python3 kits/peinture/source/vernis.py [FOLDER with capot.glb, where vernis.glb goes too]"""
import json
import struct
import sys
from pathlib import Path

import numpy as np

MODELS = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1] / "models"
BASE = (0x86, 0x7C, 0xC9)           # the base coat, dry: dull
PEARL, HONEY = (0x7A, 0x6B, 0xE0), (0xF0, 0xB6, 0x4A)
KINDS = {5121: ("B", 255.0), 5123: ("<u2", 65535.0), 5126: ("<f4", 1.0)}


def colours(g, data, name):
    """The vertex colours of a node's mesh, to be written to."""
    node = next(n for n in g["nodes"] if n["name"] == name)
    for primitive in g["meshes"][node["mesh"]]["primitives"]:
        a = g["accessors"][primitive["attributes"]["COLOR_0"]]
        view = g["bufferViews"][a["bufferView"]]
        kind, most = KINDS[a["componentType"]]
        wide = 4 if a["type"] == "VEC4" else 3
        size = np.dtype(kind).itemsize
        stride = view.get("byteStride", wide * size)
        start = view.get("byteOffset", 0) + a.get("byteOffset", 0)
        yield np.ndarray((a["count"], wide), kind, data, start, (stride, size)), most


def main():
    raw = (MODELS / "capot.glb").read_bytes()
    length = struct.unpack_from("<I", raw, 12)[0]
    g = json.loads(raw[20:20 + length])
    data = bytearray(raw[28 + length:])
    for c, most in colours(g, data, "cover.capot"):
        shade = c[:, :3].astype(float) / most
        shade = shade.mean(axis=1, keepdims=True) / shade.mean(axis=1).max()
        c[:, :3] = (np.clip(np.array(BASE) / 255 * (0.72 + 0.28 * shade), 0, 1) * most).astype(c.dtype)
    for c, most in colours(g, data, "tool"):
        rgb = c[:, :3].astype(float) / most
        light = rgb.max(axis=1)
        hue = rgb / np.maximum(light[:, None], 1e-4)
        want = np.array(PEARL) / max(PEARL)
        is_pearl = np.abs(hue - want).max(axis=1) < 0.09
        c[is_pearl, :3] = (np.clip(np.array(HONEY) / max(HONEY) * light[is_pearl, None] * 1.05, 0, 1) * most).astype(c.dtype)
        print(f"{int(is_pearl.sum())} corners of the cup are varnish now")
    words = json.dumps(g, separators=(",", ":")).encode()
    words += b" " * (-len(words) % 4)
    chunks = struct.pack("<II", len(words), 0x4E4F534A) + words + struct.pack("<II", len(data), 0x004E4942) + bytes(data)
    (MODELS / "vernis.glb").write_bytes(struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks)


if __name__ == "__main__":
    main()
