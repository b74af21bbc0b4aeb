//! Walks the nodes of a glTF file without trusting that they form a tree.

use std::collections::BTreeMap;

use glam::Mat4;
use gltf::{Document, Mesh, Node, mesh::Mode};

use super::{DEPTH_MAX, ModelError, NODES_MAX, REACH_MAX};
use crate::mechanics::{Anchor, Anchors};

/// Smallest and largest scale along an axis.
const SCALES: std::ops::RangeInclusive<f32> = 1e-5..=1e5;

/// Each node hangs on one other at most, no chain of them is a ring or too long; in all scenes, for the renderer walks
/// them all.
pub(super) fn check_tree(document: &Document) -> Result<(), ModelError> {
    let count = document.nodes().count();
    let mut parents: Vec<Option<usize>> = vec![None; count];
    for node in document.nodes() {
        if count > NODES_MAX {
            return Err(ModelError::TooDeep(name(&node)));
        }
        for child in node.children() {
            if parents[child.index()].replace(node.index()).is_some() {
                return Err(ModelError::Tangled(name(&child)));
            }
        }
    }
    for scene in document.scenes() {
        let mut roots = vec![false; count];
        for root in scene.nodes() {
            if parents[root.index()].is_some() || std::mem::replace(&mut roots[root.index()], true) {
                return Err(ModelError::Tangled(name(&root)));
            }
        }
    }
    for node in document.nodes() {
        let chain = std::iter::successors(parents[node.index()], |&above| parents[above]);
        let mut depth = 0;
        for above in chain.take(DEPTH_MAX + 1) {
            if above == node.index() {
                return Err(ModelError::Tangled(name(&node)));
            }
            depth += 1;
        }
        if depth > DEPTH_MAX {
            return Err(ModelError::TooDeep(name(&node)));
        }
    }
    Ok(())
}

/// Anchors, names borne twice, triangles of the scene that is shown. The nodes are known to form a tree.
pub(super) fn walk(document: &Document) -> Result<(Anchors, Vec<String>, u64), ModelError> {
    let Some(scene) = document.default_scene().or_else(|| document.scenes().next()) else {
        return Err(ModelError::Nothing);
    };
    let (mut anchors, mut doubles, mut triangles) = (BTreeMap::new(), Vec::new(), 0_u64);
    let mut waiting: Vec<(Node, Mat4)> = scene.nodes().map(|node| (node, Mat4::IDENTITY)).collect();
    while let Some((node, stage_from_parent)) = waiting.pop() {
        let stage_from_node = stage_from_parent * Mat4::from_cols_array_2d(&node.transform().matrix());
        let anchor = anchor(stage_from_node).ok_or_else(|| ModelError::Absurd(name(&node)))?;
        if let Some(name) = node.name()
            && anchors.insert(name.to_owned(), anchor).is_some()
        {
            doubles.push(name.to_owned());
        }
        triangles = triangles.saturating_add(node.mesh().map_or(0, |mesh| triangles_of(&mesh)));
        waiting.extend(node.children().map(|child| (child, stage_from_node)));
    }
    doubles.sort_unstable();
    doubles.dedup();
    Ok((anchors.into_iter().collect(), doubles, triangles))
}

/// What a person reading the finding can look for in Blender.
fn name(node: &Node) -> String {
    node.name()
        .map_or_else(|| format!("nodes[{}]", node.index()), str::to_owned)
}

/// `None` if no eye could see it.
fn anchor(stage_from_node: Mat4) -> Option<Anchor> {
    if !stage_from_node.is_finite() {
        return None;
    }
    let (scale, rotation, translation) = stage_from_node.to_scale_rotation_translation();
    let near = translation.abs().max_element() <= REACH_MAX;
    let sizes = scale.abs().to_array().iter().all(|size| SCALES.contains(size));
    (near && sizes && rotation.is_finite()).then_some(Anchor {
        translation,
        rotation,
        scale,
    })
}

fn triangles_of(mesh: &Mesh) -> u64 {
    let counts = mesh.primitives().map(|primitive| {
        let corners = primitive
            .indices()
            .or_else(|| primitive.get(&gltf::Semantic::Positions));
        let corners = corners.map_or(0, |accessor| accessor.count() as u64);
        match primitive.mode() {
            Mode::Triangles => corners / 3,
            Mode::TriangleStrip | Mode::TriangleFan => corners.saturating_sub(2),
            Mode::Points | Mode::Lines | Mode::LineLoop | Mode::LineStrip => 0,
        }
    });
    counts.fold(0, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use glam::Vec3;

    use super::*;

    #[test]
    fn a_point_that_is_no_number_has_no_anchor() {
        assert!(anchor(Mat4::from_translation(Vec3::NAN)).is_none());
        assert!(anchor(Mat4::from_scale(Vec3::splat(-2.0))).is_some());
    }
}
