//! What a growing bead costs in a frame, on the joint of the shipped welding kit: its rules and its mesh.
//!
//! `cargo bench --profile dev --bench bead` (the profile `./run` plays with); figures in docs/mesures.md.

use std::path::Path;

use bevy::prelude::Mesh;
use divan::Bencher;
use etabli::{
    kit::{self, Depth},
    mechanics::{
        Level, STEP_SECS, Spec,
        trace::{bead::Bead, drawing::Drawing, rules::Task, seam::Spot},
    },
};

fn main() {
    divan::main();
}

/// The joint, and a bead that was laid over this share of it at the trade's pace.
struct Joint {
    task: Task,
    bead: Bead,
    along: f32,
}

impl Joint {
    fn welded(share: f32) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("kits/soudure");
        let (kit, findings) = kit::kit_from_folder(&folder, Depth::Quick);
        let kit = kit.unwrap_or_else(|| panic!("the shipped kit is sound: {:?}", findings.sorted()));
        let step = kit.steps().iter().find(|step| step.id == "souder");
        let step = step.expect("the kit welds a joint");
        let Spec::Trace(spec) = &step.mechanic else {
            panic!("a joint is welded by trace");
        };
        let task = Task::new(spec, Level::Discovery, kit.anchors(step)).expect("its anchors are there");
        let bead = Bead::new(&task.seam);
        let mut joint = Self { task, bead, along: 0.0 };
        while joint.along < share * joint.task.seam.length_mm() {
            joint.tick();
        }
        joint
    }

    /// One step of game time under the arc.
    fn tick(&mut self) {
        self.along += self.task.pace(self.along) * STEP_SECS;
        let spot = Spot {
            along: self.along,
            offset: 0.0,
        };
        self.bead.cool();
        self.bead.melt(&self.task.seam, &self.task.pool, spot, 1.0);
    }

    fn draw(&self, drawing: &mut Drawing, mesh: &mut Mesh) {
        let (seam, pool) = (&self.task.seam, &self.task.pool);
        if let Some(changed) = drawing.follow(seam, pool, self.task.tolerance, &self.bead) {
            drawing.write(mesh, seam, changed);
        }
    }
}

/// A frame in which the bead grows: at its beginning, in its middle, at its full length.
#[divan::bench(args = [0.05, 0.5, 0.95])]
fn a_frame_of_the_arc(bencher: Bencher, share: f32) {
    let mut joint = Joint::welded(share);
    let mut drawing = Drawing::bare(&joint.task.seam);
    let mut mesh = drawing.mesh(&joint.task.seam);
    let start = joint.bead.clone();
    let along = joint.along;
    bencher.bench_local(|| {
        joint.tick();
        joint.draw(&mut drawing, &mut mesh);
        if joint.along > 1.04 * along + 1.0 {
            (joint.bead, joint.along) = (start.clone(), along);
        }
    });
}

/// The most a frame could ever have to draw: all of the bead at once.
#[divan::bench]
fn the_whole_bead(bencher: Bencher) {
    let joint = Joint::welded(0.95);
    let bare = Drawing::bare(&joint.task.seam);
    let mut mesh = bare.mesh(&joint.task.seam);
    bencher
        .with_inputs(|| bare.clone())
        .bench_local_refs(|drawing| joint.draw(drawing, &mut mesh));
}
