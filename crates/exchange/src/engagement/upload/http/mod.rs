//! The way to the store: the only folder that names the HTTP client.

mod fault;

use std::{error::Error, fmt, fs, io, net::IpAddr, path::PathBuf, time::Duration};

use reqwest::{
    Certificate, Client, Proxy, RequestBuilder, Response, Url,
    header::{CONTENT_TYPE, DATE, HeaderMap, HeaderName, RETRY_AFTER},
    redirect, retry,
};
use uuid::Uuid;

use fault::trouble;

use super::{answer::Reply, credentials::Credentials, trouble::Trouble};
use crate::{engagement::statement::FrozenStatement, language::Bilingual};

const VERSION: &str = "x-experience-api-version";

/// A reply is read so far, bytes: ids of a batch take 2 kB, a statement not much more.
const REPLY_MAX: usize = 256 * 1024;

/// How long the store may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    pub connect: Duration,
    /// For a request and its whole reply.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            whole: Duration::from_secs(60),
        }
    }
}

/// Where the store is and how to reach it.
#[derive(Clone, Default)]
pub struct Address {
    /// Root of the store's xAPI: `https://agence.example/xapi`.
    pub xapi: String,
    /// Of xAPI, as the header tells it: `1.0.3`.
    pub version: String,
    /// An authority's certificates in PEM, beside those that the machine knows.
    pub ca: Option<PathBuf>,
    /// Instead of the one in the environment; it may hold a password.
    pub proxy: Option<String>,
    /// Where the agency's own server is told that the kiosk lives.
    pub heartbeat: Option<String>,
    pub credentials: Option<Credentials>,
    pub patience: Patience,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address")
            .field("xapi", &self.xapi)
            .finish_non_exhaustive()
    }
}

/// Why no request can even be made.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    #[error("`{0}` is no address")]
    Address(String),
    #[error("`{0}` is not encrypted")]
    Plain(String),
    #[error("the proxy's address cannot be used")]
    Proxy,
    #[error("cannot use the authority in {path}")]
    Authority {
        path: PathBuf,
        #[source]
        error: io::Error,
    },
    #[error("cannot make an HTTP client")]
    Client(#[source] Box<dyn Error + Send + Sync>),
}

impl LinkError {
    /// What is the matter, and what to do.
    pub fn told(&self) -> Bilingual {
        match self {
            Self::Address(address) => Bilingual::new(
                format!("«\u{a0}{address}\u{a0}» n’est pas une adresse utilisable"),
                format!("`{address}` is no address that can be used"),
            ),
            Self::Plain(address) => Bilingual::new(
                format!("«\u{a0}{address}\u{a0}» n’est pas chiffrée\u{a0}: il faut https, sauf sur cette machine même"),
                format!("`{address}` is not encrypted: https is needed, but on this machine itself"),
            ),
            Self::Proxy => Bilingual::new(
                "l’adresse du proxy n’est pas utilisable",
                "the proxy's address cannot be used",
            ),
            Self::Authority { path, error } => Bilingual::new(
                format!(
                    "le fichier d’autorité «\u{a0}{}\u{a0}» ne peut pas servir ({error})",
                    path.display()
                ),
                format!("the authority file `{}` cannot be used ({error})", path.display()),
            ),
            Self::Client(error) => Bilingual::new(
                format!("les certificats de cette machine ne peuvent pas servir ({error})"),
                format!("this machine's certificates cannot be used ({error})"),
            ),
        }
    }
}

/// A client that talks to one store.
#[derive(Debug)]
pub struct Link {
    client: Client,
    statements: Url,
    heartbeat: Option<Url>,
    version: String,
    credentials: Option<Credentials>,
}

impl Link {
    /// Prepares the client; nothing is sent.
    ///
    /// # Errors
    /// If the address, the authority's file or the machine's certificates cannot be used.
    pub fn open(address: &Address) -> Result<Self, LinkError> {
        let root = url(&address.xapi)?;
        let statements = url(&format!("{}/statements", address.xapi.trim_end_matches('/')))?;
        let heartbeat = address.heartbeat.as_deref().map(url).transpose()?;
        // Whoever came first has chosen the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut client = Client::builder()
            .connect_timeout(address.patience.connect)
            .timeout(address.patience.whole)
            // Credentials go to this store and to no other; and what does not follow cannot be led to a portal.
            .redirect(redirect::Policy::none())
            // All retries are the policy's.
            .retry(retry::never())
            .user_agent(concat!("etabli/", env!("CARGO_PKG_VERSION")));
        if is_loopback(&root) {
            client = client.no_proxy();
        } else if let Some(proxy) = &address.proxy {
            let proxy = Proxy::all(proxy).map_err(|_| LinkError::Proxy)?;
            client = client.no_proxy().proxy(proxy);
        }
        let authorities = authorities(address)?;
        client = if root.scheme() == "http" {
            // Nothing to verify: the machine's certificates need not be read.
            client.tls_certs_only([])
        } else {
            client.tls_certs_merge(authorities)
        };
        Ok(Self {
            client: client.build().map_err(|error| LinkError::Client(error.into()))?,
            statements,
            heartbeat,
            version: address.version.clone(),
            credentials: address.credentials.clone(),
        })
    }

