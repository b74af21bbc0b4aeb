//! `etabli play`: the kiosk, with a visitor or with the robot.

mod args;
mod prepare;

use std::{
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use bevy::{
    app::{AppExit, Last},
    ecs::{change_detection::DetectChanges, system::Res},
};
use etabli_upkeep::heartbeat::{ADDRESS_VARIABLE, Pulse};

pub use self::args::PlayArgs;
pub(super) use self::args::size;
use self::prepare::{Prepared, prepare};
use crate::{
    kiosk::{heartbeat, leave::AGAIN, robot::RobotReport},
    launch,
};

pub fn run(args: PlayArgs, start: Instant) -> ExitCode {
    match prepare(args, start) {
        Ok(prepared) => play(prepared),
        Err(error) => {
            eprintln!("etabli play : {error:#}");
            ExitCode::from(2)
        }
    }
}

fn play(prepared: Prepared) -> ExitCode {
    let Prepared {
        launch,
        counting,
        greeting,
    } = prepared;
    let robot = launch.robot.is_some();
    let mut app = launch::build(launch);
    greeting.give(&mut app);
    if let Some(pulse) = Pulse::from_env() {
        heartbeat::plugin(&mut app, pulse);
    }
    // For as long as the kiosk runs.
    let _uploading = counting.and_then(|counting| counting.begin(&mut app));
    // Running an app consumes its world: what is wanted afterwards is handed out while it lives.
    let last = Arc::new(Mutex::new(RobotReport::default()));
    if robot {
        let told = last.clone();
        app.add_systems(Last, move |report: Res<RobotReport>| {
            if report.is_changed() {
                *told.lock().unwrap_or_else(PoisonError::into_inner) = report.clone();
            }
        });
    }
    let exit = app.run();
    let report = last.lock().unwrap_or_else(PoisonError::into_inner);
    if robot {
        println!("{} visite(s), journal {}", report.visits, report.hash);
    }
    if let Some(jam) = &report.jam {
        eprintln!("etabli play : le robot est resté bloqué ({jam})");
        return ExitCode::FAILURE;
    }
    if exit == AppExit::from_code(AGAIN) && std::env::var_os(ADDRESS_VARIABLE).is_none() {
        return come_back();
    }
    match exit {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    }
}

/// Starts the kiosk again in place of this process, as its supervisor would: staff changed settings.
#[cfg(unix)]
fn come_back() -> ExitCode {
    use std::os::unix::process::CommandExt;
    let error = match std::env::current_exe() {
        // Where it succeeds it does not return.
        Ok(program) => std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .exec(),
        Err(error) => error,
    };
    eprintln!("etabli play\u{a0}: la borne ne peut pas être relancée ({error})");
    ExitCode::from(AGAIN)
}

#[cfg(not(unix))]
fn come_back() -> ExitCode {
    ExitCode::from(AGAIN)
}
