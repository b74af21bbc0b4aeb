//! Draws what egui laid out, on the CPU and without a window: the same picture on every machine.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use egui::{Color32, ColorImage, Context, FullOutput, ImageData, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;

/// What egui has uploaded so far, shared with the harness that receives it.
#[derive(Clone, Default)]
pub struct Textures(Rc<RefCell<HashMap<TextureId, ColorImage>>>);

impl TestRenderer for Textures {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut known = self.0.borrow_mut();
        #[expect(clippy::iter_over_hash_type, reason = "each texture is on its own")]
        for (id, patches) in delta.set.drain() {
            for patch in patches {
                let ImageData::Color(image) = &patch.image;
                match (patch.pos, known.get_mut(&id)) {
                    (Some([left, top]), Some(whole)) => paste(whole, image, left, top),
                    _ => drop(known.insert(id, (**image).clone())),
                }
            }
        }
        delta.free.drain().for_each(|id| drop(known.remove(&id)));
    }
}

fn paste(whole: &mut ColorImage, patch: &ColorImage, left: usize, top: usize) {
    for row in 0..patch.size[1] {
        for column in 0..patch.size[0] {
            whole[(left + column, top + row)] = patch[(column, row)];
        }
    }
}

/// Red, green and blue, 0 to 1, row by row from the top.
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pixels: Vec<[f32; 3]>,
}

impl Picture {
    /// What a screen would show.
    pub fn of(context: &Context, output: &FullOutput, textures: &Textures, width: usize, height: usize) -> Self {
        let mut picture = Self {
            width,
            height,
            pixels: vec![[1.0; 3]; width * height],
        };
        let known = textures.0.borrow();
        for primitive in context.tessellate(output.shapes.clone(), output.pixels_per_point) {
            let egui::epaint::Primitive::Mesh(mesh) = primitive.primitive else {
                continue;
            };
            let texture = &known[&mesh.texture_id];
            for corners in mesh.indices.chunks_exact(3) {
                let corners = [0, 1, 2].map(|corner| mesh.vertices[corners[corner] as usize]);
                picture.triangle(corners, primitive.clip_rect, texture);
            }
        }
        picture
    }

    /// Bytes, red green blue.
    pub fn bytes(&self) -> Vec<u8> {
        let byte = |part: f32| (part * 255.0).round().clamp(0.0, 255.0) as u8;
        self.pixels.iter().flatten().map(|part| byte(*part)).collect()
    }

    fn triangle(&mut self, corners: [egui::epaint::Vertex; 3], clip: Rect, texture: &ColorImage) {
        let [a, b, c] = corners.map(|corner| corner.pos);
        let area = cross(a, b, c);
        if area.abs() < 1e-6 {
            return;
        }
        let bounds = Rect::from_points(&[a, b, c]).intersect(clip);
        if bounds.width() <= 0.0 || bounds.height() <= 0.0 {
            return;
        }
        let columns = span(bounds.left(), bounds.right(), self.width);
        // Most of a page is flat: one colour, one texel.
        let flat = flat(&corners, texture);
        for row in span(bounds.top(), bounds.bottom(), self.height) {
            for column in columns.clone() {
                let at = egui::pos2(column as f32 + 0.5, row as f32 + 0.5);
                let weights = [cross(b, c, at) / area, cross(c, a, at) / area, cross(a, b, at) / area];
                // An edge that two triangles share belongs to one of them.
                let is_in = |weight: f32, from: Pos2, to: Pos2| weight > 0.0 || (weight == 0.0 && owns(from, to, area));
                if is_in(weights[0], b, c) && is_in(weights[1], c, a) && is_in(weights[2], a, b) && clip.contains(at) {
                    let above = flat.unwrap_or_else(|| shade(&corners, weights, texture));
                    blend(&mut self.pixels[row * self.width + column], above);
                }
            }
        }
    }
}

/// Premultiplied, and in the colours' own gamma, as egui's shaders blend.
fn blend(below: &mut [f32; 3], above: [f32; 4]) {
    for (channel, below) in below.iter_mut().enumerate() {
        *below = above[channel] + *below * (1.0 - above[3]);
    }
}

/// The colour of the whole triangle, where it has one.
fn flat(corners: &[egui::epaint::Vertex; 3], texture: &ColorImage) -> Option<[f32; 4]> {
    let [a, b, c] = corners;
    let is_flat = a.uv == b.uv && b.uv == c.uv && a.color == b.color && b.color == c.color;
    is_flat.then(|| shade(corners, [1.0, 0.0, 0.0], texture))
}

/// Texel times tint, 0 to 1.
fn shade(corners: &[egui::epaint::Vertex; 3], weights: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let mix = |parts: [f32; 3]| parts[0] * weights[0] + parts[1] * weights[1] + parts[2] * weights[2];
    let texel = sample(
        texture,
        mix(corners.map(|corner| corner.uv.x)),
        mix(corners.map(|corner| corner.uv.y)),
    );
    let tints = corners.map(|corner| corner.color.to_array());
    std::array::from_fn(|part| texel[part] * mix(tints.map(|tint| f32::from(tint[part]))) / 255.0)
}

fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

fn owns(from: Pos2, to: Pos2, area: f32) -> bool {
    let (x, y) = if area > 0.0 {
        (to.x - from.x, to.y - from.y)
    } else {
        (from.x - to.x, from.y - to.y)
    };
    y < 0.0 || (y == 0.0 && x > 0.0)
}

/// Pixels whose centres may lie between `from` and `to`.
fn span(from: f32, to: f32, length: usize) -> std::ops::Range<usize> {
    let first = (from - 0.5).floor().max(0.0) as usize;
    let last = (to + 0.5).ceil().max(0.0) as usize;
    first.min(length)..last.min(length)
}

/// Bilinear, clamped at the edges; 0 to 1.
fn sample(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = texture.size;
    let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (right_part, lower_part) = (x - left, y - top);
    let texel = |x: f32, y: f32| -> Color32 {
        let column = (x.max(0.0) as usize).min(width - 1);
        let row = (y.max(0.0) as usize).min(height - 1);
        texture[(column, row)]
    };
    let corners = [
        (texel(left, top), (1.0 - right_part) * (1.0 - lower_part)),
        (texel(left + 1.0, top), right_part * (1.0 - lower_part)),
        (texel(left, top + 1.0), (1.0 - right_part) * lower_part),
        (texel(left + 1.0, top + 1.0), right_part * lower_part),
    ];
    let mut mixed = [0.0; 4];
    for (colour, weight) in corners {
        for (part, byte) in mixed.iter_mut().zip(colour.to_array()) {
            *part += f32::from(byte) / 255.0 * weight;
        }
    }
    mixed
}
