"""Geometry without objects: a Shape is vertices, faces and a paint per face. Shapes are values: every method returns a new one.

Units are metres, Z up, the visitor looks from -Y. Solids stand on z = 0 unless said otherwise."""
import math
import random

import bpy  # noqa: F401  (brings bmesh and mathutils)
import bmesh
import numpy as np
from mathutils import Euler, Matrix, Vector

TAU = math.tau


class Shape:
    def __init__(self, v, f, paint):
        self.v = np.asarray(v, dtype=float).reshape(-1, 3)
        self.f = [tuple(face) for face in f]
        self.paint = [paint] * len(self.f) if isinstance(paint, str) else list(paint)

    # moving
    def matrix(self, m):
        m = np.array(m)
        v = self.v @ m[:3, :3].T + m[:3, 3]
        flip = np.linalg.det(m[:3, :3]) < 0
        return Shape(v, [face[::-1] for face in self.f] if flip else self.f, self.paint)

    def at(self, x=0.0, y=0.0, z=0.0):
        return Shape(self.v + (x, y, z), self.f, self.paint)

    def turn(self, x=0.0, y=0.0, z=0.0):
        """Degrees, about X, then Y, then Z."""
        return self.matrix(Euler([math.radians(a) for a in (x, y, z)]).to_matrix().to_4x4())

    def scale(self, x, y=None, z=None):
        return self.matrix(Matrix.Diagonal((x, x if y is None else y, x if z is None else z, 1)))

    def mirror(self):
        return self.scale(-1, 1, 1)

    def aim(self, a, b, roll=0.0):
        """Puts the local origin at a, with local +Z pointing to b."""
        a, b = Vector(a), Vector(b)
        turn = (b - a).to_track_quat("Z", "Y").to_matrix().to_4x4()
        return self.matrix(Matrix.Translation(a) @ turn @ Matrix.Rotation(math.radians(roll), 4, "Z"))

    def warp(self, f):
        """f(vertices) -> vertices."""
        return Shape(f(self.v.copy()), self.f, self.paint)

    def __add__(self, other):
        n = len(self.v)
        return Shape(np.vstack((self.v, other.v)), self.f + [tuple(i + n for i in face) for face in other.f], self.paint + other.paint)

    def paints(self, paint, where=None):
        """Repaints the faces whose centre satisfies where(x, y, z)."""
        if where is None:
            return Shape(self.v, self.f, paint)
        return Shape(self.v, self.f, [paint if where(*self.v[list(face)].mean(axis=0)) else old for face, old in zip(self.f, self.paint)])

    def faces(self, keep):
        """Keeps the faces for which keep(i) is true; drops vertices nothing uses."""
        kept = [i for i in range(len(self.f)) if keep(i)]
        used = sorted({v for i in kept for v in self.f[i]})
        new = {old: k for k, old in enumerate(used)}
        return Shape(self.v[used], [tuple(new[v] for v in self.f[i]) for i in kept], [self.paint[i] for i in kept])

    # measuring
    @property
    def centre(self):
        return (self.v.min(axis=0) + self.v.max(axis=0)) / 2

    @property
    def extent(self):
        return self.v.max(axis=0) - self.v.min(axis=0)

    @property
    def triangles(self):
        return sum(len(face) - 2 for face in self.f)

    def areas(self):
        """Per face: twice-area normal vectors (Newell)."""
        out = np.zeros((len(self.f), 3))
        for i, face in enumerate(self.f):
            p = self.v[list(face)]
            out[i] = np.cross(p, np.roll(p, -1, axis=0)).sum(axis=0)
        return out

    def corner_normals(self, sharp=62.0):
        """Per face a list of normals: neighbours weighted by area, edges sharper than `sharp` degrees stay sharp.
        Large flat faces stay flat and only the bevels turn the light: crisp at few triangles."""
        big = self.areas()
        size = np.linalg.norm(big, axis=1)
        unit = big / np.maximum(size, 1e-12)[:, None]
        around = [[] for _ in range(len(self.v))]
        for i, face in enumerate(self.f):
            for v in face:
                around[v].append(i)
        limit, out = math.cos(math.radians(sharp)), []
        for i, face in enumerate(self.f):
            corners = []
            for v in face:
                near = around[v]
                cos = unit[near] @ unit[i]
                n = big[near][cos > limit].sum(axis=0)
                length = np.linalg.norm(n)
                corners.append(n / length if length > 1e-12 else unit[i])
            out.append(corners)
        return out


def group(*shapes):
    total = shapes[0]
    for s in shapes[1:]:
        total = total + s
    return total


def pair(shape):
    """The shape and its mirror image across x = 0."""
    return shape + shape.mirror()


def _from_bmesh(bm, paint):
    bm.verts.ensure_lookup_table()
    out = Shape([v.co[:] for v in bm.verts], [[v.index for v in f.verts] for f in bm.faces], paint)
    bm.free()
    return out


