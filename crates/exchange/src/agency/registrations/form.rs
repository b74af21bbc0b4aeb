//! The form as it is posted, and what is wrong with it: the first field that cannot stay, and why.

use serde_json::{Map, Value};

use super::{
    address::{self, BadAddress},
    words::{Age, Wish, language_of},
};
use crate::language::Language;

/// Longest first name, characters.
pub(super) const FIRST_NAME_MAX: usize = 60;
/// Longest wish for a formation, characters.
pub(super) const FORMATION_MAX: usize = 120;
/// Métiers that can be ticked: more than any visitor tries in a year.
const METIERS_MAX: usize = 64;
/// Longest name of a version of the consent, characters.
const CONSENT_MAX: usize = 20;

const FIELDS: [&str; 10] = [
    "token",
    "first_name",
    "email",
    "parent_email",
    "age",
    "wishes",
    "formation",
    "metiers",
    "consent",
    "language",
];

/// A form that passed the checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// 1 to 60 characters: letters of any script, spaces, hyphens, apostrophes.
    pub first_name: String,
    /// The visitor's own, or a parent's if `age` needs one.
    pub address: String,
    pub age: Age,
    /// At least one, each once, in the order of [`Wish`].
    pub wishes: Vec<Wish>,
    /// At most 120 characters, only beside [`Wish::Formation`].
    pub formation: Option<String>,
    /// Numbers of the printed card, each once; empty unless the visitor ticked some.
    pub metiers: Vec<u16>,
    /// The version of the text that was agreed to.
    pub consent: String,
    pub language: Language,
}

/// A form and the token that came with it, which never becomes part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    pub token: String,
    pub form: Form,
}

/// The first thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {code}")]
pub struct FieldError {
    /// `json` (no object at all), `inconnu`, `manque`, `forme`, `caracteres`, `trop-long`, `en-trop`, `version`.
    pub code: &'static str,
    /// The field's name; empty if it is the whole.
    pub field: String,
}

fn wrong(code: &'static str, field: &str) -> FieldError {
    /// Nobody is told back more of what they sent.
    const TOLD_MAX: usize = 40;
    let field = field.chars().take(TOLD_MAX).collect();
    FieldError { code, field }
}

/// Reads the body of a request.
///
/// # Errors
/// At the first field that is missing, wrong, or not known.
pub(super) fn parse(body: &[u8]) -> Result<Posted, FieldError> {
    let fields: Map<String, Value> = serde_json::from_slice(body).map_err(|_| wrong("json", ""))?;
    if let Some(unknown) = fields.keys().find(|name| !FIELDS.contains(&name.as_str())) {
        return Err(wrong("inconnu", unknown));
    }
    let fields = Fields(fields);
    let age = Age::of(fields.text("age")?).ok_or_else(|| wrong("forme", "age"))?;
    let (wishes, formation) = fields.wishes()?;
    Ok(Posted {
        token: fields.text("token")?.to_owned(),
        form: Form {
            first_name: fields.first_name()?,
            address: fields.address(age)?,
            age,
            wishes,
            formation,
            metiers: fields.metiers()?,
            consent: fields.consent()?,
            language: language_of(fields.text("language")?).ok_or_else(|| wrong("forme", "language"))?,
        },
    })
}

struct Fields(Map<String, Value>);

