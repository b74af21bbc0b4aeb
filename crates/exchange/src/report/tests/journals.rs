//! From a journal on a disk to the page.

use super::*;
use crate::engagement::{journal::FILE, seal::Which};

/// A day: so many tries at one kit by one group in each half hour from nine on.
async fn live(journal: &mut Journal, kit: &str, audience: Audience, halves: &[i64]) {
    for (half, tries) in (0..).zip(halves) {
        for index in 0..*tries {
            let at = OPENING + half * 30 * MINUTE + index * MINUTE;
            journal.record(&visit(kit, audience, at)).await.expect("recorded");
        }
    }
}

/// Fifty-one tries at welding by pupils, three at cooking by adults, two that were not to be counted.
async fn a_day(journal: &mut Journal) {
    live(journal, "soudure", Audience::Lycee, &[12, 8, 0, 22, 9]).await;
    live(journal, "cuisine", Audience::Adulte, &[1, 1, 1]).await;
    for _ in 0..2 {
        journal.opt_out("salon").await.expect("counted");
    }
    journal.saw(OPENING + 9 * HOUR).await.expect("seen");
}

#[test]
fn at_the_end_of_the_day_what_waits_is_not_told_and_half_hours_are() {
    let scratch = Scratch::new("evening");
    run(async {
        let mut journal = scratch.journal().await;
        a_day(&mut journal).await;
        journal.close().await;
    });
    let page = scratch.page(about());
    assert!(page.starts_with("<!DOCTYPE html>"));
    for told in [
        "Salon des métiers",
        "Rouen, parc des expositions",
        "borne-3",
        "18\u{a0}h\u{a0}00",
    ] {
        assert!(page.contains(told), "{told}");
    }
    let sums = text(part(&page, "Le compte est-il bon"));
    assert!(
        sums.contains("Essais terminés 56 juste") && sums.contains("Enregistrés 54 juste"),
        "{sums}"
    );
    assert!(sums.contains("54 en attente"), "{sums}");
    let kits = text(part(&page, "Les métiers essayés"));
    assert!(
        kits.contains("après le 28\u{a0}mars\u{a0}2027") && !kits.contains("cuisine"),
        "{kits}"
    );
    let days = part(&page, "L’affluence");
    // 13, 9, 1, 22, 9.
    assert!(days.contains("à partir de 9\u{a0}h\u{a0}00, 10\u{a0}à\u{a0}14 essais"));
    assert!(days.contains("à partir de 10\u{a0}h\u{a0}30, 20\u{a0}à\u{a0}24 essais"));
    assert_eq!(days.matches("à partir de").count(), 2);
}

#[test]
fn once_sealed_the_page_has_the_classes_that_were_released_and_only_those() {
    let scratch = Scratch::new("sealed");
    run(async {
        let mut journal = scratch.journal().await;
        a_day(&mut journal).await;
        journal
            .seal(Which::All, OPENING + 3 * DAY, &context())
            .await
            .expect("sealed");
        journal.close().await;
    });
    let page = scratch.page(about());
    let kits = text(part(&page, "Les métiers essayés"));
    assert!(kits.contains("Soudeur, soudeuse") && kits.ends_with("51"), "{kits}");
    assert!(text(part(&page, "Comment cela s’est passé")).contains("51\u{a0}visites"));
    // Three, of the kit that is not named.
    assert!(!page.contains("cuisine"));
    let sums = text(part(&page, "Le compte est-il bon"));
    assert!(
        sums.contains("51 dans des totaux") && sums.contains("3 supprimés"),
        "{sums}"
    );
    // The class and the event's own.
    assert!(text(part(&page, "Vers l’agence")).contains("En attente2"));
    assert_eq!(part(&page, "L’affluence").matches("à partir de").count(), 2);
}

/// Who has the page cannot tell whether a half hour that is not shown had few or none.
#[test]
fn days_that_differ_in_what_may_not_be_told_have_the_same_page() {
    let page = |name: &str, halves: &[i64]| {
        let scratch = Scratch::new(name);
        run(async {
            let mut journal = scratch.journal().await;
            live(&mut journal, "soudure", Audience::Lycee, halves).await;
            journal.saw(OPENING + 9 * HOUR).await.expect("seen");
            journal.close().await;
        });
        scratch.page(about())
    };
    let first = page("few", &[12, 9, 0, 23, 8]);
    assert!(first.contains("20\u{a0}à\u{a0}24"));
    assert_eq!(first, page("none", &[13, 1, 7, 22, 9]));
    assert_ne!(first, page("more", &[15, 1, 5, 22, 9]));
}

#[test]
fn a_kiosk_that_recorded_nothing_has_a_page() {
    let scratch = Scratch::new("empty");
    let page = scratch.page(about());
    assert!(text(part(&page, "Le compte est-il bon")).contains("Rien n’a encore été enregistré"));
    assert!(page.contains("Rien à faire"));
    // Looking made nothing.
    assert!(!scratch.0.join(FILE).exists());
    let nowhere = About {
        event: None,
        days: None,
        kiosk: None,
        ..about()
    };
    assert!(scratch.page(nowhere).contains("Cette borne"));
}

#[test]
fn a_journal_of_another_event_says_of_which() {
    let scratch = Scratch::new("other");
    run(async {
        let mut journal = scratch.journal().await;
        journal.agree(&plan("<b>lycée</b>")).await.expect("a plan");
        let mut other = visit("soudure", Audience::Lycee, OPENING);
        other.event = "<b>lycée</b>".to_owned();
        journal.record(&other).await.expect("recorded");
        journal.close().await;
    });
    let page = scratch.page(about());
    assert!(page.contains("Le journal connaît\u{a0}: &lt;b&gt;lycée&lt;/b&gt;."));
    assert!(!page.contains("<b>"));
}

#[test]
fn a_journal_that_is_broken_is_told_and_the_rest_is_on_the_page() {
    let scratch = Scratch::new("broken");
    run(async {
        let mut journal = scratch.journal().await;
        for day in 0..3 {
            live(&mut journal, "soudure", Audience::Lycee, &[20; 18]).await;
            journal.saw(OPENING + day * DAY).await.expect("seen");
        }
        journal.close().await;
    });
    let good = fs::read(scratch.0.join(FILE)).expect("the file");
    let mut holes = good.clone();
    holes[4096..].fill(0xa5);
    for bytes in [b"oups".to_vec(), holes, good[..good.len() / 2].to_vec()] {
        fs::write(scratch.0.join(FILE), bytes).expect("broken");
        let page = scratch.page(about());
        assert!(page.contains("Le journal de la borne ne se lit pas en entier."));
        assert!(page.contains("abîmé") && page.contains("Salon des métiers"));
    }
}

#[test]
fn a_page_that_cannot_be_written_says_where() {
    let scratch = Scratch::new("unwritable");
    let file = scratch.0.join("fichier");
    fs::write(&file, "").expect("a file");
    let out = file.join("bilan.html");
    let error = write(&scratch.0, about(), Vec::new(), Vec::new(), &out).expect_err("a file is no folder");
    assert!(error.to_string().contains("bilan.html"), "{error}");
}
