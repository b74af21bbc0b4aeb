//! Mends in a `kit.ron` what can be mended without a doubt: a forgotten comma, a slip in a name, typographic spaces.
//! Every change is tried out: it stays only if the kit says less that is wrong than before, and nothing new.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Depth, check, files, parse,
    store::disk::{RealDisk, replace},
};
use crate::{
    finding::{Finding, Findings, Fix, Place, Severity, byte_at},
    language::Bilingual,
};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Something that was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Of the finding that told it.
    pub code: &'static str,
    /// Where it stood when its turn came.
    pub place: Place,
    pub fix: Fix,
}

impl Mended {
    pub fn tell(&self) -> Bilingual {
        match &self.fix {
            Fix::Insert(missing) => Bilingual::new(
                format!("ajouté\u{a0}: «\u{a0}{missing}\u{a0}»"),
                format!("added: `{missing}`"),
            ),
            Fix::Replace { found, meant } => Bilingual::new(
                format!("«\u{a0}{found}\u{a0}» devient «\u{a0}{meant}\u{a0}»"),
                format!("`{found}` becomes `{meant}`"),
            ),
        }
    }
}

/// Mends `kit.ron` in `folder`, in one step: comments and layout stay, and so does the file if nothing is sure.
///
/// # Errors
/// If the file cannot be read or written, or was changed meanwhile; it is then as it was.
pub fn mend_folder(folder: &Path) -> io::Result<Vec<Mended>> {
    // What a link leads to is mended, not replaced by a file.
    let path: PathBuf = folder.join("kit.ron").canonicalize()?;
    let before = fs::read(&path)?;
    let Ok(text) = std::str::from_utf8(&before) else {
        return Ok(Vec::new());
    };
    let (mark, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (BYTE_ORDER_MARK, rest),
        None => ("", text),
    };
    let (mended, done) = mend(text, |text| examine(folder, text));
    if done.is_empty() {
        return Ok(done);
    }
    if fs::read(&path)? != before {
        return Err(io::Error::other("kit.ron was changed meanwhile"));
    }
    replace(&RealDisk, &path, format!("{mark}{mended}").as_bytes())?;
    Ok(done)
}

/// What there is to say about a text.
enum Examined {
    /// It cannot be read: the one reason.
    Unreadable(Vec<Finding>),
    Read(Vec<Finding>),
}

impl Examined {
    fn findings(&self) -> &[Finding] {
        match self {
            Self::Unreadable(list) | Self::Read(list) => list,
        }
    }
}

fn examine(folder: &Path, text: &str) -> Examined {
    let file = folder.join("kit.ron").display().to_string().replace('\\', "/");
    match parse(&file, text.as_bytes()) {
        Err(findings) => Examined::Unreadable(findings.sorted()),
        Ok((kit, source)) => {
            let files = files::read_folder(folder, &kit);
            let (_, findings) = check(kit, &source, &file, &files, Depth::Quick);
            Examined::Read(Findings::sorted(findings))
        }
    }
}

/// The mended text and what was done to it, in that order.
fn mend(text: &str, examine: impl Fn(&str) -> Examined) -> (String, Vec<Mended>) {
    let (mut text, mut done) = (text.to_owned(), Vec::new());
    let mut now = examine(&text);
    // Many spaces at once, then one by one whatever did not go well with the others.
    let all: Vec<&Finding> = fixable(&now).collect();
    if all.len() > 1
        && let Some(candidate) = apply_all(&text, &all)
    {
        let then = examine(&candidate);
        if is_better(&now, &then, all.len()) {
            done = all.into_iter().filter_map(mended).collect();
            (text, now) = (candidate, then);
        }
    }
    let mut given_up = BTreeSet::new();
    loop {
        let next = fixable(&now).find(|finding| !given_up.contains(&(finding.code, finding.place)));
        let Some(next) = next else {
            return (text, done);
        };
        let attempt = apply_all(&text, &[next]).map(|candidate| (examine(&candidate), candidate));
        match attempt {
            Some((then, candidate)) if is_better(&now, &then, 1) => {
                done.extend(mended(next));
                (text, now) = (candidate, then);
            }
            _ => {
                given_up.insert((next.code, next.place));
            }
        }
    }
}

fn fixable(examined: &Examined) -> impl Iterator<Item = &Finding> {
    let list = examined.findings().iter();
    list.filter(|finding| finding.fix.is_some() && finding.place.is_some())
}

fn mended(finding: &Finding) -> Option<Mended> {
    Some(Mended {
        code: finding.code,
        place: finding.place?,
        fix: finding.fix.clone()?,
    })
}

