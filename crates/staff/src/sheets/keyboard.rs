//! The touch keyboard and the line it writes to.

use egui::{Align2, CornerRadius, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType};

use super::layout::{self, Key, width};
use crate::look::{self, icon::Icon, scale, tokens};

/// A line of text with a place where the next letter goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    letters: Vec<char>,
    cursor: usize,
    most: usize,
}

impl Line {
    /// `most` letters at most.
    pub fn new(text: &str, most: usize) -> Self {
        let letters: Vec<char> = text.chars().take(most).collect();
        Self {
            cursor: letters.len(),
            letters,
            most,
        }
    }

    /// What is written, without blanks at its ends.
    pub fn text(&self) -> String {
        self.letters.iter().collect::<String>().trim().to_owned()
    }

    fn press(&mut self, key: Key) {
        match key {
            Key::Types(letter) if self.letters.len() < self.most => {
                self.letters.insert(self.cursor, letter);
                self.cursor += 1;
            }
            Key::Erases if self.cursor > 0 => {
                self.cursor -= 1;
                self.letters.remove(self.cursor);
            }
            Key::Left => self.cursor = self.cursor.saturating_sub(1),
            Key::Right => self.cursor = (self.cursor + 1).min(self.letters.len()),
            Key::Types(_) | Key::Erases | Key::Shifts | Key::Signs => {}
        }
    }
}

/// Which keys are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keyboard {
    is_signs: bool,
    is_capital: bool,
}

impl Keyboard {
    /// The first letter of a name is a capital.
    pub fn for_line(line: &Line) -> Self {
        Self {
            is_signs: false,
            is_capital: line.letters.is_empty(),
        }
    }

    /// Lays the keys out over the whole width, with `line` above them; where there is room to spare, some of it above.
    pub fn ui(&mut self, ui: &mut Ui, line: &mut Line, label: &str) {
        let scale = scale(ui);
        let gap = (scale.gap() * 0.55).max(3.0);
        let most = (ui.available_width() + gap) / (scale.target + gap);
        let rows = layout::rows(self.is_signs, self.is_capital, most);
        let count = rows.len() as f32;
        let widest = rows.iter().map(|row| width(row)).fold(0.0, f32::max);
        let full = ui.available_width().min(scale.target * 2.8 * widest);
        let line_height = scale.target * 1.1 + 2.0 * scale.gap();
        let room = ui.available_height() - line_height - gap * count;
        // No higher than they are wide, or they would no longer look like keys.
        let highest = (scale.target * 2.2).min(full / widest * 1.3);
        let height = (room / count).min(highest).max(scale.target);
        ui.add_space(((room - height * count) * 0.4).max(0.0));
        line_ui(ui, line, label);
        ui.add_space(scale.gap());
        let area = ui.available_rect_before_wrap();
        for (index, row) in rows.iter().enumerate() {
            let key_width = (full - gap * (row.len() as f32 - 1.0)) / width(row).max(widest * 0.8);
            let row_width = key_width * width(row) + gap * (row.len() as f32 - 1.0);
            let mut x = area.center().x - row_width / 2.0;
            let y = area.top() + index as f32 * (height + gap);
            for (key, keys) in row {
                let rect = egui::Rect::from_min_size(egui::pos2(x, y), Vec2::new(key_width * keys, height));
                if self.key_ui(ui, *key, rect) {
                    self.press(*key, line);
                }
                x = rect.right() + gap;
            }
        }
        ui.allocate_space(Vec2::new(full, count * (height + gap)));
    }

    fn press(&mut self, key: Key, line: &mut Line) {
        match key {
            Key::Shifts => self.is_capital = !self.is_capital,
            Key::Signs => self.is_signs = !self.is_signs,
            Key::Types(_) => {
                line.press(key);
                // After a blank one more often wants the next letter than a capital.
                self.is_capital = false;
            }
            Key::Erases | Key::Left | Key::Right => line.press(key),
        }
    }

