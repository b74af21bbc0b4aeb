//! Pictograms, drawn: the house's typefaces have none.

use std::f32::consts::TAU;

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Event,
    Kits,
    Kiosk,
    Data,
    Health,
    Help,
    Lock,
    Close,
    Minus,
    Plus,
    Up,
    Down,
    Left,
    Right,
    Back,
    Erase,
    Shift,
    Tick,
    Cross,
    Alert,
    Undo,
}

impl Icon {
    /// Draws it into the middle of `area`, `size` points wide.
    pub fn paint(self, painter: &Painter, area: Rect, size: f32, ink: Color32) {
        let pen = Pen {
            painter,
            rect: Rect::from_center_size(area.center(), egui::Vec2::splat(size)),
            stroke: Stroke::new((size * 0.1).max(1.6), ink),
        };
        self.draw(&pen);
    }

    fn draw(self, pen: &Pen<'_>) {
        match self {
            Self::Event => {
                pen.frame(0.12, 0.2, 0.88, 0.88);
                pen.line(&[(0.12, 0.42), (0.88, 0.42)]);
                pen.line(&[(0.32, 0.1), (0.32, 0.28)]);
                pen.line(&[(0.68, 0.1), (0.68, 0.28)]);
                pen.dot(0.38, 0.64, 0.07);
                pen.dot(0.62, 0.64, 0.07);
            }
            Self::Kits => {
                for (x, y) in [(0.12, 0.12), (0.56, 0.12), (0.12, 0.56), (0.56, 0.56)] {
                    pen.frame(x, y, x + 0.32, y + 0.32);
                }
            }
            Self::Kiosk => {
                pen.frame(0.1, 0.14, 0.9, 0.68);
                pen.line(&[(0.5, 0.68), (0.5, 0.9)]);
                pen.line(&[(0.28, 0.9), (0.72, 0.9)]);
            }
            Self::Data => {
                pen.line(&[(0.5, 0.64), (0.5, 0.12)]);
                pen.line(&[(0.28, 0.34), (0.5, 0.12), (0.72, 0.34)]);
                pen.line(&[(0.12, 0.6), (0.12, 0.88), (0.88, 0.88), (0.88, 0.6)]);
            }
            Self::Health => pen.line(&[
                (0.06, 0.52),
                (0.28, 0.52),
                (0.4, 0.2),
                (0.58, 0.84),
                (0.7, 0.52),
                (0.94, 0.52),
            ]),
            Self::Help => {
                pen.ring(0.5, 0.5, 0.42);
                pen.line(&[
                    (0.38, 0.4),
                    (0.41, 0.31),
                    (0.5, 0.27),
                    (0.6, 0.32),
                    (0.62, 0.41),
                    (0.52, 0.5),
                    (0.5, 0.58),
                ]);
                pen.dot(0.5, 0.71, 0.055);
            }
            Self::Lock => {
                pen.frame(0.2, 0.46, 0.8, 0.88);
                pen.line(&[
                    (0.32, 0.46),
                    (0.32, 0.28),
                    (0.4, 0.16),
                    (0.6, 0.16),
                    (0.68, 0.28),
                    (0.68, 0.46),
                ]);
            }
            Self::Close | Self::Cross => {
                pen.line(&[(0.22, 0.22), (0.78, 0.78)]);
                pen.line(&[(0.78, 0.22), (0.22, 0.78)]);
            }
            Self::Minus => pen.line(&[(0.18, 0.5), (0.82, 0.5)]),
            Self::Plus => {
                pen.line(&[(0.18, 0.5), (0.82, 0.5)]);
                pen.line(&[(0.5, 0.18), (0.5, 0.82)]);
            }
            Self::Up => pen.line(&[(0.18, 0.64), (0.5, 0.32), (0.82, 0.64)]),
            Self::Down => pen.line(&[(0.18, 0.36), (0.5, 0.68), (0.82, 0.36)]),
            Self::Left => pen.line(&[(0.64, 0.18), (0.32, 0.5), (0.64, 0.82)]),
            Self::Right => pen.line(&[(0.36, 0.18), (0.68, 0.5), (0.36, 0.82)]),
            Self::Back => {
                pen.line(&[(0.14, 0.5), (0.86, 0.5)]);
                pen.line(&[(0.42, 0.22), (0.14, 0.5), (0.42, 0.78)]);
            }
            Self::Erase => {
                pen.line(&[
                    (0.36, 0.22),
                    (0.92, 0.22),
                    (0.92, 0.78),
                    (0.36, 0.78),
                    (0.08, 0.5),
                    (0.36, 0.22),
                ]);
                pen.line(&[(0.48, 0.38), (0.72, 0.62)]);
                pen.line(&[(0.72, 0.38), (0.48, 0.62)]);
            }
            Self::Shift => pen.line(&[
                (0.36, 0.84),
                (0.36, 0.52),
                (0.16, 0.52),
                (0.5, 0.16),
                (0.84, 0.52),
                (0.64, 0.52),
                (0.64, 0.84),
                (0.36, 0.84),
            ]),
            Self::Tick => pen.line(&[(0.16, 0.52), (0.4, 0.76), (0.84, 0.26)]),
            Self::Alert => {
                pen.line(&[(0.5, 0.12), (0.94, 0.86), (0.06, 0.86), (0.5, 0.12)]);
                pen.line(&[(0.5, 0.4), (0.5, 0.6)]);
                pen.dot(0.5, 0.73, 0.05);
            }
            Self::Undo => {
                pen.line(&[(0.34, 0.16), (0.12, 0.38), (0.34, 0.6)]);
                pen.line(&[
                    (0.12, 0.38),
                    (0.6, 0.38),
                    (0.8, 0.46),
                    (0.86, 0.62),
                    (0.78, 0.78),
                    (0.6, 0.84),
                    (0.4, 0.84),
                ]);
            }
        }
    }
}

