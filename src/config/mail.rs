//! `config/courrier.ron`: how the agency's mails about registrations go out. Without it they wait in a folder.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::fields;
use crate::{
    agency::registrations::{Sender, Tls, is_this_machine},
    finding::{Code, FieldPath, Findings, RonCodes},
    language::Bilingual,
};

const SYNTAX: Code = Code::error("C801", "le fichier du courrier est mal écrit");
const ENCODING: Code = Code::error("C802", "le fichier n’est pas enregistré en UTF-8");
const TOO_BIG: Code = Code::error("C803", "le fichier est trop gros");
const UNREADABLE: Code = Code::error("C804", "le fichier ne peut pas être ouvert");
const UNKNOWN_FIELD: Code = Code::error("C805", "ce réglage n’existe pas");
const MISSING_FIELD: Code = Code::error("C806", "un réglage manque");
const DUPLICATE_FIELD: Code = Code::error("C807", "un réglage est écrit deux fois");
const WRONG_TYPE: Code = Code::error("C808", "la valeur n’est pas de la sorte attendue");
const BAD_SENDER: Code = Code::error("C811", "ce n’est pas une adresse d’expéditeur");
const BAD_SERVER: Code = Code::error("C812", "ce n’est pas un serveur de courriel");
const PLAIN: Code = Code::error("C813", "le chemin vers ce serveur n’est pas chiffré");
const BAD_DAYS: Code = Code::error("C814", "ce délai est trop court ou trop long");

/// Everything that can be said about `courrier.ron`.
pub const CODES: [Code; 12] = [
    SYNTAX,
    ENCODING,
    TOO_BIG,
    UNREADABLE,
    UNKNOWN_FIELD,
    MISSING_FIELD,
    DUPLICATE_FIELD,
    WRONG_TYPE,
    BAD_SENDER,
    BAD_SERVER,
    PLAIN,
    BAD_DAYS,
];

const RON_CODES: RonCodes = RonCodes {
    too_big: TOO_BIG,
    encoding: ENCODING,
    syntax: SYNTAX,
    unknown_field: UNKNOWN_FIELD,
    missing_field: MISSING_FIELD,
    duplicate_field: DUPLICATE_FIELD,
    unknown_variant: WRONG_TYPE,
    wrong_type: WRONG_TYPE,
    out_of_range: WRONG_TYPE,
    too_deep: SYNTAX,
    bytes_max: super::BYTES_MAX,
};

/// Days to confirm: a week-end has to fit in, and nobody waits longer than a month.
const CONFIRM_DAYS: std::ops::RangeInclusive<u16> = 3..=31;

/// How mails go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailConfig {
    pub sender: Sender,
    /// Days before a registration nobody confirmed is deleted.
    pub confirm_days: u16,
    /// Without it mails wait in a folder.
    pub server: Option<MailServer>,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            sender: Sender::default(),
            confirm_days: 7,
            server: None,
        }
    }
}

/// A mail server, its files not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    pub user: Option<String>,
    /// The file with the password.
    pub password: Option<PathBuf>,
    /// The file with the authority's certificate.
    pub ca: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    sender: Option<String>,
    confirm_days: u16,
    smtp: Option<RawServer>,
}

