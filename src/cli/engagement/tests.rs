use std::path::PathBuf;

use jiff::{civil::date, tz::TimeZone};
use serde_json::Value;

use super::{
    seal::{self, SealArgs},
    status::{self, StatusArgs},
    *,
};
use crate::engagement::{
    plan::{EventPlan, SealingPlan},
    row::{Audience, Help, KitVisit, Level, Liked, Outcome as End, slot_of},
};

/// 2027-03-26T09:00 in Paris, one day before the end.
const OPENING: i64 = 1_806_048_000;
const AFTER: i64 = OPENING + 24 * 3600;

struct Kiosk {
    folder: PathBuf,
    home: PathBuf,
}

impl Kiosk {
    fn new(name: &str) -> Self {
        let scratch = std::env::temp_dir().join(format!("etabli-engagement-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&scratch);
        let home = scratch.join("home");
        std::fs::create_dir_all(home.join("assets/images")).expect("a home");
        Self {
            folder: scratch.join("data"),
            home,
        }
    }

    fn place(&self) -> Place {
        Place {
            home: Some(self.home.clone()),
            data: Some(self.folder.clone()),
        }
    }

    /// Twelve tries of pupils at one kit, one of an adult, one that is not counted.
    fn recorded(self) -> Self {
        wait(async {
            let (mut journal, _) = Journal::open(&self.folder, Limits::default()).await?;
            journal
                .agree(&EventPlan {
                    event: "salon-2027".to_owned(),
                    first_day: date(2027, 3, 26),
                    last_day: date(2027, 3, 26),
                    zone: TimeZone::get("Europe/Paris")?,
                    sealing: SealingPlan::default(),
                })
                .await?;
            for index in 0..13 {
                let visit = KitVisit {
                    event: "salon-2027".to_owned(),
                    kit: "soudure".to_owned(),
                    kit_version: "1.0.0".to_owned(),
                    level: Level::Discovery,
                    audience: Some(if index == 12 { Audience::Parent } else { Audience::Lycee }),
                    language: Language::French,
                    slot: slot_of(OPENING + index * 900),
                    outcome: if index < 4 {
                        End::Abandoned { step: 2 }
                    } else {
                        End::Finished
                    },
                    secs: 150,
                    steps: 4,
                    scores: vec![("geste".to_owned(), 80)],
                    help: Help::None,
                    liked: Some(Liked::Yes),
                };
                journal.record(&visit).await?;
            }
            journal.opt_out("salon-2027").await?;
            journal.close().await;
            Ok(())
        })
        .expect("recorded");
        self
    }

    fn status(&self, json: bool) -> (Outcome, String) {
        let mut out = Vec::new();
        let place = self.place();
        let outcome = status::run_at(&StatusArgs { place, json }, AFTER, &mut out).expect("a status");
        (outcome, String::from_utf8(out).expect("text"))
    }

    fn seal(&self, now: i64, dry_run: bool, json: bool) -> (Outcome, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = SealArgs {
            place: self.place(),
            dry_run,
            close_now: false,
            json,
        };
        let outcome = seal::run_at(&args, now, &mut out, &mut err).expect("sealed");
        assert_eq!(String::from_utf8(err).expect("text"), "");
        (outcome, String::from_utf8(out).expect("text"))
    }
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.folder.parent().expect("a scratch folder"));
    }
}

/// The French text with plain spaces, to be compared by eye.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn where_nothing_was_recorded_there_is_nothing_to_say_and_nothing_is_made() {
    let kiosk = Kiosk::new("nothing");
    assert!(kiosk.status(false).1.starts_with("Rien n’a été enregistré dans "));
    assert!(
        kiosk
            .seal(AFTER, false, false)
            .1
            .starts_with("Rien n’a été enregistré dans ")
    );
    assert!(serde_json::from_str::<Value>(&kiosk.status(true).1).is_ok());
    assert!(!kiosk.folder.exists());
}

#[test]
fn a_dry_run_tells_what_would_leave_and_why_not_and_changes_nothing() {
    let kiosk = Kiosk::new("dry").recorded();
    let before = kiosk.status(true);
    let (outcome, told) = kiosk.seal(AFTER, true, false);
    assert_eq!(outcome, Outcome::Clean);
    let told = plain(&told);
    for line in [
        "salon-2027, tout l’événement : finie",
        "  serait transmis :",
        "    soudure, scolaires : 12 essais",
        "      fin : fini × 8, abandonné × 4",
        "      avis : masqué, presque tous pareils",
        "    tout l’événement : 12 essais",
        "  serait supprimé :",
        "    soudure, adultes : moins de 10 essais",
        "  en tout : 12 essais sur 13 dans des totaux ; perdus : 7 %",
    ] {
        assert!(told.lines().any(|known| known == line), "{line} in\n{told}");
    }
    assert_eq!(kiosk.status(true), before);
    let running = plain(&kiosk.seal(OPENING, true, false).1);
    assert!(
        running.contains("en cours, rien n’est arrêté avant la fin"),
        "{running}"
    );
}

#[test]
fn sealing_is_told_and_the_status_shows_its_balance() {
    let kiosk = Kiosk::new("seal").recorded();
    let (_, told) = kiosk.status(false);
    let told = plain(&told);
    for line in [
        "salon-2027, le 26 mars 2027 ; compté par kit et par groupe, en une fois",
        "  14 essais = 1 sans compter la visite + 13 enregistrés",
        "  13 enregistrés = 0 dans des totaux + 13 en attente + 0 supprimés + 0 en retard",
        "  si on l’arrêtait maintenant : 12 essais sur 13 dans des totaux ; perdus : 7 %",
        "Dernier envoi réussi : jamais",
    ] {
        assert!(told.lines().any(|known| known == line), "{line} in\n{told}");
    }
    assert!(plain(&kiosk.seal(OPENING, false, false).1).starts_with("Rien à arrêter : "));
    let (_, told) = kiosk.seal(AFTER, false, true);
    let told: Value = serde_json::from_str(&told).expect("JSON");
    let period = &told["periods"][0];
    assert_eq!(
        (&period["visits_released"], &period["visits_suppressed"]),
        (&12.into(), &1.into())
    );
    assert_eq!(period["released"][0]["liked"], "masked");
    assert_eq!(period["suppressed"][0]["why"], "too_few_visits");
    assert!(period["suppressed"][0].get("visits").is_none());
    let (outcome, told) = kiosk.status(true);
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(outcome, Outcome::Clean);
    assert_eq!(
        (&told["events"][0]["sealed"], &told["events"][0]["suppressed"]),
        (&12.into(), &1.into())
    );
    assert_eq!(
        (&told["outbox"]["waiting"], &told["closed"][0]["statements"]),
        (&2.into(), &2.into())
    );
}

#[test]
fn a_balance_that_does_not_add_up_is_an_error() {
    let kiosk = Kiosk::new("wrong").recorded();
    wait(async {
        let mut journal = Journal::beside(&kiosk.folder, Limits::default()).await?;
        sqlx::query("DELETE FROM visits WHERE rowid = 1")
            .execute(journal.connection())
            .await?;
        journal.close().await;
        Ok(())
    })
    .expect("a visit less");
    let (outcome, told) = kiosk.status(false);
    assert_eq!(outcome, Outcome::Errors);
    assert!(told.contains("NE TOMBENT PAS JUSTE"));
}
