//! Legal notice and accessibility statement: what the agency has filled in, and nothing in its place.

use maud::{Markup, html};

use super::{
    data::address,
    shell::{self, Page},
};
use crate::{
    agency::portal::{Notice, Portal},
    language::{Bilingual, Language, dates},
};

pub fn page(portal: &Portal, language: Language) -> Markup {
    let body = html! {
        @for shown in Language::ALL {
            article.papier.texte-long data-langue-de=(shown.code()) lang=(shown.code()) hidden[shown != language] {
                (text(&portal.notice, shown))
            }
        }
    };
    shell::page(&Page {
        language,
        title: "mentions",
        program: "/portail/langue.js",
        lead: html! {},
        body: &body,
    })
}

fn text(notice: &Notice, language: Language) -> Markup {
    let say = |french: &'static str, english: &'static str| match language {
        Language::French => french,
        Language::English => english,
    };
    let tell = |text: &Bilingual| text.get(language).to_owned();
    html! {
        @if !notice.agency.is_empty() {
            h2 { (say("Éditeur", "Publisher")) }
            (address(&notice.agency))
        }
        @if let Some(publisher) = &notice.publisher {
            h2 { (say("Directrice ou directeur de la publication", "Publication director")) }
            p { (publisher) }
        }
        @if !notice.host.is_empty() {
            h2 { (say("Hébergement", "Hosting")) }
            (address(&notice.host))
        }
        h2 { (say("Accessibilité", "Accessibility")) }
        @if let Some(found) = &notice.accessibility {
            p { (say("État de conformité au RGAA\u{a0}: ", "Conformity with RGAA: ")) strong { (tell(&found.state)) } "." }
            p { (say("Audit du ", "Audited on ")) (match language { Language::French => dates::day(found.audited), Language::English => found.audited.to_string() }) "." }
            @if let Some(gaps) = &found.gaps { p { (tell(gaps)) } }
        }
        p { (say(
            "Cette page est faite pour les règles WCAG 2.2, niveau AA\u{a0}: contrastes, clavier, lecteurs d’écran, zoom, mouvement réduit. Elle se lit sans compte, sans cookie, et sans réseau après une première visite en https.",
            "This page is made for WCAG 2.2, level AA: contrast, keyboard, screen readers, zoom, reduced motion. It is read without an account, without cookies, and without a network after a first visit over https.",
        )) }
        @if let Some(email) = &notice.agency.email {
            p {
                (say("Quelque chose bloque\u{202f}? L’écrire à ", "Something in the way? Write to "))
                a.lien href={ "mailto:" (email) } { (email) }
                (say(", la réponse vient avec une autre façon d’obtenir l’information.", ": the answer comes with another way to get the information."))
            }
        }
        p { (say(
            "Sans réponse satisfaisante\u{a0}: Défenseur des droits, ",
            "Without a satisfying answer, the French Defender of Rights: ",
        )) a.lien href="https://www.defenseurdesdroits.fr" rel="noreferrer noopener" { "www.defenseurdesdroits.fr" } "." }
        h2 { (say("Images et caractères", "Pictures and typefaces")) }
        p { (say(
            "Images\u{a0}: Établi, CC BY 4.0, ou les branches professionnelles. Caractères\u{a0}: Fredoka et Atkinson Hyperlegible Next, licence SIL OFL 1.1.",
            "Pictures: Établi, CC BY 4.0, or the professional branches. Typefaces: Fredoka and Atkinson Hyperlegible Next, SIL OFL 1.1.",
        )) }
    }
}
