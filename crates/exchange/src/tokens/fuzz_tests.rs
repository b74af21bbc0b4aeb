//! What decoders do with what nobody wrote: genuine texts bent at random, three seconds of it, five minutes with
//! `ETABLI_TEST_LONG`. Not by coverage; the formats are short enough for bending to reach every branch.

use std::time::{Duration, Instant};

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use ed25519_dalek::SigningKey;
use jiff::civil::{Date, date};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

use super::{
    scan::{Recogniser, Stroke, read},
    *,
};
use crate::{
    carnet::{Carnet, Mark, Tried, decode, encode},
    engagement::row::{Audience, Level, Liked},
    language::Language,
};

const EVENT: &str = "salon-2026";
const TODAY: Date = date(2026, 11, 27);
const SHORT: Duration = Duration::from_secs(3);
const SEED: &str = "ETABLI_TEST_SEED";
const LONG: Duration = Duration::from_secs(300);

/// What is bent, and what tells genuine from bent.
struct Corpus {
    kiosk: SigningKey,
    event: SigningKey,
    keys: PublicKeys,
    visits: Vec<String>,
    passes: Vec<String>,
    carnets: Vec<String>,
}

impl Corpus {
    fn new(random: &mut ChaCha8Rng) -> Self {
        let [kiosk, event] = [1, 9].map(|seed| SigningKey::from_bytes(&[seed; 32]));
        let public = |role, name: &str, key: &SigningKey| PublicKey {
            role,
            name: name.to_owned(),
            event: EVENT.to_owned(),
            key: key.verifying_key(),
            since: TODAY,
            replaced: None,
            revoked: None,
        };
        let mut visits = Vec::new();
        for _ in 0..4 {
            let mut visit = VisitToken::new(EVENT, &kiosk, TODAY).expect("randomness");
            visit.nonce = random.random();
            visits.push(visit.sign(&kiosk));
        }
        let mut passes = Vec::new();
        for audience in Audience::ALL {
            let pass = Pass::new(EVENT, &event, TODAY, Some(audience), Some(Language::English));
            let mut pass = pass.expect("randomness");
            pass.id = random.random();
            passes.push(pass.sign(&event));
        }
        let carnet = |count: u16| {
            let tried = (1..=count).map(|number| Tried {
                number: number * 4_111,
                marks: [Some(Mark::Good), None, Some(Mark::VeryGood), Some(Mark::Again)],
                level: Level::Challenge,
                liked: Some(Liked::SoSo),
                finished: number % 2 == 0,
            });
            encode(&Carnet::new(tried.collect()).expect("a carnet"))
        };
        Self {
            keys: PublicKeys::new(vec![
                public(KeyRole::Kiosk, "borne-1", &kiosk),
                public(KeyRole::Event, EVENT, &event),
            ]),
            visits,
            passes,
            carnets: [1, 2, 7, 12].map(carnet).to_vec(),
            kiosk,
            event,
        }
    }

