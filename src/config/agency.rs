//! `config/agency.ron`: where this kiosk sends its aggregates, and how. Without it nothing leaves the kiosk.

use std::{io, path::Path};

use super::{
    destination,
    fields::{self, Fields},
};
pub use crate::engagement::AgencyConfig;
use crate::{
    finding::{Code, FieldPath, Findings, RonCodes},
    language::Bilingual,
};

const SYNTAX: Code = Code::error("C401", "le fichier de l’agence est mal écrit");
const ENCODING: Code = Code::error("C402", "le fichier n’est pas enregistré en UTF-8");
const TOO_BIG: Code = Code::error("C403", "le fichier est trop gros");
const UNREADABLE: Code = Code::error("C404", "le fichier ne peut pas être ouvert");
pub(super) const UNKNOWN_FIELD: Code = Code::error("C405", "ce réglage n’existe pas");
pub(super) const DUPLICATE_FIELD: Code = Code::error("C406", "ce réglage est écrit deux fois");
pub(super) const WRONG_TYPE: Code = Code::error("C407", "la valeur n’est pas un texte");
pub(super) const BAD_URL: Code = Code::error("C408", "ce n’est pas une adresse");
pub(super) const PLAIN: Code = Code::error("C409", "cette adresse n’est pas chiffrée");
pub(super) const PASSWORD: Code = Code::error("C410", "un mot de passe est écrit dans une adresse");
pub(super) const BAD_BASE: Code = Code::error("C411", "cette base ne finit pas par /xapi");
pub(super) const BAD_VERSION: Code = Code::error("C412", "ce n’est pas une version de xAPI");
pub(super) const BAD_NAME: Code = Code::error("C413", "ce n’est pas un nom de borne");
pub(super) const BAD_KEY: Code = Code::error("C414", "ce n’est pas une clé de l’agence");

pub(super) const BAD_PORTAL: Code = Code::error("C415", "ce n’est pas l’adresse d’un portail");
pub(super) const BAD_CONTACT: Code = Code::error("C416", "ce contact est trop long");
pub(super) const BAD_BASIS: Code = Code::error("C417", "cette base légale ne peut pas être affichée");

/// Everything that can be said about `agency.ron`.
pub const CODES: [Code; 17] = [
    SYNTAX,
    ENCODING,
    TOO_BIG,
    UNREADABLE,
    UNKNOWN_FIELD,
    DUPLICATE_FIELD,
    WRONG_TYPE,
    BAD_URL,
    PLAIN,
    PASSWORD,
    BAD_BASE,
    BAD_VERSION,
    BAD_NAME,
    BAD_KEY,
    BAD_PORTAL,
    BAD_CONTACT,
    BAD_BASIS,
];

const RON_CODES: RonCodes = RonCodes {
    too_big: TOO_BIG,
    encoding: ENCODING,
    syntax: SYNTAX,
    unknown_field: UNKNOWN_FIELD,
    missing_field: SYNTAX,
    duplicate_field: DUPLICATE_FIELD,
    unknown_variant: SYNTAX,
    wrong_type: SYNTAX,
    out_of_range: SYNTAX,
    too_deep: SYNTAX,
    bytes_max: super::BYTES_MAX,
};

