//! SMTP, encrypted unless the server is this machine itself.

use std::{fmt, io, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    transport::smtp::{
        self, PoolConfig,
        authentication::Credentials,
        client::{Certificate, Tls as LettreTls, TlsParameters},
        extension::ClientId,
    },
};

use super::Fault;
use crate::agency::registrations::letter::Sender;

/// How the way to the mail server is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte (port 465).
    #[default]
    Implicit,
    /// After a plain greeting (port 587); a server that cannot is not spoken to.
    StartTls,
    /// Not at all: only for a server on this machine.
    None,
}

/// A mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    /// Name and password, if it wants some.
    pub login: Option<(String, String)>,
    /// Certificates (PEM) of an authority that this system does not know.
    pub ca: Option<Vec<u8>>,
}

/// Never shows the password.
impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({}:{}, {:?})", self.host, self.port, self.tls)
    }
}

/// Why no mail can be sent that way, whatever the mail.
#[derive(Debug, thiserror::Error)]
pub enum CourierError {
    #[error("la connexion chiffrée au serveur de courriel ne peut pas être préparée")]
    Tls(#[from] smtp::Error),
    #[error("{0}\u{a0}: sans chiffrement, le serveur de courriel doit être cette machine même (127.0.0.1)")]
    Plain(String),
}

/// A greeting, an answer: whoever takes longer has forgotten us.
const PATIENCE: Duration = Duration::from_secs(20);
/// Answers that are about who we are, and not about the mail: authentication wanted, too weak, refused (RFC 4954), no
/// service at all (RFC 5321).
const NOT_ABOUT_THE_MAIL: [u16; 7] = [421, 454, 504, 530, 534, 535, 538];

/// Speaks SMTP; keeps its connection from one mail to the next.
pub struct SmtpCourier(AsyncSmtpTransport<Tokio1Executor>);

impl SmtpCourier {
    pub(super) fn new(smtp: &Smtp, sender: &Sender) -> Result<Self, CourierError> {
        let tls = match smtp.tls {
            Tls::Implicit => LettreTls::Wrapper(parameters(smtp)?),
            Tls::StartTls => LettreTls::Required(parameters(smtp)?),
            Tls::None if is_this_machine(&smtp.host) => LettreTls::None,
            Tls::None => return Err(CourierError::Plain(smtp.host.clone())),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
            .port(smtp.port)
            .tls(tls)
            .timeout(Some(PATIENCE))
            // The default would tell the name of this machine.
            .hello_name(ClientId::Domain(sender.domain().to_owned()))
            .pool_config(PoolConfig::new().max_size(2).idle_timeout(Duration::from_secs(30)));
        if let Some((user, password)) = &smtp.login {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self(builder.build()))
    }

    pub(super) async fn send(&self, message: Message) -> Result<(), Fault> {
        match self.0.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => Err(fault(&error)),
        }
    }
}

fn fault(error: &smtp::Error) -> Fault {
    match error.status().map(u16::from) {
        Some(code) if NOT_ABOUT_THE_MAIL.contains(&code) => Fault::Down(code.to_string()),
        Some(code) => Fault::Refused(code.to_string()),
        None => Fault::Down(kind(error).to_owned()),
    }
}

fn kind(error: &smtp::Error) -> &'static str {
    if error.is_timeout() {
        "il ne répond pas à temps"
    } else if error.is_tls() || is_about_encryption(error) {
        "son certificat ou son chiffrement n’est pas admis"
    } else if error.is_client() {
        "il ne sait pas ce que nous demandons"
    } else if error.is_response() {
        "réponse incompréhensible"
    } else {
        "connexion impossible"
    }
}

/// A handshake that failed comes as a connection that did.
fn is_about_encryption(error: &smtp::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let io = inner.downcast_ref::<io::Error>();
        if io.is_some_and(|io| io.kind() == io::ErrorKind::InvalidData) {
            return true;
        }
        cause = inner.source();
    }
    false
}

fn parameters(smtp: &Smtp) -> Result<TlsParameters, CourierError> {
    let mut builder = TlsParameters::builder(smtp.host.clone());
    if let Some(pem) = &smtp.ca {
        builder = builder.add_root_certificate(Certificate::from_pem(pem)?);
    }
    Ok(builder.build_rustls()?)
}

/// Whether a host is this machine itself, which nobody listens to on the way.
pub fn is_this_machine(host: &str) -> bool {
    let ip: Result<std::net::IpAddr, _> = host.trim_matches(['[', ']']).parse();
    host == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
}