    fn any<'a>(&'a self, random: &mut ChaCha8Rng) -> &'a str {
        let of = [&self.visits, &self.passes, &self.carnets][random.random_range(0..3)];
        &of[random.random_range(0..of.len())]
    }

    /// Believed is what was signed, letter for letter, and nothing near it.
    fn hold(&self, text: &str) {
        if self.keys.verify_visit(text, TODAY).is_ok() {
            assert!(self.visits.iter().any(|genuine| genuine == text), "believed: {text}");
        }
        if self.keys.verify_pass(text, EVENT, TODAY).is_ok() {
            let is_genuine = self.passes.iter().any(|genuine| genuine.eq_ignore_ascii_case(text));
            assert!(is_genuine, "believed: {text}");
        }
        // The end of a signature is not looked at by `parse`: all before it is.
        if let Ok(visit) = VisitToken::parse(text) {
            assert_eq!(visit.sign(&self.kiosk)[..25], text[..25]);
        }
        if let Ok(pass) = Pass::parse(text) {
            assert!(pass.sign(&self.event)[..40].eq_ignore_ascii_case(&text[..40]), "{text}");
        }
        if let Ok(carnet) = decode(text) {
            assert_eq!(encode(&carnet), text);
        }
    }

    /// Signed for good, and bent before: what a version to come might make, or whoever has a key.
    fn hold_signed(&self, random: &mut ChaCha8Rng) {
        let visit = BASE64URL_NOPAD.decode(self.visits[0].as_bytes()).expect("base64url");
        let body = bend(&visit[..19], &visit[..19], random);
        let text = BASE64URL_NOPAD.encode(&signed(b"etabli visit\0", &body, &self.kiosk));
        if let Ok(visit) = self.keys.verify_visit(&text, TODAY) {
            assert_eq!(visit.sign(&self.kiosk), text);
        }
        let pass = BASE32_NOPAD.decode(&self.passes[0].as_bytes()[7..]).expect("base32");
        let body = bend(&pass[..21], &pass[..21], random);
        let text = BASE32_NOPAD.encode(&signed(b"etabli pass\0", &body, &self.event));
        let text = format!("{PASS_PREFIX}{text}");
        if let Ok(pass) = self.keys.verify_pass(&text, EVENT, TODAY) {
            assert_eq!(pass.sign(&self.event), text);
        }
    }

    /// A pass that comes out of a scanner's keys is a genuine one, unscrambled or not.
    fn hold_scan(&self, text: &str, random: &mut ChaCha8Rng) {
        for reading in read(text, text) {
            assert!(reading.starts_with(PASS_PREFIX), "{reading}");
        }
        let (mut recogniser, mut at_ms) = (Recogniser::default(), 1_000);
        for letter in text.chars().chain(['\n']) {
            // Now and then too slow for a scan.
            at_ms += if random.random_range(0..2_000) == 0 {
                60
            } else {
                random.random_range(0..50)
            };
            let (physical, logical) = (Some(letter.to_ascii_lowercase()), Some(letter));
            let scan = recogniser.feed(Stroke {
                at_ms,
                physical,
                logical,
            });
            if let Some(scan) = scan.filter(|scan| scan.verify(&self.keys, EVENT, TODAY).is_ok()) {
                assert!(
                    scan.readings().iter().any(|reading| self.passes.contains(reading)),
                    "{text}"
                );
            }
        }
    }
}

/// A few changes of the kinds that cameras, cables, hands and enemies make.
fn bend(bytes: &[u8], other: &[u8], random: &mut ChaCha8Rng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..random.random_range(0..4) {
        let at = random.random_range(0..=bytes.len());
        let to = random.random_range(at..=bytes.len());
        match random.random_range(0..9) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.random_range(0..8),
            1 if at < bytes.len() => bytes[at] = random.random(),
            2 => bytes.insert(at, random.random()),
            3 => bytes.truncate(at),
            4 => drop(bytes.drain(at..to)),
            5 => {
                let copied = bytes[at..to].to_vec();
                drop(bytes.splice(at..at, copied));
            }
            6 => drop(bytes.splice(at..to, other.iter().copied().skip(at))),
            7 => bytes[at..to].reverse(),
            _ => drop(bytes.splice(at..at, "é\u{202f}=A".bytes())),
        }
        bytes.truncate(1_000);
    }
    bytes
}

#[test]
fn bent_texts_do_no_harm_and_are_never_believed() {
    let long = std::env::var("ETABLI_TEST_LONG").is_ok_and(|value| value == "1");
    // To see one again: the seed it printed.
    let wished = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok());
    let seed = wished.unwrap_or_else(|| u64::from_be_bytes(random_id().expect("randomness")));
    println!("{SEED}={seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let corpus = Corpus::new(&mut random);
    let (start, mut tries) = (Instant::now(), 0_u64);
    while start.elapsed() < if long { LONG } else { SHORT } {
        let (text, other) = (corpus.any(&mut random), corpus.any(&mut random));
        let bent = bend(text.as_bytes(), other.as_bytes(), &mut random);
        let bent = String::from_utf8_lossy(&bent);
        corpus.hold(&bent);
        corpus.hold_scan(&bent, &mut random);
        corpus.hold_signed(&mut random);
        tries += 1;
    }
    println!("{tries} texts in {:?}", start.elapsed());
    // Genuine ones are still believed: the bench itself is not bent.
    assert!(
        corpus
            .visits
            .iter()
            .all(|text| corpus.keys.verify_visit(text, TODAY).is_ok())
    );
    assert!(
        corpus
            .passes
            .iter()
            .all(|text| corpus.keys.verify_pass(text, EVENT, TODAY).is_ok())
    );
    assert!(tries > 10);
}