def box(paint, x, y, z, bevel=0.02, segments=1, taper=1.0):
    """A bevelled box standing on z = 0; `taper` scales its top."""
    bm = bmesh.new()
    bmesh.ops.create_cube(bm, size=1)
    for v in bm.verts:
        k = taper if v.co.z > 0 else 1
        v.co = Vector((v.co.x * x * k, v.co.y * y * k, (v.co.z + 0.5) * z))
    if bevel:
        bmesh.ops.bevel(bm, geom=bm.edges[:], offset=min(bevel, 0.45 * min(x, y, z)), segments=segments, profile=0.5, affect="EDGES", clamp_overlap=True)
    return _from_bmesh(bm, paint)


def lathe(paint, profile, n=16):
    """Turns a profile of (radius, z), from bottom to top, about Z. Open ends are capped; radius 0 makes a pole."""
    v, rings = [], []
    for r, z in profile:
        if r < 1e-6:
            rings.append([len(v)])
            v.append((0, 0, z))
        else:
            rings.append(list(range(len(v), len(v) + n)))
            v += [(r * math.cos(TAU * i / n), r * math.sin(TAU * i / n), z) for i in range(n)]
    return Shape(v, _skin(rings), paint)


def _skin(rings, cap=True):
    f = []
    for a, b in zip(rings, rings[1:]):
        n = max(len(a), len(b))
        for i in range(n):
            j = (i + 1) % n
            if len(a) == 1:
                f.append((a[0], b[j], b[i]))
            elif len(b) == 1:
                f.append((a[i], a[j], b[0]))
            else:
                f.append((a[i], a[j], b[j], b[i]))
    if cap and len(rings[0]) > 2:
        f.append(tuple(reversed(rings[0])))
    if cap and len(rings[-1]) > 2:
        f.append(tuple(rings[-1]))
    return f


def cylinder(paint, r, h, n=16, bevel=0.012, top=None):
    t = r if top is None else top
    b = min(bevel, 0.45 * h, 0.6 * min(r, t))
    return lathe(paint, [(r - b, 0), (r, b), (t, h - b), (t - b, h)], n) if b else lathe(paint, [(r, 0), (t, h)], n)


def ring(paint, radius, thick, n=20, m=8, flat=1.0):
    """A torus in the XY plane, centred; `flat` squashes it along Z."""
    v, f = [], []
    for i in range(n):
        a = TAU * i / n
        for j in range(m):
            b = TAU * j / m
            r = radius + thick * math.cos(b)
            v.append((r * math.cos(a), r * math.sin(a), thick * flat * math.sin(b)))
    for i in range(n):
        for j in range(m):
            k, l = (i + 1) % n, (j + 1) % m
            f.append((i * m + j, k * m + j, k * m + l, i * m + l))
    return Shape(v, f, paint)


def ball(paint, rx, ry=None, rz=None, k=4, power=2.0):
    """A rounded solid centred on the origin: power 2 is an ellipsoid, 3..5 ever more of a soft box. 12·k² triangles."""
    ry, rz = rx if ry is None else ry, rx if rz is None else rz
    index, v, f = {}, [], []

    def vertex(p):
        key = tuple(round(c * 2 * k) for c in p)
        if key not in index:
            q = [math.tan(c * math.pi / 4) for c in p]
            n = sum(abs(c) ** power for c in q) ** (1 / power)
            index[key] = len(v)
            v.append((q[0] / n * rx, q[1] / n * ry, q[2] / n * rz))
        return index[key]

    for axis in range(3):
        for side in (-1, 1):
            for i in range(k):
                for j in range(k):
                    quad = []
                    for di, dj in ((0, 0), (1, 0), (1, 1), (0, 1)):
                        p = [0, 0, 0]
                        p[axis], p[(axis + 1) % 3], p[(axis + 2) % 3] = side, -1 + 2 * (i + di) / k, -1 + 2 * (j + dj) / k
                        quad.append(vertex(p))
                    f.append(quad if side > 0 else quad[::-1])
    return Shape(v, f, paint)


def limb(paint, a, b, ra, rb=None, n=10):
    """A capsule from a to b with radii ra and rb."""
    rb = ra if rb is None else rb
    length = (Vector(b) - Vector(a)).length
    profile = [(0, -ra), (0.7 * ra, -0.7 * ra), (ra, 0), (rb, length), (0.7 * rb, length + 0.7 * rb), (0, length + rb)]
    return lathe(paint, profile, n).aim(a, b)


def smooth(points, steps=4):
    """A Catmull-Rom curve through the points."""
    p = [np.array(q, float) for q in points]
    p = [2 * p[0] - p[1]] + p + [2 * p[-1] - p[-2]]
    out = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:]):
        for s in range(steps):
            t = s / steps
            out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t ** 3))
    return out + [p[-2]]


