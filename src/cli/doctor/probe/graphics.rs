//! Graphics cards, and what Vulkan makes of them.

use std::path::Path;

use super::{gpu, host::Host};
use crate::cli::doctor::machine::Graphics;

/// Where the loader looks for drivers, in its order.
const DRIVERS: [&str; 2] = ["etc/vulkan/icd.d", "usr/share/vulkan/icd.d"];

pub fn look(host: &Host) -> Graphics {
    Graphics {
        adapters: gpu::adapters(),
        ..files(host)
    }
}

fn files(host: &Host) -> Graphics {
    let cards = host
        .names("dev/dri")
        .into_iter()
        .filter(|name| name.starts_with("renderD"));
    Graphics {
        adapters: Vec::new(),
        cards: cards
            .map(|name| {
                let path = Path::new("dev/dri").join(name);
                let open = host.is_open(&path);
                (Path::new("/").join(path), open)
            })
            .collect(),
        drivers: DRIVERS.iter().flat_map(|folder| host.names(folder)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::host::tests::Root, *};

    #[test]
    fn cards_and_drivers_are_found() {
        let root = Root::of(
            "graphics",
            &[
                ("dev/dri/card0", ""),
                ("dev/dri/renderD128", ""),
                ("usr/share/vulkan/icd.d/lvp_icd.x86_64.json", "{}"),
            ],
        );
        let graphics = files(&root.host());
        assert_eq!(graphics.cards, [("/dev/dri/renderD128".into(), true)]);
        assert_eq!(graphics.drivers, ["lvp_icd.x86_64.json"]);
    }
}
