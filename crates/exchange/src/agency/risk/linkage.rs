//! Can statements, or histograms of one statement, be tied together?

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uuid::Uuid;

use super::{Attack, Criterion, number, percent};
use crate::agency::read::{Class, Measure, Shape};

/// Looks for anything that two statements of the same person or kiosk would share.
pub fn marks(statements: &[&Value]) -> Attack {
    let text = |statement: &Value, pointer: &str| {
        statement
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let ids: Vec<Option<Uuid>> = statements
        .iter()
        .map(|statement| text(statement, "/id").parse().ok())
        .collect();
    let not_random = ids
        .iter()
        .filter(|id| id.is_none_or(|id| id.get_version_num() != 4))
        .count();
    let repeated = ids.len() - ids.iter().collect::<BTreeSet<_>>().len();
    let actors: BTreeSet<String> = statements
        .iter()
        .map(|statement| text(statement, "/actor/account/name"))
        .collect();
    let fine_times = statements
        .iter()
        .filter(|statement| !text(statement, "/timestamp").contains("T12:00:00"))
        .count();
    let mut platforms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for statement in statements {
        if let Some(class) = Class::of(statement) {
            let versions = platforms.entry(class.event).or_default();
            versions.insert(text(statement, "/context/platform"));
        }
    }
    let mixed = platforms.values().filter(|versions| versions.len() > 1).count();
    let successes = not_random + fine_times + actors.len().saturating_sub(1);
    Attack {
        name: "Relier des déclarations entre elles",
        criterion: Criterion::Linkability,
        how: "Chercher ce que deux déclarations auraient en commun\u{a0}: identifiant devinable ou daté, acteur propre à une \
              personne ou à une borne, heure plus fine que le jour.",
        numbers: vec![
            number("acteurs différents", actors.len()),
            number("identifiants qui ne sont pas tirés au hasard", not_random),
            number("identifiants lus plusieurs fois", repeated),
            number("heures plus fines que le jour", fine_times),
            number("événements avec plusieurs versions d’Établi", mixed),
        ],
        successes,
        meaning: "Tous les visiteurs de toutes les bornes sont un seul acteur. Si deux versions d’Établi servent au même \
                  événement, on peut séparer leurs bornes, jamais leurs visiteurs. Le registre des inscriptions n’a aucune \
                  clé commune avec ces déclarations."
            .to_owned(),
    }
}

/// What two histograms of a class say of the same visits for certain: by Fréchet's bound, of `a` visits here and `b`
/// there among `n`, at least a + b − n have both.
pub fn crossed(classes: &[Class]) -> Attack {
    let (mut tried, mut certain, mut best) = (0_usize, 0_usize, None::<f64>);
    for class in classes {
        let tables: Vec<Vec<u32>> = class.histograms.iter().filter_map(bins).collect();
        for (at, one) in tables.iter().enumerate() {
            for other in tables
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != at)
                .map(|(_, other)| other)
            {
                for (a, b) in one.iter().flat_map(|a| other.iter().map(move |b| (*a, *b))) {
                    tried += 1;
                    let both = (u64::from(a) + u64::from(b)).saturating_sub(u64::from(class.visits));
                    let confidence = both as f64 / f64::from(a);
                    certain += usize::from(confidence > CERTAIN);
                    best = Some(best.map_or(confidence, |best| best.max(confidence)));
                }
            }
        }
    }
    Attack {
        name: "Recouper les répartitions d’un groupe",
        criterion: Criterion::Linkability,
        how: "Connaissant la tranche d’une personne dans une répartition (sa durée, par exemple), calculer par la borne de \
              Fréchet la part certaine de cette tranche qui a donné telle autre réponse (son avis).",
        numbers: vec![
            number("paires de tranches recoupées", tried),
            number("plus forte certitude obtenue", percent(best)),
            number("certitudes de plus de 90\u{a0}%", certain),
        ],
        successes: certain,
        meaning:
            "La certitude obtenue ne dépasse jamais la plus forte part d’une seule répartition, que le masque borne à \
                  90\u{a0}%\u{a0}: recouper n’apprend rien de plus que lire."
                .to_owned(),
    }
}

const CERTAIN: f64 = 0.9;

/// Counts of the bins; a bin of all codes says nothing, since whoever is in the group is in it.
fn bins((measure, shape): (&Measure, &Shape)) -> Option<Vec<u32>> {
    let all = measure.codes().len();
    match shape {
        Shape::Bins(bins) => Some(
            bins.iter()
                .filter(|bin| bin.n > 0 && bin.of.len() < all)
                .map(|bin| bin.n)
                .collect(),
        ),
        Shape::Masked => None,
    }
}
