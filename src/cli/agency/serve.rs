//! `etabli agency serve`.

use std::{net::SocketAddr, process::ExitCode, sync::Arc};

use anyhow::{Context, Result, bail};
use clap::Args;
use tokio::net::TcpListener;

use super::{
    Place, out,
    portal::PortalArgs,
    registrations::{Around, DeskArgs, watch_keys},
    source::LrsArgs,
};
use crate::agency::{
    read::Source,
    serve::{Access, Agency, Patience, run as serve},
};

#[derive(Args, Debug)]
pub struct ServeArgs {
    /// Adresse et port d’écoute.
    #[arg(long, value_name = "ADRESSE:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Un serveur HTTPS d’une autre machine est devant celui-ci : permet d’écouter sur le réseau.
    #[arg(long)]
    behind_proxy: bool,
    /// Écoute sans chiffrement sur le réseau local : pour essayer avec un téléphone du même Wi-Fi, ou sur le réseau fermé
    /// d’un salon. Ce que les visiteurs y écrivent peut être lu par qui est sur ce réseau.
    #[arg(long)]
    in_the_clear: bool,
    /// Montre le tableau de bord sans jeton à quiconque atteint ce serveur (écran mural).
    #[arg(long)]
    open_dashboard: bool,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    lrs: LrsArgs,
    #[command(flatten)]
    portal: PortalArgs,
    #[command(flatten)]
    desk: DeskArgs,
}

pub(super) async fn run(args: ServeArgs) -> Result<ExitCode> {
    if !args.listen.ip().is_loopback() && !args.behind_proxy && !args.in_the_clear {
        bail!(
            "{}\u{a0}: ce serveur parle sans chiffrement et n’écoute que sur cette machine (127.0.0.1)\u{202f}; mettre devant lui un \
             serveur HTTPS (docs/guide-agence.md), et s’il est sur une autre machine, ajouter --behind-proxy (--in-the-clear\u{a0}: sans chiffrement, sur un réseau local)",
            args.listen
        );
    }
    let store = args.place.store(true).await?;
    let lrs = args.lrs.lrs()?;
    let source = lrs.map_or_else(|| Source::own(store.clone()), Source::lrs);
    let access = if args.open_dashboard {
        Access::Everyone
    } else {
        Access::Readers
    };
    let has_tokens = !store.tokens().await?.is_empty();
    let mut agency = Agency::new(store, source, args.place.names(), access).await?;
    let portal = args.portal.portal(&args.place, args.desk.has_keys())?;
    let visited = portal.is_some();
    if let Some(portal) = portal {
        agency = agency.with_portal(portal);
    }
    let listener = TcpListener::bind(args.listen).await;
    let listener = listener.with_context(|| format!("{} n’est pas libre", args.listen))?;
    let address = listener.local_addr()?;
    let around = Around {
        place: &args.place,
        own_url: format!("http://{address}"),
        behind_proxy: args.behind_proxy,
    };
    let opened = args.desk.open(around).await?;
    let agency = agency.with_registrations(Arc::clone(&opened.desk));
    out::err(&format!(
        "Établi, agence\u{a0}: http://{address}/ ({})",
        args.place.database()?
    ))?;
    if visited {
        out::err(&format!("Pages des visiteurs\u{a0}: http://{address}/c"))?;
    }
    if !has_tokens {
        out::err(
            "Aucun jeton encore\u{a0}: «\u{a0}etabli agency token add parc-1\u{a0}» pour les bornes, «\u{a0}… token add prenom --role lecture\u{a0}» pour le tableau de bord.",
        )?;
    }
    for line in &opened.told {
        out::err(line)?;
    }
    let watching = opened.keys.map(|path| tokio::spawn(watch_keys(path, opened.desk)));
    let served = serve(listener, Patience::default(), Arc::new(agency), stop()).await;
    if let Some(watching) = watching {
        watching.abort();
    }
    served?;
    out::err("Arrêté.")?;
    Ok(ExitCode::SUCCESS)
}

/// Ctrl-C, or what a service manager sends.
async fn stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let (Ok(mut terminate), Ok(mut interrupt)) =
            (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
        {
            std::future::poll_fn(|context| {
                let asked = terminate.poll_recv(context).is_ready() || interrupt.poll_recv(context).is_ready();
                if asked {
                    std::task::Poll::Ready(())
                } else {
                    std::task::Poll::Pending
                }
            })
            .await;
            return;
        }
    }
    // Without handlers, the system's own way to end a process is what is left.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
