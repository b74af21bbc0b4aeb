//! Every page as a picture, looked at by whoever changes the panel, and held to the last one that was good.

use std::{env, fs, path::Path};

use egui::Vec2;
use etabli_staff::{
    Tab,
    view::{Access, Archive, BrokenFile, FindingText, Held, Notice, Refusal, Severity},
};

use crate::{bench::Bench, raster::Picture, sample};

/// A pixel that differs more is another one, of 255.
const CHANNEL_FAR: i32 = 24;
/// Glyphs of another processor differ at their edges; a page that differs at more of its pixels was changed.
const DIFFERENT_PART: f64 = 0.004;

const LANDSCAPE: (f32, f32, f32) = (1280.0, 720.0, 1.807);
const PORTRAIT: (f32, f32, f32) = (720.0, 1280.0, 1.807);
const FULL_HD: (f32, f32, f32) = (1920.0, 1080.0, 2.71);
/// 15.6″: targets of 20 mm are 111 pixels.
const SMALL: (f32, f32, f32) = (1920.0, 1080.0, 5.56);

fn names() -> [(&'static str, Tab); 6] {
    [
        ("evenement", Tab::Event),
        ("kits", Tab::Kits),
        ("borne", Tab::Kiosk),
        ("donnees", Tab::Data),
        ("sante", Tab::Health),
        ("aide", Tab::Help),
    ]
}

#[test]
fn pages_in_landscape() {
    for (name, tab) in names() {
        let bench = screen(LANDSCAPE, tab);
        compare(&format!("paysage-{name}"), &bench.picture());
    }
}

#[test]
fn pages_in_portrait() {
    for (name, tab) in names() {
        let bench = screen(PORTRAIT, tab);
        compare(&format!("portrait-{name}"), &bench.picture());
    }
}

#[test]
fn the_door() {
    let mut view = sample::view();
    let locked = |wait_secs, refusal, is_first_start| Access::Locked {
        wait_secs,
        refusal,
        is_first_start,
    };
    view.access = locked(0, None, true);
    let mut bench = bench(LANDSCAPE, Tab::Event, view.clone());
    compare("paysage-code", &bench.picture());
    bench.view().access = locked(42, Some(Refusal::Wrong), false);
    bench.settle();
    compare("paysage-code-attente", &bench.picture());
    view.access = Access::MustChange { refusal: None };
    compare(
        "portrait-nouveau-code",
        &self::bench(PORTRAIT, Tab::Event, view).picture(),
    );
}

#[test]
fn editors() {
    let mut bench = screen(LANDSCAPE, Tab::Event);
    bench.touch("Nom : Salon régional des métiers");
    compare("paysage-clavier", &bench.picture());
    bench.touch("Renoncer");
    bench.touch("Dates : du 26 au 28 mars 2027");
    compare("paysage-dates", &bench.picture());
    bench.touch("Renoncer");
    bench.harness.state_mut().panel.show(Tab::Kiosk);
    bench.settle();
    bench.touch("Diagonale, d’un coin à l’autre : 32\u{a0}pouces");
    compare("paysage-nombre", &bench.picture());
    let mut bench = screen(PORTRAIT, Tab::Event);
    bench.touch("Nom : Salon régional des métiers");
    compare("portrait-clavier", &bench.picture());
}

#[test]
fn a_broken_file_an_undo_and_a_notice() {
    let mut view = sample::view();
    view.broken = vec![broken()];
    view.undo = Some("Volume\u{a0}: −9 dB au lieu de −6 dB".to_owned());
    view.notice = Some(Notice {
        is_good: true,
        text: "Copié sur CLÉ-SALON\u{a0}: 2 totaux scellés.".to_owned(),
    });
    compare("paysage-fichier-fautif", &bench(LANDSCAPE, Tab::Kiosk, view).picture());
}

/// Other screens: written to `ETABLI_STAFF_PICTURES` and compared by nobody.
#[test]
#[ignore = "for the eye only"]
fn other_screens() {
    for (name, tab) in names() {
        for (size_name, size) in [("hd", FULL_HD), ("petit", SMALL)] {
            write(&format!("{size_name}-{name}"), &screen(size, tab).picture());
        }
    }
    for (name, tab) in names() {
        let tall = Bench::new(Vec2::new(720.0, 3200.0), 1.807, tab, sample::view());
        write(&format!("entier-{name}"), &tall.picture());
    }
    let mut held = sample::view();
    held.kits.archives = [Held::Live, Held::Waiting, Held::Previous]
        .map(|held| Archive {
            held: Some(held),
            ..sample::archive("soudure-1.3.0.kit", None)
        })
        .into();
    for (name, width) in [("large", 1280.0), ("etroit", 720.0)] {
        let size = Vec2::new(width, 3200.0);
        write(
            &format!("{name}-cle"),
            &Bench::new(size, 1.807, Tab::Kits, held.clone()).picture(),
        );
    }
    let mut glass = bench(LANDSCAPE, Tab::Kiosk, sample::view());
    glass.touch("Essayer l’écran tactile");
    for step in 0..60 {
        glass.harness.hover_at(egui::pos2(step as f32 * 22.0, 80.0));
        glass
            .harness
            .drag_at(egui::pos2(step as f32 * 22.0, 80.0 + (step % 7) as f32 * 16.0));
        glass.harness.step();
    }
    write("paysage-toucher", &glass.picture());
}

pub fn broken() -> BrokenFile {
    BrokenFile {
        file: "config/kiosk.ron".to_owned(),
        findings: vec![FindingText {
            severity: Severity::Error,
            code: "C102".to_owned(),
            place: "ligne 25, colonne 13".to_owned(),
            text: "Une virgule manque avant «\u{a0}ambience\u{a0}»".to_owned(),
            excerpt: Some("    volume: 0.8".to_owned()),
            help: Some("ajouter une virgule à la fin de la ligne 25".to_owned()),
        }],
        last_good: Some("hier à 18 h 04".to_owned()),
        has_factory: true,
    }
}

fn screen(size: (f32, f32, f32), tab: Tab) -> Bench {
    bench(size, tab, sample::view())
}

fn bench((width, height, px_per_mm): (f32, f32, f32), tab: Tab, view: etabli_staff::StaffView) -> Bench {
    Bench::new(Vec2::new(width, height), px_per_mm, tab, view)
}

/// Holds a picture to the one in `tests/pictures`; `ETABLI_STAFF_PICTURES=FOLDER` writes what is drawn now.
fn compare(name: &str, picture: &Picture) {
    write(name, picture);
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pictures/{name}.png"));
    if env::var_os("ETABLI_STAFF_ACCEPT").is_some() {
        fs::write(&good, encoded(picture)).unwrap();
        return;
    }
    let bytes = fs::read(&good).unwrap_or_else(|error| panic!("{}: {error}", good.display()));
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut wanted = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut wanted).unwrap();
    assert_eq!(
        (info.width as usize, info.height as usize),
        (picture.width, picture.height),
        "{name}"
    );
    let drawn = quantised(picture);
    let is_far = |(one, other): (&[u8], &[u8])| {
        one.iter()
            .zip(other)
            .any(|(a, b)| (i32::from(*a) - i32::from(*b)).abs() > CHANNEL_FAR)
    };
    let far = drawn
        .chunks(3)
        .zip(wanted.chunks(3))
        .filter(|pair| is_far(*pair))
        .count();
    let part = far as f64 / (picture.width * picture.height) as f64;
    assert!(
        part <= DIFFERENT_PART,
        "{name}: {:.2} % of its pixels are others. Look at it (ETABLI_STAFF_PICTURES=FOLDER); if it is good, run with \
         ETABLI_STAFF_ACCEPT=1",
        part * 100.0
    );
}

fn write(name: &str, picture: &Picture) {
    if let Some(folder) = env::var_os("ETABLI_STAFF_PICTURES") {
        fs::write(Path::new(&folder).join(format!("{name}.png")), encoded(picture)).unwrap();
    }
}

/// Five bits a channel: half the file, and nothing an eye would miss on flat paper.
fn quantised(picture: &Picture) -> Vec<u8> {
    picture
        .bytes()
        .into_iter()
        .map(|byte| byte & 0xf8 | byte >> 5)
        .collect()
}

fn encoded(picture: &Picture) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = (picture.width as u32, picture.height as u32);
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    // Flat paper packs best as it is.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&quantised(picture)).unwrap();
    writer.finish().unwrap();
    bytes
}
