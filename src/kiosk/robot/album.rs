//! The pictures of a robot's visit: one of each screen, three of each step, named by what they show. Pure.

use std::path::PathBuf;

use crate::screens::{Overlay, Screen};

/// What a picture of a step shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Nothing has been touched yet.
    Begin,
    /// The hand is at work.
    During,
    /// The finished work.
    Done,
}

impl Moment {
    fn name(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::During => "during",
            Self::Done => "done",
        }
    }
}

/// Names the pictures, numbered in the order in which their kinds first came up.
#[derive(Debug)]
pub struct Album {
    folder: PathBuf,
    /// Pictures of earlier visits.
    earlier: usize,
    /// Kinds of pictures of this visit.
    names: Vec<String>,
}

impl Album {
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            earlier: 0,
            names: Vec::new(),
        }
    }

    /// What comes next belongs to another visit.
    pub fn next_visit(&mut self) {
        self.earlier += self.names.len();
        self.names.clear();
    }

    /// File of a screen's picture. A later picture of the same screen and page takes its place.
    pub fn screen(&mut self, screen: Screen, page: usize, overlay: Overlay) -> PathBuf {
        let over = match overlay {
            Overlay::None => "",
            Overlay::LeaveForHome | Overlay::LeaveForIntro => "_quitter",
            Overlay::Notice => "_donnees",
            Overlay::Stop => "_arret",
            Overlay::Pass(_) => "_pass",
        };
        let page = if page == 0 {
            String::new()
        } else {
            format!("_{}", page + 1)
        };
        self.place(format!("{}{page}{over}", screen.name()))
    }

    /// File of a step's picture. Its beginning is shown once (`None` if it was); of the hand at work and of the finished
    /// work the last picture stays.
    pub fn step(&mut self, step: &str, moment: Moment) -> Option<PathBuf> {
        let name = format!("{}_{step}_{}", Screen::Play.name(), moment.name());
        let again = moment == Moment::Begin && self.names.contains(&name);
        (!again).then(|| self.place(name))
    }

    /// File of the finale's picture at this moment of the eye's way.
    pub fn finale(&mut self, moment: Moment) -> PathBuf {
        self.place(format!("{}_{}", Screen::Finale.name(), moment.name()))
    }

    fn place(&mut self, name: String) -> PathBuf {
        let known = self.names.iter().position(|known| *known == name);
        let place = known.unwrap_or(self.names.len());
        let file = format!("{:02}_{name}.png", self.earlier + place + 1);
        if known.is_none() {
            self.names.push(name);
        }
        self.folder.join(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_numbered_in_order_and_named_by_what_they_show() {
        let mut album = Album::new(PathBuf::from("out"));
        let file = |path: Option<PathBuf>| path.map(|path| path.to_str().unwrap().to_owned());
        let attract = album.screen(Screen::Attract, 0, Overlay::None);
        assert_eq!(file(Some(attract)), file(Some("out/01_attract.png".into())));
        let begin = album.step("souder", Moment::Begin);
        assert_eq!(file(begin), file(Some("out/02_play_souder_begin.png".into())));
        let stop = album.screen(Screen::Play, 0, Overlay::Stop);
        assert_eq!(file(Some(stop)), file(Some("out/03_play_arret.png".into())));
        for _ in 0..2 {
            let during = album.step("souder", Moment::During);
            assert_eq!(file(during), file(Some("out/04_play_souder_during.png".into())));
            assert_eq!(album.step("souder", Moment::Begin), None);
        }
        let second = album.screen(Screen::Debrief, 1, Overlay::None);
        assert_eq!(file(Some(second)), file(Some("out/05_debrief_2.png".into())));
        album.next_visit();
        let begin = album.step("souder", Moment::Begin);
        assert_eq!(file(begin), file(Some("out/06_play_souder_begin.png".into())));
    }
}
