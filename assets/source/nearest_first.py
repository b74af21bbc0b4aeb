"""The triangles of each mesh of a .glb, put in the order in which its cameras look into the scene: the nearest first.

What lies behind is then covered already when its turn comes, and a kiosk without a graphics card does not paint it: most of what
a diorama costs there is paint. Only the order of the indices changes, so that running it again changes nothing. A scene's
script does it last (diorama.publish); by hand: `python3 assets/source/nearest_first.py kits/*/models/*.glb`."""
import json
import struct
import sys
from pathlib import Path

import numpy as np

INDICES = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32}


def nearest_first(path):
    """Rewrites the .glb in place."""
    data = bytearray(Path(path).read_bytes())
    length = struct.unpack_from("<I", data, 12)[0]
    g, body = json.loads(data[20:20 + length]), 28 + length
    stands = _standing(g["nodes"])
    towards = [stands[i][:3, 2] for i, node in enumerate(g["nodes"]) if "camera" in node]
    if not towards:
        raise SystemExit(f"{path}: no camera looks at it")
    towards = np.mean(towards, axis=0)

    def view(accessor, kind, width):
        a = g["accessors"][accessor]
        v = g["bufferViews"][a["bufferView"]]
        start = body + v.get("byteOffset", 0) + a.get("byteOffset", 0)
        step = v.get("byteStride", width * np.dtype(kind).itemsize)
        return np.ndarray((a["count"], width), kind, data, start, (step, np.dtype(kind).itemsize))

    for i, node in enumerate(g["nodes"]):
        for p in g["meshes"][node["mesh"]]["primitives"] if "mesh" in node else ():
            place = view(p["attributes"]["POSITION"], np.float32, 3) @ stands[i][:3, :3].T
            index = view(p["indices"], INDICES[g["accessors"][p["indices"]]["componentType"]], 1)
            corners = index.reshape(-1, 3)
            near = (place[corners] @ towards).mean(axis=1)
            index[:] = corners[np.argsort(-near, kind="stable")].reshape(-1, 1)
    Path(path).write_bytes(data)


def _standing(nodes):
    """The matrix of each node in the scene."""
    above = {child: i for i, node in enumerate(nodes) for child in node.get("children", ())}
    own = [_matrix(node) for node in nodes]

    def whole(i):
        return whole(above[i]) @ own[i] if i in above else own[i]
    return [whole(i) for i in range(len(nodes))]


def _matrix(node):
    x, y, z, w = node.get("rotation", (0, 0, 0, 1))
    turn = np.array(((1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)),
                     (2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)),
                     (2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y))))
    m = np.eye(4)
    m[:3, :3] = turn * node.get("scale", (1, 1, 1))
    m[:3, 3] = node.get("translation", (0, 0, 0))
    return m


if __name__ == "__main__":
    for each in sys.argv[1:]:
        nearest_first(each)
