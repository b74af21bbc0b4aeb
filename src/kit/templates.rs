//! New kits to begin with: copies of the templates that Établi brings along, made whole or not at all.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    check::is_kit_id,
    pack::{
        folder::{self, Contents},
        not_written, quoted, refusal,
    },
    parse,
    store::disk::Disk,
};
use crate::{
    finding::{Code, FieldPath, Findings, Place, did_you_mean},
    language::Bilingual,
};

const NO_TEMPLATE: Code = Code::error("K745", "modèle de kit inconnu");
const ID: Code = Code::error("K746", "un nouveau kit ne peut pas porter ce nom");
const THERE: Code = Code::error("K747", "un dossier ou un fichier porte déjà le nom du nouveau kit");
const UNFIT: Code = Code::error("K748", "modèle de kit abîmé");

/// What a template's `kit.ron` says its version is, and so what a new kit begins with.
const VERSION: &str = "0.1.0";
const KIT_FILE: &str = "kit.ron";
/// What says of a file which script made it, for Établi's own tests.
const STAMP: &str = ".source";
/// That the template can be played says nothing about what becomes of it.
const PROOF: &str = "proof.json";

/// Every code that making a kit can tell, sorted.
pub fn codes() -> Vec<Code> {
    vec![NO_TEMPLATE, ID, THERE, UNFIT]
}

