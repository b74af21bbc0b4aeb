//! Tells the journal what was tried: the visit is followed while it goes on and told once it is over. No frame waits for
//! the disk, and nothing of it is written while somebody plays.

mod account;

use bevy::prelude::*;

use self::account::{Account, Told, Tried};
use crate::{
    AppSystems,
    engagement::{
        journal::{Entry, Recorder},
        row::{Help, slot_of},
    },
    kit::{Kit, Library},
    mechanics::{
        STEP_SECS,
        play::{BeginStep, Live, Said},
    },
    screens::{Screen, hud::Hud},
    stage::{Stage, ghost::Ghost},
    visitor::{Visit, VisitEnded},
};

/// Where the journal is, and the event it is kept for.
#[derive(Resource)]
struct Journal {
    recorder: Recorder,
    event: String,
    dates: Dates,
}

/// What the time is for the journal.
#[derive(Clone, Copy, Debug)]
pub enum Dates {
    /// The kiosk's clock.
    Clock,
    /// A robot lives a day in minutes: so many seconds from the start of one visit to that of the next, the first of
    /// them at `from`, seconds since 1970.
    Spread { from: i64, every: i64 },
}

impl Dates {
    /// Seconds since 1970, once so many visits have ended.
    fn now(self, visits: u32) -> i64 {
        match self {
            Self::Clock => jiff::Timestamp::now().as_second(),
            Self::Spread { from, every } => from + i64::from(visits) * every,
        }
    }
}

#[derive(Resource, Default)]
struct UnderWay {
    account: Account,
    /// Visits that have ended.
    ended: u32,
}

pub fn plugin(app: &mut App, recorder: Recorder, event: String, dates: Dates) {
    app.insert_resource(Journal { recorder, event, dates })
        .init_resource::<UnderWay>()
        .add_systems(FixedUpdate, wait.run_if(in_state(Screen::Play)))
        .add_systems(Update, (begin, help, follow).chain().in_set(AppSystems::Record));
}

/// A step that begins while the visitor plays; what the ghost plays on the attract screen is nobody's try.
fn begin(
    mut begins: MessageReader<BeginStep>,
    screen: Res<State<Screen>>,
    next: Res<NextState<Screen>>,
    library: Res<Library>,
    journal: Res<Journal>,
    mut under_way: ResMut<UnderWay>,
) {
    let playing = *screen.get() == Screen::Play
        || matches!(
            *next,
            NextState::Pending(Screen::Play) | NextState::PendingIfNeq(Screen::Play)
        );
    for begin in begins.read().filter(|_| playing) {
        if let Some(kit) = library.kit(&begin.kit) {
            let now = journal.dates.now(under_way.ended);
            under_way.account.step(&tried(kit), begin.level, begin.step, now);
        }
    }
}

fn tried(kit: &Kit) -> Tried {
    Tried {
        kit: kit.id().to_owned(),
        version: kit.version().to_owned(),
        steps: u8::try_from(kit.steps().len()).unwrap_or(u8::MAX),
        criteria: kit
            .debrief()
            .criteria
            .iter()
            .map(|criterion| criterion.id.clone())
            .collect(),
    }
}

fn wait(live: Res<Live>, stage: Res<Stage>, mut under_way: ResMut<UnderWay>) {
    if *live == Live::Everyone && stage.is_ready() {
        under_way.account.wait(STEP_SECS);
    }
}

fn help(
    mut said: MessageReader<Said>,
    ghost: Res<Ghost>,
    hud: Res<Hud>,
    screen: Res<State<Screen>>,
    mut under_way: ResMut<UnderWay>,
) {
    if *screen.get() != Screen::Play {
        said.clear();
        return;
    }
    if said.read().any(|said| matches!(said, Said::Hint(_))) {
        under_way.account.helped(Help::Hint);
    }
    if hud.helped {
        under_way.account.helped(Help::OneTouch);
    } else if ghost.is_busy() {
        under_way.account.helped(Help::Ghost);
    }
}

fn follow(
    mut ended: MessageReader<VisitEnded>,
    visit: Res<Visit>,
    screen: Res<State<Screen>>,
    mut under_way: ResMut<UnderWay>,
    journal: Res<Journal>,
) {
    let now = journal.dates.now(under_way.ended);
    if ended.read().count() > 0 {
        // The visit itself is wiped already: what was seen of it last is told.
        let told = under_way.account.end(&journal.event, now);
        under_way.ended += 1;
        match told {
            Some(Told::OptedOut(tries)) => (0..tries).for_each(|_| {
                journal.recorder.hand_over(Entry::OptedOut);
            }),
            Some(Told::Visits { rows, modes }) => {
                for row in rows {
                    journal.recorder.hand_over(Entry::Visit(Box::new(row)));
                }
                if !modes.is_empty() {
                    let slot = slot_of(now);
                    journal.recorder.hand_over(Entry::Modes { slot, modes });
                }
            }
            None => {}
        }
        return;
    }
    if visit.is_changed() {
        under_way.account.see(&visit, now);
    }
    if screen.is_changed() && *screen.get() != Screen::Play {
        under_way.account.left(now);
    }
}
