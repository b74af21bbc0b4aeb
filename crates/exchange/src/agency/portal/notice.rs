//! Who answers for the portal: what the law wants a visitor to be able to read. What the agency has not filled in is not
//! shown, and is listed for whoever starts the server.

use jiff::civil::Date;

use crate::language::Bilingual;

/// A person or a body, and how to reach it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    pub name: Option<String>,
    pub address: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

impl Party {
    pub fn is_empty(&self) -> bool {
        [&self.name, &self.address, &self.email, &self.phone]
            .iter()
            .all(|field| field.is_none())
    }

    fn missing(&self, of: &str, wanted: &[&str]) -> Vec<String> {
        let fields = [
            ("name", &self.name),
            ("address", &self.address),
            ("email", &self.email),
            ("phone", &self.phone),
        ];
        let absent = fields
            .iter()
            .filter(|(name, field)| wanted.contains(name) && field.is_none());
        absent.map(|(name, _)| format!("{of}.{name}")).collect()
    }
}

/// What an audit found of the page's accessibility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accessibility {
    /// « partiellement conforme ».
    pub state: Bilingual,
    pub audited: Date,
    /// What does not conform yet.
    pub gaps: Option<Bilingual>,
}

/// Texts that only the agency can write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// Answers for the data and for the page.
    pub agency: Party,
    /// The data protection officer.
    pub officer: Party,
    /// « Directrice, directeur de la publication ».
    pub publisher: Option<String>,
    pub host: Party,
    /// On what ground kiosks count.
    pub counting_basis: Option<Bilingual>,
    /// Who reads registrations.
    pub recipients: Option<Bilingual>,
    pub accessibility: Option<Accessibility>,
}

impl Notice {
    /// Names of what is still to be filled in, as they stand in `config/portal.ron`.
    pub fn missing(&self) -> Vec<String> {
        let mut missing = self.agency.missing("agency", &["name", "address", "email"]);
        missing.extend(self.officer.missing("officer", &["email"]));
        missing.extend(self.host.missing("host", &["name", "address", "phone"]));
        let others = [
            ("publisher", self.publisher.is_none()),
            ("counting_basis", self.counting_basis.is_none()),
            ("recipients", self.recipients.is_none()),
            ("accessibility", self.accessibility.is_none()),
        ];
        missing.extend(
            others
                .into_iter()
                .filter(|(_, absent)| *absent)
                .map(|(name, _)| name.to_owned()),
        );
        missing
    }
}