def tube(paint, points, r, n=8, steps=4, flat=1.0, radii=None):
    """A tube along a smooth curve. `radii(t)` scales the radius along it (ribs, tapers); `flat` squashes the section."""
    line = smooth(points, steps) if steps else [np.array(q, float) for q in points]
    v, rings = [], []
    normal = None
    for i, p in enumerate(line):
        d = Vector(line[min(i + 1, len(line) - 1)] - line[max(i - 1, 0)]).normalized()
        if normal is None:
            normal = d.orthogonal()
            if abs(d.z) < 0.9:
                normal = d.cross(Vector((0, 0, 1))).normalized()
        normal = (normal - d * normal.dot(d)).normalized()
        side = d.cross(normal)
        k = r * (radii(i / (len(line) - 1)) if radii else 1)
        rings.append(list(range(len(v), len(v) + n)))
        v += [tuple(Vector(p) + normal * (k * math.cos(TAU * j / n)) + side * (k * flat * math.sin(TAU * j / n))) for j in range(n)]
    return Shape(v, _skin(rings), paint)


def loft(paint, sections, n=16, power=2.0):
    """Skins horizontal superellipses (x, y, z, rx, ry) from bottom to top."""
    v, rings = [], []
    for x, y, z, rx, ry in sections:
        rings.append(list(range(len(v), len(v) + n)))
        for i in range(n):
            c, s = math.cos(TAU * (i + 0.5) / n), math.sin(TAU * (i + 0.5) / n)
            k = (abs(c) ** power + abs(s) ** power) ** (-1 / power)
            v.append((x + rx * c * k, y + ry * s * k, z))
    return Shape(v, _skin(rings), paint)


def outline(paint, points, h, bevel=0.0):
    """Extrudes a flat outline (counter-clockwise x, y) by h, with an optional chamfer round the top."""
    pts = [np.array(p, float) for p in points]
    n = len(pts)
    rings = [[(p[0], p[1], 0) for p in pts], [(p[0], p[1], h - bevel) for p in pts]]
    if bevel:
        inner = []
        for i in range(n):
            a, b, c = pts[i - 1], pts[i], pts[(i + 1) % n]
            u, w = (b - a) / (np.linalg.norm(b - a) + 1e-9), (c - b) / (np.linalg.norm(c - b) + 1e-9)
            m = np.array([-(u[1] + w[1]), u[0] + w[0]])
            m = m / max(np.linalg.norm(m), 1e-9)
            q = b + m * bevel / max(0.4, float(np.dot(m, [-u[1], u[0]])))
            inner.append((q[0], q[1], h))
        rings.append(inner)
    v = [p for r in rings for p in r]
    return Shape(v, _skin([list(range(i * n, (i + 1) * n)) for i in range(len(rings))]), paint)


def rounded(x, y, r, steps=5):
    """The outline of a rectangle with round corners, for outline()."""
    out = []
    for cx, cy, a in ((x / 2 - r, y / 2 - r, 0), (-x / 2 + r, y / 2 - r, 90), (-x / 2 + r, -y / 2 + r, 180), (x / 2 - r, -y / 2 + r, 270)):
        for i in range(steps + 1):
            t = math.radians(a + 90 * i / steps)
            out.append((cx + r * math.cos(t), cy + r * math.sin(t)))
    return out


def slab(paint, x, y, h, r, bevel=0.02, steps=5):
    return outline(paint, rounded(x, y, r, steps), h, bevel)


def plinth(paint, x, y, h=0.26, r=0.3):
    """The round-cornered plinth of every diorama: its top is z = 0."""
    layers = [(0.10, -h), (0.02, -h + 0.05), (0.0, -h + 0.12), (0.0, -0.07), (0.015, -0.03), (0.05, -0.008), (0.10, 0.0), (0.20, 0.0)]
    v, rings = [], []
    for inset, z in layers:
        pts = rounded(x - 2 * inset, y - 2 * inset, r - inset * 0.6, 8)
        rings.append(list(range(len(v), len(v) + len(pts))))
        v += [(px, py, z) for px, py in pts]
    return Shape(v, _skin(rings, cap=False), paint)


def band(paint, x, y, r, width):
    """A flat border between two rounded rectangles, on z = 0."""
    outer, inner = rounded(x, y, r, 6), rounded(x - 2 * width, y - 2 * width, max(r - width, 0.01), 6)
    n = len(outer)
    return Shape([(*p, 0) for p in outer + inner], _skin([list(range(n)), list(range(n, 2 * n))], cap=False), paint)


def dome(paint, r, h, n=8):
    """A small button without an underside, for dots and petals."""
    v = [(r * math.cos(TAU * i / n), r * math.sin(TAU * i / n), -0.003) for i in range(n)] + [(0, 0, h)]
    return Shape(v, [(i, (i + 1) % n, n) for i in range(n)], paint)


def scatter(shape, stamp, count, seed=1, where=None):
    """Copies `stamp` (its +Z outwards) onto faces of `shape`, far from one another."""
    dice = random.Random(seed)
    big = shape.areas()
    centres = [shape.v[list(f)].mean(axis=0) for f in shape.f]
    pool = [i for i in range(len(shape.f)) if where is None or where(*centres[i])]
    chosen = [dice.choice(pool)]
    while len(chosen) < min(count, len(pool)):
        chosen.append(max(pool, key=lambda i: min(np.linalg.norm(centres[i] - centres[j]) for j in chosen)))
    out = None
    for i in chosen:
        s = stamp.turn(z=dice.uniform(0, 360)).aim(centres[i], centres[i] + big[i])
        out = s if out is None else out + s
    return out