/// Reads the agency at `path`; a wrong line counts as if it were not there, and no file is no agency. Files are looked
/// for beside this one.
pub fn load_agency(path: &Path, findings: &mut Findings) -> AgencyConfig {
    let file = super::file_name(path);
    let mut config = match super::read(path) {
        Ok(bytes) => parse_agency(&file, &bytes, findings),
        Err(error) if error.kind() == io::ErrorKind::NotFound => AgencyConfig::default(),
        Err(error) => {
            let mut unread = Findings::default();
            let message = Bilingual::new(
                format!("ce fichier ne peut pas être ouvert ({error})\u{a0}: rien n’est envoyé"),
                format!("cannot open this file ({error}): nothing is sent"),
            );
            unread.report(&UNREADABLE, &FieldPath::root(), message);
            unread.locate(&file, |_| None);
            findings.extend(unread);
            AgencyConfig::default()
        }
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    for named in [&mut config.ca, &mut config.credentials].into_iter().flatten() {
        *named = folder.join(&*named);
    }
    config
}

/// Reads the text of an `agency.ron`; `file` is the name findings carry.
pub fn parse_agency(file: &str, bytes: &[u8], findings: &mut Findings) -> AgencyConfig {
    fields::checked(file, bytes, &RON_CODES, findings, |raw: Fields, found| {
        destination::check(&raw, found)
    })
    .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    const EXPORT_KEY: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    const RECEIPT_KEY: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    fn parse(text: &str) -> (AgencyConfig, Vec<String>) {
        let mut findings = Findings::default();
        let config = parse_agency("a", text.as_bytes(), &mut findings);
        let told = findings.sorted().into_iter();
        (config, told.map(|finding| finding.headline(Language::French)).collect())
    }

    #[test]
    fn without_a_word_nothing_is_sent() {
        let (config, findings) = parse("()");
        assert_eq!((&config, findings.len()), (&AgencyConfig::default(), 0));
        assert_eq!((config.xapi, config.heartbeat, config.export_key), (None, None, None));
    }

    #[test]
    fn every_setting_is_read() {
        let (config, findings) = parse(&format!(
            "(kiosk: \"borne-3\", iri_base: \"https://agence.example/xapi/\", xapi: \"https://lrs.example/xAPI\", \
             version: \"2.0.0\", ca: \"agence.pem\", proxy: \"http://proxy.salle:3128\", credentials: \"agence.secret\", \
             heartbeat: \"https://agence.example/api/heartbeat\", portal: \"http://192.168.1.20:8080/\", contact: \"donnees@agence.example\", \
             counting_basis: (fr: \"Une base.\", en: \"A basis.\"), guide: \"https://agence.example/guide\", export_key: \"{EXPORT_KEY}\", \
             receipt_key: \"{RECEIPT_KEY}\")"
        ));
        assert_eq!(findings, [""; 0]);
        let wanted = AgencyConfig {
            kiosk: "borne-3".to_owned(),
            iri_base: "https://agence.example/xapi".to_owned(),
            xapi: Some("https://lrs.example/xAPI".to_owned()),
            version: "2.0.0".to_owned(),
            ca: Some("agence.pem".into()),
            proxy: Some("http://proxy.salle:3128".to_owned()),
            credentials: Some("agence.secret".into()),
            heartbeat: Some("https://agence.example/api/heartbeat".to_owned()),
            portal: Some("http://192.168.1.20:8080".to_owned()),
            contact: Some("donnees@agence.example".to_owned()),
            counting_basis: Some(Bilingual::new("Une base.", "A basis.")),
            guide: Some("https://agence.example/guide".to_owned()),
            export_key: Some(EXPORT_KEY.to_owned()),
            receipt_key: Some(RECEIPT_KEY.to_owned()),
        };
        assert_eq!(config, wanted);
    }

    #[test]
    fn our_names_begin_with_the_store_s_if_nothing_else_is_said() {
        for (xapi, base) in [
            ("https://agence.example/xapi", "https://agence.example/xapi"),
            ("https://lrs.example:8443/a/xAPI/", "https://lrs.example:8443/xapi"),
        ] {
            assert_eq!(parse(&format!("(xapi: \"{xapi}\")")).0.iri_base, base);
        }
    }

    #[test]
    fn a_wrong_value_costs_that_value_only() {
        for (setting, code) in [
            ("xappi: \"https://a.example/xapi\"", "C405"),
            ("version: \"1.0.3\", version: \"2.0.0\"", "C406"),
            ("xapi: 3", "C407"),
            ("xapi: [\"https://a.example/xapi\"]", "C407"),
            ("xapi: \"a.example/xapi\"", "C408"),
            ("xapi: \"https://\"", "C408"),
            ("xapi: \"https://a b/xapi\"", "C408"),
            ("xapi: \"https://a.example/xapi?x\"", "C408"),
            ("xapi: \"ftp://a.example/xapi\"", "C408"),
            ("xapi: \"http://a.example/xapi\"", "C409"),
            ("xapi: \"http://127.0.0.1.example/xapi\"", "C409"),
            ("heartbeat: \"http://10.0.0.1/api/heartbeat\"", "C409"),
            ("xapi: \"https://bornes:secret@a.example/xapi\"", "C410"),
            ("iri_base: \"https://a.example/lrs\"", "C411"),
            ("version: \"1.0\"", "C412"),
            ("version: \"3.0.0\"", "C412"),
            ("kiosk: \"Borne 3\"", "C413"),
            ("export_key: \"age1\"", "C414"),
            ("receipt_key: \"00\"", "C414"),
            ("portal: \"metiers.example\"", "C415"),
            (
                "contact: \"Madame la déléguée à la protection des données, à l’agence régionale\"",
                "C416",
            ),
            ("guide: \"agence.example\"", "C408"),
            ("counting_basis: \"Une base.\"", "C417"),
            ("counting_basis: (fr: \"Une base.\", en: \" \")", "C417"),
            ("portal: \"https://metiers.example/c#1\"", "C415"),
            (
                "portal: \"https://metiers.example/une-adresse-bien-trop-longue-pour-un-code\"",
                "C415",
            ),
        ] {
            let (config, findings) = parse(&format!("({setting}, ca: \"x.pem\")"));
            assert_eq!(config.ca, Some("x.pem".into()), "{setting}");
            assert_eq!(config.xapi, None, "{setting}");
            assert!(
                findings.len() == 1 && findings[0].contains(code),
                "{setting}: {findings:?}"
            );
        }
    }

    #[test]
    fn this_machine_itself_needs_no_encryption() {
        for xapi in [
            "http://127.0.0.1:8080/xapi",
            "http://localhost/xapi",
            "http://[::1]:8080/xapi",
        ] {
            assert_eq!(parse(&format!("(xapi: \"{xapi}\")")), {
                let iri_base = xapi.to_owned();
                let xapi = Some(xapi.to_owned());
                (
                    AgencyConfig {
                        xapi,
                        iri_base,
                        ..AgencyConfig::default()
                    },
                    vec![],
                )
            });
        }
    }

    #[test]
    fn neither_debug_nor_findings_hold_a_password() {
        let text = "(proxy: \"http://bornes:tres-secret@proxy:3128\", xapi: \"https://x:tres-secret@a/xapi\")";
        let mut findings = Findings::default();
        let config = parse_agency("a", text.as_bytes(), &mut findings);
        assert!(config.proxy.is_some() && !findings.is_empty());
        assert!(!format!("{config:?} {findings:?}").contains("tres-secret"));
    }
}
