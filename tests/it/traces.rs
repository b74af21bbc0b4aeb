//! What a kiosk keeps of its visitors: nothing that tells one of them from another. Passes are shown, carnets are made
//! and scanned, tries are counted; then everything that was written is searched.

use std::{fs, path::Path, sync::Arc};

use etabli::{
    config::keys_text,
    engagement::{
        journal::{Limits, Recorder, Settings, SystemClocks},
        plan::{EventPlan, SealingPlan},
        row::Audience,
        statement::StatementContext,
    },
    kiosk::recorder::{self, Dates},
    launch::Launch,
    screens::{Control, Screen},
    tokens::{PASS_PREFIX, Pass, VisitToken},
};
use jiff::tz::TimeZone;

use crate::{
    agency::{Scratch, Server},
    carnet::{self, EVENT},
    house::{self, House, is_long},
    log::Log,
    passes::{self, Layouts},
};

const VISITS: usize = 2;
const VISITS_LONG: usize = 50;

/// A number of 8 bytes that names a card or a visit, in each way it could have been written.
fn writings(number: [u8; 8], text: &str) -> Vec<Vec<u8>> {
    let hex: String = number.iter().map(|byte| format!("{byte:02x}")).collect();
    let decimal = u64::from_be_bytes(number).to_string();
    let upper = hex.to_uppercase();
    let texts = [hex, upper, decimal, text.to_owned()];
    let mut all: Vec<Vec<u8>> = texts.into_iter().map(String::into_bytes).collect();
    all.push(number.to_vec());
    all
}

/// Everything in the files of a folder and of those in it.
fn contents(folder: &Path, into: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            contents(&path, into);
        } else {
            let name = path.display().to_string();
            into.push((name, fs::read(&path).expect("it is read")));
        }
    }
}

fn journal(folder: &Path) -> Settings {
    let today = jiff::Zoned::now().date();
    Settings {
        folder: folder.to_owned(),
        limits: Limits::default(),
        plan: EventPlan {
            event: EVENT.to_owned(),
            first_day: today,
            last_day: today,
            zone: TimeZone::get("Europe/Paris").expect("Paris"),
            sealing: SealingPlan::default(),
        },
        context: StatementContext {
            iri_base: "https://agence.example/xapi".to_owned(),
        },
        clocks: Arc::new(SystemClocks),
    }
}

/// An agency that takes registrations of these kiosks' visits.
fn agency(folder: &Scratch) -> Server {
    for inside in ["home/assets/images", "home/config"] {
        fs::create_dir_all(folder.path(inside)).expect("a folder");
    }
    let (home, keys) = (folder.path("home"), folder.path("cles.ron"));
    fs::write(&keys, keys_text(&carnet::keys())).expect("a list of keys");
    let portal = fs::read_to_string(house::home().join("config/portal.ron")).expect("the portal's file");
    // An agency that is not named takes nobody's data.
    let named = portal.replacen("// name: \"Agence régionale …\",", "name: \"Agence d’essai\",", 1);
    let named = named.replacen("// email: \"…@…\",", "email: \"essai@agence.example\",", 1);
    assert!(named.contains("Agence d’essai") && named.contains("essai@agence.example"));
    fs::write(home.join("config/portal.ron"), named).expect("a file");
    let path = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    Server::start(folder, &["--home", &path(&home), "--keys", &path(&keys)])
}

/// Registers as the page on the phone does.
fn register(agency: &Server, token: &str, email: &str) {
    let form = serde_json::json!({
        "token": token, "first_name": "Camille", "email": email, "age": "15-17", "wishes": ["immersion"],
        "metiers": [1], "consent": "2026-11", "language": "fr",
    });
    let (status, said) = agency.ask("POST", "/api/inscriptions", "x:y", Some(form.to_string().into_bytes()));
    assert_eq!(status, 202, "{said}");
}

/// One visit with a pass of its own, registered from the phone; the writings of the pass's and the token's numbers.
fn visit(house: &mut House, agency: &Server, email: &str) -> Vec<Vec<u8>> {
    let today = jiff::Zoned::now().date();
    let pass = Pass::new(EVENT, &passes::key(), today, Some(Audience::Lycee), None).expect("randomness");
    let text = pass.sign(&passes::key());
    passes::scan(house, &text, Layouts::ReadAsAzerty);
    house.until_screen(Screen::Intro);
    house.wait(40);
    house.press(&Control::Start);
    house.until_screen(Screen::Play);
    carnet::play_to_the_carnet(house);
    let (token, _) = carnet::link(house);
    let nonce = VisitToken::parse(&token).expect("a token").nonce;
    register(agency, &token, email);
    house.press(&Control::Scanned);
    house.until_screen(Screen::Attract);
    house.wait(40);
    // The letters in which the numbers stand, byte 11 to 18 of each.
    let letters = &text[PASS_PREFIX.len() + 18..PASS_PREFIX.len() + 30];
    let mut all = writings(pass.id, letters);
    all.push(email.as_bytes().to_vec());
    all.extend(writings(nonce, &token[15..25]));
    all
}

#[test]
fn neither_disk_nor_log_knows_a_pass_or_a_token() {
    let data = house::scratch("traces");
    let mut needles = Vec::new();
    let visits = if is_long() { VISITS_LONG } else { VISITS };
    let folder = Scratch::new("traces");
    let agency = agency(&folder);
    let log = Log::heard(|| {
        let recorder = Recorder::start(journal(&data)).expect("a journal");
        let mut house = House::furnished(Launch::for_tests(house::home()), |app| {
            recorder::plugin(app, recorder, EVENT.to_owned(), Dates::Clock);
        })
        .opened();
        house.app.world_mut().insert_resource(passes::gate(EVENT));
        house.app.world_mut().insert_resource(carnet::stamp());
        for number in 0..visits {
            let email = format!("camille.{number}@pupilles.example");
            needles.extend(visit(&mut house, &agency, &email));
        }
    });
    let mut kept = Vec::new();
    contents(&data, &mut kept);
    // The tries themselves were counted, or there would be nothing to search.
    assert!(
        kept.iter()
            .any(|(_, bytes)| bytes.windows(7).any(|window| window == b"soudure"))
    );
    kept.push(("the log".to_owned(), log.into_bytes()));
    let has = |needle: &[u8]| {
        kept.iter()
            .find(|(_, bytes)| bytes.windows(needle.len()).any(|window| window == needle))
    };
    assert_eq!(needles.len(), visits * 11);
    for needle in &needles {
        let found = has(needle).map(|(name, _)| name);
        assert_eq!(found, None, "{}", String::from_utf8_lossy(needle));
    }
    let _ = fs::remove_dir_all(&data);
}
