//! The pages behind a mail's link. Pure: a registration in, a page out; whatever visitors typed is text.

use maud::{DOCTYPE, Markup, html};

use super::{
    desk::Setup,
    letter::day,
    store::{Registration, State},
    words::Age,
};
use crate::language::{Bilingual, Language};

pub(super) const STYLE: &str = include_str!("page/style.css");

/// Shows what waits and the button that confirms it; once confirmed, says so.
pub(super) fn confirm(found: &Registration, code: &str, setup: &Setup) -> Markup {
    let say = Say::to(found.language, found.age);
    let action = format!("/inscription/{code}");
    let body = match found.state {
        State::ToConfirm => html! {
            h1 { (say.in_turn("Confirmer ton inscription", "Accepter l’inscription", "Confirm your registration", "Accept the registration")) }
            p { (purpose(&say, setup)) }
            (details(found, &say, setup))
            form method="post" action=(action) {
                button type="submit" { (say.in_turn("Je confirme", "J’accepte, en tant que parent", "I confirm", "I accept, as a parent")) }
            }
            p.soft { (say.in_turn(
                "Si tu ne fais rien, tout est effacé après le ",
                "Si vous ne faites rien, tout est effacé après le ",
                "If you do nothing, everything is erased after ",
                "If you do nothing, everything is erased after ",
            )) (day(setup.rules.confirm_until(found.consented_ms), found.language)) "." }
            p { a href={ (action) "/effacer" } { (say.plain("Refuser et tout effacer tout de suite", "Refuse and erase everything at once")) } }
        },
        State::Confirmed { .. } => html! {
            h1.done { (say.plain("C’est confirmé", "Confirmed")) }
            p { (say.in_turn(
                "Merci\u{202f}! On t’écrira à cette adresse. Tu peux fermer cette page.",
                "Merci\u{202f}! On vous écrira à cette adresse. Vous pouvez fermer cette page.",
                "Thank you! You will be written to at this address. You can close this page.",
                "Thank you! You will be written to at this address. You can close this page.",
            )) }
            (details(found, &say, setup))
            p { a href={ (action) "/effacer" } { (say.in_turn("Changer d’avis et tout effacer", "Revenir sur votre accord et tout effacer", "Change your mind and erase everything", "Withdraw your consent and erase everything")) } }
        },
    };
    page(found.language, &say.plain("Inscription", "Registration"), &body)
}

/// The button that erases.
pub(super) fn erase(found: &Registration, code: &str, setup: &Setup) -> Markup {
    let say = Say::to(found.language, found.age);
    let body = html! {
        h1 { (say.plain("Tout effacer", "Erase everything")) }
        (details(found, &say, setup))
        p { (say.in_turn(
            "Rien n’en restera, et personne ne t’écrira.",
            "Rien n’en restera, et personne ne vous écrira.",
            "Nothing of it will be left, and nobody will write to you.",
            "Nothing of it will be left, and nobody will write to you.",
        )) }
        form method="post" action={ "/inscription/" (code) "/effacer" } {
            button.erase type="submit" { (say.plain("Tout effacer", "Erase everything")) }
        }
        p { a href={ "/inscription/" (code) } { (say.plain("Revenir sans rien effacer", "Back, without erasing")) } }
    };
    page(found.language, &say.plain("Effacer", "Erase"), &body)
}

pub(super) fn erased(language: Language, age: Age) -> Markup {
    let say = Say::to(language, age);
    let body = html! {
        h1.done { (say.plain("Tout est effacé", "All is erased")) }
        p { (say.in_turn(
            "L’agence n’a plus rien de toi. Ton carnet, lui, est toujours sur ton téléphone.",
            "L’agence n’a plus rien de vous ni de votre enfant.",
            "The agency has nothing left of you. Your notebook is still on your phone.",
            "The agency has nothing left of you nor of your child.",
        )) }
    };
    page(language, &say.plain("Effacé", "Erased"), &body)
}

