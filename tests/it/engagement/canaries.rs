//! What is distinctive in every raw field of a visit is found nowhere once its period is sealed and sent: not in what
//! was sent, not in the database and its log, not in what any library logged on the way.

use std::{fs, path::Path, time::Duration};

use etabli::{
    engagement::{
        journal::{Journal, Limits, open_database},
        plan::{EventPlan, SealingPlan},
        row::{Audience, Help, KitVisit, Level, Liked, Mode, Outcome, slot_of},
        seal::Which,
        statement::StatementContext,
        upload::Link,
    },
    language::Language,
};
use jiff::{civil::date, tz::TimeZone};

use super::{
    fake_store::{FakeStore, Kind},
    world::{TestClock, address, live, on_this_thread},
};
use crate::{house, log::Log};

const CANARY: &str = "canari";
/// 2027-03-26T09:00 in Paris.
const OPENING: i64 = 1_806_048_000;
const END: i64 = OPENING + 24 * 3600;

fn plan() -> EventPlan {
    EventPlan {
        event: "salon-2027".to_owned(),
        first_day: date(2027, 3, 26),
        last_day: date(2027, 3, 26),
        zone: TimeZone::get("Europe/Paris").expect("Paris"),
        sealing: SealingPlan::default(),
    }
}

/// Twelve of each group's visits are released; the rarest is a kit that one person tried.
fn canary(index: u32) -> KitVisit {
    let rare = index == 0;
    KitVisit {
        event: "salon-2027".to_owned(),
        kit: if rare {
            format!("{CANARY}-kit")
        } else {
            "soudure".to_owned()
        },
        kit_version: format!("{CANARY}-version-{index}"),
        level: Level::Expert,
        audience: Some(Audience::Conseil),
        language: Language::French,
        slot: slot_of(OPENING + i64::from(index) * 900),
        outcome: Outcome::Finished,
        secs: 0x0c0f_fee0 + index,
        steps: 4,
        scores: vec![(format!("{CANARY}-critere-{index}"), 83)],
        help: Help::OneTouch,
        liked: Some(Liked::SoSo),
    }
}

/// How often these bytes are in the files of a folder.
fn count(folder: &Path, bytes: &[u8]) -> usize {
    let files = fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
    let contents = files
        .filter(|file| file.path().is_file())
        .map(|file| fs::read(file.path()).expect("bytes"));
    contents
        .map(|content| content.windows(bytes.len()).filter(|window| *window == bytes).count())
        .sum()
}

#[test]
fn no_canary_comes_out() {
    let folder = house::scratch("canaries");
    let mut sent = String::new();
    let log = Log::heard(|| {
        on_this_thread(async {
            let (mut journal, _) = Journal::open(&folder, Limits::default()).await.expect("a journal");
            journal.agree(&plan()).await.expect("agreed");
            for index in 0..40 {
                journal.record(&canary(index)).await.expect("recorded");
            }
            let slot = slot_of(OPENING);
            journal
                .count_modes("salon-2027", slot, &[Mode::LargeText])
                .await
                .expect("counted");
            assert!(count(&folder, CANARY.as_bytes()) > 0 && count(&folder, &[0x0c, 0x0f, 0xfe]) > 0);
            let context = StatementContext {
                iri_base: "https://agence.example/xapi".to_owned(),
            };
            let sealed = journal.seal(Which::All, END, &context).await.expect("sealed");
            assert_eq!(sealed.len(), 1);
            journal.close().await;

            let store = FakeStore::open(Kind::Ralph, &TestClock::default()).await;
            let link = Link::open(&address("http", store.port, "1.0.3")).expect("a link");
            let mut db = open_database(&folder).await.expect("a database");
            let bodies: Vec<(String, Vec<u8>)> = sqlx::query_as("SELECT id, body FROM outbox")
                .fetch_all(&mut *db)
                .await
                .expect("rows");
            let bodies = bodies.into_iter().map(|(id, body)| (id.parse().expect("an id"), body));
            store.inside().frozen = bodies.collect();
            live(
                &mut db,
                &link,
                &TestClock::default(),
                1,
                Duration::from_secs(3600),
                std::future::pending(),
            )
            .await;
            let inside = store.inside();
            assert_eq!(inside.held.len(), 2, "the kit and the event");
            sent = format!("{:?} {:?} {:?}", inside.held, inside.beats, inside.targets);
        });
    });
    assert!(!log.is_empty(), "libraries are talkative");
    for (what, text) in [("what was sent", &sent), ("the log", &log)] {
        for canary in [CANARY, "critere", "expert", "conseil", &0x0c0f_fee5_u32.to_string()] {
            assert!(!text.contains(canary), "`{canary}` is in {what}");
        }
    }
    assert_eq!(count(&folder, CANARY.as_bytes()), 0);
    assert_eq!(count(&folder, &[0x0c, 0x0f, 0xfe]), 0);
    let _ = fs::remove_dir_all(&folder);
}