    /// Sends these in one request, byte for byte as they were frozen.
    ///
    /// # Errors
    /// If no whole reply came: perhaps they are stored, perhaps not.
    pub async fn send(&self, statements: &[FrozenStatement]) -> Result<Reply, Trouble> {
        let bodies: Vec<&[u8]> = statements.iter().map(|statement| statement.body.as_slice()).collect();
        let body = [b"[", bodies.join(&b","[..]).as_slice(), b"]"].concat();
        let request = self.client.post(self.statements.clone());
        let request = request.header(CONTENT_TYPE, "application/json").body(body);
        self.reply(request).await
    }

    /// Asks for one statement.
    ///
    /// # Errors
    /// If no whole reply came.
    pub async fn read(&self, id: Uuid) -> Result<Reply, Trouble> {
        let mut url = self.statements.clone();
        url.query_pairs_mut().append_pair("statementId", &id.to_string());
        self.reply(self.client.get(url)).await
    }

    /// Tells the agency's own server that the kiosk lives, where it wants to know; `None` where it does not.
    ///
    /// # Errors
    /// If no whole reply came.
    pub async fn heartbeat(&self, body: String) -> Option<Result<Reply, Trouble>> {
        let request = self.client.post(self.heartbeat.clone()?);
        let request = request.header(CONTENT_TYPE, "application/json").body(body);
        Some(self.reply(request).await)
    }

    async fn reply(&self, request: RequestBuilder) -> Result<Reply, Trouble> {
        let mut request = request.header(HeaderName::from_static(VERSION), &self.version);
        if let Some(Credentials { user, password }) = &self.credentials {
            request = request.basic_auth(user, Some(password));
        }
        let mut response = request.send().await.map_err(|error| trouble(&error))?;
        let mut reply = Reply {
            status: response.status().as_u16(),
            content_type: text(response.headers(), CONTENT_TYPE),
            retry_after: text(response.headers(), RETRY_AFTER),
            date: text(response.headers(), DATE),
            body: Vec::new(),
        };
        read_body(&mut response, &mut reply.body).await?;
        Ok(reply)
    }
}

async fn read_body(response: &mut Response, body: &mut Vec<u8>) -> Result<(), Trouble> {
    while let Some(chunk) = response.chunk().await.map_err(|error| trouble(&error))? {
        body.extend_from_slice(&chunk);
        if body.len() > REPLY_MAX {
            return Err(Trouble::NotAStore(response.status().as_u16()));
        }
    }
    Ok(())
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// An address with https, or of this machine itself.
fn url(address: &str) -> Result<Url, LinkError> {
    let url = Url::parse(address).ok().filter(Url::has_host);
    let url = url.ok_or_else(|| LinkError::Address(address.to_owned()))?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        "http" => Err(LinkError::Plain(address.to_owned())),
        _ => Err(LinkError::Address(address.to_owned())),
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let ip = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
}

fn authorities(address: &Address) -> Result<Vec<Certificate>, LinkError> {
    let Some(path) = &address.ca else {
        return Ok(vec![]);
    };
    let refused = |error| LinkError::Authority {
        path: path.clone(),
        error,
    };
    let pem = fs::read(path).map_err(refused)?;
    let found = Certificate::from_pem_bundle(&pem).map_err(|error| refused(io::Error::other(error)))?;
    if found.is_empty() {
        return Err(refused(io::Error::other("no certificate in it")));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(xapi: &str) -> Result<Link, LinkError> {
        Link::open(&Address {
            xapi: xapi.to_owned(),
            version: "1.0.3".to_owned(),
            ..Address::default()
        })
    }

    #[test]
    fn only_this_machine_is_spoken_to_in_the_clear() {
        for xapi in [
            "http://127.0.0.1:8080/xapi",
            "http://localhost/xapi",
            "http://[::1]:9/xapi/",
        ] {
            assert!(open(xapi).is_ok(), "{xapi}");
        }
        for xapi in [
            "http://agence.example/xapi",
            "http://10.0.0.1/xapi",
            "http://127.0.0.1.example/xapi",
        ] {
            assert!(matches!(open(xapi), Err(LinkError::Plain(_))), "{xapi}");
        }
        for xapi in [
            "",
            "agence.example/xapi",
            "ftp://agence.example",
            "https://",
            "file:///etc/passwd",
        ] {
            assert!(matches!(open(xapi), Err(LinkError::Address(_))), "{xapi}");
        }
    }

    #[test]
    fn the_statements_are_below_the_root() {
        let link = open("http://127.0.0.1/xAPI/").expect("a link");
        assert_eq!(link.statements.path(), "/xAPI/statements");
    }

    #[test]
    fn a_link_shows_no_credentials() {
        let address = Address {
            xapi: "http://127.0.0.1/xapi".to_owned(),
            version: "1.0.3".to_owned(),
            credentials: Some(Credentials::new("bornes", "tres-secret")),
            ..Address::default()
        };
        let link = Link::open(&address).expect("a link");
        let shown = format!("{address:?} {link:?}");
        assert!(!shown.contains("tres-secret") && !shown.contains("bornes"), "{shown}");
    }
}
