//! Whether it adds up: what visitors did, what the kiosks' journals say, what the store has. Pure.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{books::Books, relay::Traffic};
use crate::{
    agency::read::{Class, Subject},
    engagement::journal::Balance,
};

/// What stores add to a statement by themselves.
const STORES_OWN: [&str; 3] = ["stored", "authority", "version"];

/// The figures of a kiosk, or of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// `None`: all.
    pub kiosk: Option<String>,
    /// Tries that visitors made.
    pub came: u64,
    /// Of them: lost with the power.
    pub cut: u64,
    pub balance: Balance,
    /// Statements that were sealed, and the visits that those about kits count.
    pub statements: u64,
    pub visits: u64,
    /// Of them: the store has it, as it was sealed.
    pub stored: u64,
    /// Visits that the store's statements about kits count.
    pub visits_stored: u64,
    pub traffic: Traffic,
}

/// Something that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// `None`: it is about all, or nobody knows whose it is.
    pub kiosk: Option<String>,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Tries made, tries that the journal and the cuts account for.
    Came(u64, u64),
    /// The journal's own balance.
    Balance,
    /// Statements that the journal says it made, statements that were seen.
    Made(u64, u64),
    /// Visits that the journal says are sealed, visits that the statements count.
    Sealed(u64, u64),
    Missing(Uuid),
    /// At the store more than once.
    Twice(Uuid),
    /// At the store, and not as it was sealed.
    Different(Uuid),
    /// At the store, for this event, and from no kiosk.
    Foreign(String),
    /// Statements that the kiosk set aside.
    SetAside(u64),
    /// Journals that were found broken.
    Broken(u64),
    /// Visits sealed, visits at the store: of all.
    Stored(u64, u64),
}

/// The comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// By kiosk, the total last.
    pub lines: Vec<Line>,
    pub slips: Vec<Slip>,
    /// SHA-256 over all statements sorted by id, as the kiosks froze them and as the store has them.
    pub print_of_kiosks: String,
    pub print_of_store: String,
}

impl Reckoning {
    pub fn adds_up(&self) -> bool {
        self.slips.is_empty() && self.print_of_kiosks == self.print_of_store
    }

    pub fn total(&self) -> Line {
        self.lines.last().cloned().unwrap_or_default()
    }
}

/// Compares the books of all kiosks with all that the store has. `event`: only its statements are looked at.
pub fn reckon(event: &str, books: &[Books], store: &[Value]) -> Reckoning {
    let mut stored: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for statement in store.iter().filter(|statement| is_of(event, statement)) {
        stored
            .entry(id_of(statement))
            .or_default()
            .push(plain(statement.clone()));
    }
    let everything = stored.clone();
    let mut slips = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for books in books {
        let (line, found) = line(books, &mut stored);
        lines.push(line);
        let slip = |what| Slip {
            kiosk: Some(books.kiosk.clone()),
            what,
        };
        slips.extend(found.into_iter().map(slip));
    }
    // What no kiosk claimed.
    slips.extend(stored.into_keys().map(|id| Slip {
        kiosk: None,
        what: What::Foreign(id),
    }));
    let total = total(&lines);
    let all: u64 = everything.values().flatten().map(visits_of).sum();
    if all != total.visits {
        slips.push(Slip {
            kiosk: None,
            what: What::Stored(total.visits, all),
        });
    }
    lines.push(total);
    let frozen = books.iter().flat_map(|books| &books.sealed);
    let frozen = frozen.map(|(id, body)| (id.to_string(), vec![parsed(body)])).collect();
    Reckoning {
        lines,
        slips,
        print_of_kiosks: print(&frozen),
        print_of_store: print(&everything),
    }
}

/// One kiosk's figures and what is wrong with them; its statements are taken out of `stored`.
fn line(books: &Books, stored: &mut BTreeMap<String, Vec<Value>>) -> (Line, Vec<What>) {
    let balance = books.balance;
    let mut line = Line {
        kiosk: Some(books.kiosk.clone()),
        came: books.came,
        cut: books.cut,
        balance,
        statements: books.sealed.len() as u64,
        traffic: books.traffic,
        ..Line::default()
    };
    let mut slips = Vec::new();
    for (id, body) in &books.sealed {
        let ours = parsed(body);
        line.visits += visits_of(&ours);
        let theirs = stored.remove(&id.to_string()).unwrap_or_default();
        match theirs.as_slice() {
            [] => slips.push(What::Missing(*id)),
            [theirs] if *theirs == ours => line.stored += 1,
            [_] => slips.push(What::Different(*id)),
            _ => slips.push(What::Twice(*id)),
        }
        line.visits_stored += theirs.iter().map(visits_of).sum::<u64>();
    }
    let known = balance.visits + balance.dropped + books.cut;
    let checks = [
        (books.came != known, What::Came(books.came, known)),
        (!balance.adds_up(), What::Balance),
        (
            books.closed != line.statements,
            What::Made(books.closed, line.statements),
        ),
        (balance.sealed != line.visits, What::Sealed(balance.sealed, line.visits)),
        (books.quarantined != 0, What::SetAside(books.quarantined.unsigned_abs())),
        (books.set_aside != 0, What::Broken(books.set_aside.into())),
    ];
    slips.extend(
        checks
            .into_iter()
            .filter_map(|(is_wrong, what)| is_wrong.then_some(what)),
    );
    (line, slips)
}

fn total(lines: &[Line]) -> Line {
    let mut total = Line::default();
    for line in lines {
        total.came += line.came;
        total.cut += line.cut;
        total.statements += line.statements;
        total.visits += line.visits;
        total.stored += line.stored;
        total.visits_stored += line.visits_stored;
        total.traffic.add(&line.traffic);
        let (all, one) = (&mut total.balance, &line.balance);
        all.visits += one.visits;
        all.opted_out += one.opted_out;
        all.recorded += one.recorded;
        all.sealed += one.sealed;
        all.waiting += one.waiting;
        all.suppressed += one.suppressed;
        all.late += one.late;
        all.dropped += one.dropped;
    }
    total
}

/// Whether a statement is grouped with this event; what cannot be read as a class of ours is another's.
fn is_of(event: &str, statement: &Value) -> bool {
    let text = |pointer: &str| statement.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let grouping =
        text("/context/contextActivities/grouping/0/id").or_else(|| text("/context/contextActivities/grouping/id"));
    grouping.is_some_and(|id| id.ends_with(&format!("/xapi/events/{event}")))
}

fn id_of(statement: &Value) -> String {
    statement
        .get("id")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_lowercase()
}

/// Without what the store has added.
fn plain(mut statement: Value) -> Value {
    if let Some(members) = statement.as_object_mut() {
        members.retain(|key, _| !STORES_OWN.contains(&key.as_str()));
    }
    statement
}

pub(super) fn parsed(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

/// Visits that a statement about a kit counts; the event's own counts the same visits once more.
fn visits_of(statement: &Value) -> u64 {
    let class = Class::of(statement).filter(|class| class.subject != Subject::Event);
    class.map_or(0, |class| u64::from(class.visits))
}

/// Over the same JSON, however it is written.
fn print(statements: &BTreeMap<String, Vec<Value>>) -> String {
    let mut hash = Sha256::new();
    for statement in statements.values().flatten() {
        hash.update(statement.to_string());
        hash.update(b"\n");
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
