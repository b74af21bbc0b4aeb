//! What goes wrong at a simulated fair: networks, clocks, disks, and the plug somebody pulls.

use rand::{RngExt, rngs::ChaCha8Rng};

use super::fair::{Happening, Op};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// Adds what fails to the moments of a kiosk. `days`: when each begins and the kiosk is put out; `home`: when it is on
/// again in the workshop, where all is mended within days.
pub fn failures(days: &[(i64, i64)], home: i64, moments: &mut Vec<(i64, Happening)>, random: &mut ChaCha8Rng) {
    network(days, home, moments, random);
    clock(days, home, moments, random);
    disk(days, home, moments, random);
    cuts(days, home, moments, random);
}

fn network(days: &[(i64, i64)], home: i64, moments: &mut Vec<(i64, Happening)>, random: &mut ChaCha8Rng) {
    let mut set = |at, is_up| moments.push((at, Happening::Network { is_up }));
    // Weeks without network are for kiosks that travel on.
    let back = home + [HOUR, 12 * HOUR, 3 * DAY, 20 * DAY][random.random_range(0..4)];
    if random.random_bool(0.25) {
        // Never at the fair.
        set(days.first().map_or(home, |day| day.0) - HOUR, false);
        set(back, true);
        return;
    }
    for (opening, off) in days {
        if random.random_bool(0.6) {
            let from = random.random_range(*opening..*off);
            set(from, false);
            set(from + random.random_range(HOUR..6 * HOUR), true);
        }
    }
    if random.random_bool(0.4) {
        set(home - HOUR, false);
        set(back, true);
    }
}

fn clock(days: &[(i64, i64)], home: i64, moments: &mut Vec<(i64, Happening)>, random: &mut ChaCha8Rng) {
    if !random.random_bool(0.3) || days.is_empty() {
        return;
    }
    let (opening, off) = days[random.random_range(0..days.len())];
    let from = random.random_range(opening..off);
    let (ahead_secs, until) = match random.random_range(0..4) {
        // A year ahead, for long enough to be believed, and then put right: what was sealed stays sealed.
        0 => (YEAR, from + 3 * HOUR),
        // And for less.
        1 => (YEAR, from + HOUR / 2),
        2 => (-40 * DAY, home),
        // The battery is empty: 1970.
        _ => (-from, home),
    };
    moments.push((from, Happening::Clock { ahead_secs }));
    moments.push((until.min(home), Happening::Clock { ahead_secs: 0 }));
}

fn disk(days: &[(i64, i64)], home: i64, moments: &mut Vec<(i64, Happening)>, random: &mut ChaCha8Rng) {
    if random.random_bool(0.12) && !days.is_empty() {
        let (opening, _) = days[random.random_range(0..days.len())];
        let from = opening + random.random_range(HOUR..5 * HOUR);
        moments.push((from, Happening::JournalFull(true)));
        moments.push((
            from + random.random_range(HOUR / 2..2 * HOUR),
            Happening::JournalFull(false),
        ));
    }
    if random.random_bool(0.12) {
        let from = days.last().map_or(home, |day| day.1);
        moments.push((from + HOUR, Happening::OutboxFull(true)));
        moments.push((home + random.random_range(HOUR..DAY), Happening::OutboxFull(false)));
    }
}

fn cuts(days: &[(i64, i64)], home: i64, moments: &mut Vec<(i64, Happening)>, random: &mut ChaCha8Rng) {
    for (opening, off) in days {
        if random.random_bool(0.5) {
            let cut = Happening::Cut {
                op: Op::Record,
                steps: random.random_range(0..40),
            };
            moments.push((random.random_range(*opening..*off), cut));
        }
    }
    for (op, share, steps_max) in [(Op::KeepHouse, 0.5, 400), (Op::Send, 0.5, 60)] {
        if random.random_bool(share) {
            // Before the kiosk is put on for the last time: when it seals, or begins to send.
            moments.push((
                home - 1,
                Happening::Cut {
                    op,
                    steps: random.random_range(0..steps_max),
                },
            ));
        }
    }
}
