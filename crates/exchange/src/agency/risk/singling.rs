//! Can one visit be told from the others?

use super::{Attack, Criterion, number};
use crate::agency::{
    read::{Class, Shape},
    statement::K_MIN,
};

/// Fewest visits of a bin.
const BIN_MIN: u32 = 3;

pub fn small_classes(classes: &[Class]) -> Attack {
    let small = classes
        .iter()
        .filter(|class| class.visits < K_MIN || class.k.is_none_or(|k| k < K_MIN))
        .count();
    let mut visits: Vec<u32> = classes.iter().map(|class| class.visits).collect();
    visits.sort_unstable();
    let range = |from: u32, to: u32| visits.iter().filter(|visits| (from..=to).contains(*visits)).count();
    Attack {
        name: "Chercher un groupe trop petit",
        criterion: Criterion::SinglingOut,
        how: "Pour chaque groupe publié (événement × métier × public), lire le nombre de visites\u{a0}: un groupe de moins de \
              10 rapprocherait chaque chiffre d’une personne.",
        numbers: vec![
            number("groupes publiés", classes.len()),
            number("plus petit groupe", visits.first().map_or("—".to_owned(), u32::to_string)),
            number("groupe médian", visits.get(visits.len() / 2).map_or("—".to_owned(), u32::to_string)),
            number("groupes de 10 à 19 visites", range(10, 19)),
            number("groupes de 20 à 49 visites", range(20, 49)),
            number("groupes de 50 visites et plus", range(50, u32::MAX)),
            number("groupes sous le seuil de 10", small),
        ],
        successes: small,
        meaning: "Ce qui n’atteint ni 10 visites ni 5 quarts d’heure différents reste sur la borne et y est effacé\u{202f}; les \
                  nombres de visites supprimées ne sont connus que de la borne («\u{a0}etabli engagement seal\u{a0}»)."
            .to_owned(),
    }
}

pub fn small_bins(classes: &[Class]) -> Attack {
    let shapes = || classes.iter().flat_map(|class| class.histograms.values());
    let bins = || {
        shapes().filter_map(|shape| match shape {
            Shape::Bins(bins) => Some(bins.iter().filter(|bin| bin.n > 0)),
            Shape::Masked => None,
        })
    };
    let all: Vec<_> = bins().flatten().collect();
    let small = all.iter().filter(|bin| bin.n < BIN_MIN).count();
    let totals = classes.iter().flat_map(|class| class.accessibility.values());
    let small_totals = totals.filter(|total| **total < BIN_MIN).count();
    let masked = shapes().filter(|shape| **shape == Shape::Masked).count();
    Attack {
        name: "Chercher le seul visiteur qui…",
        criterion: Criterion::SinglingOut,
        how: "Dans chaque répartition, chercher une tranche de 1 ou 2 visites\u{a0}: «\u{a0}le seul qui a utilisé le mode en une \
              touche\u{a0}» serait alors reconnaissable par qui l’a vu jouer.",
        numbers: vec![
            number("tranches publiées non vides", all.len()),
            number("plus petite tranche", all.iter().map(|bin| bin.n).min().map_or("—".to_owned(), |n| n.to_string())),
            number("tranches regroupées avec une voisine", all.iter().filter(|bin| bin.of.len() > 1).count()),
            number("répartitions masquées", masked),
            number("tranches ou totaux de 1 ou 2 visites", small + small_totals),
        ],
        successes: small + small_totals,
        meaning: "Une tranche de moins de 3 visites est comptée avec sa voisine\u{202f}; les réglages d’accessibilité, proches de \
                  données de santé, ne sont comptés que par événement."
            .to_owned(),
    }
}
