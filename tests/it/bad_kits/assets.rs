//! The files of the base kit, made here so that none has to be stored: a tiny diorama, two pictures, one sound.

use std::{borrow::Cow, fs, io::Cursor, path::Path};

use image::{ImageFormat, RgbImage};

pub const MODEL: &str = "models/toit.glb";
pub const COVER: &str = "images/cover.png";
pub const MYSTERY: &str = "images/mystere.png";
pub const SOUND: &str = "sounds/touche.ogg";

/// One triangle and the nodes that the base kit needs; metres.
const DIORAMA: &str = r#"{
    "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0, 1, 2, 3, 4, 5, 6]}],
    "nodes": [
        {"name": "toit", "mesh": 0},
        {"name": "camera.equiper", "translation": [0, 2, 8]},
        {"name": "part.casque", "translation": [-2, 0, 0]},
        {"name": "part.gants", "translation": [-1, 0, 0]},
        {"name": "part.sandales", "translation": [1, 0, 0]},
        {"name": "socket.casque", "translation": [0, 2, 0]},
        {"name": "socket.gants", "translation": [0, 1, 0]}
    ],
    "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
    "accessors": [
        {"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3", "min": [0, 0, 0], "max": [1, 1, 0]},
        {"bufferView": 1, "componentType": 5123, "count": 3, "type": "SCALAR"}
    ],
    "bufferViews": [
        {"buffer": 0, "byteLength": 36},
        {"buffer": 0, "byteOffset": 36, "byteLength": 6}
    ],
    "buffers": [{"byteLength": 42}]
}"#;

/// The base diorama, its description changed by `(old, new)`.
pub fn diorama(changes: &[(&str, &str)]) -> Vec<u8> {
    let mut json = DIORAMA.to_owned();
    for (old, new) in changes {
        assert!(json.contains(old), "the diorama has no {old:?}");
        json = json.replacen(old, new, 1);
    }
    glb(&json, &corners(1))
}

/// The corners of a triangle, and `count` times the triangle.
fn corners(count: usize) -> Vec<u8> {
    let numbers = [0f32, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0];
    let mut data: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    data.extend([0, 0, 1, 0, 2, 0].repeat(count));
    data
}

fn glb(json: &str, data: &[u8]) -> Vec<u8> {
    let header = gltf::binary::Header {
        magic: *b"glTF",
        version: 2,
        length: 0,
    };
    let glb = gltf::Glb {
        header,
        json: Cow::from(json.as_bytes()),
        bin: Some(Cow::from(data)),
    };
    glb.to_vec().expect("a small file")
}

/// The base diorama with `count` times the picture `png` in it.
pub fn diorama_with(png: &[u8], count: usize) -> Vec<u8> {
    let start = corners(1).len();
    let (view, image) = (
        format!(
            ", {{\"buffer\": 0, \"byteOffset\": {start}, \"byteLength\": {}}}",
            png.len()
        ),
        r#"{"bufferView": 2, "mimeType": "image/png", "name": "atlas"}"#,
    );
    let images = vec![image; count].join(", ");
    let json = DIORAMA
        .replacen(r#""byteLength": 6}"#, &format!(r#""byteLength": 6}}{view}"#), 1)
        .replacen(
            r#""byteLength": 42}"#,
            &format!(r#""byteLength": {}}}"#, start + png.len()),
            1,
        )
        .replacen("\"meshes\"", &format!("\"images\": [{images}], \"meshes\""), 1);
    glb(&json, &[corners(1), png.to_vec()].concat())
}

/// A diorama of `count` triangles, all the same one.
pub fn diorama_of(count: usize) -> Vec<u8> {
    let bytes = 36 + count * 6;
    let json = DIORAMA
        .replacen(
            r#""componentType": 5123, "count": 3"#,
            &format!(r#""componentType": 5123, "count": {}"#, count * 3),
            1,
        )
        .replacen(r#""byteLength": 6"#, &format!(r#""byteLength": {}"#, count * 6), 1)
        .replacen(r#""byteLength": 42"#, &format!(r#""byteLength": {bytes}"#), 1);
    glb(&json, &corners(count))
}

pub fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::new(width, height)
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("memory");
    bytes.into_inner()
}

pub fn sound() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sounds/touche.ogg")).expect("a shipped sound")
}

/// A sound stored for these tests: `muet` (silent), `sature` (clipping), `long` (50 seconds).
pub fn stored_sound(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/bad_kits/sounds");
    fs::read(folder.join(format!("{name}.ogg"))).expect("a stored sound")
}

/// Bytes that look like nothing, the same at each run.
pub fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}

/// Every file of the base kit except `kit.ron`.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        (MODEL, diorama(&[])),
        (COVER, picture(800, 8)),
        (MYSTERY, picture(800, 8)),
        (SOUND, sound()),
    ]
}
