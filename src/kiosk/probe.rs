//! What a finger could do now, in window pixels: for the robot, for tests, and as a file for tools outside.

use std::path::PathBuf;

use bevy::{ecs::system::SystemParam, prelude::*, ui::UiGlobalTransform, window::PrimaryWindow};
use serde::Serialize;

use crate::{
    mechanics::{STEP_SECS, play::NextGesture},
    screens::{Control, Overlay, Page, Screen},
    stage::{Showing, Stage, eye::Eye},
};

/// What can be touched.
#[derive(SystemParam)]
pub struct Glass<'w, 's> {
    controls: Query<
        'w,
        's,
        (
            &'static Control,
            &'static ComputedNode,
            &'static UiGlobalTransform,
            &'static InheritedVisibility,
        ),
    >,
    gesture: Res<'w, NextGesture>,
    eye: Query<'w, 's, (&'static Camera, &'static GlobalTransform), With<Eye>>,
    window: Query<'w, 's, &'static Window, With<PrimaryWindow>>,
    overlay: Res<'w, Overlay>,
}

impl Glass<'_, '_> {
    /// Controls on the screen and where they are; under an overlay only the overlay's own.
    pub fn controls(&self) -> Vec<(Control, Rect)> {
        let scale = self
            .window
            .iter()
            .next()
            .map_or(1.0, |window| window.resolution.scale_factor());
        let all = self.controls.iter().filter(|(.., visible)| visible.get());
        let mut controls: Vec<(Control, Rect)> = all
            .filter(|(control, ..)| *self.overlay == Overlay::None || is_of_overlay(control))
            .map(|(control, node, transform, _)| {
                let centre = transform.transform_point2(Vec2::ZERO);
                (
                    control.clone(),
                    Rect::from_center_size(centre / scale, node.size() / scale),
                )
            })
            .collect();
        // Entities come in any order; the robot's choices must not.
        controls.sort_by(|a, b| {
            (a.1.min.y, a.1.min.x)
                .partial_cmp(&(b.1.min.y, b.1.min.x))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        controls
    }

    /// The way of the next gesture, one point for each step of game time.
    pub fn gesture(&self) -> Option<Vec<Vec2>> {
        let gesture = self.gesture.0.as_ref()?;
        let (camera, transform) = self.eye.iter().next()?;
        let seen: Option<Vec<Vec2>> = gesture
            .path
            .iter()
            .map(|point| camera.world_to_viewport(transform, *point).ok())
            .collect();
        let seen = seen?;
        let last = seen.len().checked_sub(1)? as f32;
        let steps = (gesture.secs / STEP_SECS).ceil() as usize;
        let point = |step: usize| {
            let place = last * gesture.progress(step as f32 / steps.max(1) as f32);
            let (before, after) = (place.floor() as usize, place.ceil() as usize);
            seen[before].lerp(seen[after.min(seen.len() - 1)], place.fract())
        };
        Some((0..=steps).map(point).collect())
    }
}

fn is_of_overlay(control: &Control) -> bool {
    matches!(
        control,
        Control::Understood | Control::Leave | Control::Stay | Control::CloseNotice | Control::StillHere
    )
}

/// The file the probe writes for tools outside the app.
#[derive(Resource)]
struct ProbeFile(PathBuf);

#[derive(Serialize)]
struct Report {
    screen: &'static str,
    page: usize,
    /// What stands on the stage; the step by its index, none in the finale.
    kit: Option<String>,
    step: Option<usize>,
    ready: bool,
    controls: Vec<Touch>,
    gesture: Option<Vec<[f32; 2]>>,
}

#[derive(Serialize)]
struct Touch {
    id: String,
    x: f32,
    y: f32,
    w: f32,
    h: f32,
}

/// Every so many frames the file is written anew.
const EVERY_FRAMES: u32 = 6;
/// A screen has settled after this many frames.
const SETTLED_FRAMES: u32 = 40;

pub fn plugin(app: &mut App, file: PathBuf) {
    app.insert_resource(ProbeFile(file)).add_systems(Last, write);
}

fn write(
    file: Res<ProbeFile>,
    glass: Glass,
    screen: Res<State<Screen>>,
    page: Res<Page>,
    stage: Res<Stage>,
    mut frame: Local<u32>,
    mut since: Local<(u32, Option<(Screen, usize)>)>,
) -> Result {
    *frame = frame.wrapping_add(1);
    let here = Some((*screen.get(), page.0));
    if since.1 != here {
        *since = (*frame, here);
    }
    if !frame.is_multiple_of(EVERY_FRAMES) {
        return Ok(());
    }
    let controls = glass.controls().into_iter().map(|(control, rect)| Touch {
        id: control.id(),
        x: rect.center().x,
        y: rect.center().y,
        w: rect.width(),
        h: rect.height(),
    });
    let shown = stage.shown();
    let report = Report {
        screen: screen.get().name(),
        page: page.0,
        kit: shown.map(|shown| shown.kit.clone()),
        step: shown.and_then(|shown| match shown.showing {
            Showing::Played(step) | Showing::Exhibited(step) => Some(step),
            Showing::Finale => None,
        }),
        ready: stage.is_ready() && frame.wrapping_sub(since.0) >= SETTLED_FRAMES,
        controls: controls.collect(),
        gesture: glass
            .gesture()
            .map(|path| path.iter().map(|point| point.to_array()).collect()),
    };
    // Beside and renamed: whoever reads never sees half a file.
    let beside = file.0.with_extension("new");
    std::fs::write(&beside, serde_json::to_vec(&report)?)?;
    std::fs::rename(&beside, &file.0)?;
    Ok(())
}
