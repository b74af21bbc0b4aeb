//! What is said of a finished bead: its faults, neighbours of one kind taken together, the gravest first. Pure.

use super::measure::{Fault, Found};

/// Stretches of one kind are one flaw when no more sound metal than this lies between them, real millimetres.
const NEIGHBOURS_MM: f32 = 12.0;

/// Where one flaw is named, nothing else nearer than this is: it comes of the same moment of the hand. Real millimetres.
const TOGETHER_MM: f32 = 10.0;

/// Faults of one kind close to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flaw {
    pub fault: Fault,
    /// From and to, real millimetres along the seam.
    pub along: (f32, f32),
    /// Length of its stretches without the sound metal between them, mm.
    pub faulty_mm: f32,
    /// Middle of its longest stretch, mm along the seam.
    pub middle: f32,
}

/// At most `most` flaws, the worst first: what leaves the joint open comes before what only weakens or spoils it, the
/// longer before the shorter. No kind comes a second time before every other kind had its turn, and of several in one
/// place only the worst is told.
pub fn gravest(faults: &[Found], most: usize) -> Vec<Flaw> {
    let mut flaws: Vec<Flaw> = Fault::ALL.into_iter().flat_map(|fault| of(fault, faults)).collect();
    flaws.sort_by(|a, b| {
        let (grave, length) = (
            b.fault.is_grave().cmp(&a.fault.is_grave()),
            b.faulty_mm.total_cmp(&a.faulty_mm),
        );
        grave.then(length).then(a.middle.total_cmp(&b.middle))
    });
    let is_first = |(place, flaw): &(usize, &Flaw)| !flaws[..*place].iter().any(|before| before.fault == flaw.fault);
    let (first, again): (Vec<_>, Vec<_>) = flaws.iter().enumerate().partition(is_first);
    let mut told: Vec<Flaw> = Vec::with_capacity(most);
    for (_, flaw) in first.into_iter().chain(again) {
        let is_told = told
            .iter()
            .any(|other| (other.middle - flaw.middle).abs() < TOGETHER_MM);
        if told.len() < most && !is_told {
            told.push(*flaw);
        }
    }
    told
}

/// The flaws of one kind, in the order of the seam.
fn of(fault: Fault, faults: &[Found]) -> Vec<Flaw> {
    let mut stretches: Vec<(f32, f32)> = faults
        .iter()
        .filter(|found| found.fault == fault)
        .map(|found| found.along)
        .collect();
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut groups: Vec<Vec<(f32, f32)>> = Vec::new();
    for stretch in stretches {
        match groups.last_mut() {
            Some(group) if stretch.0 - group[group.len() - 1].1 <= NEIGHBOURS_MM => group.push(stretch),
            _ => groups.push(vec![stretch]),
        }
    }
    let length = |stretch: &(f32, f32)| stretch.1 - stretch.0;
    let flaw = |group: Vec<(f32, f32)>| {
        let longest = group.iter().max_by(|a, b| length(a).total_cmp(&length(b)))?;
        Some(Flaw {
            fault,
            along: (group[0].0, group[group.len() - 1].1),
            faulty_mm: group.iter().map(length).sum(),
            middle: (longest.0 + longest.1) / 2.0,
        })
    };
    groups.into_iter().filter_map(flaw).collect()
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn found(fault: Fault, from: f32, to: f32) -> Found {
        Found {
            fault,
            along: (from, to),
        }
    }

    fn named(faults: &[Found]) -> Vec<(Fault, f32)> {
        gravest(faults, 3)
            .iter()
            .map(|flaw| (flaw.fault, flaw.middle))
            .collect()
    }

    #[test]
    fn neighbours_of_one_kind_are_one_flaw_and_name_their_place_alone() {
        let faults = [
            found(Fault::Undercut, 10.0, 14.0),
            found(Fault::Undercut, 20.0, 30.0),
            found(Fault::Uneven, 28.0, 32.0),
            found(Fault::Spatter, 50.0, 53.0),
            found(Fault::Undercut, 90.0, 95.0),
        ];
        let flaws = gravest(&faults, 3);
        let told = flaws.iter().map(|flaw| (flaw.fault, flaw.along, flaw.faulty_mm));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                (Fault::Undercut, (10.0, 30.0), 14.0),
                (Fault::Spatter, (50.0, 53.0), 3.0),
                (Fault::Undercut, (90.0, 95.0), 5.0),
            ]
        );
        assert_eq!(flaws[0].middle, 25.0);
    }

    #[test]
    fn an_open_joint_is_worse_than_a_long_blemish() {
        let faults = [
            found(Fault::Uneven, 0.0, 60.0),
            found(Fault::Spatter, 20.0, 26.0),
            found(Fault::LackOfFusion, 70.0, 75.0),
            found(Fault::Hole, 90.0, 96.0),
        ];
        let expected = [(Fault::Hole, 93.0), (Fault::LackOfFusion, 72.5), (Fault::Uneven, 30.0)];
        assert_eq!(named(&faults), expected);
        assert_eq!(named(&[]), []);
    }

    proptest! {
        #[test]
        fn the_worst_is_always_told_and_nothing_sound_is(
            faults in vec((0..Fault::ALL.len(), 0f32..200.0, 0f32..40.0), 1..30),
        ) {
            let faults: Vec<Found> =
                faults.into_iter().map(|(kind, from, length)| found(Fault::ALL[kind], from, from + length)).collect();
            let flaws = gravest(&faults, 3);
            prop_assert!((1..=3).contains(&flaws.len()));
            let grave = faults.iter().any(|found| found.fault.is_grave());
            prop_assert_eq!(flaws[0].fault.is_grave(), grave);
            for flaw in &flaws {
                let there = |found: &&Found| found.fault == flaw.fault && found.along.0 <= flaw.middle && flaw.middle <= found.along.1;
                prop_assert!(faults.iter().any(|found| there(&found)), "{:?}", flaw);
            }
        }
    }
}
