//! What the robot visitor does next, from what is on the screen. Pure: the same seed sees the same and does the same.

use bevy::math::{Rect, Vec2};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

use super::{
    RobotOptions,
    tour::Tour,
    tremor::{Stroke, Tremor},
};
use crate::{
    mechanics::Level,
    screens::{Control, Overlay, Screen},
    visitor::{Liking, Visit, Who},
};

/// What the robot sees. Window pixels.
#[derive(Debug)]
pub struct Sight<'a> {
    pub screen: Screen,
    pub overlay: Overlay,
    pub visit: &'a Visit,
    pub controls: &'a [(Control, Rect)],
    /// The gesture that would advance the step, one point a frame.
    pub gesture: Option<Vec<Vec2>>,
    pub glass: Vec2,
    pub px_per_mm: f32,
}

/// What the robot decided to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    Tap(Vec2),
    Drag {
        path: Vec<Vec2>,
        cancelled: bool,
    },
    /// One after the other, as an unsteady hand goes.
    Strokes(Vec<Stroke>),
    /// Fingers at once, frames between them, frames each stays.
    Many {
        points: Vec<Vec2>,
        delay: usize,
        frames: usize,
        cancelled: bool,
    },
    Forget(Vec2),
    /// Frames.
    Wait(usize),
}

/// A visitor with a character.
#[derive(Debug)]
pub struct Plan {
    random: ChaCha8Rng,
    clumsy: bool,
    /// The hand trembles.
    tremor: Option<Tremor>,
    /// Looks into the catalogue on each visit.
    curious: bool,
    /// Plays again until the hardest level is done.
    climbs: bool,
    /// Only this kit is played.
    kit: Option<String>,
    tour: Tour,
    /// Things done once a visit.
    wandered: bool,
    /// Looked at the numbers of the printed card.
    carded: bool,
    again: bool,
}

/// How often a clumsy visitor does something else than what would help.
const CLUMSY: f64 = 0.45;
/// Frames of nothing that end in the countdown's end, whatever the screen.
const ABANDON_FRAMES: usize = 60 * 115;

impl Plan {
    pub fn new(options: &RobotOptions) -> Self {
        Self {
            random: ChaCha8Rng::seed_from_u64(options.seed),
            clumsy: options.clumsy,
            // Nerves of their own: steady or not, the same seed chooses the same.
            tremor: options.unsteady.then(|| Tremor::new(options.seed)),
            // Whoever takes pictures sees every screen.
            curious: options.screenshots.is_some(),
            climbs: options.climbs,
            kit: options.kit.clone(),
            tour: Tour::default(),
            wandered: false,
            carded: false,
            again: false,
        }
    }

    pub fn begin_with(&mut self, tour: Tour) {
        self.tour = tour;
    }

    /// A new visitor comes.
    pub fn new_visitor(&mut self) {
        self.tour.new_visitor();
        self.wandered = false;
        self.carded = false;
        self.again = false;
    }

    fn is_clumsy(&self) -> bool {
        self.clumsy && self.tour.is_over()
    }

    /// The kit to be played; none: any.
    fn wanted(&self) -> Option<&String> {
        self.tour.kit().or(self.kit.as_ref())
    }

    fn chance(&mut self, share: f64) -> bool {
        self.random.random_bool(share)
    }

