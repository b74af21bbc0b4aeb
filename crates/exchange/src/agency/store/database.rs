//! Where the agency's data lies: `sqlite:PATH` or `postgres://…`.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    str::FromStr,
};

/// A database the agency can use.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    Sqlite(PathBuf),
    /// The whole URL; it may carry a password.
    Postgres(String),
}

/// What was written is no database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("écrire «\u{a0}sqlite:CHEMIN\u{a0}» ou «\u{a0}postgres://UTILISATEUR@MACHINE/BASE\u{a0}»")]
pub struct DatabaseError;

impl FromStr for Database {
    type Err = DatabaseError;

    fn from_str(text: &str) -> Result<Self, DatabaseError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite:").ok_or(DatabaseError)?;
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path.starts_with(':') {
            return Err(DatabaseError);
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

/// Never shows a password.
impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "SQLite, {}", path.display()),
            Self::Postgres(url) => {
                let place = url.rsplit_once('@').map_or(url.as_str(), |(_, place)| place);
                let place = place.split('?').next().unwrap_or(place);
                write!(f, "PostgreSQL, {}", place.trim_start_matches("postgres://"))
            }
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Database {
    pub(super) fn url(&self, create: bool) -> String {
        match self {
            Self::Sqlite(path) => {
                let mode = if create { "rwc" } else { "rw" };
                format!("sqlite://{}?mode={mode}", escaped(path))
            }
            Self::Postgres(url) => url.clone(),
        }
    }

    /// An acknowledged batch survives a power cut; readers never wait for the writer.
    pub(super) fn pragmas(&self) -> Option<&'static str> {
        match self {
            Self::Sqlite(_) => Some(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; \
                 PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;",
            ),
            Self::Postgres(_) => None,
        }
    }

    /// Makes SQLite's file and its folder if there are none; the file is its owner's alone, whatever the folder is.
    pub(super) fn prepare(&self, create: bool) -> io::Result<()> {
        let Self::Sqlite(path) = self else { return Ok(()) };
        if !create || path.exists() {
            return Ok(());
        }
        if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
            fs::create_dir_all(folder)?;
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        options.open(path).map(|_| ())
    }
}

/// A path as part of a URL.
fn escaped(path: &Path) -> String {
    let mut url = String::new();
    for byte in path.to_string_lossy().bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url += &format!("%{byte:02X}");
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_two_engines_are_understood() {
        let sqlite = |path: &str| Ok(Database::Sqlite(PathBuf::from(path)));
        assert_eq!("sqlite:/srv/a b.sqlite".parse(), sqlite("/srv/a b.sqlite"));
        assert_eq!("sqlite:///srv/a.sqlite".parse(), sqlite("/srv/a.sqlite"));
        assert_eq!("sqlite:a.sqlite".parse(), sqlite("a.sqlite"));
        for text in ["", "sqlite:", "sqlite::memory:", "mysql://a/b", "a.sqlite"] {
            assert_eq!(text.parse::<Database>(), Err(DatabaseError), "{text}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let database: Database = "postgres://etabli:s3cret@base.example/etabli?sslmode=require"
            .parse()
            .expect("a URL");
        assert_eq!(format!("{database} {database:?}").matches("s3cret").count(), 0);
        assert_eq!(database.to_string(), "PostgreSQL, base.example/etabli");
    }

    #[test]
    fn a_path_with_anything_in_it_becomes_a_url() {
        let database = Database::Sqlite(PathBuf::from("/srv/été ?#%.sqlite"));
        assert_eq!(
            database.url(true),
            "sqlite:///srv/%C3%A9t%C3%A9%20%3F%23%25.sqlite?mode=rwc"
        );
    }
}