impl Default for Raw {
    fn default() -> Self {
        Self {
            sender: None,
            confirm_days: MailConfig::default().confirm_days,
            smtp: None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawServer {
    host: String,
    port: u16,
    #[serde(default)]
    tls: RawTls,
    #[serde(default)]
    user: Option<String>,
    #[serde(default)]
    password: Option<PathBuf>,
    #[serde(default)]
    ca: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, Deserialize)]
enum RawTls {
    #[default]
    #[serde(rename = "implicite")]
    Implicit,
    #[serde(rename = "starttls")]
    StartTls,
    #[serde(rename = "aucun")]
    None,
}

/// Reads the settings at `path`; no file is no server. Files are looked for beside this one.
pub fn load_mail(path: &Path, findings: &mut Findings) -> MailConfig {
    let file = super::file_name(path);
    let mut config = match super::read(path) {
        Ok(bytes) => parse_mail(&file, &bytes, findings),
        Err(error) if error.kind() == io::ErrorKind::NotFound => MailConfig::default(),
        Err(error) => {
            let mut unread = Findings::default();
            let message = Bilingual::new(
                format!("ce fichier ne peut pas être ouvert ({error})"),
                format!("cannot open this file ({error})"),
            );
            unread.report(&UNREADABLE, &FieldPath::root(), message);
            unread.locate(&file, |_| None);
            findings.extend(unread);
            MailConfig::default()
        }
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    if let Some(server) = &mut config.server {
        for named in [&mut server.password, &mut server.ca].into_iter().flatten() {
            *named = folder.join(&*named);
        }
    }
    config
}

/// Reads the text of a `courrier.ron`; `file` is the name findings carry.
pub fn parse_mail(file: &str, bytes: &[u8], findings: &mut Findings) -> MailConfig {
    fields::checked(file, bytes, &RON_CODES, findings, |raw: Raw, found| check(raw, found)).unwrap_or_default()
}

fn check(raw: Raw, findings: &mut Findings) -> MailConfig {
    let root = FieldPath::root();
    let default = MailConfig::default();
    let confirm_days = if CONFIRM_DAYS.contains(&raw.confirm_days) {
        raw.confirm_days
    } else {
        let (least, most) = (CONFIRM_DAYS.start(), CONFIRM_DAYS.end());
        let message = Bilingual::new(
            format!("«\u{a0}confirm_days\u{a0}» va de {least} à {most} jours"),
            format!("`confirm_days` lies between {least} and {most} days"),
        );
        findings.report(&BAD_DAYS, &root.field("confirm_days"), message);
        default.confirm_days
    };
    let sender = raw.sender.as_deref().map(|text| text.parse::<Sender>());
    let is_bad = matches!(sender, Some(Err(_))) || (sender.is_none() && raw.smtp.is_some());
    if is_bad {
        let message = Bilingual::new(
            "«\u{a0}sender\u{a0}» dit qui écrit\u{a0}: un nom et une adresse",
            "`sender` says who writes: a name and an address",
        );
        let help = Bilingual::new(
            "par exemple \"Établi – Agence régionale <inscriptions@agence.example>\"",
            "for instance \"Établi – Agence régionale <inscriptions@agence.example>\"",
        );
        findings.report(&BAD_SENDER, &root.field("sender"), message).help(help);
    }
    MailConfig {
        sender: sender.and_then(Result::ok).unwrap_or(default.sender),
        confirm_days,
        server: raw
            .smtp
            .and_then(|raw| check_server(raw, &root.field("smtp"), findings)),
    }
}

fn check_server(raw: RawServer, at: &FieldPath, findings: &mut Findings) -> Option<MailServer> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    if raw.host.is_empty() || raw.port == 0 || !raw.host.bytes().all(fits) {
        let message = Bilingual::new(
            "«\u{a0}host\u{a0}» est un nom de machine, «\u{a0}port\u{a0}» un nombre de 1 à 65535",
            "`host` is the name of a machine, `port` a number from 1 to 65535",
        );
        let help = Bilingual::new(
            "par exemple host: \"smtp.agence.example\", port: 465",
            "for instance host: \"smtp.agence.example\", port: 465",
        );
        findings.report(&BAD_SERVER, at, message).help(help);
        return None;
    }
    let tls = match raw.tls {
        RawTls::Implicit => Tls::Implicit,
        RawTls::StartTls => Tls::StartTls,
        RawTls::None => Tls::None,
    };
    if tls == Tls::None && !is_this_machine(&raw.host) {
        let message = Bilingual::new(
            "ces courriels nomment des personnes\u{a0}: sans chiffrement ils ne vont qu’à un serveur de cette machine",
            "these mails name people: without encryption they only go to a server on this machine",
        );
        let help = Bilingual::new(
            "tls: implicite (port 465) ou tls: starttls (port 587)",
            "tls: implicite (port 465) or tls: starttls (port 587)",
        );
        findings.report(&PLAIN, &at.field("tls"), message).help(help);
        return None;
    }
    Some(MailServer {
        host: raw.host,
        port: raw.port,
        tls,
        user: raw.user,
        password: raw.password,
        ca: raw.ca,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn parse(text: &str) -> (MailConfig, Vec<String>) {
        let mut findings = Findings::default();
        let config = parse_mail("c", text.as_bytes(), &mut findings);
        let told = findings.sorted().into_iter();
        (config, told.map(|finding| finding.headline(Language::French)).collect())
    }

    #[test]
    fn without_a_server_mails_wait_in_a_folder() {
        assert_eq!(parse("()"), (MailConfig::default(), Vec::new()));
        let mut findings = Findings::default();
        assert_eq!(
            load_mail(Path::new("/no/such/file"), &mut findings),
            MailConfig::default()
        );
        assert!(findings.is_empty());
    }

    #[test]
    fn every_setting_is_read() {
        let (config, findings) = parse(
            "(sender: \"Agence <a@b.fr>\", confirm_days: 10, smtp: (host: \"smtp.b.fr\", port: 587, tls: starttls, \
             user: \"a\", password: \"s\", ca: \"c.pem\"))",
        );
        assert_eq!(findings, [""; 0]);
        let server = MailServer {
            host: "smtp.b.fr".to_owned(),
            port: 587,
            tls: Tls::StartTls,
            user: Some("a".to_owned()),
            password: Some("s".into()),
            ca: Some("c.pem".into()),
        };
        assert_eq!((config.confirm_days, config.server), (10, Some(server)));
        let (config, _) = parse("(sender: \"a@b.fr\", smtp: (host: \"smtp.b.fr\", port: 465))");
        assert_eq!(config.server.map(|server| server.tls), Some(Tls::Implicit));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, code) in [
            ("(", "C801"),
            ("(smpt: ())", "C805"),
            ("(sender: \"a@b.fr\", smtp: (port: 465))", "C806"),
            ("(confirm_days: 7, confirm_days: 8)", "C807"),
            ("(confirm_days: \"7\")", "C808"),
            ("(sender: \"a@b.fr\", smtp: (host: \"a\", port: 465, tls: ssl))", "C808"),
            ("(sender: \"personne\")", "C811"),
            ("(smtp: (host: \"a.fr\", port: 465))", "C811"),
            ("(sender: \"a@b.fr\", smtp: (host: \"\", port: 465))", "C812"),
            ("(sender: \"a@b.fr\", smtp: (host: \"smtp://a\", port: 465))", "C812"),
            (
                "(sender: \"a@b.fr\", smtp: (host: \"10.0.0.1\", port: 25, tls: aucun))",
                "C813",
            ),
            ("(confirm_days: 0)", "C814"),
        ] {
            let (_, told) = parse(text);
            assert!(told.len() == 1 && told[0].contains(code), "{text}: {told:?}");
        }
        let (_, told) = parse("(sender: \"a@b.fr\", smtp: (host: \"127.0.0.1\", port: 25, tls: aucun))");
        assert!(told.is_empty(), "{told:?}");
    }
}
