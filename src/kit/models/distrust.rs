//! Faults on which the gltf crate itself would panic, looked for before it is allowed to look.

use gltf::json::{Root, camera::Type, mesh::Semantic, validation::Checked};

use super::ModelError;

pub(super) fn check(root: &Root) -> Result<(), ModelError> {
    let damaged = |what: &str, index: usize| Err(ModelError::Damaged(format!("{what}[{index}]")));
    for (index, mesh) in root.meshes.iter().enumerate() {
        // Its validation follows this number before it validates it.
        let positions = mesh
            .primitives
            .iter()
            .map(|primitive| primitive.attributes.get(&Checked::Valid(Semantic::Positions)));
        if positions
            .flatten()
            .any(|accessor| accessor.value() >= root.accessors.len())
        {
            return damaged("meshes", index);
        }
    }
    for (index, picture) in root.images.iter().enumerate() {
        let embedded = picture.buffer_view.is_some() && picture.mime_type.is_some();
        if !embedded && (picture.buffer_view.is_some() || picture.uri.is_none()) {
            return damaged("images", index);
        }
    }
    for (index, camera) in root.cameras.iter().enumerate() {
        let described = match camera.type_ {
            Checked::Valid(Type::Perspective) => camera.perspective.is_some(),
            Checked::Valid(Type::Orthographic) => camera.orthographic.is_some(),
            Checked::Invalid => false,
        };
        if !described {
            return damaged("cameras", index);
        }
    }
    Ok(())
}
