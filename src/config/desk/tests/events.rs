//! Events come, change places and go.

use super::*;
use crate::language::Bilingual;

fn new_event(id: &str, start: &str) -> NewEvent {
    NewEvent {
        id: id.to_owned(),
        name: Bilingual::new("Salon de Rouen", "Rouen fair"),
        place: Bilingual::new("Parc des expositions", "Exhibition centre"),
        start: start.parse().expect("a date"),
    }
}

#[test]
fn every_template_makes_an_event_without_a_word_to_say() {
    let names: Vec<_> = templates(&templates_folder()).into_iter().map(|(id, _)| id).collect();
    assert_eq!(
        names,
        [
            "batiment",
            "emploi-maritime",
            "forum-un-jour",
            "salon-trois-jours",
            "semaine-industrie"
        ]
    );
    let home = Home::new("templates");
    let mut desk = home.desk();
    for name in names {
        let template = templates_folder().join(format!("{name}.ron"));
        let said = desk
            .new_event(&template, &new_event(&name, "2028-02-28"))
            .expect("made");
        assert_eq!(said, [], "{name}");
        let made = draft(&mut desk, &name);
        assert_eq!(
            (made.name.fr.as_str(), made.start.as_str()),
            ("Salon de Rouen", "2028-02-28")
        );
        // The days went along, over the end of February.
        assert!(
            made.hours
                .iter()
                .all(|span| span.date >= made.start && span.date <= made.end),
            "{made:?}"
        );
        assert_eq!(made.hours.first().map(|span| span.date.clone()), Some(made.start));
        assert_eq!(made.hours.last().map(|span| span.date.clone()), Some(made.end));
        let written = home.read(&format!("events/{name}.ron")).expect("a file");
        let inside = |text: &str| text.lines().filter(|line| line.starts_with("    //")).count();
        assert_eq!(
            inside(&written),
            inside(&fs::read_to_string(&template).expect("a template"))
        );
        let head = format!("// Fait d’après le modèle «\u{a0}{name}\u{a0}»");
        assert!(written.starts_with(&head) && !written.contains("MODÈLE"), "{written}");
        assert!(matches!(
            desk.new_event(&template, &new_event(&name, "2028-02-28")),
            Err(DeskError::There { .. })
        ));
    }
    let summaries = desk.events();
    assert_eq!(summaries.len(), 6);
    assert!(
        summaries
            .iter()
            .all(|event| event.name.is_some() && event.days.is_some() && event.findings.is_empty())
    );
}

#[test]
fn a_name_that_leads_out_of_the_folder_makes_nothing() {
    let home = Home::new("names");
    let mut desk = home.desk();
    let template = templates_folder().join("forum-un-jour.ron");
    for id in ["../kiosk", "", "Été", "a/b"] {
        let made = desk.new_event(&template, &new_event(id, "2027-01-15"));
        assert!(matches!(made, Err(DeskError::BadName { .. })), "{id}: {made:?}");
        assert!(matches!(desk.switch_event(Some(id)), Err(DeskError::BadName { .. })));
    }
}

#[test]
fn the_kiosk_changes_events_and_keeps_the_one_it_stands_at() {
    let home = Home::new("switch");
    let mut desk = home.desk();
    desk.switch_event(Some("exemple")).expect("switched");
    assert_eq!(home.loaded().0.event.as_deref(), Some("exemple"));
    assert!(matches!(desk.delete_event("exemple"), Err(DeskError::InUse { .. })));
    assert!(matches!(
        desk.switch_event(Some("absent")),
        Err(DeskError::Absent { .. })
    ));
    desk.switch_event(None).expect("switched");
    desk.delete_event("exemple").expect("deleted");
    assert_eq!(desk.events(), []);
    assert!(matches!(desk.delete_event("exemple"), Err(DeskError::Absent { .. })));
    desk.undo(&Page::Event("exemple".to_owned())).expect("back again");
    assert_eq!(desk.events().len(), 1);
    // An event that cannot be read is no place to go to.
    home.write("events/exemple.ron", "(");
    assert!(matches!(
        desk.switch_event(Some("exemple")),
        Err(DeskError::Broken { .. })
    ));
    assert_eq!(desk.events()[0].name, None);
}
