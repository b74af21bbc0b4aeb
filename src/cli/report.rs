//! `etabli report`: what one kiosk tells its staff at the end of a day or an event, in one HTML page.

use std::{
    collections::BTreeMap,
    ops::RangeInclusive,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::Args;
use etabli_upkeep::{
    policy::Mode as PlayerMode,
    quarantine,
    restarts::{self, Record},
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::{agency::names, data, home};
use crate::{
    config::{self, Event},
    finding::Findings,
    report::{self, About, Happening, KioskReport, Mode, Quarantined, What, WriteError},
};

/// Where pages go, in the kiosk's data.
const FOLDER: &str = "bilans";

const HALF_HOURS_OF_A_DAY: i64 = 48;

#[derive(Args, Debug)]
pub struct ReportArgs {
    /// L’événement : le nom de son fichier dans config/events ; sans lui, celui de config/kiosk.ron.
    #[arg(long, value_name = "ÉVÉNEMENT")]
    event: Option<String>,
    /// Fichier à écrire ; sans lui, dans le dossier « bilans » des données de la borne.
    #[arg(long, value_name = "FICHIER.html")]
    out: Option<PathBuf>,
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    home: Option<PathBuf>,
    /// Dossier des données de la borne, au lieu de celui du système.
    #[arg(long, value_name = "DOSSIER_DES_DONNEES")]
    data: Option<PathBuf>,
}

/// Exit code 0 if there is nothing to do, 1 if the page says what is, 2 if there is no page.
pub fn run(args: &ReportArgs) -> ExitCode {
    match make(args) {
        Ok((path, is_well)) => {
            println!("{}", path.display());
            if is_well {
                return ExitCode::SUCCESS;
            }
            eprintln!("Le bilan est écrit\u{a0}; il dit ce qui est à faire.");
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("etabli report\u{a0}: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn make(args: &ReportArgs) -> anyhow::Result<(PathBuf, bool)> {
    let home = home::find(args.home.as_deref())?;
    let data = data::folder(args.data.as_deref())?;
    let event = args.event.clone().or_else(|| event_of(&home));
    let path = args.out.clone().unwrap_or_else(|| usual_path(&data, event.as_deref()));
    let told = || format!("le bilan ne s’écrit pas dans «\u{a0}{}\u{a0}»", path.display());
    let report = write(&home, &data, event.as_deref(), &path).with_context(told)?;
    Ok((path, report.is_well()))
}

/// Where the page of an event is kept: each new one takes the place of the one before.
pub fn usual_path(data: &Path, event: Option<&str>) -> PathBuf {
    // An id that would lead out of the folder has no event.
    let name = event.filter(|id| config::is_id(id)).unwrap_or("borne");
    data.join(FOLDER).join(format!("{name}.html"))
}

/// The event that this kiosk stands at.
pub fn event_of(home: &Path) -> Option<String> {
    config::load_kiosk(&home.join("config/kiosk.ron"), &mut Findings::default()).event
}

/// Makes the page of the kiosk whose settings are in `home` and whose own data is in `data`. Whatever cannot be read, the page
/// says so. Waits for the disk: not for the frame loop.
///
/// # Errors
/// If the page cannot be written.
pub fn write(home: &Path, data: &Path, event: Option<&str>, out: &Path) -> Result<KioskReport, WriteError> {
    let happenings = restarts::read(data).into_iter().map(happening).collect();
    let quarantined = quarantine::read(data).unwrap_or_else(|error| {
        tracing::warn!("for the report: {error}");
        Vec::new()
    });
    let quarantined = quarantined.into_iter().map(|entry| Quarantined {
        kit: entry.kit,
        reason: entry.reason,
        since: entry.since,
    });
    report::write(data, about(home, event), happenings, quarantined.collect(), out)
}

/// What the settings say; what they do not, the page does without.
fn about(home: &Path, id: Option<&str>) -> About {
    let mut ignored = Findings::default();
    let event = id.and_then(|id| config::load_event(&home.join("config/events"), id, &mut ignored));
    let agency = config::load_agency(&home.join("config/agency.ron"), &mut ignored);
    let zone = id.zip(event.as_ref()).map(|(id, event)| event.plan(id).zone);
    let zone = zone.unwrap_or_else(TimeZone::system);
    About {
        kiosk: Some(agency.kiosk),
        event: id.map(str::to_owned),
        names: names::read(home),
        days: event.as_ref().map(Event::days),
        open: event.as_ref().map(|event| open(event, &zone)).unwrap_or_default(),
        zone,
        made_at: Timestamp::now(),
    }
}

/// From which half hour of a day to which visitors come in; an event without hours has none.
fn open(event: &Event, zone: &TimeZone) -> BTreeMap<Date, RangeInclusive<i64>> {
    let (first, last) = event.days();
    let is_open = |day: Date, half: &i64| {
        let minute = i8::try_from(half % 2 * 30).unwrap_or(0);
        let hour = i8::try_from(half / 2).unwrap_or(0);
        let begin = day.at(hour, minute, 0, 0).to_zoned(zone.clone());
        // Not the minute at which it closes.
        begin.is_ok_and(|begin| !event.is_closed(begin.timestamp(), SignedDuration::from_mins(29)))
    };
    let mut open = BTreeMap::new();
    for day in first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last) {
        let mut halves = (0..HALF_HOURS_OF_A_DAY).filter(|half| is_open(day, half));
        if let Some(begin) = halves.next() {
            open.insert(day, begin..=halves.next_back().unwrap_or(begin));
        }
    }
    open.retain(|_, halves| *halves != (0..=HALF_HOURS_OF_A_DAY - 1));
    open
}

fn happening(Record { at, event }: Record) -> Happening {
    let what = match event.what {
        restarts::What::Start => What::Start(mode(event.detail.as_deref())),
        restarts::What::Ready => What::Ready,
        restarts::What::Crash => What::Crash,
        restarts::What::Frozen => What::Frozen,
        restarts::What::Asked => What::Asked,
        restarts::What::Stop => What::Stop,
        restarts::What::Safe => What::Safe,
        restarts::What::OutOfOrder => What::OutOfOrder,
        restarts::What::Quarantine => What::Quarantine,
    };
    Happening {
        at,
        what,
        detail: event.detail,
        kit: event.kit,
        exit: event.exit,
        signal: event.signal,
        ready_ms: event.ready_ms,
    }
}

/// A start's line says its mode in the words of staff.
fn mode(detail: Option<&str>) -> Mode {
    match detail {
        Some(told) if told == PlayerMode::Safe.told() => Mode::Safe,
        Some(told) if told != PlayerMode::Normal.told() => Mode::OutOfOrder,
        _ => Mode::Normal,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const EVENT: &str = r#"(
        name: (fr: "Salon", en: "Fair"),
        place: (fr: "Rouen", en: "Rouen"),
        start: "2027-03-26",
        end: "2027-03-28",
        hours: [
            (date: "2027-03-26", from: "09:00", to: "12:00"),
            (date: "2027-03-26", from: "13:30", to: "18:00"),
            (date: "2027-03-28", from: "10:15", to: "17:40"),
        ],
    )"#;

    #[test]
    fn the_chart_goes_from_opening_to_closing() {
        let event = config::parse_event("e.ron", EVENT.as_bytes(), &mut Findings::default()).expect("an event");
        let zone = TimeZone::get("Europe/Paris").expect("time zones");
        let open = open(&event, &zone);
        let wanted = [(date(2027, 3, 26), 18..=35), (date(2027, 3, 28), 20..=35)];
        assert_eq!(open, BTreeMap::from(wanted));
        let always = EVENT
            .replace("hours: [", "stands: [], /*")
            .replace("        ],\n    )", "*/ )");
        let event = config::parse_event("e.ron", always.as_bytes(), &mut Findings::default()).expect("an event");
        assert_eq!(super::open(&event, &zone), BTreeMap::new());
    }

    #[test]
    fn a_start_says_in_which_mode() {
        assert_eq!(mode(None), Mode::Normal);
        assert_eq!(mode(Some("mode normal")), Mode::Normal);
        assert_eq!(mode(Some("mode sans échec")), Mode::Safe);
        assert_eq!(mode(Some("hors service, E3-CRASH")), Mode::OutOfOrder);
    }

    #[test]
    fn no_event_leads_out_of_the_folder() {
        let data = Path::new("/donnees");
        assert_eq!(
            usual_path(data, Some("salon-2027")),
            Path::new("/donnees/bilans/salon-2027.html")
        );
        for event in [None, Some("../../etc/passwd"), Some("")] {
            assert_eq!(usual_path(data, event), Path::new("/donnees/bilans/borne.html"));
        }
    }
}
