//! A day as columns on its clock, drawn by plotters.

use std::ops::RangeInclusive;

use jiff::civil::Time;
use maud::{Markup, html};
use plotters::{
    coord::Shift,
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

use super::days::Day;
use crate::page::{chart, palette, words};

pub(super) const HALF_HOURS_OF_A_DAY: i64 = 48;

/// The style sheet's `c-ramp-3`, `c-ramp-0`, `c-nothing` and `c-liked-2`.
const AT_LEAST: RGBColor = RGBColor(51, 99, 153);
const AT_MOST: RGBColor = RGBColor(169, 196, 226);
const NOT_TOLD: RGBColor = RGBColor(205, 191, 169);
const STOP: RGBColor = RGBColor(215, 67, 21);

/// Room around the columns: left for numbers, below for hours and stops, pixels.
const LEFT: i32 = 40;
const RIGHT: i32 = 12;
const TOP: i32 = 10;
const BOTTOM: i32 = 40;

/// Twice, for wide pages and for phones: type in an SVG shrinks with it. `most`: the highest count of all days' charts.
pub(super) fn chart(day: &Day, shown: &RangeInclusive<i64>, most: u64, told: &str) -> Markup {
    let drawing = |size| chart::fitting(size, |into| draw(day, shown, most, size, into));
    html! {
        div.timeline.wide role="img" aria-label=(told) { (drawing((1_120, 190))) }
        div.timeline.narrow aria-hidden="true" { (drawing((360, 190))) }
    }
}

/// Where counts and half hours are on the drawing.
struct Axes {
    first: i64,
    halves: f64,
    ceiling: f64,
    width: i32,
    height: i32,
}

impl Axes {
    /// The left edge of a half hour of the day; fractions lie within.
    fn x(&self, half: f64) -> i32 {
        let inner = f64::from(self.width - LEFT - RIGHT);
        LEFT + ((half - self.first as f64) / self.halves * inner).round() as i32
    }

    fn y(&self, count: u64) -> i32 {
        let inner = f64::from(self.height - TOP - BOTTOM);
        self.height - BOTTOM - (count as f64 / self.ceiling * inner).round() as i32
    }
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

fn draw(day: &Day, shown: &RangeInclusive<i64>, most: u64, size: (u32, u32), into: &mut String) -> chart::Drawn {
    let area = SVGBackend::with_string(into, size).into_drawing_area();
    let step = chart::nice_step(most);
    let ceiling = most.div_ceil(step) * step;
    let axes = Axes {
        first: *shown.start(),
        halves: (shown.end() - shown.start() + 1) as f64,
        ceiling: ceiling as f64,
        width: i32::try_from(size.0)?,
        height: i32::try_from(size.1)?,
    };
    counts(&area, &axes, ceiling, step)?;
    for half in shown.clone() {
        column(&area, &axes, day, half)?;
    }
    hours(&area, &axes, shown)?;
    for time in &day.stops {
        stop(&area, &axes, *time)?;
    }
    area.present()?;
    Ok(())
}

fn small() -> TextStyle<'static> {
    ("Atkinson Next Etabli, sans-serif", 13)
        .into_font()
        .color(&palette::INK_SOFT)
}

fn counts(area: &Area, axes: &Axes, ceiling: u64, step: u64) -> chart::Drawn {
    for count in (0..=ceiling).step_by(usize::try_from(step)?) {
        let y = axes.y(count);
        area.draw(&PathElement::new(
            vec![(LEFT, y), (axes.width - RIGHT, y)],
            palette::LINE.stroke_width(1),
        ))?;
        let style = small().pos(Pos::new(HPos::Right, VPos::Center));
        area.draw(&Text::new(words::number(count), (LEFT - 8, y), style))?;
    }
    Ok(())
}

/// What it had at least, and above it what it may have had; a low mark where nothing is told.
fn column(area: &Area, axes: &Axes, day: &Day, half: i64) -> chart::Drawn {
    const GAP: i32 = 2;
    const MARK: i32 = 4;
    let (left, right) = (axes.x(half as f64) + GAP, axes.x((half + 1) as f64) - GAP);
    let ground = axes.y(0);
    let bar = |top: i32, bottom: i32, colour: RGBColor| {
        area.draw(&Rectangle::new([(left, top), (right, bottom)], colour.filled()))
    };
    match day.told.get(&half) {
        Some(told) => {
            let (least, most) = (axes.y(told.at_least.into()), axes.y(told.at_most().into()));
            bar(most, least, AT_MOST)?;
            bar(least, ground, AT_LEAST)?;
        }
        None => bar(ground - MARK, ground, NOT_TOLD)?,
    }
    Ok(())
}

fn hours(area: &Area, axes: &Axes, shown: &RangeInclusive<i64>) -> chart::Drawn {
    /// Of one label, pixels.
    const ROOM: f64 = 44.0;
    let an_hour = f64::from(axes.width - LEFT - RIGHT) / axes.halves * 2.0;
    let every = (ROOM / an_hour).ceil().max(1.0) as i64;
    for hour in shown.start() / 2..=(shown.end() + 1) / 2 {
        if (hour - shown.start() / 2) % every != 0 {
            continue;
        }
        let x = axes.x((hour * 2) as f64);
        let style = small().pos(Pos::new(HPos::Center, VPos::Top));
        let within = x.clamp(LEFT, axes.width - RIGHT - 10);
        area.draw(&Text::new(format!("{hour}\u{a0}h"), (within, axes.height - 18), style))?;
    }
    Ok(())
}

/// A lozenge under the axis.
fn stop(area: &Area, axes: &Axes, time: Time) -> chart::Drawn {
    const HALF_SIDE: i32 = 6;
    let half = f64::from(time.hour()) * 2.0 + f64::from(time.minute()) / 30.0;
    let (x, y) = (axes.x(half), axes.y(0) + HALF_SIDE + 5);
    let corners = vec![
        (x - HALF_SIDE, y),
        (x, y - HALF_SIDE),
        (x + HALF_SIDE, y),
        (x, y + HALF_SIDE),
    ];
    area.draw(&Polygon::new(corners, STOP.filled()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::STYLE;

    #[test]
    fn the_legend_has_the_colours_of_the_chart() {
        let hex = |RGBColor(r, g, b): RGBColor| format!("#{r:02x}{g:02x}{b:02x}");
        for (class, colour) in [("c-ramp-3", AT_LEAST), ("c-ramp-0", AT_MOST), ("c-nothing", NOT_TOLD)] {
            let rule = format!(".{class} {{ fill: {}", hex(colour));
            assert!(STYLE.contains(&rule), "{rule}");
        }
        assert!(
            STYLE.contains(&format!("--ember: {}", hex(STOP))) && STYLE.contains(".c-liked-2 { fill: var(--ember)")
        );
    }
}
