//! The events of a kiosk: their list, new ones from templates, those that go.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::{Span, civil::Date};

use super::{
    Desk, DeskError, Page, Sheet,
    changing::written,
    forms::{EventForm, Form},
    tree,
};
use crate::{
    config::{EventDraft, SpanDraft, event, fields::read_date, file_name, is_id},
    finding::{Finding, Findings},
    language::Bilingual,
};

/// How the names of events' files end.
const ENDING: &str = "ron";

/// An event in the list of them all.
#[derive(Clone, Debug, PartialEq)]
pub struct EventSummary {
    pub id: String,
    /// `None`: its file cannot be read.
    pub name: Option<Bilingual>,
    /// First and last day, if they make sense.
    pub days: Option<(Date, Date)>,
    pub findings: Vec<Finding>,
}

/// What a new event is made from.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// Name of its file, without the ending.
    pub id: String,
    pub name: Bilingual,
    pub place: Bilingual,
    /// All days of the template move along with the first.
    pub start: Date,
}

/// The templates of events in this folder (`assets/templates/evenements`), each with its id, sorted by id.
pub fn templates(folder: &Path) -> Vec<(String, EventDraft)> {
    let read = |id: String| {
        let bytes = crate::config::read(&folder.join(format!("{id}.{ENDING}"))).ok()?;
        let draft = EventForm::read("", &bytes, &mut Findings::default())?;
        Some((id, draft))
    };
    ids(folder).into_iter().filter_map(read).collect()
}

impl Desk<'_> {
    /// Every event there is, sorted by id.
    pub fn events(&self) -> Vec<EventSummary> {
        let folder = self.config.join("events");
        ids(&folder).into_iter().map(|id| summary(&folder, id)).collect()
    }

    /// Makes an event from the text of a template, whose comments it keeps.
    ///
    /// # Errors
    /// If there is one of that name, or as for [`Self::save_event`].
    pub fn new_event(&mut self, template: &Path, new: &NewEvent) -> Result<Vec<Finding>, DeskError> {
        let path = self.path(&Page::Event(new.id.clone()))?;
        let what = file_name(template);
        let base = crate::config::read(template).map_err(|source| DeskError::Disk {
            file: what.clone(),
            source,
        })?;
        let mut findings = Findings::default();
        let Some(draft) = EventForm::read(&what, &base, &mut findings) else {
            let findings = findings.sorted();
            return Err(DeskError::Broken { file: what, findings });
        };
        let mut draft = moved(draft, new.start);
        (draft.name, draft.place) = (new.name.clone(), new.place.clone());
        let _held = self.lock()?;
        let shelf = self.shelf(&path);
        if shelf.bytes()?.is_some() {
            return Err(DeskError::There { what: new.id.clone() });
        }
        let base = without_head(&base, template);
        let (text, findings) = written::<EventForm>(&shelf.file(), base.as_bytes(), &draft)?;
        shelf.write(None, text.as_bytes())?;
        self.seen.insert(path, Some(text.into_bytes()));
        Ok(findings)
    }

    /// Has the kiosk stand at this event from the next start on; `None`: at none.
    ///
    /// # Errors
    /// If there is no such event that can be read, or as for [`Self::save_kiosk`].
    pub fn switch_event(&mut self, id: Option<&str>) -> Result<Vec<Finding>, DeskError> {
        if let Some(id) = id {
            let what = id.to_owned();
            match self.event(id)? {
                Sheet::Good { .. } => {}
                Sheet::Broken { findings, .. } => return Err(DeskError::Broken { file: what, findings }),
                Sheet::Absent { .. } => return Err(DeskError::Absent { what }),
            }
        }
        let mut config = match self.kiosk()? {
            Sheet::Good { content, .. } => content,
            Sheet::Absent { last_good } => last_good.unwrap_or_default(),
            Sheet::Broken { findings, .. } => {
                let file = file_name(&self.path(&Page::Kiosk)?);
                return Err(DeskError::Broken { file, findings });
            }
        };
        config.event = id.map(str::to_owned);
        self.save_kiosk(&config)
    }

    /// Deletes an event; undoing brings it back.
    ///
    /// # Errors
    /// If the kiosk stands at it, if there is none, or if the disk does not let it go.
    pub fn delete_event(&mut self, id: &str) -> Result<(), DeskError> {
        let path = self.path(&Page::Event(id.to_owned()))?;
        let in_use = self.kiosk()?.content().and_then(|config| config.event.clone());
        if in_use.as_deref() == Some(id) {
            return Err(DeskError::InUse { id: id.to_owned() });
        }
        let _held = self.lock()?;
        let shelf = self.shelf(&path);
        let now = shelf.bytes()?;
        if now.is_none() {
            return Err(DeskError::Absent { what: id.to_owned() });
        }
        self.unchanged::<EventForm>(&shelf, now.as_deref())?;
        shelf.remove()?;
        self.seen.insert(path, None);
        Ok(())
    }
}

fn ids(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let id = |path: PathBuf| {
        let is_event = path.extension().is_some_and(|ending| ending == ENDING);
        let stem = path.file_stem()?.to_str()?;
        (is_event && is_id(stem)).then(|| stem.to_owned())
    };
    let mut ids: Vec<String> = entries.filter_map(|entry| id(entry.path())).collect();
    ids.sort_unstable();
    ids
}

fn summary(folder: &Path, id: String) -> EventSummary {
    let path = folder.join(format!("{id}.{ENDING}"));
    let mut findings = Findings::default();
    let bytes = crate::config::read(&path).unwrap_or_default();
    let read = event::read_event(&file_name(&path), &bytes, &mut findings);
    let (name, event) = read.map_or((None, None), |(draft, event)| (Some(draft.name), event));
    EventSummary {
        id,
        name,
        days: event.map(|event| event.days()),
        findings: findings.sorted(),
    }
}

/// The text of a template from its first bracket on: what stands above tells what a template is.
fn without_head(base: &[u8], template: &Path) -> String {
    let text = String::from_utf8_lossy(base);
    let start = tree::read(&text).map_or(0, |root| root.span.start);
    let name = template.file_stem().unwrap_or_default().to_string_lossy();
    format!(
        "// Fait d’après le modèle «\u{a0}{name}\u{a0}». Tout est expliqué dans docs/configuration.md.\n{}",
        &text[start..]
    )
}

/// The draft with its first day on `start`, and all others as far from it as they were.
fn moved(mut draft: EventDraft, start: Date) -> EventDraft {
    let Some(first) = read_date(&draft.start) else {
        return draft;
    };
    let days = (start - first).get_days();
    let moved = |written: &mut String| {
        let date = read_date(written).and_then(|date| date.checked_add(Span::new().days(days)).ok());
        if let Some(date) = date {
            *written = date.to_string();
        }
    };
    moved(&mut draft.start);
    moved(&mut draft.end);
    let spans = |spans: &mut Vec<SpanDraft>| spans.iter_mut().for_each(|span| moved(&mut span.date));
    spans(&mut draft.hours);
    draft.stands.iter_mut().for_each(|stand| spans(&mut stand.presence));
    draft
}
