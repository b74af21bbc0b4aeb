//! The crane's motion: two motors with ramps and a pendulum on a cable whose length changes. Pure.
//!
//! No engine of physics: one body with one angle, in the crane's own frame,
//!
//! > θ'' = −(g/L)·sin θ − (x''/L)·cos θ − 2·(L'/L)·θ' − 2·ζ·√(g/L)·θ' + (w/L)·cos θ
//!
//! with θ the cable's angle from the vertical, x the trolley, L the cable, ζ the damping and w the wind's push; in real
//! metres and seconds, by semi-implicit Euler (first speeds, then places, so that the energy of the swing does not
//! grow). A step of game time is `haste` times longer for the crane: 0.05 s at a haste of 3, where the shortest swing
//! takes 3 s.

use super::spec::Drive;

const GRAVITY_M_S2: f32 = 9.81;
/// The motors follow their levers with a time constant of this much, real seconds.
const FOLLOW_SECS: f32 = 0.25;
/// Air and ropes damp a swing by this ratio, the electronics by so much more at most.
const DAMPING: (f32, f32) = (0.03, 0.45);
/// The cable never leans further, radians, and never turns faster, radians per real second.
const LEANS_MAX: f32 = 0.9;
const TURNS_MAX: f32 = 1.5;
/// The emergency brake is so much harder than the ramp.
const BRAKES: f32 = 2.0;

/// What the crane is told, each from −1 to 1: along the rail, and down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Command {
    pub trolley: f32,
    pub hoist: f32,
}

/// Where the crane and what hangs from it are. Real metres and seconds, radians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Motion {
    /// Trolley, from the rail's start.
    pub x: f32,
    pub v: f32,
    /// Cable, from the rail to the load's node.
    pub cable: f32,
    /// Positive downwards.
    pub sink: f32,
    pub angle: f32,
    pub turn: f32,
}

/// What the crane is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Machine {
    pub trolley: Drive,
    pub hoist: Drive,
    /// Length of the rail.
    pub rail: f32,
    pub cable: (f32, f32),
    /// 0 to 1.
    pub anti_sway: f32,
    /// A step of game time for the crane, real seconds.
    pub dt: f32,
}

impl Drive {
    /// Real metres per second squared.
    pub(super) fn ramp(self) -> f32 {
        self.speed_m_s / self.ramp_secs
    }

    /// The speed a step later; never faster than it can brake before `room` (metres ahead of it, and behind).
    fn follow(self, speed: f32, told: f32, brake: bool, (behind, ahead): (f32, f32), dt: f32) -> f32 {
        let ramp = self.ramp() * if brake { BRAKES } else { 1.0 };
        let wanted = if brake {
            0.0
        } else {
            told.clamp(-1.0, 1.0) * self.speed_m_s
        };
        let most = |room: f32| (2.0 * ramp * room.max(0.0)).sqrt().min(room.max(0.0) / dt);
        let change = ((wanted - speed) / FOLLOW_SECS.max(dt)).clamp(-ramp, ramp) * dt;
        (speed + change).clamp(-most(behind), most(ahead))
    }
}

impl Motion {
    /// The load's node: along the rail, and below it.
    pub fn load(&self) -> glam::Vec2 {
        glam::Vec2::new(self.x + self.cable * self.angle.sin(), self.cable * self.angle.cos())
    }

    /// The load's own speed along the rail.
    pub fn drift(&self) -> f32 {
        self.v + self.cable * self.turn * self.angle.cos() + self.sink * self.angle.sin()
    }

    /// Radians per real second of a free swing on this cable.
    pub fn pulse(&self) -> f32 {
        (GRAVITY_M_S2 / self.cable.max(0.5)).sqrt()
    }

    /// How far the load swings to one side of the trolley, real metres.
    pub fn swing(&self) -> f32 {
        self.cable * self.angle.hypot(self.turn / self.pulse())
    }

    /// The crane itself; what hangs may still swing.
    pub fn stands(&self, machine: &Machine) -> bool {
        let still = |speed: f32, drive: Drive| speed.abs() < 0.04 * drive.speed_m_s;
        still(self.v, machine.trolley) && still(self.sink, machine.hoist)
    }
}

/// A step of game time later. `wind`: the gust's push, real m/s².
pub fn step(machine: &Machine, motion: &Motion, told: Command, brake: bool, wind: f32) -> Motion {
    let dt = machine.dt;
    let rooms = (motion.x, machine.rail - motion.x);
    let v = machine.trolley.follow(motion.v, told.trolley, brake, rooms, dt);
    let rooms = (motion.cable - machine.cable.0, machine.cable.1 - motion.cable);
    let sink = machine.hoist.follow(motion.sink, told.hoist, brake, rooms, dt);
    let hardest = machine.trolley.ramp() * BRAKES;
    let pull = ((v - motion.v) / dt).clamp(-hardest, hardest);
    let cable = motion.cable.max(0.5);
    let (sin, cos) = motion.angle.sin_cos();
    let damping = DAMPING.0 + DAMPING.1 * machine.anti_sway;
    let turning = -GRAVITY_M_S2 / cable * sin
        - (pull - wind) / cable * cos
        - 2.0 * (sink / cable + damping * motion.pulse()) * motion.turn;
    let turn = (motion.turn + turning * dt).clamp(-TURNS_MAX, TURNS_MAX);
    Motion {
        x: (motion.x + v * dt).clamp(0.0, machine.rail),
        v,
        cable: (motion.cable + sink * dt).clamp(machine.cable.0, machine.cable.1),
        sink,
        angle: (motion.angle + turn * dt).clamp(-LEANS_MAX, LEANS_MAX),
        turn,
    }
}
