//! « Kits »: each control of each card has its wish, and names its kit.

use std::path::PathBuf;

use etabli_staff::{
    KitsAction, StaffAction, StaffView, Tab,
    view::{Archive, Held, Level, Proof, Stranger},
};

use crate::{bench::Bench, sample};

fn wish(action: KitsAction) -> [StaffAction; 1] {
    [StaffAction::Kits(action)]
}

/// Only the card of this kit.
fn alone(id: &str, change: impl FnOnce(&mut StaffView)) -> Bench {
    let mut view = sample::view();
    view.kits.cards.retain(|card| card.id == id);
    change(&mut view);
    Bench::tall(Tab::Kits, view)
}

#[test]
fn a_kit_is_hidden_and_shown() {
    let id = || "soudure".to_owned();
    let mut bench = alone("soudure", |_| {});
    let hidden = bench.touch("Montré aux visiteurs");
    assert_eq!(
        hidden,
        wish(KitsAction::Show {
            id: id(),
            is_shown: false
        })
    );
    bench.view().kits.cards[0].is_shown = false;
    bench.settle();
    let shown = bench.touch("Montré aux visiteurs");
    assert_eq!(
        shown,
        wish(KitsAction::Show {
            id: id(),
            is_shown: true
        })
    );
}

#[test]
fn unfolding_a_card_gives_level_proof_and_versions() {
    let id = || "soudure".to_owned();
    let mut bench = alone("soudure", |_| {});
    assert!(!bench.says("Expert"));
    assert_eq!(bench.touch("Niveau, essai, versions"), []);
    let level = Level::Expert;
    assert_eq!(bench.touch("Expert"), wish(KitsAction::SetLevel { id: id(), level }));
    assert_eq!(bench.touch("Essayer maintenant (robot)"), wish(KitsAction::Prove(id())));
    assert_eq!(bench.touch("Revenir à la version 1.1.0"), []);
    let back = bench.touch("Toucher encore\u{a0}: revenir à 1.1.0");
    assert_eq!(back, wish(KitsAction::Rollback(id())));
    assert!(bench.says("Trois nombres du métier n’ont pas encore de source"));
    assert!(bench.says("ligne 48, colonne 9 · K210"));
    bench.view().kits.cards[0].proof = Proof::Running;
    bench.settle();
    assert_eq!(bench.touch("Essayer maintenant (robot)"), []);
}

#[test]
fn a_kit_moves_one_place_and_not_beyond_the_ends() {
    let mut view = sample::view();
    view.kits.cards.truncate(2);
    let mut bench = Bench::tall(Tab::Kits, view);
    let places = |bench: &Bench, label: &str| {
        use egui_kittest::kittest::Queryable;
        bench.harness.query_all_by_label(label).count()
    };
    assert_eq!(
        (
            places(&bench, "Plus tôt dans le catalogue"),
            places(&bench, "Plus tard dans le catalogue")
        ),
        (2, 2)
    );
    let touch = |bench: &mut Bench, label: &str, index: usize| {
        use egui_kittest::kittest::Queryable;
        bench.harness.get_all_by_label(label).nth(index).unwrap().click();
        bench.settle()
    };
    let moved = |id: &str, by| wish(KitsAction::Move { id: id.to_owned(), by });
    assert_eq!(touch(&mut bench, "Plus tard dans le catalogue", 0), moved("soudure", 1));
    assert_eq!(touch(&mut bench, "Plus tôt dans le catalogue", 1), moved("soins", -1));
    assert_eq!(touch(&mut bench, "Plus tôt dans le catalogue", 0), []);
    assert_eq!(touch(&mut bench, "Plus tard dans le catalogue", 1), []);
}

#[test]
fn quarantine_says_why_and_is_lifted() {
    let mut bench = alone("soins", |_| {});
    assert!(bench.says("Mis de côté hier à 14 h 20"));
    assert!(bench.tells("3 arrêts pendant ce kit"));
    assert_eq!(
        bench.touch("Réessayer ce kit"),
        wish(KitsAction::Retry("soins".to_owned()))
    );
}

#[test]
fn archives_of_a_stick_are_installed_or_say_why_not() {
    let mut bench = alone("soudure", |view| {
        view.kits.archives.push(sample::archive(
            "autre.kit",
            Some("Signé par un éditeur que la borne ne connaît pas."),
        ));
    });
    let installed = bench.touch("Installer soudure-1.3.0.kit");
    assert_eq!(
        installed,
        wish(KitsAction::Install(PathBuf::from("/media/cle/soudure-1.3.0.kit")))
    );
    assert!(!bench.says("Installer autre.kit"));
    assert!(bench.tells("ne connaît pas"));
    assert_eq!(bench.touch("Chercher à nouveau"), wish(KitsAction::LookForSticks));
}

#[test]
fn an_archive_that_the_kiosk_has_is_not_offered_again() {
    let held = |held, text| {
        let bench = alone("soudure", move |view| {
            view.kits.archives = vec![Archive {
                held: Some(held),
                ..sample::archive("autre.kit", None)
            }];
        });
        assert!(bench.tells(text) && !bench.says("Installer autre.kit"), "{held:?}");
    };
    held(Held::Live, "est déjà sur la borne");
    held(Held::Waiting, "attend d’y être essayée");
    held(Held::Previous, "y revenir depuis la fiche");
}

#[test]
fn a_newcomer_can_only_be_tried() {
    let mut bench = alone("soudure", |view| {
        view.kits.cards[0].is_newcomer = true;
        view.kits.cards[0].proof = Proof::Waiting;
    });
    assert!(bench.says("En attente d’essai") && !bench.says("Montré aux visiteurs"));
    assert!(!bench.tells("Place 1") && !bench.says("Niveau, essai, versions"));
    assert_eq!(
        bench.touch("Essayer maintenant (robot)"),
        wish(KitsAction::Prove("soudure".to_owned()))
    );
}

#[test]
fn a_stranger_is_trusted_only_by_whoever_has_compared_the_fingerprint() {
    let introduced = |introduced| {
        alone("soudure", move |view| {
            view.kits.archives = vec![Archive {
                stranger: Some(Stranger {
                    fingerprint: "cf5a cbff 5e87 5b73 c924".to_owned(),
                    introduced,
                }),
                ..sample::archive("autre.kit", None)
            }];
        })
    };
    let publisher = PathBuf::from("/media/cle/bois.pub");
    let mut bench = introduced(Some((publisher.clone(), "Branche du bois".to_owned())));
    assert!(bench.tells("«\u{a0}Branche du bois\u{a0}»") && bench.says("cf5a cbff 5e87 5b73 c924"));
    assert!(!bench.says("Installer autre.kit"));
    assert_eq!(bench.touch("L’empreinte est la bonne\u{a0}: installer"), []);
    assert_eq!(
        bench.touch("Toucher encore\u{a0}: faire confiance à Branche du bois"),
        wish(KitsAction::InstallAndTrust {
            archive: PathBuf::from("/media/cle/autre.kit"),
            publisher,
        })
    );
    let bench = introduced(None);
    assert!(bench.tells("ne porte pas son fichier") && !bench.tells("L’empreinte est la bonne"));
}

#[test]
fn a_kiosk_that_shows_no_kit_says_so() {
    let bench = alone("cuisine", |_| {});
    assert!(bench.says("Aucun kit n’est montré aux visiteurs"));
    assert!(!alone("soudure", |_| {}).says("Aucun kit n’est montré aux visiteurs"));
}
