//! The screens of a visit, from attract to carnet: one file each draws, `flow` decides, `director` carries out.

mod attract;
mod carnet;
mod catalogue;
mod control;
mod debrief;
mod director;
mod finale;
pub mod flow;
mod frame;
pub mod hud;
mod intro;
mod jump;
mod notice;
mod out_of_order;
mod overlay;
pub mod play;
mod redraw;
mod surroundings;
mod who;

use bevy::prelude::*;

pub use control::{Control, Used};
pub use jump::{Jump, Place};
pub use redraw::Page;

use crate::{AppSystems, theme::painter::InterfaceTexts, tokens::PassRefused};

/// Where the visit is.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    #[default]
    Attract,
    Intro,
    Catalogue,
    Play,
    /// What the work was for.
    Finale,
    Who,
    Debrief,
    Carnet,
    /// Nothing can be played.
    OutOfOrder,
}

impl Screen {
    pub const ALL: [Self; 9] = [
        Self::Attract,
        Self::Intro,
        Self::Catalogue,
        Self::Play,
        Self::Finale,
        Self::Who,
        Self::Debrief,
        Self::Carnet,
        Self::OutOfOrder,
    ];

    /// Name for logs, measures and pictures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attract => "attract",
            Self::Intro => "intro",
            Self::Catalogue => "catalogue",
            Self::Play => "play",
            Self::Finale => "finale",
            Self::Who => "who",
            Self::Debrief => "debrief",
            Self::Carnet => "carnet",
            Self::OutOfOrder => "out_of_order",
        }
    }
}

/// What lies over the screen and holds it still.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlay {
    #[default]
    None,
    /// « Quitter cet essai ? », asked by « accueil ».
    LeaveForHome,
    /// The same, asked by « retour ».
    LeaveForIntro,
    /// « Tes données ».
    Notice,
    /// A freeze-frame: something unsafe was taken, and why.
    Stop,
    /// A pass that opens nothing, and what to do.
    Pass(PassRefused),
}

pub(crate) fn plugin(app: &mut App) {
    app.init_state::<Screen>()
        .init_resource::<Overlay>()
        .init_resource::<InterfaceTexts>();
    app.add_plugins((
        director::plugin,
        redraw::plugin,
        attract::plugin,
        play::plugin,
        finale::plugin,
        surroundings::plugin,
        overlay::plugin,
    ));
    app.add_systems(
        Update,
        (
            attract::draw.run_if(redraw::wanted(Screen::Attract)),
            intro::draw.run_if(redraw::wanted(Screen::Intro)),
            catalogue::draw.run_if(redraw::wanted(Screen::Catalogue)),
            play::draw.run_if(redraw::wanted(Screen::Play)),
            finale::draw.run_if(redraw::wanted(Screen::Finale)),
            who::draw.run_if(redraw::wanted(Screen::Who)),
            debrief::draw.run_if(redraw::wanted(Screen::Debrief)),
            carnet::draw.run_if(redraw::wanted(Screen::Carnet)),
            out_of_order::draw.run_if(redraw::wanted(Screen::OutOfOrder)),
        )
            .after(redraw::clear)
            .in_set(AppSystems::Feedback),
    );
}
