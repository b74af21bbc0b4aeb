//! The finished work, looked at: vessels back in their places, what was poured as full as the visitor left it.

use bevy::prelude::*;

use super::{
    play::{self, Fillings},
    vessels,
};
use crate::{
    AppSystems,
    kit::Library,
    mechanics::{self, play::ExhibitStep},
    stage::Stage,
    visitor::VisitEnded,
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (exhibit, forget.run_if(on_message::<VisitEnded>)).in_set(AppSystems::Rules),
    );
}

/// A visit that is over leaves nothing poured.
fn forget(mut fillings: ResMut<Fillings>) {
    fillings.0.clear();
}

fn exhibit(
    mut exhibits: MessageReader<ExhibitStep>,
    mut commands: Commands,
    library: Res<Library>,
    stage: Res<Stage>,
    fillings: Res<Fillings>,
    mut shop: vessels::Shop,
) {
    let Some(exhibit) = exhibits.read().last() else { return };
    play::leave(&mut commands, &shop);
    shop.put_back(&mut commands);
    let (Some(kit), Some(index)) = (library.kit(&exhibit.kit), exhibit.step) else {
        return;
    };
    let Some(step) = kit.steps().get(index) else { return };
    let mechanics::Spec::Dose(spec) = &step.mechanic else {
        return;
    };
    let is_here = |filled: &&play::Filled| filled.kit == exhibit.kit && filled.step == index;
    // A step that was never finished is shown as the artist made it.
    let Some(filled) = fillings.0.iter().rfind(is_here) else {
        return;
    };
    for (number, (receiver, reading)) in spec.receivers.iter().zip(&filled.readings).enumerate() {
        let share = vessels::share(receiver.range, *reading);
        shop.fill(&mut commands, &stage, (number, &receiver.id), share);
    }
}
