//! The rules as properties: for each there is a test here that fails when it is taken away.

use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::{collection::vec, prelude::*, sample::select};

use super::*;
use crate::{
    engagement::row::{Audience, Help, Level, Liked, Outcome},
    language::Language,
};

const PERIOD: Period = Period::Day(date(2027, 3, 26));

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        3 => Just(Outcome::Finished),
        1 => (1_u8..=4).prop_map(|step| Outcome::Abandoned { step }),
    ]
}

/// Few kits and slots, so that classes of every size near the limits come up.
fn visit() -> impl Strategy<Value = KitVisit> {
    let who = (
        select(vec!["soudure", "cuisine", "bois"]),
        prop_oneof![4 => select(&Audience::ALL[..]).prop_map(Some), 1 => Just(None)],
        select(&Language::ALL[..]),
        2_004_000_i64..2_004_012,
    );
    let how = (
        outcome(),
        0_u32..400,
        vec(0_u8..=100, 0..3),
        select(&Help::ALL[..]),
        prop_oneof![select(&Liked::ALL[..]).prop_map(Some), Just(None)],
    );
    (who, how).prop_map(
        |((kit, audience, language, slot), (outcome, secs, scores, help, liked))| KitVisit {
            event: "salon".into(),
            kit: kit.into(),
            kit_version: "1.0.0".into(),
            level: Level::Discovery,
            audience,
            language,
            slot,
            outcome,
            secs,
            steps: 4,
            scores: scores.into_iter().map(|score| ("geste".to_owned(), score)).collect(),
            help,
            liked,
        },
    )
}

fn level() -> impl Strategy<Value = ClassLevel> {
    select(&ClassLevel::ALL[..])
}

fn modes() -> impl Strategy<Value = Vec<(Mode, u32)>> {
    vec((select(&Mode::ALL[..]), 0_u32..60), 0..4)
}

fn seal(level: ClassLevel, visits: &[KitVisit]) -> Anonymised {
    anonymise("salon", PERIOD, level, visits, &[])
}

/// What a reader of a released class could have counted by hand, and may know: written apart from the code it checks.
fn by_hand(level: ClassLevel, visits: &[KitVisit]) -> BTreeMap<(String, String), Vec<&KitVisit>> {
    let mut classes: BTreeMap<_, Vec<&KitVisit>> = BTreeMap::new();
    for visit in visits {
        let fine = visit.audience.map_or("non_precise", Audience::code);
        let audience = match (level, fine) {
            (ClassLevel::Kit, _) => "",
            (ClassLevel::KitAudience, _) | (_, "non_precise") => fine,
            (ClassLevel::KitGroup, "college" | "lycee") => "scolaire",
            (ClassLevel::KitGroup, _) => "adulte",
        };
        classes
            .entry((visit.kit.clone(), audience.to_owned()))
            .or_default()
            .push(visit);
    }
    classes.retain(|_, visits| {
        let mut slots: Vec<i64> = visits.iter().map(|visit| visit.slot).collect();
        slots.sort_unstable();
        slots.dedup();
        visits.len() >= 10 && slots.len() >= 5
    });
    classes
}

/// Kit, audience and visits of the released classes of kits.
fn of_kits(sealed: &Anonymised) -> Vec<(String, String, u32)> {
    let of_kit = |class: &SealedClass| match &class.subject {
        Subject::Kit { kit, audience } => Some((kit.clone(), audience.unwrap_or_default().to_owned(), class.visits)),
        Subject::Event => None,
    };
    sealed.released.iter().filter_map(of_kit).collect()
}

fn events_own(sealed: &Anonymised) -> Option<&SealedClass> {
    sealed.released.iter().find(|class| class.subject == Subject::Event)
}

/// `values`, dealt anew to the visits that have these indices.
fn deal<T: Clone>(order: &[usize], visits: &mut [KitVisit], get: fn(&KitVisit) -> T, set: fn(&mut KitVisit, T)) {
    let values: Vec<T> = order.iter().map(|index| get(&visits[*index])).collect();
    for (visit, value) in visits.iter_mut().zip(values) {
        set(visit, value);
    }
}

