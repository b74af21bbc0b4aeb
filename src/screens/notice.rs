//! « Tes données »: what is counted, why, for how long, whom to ask (GDPR, article 13), one touch from the question that
//! it is about.

use bevy::prelude::*;

use super::{Control, overlay::veil};
use crate::{
    kiosk::AgencyWords,
    theme::{
        motion::Enters,
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Caption, Parent, Style},
    },
};

/// Without a contact of the agency, the team at the stand answers.
pub(super) fn spawn(commands: &mut Commands, painter: &Painter, agency: &AgencyWords) {
    commands.spawn(veil(painter)).with_children(|veil| {
        let paper = Node {
            max_width: px(if painter.large() { 640.0 } else { 500.0 }),
            padding: UiRect::axes(px(22.0), px(if painter.large() { 8.0 } else { 16.0 })),
            flex_direction: FlexDirection::Column,
            row_gap: px(if painter.large() { 2.0 } else { 7.0 }),
            ..default()
        };
        veil.spawn((widgets::panel(paper), Enters::at(0)))
            .with_children(|paper| {
                heading(paper, painter);
                line(paper, painter, &painter.say("notice-text"), Face::TextBold, tokens::INK);
                let mut why = painter.say("notice-why-text");
                if let Some(basis) = &agency.counting_basis {
                    why = format!("{why} {}", basis.get(painter.language()));
                }
                paragraph(paper, painter, &painter.say("notice-why"), &why);
                let how_long = painter.say("notice-how-long-text");
                paragraph(paper, painter, &painter.say("notice-how-long"), &how_long);
                let question = match &agency.contact {
                    Some(contact) => format!("{} {contact}", painter.say("notice-contact")),
                    None => painter.say("notice-contact-team"),
                };
                let rights = format!("{} {question}", painter.say("notice-rights-text"));
                paragraph(paper, painter, &painter.say("notice-rights"), &rights);
                let row = Node {
                    margin: UiRect::top(px(4.0)),
                    justify_content: JustifyContent::Center,
                    ..default()
                };
                paper.spawn(widgets::glass(row)).with_children(|row| {
                    let close = Caption::text(painter.say("close"));
                    widgets::button(row, painter, Control::CloseNotice, close, Style::Primary, 1);
                });
            });
    });
}

fn heading(parent: Parent, painter: &Painter) {
    let row = Node {
        column_gap: px(8.0),
        align_items: AlignItems::Center,
        ..default()
    };
    parent.spawn(widgets::glass(row)).with_children(|row| {
        row.spawn(widgets::icon(painter, "cadenas", 22.0, tokens::EMBER));
        row.spawn(widgets::label(
            painter,
            painter.say("notice-title"),
            Face::Display,
            TypeSize::Heading,
            tokens::INK,
        ));
    });
}

fn paragraph(parent: Parent, painter: &Painter, title: &str, text: &str) {
    let column = Node {
        flex_direction: FlexDirection::Column,
        ..default()
    };
    parent.spawn(widgets::glass(column)).with_children(|column| {
        line(column, painter, title, Face::TextBold, tokens::EMBER_DEEP);
        line(column, painter, text, Face::Text, tokens::INK_SOFT);
    });
}

fn line(parent: Parent, painter: &Painter, text: &str, face: Face, colour: Color) {
    parent.spawn(widgets::label(painter, text, face, TypeSize::Small, colour));
}
