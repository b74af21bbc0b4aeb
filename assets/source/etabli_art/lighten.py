"""Fewer triangles for an exported .glb, after the light is baked: a kiosk without a graphics card pays for each of them.

Edges collapse onto one of their own ends, the least visible first (quadric error), so that every vertex left keeps the place,
normal, texture coordinate and colour it had. The file's other bytes (picture, nodes, cameras) stay as they are; a mesh within
its budget too."""
import heapq
import json
import struct
from collections import defaultdict
from pathlib import Path

import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree

TYPES = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
WIDTH = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
BORDER = 1.0        # how much dearer than a surface a border is to bend
COLOUR = 0.03       # metres that a whole change of colour is worth
LAYERS = 16.0       # how much more the square of an error counts where one thing lies close upon another and could sink into it
NEAR = 0.012        # metres that are close
SIZE = 0.12          # how much more an error counts on a large thing than on a small one
ALONG = 0.8         # what an error along the sight is worth, for what is lit by its texture alone


def lighten(path, budgets, default=900):
    """Rewrites the .glb so that no mesh has more triangles than its budget (by node name), unless it would show."""
    data = Path(path).read_bytes()
    head = struct.unpack_from("<I", data, 12)[0]
    g, body = json.loads(data[20:20 + head]), data[28 + head:]
    blobs = [body[v.get("byteOffset", 0):v.get("byteOffset", 0) + v["byteLength"]] for v in g["bufferViews"]]
    sights = [_turn(n["rotation"], np.array((0.0, 0, 1))) for n in g["nodes"] if "camera" in n]
    for node in g["nodes"]:
        if "mesh" not in node:
            continue
        for p in g["meshes"][node["mesh"]]["primitives"]:
            at = {k: g["accessors"][i] for k, i in p["attributes"].items()}
            index = g["accessors"][p["indices"]]
            read = {k: np.frombuffer(blobs[a["bufferView"]], TYPES[a["componentType"]]).reshape(-1, WIDTH[a["type"]]) for k, a in at.items()}
            corners = np.frombuffer(blobs[index["bufferView"]], TYPES[index["componentType"]]).reshape(-1, 3).astype(int)
            target = budgets.get(node["name"], default)
            if len(corners) <= target:
                continue
            left, worst = _simplify(read, corners, target, np.mean(sights, axis=0) if "TEXCOORD_0" in read else None)
            used, order = np.unique(left, return_index=True)
            used = used[np.argsort(order)]
            new = np.zeros(len(read["POSITION"]), int)
            new[used] = np.arange(len(used))
            print(f"  {node['name']:32} {len(corners):6} -> {len(left):6} triangles, off by {1000 * worst:.1f} mm")
            for k, a in at.items():
                rows = read[k][used]
                blobs[a["bufferView"]], a["count"] = rows.tobytes(), len(used)
                if k == "POSITION":
                    a["min"], a["max"] = rows.min(axis=0).tolist(), rows.max(axis=0).tolist()
            blobs[index["bufferView"]], index["count"] = new[left].astype(TYPES[index["componentType"]]).tobytes(), left.size
    whole = b""
    for v, blob in zip(g["bufferViews"], blobs):
        v["byteOffset"], v["byteLength"] = len(whole), len(blob)
        whole += blob + b"\0" * (-len(blob) % 4)
    g["buffers"][0]["byteLength"] = len(whole)
    text = json.dumps(g, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 4)
    Path(path).write_bytes(struct.pack("<4sIIII", b"glTF", 2, 28 + len(text) + len(whole), len(text), 0x4E4F534A) + text
                           + struct.pack("<II", len(whole), 0x004E4942) + whole)


def _turn(q, v):
    u = np.array(q[:3])
    return v + 2 * np.cross(u, np.cross(u, v) + q[3] * v)


