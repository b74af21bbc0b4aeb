//! Where the visit goes next. Pure: screen, visit and event in, moves out.

use super::{Control, Overlay, Screen};
use crate::{
    config::KioskConfig,
    kiosk::scanner::Welcome,
    mechanics::{Level, Mark},
    tokens::PassRefused,
    visitor::{StepResult, Visit},
};

/// Pages of the debrief: the result, the trade as it is, how to train, what next.
pub const DEBRIEF_PAGES: usize = 4;

/// What can make the visit move.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<'a> {
    Used(&'a Control),
    /// The step under way is done.
    StepDone {
        marks: Vec<Mark>,
        helped: bool,
    },
    /// Nobody answered the countdown, or something failed.
    VisitOver,
    /// A pass was shown.
    Pass(Result<Welcome, PassRefused>),
}

/// What the house offers now.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer<'a> {
    /// Kit on the attract screen.
    pub shown: Option<&'a str>,
    /// Kit behind « geste mystère ».
    pub mystery: Option<&'a str>,
    /// Id of the step under way.
    pub step: &'a str,
    /// How many steps the visit's kit has.
    pub steps: usize,
    /// Whether the visit's kit ends in a finale.
    pub finale: bool,
    pub overlay: Overlay,
    /// Page of the catalogue or debrief.
    pub page: usize,
    /// Pages of the catalogue.
    pub catalogue_pages: usize,
    /// Which languages there are, and where tries begin.
    pub config: &'a KioskConfig,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Go(Screen),
    /// The next step of the same kit.
    NextStep,
    Open(Overlay),
    Page(usize),
    ShowMe,
    /// Everything about the visit is wiped, then attract.
    End,
}

/// Answers an event; `visit` keeps what was chosen.
pub fn answer(screen: Screen, visit: &mut Visit, offer: &Offer, event: &Event) -> Vec<Move> {
    match event {
        Event::VisitOver => vec![Move::End],
        Event::StepDone { marks, helped } => {
            if screen != Screen::Play {
                return Vec::new();
            }
            let result = StepResult {
                step: offer.step.to_owned(),
                marks: marks.clone(),
                helped: *helped,
            };
            visit.done(result, offer.steps);
            if visit.step + 1 < offer.steps {
                visit.step += 1;
                vec![Move::NextStep]
            } else if offer.finale {
                vec![Move::Go(Screen::Finale)]
            } else {
                vec![after_play(visit)]
            }
        }
        Event::Used(control) => used(screen, visit, offer, control),
        Event::Pass(Ok(welcome)) => welcomed(screen, visit, offer, *welcome),
        Event::Pass(Err(refused)) => match offer.overlay {
            // A question that waits for its answer stays.
            Overlay::None | Overlay::Pass(_) => vec![Move::Open(Overlay::Pass(*refused))],
            _ => Vec::new(),
        },
    }
}

/// A pass says for whom the visit is and in which language; where nobody was yet, it begins one.
fn welcomed(screen: Screen, visit: &mut Visit, offer: &Offer, welcome: Welcome) -> Vec<Move> {
    visit.who = welcome.who.or(visit.who);
    if let Some(language) = welcome.language {
        visit.preferences.language = language;
    }
    let mut moves = match screen {
        Screen::Attract => enter(visit, offer, &Control::Anywhere),
        _ => Vec::new(),
    };
    if matches!(offer.overlay, Overlay::Pass(_)) {
        moves.push(Move::Open(Overlay::None));
    }
    moves
}

fn used(screen: Screen, visit: &mut Visit, offer: &Offer, control: &Control) -> Vec<Move> {
    let preferences = &mut visit.preferences;
    match control {
        Control::Language => {
            let wished = preferences.language.other();
            if offer.config.languages.contains(&wished) {
                preferences.language = wished;
            }
        }
        Control::LargeText => preferences.large_text = !preferences.large_text,
        Control::Sound => preferences.muted = !preferences.muted,
        Control::Home => return home(screen),
        Control::Back => return back(screen, visit, offer),
        Control::Anywhere | Control::Start | Control::OtherMetiers | Control::Another => {
            return enter(visit, offer, control);
        }
        Control::Card(kit) => {
            choose(visit, offer, kit, false);
            return vec![Move::Go(Screen::Intro)];
        }
        Control::Mystery => {
            if let Some(kit) = offer.mystery {
                choose(visit, offer, kit, true);
                return vec![Move::Go(Screen::Intro)];
            }
        }
        Control::MoreCards => return vec![Move::Page((offer.page + 1) % offer.catalogue_pages.max(1))],
        Control::ShowMe => return vec![Move::ShowMe],
        Control::Understood | Control::Stay | Control::CloseNotice | Control::StillHere => {
            return vec![Move::Open(Overlay::None)];
        }
        Control::Leave => return leave(offer.overlay),
        Control::Notice => return vec![Move::Open(Overlay::Notice)],
        Control::NotCounted => visit.not_counted = !visit.not_counted,
        Control::Who(who) => {
            (visit.who, visit.asked) = (Some(*who), true);
            return vec![Move::Go(Screen::Debrief)];
        }
        Control::SkipWho => {
            visit.asked = true;
            return vec![Move::Go(Screen::Debrief)];
        }
        Control::Face(liking) => visit.like(*liking),
        Control::Next => return next(screen, visit, offer),
        Control::Again => {
            let level = match visit.level {
                Level::Discovery => Level::Challenge,
                Level::Challenge | Level::Expert => Level::Expert,
            };
            visit.rewind();
            visit.level = level;
            return vec![Move::Go(Screen::Play)];
        }
        Control::NoPhone => return vec![Move::Page(1)],
        Control::WithPhone => return vec![Move::Page(0)],
        Control::End | Control::Scanned => return vec![Move::End],
    }
    Vec::new()
}

