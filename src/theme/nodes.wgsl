// Draws the nodes of the interface as bevy_ui_render 0.19 lays them out (same vertices, same flags), in display colours
// like everything here, and works only where work shows: of a border that is a lower edge, only that edge is covered.
// On a CPU renderer panels are most of a screen's cost.

#import bevy_render::view::View

const TEXTURED: u32 = 1u;
const BORDER_LEFT: u32 = 256u;
const BORDER_TOP: u32 = 512u;
const BORDER_RIGHT: u32 = 1024u;
const BORDER_BOTTOM: u32 = 2048u;
const BORDERS: u32 = 3840u;
const INVERTED: u32 = 4096u;

@group(0) @binding(0) var<uniform> view: View;
@group(1) @binding(0) var picture: texture_2d<f32>;
@group(1) @binding(1) var picture_sampler: sampler;

struct Node {
    @builtin(position) position: vec4<f32>,
    @location(0) uv: vec2<f32>,
    @location(1) colour: vec4<f32>,
    @location(2) @interpolate(flat) size: vec2<f32>,
    @location(3) @interpolate(flat) flags: u32,
    // Top left, top right, bottom right, bottom left.
    @location(4) @interpolate(flat) radii: vec4<f32>,
    // Left, top, right, bottom.
    @location(5) @interpolate(flat) border: vec4<f32>,
    // From the middle of the node, pixels, y down.
    @location(6) point: vec2<f32>,
}

fn has(flags: u32, wanted: u32) -> bool {
    return (flags & wanted) != 0u;
}

// A linear colour as a screen shows it (the sRGB curve).
fn shown(colour: vec3<f32>) -> vec3<f32> {
    let c = saturate(colour);
    return select(1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, 12.92 * c, c <= vec3(0.0031308));
}

@vertex
fn vertex(
    @location(0) position: vec3<f32>,
    @location(1) uv: vec2<f32>,
    @location(2) colour: vec4<f32>,
    @location(3) flags: u32,
    @location(4) radii: vec4<f32>,
    @location(5) border: vec4<f32>,
    @location(6) size: vec2<f32>,
    @location(7) point: vec2<f32>,
) -> Node {
    var node: Node;
    // Nothing of a border without sides and top is above its lower corners.
    let top = 0.5 * size.y - border.w - max(radii.z, radii.w);
    let spared = select(0.0, max(top - point.y, 0.0), has(flags, BORDERS) && all(border.xyz <= vec3(0.0)));
    node.position = view.clip_from_world * vec4(position.x, position.y + spared, position.z, 1.0);
    node.uv = uv;
    node.colour = vec4(shown(colour.rgb), colour.a);
    node.size = size;
    node.flags = flags;
    node.radii = radii;
    node.border = border;
    node.point = vec2(point.x, point.y + spared);
    return node;
}

// Distance to the outline of a box with half sides `half`, negative inside.
fn outside(point: vec2<f32>, half: vec2<f32>, radii: vec4<f32>) -> f32 {
    let side = select(radii.xw, radii.yz, point.x > 0.0);
    let radius = select(side.x, side.y, point.y > 0.0);
    let beyond = abs(point) - half + radius;
    return length(max(beyond, vec2(0.0))) + min(max(beyond.x, beyond.y), 0.0) - radius;
}

// The same for the box that its border leaves.
fn outside_inner(node: Node) -> f32 {
    let half = 0.5 * (node.size - node.border.xy - node.border.zw);
    let middle = 0.5 * (node.border.xy - node.border.zw);
    let taken = max(node.border.xzzx, node.border.yyww);
    let radii = clamp(node.radii - taken, vec4(0.0), vec4(max(min(half.x, half.y), 0.0)));
    return outside(node.point - middle, half, radii);
}

// Coverage of a pixel whose middle is this far outside.
fn covered(distance: f32) -> f32 {
#ifdef ANTI_ALIAS
    return saturate(0.5 - distance);
#else
    return select(0.0, 1.0, distance < 0.0);
#endif
}

// Whether the border nearest to the point, in widths, is one of those to draw.
fn on_drawn_side(node: Node) -> bool {
    if (node.flags & BORDERS) == BORDERS {
        return true;
    }
    let from_top_left = (node.point + 0.5 * node.size) / max(node.border.xy, vec2(1e-6));
    let from_bottom_right = (0.5 * node.size - node.point) / max(node.border.zw, vec2(1e-6));
    let nearest = min(min(from_top_left.x, from_top_left.y), min(from_bottom_right.x, from_bottom_right.y));
    return (has(node.flags, BORDER_LEFT) && from_top_left.x == nearest)
        || (has(node.flags, BORDER_TOP) && from_top_left.y == nearest)
        || (has(node.flags, BORDER_RIGHT) && from_bottom_right.x == nearest)
        || (has(node.flags, BORDER_BOTTOM) && from_bottom_right.y == nearest);
}

@fragment
fn fragment(node: Node) -> @location(0) vec4<f32> {
    var colour = node.colour;
    if has(node.flags, TEXTURED) {
        colour *= textureSampleLevel(picture, picture_sampler, node.uv, 0.0);
    }
    let inner = outside_inner(node);
    if has(node.flags, BORDERS) {
        let outer = outside(node.point, 0.5 * node.size, node.radii);
        // Where a side has no border both outlines are one, and nothing lies between them.
        let between = select(0.0, covered(max(outer, -inner)), outer < inner && on_drawn_side(node));
        return vec4(colour.rgb, colour.a * between);
    }
    return vec4(colour.rgb, colour.a * covered(select(inner, -inner, has(node.flags, INVERTED))));
}
