//! The pictures that go with a proof: of each step, small enough to travel in the kit.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use image::{ImageReader, imageops::FilterType};
use jpeg_encoder::{ColorType, Encoder};

/// Longer side of a picture in the proof, pixels.
const SIDE: u32 = 640;
/// Of 100.
const QUALITY: u8 = 78;
/// What is kept of a visit's pictures: each step with the hand at work and when it is done, and what it served.
const KEPT: [&str; 3] = ["_during.png", "_done.png", "_debrief.png"];

/// Writes small copies of the albums' pictures into `folder`, each named by its album, and tells their names. What was
/// there before goes.
///
/// # Errors
/// If a picture cannot be read or written.
pub(super) fn keep(albums: &[(&str, PathBuf)], folder: &Path) -> io::Result<Vec<String>> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => fs::create_dir_all(folder)?,
    }
    let mut kept = Vec::new();
    for (album, pictures) in albums {
        let entries = fs::read_dir(pictures)?.filter_map(Result::ok);
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        files.sort();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            // Numbered by the order of that visit: of no use here.
            let Some((_, shown)) = name.split_once('_') else {
                continue;
            };
            if !KEPT.iter().any(|kind| name.ends_with(kind)) {
                continue;
            }
            let small = format!("{album}_{}", shown.replace(".png", ".jpg"));
            fs::write(folder.join(&small), shrink(&file)?)?;
            kept.push(small);
        }
    }
    Ok(kept)
}

fn shrink(file: &Path) -> io::Result<Vec<u8>> {
    let picture = ImageReader::open(file)?.decode().map_err(io::Error::other)?;
    let small = picture.resize(SIDE, SIDE, FilterType::Triangle).to_rgb8();
    let mut bytes = Vec::new();
    // No side is longer than SIDE.
    let (width, height) = (small.width() as u16, small.height() as u16);
    Encoder::new(&mut bytes, QUALITY)
        .encode(&small, width, height, ColorType::Rgb)
        .map_err(io::Error::other)?;
    Ok(bytes)
}
