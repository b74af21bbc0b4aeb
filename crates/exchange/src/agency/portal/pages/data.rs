//! « Tes données »: what becomes of them, in the order of the GDPR's article 13, in both languages.

use maud::{Markup, html};

use super::{
    data_en,
    shell::{self, Page},
};
use crate::{
    agency::portal::{Notice, Party, Portal},
    language::Language,
};

pub fn page(portal: &Portal, language: Language) -> Markup {
    let days = portal.registration.as_ref().map(|open| open.kept_days);
    let body = html! {
        article.papier.texte-long data-langue-de="fr" lang="fr" hidden[language != Language::French] { (french(&portal.notice, days)) }
        article.papier.texte-long data-langue-de="en" lang="en" hidden[language != Language::English] { (data_en::english(&portal.notice, days)) }
    };
    shell::page(&Page {
        language,
        title: "tes-donnees",
        program: "/portail/langue.js",
        lead: html! {},
        body: &body,
    })
}

/// `days` is how long a registration is kept; `None` where none are taken.
fn french(notice: &Notice, days: Option<u16>) -> Markup {
    html! {
        h2 { "En trois phrases" }
        p { "La borne compte des essais, jamais des personnes. Ton carnet est sur ton téléphone, nulle part ailleurs. L’agence ne sait qui tu es que si tu le lui écris toi-même, avec le formulaire du carnet." }
        (answers("Qui répond de tes données", &notice.agency))
        @if !notice.officer.is_empty() { (answers("Délégué à la protection des données", &notice.officer)) }

        h2 { "Sur la borne\u{a0}: compter les essais" }
        dl {
            dt { "À quoi cela sert" }
            dd { "Savoir quels métiers sont essayés, par quels publics (collège, lycée, études, adultes), où, et si cela a plu." }
            dt { "Ce qui est noté" }
            dd { "L’événement, le métier, le niveau, la langue, la réponse à «\u{a0}Tu es…\u{a0}», le quart d’heure, la durée, la réussite, l’aide, l’avis. Ni nom, ni adresse, ni photo, ni téléphone, ni numéro de visite." }
            @if let Some(basis) = &notice.counting_basis { dt { "Base légale" } dd { (basis.fr) } }
            dt { "Combien de temps" }
            dd { "Sur la borne, 30 jours au plus. Ce qui en part, ce sont des totaux d’au moins 10 visites, gardés 25 mois par l’agence." }
            dt { "Dire non" }
            dd { "Toucher «\u{a0}Ne pas compter cette visite\u{a0}» sur la borne. Comme rien n’y désigne personne, personne ne peut ensuite y retrouver un essai, pas même toi." }
        }

        h2 { "Sur ton téléphone\u{a0}: le carnet" }
        dl {
            dt { "Ce qui est gardé" }
            dd { "Les métiers que tu as essayés, ce que tu y as réussi, les jours de tes visites, une preuve de visite pour l’inscription et la langue choisie. C’est dans la mémoire du navigateur\u{a0}: ce site ne peut pas la lire à distance, et n’utilise ni cookie ni mesure d’audience." }
            dt { "Ce que le site reçoit" }
            dd { "Rien de ton carnet\u{a0}: la partie de l’adresse qui le contient n’est jamais envoyée par les navigateurs. Comme tout site, il voit passer l’adresse de ton réseau le temps de te répondre\u{202f}; il ne la garde pas." }
            dt { "Effacer" }
            dd { "«\u{a0}Effacer mon carnet\u{a0}», en bas du carnet, enlève tout." }
        }

        @if let Some(days) = days {
            h2 { "Si tu t’inscris" }
            dl {
                dt { "À quoi cela sert" }
                dd { "À te recontacter pour ce que tu as coché, et pour rien d’autre." }
                dt { "Ce qui est gardé" }
                dd { "Ton prénom, ta tranche d’âge, une adresse e-mail (celle d’un parent avant 15 ans), tes souhaits, et les métiers que tu as cochés. Jamais tes résultats. Rien ne relie cela aux essais comptés par les bornes." }
                dt { "Base légale" }
                dd { "Ton accord (RGPD, article 6, 1, a). Avant 15 ans, le tien et celui d’un de tes parents (loi Informatique et Libertés, article 45). Tu peux le retirer à tout moment, avec le lien du message ou en écrivant à l’agence\u{202f}; cela n’enlève rien à ce qui a été fait avant." }
                dt { "Obligatoire\u{202f}?" }
                dd { "Non. Sans inscription, le carnet marche de la même façon." }
                @if let Some(recipients) = &notice.recipients { dt { "Qui le lit" } dd { (recipients.fr) } }
                dt { "Combien de temps" }
                dd { (days) " jours, puis tout est effacé de soi-même. Une inscription qui n’est pas confirmée est effacée bien avant." }
            }
        }

        h2 { "Tes droits" }
        p { "Demander ce que l’agence garde de toi, le faire corriger, effacer, ou en limiter l’usage, le recevoir dans un fichier, retirer ton accord, t’opposer au comptage\u{a0}: écrire à l’adresse ci-dessus. Un parent peut le faire avec toi." }
        p { "Si la réponse ne te va pas, tu peux te plaindre à la CNIL\u{a0}: " a.lien href="https://www.cnil.fr/fr/plaintes" rel="noreferrer noopener" { "www.cnil.fr/fr/plaintes" } "." }
        p { "Aucune décision n’est prise par une machine à ton sujet\u{a0}: ni note, ni classement, ni orientation." }
    }
}

fn answers(title: &str, party: &Party) -> Markup {
    html! {
        @if !party.is_empty() {
            h2 { (title) }
            (address(party))
        }
    }
}

/// Whatever is known of how to reach someone.
pub fn address(party: &Party) -> Markup {
    html! {
        address {
            @if let Some(name) = &party.name { strong { (name) } br; }
            @if let Some(address) = &party.address { (address) br; }
            @if let Some(email) = &party.email { a.lien href={ "mailto:" (email) } { (email) } br; }
            @if let Some(phone) = &party.phone { (phone) }
        }
    }
}
