//! glTF extensions: those the kiosk reads, those it can do without, those without which nothing would be seen.

use std::collections::BTreeSet;

use gltf::{Glb, json::extensions::ENABLED_EXTENSIONS};
use serde::Deserialize;

use super::ModelError;

/// Read by Bevy apart from what the gltf crate itself declares.
const READ_BESIDES: [&str; 4] = [
    "KHR_materials_volume",
    "KHR_materials_specular",
    "KHR_materials_clearcoat",
    "KHR_materials_anisotropy",
];

/// Geometry or pictures are packed in them: whoever cannot unpack them sees nothing, whether the file says so or not.
const PACKED: [&str; 6] = [
    "KHR_draco_mesh_compression",
    "EXT_meshopt_compression",
    "EXT_texture_webp",
    "EXT_texture_avif",
    "KHR_texture_basisu",
    "MSFT_texture_dds",
];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Declared {
    #[serde(default)]
    extensions_used: Vec<String>,
    #[serde(default)]
    extensions_required: Vec<String>,
}

/// Extensions of the file that change nothing on the kiosk, sorted.
///
/// # Errors
/// If one of them is not read and the model cannot be shown without it.
pub(super) fn check(bytes: &[u8]) -> Result<Vec<String>, ModelError> {
    // What cannot be read at all is told by whoever reads all of it.
    let json = Glb::from_slice(bytes).ok().map(|glb| glb.json);
    let Some(declared) = json.and_then(|json| serde_json::from_slice::<Declared>(&json).ok()) else {
        return Ok(Vec::new());
    };
    // Whoever accepts the file in the end goes by the same list.
    let is_read = |name: &&String| ENABLED_EXTENSIONS.contains(&name.as_str());
    let needed: Vec<&String> = declared
        .extensions_required
        .iter()
        .filter(|name| !is_read(name))
        .collect();
    let packed = declared
        .extensions_used
        .iter()
        .filter(|name| PACKED.contains(&name.as_str()));
    if let Some(name) = packed.chain(needed).next() {
        return Err(ModelError::Extension(name.chars().take(60).collect()));
    }
    let ignored = |name: &&String| !is_read(name) && !READ_BESIDES.contains(&name.as_str());
    let ignored: BTreeSet<String> = declared.extensions_used.iter().filter(ignored).cloned().collect();
    Ok(ignored.into_iter().collect())
}
