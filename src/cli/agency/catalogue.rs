//! What the visitors' pages know of the métiers, read from the kits: names, the trade's own words, a small picture.

use std::{collections::BTreeMap, fs, io::Cursor, path::Path};

use bevy::color::ColorToPacked;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, imageops::FilterType};
use jiff::civil::Date;
use jpeg_encoder::{ColorType, Encoder};

use crate::{
    agency::portal::{Catalogue, Criterion, Fact, Formation, Metier, PICTURE_BYTES_MAX, Picture, Reference},
    kit::{self, raw},
    language::Bilingual,
    mechanics::{Level, band},
    theme::tokens,
};

/// Size of a picture, pixels: as wide as a phone at one and a half times its points.
const PICTURE: (u32, u32) = (520, 325);
/// Tried one after the other until the picture is light enough.
const QUALITIES: [u8; 4] = [70, 60, 45, 30];
/// Widest and highest cover that is worth the memory, pixels.
const SIDE_MAX: u32 = 4096;
/// Advice that is shown for one criterion: a colleague says it in a sentence or two.
const ADVICE_MAX: usize = 2;

/// The métiers, and their numbers by the folder of their kit.
#[derive(Default)]
pub struct Kits {
    pub catalogue: Catalogue,
    pub numbers: BTreeMap<String, u16>,
}

/// Reads every kit in `folder`; one that cannot be read, or has the number of another, is told and left out.
pub fn read(folder: &Path) -> Kits {
    let mut kits = Kits::default();
    for id in super::names::entries(folder) {
        let place = folder.join(&id);
        let Ok(text) = fs::read(place.join("kit.ron")) else {
            continue;
        };
        let Ok((raw, _)) = kit::parse("kit.ron", &text) else {
            tracing::warn!("{id}\u{a0}: ce kit ne se lit pas, les téléphones ne le connaîtront pas");
            continue;
        };
        let number = raw.metier.number;
        if kits.catalogue.add(number, metier(&raw, &place)).is_err() {
            tracing::warn!("{id}\u{a0}: le numéro {number} est déjà pris, les téléphones ne connaîtront pas ce kit");
            continue;
        }
        kits.numbers.insert(id, number);
    }
    kits
}

fn metier(raw: &raw::Kit, folder: &Path) -> Metier {
    let told = &raw.metier;
    let formations = told.diplomas.iter().filter_map(|diploma| {
        Some(Formation {
            name: diploma.name.clone(),
            rncp: diploma.rncp,
            apprenticeship: diploma.apprenticeship,
            until: diploma.valid_until.parse().ok()?,
            source: reference(&diploma.source)?,
        })
    });
    let facts = told.facts.iter().filter_map(|fact| {
        let (text, source) = (fact.text.clone(), reference(&fact.source)?);
        Some(Fact { text, source })
    });
    Metier {
        feminine: told.feminine.clone(),
        masculine: told.masculine.clone(),
        sector: told.sector.title(),
        colour: tokens::sector(told.sector).strong.to_srgba().to_u8_array_no_alpha(),
        picture: picture(&folder.join(&raw.intro.cover)),
        done: raw.debrief.done.clone(),
        beyond: raw.debrief.beyond.clone(),
        criteria: criteria(raw),
        facts: facts.collect(),
        formations: formations.collect(),
        next_steps: raw.debrief.next_steps.clone(),
    }
}

/// The criteria of the debrief with what colleagues say at any level, the first step's first, each once.
fn criteria(raw: &raw::Kit) -> Vec<Criterion> {
    let named = raw.debrief.criteria.iter().map(|criterion| {
        let mut advice: Vec<Bilingual> = Vec::new();
        for level in Level::ALL {
            for step in &raw.steps {
                // Both lists are the level's gradings, in the same order.
                let rules = step.mechanic.rules();
                let graded = rules.graded(level).into_iter().zip(rules.measures(level));
                for (_, (_, band)) in graded.filter(|(id, _)| *id == criterion.id) {
                    if advice.len() < ADVICE_MAX && !advice.contains(&band.advice) {
                        advice.push(band.advice.clone());
                    }
                }
            }
        }
        let name = criterion.name.clone();
        Criterion { name, advice }
    });
    named.collect()
}

/// `None` without a day: a fact whose source has none is not told.
fn reference(source: &band::Reference) -> Option<Reference> {
    let date: Date = source.date.parse().ok()?;
    let (title, url) = (source.title.clone(), source.url.clone());
    Some(Reference { title, url, date })
}

/// The cover, cut to the page's frame, small and light; `None` if there is no such picture.
fn picture(cover: &Path) -> Option<Picture> {
    let mut reader = ImageReader::with_format(Cursor::new(fs::read(cover).ok()?), ImageFormat::Png);
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    reader.limits(limits);
    let small = reader
        .decode()
        .ok()?
        .resize_to_fill(PICTURE.0, PICTURE.1, FilterType::CatmullRom);
    let jpegs = QUALITIES.iter().filter_map(|quality| jpeg(&small, *quality));
    let mut light = jpegs.filter(|bytes| bytes.len() <= PICTURE_BYTES_MAX);
    light.next().and_then(Picture::new)
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let pixels = picture.to_rgb8();
    let (width, height) = (
        u16::try_from(pixels.width()).ok()?,
        u16::try_from(pixels.height()).ok()?,
    );
    let encoder = Encoder::new(&mut bytes, quality);
    encoder.encode(&pixels, width, height, ColorType::Rgb).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_kits_are_known_with_their_picture() {
        let kits = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("kits"));
        assert_eq!(kits.numbers.get("soudure"), Some(&1));
        let cover = Path::new(env!("CARGO_MANIFEST_DIR")).join("kits/soudure/images/cover.png");
        let small = picture(&cover).expect("a picture");
        assert_eq!(small.kind(), "image/jpeg");
        assert!(
            small.bytes().len() <= PICTURE_BYTES_MAX,
            "{} bytes",
            small.bytes().len()
        );
        assert!(picture(Path::new("nowhere.png")).is_none());
        assert!(picture(&Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).is_none());
    }

    #[test]
    fn a_criterion_comes_with_the_colleague_s_words() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("kits/soudure");
        let text = fs::read(folder.join("kit.ron")).expect("a kit");
        let (raw, _) = kit::parse("kit.ron", &text).expect("a kit");
        let welder = metier(&raw, &folder);
        assert_eq!(welder.criteria.len(), raw.debrief.criteria.len());
        for criterion in &welder.criteria {
            assert!(
                (1..=ADVICE_MAX).contains(&criterion.advice.len()),
                "{}",
                criterion.name.fr
            );
        }
        assert_eq!(welder.formations.len(), raw.metier.diplomas.len());
        assert_eq!(welder.facts.len(), raw.metier.facts.len());
    }
}
