//! What may be answered, as cards on the glass: they come in when the person has spoken, the chosen one stays a moment.

use bevy::prelude::*;

use super::{
    layout::{self, PADDING},
    play::Talking,
    rules::Phase,
};
use crate::{
    AppSystems,
    stage::{Curtain, Stage},
    theme::{
        motion::Enters,
        painter::{Face, Manner, Painter},
        tokens, widgets,
    },
};

/// The card of a reply.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
struct Card(usize);

/// What the cards were drawn for.
#[derive(Default, PartialEq)]
struct Drawn {
    line: usize,
    cards: Vec<(usize, Rect)>,
    manner: Option<Manner>,
}

/// Over the diorama, under the panels.
const LEVEL: i32 = -1;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (draw, yield_to_finger).chain().in_set(AppSystems::Feedback));
}

/// The cards that are to be seen, and where, units.
fn there(talking: &Talking) -> Vec<(usize, Rect)> {
    let (task, state) = (&talking.task, &talking.state);
    if talking.exhibited {
        return Vec::new();
    }
    let count = task.cards(state.line());
    let cards = state.cards(task).into_iter();
    // What was not chosen leaves at once.
    let chosen = |reply: usize| !matches!(state.phase(), Phase::Answers { reply: chosen } if chosen != reply);
    cards
        .filter(|(reply, _)| chosen(*reply))
        .map(|(reply, slot)| (reply, talking.layout.card(count, slot)))
        .collect()
}

fn draw(
    mut commands: Commands,
    talking: Option<Res<Talking>>,
    curtain: Res<Curtain>,
    stage: Res<Stage>,
    painter: Painter,
    known: Query<(Entity, &Card)>,
    mut drawn: Local<Drawn>,
) {
    let seen = talking.filter(|_| curtain.open && stage.is_ready());
    let wanted = Drawn {
        line: seen.as_ref().map_or(0, |talking| talking.state.line()),
        cards: seen.as_ref().map(|talking| there(talking)).unwrap_or_default(),
        manner: Some(painter.manner()),
    };
    if *drawn == wanted {
        return;
    }
    let before = std::mem::replace(&mut *drawn, wanted);
    let stays = |card: usize| {
        let place = |drawn: &Drawn| drawn.cards.iter().find(|(known, _)| *known == card).copied();
        (before.line, &before.manner) == (drawn.line, &drawn.manner) && place(&before) == place(&drawn)
    };
    let mut kept = Vec::new();
    for (entity, card) in &known {
        if stays(card.0) && drawn.cards.iter().any(|(reply, _)| *reply == card.0) {
            kept.push(card.0);
        } else {
            commands.entity(entity).despawn();
        }
    }
    let Some(talking) = seen else { return };
    let Some(line) = talking.spec.lines.get(drawn.line) else {
        return;
    };
    for (place, (reply, rect)) in drawn.cards.iter().enumerate() {
        let text = line.replies.get(*reply).filter(|_| !kept.contains(reply));
        if let Some(text) = text {
            card(&mut commands, &painter, *reply, *rect, painter.tell(&text.text), place);
        }
    }
}

fn card(commands: &mut Commands, painter: &Painter, reply: usize, rect: Rect, text: String, place: usize) {
    let node = Node {
        position_type: PositionType::Absolute,
        left: px(rect.min.x),
        top: px(rect.min.y),
        width: px(rect.width()),
        height: px(rect.height()),
        padding: UiRect::axes(px(PADDING.x), px(PADDING.y)),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        border: UiRect::bottom(px(tokens::EDGE * 1.4)),
        border_radius: BorderRadius::all(px(tokens::CARD_RADIUS)),
        ..default()
    };
    commands
        .spawn((
            Card(reply),
            GlobalZIndex(LEVEL),
            widgets::glass(node),
            BackgroundColor(tokens::PAPER),
            BorderColor::all(tokens::PAPER_EDGE),
            widgets::shadow(6.0),
            Enters::at(place),
        ))
        .with_child((
            widgets::label(
                painter,
                text,
                Face::TextBold,
                layout::type_of_card(painter.large()),
                tokens::INK,
            ),
            widgets::centred(),
        ));
}

/// In the same frame a card gives way under the finger; the chosen one shines.
fn yield_to_finger(
    talking: Option<Res<Talking>>,
    mut cards: Query<(&Card, &mut UiTransform, &mut BackgroundColor, &mut BorderColor), Without<Enters>>,
) {
    let Some(talking) = talking else { return };
    let pressed = talking.state.pressed();
    let chosen = match talking.state.phase() {
        Phase::Answers { reply } => Some(reply),
        _ => None,
    };
    for (card, mut transform, mut ground, mut edge) in &mut cards {
        let is_pressed = pressed == Some(card.0);
        let scale = Vec2::splat(if is_pressed { tokens::PRESS_SCALE } else { 1.0 });
        if transform.scale != scale {
            transform.scale = scale;
        }
        let (paper, rim) = if is_pressed || chosen == Some(card.0) {
            (tokens::SUN, tokens::SUN_DEEP)
        } else {
            (tokens::PAPER, tokens::PAPER_EDGE)
        };
        ground.set_if_neq(BackgroundColor(paper));
        edge.set_if_neq(BorderColor::all(rim));
    }
}
