//! Who comes to a kiosk in a day, and what they try: plausible, and drawn by a seed.

use rand::{RngExt, rngs::ChaCha8Rng};

use super::trades::{TRADES, Trade};
use crate::{
    engagement::row::{Audience, Help, KitVisit, Level, Liked, Mode, Outcome},
    language::Language,
};

const HALF_HOUR_SECS: i64 = 30 * 60;

/// How many come in each half hour from the opening on, beside the others: classes in the middle of the morning and of the
/// afternoon, a quiet noon.
const RUSH: [f64; 18] = [
    3.0, 6.0, 9.0, 10.0, 10.0, 8.0, 4.0, 3.0, 5.0, 8.0, 10.0, 9.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0,
];

/// Share of each audience, in the order of [`Audience::ALL`], and last of those who skip the question.
const WEEKDAY: [f64; 7] = [0.30, 0.33, 0.10, 0.12, 0.05, 0.02, 0.08];
const FAMILY_DAY: [f64; 7] = [0.12, 0.20, 0.12, 0.20, 0.24, 0.02, 0.10];

/// Share of visitors who try a second kit, and of those who try a third.
const ANOTHER: [f64; 2] = [0.35, 0.25];

const OPT_OUT: f64 = 0.02;
const ENGLISH: f64 = 0.05;

/// One visitor of one kiosk. Never written anywhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Visitor {
    /// Seconds after the opening.
    pub arrives: i64,
    /// Each mode they use; told to the journal once.
    pub modes: Vec<Mode>,
    /// In order; at least one.
    pub tries: Vec<Try>,
}

/// One try of one kit.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// « Ne pas compter cette visite ».
    pub is_opted_out: bool,
    /// As the journal gets it, but for event and slot, which the kiosk knows.
    pub visit: KitVisit,
}

/// The visitors of one day at one kiosk, in the order in which they come. `kits`: so many of [`TRADES`].
pub fn of_day(count: u32, is_family_day: bool, kits: usize, random: &mut ChaCha8Rng) -> Vec<Visitor> {
    let mut visitors: Vec<Visitor> = (0..count).map(|_| visitor(is_family_day, kits, random)).collect();
    visitors.sort_by_key(|visitor| visitor.arrives);
    visitors
}

fn visitor(is_family_day: bool, kits: usize, random: &mut ChaCha8Rng) -> Visitor {
    let half_hour = i64::try_from(pick(&RUSH, random)).unwrap_or_default();
    let arrives = half_hour * HALF_HOUR_SECS + random.random_range(0..HALF_HOUR_SECS);
    let shares = if is_family_day { &FAMILY_DAY } else { &WEEKDAY };
    let audience = Audience::ALL.get(pick(shares, random)).copied();
    let language = if random.random_bool(ENGLISH) {
        Language::English
    } else {
        Language::French
    };
    let uses = |random: &mut ChaCha8Rng, share| random.random_bool(share);
    let wanted = [uses(random, 0.06), uses(random, 0.04), uses(random, 0.03)];
    let modes: Vec<Mode> = Mode::ALL
        .into_iter()
        .zip(wanted)
        .filter_map(|(mode, wants)| wants.then_some(mode))
        .collect();
    let is_opted_out = random.random_bool(OPT_OUT);
    let appeals: Vec<f64> = TRADES.iter().take(kits).map(|trade| trade.appeal).collect();
    let mut tries = Vec::new();
    for another in std::iter::once(1.0).chain(ANOTHER) {
        if !random.random_bool(another) {
            break;
        }
        let trade = &TRADES[pick(&appeals, random)];
        let visit = visit(trade, audience, language, modes.contains(&Mode::OneTouch), random);
        tries.push(Try { is_opted_out, visit });
    }
    Visitor { arrives, modes, tries }
}

