//! The pass shown to a scanner beside the screen: it types like a keyboard, and says for whom the visit is and in which
//! language. Its number is let go of at once: neither written nor counted.

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyCode, KeyboardInput},
    },
    input_focus::InputFocus,
    prelude::*,
};

use crate::{
    AppSystems,
    engagement::row::Audience,
    language::Language,
    screens::Overlay,
    tokens::{
        PassRefused, PublicKeys,
        scan::{KEY_MS, Recogniser, Scan, Stroke},
    },
    visitor::Who,
};

/// How long what is wrong with a pass stays to be read, seconds.
const READ_SECS: f32 = 9.0;

/// Whose passes count here.
#[derive(Resource)]
pub struct Gate {
    pub keys: PublicKeys,
    /// Id of the event.
    pub event: String,
}

/// A pass was shown: what it says of the visit, or why it is not believed.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassShown(pub Result<Welcome, PassRefused>);

/// All that a kiosk takes from a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Welcome {
    pub who: Option<Who>,
    pub language: Option<Language>,
}

/// What was typed lately, on a clock of its own.
#[derive(Resource, Default)]
struct Ear {
    recogniser: Recogniser,
    now_ms: u64,
    /// Whether keys came in the frame before.
    typed: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Ear>()
        .add_message::<PassShown>()
        .add_systems(PreUpdate, touch_only)
        .add_systems(
            Update,
            (
                listen.run_if(resource_exists::<Gate>).in_set(AppSystems::Input),
                put_away.in_set(AppSystems::Rules),
            ),
        );
}

/// A kiosk has no keyboard: Enter at the end of a scan presses no button that a finger touched last.
fn touch_only(focus: Option<ResMut<InputFocus>>) {
    if let Some(mut focus) = focus
        && focus.get().is_some()
    {
        focus.clear();
    }
}

fn listen(
    mut keys: MessageReader<KeyboardInput>,
    mut ear: ResMut<Ear>,
    gate: Res<Gate>,
    time: Res<Time<Real>>,
    mut shown: MessageWriter<PassShown>,
) {
    let ear = &mut *ear;
    // Keys come with no time of their own, all those of a frame at once. However long a slow frame was, keys of the next
    // one follow without a pause; a frame without keys is one.
    let passed = u64::try_from(time.delta().as_millis()).unwrap_or(u64::MAX);
    let mut strokes = keys.read().filter(|key| key.state == ButtonState::Pressed).peekable();
    let follows = ear.typed && strokes.peek().is_some();
    ear.typed = strokes.peek().is_some();
    ear.now_ms = ear
        .now_ms
        .saturating_add(if follows { passed.min(KEY_MS) } else { passed });
    let mut scans: Vec<Scan> = strokes
        .filter_map(|key| ear.recogniser.feed(stroke(key, ear.now_ms)))
        .collect();
    scans.extend(ear.recogniser.tick(ear.now_ms));
    let today = jiff::Zoned::now().date();
    for scan in scans {
        let verified = scan.verify(&gate.keys, &gate.event, today);
        shown.write(PassShown(verified.map(|pass| Welcome {
            who: pass.audience.map(who),
            language: pass.language,
        })));
    }
}

fn who(audience: Audience) -> Who {
    match audience {
        Audience::College => Who::College,
        Audience::Lycee => Who::Lycee,
        Audience::Etudes => Who::Etudes,
        Audience::Adulte => Who::Adulte,
        Audience::Parent => Who::Parent,
        Audience::Conseil => Who::Conseil,
    }
}

/// Nobody need touch the glass to be rid of it.
fn put_away(mut overlay: ResMut<Overlay>, time: Res<Time<Virtual>>, mut read: Local<f32>) {
    if !matches!(*overlay, Overlay::Pass(_)) {
        *read = 0.0;
        return;
    }
    if overlay.is_changed() {
        *read = 0.0;
    }
    *read += time.delta_secs();
    if *read > READ_SECS {
        *overlay = Overlay::None;
    }
}

fn stroke(key: &KeyboardInput, at_ms: u64) -> Stroke {
    let logical = match &key.logical_key {
        Key::Character(text) => single(text),
        Key::Enter => Some('\n'),
        Key::Tab => Some('\t'),
        Key::Space => Some(' '),
        _ => None,
    };
    Stroke {
        at_ms,
        physical: on_us_keyboard(key.key_code),
        logical,
    }
}

fn single(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}

/// What the key at this place types on a US keyboard without Shift.
fn on_us_keyboard(place: KeyCode) -> Option<char> {
    const KEYS: [(KeyCode, char); 64] = [
        (KeyCode::KeyA, 'a'),
        (KeyCode::KeyB, 'b'),
        (KeyCode::KeyC, 'c'),
        (KeyCode::KeyD, 'd'),
        (KeyCode::KeyE, 'e'),
        (KeyCode::KeyF, 'f'),
        (KeyCode::KeyG, 'g'),
        (KeyCode::KeyH, 'h'),
        (KeyCode::KeyI, 'i'),
        (KeyCode::KeyJ, 'j'),
        (KeyCode::KeyK, 'k'),
        (KeyCode::KeyL, 'l'),
        (KeyCode::KeyM, 'm'),
        (KeyCode::KeyN, 'n'),
        (KeyCode::KeyO, 'o'),
        (KeyCode::KeyP, 'p'),
        (KeyCode::KeyQ, 'q'),
        (KeyCode::KeyR, 'r'),
        (KeyCode::KeyS, 's'),
        (KeyCode::KeyT, 't'),
        (KeyCode::KeyU, 'u'),
        (KeyCode::KeyV, 'v'),
        (KeyCode::KeyW, 'w'),
        (KeyCode::KeyX, 'x'),
        (KeyCode::KeyY, 'y'),
        (KeyCode::KeyZ, 'z'),
        (KeyCode::Digit0, '0'),
        (KeyCode::Digit1, '1'),
        (KeyCode::Digit2, '2'),
        (KeyCode::Digit3, '3'),
        (KeyCode::Digit4, '4'),
        (KeyCode::Digit5, '5'),
        (KeyCode::Digit6, '6'),
        (KeyCode::Digit7, '7'),
        (KeyCode::Digit8, '8'),
        (KeyCode::Digit9, '9'),
        (KeyCode::Numpad0, '0'),
        (KeyCode::Numpad1, '1'),
        (KeyCode::Numpad2, '2'),
        (KeyCode::Numpad3, '3'),
        (KeyCode::Numpad4, '4'),
        (KeyCode::Numpad5, '5'),
        (KeyCode::Numpad6, '6'),
        (KeyCode::Numpad7, '7'),
        (KeyCode::Numpad8, '8'),
        (KeyCode::Numpad9, '9'),
        (KeyCode::Backquote, '`'),
        (KeyCode::Minus, '-'),
        (KeyCode::Equal, '='),
        (KeyCode::BracketLeft, '['),
        (KeyCode::BracketRight, ']'),
        (KeyCode::Backslash, '\\'),
        (KeyCode::IntlBackslash, '\\'),
        (KeyCode::Semicolon, ';'),
        (KeyCode::Quote, '\''),
        (KeyCode::Comma, ','),
        (KeyCode::Period, '.'),
        (KeyCode::Slash, '/'),
        (KeyCode::Space, ' '),
        (KeyCode::Enter, '\n'),
        (KeyCode::NumpadEnter, '\n'),
        (KeyCode::Tab, '\t'),
        (KeyCode::NumpadSubtract, '-'),
        (KeyCode::NumpadDecimal, '.'),
    ];
    KEYS.iter()
        .find(|(known, _)| *known == place)
        .map(|(_, letter)| *letter)
}
