"""The light rig: one warm key from the visitor's upper right, a cool sky, a soft fill from the left, a rim from behind."""
import math

import bpy
from mathutils import Vector

KEY_FROM = Vector((0.62, -0.62, 0.80)).normalized()    # towards the key light
KEY_COLOUR = (1.0, 0.86, 0.66)


def _object(name, data, at, target):
    o = bpy.data.objects.new(name, data)
    o.location = at
    o.rotation_euler = (Vector(target) - Vector(at)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(o)
    return o


def area(at, target, energy, size, colour, name="area"):
    data = bpy.data.lights.new(name, "AREA")
    data.energy, data.size, data.color = energy, size, colour
    return _object(name, data, at, target)


def point(at, energy, colour, radius=0.1, name="point"):
    data = bpy.data.lights.new(name, "POINT")
    data.energy, data.color, data.shadow_soft_size = energy, colour, radius
    return _object(name, data, at, Vector(at) - Vector((0, 0, 1)))


def spot(at, target, energy, colour, angle=70, radius=0.08, name="spot"):
    data = bpy.data.lights.new(name, "SPOT")
    data.energy, data.color, data.shadow_soft_size, data.spot_size, data.spot_blend = energy, colour, radius, math.radians(angle), 0.7
    return _object(name, data, at, target)


def sky(colour, strength, ground=None):
    """A soft sky: `colour` above, `ground` below."""
    world = bpy.data.worlds.new("sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    nodes, links = world.node_tree.nodes, world.node_tree.links
    back = nodes["Background"]
    back.inputs[1].default_value = strength
    ramp, split, coord = nodes.new("ShaderNodeValToRGB"), nodes.new("ShaderNodeSeparateXYZ"), nodes.new("ShaderNodeTexCoord")
    scale = nodes.new("ShaderNodeMapRange")
    scale.inputs["From Min"].default_value, scale.inputs["From Max"].default_value = -0.4, 0.7
    ramp.color_ramp.elements[0].color = (*(ground or colour), 1)
    ramp.color_ramp.elements[1].color = (*colour, 1)
    links.new(coord.outputs["Generated"], split.inputs[0])
    links.new(split.outputs["Z"], scale.inputs["Value"])
    links.new(scale.outputs[0], ramp.inputs[0])
    links.new(ramp.outputs[0], back.inputs[0])


def rig(key=3.1, fill=70, rim=70, ambient=0.62):
    data = bpy.data.lights.new("key", "SUN")
    data.energy, data.color, data.angle = key, KEY_COLOUR, math.radians(9)
    _object("key", data, KEY_FROM * 6, (0, 0, 0))
    area((-4.2, -3.2, 2.6), (0, 0, 0.7), fill, 3.0, (0.62, 0.80, 1.0), "fill")
    area((-1.2, 4.2, 3.6), (0.2, 0, 0.8), rim, 2.0, (1.0, 0.72, 0.5), "rim")
    sky((0.66, 0.80, 1.0), ambient, (1.0, 0.84, 0.68))
