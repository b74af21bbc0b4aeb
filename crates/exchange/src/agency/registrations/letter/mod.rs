//! The mail that asks to confirm: plain text and the same as simple HTML, to the visitor or to a parent.

mod words;

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
use words::{Facts, Words};

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
            .subject(letter.words.subject)
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
        let (registration, rules) = (self.registration, self.rules);
        let facts = Facts {
            first_name: &registration.first_name,
            organisation: &rules.organisation,
            contact: &rules.contact,
            kept_days: rules.confirmed_days,
            until: day(rules.confirm_until(registration.consented_ms), registration.language),
        };
        Letter {
            language: registration.language,
            words: Words::of(&facts, registration.language, registration.age.needs_parent()),
            wishes: self.wishes(),
            erase: format!("{link}/effacer"),
            link,
            organisation: rules.organisation.clone(),
        }
    }

    /// What was ticked. The words that were typed stay out: this address has not been proved to be the writer's.
    fn wishes(&self) -> Vec<String> {
        let language = self.registration.language;
        let wish = |wish: &Wish| wish.words().get(language).to_owned();
        self.registration.wishes.iter().map(wish).collect()
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

struct Letter {
    language: Language,
    words: Words,
    wishes: Vec<String>,
    link: String,
    erase: String,
    organisation: String,
}

impl Letter {
    fn plain(&self) -> String {
        let words = &self.words;
        let wishes: String = self.wishes.iter().map(|wish| format!("- {wish}\n")).collect();
        let parts = [
            &words.hello,
            &words.why,
            &self.link,
            &format!("{}\n{}", words.asked, wishes.trim_end()),
            &words.kept,
            &words.refuse,
            &self.erase,
            &words.rights,
            words.after,
            &format!("-- \n{}\n", self.organisation),
        ];
        parts.join("\n\n")
    }

    fn html(&self) -> Markup {
        const BODY: &str =
            "margin:0;padding:24px 12px;background:#fff9ef;color:#192334;font:16px/1.5 Verdana,Arial,sans-serif";
        const SHEET: &str =
            "max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #e7dccb;border-radius:12px;padding:24px";
        const BUTTON: &str = "display:inline-block;background:#a92e0b;color:#ffffff;font-weight:bold;text-decoration:none;padding:14px 24px;border-radius:10px";
        const SMALL: &str = "font-size:14px;color:#4c586b";
        let words = &self.words;
        html! {
            (DOCTYPE)
            html lang=(self.language.code()) {
                head { meta charset="utf-8"; meta name="viewport" content="width=device-width"; title { (words.subject) } }
                body style=(BODY) {
                    div style=(SHEET) {
                        p { (words.hello) }
                        p { (words.why) }
                        p { a style=(BUTTON) href=(self.link) { (words.button) } }
                        p style=(SMALL) { (self.link) }
                        p { (words.asked) }
                        ul { @for wish in &self.wishes { li { (wish) } } }
                        p { (words.kept) }
                        p { (words.refuse) }
                        p style=(SMALL) { a style="color:#1d4272" href=(self.erase) { (self.erase) } }
                        p style=(SMALL) { (words.rights) }
                        p style=(SMALL) { (words.after) }
                        p style=(SMALL) { (self.organisation) }
                    }
                }
            }
        }
    }
}
