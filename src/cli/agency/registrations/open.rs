//! The desk that `etabli agency serve` opens: settings read, keys known, mails on their way.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use tokio::time;

use super::{
    super::{names::entries, out},
    Ledger, Place,
};
use crate::{
    agency::{
        portal::{Notice, Registration},
        registrations::{Courier, Desk, Rules, Setup, Smtp},
    },
    cli::kit::say,
    config::{self, MailConfig, MailServer},
    engagement::portable::secret_key,
    finding::{Findings, Severity, render_text},
    kit,
    language::{Bilingual, Language},
    tokens::PublicKeys,
};

const PASSWORD: &str = "ETABLI_SMTP_PASSWORD";
/// No password is longer, bytes.
const PASSWORD_MAX: usize = 1024;
/// Hides which visits have registered; it lies beside the database, not in it.
const TOKEN_KEY: &str = "inscriptions.cle";
/// How soon a changed list of keys counts.
const KEYS_EVERY: Duration = Duration::from_secs(5);

#[derive(Args, Debug)]
pub struct DeskArgs {
    /// Liste publique des clés des bornes (cles.ron, écrite par « etabli keys ») ; relue quand elle change. Sans elle,
    /// personne ne peut s’inscrire.
    #[arg(long, value_name = "FICHIER")]
    keys: Option<PathBuf>,
    /// Adresse sous laquelle les visiteurs atteignent ce serveur, pour les liens des courriels : https://metiers.example.
    /// Sans elle, celle d’écoute.
    #[arg(long, value_name = "URL")]
    portal: Option<String>,
    #[command(flatten)]
    ledger: Ledger,
}

/// A desk, and the list of keys to watch.
pub struct Opened {
    pub desk: Arc<Desk>,
    pub keys: Option<PathBuf>,
    /// Why nobody can register, if so; where mails go.
    pub told: Vec<String>,
}

/// What the server knows beside the settings.
pub struct Around<'a> {
    pub place: &'a Place,
    /// « http://127.0.0.1:8080 ».
    pub own_url: String,
    pub behind_proxy: bool,
}

impl DeskArgs {
    /// Whether a list of keys was given, without which nobody can register.
    pub fn has_keys(&self) -> bool {
        self.keys.is_some()
    }

    /// # Errors
    /// If a setting is wrong, or the database cannot be opened.
    pub async fn open(self, around: Around<'_>) -> Result<Opened> {
        let home = crate::cli::home::find(around.place.home.as_deref()).ok();
        let mail = home.as_deref().map(mail).transpose()?.unwrap_or_default();
        // What is wrong with it is told where the visitors' pages are read.
        let portal_file = home.clone().unwrap_or_default().join("config/portal.ron");
        let (notice, registration) = config::load_portal(&portal_file, &mut Findings::default());
        let keys = self.keys.as_deref().map(read_keys).transpose()?;
        let mut told = Vec::new();
        let open_to = registration.as_ref().and(keys);
        if open_to.as_ref().is_none_or(|keys| keys.iter().next().is_none()) {
            told.push(closed(registration.is_some(), self.keys.as_deref()));
        }
        let courier = self.courier(&mail, around.place, &mut told)?;
        let setup = Setup {
            store: self.ledger.store(around.place, true).await?,
            rules: rules(&mail, &notice, registration.as_ref()),
            courier,
            sender: mail.sender,
            portal: portal(self.portal.as_deref(), around.own_url)?,
            token_key: token_key(&self.ledger.folder(around.place)?.join(TOKEN_KEY))?,
            behind_proxy: around.behind_proxy,
            trades: home.as_deref().map(trades).unwrap_or_default(),
        };
        let desk = Desk::new(setup, open_to.unwrap_or_default()).context("hasard indisponible")?;
        Ok(Opened {
            desk: Arc::new(desk),
            // Nothing to watch where no list could open the desk.
            keys: self.keys.filter(|_| registration.is_some()),
            told,
        })
    }

    fn courier(&self, mail: &MailConfig, place: &Place, told: &mut Vec<String>) -> Result<Courier> {
        let outbox = self.ledger.outbox(place)?;
        let Some(server) = &mail.server else {
            let folder = self.ledger.outbox_folder(place)?;
            told.push(format!(
                "Pas de serveur de courriel (config/courrier.ron)\u{a0}: les messages attendent dans {}",
                folder.display()
            ));
            return Ok(Courier::into_outbox(outbox));
        };
        Ok(Courier::over_smtp(&smtp(server)?, &mail.sender, outbox)?)
    }
}

fn closed(has_text: bool, keys: Option<&Path>) -> String {
    let why = match (has_text, keys) {
        (false, _) => "config/portal.ron n’est pas complet".to_owned(),
        (true, None) => "aucune liste de clés (--keys)".to_owned(),
        (true, Some(path)) => format!("aucune clé dans {}", path.display()),
    };
    format!("Inscriptions fermées\u{a0}: {why}.")
}

