//! The heartbeat of the render loop: the player says « a frame was shown », its supervisor listens.
//!
//! UDP on the loopback: a datagram is handed over or dropped, at once. Nothing here makes a frame wait or fail.

use std::{
    env, io,
    net::{Ipv4Addr, SocketAddr, UdpSocket},
    time::{Duration, Instant},
};

use rand::{TryRng, rngs::SysRng};
use serde::{Deserialize, Serialize};

/// Where the player sends its beats, `127.0.0.1:port`.
pub const ADDRESS_VARIABLE: &str = "ETABLI_HEARTBEAT";

/// What its beats are to carry: beats of a player that is just dying are not those of the next.
pub const TOKEN_VARIABLE: &str = "ETABLI_HEARTBEAT_TOKEN";

/// Four beats a second tell a frozen loop from a slow one soon enough.
const BETWEEN_BEATS: Duration = Duration::from_millis(250);

/// No beat comes near this size, bytes.
const DATAGRAM_MAX: usize = 1024;

const TOKEN_BYTES: usize = 16;

/// Where in a visit the player is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// `attract`, `intro`, `catalogue`, `play`, `debrief`…
    pub screen: String,
    /// The kit on screen.
    #[serde(default)]
    pub kit: Option<String>,
    /// Its step, from 0.
    #[serde(default)]
    pub step: Option<usize>,
}

impl Place {
    /// The kit that has the machine in its hands here: whoever only shows its card does not.
    pub fn played_kit(&self) -> Option<&str> {
        const AT_WORK: [&str; 4] = ["intro", "play", "finale", "debrief"];
        self.kit.as_deref().filter(|_| AT_WORK.contains(&self.screen.as_str()))
    }

    /// Nobody plays: the kiosk calls visitors.
    pub fn is_attract(&self) -> bool {
        self.screen == "attract"
    }
}

/// One datagram: the loop has shown `frame` frames, and is at this place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beat {
    pub frame: u64,
    #[serde(flatten)]
    pub place: Place,
}

#[derive(Debug, Serialize, Deserialize)]
struct Datagram {
    token: String,
    #[serde(flatten)]
    beat: Beat,
}

/// The player's end.
#[derive(Debug)]
pub struct Pulse {
    socket: UdpSocket,
    datagram: Datagram,
    sent: Option<Instant>,
}

impl Pulse {
    /// The supervisor that the environment names; `None` if there is none. From then on the system ends this process with
    /// its supervisor (Linux): two players on one screen help nobody. To be called on the main thread, which the system
    /// remembers for it.
    pub fn from_env() -> Option<Self> {
        let to = env::var(ADDRESS_VARIABLE).ok()?;
        let token = env::var(TOKEN_VARIABLE).ok()?;
        let to = to.parse().ok().filter(|to: &SocketAddr| to.ip().is_loopback());
        let Some(to) = to else {
            tracing::warn!(
                "{ADDRESS_VARIABLE} is not an address of this machine: nobody will know that this player lives"
            );
            return None;
        };
        end_with_parent();
        Self::new(to, token)
            .inspect_err(|error| tracing::warn!("no heartbeat: {error}"))
            .ok()
    }

    /// # Errors
    /// If the machine gives no socket.
    pub fn new(to: SocketAddr, token: String) -> io::Result<Self> {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        socket.connect(to)?;
        socket.set_nonblocking(true)?;
        let beat = Beat::default();
        Ok(Self {
            socket,
            datagram: Datagram { token, beat },
            sent: None,
        })
    }

    /// To be called when a frame was presented; `frame` counts them. Sends at most four times a second, and at once where
    /// the place is another than before.
    pub fn beat(&mut self, now: Instant, frame: u64, screen: &str, kit: Option<&str>, step: Option<usize>) {
        let moved = self.go(screen, kit, step);
        let due = self
            .sent
            .is_none_or(|sent| now.saturating_duration_since(sent) >= BETWEEN_BEATS);
        self.datagram.beat.frame = frame;
        if moved || due {
            self.sent = Some(now);
            self.send();
        }
    }

    /// To be called before a kit is let loose: should it take the process down before its first frame, it is known which
    /// kit that was. Says nothing of the loop being alive.
    pub fn enter(&mut self, screen: &str, kit: Option<&str>, step: Option<usize>) {
        if self.go(screen, kit, step) {
            self.send();
        }
    }

    /// True if that is elsewhere.
    fn go(&mut self, screen: &str, kit: Option<&str>, step: Option<usize>) -> bool {
        let place = &mut self.datagram.beat.place;
        let moved = place.screen != screen || place.kit.as_deref() != kit || place.step != step;
        if moved {
            *place = Place {
                screen: screen.to_owned(),
                kit: kit.map(str::to_owned),
                step,
            };
        }
        moved
    }

    fn send(&self) {
        if let Ok(bytes) = serde_json::to_vec(&self.datagram) {
            // Nobody may listen any more, or the queue be full: the next beat will tell.
            let _ = self.socket.send(&bytes);
        }
    }
}

#[cfg(target_os = "linux")]
fn end_with_parent() {
    use rustix::process::{Signal, set_parent_process_death_signal};
    // SIGKILL: also a frozen loop ends, and the journal survives it as it survives a power cut.
    if let Err(error) = set_parent_process_death_signal(Some(Signal::KILL)) {
        tracing::warn!("this player may outlive its supervisor: {error}");
    }
}

