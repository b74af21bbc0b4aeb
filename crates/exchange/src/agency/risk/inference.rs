//! Knowing that someone belongs to a group, what else is known?

use super::{Attack, Criterion, number, percent};
use crate::agency::read::{Class, Measure, Shape};

/// From this share on, a histogram would tell of nearly everyone.
const SHARE_MAX: f64 = 0.9;

pub fn homogeneity(classes: &[Class]) -> Attack {
    let mut shares = Vec::new();
    let (mut masked, mut masked_outcomes) = (0_usize, 0_usize);
    for (class, measure, shape) in each(classes) {
        match shape {
            Shape::Masked => {
                masked += 1;
                masked_outcomes += usize::from(measure == Measure::Outcome);
            }
            Shape::Bins(bins) => {
                // A bin of all codes says nothing: whoever is in the group is in it.
                let all = measure.codes().len();
                let most = bins.iter().filter(|bin| bin.of.len() < all).map(|bin| bin.n).max();
                shares.extend(most.map(|most| f64::from(most) / f64::from(class.visits.max(1))));
            }
        }
    }
    let successes = shares.iter().filter(|share| **share > SHARE_MAX).count();
    let mean = (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64);
    Attack {
        name: "Deviner la réponse d’une personne dont on sait qu’elle a joué",
        criterion: Criterion::Inference,
        how: "Sachant qu’une élève a essayé la soudure ce jour-là, parier pour chaque répartition sur la réponse la plus \
              fréquente de son groupe.",
        numbers: vec![
            number("répartitions lisibles", shares.len()),
            number("part moyenne de la réponse la plus fréquente", percent(mean)),
            number("plus forte part publiée", percent(shares.iter().copied().reduce(f64::max))),
            number("répartitions lisibles à plus de 90\u{a0}%", successes),
            number("répartitions masquées", masked),
            number("dont l’issue (terminé ou interrompu)", masked_outcomes),
        ],
        successes,
        meaning: "Le pari n’est jamais gagné à plus de 90\u{a0}%. Risque résiduel\u{a0}: «\u{a0}masqué\u{a0}» dit que plus de 90\u{a0}% du groupe a \
                  fait pareil, sans dire quoi\u{202f}; pour l’issue, «\u{a0}terminé\u{a0}» est le plus plausible. Que presque tout un groupe \
                  d’au moins 10 visites ait fini un jeu de trois minutes n’apprend rien de sensible sur une personne."
            .to_owned(),
    }
}

pub fn unmasking(classes: &[Class]) -> Attack {
    let (mut tried, mut found) = (0_usize, 0_usize);
    for class in classes {
        let sums = class.histograms.values().filter_map(sum);
        let leaks = sums.clone().any(|sum| sum != u64::from(class.visits));
        let hidden = class
            .histograms
            .iter()
            .filter(|(measure, shape)| is_hidden(**measure, shape))
            .count();
        tried += hidden * sums.count();
        found += if leaks { hidden } else { 0 };
    }
    Attack {
        name: "Démasquer par les totaux",
        criterion: Criterion::Inference,
        how: "Pour chaque répartition masquée ou regroupée, chercher dans les autres répartitions du groupe un total qui ne \
              compte qu’une partie des visites (par exemple les seules visites terminées) et la révélerait.",
        numbers: vec![
            number("recoupements essayés", tried),
            number("répartitions démasquées", found),
        ],
        successes: found,
        meaning: "Toutes les répartitions d’un groupe comptent les mêmes visites, celles sans réponse ou sans mesure \
                  comprises\u{a0}: aucun total n’en cache un autre."
            .to_owned(),
    }
}

fn each(classes: &[Class]) -> impl Iterator<Item = (&Class, Measure, &Shape)> {
    classes.iter().flat_map(|class| {
        class
            .histograms
            .iter()
            .map(move |(measure, shape)| (class, *measure, shape))
    })
}

fn sum(shape: &Shape) -> Option<u64> {
    match shape {
        Shape::Bins(bins) => Some(bins.iter().map(|bin| u64::from(bin.n)).sum()),
        Shape::Masked => None,
    }
}

/// Masked, or merged so far that two-valued measures say nothing.
fn is_hidden(measure: Measure, shape: &Shape) -> bool {
    match shape {
        Shape::Masked => true,
        Shape::Bins(bins) => bins.iter().any(|bin| bin.of.len() == measure.codes().len()),
    }
}
