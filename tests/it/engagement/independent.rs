//! The anonymiser checked by somebody else: `tests/pandas_check.sh` runs this, which leaves the raw rows of several fairs
//! and the statements that came of them, and then counts everything anew with pandas.

use std::{env, fs, path::Path};

use etabli::{
    engagement::{
        journal::{Journal, Limits},
        outbox,
        plan::{ClassLevel, EventPlan, PeriodKind, SealingPlan},
        row::{KitVisit, slot_of},
        seal::Which,
        statement::StatementContext,
    },
    simulation::{Happening, Setup, timeline},
};
use serde_json::{Map, Value, json};
use sqlx::{Column, Row, TypeInfo, ValueRef, sqlite::SqliteRow};

use super::world::on_this_thread;

/// Where to leave them.
const FOLDER: &str = "ETABLI_INDEPENDENT_CHECK";

/// Long after every fair, 1 June 2027.
const AFTER: i64 = 1_811_808_000;

/// A row of the database as JSON, whatever its columns are.
fn row(row: &SqliteRow) -> Value {
    let mut members = Map::new();
    for (index, column) in row.columns().iter().enumerate() {
        let raw = row.try_get_raw(index).expect("a value");
        let value = match (raw.is_null(), raw.type_info().name()) {
            (true, _) => Value::Null,
            (false, "INTEGER") => json!(row.get::<i64, _>(index)),
            (false, _) => json!(row.get::<String, _>(index)),
        };
        members.insert(column.name().to_owned(), value);
    }
    Value::Object(members)
}

fn write(path: &Path, lines: impl IntoIterator<Item = Vec<u8>>) {
    let lines: Vec<Vec<u8>> = lines.into_iter().collect();
    fs::write(path, [lines.join(&b'\n'), b"\n".to_vec()].concat()).expect("a file");
}

/// What is in a table, a JSON object a line.
async fn table(journal: &mut Journal, query: &'static str, path: &Path) -> usize {
    let rows = sqlx::query(query).fetch_all(journal.connection()).await.expect("rows");
    write(path, rows.iter().map(|found| row(found).to_string().into_bytes()));
    rows.len()
}

/// The visits of one kiosk's fair, recorded as they come, sealed, and both left in `folder`.
async fn fair(folder: &Path, plan: &EventPlan, setup: &Setup) -> usize {
    fs::create_dir_all(folder).expect("a folder");
    let data = folder.join("data");
    let (mut journal, _) = Journal::open(&data, Limits::default()).await.expect("a journal");
    journal.agree(plan).await.expect("a plan");
    let mut last = None;
    for (at, happening) in timeline(setup, 0).moments {
        match happening {
            Happening::Try(tried) if !tried.is_opted_out => {
                let mut visit = tried.visit;
                (visit.event, visit.slot) = (plan.event.clone(), slot_of(at));
                journal.record(&visit).await.expect("recorded");
                last = Some(visit);
            }
            Happening::Modes(modes) => {
                let counted = journal.count_modes(&plan.event, slot_of(at), &modes);
                counted.await.expect("counted");
            }
            _ => {}
        }
    }
    // One child who plays a kit of their own over and over: enough tries, and too few quarter hours.
    let again = KitVisit {
        kit: "manege".to_owned(),
        ..last.expect("a visit")
    };
    for _ in 0..15 {
        journal.record(&again).await.expect("recorded");
    }
    table(&mut journal, "SELECT * FROM visits", &folder.join("rows.jsonl")).await;
    table(&mut journal, "SELECT * FROM accessibility", &folder.join("modes.jsonl")).await;
    let context = StatementContext {
        iri_base: "https://agence.example/xapi".to_owned(),
    };
    journal.seal(Which::All, AFTER, &context).await.expect("sealed");
    let ids = outbox::waiting(journal.connection(), usize::MAX, &[])
        .await
        .expect("ids");
    let frozen = outbox::bodies(journal.connection(), &ids).await.expect("bodies");
    let count = frozen.len();
    write(
        &folder.join("statements.jsonl"),
        frozen.into_iter().map(|frozen| frozen.body),
    );
    let told = json!({
        "event": plan.event,
        "first_day": plan.first_day.to_string(),
        "last_day": plan.last_day.to_string(),
        "zone": plan.zone.iana_name(),
        "period": plan.sealing.period.code(),
        "level": plan.sealing.level.code(),
    });
    fs::write(folder.join("plan.json"), told.to_string()).expect("a file");
    journal.close().await;
    fs::remove_dir_all(data).expect("cleaned up");
    count
}

#[test]
#[ignore = "for another to check: run tests/pandas_check.sh"]
fn fairs_are_left_for_pandas() {
    let folder = env::var_os(FOLDER).expect("set by tests/pandas_check.sh");
    on_this_thread(async {
        let mut statements = 0;
        for level in ClassLevel::ALL {
            for period in PeriodKind::ALL {
                // A small fair loses much of it, a large one has every histogram.
                for (visitors, seed) in [(45, 1), (400, 2)] {
                    let name = format!("{}-{}-{visitors}", level.code(), period.code());
                    let setup = Setup {
                        event: format!("salon-{visitors}"),
                        kiosks: 1,
                        days: 3,
                        visitors,
                        kits: 6,
                        period,
                        has_outages: false,
                        seed,
                    };
                    let plan = EventPlan {
                        sealing: SealingPlan { period, level },
                        ..setup.plan()
                    };
                    statements += fair(&Path::new(&folder).join(name), &plan, &setup).await;
                }
            }
        }
        assert!(statements > 100, "{statements}");
    });
}