/// Draws in a square of side 1.
struct Pen<'a> {
    painter: &'a Painter,
    rect: Rect,
    stroke: Stroke,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> Pos2 {
        pos2(
            self.rect.left() + x * self.rect.width(),
            self.rect.top() + y * self.rect.height(),
        )
    }

    fn line(&self, points: &[(f32, f32)]) {
        let points: Vec<Pos2> = points.iter().map(|&(x, y)| self.at(x, y)).collect();
        // Round ends and joints, as the house's typeface has them.
        for point in &points {
            self.painter
                .circle_filled(*point, self.stroke.width / 2.0, self.stroke.color);
        }
        self.painter.add(Shape::line(points, self.stroke));
    }

    fn frame(&self, left: f32, top: f32, right: f32, bottom: f32) {
        let rect = Rect::from_min_max(self.at(left, top), self.at(right, bottom));
        let radius = self.rect.width() * 0.09;
        self.painter
            .rect_stroke(rect, radius, self.stroke, egui::StrokeKind::Middle);
    }

    fn ring(&self, x: f32, y: f32, radius: f32) {
        let radius = radius * self.rect.width();
        self.painter.circle_stroke(self.at(x, y), radius, self.stroke);
    }

    fn dot(&self, x: f32, y: f32, radius: f32) {
        let radius = (radius * self.rect.width()).max(1.0);
        self.painter.circle_filled(self.at(x, y), radius, self.stroke.color);
    }
}

/// A turning arc for what is under way; `now_secs` moves it.
pub fn spinner(painter: &Painter, centre: Pos2, radius: f32, ink: Color32, now_secs: f64) {
    let start = ((now_secs * 0.8).fract() as f32) * TAU;
    let at = |step: u16| {
        let angle = start + f32::from(step) / 16.0 * TAU * 0.7;
        centre + radius * egui::vec2(angle.cos(), angle.sin())
    };
    let points = (0..=16).map(at).collect();
    painter.add(Shape::line(points, Stroke::new((radius * 0.24).max(1.6), ink)));
}
