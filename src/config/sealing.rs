//! How an event's visits are counted: the part `engagement` of its file, and what it would lose.

use jiff::civil::Date;

use super::draft::EngagementDraft;
use super::loss::{Expectation, expected_loss};
use crate::{
    engagement::plan::{ClassLevel, PeriodKind, ROW_DAYS_MAX, SealingPlan},
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
};

pub(super) const OUT_OF_RANGE: Code = Code::error("C223", "un nombre attendu est trop petit ou trop grand");
pub(super) const LOSS: Code = Code::error("C224", "trop d’essais seraient perdus");
pub(super) const LOSS_ACCEPTED: Code = Code::note("C225", "une perte d’essais est acceptée");
pub(super) const TOO_LONG: Code = Code::error("C226", "l’événement est trop long pour être compté en une fois");

/// A greater share of tries is not lost unless staff say that they know, percent.
const LOSS_MAX_PERCENT: f64 = 20.0;

/// A minute each, from seven in the morning to midnight, is not reached.
const VISITS_MAX: u32 = 1000;
const KITS_MAX: u32 = 200;

/// What a kiosk is taken to offer where its file does not say.
const KITS_USUAL: u32 = 10;

/// With more kits, classes of a kit and a group get too small.
const KITS_BY_GROUP_MAX: u32 = 10;

/// The plan that the event's visits are sealed by. What is wrong is replaced by what loses least.
pub(super) fn check(
    raw: Option<&EngagementDraft>,
    days: Option<(Date, Date)>,
    path: &FieldPath,
    findings: &mut Findings,
) -> SealingPlan {
    let days = days.map_or(1, |(start, end)| (end - start).get_days() + 1);
    let period = if days > ROW_DAYS_MAX {
        PeriodKind::Day
    } else {
        PeriodKind::Event
    };
    let Some(raw) = raw else {
        let level = SealingPlan::default().level;
        return SealingPlan { period, level };
    };
    let coarsest = SealingPlan {
        period,
        level: ClassLevel::Kit,
    };
    let kits = raw.kits.unwrap_or(KITS_USUAL);
    let mut plan = wanted(raw, kits, coarsest);
    if plan.period == PeriodKind::Event && period == PeriodKind::Day {
        too_long(days, &path.field("period"), findings);
        plan.period = period;
    }
    let in_range = [
        range(
            raw.expected_visits,
            VISITS_MAX,
            &path.field("expected_visits"),
            findings,
        ),
        range(kits, KITS_MAX, &path.field("kits"), findings),
    ];
    if in_range != [true, true] {
        return coarsest;
    }
    let expected = Expectation {
        visits_a_day: raw.expected_visits,
        kits,
        days: u32::try_from(days).unwrap_or(1),
    };
    let lost = percent(plan, expected);
    if lost <= LOSS_MAX_PERCENT {
        plan
    } else if raw.accept_loss {
        accepted(lost, &path.field("accept_loss"), findings);
        plan
    } else {
        refused(lost, better_than(coarsest, expected), path, findings);
        coarsest
    }
}

/// What is written, and what is usual where nothing is.
fn wanted(raw: &EngagementDraft, kits: u32, coarsest: SealingPlan) -> SealingPlan {
    let usual = if kits > KITS_BY_GROUP_MAX {
        ClassLevel::Kit
    } else {
        ClassLevel::KitGroup
    };
    SealingPlan {
        period: raw.period.unwrap_or(coarsest.period),
        level: raw.level.unwrap_or(usual),
    }
}

fn percent(plan: SealingPlan, expected: Expectation) -> f64 {
    (expected_loss(plan, expected) * 100.0).round()
}

