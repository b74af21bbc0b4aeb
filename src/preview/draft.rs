//! The kit being written: its last good version, what the checks say of the newest, and what must begin again.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
};

use bevy::prelude::Resource;

use super::{
    shelf::Shelf,
    watch::{Sight, sight},
};
use crate::{
    finding::{Finding, Severity, Texts, Told, tell},
    kit::{Depth, Kit, Reading, read_kit},
    language::Language,
    screens::Place,
};

/// The kit being written.
#[derive(Resource, Debug)]
pub struct Draft {
    folder: PathBuf,
    shelf: Shelf,
    /// The last version that passed.
    kit: Option<Kit>,
    /// What the checks say of the newest version.
    findings: Vec<Finding>,
    texts: Texts,
    /// Whether the newest version is the one that plays.
    is_current: bool,
}

/// A version that passed took the place of another.
#[derive(Clone, Debug)]
pub struct News {
    pub before: Option<Kit>,
    pub now: Kit,
    /// Files that differ from the version before, by their path in the kit.
    pub changed: BTreeSet<String>,
}

impl Draft {
    /// Reads the kit in `folder` for the first time; also what was seen of its files before they were read.
    ///
    /// # Errors
    /// If there is no room for a copy of it.
    pub fn open(folder: &Path) -> io::Result<(Self, Sight)> {
        let seen = sight(folder);
        let mut draft = Self {
            folder: folder.to_owned(),
            shelf: Shelf::new()?,
            kit: None,
            findings: Vec::new(),
            texts: Texts::new(),
            is_current: false,
        };
        draft.take(read_kit(folder, Depth::Full))?;
        Ok((draft, seen))
    }

    /// Takes what was read: findings always, the kit if it passed.
    ///
    /// # Errors
    /// If its files cannot be kept; the version before plays on.
    pub fn take(&mut self, reading: Reading) -> io::Result<Option<News>> {
        let text = String::from_utf8_lossy(&reading.text).into_owned();
        self.findings = reading.findings.clone().sorted();
        let files = self.findings.iter().map(|finding| finding.file.clone());
        self.texts = files.map(|file| (file, text.clone())).collect();
        self.is_current = false;
        let Some(now) = reading.kit.clone() else {
            return Ok(None);
        };
        let changed = self.shelf.keep(&now, &reading)?;
        self.is_current = true;
        let before = self.kit.replace(now.clone());
        Ok(Some(News { before, now, changed }))
    }

    /// The author's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of kits that is played from.
    pub fn kits(&self) -> &Path {
        self.shelf.kits()
    }

    /// The last version that passed.
    pub fn kit(&self) -> Option<&Kit> {
        self.kit.as_ref()
    }

    /// Whether what plays is what the files say now.
    pub fn is_current(&self) -> bool {
        self.is_current
    }

    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    pub fn count(&self, severity: Severity) -> usize {
        let of_that = self.findings.iter().filter(|finding| finding.severity == severity);
        of_that.count()
    }

    /// What `etabli kit check` says of the newest version, the worst first.
    pub fn told(&self, language: Language) -> Vec<Told> {
        let mut told = tell(&self.findings, &self.texts, language);
        told.sort_by_key(|told| std::cmp::Reverse(told.severity));
        told
    }
}

impl News {
    /// Where somebody who was at `place` is now: a step is found again by its name, wherever it went.
    pub fn place(&self, place: Place) -> Place {
        let steps = self.now.steps();
        match place {
            Place::Step(index) => {
                let name = self.before.as_ref().and_then(|kit| kit.steps().get(index));
                let found = name.and_then(|old| steps.iter().position(|step| step.id == old.id));
                Place::Step(found.unwrap_or(index).min(steps.len().saturating_sub(1)))
            }
            Place::Finale if self.now.finale().is_none() => Place::Debrief,
            Place::Intro | Place::Finale | Place::Debrief => place,
        }
    }

    /// Whether `place` (of the version before) has to begin again: its numbers or its model are others.
    pub fn begins_again(&self, place: Place) -> bool {
        let Some(before) = self.before.as_ref().filter(|before| before.id() == self.now.id()) else {
            return true;
        };
        let now = self.place(place);
        if now != place {
            return true;
        }
        let has_changed = |diorama: &String| self.changed.contains(diorama);
        match now {
            Place::Intro => false,
            Place::Step(index) => {
                let step = self.now.steps().get(index);
                step != before.steps().get(index) || step.is_some_and(|step| has_changed(&step.diorama))
            }
            Place::Finale => {
                let finale = self.now.finale();
                finale != before.finale() || finale.is_some_and(|finale| has_changed(&finale.diorama))
            }
            Place::Debrief => {
                let shown = self.now.steps().get(self.now.exhibited_step());
                shown != before.steps().get(before.exhibited_step())
                    || shown.is_some_and(|step| has_changed(&step.diorama))
            }
        }
    }
}
