//! A screen is drawn anew whenever what it shows has changed: language, text size, window, page, progress.

use bevy::prelude::*;

use super::{Overlay, Screen, catalogue, finale, hud::Hud};
use crate::{
    AppSystems,
    kiosk::{display::Display, idle::Countdown},
    kit::Library,
    stage::Stage,
    visitor::{Liking, Preferences, Visit, Who},
};

/// Everything a screen belongs to hangs under one of these.
#[derive(Component)]
pub struct ScreenRoot;

/// Page of the catalogue or the debrief.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page(pub usize);

/// What is drawn, for comparison.
#[derive(Clone, Debug, PartialEq)]
struct Shows {
    screen: Screen,
    preferences: Preferences,
    who: Option<Who>,
    liked: Option<Liking>,
    not_counted: bool,
    display: Display,
    page: usize,
    /// On the catalogue: the cards of this page, and how many pages there are. Kits that are still being read must
    /// not take a button from under a finger anywhere else.
    cards: Option<(Vec<String>, usize)>,
    shown: Option<String>,
    /// A kit that took the place of another says other things on the same screen.
    renewals: u32,
    hud: Hud,
    /// What the finale's words tell now.
    finale: Option<finale::Words>,
    overlay: Overlay,
    countdown: Option<u32>,
}

#[derive(Resource, Default)]
pub(super) struct Redraw {
    last: Option<Shows>,
    screen: bool,
    overlay: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Redraw>()
        .init_resource::<Page>()
        .add_systems(Update, (watch, clear).chain().in_set(AppSystems::Feedback));
}

fn watch(
    mut redraw: ResMut<Redraw>,
    screen: Res<State<Screen>>,
    visit: Res<Visit>,
    display: Res<Display>,
    page: Res<Page>,
    library: Res<Library>,
    stage: Res<Stage>,
    hud: Res<Hud>,
    overlay: Res<Overlay>,
    countdown: Res<Countdown>,
) {
    let shows = Shows {
        screen: *screen.get(),
        preferences: visit.preferences,
        who: visit.who,
        liked: visit.liked,
        not_counted: visit.not_counted,
        display: *display,
        page: page.0,
        cards: (*screen.get() == Screen::Catalogue).then(|| catalogue::cards(&library, page.0, &display)),
        shown: stage.shown().map(|shown| shown.kit.clone()),
        renewals: library.renewals(),
        hud: hud.clone(),
        finale: finale::words(&stage).filter(|_| *screen.get() == Screen::Finale),
        overlay: *overlay,
        countdown: countdown.0,
    };
    if redraw.last.as_ref() == Some(&shows) {
        if redraw.screen || redraw.overlay {
            redraw.screen = false;
            redraw.overlay = false;
        }
        return;
    }
    let without_overlay = |shows: &Shows| Shows {
        overlay: Overlay::None,
        countdown: None,
        ..shows.clone()
    };
    redraw.screen = redraw.last.as_ref().map(without_overlay) != Some(without_overlay(&shows));
    redraw.overlay = true;
    redraw.last = Some(shows);
}

pub(super) fn clear(mut commands: Commands, redraw: Res<Redraw>, roots: Query<Entity, With<ScreenRoot>>) {
    if redraw.screen {
        for root in &roots {
            commands.entity(root).despawn();
        }
    }
}

/// Whether `screen` must be drawn now.
pub(super) fn wanted(screen: Screen) -> impl FnMut(Res<Redraw>) -> bool + Clone {
    move |redraw| redraw.screen && redraw.last.as_ref().is_some_and(|last| last.screen == screen)
}

/// Whether what lies over the screen must be drawn now.
pub(super) fn overlay_wanted(redraw: Res<Redraw>) -> bool {
    redraw.overlay
}
