//! The page of a kiosk, made from real journals, good, broken and hostile.

mod journals;
mod pages;

use std::{collections::BTreeMap, path::PathBuf};

use jiff::{
    Timestamp,
    civil::{Date, date},
    tz::TimeZone,
};

use super::*;
use crate::{
    engagement::{
        journal::{Journal, Limits},
        plan::{ClassLevel, EventPlan, PeriodKind, SealingPlan},
        row::{Audience, Help, KitVisit, Level, Liked, Outcome, slot_of},
        statement::StatementContext,
    },
    figures::EventName,
    language::Language,
};

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// 2027-03-26T09:00 in Paris.
const OPENING: i64 = 1_806_048_000;

const FIRST: Date = date(2027, 3, 26);
const LAST: Date = date(2027, 3, 28);

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime").block_on(future)
}

/// A folder of this test's own, gone when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("etabli-report-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a temporary folder");
        Self(folder)
    }

    async fn journal(&self) -> Journal {
        let (mut journal, _) = Journal::open(&self.0, Limits::default()).await.expect("it opens");
        journal.agree(&plan("salon")).await.expect("a plan");
        journal
    }

    /// The page of this folder's journal.
    fn page(&self, about: About) -> String {
        let out = self.0.join("rapports/bilan.html");
        let report = write(&self.0, about, Vec::new(), Vec::new(), &out).expect("written");
        let page = fs::read_to_string(&out).expect("a page");
        assert_eq!(page, report.to_html());
        page
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn plan(event: &str) -> EventPlan {
    EventPlan {
        event: event.to_owned(),
        first_day: FIRST,
        last_day: LAST,
        zone: zone(),
        sealing: SealingPlan {
            period: PeriodKind::Event,
            level: ClassLevel::KitGroup,
        },
    }
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").expect("time zones")
}

fn at(secs: i64) -> Timestamp {
    Timestamp::from_second(secs).expect("an instant")
}

fn about() -> About {
    let mut names = Names::default();
    names.kits.insert("soudure".to_owned(), "Soudeur, soudeuse".to_owned());
    let event = EventName {
        name: "Salon des métiers".to_owned(),
        place: "Rouen, parc des expositions".to_owned(),
        territory: None,
    };
    names.events.insert("salon".to_owned(), event);
    About {
        kiosk: Some("borne-3".to_owned()),
        event: Some("salon".to_owned()),
        names,
        days: Some((FIRST, LAST)),
        open: BTreeMap::from([(FIRST, 18..=35)]),
        zone: zone(),
        made_at: at(OPENING + 9 * HOUR),
    }
}

fn visit(kit: &str, audience: Audience, instant: i64) -> KitVisit {
    KitVisit {
        event: "salon".to_owned(),
        kit: kit.to_owned(),
        kit_version: "1.0.0".to_owned(),
        level: Level::Discovery,
        audience: Some(audience),
        language: Language::French,
        slot: slot_of(instant),
        outcome: if instant % 3 == 0 {
            Outcome::Abandoned { step: 2 }
        } else {
            Outcome::Finished
        },
        secs: 141,
        steps: 4,
        scores: vec![("geste".to_owned(), 61)],
        help: Help::Ghost,
        liked: Some(Liked::Yes),
    }
}

fn context() -> StatementContext {
    StatementContext {
        iri_base: "https://agence.example/xapi".to_owned(),
    }
}

/// The part of the page under this title.
fn part<'a>(page: &'a str, title: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("<h2>{title}")).expect("a part");
    rest.split_once("</section>").map_or(rest, |(part, _)| part)
}

/// Text as a reader sees it.
fn text(html: &str) -> String {
    let mut seen = String::new();
    let mut within = false;
    for letter in html.chars() {
        match letter {
            '<' => within = true,
            '>' => within = false,
            _ if !within => seen.push(letter),
            _ => {}
        }
    }
    seen
}
