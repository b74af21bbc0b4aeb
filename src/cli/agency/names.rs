//! Names of kits and events, from Établi's own folder.

use std::{fs, path::Path};

use crate::{
    agency::read::{EventName, Names},
    cli::kit::say,
    config,
    finding::Findings,
    kit,
};

/// Whatever can be read of `kits/` and `config/events/`: a kit or an event with errors has a name all the same, and
/// one without a name is shown by its identifier.
pub fn read(home: &Path) -> Names {
    let mut names = Names::default();
    for id in entries(&home.join("kits")) {
        let text = fs::read(home.join("kits").join(&id).join("kit.ron"));
        if let Some((kit, _)) = text.ok().and_then(|bytes| kit::parse("kit.ron", &bytes).ok()) {
            names.kits.insert(id, say::names(&kit).fr);
        }
    }
    let folder = home.join("config/events");
    for file in entries(&folder) {
        let Some(id) = file.strip_suffix(".ron") else { continue };
        if let Some(event) = config::load_event(&folder, id, &mut Findings::default()) {
            let name = EventName {
                name: event.name.fr,
                place: event.place.fr,
                territory: event.territory.map(|territory| territory.fr),
            };
            names.events.insert(id.to_owned(), name);
        }
    }
    names
}

/// Names of what is in a folder, without the hidden; none if there is no such folder.
pub(super) fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.filter(|name| !name.starts_with('.')).collect()
}
