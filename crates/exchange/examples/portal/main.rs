//! The visitor's page on this machine with four métiers that stand in for kits, and a desk that takes registrations from
//! a kiosk that stands in for a fair: to look at it, and for `tests/portal.sh`.
//!
//!     cargo run -p etabli-exchange --example portal -- [ADDRESS:PORT [FOLDER OF PICTURES]]
//!
//! A picture is `<number>.jpg`. What is printed: the page's address, the folder where mails wait, and tokens of visits
//! that took place today, for links `/c#1.<token>.<carnet>`.

mod metiers;

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use ed25519_dalek::SigningKey;
use etabli_exchange::{
    agency::{
        portal::{
            Accessibility, Catalogue, Criterion, Fact, Formation, Kind, Metier, NextSteps, Notice, Party, Phone,
            Picture, Portal, Reference, Registration, Step,
        },
        read::{Names, Source},
        registrations::{Courier, Desk, Outbox, RegistrationStore, Rules, Setup},
        serve::{Access, Agency, Patience, run},
        store::{Database, Store},
    },
    tokens::{KeyRole, PublicKey, PublicKeys, VisitToken},
};
use etabli_language::Bilingual;
use jiff::{Zoned, civil::date};
use tokio::net::TcpListener;

const EVENT: &str = "salon-d-exemple";
/// Visits whose tokens are printed.
const VISITS: usize = 12;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let listen = arguments.next().unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let portal = portal(arguments.next().map(PathBuf::from))?;
    let folder = env::temp_dir().join(format!("etabli-portal-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let listener = TcpListener::bind(&listen).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let kiosk = SigningKey::from_bytes(&rand::random());
    let desk = desk(&folder, &url, &kiosk).await?;
    let store = Store::open(&Database::Sqlite(folder.join("agence.sqlite")), true).await?;
    let agency = Agency::new(store.clone(), Source::own(store), Names::default(), Access::Readers).await?;
    let agency = agency.with_portal(portal).with_registrations(Arc::new(desk));
    tell(&url, &folder, &kiosk)?;
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    run(listener, Patience::default(), Arc::new(agency), stop).await?;
    fs::remove_dir_all(&folder)?;
    Ok(())
}

fn portal(pictures: Option<PathBuf>) -> Result<Portal, Box<dyn Error>> {
    let mut catalogue = Catalogue::default();
    for (number, mut metier) in metiers::all() {
        let read = pictures
            .as_ref()
            .map(|folder| fs::read(folder.join(format!("{number}.jpg"))));
        metier.picture = read.and_then(Result::ok).and_then(Picture::new);
        if catalogue.add(number, metier).is_err() {
            return Err(format!("two métiers with number {number}").into());
        }
    }
    let (steps, notice) = (metiers::next_steps(), metiers::notice());
    Ok(Portal::new(catalogue, steps, notice, Some(metiers::registration())))
}

async fn desk(folder: &Path, url: &str, kiosk: &SigningKey) -> Result<Desk, Box<dyn Error>> {
    let keys = PublicKeys::new(vec![PublicKey {
        role: KeyRole::Kiosk,
        name: "borne-1".to_owned(),
        event: EVENT.to_owned(),
        key: kiosk.verifying_key(),
        since: date(2026, 1, 1),
        replaced: None,
        revoked: None,
    }]);
    let setup = Setup {
        store: RegistrationStore::open(&Database::Sqlite(folder.join("inscriptions.sqlite")), true).await?,
        rules: Rules::default(),
        courier: Courier::into_outbox(Outbox::new(folder.join("courrier"))),
        sender: "Agence d’exemple <bonjour@exemple.invalid>".parse()?,
        portal: url.to_owned(),
        token_key: rand::random(),
        behind_proxy: false,
        trades: metiers::all()
            .into_iter()
            .map(|(number, metier)| (number, metier.feminine))
            .collect(),
    };
    Ok(Desk::new(setup, keys)?)
}

#[expect(clippy::print_stdout, reason = "the script that started it reads these lines")]
fn tell(url: &str, folder: &Path, kiosk: &SigningKey) -> Result<(), Box<dyn Error>> {
    println!("courrier {}", folder.join("courrier").display());
    for _ in 0..VISITS {
        println!(
            "jeton {}",
            VisitToken::new(EVENT, kiosk, Zoned::now().date())?.sign(kiosk)
        );
    }
    println!("{url}/c");
    Ok(())
}
