//! Who a kiosk's aggregates are for, and where they go.

use std::{fmt, path::PathBuf};

use etabli_language::Bilingual;

/// Begins our IRIs where no agency is known: a name that never leads anywhere (RFC 6761).
const IRI_BASE: &str = "https://etabli.invalid/xapi";
const KIOSK: &str = "borne";
const VERSION: &str = "1.0.3";

/// What is known of the agency. Nothing is sent to whom is not named here.
#[derive(Clone, PartialEq, Eq)]
pub struct AgencyConfig {
    /// This kiosk's name, for staff: lower-case letters, digits, `_` and `-`.
    pub kiosk: String,
    /// Begins the names of kits, events and extensions in statements; it ends with `/xapi`.
    pub iri_base: String,
    /// Root of the agency's learning record store; `None`: nothing is sent.
    pub xapi: Option<String>,
    /// Of xAPI, as the store wants to hear it.
    pub version: String,
    /// File of the authority that signed the store's certificate, PEM.
    pub ca: Option<PathBuf>,
    /// Instead of the one in the environment; it may hold a password.
    pub proxy: Option<String>,
    /// File with `user:password`, readable by its owner alone.
    pub credentials: Option<PathBuf>,
    /// Where Établi's own agency server is told that the kiosk lives.
    pub heartbeat: Option<String>,
    /// Address of the portal that visitors' phones open, as it stands in the code of the carnet; `None`: no code.
    pub portal: Option<String>,
    /// E-mail address or telephone number for questions about data, shown to visitors.
    pub contact: Option<String>,
    /// On what legal basis visits are counted, shown to visitors; the agency's word, never ours.
    pub counting_basis: Option<Bilingual>,
    /// Where the guide of those who look after kiosks can be read, for the code on their panel.
    pub guide: Option<String>,
    /// The agency's key for files carried by hand: `age1…`.
    pub export_key: Option<String>,
    /// The agency's key for receipts, ed25519, 64 hexadecimal digits.
    pub receipt_key: Option<String>,
}

impl Default for AgencyConfig {
    fn default() -> Self {
        Self {
            kiosk: KIOSK.to_owned(),
            iri_base: IRI_BASE.to_owned(),
            xapi: None,
            version: VERSION.to_owned(),
            ca: None,
            proxy: None,
            credentials: None,
            heartbeat: None,
            portal: None,
            contact: None,
            counting_basis: None,
            guide: None,
            export_key: None,
            receipt_key: None,
        }
    }
}

/// All but the proxy, which may hold a password.
impl fmt::Debug for AgencyConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AgencyConfig")
            .field("kiosk", &self.kiosk)
            .field("iri_base", &self.iri_base)
            .field("xapi", &self.xapi)
            .field("version", &self.version)
            .field("ca", &self.ca)
            .field("credentials", &self.credentials)
            .field("heartbeat", &self.heartbeat)
            .field("portal", &self.portal)
            .field("contact", &self.contact)
            .field("counting_basis", &self.counting_basis)
            .field("guide", &self.guide)
            .field("export_key", &self.export_key)
            .field("receipt_key", &self.receipt_key)
            .finish_non_exhaustive()
    }
}