fn visit(
    trade: &Trade,
    audience: Option<Audience>,
    language: Language,
    at_one_touch: bool,
    random: &mut ChaCha8Rng,
) -> KitVisit {
    // The young are quicker, and leave sooner.
    let is_young = matches!(audience, Some(Audience::College | Audience::Lycee));
    let finish = trade.finish - if is_young { 0.06 } else { 0.0 };
    let is_finished = random.random_bool(finish.clamp(0.0, 1.0));
    let whole = trade.secs * random.random_range(0.6..1.5);
    let step = random.random_range(1..=trade.steps);
    let (outcome, secs) = if is_finished {
        (Outcome::Finished, whole)
    } else {
        let share = f64::from(step) / f64::from(trade.steps);
        (
            Outcome::Abandoned { step },
            whole * share * random.random_range(0.3..1.0),
        )
    };
    // Who leaves at the first step has no mark yet.
    let is_measured = is_finished || step > 1;
    let mut mark = || (trade.mark + random.random_range(-35.0..35.0)).clamp(0.0, 100.0) as u8;
    let scores = if is_measured {
        trade.criteria.map(|name| (name.to_owned(), mark())).to_vec()
    } else {
        Vec::new()
    };
    let help = if at_one_touch {
        Help::OneTouch
    } else {
        [Help::None, Help::Hint, Help::Ghost][pick(&[0.62, 0.25, 0.13], random)]
    };
    KitVisit {
        event: String::new(),
        kit: trade.kit.to_owned(),
        kit_version: "1.0.0".to_owned(),
        level: Level::ALL[pick(&[0.7, 0.25, 0.05], random)],
        audience,
        language,
        slot: 0,
        outcome,
        secs: secs as u32,
        steps: trade.steps,
        scores,
        help,
        liked: liked(trade, is_finished, random),
    }
}

fn liked(trade: &Trade, is_finished: bool, random: &mut ChaCha8Rng) -> Option<Liked> {
    // Who leaves in the middle rarely answers.
    if !random.random_bool(if is_finished { 0.8 } else { 0.2 }) {
        return None;
    }
    let rest = 1.0 - trade.liked;
    Some(Liked::ALL[pick(&[trade.liked, rest * 0.7, rest * 0.3], random)])
}

/// An index, as often as its weight says.
fn pick(weights: &[f64], random: &mut ChaCha8Rng) -> usize {
    let mut left = random.random_range(0.0..weights.iter().sum());
    let found = weights.iter().position(|weight| {
        left -= weight;
        left < 0.0
    });
    // Rounding may leave a hair.
    found.unwrap_or(weights.len() - 1)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;
    use crate::engagement::row::Group;

    fn day(is_family_day: bool) -> Vec<Visitor> {
        of_day(4000, is_family_day, 6, &mut ChaCha8Rng::seed_from_u64(7))
    }

    fn share(visitors: &[Visitor], what: impl Fn(&Visitor) -> bool) -> f64 {
        visitors.iter().filter(|visitor| what(visitor)).count() as f64 / visitors.len() as f64
    }

    #[test]
    fn the_morning_is_busier_than_noon_and_saturday_is_for_families() {
        let (friday, saturday) = (day(false), day(true));
        let hour = |visitor: &Visitor, at: i64| visitor.arrives / 3600 == at;
        assert!(share(&friday, |v| hour(v, 1)) > 2.0 * share(&friday, |v| hour(v, 3)));
        let is_parent = |visitor: &Visitor| visitor.tries[0].visit.audience == Some(Audience::Parent);
        assert!(share(&saturday, is_parent) > 3.0 * share(&friday, is_parent));
        let at_school = |visitor: &Visitor| Group::of(visitor.tries[0].visit.audience) == Group::Scolaire;
        assert!((0.58..0.68).contains(&share(&friday, at_school)));
        let nobody = |visitor: &Visitor| visitor.tries[0].visit.audience.is_none();
        assert!((0.05..0.11).contains(&share(&friday, nobody)));
    }

    #[test]
    fn kits_differ_in_success_and_every_value_is_met() {
        let tries: Vec<Try> = day(false).into_iter().flat_map(|visitor| visitor.tries).collect();
        let finished = |kit: &str| {
            let of: Vec<_> = tries.iter().filter(|one| one.visit.kit == kit).collect();
            of.iter().filter(|one| one.visit.outcome == Outcome::Finished).count() as f64 / of.len() as f64
        };
        assert!(finished("coiffure") > 0.85 && finished("charpente") < 0.6);
        for help in Help::ALL {
            assert!(tries.iter().any(|one| one.visit.help == help), "{help:?}");
        }
        for liked in Liked::ALL.map(Some).into_iter().chain([None]) {
            assert!(tries.iter().any(|one| one.visit.liked == liked), "{liked:?}");
        }
        assert!(tries.iter().any(|one| one.visit.scores.is_empty()) && tries.iter().any(|one| one.is_opted_out));
        assert!(tries.len() > 4000 * 13 / 10);
    }
}
