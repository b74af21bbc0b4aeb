//! The portal as a browser gets it, from a real server on the loopback.

#[path = "../../../../examples/portal/metiers.rs"]
mod metiers;
mod served;

use jiff::civil::date;

use super::*;

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (number, mut metier) in metiers::all() {
        metier.picture = Picture::new([&[0xff, 0xd8, 0xff][..], &[7; 24 * 1024]].concat());
        catalogue.add(number, metier).expect("a free number");
    }
    catalogue
}

fn portal() -> Portal {
    Portal::new(
        catalogue(),
        metiers::next_steps(),
        metiers::notice(),
        Some(metiers::registration()),
    )
}

#[test]
fn what_has_ended_is_not_told_and_apprentices_come_first() {
    let now = portal().json(date(2026, 11, 26));
    let titles = |told: &Value| {
        let steps = told["next_steps"]["steps"].as_array().expect("steps");
        steps
            .iter()
            .map(|step| step["title"]["fr"].as_str().expect("a title").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        titles(&now),
        [
            "Les offres d’apprentissage d’exemple",
            "Stages d’exemple",
            "Une soudeuse d’exemple",
            "Un cuisinier d’exemple",
            "Portes ouvertes d’exemple"
        ]
    );
    let ways = now["metiers"]["1"]["formations"].as_array().expect("formations");
    assert_eq!(
        ways.iter()
            .map(|way| way["apprenticeship"].as_bool())
            .collect::<Vec<_>>(),
        [Some(true), Some(false)]
    );
    let later = portal().json(date(2091, 1, 1));
    assert!(
        titles(&later).is_empty() && later["next_steps"]["phone"].is_null(),
        "{later}"
    );
    assert_eq!(later["metiers"]["1"]["formations"].as_array().map(Vec::len), Some(0));
}

#[test]
fn the_shelf_is_made_anew_when_the_day_changes() {
    let portal = portal();
    let today = portal.shelf(date(2026, 11, 26));
    assert!(Arc::ptr_eq(&today, &portal.shelf(date(2026, 11, 26))));
    let tomorrow = portal.shelf(date(2091, 1, 1));
    let worker = |shelf: &Shelf| {
        String::from_utf8_lossy(shelf.get("/sw.js", Language::French).expect("a worker").plain()).into_owned()
    };
    assert_ne!(
        worker(&today),
        worker(&tomorrow),
        "a phone notices that something changed"
    );
}

#[test]
fn links_lead_to_the_public_web_or_nowhere() {
    for good in [
        "https://1eleve1stage.education.gouv.fr",
        "https://a.example/b?c=d#e",
        "https://a.example",
    ] {
        assert!(is_public_link(good), "{good}");
    }
    for bad in [
        "http://a.example",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://a.example/\"><script>",
        "https://a.example/ b",
        "https://u:p@a.example",
        "//a.example",
        "https://.a",
    ] {
        assert!(!is_public_link(bad), "{bad}");
    }
}

#[test]
fn numbers_are_given_once_and_pictures_are_pictures() {
    let mut catalogue = catalogue();
    let spare = || metiers::all().swap_remove(0).1;
    assert!(
        catalogue.add(1, spare()).is_err() && catalogue.add(0, spare()).is_err() && catalogue.add(3, spare()).is_ok()
    );
    assert_eq!((catalogue.len(), catalogue.is_empty()), (5, false));
    for bytes in [
        b"<svg onload=alert(1)>".to_vec(),
        Vec::new(),
        [&[0xff, 0xd8, 0xff][..], &[0; PICTURE_BYTES_MAX]].concat(),
    ] {
        assert!(Picture::new(bytes).is_none());
    }
    assert_eq!(
        Picture::new(b"\x89PNG\r\n".to_vec()).map(|picture| picture.kind()),
        Some("image/png")
    );
}

#[test]
fn what_the_agency_left_empty_is_listed_and_not_shown() {
    let notice = metiers::notice();
    assert_eq!(
        notice.missing(),
        [
            "officer.email",
            "host.name",
            "host.address",
            "host.phone",
            "publisher",
            "recipients"
        ]
    );
    let page = |path| pages::page(path, &portal(), Language::French).into_string();
    assert!(page("/mentions").contains("Agence d’exemple") && !page("/mentions").contains("Hébergement"));
    assert!(!page("/donnees").contains("Délégué à la protection") && !page("/donnees").contains("Qui le lit"));
    let empty = Portal::new(Catalogue::default(), NextSteps::default(), Notice::default(), None);
    let bare = pages::page("/donnees", &empty, Language::French).into_string();
    assert!(!bare.contains("Si tu t’inscris") && !bare.contains("Qui répond") && bare.contains("CNIL"));
    assert!(empty.json(date(2026, 11, 26))["registration"].is_null());
}