/// The finest of the usual plans that loses little enough, and what it loses, percent.
fn better_than(coarsest: SealingPlan, expected: Expectation) -> Option<(SealingPlan, f64)> {
    let by_group = SealingPlan {
        level: ClassLevel::KitGroup,
        ..coarsest
    };
    let plans = [by_group, coarsest].map(|plan| (plan, percent(plan, expected)));
    plans.into_iter().find(|(_, lost)| *lost <= LOSS_MAX_PERCENT)
}

fn range(written: u32, most: u32, path: &FieldPath, findings: &mut Findings) -> bool {
    let good = (1..=most).contains(&written);
    if !good {
        let message = Bilingual::new(
            format!("ce nombre va de 1 à {most}, et non {written}"),
            format!("this number goes from 1 to {most}, not {written}"),
        );
        findings.report(&OUT_OF_RANGE, path, message);
    }
    good
}

fn too_long(days: i32, path: &FieldPath, findings: &mut Findings) {
    let message = Bilingual::new(
        format!(
            "cet événement dure {days}\u{a0}jours\u{a0}: les essais ne sont pas gardés plus de {ROW_DAYS_MAX}\u{a0}jours, ils seront comptés chaque jour"
        ),
        format!(
            "this event lasts {days} days: tries are kept for {ROW_DAYS_MAX} days at most, they will be counted each day"
        ),
    );
    findings
        .report(&TOO_LONG, path, message)
        .help(Bilingual::new("écrire period: Day", "write period: Day"));
}

fn accepted(lost: f64, path: &FieldPath, findings: &mut Findings) {
    let message = Bilingual::new(
        format!("environ {lost}\u{202f}% des essais ne seront dans aucun résultat, et c’est accepté"),
        format!("about {lost} % of the tries will be in no result, and that is accepted"),
    );
    findings.report(&LOSS_ACCEPTED, path, message);
}

