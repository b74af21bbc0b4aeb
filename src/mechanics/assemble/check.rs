//! Checks of an `assemble` step.
use super::Spec;
use crate::{finding::{FieldPath, Findings}, mechanics::Anchors};
pub fn check(_: &Spec, _: &Anchors, _: &[&str], _: &FieldPath, _: &mut Findings) {}
