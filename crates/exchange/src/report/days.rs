//! When the kiosk was busy, half hour by half hour, and when it stood still.

use std::{collections::BTreeMap, ops::RangeInclusive};

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};
use maud::{Markup, html};

use super::{
    KioskReport,
    days_chart::{self, HALF_HOURS_OF_A_DAY},
    incidents::{Incident, incidents},
    machine, words,
};
use crate::{
    engagement::{anonymise::HalfHour, journal::HALF_HOUR_SECS},
    language::dates,
};

/// A day as its chart shows it. Half hours are those of the day, 0 to 47.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Day {
    pub(super) told: BTreeMap<i64, HalfHour>,
    /// When it stopped although nobody wanted that.
    pub(super) stops: Vec<Time>,
}

pub(super) fn card(report: &KioskReport) -> Markup {
    let days = days(report);
    let most = days
        .values()
        .flat_map(|day| day.told.values())
        .map(|half| half.at_most())
        .max();
    html! {
        section.card {
            h2 { "L’affluence, par demi-heure" }
            p.lede { (lede(report)) }
            @if let Some(most) = most {
                (legend(days.values().any(|day| !day.stops.is_empty())))
                @for (date, day) in &days {
                    @if let Some(shown) = shown(report, *date, day) {
                        article.day {
                            h3 { (dates::day(*date)) }
                            (days_chart::chart(day, &shown, u64::from(most), &alternative(day)))
                        }
                    }
                }
            }
        }
    }
}

fn lede(report: &KioskReport) -> &'static str {
    let counts = &report.counts;
    if !counts.half_hours.is_empty() {
        "Tous les métiers et tous les publics ensemble. Une demi-heure de moins de 10 essais reste en gris."
    } else if counts.trouble.is_some() {
        "Le journal ne se lit pas en entier."
    } else {
        "Aucune demi-heure finie n’a eu assez d’essais pour être montrée (il en faut 10)."
    }
}

fn legend(with_stops: bool) -> Markup {
    html! {
        p.legend {
            span { i.dot.c-ramp-3 {} "essais, au moins" }
            span { i.dot.c-ramp-0 {} "au plus" }
            span { i.dot.c-nothing {} "moins de 10, ou pas montrable" }
            @if with_stops { span { i.dot.c-liked-2 {} "arrêt imprévu" } }
        }
    }
}

/// Days with something to show.
fn days(report: &KioskReport) -> BTreeMap<Date, Day> {
    let mut days: BTreeMap<Date, Day> = BTreeMap::new();
    for half in &report.counts.half_hours {
        let Ok(begin) = Timestamp::from_second(half.at.saturating_mul(HALF_HOUR_SECS)) else {
            continue;
        };
        let there = report.there(begin);
        days.entry(there.date())
            .or_default()
            .told
            .insert(half_of_day(there), *half);
    }
    let lines = machine::of_event(report);
    for incident in incidents(&lines) {
        if let Incident::Outage(outage) = incident
            && outage.cause.is_unwanted()
        {
            let there = report.there(outage.line.at);
            days.entry(there.date()).or_default().stops.push(there.time());
        }
    }
    days
}

fn half_of_day(there: DateTime) -> i64 {
    i64::from(there.hour()) * 2 + i64::from(there.minute()) / 30
}

/// From which half hour to which: the opening hours, and what lies outside them all the same. Never from counts that may
/// not be told.
fn shown(report: &KioskReport, date: Date, day: &Day) -> Option<RangeInclusive<i64>> {
    let stop = |time: &Time| half_of_day(date.to_datetime(*time));
    let inside = day.told.keys().copied().chain(day.stops.iter().map(stop));
    let open = report.about.open.get(&date);
    let all: Vec<i64> = inside
        .chain(open.into_iter().flat_map(|open| [*open.start(), *open.end()]))
        .collect();
    let (first, last) = (*all.iter().min()?, *all.iter().max()?);
    // Whole hours, so that the axis begins and ends with one.
    let (first, last) = (first / 2 * 2, last / 2 * 2 + 1);
    Some(first.max(0)..=last.min(HALF_HOURS_OF_A_DAY - 1))
}

/// The chart in words.
fn alternative(day: &Day) -> String {
    if day.told.is_empty() {
        return "aucune demi-heure n’est montrée".to_owned();
    }
    let told = day.told.iter().map(|(half, told)| {
        let begin = format!("{}\u{a0}h\u{a0}{:02}", half / 2, half % 2 * 30);
        format!("à partir de {begin}, {} essais", words::band(*told))
    });
    told.collect::<Vec<_>>().join("\u{202f}; ")
}