/// Names of the templates in `folder`, sorted.
///
/// # Errors
/// If the folder cannot be read.
pub fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let (true, Some(name)) = (entry.path().join(KIT_FILE).is_file(), entry.file_name().to_str()) {
            names.push(name.to_owned());
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// Makes the kit `id` in the folder `into` (made if it is not there) from the template `name` of `templates`, and says
/// where it lies.
///
/// # Errors
/// A name that no kit can bear, something that is there already, a template that is not there or not whole, a disk that
/// does not take the copy. Nothing is left of a copy that failed.
pub fn make(disk: &dyn Disk, templates: &Path, name: &str, id: &str, into: &Path) -> Result<PathBuf, Findings> {
    check_id(id)?;
    let known = names(templates).map_err(|error| unread(&error))?;
    if !known.iter().any(|known| known == name) {
        return Err(no_template(name, &known));
    }
    let to = into.join(id);
    // A link to nowhere is somebody's too.
    if to.symlink_metadata().is_ok() {
        return Err(there(id));
    }
    let contents = fresh(folder::read(&templates.join(name))?, id).ok_or_else(|| unfit(name))?;
    write(disk, &contents, into, id).map_err(|error| not_written(&error))?;
    Ok(to)
}

fn check_id(id: &str) -> Result<(), Findings> {
    if is_kit_id(id) {
        return Ok(());
    }
    let [fr, en] = quoted(id);
    Err(refusal(
        &ID,
        Bilingual::new(
            format!("{fr} ne peut pas être le nom d’un kit"),
            format!("{en} cannot be the name of a kit"),
        ),
        Bilingual::new(
            "minuscules sans accent, chiffres, «\u{a0}_\u{a0}» et «\u{a0}-\u{a0}», 40 au plus\u{a0}: «\u{a0}charpente-bois\u{a0}»",
            "lower-case letters, digits, `_` and `-`, at most 40: `charpente-bois`",
        ),
    ))
}

fn no_template(name: &str, known: &[String]) -> Findings {
    let [fr, en] = quoted(name);
    let list = known.join(", ");
    let [help_fr, help_en] = match did_you_mean(name, known.iter().map(String::as_str)) {
        Some(meant) => [meant.fr, meant.en].map(|meant| format!("{meant} ")),
        None => Default::default(),
    };
    refusal(
        &NO_TEMPLATE,
        Bilingual::new(
            format!("aucun modèle ne s’appelle {fr}"),
            format!("no template is called {en}"),
        ),
        Bilingual::new(
            format!("{help_fr}Les modèles\u{a0}: {list}"),
            format!("{help_en}The templates: {list}"),
        ),
    )
}

fn there(id: &str) -> Findings {
    let [fr, en] = quoted(id);
    refusal(
        &THERE,
        Bilingual::new(
            format!("{fr} existe déjà ici\u{a0}: rien n’est remplacé"),
            format!("{en} is here already: nothing is replaced"),
        ),
        Bilingual::new(
            "choisir un autre nom, ou un autre dossier avec --in",
            "choose another name, or another folder with --in",
        ),
    )
}

fn unread(error: &io::Error) -> Findings {
    refusal(
        &UNFIT,
        Bilingual::new(
            format!("les modèles de kits ne se lisent pas ({error})"),
            format!("the templates of kits cannot be read ({error})"),
        ),
        Bilingual::new("installer Établi à nouveau", "install Établi again"),
    )
}

fn unfit(name: &str) -> Findings {
    let [fr, en] = quoted(name);
    refusal(
        &UNFIT,
        Bilingual::new(
            format!("le modèle {fr} est abîmé\u{a0}: son kit.ron ne se lit pas"),
            format!("the template {en} is damaged: its kit.ron cannot be read"),
        ),
        Bilingual::new("installer Établi à nouveau", "install Établi again"),
    )
}

/// The template's files as those of the kit `id`; `None` if its `kit.ron` cannot be read.
fn fresh(mut contents: Contents, id: &str) -> Option<Contents> {
    contents.retain(|path, _| path != PROOF && !path.ends_with(STAMP) && !path.contains("__pycache__/"));
    let bytes = contents.get(KIT_FILE)?;
    let (kit, source) = parse(KIT_FILE, bytes).ok()?;
    let mut text = String::from_utf8(bytes.clone()).ok()?;
    let root = FieldPath::root();
    // From behind, so that the place of the other stays what it was.
    let mut fields = [("id", kit.id.as_str(), id), ("version", kit.version.as_str(), VERSION)]
        .map(|(field, old, new)| (source.place(&root.field(field)), old, new));
    fields.sort_by_key(|(place, ..)| std::cmp::Reverse(*place));
    for (place, old, new) in fields {
        let at = offset(&text, place?)?;
        let old = format!("\"{old}\"");
        if !text.get(at..)?.starts_with(&old) {
            return None;
        }
        text.replace_range(at..at + old.len(), &format!("\"{new}\""));
    }
    contents.insert(KIT_FILE.to_owned(), text.into_bytes());
    Some(contents)
}

/// Where a place lies in the text, bytes.
fn offset(text: &str, place: Place) -> Option<usize> {
    let before: usize = text.split_inclusive('\n').take(place.line - 1).map(str::len).sum();
    let line = text.get(before..)?;
    let column = line.char_indices().nth(place.column - 1)?.0;
    Some(before + column)
}

/// Writes everything beside, then gives it its name: who looks sees the whole kit or none.
fn write(disk: &dyn Disk, contents: &Contents, into: &Path, id: &str) -> io::Result<()> {
    let beside = into.join(format!(".{id}.new-{}", std::process::id()));
    let written = || {
        // Left there by whoever was cut off in the middle of this.
        disk.remove_folder(&beside)?;
        disk.make_folder(&beside)?;
        for (path, bytes) in contents {
            let path = beside.join(path);
            disk.make_folder(path.parent().unwrap_or(&beside))?;
            let mut file = disk.create(&path)?;
            disk.write(&mut file, bytes)?;
            disk.sync(&file)?;
        }
        disk.rename(&beside, &into.join(id))?;
        disk.sync_folder(into)
    };
    written().inspect_err(|_| {
        // The first error is the one to tell.
        let _ = disk.remove_folder(&beside);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_and_the_version_change() {
        let template = include_str!("../../assets/templates/assembler/kit.ron");
        let old = template.replace("version: \"0.1.0\"", "version: \"3.2.1\"");
        let files = ["kit.ron", "models/a.glb", "models/a.glb.source", "proof.json"];
        let contents: Contents = files
            .into_iter()
            .map(|path| (path.to_owned(), old.clone().into_bytes()))
            .collect();
        let made = fresh(contents, "tabouret-bois").expect("a template");
        assert_eq!(made.keys().collect::<Vec<_>>(), ["kit.ron", "models/a.glb"]);
        let text = String::from_utf8(made["kit.ron"].clone()).expect("UTF-8");
        assert_eq!(text, template.replace("id: \"assembler\"", "id: \"tabouret-bois\""));
    }

    #[test]
    fn what_is_no_kit_makes_none() {
        for text in ["", "(format: 1)", "é"] {
            let contents = Contents::from([(KIT_FILE.to_owned(), text.as_bytes().to_vec())]);
            assert_eq!(fresh(contents, "bois"), None, "{text}");
        }
    }
}
