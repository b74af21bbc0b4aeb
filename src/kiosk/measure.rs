//! `--measure FILE`: how long everything took and how much it held, as JSON.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use bevy::{
    diagnostic::FrameCount,
    input::touch::TouchPhase,
    prelude::*,
    render::{Extract, ExtractSchedule, Render, RenderApp, RenderSystems, renderer::RenderAdapterInfo},
    window::WindowEvent,
};
use cpu_time::ProcessTime;
use hdrhistogram::Histogram;
use serde::Serialize;

use super::robot::{Defect, Played, RobotReport};
use crate::{
    kit::Library,
    screens::Screen,
    stage::Stage,
    visitor::{EventLog, Visit},
};

/// When the process began, and where the figures go.
#[derive(Resource, Clone, Debug)]
pub struct MeasureOptions {
    pub file: PathBuf,
    pub start: Instant,
}

/// A frame the renderer handed to the screen: its number in the app and when.
type Presented = Arc<Mutex<Vec<(u32, Instant)>>>;

#[derive(Resource, Clone, Default)]
struct PresentedFrames(Presented);

/// The app's frame the renderer is working on.
#[derive(Resource, Default)]
struct FrameInRenderer(u32);

#[derive(Resource)]
struct Gauge {
    options: MeasureOptions,
    frames: u32,
    last: Option<(Instant, ProcessTime)>,
    screens: BTreeMap<String, Samples>,
    first_picture_ms: Option<f64>,
    first_attract_frame: Option<u32>,
    first_attract_ms: Option<f64>,
    waiting_touches: Vec<(u32, Instant)>,
    touch_frames: Spread,
    touch_ms: Spread,
    memory: Vec<Memory>,
    visits: u32,
}

#[derive(Default)]
struct Samples {
    cpu_ms: Spread,
    interval_ms: Spread,
}

/// How a figure is spread, to three digits. It takes the same room after an hour as after a week: a measure that grew
/// would look like a leak of what it measures.
struct Spread(Histogram<u32>);

/// Figures are kept in thousandths, up to ten minutes of milliseconds.
const THOUSANDTHS: f64 = 1000.0;
const LARGEST: u64 = 600_000_000;

impl Default for Spread {
    fn default() -> Self {
        Self(Histogram::new_with_max(LARGEST, 3).expect("the bounds are in order"))
    }
}

impl Spread {
    fn push(&mut self, value: f64) {
        self.0.saturating_record((value * THOUSANDTHS) as u64);
    }

    fn percentiles(&self) -> Percentiles {
        let at = |share: f64| self.0.value_at_quantile(share) as f64 / THOUSANDTHS;
        Percentiles {
            count: self.0.len(),
            p50: at(0.50),
            p95: at(0.95),
            p99: at(0.99),
            max: self.0.max() as f64 / THOUSANDTHS,
        }
    }
}

/// Kibibytes from the kernel, as MiB.
#[derive(Clone, Debug, Serialize)]
struct Memory {
    at: String,
    rss_mb: f64,
    pss_mb: f64,
}

#[derive(Serialize)]
struct Percentiles {
    count: u64,
    p50: f64,
    p95: f64,
    p99: f64,
    max: f64,
}

#[derive(Serialize)]
struct ScreenFigures {
    cpu_ms: Percentiles,
    interval_ms: Percentiles,
}

#[derive(Serialize)]
struct Figures<'a> {
    adapter: String,
    quality: String,
    window: [u32; 2],
    first_picture_ms: Option<f64>,
    first_attract_ms: Option<f64>,
    screens: BTreeMap<&'a str, ScreenFigures>,
    kit_load_ms: BTreeMap<&'a str, f32>,
    touch_to_presented_frames: Percentiles,
    touch_to_presented_ms: Percentiles,
    memory: &'a [Memory],
    visits: u32,
    event_log_sha256: &'a str,
    /// Of the robot: where it got stuck, how each step went, what was cut or overlapped on its pictures.
    jam: Option<&'a str>,
    played: &'a [Played],
    defects: &'a [Defect],
}

/// Written anew this often, so that a killed run leaves its figures too.
const WRITE_EVERY_FRAMES: u32 = 300;
/// A frame's neighbours in time only count when both belong to the same screen; the first ones carry its loading.
const SKIP_FRAMES: u32 = 3;

pub fn plugin(app: &mut App, options: MeasureOptions) {
    let presented = PresentedFrames::default();
    app.insert_resource(Gauge {
        options,
        frames: 0,
        last: None,
        screens: BTreeMap::new(),
        first_picture_ms: None,
        first_attract_frame: None,
        first_attract_ms: None,
        waiting_touches: Vec::new(),
        touch_frames: Spread::default(),
        touch_ms: Spread::default(),
        memory: Vec::new(),
        visits: 0,
    })
    .insert_resource(presented.clone())
    .add_systems(First, note_touches.before(bevy::picking::PickingSystems::Input))
    .add_systems(Last, (gauge, write).chain());
    if let Some(renderer) = app.get_sub_app_mut(RenderApp) {
        renderer
            .insert_resource(presented)
            .init_resource::<FrameInRenderer>()
            .add_systems(
                ExtractSchedule,
                |frame: Extract<Res<FrameCount>>, mut ours: ResMut<FrameInRenderer>| {
                    ours.0 = frame.0;
                },
            )
            .add_systems(
                Render,
                (|frame: Res<FrameInRenderer>, presented: Res<PresentedFrames>| {
                    presented
                        .0
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((frame.0, Instant::now()));
                })
                .in_set(RenderSystems::PostCleanup),
            );
    }
}

