//! The pictures: whole, wide enough, not too large.

use super::{Depth, Subject, files};
use crate::{
    finding::{Code, FieldPath, Findings},
    kit::pictures::{self, SIDE_MAX},
    language::Bilingual,
};

const DAMAGED: Code = Code::error("K520", "image PNG qui ne peut pas être montrée");
const NARROW: Code = Code::error("K521", "image de moins de 800 pixels de large");
const LARGE: Code = Code::error("K522", "image de plus de 4096 pixels de côté");

pub(super) const CODES: &[Code] = &[DAMAGED, NARROW, LARGE];

const WIDTH_MIN: u32 = 800;

/// What it does: reads each PNG (in full: every pixel) and looks at its size.
/// Why: covers fill half a screen; graphics chips hold no more than 4096 pixels.
/// Example: a screenshot of 640 pixels, a JPEG renamed to .png.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    for (at, path) in files::pictures(subject) {
        let Some(Ok(bytes)) = subject.files.get(path) else {
            continue;
        };
        let size = match subject.depth {
            Depth::Quick => pictures::size(bytes),
            Depth::Full => subject
                .decode_once(bytes, || pictures::decode(bytes).map(|_| ()))
                .and_then(|()| pictures::size(bytes)),
        };
        match size {
            Ok(size) => check_size(path, size, &at, findings),
            Err(error) => {
                let told = error.tell();
                let message = Bilingual::new(
                    format!("«\u{a0}{path}\u{a0}»\u{a0}: {}", told.fr),
                    format!("`{path}`: {}", told.en),
                );
                findings.report(&DAMAGED, &at, message);
            }
        }
    }
}

fn check_size(path: &str, (width, height): (u32, u32), at: &FieldPath, findings: &mut Findings) {
    if width < WIDTH_MIN {
        let message = Bilingual::new(
            format!("«\u{a0}{path}\u{a0}»\u{a0}: {width} pixels de large, au lieu de {WIDTH_MIN} au moins"),
            format!("`{path}`: {width} pixels wide, at least {WIDTH_MIN} are needed"),
        );
        findings.report(&NARROW, at, message);
    }
    if width.max(height) > SIDE_MAX {
        let message = Bilingual::new(
            format!("«\u{a0}{path}\u{a0}»\u{a0}: {width} × {height} pixels, au lieu de {SIDE_MAX} au plus"),
            format!("`{path}`: {width} × {height} pixels, at most {SIDE_MAX}"),
        );
        findings.report(&LARGE, at, message);
    }
}
