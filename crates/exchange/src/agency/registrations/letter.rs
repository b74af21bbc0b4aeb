//! The mail that asks to confirm: plain text and the same as simple HTML, to the visitor or to a parent.

use std::str::FromStr;

use jiff::{Timestamp, tz::TimeZone};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use maud::{DOCTYPE, Markup, html};

use super::{code::Code, desk::Rules, store::Registration, words::Wish};
use crate::language::{Language, dates};

/// Who the mails come from: « Établi <inscriptions@agence.example> ».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender(Mailbox);

impl FromStr for Sender {
    type Err = lettre::address::AddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Default for Sender {
    /// For an outbox: an address that no server takes back.
    fn default() -> Self {
        let address = Address::new("inscriptions", "etabli.invalid").expect("a well-formed constant");
        Self(Mailbox::new(Some("Établi".to_owned()), address))
    }
}

impl Sender {
    pub(super) fn domain(&self) -> &str {
        self.0.email.domain()
    }
}

/// What a letter is about.
pub(super) struct About<'a> {
    pub registration: &'a Registration,
    pub code: &'a Code,
    pub rules: &'a Rules,
    /// Without a slash at its end.
    pub portal: &'a str,
    pub sender: &'a Sender,
}

impl About<'_> {
    /// The mail as it is sent.
    ///
    /// # Errors
    /// If the address cannot stand in a mail.
    pub fn message(&self) -> Result<Message, lettre::error::Error> {
        let letter = self.letter();
        let address: Address = self
            .registration
            .address
            .parse()
            .map_err(|_| lettre::error::Error::MissingTo)?;
        let domain = self.sender.domain();
        Message::builder()
            .from(self.sender.0.clone())
            // No name beside the address: it comes from a form that anybody may have filled in.
            .to(Mailbox::new(None, address))
            .subject(letter.subject)
            // The default would tell the name of this machine.
            .message_id(Some(format!("<{}@{domain}>", &self.code.hash()[..32])))
            // So that no holiday notice answers.
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .multipart(MultiPart::alternative_plain_html(
                letter.plain(),
                letter.html().into_string(),
            ))
    }

    fn letter(&self) -> Letter {
        let link = format!("{}/inscription/{}", self.portal, self.code);
        let erase = format!("{link}/effacer");
        let (language, to_parent) = (self.registration.language, self.registration.age.needs_parent());
        let until = day(self.rules.confirm_until(self.registration.consented_ms), language);
        let Rules {
            organisation,
            contact,
            confirmed_days,
            ..
        } = self.rules;
        let name = &self.registration.first_name;
        let wishes = self.wishes();
        let letter = match (language, to_parent) {
            (Language::French, false) => Letter {
                subject: "Confirme ton inscription",
                hello: format!("Bonjour {name},"),
                why: "Quelqu’un – toi, sans doute – a essayé des métiers sur une borne Établi, puis donné cette adresse pour aller plus loin. Pour que l’inscription compte, ouvre cette page et appuie sur «\u{a0}Je confirme\u{a0}»\u{a0}:".to_owned(),
                button: "Ouvrir la page",
                what: "Ce qui a été demandé\u{a0}:",
                details: vec![
                    format!("{organisation} garde ce prénom, cette adresse, la tranche d’âge et ces souhaits pour pouvoir te répondre, et pour rien d’autre, {confirmed_days}\u{a0}jours au plus. Tes résultats n’en font pas partie\u{a0}: ils restent sur ton téléphone."),
                    format!("Ce n’est pas toi, ou tu as changé d’avis\u{202f}? Ne fais rien\u{a0}: tout est effacé après le {until}. Pour tout effacer tout de suite, maintenant ou plus tard\u{a0}:"),
                ],
                after: "Ce message est envoyé automatiquement, une seule fois par inscription\u{202f}; personne n’y a joint de fichier.".to_owned(),
                ..Letter::default()
            },
            (Language::French, true) => Letter {
                subject: "Votre accord pour l’inscription de votre enfant",
                hello: "Bonjour,".to_owned(),
                why: format!("{name}, qui dit avoir moins de 15\u{a0}ans, a essayé des métiers sur une borne Établi et voudrait aller plus loin. À cet âge, l’accord d’un parent est nécessaire, en plus du sien\u{a0}: l’adresse donnée est la vôtre. Pour lire ce qui est demandé, puis accepter ou refuser\u{a0}:"),
                button: "Ouvrir la page",
                what: "Ce qui a été demandé\u{a0}:",
                details: vec![
                    format!("Si vous acceptez, {organisation} garde le prénom, votre adresse, la tranche d’âge et ces souhaits pour pouvoir vous répondre, et pour rien d’autre, {confirmed_days}\u{a0}jours au plus. C’est à vous que l’on écrira. Les résultats de votre enfant n’en font pas partie."),
                    format!("Pour refuser, il suffit de ne rien faire\u{a0}: tout est effacé après le {until}. Pour tout effacer tout de suite, maintenant ou plus tard\u{a0}:"),
                ],
                after: "Ce message est envoyé automatiquement, une seule fois par inscription\u{202f}; personne n’y a joint de fichier.".to_owned(),
                ..Letter::default()
            },
            (Language::English, false) => Letter {
                subject: "Confirm your registration",
                hello: format!("Hello {name},"),
                why: "Someone – you, most likely – tried trades at an Établi kiosk, then gave this address to go further. For the registration to count, open this page and press “I confirm”:".to_owned(),
                button: "Open the page",
                what: "What was asked for:",
                details: vec![
                    format!("{organisation} keeps this first name, this address, the age group and these wishes to be able to answer you, for nothing else, and for {confirmed_days} days at most. Your results are not part of it: they stay on your phone."),
                    format!("Not you, or you changed your mind? Do nothing: everything is erased after {until}. To erase everything at once, now or later:"),
                ],
                after: "This message is sent automatically, once for each registration; nobody has attached a file to it.".to_owned(),
                ..Letter::default()
            },
            (Language::English, true) => Letter {
                subject: "Your consent to your child’s registration",
                hello: "Hello,".to_owned(),
                why: format!("{name}, who says to be under 15, tried trades at an Établi kiosk and would like to go further. At that age a parent has to agree too, and the address given is yours. To read what is asked for, then accept or refuse:"),
                button: "Open the page",
                what: "What was asked for:",
                details: vec![
                    format!("If you accept, {organisation} keeps the first name, your address, the age group and these wishes to be able to answer you, for nothing else, and for {confirmed_days} days at most. It is you who will be written to. Your child’s results are not part of it."),
                    format!("To refuse, simply do nothing: everything is erased after {until}. To erase everything at once, now or later:"),
                ],
                after: "This message is sent automatically, once for each registration; nobody has attached a file to it.".to_owned(),
                ..Letter::default()
            },
        };
        let rights = rights(language, contact);
        Letter {
            language,
            wishes,
            link,
            erase,
            rights,
            organisation: organisation.clone(),
            ..letter
        }
    }

    /// What was ticked. The words that were typed stay out: this address has not been proved to be the writer's.
    fn wishes(&self) -> Vec<String> {
        let language = self.registration.language;
        let wish = |wish: &Wish| wish.words().get(language).to_owned();
        self.registration.wishes.iter().map(wish).collect()
    }
}