    fn key_ui(&self, ui: &mut Ui, key: Key, rect: egui::Rect) -> bool {
        let scale = scale(ui);
        let label = self.label(key);
        let response = ui.interact(rect, ui.id().with(("key", &label)), Sense::click());
        let is_down = response.is_pointer_button_down_on();
        let is_plain = matches!(key, Key::Types(_));
        let ground = match (is_down, is_plain) {
            (true, _) => tokens::LEAF_PALE,
            (false, true) => tokens::CARD,
            (false, false) => tokens::EDGE,
        };
        let radius = CornerRadius::from(scale.radius() * 0.7);
        let stroke = Stroke::new(1.0, tokens::EDGE_DEEP);
        ui.painter().rect(rect, radius, ground, stroke, StrokeKind::Inside);
        let icon = match key {
            Key::Erases => Some(Icon::Erase),
            Key::Shifts => Some(Icon::Shift),
            Key::Left => Some(Icon::Left),
            Key::Right => Some(Icon::Right),
            Key::Types(_) | Key::Signs => None,
        };
        let ink = if key == Key::Shifts && self.is_capital {
            tokens::LEAF
        } else {
            tokens::INK
        };
        match icon {
            Some(icon) => icon.paint(ui.painter(), rect, scale.body * 1.3, ink),
            None => {
                let font = look::text(scale.body * 1.4);
                let shown = if key == Key::Types(' ') {
                    "espace"
                } else {
                    label.as_str()
                };
                ui.painter()
                    .text(rect.center(), Align2::CENTER_CENTER, shown, font, ink);
            }
        }
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &label));
        response.clicked()
    }

    fn label(&self, key: Key) -> String {
        match key {
            Key::Types(' ') => "espace".to_owned(),
            Key::Types(letter) => letter.to_string(),
            Key::Erases => "Effacer".to_owned(),
            Key::Shifts => "Majuscule".to_owned(),
            Key::Signs if self.is_signs => "abc".to_owned(),
            Key::Signs => "123 ?".to_owned(),
            Key::Left => "Curseur à gauche".to_owned(),
            Key::Right => "Curseur à droite".to_owned(),
        }
    }
}

/// The line as it is being written, its end always in sight.
fn line_ui(ui: &mut Ui, line: &Line, label: &str) {
    let scale = scale(ui);
    let size = Vec2::new(ui.available_width(), scale.target * 1.1);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let radius = CornerRadius::from(scale.radius() * 0.8);
    let stroke = Stroke::new(2.0, tokens::LEAF);
    ui.painter()
        .rect(rect, radius, tokens::CARD, stroke, StrokeKind::Inside);
    let inner = rect.shrink2(Vec2::new(scale.gap() * 1.2, 0.0));
    let font = look::text(scale.body * 1.2);
    let lay = |letters: &[char]| {
        let text: String = letters.iter().collect();
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(text, font.clone(), tokens::INK))
    };
    let (whole, before) = (lay(&line.letters), lay(&line.letters[..line.cursor]));
    let shift = (before.size().x - inner.width() + scale.body).max(0.0);
    let painter = ui.painter_at(inner);
    let at = inner.left_center() - Vec2::new(shift, whole.size().y / 2.0);
    let x = inner.left() - shift + before.size().x + 1.0;
    painter.galley(at, whole, tokens::INK);
    let half = scale.body * 0.75;
    let stroke = Stroke::new(2.0, tokens::LEAF);
    painter.vline(x, rect.center().y - half..=rect.center().y + half, stroke);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{label} : {}", line.text())));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_key() -> impl Strategy<Value = Key> {
        prop_oneof![
            4 => any::<char>().prop_map(Key::Types),
            2 => Just(Key::Erases),
            1 => Just(Key::Left),
            1 => Just(Key::Right),
        ]
    }

    #[test]
    fn letters_go_where_the_cursor_is() {
        let mut line = Line::new("Caen", 10);
        [Key::Left, Key::Left, Key::Erases, Key::Types('æ')]
            .into_iter()
            .for_each(|key| line.press(key));
        assert_eq!(line.text(), "Cæen");
    }

    proptest! {
        /// Whatever is pressed, the line is never too long and its cursor always in it.
        #[test]
        fn a_line_is_never_too_long(text in ".{0,20}", keys in prop::collection::vec(any_key(), 0..60)) {
            let mut line = Line::new(&text, 12);
            for key in keys {
                line.press(key);
                prop_assert!(line.letters.len() <= 12);
                prop_assert!(line.cursor <= line.letters.len());
            }
        }
    }
}
