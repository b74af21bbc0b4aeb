//! Reads a diorama (`.glb`) as far as the rules need it: its named nodes, its triangles, and whether it can be drawn.

mod bounds;
mod distrust;
mod extensions;
mod nodes;

use gltf::{Gltf, binary};
use thiserror::Error;

use crate::{language::Bilingual, mechanics::Anchors};

/// A diorama that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// All named nodes, in stage coordinates.
    pub anchors: Anchors,
    /// Names that several nodes bear, sorted.
    pub doubles: Vec<String>,
    /// Drawn by all nodes together.
    pub triangles: u64,
    /// Name, width and height of each picture inside whose header can be read, pixels.
    pub textures: Vec<(String, (u32, u32))>,
    /// Extensions that change nothing on the kiosk, sorted.
    pub ignored: Vec<String>,
}

/// Why bytes are not a diorama that can be drawn.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ModelError {
    #[error("the file is empty")]
    Empty,
    #[error("this is not a binary glTF file (.glb)")]
    NotGlb,
    #[error("glTF version {0}; version 2 is needed")]
    Version(u32),
    #[error("the file is cut: {stated} bytes announced, {actual} there")]
    Cut { stated: usize, actual: usize },
    #[error("it needs the glTF extension {0}, which the kiosk does not read")]
    Extension(String),
    #[error("the description inside is damaged ({0})")]
    Damaged(String),
    #[error("{0} lies in another file")]
    External(String),
    #[error("`{0}` hangs on two nodes, or on itself")]
    Tangled(String),
    #[error("`{0}` is nested more than {DEPTH_MAX} nodes deep, or there are more than {NODES_MAX} nodes")]
    TooDeep(String),
    #[error("`{0}` lies more than {REACH_MAX} m away, or has no possible size")]
    Absurd(String),
    #[error("there is nothing to draw in it")]
    Nothing,
    #[error("{0} reaches past the data in the file")]
    OutOfBounds(String),
    #[error("picture {0} is not a PNG that can be read")]
    Picture(String),
}

impl ModelError {
    /// The same in both languages.
    pub fn tell(&self) -> Bilingual {
        let french = match self {
            Self::Empty => "le fichier est vide".to_owned(),
            Self::NotGlb => "ce n’est pas un fichier glTF binaire (.glb)".to_owned(),
            Self::Version(version) => format!("glTF version {version}\u{202f}; il faut la version 2"),
            Self::Cut { stated, actual } => {
                format!("le fichier est coupé\u{a0}: {stated} octets annoncés, {actual} présents")
            }
            Self::Extension(name) => format!("il lui faut l’extension glTF {name}, que la borne ne lit pas"),
            Self::Damaged(_) => "la description que contient le fichier est abîmée".to_owned(),
            Self::External(what) => format!("«\u{a0}{what}\u{a0}» se trouve dans un autre fichier"),
            Self::Tangled(node) => format!("«\u{a0}{node}\u{a0}» dépend de deux nœuds à la fois, ou de lui-même"),
            Self::TooDeep(node) => {
                format!(
                    "«\u{a0}{node}\u{a0}»\u{a0}: plus de {DEPTH_MAX} nœuds emboîtés, ou plus de {NODES_MAX} nœuds en tout"
                )
            }
            Self::Absurd(node) => {
                format!("«\u{a0}{node}\u{a0}» est à plus de {REACH_MAX} m, ou d’une taille impossible")
            }
            Self::Nothing => "le fichier ne contient rien à dessiner".to_owned(),
            Self::OutOfBounds(what) => format!("«\u{a0}{what}\u{a0}» renvoie à des données absentes du fichier"),
            Self::Picture(name) => format!("l’image «\u{a0}{name}\u{a0}» n’est pas un PNG lisible"),
        };
        Bilingual::new(french, self.to_string())
    }
}

const HEADER_BYTES: usize = 12;
/// Bevy walks the tree of nodes recursively: it must stay shallow.
const DEPTH_MAX: usize = 64;
const NODES_MAX: usize = 10_000;
/// No diorama is larger; farther nodes are slips. Metres.
const REACH_MAX: f32 = 1000.0;

