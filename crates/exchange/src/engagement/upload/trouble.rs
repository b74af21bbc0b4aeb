//! Why sending does not go on, in words for staff: what is the matter, and who can mend it.

use crate::language::Bilingual;

/// What stands between the kiosk and the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The store's name is not known to the network: mostly, there is no network.
    Name,
    /// Nothing listens there, or nothing lets us through.
    Unreachable,
    TimedOut,
    /// The connection ended in the middle.
    Cut,
    Certificate(Fault),
    /// The hall's network shows a page of its own.
    Portal,
    Busy(u16),
    /// Something answers that is no store.
    NotAStore(u16),
    /// The store understands none of it: credentials or version, or a statement that is wrong.
    Refused(u16),
    Credentials(u16),
    /// The proxy on the way wants credentials of its own.
    Proxy,
}

/// What is wrong with the store's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Expired,
    NotYetValid,
    /// Signed by itself, or by an authority that this machine does not know.
    Unknown,
    OtherName,
    Other,
}

impl Trouble {
    /// What 401, 403 or 407 stands for.
    pub(super) fn denied(status: u16) -> Self {
        if status == 407 {
            Self::Proxy
        } else {
            Self::Credentials(status)
        }
    }

    /// Whether it goes away by itself, most days; the others want someone to do something.
    pub fn passes(self) -> bool {
        matches!(
            self,
            Self::Name | Self::Unreachable | Self::TimedOut | Self::Cut | Self::Busy(_)
        )
    }

    /// One sentence, and what to do.
    pub fn told(self) -> Bilingual {
        let (fr, en) = match self {
            Self::Name => (
                "l’adresse de l’agence n’est pas trouvée\u{a0}: vérifier que la borne est reliée au réseau",
                "the agency's address is not found: check that the kiosk is on the network",
            ),
            Self::Unreachable => (
                "l’agence n’est pas joignable\u{a0}: vérifier le réseau de la salle (pare-feu, proxy)",
                "the agency cannot be reached: check the hall's network (firewall, proxy)",
            ),
            Self::TimedOut => (
                "l’agence n’a pas répondu à temps\u{a0}: le réseau est lent ou coupé",
                "the agency did not answer in time: the network is slow or cut",
            ),
            Self::Cut => (
                "la connexion a été coupée en cours d’envoi",
                "the connection was cut while sending",
            ),
            Self::Certificate(fault) => fault.told(),
            Self::Portal => (
                "le réseau de la salle affiche sa propre page (portail captif)\u{a0}: s’y connecter une fois depuis cette machine, ou demander un accès direct",
                "the hall's network shows a page of its own (captive portal): log in once from this machine, or ask for direct access",
            ),
            Self::Busy(status) => {
                return Bilingual::new(
                    format!("le serveur de l’agence est occupé ou en panne (réponse {status})"),
                    format!("the agency's server is busy or out of order (answer {status})"),
                );
            }
            Self::NotAStore(status) => {
                return Bilingual::new(
                    format!(
                        "ce qui répond à l’adresse «\u{a0}xapi\u{a0}» n’est pas un serveur xAPI (réponse {status})\u{a0}: vérifier cette ligne de config/agency.ron"
                    ),
                    format!("what answers at `xapi` is no xAPI server (answer {status}): check config/agency.ron"),
                );
            }
            Self::Refused(status) => {
                return Bilingual::new(
                    format!(
                        "l’agence refuse ce qui est envoyé (réponse {status})\u{a0}: vérifier l’identifiant, le mot de passe et «\u{a0}version\u{a0}» dans config/agency.ron"
                    ),
                    format!(
                        "the agency refuses what is sent (answer {status}): check the credentials and `version` in config/agency.ron"
                    ),
                );
            }
            Self::Credentials(status) => {
                return Bilingual::new(
                    format!(
                        "l’agence n’accepte pas l’identifiant ou le mot de passe de la borne (réponse {status})\u{a0}: les demander à l’agence"
                    ),
                    format!("the agency does not accept the kiosk's credentials (answer {status}): ask the agency"),
                );
            }
            Self::Proxy => (
                "le proxy de la salle demande un mot de passe\u{a0}: voir «\u{a0}proxy\u{a0}» dans config/agency.ron",
                "the hall's proxy wants a password: see `proxy` in config/agency.ron",
            ),
        };
        Bilingual::new(fr, en)
    }
}

impl Fault {
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Expired => (
                "le certificat de l’agence a expiré, ou l’horloge de la borne avance\u{a0}: vérifier la date de la borne, puis prévenir l’agence",
                "the agency's certificate has expired, or the kiosk's clock is ahead: check the date, then tell the agency",
            ),
            Self::NotYetValid => (
                "le certificat de l’agence n’est pas encore valable\u{a0}: l’horloge de la borne retarde sans doute, vérifier sa date",
                "the agency's certificate is not valid yet: the kiosk's clock is probably behind, check the date",
            ),
            Self::Unknown => (
                "le certificat de l’agence n’est pas reconnu par cette machine\u{a0}: demander à l’agence son fichier d’autorité et l’indiquer à la ligne «\u{a0}ca\u{a0}» de config/agency.ron",
                "this machine does not know who signed the agency's certificate: ask the agency for its authority file and name it in `ca` of config/agency.ron",
            ),
            Self::OtherName => (
                "le certificat présenté est celui d’un autre site\u{a0}: vérifier la ligne «\u{a0}xapi\u{a0}» de config/agency.ron, ou le réseau de la salle détourne la connexion",
                "the certificate is another site's: check `xapi` in config/agency.ron, or the hall's network diverts the connection",
            ),
            Self::Other => (
                "la connexion chiffrée avec l’agence a échoué\u{a0}: prévenir l’agence",
                "the encrypted connection to the agency failed: tell the agency",
            ),
        }
    }
}
