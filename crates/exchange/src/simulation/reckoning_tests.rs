//! What the reckoning finds: every way in which a store or a journal can be wrong.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Books, What, reckon, reckoning::parsed};
use crate::engagement::{
    anonymise::{Bin, Histogram, HistogramKind, SealedClass, Subject as Class},
    journal::Balance,
    plan::Period,
    statement::{StatementContext, freeze},
};

const EVENT: &str = "simulation-1";

fn frozen(subject: Class, visits: u32) -> (Uuid, Vec<u8>) {
    let bin = |code: &str, n| Bin {
        of: vec![code.to_owned()],
        n,
    };
    let class = SealedClass {
        event: EVENT.to_owned(),
        period: Period::Day(jiff::civil::date(2027, 3, 26)),
        subject,
        visits,
        histograms: vec![(
            HistogramKind::Outcome,
            Histogram::Bins(vec![bin("finished", visits), bin("abandoned", 0)]),
        )],
        accessibility: vec![],
    };
    let context = StatementContext {
        iri_base: "https://a.example/xapi".to_owned(),
    };
    let frozen = freeze(&class, &context);
    (frozen.id, frozen.body)
}

/// Two kiosks that add up, and a store that has what they sealed, with what it adds itself.
fn world() -> (Vec<Books>, Vec<Value>) {
    let kit = |kit: &str, visits| {
        frozen(
            Class::Kit {
                kit: kit.to_owned(),
                audience: Some("scolaire"),
            },
            visits,
        )
    };
    let books = |name: &str, sealed: Vec<(Uuid, Vec<u8>)>| Books {
        kiosk: name.to_owned(),
        came: 53,
        cut: 1,
        balance: Balance {
            visits: 50,
            opted_out: 2,
            recorded: 48,
            sealed: 40,
            waiting: 0,
            suppressed: 7,
            late: 1,
            dropped: 2,
        },
        closed: sealed.len() as u64,
        sealed: sealed.into_iter().collect(),
        ..Books::default()
    };
    let books = vec![
        books(
            "borne-001",
            vec![kit("soudure", 25), kit("soins", 15), frozen(Class::Event, 40)],
        ),
        books("borne-002", vec![kit("soudure", 40), frozen(Class::Event, 40)]),
    ];
    let mut store: Vec<Value> = books
        .iter()
        .flat_map(|books| books.sealed.values())
        .map(|body| parsed(body))
        .collect();
    for statement in &mut store {
        statement["stored"] = json!("2027-03-29T08:00:00Z");
        statement["authority"] = json!({"mbox": "mailto:agence@a.example"});
    }
    // Another fair's, which is not ours to judge.
    let mut other = store[0].clone();
    other["id"] = json!("00000000-0000-4000-8000-000000000000");
    other["context"]["contextActivities"]["grouping"][0]["id"] = json!("https://a.example/xapi/events/autre");
    store.push(other);
    (books, store)
}

fn slips(change: impl FnOnce(&mut Vec<Books>, &mut Vec<Value>)) -> Vec<What> {
    let (mut books, mut store) = world();
    change(&mut books, &mut store);
    let reckoning = reckon(EVENT, &books, &store);
    assert_eq!(reckoning.adds_up(), reckoning.slips.is_empty());
    reckoning.slips.into_iter().map(|slip| slip.what).collect()
}

#[test]
fn books_that_are_right_add_up() {
    let (books, store) = world();
    let reckoning = reckon(EVENT, &books, &store);
    assert!(reckoning.adds_up(), "{:?}", reckoning.slips);
    let total = reckoning.total();
    assert_eq!((total.came, total.statements, total.stored), (106, 5, 5));
    assert_eq!((total.visits, total.visits_stored, total.balance.sealed), (80, 80, 80));
}

#[test]
fn a_statement_that_is_lost_doubled_changed_or_invented_is_found() {
    let missing = slips(|_, store| drop(store.remove(0)));
    assert!(matches!(missing[..], [What::Missing(_), ..]), "{missing:?}");
    let twice = slips(|_, store| store.push(store[1].clone()));
    assert!(matches!(twice[0], What::Twice(_)), "{twice:?}");
    let changed = slips(|_, store| {
        store[0]["result"]["extensions"]["https://a.example/xapi/ext/visits"] = json!(24);
    });
    assert!(matches!(changed[0], What::Different(_)), "{changed:?}");
    let invented = slips(|_, store| {
        let mut more = store[0].clone();
        more["id"] = json!("00000000-0000-4000-8000-000000000001");
        store.push(more);
    });
    assert!(matches!(invented[0], What::Foreign(_)), "{invented:?}");
}

#[test]
fn a_visit_that_is_lost_or_invented_anywhere_is_found() {
    let one = |change: fn(&mut Books)| slips(|books, _| change(&mut books[1]));
    assert_eq!(one(|books| books.came += 1), [What::Came(54, 53)]);
    assert_eq!(one(|books| books.balance.dropped -= 1), [What::Came(53, 52)]);
    assert_eq!(one(|books| books.balance.late -= 1), [What::Balance]);
    assert_eq!(one(|books| books.balance.opted_out += 1), [What::Balance]);
    assert_eq!(
        one(|books| {
            books.balance.sealed += 1;
            books.balance.suppressed -= 1;
        }),
        [What::Sealed(41, 40)]
    );
    assert_eq!(one(|books| books.closed += 1), [What::Made(3, 2)]);
    assert_eq!(one(|books| books.quarantined = 1), [What::SetAside(1)]);
    assert_eq!(one(|books| books.set_aside = 1), [What::Broken(1)]);
}
