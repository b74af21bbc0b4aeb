//! Which files a copy may hold: a stick comes from anywhere, and what it names is where it would be written.

use crate::{config, kit::check::is_kit_id};

/// Settings that are copied, in the folder `config`.
pub(super) const SETTINGS: [&str; 6] = [
    "kiosk.ron",
    "agency.ron",
    "trust.ron",
    "next_steps.ron",
    "portal.ron",
    "courrier.ron",
];

/// A file of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place<'a> {
    /// One of [`SETTINGS`].
    Setting(&'a str),
    /// An event, by its id.
    Event(&'a str),
    /// The certificate of an authority.
    Authority(&'a str),
    /// A file of a kit, by the kit's id and its path in there.
    Kit(&'a str, &'a str),
}

/// What the file at `path` is; `None` if a copy holds no such file.
pub(super) fn place(path: &str) -> Option<Place<'_>> {
    if let Some(name) = path.strip_prefix("config/") {
        let event = name.strip_prefix("events/").and_then(|name| name.strip_suffix(".ron"));
        let event = event.filter(|id| config::is_id(id)).map(Place::Event);
        let setting = SETTINGS.contains(&name).then_some(Place::Setting(name));
        let authority = is_authority(name).then_some(Place::Authority(name));
        return event.or(setting).or(authority);
    }
    let (id, file) = path.strip_prefix("kits/")?.split_once('/')?;
    // Names inside a kit are checked as those of an archive are, when it is taken in; those that lead out of it here.
    let leads_in = file
        .split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':']));
    (is_kit_id(id) && leads_in).then_some(Place::Kit(id, file))
}

/// A certificate that lies beside the settings.
pub(super) fn is_authority(name: &str) -> bool {
    let stem = name.strip_suffix(".pem").or_else(|| name.strip_suffix(".crt"));
    stem.is_some_and(|stem| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        !stem.is_empty() && !stem.starts_with('.') && stem.bytes().all(plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_copy_holds_has_its_place_and_nothing_else_has() {
        assert_eq!(place("config/kiosk.ron"), Some(Place::Setting("kiosk.ron")));
        assert_eq!(place("config/events/salon-2027.ron"), Some(Place::Event("salon-2027")));
        assert_eq!(
            place("config/agence-autorite.pem"),
            Some(Place::Authority("agence-autorite.pem"))
        );
        assert_eq!(
            place("kits/soudure/models/a.glb"),
            Some(Place::Kit("soudure", "models/a.glb"))
        );
        for path in [
            "config/staff.ron",
            "config/agence.secret",
            "config/cles.ron",
            "config/../kiosk.ron",
            "config/events/../../x.ron",
            "config/events/a/b.ron",
            "config/.pem",
            "config/a/b.pem",
            "kits/soudure",
            "kits/../x/kit.ron",
            "kits/soudure/../../x",
            "kits/soudure/.git/config",
            "kits/.etabli/installed.ron",
            "kits/soudure//x",
            "kits/soudure/a\\b",
            "/etc/passwd",
            "assets/a.png",
            "",
        ] {
            assert_eq!(place(path), None, "{path}");
        }
    }
}
