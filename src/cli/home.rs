//! Finds the folder that holds `kits/`, `assets/` and `config/`.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

/// Says where Établi's data lies, for packages that put it elsewhere.
const VARIABLE: &str = "ETABLI_HOME";

/// The first of: `wished`, `$ETABLI_HOME`, the working folder, beside the program, the source tree.
pub fn find(wished: Option<&Path>) -> Result<PathBuf> {
    if let Some(wished) = wished
        .map(Path::to_path_buf)
        .or_else(|| env::var_os(VARIABLE).map(PathBuf::from))
    {
        if is_home(&wished) {
            return Ok(wished.canonicalize()?);
        }
        bail!(
            "« {} » ne contient pas de dossier assets/ : indiquer le dossier d’Établi",
            wished.display()
        );
    }
    let beside = env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.to_path_buf()));
    let candidates = [
        env::current_dir().ok(),
        beside,
        Some(PathBuf::from(env!("CARGO_MANIFEST_DIR"))),
    ];
    match candidates.into_iter().flatten().find(|folder| is_home(folder)) {
        Some(home) => Ok(home.canonicalize()?),
        None => bail!("données d’Établi introuvables : les indiquer avec --home DOSSIER ou {VARIABLE}"),
    }
}

fn is_home(folder: &Path) -> bool {
    folder.join("assets/images").is_dir()
}
