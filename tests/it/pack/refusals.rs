//! Every way to be refused, and the French that tells it.

use std::collections::BTreeMap;

use etabli::kit::{pack::SecretKey, store};
use serde_json::Value;

use super::{
    OTHER_SEED, SEED, base_files, base_kit,
    forge::{self, FOLDER, Forged, LINK},
    key, open, packed, told,
};
use crate::house;

type Files = BTreeMap<String, Vec<u8>>;

/// What opening this archive and reading all of it is told.
fn answer(bytes: &[u8]) -> Vec<String> {
    match open(bytes).and_then(|mut archive| archive.verify()) {
        Ok(()) => Vec::new(),
        Err(findings) => told(findings),
    }
}

/// The archive of `files` with its entries changed.
fn with(files: &Files, change: impl FnOnce(&mut Vec<Forged>)) -> Vec<u8> {
    let manifest = forge::manifest("base", "1.2.3", files).to_string();
    let mut entries = forge::entries(SEED, manifest.as_bytes(), files);
    change(&mut entries);
    forge::zip(&entries)
}

/// The archive of `files` with its manifest changed, and signed as it is then.
fn with_manifest(files: &Files, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut manifest = forge::manifest("base", "1.2.3", files);
    change(&mut manifest);
    forge::zip(&forge::entries(SEED, manifest.to_string().as_bytes(), files))
}

/// The archive of `files` with one entry more.
fn plus(files: &Files, entry: Forged) -> Vec<u8> {
    with(files, |entries| entries.push(entry))
}

#[test]
fn what_the_forge_makes_honestly_is_accepted() {
    let files = base_files("refusals-sound");
    assert_eq!(answer(&with(&files, |_| {})), [""; 0]);
    assert_eq!(answer(&with_manifest(&files, |_| {})), [""; 0]);
}

#[test]
fn what_is_no_whole_archive_is_refused() {
    let files = base_files("refusals-whole");
    let whole = with(&files, |_| {});
    assert_eq!(answer(b""), ["K701 ce n’est pas une archive de kit"]);
    assert_eq!(answer(b"%PDF-1.7 and so on"), ["K701 ce n’est pas une archive de kit"]);
    for length in [whole.len() - 1, whole.len() / 2, 100] {
        assert_eq!(answer(&whole[..length]), ["K701 l’archive s’arrête trop tôt"]);
    }
    let mut longer = whole.clone();
    longer.extend(b"more");
    assert_eq!(answer(&longer), ["K701 l’archive s’arrête trop tôt"]);
    let mut other = whole;
    // The name before the first file is no longer that of the directory.
    other[30] = b'M';
    assert_eq!(
        answer(&other),
        [
            "K701 cette archive n’a pas été faite par «\u{a0}etabli kit pack\u{a0}», ou elle est abîmée (directory and header disagree)"
        ]
    );
}

#[test]
fn the_list_must_be_there_and_make_sense() {
    let files = base_files("refusals-list");
    assert_eq!(
        answer(&with(&files, |entries| drop(entries.remove(0)))),
        ["K704 l’archive n’a pas de liste de ses fichiers («\u{a0}manifest.json\u{a0}»)"]
    );
    let newer = with_manifest(&files, |manifest| {
        manifest["archive"] = 2.into();
        manifest["etabli"] = "0.4.0".into();
    });
    assert_eq!(
        answer(&newer),
        [format!(
            "K703 cette archive est au format 2\u{a0}: il faut Établi 0.4.0 ou plus récent (ici\u{a0}: {})",
            env!("CARGO_PKG_VERSION")
        )]
    );
    let wrong = with_manifest(&files, |manifest| manifest["content"] = "0".repeat(64).into());
    assert_eq!(
        answer(&wrong),
        [
            "K705 la liste «\u{a0}manifest.json\u{a0}» de l’archive est illisible ou se contredit (empreinte du contenu fausse)"
        ]
    );
    let strange = with_manifest(&files, |manifest| manifest["run"] = "install.sh".into());
    assert!(answer(&strange)[0].starts_with("K705 la liste «\u{a0}manifest.json\u{a0}» de l’archive est illisible"));
}

