//! The report for the data-protection officer, in French, one file to print.

use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::Value;

use super::{Attack, Criterion, attacks};
use crate::page::{cover, printed, words};

impl Criterion {
    fn name(self) -> &'static str {
        match self {
            Self::SinglingOut => "Individualisation",
            Self::Linkability => "Corrélation",
            Self::Inference => "Inférence",
        }
    }

    fn question(self) -> &'static str {
        match self {
            Self::SinglingOut => "peut-on isoler une personne\u{202f}?",
            Self::Linkability => "peut-on relier des données d’une même personne\u{202f}?",
            Self::Inference => "peut-on déduire quelque chose d’une personne\u{202f}?",
        }
    }
}

/// The report and how many attacks succeeded.
pub fn report(statements: &[Value], now: Timestamp) -> (Markup, usize) {
    let attacks = attacks(statements);
    let succeeded = attacks.iter().filter(|attack| attack.successes > 0).count();
    let body = html! {
        (cover("Analyse du risque de réidentification", now))
        main {
            (claim(statements.len(), attacks.len(), succeeded))
            (overview(&attacks))
            @for criterion in [Criterion::SinglingOut, Criterion::Linkability, Criterion::Inference] {
                section.card {
                    h2 { (criterion.name()) }
                    p.lede { (criterion.question()) }
                    @for attack in attacks.iter().filter(|attack| attack.criterion == criterion) { (one(attack)) }
                }
            }
            (limits())
        }
    };
    (printed("Analyse du risque", &body), succeeded)
}

fn claim(statements: usize, tried: usize, succeeded: usize) -> Markup {
    html! {
        section.card.prose {
            h2 { "Ce qui est affirmé, et vérifié ici" }
            p {
                "Les bornes Établi ne publient que des agrégats à seuil\u{a0}: au moins 10 visites par groupe, évalués selon les \
                 trois critères de l’avis 05/2014 du groupe de l’article 29. Ce rapport n’est ni un certificat, ni une preuve de \
                 confidentialité différentielle\u{a0}: il rejoue des attaques sur les données réellement publiées et donne leur résultat."
            }
            p { strong { (words::counted(statements as u64, "déclaration lue", "déclarations lues")) " · " (words::counted(tried as u64, "attaque essayée", "attaques essayées")) " · " } (verdict(succeeded)) }
        }
    }
}

fn verdict(successes: usize) -> Markup {
    html! {
        @if successes == 0 { span.verdict { "aucune n’a réussi" } }
        @else { span.verdict.fault { (words::counted(successes as u64, "réussite", "réussites")) "\u{a0}: à corriger" } }
    }
}

fn overview(attacks: &[Attack]) -> Markup {
    html! {
        section.card {
            h2 { "En un coup d’œil" }
            table.evidence {
                thead { tr { th scope="col" { "Critère" } th scope="col" { "Attaque" } th scope="col" { "Réussites" } } }
                tbody {
                    @for attack in attacks {
                        tr {
                            td { (attack.criterion.name()) }
                            td { strong.wrap { (attack.name) } }
                            td { (words::number(attack.successes as u64)) }
                        }
                    }
                }
            }
        }
    }
}

fn one(attack: &Attack) -> Markup {
    html! {
        article.attack {
            h3 { (attack.name) " " (verdict(attack.successes)) }
            p { (attack.how) }
            dl.numbers {
                @for (name, value) in &attack.numbers { div { dt { (name) } dd { (value) } } }
            }
            p.meaning { (attack.meaning) }
        }
    }
}

fn limits() -> Markup {
    html! {
        section.card.prose {
            h2 { "Ce que ce rapport ne voit pas" }
            p { "Les visites supprimées (groupes trop petits, visites tardives) restent sur les bornes et y sont effacées\u{202f}; leur compte y est tenu, et «\u{a0}visites = refusées + enregistrées\u{202f}; enregistrées = scellées + en attente + supprimées + tardives\u{a0}» y est vérifié." }
            p { "Les règles (seuil, niveau de détail, période) sont fixées dans la configuration avant l’événement et ne dépendent jamais des données." }
            p { "Les inscriptions, faites par les visiteurs sur leur propre téléphone, sont un autre traitement, sans clé commune avec celui-ci." }
            p { "Qui administre la base voit aussi l’instant d’arrivée des déclarations et le parc de bornes qui les a envoyées\u{202f}; ni l’un ni l’autre n’est publié." }
        }
    }
}
