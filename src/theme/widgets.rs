//! The pieces screens are made of: labels, buttons, cards, bars. Behaviour comes from Bevy's headless widgets.

use bevy::{
    picking::Pickable,
    prelude::*,
    text::LineHeight,
    ui_widgets::{Activate, Button},
};

use super::{
    motion::Enters,
    painter::{Face, Painter},
    tokens::{self, TypeSize},
};
use crate::{
    audio::{Cue, PlayCue},
    screens::{Control, Used},
    stage::quality::Quality,
};

pub type Parent<'a, 'w> = &'a mut ChildSpawnerCommands<'w>;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Used>()
        .add_observer(tell_use)
        .add_observer(lighten)
        .add_systems(
            PostUpdate,
            crop.after(bevy::ui::UiSystems::Layout)
                .before(bevy::ui::UiSystems::PostLayout),
        );
}

/// Blurred shadows cost a CPU renderer as much as the diorama: there, edges alone give things their depth.
fn lighten(added: On<Add, BoxShadow>, quality: Res<Quality>, mut commands: Commands) {
    if *quality == Quality::Low {
        commands.entity(added.entity).remove::<BoxShadow>();
    }
}

/// A picture that fills its frame whatever the frame's shape: what is too much is cut off at both ends.
#[derive(Component)]
struct Fills;

/// A picture over the whole of its parent, never squeezed. The parent clips and rounds.
pub fn filling(picture: Handle<Image>, radius: BorderRadius) -> impl Bundle {
    let node = Node {
        position_type: PositionType::Absolute,
        width: percent(100),
        height: percent(100),
        border_radius: radius,
        ..default()
    };
    (
        Fills,
        ImageNode::new(picture).with_mode(NodeImageMode::Stretch),
        node,
        Pickable::IGNORE,
    )
}

fn crop(mut pictures: Query<(&ComputedNode, &mut ImageNode), With<Fills>>, images: Res<Assets<Image>>) {
    for (frame, mut picture) in &mut pictures {
        let Some(size) = images.get(&picture.image).map(Image::size_f32) else {
            continue;
        };
        if frame.size().min_element() < 1.0 {
            continue;
        }
        let scale = (frame.size() / size).max_element();
        let seen = Rect::from_center_size(size / 2.0, frame.size() / scale);
        if picture.rect != Some(seen) {
            picture.rect = Some(seen);
        }
    }
}

fn tell_use(
    press: On<Activate>,
    controls: Query<&Control>,
    mut used: MessageWriter<Used>,
    mut cues: MessageWriter<PlayCue>,
) {
    if let Ok(control) = controls.get(press.entity) {
        used.write(Used(control.clone()));
        cues.write(PlayCue::new(Cue::Touche));
    }
}

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The one thing to do next.
    Primary,
    Secondary,
    /// Quiet: tools of the top bar.
    Tool,
    /// A choice that is made.
    Chosen,
}

impl Style {
    /// The lower edge, as if the button had a thickness.
    fn edge(self) -> Color {
        match self {
            Self::Primary => tokens::EMBER_DEEP,
            Self::Secondary | Self::Tool => tokens::PAPER_EDGE,
            Self::Chosen => tokens::SUN_DEEP,
        }
    }

    fn colours(self) -> (Color, Color) {
        match self {
            Self::Primary => (tokens::EMBER, tokens::WHITE),
            Self::Secondary => (tokens::PAPER, tokens::INK),
            Self::Tool => (tokens::PAPER.with_alpha(0.94), tokens::INK),
            Self::Chosen => (tokens::SUN, tokens::INK),
        }
    }
}

/// A node that lets touches through to what is behind it.
pub fn glass(node: Node) -> impl Bundle {
    (node, Pickable::IGNORE)
}

/// A soft shadow under a panel, units.
pub fn shadow(depth: f32) -> BoxShadow {
    BoxShadow::new(tokens::SHADOW, px(0.0), px(depth * 0.5), px(0.0), px(depth))
}

/// A line or paragraph of text.
pub fn label(painter: &Painter, text: impl Into<String>, face: Face, size: TypeSize, colour: Color) -> impl Bundle {
    (
        Text::new(text.into()),
        painter.font(face, size),
        TextColor(colour),
        LineHeight::RelativeToFont(if size == TypeSize::Body || size == TypeSize::Small {
            1.25
        } else {
            1.08
        }),
        Pickable::IGNORE,
    )
}

/// Centred text.
pub fn centred() -> TextLayout {
    TextLayout::justify(Justify::Center)
}

/// A tinted picture of the interface, square, `side` in units.
pub fn icon(painter: &Painter, name: &str, side: f32, colour: Color) -> impl Bundle {
    (
        ImageNode {
            image: painter.icon(name),
            color: colour,
            ..default()
        },
        Node {
            width: px(side),
            height: px(side),
            flex_shrink: 0.0,
            ..default()
        },
        Pickable::IGNORE,
    )
}

