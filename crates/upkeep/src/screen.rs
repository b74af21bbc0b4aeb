//! How the screen is mounted: the picture is turned by the tools of whatever draws the desktop.

use std::{
    env, io,
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

/// A tool that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(5);
const LOOK: Duration = Duration::from_millis(20);

/// A screen on its side or upside down, clockwise as one stands before it, degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    Upright,
    Quarter,
    Half,
    ThreeQuarters,
}

impl Turned {
    /// `None` for what is no quarter turn.
    pub fn from_degrees(degrees: u32) -> Option<Self> {
        match degrees {
            0 => Some(Self::Upright),
            90 => Some(Self::Quarter),
            180 => Some(Self::Half),
            270 => Some(Self::ThreeQuarters),
            _ => None,
        }
    }

    /// The picture is to be turned the other way round. Wayland counts anticlockwise (`wl_output.transform`), so that the
    /// number is the same again.
    fn wayland(self) -> &'static str {
        match self {
            Self::Upright => "normal",
            Self::Quarter => "90",
            Self::Half => "180",
            Self::ThreeQuarters => "270",
        }
    }

    /// `left` turns the picture anticlockwise.
    fn x11(self) -> &'static str {
        match self {
            Self::Upright => "normal",
            Self::Quarter => "left",
            Self::Half => "inverted",
            Self::ThreeQuarters => "right",
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    #[error("neither Wayland nor X11 draws here")]
    NoDesktop,
    #[error("`{tool}` cannot be run")]
    NoTool {
        tool: &'static str,
        #[source]
        error: io::Error,
    },
    #[error("`{tool}` refused: {said}")]
    Refused { tool: &'static str, said: String },
    #[error("`{0}` sees no screen")]
    NoScreen(&'static str),
}

impl ScreenError {
    /// For staff, in French.
    pub fn told(&self) -> String {
        let why = match self {
            Self::NoDesktop => "ni Wayland ni X11".to_owned(),
            Self::NoTool { tool, error } if error.kind() == io::ErrorKind::NotFound => {
                format!("installer le paquet {}", package(tool))
            }
            Self::NoTool { tool, error } => format!("{tool}\u{a0}: {error}"),
            Self::Refused { tool, said } if said.contains(NOT_BY_TOOLS) => {
                "elle le sera au prochain démarrage de l’ordinateur".to_owned()
            }
            Self::Refused { tool, said } => format!("{tool}\u{a0}: {said}"),
            Self::NoScreen(tool) => format!("{tool} ne voit pas d’écran\u{a0}; vérifier le câble"),
        };
        format!("l’image n’a pas pu être tournée ({why})")
    }
}

fn package(tool: &str) -> &str {
    match tool {
        XRANDR => "x11-xserver-utils",
        _ => tool,
    }
}

/// In what `wlr-randr` says where the desktop is turned by whoever starts it.
const NOT_BY_TOOLS: &str = "wlr-output-management";

const WLR_RANDR: &str = "wlr-randr";
const XRANDR: &str = "xrandr";

/// Turns the picture of every screen as staff wish, and only then: a picture that nobody spoke of stays as whoever set up
/// the machine left it.
#[derive(Debug, Default)]
pub struct Turner {
    asked: Option<Turned>,
    told: Option<String>,
}

/// Says by how many degrees the session has turned the picture already: cage before 0.1.5 turns it with an option of its
/// own, and lets no tool do it.
pub const TURNED_VARIABLE: &str = "ETABLI_TURNED";

impl Turner {
    /// What is wrong, in French, if that is news. To be called whenever a player starts: a screen that was unplugged
    /// comes back as it was made.
    pub fn turn(&mut self, wished: Turned) -> Option<String> {
        let by_session = env::var(TURNED_VARIABLE).ok();
        let by_session = by_session.and_then(|degrees| Turned::from_degrees(degrees.parse().ok()?));
        let is_done = match (by_session, self.asked) {
            (Some(turned), _) => turned == wished,
            (None, asked) => wished == Turned::Upright && asked.is_none_or(|turned| turned == Turned::Upright),
        };
        self.asked = Some(wished);
        if is_done {
            return None;
        }
        let told = turn(wished).err().map(|error| error.told());
        let is_news = told != self.told;
        self.told.clone_from(&told);
        told.filter(|_| is_news)
    }
}

/// Turns the picture of every screen that is connected.
///
/// # Errors
/// If the desktop or its tool is not there, or does not do it.
pub fn turn(turned: Turned) -> Result<(), ScreenError> {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("WAYLAND_DISPLAY") {
        let outputs = wayland_outputs(&ask(WLR_RANDR, &[])?);
        turn_each(WLR_RANDR, &outputs, "--transform", turned.wayland())
    } else if is_set("DISPLAY") {
        let outputs = x11_outputs(&ask(XRANDR, &["--query"])?);
        turn_each(XRANDR, &outputs, "--rotate", turned.x11())
    } else {
        Err(ScreenError::NoDesktop)
    }
}

fn turn_each(tool: &'static str, outputs: &[String], option: &str, value: &str) -> Result<(), ScreenError> {
    if outputs.is_empty() {
        return Err(ScreenError::NoScreen(tool));
    }
    for output in outputs {
        ask(tool, &["--output", output, option, value])?;
    }
    Ok(())
}

/// Each output begins a line; what is said of it is set in.
fn wayland_outputs(said: &str) -> Vec<String> {
    let heads = said.lines().filter(|line| !line.starts_with(char::is_whitespace));
    heads
        .filter_map(|line| Some(line.split_whitespace().next()?.to_owned()))
        .collect()
}

fn x11_outputs(said: &str) -> Vec<String> {
    let connected = said.lines().filter_map(|line| line.split_once(" connected"));
    connected.map(|(name, _)| name.to_owned()).collect()
}

/// What a tool answers, within its patience.
fn ask(tool: &'static str, arguments: &[&str]) -> Result<String, ScreenError> {
    let failed = |error| ScreenError::NoTool { tool, error };
    let Output { status, stdout, stderr } = run(tool, arguments).map_err(failed)?;
    if !status.success() {
        let said = String::from_utf8_lossy(&stderr).trim().to_owned();
        return Err(ScreenError::Refused { tool, said });
    }
    Ok(String::from_utf8_lossy(&stdout).into_owned())
}

fn run(tool: &str, arguments: &[&str]) -> io::Result<Output> {
    let mut child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let start = Instant::now();
    // Their answers are shorter than a pipe is deep.
    while child.try_wait()?.is_none() {
        if start.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        thread::sleep(LOOK);
    }
    child.wait_with_output()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn screens_are_found_in_what_the_tools_say() {
        let wlr = "HDMI-A-1 \"Make Model (HDMI-A-1)\"\n  Make: Make\n  Modes:\n    1920x1080 px, 60 Hz (current)\nDP-2 \"x\"\n  Enabled: no\n";
        assert_eq!(wayland_outputs(wlr), ["HDMI-A-1", "DP-2"]);
        let xrandr = "Screen 0: minimum 1 x 1, current 1280 x 720\nHDMI-1 connected primary 1920x1080+0+0 (normal) 0mm x 0mm\n   1920x1080 60.00*\nDP-1 disconnected (normal)\n";
        assert_eq!(x11_outputs(xrandr), ["HDMI-1"]);
        assert_eq!(wayland_outputs(""), [""; 0]);
    }

    #[test]
    fn only_quarter_turns_are_turns() {
        let names = [0, 90, 180, 270].map(|degrees| Turned::from_degrees(degrees).map(Turned::x11));
        assert_eq!(names, ["normal", "left", "inverted", "right"].map(Some));
        assert_eq!([45, 91, 360].map(Turned::from_degrees), [None; 3]);
    }

    #[test]
    fn a_picture_that_nobody_spoke_of_is_left_alone() {
        let mut turner = Turner::default();
        // Neither would find a desktop or a tool that turns anything in a test.
        assert_eq!(turner.turn(Turned::Upright), None);
        assert_eq!(turner.turn(Turned::Upright), None);
        assert_eq!(turner.asked, Some(Turned::Upright));
    }

    #[test]
    fn a_session_that_turns_by_itself_says_when() {
        let said = "compositor doesn't support wlr-output-management-unstable-v1".to_owned();
        let refused = ScreenError::Refused { tool: WLR_RANDR, said };
        assert!(refused.told().contains("au prochain démarrage"), "{}", refused.told());
    }

    #[cfg(unix)]
    #[test]
    fn a_tool_that_is_missing_or_refuses_is_told() {
        let missing = ask("etabli-no-such-tool", &[]).expect_err("no tool");
        assert!(
            missing.told().contains("installer le paquet etabli-no-such-tool"),
            "{}",
            missing.told()
        );
        let refused = ask("sh", &["-c", "echo non >&2; exit 3"]).expect_err("refused");
        assert!(refused.told().contains("sh\u{a0}: non"), "{}", refused.told());
        assert_eq!(ask("sh", &["-c", "echo oui"]).expect("an answer"), "oui\n");
    }
}