#[test]
fn too_much_of_anything_is_refused_before_it_is_inflated() {
    let files = base_files("refusals-much");
    let many = with(&files, |entries| {
        entries.extend((0..1000).map(|number| Forged::new(&format!("kit/source/{number}"), b"")));
    });
    let count = files.len() + 1000;
    assert_eq!(
        answer(&many),
        [format!("K706 le kit a {count} fichiers, au lieu de 1000 au plus")]
    );
    let claim = |number: u32, claims: u32| Forged {
        claims: Some(claims),
        deflated: true,
        ..Forged::new(&format!("kit/source/{number}"), &noise(400_000))
    };
    assert_eq!(
        answer(&plus(&files, claim(0, 33 * 1024 * 1024))),
        ["K707 «\u{a0}kit/source/0\u{a0}» pèse plus de 32 Mo"]
    );
    let heavy = with(&files, |entries| {
        entries.extend((0..3).map(|number| claim(number, 30 * 1024 * 1024)));
    });
    assert_eq!(answer(&heavy), ["K708 le kit pèse 91 Mo, au lieu de 64 Mo au plus"]);
    let bomb = Forged {
        deflated: true,
        ..Forged::new("kit/source/bomb", &[0; 10_000_000])
    };
    assert_eq!(
        answer(&plus(&files, bomb.clone())),
        ["K709 «\u{a0}kit/source/bomb\u{a0}» grossirait trop en sortant de l’archive\u{a0}: c’est peut-être un piège"]
    );
    // A bomb that claims to be small is cut off at its claim.
    let mut listed = files.clone();
    listed.insert("source/bomb".to_owned(), vec![0; 1000]);
    let manifest = forge::manifest("base", "1.2.3", &listed).to_string();
    let mut entries = forge::entries(SEED, manifest.as_bytes(), &files);
    entries.push(Forged {
        claims: Some(1000),
        ..bomb
    });
    assert_eq!(
        answer(&forge::zip(&entries)),
        ["K717 «\u{a0}source/bomb\u{a0}» n’est pas ce que dit la liste\u{a0}: l’archive a été modifiée ou abîmée"]
    );
}

/// Bytes that do not shrink.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 1_u64;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 56) as u8
    };
    std::iter::repeat_with(next).take(count).collect()
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let files = base_files("refusals-names");
    for (name, expected) in [
        ("kit/../../x", "K710 «\u{a0}../../x\u{a0}» remonte hors du kit"),
        ("/etc/x", "K710 «\u{a0}/etc/x\u{a0}» est un chemin absolu"),
        ("kit//etc/x", "K710 «\u{a0}/etc/x\u{a0}» est un chemin absolu"),
        (
            "kit/a\\b",
            "K710 «\u{a0}a\\b\u{a0}» contient une barre oblique inversée",
        ),
        ("kit/C:/x", "K710 «\u{a0}C:/x\u{a0}» commence par une lettre de lecteur"),
        (
            "kit/con.txt",
            "K711 «\u{a0}con.txt\u{a0}» est le nom d’un appareil sous Windows",
        ),
        (
            "kit/what?",
            "K711 «\u{a0}what?\u{a0}» contient un caractère que Windows refuse",
        ),
        (
            "kit/.etabli/x",
            "K711 «\u{a0}.etabli/x\u{a0}» est caché (il commence par un point)",
        ),
        (
            "kit/a\u{1b}[2J",
            "K711 «\u{a0}a\u{fffd}[2J\u{a0}» contient un caractère que Windows refuse",
        ),
        ("kit/kit.ron", "K713 «\u{a0}kit.ron\u{a0}» est là deux fois"),
        ("manifest.json", "K713 «\u{a0}manifest.json\u{a0}» est là deux fois"),
        (
            "kit/kit.ron/x",
            "K713 «\u{a0}kit.ron/x\u{a0}» est à la fois un fichier et un dossier",
        ),
        (
            "kit/KIT.ron",
            "K714 «\u{a0}KIT.ron\u{a0}» ne diffère de «\u{a0}kit.ron\u{a0}» que par les majuscules",
        ),
        (
            "other/x",
            "K715 «\u{a0}other/x\u{a0}» n’est pas dans la liste de l’archive",
        ),
        ("kit/x", "K715 «\u{a0}x\u{a0}» n’est pas dans la liste de l’archive"),
    ] {
        assert_eq!(answer(&plus(&files, Forged::new(name, b"x"))), [expected], "{name}");
    }
    for (name, attributes) in [("kit/x", LINK), ("kit/x", FOLDER), ("kit/x/", FOLDER)] {
        let entry = Forged {
            attributes,
            ..Forged::new(name, b"/etc/passwd")
        };
        assert_eq!(
            answer(&plus(&files, entry)),
            [format!("K712 «\u{a0}{name}\u{a0}» est un lien, et non un fichier")]
        );
    }
}