/// Reads nodes, counts triangles, and follows every number in the file to its data: what passes here can be handed to
/// the renderer.
///
/// # Errors
/// Whatever the bytes are, a [`ModelError`] and never a panic.
pub fn read(bytes: &[u8]) -> Result<Model, ModelError> {
    check_header(bytes)?;
    let ignored = extensions::check(bytes)?;
    let gltf = open(bytes)?;
    nodes::check_tree(&gltf)?;
    let (anchors, doubles, triangles) = nodes::walk(&gltf)?;
    if triangles == 0 {
        return Err(ModelError::Nothing);
    }
    Ok(Model {
        anchors,
        doubles,
        triangles,
        textures: bounds::texture_sizes(&gltf),
        ignored,
    })
}

/// Decodes the pictures inside.
///
/// # Errors
/// As [`read`].
pub fn check_pictures(bytes: &[u8]) -> Result<(), ModelError> {
    bounds::check_pictures(&open(bytes)?)
}

fn open(bytes: &[u8]) -> Result<Gltf, ModelError> {
    check_header(bytes)?;
    let Gltf { document, blob } = Gltf::from_slice_without_validation(bytes).map_err(damaged)?;
    let json = document.into_json();
    distrust::check(&json)?;
    let gltf = Gltf {
        document: gltf::Document::from_json(json).map_err(damaged)?,
        blob,
    };
    bounds::check(&gltf)?;
    Ok(gltf)
}

fn damaged(error: gltf::Error) -> ModelError {
    match error {
        gltf::Error::Binary(binary::Error::ChunkLength {
            length, length_read, ..
        }) => ModelError::Cut {
            stated: length as usize,
            actual: length_read,
        },
        gltf::Error::Validation(list) => {
            let first = list.first().map(|(path, error)| format!("{}: {error}", path.as_str()));
            ModelError::Damaged(first.unwrap_or_default())
        }
        other => ModelError::Damaged(other.to_string()),
    }
}

