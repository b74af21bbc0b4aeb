//! Reads any Learning Record Store by plain xAPI GET.

use std::{collections::BTreeSet, time::Duration};

use reqwest::{
    Certificate, Client, Url,
    header::{ACCEPT, HeaderValue},
    redirect::Policy,
};
use serde_json::Value;

/// Statements asked for in one page; stores give fewer if they like.
const PAGE: &str = "100";
const PAGES_MAX: usize = 20_000;
/// Largest page, bytes.
const PAGE_BYTES_MAX: u64 = 32 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(30);

/// Name and password at the store.
#[derive(Clone)]
pub struct Credentials {
    pub user: String,
    pub password: String,
}

/// A store elsewhere.
pub struct Lrs {
    client: Client,
    statements: Url,
    credentials: Option<Credentials>,
    version: HeaderValue,
}

/// Why a store could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LrsError {
    #[error("«\u{a0}{0}\u{a0}» n’est pas l’adresse d’un LRS")]
    Address(String),
    #[error("http sans chiffrement n’est permis que vers cette machine\u{a0}: écrire https://")]
    Plain,
    #[error("la version xAPI «\u{a0}{0}\u{a0}» ne peut pas être annoncée")]
    Version(String),
    #[error("le certificat de l’autorité ne peut pas être lu")]
    Certificate(#[source] reqwest::Error),
    #[error("le LRS ne répond pas")]
    Http(#[from] reqwest::Error),
    #[error("le LRS répond {0}{1}")]
    Status(u16, &'static str),
    #[error("la réponse du LRS n’est pas du xAPI")]
    NotXapi,
    #[error("une page du LRS dépasse {} Mio", PAGE_BYTES_MAX >> 20)]
    TooBig,
    #[error("la page suivante du LRS mène ailleurs\u{a0}: les identifiants n’y sont pas envoyés")]
    Elsewhere,
    #[error("les pages du LRS tournent en rond")]
    Endless,
}

impl Lrs {
    /// `address` as in `https://lrs.example/xAPI`, with or without `/statements`; `version` as in `1.0.3`;
    /// `authority` is the PEM certificate of the agency's own authority.
    ///
    /// # Errors
    /// If the address is not one, or would send credentials in clear over a network.
    pub fn new(
        address: &str,
        credentials: Option<Credentials>,
        version: &str,
        authority: Option<&[u8]>,
    ) -> Result<Self, LrsError> {
        let bad = || LrsError::Address(address.to_owned());
        let mut statements: Url = address.parse().map_err(|_| bad())?;
        let host = statements.host_str().ok_or_else(bad)?;
        let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        match statements.scheme() {
            "https" => {}
            "http" if here => {}
            "http" => return Err(LrsError::Plain),
            _ => return Err(bad()),
        }
        let path = statements
            .path()
            .trim_end_matches('/')
            .trim_end_matches("/statements")
            .to_owned();
        statements.set_path(&format!("{path}/statements"));
        statements.set_query(None);
        // Whoever built the process may have chosen one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut client = Client::builder().timeout(PATIENCE).redirect(Policy::none());
        if let Some(authority) = authority {
            client = client.add_root_certificate(Certificate::from_pem(authority).map_err(LrsError::Certificate)?);
        }
        Ok(Self {
            client: client.build()?,
            statements,
            credentials,
            version: HeaderValue::from_str(version).map_err(|_| LrsError::Version(version.to_owned()))?,
        })
    }

    /// Every statement of the store; filters are left aside, since not every store answers them.
    ///
    /// # Errors
    /// If a page cannot be read; what was read before is worth nothing, since figures of a part would mislead.
    pub async fn statements(&self) -> Result<Vec<Value>, LrsError> {
        let mut next = self.statements.clone();
        next.query_pairs_mut().append_pair("limit", PAGE);
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        loop {
            if !seen.insert(next.to_string()) || seen.len() > PAGES_MAX {
                return Err(LrsError::Endless);
            }
            let mut page = self.page(next.clone()).await?;
            let Some(Value::Array(statements)) = page.get_mut("statements").map(Value::take) else {
                return Err(LrsError::NotXapi);
            };
            found.extend(statements);
            match page.get("more").and_then(Value::as_str).filter(|more| !more.is_empty()) {
                // Relative or absolute, both are in use.
                Some(more) => next = next.join(more).map_err(|_| LrsError::NotXapi)?,
                None => return Ok(found),
            }
            if next.origin() != self.statements.origin() {
                return Err(LrsError::Elsewhere);
            }
        }
    }

    async fn page(&self, address: Url) -> Result<Value, LrsError> {
        let mut request = self.client.get(address).header(ACCEPT, "application/json");
        request = request.header("X-Experience-API-Version", self.version.clone());
        if let Some(Credentials { user, password }) = &self.credentials {
            request = request.basic_auth(user, Some(password));
        }
        let mut response = request.send().await?;
        match response.status().as_u16() {
            200 => {}
            status @ (401 | 403) => {
                return Err(LrsError::Status(
                    status,
                    "\u{a0}: vérifier l’identifiant et le mot de passe",
                ));
            }
            status => return Err(LrsError::Status(status, "")),
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            body.extend_from_slice(&chunk);
            if body.len() as u64 > PAGE_BYTES_MAX {
                return Err(LrsError::TooBig);
            }
        }
        serde_json::from_slice(&body).map_err(|_| LrsError::NotXapi)
    }
}