def _cross(a, b):
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def _sub(a, b):
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _dot(a, b):
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _layers(place, faces):
    """The points where a face lies close along the face of another thing: of both."""
    owner = list(range(len(place)))

    def root(a):
        while owner[a] != a:
            owner[a] = owner[owner[a]]
            a = owner[a]
        return a
    for f in faces:
        for a in f[1:]:
            owner[root(a)] = root(f[0])
    tree, found = BVHTree.FromPolygons(place, faces), set()
    for f in faces:
        a, b, c = (Vector(place[p]) for p in f)
        n = (b - a).cross(c - a).normalized()
        for q in (a, b, c, (a + b + c) / 3):
            for _, m, i, _ in tree.find_nearest_range(q, NEAR):
                if m.dot(n) > 0.8 and root(faces[i][0]) != root(f[0]):
                    found.update(f)
                    found.update(faces[i])
    return found


def _simplify(read, corners, target, sight):
    """The triangles left (of the vertices given), and the largest error in metres. With texture coordinates, a vertex only
    moves within its island; without, it may take over a like normal and colour across a crease."""
    where, textured = read["POSITION"].astype(float), "TEXCOORD_0" in read
    # Points: vertices at one place. Wedges: one place and one look.
    _, point_of = np.unique(np.round(where, 6), axis=0, return_inverse=True)
    point_of = point_of.ravel()
    look = read["TEXCOORD_0"] if textured else np.hstack((read["NORMAL"], read["COLOR_0"] / 65535.0))
    _, first, wedge_of = np.unique(np.hstack((point_of[:, None], np.round(look, 5))), axis=0, return_index=True, return_inverse=True)
    wedge_of = first[wedge_of.ravel()]
    points = np.zeros((point_of.max() + 1, 3))
    points[point_of] = where
    place = [tuple(p) for p in points]
    felt = points if sight is None else points - (1 - ALONG) * np.outer(points @ sight, sight) / (sight @ sight)
    looks = [tuple(x) for x in look.astype(float)]
    point = point_of.tolist()

    faces, around, edges = {}, defaultdict(set), defaultdict(list)
    for i, face in enumerate(wedge_of[corners].tolist()):
        a, b, c = (point[w] for w in face)
        if a == b or b == c or c == a:
            continue
        faces[i] = face
        for p, q in ((a, b), (b, c), (c, a)):
            around[p].add(i)
            edges[min(p, q), max(p, q)].append(i)

    planes, weight = [[] for _ in points], [0.0] * len(points)
    flat = {}
    for i, face in faces.items():
        v = felt[[point[w] for w in face]]
        n = np.cross(v[1] - v[0], v[2] - v[0])
        area = np.linalg.norm(n)
        flat[i] = n / max(area, 1e-12)
        plane = np.append(flat[i], -flat[i] @ v[0])
        for w in face:
            planes[point[w]].append(plane)
            weight[point[w]] += float(area)
    for (p, q), sides in edges.items():
        seam = len(sides) == 1 or len({tuple(sorted(w for w in faces[i] if point[w] in (p, q))) for i in sides}) > 1
        if not seam or (len(sides) > 1 and not textured):
            continue
        along = felt[q] - felt[p]
        for i in sides:
            n = np.cross(along, flat[i])
            n /= max(np.linalg.norm(n), 1e-12)
            plane = np.append(n, -n @ felt[p])
            for e in (p, q):
                planes[e].append(BORDER * plane)

    solid = np.hstack((felt, np.ones((len(felt), 1))))
    planes = [np.unique(np.round(p, 5), axis=0) if p else np.zeros((1, 4)) for p in planes]
    age = [0] * len(points)

    dear = _layers(place, [[point[w] for w in f] for f in faces.values()])

    def neighbours(v):
        return {point[w] for i in around[v] for w in faces[i]} - {v}

    def moves(v, u):
        """What becomes of v's wedges on the way to u, or None; and how far their colours are apart."""
        to, shared = {}, [i for i in around[v] if i in around[u]]
        for i in shared:
            a = next(w for w in faces[i] if point[w] == v)
            b = next(w for w in faces[i] if point[w] == u)
            if to.setdefault(a, b) != b and textured:
                return None, 0
        rest = {w for i in around[v] for w in faces[i] if point[w] == v} - set(to)
        if rest and textured:
            return None, 0
        if rest:
            choice = {w for i in around[u] for w in faces[i] if point[w] == u}
            for a in rest:
                x = looks[a]
                b = min(choice, key=lambda w: sum((s - t) ** 2 for s, t in zip(x, looks[w])))
                if _dot(x, looks[b]) < 0.6 or max(abs(s - t) for s, t in zip(x[3:6], looks[b][3:6])) > 0.12:
                    return None, 0
                to[a] = b
        if textured:
            return to, 0
        return to, max(sum((s - t) ** 2 for s, t in zip(looks[a][3:], looks[b][3:])) for a, b in to.items())

    def off(v, u):
        """How far u lies from the farthest of the surfaces and borders that v stands for."""
        return float(np.abs(planes[v] @ solid[u]).max())

    def price(v, u, apart=0.0):
        return (off(v, u) ** 2 * (LAYERS if v in dear else 1) + apart * COLOUR ** 2) * weight[v] ** SIZE

    def allowed(v, u, to):
        shared = around[v] & around[u]
        if not 1 <= len(shared) <= 2 or len(neighbours(v) & neighbours(u)) != len(shared):
            return False
        if len(shared) == 2 and any(len(around[v] & around[n]) == 1 for n in neighbours(v)):
            return False        # v lies on a border and u does not follow it
        for i in around[v] - shared:
            face = faces[i]
            old = [place[point[w]] for w in face]
            new = [place[u] if point[w] == v else place[point[w]] for w in face]
            m, n = _cross(_sub(old[1], old[0]), _sub(old[2], old[0])), _cross(_sub(new[1], new[0]), _sub(new[2], new[0]))
            mm, nn = _dot(m, m), _dot(n, n)
            if _dot(m, n) <= 0.3 * (mm * nn) ** 0.5 or nn < 1e-14:
                return False
            side = max(_dot(e, e) for e in (_sub(new[1], new[0]), _sub(new[2], new[0]), _sub(new[2], new[1])))
            before = max(_dot(e, e) for e in (_sub(old[1], old[0]), _sub(old[2], old[0]), _sub(old[2], old[1])))
            if nn < 1e-4 * side * side and nn / (side * side) < mm / (before * before):
                return False        # a needle
            if textured:
                a, b = [looks[w] for w in face], [looks[to.get(w, w)] for w in face]
                s = (a[1][0] - a[0][0]) * (a[2][1] - a[0][1]) - (a[1][1] - a[0][1]) * (a[2][0] - a[0][0])
                t = (b[1][0] - b[0][0]) * (b[2][1] - b[0][1]) - (b[1][1] - b[0][1]) * (b[2][0] - b[0][0])
                if s * t <= 0 or not 0.4 < (t / s) * (mm / nn) ** 0.5 < 2.5:
                    return False    # folded or smeared on the texture
        return True

    heap = []

    def offer(v):
        for u in neighbours(v):
            to, apart = moves(v, u)
            if to:
                heapq.heappush(heap, (price(v, u, apart), v, u, age[v], age[u]))

    for v in list(around):
        offer(v)
    count, worst = len(faces), 0.0
    while heap and count > target:
        _, v, u, va, ua = heapq.heappop(heap)
        if age[v] != va or age[u] != ua:
            continue
        to, _ = moves(v, u)
        if not to or not allowed(v, u, to):
            continue
        worst = max(worst, off(v, u))
        for i in around[v] & around[u]:
            for w in faces.pop(i):
                around[point[w]].discard(i)
            count -= 1
        for i in around.pop(v):
            faces[i] = [to.get(w, w) for w in faces[i]]
            around[u].add(i)
        planes[u] = np.vstack((planes[u], planes[v]))
        weight[u] += weight[v]
        age[v] = -1
        for n in neighbours(u) | {u}:
            age[n] += 1
        for n in neighbours(u) | {u}:
            offer(n)
    return np.array(list(faces.values())), worst