    pub fn next(&mut self, sight: &Sight) -> Deed {
        if self.is_clumsy() && self.chance(CLUMSY) {
            return self.stumble(sight);
        }
        let press = |wanted: &Control| {
            sight
                .controls
                .iter()
                .find(|(control, _)| control == wanted)
                .map(|(_, rect)| Deed::Tap(rect.center()))
        };
        let looks = self.tour.looks(sight.screen, sight.overlay, sight.controls);
        if let Some(deed) = looks.and_then(|control| press(&control)) {
            return deed;
        }
        let deed = match sight.overlay {
            Overlay::Notice => press(&Control::CloseNotice),
            Overlay::Stop | Overlay::Pass(_) => press(&Control::Understood),
            Overlay::LeaveForHome | Overlay::LeaveForIntro => {
                let leaves = self.is_clumsy() && self.chance(0.3);
                press(if leaves { &Control::Leave } else { &Control::Stay })
            }
            Overlay::None => match sight.screen {
                Screen::Attract => Some(Deed::Tap(sight.glass / 2.0)),
                Screen::OutOfOrder => None,
                Screen::Intro => self.at_intro(sight).and_then(|control| press(&control)),
                Screen::Catalogue => self.at_catalogue(sight).and_then(|control| press(&control)),
                Screen::Play => self.gesture(sight),
                Screen::Finale => self.gesture(sight).or_else(|| press(&Control::Next)),
                Screen::Who => {
                    let who = Who::ALL[self.random.random_range(0..Who::ALL.len())];
                    let control = if self.chance(0.2) {
                        Control::SkipWho
                    } else {
                        Control::Who(who)
                    };
                    press(&control)
                }
                Screen::Debrief => {
                    let face = press(&Control::Face(self.liking())).filter(|_| sight.visit.liked.is_none());
                    let again = !self.again && self.chance(0.06);
                    self.again |= again;
                    let again = again || (self.climbs && sight.visit.level != Level::Expert);
                    face.or_else(|| press(&Control::Again).filter(|_| again))
                        .or_else(|| press(&Control::Next))
                }
                Screen::Carnet => {
                    let looks = !self.carded && self.chance(0.3);
                    self.carded |= looks;
                    press(&Control::NoPhone)
                        .filter(|_| looks)
                        .or_else(|| press(&Control::Scanned))
                        .or_else(|| press(&Control::End))
                }
            },
        };
        deed.unwrap_or(Deed::Wait(6))
    }

    /// What would help, as this hand does it.
    fn gesture(&mut self, sight: &Sight) -> Option<Deed> {
        sight.gesture.clone().map(|path| match &mut self.tremor {
            Some(tremor) => Deed::Strokes(tremor.shake(&path, sight.px_per_mm)),
            None => Deed::Drag { path, cancelled: false },
        })
    }

    fn at_intro(&mut self, sight: &Sight) -> Option<Control> {
        let wanted = self.wanted();
        let (any, wrong_kit) = (wanted.is_none(), wanted.is_some() && sight.visit.kit.as_ref() != wanted);
        let wanders = !self.wandered && (self.curious || (any && self.chance(0.5)));
        if wrong_kit || wanders {
            self.wandered = true;
            return Some(Control::OtherMetiers);
        }
        Some(Control::Start)
    }

    fn at_catalogue(&mut self, sight: &Sight) -> Option<Control> {
        if let Some(kit) = self.wanted() {
            let card = Control::Card(kit.clone());
            let here = sight.controls.iter().any(|(control, _)| *control == card);
            return Some(if here { card } else { Control::MoreCards });
        }
        let cards: Vec<&Control> = sight
            .controls
            .iter()
            .map(|(control, _)| control)
            .filter(|control| matches!(control, Control::Card(_) | Control::Mystery))
            .collect();
        let choice = cards
            .len()
            .checked_sub(1)
            .map(|last| self.random.random_range(0..=last))?;
        cards.get(choice).copied().cloned()
    }

    fn liking(&mut self) -> Liking {
        Liking::ALL[self.random.random_range(0..Liking::ALL.len())]
    }

    /// Anything a crowd of children does to a screen.
    fn stumble(&mut self, sight: &Sight) -> Deed {
        match self.random.random_range(0..12) {
            0 => Deed::Tap(self.anywhere(sight)),
            1 | 2 => {
                // A control that leads somewhere else.
                let last = sight.controls.len().checked_sub(1);
                let point = match last {
                    Some(last) => sight.controls[self.random.random_range(0..=last)].1.center(),
                    None => self.anywhere(sight),
                };
                Deed::Tap(point)
            }
            3 => {
                let points = (0..self.random.random_range(2..=10))
                    .map(|_| self.anywhere(sight))
                    .collect();
                Deed::Many {
                    points,
                    delay: self.random.random_range(0..3),
                    frames: 12,
                    cancelled: false,
                }
            }
            4 => {
                // A palm: a clump of touches that the system takes back.
                let centre = self.anywhere(sight);
                let points = (0..5).map(|_| centre + self.offset(60.0)).collect();
                Deed::Many {
                    points,
                    delay: 0,
                    frames: self.random.random_range(1..20),
                    cancelled: true,
                }
            }
            5 => Deed::Forget(self.anywhere(sight)),
            6 | 7 => {
                let (from, to) = (self.anywhere(sight), self.anywhere(sight));
                let path = (0..20).map(|point| from.lerp(to, point as f32 / 19.0)).collect();
                Deed::Drag {
                    path,
                    cancelled: self.chance(0.4),
                }
            }
            8 | 9 => match sight.gesture.clone() {
                // Begins well, then lets go or is interrupted half-way.
                Some(mut path) => {
                    path.truncate(self.random.random_range(1..=path.len()));
                    Deed::Drag {
                        path,
                        cancelled: self.chance(0.5),
                    }
                }
                None => Deed::Wait(10),
            },
            10 => {
                // Hammering in one place.
                let at = self.anywhere(sight);
                Deed::Many {
                    points: vec![at; 12],
                    delay: 3,
                    frames: 2,
                    cancelled: false,
                }
            }
            _ if self.chance(0.12) => Deed::Wait(ABANDON_FRAMES),
            _ => Deed::Wait(self.random.random_range(1..240)),
        }
    }