/// A kit is chosen; it begins as hard as staff wish.
fn choose(visit: &mut Visit, offer: &Offer, kit: &str, mystery: bool) {
    visit.choose(kit, mystery);
    visit.level = offer.config.level_of(kit);
}

fn enter(visit: &mut Visit, offer: &Offer, control: &Control) -> Vec<Move> {
    match control {
        Control::Anywhere => match offer.shown {
            Some(kit) => {
                choose(visit, offer, kit, false);
                vec![Move::Go(Screen::Intro)]
            }
            None => Vec::new(),
        },
        Control::Start => {
            visit.rewind();
            vec![Move::Go(Screen::Play)]
        }
        _ => vec![Move::Go(Screen::Catalogue)],
    }
}

fn home(screen: Screen) -> Vec<Move> {
    match screen {
        Screen::Attract | Screen::OutOfOrder => Vec::new(),
        Screen::Play => vec![Move::Open(Overlay::LeaveForHome)],
        Screen::Intro | Screen::Catalogue | Screen::Finale | Screen::Who | Screen::Debrief | Screen::Carnet => {
            vec![Move::End]
        }
    }
}

fn back(screen: Screen, visit: &Visit, offer: &Offer) -> Vec<Move> {
    match screen {
        Screen::Attract | Screen::OutOfOrder => Vec::new(),
        Screen::Catalogue if visit.kit.is_some() => vec![Move::Go(Screen::Intro)],
        Screen::Intro | Screen::Catalogue => vec![Move::End],
        Screen::Play => vec![Move::Open(Overlay::LeaveForIntro)],
        Screen::Finale | Screen::Who => vec![Move::Go(Screen::Intro)],
        Screen::Debrief | Screen::Carnet if offer.page > 0 => vec![Move::Page(offer.page - 1)],
        Screen::Debrief => vec![Move::Go(Screen::Who)],
        Screen::Carnet => vec![Move::Go(Screen::Debrief), Move::Page(DEBRIEF_PAGES - 1)],
    }
}

fn leave(overlay: Overlay) -> Vec<Move> {
    match overlay {
        Overlay::LeaveForHome => vec![Move::End],
        Overlay::LeaveForIntro => vec![Move::Go(Screen::Intro)],
        Overlay::None | Overlay::Notice | Overlay::Stop | Overlay::Pass(_) => Vec::new(),
    }
}

/// Who is asked once in a visit; also after a pass has said it, since there one can stay out of the count.
fn after_play(visit: &Visit) -> Move {
    if visit.asked {
        Move::Go(Screen::Debrief)
    } else {
        Move::Go(Screen::Who)
    }
}

