//! What the person says, in a bubble whose tip points at them: the words come one after the other, as they are spoken.

use bevy::prelude::*;

use super::{
    layout::{self, PADDING},
    play::{Glass, Talking},
};
use crate::{
    AppSystems,
    stage::{Curtain, Stage},
    theme::{
        motion::Enters,
        painter::{Face, Manner, Painter},
        tokens::{self, TypeSize},
        widgets,
    },
};

/// The bubble, and the tip that points at the person.
#[derive(Component)]
struct Bubble;

#[derive(Component)]
struct Tip;

/// The words that were spoken, and those that will be.
#[derive(Component)]
struct Spoken;

#[derive(Component)]
struct ToCome;

/// What the bubble was drawn for.
#[derive(Clone, Default, PartialEq)]
struct Drawn {
    line: Option<usize>,
    place: Rect,
    manner: Option<Manner>,
}

/// Side of the tip, units; how near it may come to a corner.
const TIP: f32 = 17.0;
const CORNER: f32 = 22.0;
/// Over the diorama, under the panels.
const LEVEL: i32 = -1;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (draw, speak, point).chain().in_set(AppSystems::Feedback));
}

fn draw(
    mut commands: Commands,
    talking: Option<Res<Talking>>,
    curtain: Res<Curtain>,
    stage: Res<Stage>,
    painter: Painter,
    known: Query<Entity, With<Bubble>>,
    mut drawn: Local<Drawn>,
) {
    let seen = talking.filter(|talking| curtain.open && stage.is_ready() && !talking.exhibited);
    let wanted = Drawn {
        line: seen.as_ref().map(|talking| talking.state.line()),
        place: seen.as_ref().map(|talking| talking.layout.bubble).unwrap_or_default(),
        manner: Some(painter.manner()),
    };
    if *drawn == wanted {
        return;
    }
    let new_line = drawn.line != wanted.line;
    *drawn = wanted;
    for entity in &known {
        commands.entity(entity).despawn();
    }
    if let Some(talking) = seen {
        bubble(&mut commands, &painter, &talking, new_line);
    }
}

fn bubble(commands: &mut Commands, painter: &Painter, talking: &Talking, new_line: bool) {
    let place = talking.layout.bubble;
    let node = Node {
        position_type: PositionType::Absolute,
        left: px(place.min.x),
        top: px(place.min.y),
        width: px(place.width()),
        padding: UiRect::axes(px(PADDING.x), px(PADDING.y)),
        flex_direction: FlexDirection::Column,
        border_radius: BorderRadius::all(px(tokens::CARD_RADIUS)),
        ..default()
    };
    let tip = Node {
        position_type: PositionType::Absolute,
        width: px(TIP),
        height: px(TIP),
        border_radius: BorderRadius::all(px(3.0)),
        ..default()
    };
    let mut bubble = commands.spawn((
        Bubble,
        GlobalZIndex(LEVEL),
        widgets::glass(node),
        BackgroundColor(tokens::WHITE),
        widgets::shadow(6.0),
    ));
    if new_line {
        bubble.insert(Enters::at(0));
    }
    let size = layout::type_of_line(painter.large());
    bubble.with_children(|inside| {
        inside.spawn((
            Tip,
            widgets::glass(tip),
            BackgroundColor(tokens::WHITE),
            UiTransform::from_rotation(Rot2::degrees(45.0)),
        ));
        let name = painter.tell(&talking.spec.person.name);
        inside.spawn(widgets::label(
            painter,
            name,
            Face::Display,
            TypeSize::Small,
            tokens::EMBER_DEEP,
        ));
        inside
            .spawn((Spoken, widgets::label(painter, "", Face::Text, size, tokens::INK)))
            .with_child((
                ToCome,
                TextSpan::default(),
                painter.font(Face::Text, size),
                TextColor(Color::NONE),
            ));
    });
}

/// Every word has its place from the beginning: what is still to come is only not seen yet.
fn speak(
    talking: Option<Res<Talking>>,
    painter: Painter,
    mut spoken: Query<&mut Text, With<Spoken>>,
    mut to_come: Query<&mut TextSpan, With<ToCome>>,
) {
    let Some(talking) = talking else { return };
    let Some(line) = talking.spec.lines.get(talking.state.line()) else {
        return;
    };
    let text = line.text.get(painter.language());
    let (now, then) = text.split_at(spoken_until(text, talking.state.spoken(&talking.task)));
    for mut words in &mut spoken {
        if words.0 != now {
            now.clone_into(&mut words.0);
        }
    }
    for mut words in &mut to_come {
        if words.0 != then {
            then.clone_into(&mut words.0);
        }
    }
}

/// Where the words end of which a share (0 to 1) was spoken: a byte between two words.
fn spoken_until(text: &str, share: f32) -> usize {
    let words = text.split(' ').count();
    let spoken = (share * words as f32).ceil() as usize;
    let ends = text.match_indices(' ').map(|(at, _)| at);
    match spoken {
        0 => 0,
        _ => ends.chain([text.len()]).nth(spoken - 1).unwrap_or(text.len()),
    }
}

/// The tip looks for the person's mouth along the edge that is nearer to them.
fn point(
    talking: Option<Res<Talking>>,
    glass: Glass,
    painter: Painter,
    bubbles: Query<(&ComputedNode, &Children), With<Bubble>>,
    mut tips: Query<&mut Node, With<Tip>>,
) {
    let Some(talking) = talking else { return };
    let Some(mouth) = glass.units(talking.task.speaks) else {
        return;
    };
    for (node, children) in &bubbles {
        let size = node.size() / painter.display.px_per_unit;
        let aside = mouth - talking.layout.bubble.min;
        let along = |at: f32, length: f32| at.clamp(CORNER, (length - CORNER).max(CORNER)) - TIP / 2.0;
        let corner = if painter.is_portrait() {
            Vec2::new(along(aside.x, size.x), size.y - TIP / 2.0)
        } else {
            Vec2::new(size.x - TIP / 2.0, along(aside.y, size.y))
        };
        for child in children {
            if let Ok(mut tip) = tips.get_mut(*child) {
                let (left, top) = (px(corner.x), px(corner.y));
                if (tip.left, tip.top) != (left, top) {
                    (tip.left, tip.top) = (left, top);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_whole_and_all_of_them_in_the_end() {
        let text = "Bonjour, qui êtes-vous\u{202f}?";
        let shares = [0.0, 0.2, 0.4, 0.7, 1.0];
        let seen = shares.map(|share| &text[..spoken_until(text, share)]);
        assert_eq!(seen, ["", "Bonjour,", "Bonjour, qui", text, text]);
        assert_eq!(spoken_until("", 1.0), 0);
    }
}
