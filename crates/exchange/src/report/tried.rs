//! What was tried, in the sealed classes: exactly what was released.

use maud::{Markup, html};

use super::{KioskReport, words};
use crate::{
    engagement::{
        journal::Closed,
        outbox::SENT_KEPT_SECS,
        plan::{ClassLevel, EventPlan, PeriodKind},
    },
    figures::Class,
    language::dates,
    page::kits,
};

const DAY_SECS: i64 = 24 * 3600;

pub(super) fn section(report: &KioskReport) -> Markup {
    let classes: Vec<&Class> = report.counts.classes.iter().collect();
    let names = &report.about.names;
    html! {
        @if kits::visits(&classes) == 0 {
            section.card { h2 { "Les métiers essayés" } p.lede { (why_none(report)) } }
        } @else {
            (kits::ranking(names, &classes))
            (kits::details(names, &classes))
        }
    }
}

fn why_none(report: &KioskReport) -> String {
    let counts = &report.counts;
    let Some(balance) = &counts.balance else {
        return "Pas de totaux.".to_owned();
    };
    if balance.sealed > 0 {
        return format!(
            "Les totaux ont été reçus par l’agence, qui les montre sur son tableau de bord\u{a0}: la borne les efface au bout de {} jours.",
            SENT_KEPT_SECS / DAY_SECS
        );
    }
    let closed = last_closed(&counts.closed).map(|at| words::second(report, at));
    match (balance.waiting, &counts.plan, closed) {
        (0, _, Some(at)) => {
            format!("Comptes arrêtés le {at}\u{a0}: aucun groupe n’a atteint 10 essais, rien n’est publié.")
        }
        (0, ..) => "Aucun essai n’a encore été enregistré.".to_owned(),
        (_, Some(plan), _) => until_sealed(plan, balance.waiting),
        (_, None, _) => "Les essais attendent la fin de la période.".to_owned(),
    }
}

fn last_closed(closed: &[Closed]) -> Option<i64> {
    closed.iter().map(|closed| closed.sealed_at).max()
}

/// When the totals come, and how fine they will be.
fn until_sealed(plan: &EventPlan, waiting: u64) -> String {
    let when = match plan.sealing.period {
        PeriodKind::Event => format!("après le {}, dernier jour de l’événement", dates::day(plan.last_day)),
        PeriodKind::Day => "à minuit, chaque jour".to_owned(),
    };
    let level = match plan.sealing.level {
        ClassLevel::KitAudience => "par métier et par réponse à «\u{a0}Qui es-tu\u{202f}?\u{a0}»",
        ClassLevel::KitGroup => "par métier et par groupe de visiteurs",
        ClassLevel::Kit => "par métier",
    };
    format!(
        "{} les totaux seront faits {when}, {level}. Jusque-là, rien n’en est montré ici\u{a0}: c’est voulu.",
        words::counted(waiting, "essai attend\u{202f};", "essais attendent\u{202f};")
    )
}
