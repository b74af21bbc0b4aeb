//! What the kiosk shows the store to be let in: from the environment, or from a file that its owner alone can read.

use std::{
    env, fmt,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::language::Bilingual;

const USER: &str = "ETABLI_LRS_USER";
const PASSWORD: &str = "ETABLI_LRS_PASSWORD";

/// No file with credentials is longer, bytes.
const BYTES_MAX: u64 = 4 * 1024;

/// A fleet's user and password; never shown, not even by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub(super) user: String,
    pub(super) password: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// Why there are no credentials where some were announced.
#[derive(Debug, thiserror::Error)]
pub enum CredentialsError {
    #[error("cannot read {path}")]
    Unreadable {
        path: PathBuf,
        #[source]
        error: io::Error,
    },
    #[error("others can read {path}")]
    Open { path: PathBuf },
    #[error("{path} does not hold one line `user:password`")]
    Form { path: PathBuf },
    #[error("only one of {USER} and {PASSWORD} is set")]
    Half,
}

impl CredentialsError {
    /// What is the matter, and what to do.
    pub fn told(&self) -> Bilingual {
        match self {
            Self::Unreadable { path, error } => Bilingual::new(
                format!(
                    "le fichier d’identifiants «\u{a0}{}\u{a0}» ne se lit pas ({error})",
                    path.display()
                ),
                format!("the credentials in `{}` cannot be read ({error})", path.display()),
            ),
            Self::Open { path } => Bilingual::new(
                format!(
                    "d’autres que son propriétaire peuvent lire «\u{a0}{path}\u{a0}»\u{a0}: faire «\u{a0}chmod 600 {path}\u{a0}»",
                    path = path.display()
                ),
                format!("others can read `{path}`: do `chmod 600 {path}`", path = path.display()),
            ),
            Self::Form { path } => Bilingual::new(
                format!(
                    "«\u{a0}{}\u{a0}» doit tenir en une ligne\u{a0}: identifiant, deux-points, mot de passe",
                    path.display()
                ),
                format!("`{}` has to hold one line: user, colon, password", path.display()),
            ),
            Self::Half => Bilingual::new(
                format!("{USER} et {PASSWORD} vont ensemble\u{a0}: il en manque un"),
                format!("{USER} and {PASSWORD} go together: one is missing"),
            ),
        }
    }
}

impl Credentials {
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            user: user.into(),
            password: password.into(),
        }
    }

    /// Those of the environment, else those in the file; `None` if neither is there.
    ///
    /// # Errors
    /// If there is something that cannot be used.
    pub fn find(file: Option<&Path>) -> Result<Option<Self>, CredentialsError> {
        match (env::var(USER), env::var(PASSWORD)) {
            (Ok(user), Ok(password)) => Ok(Some(Self { user, password })),
            (Err(_), Err(_)) => file.map(Self::read).transpose(),
            _ => Err(CredentialsError::Half),
        }
    }

    /// One line, `user:password`; the password may hold colons.
    ///
    /// # Errors
    /// If others than its owner can read it, or if it is something else.
    pub fn read(path: &Path) -> Result<Self, CredentialsError> {
        let unreadable = |error| CredentialsError::Unreadable {
            path: path.to_owned(),
            error,
        };
        let file = File::open(path).map_err(unreadable)?;
        if is_open_to_others(&file).map_err(unreadable)? {
            return Err(CredentialsError::Open { path: path.to_owned() });
        }
        let mut text = String::new();
        file.take(BYTES_MAX).read_to_string(&mut text).map_err(unreadable)?;
        Self::parse(&text).ok_or_else(|| CredentialsError::Form { path: path.to_owned() })
    }

    fn parse(text: &str) -> Option<Self> {
        let line = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
        let (user, password) = line.split_once(':')?;
        let plain = |text: &str| !text.is_empty() && !text.contains(char::is_control);
        (plain(user) && plain(password)).then(|| Self::new(user, password))
    }
}

#[cfg(unix)]
fn is_open_to_others(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

/// Elsewhere a file belongs to its owner's profile.
#[cfg(not(unix))]
fn is_open_to_others(_file: &File) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// What a file with this text gives, readable as `mode` says.
    fn read(name: &str, text: &str, mode: u32) -> Result<Credentials, CredentialsError> {
        let path = env::temp_dir().join(format!("etabli-credentials-{}-{name}", std::process::id()));
        fs::write(&path, text).expect("a file");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("its mode");
        }
        let read = Credentials::read(&path);
        fs::remove_file(path).expect("cleaned up");
        read
    }

    #[test]
    fn one_line_is_read_and_colons_belong_to_the_password() {
        for text in ["bornes:a:b", "bornes:a:b\n", "\u{feff}bornes:a:b\r\n"] {
            assert_eq!(
                read("line", text, 0o600).expect("credentials"),
                Credentials::new("bornes", "a:b")
            );
        }
        for text in ["", "bornes", ":b", "bornes:", "bornes:a\nb:c"] {
            assert!(
                matches!(read("form", text, 0o600), Err(CredentialsError::Form { .. })),
                "{text}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_not_used() {
        for mode in [0o640, 0o604, 0o644, 0o660] {
            let refused = read("mode", "bornes:secret", mode).expect_err("open to others");
            assert!(matches!(refused, CredentialsError::Open { .. }));
            assert!(refused.told().fr.contains("chmod 600"));
        }
        assert!(read("own", "bornes:secret", 0o400).is_ok());
    }

    #[test]
    fn no_text_about_credentials_holds_them() {
        let shown = format!("{:?}", Credentials::new("bornes", "secret"));
        assert!(!shown.contains("secret") && !shown.contains("bornes"), "{shown}");
        let error = read("said", "bornes-secret", 0o600).expect_err("no colon");
        let told = error.told();
        for text in [format!("{error:?}"), error.to_string(), told.fr, told.en] {
            assert!(!text.contains("bornes-secret"), "{text}");
        }
    }
}
