//! What stands on the page, from plain figures.

use super::*;
use crate::{
    engagement::{anonymise::HalfHour, journal::Balance, outbox},
    language::Bilingual,
};

fn balance() -> Balance {
    Balance {
        visits: 190,
        opted_out: 4,
        recorded: 186,
        sealed: 170,
        waiting: 0,
        suppressed: 16,
        late: 0,
        dropped: 0,
    }
}

fn report() -> KioskReport {
    KioskReport {
        about: about(),
        counts: Counts {
            is_there: true,
            plan: Some(plan("salon")),
            balance: Some(balance()),
            outbox: Some(outbox::Counts::default()),
            last_success: Some(OPENING + 8 * HOUR),
            ..Counts::default()
        },
        happenings: Vec::new(),
        quarantined: Vec::new(),
    }
}

const START: What = What::Start(Mode::Normal);

fn line(secs: i64, what: What) -> Happening {
    Happening {
        at: at(OPENING + secs),
        what,
        detail: None,
        kit: None,
        exit: None,
        signal: None,
        ready_ms: (what == What::Ready).then_some(1_900),
    }
}

#[test]
fn a_balance_that_does_not_add_up_is_said_in_words() {
    let mut report = report();
    assert!(report.is_well());
    assert!(report.to_html().contains("Rien à faire"));
    report.counts.balance = Some(Balance {
        recorded: 183,
        late: 2,
        dropped: 1,
        ..balance()
    });
    let page = report.to_html();
    let sums = text(part(&page, "Le compte est-il bon"));
    assert!(sums.contains("Essais terminés 190 il en manque 3"), "{sums}");
    assert!(sums.contains("Enregistrés 183 5 de trop"), "{sums}");
    assert!(page.contains("ne tombent pas juste") && page.contains("2\u{a0}essais sont venus après"));
    assert!(page.contains("1\u{a0}essai n’a pas pu être enregistré."));
    assert!(!report.is_well());
}

#[test]
fn stops_are_told_with_their_reason_and_how_long_they_took() {
    let mut report = report();
    let mut crash = line(3600, What::Crash);
    (crash.exit, crash.kit) = (Some(101), Some("soudure".to_owned()));
    report.happenings = vec![
        // The day before: not of this event.
        line(-DAY, START),
        line(0, START),
        line(2, What::Ready),
        crash,
        line(3601, START),
        line(3605, What::Ready),
        line(7200, START),
        line(7202, What::Ready),
        line(9 * HOUR, What::Stop),
    ];
    let page = report.to_html();
    let machine = text(part(&page, "La borne, ses arrêts"));
    assert!(machine.contains("3\u{a0}mises en marche"), "{machine}");
    assert!(
        machine.contains("en 3,5\u{a0}s en moyenne, 5,0\u{a0}s au plus"),
        "{machine}"
    );
    assert!(
        machine.contains("Elle s’est arrêtéecode 101Soudeur, soudeuseen 5,0\u{a0}s"),
        "{machine}"
    );
    assert!(machine.contains("Coupure de courant"), "{machine}");
    assert!(page.contains("repartie seule en 5,0\u{a0}s au plus"));
    assert!(report.is_well(), "nothing is left to do about it");
    // Stops have their place on a day's clock.
    report.counts.half_hours = vec![HalfHour {
        at: OPENING / 1800 + 1,
        at_least: 10,
    }];
    let page = report.to_html();
    assert_eq!(page.matches("<polygon").count(), 4, "two stops, on two charts");
}

#[test]
fn what_staff_have_to_do_comes_first() {
    let mut report = report();
    let mut code = line(600, What::OutOfOrder);
    code.detail = Some("E3-CRASH".to_owned());
    report.happenings = vec![line(0, START), line(600, What::Crash), code];
    report.quarantined = vec![Quarantined {
        kit: "soudure".to_owned(),
        reason: "3 arrêts pendant ce kit".to_owned(),
        since: at(OPENING + 600),
    }];
    report.counts.upload_trouble = Some((OPENING, "le certificat a expiré".to_owned()));
    report.counts.outbox = Some(outbox::Counts {
        waiting: 3,
        quarantined: 1,
        ..outbox::Counts::default()
    });
    report.counts.trouble = Some(Bilingual::new("le disque est plein", "the disk is full"));
    let page = report.to_html();
    let todo = text(part(&page, "<span class=\"lamp bad\"></span>À faire"));
    for told in [
        "Le disque est plein.",
        "hors service, code E3-CRASH.",
        "Le métier «\u{a0}Soudeur, soudeuse\u{a0}» n’est plus montré\u{a0}: 3 arrêts pendant ce kit.",
        "L’agence refuse 1\u{a0}total.",
        "Le certificat a expiré.",
    ] {
        assert!(todo.contains(told), "{told} in {todo}");
    }
}

/// Names come from files that anybody may have written.
#[test]
fn names_are_text_whatever_they_say() {
    let evil = "<script>alert(\"é\")</script>";
    let mut report = report();
    report.about.kiosk = Some(evil.to_owned());
    report.about.event = Some(evil.to_owned());
    report.about.names = Names::default();
    report.counts.others = vec![evil.to_owned()];
    report.counts.balance = None;
    report.counts.upload_trouble = Some((OPENING, evil.to_owned()));
    let mut crash = line(5, What::Crash);
    (crash.detail, crash.kit) = (Some(evil.to_owned()), Some(evil.to_owned()));
    report.happenings = vec![line(0, START), crash, line(9, What::OutOfOrder)];
    report.happenings[2].detail = Some(evil.to_owned());
    report.quarantined = vec![Quarantined {
        kit: evil.to_owned(),
        reason: evil.to_owned(),
        since: at(OPENING),
    }];
    let statement = serde_json::json!({
        "id": "6f8c9a52-2b51-4b8c-9a6a-0f4f1d0c7e11",
        "object": { "id": format!("https://agence.example/xapi/kits/{evil}") },
        "result": { "extensions": {
            "https://agence.example/xapi/ext/visits": 12,
            "https://agence.example/xapi/ext/liked": [{ "of": [evil], "n": 12 }],
        } },
        "context": {
            "contextActivities": { "grouping": [{ "id": format!("https://agence.example/xapi/events/{evil}") }] },
            "extensions": { "https://agence.example/xapi/ext/audience": evil },
        },
        "timestamp": "2027-03-28T12:00:00.000Z",
    });
    report.counts.classes = crate::figures::SealedFigures::of(&[statement]).classes;
    assert_eq!(report.counts.classes.len(), 1);
    let page = report.to_html();
    assert!(!page.contains("<script") && page.matches("&lt;script").count() >= 8);
}

/// A kiosk is offline, and what it shows of visitors goes to nobody.
#[test]
fn the_page_asks_nobody_for_anything() {
    let page = report().to_html();
    for sign in ["http:", "https:", " src=", "@import", "<link", "<script", "url(\"/"] {
        let found = page.find(sign);
        // Names of XML are no addresses.
        let harmless = found.is_none_or(|at| page[at..].starts_with("http://www.w3.org/"));
        assert!(harmless, "{sign}");
    }
    assert!(page.contains("data:font/ttf;base64,"));
}
