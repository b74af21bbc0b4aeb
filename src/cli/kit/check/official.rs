//! `--rome` and `--appellations`: the official list of trades to check against.

use std::{fs, path::Path};

use super::CheckArgs;
use crate::{
    kit::{
        pack::Sha256Sum,
        rome::{Rome, RomeError},
    },
    language::Bilingual,
};

/// The list, and a sum of the files it comes from.
pub(super) struct Official {
    pub rome: Rome,
    pub sum: String,
}

/// What `args` name; `None` if they name none.
///
/// # Errors
/// Why a file is not the list, with its name.
pub(super) fn read(args: &CheckArgs) -> Result<Option<Official>, Bilingual> {
    let Some(codes) = &args.rome else { return Ok(None) };
    let bytes = file(codes)?;
    let mut sum = Sha256Sum::of(&bytes).to_string();
    let mut rome = Rome::read(&bytes).map_err(|error| told(codes, &error))?;
    if let Some(appellations) = &args.appellations {
        let bytes = file(appellations)?;
        sum.push_str(&Sha256Sum::of(&bytes).to_string());
        rome = rome
            .with_appellations(&bytes)
            .map_err(|error| told(appellations, &error))?;
    }
    Ok(Some(Official { rome, sum }))
}

fn file(path: &Path) -> Result<Vec<u8>, Bilingual> {
    fs::read(path).map_err(|error| {
        Bilingual::new(
            format!("{}\u{a0}: ce fichier ne se lit pas ({error})", path.display()),
            format!("{}: this file cannot be read ({error})", path.display()),
        )
    })
}

fn told(path: &Path, error: &RomeError) -> Bilingual {
    let told = error.tell();
    Bilingual::new(
        format!(
            "{}\u{a0}: ce n’est pas la liste du ROME\u{a0}: {}",
            path.display(),
            told.fr
        ),
        format!("{}: this is not the ROME list: {}", path.display(), told.en),
    )
}
