//! The meaning of each line of `agency.ron`, and what is wrong with it.

use std::net::IpAddr;

use super::{
    agency::{
        AgencyConfig, BAD_BASE, BAD_BASIS, BAD_CONTACT, BAD_KEY, BAD_NAME, BAD_PORTAL, BAD_URL, BAD_VERSION,
        DUPLICATE_FIELD, PASSWORD, PLAIN, UNKNOWN_FIELD, WRONG_TYPE,
    },
    fields::{self, Fields},
};
use crate::{
    finding::{Code, FieldPath, Findings, did_you_mean},
    language::Bilingual,
};

/// Letters of the portal's address: with a longer one the code of the carnet would be too fine for older phones.
const PORTAL_MAX: usize = 60;

/// Letters of the contact: what the notice on the screen has room for.
const CONTACT_MAX: usize = 60;

/// Letters of the legal basis in each language: one sentence of the same notice.
const BASIS_MAX: usize = 100;

const FIELDS: [&str; 14] = [
    "kiosk",
    "iri_base",
    "xapi",
    "version",
    "ca",
    "proxy",
    "credentials",
    "heartbeat",
    "portal",
    "contact",
    "counting_basis",
    "guide",
    "export_key",
    "receipt_key",
];

pub(super) fn check(fields: &Fields, findings: &mut Findings) -> AgencyConfig {
    Lines { fields, findings }.check()
}

/// The fields of the file and what there is to say about them.
struct Lines<'a> {
    fields: &'a Fields,
    findings: &'a mut Findings,
}

