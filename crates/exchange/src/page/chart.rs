//! What charts drawn by plotters have in common.

use maud::{Markup, PreEscaped, html};

/// What comes of drawing.
pub type Drawn = Result<(), Box<dyn std::error::Error>>;

/// An SVG of this size that fits its column; nothing if it cannot be drawn.
pub fn fitting(size: (u32, u32), draw: impl FnOnce(&mut String) -> Drawn) -> Markup {
    let mut drawing = String::new();
    // Drawing into a text cannot fail; should it all the same, the page does without the chart.
    if let Err(error) = draw(&mut drawing) {
        tracing::warn!("graphique\u{a0}: {error}");
        return html! {};
    }
    // A fixed size would keep it from fitting its column.
    let (width, height) = size;
    PreEscaped(drawing.replacen(&format!("width=\"{width}\" height=\"{height}\" "), "", 1))
}

/// 1, 2 or 5 times a power of ten, so that three to six lines reach `tallest`.
pub fn nice_step(tallest: u64) -> u64 {
    const LINES: u64 = 4;
    let wanted = tallest.div_ceil(LINES).max(1);
    let power = 10_u64.pow(wanted.ilog10());
    [1, 2, 5, 10]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= wanted)
        .unwrap_or(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_has_round_steps() {
        for (tallest, step) in [(0, 1), (3, 1), (7, 2), (40, 10), (41, 20), (999, 500), (12_345, 5_000)] {
            assert_eq!(nice_step(tallest), step, "{tallest}");
        }
    }
}
