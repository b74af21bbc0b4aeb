"""Named paints. A paint is an sRGB colour with a finish; every face of a shape names one."""
from dataclasses import dataclass

import bpy


@dataclass(frozen=True)
class Paint:
    colour: str            # sRGB, hexadecimal
    rough: float = 0.65
    metal: float = 0.0
    gloss: float = 0.15    # what the kiosk reads from the alpha of COLOR_0 on moving things
    glow: float = 0.0      # emission strength
    through: float = 0.0   # share of light that shines through (curtains, paper)


def _family(finish, **colours):
    return {name: Paint(colour, **finish) for name, colour in colours.items()}


MATT = dict(rough=0.7, gloss=0.12)
CLOTH = dict(rough=0.95, gloss=0.05)
LEATHER = dict(rough=0.55, gloss=0.35)
LACQUER = dict(rough=0.28, gloss=0.75)
METAL = dict(rough=0.3, metal=0.55, gloss=0.9)
WOOD = dict(rough=0.6, gloss=0.15)

PAINTS = {
    **_family(MATT, cream="#FBEFD9", white="#FFFFFF", sand="#E8CBA0", floor_a="#DCC7A4", floor_b="#D3BC98", floor_c="#E4D2B2", joint="#A88F70",
              petrol_deep="#125C6A", petrol="#1F8994", teal="#238C8C", teal_light="#3AA6A0", mint="#9ADBC0", plinth="#ECDCC2", mat="#3F5560",
              stripe="#FFB92B", brick="#C9694A", brick_b="#B95A40", paper="#FFF8E8", ink="#2A2F3A", blush="#F0705A", sign_blue="#1667C7", soil="#5B3B28"),
    **_family(CLOTH, overall="#2F6FD6", overall_dark="#2358B4", shirt="#F4E4C8", sock="#F7EBDD", sock_stripe="#E8553D", scarf="#A24BC4", scarf_b="#C77BE0",
              petal="#FFD1E3", petal_b="#FFF0A8", garden="#A9E38B", garden_cuff="#58B565", dot="#FFFFFF", rope="#E0B878", felt="#F27FA5",
              cat="#F0953C", cat_light="#FFE3BF", cat_dark="#C96A22", denim="#3B5FA0", wool="#E9DCC3"),
    **_family(LEATHER, leather="#C07A38", leather_light="#DE9C50", leather_dark="#7B4720", glove="#F2B23E", glove_cuff="#C9482F", boot="#6B3F22", boot_dark="#48291a",
              sole="#2A2A30", rubber="#2E3138", tongue="#8D5A30", sneaker="#FF5FA0", sneaker_b="#27C4C9", sneaker_sole="#FFF7EC", stitch="#FFD76A"),
    **_family(LACQUER, red="#DB3A2B", coral="#FF6A45", orange="#FF7D26", yellow="#FFC42E", blue="#2474D8", green="#3FA65A", graphite="#2B3038", helmet="#E8402F", helmet_dark="#A82A20",
              black="#17191E", porcelain="#FFF6E6", plastic="#F0E6D6", bottle="#2E9C6A", hood="#FF8A2A", lamp="#1E8F86"),
    **_family(METAL, steel="#B4BEC8", steel_light="#D5DCE3", steel_dark="#6D7884", iron="#4A525C", brass="#E2AA45", copper="#D6794A", duct="#C3CDD6"),
    **_family(WOOD, oak="#D99A55", oak_light="#EDB873", oak_dark="#A96A35", pine="#F0C588", pine_dark="#D6A364", handle="#C4612F"),
    # skin, hair
    **_family(dict(rough=0.6, gloss=0.12), skin_1="#FFD9BE", skin_2="#F2B98F", skin_3="#D9935F", skin_4="#B06C41", skin_5="#9A5C38", skin_6="#6B3F29",
              lip_light="#D9665A", lip_dark="#9C3F3A", nose_1="#F5BD9E", nose_4="#9A5A35"),
    **_family(dict(rough=0.5, gloss=0.3), hair_black="#2A1D1C", hair_brown="#5A3520", hair_red="#B9512A", hair_blond="#E8B860", hair_grey="#B9B7B4"),
    "eye": Paint("#2A1710", 0.15, 0, 0.9),
    "glint": Paint("#FFFFFF", 0.3, 0, 0.9, glow=0.6),
    "visor": Paint("#12303A", 0.06, 0, 1.0),
    "visor_light": Paint("#3E8C96", 0.06, 0, 1.0),
    "pane": Paint("#FFD98F", glow=1.0),
    "pane_b": Paint("#F5B461", glow=0.95),
    "pane_c": Paint("#D98A45", glow=0.9),
    "bulb": Paint("#FFEFC2", glow=3.0, gloss=0.2),
    "led_green": Paint("#6BFF8A", glow=1.3),
    "led_red": Paint("#FF6A50", glow=1.3),
    "screen": Paint("#8CF0D8", glow=0.9),
    "bead_hot": Paint("#FF9A3C", glow=1.2),
    "curtain": Paint("#FF5A1F", 0.4, through=0.5),
    "curtain_b": Paint("#F24A1A", 0.4, through=0.5),
    "arc": Paint("#DDF1FF", glow=60.0),
    "arc_blue": Paint("#7FB8FF", glow=45.0),
    "ember": Paint("#FF7420", glow=4.0),
    "spark": Paint("#FFC766", glow=14.0),
}


def srgb(colour):
    """'#RRGGBB' -> three numbers 0..1, still sRGB."""
    return tuple(int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))


def linear(colour):
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in srgb(colour))


def material(name):
    """The Blender material of a paint, made once per file."""
    found = bpy.data.materials.get(f"paint.{name}")
    if found:
        return found
    paint = PAINTS[name]
    made = bpy.data.materials.new(f"paint.{name}")
    made.use_nodes = True
    nodes, links = made.node_tree.nodes, made.node_tree.links
    bsdf = nodes["Principled BSDF"]
    rgba = (*linear(paint.colour), 1)
    bsdf.inputs["Base Color"].default_value = rgba
    bsdf.inputs["Roughness"].default_value = paint.rough
    bsdf.inputs["Metallic"].default_value = paint.metal
    if paint.glow:
        bsdf.inputs["Emission Color"].default_value = rgba
        bsdf.inputs["Emission Strength"].default_value = paint.glow
        if paint.glow >= 0.9:      # a light source shows its own colour, not the light that falls on it
            bsdf.inputs["Base Color"].default_value = (0, 0, 0, 1)
            bsdf.inputs["Specular IOR Level"].default_value = 0
    if paint.through:
        mix, glass = nodes.new("ShaderNodeMixShader"), nodes.new("ShaderNodeBsdfTranslucent")
        glass.inputs["Color"].default_value = rgba
        mix.inputs[0].default_value = paint.through
        links.new(bsdf.outputs[0], mix.inputs[1])
        links.new(glass.outputs[0], mix.inputs[2])
        links.new(mix.outputs[0], nodes["Material Output"].inputs["Surface"])
    return made
