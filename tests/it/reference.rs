//! The reference of the format is the one the program writes. `ETABLI_BLESS=1` writes it anew: read it before it is
//! committed.

use std::{env, fs, path::Path};

use etabli::kit::reference;

#[test]
fn the_stored_reference_is_what_the_types_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference-kits.md");
    let page = reference::page().unwrap_or_else(|why| panic!("{why}"));
    if env::var_os("ETABLI_BLESS").is_some() {
        fs::write(&path, &page).expect("the page");
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == page,
        "docs/reference-kits.md is stale: `etabli kit reference > docs/reference-kits.md`"
    );
}
