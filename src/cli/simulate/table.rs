//! The reconciliation table, in words and figures for staff, or as JSON.

use std::{
    io::{self, Write},
    time::Duration,
};

use serde_json::{Value, json};

use crate::simulation::{Books, Line, Reckoning, Setup, Slip, What};

/// All that there is to tell.
pub struct Told<'a> {
    pub setup: &'a Setup,
    pub books: &'a [Books],
    pub reckoning: &'a Reckoning,
    /// How long the simulation took, without reading the store back.
    pub lived: Duration,
}

/// A column: its two lines of heading, and its figure.
type Column = (&'static str, &'static str, fn(&Line) -> u64);

const COLUMNS: [Column; 15] = [
    ("essais", "faits", |line| line.came),
    ("perdus,", "courant", |line| line.cut),
    ("perdus,", "disque", |line| line.balance.dropped),
    ("essais", "connus", |line| line.balance.visits),
    ("sans", "compter", |line| line.balance.opted_out),
    ("enre-", "gistrés", |line| line.balance.recorded),
    ("dans des", "totaux", |line| line.balance.sealed),
    ("en", "attente", |line| line.balance.waiting),
    ("suppri-", "més", |line| line.balance.suppressed),
    ("en", "retard", |line| line.balance.late),
    ("totaux", "scellés", |line| line.statements),
    ("reçus à", "l’agence", |line| line.stored),
    ("essais à", "l’agence", |line| line.visits_stored),
    ("envois", "repris", |line| line.traffic.retries()),
    ("", "conflits", |line| line.traffic.conflicts),
];

const RULES: &str = "\
essais faits = perdus + connus\u{202f}; connus = sans compter + enregistrés\u{202f}; enregistrés = dans des totaux + en attente + \
supprimés + en retard\u{202f}; totaux scellés = reçus à l’agence, chacun une fois et tel quel\u{202f}; dans des totaux = essais à \
l’agence";

impl Told<'_> {
    pub fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        let names = self.reckoning.lines.iter().map(name_of);
        let width = names.map(|name| name.chars().count()).max().unwrap_or_default();
        for heading in [|column: &Column| column.0, |column: &Column| column.1] {
            let cells = COLUMNS.iter().map(|column| format!(" {:>9}", heading(column)));
            writeln!(out, "{:width$}{}", "", cells.collect::<String>())?;
        }
        for line in &self.reckoning.lines {
            let cells = COLUMNS.iter().map(|(.., figure)| format!(" {:>9}", figure(line)));
            writeln!(out, "{:width$}{}", name_of(line), cells.collect::<String>())?;
        }
        writeln!(out, "\n{RULES}.")?;
        self.circumstances(out)?;
        self.verdict(out)
    }

    fn circumstances(&self, out: &mut dyn Write) -> io::Result<()> {
        let traffic = self.reckoning.total().traffic;
        writeln!(
            out,
            "{} envois de totaux\u{a0}: {} confirmés, {} perdus à l’aller, {} perdus ou abîmés au retour, {} refusés\u{202f}; {} \
             conflits, {} vérifications. {} coupures de courant, {} boîtes d’envoi pleines, {} visiteurs repartis sans jouer.",
            traffic.batches,
            traffic.confirmed,
            traffic.lost_before,
            traffic.lost_after,
            traffic.refused,
            traffic.conflicts,
            traffic.questions,
            self.sum(|books| books.cuts),
            self.sum(|books| books.full),
            self.sum(|books| books.turned_away)
        )?;
        writeln!(
            out,
            "Empreinte des totaux sur les bornes\u{a0}: {}\nà l’agence\u{a0}: {}",
            self.reckoning.print_of_kiosks, self.reckoning.print_of_store
        )?;
        writeln!(out, "Salon simulé en {:.1}\u{a0}s.", self.lived.as_secs_f64())
    }

    fn sum(&self, of: fn(&Books) -> u32) -> u64 {
        self.books.iter().map(|books| u64::from(of(books))).sum()
    }

    fn verdict(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.reckoning.adds_up() {
            return writeln!(out, "Tout tombe juste.");
        }
        writeln!(out, "NE TOMBE PAS JUSTE\u{a0}:")?;
        for slip in &self.reckoning.slips {
            writeln!(out, "  {}", told(slip))?;
        }
        Ok(())
    }

    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let slips: Vec<_> = self.reckoning.slips.iter().map(told).collect();
        let told = json!({
            "event": self.setup.event,
            "kiosks": self.setup.kiosks,
            "days": self.setup.days,
            "visitors": self.setup.visitors,
            "kits": self.setup.kits,
            "outages": self.setup.has_outages,
            "seed": self.setup.seed,
            "secs": self.lived.as_secs_f64(),
            "cuts": self.sum(|books| books.cuts),
            "outbox_full": self.sum(|books| books.full),
            "turned_away": self.sum(|books| books.turned_away),
            "adds_up": self.reckoning.adds_up(),
            "slips": slips,
            "sha256_kiosks": self.reckoning.print_of_kiosks,
            "sha256_store": self.reckoning.print_of_store,
            "lines": self.reckoning.lines.iter().map(line).collect::<Vec<_>>(),
        });
        writeln!(out, "{told:#}")
    }
}

fn line(line: &Line) -> Value {
    let (balance, traffic) = (line.balance, line.traffic);
    json!({
        "kiosk": line.kiosk,
        "came": line.came,
        "cut": line.cut,
        "dropped": balance.dropped,
        "visits": balance.visits,
        "opted_out": balance.opted_out,
        "recorded": balance.recorded,
        "sealed": balance.sealed,
        "waiting": balance.waiting,
        "suppressed": balance.suppressed,
        "late": balance.late,
        "statements": line.statements,
        "statements_visits": line.visits,
        "stored": line.stored,
        "stored_visits": line.visits_stored,
        "batches": traffic.batches,
        "confirmed": traffic.confirmed,
        "lost_before": traffic.lost_before,
        "lost_after": traffic.lost_after,
        "refused": traffic.refused,
        "retries": traffic.retries(),
        "conflicts": traffic.conflicts,
    })
}

fn name_of(line: &Line) -> String {
    line.kiosk.clone().unwrap_or_else(|| "en tout".to_owned())
}

/// One sentence.
fn told(slip: &Slip) -> String {
    let what = match &slip.what {
        What::Came(came, known) => format!("{came} essais faits, {known} connus ou perdus"),
        What::Balance => "la balance du journal".to_owned(),
        What::Made(made, seen) => format!("{made} totaux scellés d’après le journal, {seen} vus"),
        What::Sealed(sealed, told) => format!("{sealed} essais scellés d’après le journal, {told} dans ses totaux"),
        What::Missing(id) => format!("le total {id} manque à l’agence"),
        What::Twice(id) => format!("le total {id} est plusieurs fois à l’agence"),
        What::Different(id) => format!("le total {id} n’est pas à l’agence tel qu’il a été scellé"),
        What::Foreign(id) => format!("le total {id} est à l’agence et ne vient d’aucune borne"),
        What::SetAside(count) => format!("totaux mis de côté\u{a0}: {count}"),
        What::Broken(count) => format!("journaux trouvés abîmés\u{a0}: {count}"),
        What::Stored(sealed, stored) => format!("{sealed} essais dans les totaux des bornes, {stored} à l’agence"),
    };
    match &slip.kiosk {
        Some(kiosk) => format!("{kiosk}\u{a0}: {what}"),
        None => what,
    }
}