proptest! {
    /// Rules 2 and 3: exactly the classes that are big and spread enough, at the level of the plan, each with its count.
    #[test]
    fn classes_are_released_from_ten_visits_and_five_slots(level in level(), visits in vec(visit(), 0..150)) {
        let sealed = seal(level, &visits);
        let wanted: Vec<_> = by_hand(level, &visits)
            .into_iter()
            .map(|((kit, audience), visits)| (kit, audience, visits.len() as u32))
            .collect();
        prop_assert_eq!(of_kits(&sealed), wanted);
        prop_assert_eq!(sealed.visits_released() + sealed.visits_suppressed(), visits.len() as u32);
        prop_assert_eq!(survivors(level, &visits).len() as u32, sealed.visits_released());
    }

    /// Order says who came when.
    #[test]
    fn permuting_visits_changes_nothing(
        level in level(),
        (visits, permuted) in vec(visit(), 0..120).prop_flat_map(|visits| (Just(visits.clone()), Just(visits).prop_shuffle())),
    ) {
        prop_assert_eq!(seal(level, &visits), seal(level, &permuted));
    }

    /// One visit more or less: no class below k ever shows, and no class but its own changes.
    #[test]
    fn one_visit_more_never_exposes_anyone(level in level(), visits in vec(visit(), 0..120), one in visit()) {
        let without = seal(level, &visits);
        let mut all = visits.clone();
        all.push(one.clone());
        let with = seal(level, &all);
        for class in without.released.iter().chain(&with.released) {
            prop_assert!(class.visits >= K);
        }
        let own = Subject::Kit {
            kit: one.kit.clone(),
            audience: EventPlan::audience_code(level, &one),
        };
        let others = |sealed: &Anonymised| -> Vec<SealedClass> {
            let is_other = |class: &&SealedClass| class.subject != own && class.subject != Subject::Event;
            sealed.released.iter().filter(is_other).cloned().collect()
        };
        prop_assert_eq!(others(&with), others(&without));
    }

    /// Rule 4: all codes in order, bins empty or of three, none with nearly everyone; they add up to the visits.
    #[test]
    fn histograms_single_nobody_out(level in level(), visits in vec(visit(), 0..150), modes in modes()) {
        for class in anonymise("salon", PERIOD, level, &visits, &modes).released {
            for (kind, histogram) in &class.histograms {
                let Histogram::Bins(bins) = histogram else { continue };
                let codes: Vec<_> = bins.iter().flat_map(|bin| &bin.of).collect();
                prop_assert_eq!(codes, codes_of(*kind).iter().collect::<Vec<_>>());
                prop_assert_eq!(bins.iter().map(|bin| bin.n).sum::<u32>(), class.visits);
                for bin in bins {
                    prop_assert!(bin.n == 0 || bin.n >= 3, "{:?}", bins);
                    prop_assert!(bin.n * 10 <= class.visits * 9, "{:?}", bins);
                }
            }
            for (_, used) in class.accessibility {
                prop_assert!(used >= 3 && used + 3 <= class.visits && used * 10 <= class.visits * 9);
            }
        }
    }

    /// Every histogram is a function of its own marginal: values dealt anew within a class, each kind by itself, change
    /// nothing. A count that joined two kinds would.
    #[test]
    fn histograms_are_never_crossed(
        (visits, orders) in vec(visit(), 10..60).prop_flat_map(|visits| {
            let order: Vec<usize> = (0..visits.len()).collect();
            (Just(visits), vec(Just(order).prop_shuffle(), 6))
        }),
    ) {
        let mut visits = visits;
        for (index, visit) in visits.iter_mut().enumerate() {
            // One class, spread over enough slots.
            visit.kit = "soudure".into();
            visit.slot = 2_004_000 + index as i64 % 7;
        }
        let mut dealt = visits.clone();
        deal(&orders[0], &mut dealt, |visit| visit.scores.clone(), |visit, value| visit.scores = value);
        deal(&orders[1], &mut dealt, |visit| visit.secs, |visit, value| visit.secs = value);
        deal(&orders[2], &mut dealt, |visit| visit.help, |visit, value| visit.help = value);
        deal(&orders[3], &mut dealt, |visit| visit.liked, |visit, value| visit.liked = value);
        deal(&orders[4], &mut dealt, |visit| visit.language, |visit, value| visit.language = value);
        // How it ended and how far it came are two kinds, held in two fields together.
        deal(&orders[5], &mut dealt, KitVisit::step_reached, |visit, reached| match &mut visit.outcome {
            Outcome::Finished => visit.steps = reached,
            Outcome::Abandoned { step } => *step = reached,
        });
        prop_assert_eq!(seal(ClassLevel::Kit, &visits), seal(ClassLevel::Kit, &dealt));
    }

    /// Rule 6: the event's own aggregate adds up over the released classes, so nothing can be subtracted from it.
    #[test]
    fn the_event_tells_of_released_visits_only(level in level(), visits in vec(visit(), 0..150)) {
        let sealed = seal(level, &visits);
        let kits: u32 = of_kits(&sealed).iter().map(|(_, _, visits)| visits).sum();
        match events_own(&sealed) {
            None => prop_assert_eq!(kits, 0),
            Some(own) => {
                prop_assert!(own.visits >= K && own.visits == kits);
                prop_assert_eq!(own.histograms.len(), 1);
                let all: Vec<&KitVisit> = by_hand(level, &visits).into_values().flatten().collect();
                prop_assert_eq!(&own.histograms[0].1, &histogram(HistogramKind::Language, &all));
            }
        }
    }
}

