//! Whether every number that drawing would follow leads to data that are there. The gltf crate checks none of this.

use gltf::{
    Accessor, Document, Gltf, Semantic,
    accessor::DataType,
    buffer::{self, View},
    image,
};

use super::ModelError;

/// A kit carries everything in its .glb: no other file, no address.
fn check_sources(document: &Document) -> Result<(), ModelError> {
    for buffer in document.buffers() {
        if let buffer::Source::Uri(uri) = buffer.source() {
            return Err(ModelError::External(shortened(uri)));
        }
    }
    for picture in document.images() {
        if let image::Source::Uri { uri, .. } = picture.source() {
            return Err(ModelError::External(shortened(uri)));
        }
    }
    Ok(())
}

fn shortened(uri: &str) -> String {
    uri.chars().take(60).collect()
}

/// Buffers, views, accessors, indices.
pub(super) fn check(gltf: &Gltf) -> Result<(), ModelError> {
    check_sources(gltf)?;
    let blob = gltf.blob.as_deref().unwrap_or_default();
    for buffer in gltf.buffers() {
        // Only the first buffer can be the file's own data.
        if buffer.index() > 0 || buffer.length() > blob.len() {
            return Err(beyond("buffers", buffer.index()));
        }
    }
    for view in gltf.views() {
        if view.offset() as u128 + view.length() as u128 > view.buffer().length() as u128 {
            return Err(beyond("bufferViews", view.index()));
        }
    }
    for accessor in gltf.accessors() {
        check_accessor(&accessor).ok_or_else(|| beyond("accessors", accessor.index()))?;
    }
    for mesh in gltf.meshes() {
        check_mesh(&mesh, blob)?;
    }
    Ok(())
}

/// Every pixel of every picture inside.
pub(super) fn check_pictures(gltf: &Gltf) -> Result<(), ModelError> {
    let blob = gltf.blob.as_deref().unwrap_or_default();
    gltf.images().try_for_each(|picture| check_picture(&picture, blob))
}

fn beyond(list: &str, index: usize) -> ModelError {
    ModelError::OutOfBounds(format!("{list}[{index}]"))
}

/// `None` if it reaches past its view.
fn check_accessor(accessor: &Accessor) -> Option<()> {
    let fits = |view: &View, offset: usize, count: usize, size: usize| {
        let stride = view.stride().unwrap_or(size) as u128;
        let needed = count
            .checked_sub(1)
            .map_or(0, |last| last as u128 * stride + size as u128);
        (offset as u128 + needed <= view.length() as u128).then_some(())
    };
    if let Some(view) = accessor.view() {
        fits(&view, accessor.offset(), accessor.count(), accessor.size())?;
    }
    if let Some(sparse) = accessor.sparse() {
        let (indices, values) = (sparse.indices(), sparse.values());
        let index_size = match indices.index_type() {
            gltf::accessor::sparse::IndexType::U8 => 1,
            gltf::accessor::sparse::IndexType::U16 => 2,
            gltf::accessor::sparse::IndexType::U32 => 4,
        };
        fits(&indices.view(), indices.offset(), sparse.count(), index_size)?;
        fits(&values.view(), values.offset(), sparse.count(), accessor.size())?;
    }
    Some(())
}

/// Positions are there, attributes have one length, indices lead to corners.
fn check_mesh(mesh: &gltf::Mesh, blob: &[u8]) -> Result<(), ModelError> {
    let name = mesh
        .name()
        .map_or_else(|| format!("meshes[{}]", mesh.index()), str::to_owned);
    for primitive in mesh.primitives() {
        let Some(positions) = primitive.get(&Semantic::Positions) else {
            return Err(ModelError::OutOfBounds(name));
        };
        let corners = positions.count();
        let same = primitive.attributes().all(|(_, accessor)| accessor.count() == corners);
        let indices = primitive.indices();
        let inside = indices.is_none_or(|indices| highest_index(&indices, blob).is_some_and(|top| top < corners));
        if !same || !inside {
            return Err(ModelError::OutOfBounds(name));
        }
    }
    Ok(())
}

/// The highest of these indices; `None` if they cannot be read.
fn highest_index(indices: &Accessor, blob: &[u8]) -> Option<usize> {
    let view = indices.view()?;
    let size = indices.size();
    let stride = view.stride().unwrap_or(size);
    let mut highest = 0;
    for index in 0..indices.count() {
        let at = view.offset() + indices.offset() + index * stride;
        let bytes = blob.get(at..at + size)?;
        let value = match (indices.data_type(), bytes) {
            (DataType::U8, &[a]) => usize::from(a),
            (DataType::U16, &[a, b]) => usize::from(u16::from_le_bytes([a, b])),
            (DataType::U32, &[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]) as usize,
            _ => return None,
        };
        highest = highest.max(value);
    }
    Some(highest)
}

/// Name, width and height of each picture inside whose header can be read, pixels.
pub(super) fn texture_sizes(gltf: &Gltf) -> Vec<(String, (u32, u32))> {
    let blob = gltf.blob.as_deref().unwrap_or_default();
    let sizes = gltf.images().filter_map(|picture| {
        let image::Source::View { view, .. } = picture.source() else {
            return None;
        };
        let bytes = blob.get(view.offset()..view.offset() + view.length())?;
        Some((picture_name(&picture), super::super::pictures::size(bytes).ok()?))
    });
    sizes.collect()
}

fn picture_name(picture: &gltf::Image) -> String {
    picture
        .name()
        .map_or_else(|| format!("images[{}]", picture.index()), str::to_owned)
}

/// The kiosk reads PNG only.
fn check_picture(picture: &gltf::Image, blob: &[u8]) -> Result<(), ModelError> {
    let name = picture_name(picture);
    let image::Source::View { view, .. } = picture.source() else {
        return Err(ModelError::External(name));
    };
    let bytes = blob.get(view.offset()..view.offset() + view.length());
    match bytes.map(super::super::pictures::decode) {
        Some(Ok(_)) => Ok(()),
        Some(Err(_)) | None => Err(ModelError::Picture(name)),
    }
}
