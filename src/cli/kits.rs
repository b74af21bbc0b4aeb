//! Finds the kits that a path on the command line means.

use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use crate::language::Bilingual;

/// Kit folders at `path`: itself, or every folder in it if at least one of them is a kit (the kiosk tries them all).
///
/// # Errors
/// Why there is nothing to check at `path`.
pub fn at(path: &Path) -> Result<Vec<PathBuf>, Bilingual> {
    let about = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !about.is_dir() {
        // `kits/soudure/kit.ron` means its kit.
        return match path.parent() {
            Some(folder) if path.ends_with("kit.ron") && folder.as_os_str().is_empty() => Ok(vec![PathBuf::from(".")]),
            Some(folder) if path.ends_with("kit.ron") => Ok(vec![folder.to_owned()]),
            _ => Err(Bilingual::new(
                "ce n’est pas un dossier de kit",
                "this is not the folder of a kit",
            )),
        };
    }
    if is_kit(path) {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| unreadable(&error))?;
    let is_hidden = |path: &Path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'))
    };
    let mut folders: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    folders.retain(|path| path.is_dir() && !is_hidden(path));
    folders.sort();
    if folders.iter().any(|folder| is_kit(folder)) {
        Ok(folders)
    } else {
        Err(Bilingual::new(
            "aucun kit ici\u{a0}: un kit est un dossier qui contient kit.ron",
            "no kit here: a kit is a folder that contains kit.ron",
        ))
    }
}

fn is_kit(folder: &Path) -> bool {
    folder.join("kit.ron").exists()
}

fn unreadable(error: &io::Error) -> Bilingual {
    match error.kind() {
        ErrorKind::NotFound => Bilingual::new("ce dossier n’existe pas", "this folder does not exist"),
        ErrorKind::PermissionDenied => {
            Bilingual::new("l’accès à ce dossier est refusé", "access to this folder is denied")
        }
        _ => Bilingual::new(
            format!("ce dossier ne se lit pas ({error})"),
            format!("this folder cannot be read ({error})"),
        ),
    }
}
