//! Finds the folder where a kiosk keeps what it makes itself: its journal, its outbox.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use etcetera::{BaseStrategy, choose_base_strategy};

/// Says where it lies, for packages and for several kiosks on one machine.
const VARIABLE: &str = "ETABLI_DATA";

/// The first of: `wished`, `$ETABLI_DATA`, the folder `etabli` where this system keeps programs' data. It need not be
/// there yet.
///
/// # Errors
/// If the machine has no home folder.
pub fn folder(wished: Option<&Path>) -> Result<PathBuf> {
    let named = wished.map(Path::to_path_buf);
    if let Some(folder) = named.or_else(|| env::var_os(VARIABLE).map(PathBuf::from)) {
        return Ok(folder);
    }
    let base = choose_base_strategy().with_context(|| {
        format!("dossier des données introuvable\u{a0}: l’indiquer avec --data DOSSIER ou {VARIABLE}")
    })?;
    Ok(base.data_dir().join("etabli"))
}
