//! The kit format. (First cut of the checked kit; the checker completes it.)

pub mod asset;
pub mod library;
pub mod raw;

use std::collections::BTreeMap;

use glam::{Quat, Vec3};
use jiff::civil::Date;

pub(crate) use asset::plugin;
pub use library::{KitsFolder, Library};
pub use raw::{Criterion, Debrief, Diploma, Fact, Intro, Metier, Mystery, Step};

use crate::{
    finding::Findings,
    language::{Bilingual, Language},
    mechanics::{Anchor, Anchors},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    Quick,
    Full,
}

#[derive(Clone, Debug)]
pub enum FileProblem {
    Unreadable(String),
}

#[derive(Clone, Debug, Default)]
pub struct KitFiles(BTreeMap<String, Result<Vec<u8>, FileProblem>>);

impl KitFiles {
    pub fn insert(&mut self, name: String, read: Result<Vec<u8>, FileProblem>) {
        self.0.insert(name, read);
    }
}

#[derive(Clone, Debug)]
pub struct Kit {
    raw: raw::Kit,
    anchors: BTreeMap<String, Anchors>,
}

pub struct SourceMap;

pub fn parse(file: &str, bytes: &[u8]) -> Result<(raw::Kit, SourceMap), Findings> {
    let options = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_default_extension(ron::extensions::Extensions::UNWRAP_VARIANT_NEWTYPES);
    match options.from_bytes::<raw::Kit>(bytes) {
        Ok(kit) => Ok((kit, SourceMap)),
        Err(error) => {
            let mut findings = Findings::default();
            findings.add("K001", crate::finding::Severity::Error, crate::finding::FieldPath::root(), Bilingual::new(error.to_string(), error.to_string()));
            findings.locate(file, |_| None);
            Err(findings)
        }
    }
}

pub fn paths(raw: &raw::Kit) -> Vec<String> {
    raw.steps.iter().map(|step| step.diorama.clone()).collect()
}

pub fn check(raw: raw::Kit, _: &SourceMap, _: &str, files: &KitFiles, _: Depth) -> (Option<Kit>, Findings) {
    let mut anchors = BTreeMap::new();
    for (name, bytes) in &files.0 {
        let Ok(bytes) = bytes else { return (None, Findings::default()) };
        let Ok(gltf) = gltf::Gltf::from_slice(bytes) else { return (None, Findings::default()) };
        let nodes = gltf.nodes().filter_map(|node| {
            let (t, r, s) = node.transform().decomposed();
            let anchor = Anchor { translation: Vec3::from(t), rotation: Quat::from_array(r), scale: Vec3::from(s) };
            Some((node.name()?.to_owned(), anchor))
        });
        anchors.insert(name.clone(), nodes.collect());
    }
    (Some(Kit { raw, anchors }), Findings::default())
}

impl Kit {
    pub fn id(&self) -> &str {
        &self.raw.id
    }
    pub fn title(&self, language: Language) -> String {
        let (f, m) = (self.raw.metier.feminine.get(language), self.raw.metier.masculine.get(language));
        if f == m { f.to_owned() } else { format!("{f}, {}", m.to_lowercase()) }
    }
    pub fn metier(&self) -> &Metier {
        &self.raw.metier
    }
    pub fn branch(&self) -> &Bilingual {
        &self.raw.branch.name
    }
    pub fn intro(&self) -> &Intro {
        &self.raw.intro
    }
    pub fn mystery(&self) -> &Mystery {
        &self.raw.mystery
    }
    pub fn steps(&self) -> &[Step] {
        &self.raw.steps
    }
    pub fn anchors(&self, step: &Step) -> &Anchors {
        &self.anchors[&step.diorama]
    }
    pub fn criteria(&self) -> &[Criterion] {
        &self.raw.debrief.criteria
    }
    pub fn debrief(&self) -> &Debrief {
        &self.raw.debrief
    }
    pub fn facts(&self) -> &[Fact] {
        &self.raw.metier.facts
    }
    pub fn duration_minutes(&self) -> u32 {
        2
    }
    pub fn diplomas_on(&self, _: Date) -> Vec<&Diploma> {
        self.raw.metier.diplomas.iter().collect()
    }
}
