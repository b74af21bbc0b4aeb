//! Finale: the eye draws back from what was made, and one sees what it serves.

use bevy::prelude::*;

use super::{
    Control, Screen,
    frame::{self, Ways},
};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kit::Library,
    mechanics::play::NextGesture,
    stage::{
        Stage,
        eye::Covered,
        ghost::Ghost,
        reveal::{BroughtOut, InReach},
    },
    theme::{
        motion::Enters,
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Caption, Style},
    },
};

/// Height of the strip with the words, units; on a tall screen button and words are one above the other.
const STRIP: f32 = 62.0;
const STRIP_TALL: f32 = 124.0;

/// A hand that only looks is shown after so long what it may do, seconds.
const HESITATION_SECS: f32 = 4.0;
/// From the first that is brought out to the last in a long row a sound climbs by this much.
const PITCH_CLIMB: f32 = 0.9;
const PITCH_ROW: f32 = 24.0;

/// What is told below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// What the hand may do.
    Invite,
    /// What the work was for: one sees it.
    Purpose,
}

pub(super) fn words(stage: &Stage) -> Option<Words> {
    let flight = stage.flight()?;
    match (flight.waits(), flight.has_shown()) {
        (true, _) => Some(Words::Invite),
        (false, true) => Some(Words::Purpose),
        (false, false) => None,
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (invite, sing)
            .in_set(AppSystems::Feedback)
            .run_if(in_state(Screen::Finale)),
    );
}

/// What a hand could do now; whoever only looks is shown it, really.
fn invite(reach: Res<InReach>, mut next: ResMut<NextGesture>, mut ghost: ResMut<Ghost>) {
    let gesture = reach.gesture();
    if let Some(gesture) = gesture.as_ref().filter(|_| reach.idle_secs() >= HESITATION_SECS) {
        ghost.perform(gesture.clone(), true, 1.0);
    }
    if gesture.is_some() || next.0.is_some() {
        next.0 = gesture;
    }
}

/// Each that a finger brings out is heard a little higher than the one before.
fn sing(mut brought: MessageReader<BroughtOut>, mut cues: MessageWriter<PlayCue>) {
    if let Some(BroughtOut(count)) = brought.read().last() {
        let along = (*count as f32 / PITCH_ROW).min(1.0);
        cues.write(PlayCue::new(Cue::Touche).at_pitch(1.0 + PITCH_CLIMB * along));
    }
}

pub(super) fn draw(
    mut commands: Commands,
    painter: Painter,
    stage: Res<Stage>,
    library: Res<Library>,
    mut covered: ResMut<Covered>,
) {
    let kit = painter.visit.kit.as_deref().and_then(|kit| library.kit(kit));
    let Some(finale) = kit.and_then(|kit| kit.finale()) else {
        return;
    };
    let portrait = painter.is_portrait();
    let strip = if portrait { STRIP_TALL } else { STRIP } * if painter.large() { 1.3 } else { 1.0 };
    // The words' place is kept from the beginning: the eye must not change its goal under way.
    covered.set_if_neq(Covered {
        left: tokens::MARGIN,
        right: tokens::MARGIN,
        // No blade and no roof leaves the screen; on a wide one they may come near its edge: all is the larger for it.
        top: if portrait { tokens::MARGIN } else { tokens::MARGIN / 2.0 },
        bottom: strip + tokens::MARGIN,
    });
    let root = frame::root(&mut commands, &painter);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::HomeAndBack);
        let row = Node {
            position_type: PositionType::Absolute,
            left: px(tokens::MARGIN),
            right: px(tokens::MARGIN),
            bottom: px(tokens::MARGIN),
            height: px(strip),
            flex_direction: if portrait {
                FlexDirection::Column
            } else {
                FlexDirection::Row
            },
            justify_content: JustifyContent::FlexEnd,
            align_items: if portrait {
                AlignItems::Stretch
            } else {
                AlignItems::Center
            },
            column_gap: px(tokens::MARGIN),
            row_gap: px(tokens::GAP),
            ..default()
        };
        screen.spawn(widgets::glass(row)).with_children(|row| {
            let told = match words(&stage) {
                Some(Words::Invite) => finale.invite.as_ref(),
                Some(Words::Purpose) => Some(&finale.text),
                None => None,
            };
            if let Some(told) = told {
                paper(row, &painter, painter.tell(told));
            }
            let next = Caption::text(painter.say("next"));
            widgets::button(row, &painter, Control::Next, next, Style::Primary, 0);
        });
    });
}

fn paper(row: widgets::Parent, painter: &Painter, text: String) {
    let paper = Node {
        flex_grow: 1.0,
        flex_shrink: 1.0,
        padding: UiRect::axes(px(18.0), px(10.0)),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        ..default()
    };
    row.spawn((widgets::panel(paper), Enters::at(0))).with_child((
        widgets::label(
            painter,
            text,
            Face::Display,
            if painter.large() {
                TypeSize::Label
            } else {
                TypeSize::Heading
            },
            tokens::INK,
        ),
        widgets::centred(),
    ));
}
