//! Makes the archive of a kit: the same files give the same bytes.

use super::{
    FOLDER, MANIFEST, Manifest, Proof, SIGNATURE, SecretKey, Sha256Sum, Version,
    folder::{Contents, UNREADABLE},
    manifest::Listed,
    proof, refusal, signature,
    zip::write::ZipWriter,
};
use crate::{finding::Findings, kit::raw, language::Bilingual};

/// An archive and what it says of itself.
pub struct Packed {
    pub bytes: Vec<u8>,
    pub manifest: Manifest,
    pub proof: Proof,
}

/// Packs the files of a kit that was checked; signs if there is a key. A kit without the proof that it plays is refused
/// unless `without_proof`.
///
/// # Errors
/// A missing proof, one of another content, a version that is none.
pub fn pack(
    kit: &raw::Kit,
    contents: &Contents,
    key: Option<&SecretKey>,
    without_proof: bool,
) -> Result<Packed, Findings> {
    let version: Version = kit.version.parse().map_err(|_| impossible("version"))?;
    let list = |(path, bytes): (&String, &Vec<u8>)| Listed {
        path: path.clone(),
        bytes: bytes.len() as u64,
        sha256: Sha256Sum::of(bytes),
    };
    let manifest = Manifest::new(kit, version, contents.iter().map(list).collect());
    let stated = contents.get(proof::FILE).map(Vec::as_slice);
    let proof = Proof::of(stated, manifest.content());
    if !without_proof {
        proof.require()?;
    }
    let about = manifest.to_bytes();
    let mut zip = ZipWriter::default();
    let mut add = |name: &str, bytes: &[u8]| zip.add(name, bytes).map_err(|error| impossible(&error.to_string()));
    add(MANIFEST, &about)?;
    if let Some(key) = key {
        add(SIGNATURE, signature::sign(key, &about).as_bytes())?;
    }
    for (path, bytes) in contents {
        add(&format!("{FOLDER}{path}"), bytes)?;
    }
    let bytes = zip.finish().map_err(|error| impossible(&error.to_string()))?;
    Ok(Packed { bytes, manifest, proof })
}

/// What the checks before should have kept from coming here.
fn impossible(what: &str) -> Findings {
    refusal(
        &UNREADABLE,
        Bilingual::new(
            format!("ce kit ne s’emballe pas ({what})"),
            format!("this kit cannot be packed ({what})"),
        ),
        Bilingual::new(
            "le vérifier d’abord avec «\u{a0}etabli kit check\u{a0}»",
            "check it first with `etabli kit check`",
        ),
    )
}
