//! What an author can ask of the preview, each with its key: the panel's buttons and the keyboard say the same things.

use bevy::{
    input::keyboard::{Key, KeyboardInput},
    prelude::*,
};

use super::{
    area::{Orientation, Turned},
    cover::CoverWanted,
    draft::Draft,
    live::Bearings,
};
use crate::{
    AppSystems,
    kit::Kit,
    mechanics::Level,
    screens::{Control, Jump, Place, Used},
};

/// Asked with a key or in the panel.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Go(Place),
    /// The place before or after in the order of a visit.
    Previous,
    Next,
    /// The place from its beginning.
    Again,
    Level(Level),
    NextLevel,
    Language,
    LargeText,
    Turn,
    /// Named places and hit areas are drawn over the diorama.
    Marks,
    Slow,
    Demonstrate,
    Cover,
    /// The list of keys.
    Help,
    /// Closes what is open.
    Dismiss,
}

/// Every deed with a key of its own, as the panel lists them: the deed, the key as it is printed, the name of its text.
pub const KEYS: [(Deed, &str, &str); 13] = [
    (Deed::Previous, "←", "preview-previous"),
    (Deed::Next, "→", "preview-next"),
    (Deed::Again, "E", "preview-again"),
    (Deed::NextLevel, "N", "preview-level"),
    (Deed::Language, "L", "preview-language"),
    (Deed::LargeText, "G", "preview-large-text"),
    (Deed::Turn, "O", "preview-turn"),
    (Deed::Marks, "A", "preview-marks"),
    (Deed::Slow, "R", "preview-slow"),
    (Deed::Demonstrate, "D", "preview-demonstrate"),
    (Deed::Cover, "C", "preview-cover"),
    (Deed::Help, "?", "preview-help"),
    (Deed::Dismiss, "Esc", "preview-dismiss"),
];

/// Game seconds in a second of slow motion.
const SLOW: f32 = 0.25;

/// What helps to look.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aids {
    pub marks: bool,
    pub slow: bool,
    pub help: bool,
    pub orientation: Orientation,
}

impl Deed {
    /// What a key asks for, whatever the layout of the keyboard.
    pub fn of_key(key: &Key) -> Option<Self> {
        let printed = match key {
            Key::ArrowLeft => "←",
            Key::ArrowRight => "→",
            Key::Escape => "Esc",
            Key::Character(letter) => letter.as_str(),
            _ => return None,
        };
        let is_printed = |known: &str| known == printed.to_uppercase() || known == printed;
        let found = KEYS.iter().find(|(_, known, _)| is_printed(known));
        found.map(|(deed, ..)| *deed)
    }
}

/// The places of a kit in the order of a visit.
pub fn places(kit: &Kit) -> Vec<Place> {
    let steps = (0..kit.steps().len()).map(Place::Step);
    let finale = kit.finale().map(|_| Place::Finale);
    let (first, last) = ([Place::Intro], [Place::Debrief]);
    first.into_iter().chain(steps).chain(finale).chain(last).collect()
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Deed>()
        .init_resource::<Aids>()
        .add_systems(Update, (read_keys, carry_out).chain().in_set(AppSystems::Input))
        .add_systems(Update, slow_down.run_if(resource_changed::<Aids>));
}

fn read_keys(mut keys: MessageReader<KeyboardInput>, mut deeds: MessageWriter<Deed>) {
    let pressed = keys.read().filter(|key| key.state.is_pressed() && !key.repeat);
    deeds.write_batch(pressed.filter_map(|key| Deed::of_key(&key.logical_key)));
}

fn carry_out(
    mut deeds: MessageReader<Deed>,
    mut jumps: MessageWriter<Jump>,
    mut used: MessageWriter<Used>,
    mut turned: MessageWriter<Turned>,
    mut covers: MessageWriter<CoverWanted>,
    mut aids: ResMut<Aids>,
    draft: Res<Draft>,
    bearings: Res<Bearings>,
) {
    for deed in deeds.read() {
        match deed {
            Deed::Go(_) | Deed::Previous | Deed::Next | Deed::Again | Deed::Level(_) | Deed::NextLevel => {
                jumps.write_batch(draft.kit().map(|kit| whither(*deed, kit, &bearings)));
            }
            Deed::Language => {
                used.write(Used(Control::Language));
            }
            Deed::LargeText => {
                used.write(Used(Control::LargeText));
            }
            Deed::Demonstrate => {
                used.write(Used(Control::ShowMe));
            }
            Deed::Turn => {
                aids.orientation = aids.orientation.other();
                turned.write(Turned(aids.orientation));
            }
            Deed::Marks => aids.marks = !aids.marks,
            Deed::Slow => aids.slow = !aids.slow,
            Deed::Help => aids.help = !aids.help,
            Deed::Cover => {
                covers.write(CoverWanted::Asked);
            }
            Deed::Dismiss => {
                aids.help = false;
                covers.write(CoverWanted::Dropped);
            }
        }
    }
}

/// Where a deed leads from here.
fn whither(deed: Deed, kit: &Kit, bearings: &Bearings) -> Jump {
    let places = places(kit);
    let here = places.iter().position(|place| *place == bearings.place).unwrap_or(0);
    let place = match deed {
        Deed::Go(place) => place,
        Deed::Previous => places[here.saturating_sub(1)],
        Deed::Next => places[(here + 1).min(places.len() - 1)],
        _ => places[here],
    };
    let level = match deed {
        Deed::Level(level) => level,
        Deed::NextLevel => next_level(bearings.level),
        _ => bearings.level,
    };
    Jump {
        kit: kit.id().to_owned(),
        level,
        place,
    }
}

fn next_level(level: Level) -> Level {
    match level {
        Level::Discovery => Level::Challenge,
        Level::Challenge => Level::Expert,
        Level::Expert => Level::Discovery,
    }
}

fn slow_down(aids: Res<Aids>, mut time: ResMut<Time<Virtual>>) {
    let speed = if aids.slow { SLOW } else { 1.0 };
    if time.relative_speed() != speed {
        time.set_relative_speed(speed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_printed_in_either_case() {
        let of = |text: &str| Deed::of_key(&Key::Character(text.into()));
        assert_eq!(
            (of("a"), of("A"), of("?")),
            (Some(Deed::Marks), Some(Deed::Marks), Some(Deed::Help))
        );
        assert_eq!((of("z"), of("é")), (None, None));
        assert_eq!(Deed::of_key(&Key::ArrowRight), Some(Deed::Next));
        assert_eq!(Deed::of_key(&Key::Escape), Some(Deed::Dismiss));
    }

    #[test]
    fn no_two_deeds_share_a_key() {
        let mut keys: Vec<&str> = KEYS.iter().map(|(_, key, _)| *key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), KEYS.len());
    }
}