impl Fields {
    /// The value of a field that was filled in: `null`, blanks and an empty list are what forms send for nothing.
    fn filled(&self, name: &str) -> Option<&Value> {
        let value = self.0.get(name)?;
        let is_empty = match value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(values) => values.is_empty(),
            _ => false,
        };
        (!is_empty).then_some(value)
    }

    fn text(&self, name: &str) -> Result<&str, FieldError> {
        let value = self.filled(name).ok_or_else(|| wrong("manque", name))?;
        value.as_str().map(str::trim).ok_or_else(|| wrong("forme", name))
    }

    fn list(&self, name: &str) -> Result<&[Value], FieldError> {
        let Some(value) = self.filled(name) else {
            return Ok(&[]);
        };
        let list = value.as_array().ok_or_else(|| wrong("forme", name))?;
        Ok(list)
    }

    fn first_name(&self) -> Result<String, FieldError> {
        let name = self.text("first_name")?;
        if name.chars().count() > FIRST_NAME_MAX {
            return Err(wrong("trop-long", "first_name"));
        }
        if !is_first_name(name) {
            return Err(wrong("caracteres", "first_name"));
        }
        Ok(name.to_owned())
    }

    fn address(&self, age: Age) -> Result<String, FieldError> {
        let (wanted, other) = if age.needs_parent() {
            ("parent_email", "email")
        } else {
            ("email", "parent_email")
        };
        // Under 15 the child's own address is not wanted, and later the parents' is nobody's business.
        if self.filled(other).is_some() {
            return Err(wrong("en-trop", other));
        }
        address::read(self.text(wanted)?).map_err(|bad| match bad {
            BadAddress::TooLong => wrong("trop-long", wanted),
            BadAddress::Shape => wrong("forme", wanted),
        })
    }

    fn wishes(&self) -> Result<(Vec<Wish>, Option<String>), FieldError> {
        let list = self.list("wishes")?;
        let mut wishes = Vec::new();
        for value in list {
            let wish = value.as_str().and_then(Wish::of);
            wishes.push(wish.ok_or_else(|| wrong("forme", "wishes"))?);
        }
        wishes.sort_unstable();
        wishes.dedup();
        // Nothing may be kept that serves nothing.
        if wishes.is_empty() {
            return Err(wrong("manque", "wishes"));
        }
        if self.filled("formation").is_none() {
            return Ok((wishes, None));
        }
        let formation = self.text("formation")?;
        if !wishes.contains(&Wish::Formation) {
            return Err(wrong("en-trop", "formation"));
        }
        if formation.chars().count() > FORMATION_MAX {
            return Err(wrong("trop-long", "formation"));
        }
        if formation.contains(is_unseen) {
            return Err(wrong("caracteres", "formation"));
        }
        Ok((wishes, Some(formation.to_owned())))
    }

    fn metiers(&self) -> Result<Vec<u16>, FieldError> {
        let list = self.list("metiers")?;
        if list.len() > METIERS_MAX {
            return Err(wrong("trop-long", "metiers"));
        }
        let mut numbers = Vec::new();
        for value in list {
            let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
            match number {
                Some(number @ 1..) if !numbers.contains(&number) => numbers.push(number),
                Some(1..) => {}
                _ => return Err(wrong("forme", "metiers")),
            }
        }
        Ok(numbers)
    }

    fn consent(&self) -> Result<String, FieldError> {
        let version = self.text("consent")?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
        if version.len() > CONSENT_MAX || !version.bytes().all(plain) {
            return Err(wrong("forme", "consent"));
        }
        Ok(version.to_owned())
    }
}

/// Letters of any script, spaces, hyphens and apostrophes: the name goes into a mail to an address that nobody has
/// proved yet, so it must not be able to carry an advertisement or anything that mail programs turn into a link.
fn is_first_name(name: &str) -> bool {
    let mut characters = name.chars().peekable();
    let mut has_letter = false;
    while let Some(character) = characters.next() {
        let fits = match character {
            ' ' | '-' | '\'' | '\u{2019}' => true,
            // Initials: « J. Michel ».
            '.' => matches!(characters.peek(), None | Some(' ' | '-')),
            // Accents that follow their letter.
            '\u{300}'..='\u{36f}' => has_letter,
            other => other.is_alphabetic(),
        };
        if !fits {
            return false;
        }
        has_letter |= character.is_alphabetic();
    }
    has_letter
}

/// Characters that are not seen where they stand and change what is seen around them: controls, directions of writing,
/// zero widths.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
