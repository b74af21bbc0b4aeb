//! The fair this kiosk stands at.

use etabli_language::Bilingual;
use jiff::civil::{Date, Time};

#[derive(Clone, Debug, PartialEq)]
pub struct EventView {
    /// Name of the file in `config/events`; `None`: no event is chosen.
    pub id: Option<String>,
    pub name: Bilingual,
    /// Town and hall.
    pub place: Bilingual,
    pub first_day: Date,
    pub last_day: Date,
    /// When visitors come in; empty: all day long, on each of its days.
    pub hours: Vec<Hours>,
    /// The theme: kits of these sectors are shown; `None`: all of them.
    pub sectors: Option<Vec<Sector>>,
    /// Sectors that this kiosk has kits of, with how many.
    pub offered_sectors: Vec<SectorCount>,
    /// « Semaine de l’industrie ».
    pub theme: Option<Bilingual>,
    /// Per kiosk and day, 1 to 1000.
    pub expected_visits: u32,
    pub period: Period,
    pub split: Split,
    /// What would be lost to anonymity for each period, as the other numbers stand.
    pub losses: Vec<Loss>,
    /// Tries are counted already: period and split are fixed now.
    pub is_counting: bool,
    pub stands: Vec<Stand>,
    /// Ids and names of the kits that a stand can belong to.
    pub kits: Vec<(String, String)>,
    /// The other events of this kiosk.
    pub others: Vec<EventSummary>,
    pub templates: Vec<Template>,
}

/// Open from the first minute to the last, the last not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    pub date: Date,
    pub from: Time,
    pub to: Time,
}

/// A sector of trades, as `config/events/*.ron` writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sector {
    /// `maritime_portuaire`.
    pub id: String,
    /// « Maritime et portuaire ».
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectorCount {
    pub sector: Sector,
    pub kits: u32,
}

/// When the tries are sealed into totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Once, at the end.
    Event,
    /// Each evening.
    Day,
}

/// How finely they are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    Kit,
    KitGroup,
    KitAudience,
}

/// The share of the tries that no total would hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    pub period: Period,
    /// 0 to 100.
    pub percent: f32,
}

/// Where someone of a trade can be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    pub kit: String,
    pub name: Bilingual,
    /// « Hall 2, stand B14 ».
    pub place: Bilingual,
    pub presence: Vec<Hours>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventSummary {
    pub id: String,
    pub name: String,
    pub first_day: Date,
    pub last_day: Date,
}

/// What a new event begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: String,
    /// « Semaine de l’industrie ».
    pub name: String,
    /// What it sets, in a line.
    pub about: String,
}