/// The text with all of these fixed; `None` if one of them does not fit what stands there.
fn apply_all(text: &str, findings: &[&Finding]) -> Option<String> {
    let mut fixes: Vec<(usize, &Fix)> = findings
        .iter()
        .filter_map(|finding| Some((byte_at(text, finding.place?)?, finding.fix.as_ref()?)))
        .collect();
    // From the end, so that the places before stay where they are.
    fixes.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    fixes
        .into_iter()
        .try_fold(text.to_owned(), |text, (at, fix)| fix.apply(&text, at))
}

/// Whether `fixed` findings are gone and none has come instead.
fn is_better(before: &Examined, after: &Examined, fixed: usize) -> bool {
    match (before, after) {
        (Examined::Unreadable(_), Examined::Read(_)) => true,
        // The next slip is further down; a name that is there already only seems to be.
        (Examined::Unreadable(before), Examined::Unreadable(after)) => {
            let place = |list: &[Finding]| list.first().and_then(|finding| finding.place);
            place(after) > place(before) && after.iter().all(|finding| finding.code != check::TWICE_GIVEN.id)
        }
        (Examined::Read(_), Examined::Unreadable(_)) => false,
        (Examined::Read(before), Examined::Read(after)) => {
            let told = |list: &[Finding]| {
                let severe = list.iter().filter(|finding| finding.severity > Severity::Note);
                severe
                    .map(|finding| (finding.code, finding.path.clone(), finding.message.clone()))
                    .collect::<BTreeSet<_>>()
            };
            let (before, after) = (told(before), told(after));
            after.is_subset(&before) && after.len() + fixed <= before.len()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::KitFiles;

    const BASE: &str = include_str!("../../tests/it/bad_kits/base/kit.ron");

    /// As far as the text alone says: without files, nothing is said about nodes.
    fn examine(text: &str) -> Examined {
        match parse("base/kit.ron", text.as_bytes()) {
            Err(findings) => Examined::Unreadable(findings.sorted()),
            Ok((kit, source)) => {
                let (_, findings) = check(kit, &source, "base/kit.ron", &KitFiles::default(), Depth::Quick);
                Examined::Read(Findings::sorted(findings))
            }
        }
    }

    /// The base kit with `(good, bad)` replaced once each, mended.
    fn broken(slips: &[(&str, &str)]) -> (String, Vec<Mended>) {
        let mut text = BASE.to_owned();
        for (good, bad) in slips {
            assert!(text.contains(good), "{good}");
            text = text.replacen(good, bad, 1);
        }
        mend(&text, examine)
    }

    #[test]
    fn every_slip_is_mended_and_all_else_stays() {
        let slips = [
            ("version: \"1.2.3\",\n", "version: \"1.2.3\" // ma version\n"),
            ("rome: \"F1503\"", "romee: \"F1503\""),
            ("sector: Batiment", "sector: Batimant"),
            ("criterion: \"securite\"", "criterion: \"securit\""),
            ("Le toit attend. Équiper", "Le toit attend ! Équiper"),
            ("Choisir le cuir", "D'abord le cuir"),
        ];
        let (text, done) = broken(&slips);
        let meant = BASE
            .replacen("version: \"1.2.3\",\n", "version: \"1.2.3\", // ma version\n", 1)
            .replacen("Le toit attend. Équiper", "Le toit attend\u{202f}! Équiper", 1)
            .replacen("Choisir le cuir", "D’abord le cuir", 1);
        assert_eq!(text, meant);
        let codes: Vec<&str> = done.iter().map(|mended| mended.code).collect();
        assert_eq!(codes, ["K010", "K011", "K014", "K303", "K422", "K303"]);
        assert_eq!(done[0].place.to_string(), "5:21");
        assert_eq!(done[1].tell().fr, "«\u{a0}romee\u{a0}» devient «\u{a0}rome\u{a0}»");
    }

    #[test]
    fn what_leaves_a_doubt_is_left_alone() {
        for slip in [
            // Nearest to a field that is there already.
            ("number: 7,", "number: 7, numbr: 8,"),
            ("sector: Batiment", "sector: Bois"),
            ("snap_mm: 300", "snap_mm: 300mm"),
            ("feminine: (fr: \"Charpentière\"", "feminine: (fr: \"\""),
            // A text with an escape does not stand there as it reads.
            ("Le toit attend.", "Le toit \\\"attend\\\" !"),
            ("],\n    debrief", "\n    debrief"),
        ] {
            let text = BASE.replacen(slip.0, slip.1, 1);
            assert_ne!(text, BASE, "{slip:?}");
            assert_eq!(broken(&[slip]), (text, Vec::new()), "{slip:?}");
        }
        assert_eq!(mend(BASE, examine), (BASE.to_owned(), Vec::new()));
    }

    #[test]
    fn other_line_ends_stay() {
        let text = BASE.replace('\n', "\r\n").replacen("casque\",\r\n", "casque\"\r\n", 1);
        let (mended, done) = mend(&text, examine);
        assert_eq!((mended, done.len()), (BASE.replace('\n', "\r\n"), 1));
    }
}