fn next(screen: Screen, visit: &Visit, offer: &Offer) -> Vec<Move> {
    match screen {
        Screen::Finale => vec![after_play(visit)],
        Screen::Debrief if offer.page + 1 < DEBRIEF_PAGES => vec![Move::Page(offer.page + 1)],
        Screen::Debrief => vec![Move::Go(Screen::Carnet)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use std::sync::LazyLock;

    use super::*;
    use crate::visitor::{Liking, Who};

    fn offer(overlay: Overlay, page: usize) -> Offer<'static> {
        Offer {
            shown: Some("soudure"),
            mystery: Some("soudure"),
            step: "equiper",
            steps: 1,
            finale: false,
            overlay,
            page,
            catalogue_pages: 2,
            config: &CONFIG,
        }
    }

    static CONFIG: LazyLock<KioskConfig> = LazyLock::new(KioskConfig::default);

    fn press(screen: Screen, visit: &mut Visit, control: Control) -> Vec<Move> {
        answer(screen, visit, &offer(Overlay::None, 0), &Event::Used(&control))
    }

    #[test]
    fn a_visit_goes_from_attract_to_carnet_and_ends() {
        let visit = &mut Visit::default();
        assert_eq!(
            press(Screen::Attract, visit, Control::Anywhere),
            [Move::Go(Screen::Intro)]
        );
        assert_eq!(visit.kit.as_deref(), Some("soudure"));
        assert_eq!(press(Screen::Intro, visit, Control::Start), [Move::Go(Screen::Play)]);
        let done = Event::StepDone {
            marks: vec![],
            helped: false,
        };
        assert_eq!(
            answer(Screen::Play, visit, &offer(Overlay::None, 0), &done),
            [Move::Go(Screen::Who)]
        );
        assert_eq!(
            press(Screen::Who, visit, Control::Who(Who::Lycee)),
            [Move::Go(Screen::Debrief)]
        );
        assert_eq!(press(Screen::Debrief, visit, Control::Face(Liking::Yes)), []);
        let last = offer(Overlay::None, DEBRIEF_PAGES - 1);
        assert_eq!(
            answer(Screen::Debrief, visit, &last, &Event::Used(&Control::Next)),
            [Move::Go(Screen::Carnet)]
        );
        assert_eq!(press(Screen::Carnet, visit, Control::End), [Move::End]);
    }

    #[test]
    fn who_is_asked_once_in_a_visit() {
        let visit = &mut Visit {
            asked: true,
            ..Visit::default()
        };
        let done = Event::StepDone {
            marks: vec![],
            helped: false,
        };
        assert_eq!(
            answer(Screen::Play, visit, &offer(Overlay::None, 0), &done),
            [Move::Go(Screen::Debrief)]
        );
        // A pass says who it is, and the question is put all the same: there one can stay out of the count.
        let visit = &mut Visit::default();
        let pass = Event::Pass(Ok(Welcome {
            who: Some(Who::Adulte),
            language: None,
        }));
        let nobody = offer(Overlay::None, 0);
        assert_eq!(
            answer(Screen::Attract, visit, &nobody, &pass),
            [Move::Go(Screen::Intro)]
        );
        assert_eq!(answer(Screen::Play, visit, &nobody, &done), [Move::Go(Screen::Who)]);
        assert_eq!(press(Screen::Who, visit, Control::SkipWho), [Move::Go(Screen::Debrief)]);
        assert_eq!((visit.who, visit.asked), (Some(Who::Adulte), true));
    }

    #[test]
    fn what_the_work_was_for_is_shown_before_anything_is_asked() {
        let visit = &mut Visit::default();
        let done = Event::StepDone {
            marks: vec![],
            helped: false,
        };
        let finale = Offer {
            finale: true,
            ..offer(Overlay::None, 0)
        };
        assert_eq!(answer(Screen::Play, visit, &finale, &done), [Move::Go(Screen::Finale)]);
        let next = Event::Used(&Control::Next);
        assert_eq!(answer(Screen::Finale, visit, &finale, &next), [Move::Go(Screen::Who)]);
        visit.asked = true;
        assert_eq!(
            answer(Screen::Finale, visit, &finale, &next),
            [Move::Go(Screen::Debrief)]
        );
    }

    #[test]
    fn leaving_the_game_asks_first() {
        let visit = &mut Visit::default();
        assert_eq!(
            press(Screen::Play, visit, Control::Home),
            [Move::Open(Overlay::LeaveForHome)]
        );
        let asked = offer(Overlay::LeaveForHome, 0);
        assert_eq!(
            answer(Screen::Play, visit, &asked, &Event::Used(&Control::Leave)),
            [Move::End]
        );
        assert_eq!(
            answer(Screen::Play, visit, &asked, &Event::Used(&Control::Stay)),
            [Move::Open(Overlay::None)]
        );
    }

    #[test]
    fn playing_again_climbs_a_level_and_forgets_the_result() {
        let visit = &mut Visit {
            kit: Some("soudure".into()),
            liked: Some(Liking::No),
            ..Visit::default()
        };
        for level in [Level::Challenge, Level::Expert, Level::Expert] {
            assert_eq!(press(Screen::Debrief, visit, Control::Again), [Move::Go(Screen::Play)]);
            assert_eq!((visit.level, visit.liked), (level, None));
        }
    }

    #[test]
    fn nothing_to_play_means_nowhere_to_go() {
        let visit = &mut Visit::default();
        let empty = Offer {
            shown: None,
            mystery: None,
            ..offer(Overlay::None, 0)
        };
        assert_eq!(
            answer(Screen::Attract, visit, &empty, &Event::Used(&Control::Anywhere)),
            []
        );
        assert_eq!(
            answer(Screen::Catalogue, visit, &empty, &Event::Used(&Control::Mystery)),
            []
        );
    }

    proptest! {
        #[test]
        fn every_screen_of_a_visit_can_be_left_by_home(screen in prop::sample::select(&Screen::ALL[..])) {
            let visit = &mut Visit::default();
            let moves = press(screen, visit, Control::Home);
            match screen {
                Screen::Attract | Screen::OutOfOrder => prop_assert!(moves.is_empty()),
                Screen::Play => prop_assert_eq!(moves, vec![Move::Open(Overlay::LeaveForHome)]),
                _ => prop_assert_eq!(moves, vec![Move::End]),
            }
        }
    }
}
