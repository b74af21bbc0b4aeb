//! « Événement »: the fair this kiosk stands at.

use etabli_staff::view::{EventView, Hours, Loss, Period, Sector, SectorCount, Split, Stand, Template};
use jiff::civil::{Date, Time};

use crate::{
    config::{EngagementDraft, EventDraft, Expectation, SpanDraft, StandDraft, expected_loss},
    engagement::plan::{ClassLevel, PeriodKind, SealingPlan},
    kit::{self, Library},
    language::{Bilingual, Language},
};

/// What staff see where the file says nothing: one visit in five minutes for eight hours.
const EXPECTED_VISITS: u32 = 100;

/// The same for how they are counted.
const USUAL: SealingPlan = SealingPlan {
    period: PeriodKind::Event,
    level: ClassLevel::KitGroup,
};

/// An event of which nothing is known, on this day.
pub(super) fn blank(day: Date) -> EventView {
    EventView {
        id: None,
        name: Bilingual::default(),
        place: Bilingual::default(),
        first_day: day,
        last_day: day,
        hours: Vec::new(),
        sectors: None,
        offered_sectors: Vec::new(),
        theme: None,
        expected_visits: EXPECTED_VISITS,
        period: Period::Event,
        split: Split::KitGroup,
        losses: Vec::new(),
        is_counting: false,
        stands: Vec::new(),
        kits: Vec::new(),
        others: Vec::new(),
        templates: Vec::new(),
    }
}

/// `sealing`: how tries are counted as the file was checked; `rest`: what is not of this event, its first day being today.
pub(super) fn view(
    id: Option<&str>,
    draft: &EventDraft,
    sealing: Option<SealingPlan>,
    library: &Library,
    rest: EventView,
) -> EventView {
    let today = rest.first_day;
    let first_day = date(&draft.start).unwrap_or(today);
    let last_day = date(&draft.end).unwrap_or(first_day).max(first_day);
    let engagement = draft.engagement.as_ref();
    let plan = sealing.unwrap_or(USUAL);
    EventView {
        id: id.map(str::to_owned),
        name: draft.name.clone(),
        place: draft.place.clone(),
        first_day,
        last_day,
        hours: draft.hours.iter().filter_map(hours).collect(),
        sectors: draft
            .sectors
            .as_ref()
            .map(|names| names.iter().filter_map(|name| sector(name)).collect()),
        offered_sectors: offered(library),
        theme: draft.theme.clone(),
        expected_visits: engagement.map_or(EXPECTED_VISITS, |engagement| engagement.expected_visits),
        period: period(plan.period),
        split: split(plan.level),
        losses: losses(engagement, plan.level, (first_day, last_day), library),
        stands: draft.stands.iter().map(stand).collect(),
        kits: library
            .playable()
            .map(|kit| (kit.id().to_owned(), kit.title(Language::French)))
            .collect(),
        ..rest
    }
}

/// A template as staff choose it: its name, how long it lasts and which trades it shows.
pub(in crate::staff) fn template(id: String, draft: &EventDraft) -> Template {
    let days = date(&draft.start).zip(date(&draft.end)).map_or(1, days_between);
    let lasts = if days > 1 {
        format!("{days} jours")
    } else {
        "un jour".to_owned()
    };
    let sectors = draft.sectors.iter().flatten().filter_map(|name| sector(name));
    let sectors: Vec<_> = sectors.map(|sector| sector.name).collect();
    let shows = if sectors.is_empty() {
        "tous les secteurs".to_owned()
    } else {
        sectors.join(", ")
    };
    Template {
        id,
        name: draft.name.fr.clone(),
        about: format!("{lasts} · {shows}"),
    }
}

/// What each period would lose, as the other numbers stand.
fn losses(engagement: Option<&EngagementDraft>, level: ClassLevel, days: (Date, Date), library: &Library) -> Vec<Loss> {
    let kits = engagement.and_then(|engagement| engagement.kits);
    let kits = kits
        .or_else(|| u32::try_from(library.playable().count()).ok())
        .unwrap_or(1)
        .max(1);
    let expectation = Expectation {
        visits_a_day: engagement.map_or(EXPECTED_VISITS, |engagement| engagement.expected_visits),
        kits,
        days: days_between(days),
    };
    [PeriodKind::Event, PeriodKind::Day]
        .into_iter()
        .map(|kind| Loss {
            period: period(kind),
            percent: (expected_loss(SealingPlan { period: kind, level }, expectation) * 100.0) as f32,
        })
        .collect()
}

/// Both included.
fn days_between((first, last): (Date, Date)) -> u32 {
    let days = first.until(last).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0) + 1
}

fn period(kind: PeriodKind) -> Period {
    match kind {
        PeriodKind::Event => Period::Event,
        PeriodKind::Day => Period::Day,
    }
}

fn split(level: ClassLevel) -> Split {
    match level {
        ClassLevel::Kit => Split::Kit,
        ClassLevel::KitGroup => Split::KitGroup,
        ClassLevel::KitAudience => Split::KitAudience,
    }
}

fn offered(library: &Library) -> Vec<SectorCount> {
    let count = |sector: kit::Sector| library.playable().filter(|kit| kit.sector() == sector).count();
    let all = kit::Sector::ALL.into_iter().map(|known| (known, count(known)));
    all.filter(|(_, kits)| *kits > 0)
        .map(|(known, kits)| SectorCount {
            sector: told(known),
            kits: u32::try_from(kits).unwrap_or(u32::MAX),
        })
        .collect()
}

fn told(sector: kit::Sector) -> Sector {
    Sector {
        id: sector.name().to_owned(),
        name: sector.title().fr,
    }
}

/// A sector that no version of Établi knows is not shown; the file keeps it.
fn sector(name: &str) -> Option<Sector> {
    kit::Sector::ALL
        .into_iter()
        .find(|known| known.name() == name)
        .map(told)
}

fn stand(draft: &StandDraft) -> Stand {
    Stand {
        kit: draft.kit.clone(),
        name: draft.name.clone(),
        place: draft.place.clone(),
        presence: draft.presence.iter().filter_map(hours).collect(),
    }
}

fn hours(span: &SpanDraft) -> Option<Hours> {
    Some(Hours {
        date: date(&span.date)?,
        from: time(&span.from)?,
        to: time(&span.to)?,
    })
}

fn date(written: &str) -> Option<Date> {
    written.parse().ok()
}

fn time(written: &str) -> Option<Time> {
    written.parse().ok()
}
