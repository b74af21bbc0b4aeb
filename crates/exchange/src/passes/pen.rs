//! Draws in millimetres from a card's upper left corner; the only file that knows how the PDF is made.

use std::sync::Arc;

use krilla::{
    color::rgb,
    geom::{Path, PathBuilder, Point, Rect},
    num::NormalizedF32,
    paint::{Fill, FillRule, Stroke},
    surface::Surface,
    text::{Font, TextDirection},
};
use rustybuzz::{Face, UnicodeBuffer};

use super::{Fonts, PassesError};

/// Points in a millimetre.
pub(super) const POINTS: f32 = 72.0 / 25.4;

/// Handle of a curve that looks like a quarter of a circle, for radius 1.
const ROUND: f32 = 0.552_285;

/// Red, green and blue, of screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ink(pub u8, pub u8, pub u8);

/// Left, top, width and height, mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area(pub f32, pub f32, pub f32, pub f32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Display,
    Text,
    Bold,
}

/// A style and its size in points.
pub(super) type Type = (Style, f32);

struct Typeface<'a> {
    drawn: Font,
    shaped: Face<'a>,
}

/// The three faces, read once.
pub(super) struct Faces<'a>([Typeface<'a>; 3]);

impl<'a> Faces<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Result<Self, PassesError> {
        let read = |bytes: &'a Vec<u8>, name| -> Result<Typeface<'a>, PassesError> {
            let drawn = Font::new(Arc::new(bytes.clone()).into(), 0);
            let both = drawn.zip(Face::from_slice(bytes, 0));
            let (drawn, shaped) = both.ok_or(PassesError::Font(name))?;
            Ok(Typeface { drawn, shaped })
        };
        Ok(Self([
            read(&fonts.display, "display")?,
            read(&fonts.text, "text")?,
            read(&fonts.bold, "bold")?,
        ]))
    }

    fn of(&self, style: Style) -> &Typeface<'a> {
        let [display, text, bold] = &self.0;
        match style {
            Style::Display => display,
            Style::Text => text,
            Style::Bold => bold,
        }
    }

    /// How wide a line of text is, mm.
    pub(super) fn width(&self, (style, points): Type, text: &str) -> f32 {
        let face = &self.of(style).shaped;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        let glyphs = rustybuzz::shape(face, &[], buffer);
        let units: i32 = glyphs.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        units as f32 / face.units_per_em() as f32 * points / POINTS
    }

    /// The text in lines no wider than `width`, broken at plain spaces; a longer word has a line of its own.
    pub(super) fn lines(&self, kind: Type, text: &str, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ') {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match (longer, lines.last_mut()) {
                (Some(longer), Some(line)) if self.width(kind, &longer) <= width => *line = longer,
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// The largest size, down to `least`, at which the text is no wider than `width`; and the text, cut where even that
    /// is too wide.
    pub(super) fn fitted(&self, (style, points): Type, least: f32, text: &str, width: f32) -> (Type, String) {
        let natural = self.width((style, points), text);
        let kind = (
            style,
            (points * width / natural.max(f32::EPSILON)).clamp(least.min(points), points),
        );
        let mut cut = text.to_owned();
        while self.width(kind, &cut) > width + 0.01 && cut.pop().is_some_and(|last| last != '…' || cut.pop().is_some())
        {
            cut = format!("{}…", cut.trim_end());
        }
        (kind, cut)
    }
}

/// Draws on one page.
pub(super) struct Pen<'a, 's> {
    pub(super) faces: &'a Faces<'a>,
    surface: Surface<'s>,
    /// Of the card on the page, mm.
    origin: [f32; 2],
}

impl<'a, 's> Pen<'a, 's> {
    pub(super) fn new(faces: &'a Faces<'a>, surface: Surface<'s>) -> Self {
        let origin = [0.0; 2];
        Self { faces, surface, origin }
    }

    /// From now on lengths count from here on the page.
    pub(super) fn move_to(&mut self, origin: [f32; 2]) {
        self.origin = origin;
    }

