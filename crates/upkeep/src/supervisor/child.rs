//! One player as a process of the system: started in a group of its own, and ended with all that it started.

use std::{
    ffi::{OsStr, OsString},
    io::{self, PipeReader},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
};

use crate::{
    heartbeat::{ADDRESS_VARIABLE, Listener, TOKEN_VARIABLE},
    policy::{End, Mode},
    systemd,
};

/// Plays only proven kits, at the low tier.
const SAFE: &str = "--safe";

/// Shows only that it is out of order, with the code that follows.
const OUT_OF_ORDER: &str = "--out-of-order";

/// A player that was started and whose end nobody has seen yet.
#[derive(Debug)]
pub(super) struct Player(Child);

impl Player {
    /// Starts it, and gives the pipe in which all that it says arrives.
    pub(super) fn start(
        program: &Path,
        arguments: &[OsString],
        mode: Mode,
        heart: &Listener,
    ) -> io::Result<(Self, PipeReader)> {
        let (said, says) = io::pipe()?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .args(mode_arguments(arguments, mode))
            .env(ADDRESS_VARIABLE, heart.address().to_string())
            .env(TOKEN_VARIABLE, heart.token())
            // The log is a file.
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(says.try_clone()?)
            .stderr(says);
        for variable in systemd::VARIABLES {
            command.env_remove(variable);
        }
        lead_a_group(&mut command);
        let child = command.spawn()?;
        Ok((Self(child), said))
    }

    /// How it ended, if it did.
    pub(super) fn look(&mut self) -> io::Result<Option<End>> {
        let status = self.0.try_wait()?;
        if status.is_some() {
            // What it started has no screen any more.
            self.signal_group(Means::Kill);
        }
        Ok(status.map(end))
    }

    /// Asks it to end.
    pub(super) fn terminate(&mut self) {
        self.signal_group(Means::Terminate);
    }

    /// Ends it; also if it was stopped, or hears nothing.
    pub(super) fn kill(&mut self) {
        self.signal_group(Means::Kill);
        // It may have left the group. It is not waited for yet: the number is still its own.
        let _ = self.0.kill();
    }

    #[cfg(unix)]
    fn signal_group(&self, means: Means) {
        use rustix::process::{Pid, Signal, kill_process_group};
        let signal = match means {
            Means::Terminate => Signal::TERM,
            Means::Kill => Signal::KILL,
        };
        let group = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            // Nobody may be left in it.
            let _ = kill_process_group(group, signal);
        }
    }

    /// Windows has no word that a window's process must hear.
    #[cfg(not(unix))]
    fn signal_group(&mut self, _means: Means) {
        let _ = self.0.kill();
    }
}

impl Drop for Player {
    /// No player outlives its supervisor, whatever went wrong here.
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(None)) {
            self.kill();
            let _ = self.0.wait();
        }
    }
}

#[derive(Clone, Copy)]
enum Means {
    Terminate,
    Kill,
}

/// What this mode adds to what the player is told anyway; nothing twice.
fn mode_arguments(arguments: &[OsString], mode: Mode) -> Vec<&'static OsStr> {
    let is_told = |word: &str| {
        let with_value = format!("{word}=");
        arguments
            .iter()
            .any(|told| told == word || told.to_string_lossy().starts_with(&with_value))
    };
    match mode {
        Mode::Safe if !is_told(SAFE) => vec![SAFE.as_ref()],
        Mode::OutOfOrder(trouble) if !is_told(OUT_OF_ORDER) => vec![OUT_OF_ORDER.as_ref(), trouble.code().as_ref()],
        Mode::Normal | Mode::Safe | Mode::OutOfOrder(_) => Vec::new(),
    }
}

#[cfg(unix)]
fn lead_a_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    // Ctrl-C in a terminal reaches the supervisor alone, which ends the player in order.
    command.process_group(0);
}

#[cfg(not(unix))]
fn lead_a_group(_command: &mut Command) {}

#[cfg(unix)]
fn end(status: ExitStatus) -> End {
    use std::os::unix::process::ExitStatusExt;
    End {
        code: status.code(),
        signal: status.signal(),
    }
}

#[cfg(not(unix))]
fn end(status: ExitStatus) -> End {
    End {
        code: status.code(),
        signal: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Trouble;

    #[test]
    fn a_mode_is_told_once() {
        let told = |given: &[&str], mode| {
            let given: Vec<OsString> = given.iter().map(OsString::from).collect();
            mode_arguments(&given, mode)
        };
        let out = Mode::OutOfOrder(Trouble::Crash);
        assert_eq!(told(&[], Mode::Normal), [""; 0]);
        assert_eq!(told(&["--lang", "fr"], Mode::Safe), ["--safe"]);
        assert_eq!(told(&["--safe"], Mode::Safe), [""; 0]);
        assert_eq!(told(&["--safe"], out), ["--out-of-order", "E3-CRASH"]);
        assert_eq!(told(&["--out-of-order=E0"], out), [""; 0]);
    }
}
