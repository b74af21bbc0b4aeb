//! A tour of the house by a sure hand, before the visitors that are asked for: whatever they will see has then been seen.

use std::collections::VecDeque;

use crate::screens::{Control, Overlay, Screen};

/// Each kit whole, one a visit, with what visitors look at besides; every second visit in the other language and in
/// large print.
#[derive(Debug, Default)]
pub struct Tour {
    /// Still to be shown.
    kits: VecDeque<String>,
    /// Visits behind.
    visits: usize,
    /// Pressed in this visit.
    pressed: Vec<Control>,
}

impl Tour {
    pub fn of(kits: impl IntoIterator<Item = String>) -> Self {
        Self {
            kits: kits.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The kit of this visit; none once all were shown.
    pub fn kit(&self) -> Option<&String> {
        self.kits.front()
    }

    pub fn is_over(&self) -> bool {
        self.kits.is_empty()
    }

    pub fn new_visitor(&mut self) {
        self.kits.pop_front();
        self.visits += 1;
        self.pressed.clear();
    }

    /// What is looked at here besides the game; each thing once a visit.
    pub fn looks(
        &mut self,
        screen: Screen,
        overlay: Overlay,
        controls: &[(Control, bevy::math::Rect)],
    ) -> Option<Control> {
        if self.is_over() || overlay != Overlay::None {
            return None;
        }
        let wanted: &[Control] = match screen {
            Screen::Intro if self.visits % 2 == 1 => &[Control::LargeText, Control::Language],
            // It asks first, and one stays.
            Screen::Play => &[Control::Home],
            Screen::Who => &[Control::Notice],
            Screen::Carnet => &[Control::NoPhone],
            _ => &[],
        };
        let is_there = |wanted: &Control| controls.iter().any(|(control, _)| control == wanted);
        let next = wanted
            .iter()
            .find(|control| !self.pressed.contains(control) && is_there(control))?;
        self.pressed.push(next.clone());
        Some(next.clone())
    }
}

#[cfg(test)]
mod tests {
    use bevy::math::Rect;

    use super::*;

    #[test]
    fn every_second_visit_is_in_large_print_and_each_thing_is_pressed_once() {
        let controls =
            [Control::LargeText, Control::Language, Control::Start].map(|control| (control, Rect::default()));
        let mut tour = Tour::of(["laine", "bois"].map(str::to_owned));
        let at_intro = |tour: &mut Tour| -> Vec<Control> {
            std::iter::from_fn(|| tour.looks(Screen::Intro, Overlay::None, &controls)).collect()
        };
        assert_eq!(tour.kit().map(String::as_str), Some("laine"));
        assert!(at_intro(&mut tour).is_empty());
        tour.new_visitor();
        assert_eq!(tour.looks(Screen::Intro, Overlay::Notice, &controls), None);
        assert_eq!(at_intro(&mut tour), [Control::LargeText, Control::Language]);
        assert_eq!(tour.kit().map(String::as_str), Some("bois"));
        tour.new_visitor();
        assert!(tour.is_over() && tour.kit().is_none() && at_intro(&mut tour).is_empty());
    }
}
