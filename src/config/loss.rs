//! How much of what visitors do would be lost to anonymity, told before the event from what its staff expect.

use crate::engagement::plan::{ClassLevel, K, PeriodKind, SealingPlan};

/// Shares of those who answer « collège » or « lycée », of the other answers, and of those who skip the question. With
/// them the model comes within three points of the project's own simulations (see the test); a careers fair on a school
/// day is like that.
const GROUP_SHARES: [f64; 3] = [0.73, 0.25, 0.02];

/// The same for each audience: pupils are about as many from collèges as from lycées; of the others, we assume students
/// and adults to be more than parents, and those to be more than counsellors.
const AUDIENCE_SHARES: [f64; 7] = [0.37, 0.36, 0.08, 0.08, 0.07, 0.02, 0.02];

/// What staff expect of one kiosk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Tries of kits on one kiosk on one day.
    pub visits_a_day: u32,
    /// Kits it offers, at least 1.
    pub kits: u32,
    /// Days of the event, at least 1.
    pub days: u32,
}

/// The share of tries that are expected to be in no released class, 0 to 1.
///
/// The model: each of the `n` tries of a period falls into a class by chance, all kits as often as each other and
/// independently of the audience. A class with the probability `p` then has a binomial number of tries, and loses all of
/// them if they are fewer than k:
///
/// loss = Σ over the classes of Σ from x = 1 to k − 1 of x · B(x; n, p), divided by n.
///
/// Not in the model: kits that are more popular than others, which lose a little more; histograms that are masked; the
/// rule of five quarter hours, which ten tries spread over a day meet.
pub fn expected_loss(plan: SealingPlan, expected: Expectation) -> f64 {
    let periods = match plan.period {
        PeriodKind::Event => expected.days,
        PeriodKind::Day => 1,
    };
    let n = f64::from(expected.visits_a_day) * f64::from(periods);
    let shares: &[f64] = match plan.level {
        ClassLevel::Kit => &[1.0],
        ClassLevel::KitGroup => &GROUP_SHARES,
        ClassLevel::KitAudience => &AUDIENCE_SHARES,
    };
    let kits = f64::from(expected.kits);
    let lost: f64 = shares.iter().map(|share| kits * expected_if_few(n, share / kits)).sum();
    (lost / n).clamp(0.0, 1.0)
}

/// Σ from x = 1 to k − 1 of x · B(x; n, p).
fn expected_if_few(n: f64, p: f64) -> f64 {
    if p >= 1.0 {
        return if n < f64::from(K) { n } else { 0.0 };
    }
    let odds = p / (1.0 - p);
    let mut chance = (n * (-p).ln_1p()).exp();
    let mut sum = 0.0;
    for x in 1..K {
        let x = f64::from(x);
        chance *= odds * ((n - x + 1.0) / x).max(0.0);
        sum += x * chance;
    }
    sum
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

    use super::*;
    use crate::{
        engagement::{
            anonymise::anonymise,
            plan::Period,
            row::{Audience, Help, KitVisit, Level, Outcome},
        },
        language::Language,
    };

    fn loss(period: PeriodKind, level: ClassLevel, visits_a_day: u32, kits: u32, days: u32) -> f64 {
        let expected = Expectation {
            visits_a_day,
            kits,
            days,
        };
        expected_loss(SealingPlan { period, level }, expected)
    }

    /// The project's simulations at k = 10 and 100 visits per kiosk and day, kit × group, three days.
    #[test]
    fn it_comes_near_the_simulations_of_the_project() {
        let (event, day, group) = (PeriodKind::Event, PeriodKind::Day, ClassLevel::KitGroup);
        for (told, simulated) in [
            (loss(day, group, 100, 6, 3), 0.37),
            (loss(day, group, 100, 16, 3), 0.97),
            (loss(event, group, 100, 6, 3), 0.05),
            (loss(event, group, 100, 16, 3), 0.28),
        ] {
            assert!((told - simulated).abs() < 0.035, "{told} for {simulated}");
        }
        // Hence kit alone above ten kits.
        assert!(loss(event, ClassLevel::Kit, 100, 16, 3) < 0.02);
    }

    #[test]
    fn few_visits_lose_all_and_many_lose_nothing() {
        let (event, day) = (PeriodKind::Event, PeriodKind::Day);
        assert!((loss(day, ClassLevel::KitGroup, 5, 1, 1) - 1.0).abs() < 1e-9);
        assert!((loss(event, ClassLevel::Kit, 9, 1, 1) - 1.0).abs() < 1e-9);
        assert!(loss(event, ClassLevel::Kit, 10, 1, 1) < 1e-9);
        assert!(loss(event, ClassLevel::KitAudience, 2000, 3, 30) < 1e-6);
        let finer = [ClassLevel::Kit, ClassLevel::KitGroup, ClassLevel::KitAudience];
        let [kit, group, audience] = finer.map(|level| loss(event, level, 100, 8, 2));
        assert!(kit < group && group < audience);
    }

    /// What the anonymiser itself loses of visits drawn as the model has it.
    #[test]
    fn it_is_what_the_anonymiser_loses() {
        let mut random = ChaCha8Rng::seed_from_u64(6);
        for (level, visits, kits) in [
            (ClassLevel::KitGroup, 100_u32, 6_u32),
            (ClassLevel::KitGroup, 300, 16),
            (ClassLevel::Kit, 100, 10),
            (ClassLevel::KitAudience, 300, 6),
        ] {
            const EVENTS: u32 = 60;
            let lost: u32 = (0..EVENTS)
                .map(|_| {
                    let visits: Vec<_> = (0..visits).map(|index| visit(index, kits, &mut random)).collect();
                    let period = Period::Day(date(2027, 3, 26));
                    anonymise("salon", period, level, &visits, &[]).visits_suppressed()
                })
                .sum();
            let lost = f64::from(lost) / f64::from(EVENTS * visits);
            let told = loss(PeriodKind::Day, level, visits, kits, 1);
            assert!((told - lost).abs() < 0.025, "{told} for {lost}");
        }
    }

    fn visit(index: u32, kits: u32, random: &mut ChaCha8Rng) -> KitVisit {
        let mut left: f64 = random.random();
        let answer = AUDIENCE_SHARES.iter().position(|share| {
            left -= share;
            left < 0.0
        });
        KitVisit {
            event: "salon".into(),
            kit: format!("kit-{}", random.random_range(0..kits)),
            kit_version: "1.0.0".into(),
            level: Level::Discovery,
            audience: answer.and_then(|answer| Audience::ALL.get(answer).copied()),
            language: Language::French,
            slot: i64::from(index / 3),
            outcome: Outcome::Finished,
            secs: 150,
            steps: 4,
            scores: Vec::new(),
            help: Help::None,
            liked: None,
        }
    }
}