fn rights(language: Language, contact: &str) -> String {
    let cnil = "www.cnil.fr";
    match (language, contact.is_empty()) {
        (Language::French, true) => format!("En cas de désaccord, la CNIL reçoit les réclamations ({cnil})."),
        (Language::French, false) => {
            format!(
                "Questions, droits sur les données\u{a0}: {contact}. En cas de désaccord, la CNIL reçoit les réclamations ({cnil})."
            )
        }
        (Language::English, true) => format!("In case of disagreement, the CNIL takes complaints ({cnil})."),
        (Language::English, false) => {
            format!(
                "Questions, rights over the data: {contact}. In case of disagreement, the CNIL takes complaints ({cnil})."
            )
        }
    }
}

/// A day as it is read in this language; by the clocks of this machine.
pub(super) fn day(instant: Timestamp, language: Language) -> String {
    let date = instant.to_zoned(TimeZone::system()).date();
    match language {
        Language::French => dates::day(date),
        Language::English => format!("{}\u{a0}{}", date.strftime("%-d\u{a0}%B"), date.year()),
    }
}

#[derive(Default)]
struct Letter {
    language: Language,
    subject: &'static str,
    hello: String,
    why: String,
    button: &'static str,
    what: &'static str,
    wishes: Vec<String>,
    /// What is kept, and how to refuse; the link to erase follows.
    details: Vec<String>,
    rights: String,
    after: String,
    link: String,
    erase: String,
    organisation: String,
}

impl Letter {
    fn plain(&self) -> String {
        let mut text = format!("{}\n\n{}\n\n{}\n\n{}\n", self.hello, self.why, self.link, self.what);
        for wish in &self.wishes {
            text += &format!("- {wish}\n");
        }
        for detail in &self.details {
            text += &format!("\n{detail}\n");
        }
        text += &format!(
            "\n{}\n\n{}\n\n{}\n\n-- \n{}\n",
            self.erase, self.rights, self.after, self.organisation
        );
        text
    }

    fn html(&self) -> Markup {
        const BODY: &str =
            "margin:0;padding:24px 12px;background:#fff9ef;color:#192334;font:16px/1.5 Verdana,Arial,sans-serif";
        const SHEET: &str =
            "max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #e7dccb;border-radius:12px;padding:24px";
        const BUTTON: &str = "display:inline-block;background:#a92e0b;color:#ffffff;font-weight:bold;text-decoration:none;padding:14px 24px;border-radius:10px";
        const SMALL: &str = "font-size:14px;color:#4c586b";
        html! {
            (DOCTYPE)
            html lang=(self.language.code()) {
                head { meta charset="utf-8"; meta name="viewport" content="width=device-width"; title { (self.subject) } }
                body style=(BODY) {
                    div style=(SHEET) {
                        p { (self.hello) }
                        p { (self.why) }
                        p { a style=(BUTTON) href=(self.link) { (self.button) } }
                        p style=(SMALL) { (self.link) }
                        p { (self.what) }
                        ul { @for wish in &self.wishes { li { (wish) } } }
                        @for detail in &self.details { p { (detail) } }
                        p style=(SMALL) { a style="color:#1d4272" href=(self.erase) { (self.erase) } }
                        p style=(SMALL) { (self.rights) }
                        p style=(SMALL) { (self.after) }
                        p style=(SMALL) { (self.organisation) }
                    }
                }
            }
        }
    }
}