/// `n` visits, each in the next of this many slots, that differ in nothing else.
fn alike(n: usize, slots: i64) -> Vec<KitVisit> {
    let visit = |index| KitVisit {
        event: "salon".into(),
        kit: "soudure".into(),
        kit_version: "1.0.0".into(),
        level: Level::Discovery,
        audience: Some(Audience::Lycee),
        language: Language::French,
        slot: 2_004_000 + index as i64 % slots,
        outcome: Outcome::Finished,
        secs: 150,
        steps: 4,
        scores: vec![("geste".to_owned(), 80)],
        help: Help::None,
        liked: Some(Liked::Yes),
    };
    (0..n).map(visit).collect()
}

#[test]
fn the_limits_are_ten_and_five() {
    let why = |n, slots| {
        seal(ClassLevel::KitGroup, &alike(n, slots))
            .suppressed
            .first()
            .map(|class| class.why)
    };
    assert_eq!(why(9, 9), Some(Why::TooFewVisits));
    assert_eq!(why(10, 4), Some(Why::TooFewSlots));
    assert_eq!(why(10, 5), None);
    assert_eq!(why(1000, 4), Some(Why::TooFewSlots));
}

#[test]
fn what_all_did_alike_is_masked() {
    let sealed = seal(ClassLevel::KitGroup, &alike(20, 10));
    assert_eq!(sealed.released.len(), 2);
    let all_histograms = sealed.released.iter().flat_map(|class| &class.histograms);
    assert!(all_histograms.clone().count() == 7 && all_histograms.clone().all(|(_, told)| *told == Histogram::Masked));
}

#[test]
fn modes_are_told_by_the_event_only_and_never_of_few_or_nearly_all() {
    let visits = alike(20, 10);
    let told = |used: u32| {
        let sealed = anonymise(
            "salon",
            PERIOD,
            ClassLevel::Kit,
            &visits,
            &[(Mode::Mute, used), (Mode::Mute, 1)],
        );
        let kits = sealed.released.iter().filter(|class| class.subject != Subject::Event);
        assert!(kits.into_iter().all(|class| class.accessibility.is_empty()));
        events_own(&sealed).map(|own| own.accessibility.clone())
    };
    // One more comes from another day.
    for (used, wanted) in [(1, None), (2, Some(3)), (16, Some(17)), (17, None), (30, None)] {
        let wanted = Some(wanted.map(|n| ("mute", n)).into_iter().collect::<Vec<_>>());
        assert_eq!(told(used), wanted, "{used}");
    }
}

/// Distinctive values in every field of the rows: only kit and event are named in what leaves.
#[test]
fn canaries_stay_in_the_rows() {
    let mut visits = alike(40, 8);
    for (index, visit) in visits.iter_mut().enumerate() {
        visit.kit_version = format!("canari-version-{index}");
        visit.slot += 777_000_000;
        visit.secs = 987_654 + index as u32;
        visit.steps = 201;
        visit.scores = vec![(format!("canari-critere-{index}"), 83)];
        visit.level = Level::Expert;
        visit.outcome = match index % 3 {
            0 => Outcome::Abandoned { step: 203 },
            _ => Outcome::Finished,
        };
    }
    let sealed = anonymise("salon", PERIOD, ClassLevel::KitAudience, &visits, &[(Mode::Mute, 12)]);
    assert_eq!(sealed.released.len(), 2);
    let told = format!("{:?}", sealed.released);
    for canary in ["canari", "779", "98765", "98769", "201", "203", "83", "xpert", "1.0.0"] {
        assert!(!told.contains(canary), "{canary}: {told}");
    }
    // All that is left is vocabulary and counts.
    let words = told.split(|character: char| !(character.is_ascii_alphanumeric() || "_-+".contains(character)));
    let known: Vec<&str> = HistogramKind::ALL
        .into_iter()
        .flat_map(|kind| codes_of(kind).iter().copied())
        .collect();
    let fields = [
        "SealedClass",
        "event",
        "salon",
        "period",
        "Day",
        "2027-03-26",
        "subject",
        "Kit",
        "kit",
        "soudure",
        "audience",
        "Some",
        "lycee",
        "visits",
        "histograms",
        "Outcome",
        "Score",
        "Duration",
        "Help",
        "StepReached",
        "Liked",
        "Language",
        "Bins",
        "Bin",
        "of",
        "n",
        "Masked",
        "accessibility",
        "Event",
        "mute",
        "",
    ];
    for word in words {
        let is_count = word.parse::<u32>().is_ok_and(|count| count <= 40);
        assert!(is_count || fields.contains(&word) || known.contains(&word), "{word}");
    }
}
