//! What lies over a screen: the question before leaving, the notice, the freeze-frame, the countdown, the ghost's hand.

use bevy::{picking::Pickable, prelude::*, ui_widgets::Button};

use super::{Control, Overlay, hud::Hud, notice, redraw};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kiosk::{AgencyWords, display::Display, idle::Countdown},
    stage::{eye::Eye, ghost::Ghost},
    theme::{
        motion::Enters,
        painter::{Face, Painter, drawn_only},
        tokens::{self, TypeSize},
        widgets::{self, Caption, Style},
    },
    tokens::PassRefused,
};

#[derive(Component)]
pub struct OverlayRoot;

/// The ghost's hand on the glass.
#[derive(Component)]
struct Hand;

/// Side of the hand's picture, units; its fingertip stands at this share of it.
const HAND: f32 = 46.0;
const FINGERTIP: Vec2 = Vec2::new(0.25, 0.10);
/// The hand comes a little nearer to the glass when it presses.
const HAND_PRESSED: f32 = 0.86;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            draw.run_if(redraw::overlay_wanted).after(redraw::clear),
            tick_aloud,
            // Roots that stand while the scale changes keep the old one: a new screen, a new hand.
            (spawn_hand.run_if(resource_changed::<Display>), move_hand).chain(),
        )
            .in_set(AppSystems::Feedback),
    );
}

fn draw(
    mut commands: Commands,
    painter: Painter,
    overlay: Res<Overlay>,
    countdown: Res<Countdown>,
    hud: Res<Hud>,
    agency: Res<AgencyWords>,
    roots: Query<Entity, With<OverlayRoot>>,
) {
    for root in &roots {
        commands.entity(root).despawn();
    }
    let stop = hud
        .stop
        .as_ref()
        .map(|(name, why)| (painter.tell(name), painter.tell(why)));
    let sheet = match (countdown.0, *overlay, stop) {
        (Some(secs), ..) => {
            still_here(&mut commands, &painter, secs);
            return;
        }
        (None, Overlay::None, _) => return,
        (None, Overlay::LeaveForHome | Overlay::LeaveForIntro, _) => Sheet {
            icon: "accueil",
            title: painter.say("leave-title"),
            lead: None,
            text: painter.say("leave-text"),
            buttons: vec![
                (Control::Stay, painter.say("leave-stay"), Style::Primary),
                (Control::Leave, painter.say("leave-go"), Style::Chosen),
            ],
        },
        (None, Overlay::Notice, _) => {
            notice::spawn(&mut commands, &painter, &agency);
            return;
        }
        (None, Overlay::Pass(refused), _) => Sheet {
            icon: "aide",
            title: painter.say("pass-title"),
            lead: None,
            text: painter.say(match refused {
                PassRefused::Damaged => "pass-damaged",
                PassRefused::Unknown | PassRefused::Revoked => "pass-unknown",
                PassRefused::Foreign => "pass-foreign",
                PassRefused::Expired => "pass-expired",
            }),
            buttons: vec![(Control::Understood, painter.say("play-understood"), Style::Primary)],
        },
        (None, Overlay::Stop, stop) => {
            let (name, why) = stop.unwrap_or_default();
            Sheet {
                icon: "aide",
                title: painter.say("play-stop-title"),
                lead: Some(name),
                text: why,
                buttons: vec![(Control::Understood, painter.say("play-understood"), Style::Primary)],
            }
        }
    };
    spawn_sheet(&mut commands, &painter, sheet);
}

struct Sheet {
    icon: &'static str,
    title: String,
    lead: Option<String>,
    text: String,
    buttons: Vec<(Control, String, Style)>,
}

/// A veil over everything; touches stop there.
pub(super) fn veil(painter: &Painter) -> impl Bundle + use<> {
    (
        OverlayRoot,
        GlobalZIndex(10),
        Node {
            width: percent(100),
            height: percent(100),
            position_type: PositionType::Absolute,
            flex_direction: FlexDirection::Column,
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            padding: UiRect {
                bottom: px(tokens::MARGIN + painter.display.lift()),
                ..UiRect::all(px(tokens::MARGIN))
            },
            ..default()
        },
        BackgroundColor(tokens::VEIL),
    )
}

