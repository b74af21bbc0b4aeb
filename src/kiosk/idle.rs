//! Patience: nobody touches for a while, a countdown asks, then the visit ends.

use bevy::{picking::pointer::PointerInput, prelude::*};

use crate::{
    AppSystems,
    config::KioskConfig,
    mechanics::{STEP_SECS, play::is_visitor},
    screens::Screen,
    visitor::{Defaults, Visit},
};

/// How long nobody has touched the glass. Game time, which no jump of the system's clock can change.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Patience {
    still_secs: f32,
}

/// What patience has to say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stillness {
    /// Somebody is there.
    Present,
    /// The countdown shows this many seconds.
    Asking(u32),
    Gone,
}

/// Nobody answered the countdown.
#[derive(Message, Clone, Copy, Debug)]
pub struct VisitorLeft;

impl Patience {
    pub fn touched(&mut self) {
        self.still_secs = 0.0;
    }

    pub fn wait(&mut self, secs: f32) {
        self.still_secs += secs;
    }

    /// `limit` and `countdown` in seconds.
    pub fn says(self, limit: f32, countdown: f32) -> Stillness {
        let left = limit + countdown - self.still_secs;
        if self.still_secs < limit {
            Stillness::Present
        } else if left > 0.0 {
            Stillness::Asking(left.ceil() as u32)
        } else {
            Stillness::Gone
        }
    }
}

/// The countdown on the screen, seconds left; `None` while somebody is there.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Countdown(pub Option<u32>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Patience>()
        .init_resource::<Countdown>()
        .add_message::<VisitorLeft>()
        .add_systems(Update, notice.in_set(AppSystems::Input))
        .add_systems(FixedUpdate, wait);
}

fn notice(mut inputs: MessageReader<PointerInput>, mut patience: ResMut<Patience>, mut countdown: ResMut<Countdown>) {
    // A mouse that only moves is a hand too.
    if inputs.read().any(|input| is_visitor(input.pointer_id)) {
        patience.touched();
        countdown.set_if_neq(Countdown(None));
    }
}

fn wait(
    mut patience: ResMut<Patience>,
    mut countdown: ResMut<Countdown>,
    mut left: MessageWriter<VisitorLeft>,
    screen: Res<State<Screen>>,
    visit: Res<Visit>,
    defaults: Res<Defaults>,
    config: Res<KioskConfig>,
) {
    let limit = match screen.get() {
        // Nobody is expected there; a language that somebody chose and left is put back without asking.
        Screen::Attract | Screen::OutOfOrder => {
            countdown.set_if_neq(Countdown(None));
            if *visit == Visit::new(defaults.0) {
                patience.touched();
            }
            patience.wait(STEP_SECS);
            if patience.still_secs > config.idle_menu_secs as f32 {
                patience.touched();
                left.write(VisitorLeft);
            }
            return;
        }
        Screen::Play => config.idle_play_secs,
        Screen::Intro | Screen::Catalogue | Screen::Finale | Screen::Who | Screen::Debrief | Screen::Carnet => {
            config.idle_menu_secs
        }
    };
    patience.wait(STEP_SECS);
    match patience.says(limit as f32, config.countdown_secs as f32) {
        Stillness::Present => {
            countdown.set_if_neq(Countdown(None));
        }
        Stillness::Asking(secs) => {
            countdown.set_if_neq(Countdown(Some(secs)));
        }
        Stillness::Gone => {
            patience.touched();
            countdown.set_if_neq(Countdown(None));
            left.write(VisitorLeft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says_after(secs: f32) -> Stillness {
        let mut patience = Patience::default();
        patience.wait(secs);
        patience.says(45.0, 20.0)
    }

    #[test]
    fn first_present_then_asked_then_gone() {
        assert_eq!(says_after(44.9), Stillness::Present);
        assert_eq!(says_after(45.0), Stillness::Asking(20));
        assert_eq!(says_after(64.5), Stillness::Asking(1));
        assert_eq!(says_after(65.0), Stillness::Gone);
    }

    #[test]
    fn a_touch_starts_it_all_over() {
        let mut patience = Patience::default();
        patience.wait(60.0);
        patience.touched();
        assert_eq!(patience.says(45.0, 20.0), Stillness::Present);
    }
}
