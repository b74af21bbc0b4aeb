//! « Vouliez-vous dire … ? »: the name an author most likely meant.

use etabli_language::Bilingual;

/// Below this likeness (0 to 1) a suggestion confuses more than it helps.
const LIKENESS_MIN: f64 = 0.66;

/// The candidate most like `name`, if one is like enough; the first of equals.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates.into_iter().filter(|candidate| *candidate != name) {
        let likeness = strsim::normalized_damerau_levenshtein(&wanted, &candidate.to_lowercase());
        if likeness >= LIKENESS_MIN && best.is_none_or(|(known, _)| likeness > known) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// More letters that differ are another name, not a slip.
const SLIPS_MAX: usize = 2;

/// The one candidate that `name` is a slip of; `None` where two would do as well.
pub(super) fn without_doubt<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let meant = nearest(name, candidates.iter().copied())?;
    let slips = |candidate: &str| strsim::damerau_levenshtein(name, candidate);
    let fewest = slips(meant);
    let rival = candidates.iter().any(|other| *other != meant && slips(other) <= fewest);
    (fewest <= SLIPS_MAX && !rival).then_some(meant)
}

/// The question as a help text.
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Bilingual> {
    let meant = nearest(name, candidates)?;
    Some(Bilingual::new(
        format!("vouliez-vous dire «\u{a0}{meant}\u{a0}»\u{202f}?"),
        format!("did you mean `{meant}`?"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_name_and_strangers_find_none() {
        let names = ["socket.cagoule", "socket.gants", "part.cagoule"];
        assert_eq!(nearest("socket.cagule", names), Some("socket.cagoule"));
        assert_eq!(nearest("Socket.Gants", names), Some("socket.gants"));
        assert_eq!(nearest("éolienne", names), None);
        assert_eq!(nearest("", names), None);
    }

    #[test]
    fn between_two_names_as_near_there_is_doubt() {
        let names = ["seam.joint.00", "seam.joint.01", "camera.large"];
        assert_eq!(without_doubt("camera.lareg", &names), Some("camera.large"));
        assert_eq!(without_doubt("seam.joint.0", &names), None);
        assert_eq!(without_doubt("camera.grande", &names), None);
        assert_eq!(without_doubt("a", &["a", "b"]), None);
    }
}
