//! Checks many kits at once: as many as there are cores, from the cache where nothing has changed.

use std::{
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::{cache::Cache, file_of};
use crate::{
    finding::Finding,
    kit::{self, Examination},
};

/// A kit being checked holds its files and one decoded picture, up to 90 MB: more at once would fill a small machine.
const AT_ONCE_MAX: usize = 4;

/// The findings of each kit, in the order of `folders`. `options` names whatever of `how` is not in the kits.
pub(super) fn check(folders: &[PathBuf], how: Examination, cache: Option<&Cache>, options: &str) -> Vec<Vec<Finding>> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(vec![Vec::new(); folders.len()]);
    let work = || {
        while let Some((index, folder)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            folders.get(index).map(|folder| (index, folder))
        } {
            let findings = one(folder, how, cache, options);
            // Nobody panics while holding it.
            found.lock().unwrap_or_else(PoisonError::into_inner)[index] = findings;
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for number in 1..cores.min(AT_ONCE_MAX).min(folders.len()) {
            let helper = thread::Builder::new().name(format!("check {number}"));
            // Without helpers the work is only slower.
            let _ = helper.spawn_scoped(scope, work);
        }
        work();
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn one(folder: &Path, how: Examination, cache: Option<&Cache>, options: &str) -> Vec<Finding> {
    let fresh = || kit::kit_from_folder(folder, how).1.sorted();
    let Some((cache, print)) = cache.and_then(|cache| Some((cache, cache.fingerprint(folder, options)?))) else {
        return fresh();
    };
    let file = file_of(folder);
    if let Some(findings) = cache.get(&print, &file) {
        return findings;
    }
    let findings = fresh();
    // What was changed meanwhile is not remembered, nor what depends on files where no asset should be.
    let all_told = findings
        .iter()
        .all(|finding| finding.file == file && finding.code != kit::check::ELSEWHERE.id);
    if all_told && cache.fingerprint(folder, options).as_ref() == Some(&print) {
        cache.put(&print, &findings);
    }
    findings
}
