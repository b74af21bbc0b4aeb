use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use ed25519_dalek::SigningKey;
use jiff::civil::date;

use super::{
    sheet::{CARD, Side, corner},
    *,
};
use crate::tokens::Pass;

fn fonts() -> Fonts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    let read = |name: &str| fs::read(folder.join(name)).expect("a font of the house");
    Fonts {
        display: read("display.ttf"),
        text: read("text.ttf"),
        bold: read("text_bold.ttf"),
    }
}

fn passes(count: usize, metiers: u16) -> Passes {
    let key = SigningKey::from_bytes(&[9; 32]);
    let (audience, last_day) = (Some(Audience::Lycee), date(2026, 11, 28));
    let code = |_| {
        let pass = Pass::new("salon-2026", &key, last_day, audience, None);
        pass.expect("randomness").sign(&key)
    };
    let name = Bilingual::new(
        "Technicienne de maintenance, technicien de maintenance",
        "Maintenance technician",
    );
    Passes {
        codes: (0..count).map(code).collect(),
        event: Bilingual::new("Salon régional des métiers", "Regional careers fair"),
        place: Bilingual::new("Rouen, parc des expositions", "Rouen, exhibition centre"),
        audience,
        language: None,
        last_day,
        portal: "https://metiers.example/".to_owned(),
        metiers: (1..=metiers)
            .map(|number| Metier {
                number,
                name: name.clone(),
            })
            .collect(),
        fonts: fonts(),
    }
}

/// A folder of its own for each test.
fn written(name: &str, passes: &Passes) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("etabli-passes-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("sheet.pdf"), pdf(passes).expect("a PDF")).expect("a file");
    folder
}

/// What a tool prints, run in this folder; `None` if this machine does not have it.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).args(arguments).current_dir(folder).output() {
        Ok(output) => Some(String::from_utf8(output.stdout).expect("text")),
        Err(_) => {
            println!("{program} is not installed: its part of this test was left out");
            None
        }
    }
}

/// By a reader that is not ours, from the printed page as pixels: 150 dots an inch is less than any printer has.
#[test]
fn every_code_of_a_printed_sheet_is_read() {
    let passes = passes(2 * CARDS_PER_SHEET + 3, 12);
    let folder = written("codes", &passes);
    if run(
        &folder,
        "pdftoppm",
        &["-r", "150", "-gray", "-png", "sheet.pdf", "page"],
    )
    .is_some()
    {
        let mut read = Vec::new();
        for page in 1..=6 {
            let picture = format!("page-{page}.png");
            assert!(folder.join(&picture).is_file(), "three sheets have six pages");
            if let Some(codes) = run(&folder, "zbarimg", &["-q", "--raw", &picture]) {
                let codes: Vec<String> = codes.lines().map(str::to_owned).collect();
                assert!(page % 2 == 1 || codes.is_empty(), "a code on a back");
                read.extend(codes);
            }
        }
        if !read.is_empty() || run(&folder, "zbarimg", &["--version"]).is_some() {
            let wanted: BTreeSet<&String> = passes.codes.iter().collect();
            assert_eq!(read.len(), passes.codes.len());
            assert_eq!(read.iter().collect::<BTreeSet<_>>(), wanted);
        }
        assert!(!folder.join("page-7.png").exists());
    }
    fs::remove_dir_all(folder).expect("cleaned up");
}

#[test]
fn cards_say_what_they_are_for_in_both_languages() {
    let folder = written("words", &passes(1, 3));
    // Reading order and spaces are the tool's; words are ours.
    if let Some(text) = run(&folder, "pdftotext", &["-layout", "sheet.pdf", "-"]) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in [
            "Établi",
            "Salon régional des métiers",
            "Rouen, parc des expositions",
            "Lycée",
            "Présente ce",
            "la borne",
            "Hold this code",
            "Aucun nom dans ce code.",
            "Valable jusqu’au 28 novembre 2026",
            "feuille 1 sur 1",
            "Coche ce que tu essayes",
            "3 Technicienne de maintenance, technicien de maintenance",
            "Maintenance technician",
            "metiers.example",
        ] {
            assert!(text.contains(said), "« {said} » in {text}");
        }
        assert!(!text.contains("https"), "{text}");
    }
    fs::remove_dir_all(folder).expect("cleaned up");
}

/// Held against the light, a back lies behind its own front.
#[test]
fn turned_on_its_long_edge_the_sheet_has_backs_behind_fronts() {
    for index in 0..CARDS_PER_SHEET {
        let ([front, top], [back, below]) = (corner(index, Side::Front), corner(index, Side::Back));
        assert!((210.0 - front - CARD[0] - back).abs() < 0.01, "{index}");
        assert!((top - below).abs() < f32::EPSILON);
    }
    assert_eq!([0, 1, 8, 9, 500].map(sheets), [0, 1, 1, 2, 63]);
}

#[test]
fn what_does_not_fit_is_refused() {
    assert!(matches!(pdf(&passes(1, 25)), Err(PassesError::TooManyMetiers(25))));
    assert!(pdf(&passes(1, 24)).is_ok());
    let mut no_font = passes(1, 1);
    no_font.fonts.bold.truncate(100);
    assert!(matches!(pdf(&no_font), Err(PassesError::Font("bold"))));
    let mut no_code = passes(1, 1);
    no_code.codes.push("A".repeat(9_000));
    assert!(matches!(pdf(&no_code), Err(PassesError::Code(_))));
}

#[test]
fn text_is_broken_and_made_smaller_to_fit() {
    let fonts = fonts();
    let faces = pen::Faces::new(&fonts).expect("fonts");
    let kind = (pen::Style::Text, 10.0);
    let text = "Technicienne de\u{a0}maintenance, technicien de\u{a0}maintenance";
    let lines = faces.lines(kind, text, 30.0);
    assert_eq!(
        lines,
        [
            "Technicienne",
            "de\u{a0}maintenance,",
            "technicien",
            "de\u{a0}maintenance"
        ]
    );
    let all = faces.width(kind, text);
    assert_eq!(faces.fitted(kind, 5.0, text, all + 1.0), (kind, text.to_owned()));
    let ((_, smaller), whole) = faces.fitted(kind, 5.0, text, all * 0.7);
    assert!((6.9..7.1).contains(&smaller) && whole == text, "{smaller} {whole}");
    let (smallest, cut) = faces.fitted(kind, 5.0, text, all * 0.3);
    assert!(cut.ends_with('…') && cut.len() < text.len(), "{cut}");
    assert!((smallest.1 - 5.0).abs() < 0.01 && faces.width(smallest, &cut) <= all * 0.3 + 0.02);
    assert_eq!(faces.fitted(kind, 5.0, "", 1.0).1, "");
}
