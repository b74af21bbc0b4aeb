//! Visits by day of sealing, as columns on a true axis of time, drawn by plotters.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};
use plotters::{
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

use super::{palette, words};
use crate::{agency::read::Class, page::chart};

/// Visits of one day, stacked by audience in the order of the palette.
type Days = BTreeMap<Date, BTreeMap<&'static str, u64>>;

/// The chart twice, for wide pages and for phones: type in an SVG shrinks with it.
pub fn chart(classes: &[&Class]) -> Markup {
    let mut days = Days::new();
    for class in classes.iter().filter(|class| class.kit().is_some()) {
        let group = palette::group(class.audience());
        *days.entry(class.day).or_default().entry(group.code).or_default() += u64::from(class.visits);
    }
    if days.len() < 2 {
        return html! {};
    }
    html! {
        div.timeline.wide role="img" aria-label="Visites par date" { (svg(&days, (1_120, 240))) }
        div.timeline.narrow aria-hidden="true" { (svg(&days, (360, 220))) }
    }
}

fn svg(days: &Days, size: (u32, u32)) -> Markup {
    chart::fitting(size, |into| draw(days, size, into))
}

fn draw(days: &Days, size: (u32, u32), into: &mut String) -> chart::Drawn {
    let (left, right, top, bottom) = (46_i32, 16_i32, 14_i32, 30_i32);
    let (width, height) = (i32::try_from(size.0)?, i32::try_from(size.1)?);
    let area = SVGBackend::with_string(into, size).into_drawing_area();
    let (Some((first, _)), Some((last, _))) = (days.first_key_value(), days.last_key_value()) else {
        return Ok(());
    };
    let span = f64::from(first.until(*last)?.get_days().max(1));
    let tallest = days
        .values()
        .map(|groups| groups.values().sum::<u64>())
        .max()
        .unwrap_or(1);
    let step = chart::nice_step(tallest);
    let ceiling = tallest.div_ceil(step) * step;
    let y = |visits: u64| height - bottom - (visits as f64 / ceiling as f64 * f64::from(height - top - bottom)) as i32;
    let column = (f64::from(width - left - right) / (days.len() as f64 * 1.6)).clamp(6.0, 34.0) as i32;
    let inner = f64::from(width - left - right - column);
    let x = |day: Date| -> Result<i32, jiff::Error> {
        Ok(left + column / 2 + (f64::from(first.until(day)?.get_days()) / span * inner) as i32)
    };
    let small = ("Atkinson Next Etabli, sans-serif", 13)
        .into_font()
        .color(&palette::INK_SOFT);
    for visits in (0..=ceiling).step_by(usize::try_from(step)?) {
        area.draw(&PathElement::new(
            vec![(left, y(visits)), (width - right, y(visits))],
            palette::LINE.stroke_width(1),
        ))?;
        let style = small.clone().pos(Pos::new(HPos::Right, VPos::Center));
        area.draw(&Text::new(words::number(visits), (left - 8, y(visits)), style))?;
    }
    let mut labelled = None;
    for (day, groups) in days {
        let middle = x(*day)?;
        let mut base = 0;
        for group in palette::GROUPS {
            let visits = groups.get(group.code).copied().unwrap_or(0);
            if visits > 0 {
                let corners = [(middle - column / 2, y(base + visits)), (middle + column / 2, y(base))];
                area.draw(&Rectangle::new(corners, group.colour.filled()))?;
                base += visits;
            }
        }
        // Dates that would run into each other are left out.
        if labelled.is_none_or(|before| middle - before >= 84) {
            let text = format!("{:02}/{:02}/{}", day.day(), day.month(), day.year());
            let style = small.clone().pos(Pos::new(HPos::Center, VPos::Top));
            area.draw(&Text::new(
                text,
                (middle.clamp(38, width - 38), height - bottom + 10),
                style,
            ))?;
            labelled = Some(middle);
        }
    }
    area.present()?;
    Ok(())
}
