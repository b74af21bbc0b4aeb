//! Measures what stands on the glass and says what is wrong with it: texts that are cut or overlap, targets too small for
//! a finger.

use bevy::{
    ecs::system::SystemParam,
    prelude::*,
    text::TextLayoutInfo,
    ui::{CalculatedClip, UiGlobalTransform},
    window::PrimaryWindow,
};

use super::display::Display;
use crate::{language::Bilingual, screens::Control};

/// Smallest side of a target, millimetres; less than a hair is forgiven to the rounding.
const TARGET_MM: f32 = 19.99;
/// Texts may stick out or touch by so much, units.
const TOLERANCE: f32 = 1.0;
/// Ground on which text stands, as opposed to a veil or a tint.
const OPAQUE: f32 = 0.9;

type Drawn = (
    Entity,
    &'static ComputedNode,
    &'static UiGlobalTransform,
    &'static InheritedVisibility,
    Option<&'static CalculatedClip>,
);

#[derive(SystemParam)]
pub struct Ruler<'w, 's> {
    controls: Query<'w, 's, (Drawn, &'static Control)>,
    texts: Query<'w, 's, (Drawn, &'static Text, &'static TextLayoutInfo, &'static TextLayout)>,
    grounds: Query<
        'w,
        's,
        (
            Entity,
            &'static ComputedNode,
            &'static UiGlobalTransform,
            &'static BackgroundColor,
        ),
    >,
    parents: Query<'w, 's, &'static ChildOf>,
    levels: Query<'w, 's, &'static GlobalZIndex>,
    display: Res<'w, Display>,
    window: Single<'w, 's, &'static Window, With<PrimaryWindow>>,
}

/// Something drawn: where, in units, and on which level of roots.
struct Piece {
    entity: Entity,
    name: String,
    place: Rect,
    level: i32,
}

impl Piece {
    fn told(&self) -> String {
        let Rect { min, .. } = self.place;
        let (width, height) = (self.place.width(), self.place.height());
        format!("{} ({:.0},{:.0} {width:.0}×{height:.0})", self.name, min.x, min.y)
    }

    /// What is wrong with it.
    fn is(&self, fr: impl AsRef<str>, en: impl AsRef<str>) -> Bilingual {
        let piece = self.told();
        Bilingual::new(format!("{piece} {}", fr.as_ref()), format!("{piece} {}", en.as_ref()))
    }
}

impl Ruler<'_, '_> {
    /// What is wrong now, each in words; lengths in units.
    pub fn defects(&self) -> Vec<Bilingual> {
        let (controls, texts) = (self.seen_controls(), self.seen_texts());
        let glass = Rect::from_corners(
            Vec2::ZERO,
            self.window.resolution.physical_size().as_vec2() / self.px_per_unit(),
        );
        let mut defects = Vec::new();
        for control in &controls {
            let least = control.place.size().min_element() * self.display.mm_per_unit;
            if least < TARGET_MM {
                defects.push(control.is(
                    format!("ne mesure que {least:.1}\u{a0}mm"),
                    format!("is {least:.1} mm small"),
                ));
            }
            if sticks_out(control.place, glass) > TOLERANCE / 2.0 {
                defects.push(control.is("sort de l’écran", "leaves the window"));
            }
        }
        let over = |(one, other): (&Piece, &Piece)| {
            let mut defect = one.is("chevauche", "overlaps");
            defect.fr += &format!(" {}", other.told());
            defect.en += &format!(" {}", other.told());
            defect
        };
        defects.extend(pairs(&controls, &controls).into_iter().map(over));
        defects.extend(pairs(&texts, &texts).into_iter().map(over));
        let crossing = pairs(&texts, &controls).into_iter();
        defects.extend(
            crossing
                .filter(|(text, control)| !self.is_under(text.entity, control.entity))
                .map(over),
        );
        for mark in texts.iter().filter(|text| text.level < 0) {
            if self.panels().any(|panel| covers(panel, mark.place)) {
                defects.push(mark.is("est caché par un panneau", "is behind a panel"));
            }
        }
        defects.extend(texts.iter().flat_map(|text| self.cuts(text, glass)));
        defects
    }

    /// How a text leaves the window, its panel or what clips it.
    fn cuts(&self, text: &Piece, glass: Rect) -> Vec<Bilingual> {
        let mut defects = Vec::new();
        let mut cut = |bounds: Rect, fr: &str, en: &str| {
            let out = sticks_out(text.place, bounds);
            if out > TOLERANCE {
                defects.push(text.is(format!("{fr} de {out:.1}"), format!("{en} by {out:.1}")));
            }
        };
        cut(glass, "sort de l’écran", "leaves the window");
        if let Some(ground) = self.ground_of(text.entity) {
            cut(ground, "sort de son panneau", "leaves its panel");
        }
        if let Ok(((.., Some(clip)), ..)) = self.texts.get(text.entity) {
            cut(self.in_units(clip.clip), "est coupé", "is cut");
        }
        defects
    }

    fn px_per_unit(&self) -> f32 {
        self.display.px_per_unit
    }

    fn in_units(&self, rect: Rect) -> Rect {
        let scale = self.px_per_unit();
        Rect {
            min: rect.min / scale,
            max: rect.max / scale,
        }
    }

    /// Where a rectangle of a node, around the node's centre, is on the glass, units.
    fn on_glass(&self, transform: &UiGlobalTransform, local: Rect) -> Rect {
        self.in_units(Rect::from_corners(
            transform.transform_point2(local.min),
            transform.transform_point2(local.max),
        ))
    }

    fn seen_controls(&self) -> Vec<Piece> {
        let seen = self.controls.iter().filter(|((_, _, _, visible, _), _)| visible.get());
        let pieces = seen.map(|((entity, node, transform, ..), control)| Piece {
            entity,
            name: format!("[{}]", control.id()),
            place: self.on_glass(transform, Rect::from_center_size(Vec2::ZERO, node.size())),
            level: self.level(entity),
        });
        pieces.collect()
    }

    fn seen_texts(&self) -> Vec<Piece> {
        let seen = self
            .texts
            .iter()
            .filter(|((_, _, _, visible, _), text, ..)| visible.get() && !text.0.trim().is_empty());
        let pieces = seen.map(|((entity, node, transform, ..), text, info, layout)| Piece {
            entity,
            name: format!("«\u{a0}{}\u{a0}»", text.0.chars().take(36).collect::<String>()),
            place: self.on_glass(
                transform,
                written(node, info.size / node.inverse_scale_factor(), layout.justify),
            ),
            level: self.level(entity),
        });
        pieces.collect()
    }

    /// Screens, what lies over them and the ghost's hand stand on levels of their own.
    fn level(&self, entity: Entity) -> i32 {
        let root = self.parents.iter_ancestors(entity).last().unwrap_or(entity);
        self.levels.get(root).map_or(0, |level| level.0)
    }

    /// Opaque grounds of the screen, which cover whatever hangs over the diorama.
    fn panels(&self) -> impl Iterator<Item = Rect> {
        let opaque = self
            .grounds
            .iter()
            .filter(|(entity, _, _, colour)| colour.0.alpha() > OPAQUE && self.level(*entity) == 0);
        opaque.map(|(_, node, transform, _)| self.on_glass(transform, Rect::from_center_size(Vec2::ZERO, node.size())))
    }

    fn is_under(&self, entity: Entity, ancestor: Entity) -> bool {
        entity == ancestor || self.parents.iter_ancestors(entity).any(|above| above == ancestor)
    }

    /// The nearest opaque ground a text stands on, units.
    fn ground_of(&self, entity: Entity) -> Option<Rect> {
        self.parents.iter_ancestors(entity).find_map(|above| {
            let (_, node, transform, colour) = self.grounds.get(above).ok()?;
            let local = Rect::from_center_size(Vec2::ZERO, node.size());
            (colour.0.alpha() > OPAQUE).then(|| self.on_glass(transform, local))
        })
    }
}

/// What the glyphs cover of their node, around its centre, physical pixels.
fn written(node: &ComputedNode, size: Vec2, justify: Justify) -> Rect {
    let room = node.size() - node.padding.min_inset - node.padding.max_inset;
    let spare = room.x - size.x;
    let left = match justify {
        Justify::Center => spare / 2.0,
        Justify::Right | Justify::End => spare,
        _ => 0.0,
    };
    let min = -node.size() / 2.0 + node.padding.min_inset + Vec2::new(left, 0.0);
    Rect { min, max: min + size }
}

/// How far `inner` sticks out of `outer`, units.
fn sticks_out(inner: Rect, outer: Rect) -> f32 {
    (outer.min - inner.min)
        .max_element()
        .max((inner.max - outer.max).max_element())
}

/// Whether one rectangle lies over the other.
fn covers(panel: Rect, piece: Rect) -> bool {
    panel.intersect(piece).size().min_element() > TOLERANCE
}

/// Pieces of one list over pieces of the other on the same level, each pair once.
fn pairs<'a>(these: &'a [Piece], those: &'a [Piece]) -> Vec<(&'a Piece, &'a Piece)> {
    let mut found = Vec::new();
    for (index, a) in these.iter().enumerate() {
        let others = if std::ptr::eq(these, those) {
            &those[index + 1..]
        } else {
            those
        };
        for b in others.iter().filter(|b| b.level == a.level && b.entity != a.entity) {
            if a.place.intersect(b.place).size().min_element() > TOLERANCE {
                found.push((a, b));
            }
        }
    }
    found
}
