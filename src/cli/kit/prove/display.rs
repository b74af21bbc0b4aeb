//! Where the robot's window opens: on the screen that is there, else on one that nobody sees.

use std::{
    env,
    io::{BufRead, BufReader, ErrorKind},
    process::{Child, Command, Stdio},
};

use crate::language::Bilingual;

/// A screen, and the server of it if it was started for this.
pub(super) struct Display {
    hidden: Option<Hidden>,
}

struct Hidden {
    server: Child,
    name: String,
}

/// Room for a window of any orientation.
const SCREEN: &str = "1920x1920x24";

impl Display {
    /// # Errors
    /// If there is no screen and none can be simulated.
    pub fn any() -> Result<Self, Bilingual> {
        let has_screen = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        if cfg!(not(target_os = "linux")) || has_screen("DISPLAY") || has_screen("WAYLAND_DISPLAY") {
            return Ok(Self { hidden: None });
        }
        let started = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .stdin(Stdio::null())
            .spawn();
        let mut server = started.map_err(|error| match error.kind() {
            ErrorKind::NotFound => Bilingual::new(
                "il n’y a pas d’écran ici, et Xvfb, qui en simule un, n’est pas installé\u{a0}: apt-get install xvfb",
                "there is no screen here, and Xvfb, which simulates one, is not installed: apt-get install xvfb",
            ),
            _ => Bilingual::new(
                format!("Xvfb, qui simule un écran, ne démarre pas ({error})"),
                format!("Xvfb, which simulates a screen, does not start ({error})"),
            ),
        })?;
        // It says which number it found free once it is ready.
        let mut number = String::new();
        let read = server
            .stdout
            .as_mut()
            .map(|stdout| BufReader::new(stdout).read_line(&mut number));
        let number = number.trim();
        if !matches!(read, Some(Ok(_))) || number.is_empty() {
            let _ = server.kill();
            let _ = server.wait();
            return Err(Bilingual::new(
                "Xvfb, qui simule un écran, s’est arrêté aussitôt",
                "Xvfb, which simulates a screen, stopped at once",
            ));
        }
        let name = format!(":{number}");
        Ok(Self {
            hidden: Some(Hidden { server, name }),
        })
    }

    /// For `DISPLAY`; `None` where the environment says it already.
    pub fn name(&self) -> Option<String> {
        Some(self.hidden.as_ref()?.name.clone())
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        if let Some(Hidden { server, .. }) = &mut self.hidden {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}
