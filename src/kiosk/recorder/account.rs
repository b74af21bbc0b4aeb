//! What becomes of a visit in the journal: each try of a kit, as it went. Kept in memory until the visit is over, since
//! « Ne pas compter cette visite » stands at its end.

use crate::{
    engagement::row::{Audience, Help, KitVisit, Level as RowLevel, Liked, Mode, Outcome, slot_of},
    mechanics::Level,
    visitor::{Liking, Preferences, Visit, Who},
};

/// The kit that is played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    pub kit: String,
    pub version: String,
    pub steps: u8,
    /// Ids of its criteria.
    pub criteria: Vec<String>,
}

/// A try of a kit.
#[derive(Clone, Debug)]
struct Attempt {
    tried: Tried,
    level: Level,
    /// Steps done.
    done: usize,
    /// The step under way, from 1.
    step: u8,
    secs: f32,
    scores: Vec<(String, u8)>,
    help: Help,
    liked: Option<Liking>,
    /// When it ended, seconds since 1970.
    at: i64,
}

impl Attempt {
    fn is_finished(&self) -> bool {
        self.done >= usize::from(self.tried.steps)
    }
}

/// What is handed to the journal at the end of a visit.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// The visitor did not want to be counted: how many tries that were.
    OptedOut(u32),
    Visits {
        rows: Vec<KitVisit>,
        /// Accessibility modes that were used.
        modes: Vec<Mode>,
    },
}

/// The visit under way.
#[derive(Clone, Debug, Default)]
pub struct Account {
    open: Option<Attempt>,
    closed: Vec<Attempt>,
    who: Option<Who>,
    not_counted: bool,
    preferences: Preferences,
}

impl Account {
    /// A step of a kit begins, counted from 0; its first one begins a new try.
    pub fn step(&mut self, tried: &Tried, level: Level, step: usize, now: i64) {
        let goes_on = |open: &Attempt| step > 0 && open.tried.kit == tried.kit && open.level == level;
        if !self.open.as_ref().is_some_and(goes_on) {
            self.close(now);
            self.open = Some(Attempt {
                tried: tried.clone(),
                level,
                done: 0,
                step: 1,
                secs: 0.0,
                scores: Vec::new(),
                help: Help::None,
                liked: None,
                at: now,
            });
        }
        if let Some(open) = &mut self.open {
            open.step = u8::try_from(step + 1).unwrap_or(u8::MAX);
        }
    }

    /// Game time passes under the visitor's hands, seconds.
    pub fn wait(&mut self, secs: f32) {
        if let Some(open) = self.open.as_mut().filter(|open| !open.is_finished()) {
            open.secs += secs;
        }
    }

    /// The visitor was helped; the strongest help counts.
    pub fn helped(&mut self, help: Help) {
        if let Some(open) = self.open.as_mut().filter(|open| !open.is_finished()) {
            open.help = open.help.max(help);
        }
    }

    /// The visit as it stands.
    pub fn see(&mut self, visit: &Visit, now: i64) {
        (self.who, self.not_counted, self.preferences) = (visit.who, visit.not_counted, visit.preferences);
        let Some(open) = &mut self.open else { return };
        let is_it = visit.kit.as_ref() == Some(&open.tried.kit) && visit.level == open.level;
        if !is_it || visit.results.len() < open.done {
            // Another kit, another level, or the same once more.
            self.close(now);
            return;
        }
        if visit.results.len() > open.done {
            open.done = visit.results.len();
            open.at = now;
            let score = |criterion: &String| {
                let (mark, _) = visit.mark(criterion)?;
                Some((criterion.clone(), (mark.clamp(0.0, 1.0) * 100.0).round() as u8))
            };
            open.scores = open.tried.criteria.iter().filter_map(score).collect();
        }
        open.liked = visit.liked;
    }

    /// The game was left.
    pub fn left(&mut self, now: i64) {
        if self.open.as_ref().is_some_and(|open| !open.is_finished()) {
            self.close(now);
        }
    }

    fn close(&mut self, now: i64) {
        if let Some(mut open) = self.open.take() {
            if !open.is_finished() {
                open.at = now;
            }
            self.closed.push(open);
        }
    }

    /// The visit is over: what the journal is to be told, if anything was tried. Nothing of it is kept here.
    pub fn end(&mut self, event: &str, now: i64) -> Option<Told> {
        self.close(now);
        let Self {
            closed,
            who,
            not_counted,
            preferences,
            ..
        } = std::mem::take(self);
        if closed.is_empty() {
            return None;
        }
        if not_counted {
            return Some(Told::OptedOut(u32::try_from(closed.len()).unwrap_or(u32::MAX)));
        }
        let one_touch = closed.iter().any(|attempt| attempt.help == Help::OneTouch);
        let modes = [
            (preferences.large_text, Mode::LargeText),
            (one_touch, Mode::OneTouch),
            (preferences.muted, Mode::Mute),
        ];
        let row = |attempt: Attempt| KitVisit {
            event: event.to_owned(),
            level: match attempt.level {
                Level::Discovery => RowLevel::Discovery,
                Level::Challenge => RowLevel::Challenge,
                Level::Expert => RowLevel::Expert,
            },
            audience: who.map(audience),
            language: preferences.language,
            slot: slot_of(attempt.at),
            outcome: if attempt.is_finished() {
                Outcome::Finished
            } else {
                Outcome::Abandoned { step: attempt.step }
            },
            secs: attempt.secs.round() as u32,
            steps: attempt.tried.steps,
            scores: attempt.scores,
            help: attempt.help,
            liked: attempt.liked.map(liked),
            kit: attempt.tried.kit,
            kit_version: attempt.tried.version,
        };
        Some(Told::Visits {
            rows: closed.into_iter().map(row).collect(),
            modes: modes
                .into_iter()
                .filter(|(used, _)| *used)
                .map(|(_, mode)| mode)
                .collect(),
        })
    }
}

