//! What staff wish for about the machine's health: the morning check, probes, the report, leaving.

use etabli_staff::HealthAction;
use jiff::{Zoned, tz::TimeZone};

use super::Hands;
use crate::{
    kiosk::leave::Leave,
    language::dates,
    staff::{
        bench::Purpose,
        errand::{Said, argument},
        morning,
        shot::Shoot,
    },
};

impl Hands<'_> {
    pub(super) fn health(&mut self, wish: HealthAction) {
        match wish {
            HealthAction::MorningCheck => {
                self.bench.morning = morning::begun();
                self.bench.probe_disk();
                self.gatherer.ask();
                self.bench
                    .send(Purpose::Morning, "Contrôle du matin", &["doctor", "--json"]);
            }
            HealthAction::ProbeDisk => self.bench.probe_disk(),
            HealthAction::Screenshot => {
                self.shoot.write(Shoot);
            }
            HealthAction::OpenReport => self.report(),
            HealthAction::Restart => {
                self.leave.write(Leave::ToComeBack);
            }
            HealthAction::Quit => {
                self.leave.write(Leave::ForGood);
            }
            HealthAction::PowerOff => self.bench.power_off(),
        }
    }

    /// Onto the first stick there is, else among the kiosk's data.
    fn report(&mut self) {
        let facts = self.gatherer.facts();
        let folder = facts
            .sticks
            .first()
            .map_or(&self.bench.places.data, |stick| &stick.path);
        let file = folder.join(format!("bilan-{}.html", Zoned::now().date()));
        let arguments = ["report", "--out", argument(&file)];
        self.bench.send(Purpose::Report, "Bilan de la borne", &arguments);
    }

    pub(super) fn end_of_check(&mut self, doctor: &Said) {
        let now = Zoned::now().with_time_zone(TimeZone::system());
        let playing = morning::Playing {
            kits: self.library.playable().count(),
            p95_ms: self.frames.quantile_ms(0.95),
            is_event_day: self.event.0.as_ref().map(|event| {
                let (first, last) = event.days();
                (first..=last).contains(&now.date())
            }),
            broken: self.bench.broken.len(),
        };
        let at = dates::instant(now.timestamp(), TimeZone::system());
        self.bench.morning = morning::ended(doctor, &playing, &self.gatherer.facts(), at);
    }
}
