//! The touch test: every finger has its colour, and a grid that is wiped away shows where the glass feels nothing.

use std::collections::BTreeMap;

use egui::{Align2, Event, Pos2, Rect, Stroke, TouchPhase, Ui, Vec2};

use super::Outcome;
use crate::{
    frame,
    look::{self, scale, tokens},
    phrases,
    widgets::{self, Face},
};

/// A cell of the grid: a finger's width and a half.
const CELL_MM: f32 = 24.0;
const FINGERS_MAX: usize = 10;

/// Which cells were wiped, and which fingers are down.
#[derive(Debug, Default)]
pub struct GlassSheet {
    columns: usize,
    rows: usize,
    wiped: Vec<bool>,
    /// By the number the system gives a finger, in the order they came.
    fingers: BTreeMap<u64, Pos2>,
    most: usize,
    is_box_up: bool,
    /// A mouse or a screen that sends no touches of its own.
    pointer: Option<Pos2>,
}

impl GlassSheet {
    pub(super) fn ui(&mut self, ui: &mut Ui) -> Outcome {
        let area = ui.max_rect();
        let scale = scale(ui);
        self.fit(area, CELL_MM * scale.mm);
        self.follow(ui, area);
        self.paint(ui, area);
        let text = self.said();
        let mut outcome = Outcome::Stays;
        let down = if self.is_box_up { 0.04 } else { 0.96 };
        frame::floating(ui, scale.body * 34.0, down, |ui| {
            widgets::heading(ui, "Essai de l’écran");
            widgets::body(ui, &text);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = scale.gap();
                let third = (ui.available_width() - 2.0 * scale.gap()) / 3.0;
                if widgets::sized(ui, Face::Plain, "Recommencer", third) {
                    *self = Self::default();
                }
                // What lies below this box can be wiped but not seen.
                if widgets::sized(ui, Face::Plain, "Déplacer", third) {
                    self.is_box_up = !self.is_box_up;
                }
                if widgets::sized(ui, Face::Act, "Terminer", third) {
                    outcome = Outcome::Closes;
                }
            });
        });
        outcome
    }

    /// What the grid says so far.
    fn said(&self) -> String {
        let left = self.wiped.iter().filter(|wiped| !**wiped).count();
        let fingers = phrases::counted(u64::try_from(self.most).unwrap_or(0), "doigt", "doigts");
        if self.wiped.is_empty() || left == self.wiped.len() {
            "Passer la main partout\u{a0}: les cases s’effacent. Poser les dix doigts d’un coup.".to_owned()
        } else if left == 0 {
            format!("Tout l’écran répond. Au plus {fingers} à la fois.")
        } else {
            let cells = phrases::counted(u64::try_from(left).unwrap_or(0), "case", "cases");
            format!("Encore {cells}. Ce qui ne s’efface pas ne sent rien. Au plus {fingers} à la fois.")
        }
    }

    fn fit(&mut self, area: Rect, cell: f32) {
        let columns = (area.width() / cell).round().max(4.0) as usize;
        let rows = (area.height() / cell).round().max(4.0) as usize;
        if (columns, rows) != (self.columns, self.rows) {
            *self = Self {
                columns,
                rows,
                wiped: vec![false; columns * rows],
                is_box_up: self.is_box_up,
                ..Self::default()
            };
        }
    }

    fn follow(&mut self, ui: &Ui, area: Rect) {
        let events = ui.input(|input| input.events.clone());
        for event in events {
            if let Event::Touch { id, phase, pos, .. } = event {
                match phase {
                    TouchPhase::Start | TouchPhase::Move => drop(self.fingers.insert(id.0, pos)),
                    TouchPhase::End | TouchPhase::Cancel => drop(self.fingers.remove(&id.0)),
                }
                self.wipe(area, pos);
            }
        }
        self.pointer = ui.input(|input| {
            input
                .pointer
                .primary_down()
                .then(|| input.pointer.latest_pos())
                .flatten()
        });
        if let Some(at) = self.pointer {
            self.wipe(area, at);
        }
        let down = self.fingers.len().max(usize::from(self.pointer.is_some()));
        self.most = self.most.max(down);
    }

    fn wipe(&mut self, area: Rect, at: Pos2) {
        let cell = |from: f32, length: f32, count: usize| {
            let part = from / length;
            (0.0..1.0).contains(&part).then_some((part * count as f32) as usize)
        };
        let column = cell(at.x - area.left(), area.width(), self.columns);
        let row = cell(at.y - area.top(), area.height(), self.rows);
        if let (Some(column), Some(row)) = (column, row) {
            self.wiped[row * self.columns + column] = true;
        }
    }

    fn paint(&self, ui: &Ui, area: Rect) {
        let scale = scale(ui);
        let painter = ui.painter();
        let size = Vec2::new(area.width() / self.columns as f32, area.height() / self.rows as f32);
        for (index, wiped) in self.wiped.iter().enumerate() {
            let (column, row) = ((index % self.columns) as f32, (index / self.columns) as f32);
            let cell = Rect::from_min_size(area.min + Vec2::new(column * size.x, row * size.y), size).shrink(1.5);
            let ground = if *wiped { tokens::LEAF_PALE } else { tokens::SUN_PALE };
            painter.rect_filled(cell, 3.0, ground);
            if !*wiped {
                let stroke = Stroke::new(1.0, tokens::EDGE_DEEP);
                painter.rect_stroke(cell, 3.0, stroke, egui::StrokeKind::Inside);
            }
        }
        let touches = self.fingers.values().copied().take(FINGERS_MAX);
        let pointer = self.pointer.filter(|_| self.fingers.is_empty());
        for (index, at) in touches.chain(pointer).enumerate() {
            let ink = tokens::FINGERS[index % tokens::FINGERS.len()];
            painter.circle_stroke(at, scale.mm * 14.0, Stroke::new(scale.mm * 2.0, ink));
            let font = look::bold(scale.body);
            let above = at - Vec2::new(0.0, scale.mm * 20.0);
            painter.text(above, Align2::CENTER_CENTER, (index + 1).to_string(), font, ink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wiping_the_whole_glass_says_so_and_dead_zones_stay() {
        let area = Rect::from_min_size(Pos2::ZERO, Vec2::new(700.0, 400.0));
        let mut sheet = GlassSheet::default();
        sheet.fit(area, 50.0);
        assert_eq!((sheet.columns, sheet.rows), (14, 8));
        let is_dead = |x: i32, y: i32| x >= 650 && y >= 350;
        let all = (0..700)
            .step_by(10)
            .flat_map(|x| (0..400).step_by(10).map(move |y| (x, y)));
        for (x, y) in all.clone().filter(|&(x, y)| !is_dead(x, y)) {
            sheet.wipe(area, egui::pos2(x as f32, y as f32));
        }
        assert_eq!(sheet.wiped.iter().filter(|wiped| !**wiped).count(), 1);
        assert!(sheet.said().starts_with("Encore 1\u{a0}case."));
        for (x, y) in all {
            sheet.wipe(area, egui::pos2(x as f32, y as f32));
        }
        assert!(sheet.said().starts_with("Tout l’écran répond."));
        // Beyond the edges there is nothing to wipe.
        sheet.wipe(area, egui::pos2(-1.0, 9000.0));
    }
}