fn refused(lost: f64, better: Option<(SealingPlan, f64)>, path: &FieldPath, findings: &mut Findings) {
    let message = Bilingual::new(
        format!(
            "avec ces nombres, environ {lost}\u{202f}% des essais ne seraient dans aucun résultat\u{a0}: les groupes de moins de 10 ne sont pas transmis"
        ),
        format!(
            "with these numbers, about {lost} % of the tries would be in no result: groups of fewer than 10 are not sent"
        ),
    );
    let accept = Bilingual::new(
        "pour accepter cette perte\u{a0}: accept_loss: true",
        "to accept this loss: accept_loss: true",
    );
    let help = match better {
        Some((plan, percent)) => {
            let (period, level) = (format!("{:?}", plan.period), format!("{:?}", plan.level));
            Bilingual::new(
                format!(
                    "écrire period: {period}, level: {level} (environ {percent}\u{202f}% de perte)\u{202f}; {}",
                    accept.fr
                ),
                format!(
                    "write period: {period}, level: {level} (about {percent} % lost); {}",
                    accept.en
                ),
            )
        }
        None => Bilingual::new(
            format!(
                "si peu d’essais ne font pas de résultat\u{a0}: proposer moins de kits\u{202f}; {}",
                accept.fr
            ),
            format!("so few tries make no result: offer fewer kits; {}", accept.en),
        ),
    };
    findings.report(&LOSS, path, message).help(help);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::parse_event, language::Language};

    /// The plan that is used, and codes and help of what is said.
    fn told(days: (&str, &str), engagement: &str) -> (SealingPlan, Vec<String>) {
        let text = format!(
            "(name: (fr: \"a\", en: \"b\"), place: (fr: \"a\", en: \"b\"), start: \"{}\", end: \"{}\", {engagement})",
            days.0, days.1
        );
        let mut findings = Findings::default();
        let event = parse_event("e", text.as_bytes(), &mut findings).unwrap_or_else(|| panic!("{findings:?}"));
        let said = findings.sorted().into_iter().map(|finding| {
            let help = finding.help.map(|help| help.get(Language::French).to_owned());
            format!("{} {}", finding.code, help.unwrap_or_default())
        });
        (event.sealing, said.collect())
    }

    const THREE_DAYS: (&str, &str) = ("2027-03-26", "2027-03-28");

    fn plan(period: PeriodKind, level: ClassLevel) -> SealingPlan {
        SealingPlan { period, level }
    }

    use ClassLevel::{Kit, KitAudience, KitGroup};
    use PeriodKind::{Day, Event};

    #[test]
    fn nothing_said_is_kit_by_group_once_and_kit_alone_above_ten_kits() {
        assert_eq!(told(THREE_DAYS, ""), (plan(Event, KitGroup), vec![]));
        for (kits, level) in [("", KitGroup), (", kits: 10", KitGroup), (", kits: 11", Kit)] {
            let engagement = format!("engagement: (expected_visits: 150{kits})");
            assert_eq!(told(THREE_DAYS, &engagement), (plan(Event, level), vec![]), "{kits}");
        }
    }

    #[test]
    fn a_plan_that_loses_a_fifth_is_replaced_unless_it_is_accepted() {
        let daily = "period: Day, level: KitGroup, expected_visits: 100, kits: 6";
        let (used, said) = told(THREE_DAYS, &format!("engagement: ({daily})"));
        assert_eq!(used, SealingPlan::COARSEST);
        assert!(
            said.len() == 1 && said[0].starts_with("C224 écrire period: Event, level: KitGroup"),
            "{said:?}"
        );
        let (used, said) = told(THREE_DAYS, &format!("engagement: ({daily}, accept_loss: true)"));
        assert_eq!(used, plan(Day, KitGroup));
        assert_eq!(said, ["C225 "]);
        let (used, said) = told(
            THREE_DAYS,
            "engagement: (level: KitGroup, expected_visits: 100, kits: 16)",
        );
        assert_eq!(used, SealingPlan::COARSEST);
        assert!(said[0].contains("level: Kit (environ 0\u{202f}% de perte)"), "{said:?}");
        let (used, said) = told(THREE_DAYS, "engagement: (expected_visits: 5, kits: 16)");
        assert_eq!(used, SealingPlan::COARSEST);
        assert!(said[0].starts_with("C224 si peu d’essais"), "{said:?}");
        let fine = "engagement: (level: KitAudience, expected_visits: 300, kits: 3)";
        assert_eq!(told(THREE_DAYS, fine), (plan(Event, KitAudience), vec![]));
        // What is accepted without need is no matter.
        let many = "engagement: (expected_visits: 300, kits: 3, accept_loss: true)";
        assert_eq!(told(THREE_DAYS, many), (plan(Event, KitGroup), vec![]));
    }

    #[test]
    fn numbers_out_of_range_are_told_and_the_coarsest_level_is_used() {
        for numbers in [
            "expected_visits: 0",
            "expected_visits: 1001",
            "expected_visits: 100, kits: 0",
            "expected_visits: 100, kits: 201",
        ] {
            let (used, said) = told(THREE_DAYS, &format!("engagement: ({numbers})"));
            assert_eq!(
                (used, &said[..]),
                (SealingPlan::COARSEST, &["C223 ".to_owned()][..]),
                "{numbers}"
            );
        }
    }

    #[test]
    fn an_event_of_more_than_thirty_days_is_counted_daily() {
        let month = ("2027-03-01", "2027-03-31");
        assert_eq!(told(month, ""), (plan(Day, KitGroup), vec![]));
        assert_eq!(
            told(month, "engagement: (expected_visits: 300, kits: 3)"),
            (plan(Day, KitGroup), vec![])
        );
        let (used, said) = told(month, "engagement: (period: Event, expected_visits: 300, kits: 3)");
        assert_eq!(
            (used, &said[..]),
            (plan(Day, KitGroup), &["C226 écrire period: Day".to_owned()][..])
        );
        assert_eq!(told(("2027-03-01", "2027-03-30"), ""), (plan(Event, KitGroup), vec![]));
    }
}