fn spawn_sheet(commands: &mut Commands, painter: &Painter, sheet: Sheet) {
    commands.spawn(veil(painter)).with_children(|veil| {
        let paper = Node {
            max_width: px(480.0),
            padding: UiRect::all(px(22.0)),
            flex_direction: FlexDirection::Column,
            align_items: AlignItems::Center,
            row_gap: px(10.0),
            ..default()
        };
        veil.spawn((widgets::panel(paper), Enters::at(0)))
            .with_children(|paper| {
                paper.spawn(widgets::icon(painter, sheet.icon, 34.0, tokens::EMBER));
                paper.spawn((
                    widgets::label(painter, sheet.title, Face::Display, TypeSize::Heading, tokens::INK),
                    widgets::centred(),
                ));
                if let Some(lead) = sheet.lead {
                    widgets::tag(paper, painter, lead, tokens::SUN, tokens::INK);
                }
                paper.spawn((
                    widgets::label(painter, sheet.text, Face::Text, TypeSize::Body, tokens::INK_SOFT),
                    widgets::centred(),
                ));
                let row = Node {
                    margin: UiRect::top(px(6.0)),
                    flex_wrap: FlexWrap::Wrap,
                    justify_content: JustifyContent::Center,
                    column_gap: px(tokens::MARGIN),
                    row_gap: px(tokens::GAP),
                    ..default()
                };
                paper.spawn(widgets::glass(row)).with_children(|row| {
                    for (place, (control, text, style)) in sheet.buttons.into_iter().enumerate() {
                        widgets::button(row, painter, control, Caption::text(text), style, place + 1);
                    }
                });
            });
    });
}

/// The whole glass is the answer.
fn still_here(commands: &mut Commands, painter: &Painter, secs: u32) {
    commands
        .spawn((veil(painter), Button, Control::StillHere))
        .with_children(|veil| {
            let side = 96.0;
            veil.spawn(widgets::glass(Node {
                width: px(side),
                height: px(side),
                margin: UiRect::bottom(px(12.0)),
                border_radius: BorderRadius::all(px(side / 2.0)),
                align_items: AlignItems::Center,
                justify_content: JustifyContent::Center,
                ..default()
            }))
            .insert(BackgroundColor(tokens::SUN))
            .with_child(widgets::label(
                painter,
                secs.to_string(),
                Face::Display,
                TypeSize::Hero,
                tokens::INK,
            ));
            for (key, face, size) in [
                ("idle-title", Face::Display, TypeSize::Title),
                ("idle-text", Face::Text, TypeSize::Body),
            ] {
                veil.spawn((
                    widgets::label(painter, painter.say(key), face, size, tokens::WHITE),
                    widgets::centred(),
                ));
            }
        });
}

fn tick_aloud(countdown: Res<Countdown>, mut cues: MessageWriter<PlayCue>) {
    if countdown.is_changed() && countdown.0.is_some() {
        cues.write(PlayCue::new(Cue::Attente));
    }
}

fn spawn_hand(mut commands: Commands, assets: Res<AssetServer>, old: Query<Entity, With<Hand>>) {
    for hand in &old {
        commands.entity(hand).despawn();
    }
    commands.spawn((
        Hand,
        GlobalZIndex(5),
        Pickable::IGNORE,
        ImageNode::new(drawn_only(&assets, "images/hand.png".to_owned())),
        Node {
            position_type: PositionType::Absolute,
            width: px(HAND),
            height: px(HAND),
            ..default()
        },
        Visibility::Hidden,
    ));
}

fn move_hand(
    ghost: Res<Ghost>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    hand: Single<(&mut Node, &mut Visibility, &mut ImageNode, &mut UiTransform), With<Hand>>,
    display: Res<Display>,
    window: Single<&Window>,
) {
    let (mut node, mut visibility, mut image, mut transform) = hand.into_inner();
    let (camera, eye) = *eye;
    let seen = ghost
        .pose()
        .and_then(|pose| Some((pose, camera.world_to_viewport(eye, pose.tip).ok()?)));
    let Some((pose, at)) = seen else {
        visibility.set_if_neq(Visibility::Hidden);
        return;
    };
    visibility.set_if_neq(Visibility::Inherited);
    let at = at * window.resolution.scale_factor() / display.px_per_unit;
    let corner = at - FINGERTIP * HAND;
    node.left = px(corner.x);
    node.top = px(corner.y);
    image.color = Color::WHITE.with_alpha(pose.visible);
    transform.scale = Vec2::splat(if pose.pressed { HAND_PRESSED } else { 1.0 });
}
