//! How a mechanic answers what a visitor does: the sounds, the sparks, the words and the notes its effects become.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    Mark,
    play::{Happened, Progressed, Said, StepDone},
};
use crate::{
    audio::{Cue, PlayCue},
    language::Bilingual,
    stage::Burst,
    theme::motion::Flash,
};

/// Sparks of something that succeeded, or broke.
const BURST: usize = 14;

/// Where the effects of an input go.
#[derive(SystemParam)]
pub struct Voices<'w> {
    cues: MessageWriter<'w, PlayCue>,
    bursts: MessageWriter<'w, Burst>,
    flashes: MessageWriter<'w, Flash>,
    said: MessageWriter<'w, Said>,
    progress: MessageWriter<'w, Progressed>,
    done: MessageWriter<'w, StepDone>,
    log: MessageWriter<'w, Happened>,
}

impl Voices<'_> {
    /// A sound as it was recorded.
    pub fn cue(&mut self, cue: Cue) {
        self.play(PlayCue::new(cue));
    }

    pub fn play(&mut self, cue: PlayCue) {
        self.cues.write(cue);
    }

    /// A shower of sparks, stage coordinates, metres.
    pub fn burst(&mut self, at: Vec3) {
        self.bursts.write(Burst { at, count: BURST });
    }

    /// Light fills the screen for a moment.
    pub fn flash(&mut self) {
        self.flashes.write(Flash);
    }

    pub fn say(&mut self, said: Said) {
        self.said.write(said);
    }

    /// Something is in its place or found, and why it matters.
    pub fn praise(&mut self, name: &Bilingual, why: &Bilingual) {
        self.say(Said::Praise {
            name: name.clone(),
            why: why.clone(),
        });
    }

    /// A kind word in passing; the key of an interface text.
    pub fn hint(&mut self, key: &'static str) {
        self.say(Said::Hint(key));
    }

    /// So many of so many are done.
    pub fn progress(&mut self, (done, total): (usize, usize)) {
        self.progress.write(Progressed { done, total });
    }

    /// A line of the visit's log.
    pub fn log(&mut self, what: impl Into<String>) {
        self.log.write(Happened(what.into()));
    }

    /// The step is over.
    pub fn finish(&mut self, marks: Vec<Mark>) {
        self.done.write(StepDone { marks });
    }
}