/// The gltf crate trusts the length in the header, so it is looked at first.
fn check_header(bytes: &[u8]) -> Result<(), ModelError> {
    if bytes.is_empty() {
        return Err(ModelError::Empty);
    }
    let number = |at: usize| {
        bytes
            .get(at..at + 4)
            .and_then(|four| four.try_into().ok())
            .map(u32::from_le_bytes)
    };
    if !bytes.starts_with(b"glTF") {
        return Err(ModelError::NotGlb);
    }
    let (Some(version), Some(stated)) = (number(4), number(8)) else {
        return Err(ModelError::Cut {
            stated: HEADER_BYTES,
            actual: bytes.len(),
        });
    };
    if version != 2 {
        return Err(ModelError::Version(version));
    }
    let stated = stated as usize;
    if stated < HEADER_BYTES || stated > bytes.len() {
        return Err(ModelError::Cut {
            stated,
            actual: bytes.len(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A .glb of this JSON and these data.
    fn glb(json: &str, data: &[u8]) -> Vec<u8> {
        let glb = gltf::Glb {
            header: binary::Header {
                magic: *b"glTF",
                version: 2,
                length: 0,
            },
            json: json.as_bytes().into(),
            bin: Some(data.into()),
        };
        glb.to_vec().expect("a small file")
    }

    fn triangle(nodes: &str) -> Vec<u8> {
        let json = format!(
            r#"{{"asset": {{"version": "2.0"}}, "scene": 0, "scenes": [{{"nodes": [0]}}], "nodes": {nodes},
            "meshes": [{{"primitives": [{{"attributes": {{"POSITION": 0}}, "indices": 1}}]}}],
            "accessors": [{{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3", "min": [0,0,0], "max": [1,1,0]}},
                {{"bufferView": 1, "componentType": 5123, "count": 3, "type": "SCALAR"}}],
            "bufferViews": [{{"buffer": 0, "byteLength": 36}}, {{"buffer": 0, "byteOffset": 36, "byteLength": 6}}],
            "buffers": [{{"byteLength": 42}}]}}"#
        );
        let corners = [0f32, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0];
        let mut data: Vec<u8> = corners.iter().flat_map(|number| number.to_le_bytes()).collect();
        data.extend([0, 0, 1, 0, 2, 0]);
        glb(&json, &data)
    }

    const TREE: &str = r#"[{"name": "a", "translation": [1, 0, 0], "children": [1, 2]},
        {"name": "b", "translation": [0, 2, 0], "mesh": 0}, {"name": "c"}]"#;

    #[test]
    fn anchors_are_in_stage_coordinates() {
        let model = read(&triangle(TREE)).expect("a model");
        assert_eq!(
            model.anchors.get("b").expect("b").translation.to_array(),
            [1.0, 2.0, 0.0]
        );
        assert_eq!((model.triangles, check_pictures(&triangle(TREE))), (1, Ok(())));
    }

    #[test]
    fn nodes_that_hang_wrong_are_told() {
        let read = |nodes| read(&triangle(nodes)).expect_err("a fault");
        let itself = r#"[{"name": "a", "children": [1], "mesh": 0}, {"name": "b", "children": [0]}]"#;
        assert!(matches!(read(itself), ModelError::Tangled(_)));
        let twice = r#"[{"name": "a", "children": [1, 2]}, {"name": "b", "children": [2]}, {"name": "c", "mesh": 0}]"#;
        assert_eq!(read(twice), ModelError::Tangled("c".to_owned()));
        assert_eq!(
            read(r#"[{"name": "a", "mesh": 0, "translation": [1e30, 0, 0]}]"#),
            ModelError::Absurd("a".to_owned())
        );
        assert_eq!(
            read(r#"[{"name": "a", "mesh": 0, "scale": [0, 0, 0]}]"#),
            ModelError::Absurd("a".to_owned())
        );
        assert_eq!(read(r#"[{"name": "a"}]"#), ModelError::Nothing);
    }

    #[test]
    fn a_long_chain_of_nodes_is_refused_before_anyone_recurses() {
        let mut nodes: Vec<_> = (1..5000)
            .map(|next| format!(r#"{{"name": "n", "children": [{next}]}}"#))
            .collect();
        nodes.push(r#"{"mesh": 0}"#.to_owned());
        let error = read(&triangle(&format!("[{}]", nodes.join(",")))).expect_err("too deep");
        assert!(matches!(error, ModelError::TooDeep(_)));
    }

    #[test]
    fn data_past_the_end_are_told() {
        let whole = triangle(TREE);
        let text = String::from_utf8_lossy(&whole).into_owned();
        assert!(text.contains(r#""count": 3"#));
        let json_end = whole.len() - 44 - 8;
        let json = std::str::from_utf8(&whole[20..json_end]).expect("JSON").to_owned();
        let data = &whole[json_end + 8..];
        for (good, bad) in [
            ("\"count\": 3", "\"count\": 4"),
            ("\"byteLength\": 42", "\"byteLength\": 420"),
            ("\"byteOffset\": 36", "\"byteOffset\": 4294967290"),
        ] {
            let error = read(&glb(&json.replacen(good, bad, 1), data)).expect_err(bad);
            assert!(matches!(error, ModelError::OutOfBounds(_)), "{bad}: {error}");
        }
        let mut beyond = data.to_vec();
        beyond[40] = 3;
        assert!(matches!(read(&glb(&json, &beyond)), Err(ModelError::OutOfBounds(_))));
    }

    #[test]
    fn what_would_make_the_gltf_crate_panic_is_found_first() {
        let whole = triangle(TREE);
        let json_end = whole.len() - 44 - 8;
        let json = std::str::from_utf8(&whole[20..json_end]).expect("JSON");
        let no_mime = json.replacen("\"meshes\"", "\"images\": [{\"bufferView\": 0}], \"meshes\"", 1);
        let camera = "\"cameras\": [{\"type\": \"perspective\", \"orthographic\": {\"xmag\": 1, \"ymag\": 1, \"zfar\": 2, \"znear\": 1}}], \"meshes\"";
        let other_camera = json.replacen("\"meshes\"", camera, 1);
        let no_accessor = json.replacen("\"POSITION\": 0", "\"POSITION\": 7", 1);
        for wrong in [no_mime, other_camera, no_accessor] {
            assert!(
                matches!(read(&glb(&wrong, &whole[json_end + 8..])), Err(ModelError::Damaged(_))),
                "{wrong}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in any::<Vec<u8>>()) {
            prop_assert!(read(&bytes).is_err());
        }

        #[test]
        fn a_damaged_file_never_panics(at in 0usize..1400, byte in any::<u8>(), length in 0usize..1400) {
            let mut bytes = triangle(TREE);
            let at = at % bytes.len();
            bytes[at] = byte;
            bytes.truncate(bytes.len().min(length.max(at)));
            let _ = (read(&bytes), check_pictures(&bytes));
        }
    }
}
