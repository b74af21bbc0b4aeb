//! The robot's hands: touches queued frame by frame, as a digitiser would report them. Pure.

use std::collections::VecDeque;

use bevy::{
    input::touch::{TouchInput, TouchPhase},
    math::Vec2,
    prelude::Entity,
};

use super::tremor::Stroke;

/// Frames between the fingers of a tap coming down and up.
const TAP_FRAMES: usize = 5;

/// What the digitiser will report in the coming frames.
#[derive(Debug)]
pub struct Hand {
    window: Entity,
    next_id: u64,
    frames: VecDeque<Vec<TouchInput>>,
}

impl Hand {
    pub fn new(window: Entity) -> Self {
        Self {
            window,
            next_id: 1,
            frames: VecDeque::new(),
        }
    }

    pub fn is_busy(&self) -> bool {
        !self.frames.is_empty()
    }

    /// Until it has done all that it was told.
    pub fn frames_left(&self) -> usize {
        self.frames.len()
    }

    /// What the digitiser reports in this frame.
    pub fn step(&mut self) -> Vec<TouchInput> {
        self.frames.pop_front().unwrap_or_default()
    }

    /// A fingertip on `at` (window pixels), down and up.
    pub fn tap(&mut self, at: Vec2) {
        let id = self.finger();
        self.at(0, id, TouchPhase::Started, at);
        self.at(TAP_FRAMES, id, TouchPhase::Ended, at);
    }

    /// A finger along `path`, one point a frame; `cancelled`: taken away by the system at the end.
    pub fn drag(&mut self, path: &[Vec2], cancelled: bool) {
        let end = if cancelled {
            TouchPhase::Canceled
        } else {
            TouchPhase::Ended
        };
        self.along(0, path, end);
    }

    /// One stroke after the other, each with a finger of its own.
    pub fn strokes(&mut self, strokes: &[Stroke]) {
        let mut frame = 0;
        for stroke in strokes {
            frame = self.along(frame + stroke.after, &stroke.path, TouchPhase::Ended);
        }
    }

    /// A finger along `path` from `frame` on; the frame in which it leaves.
    fn along(&mut self, frame: usize, path: &[Vec2], end: TouchPhase) -> usize {
        let (Some(&first), Some(&last)) = (path.first(), path.last()) else {
            return frame;
        };
        let id = self.finger();
        self.at(frame, id, TouchPhase::Started, first);
        for (index, &point) in path.iter().enumerate() {
            self.at(frame + index + 1, id, TouchPhase::Moved, point);
        }
        // A hand holds still before it lets go.
        let leaves = frame + path.len() + TAP_FRAMES;
        self.at(leaves, id, end, last);
        leaves
    }

    /// Several fingers at once, `delay` frames apart, each staying `frames`; `cancelled` as a palm is.
    pub fn many(&mut self, points: &[Vec2], delay: usize, frames: usize, cancelled: bool) {
        for (index, &point) in points.iter().enumerate() {
            let id = self.finger();
            self.at(index * delay, id, TouchPhase::Started, point);
            let end = if cancelled {
                TouchPhase::Canceled
            } else {
                TouchPhase::Ended
            };
            self.at(index * delay + frames, id, end, point);
        }
    }

    /// A finger that comes down and whose end is never reported.
    pub fn forgotten(&mut self, at: Vec2) {
        let id = self.finger();
        self.at(0, id, TouchPhase::Started, at);
    }

    fn finger(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    fn at(&mut self, frame: usize, id: u64, phase: TouchPhase, position: Vec2) {
        while self.frames.len() <= frame {
            self.frames.push_back(Vec::new());
        }
        self.frames[frame].push(TouchInput {
            phase,
            position,
            window: self.window,
            force: None,
            id,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finger_that_comes_down_is_reported_to_leave() {
        let mut hand = Hand::new(Entity::PLACEHOLDER);
        hand.tap(Vec2::ZERO);
        hand.drag(&[Vec2::ZERO, Vec2::ONE], false);
        hand.many(&[Vec2::ZERO; 10], 1, 4, true);
        let stroke = |after| Stroke {
            after,
            path: vec![Vec2::ZERO, Vec2::ONE],
        };
        hand.strokes(&[stroke(0), stroke(7)]);
        let mut down = 0i32;
        while hand.is_busy() {
            for touch in hand.step() {
                down += match touch.phase {
                    TouchPhase::Started => 1,
                    TouchPhase::Moved => 0,
                    TouchPhase::Ended | TouchPhase::Canceled => -1,
                };
            }
        }
        assert_eq!(down, 0);
    }

    #[test]
    fn no_finger_is_down_between_two_strokes() {
        let mut hand = Hand::new(Entity::PLACEHOLDER);
        let stroke = |after| Stroke {
            after,
            path: vec![Vec2::ZERO],
        };
        hand.strokes(&[stroke(0), stroke(9)]);
        let phases: Vec<Option<TouchPhase>> = (0..hand.frames_left())
            .map(|_| hand.step().last().map(|touch| touch.phase))
            .collect();
        let ended = phases
            .iter()
            .position(|phase| *phase == Some(TouchPhase::Ended))
            .unwrap();
        assert_eq!(phases[ended + 1..ended + 9], [None; 8]);
        assert_eq!(phases[ended + 9], Some(TouchPhase::Started));
        assert_eq!(phases.last(), Some(&Some(TouchPhase::Ended)));
    }
}
