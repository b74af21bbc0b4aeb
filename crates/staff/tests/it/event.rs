//! « Événement »: each control has its wish; the keyboard, the calendar and the hours give what was touched.

use etabli_language::Bilingual;
use etabli_staff::{
    EventAction, StaffAction, Tab,
    view::{Period, Split},
};
use jiff::civil::date;

use crate::{
    bench::Bench,
    sample::{self, hours},
};

fn bench() -> Bench {
    Bench::tall(Tab::Event, sample::view())
}

fn wish(action: EventAction) -> [StaffAction; 1] {
    [StaffAction::Event(action)]
}

#[test]
fn a_name_is_typed_on_the_glass() {
    let mut bench = bench();
    bench.touch("Nom : Salon régional des métiers");
    let letters = [
        "Curseur à gauche",
        "Curseur à droite",
        "espace",
        "Majuscule",
        "Ê",
        "t",
        "é",
        "é",
        "Effacer",
    ];
    assert_eq!(bench.touch_all(&letters), []);
    bench.touch_all(&["123 ?", "2", "7", "abc"]);
    let name = "Salon régional des métiers Êté27";
    let renamed = bench.touch("Enregistrer");
    assert_eq!(renamed, wish(EventAction::SetName(Bilingual::new(name, name))));
    assert!(!bench.says("Enregistrer"));
}

#[test]
fn an_english_name_of_its_own_is_kept() {
    let mut view = sample::view();
    view.event.place = Bilingual::new("Halle", "Hall");
    let mut bench = Bench::tall(Tab::Event, view);
    bench.touch("Lieu : Halle");
    let moved = bench.touch_all(&["s", "Enregistrer"]);
    assert_eq!(moved, wish(EventAction::SetPlace(Bilingual::new("Halles", "Hall"))));
}

#[test]
fn an_empty_name_cannot_be_saved_and_dropping_changes_nothing() {
    let mut bench = bench();
    bench.touch("Trois jours, kits de l’industrie : Semaine de l’industrie");
    assert_eq!(bench.touch("Enregistrer"), []);
    assert!(bench.says("Renoncer"));
    assert_eq!(bench.touch("Renoncer"), []);
    assert!(!bench.says("Renoncer"));
}

#[test]
fn a_new_event_comes_from_a_template() {
    let mut bench = bench();
    bench.touch("Trois jours, kits de l’industrie : Semaine de l’industrie");
    // The first letter of a name is a capital by itself.
    let created = bench.touch_all(&["F", "o", "i", "r", "e", "Enregistrer"]);
    let (template, name) = ("industrie".to_owned(), "Foire".to_owned());
    assert_eq!(created, wish(EventAction::Create { template, name }));
}

#[test]
fn days_are_touched_in_a_calendar() {
    let mut bench = bench();
    bench.touch("Dates : du 26 au 28 mars 2027");
    bench.touch_all(&["Mois suivant", "jeudi 1er avril 2027", "samedi 3 avril 2027"]);
    let moved = bench.touch("Enregistrer");
    assert_eq!(moved, wish(EventAction::SetDays(date(2027, 4, 1), date(2027, 4, 3))));
}

#[test]
fn hours_go_by_quarters_and_cannot_be_nonsense() {
    let mut bench = bench();
    let field = "Heures d’ouverture : vendredi 26 mars, 9\u{a0}h\u{a0}– 18\u{a0}h";
    let all =
        format!("{field}\nsamedi 27 mars, 9\u{a0}h\u{a0}– 18\u{a0}h\ndimanche 28 mars, 10\u{a0}h\u{a0}– 17\u{a0}h");
    bench.touch(&all);
    bench.touch_all(&["De (1) : plus", "À (1) : moins", "À (1) : moins", "Retirer (3)"]);
    let saved = bench.touch("Enregistrer");
    let mut wanted = vec![hours(date(2027, 3, 26), 9, 17), hours(date(2027, 3, 27), 9, 18)];
    wanted[0].from = jiff::civil::time(9, 15, 0, 0);
    wanted[0].to = jiff::civil::time(17, 30, 0, 0);
    assert_eq!(saved, wish(EventAction::SetHours(wanted)));
    bench.touch(&all);
    bench.touch_all(&["Jour 2 : moins"]);
    assert!(bench.tells("deux plages se recouvrent"));
    assert_eq!(bench.touch("Enregistrer"), []);
}

