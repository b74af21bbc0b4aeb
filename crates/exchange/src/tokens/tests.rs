use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use ed25519_dalek::SigningKey;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use qrcode::{EcLevel, QrCode, Version};

use super::*;
use crate::{
    carnet::{Carnet, TRIED_MAX, Tried, link},
    engagement::row::{Audience, Level},
    language::Language,
};

const EVENT: &str = "salon-2026";
const TODAY: Date = date(2026, 11, 27);

fn secret(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn public(role: KeyRole, name: &str, seed: u8) -> PublicKey {
    PublicKey {
        role,
        name: name.to_owned(),
        event: EVENT.to_owned(),
        key: secret(seed).verifying_key(),
        since: date(2026, 11, 20),
        replaced: None,
        revoked: None,
    }
}

/// Kiosks 1 and 2 and event key 9.
fn keys() -> PublicKeys {
    PublicKeys::new(vec![
        public(KeyRole::Event, EVENT, 9),
        public(KeyRole::Kiosk, "borne-1", 1),
        public(KeyRole::Kiosk, "borne-2", 2),
    ])
}

/// The same keys after something happened to kiosk 1's and the event's.
fn keys_but(change: impl Fn(&mut PublicKey)) -> PublicKeys {
    let known = keys();
    let changed = known.iter().cloned().map(|mut key| {
        if key.name != "borne-2" {
            change(&mut key);
        }
        key
    });
    PublicKeys::new(changed.collect())
}

fn token(seed: u8, day: Date) -> String {
    let key = secret(seed);
    VisitToken::new(EVENT, &key, day).expect("randomness").sign(&key)
}

fn pass(seed: u8, last_day: Date) -> String {
    let key = secret(seed);
    let pass = Pass::new(EVENT, &key, last_day, Some(Audience::College), Some(Language::English));
    pass.expect("randomness").sign(&key)
}

#[test]
fn numbers_are_those_of_the_format() {
    // printf salon-2026 | sha256sum
    assert_eq!(event_number(EVENT), 0x2bd9_4c47);
    assert_eq!(day_number(date(2020, 1, 1)), Some(0));
    assert_eq!(day_number(TODAY), Some(2522));
    assert_eq!(day_of(2522), TODAY);
    assert_eq!(day_number(date(2019, 12, 31)), None);
    assert_eq!(day_number(day_of(u16::MAX)), Some(u16::MAX));
    assert_eq!(day_number(Date::MAX), None);
    assert_eq!(day_number(Date::MIN), None);
}

#[test]
fn a_genuine_visit_is_believed_and_each_is_another() {
    let key = secret(1);
    let visit = VisitToken::new(EVENT, &key, TODAY).expect("randomness");
    let text = visit.sign(&key);
    assert_eq!(text.len(), VISIT_LETTERS);
    assert_eq!(VisitToken::parse(&text), Ok(visit));
    assert_eq!(keys().verify_visit(&text, TODAY), Ok(visit));
    assert_eq!((visit.date(), visit.event), (TODAY, event_number(EVENT)));
    assert_eq!(keys().find(visit.key).map(|key| key.name.as_str()), Some("borne-1"));
    assert_ne!(token(1, TODAY), token(1, TODAY));
}

#[test]
fn the_bytes_of_a_token_stand_where_the_format_says() {
    let key = secret(1);
    let visit = VisitToken {
        event: 0x0102_0304,
        key: 0x0506_0708,
        day: 0x090a,
        nonce: [0xff; 8],
    };
    let bytes = BASE64URL_NOPAD.decode(visit.sign(&key).as_bytes()).expect("base64url");
    assert_eq!(bytes.len(), 83);
    assert_eq!(bytes[..11], [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert_eq!(bytes[11..19], [0xff; 8]);
    let message = [b"etabli visit\0", &bytes[..19]].concat();
    let signature = bytes[19..].try_into().expect("64 bytes");
    assert!(
        key.verifying_key()
            .verify_strict(&message, &Signature::from_bytes(signature))
            .is_ok()
    );
}

/// Visitors register at home, days later; no clock is trusted to the day.
#[test]
fn a_token_is_valid_from_the_day_before_to_long_after() {
    for (days, told) in [
        (-2, Some(Refused::Future)),
        (-1, None),
        (0, None),
        (1, None),
        (300, None),
    ] {
        let today = TODAY.saturating_add(jiff::Span::new().days(days));
        assert_eq!(keys().verify_visit(&token(1, TODAY), today).err(), told, "{days}");
    }
}

#[test]
fn strangers_and_other_roles_are_not_believed() {
    assert_eq!(keys().verify_visit(&token(3, TODAY), TODAY), Err(Refused::Forged));
    // The event's key signs passes only, and kiosks never sign any.
    assert_eq!(keys().verify_visit(&token(9, TODAY), TODAY), Err(Refused::Forged));
    assert_eq!(
        keys().verify_pass(&pass(1, TODAY), EVENT, TODAY),
        Err(PassRefused::Unknown)
    );
    let mut named = VisitToken::new(EVENT, &secret(1), TODAY).expect("randomness");
    assert_eq!(
        keys().verify_visit(&named.sign(&secret(2)), TODAY),
        Err(Refused::Forged)
    );
    // A key for one event does not sign for another.
    named.event = event_number("autre");
    assert_eq!(
        keys().verify_visit(&named.sign(&secret(1)), TODAY),
        Err(Refused::Foreign)
    );
    assert_eq!(
        PublicKeys::default().verify_visit(&token(1, TODAY), TODAY),
        Err(Refused::Forged)
    );
}

/// One signature for both would let a pass be shown as a visit.
#[test]
fn what_was_signed_for_a_pass_signs_no_visit() {
    let key = secret(1);
    let visit = VisitToken::new(EVENT, &key, TODAY).expect("randomness");
    let body = BASE64URL_NOPAD.decode(visit.sign(&key).as_bytes()).expect("base64url");
    let wrong = signed(b"etabli pass\0", &body[..19], &key);
    let refused = keys().verify_visit(&BASE64URL_NOPAD.encode(&wrong), TODAY);
    assert_eq!(refused, Err(Refused::Forged));
}

#[test]
fn a_stolen_kiosk_signs_nothing_from_that_day_on() {
    let keys = keys_but(|key| key.revoked = Some(TODAY));
    let yesterday = date(2026, 11, 26);
    assert!(keys.verify_visit(&token(1, yesterday), TODAY).is_ok());
    assert_eq!(keys.verify_visit(&token(1, TODAY), TODAY), Err(Refused::Revoked));
    assert_eq!(
        keys.verify_visit(&token(1, date(2026, 11, 28)), TODAY),
        Err(Refused::Revoked)
    );
    assert!(keys.verify_visit(&token(2, TODAY), TODAY).is_ok());
    assert_eq!(keys.current(KeyRole::Kiosk, "borne-1"), None);
}

#[test]
fn a_key_that_was_replaced_signed_until_then() {
    let keys = keys_but(|key| key.replaced = Some(TODAY));
    let later = date(2026, 12, 24);
    assert!(keys.verify_visit(&token(1, TODAY), later).is_ok());
    assert_eq!(keys.verify_visit(&token(1, later), later), Err(Refused::OutOfTime));
    // Passes were printed before; how long they last is written on them.
    assert!(keys.verify_pass(&pass(9, later), EVENT, later).is_ok());
    let before_it_was_made = keys.verify_visit(&token(1, date(2026, 11, 18)), later);
    assert_eq!(before_it_was_made, Err(Refused::OutOfTime));
}

#[test]
fn a_genuine_pass_says_who_comes() {
    let key = secret(9);
    for audience in Audience::ALL.map(Some).into_iter().chain([None]) {
        for language in [None, Some(Language::French), Some(Language::English)] {
            let pass = Pass::new(EVENT, &key, TODAY, audience, language).expect("randomness");
            let text = pass.sign(&key);
            assert_eq!(text.len(), PASS_LETTERS);
            assert_eq!(keys().verify_pass(&text, EVENT, TODAY), Ok(pass));
            assert_eq!(Pass::parse(&text.to_lowercase()), Ok(pass));
            assert_eq!(
                (pass.audience, pass.language, pass.last_date()),
                (audience, language, TODAY)
            );
        }
    }
    assert_ne!(pass(9, TODAY), pass(9, TODAY));
}

#[test]
fn a_pass_is_refused_for_what_is_wrong_with_it() {
    let good = pass(9, TODAY);
    let verify = |keys: &PublicKeys, event, days| {
        let today = TODAY.saturating_add(jiff::Span::new().days(days));
        keys.verify_pass(&good, event, today).err()
    };
    assert_eq!(verify(&keys(), EVENT, 1), None);
    assert_eq!(verify(&keys(), EVENT, 2), Some(PassRefused::Expired));
    assert_eq!(verify(&keys(), "autre", 0), Some(PassRefused::Foreign));
    assert_eq!(verify(&PublicKeys::default(), EVENT, 0), Some(PassRefused::Unknown));
    let stolen = keys_but(|key| key.revoked = Some(TODAY));
    assert_eq!(verify(&stolen, EVENT, 0), Some(PassRefused::Revoked));
    assert_eq!(verify(&stolen, EVENT, -1), None);
    assert_eq!(
        keys().verify_pass(&pass(8, TODAY), EVENT, TODAY),
        Err(PassRefused::Unknown)
    );
    for text in [
        "",
        "ETABLI1",
        &good[..PASS_LETTERS - 1],
        &format!("{good}A"),
        "https://metiers.example",
        &token(1, TODAY),
    ] {
        assert_eq!(
            keys().verify_pass(text, EVENT, TODAY),
            Err(PassRefused::Damaged),
            "{text}"
        );
    }
}

/// A genuine signature over bytes that mean nothing, as a later version might make.
#[test]
fn what_a_later_version_signs_is_refused_as_such() {
    let key = secret(1);
    let of = |version: u8, domain: &[u8]| signed(domain, &[&[version][..], &[0; 18]].concat(), &key);
    let refused = |version| VisitToken::parse(&BASE64URL_NOPAD.encode(&of(version, b"etabli visit\0")));
    assert_eq!(refused(2), Err(Refused::Newer(2)));
    assert_eq!(refused(0), Err(Refused::Malformed));
    let pass = |tail: [u8; 2]| {
        let body = [&[1][..], &[0; 18], &tail].concat();
        let text = BASE32_NOPAD.encode(&signed(b"etabli pass\0", &body, &key));
        Pass::parse(&format!("{PASS_PREFIX}{text}"))
    };
    assert!(pass([0, 0]).is_ok());
    for tail in [[7, 0], [0, 3], [255, 255]] {
        assert_eq!(pass(tail), Err(PassRefused::Damaged), "{tail:?}");
    }
}

/// Every bit of the text's bytes, not only of what is signed.
#[test]
fn a_token_with_any_bit_flipped_is_refused() {
    let (visit, pass) = (token(1, TODAY), pass(9, TODAY));
    let keys = keys();
    for bit in 0..visit.len() * 8 {
        let changed = flipped(&visit, bit);
        assert!(keys.verify_visit(&changed, TODAY).is_err(), "bit {bit} of {visit}");
    }
    for bit in 0..pass.len() * 8 {
        // The bit that makes a letter small changes nothing that is said.
        let changed = flipped(&pass, bit);
        if !changed.eq_ignore_ascii_case(&pass) {
            assert!(keys.verify_pass(&changed, EVENT, TODAY).is_err(), "bit {bit} of {pass}");
        }
    }
}

fn flipped(text: &str, bit: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn no_log_tells_ids_from_the_inside() {
    let key = secret(9);
    let mut visit = VisitToken::new(EVENT, &key, TODAY).expect("randomness");
    let mut pass = Pass::new(EVENT, &key, TODAY, None, None).expect("randomness");
    (visit.nonce, pass.id) = ([201; 8], [202; 8]);
    let told = format!("{visit:?} {pass:?}");
    assert!(!told.contains("201") && !told.contains("202"), "{told}");
}

/// Where the phone's camera still reads it from the screen, and the scanner from the card.
#[test]
fn the_longest_link_and_a_pass_fit_their_qr() {
    let tried = Tried {
        number: u16::MAX,
        marks: [None; 4],
        level: Level::Expert,
        liked: None,
        finished: true,
    };
    let carnet = Carnet::new(vec![tried; TRIED_MAX]).expect("a carnet");
    let portal = format!("https://{}", "a".repeat(52));
    let link = link(&portal, &token(1, TODAY), &carnet);
    assert_eq!(portal.len(), 60);
    assert_eq!(link.len(), 60 + "/c#1..".len() + VISIT_LETTERS + 66);
    let version = |text: &str| match QrCode::with_error_correction_level(text, EcLevel::M)
        .expect("a QR")
        .version()
    {
        Version::Normal(version) => version,
        Version::Micro(_) => panic!("a micro QR"),
    };
    assert!(version(&link) <= 12, "version {}", version(&link));
    let pass = pass(9, TODAY);
    assert!(version(&pass) <= 6, "version {}", version(&pass));
    // Small letters would need QR's byte mode, and more room.
    assert!(version(&pass.to_lowercase()) > version(&pass));
}

proptest! {
    #[test]
    fn no_text_does_harm(text in ".{0,300}") {
        prop_assert!(keys().verify_visit(&text, TODAY).is_err());
        prop_assert!(keys().verify_pass(&text, EVENT, TODAY).is_err());
    }

    /// Well-formed outside, anything inside.
    #[test]
    fn no_bytes_pass_for_genuine(bytes in prop::collection::vec(any::<u8>(), 0..120), whole in any::<[u8; 83]>(), more in any::<[u8; 2]>()) {
        for bytes in [&bytes[..], &whole] {
            prop_assert!(keys().verify_visit(&BASE64URL_NOPAD.encode(bytes), TODAY).is_err());
        }
        for bytes in [&bytes[..], &[&whole[..], &more].concat()] {
            let text = format!("{PASS_PREFIX}{}", BASE32_NOPAD.encode(bytes));
            prop_assert!(keys().verify_pass(&text, EVENT, TODAY).is_err());
        }
    }

    #[test]
    fn what_is_parsed_is_what_was_said(event: u32, key: u32, day: u16, nonce: [u8; 8], audience in 0..7_usize, language in 0..3_usize) {
        let visit = VisitToken { event, key, day, nonce };
        prop_assert_eq!(VisitToken::parse(&visit.sign(&secret(1))), Ok(visit));
        let audience = audience.checked_sub(1).map(|index| Audience::ALL[index]);
        let language = language.checked_sub(1).map(|index| Language::ALL[index]);
        let pass = Pass { event, key, last_day: day, id: nonce, audience, language };
        prop_assert_eq!(Pass::parse(&pass.sign(&secret(1))), Ok(pass));
    }

    #[test]
    fn what_is_cut_or_lengthened_is_refused(cut in any::<prop::sample::Index>(), more in "[A-Z2-7]{1,80}") {
        let (visit, pass) = (token(1, TODAY), pass(9, TODAY));
        prop_assert!(keys().verify_visit(&visit[..cut.index(VISIT_LETTERS)], TODAY).is_err());
        prop_assert!(keys().verify_pass(&pass[..cut.index(PASS_LETTERS)], EVENT, TODAY).is_err());
        for text in [format!("{visit}{more}"), format!("{more}{visit}")] {
            prop_assert_eq!(keys().verify_visit(&text, TODAY), Err(Refused::Malformed));
        }
        let lengthened = keys().verify_pass(&format!("{pass}{more}"), EVENT, TODAY);
        prop_assert_eq!(lengthened, Err(PassRefused::Damaged));
    }
}
