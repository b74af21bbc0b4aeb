"""A surface that is covered with paint or foam: its mesh and the grid of nodes the rules follow, of one function."""
import math

import bpy  # noqa: F401  (brings mathutils)
from mathutils import Matrix, Vector

from diorama import Anchor, Moving, sheet


def _spline(t, points):
    """The curve through the points, as the rules have it (Catmull-Rom, straight on beyond its ends)."""
    place = min(max(t, 0.0), 1.0) * (len(points) - 1)
    i = min(int(place), len(points) - 2)
    t = place - i
    b, c = points[i], points[i + 1]
    a = points[i - 1] if i > 0 else 2 * b - c
    d = points[i + 2] if i + 2 < len(points) else 2 * c - b
    p, q = (c - a) / 2, (d - b) / 2
    return b * (2 * t**3 - 3 * t**2 + 1) + p * (t**3 - 2 * t**2 + t) + c * (3 * t**2 - 2 * t**3) + q * (t**3 - t**2)


def cover(name, paint, place, rows=5, cols=5, fine=(28, 26), lip=0.03):
    """`place(u, v)` gives a point in metres, u along the columns and v from row to row, both 0..1; seen from outside, v grows
    towards the visitor where u grows to the right. -> the mesh `cover.<name>` with its texture coordinates, and the empties
    `cover.<name>.<row><col>`. `lip`: the edge is turned down by this much."""
    grid = [[Vector(place(c / (cols - 1), r / (rows - 1))) for c in range(cols)] for r in range(rows)]

    def on(u, v):
        return _spline(v, [_spline(u, row) for row in grid])

    def out(u, v):
        e = 0.01
        du, dv = on(min(u + e, 1), v) - on(max(u - e, 0), v), on(u, min(v + e, 1)) - on(u, max(v - e, 0))
        return dv.cross(du).normalized()

    middle = on(0.5, 0.5)
    n, m = fine
    edges = [k / n for k in range(n + 1)], [k / m for k in range(m + 1)]
    rows_of = []
    known = {}

    def keep(p, u, v):
        p = tuple(round(x, 5) for x in p - middle)
        known[p] = (u, 1.0 - v)
        return p

    for j in range(-1, m + 2):
        v = edges[1][min(max(j, 0), m)]
        row = []
        for i in range(-1, n + 2):
            u = edges[0][min(max(i, 0), n)]
            p = on(u, v)
            if i < 0 or i > n or j < 0 or j > m:
                p = p - out(u, v) * lip
            row.append(keep(p, u, v))
        rows_of.append(row)
    # faces look outwards: (across × onwards) with rows from the front to the back
    shape = sheet(paint, rows_of[::-1])

    def uv(co):
        key = tuple(round(x, 5) for x in co)
        if key in known:
            return known[key]
        return known[min(known, key=lambda k: sum((a - b) ** 2 for a, b in zip(k, co)))]

    empties = []
    for r in range(rows):
        for c in range(cols):
            u, v = c / (cols - 1), r / (rows - 1)
            z = out(u, v)
            x = (on(min(u + 0.02, 1), v) - on(max(u - 0.02, 0), v)).normalized()
            x = (x - z * x.dot(z)).normalized()
            turn = Matrix((x, z.cross(x), z)).transposed().to_euler()
            empties.append(Anchor(f"cover.{name}.{r}{c}", tuple(grid[r][c]), tuple(math.degrees(a) for a in turn)))
    return Moving(f"cover.{name}", shape, tuple(middle), turns=False, uv=uv), empties
