use ed25519_dalek::SigningKey;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::{
    engagement::row::Audience,
    language::Language,
    tokens::{KeyRole, PublicKey},
};

const EVENT: &str = "salon-2026";
const TODAY: Date = date(2026, 11, 27);

/// Rows of keys, without and with Shift, in the same order of places.
struct Layout([&'static str; 2]);

const US: Layout = Layout([
    "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    "!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?",
]);
const FRENCH: Layout = Layout([
    "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!",
    "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%WXCVBN?./§",
]);
const BELGIAN: Layout = Layout([
    "&é\"'(§è!çà)-azertyuiop^$qsdfghjklmùwxcvbn,;:=",
    "1234567890°_AZERTYUIOP¨*QSDFGHJKLM%WXCVBN?./+",
]);

impl Layout {
    /// Place and Shift of what types this.
    fn key(&self, wanted: char) -> (usize, bool) {
        let at = |row: &str| row.chars().position(|typed| typed == wanted);
        let [plain, shifted] = self.0;
        at(plain)
            .map(|place| (place, false))
            .or_else(|| at(shifted).map(|place| (place, true)))
            .expect("on the keyboard")
    }

    fn typed(&self, place: usize, shift: bool) -> char {
        self.0[usize::from(shift)].chars().nth(place).expect("a key")
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Caps {
    Off,
    /// Turns letters round, and é, è, ç, à.
    Letters,
    /// Turns every key round, as Windows does on French keyboards.
    Lock,
}

/// What a scanner of one layout types on a system of another.
fn typed(text: &str, scanner: &Layout, system: &Layout, caps: Caps) -> Vec<Stroke> {
    let stroke = |(index, wanted)| {
        let (place, shift) = scanner.key(wanted);
        let physical = US.typed(place, false);
        let logical = match caps {
            Caps::Off => system.typed(place, shift),
            Caps::Lock => system.typed(place, !shift),
            Caps::Letters => {
                let typed = system.typed(place, shift);
                let turned = if typed.is_lowercase() {
                    typed.to_uppercase().next()
                } else {
                    typed.to_lowercase().next()
                };
                turned.expect("a character")
            }
        };
        Stroke {
            at_ms: 10_000 + 12 * index as u64,
            physical: Some(physical),
            logical: Some(logical),
        }
    };
    text.chars()
        .enumerate()
        .map(|(index, wanted)| stroke((index, wanted)))
        .collect()
}

fn enter(after: &[Stroke]) -> Stroke {
    Stroke {
        at_ms: after.last().expect("a key").at_ms + 12,
        physical: Some('\n'),
        logical: None,
    }
}

fn heard(strokes: &[Stroke]) -> Vec<Scan> {
    let mut recogniser = Recogniser::default();
    strokes.iter().filter_map(|stroke| recogniser.feed(*stroke)).collect()
}

fn secret() -> SigningKey {
    SigningKey::from_bytes(&[9; 32])
}

fn keys() -> PublicKeys {
    PublicKeys::new(vec![PublicKey {
        role: KeyRole::Event,
        name: EVENT.to_owned(),
        event: EVENT.to_owned(),
        key: secret().verifying_key(),
        since: TODAY,
        replaced: None,
        revoked: None,
    }])
}

fn pass(id: [u8; 8]) -> (String, Pass) {
    let pass = Pass::new(EVENT, &secret(), TODAY, Some(Audience::Lycee), Some(Language::French));
    let pass = Pass {
        id,
        ..pass.expect("randomness")
    };
    (pass.sign(&secret()), pass)
}

proptest! {
    /// Each layout of scanner and system, Caps Lock, and either half of what is known of keys missing.
    #[test]
    fn a_pass_is_heard_through_every_scramble(id: [u8; 8], capitals: bool) {
        let (text, pass) = pass(id);
        let text = if capitals { text } else { text.to_lowercase() };
        for (scanner, system) in [(&US, &US), (&US, &FRENCH), (&US, &BELGIAN), (&FRENCH, &FRENCH), (&FRENCH, &US), (&FRENCH, &BELGIAN), (&BELGIAN, &US)] {
            for caps in [Caps::Off, Caps::Letters, Caps::Lock] {
                let both = typed(&text, scanner, system, caps);
                for half in 0..3 {
                    let known = |stroke: &Stroke| Stroke {
                        physical: stroke.physical.filter(|_| half != 1),
                        logical: stroke.logical.filter(|_| half != 2),
                        ..*stroke
                    };
                    let mut strokes: Vec<_> = both.iter().map(known).collect();
                    strokes.push(enter(&strokes));
                    let scans = heard(&strokes);
                    // What Shift Lock makes of a US keyboard is nobody's layout: places alone tell.
                    if half == 1 && caps == Caps::Lock && std::ptr::eq(system, &US) {
                        continue;
                    }
                    prop_assert_eq!(scans.len(), 1);
                    prop_assert_eq!(scans[0].verify(&keys(), EVENT, TODAY), Ok(pass));
                }
            }
        }
    }

    /// However fast, what does not begin as a pass is none; and as a pass, however slow by one key.
    #[test]
    fn ordinary_typing_is_never_a_scan(
        keys in prop::collection::vec((0..200_u64, 0..45_usize, any::<bool>()), 0..400),
        slow in 1..PASS_LETTERS,
        pause in KEY_MS + 1..2_000,
    ) {
        let mut now = 0;
        let mut recogniser = Recogniser::default();
        for (pause, place, shift) in keys {
            now += pause;
            let stroke = Stroke { at_ms: now, physical: Some(US.typed(place, false)), logical: Some(FRENCH.typed(place, shift)) };
            prop_assert_eq!(recogniser.feed(stroke), None);
            prop_assert!(recogniser.strokes.len() <= STROKES_MAX);
        }
        let mut strokes = typed(&pass([1; 8]).0, &US, &US, Caps::Off);
        for stroke in &mut strokes[slow..] {
            stroke.at_ms += pause;
        }
        strokes.push(enter(&strokes));
        // After the prefix a scan that stutters is no scan either.
        prop_assert_eq!(heard(&strokes), vec![]);
    }

    #[test]
    fn no_keys_do_harm(keys in prop::collection::vec((any::<u64>(), any::<Option<char>>(), any::<Option<char>>()), 0..300)) {
        let mut recogniser = Recogniser::default();
        for (at_ms, physical, logical) in keys {
            let scan = recogniser.feed(Stroke { at_ms, physical, logical });
            prop_assert!(scan.is_none_or(|scan| scan.verify(&self::keys(), EVENT, TODAY).is_err()));
            prop_assert!(recogniser.strokes.len() <= STROKES_MAX);
        }
    }
}

#[test]
fn a_scan_ends_by_enter_by_tab_or_by_silence() {
    let (text, pass) = pass([7; 8]);
    let strokes = typed(&text, &FRENCH, &FRENCH, Caps::Off);
    let last_ms = strokes[strokes.len() - 1].at_ms;
    for end in ['\n', '\r', '\t'] {
        for (physical, logical) in [(Some(end), None), (None, Some(end))] {
            let end = Stroke {
                at_ms: last_ms + 40,
                physical,
                logical,
            };
            assert_eq!(heard(&[&strokes[..], &[end]].concat()).len(), 1);
        }
    }
    let mut recogniser = Recogniser::default();
    assert!(strokes.iter().all(|stroke| recogniser.feed(*stroke).is_none()));
    assert_eq!(recogniser.tick(last_ms + SILENCE_MS - 1), None);
    let scan = recogniser.tick(last_ms + SILENCE_MS).expect("a scan");
    assert_eq!(scan.verify(&keys(), EVENT, TODAY), Ok(pass));
    assert_eq!(recogniser.tick(last_ms + 9_000), None);
    assert!(recogniser.strokes.is_empty());
    // Another key comes before anyone listened to the silence: it is not lost.
    let later = Stroke {
        at_ms: last_ms + 500,
        physical: Some('a'),
        logical: Some('a'),
    };
    assert_eq!(heard(&[&strokes[..], &[later]].concat()).len(), 1);
}

#[test]
fn a_pass_cut_short_is_told_when_its_end_is_heard_and_not_guessed_from_silence() {
    let (text, _) = pass([7; 8]);
    let mut strokes = typed(&text[..60], &US, &FRENCH, Caps::Off);
    let mut recogniser = Recogniser::default();
    assert!(strokes.iter().all(|stroke| recogniser.feed(*stroke).is_none()));
    assert_eq!(recogniser.tick(99_999), None);
    assert!(recogniser.strokes.is_empty());
    strokes.push(enter(&strokes));
    let scans = heard(&strokes);
    assert_eq!(scans.len(), 1);
    assert_eq!(scans[0].verify(&keys(), EVENT, TODAY), Err(PassRefused::Damaged));
}

/// Scanners may say their symbology first, and Shift is a key of its own.
#[test]
fn what_a_scanner_says_around_a_pass_is_left_out() {
    let (text, pass) = pass([7; 8]);
    let mut strokes = typed(&format!("]q1{text}"), &US, &US, Caps::Off);
    strokes.push(enter(&strokes));
    let with_shift = strokes.iter().flat_map(|stroke| {
        let shift = Stroke {
            at_ms: stroke.at_ms,
            physical: None,
            logical: None,
        };
        [shift, *stroke]
    });
    let scans = heard(&with_shift.collect::<Vec<_>>());
    assert_eq!(scans.len(), 1);
    assert_eq!(scans[0].verify(&keys(), EVENT, TODAY), Ok(pass));
}

/// Two cards, one after the other, and a first try that was cut off.
#[test]
fn scans_that_follow_each_other_are_two() {
    let (text, pass) = pass([7; 8]);
    let mut one = typed(&text, &US, &FRENCH, Caps::Off);
    one.push(enter(&one));
    let cut = &one[..30];
    let scans = heard(&[&one[..], &one, cut, &one].concat());
    let told: Vec<_> = scans.iter().map(|scan| scan.verify(&keys(), EVENT, TODAY)).collect();
    assert_eq!(told, [Ok(pass); 3]);
}

#[test]
fn a_scan_under_way_is_known_before_its_end() {
    let (text, _) = pass([7; 8]);
    for (scanner, system) in [(&US, &US), (&US, &FRENCH), (&FRENCH, &US)] {
        let strokes = typed(&text, scanner, system, Caps::Off);
        let mut recogniser = Recogniser::default();
        for (index, stroke) in strokes.iter().enumerate() {
            recogniser.feed(*stroke);
            assert_eq!(recogniser.is_under_way(), index >= 3, "{index}");
        }
    }
}

#[test]
fn no_log_tells_what_was_scanned() {
    let (text, _) = pass([7; 8]);
    let mut strokes = typed(&text, &US, &US, Caps::Off);
    strokes.push(enter(&strokes));
    let mut recogniser = Recogniser::default();
    recogniser.feed(strokes[0]);
    let told = format!("{recogniser:?} {:?} {:?}", strokes[0], heard(&strokes));
    assert_eq!(told, "Recogniser(1 keys) Stroke(10000 ms) [Scan(1 readings)]");
}
