//! What came of a robot's visits: how each step was graded, and what was wrong with what stood on the glass.

use std::path::Path;

use bevy::prelude::*;
use serde::Serialize;

use crate::{
    kiosk::ruler::Ruler,
    screens::Screen,
    visitor::{StepResult, Visit},
};

/// How the robot's run went; read by the command line when the app has ended.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct RobotReport {
    pub visits: u32,
    pub hash: String,
    /// Where it got stuck, if it did.
    pub jam: Option<String>,
    /// Every step brought to the debrief, in order.
    pub played: Vec<Played>,
    /// What was cut or overlapped where a picture was taken.
    pub defects: Vec<Defect>,
}

/// A step brought to its end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Played {
    pub kit: String,
    pub step: String,
    /// Name of the level's field in `kit.ron`.
    pub level: &'static str,
    /// Weighted mean over what is graded, 0 to 1.
    pub mark: f32,
    /// Finished by « montre-moi ».
    pub helped: bool,
}

/// Something wrong with what stood on the glass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Defect {
    /// What the picture shows, as it is named without its number.
    pub at: String,
    pub fr: String,
    pub en: String,
}

/// A picture is being taken, and what it shows.
#[derive(Component, Clone, Debug)]
pub(super) struct Pictured(String);

impl Pictured {
    /// `03_catalogue.png` shows `catalogue`.
    pub(super) fn to(file: &Path) -> Self {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let shown = stem.split_once('_').map_or(&*stem, |(_, shown)| shown);
        Self(shown.to_owned())
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<RobotReport>()
        .add_systems(OnEnter(Screen::Debrief), note)
        .add_systems(First, inspect.after(super::act));
}

/// A soak of weeks must not fill the memory with its own notes.
const NOTES_MAX: usize = 2000;

fn note(visit: Res<Visit>, mut report: ResMut<RobotReport>) {
    let Some(kit) = &visit.kit else { return };
    if report.played.len() > NOTES_MAX {
        return;
    }
    report.played.extend(visit.results.iter().map(|result| Played {
        kit: kit.clone(),
        step: result.step.clone(),
        level: visit.level.field(),
        mark: mean(result),
        helped: result.helped,
    }));
}

/// Nothing graded is nothing lost.
fn mean(result: &StepResult) -> f32 {
    let weight: f32 = result.marks.iter().map(|mark| mark.weight).sum();
    let sum: f32 = result.marks.iter().map(|mark| mark.mark * mark.weight).sum();
    if weight > 0.0 { sum / weight } else { 1.0 }
}

fn inspect(taken: Query<&Pictured, Added<Pictured>>, ruler: Ruler, mut report: ResMut<RobotReport>) {
    for Pictured(at) in &taken {
        for defect in ruler.defects() {
            let at = at.clone();
            let (fr, en) = (defect.fr, defect.en);
            let defect = Defect { at, fr, en };
            if report.defects.len() < NOTES_MAX && !report.defects.contains(&defect) {
                report.defects.push(defect);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_named_by_what_it_shows() {
        let shown = |file: &str| Pictured::to(Path::new(file)).0;
        assert_eq!(shown("out/07_play_souder_done.png"), "play_souder_done");
        assert_eq!(shown("other.png"), "other");
    }
}
