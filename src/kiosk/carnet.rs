//! The code a visitor takes along: made in memory when the carnet is shown, gone with the visit. What is in it is
//! written nowhere, neither to the disk nor to the log.

use bevy::{
    asset::RenderAssetUsages,
    image::ImageSampler,
    prelude::*,
    render::render_resource::{Extent3d, TextureDimension, TextureFormat},
};
use ed25519_dalek::SigningKey;
use qrcode::{Color as Module, EcLevel, QrCode};

use crate::{
    AppSystems,
    carnet::{self, CRITERIA_MAX, Mark, TRIED_MAX, Tried},
    engagement::row,
    kit::{Kit, Library},
    mechanics::Level,
    screens::Screen,
    tokens::VisitToken,
    visitor::{Liking, Try, Visit, VisitEnded},
};

/// From these shares of a criterion on it went well, and very well.
const WELL: f32 = 0.5;
const VERY_WELL: f32 = 0.8;
/// Modules of quiet zone on each side (ISO/IEC 18004).
pub const QUIET: usize = 4;
const DARK: [u8; 4] = [0x10, 0x14, 0x1c, 0xff];
const LIGHT: [u8; 4] = [0xff; 4];

/// Signs this kiosk's carnets; without it visitors get the numbers of the printed card.
#[derive(Resource)]
pub struct Stamp {
    /// Address of the agency's portal as phones reach it.
    pub portal: String,
    /// Id of the event.
    pub event: String,
    /// The kiosk's own.
    pub key: SigningKey,
}

/// The code of the visit under way.
#[derive(Resource, Default)]
pub struct Code {
    /// One for a visit, however often its carnet is shown: who registers from two pictures of it is one visitor.
    token: Option<VisitToken>,
    shown: Option<Shown>,
}

struct Shown {
    link: String,
    picture: Handle<Image>,
    /// Modules on a side, with the quiet zone.
    side: usize,
}

impl Code {
    /// The picture, a pixel for each module, and its pixels on a side; `None` if this visit has no code.
    pub fn picture(&self) -> Option<(&Handle<Image>, usize)> {
        let shown = self.shown.as_ref()?;
        Some((&shown.picture, shown.side))
    }

    /// What the code says.
    pub fn link(&self) -> Option<&str> {
        self.shown.as_ref().map(|shown| shown.link.as_str())
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Code>()
        .add_systems(OnEnter(Screen::Carnet), make)
        .add_systems(Update, forget.in_set(AppSystems::Record));
}

/// Before the screen is drawn for the first time.
fn make(
    mut code: ResMut<Code>,
    stamp: Option<Res<Stamp>>,
    visit: Res<Visit>,
    library: Res<Library>,
    mut images: ResMut<Assets<Image>>,
) {
    code.shown = None;
    let Some(stamp) = stamp else { return };
    let tried = tried(&visit, &library);
    let Ok(carnet) = carnet::Carnet::new(tried) else {
        return;
    };
    let token = match code.token {
        Some(token) => token,
        None => match VisitToken::new(&stamp.event, &stamp.key, jiff::Zoned::now().date()) {
            Ok(token) => token,
            Err(error) => {
                warn!("no code on the carnet: {error}");
                return;
            }
        },
    };
    code.token = Some(token);
    let link = carnet::link(&stamp.portal, &token.sign(&stamp.key), &carnet);
    match QrCode::with_error_correction_level(&link, EcLevel::M) {
        Ok(qr) => {
            let (image, side) = picture(&qr);
            let picture = images.add(image);
            code.shown = Some(Shown { link, picture, side });
        }
        // An address of a thousand letters; the check of the configuration says so.
        Err(error) => warn!("no code on the carnet: {error}"),
    }
}

fn forget(mut ended: MessageReader<VisitEnded>, mut code: ResMut<Code>) {
    if ended.read().count() > 0 {
        *code = Code::default();
    }
}

/// What was tried, as the carnet tells it: the last ones if there are too many.
pub fn tried(visit: &Visit, library: &Library) -> Vec<Tried> {
    let known = visit.tried.iter();
    let mut tried: Vec<Tried> = known
        .filter_map(|attempt| Some(told(attempt, library.kit(&attempt.kit)?)))
        .collect();
    tried.drain(..tried.len().saturating_sub(TRIED_MAX));
    tried
}

fn told(attempt: &Try, kit: &Kit) -> Tried {
    let criteria = &kit.debrief().criteria;
    let mut marks = [None; CRITERIA_MAX];
    for (mark, criterion) in marks.iter_mut().zip(criteria) {
        *mark = attempt.mark(&criterion.id).map(in_words);
    }
    Tried {
        number: kit.metier().number,
        marks,
        level: match attempt.level {
            Level::Discovery => row::Level::Discovery,
            Level::Challenge => row::Level::Challenge,
            Level::Expert => row::Level::Expert,
        },
        liked: attempt.liked.map(|liking| match liking {
            Liking::Yes => row::Liked::Yes,
            Liking::SoSo => row::Liked::SoSo,
            Liking::No => row::Liked::No,
        }),
        finished: attempt.finished,
    }
}

fn in_words(mark: f32) -> Mark {
    if mark >= VERY_WELL {
        Mark::VeryGood
    } else if mark >= WELL {
        Mark::Good
    } else {
        Mark::Again
    }
}

/// A pixel for each module, dark on light, quiet zone included; also how many on a side.
/// A code that says `text`, with its quiet zone, one pixel a module; `None` if it is too long for one.
pub fn code_of(text: &str) -> Option<Image> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    Some(picture(&code).0)
}

fn picture(code: &QrCode) -> (Image, usize) {
    let inner = code.width();
    let side = inner + 2 * QUIET;
    let mut pixels = LIGHT.repeat(side * side);
    for (at, module) in code.to_colors().into_iter().enumerate() {
        if module == Module::Dark {
            let pixel = (at / inner + QUIET) * side + at % inner + QUIET;
            pixels[pixel * 4..pixel * 4 + 4].copy_from_slice(&DARK);
        }
    }
    let size = Extent3d {
        width: side as u32,
        height: side as u32,
        depth_or_array_layers: 1,
    };
    let mut image = Image::new(
        size,
        TextureDimension::D2,
        pixels,
        TextureFormat::Rgba8Unorm,
        RenderAssetUsages::default(),
    );
    image.sampler = ImageSampler::nearest();
    (image, side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_the_code_with_its_quiet_zone() {
        let code = QrCode::with_error_correction_level("https://metiers.example/c#1", EcLevel::M).expect("short");
        let (image, side) = picture(&code);
        assert_eq!(side, code.width() + 8);
        let pixels = image.data.expect("it is here");
        let dark = |x: usize, y: usize| pixels[(y * side + x) * 4] < 0x80;
        // The finder in the corner, and nothing around it.
        assert!(dark(QUIET, QUIET) && dark(QUIET + 6, QUIET) && !dark(QUIET + 1, QUIET + 1));
        assert!((0..side).all(|at| !dark(at, QUIET - 1) && !dark(QUIET - 1, at) && !dark(at, side - 1)));
        let count = (0..side * side).filter(|at| dark(at % side, at / side)).count();
        assert_eq!(
            count,
            code.to_colors()
                .iter()
                .filter(|module| **module == Module::Dark)
                .count()
        );
    }
}
