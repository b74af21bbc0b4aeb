//! Does subtracting one published figure from another give a smaller group?

use std::collections::BTreeMap;

use super::{Attack, Criterion, number};
use crate::agency::{
    read::{Class, Shape, Subject},
    statement::K_MIN,
};

/// Sums of one event and day.
#[derive(Default)]
struct Levels {
    event: Option<u64>,
    kits: u64,
    /// By kit: without audience, and with.
    by_kit: BTreeMap<String, (Option<u64>, Option<u64>)>,
}

pub fn between_levels(classes: &[Class]) -> Attack {
    let mut periods: BTreeMap<(&str, jiff::civil::Date), Levels> = BTreeMap::new();
    for class in classes {
        let levels = periods.entry((&class.event, class.day)).or_default();
        let visits = u64::from(class.visits);
        match &class.subject {
            Subject::Event => *levels.event.get_or_insert(0) += visits,
            Subject::Kit { kit, audience } => {
                levels.kits += visits;
                let (alone, parts) = levels.by_kit.entry(kit.clone()).or_default();
                let level = if audience.is_some() { parts } else { alone };
                *level.get_or_insert(0) += visits;
            }
        }
    }
    let events: Vec<u64> = periods
        .values()
        .filter_map(|levels| Some(levels.event?.abs_diff(levels.kits)))
        .collect();
    let kits = periods.values().flat_map(|levels| levels.by_kit.values());
    let kits: Vec<u64> = kits
        .filter_map(|(alone, parts)| Some((*alone)?.abs_diff((*parts)?)))
        .collect();
    let reveals = |rest: &&u64| (1..u64::from(K_MIN)).contains(*rest);
    let successes = events.iter().chain(&kits).filter(reveals).count();
    Attack {
        name: "Soustraire les niveaux",
        criterion: Criterion::SinglingOut,
        how: "Retrancher du total d’un événement la somme de ses groupes publiés, et d’un métier la somme de ses publics\u{a0}: \
              le reste serait un groupe que le seuil devait cacher.",
        numbers: vec![
            number("totaux d’événement soustraits", events.len()),
            number("totaux de métier soustraits", kits.len()),
            number(
                "restes non nuls",
                events.iter().chain(&kits).filter(|rest| **rest > 0).count(),
            ),
            number("restes de 1 à 9 visites", successes),
        ],
        successes,
        meaning:
            "Le total d’un événement ne compte que les visites déjà publiées par groupe\u{a0}: il n’apprend rien des \
                  groupes supprimés."
                .to_owned(),
    }
}

pub fn neighbours(classes: &[Class]) -> Attack {
    let mut groups: BTreeMap<(&str, &Subject), Vec<&Class>> = BTreeMap::new();
    for class in classes {
        groups.entry((&class.event, &class.subject)).or_default().push(class);
    }
    let (mut pairs, mut close) = (0, 0);
    for group in groups.values() {
        for (at, one) in group.iter().enumerate() {
            for other in &group[at + 1..] {
                pairs += 1;
                close += usize::from(differ_by_one(one, other));
            }
        }
    }
    Attack {
        name: "Comparer deux publications d’un même groupe",
        criterion: Criterion::SinglingOut,
        how: "Chercher deux déclarations du même événement, métier et public dont toutes les répartitions ne diffèrent que \
              d’une visite\u{a0}: leur différence serait la visite de quelqu’un.",
        numbers: vec![
            number("paires comparées (plusieurs bornes ou plusieurs jours)", pairs),
            number("paires qui ne diffèrent que d’une visite", close),
        ],
        successes: close,
        meaning: "Une borne scelle chaque groupe une seule fois, puis efface ses visites\u{a0}: une visite tardive est comptée \
                  comme perdue, jamais ajoutée à un groupe publié."
            .to_owned(),
    }
}

/// As if one had been sealed again with a visit more.
fn differ_by_one(one: &Class, other: &Class) -> bool {
    if one.visits.abs_diff(other.visits) != 1 || one.histograms.len() != other.histograms.len() {
        return false;
    }
    one.histograms
        .iter()
        .all(|(measure, shape)| match (shape, other.histograms.get(measure)) {
            (Shape::Masked, Some(Shape::Masked)) => true,
            (Shape::Bins(a), Some(Shape::Bins(b))) => {
                let same_bins = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.of == b.of);
                same_bins && a.iter().zip(b).map(|(a, b)| a.n.abs_diff(b.n)).sum::<u32>() == 1
            }
            _ => false,
        })
}
