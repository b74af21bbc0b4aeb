//! On a kiosk: the kits that wait are tried here, on this screen and this graphics card, and taken in if they pass.

use std::io::{self, Write};

use super::{
    ProveArgs, Scratch, clumsily, is_refused,
    runs::{Runner, Wish},
    told,
};
use crate::{
    cli::kit::{Outcome, say},
    finding::{Findings, Severity, render_text},
    kit::{
        self, Depth,
        proof::{Judge, judge},
        store::{self, Candidate, RealDisk, Store},
    },
    language::Bilingual,
};

pub(super) fn run(args: &ProveArgs, runner: &Runner, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language = runner.language;
    let kits = match args.place.kits() {
        Ok(kits) => kits,
        Err(error) => return say::failed(err, "prove", &error),
    };
    let mut candidates = match Store::open(&kits, &RealDisk) {
        Ok(store) => store.candidates(),
        Err(findings) => return say::refused(err, findings, &say::name_of(&kits), language),
    };
    candidates.retain(|candidate| !args.untried || candidate.is_untried());
    if candidates.is_empty() {
        let none = Bilingual::new("aucun kit n’attend d’essai ici", "no kit is waiting for a trial here");
        writeln!(out, "{}", none.get(language))?;
        return Ok(Outcome::Clean);
    }
    let mut outcome = Outcome::Clean;
    for candidate in candidates {
        let Candidate { id, record, .. } = &candidate;
        writeln!(out, "{id} {}", record.version)?;
        let mut findings = attempt(args, runner, &candidate, out)?;
        let refused = is_refused(&findings);
        findings.locate(&format!("{id} {}", record.version), |_| None);
        let found = findings.sorted();
        write!(err, "{}", render_text(&found, language))?;
        if refused {
            outcome = outcome.max(Outcome::Errors);
            let why = found.into_iter().filter(|finding| finding.severity == Severity::Error);
            let why = why.map(|finding| finding.message.fr).collect();
            let today = jiff::Zoned::now().date();
            let noted =
                Store::open(&kits, &RealDisk).and_then(|mut store| store.refuse(id, record.content, today, why));
            if let Err(findings) = noted {
                outcome = outcome.max(say::refused(err, findings, &say::name_of(&kits), language)?);
            }
            let no = Bilingual::new(
                format!("{id} {}\u{a0}: refusé, il reste en attente", record.version),
                format!("{id} {}: refused, it stays pending", record.version),
            );
            writeln!(out, "{}", no.get(language))?;
            continue;
        }
        // Opened for an instant only: nobody waits for a trial that takes minutes.
        let proven = Store::open(&kits, &RealDisk).and_then(|mut store| store.prove(id, record.content));
        if let Err(findings) = proven {
            outcome = outcome.max(say::refused(err, findings, &say::name_of(&kits), language)?);
            continue;
        }
        let yes = Bilingual::new(
            format!("{id} {}\u{a0}: éprouvé sur cette borne", record.version),
            format!("{id} {}: proven on this kiosk", record.version),
        );
        writeln!(out, "{}", yes.get(language))?;
    }
    if store::is_played(&kits) {
        let later = Bilingual::new(
            "la borne joue\u{202f}: elle prendra ce qui est éprouvé dès que personne ne joue",
            "the kiosk is playing: it takes what is proven as soon as nobody plays",
        );
        writeln!(out, "{}", later.get(language))?;
        return Ok(outcome);
    }
    let (_, troubles) = store::catch_up(&kits);
    if !troubles.is_empty() {
        outcome = outcome.max(say::refused(err, troubles, &say::name_of(&kits), language)?);
    }
    Ok(outcome)
}

/// One careful visit at every level and some clumsy ones; what is said of them.
fn attempt(args: &ProveArgs, runner: &Runner, candidate: &Candidate, out: &mut dyn Write) -> io::Result<Findings> {
    let Candidate { id, kits, .. } = candidate;
    let folder = kits.join(id);
    let (kit, mut findings) = kit::kit_from_folder(&folder, Depth::Full);
    let Some(kit) = kit else {
        findings.locate(&say::name_of(&folder), |_| None);
        return Ok(findings);
    };
    let scratch = Scratch::new(id)?;
    // A simulated screen is nobody's kiosk: there the usual window does.
    let as_kiosk = runner.display.is_none();
    let careful = Wish {
        name: Bilingual::new("aux trois niveaux", "at all three levels"),
        visits: 1,
        levels: true,
        timed: true,
        as_kiosk,
        ..Wish::default()
    };
    let clumsy = Wish {
        name: clumsily(args.clumsy),
        visits: args.clumsy,
        clumsy: true,
        as_kiosk,
        ..Wish::default()
    };
    let mut trials = Vec::new();
    for (index, wish) in [careful, clumsy].iter().enumerate() {
        let ran = runner.run(kits, id, wish, &scratch.0.join(format!("run{index}")))?;
        told(index, 2, &ran.trial, ran.secs, runner.language, out)?;
        trials.push(ran.trial);
    }
    Ok(judge(&kit, &trials, Judge::Kiosk))
}
