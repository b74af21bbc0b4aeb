//! How any kind of file is looked at, changed, undone: the same for all, whatever they say.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Changed, Desk, DeskError, Page, Sheet, edit, forms::Form, shelf::Shelf, value::Value};
use crate::finding::{Finding, Findings, Severity};

impl Desk<'_> {
    pub(super) fn look<F: Form>(&mut self, path: &Path) -> Result<Sheet<F::Content>, DeskError> {
        let shelf = self.shelf(path);
        let bytes = shelf.bytes()?;
        let last_good = || -> Result<Option<F::Content>, DeskError> {
            let good = shelf.good()?;
            Ok(good.and_then(|good| F::read("", &good, &mut Findings::default())))
        };
        let mut findings = Findings::default();
        let sheet = match &bytes {
            None => Sheet::Absent {
                last_good: last_good()?,
            },
            Some(bytes) => match F::read(&shelf.file(), bytes, &mut findings) {
                Some(content) => Sheet::Good {
                    content,
                    findings: findings.sorted(),
                },
                None => Sheet::Broken {
                    findings: findings.sorted(),
                    last_good: last_good()?,
                },
            },
        };
        self.seen.insert(path.to_owned(), bytes);
        Ok(sheet)
    }

    pub(super) fn save<F: Form>(&mut self, page: &Page, wanted: &F::Content) -> Result<Vec<Finding>, DeskError> {
        let path = self.path(page)?;
        let _held = self.lock()?;
        let shelf = self.shelf(&path);
        let now = shelf.bytes()?;
        self.unchanged::<F>(&shelf, now.as_deref())?;
        let base = now.as_deref().unwrap_or(F::blank().as_bytes());
        let (text, findings) = written::<F>(&shelf.file(), base, wanted)?;
        if now.as_deref() != Some(text.as_bytes()) {
            shelf.write(now.as_deref(), text.as_bytes())?;
        }
        self.seen.insert(path, Some(text.into_bytes()));
        Ok(findings)
    }

    /// The file is still what it was when it was read here; one that was never read here is taken as it is.
    pub(super) fn unchanged<F: Form>(&self, shelf: &Shelf, now: Option<&[u8]>) -> Result<(), DeskError> {
        let Some(seen) = self.seen.get(shelf.path) else {
            return Ok(());
        };
        if seen.as_deref() == now {
            return Ok(());
        }
        let file = shelf.file();
        let said = |bytes: Option<&[u8]>| {
            let content = F::read(&file, bytes?, &mut Findings::default())?;
            Some(F::value(&content))
        };
        let changes = differences(said(seen.as_deref()).as_ref(), said(now).as_ref());
        Err(DeskError::Changed { file, changes })
    }

    pub(super) fn replace_broken<F: Form>(
        &mut self,
        page: &Page,
        wanted: &F::Content,
        today: Date,
    ) -> Result<PathBuf, DeskError> {
        let path = self.path(page)?;
        let _held = self.lock()?;
        let shelf = self.shelf(&path);
        let file = shelf.file();
        let Some(now) = shelf.bytes()? else {
            return Err(DeskError::Absent { what: file });
        };
        self.unchanged::<F>(&shelf, Some(&now))?;
        let reads = |bytes: &[u8]| F::read(&file, bytes, &mut Findings::default()).is_some();
        if reads(&now) {
            return Err(DeskError::There { what: file });
        }
        let good = shelf.good()?.filter(|good| reads(good));
        let base = good.as_deref().unwrap_or(F::blank().as_bytes());
        let (text, _) = written::<F>(&file, base, wanted)?;
        let aside = shelf.put_aside(&now, today)?;
        shelf.write(good.as_deref(), text.as_bytes())?;
        self.seen.insert(path, Some(text.into_bytes()));
        Ok(aside)
    }

    pub(super) fn undo_form<F: Form>(&mut self, page: &Page) -> Result<(), DeskError> {
        let path = self.path(page)?;
        let _held = self.lock()?;
        let shelf = self.shelf(&path);
        let now = shelf.bytes()?;
        self.unchanged::<F>(&shelf, now.as_deref())?;
        let before = shelf.before()?.filter(|before| now.as_ref() != Some(before));
        let Some(before) = before else {
            return Err(DeskError::NothingToUndo);
        };
        let mut findings = Findings::default();
        if F::read(&shelf.file(), &before, &mut findings).is_none() {
            let findings = findings.sorted();
            return Err(DeskError::Refused { findings });
        }
        match &now {
            Some(now) => shelf.swap(now, &before)?,
            None => shelf.restore(&before)?,
        }
        self.seen.insert(path, Some(before));
        Ok(())
    }

    pub(super) fn keep_form<F: Form>(&self, page: &Page) -> Result<(), DeskError> {
        let path = self.path(page)?;
        let shelf = self.shelf(&path);
        let Some(bytes) = shelf.bytes()? else { return Ok(()) };
        let mut findings = Findings::default();
        let is_good = F::read(&shelf.file(), &bytes, &mut findings).is_some() && !findings.has_errors();
        if is_good {
            let _held = self.lock()?;
            shelf.keep(&bytes)?;
        }
        Ok(())
    }
}

/// The text at `base`, changed so that it says `wanted`, and what there is to say about it.
pub(super) fn written<F: Form>(
    file: &str,
    base: &[u8],
    wanted: &F::Content,
) -> Result<(String, Vec<Finding>), DeskError> {
    let mut before = Findings::default();
    let old = match F::read(file, base, &mut before) {
        Some(content) => F::value(&content),
        // A blank says nothing yet.
        None if base == F::blank().as_bytes() => Value::Struct(Vec::new()),
        None => {
            let (file, findings) = (file.to_owned(), before.sorted());
            return Err(DeskError::Broken { file, findings });
        }
    };
    let layout = || DeskError::Layout { file: file.to_owned() };
    let text = std::str::from_utf8(base).map_err(|_| layout())?;
    let text = edit::edit(text, &old, &F::value(wanted), &F::comment).ok_or_else(layout)?;
    let mut after = Findings::default();
    let read = F::read(file, text.as_bytes(), &mut after);
    let after = after.sorted();
    let known = |finding: &Finding| {
        before
            .iter()
            .any(|old| (old.code, &old.path) == (finding.code, &finding.path))
    };
    let is_new = |finding: &&Finding| finding.severity == Severity::Error && !known(finding);
    let new: Vec<Finding> = after.iter().filter(is_new).cloned().collect();
    if !new.is_empty() {
        return Err(DeskError::Refused { findings: new });
    }
    match read {
        Some(content) if content == *wanted => Ok((text, after)),
        _ => Err(layout()),
    }
}

/// The fields that are not the same, at the top of two files.
fn differences(before: Option<&Value>, now: Option<&Value>) -> Vec<Changed> {
    let names = [before, now].into_iter().flatten().filter_map(|value| match value {
        Value::Struct(fields) => Some(fields.iter().map(|(name, _)| *name)),
        Value::Word(_) | Value::List(_) => None,
    });
    let mut names: Vec<&str> = names.flatten().collect();
    names.sort_unstable();
    names.dedup();
    let said = |value: Option<&Value>, name: &str| value.and_then(|value| value.field(name)).map(Value::line);
    let changes = names.into_iter().map(|name| Changed {
        name: name.to_owned(),
        before: said(before, name),
        now: said(now, name),
    });
    changes.filter(|change| change.before != change.now).collect()
}