fn rules(mail: &MailConfig, notice: &Notice, registration: Option<&Registration>) -> Rules {
    let default = Rules::default();
    let contact = notice.officer.email.clone().or_else(|| notice.agency.email.clone());
    Rules {
        organisation: notice.agency.name.clone().unwrap_or(default.organisation),
        contact: contact.unwrap_or_default(),
        consents: registration.iter().map(|open| open.consent.clone()).collect(),
        unconfirmed_days: mail.confirm_days,
        confirmed_days: registration.map_or(default.confirmed_days, |open| open.kept_days),
    }
}

/// # Errors
/// If the settings have an error: mails that name people do not go out by guess.
fn mail(home: &Path) -> Result<MailConfig> {
    let mut findings = Findings::default();
    let mail = config::load_mail(&home.join("config/courrier.ron"), &mut findings);
    refuse_errors(findings, "config/courrier.ron")?;
    Ok(mail)
}

/// Names of métiers by their number on the printed card; a kit that cannot be read has none.
fn trades(home: &Path) -> BTreeMap<u16, Bilingual> {
    let folder = home.join("kits");
    let kits = entries(&folder).into_iter().filter_map(|id| {
        let text = fs::read(folder.join(id).join("kit.ron")).ok()?;
        let (kit, _) = kit::parse("kit.ron", &text).ok()?;
        Some((kit.metier.number, say::names(&kit)))
    });
    kits.collect()
}

/// # Errors
/// If the list has an error.
fn read_keys(path: &Path) -> Result<PublicKeys> {
    let mut findings = Findings::default();
    let keys = config::load_keys(path, &mut findings);
    refuse_errors(findings, &path.display().to_string())?;
    Ok(keys)
}

fn refuse_errors(findings: Findings, file: &str) -> Result<()> {
    let found = findings.sorted();
    if !found.is_empty() {
        out::err(render_text(&found, Language::French).trim_end())?;
    }
    if found.iter().any(|finding| finding.severity == Severity::Error) {
        bail!("{file} est à corriger");
    }
    Ok(())
}

fn portal(wished: Option<&str>, own_url: String) -> Result<String> {
    let Some(wished) = wished else { return Ok(own_url) };
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"?#\"\\<>@".contains(&byte);
    let host = wished
        .strip_prefix("https://")
        .or_else(|| wished.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && wished.bytes().all(plain) => Ok(wished.trim_end_matches('/').to_owned()),
        _ => bail!("--portal\u{a0}: écrire une adresse comme https://metiers.example"),
    }
}

fn token_key(path: &Path) -> Result<[u8; 32]> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("«\u{a0}{}\u{a0}»", folder.display()))?;
    }
    let key = secret_key(path).with_context(|| format!("«\u{a0}{}\u{a0}»", path.display()))?;
    Ok(key.to_bytes())
}

fn smtp(server: &MailServer) -> Result<Smtp> {
    let login = match &server.user {
        Some(user) => Some((user.clone(), password(server.password.as_deref())?)),
        None => None,
    };
    let ca = server.ca.as_ref().map(|path| {
        let named = || format!("«\u{a0}{}\u{a0}» ne peut pas être lu", path.display());
        fs::read(path).with_context(named)
    });
    Ok(Smtp {
        host: server.host.clone(),
        port: server.port,
        tls: server.tls,
        login,
        ca: ca.transpose()?,
    })
}

/// The one of the environment, else the one in the file.
fn password(file: Option<&Path>) -> Result<String> {
    if let Ok(password) = env::var(PASSWORD) {
        return Ok(password);
    }
    let Some(path) = file else {
        bail!(
            "mot de passe du serveur de courriel absent\u{a0}: la ligne «\u{a0}password\u{a0}» de config/courrier.ron, ou la variable {PASSWORD}"
        )
    };
    let named = || format!("«\u{a0}{}\u{a0}» ne peut pas être lu", path.display());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).with_context(named)?.permissions().mode();
        if mode & 0o077 != 0 {
            bail!(
                "«\u{a0}{path}\u{a0}» est lisible par d’autres\u{a0}: chmod 600 {path}",
                path = path.display()
            );
        }
    }
    let text = fs::read_to_string(path).with_context(named)?;
    let line = text.trim_end_matches(['\r', '\n']);
    if line.is_empty() || line.len() > PASSWORD_MAX || line.contains(char::is_control) {
        bail!(
            "«\u{a0}{}\u{a0}» doit tenir en une ligne\u{a0}: le mot de passe",
            path.display()
        );
    }
    Ok(line.to_owned())
}

/// Reads the list again whenever it changes, for as long as it is polled. A list with an error changes nothing: phones
/// whose visits are refused forget them.
pub async fn watch_keys(path: PathBuf, desk: Arc<Desk>) {
    let mut known = stamp(&path);
    loop {
        time::sleep(KEYS_EVERY).await;
        let now = stamp(&path);
        if now == known {
            continue;
        }
        known = now;
        match read_keys(&path) {
            Ok(keys) => {
                tracing::info!("liste des clés relue\u{a0}: {}", keys.iter().count());
                desk.set_keys(keys);
            }
            Err(error) => tracing::error!("liste des clés inchangée\u{a0}: {error:#}"),
        }
    }
}

/// Changes when the file does.
fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