#[cfg(not(target_os = "linux"))]
fn end_with_parent() {}

/// The supervisor's end.
#[derive(Debug)]
pub struct Listener {
    socket: UdpSocket,
    address: SocketAddr,
    token: String,
}

impl Listener {
    /// # Errors
    /// If the machine gives no socket or no chance.
    pub fn bind() -> io::Result<Self> {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = socket.local_addr()?;
        let token = fresh_token()?;
        Ok(Self { socket, address, token })
    }

    /// Where beats are heard.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What beats have to carry.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Another token, for another player.
    ///
    /// # Errors
    /// If the machine gives no chance: the token stays.
    pub fn renew(&mut self) -> io::Result<()> {
        self.token = fresh_token()?;
        Ok(())
    }

    /// The next beat of the present player, or `None` if none came within `most`. What is no beat, or is another's, is
    /// dropped; then it may return sooner.
    ///
    /// # Errors
    /// If the socket itself is broken.
    pub fn wait(&self, most: Duration) -> io::Result<Option<Beat>> {
        // Zero would mean for ever.
        self.socket.set_read_timeout(Some(most.max(Duration::from_millis(1))))?;
        let mut bytes = [0; DATAGRAM_MAX];
        match self.socket.recv(&mut bytes) {
            Ok(length) => Ok(self.read(&bytes[..length])),
            Err(error) => match error.kind() {
                io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted => Ok(None),
                _ => Err(error),
            },
        }
    }

    fn read(&self, bytes: &[u8]) -> Option<Beat> {
        let Datagram { token, beat } = serde_json::from_slice(bytes).ok()?;
        (token == self.token).then_some(beat)
    }
}

/// Hexadecimal digits that nobody guesses.
fn fresh_token() -> io::Result<String> {
    use std::fmt::Write;
    let mut bytes = [0; TOKEN_BYTES];
    SysRng.try_fill_bytes(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().fold(String::new(), |mut token, byte| {
        // A String takes whatever is written.
        let _ = write!(token, "{byte:02x}");
        token
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_secs(10);

    fn pair() -> (Pulse, Listener) {
        let listener = Listener::bind().expect("a loopback");
        let pulse = Pulse::new(listener.address(), listener.token().to_owned()).expect("a loopback");
        (pulse, listener)
    }

    #[test]
    fn a_beat_is_heard_as_it_was_sent() {
        let (mut pulse, listener) = pair();
        pulse.beat(Instant::now(), 7, "play", Some("soudure"), Some(2));
        let beat = listener.wait(SOON).expect("a socket").expect("a beat");
        let place = Place {
            screen: "play".to_owned(),
            kit: Some("soudure".to_owned()),
            step: Some(2),
        };
        assert_eq!(beat, Beat { frame: 7, place });
    }

    #[test]
    fn frames_in_a_row_are_one_beat_and_a_move_is_another() {
        let (mut pulse, listener) = pair();
        let start = Instant::now();
        for frame in 0..30 {
            pulse.beat(start + Duration::from_millis(frame * 16), frame, "attract", None, None);
        }
        pulse.enter("intro", Some("soudure"), None);
        pulse.enter("intro", Some("soudure"), None);
        let mut heard = Vec::new();
        while let Some(beat) = listener.wait(Duration::from_millis(50)).expect("a socket") {
            heard.push((beat.frame, beat.place.screen));
        }
        // Frame 16 is the first after a quarter of a second; the move carries the frame that was shown last.
        let wanted = [(0, "attract"), (16, "attract"), (29, "intro")];
        assert_eq!(heard, wanted.map(|(frame, screen)| (frame, screen.to_owned())));
    }

    #[test]
    fn what_is_no_beat_of_this_player_is_not_heard() {
        let (mut former, mut listener) = pair();
        listener.renew().expect("chance");
        let (stranger, address) = (UdpSocket::bind("127.0.0.1:0").expect("a loopback"), listener.address());
        let good = format!(
            r#"{{"token":"{}","frame":3,"screen":"play","kit":null,"step":null,"more":1}}"#,
            listener.token()
        );
        former.beat(Instant::now(), 1, "attract", None, None);
        assert_eq!(listener.wait(SOON).expect("a socket"), None);
        let long = "x".repeat(4000);
        for junk in ["", "{", "null", r#"{"token":""}"#, &good.replace("3", "-3"), &long] {
            stranger.send_to(junk.as_bytes(), address).expect("sent");
            assert_eq!(listener.wait(SOON).expect("a socket"), None, "{junk}");
        }
        stranger.send_to(good.as_bytes(), address).expect("sent");
        assert_eq!(listener.wait(SOON).expect("a socket").expect("a beat").frame, 3);
    }

    #[test]
    fn nobody_listening_costs_nothing() {
        let (mut pulse, listener) = pair();
        drop(listener);
        for second in 0..5 {
            pulse.beat(
                Instant::now() + Duration::from_secs(second),
                second,
                "attract",
                None,
                None,
            );
        }
    }

    #[test]
    fn a_card_is_not_a_kit_at_work() {
        let at = |screen: &str| Place {
            screen: screen.to_owned(),
            kit: Some("soudure".to_owned()),
            step: None,
        };
        assert_eq!(at("play").played_kit(), Some("soudure"));
        assert_eq!(at("attract").played_kit(), None);
        assert_eq!(at("catalogue").played_kit(), None);
    }
}
