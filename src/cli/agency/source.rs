//! Where figures are read: the agency's own database, or a store elsewhere.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use clap::Args;

use super::Place;
use crate::agency::read::{Credentials, Lrs, Source};

const USER: &str = "ETABLI_LRS_USER";
const PASSWORD: &str = "ETABLI_LRS_PASSWORD";

/// A Learning Record Store instead of the own database.
#[derive(Args, Debug)]
pub struct LrsArgs {
    /// Lit un LRS (https://…/xAPI) au lieu de la base de l’agence.
    #[arg(long, value_name = "URL")]
    lrs: Option<String>,
    /// Fichier d’une ligne « identifiant:mot de passe » pour le LRS, lisible de son seul propriétaire ; sinon les
    /// variables ETABLI_LRS_USER et ETABLI_LRS_PASSWORD.
    #[arg(long, value_name = "FICHIER", requires = "lrs")]
    credentials: Option<PathBuf>,
    /// Version de xAPI annoncée au LRS.
    #[arg(long, value_name = "VERSION", default_value = "1.0.3")]
    xapi_version: String,
    /// Certificat (PEM) de l’autorité qui a signé celui du LRS.
    #[arg(long, value_name = "FICHIER", requires = "lrs")]
    ca: Option<PathBuf>,
}

impl LrsArgs {
    /// # Errors
    /// If the address, the credentials or the certificate cannot be used.
    pub fn lrs(&self) -> Result<Option<Lrs>> {
        let Some(address) = &self.lrs else { return Ok(None) };
        let credentials = lrs_credentials(self.credentials.as_deref())?;
        let unread = |path: &Path| format!("«\u{a0}{}\u{a0}» ne peut pas être lu", path.display());
        let authority = self
            .ca
            .as_ref()
            .map(|path| fs::read(path).with_context(|| unread(path)));
        let authority = authority.transpose()?;
        Ok(Some(Lrs::new(
            address,
            credentials,
            &self.xapi_version,
            authority.as_deref(),
        )?))
    }

    /// # Errors
    /// If there is neither a store elsewhere nor a database.
    pub async fn source(&self, place: &Place) -> Result<Source> {
        Ok(match self.lrs()? {
            Some(lrs) => Source::lrs(lrs),
            None => Source::own(place.store(false).await?),
        })
    }
}

/// Those in the file, else those of the environment; `None` if neither is there.
///
/// # Errors
/// If there is something that cannot be used.
pub fn lrs_credentials(file: Option<&Path>) -> Result<Option<Credentials>> {
    match (file, env::var(USER), env::var(PASSWORD)) {
        (Some(path), ..) => from_file(path).map(Some),
        (None, Ok(user), Ok(password)) => Ok(Some(Credentials { user, password })),
        (None, Err(_), Err(_)) => Ok(None),
        _ => bail!("{USER} et {PASSWORD} vont ensemble\u{a0}: l’une des deux manque"),
    }
}

fn from_file(path: &Path) -> Result<Credentials> {
    let named = || format!("«\u{a0}{}\u{a0}» ne peut pas être lu", path.display());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).with_context(named)?.permissions().mode();
        if mode & 0o077 != 0 {
            bail!(
                "«\u{a0}{}\u{a0}» est lisible par d’autres\u{a0}: chmod 600",
                path.display()
            );
        }
    }
    let text = fs::read_to_string(path).with_context(named)?;
    match text.trim_end().split_once(':') {
        Some((user, password)) if !user.is_empty() && !password.contains('\n') => Ok(Credentials {
            user: user.to_owned(),
            password: password.to_owned(),
        }),
        _ => bail!(
            "«\u{a0}{}\u{a0}» n’a pas la forme d’une ligne «\u{a0}identifiant:mot de passe\u{a0}»",
            path.display()
        ),
    }
}
