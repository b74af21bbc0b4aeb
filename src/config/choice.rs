//! Which kits a kiosk offers, in which order, and how hard each begins.

use super::{Event, KioskConfig};
use crate::{kit::Sector, mechanics::Level};

/// The kits to offer among those of `library` (id and sector, in the order of their folders).
///
/// The event's own list comes first, then the kiosk's, then the order of the library. An event that names sectors keeps
/// kits of these only, unless it names the kits itself. Where nothing would be left, what is narrower gives way: a kiosk
/// with nothing to play helps nobody.
pub fn choose(kiosk: &KioskConfig, event: Option<&Event>, library: &[(&str, Sector)]) -> Vec<(String, Level)> {
    let sectors = event.and_then(|event| event.sectors.as_deref());
    let is_of_theme = |sector: Sector| sectors.is_none_or(|sectors| sectors.contains(&sector));
    let listed = |list: &[String]| -> Vec<(&str, Sector)> {
        let known = |id: &String| library.iter().find(|(known, _)| known == id).copied();
        list.iter().filter_map(known).collect()
    };
    let of_theme = |kits: &[(&'_ str, Sector)]| -> Vec<String> {
        let kept = kits.iter().filter(|(_, sector)| is_of_theme(*sector));
        kept.map(|(id, _)| (*id).to_owned()).collect()
    };
    let ids = |kits: &[(&'_ str, Sector)]| -> Vec<String> { kits.iter().map(|(id, _)| (*id).to_owned()).collect() };
    let by_event = event
        .and_then(|event| event.kits.as_deref())
        .map(listed)
        .unwrap_or_default();
    let by_kiosk = kiosk.kits.as_deref().map(listed).unwrap_or_default();
    let candidates = [
        ids(&by_event),
        of_theme(&by_kiosk),
        of_theme(library),
        ids(&by_kiosk),
        ids(library),
    ];
    let chosen = candidates.into_iter().find(|kits| !kits.is_empty()).unwrap_or_default();
    let with_level = |id: String| {
        let level = kiosk.level_of(&id);
        (id, level)
    };
    chosen.into_iter().map(with_level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::{parse_event, parse_kiosk},
        finding::Findings,
    };

    const LIBRARY: [(&str, Sector); 4] = [
        ("amarrage", Sector::MaritimePortuaire),
        ("charpente", Sector::Batiment),
        ("maconnerie", Sector::Batiment),
        ("soudure", Sector::Industrie),
    ];

    /// What is offered, as `id level` where the level is not the usual one.
    fn offered(kiosk: &str, event: Option<&str>) -> Vec<String> {
        let mut findings = Findings::default();
        let kiosk = parse_kiosk("k", kiosk.as_bytes(), &mut findings);
        let event = event.map(|rest| {
            let text = format!(
                "(name: (fr: \"a\", en: \"b\"), place: (fr: \"a\", en: \"b\"), start: \"2027-03-26\", end: \"2027-03-28\", {rest})"
            );
            parse_event("e", text.as_bytes(), &mut findings).expect("an event")
        });
        assert!(findings.is_empty(), "{findings:?}");
        let told = choose(&kiosk, event.as_ref(), &LIBRARY).into_iter();
        told.map(|(id, level)| match level {
            Level::Discovery => id,
            level => format!("{id} {level:?}"),
        })
        .collect()
    }

    #[test]
    fn the_event_goes_before_the_kiosk_and_the_kiosk_before_the_folder() {
        let all = ["amarrage", "charpente", "maconnerie", "soudure"];
        assert_eq!(offered("()", None), all);
        assert_eq!(offered("()", Some("")), all);
        let kiosk = "(kits: [\"soudure\", \"amarrage\"])";
        assert_eq!(offered(kiosk, None), ["soudure", "amarrage"]);
        assert_eq!(offered(kiosk, Some("kits: [\"maconnerie\"]")), ["maconnerie"]);
    }

    #[test]
    fn sectors_narrow_what_is_not_named() {
        let event = Some("sectors: [batiment, maritime_portuaire]");
        assert_eq!(offered("()", event), ["amarrage", "charpente", "maconnerie"]);
        assert_eq!(offered("(kits: [\"soudure\", \"maconnerie\"])", event), ["maconnerie"]);
        // The event's own list is its last word.
        let both = Some("sectors: [batiment], kits: [\"soudure\"]");
        assert_eq!(offered("()", both), ["soudure"]);
    }

    #[test]
    fn something_is_always_offered() {
        // None of the kiosk's kits is of the theme: those of the theme are shown all the same.
        assert_eq!(
            offered("(kits: [\"soudure\"])", Some("sectors: [batiment]")),
            ["charpente", "maconnerie"]
        );
        // Nothing here is of the theme.
        assert_eq!(
            offered("(kits: [\"soudure\"])", Some("sectors: [numerique]")),
            ["soudure"]
        );
        assert_eq!(offered("()", Some("kits: [\"absent\"]")).len(), 4);
        assert!(choose(&KioskConfig::default(), None, &[]).is_empty());
    }

    #[test]
    fn each_kit_begins_at_its_level() {
        let kiosk =
            "(level: defi, levels: [(kit: \"soudure\", level: expert), (kit: \"amarrage\", level: decouverte)])";
        assert_eq!(
            offered(kiosk, None),
            [
                "amarrage",
                "charpente Challenge",
                "maconnerie Challenge",
                "soudure Expert"
            ]
        );
    }
}