    /// Mostly on the glass, sometimes just off it.
    fn anywhere(&mut self, sight: &Sight) -> Vec2 {
        Vec2::new(
            self.random.random_range(-0.02..1.02),
            self.random.random_range(-0.02..1.02),
        ) * sight.glass
    }

    fn offset(&mut self, reach: f32) -> Vec2 {
        Vec2::new(
            self.random.random_range(-reach..reach),
            self.random.random_range(-reach..reach),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before<'a>(screen: Screen, visit: &'a Visit, controls: &'a [(Control, Rect)]) -> Sight<'a> {
        Sight {
            screen,
            overlay: Overlay::None,
            visit,
            controls,
            gesture: None,
            glass: Vec2::new(1280.0, 720.0),
            px_per_mm: 1.8,
        }
    }

    fn deeds(seed: u64, clumsy: bool) -> Vec<Deed> {
        let mut plan = Plan::new(&RobotOptions {
            seed,
            clumsy,
            ..RobotOptions::default()
        });
        let visit = Visit::default();
        let controls = [(Control::Start, Rect::new(0.0, 0.0, 10.0, 10.0))];
        let sight = || before(Screen::Intro, &visit, &controls);
        (0..200).map(|_| plan.next(&sight())).collect()
    }

    #[test]
    fn the_same_seed_does_the_same() {
        assert_eq!(deeds(3, true), deeds(3, true));
        assert_ne!(deeds(3, true), deeds(4, true));
    }

    #[test]
    fn a_tour_begins_with_sure_hands_on_each_kit_in_turn() {
        let mut plan = Plan::new(&RobotOptions {
            clumsy: true,
            ..RobotOptions::default()
        });
        plan.begin_with(Tour::of(["laine", "bois"].map(str::to_owned)));
        let visit = Visit::default();
        let cards = ["bois", "laine", "cuir"].map(|kit| Control::Card(kit.to_owned()));
        let place = |card: usize| Rect::new(20.0 * card as f32, 0.0, 20.0 * card as f32 + 10.0, 10.0);
        let controls: Vec<(Control, Rect)> = cards
            .into_iter()
            .enumerate()
            .map(|(card, it)| (it, place(card)))
            .collect();
        let sight = || before(Screen::Catalogue, &visit, &controls);
        let visitor = |plan: &mut Plan| -> Vec<Deed> {
            let deeds = (0..50).map(|_| plan.next(&sight())).collect();
            plan.new_visitor();
            deeds
        };
        assert_eq!(visitor(&mut plan), vec![Deed::Tap(place(1).center()); 50]);
        assert_eq!(visitor(&mut plan), vec![Deed::Tap(place(0).center()); 50]);
        let after = visitor(&mut plan);
        assert!(after.iter().any(|deed| *deed != after[0]), "clumsy again: {after:?}");
    }

    #[test]
    fn a_careful_visitor_only_presses_what_is_there() {
        let pressed = deeds(5, false);
        assert!(
            pressed
                .iter()
                .all(|deed| matches!(deed, Deed::Tap(at) if *at == Vec2::splat(5.0)) || *deed == Deed::Wait(6))
        );
        assert!(pressed.iter().any(|deed| matches!(deed, Deed::Tap(_))));
    }
}