/// For links that lead nowhere: nobody knows for whom, so in both languages.
pub(super) fn nothing() -> Markup {
    let body = html! {
        h1 { "Ce lien n’ouvre plus rien" }
        p { "L’inscription a été effacée, ou son délai est passé\u{202f}; ou le lien est incomplet\u{a0}: le recopier en entier depuis le message." }
        p { "Sinon, il n’y a rien à faire\u{a0}: rien n’est gardé sous ce lien." }
        div lang="en" {
            p { "This link opens nothing any more: the registration was erased, or its time is over; or the link is incomplete, then copy all of it from the message. Otherwise there is nothing to do: nothing is kept under this link." }
        }
    };
    page(Language::French, "Lien sans suite", &body)
}

pub(super) fn later() -> Markup {
    let body = html! {
        h1 { "Un instant" }
        p { "La page ne peut pas s’ouvrir maintenant. Réessayer dans une minute\u{a0}: rien n’est perdu." }
        div lang="en" { p { "The page cannot open now. Try again in a minute: nothing is lost." } }
    };
    page(Language::French, "Un instant", &body)
}

/// Words for the visitor (« tu ») or for a parent (« vous »), in one language.
struct Say {
    language: Language,
    to_parent: bool,
}

impl Say {
    fn to(language: Language, age: Age) -> Self {
        Self {
            language,
            to_parent: age.needs_parent(),
        }
    }

    fn plain(&self, french: &'static str, english: &'static str) -> String {
        self.in_turn(french, french, english, english).to_owned()
    }

    fn in_turn(
        &self,
        tu: &'static str,
        vous: &'static str,
        visitor: &'static str,
        parent: &'static str,
    ) -> &'static str {
        match (self.language, self.to_parent) {
            (Language::French, false) => tu,
            (Language::French, true) => vous,
            (Language::English, false) => visitor,
            (Language::English, true) => parent,
        }
    }
}

fn purpose(say: &Say, setup: &Setup) -> String {
    let (who, days) = (&setup.rules.organisation, setup.rules.confirmed_days);
    match (say.language, say.to_parent) {
        (Language::French, false) => {
            format!("{who} garde ce qui suit pour te répondre, et pour rien d’autre, {days}\u{a0}jours au plus.")
        }
        (Language::French, true) => format!(
            "Votre enfant, de moins de 15\u{a0}ans, a donné son accord\u{202f}; le vôtre est aussi nécessaire. {who} gardera ce qui suit pour vous répondre, et pour rien d’autre, {days}\u{a0}jours au plus."
        ),
        (Language::English, false) => {
            format!("{who} keeps what follows to answer you, for nothing else, and for {days} days at most.")
        }
        (Language::English, true) => format!(
            "Your child, who is under 15, has agreed; you have to agree too. {who} will keep what follows to answer you, for nothing else, and for {days} days at most."
        ),
    }
}

/// All that is kept.
fn details(found: &Registration, say: &Say, setup: &Setup) -> Markup {
    let language = found.language;
    let trade = |number: &u16| match setup.trades.get(number) {
        Some(name) => name.get(language).to_owned(),
        None => format!("n°\u{a0}{number}"),
    };
    let line = |name: Bilingual, value: &str| html! { div { dt { (name.get(language)) } dd { (value) } } };
    html! {
        dl {
            (line(Bilingual::new("Prénom", "First name"), &found.first_name))
            (line(
                Bilingual::new(say.in_turn("Adresse", "Adresse du parent", "", ""), say.in_turn("", "", "Address", "Parent’s address")),
                &found.address,
            ))
            (line(Bilingual::new("Âge", "Age"), found.age.words().get(language)))
            div {
                dt { (say.plain("Souhaits", "Wishes")) }
                @for wish in &found.wishes { dd { (wish.words().get(language)) } }
            }
            @if let Some(formation) = &found.formation {
                (line(Bilingual::new("Formation", "Course"), formation))
            }
            @if !found.metiers.is_empty() {
                div {
                    dt { (say.plain("Métiers cochés", "Trades ticked")) }
                    @for number in &found.metiers { dd { (trade(number)) } }
                }
            }
        }
    }
}

fn page(language: Language, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) " · Établi" }
                link rel="icon" href="/etabli.svg" type="image/svg+xml";
                link rel="stylesheet" href="/inscription.css";
            }
            body { main { p.brand { "Établi" } (body) } }
        }
    }
}
