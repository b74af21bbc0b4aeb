//! The visitor's page on this machine with four métiers that stand in for kits: to look at it, and for `tests/portal.sh`.
//!
//!     cargo run -p etabli-exchange --example portal -- [ADDRESS:PORT [FOLDER OF PICTURES]]
//!
//! A picture is `<number>.jpg`. The address is printed; a carnet to open is `/c#1.…` as a kiosk writes it.

mod metiers;

use std::{env, error::Error, fs, path::Path, sync::Arc};

use etabli_exchange::agency::{
    portal::{
        Accessibility, Catalogue, Criterion, Fact, Formation, Kind, Metier, NextSteps, Notice, Party, Phone, Picture,
        Portal, Reference, Registration, Step,
    },
    read::{Names, Source},
    serve::{Access, Agency, Patience, run},
    store::{Database, Store},
};
use etabli_language::Bilingual;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let listen = arguments.next().unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let pictures = arguments.next();
    let mut catalogue = Catalogue::default();
    for (number, mut metier) in metiers::all() {
        let read = pictures
            .as_ref()
            .map(|folder| fs::read(Path::new(folder).join(format!("{number}.jpg"))));
        metier.picture = read.and_then(Result::ok).and_then(Picture::new);
        if catalogue.add(number, metier).is_err() {
            return Err(format!("two métiers with number {number}").into());
        }
    }
    let portal = Portal::new(
        catalogue,
        metiers::next_steps(),
        metiers::notice(),
        Some(metiers::registration()),
    );
    let folder = env::temp_dir().join(format!("etabli-portal-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let store = Store::open(&Database::Sqlite(folder.join("agence.sqlite")), true).await?;
    let agency = Agency::new(store.clone(), Source::own(store), Names::default(), Access::Readers).await?;
    let listener = TcpListener::bind(&listen).await?;
    #[expect(clippy::print_stdout, reason = "the script that started it waits for this line")]
    {
        println!("http://{}/c", listener.local_addr()?);
    }
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    run(
        listener,
        Patience::default(),
        Arc::new(agency.with_portal(portal)),
        stop,
    )
    .await?;
    fs::remove_dir_all(&folder)?;
    Ok(())
}