fn audience(who: Who) -> Audience {
    match who {
        Who::College => Audience::College,
        Who::Lycee => Audience::Lycee,
        Who::Etudes => Audience::Etudes,
        Who::Adulte => Audience::Adulte,
        Who::Parent => Audience::Parent,
        Who::Conseil => Audience::Conseil,
    }
}

fn liked(liking: Liking) -> Liked {
    match liking {
        Liking::Yes => Liked::Yes,
        Liking::SoSo => Liked::SoSo,
        Liking::No => Liked::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language::Bilingual, mechanics::Mark, visitor::StepResult};

    fn tried(kit: &str) -> Tried {
        Tried {
            kit: kit.into(),
            version: "1.0.0".into(),
            steps: 2,
            criteria: vec!["geste".into(), "jamais".into()],
        }
    }

    fn result(mark: f32) -> StepResult {
        StepResult {
            step: "a".into(),
            marks: vec![Mark {
                criterion: "geste".into(),
                value: 0.0,
                mark,
                weight: 1.0,
                advice: Bilingual::new("", ""),
            }],
            helped: false,
        }
    }

    fn rows(told: Option<Told>) -> Vec<KitVisit> {
        match told {
            Some(Told::Visits { rows, .. }) => rows,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_kit_that_is_finished_is_one_row_with_what_was_liked() {
        let (mut account, mut visit) = (Account::default(), Visit::default());
        visit.choose("soudure", false);
        account.step(&tried("soudure"), Level::Discovery, 0, 900);
        account.wait(40.0);
        account.helped(Help::Ghost);
        account.helped(Help::Hint);
        visit.results.push(result(1.0));
        account.see(&visit, 1000);
        account.step(&tried("soudure"), Level::Discovery, 1, 1000);
        account.wait(20.4);
        visit.results.push(result(0.5));
        account.see(&visit, 1800);
        // What is looked at afterwards is not playing.
        account.wait(100.0);
        account.helped(Help::OneTouch);
        (visit.who, visit.liked) = (Some(Who::Lycee), Some(Liking::Yes));
        account.see(&visit, 5000);
        let rows = rows(account.end("salon", 9000));
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!((row.outcome, row.secs, row.slot), (Outcome::Finished, 60, 2));
        assert_eq!(row.scores, [("geste".to_owned(), 75)]);
        assert_eq!((row.help, row.liked), (Help::Ghost, Some(Liked::Yes)));
        assert_eq!((row.audience, row.event.as_str()), (Some(Audience::Lycee), "salon"));
        assert_eq!(account.end("salon", 9000), None, "nothing is told twice");
    }

    #[test]
    fn leaving_and_starting_again_are_tries_of_their_own() {
        let (mut account, mut visit) = (Account::default(), Visit::default());
        visit.choose("soudure", false);
        account.step(&tried("soudure"), Level::Discovery, 0, 0);
        visit.results.push(result(1.0));
        account.see(&visit, 0);
        account.step(&tried("soudure"), Level::Discovery, 1, 0);
        // « Quitter cet essai ? »
        account.left(900);
        visit.choose("toit", false);
        account.see(&visit, 950);
        account.step(&tried("toit"), Level::Discovery, 0, 960);
        for _ in 0..2 {
            visit.results.push(result(1.0));
            account.see(&visit, 970);
        }
        visit.rewind();
        visit.level = Level::Challenge;
        account.see(&visit, 980);
        account.step(&tried("toit"), Level::Challenge, 0, 990);
        visit.preferences.large_text = true;
        account.see(&visit, 1000);
        let told = account.end("salon", 1900);
        let Some(Told::Visits { rows, modes }) = told else {
            panic!("{told:?}")
        };
        let ends: Vec<_> = rows
            .iter()
            .map(|row| (row.kit.as_str(), row.level, row.outcome, row.slot))
            .collect();
        assert_eq!(
            ends,
            [
                ("soudure", RowLevel::Discovery, Outcome::Abandoned { step: 2 }, 1),
                ("toit", RowLevel::Discovery, Outcome::Finished, 1),
                ("toit", RowLevel::Challenge, Outcome::Abandoned { step: 1 }, 2),
            ]
        );
        assert_eq!(modes, [Mode::LargeText]);
    }

    #[test]
    fn who_does_not_want_to_be_counted_leaves_a_number_only() {
        let (mut account, mut visit) = (Account::default(), Visit::default());
        visit.choose("soudure", false);
        account.step(&tried("soudure"), Level::Discovery, 0, 0);
        visit.not_counted = true;
        account.see(&visit, 0);
        assert_eq!(account.end("salon", 0), Some(Told::OptedOut(1)));
        assert_eq!(account.end("salon", 0), None);
    }
}