#[test]
fn the_list_and_the_files_must_agree() {
    let files = base_files("refusals-agree");
    let last = files.keys().next_back().expect("a file").clone();
    assert_eq!(
        answer(&with(&files, |entries| drop(entries.pop()))),
        [format!(
            "K716 «\u{a0}{last}\u{a0}» est dans la liste, mais pas dans l’archive"
        )]
    );
    let other =
        format!("K717 «\u{a0}{last}\u{a0}» n’est pas ce que dit la liste\u{a0}: l’archive a été modifiée ou abîmée");
    let changed = with(&files, |entries| entries.last_mut().expect("a file").bytes[0] ^= 1);
    assert_eq!(answer(&changed), std::slice::from_ref(&other));
    let longer = with(&files, |entries| entries.last_mut().expect("a file").bytes.push(0));
    assert_eq!(answer(&longer), [other]);
}

#[test]
fn a_signature_is_of_this_content_by_someone_trusted() {
    let files = base_files("refusals-signature");
    let manifest = forge::manifest("base", "1.2.3", &files).to_string();
    let sign = |text: String| with(&files, |entries| entries[1].bytes = text.into_bytes());
    assert_eq!(
        answer(&sign("ed25519".to_owned())),
        ["K721 la signature de l’archive est illisible"]
    );
    let wrong = ["K722 la signature n’est pas celle de ce contenu\u{a0}: l’archive a été modifiée après la signature"];
    assert_eq!(answer(&sign(forge::signature(SEED, b"another manifest"))), wrong);
    let swapped = forge::signature(SEED, manifest.as_bytes());
    let other = SecretKey::from_seed(OTHER_SEED).public().to_string();
    assert_eq!(
        answer(&sign(swapped.replace(&key().public().to_string(), &other))),
        wrong
    );

    let stripped = with(&files, |entries| drop(entries.remove(1)));
    let trusted = |seen| (seen == key().public()).then_some("Métallurgie");
    let refusal = |bytes: &[u8]| {
        let signed = open(bytes).expect("a whole archive").signed();
        store::publisher(signed, trusted)
            .map(|publisher| publisher.name)
            .map_err(told)
    };
    assert_eq!(
        refusal(&stripped),
        Err(vec![
            "K720 cette archive n’est pas signée\u{a0}: rien ne dit qui l’a faite".to_owned()
        ])
    );
    let again = sign(forge::signature(OTHER_SEED, manifest.as_bytes()));
    let fingerprint = SecretKey::from_seed(OTHER_SEED).public().fingerprint();
    assert_eq!(
        refusal(&again),
        Err(vec![format!(
            "K723 cette borne ne connaît pas l’éditeur qui a signé (clé {fingerprint})"
        )])
    );
    let scratch = house::scratch("refusals-trusted");
    assert_eq!(
        refusal(&packed(&base_kit(&scratch, "1.2.3"), Some(&key()))),
        Ok("Métallurgie".to_owned())
    );
}