impl Lines<'_> {
    fn check(mut self) -> AgencyConfig {
        self.names();
        let default = AgencyConfig::default();
        let xapi = self.url("xapi");
        let origin = xapi.as_deref().and_then(origin).map(|origin| format!("{origin}/xapi"));
        AgencyConfig {
            kiosk: self.kiosk().unwrap_or(default.kiosk),
            iri_base: self.iri_base().or(origin).unwrap_or(default.iri_base),
            version: self.version().unwrap_or(default.version),
            ca: self.text("ca").map(Into::into),
            proxy: self.text("proxy"),
            credentials: self.text("credentials").map(Into::into),
            heartbeat: self.url("heartbeat"),
            portal: self.portal(),
            contact: self.contact(),
            counting_basis: self.basis(),
            guide: self.url("guide"),
            export_key: self.key("export_key", |key| key.parse::<age::x25519::Recipient>().is_ok()),
            receipt_key: self.key("receipt_key", |key| {
                crate::engagement::portable::public_key(key).is_some()
            }),
            xapi,
        }
    }

    fn say(&mut self, code: &Code, name: &str, message: Bilingual, help: Bilingual) {
        let path = FieldPath::root().field(name);
        self.findings.report(code, &path, message).help(help);
    }

    fn names(&mut self) {
        let mut seen = Vec::new();
        for name in self.fields.names() {
            let path = FieldPath::root().field(name);
            if !FIELDS.contains(&name) {
                let message = Bilingual::new(
                    format!("réglage inconnu «\u{a0}{name}\u{a0}»"),
                    format!("unknown setting `{name}`"),
                );
                let all = FIELDS.join(", ");
                let help = did_you_mean(name, FIELDS)
                    .unwrap_or_else(|| Bilingual::new(format!("possibles\u{a0}: {all}"), format!("possible: {all}")));
                self.findings.report(&UNKNOWN_FIELD, &path, message).help(help);
            } else if seen.contains(&name) {
                let message = Bilingual::new(
                    format!("le réglage «\u{a0}{name}\u{a0}» est écrit deux fois\u{a0}: seul le premier compte"),
                    format!("setting `{name}` is given twice: only the first counts"),
                );
                let help = Bilingual::new("n’en garder qu’un", "keep one of them");
                self.findings.report(&DUPLICATE_FIELD, &path, message).help(help);
            }
            seen.push(name);
        }
    }

    /// A text that is there and is not empty.
    fn text(&mut self, name: &str) -> Option<String> {
        let value = fields::value::<Option<String>>(self.fields.text(name)?);
        if value.is_none() {
            let message = Bilingual::new(
                format!("«\u{a0}{name}\u{a0}» attend un texte entre guillemets"),
                format!("`{name}` takes a text between quotes"),
            );
            let help = Bilingual::new(
                "mettre des guillemets droits autour de la valeur",
                "put straight quotes around the value",
            );
            self.say(&WRONG_TYPE, name, message, help);
        }
        value.flatten().filter(|text| !text.is_empty())
    }

    /// An address that may be spoken to. What is wrong with it is told without repeating it: it may hold a password.
    fn url(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        let Some((scheme, host)) = parts(&text) else {
            let message = Bilingual::new(
                format!("«\u{a0}{name}\u{a0}» n’est pas une adresse"),
                format!("`{name}` is no address"),
            );
            let help = Bilingual::new(
                "par exemple \"https://agence.example/xapi\", sans espace ni point d’interrogation",
                "for instance \"https://agence.example/xapi\", no space, no question mark",
            );
            self.say(&BAD_URL, name, message, help);
            return None;
        };
        if host.contains('@') {
            let message = Bilingual::new(
                format!("«\u{a0}{name}\u{a0}» contient un mot de passe\u{a0}: cette ligne ne compte pas"),
                format!("`{name}` holds a password: this line does not count"),
            );
            let help = Bilingual::new(
                "l’écrire dans le fichier de la ligne «\u{a0}credentials\u{a0}»",
                "write it into the file named in `credentials`",
            );
            self.say(&PASSWORD, name, message, help);
            return None;
        }
        if scheme == "http" && !is_this_machine(host) {
            let message = Bilingual::new(
                format!("l’adresse «\u{a0}{name}\u{a0}» n’est pas chiffrée\u{a0}: rien n’y est envoyé"),
                format!("the address `{name}` is not encrypted: nothing is sent to it"),
            );
            let help = Bilingual::new(
                "écrire https\u{a0}; http ne sert que sur cette machine même (127.0.0.1)",
                "write https; http is for this machine itself only (127.0.0.1)",
            );
            self.say(&PLAIN, name, message, help);
            return None;
        }
        Some(text)
    }

    /// Plain http too: what the code says stands in the fragment, which no browser sends, and a fair's own network has
    /// no certificate.
    fn portal(&mut self) -> Option<String> {
        let text = self.text("portal")?;
        let portal = text.trim_end_matches('/');
        if parts(portal).is_some_and(|(_, host)| !host.contains('@')) && portal.len() <= PORTAL_MAX {
            return Some(portal.to_owned());
        }
        let message = Bilingual::new(
            format!(
                "«\u{a0}portal\u{a0}» n’est pas une adresse d’au plus {PORTAL_MAX} caractères\u{a0}: le carnet n’aura pas de code"
            ),
            format!("`portal` is no address of at most {PORTAL_MAX} characters: the carnet will have no code"),
        );
        let help = Bilingual::new(
            "par exemple \"https://metiers.example\", l’adresse que les téléphones ouvrent",
            "for instance \"https://metiers.example\", the address that phones open",
        );
        self.say(&BAD_PORTAL, "portal", message, help);
        None
    }

    fn contact(&mut self) -> Option<String> {
        let text = self.text("contact")?;
        if text.chars().count() <= CONTACT_MAX {
            return Some(text);
        }
        let message = Bilingual::new(
            format!("«\u{a0}contact\u{a0}» dépasse {CONTACT_MAX} caractères\u{a0}: il n’est pas affiché"),
            format!("`contact` is longer than {CONTACT_MAX} characters: it is not shown"),
        );
        let help = Bilingual::new(
            "une adresse ou un numéro, par exemple \"donnees@agence.example\"",
            "an address or a number, for instance \"data@agency.example\"",
        );
        self.say(&BAD_CONTACT, "contact", message, help);
        None
    }

    /// One sentence in each language: half of a notice would be none.
    fn basis(&mut self) -> Option<Bilingual> {
        let written = fields::value::<Bilingual>(self.fields.text("counting_basis")?);
        let fits = |text: &str| !text.trim().is_empty() && text.chars().count() <= BASIS_MAX;
        if let Some(basis) = written.filter(|basis| fits(&basis.fr) && fits(&basis.en)) {
            return Some(basis);
        }
        let message = Bilingual::new(
            format!(
                "«\u{a0}counting_basis\u{a0}» attend une phrase dans les deux langues, de {BASIS_MAX} caractères au plus"
            ),
            format!("`counting_basis` takes a sentence in both languages, of at most {BASIS_MAX} characters"),
        );
        let help = Bilingual::new(
            "écrire (fr: \"…\", en: \"…\"), avec la phrase arrêtée par l’agence",
            "write (fr: \"…\", en: \"…\"), with the agency's own sentence",
        );
        self.say(&BAD_BASIS, "counting_basis", message, help);
        None
    }

    fn iri_base(&mut self) -> Option<String> {
        let text = self.text("iri_base")?;
        let base = text.trim_end_matches('/');
        if parts(base).is_some_and(|(_, host)| !host.contains('@')) && base.ends_with("/xapi") {
            return Some(base.to_owned());
        }
        let message = Bilingual::new(
            "«\u{a0}iri_base\u{a0}» est une adresse qui finit par /xapi",
            "`iri_base` is an address that ends with /xapi",
        );
        let help = Bilingual::new(
            "par exemple \"https://agence.example/xapi\"\u{a0}: la même sur toutes les bornes",
            "for instance \"https://agence.example/xapi\", the same on all kiosks",
        );
        self.say(&BAD_BASE, "iri_base", message, help);
        None
    }

    fn version(&mut self) -> Option<String> {
        let text = self.text("version")?;
        let numbers: Vec<Option<u32>> = text.split('.').map(|number| number.parse().ok()).collect();
        if matches!(numbers[..], [Some(1 | 2), Some(0), Some(_)]) {
            return Some(text);
        }
        let message = Bilingual::new("ce n’est pas une version de xAPI", "this is no version of xAPI");
        let help = Bilingual::new(
            "\"1.0.3\", ou \"2.0.0\" si le serveur de l’agence le demande",
            "\"1.0.3\", or \"2.0.0\" if the agency's server wants it",
        );
        self.say(&BAD_VERSION, "version", message, help);
        None
    }

    fn kiosk(&mut self) -> Option<String> {
        let text = self.text("kiosk")?;
        if super::is_id(&text) {
            return Some(text);
        }
        let message = Bilingual::new(
            format!("«\u{a0}{text}\u{a0}» n’est pas un nom de borne possible"),
            format!("`{text}` is not a possible name for a kiosk"),
        );
        let help = Bilingual::new(
            "lettres minuscules sans accent, chiffres, «\u{a0}_\u{a0}» et «\u{a0}-\u{a0}»\u{a0}: \"borne-3\"",
            "lower-case letters without accents, digits, `_` and `-`: \"borne-3\"",
        );
        self.say(&BAD_NAME, "kiosk", message, help);
        None
    }

    fn key(&mut self, name: &str, is_key: impl Fn(&str) -> bool) -> Option<String> {
        let text = self.text(name)?;
        if is_key(&text) {
            return Some(text);
        }
        let message = Bilingual::new(
            format!("«\u{a0}{name}\u{a0}» n’est pas une clé de l’agence"),
            format!("`{name}` is no key of the agency"),
        );
        let help = Bilingual::new(
            "recopier la clé publique donnée par l’agence, entière et sans espace",
            "copy the public key that the agency gave, whole and without spaces",
        );
        self.say(&BAD_KEY, name, message, help);
        None
    }
}

/// Scheme and host, with whatever stands before and after the host.
fn parts(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split('/').next().unwrap_or_default();
    let plain = url
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"?#\"\\<>".contains(&byte));
    (plain && matches!(scheme, "https" | "http") && !host.is_empty()).then_some((scheme, host))
}

fn origin(url: &str) -> Option<String> {
    let (scheme, host) = parts(url)?;
    Some(format!("{scheme}://{host}"))
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(ip) => ip.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
