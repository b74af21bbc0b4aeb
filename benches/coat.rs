//! What a growing coat costs in a frame, on the bonnet of the shipped template: its rules and its picture.
//!
//! `cargo bench --profile dev --bench coat` (the profile `./run` plays with); figures in docs/mesures.md.

use std::path::Path;

use bevy::{image::Image, math::Vec2, math::Vec3};
use divan::Bencher;
use etabli::{
    kit::{self, Depth},
    mechanics::{
        Level, Ray, Spec,
        coverage::{
            film::Film,
            rules::{self, Input, State, Task, Touched},
        },
    },
};

fn main() {
    divan::main();
}

/// Where the hand is seen from, metres.
const EYE: Vec3 = Vec3::new(0.0, 2.5, 4.0);
/// Frames from one side of the bonnet to the other.
const ACROSS: usize = 90;
/// Passes from its upper edge to its lower.
const PASSES: usize = 8;

/// The bonnet, and a gun that goes to and fro over it without ever being let go.
struct Booth {
    task: Task,
    state: State,
    film: Film,
    image: Image,
    frame: usize,
}

impl Booth {
    /// After so many frames of spraying.
    fn after(frames: usize) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/templates/couvrir");
        let (kit, findings) = kit::kit_from_folder(&folder, Depth::Quick);
        let kit = kit.unwrap_or_else(|| panic!("the shipped template is sound: {:?}", findings.sorted()));
        let step = &kit.steps()[0];
        let Spec::Coverage(spec) = &step.mechanic else {
            panic!("the template covers a bonnet");
        };
        // Nothing is held for the hand, and what is too thick runs: the dearest level.
        let task = Task::new(spec, Level::Expert, kit.anchors(step)).expect("its anchors are there");
        let mut state = State::new(&task);
        let coat = &state.coats()[0];
        let film = Film::bare(task.areas[0].grid.across, coat.cells.len());
        let image = film.image();
        let on = Touched::Surface;
        let ray = Ray::through(EYE, task.areas[0].patch.place(Vec2::splat(0.5)));
        rules::apply(&task, &mut state, Input::Press { on, ray });
        let mut booth = Self {
            task,
            state,
            film,
            image,
            frame: 0,
        };
        (0..frames).for_each(|_| booth.tick());
        booth
    }

    /// One step of game time: the hand, the coat, what of it runs.
    fn tick(&mut self) {
        let (pass, way) = (self.frame / ACROSS, self.frame % ACROSS);
        let share = way as f32 / ACROSS as f32;
        let u = if pass.is_multiple_of(2) { share } else { 1.0 - share };
        let v = (pass % PASSES) as f32 / (PASSES - 1) as f32;
        let ray = Ray::through(EYE, self.task.areas[0].patch.place(Vec2::new(u, v)));
        rules::apply(&self.task, &mut self.state, Input::Move { ray });
        rules::apply(&self.task, &mut self.state, Input::Tick);
        self.frame += 1;
    }

    fn draw(&mut self) -> bool {
        let coat = &self.state.coats()[0];
        let changed = self.film.follow(&coat.cells, self.task.coat_um, self.task.run_um);
        if changed {
            self.film.write(&mut self.image);
        }
        changed
    }
}

/// A frame in which the coat grows: on bare metal, over a first coat, and where so much lies that all of it runs.
#[divan::bench(args = [10, 720, 2900])]
fn a_frame_of_the_gun(bencher: Bencher, frames: usize) {
    let mut booth = Booth::after(frames);
    let (state, frame) = (booth.state.clone(), booth.frame);
    assert!(booth.draw(), "paint lies there");
    bencher.bench_local(|| {
        booth.tick();
        booth.draw();
        if booth.frame > frame + ACROSS {
            (booth.state, booth.frame) = (state.clone(), frame);
        }
    });
}