    fn point(&self, [x, y]: [f32; 2]) -> (f32, f32) {
        ((self.origin[0] + x) * POINTS, (self.origin[1] + y) * POINTS)
    }

    fn rect(&self, Area(left, top, width, height): Area) -> Option<Rect> {
        let (x, y) = self.point([left, top]);
        Rect::from_xywh(x, y, width * POINTS, height * POINTS)
    }

    fn fill_path(&mut self, path: Option<Path>, ink: Ink) {
        // A path without extent has nothing to show.
        if let Some(path) = path {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(Fill {
                paint: rgb::Color::new(ink.0, ink.1, ink.2).into(),
                opacity: NormalizedF32::ONE,
                rule: FillRule::NonZero,
            }));
            self.surface.draw_path(&path);
        }
    }

    /// Rectangles as one shape: no renderer shows seams between them.
    pub(super) fn fill(&mut self, areas: impl IntoIterator<Item = Area>, ink: Ink) {
        let mut path = PathBuilder::new();
        for area in areas {
            if let Some(rect) = self.rect(area) {
                path.push_rect(rect);
            }
        }
        self.fill_path(path.finish(), ink);
    }

    /// A rectangle with round corners.
    pub(super) fn rounded(&mut self, area: Area, radius: f32, ink: Ink) {
        let path = self.round_path(area, radius);
        self.fill_path(path, ink);
    }

    /// Its edge only, `width` mm wide.
    pub(super) fn frame(&mut self, area: Area, radius: f32, width: f32, ink: Ink) {
        if let Some(path) = self.round_path(area, radius) {
            self.surface.set_fill(None);
            self.stroke(&path, width, ink);
        }
    }

    pub(super) fn line(&mut self, from: [f32; 2], to: [f32; 2], width: f32, ink: Ink) {
        let mut path = PathBuilder::new();
        let ((x0, y0), (x1, y1)) = (self.point(from), self.point(to));
        path.move_to(x0, y0);
        path.line_to(x1, y1);
        if let Some(path) = path.finish() {
            self.surface.set_fill(None);
            self.stroke(&path, width, ink);
        }
    }

    fn stroke(&mut self, path: &Path, width: f32, ink: Ink) {
        self.surface.set_stroke(Some(Stroke {
            paint: rgb::Color::new(ink.0, ink.1, ink.2).into(),
            width: width * POINTS,
            ..Stroke::default()
        }));
        self.surface.draw_path(path);
        self.surface.set_stroke(None);
    }

    fn round_path(&self, area: Area, radius: f32) -> Option<Path> {
        let rect = self.rect(area)?;
        let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
        let radius = radius * POINTS;
        let handle = radius * (1.0 - ROUND);
        let mut path = PathBuilder::new();
        path.move_to(left + radius, top);
        path.line_to(right - radius, top);
        path.cubic_to(right - handle, top, right, top + handle, right, top + radius);
        path.line_to(right, bottom - radius);
        path.cubic_to(right, bottom - handle, right - handle, bottom, right - radius, bottom);
        path.line_to(left + radius, bottom);
        path.cubic_to(left + handle, bottom, left, bottom - handle, left, bottom - radius);
        path.line_to(left, top + radius);
        path.cubic_to(left, top + handle, left + handle, top, left + radius, top);
        path.close();
        path.finish()
    }

    /// A line of text from the left end of its baseline.
    pub(super) fn text(&mut self, at: [f32; 2], (style, points): Type, ink: Ink, text: &str) {
        let (x, y) = self.point(at);
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill {
            paint: rgb::Color::new(ink.0, ink.1, ink.2).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
        let font = self.faces.of(style).drawn.clone();
        let start = Point::from_xy(x, y);
        self.surface
            .draw_text(start, font, points, text, false, TextDirection::LeftToRight);
    }

    /// A line of text that ends here.
    pub(super) fn text_to(&mut self, [right, baseline]: [f32; 2], kind: Type, ink: Ink, text: &str) {
        let left = right - self.faces.width(kind, text);
        self.text([left, baseline], kind, ink, text);
    }

    /// Ends the page.
    pub(super) fn finish(self) {
        self.surface.finish();
    }
}