#[test]
fn an_event_is_switched_in_two_touches_and_not_in_one() {
    let mut bench = bench();
    assert_eq!(bench.touch("Forum du lycée\nle 8 avril 2027"), []);
    let switched = bench.touch("Toucher encore pour passer à «\u{a0}Forum du lycée\u{a0}»");
    assert_eq!(switched, wish(EventAction::Use("forum-lycee".to_owned())));
}

#[test]
fn the_theme_is_switched_by_sector() {
    let mut bench = bench();
    let ids = |ids: &[&str]| Some(ids.iter().map(|id| (*id).to_owned()).collect());
    let more = bench.touch("Santé et social (1\u{a0}kit)");
    assert_eq!(more, wish(EventAction::SetSectors(ids(&["industrie", "sante_social"]))));
    // The last sector of a theme: all of them, rather than a kiosk without a kit.
    assert_eq!(
        bench.touch("Industrie (1\u{a0}kit)"),
        wish(EventAction::SetSectors(None))
    );
    assert_eq!(bench.touch("Tous les secteurs"), wish(EventAction::SetSectors(None)));
    bench.view().event.sectors = None;
    bench.settle();
    let all = bench.touch("Tous les secteurs");
    assert_eq!(
        all,
        wish(EventAction::SetSectors(ids(&[
            "industrie",
            "sante_social",
            "hotellerie"
        ])))
    );
}

#[test]
fn counting_is_chosen_with_its_loss_in_plain_words_until_it_has_begun() {
    let mut bench = bench();
    assert!(bench.tells("37 environ"));
    assert!(bench.says("Totaux arrêtés à la fin\u{a0}: 5 environ seulement."));
    assert_eq!(bench.touch("À la fin"), wish(EventAction::SetPeriod(Period::Event)));
    assert_eq!(bench.touch("kit"), wish(EventAction::SetSplit(Split::Kit)));
    let expected = "Essais attendus par jour sur cette borne";
    assert_eq!(
        bench.touch(&format!("{expected} : plus")),
        wish(EventAction::SetExpectedVisits(110))
    );
    bench.touch(&format!("{expected} : 100"));
    assert_eq!(
        bench.touch_all(&["2", "5", "0", "Enregistrer"]),
        wish(EventAction::SetExpectedVisits(250))
    );
    bench.view().event.is_counting = true;
    bench.settle();
    assert_eq!(bench.touch_all(&["À la fin", "kit"]), []);
}

#[test]
fn a_stand_is_added_changed_and_removed() {
    let mut bench = bench();
    bench.touch("Ajouter un stand");
    assert_eq!(bench.touch("Enregistrer"), [], "without a name it is no stand");
    bench.touch("Cuisinière, cuisinier");
    bench.touch("Nom du stand : à remplir");
    bench.touch_all(&["C", "f", "a", "Enregistrer"]);
    bench.touch("Endroit : à remplir");
    bench.touch_all(&["H", "a", "l", "l", "Enregistrer"]);
    bench.touch("Heures de présence : 3\u{a0}plages, du 26 au 28 mars 2027");
    bench.touch_all(&["Retirer (3)", "Retirer (2)", "Enregistrer"]);
    let added = bench.touch("Enregistrer");
    let [StaffAction::Event(EventAction::SetStands(stands))] = added.as_slice() else {
        panic!("{added:?}");
    };
    assert_eq!(stands.len(), 2);
    let stand = &stands[1];
    assert_eq!(
        (stand.kit.as_str(), stand.name.fr.as_str(), stand.place.en.as_str()),
        ("cuisine", "Cfa", "Hall")
    );
    assert_eq!(stand.presence, [hours(date(2027, 3, 26), 9, 18)]);
    assert_eq!(bench.touch("Retirer ce stand"), []);
    assert_eq!(
        bench.touch("Toucher encore pour le retirer"),
        wish(EventAction::SetStands(vec![]))
    );
}