fn note_touches(mut events: MessageReader<WindowEvent>, mut gauge: ResMut<Gauge>, frame: Res<FrameCount>) {
    for event in events.read() {
        if matches!(event, WindowEvent::TouchInput(touch) if touch.phase == TouchPhase::Started) {
            gauge.waiting_touches.push((frame.0, Instant::now()));
        }
    }
}

fn gauge(
    mut gauge: ResMut<Gauge>,
    screen: Res<State<Screen>>,
    visit: Res<Visit>,
    stage: Res<Stage>,
    log: Res<EventLog>,
    frame: Res<FrameCount>,
    presented: Res<PresentedFrames>,
) {
    let gauge = &mut *gauge;
    gauge.frames += 1;
    let now = Instant::now();
    if screen.is_changed() {
        gauge.frames = 0;
        gauge.last = None;
    }
    if let Some((last, cpu)) = gauge.last
        && gauge.frames > SKIP_FRAMES
    {
        let name = match screen.get() {
            Screen::Play => format!("play.{}", visit.step),
            other => other.name().to_owned(),
        };
        let samples = gauge.screens.entry(name).or_default();
        samples.interval_ms.push((now - last).as_secs_f64() * 1000.0);
        samples.cpu_ms.push(cpu.elapsed().as_secs_f64() * 1000.0);
    }
    gauge.last = ProcessTime::try_now().ok().map(|cpu| (now, cpu));
    if *screen.get() == Screen::Attract && stage.is_ready() && gauge.first_attract_frame.is_none() {
        gauge.first_attract_frame = Some(frame.0);
    }
    if gauge.memory.is_empty() && stage.is_ready() {
        gauge.memory.extend(memory("start"));
    }
    if gauge.visits != log.visits() {
        gauge.visits = log.visits();
        gauge.memory.extend(memory(&format!("visit {}", log.visits())));
    }
    let shown: Vec<(u32, Instant)> = presented
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .drain(..)
        .collect();
    let since_start = |at: Instant| (at - gauge.options.start).as_secs_f64() * 1000.0;
    for (number, at) in shown {
        gauge.first_picture_ms.get_or_insert(since_start(at));
        if gauge.first_attract_frame.is_some_and(|first| number >= first) {
            gauge.first_attract_ms.get_or_insert(since_start(at));
        }
        let (touch_frames, touch_ms) = (&mut gauge.touch_frames, &mut gauge.touch_ms);
        gauge.waiting_touches.retain(|(touched, when)| {
            let seen = number >= *touched;
            if seen {
                touch_frames.push(f64::from(number - touched));
                touch_ms.push((at - *when).as_secs_f64() * 1000.0);
            }
            !seen
        });
    }
}

/// What the kernel says the process holds; nothing where there is no such kernel.
fn memory(at: &str) -> Option<Memory> {
    let text = std::fs::read_to_string("/proc/self/smaps_rollup").ok()?;
    let mb = |field: &str| {
        let line = text.lines().find(|line| line.starts_with(field))?;
        let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kib / 1024.0)
    };
    Some(Memory {
        at: at.to_owned(),
        rss_mb: mb("Rss:")?,
        pss_mb: mb("Pss:")?,
    })
}

fn write(
    gauge: Res<Gauge>,
    frame: Res<FrameCount>,
    mut exits: MessageReader<AppExit>,
    adapter: Option<Res<RenderAdapterInfo>>,
    library: Res<Library>,
    log: Res<EventLog>,
    quality: Res<crate::stage::quality::Quality>,
    window: Query<&Window>,
    robot: Option<Res<RobotReport>>,
) -> Result {
    let ending = exits.read().last().is_some();
    if !ending && !frame.0.is_multiple_of(WRITE_EVERY_FRAMES) {
        return Ok(());
    }
    let memory: Vec<Memory> = gauge.memory.iter().cloned().chain(memory("end")).collect();
    let screens = gauge.screens.iter().map(|(name, samples)| {
        let figures = ScreenFigures {
            cpu_ms: samples.cpu_ms.percentiles(),
            interval_ms: samples.interval_ms.percentiles(),
        };
        (name.as_str(), figures)
    });
    let figures = Figures {
        adapter: adapter.map_or_else(|| "none".to_owned(), |adapter| adapter.name.clone()),
        quality: format!("{:?}", *quality),
        window: window
            .iter()
            .next()
            .map_or([0, 0], |window| window.resolution.physical_size().to_array()),
        first_picture_ms: gauge.first_picture_ms,
        first_attract_ms: gauge.first_attract_ms,
        screens: screens.collect(),
        kit_load_ms: library
            .load_times()
            .iter()
            .map(|(kit, millis)| (kit.as_str(), *millis))
            .collect(),
        touch_to_presented_frames: gauge.touch_frames.percentiles(),
        touch_to_presented_ms: gauge.touch_ms.percentiles(),
        memory: &memory,
        visits: log.visits(),
        event_log_sha256: log.hash_of_visits(),
        jam: robot.as_ref().and_then(|robot| robot.jam.as_deref()),
        played: robot.as_ref().map_or(&[], |robot| &robot.played),
        defects: robot.as_ref().map_or(&[], |robot| &robot.defects),
    };
    if let Some(folder) = gauge.options.file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&gauge.options.file, serde_json::to_vec_pretty(&figures)?)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_right_to_three_digits() {
        let mut spread = Spread::default();
        (1..=100).map(f64::from).for_each(|value| spread.push(value));
        let figures = spread.percentiles();
        for (figure, value) in [
            (figures.p50, 50.0),
            (figures.p95, 95.0),
            (figures.p99, 99.0),
            (figures.max, 100.0),
        ] {
            assert!((figure / value - 1.0).abs() < 1e-3, "{figure} instead of {value}");
        }
        assert_eq!(figures.count, 100);
        assert_eq!(Spread::default().percentiles().max, 0.0);
    }
}