/// A square tool button with an icon.
pub fn tool(parent: Parent, painter: &Painter, control: Control, picture: &str) {
    let (ground, ink) = Style::Tool.colours();
    parent
        .spawn((
            Button,
            control,
            Node {
                width: px(tokens::TARGET),
                height: px(tokens::TARGET),
                align_items: AlignItems::Center,
                justify_content: JustifyContent::Center,
                border: UiRect::bottom(px(tokens::EDGE)),
                border_radius: BorderRadius::all(px(tokens::RADIUS)),
                ..default()
            },
            BackgroundColor(ground),
            BorderColor::all(Style::Tool.edge()),
            shadow(3.0),
        ))
        .with_child(icon(painter, picture, tokens::TARGET * 0.62, ink));
}

/// A tool button with two letters.
pub fn letters(parent: Parent, painter: &Painter, control: Control, text: &str, chosen: bool) {
    let style = if chosen { Style::Chosen } else { Style::Tool };
    let (ground, ink) = style.colours();
    let font = TextFont {
        font_size: FontSize::Px(TypeSize::Label.units(false)),
        ..painter.font(Face::Display, TypeSize::Label)
    };
    parent
        .spawn((
            Button,
            control,
            Node {
                width: px(tokens::TARGET + 6.0),
                height: px(tokens::TARGET),
                align_items: AlignItems::Center,
                justify_content: JustifyContent::Center,
                border: UiRect::bottom(px(tokens::EDGE)),
                border_radius: BorderRadius::all(px(tokens::RADIUS)),
                ..default()
            },
            BackgroundColor(ground),
            BorderColor::all(style.edge()),
            shadow(3.0),
        ))
        .with_child((Text::new(text), font, TextColor(ink), Pickable::IGNORE));
}

/// What a button says.
pub struct Caption<'a> {
    pub text: String,
    pub icon: Option<&'a str>,
}

impl Caption<'_> {
    pub fn text(text: String) -> Self {
        Self { text, icon: None }
    }
}

/// A wide button with a caption, coming in as the `place`-th thing of its screen.
pub fn button(parent: Parent, painter: &Painter, control: Control, caption: Caption, style: Style, place: usize) {
    let (ground, ink) = style.colours();
    // Large text keeps every button at one size: what is asked for is legibility, not weight.
    let heavy = style == Style::Primary && !painter.large();
    let size = if heavy { TypeSize::Heading } else { TypeSize::Label };
    parent
        .spawn((
            Button,
            control,
            Enters::at(place),
            Node {
                min_height: px(if style == Style::Primary {
                    tokens::TARGET + 8.0
                } else {
                    tokens::TARGET
                }),
                min_width: px(tokens::TARGET),
                padding: UiRect::axes(px(15.0), px(5.0)),
                column_gap: px(7.0),
                align_items: AlignItems::Center,
                justify_content: JustifyContent::Center,
                border: UiRect::bottom(px(tokens::EDGE * if style == Style::Primary { 1.6 } else { 1.0 })),
                border_radius: BorderRadius::all(px(if style == Style::Primary { 17.0 } else { 13.0 })),
                ..default()
            },
            BackgroundColor(ground),
            BorderColor::all(style.edge()),
            shadow(if style == Style::Primary { 8.0 } else { 4.0 }),
        ))
        .with_children(|inside| {
            if let Some(name) = caption.icon {
                inside.spawn(icon(painter, name, size.units(painter.large()) * 1.15, ink));
            }
            inside.spawn((label(painter, caption.text, Face::Display, size, ink), centred()));
        });
}

/// A small rounded tag.
pub fn tag(parent: Parent, painter: &Painter, text: String, ground: Color, ink: Color) {
    parent
        .spawn(glass(Node {
            padding: UiRect::axes(px(8.0), px(3.0)),
            border_radius: BorderRadius::all(px(10.0)),
            ..default()
        }))
        .insert(BackgroundColor(ground))
        .with_child(label(painter, text, Face::TextBold, TypeSize::Small, ink));
}

/// A sheet of paper that holds text; blocks touches.
pub fn panel(node: Node) -> impl Bundle {
    (
        Node {
            border: UiRect::bottom(px(tokens::EDGE * 1.6)),
            border_radius: BorderRadius::all(px(tokens::CARD_RADIUS)),
            ..node
        },
        BackgroundColor(tokens::PAPER),
        BorderColor::all(tokens::PAPER_EDGE),
        shadow(12.0),
    )
}

/// A bar from 0 to 1.
pub fn bar(parent: Parent, share: f32, colour: Color) {
    let height = px(11.0);
    parent
        .spawn(glass(Node {
            width: percent(100),
            height,
            border_radius: BorderRadius::all(px(5.5)),
            ..default()
        }))
        .insert(BackgroundColor(tokens::PAPER_DEEP))
        .with_child((
            Node {
                // A criterion without any mark still shows where its bar begins.
                width: percent(100.0 * share.clamp(0.04, 1.0)),
                height,
                border_radius: BorderRadius::all(px(5.5)),
                ..default()
            },
            BackgroundColor(colour),
            Pickable::IGNORE,
        ));
}
