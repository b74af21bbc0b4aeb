//! Shows the start of `assemble`: it waits, invites once everything is in its place, and begins the work; an arc that is
//! lit too early is a flash and a freeze-frame.

use bevy::{camera::visibility::NoFrustumCulling, light::NotShadowCaster, mesh::MeshTag, prelude::*};

use super::{play::Bench, rules::Effect};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    mechanics::{
        play::{BeginStep, Live, Said},
        voices::Voices,
    },
    stage::{Glow, Sparks, Stage, eye::Eye, fire::Fire, material::soft_tag, touch::Touchable},
    theme::tokens,
};

/// The node that is touched.
#[derive(Component)]
pub(super) struct Starter {
    /// The pose the artist gave it.
    rest: Transform,
    /// Where its arc burns, if it lights one.
    arc: Option<Entity>,
    /// Seconds since the work began.
    begun_secs: f32,
}

/// A disc of the arc's light: its diameter, metres, and its opacity.
#[derive(Component, Clone, Copy)]
struct Shine {
    size: f32,
    alpha: f32,
    colour: Color,
}

const HALO: Shine = Shine {
    size: 1.1,
    alpha: 0.5,
    colour: tokens::ARC,
};
const CORE: Shine = Shine {
    size: 0.26,
    alpha: 1.0,
    colour: tokens::WHITE,
};
/// The arc burns for so long before the visit goes on, and comes and goes in so long, seconds.
const BURNS_SECS: f32 = 1.2;
const FADES_SECS: f32 = 0.2;
/// Sparks a second, and how fast they are thrown, metres per second.
const SPARKS: f32 = 60.0;
const THROWN: Vec3 = Vec3::new(0.5, 0.2, 0.5);
/// An arc that is cut at once is heard more softly than one that goes on.
const CUT_VOLUME: f32 = 0.6;
/// An inviting start grows by this share and back; a pressed one gives way.
const BREATHES: f32 = 0.05;
const GIVES_WAY: f32 = 0.94;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            stand.run_if(on_message::<BeginStep>),
            (invite, burn).run_if(resource_exists::<Bench>),
        )
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

/// The step that begins has its start ready to be touched; that of the step before is so no more.
fn stand(
    mut commands: Commands,
    bench: Option<Res<Bench>>,
    stage: Res<Stage>,
    fire: Res<Fire>,
    nodes: Query<(&Transform, Option<&Starter>)>,
    old: Query<(Entity, &Starter)>,
    lights: Query<Entity, With<Shine>>,
) {
    for (entity, starter) in &old {
        commands
            .entity(entity)
            .remove::<(Starter, Touchable)>()
            .try_insert((Glow::default(), starter.rest));
    }
    for light in &lights {
        commands.entity(light).despawn();
    }
    let Some(start) = bench.as_ref().and_then(|bench| bench.spec.start.as_ref()) else {
        return;
    };
    let Some(node) = stage.node(&format!("start.{}", start.id)) else {
        return;
    };
    let Ok((transform, known)) = nodes.get(node) else {
        return;
    };
    let arc = start
        .arc
        .then(|| stage.node(&format!("arc.{}", start.id)).unwrap_or(node));
    commands.entity(node).try_insert((
        Starter {
            rest: known.map_or(*transform, |starter| starter.rest),
            arc,
            begun_secs: 0.0,
        },
        Glow::default(),
        Touchable,
    ));
    if let (Some(_), Some(root)) = (arc, stage.root()) {
        for shine in [HALO, CORE] {
            commands.spawn((
                ChildOf(root),
                shine,
                Mesh3d(fire.mesh.clone()),
                MeshMaterial3d(fire.material.clone()),
                MeshTag(0),
                NoFrustumCulling,
                NotShadowCaster,
                Transform::default(),
                Visibility::Hidden,
            ));
        }
    }
}

/// Calm while something is missing; then it glows and breathes until it is touched.
fn invite(
    bench: Res<Bench>,
    live: Res<Live>,
    mut starters: Query<(&Starter, &mut Glow, &mut Transform)>,
    time: Res<Time<Virtual>>,
) {
    let wave = ((time.elapsed_secs_f64() % 1000.0) as f32 * 3.2).sin() * 0.5 + 0.5;
    let invites = bench.state.is_ready(&bench.task) && live.is_running();
    for (starter, mut glow, mut transform) in &mut starters {
        let (strength, scale) = if bench.state.is_pressing() {
            (0.55, GIVES_WAY)
        } else if invites {
            (0.15 + 0.45 * wave, 1.0 + BREATHES * wave)
        } else {
            (0.0, 1.0)
        };
        glow.set_if_neq(Glow(strength));
        transform.set_if_neq(starter.rest.with_scale(starter.rest.scale * scale));
    }
}

/// The arc of a work that has begun: light and sparks at its tip for a moment. Looks only.
fn burn(
    bench: Res<Bench>,
    mut starters: Query<&mut Starter>,
    places: Query<&GlobalTransform>,
    mut lights: Query<(&Shine, &mut Transform, &mut MeshTag, &mut Visibility), Without<Eye>>,
    eye: Single<&Transform, With<Eye>>,
    mut sparks: MessageWriter<Sparks>,
    time: Res<Time<Virtual>>,
    mut due: Local<f32>,
) {
    for mut starter in &mut starters {
        let Some(at) = starter.arc.and_then(|arc| places.get(arc).ok()) else {
            continue;
        };
        if !bench.state.is_done(&bench.task) {
            continue;
        }
        starter.begun_secs += time.delta_secs();
        let brightness = brightness(starter.begun_secs);
        for (shine, mut transform, mut tag, mut visibility) in &mut lights {
            visibility.set_if_neq(if brightness > 0.0 {
                Visibility::Inherited
            } else {
                Visibility::Hidden
            });
            *transform = Transform {
                translation: at.translation(),
                rotation: eye.rotation,
                scale: Vec3::splat(shine.size),
            };
            tag.set_if_neq(MeshTag(soft_tag(shine.colour.with_alpha(shine.alpha * brightness))));
        }
        if brightness == 0.0 {
            continue;
        }
        *due += SPARKS * time.delta_secs();
        if *due >= 1.0 {
            sparks.write(Sparks {
                at: at.translation(),
                towards: THROWN,
                count: *due as usize,
            });
            *due = due.fract();
        }
    }
}

/// How bright the arc is so many seconds after it was lit, 0 to 1.
fn brightness(secs: f32) -> f32 {
    (secs / FADES_SECS)
        .min((BURNS_SECS - secs) / FADES_SECS)
        .clamp(0.0, 1.0)
}

impl Bench {
    /// Tells an effect of the start.
    pub(super) fn tell_start(&self, effect: Effect, voices: &mut Voices) {
        let Some(start) = &self.spec.start else { return };
        let log = match effect {
            Effect::Ready => {
                voices.say(Said::Invite {
                    name: start.name.clone(),
                    what: start.invite.clone(),
                });
                format!("ready {}", start.id)
            }
            Effect::Pressed => {
                voices.cue(Cue::Prise);
                format!("pressed {}", start.id)
            }
            Effect::Forgot { item } => {
                if start.arc {
                    voices.play(PlayCue::new(Cue::Arc).at_volume(CUT_VOLUME));
                    voices.flash();
                } else {
                    voices.cue(Cue::Refus);
                }
                let part = &self.spec.parts[item];
                if let Some(forgotten) = start.forgotten.iter().find(|forgotten| forgotten.part == part.id) {
                    voices.say(Said::Stop {
                        name: part.name.clone(),
                        why: forgotten.why.clone(),
                    });
                }
                format!("forgot {}", part.id)
            }
            Effect::TooSoon => {
                voices.cue(Cue::Refus);
                voices.hint("play-not-ready");
                format!("too soon {}", start.id)
            }
            Effect::Done => {
                voices.cue(if start.arc { Cue::Arc } else { Cue::Pose });
                voices.progress(self.progress());
                format!("started {}", start.id)
            }
            _ => return,
        };
        voices.log(log);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arc_comes_and_goes_softly() {
        assert_eq!(
            (brightness(0.0), brightness(BURNS_SECS), brightness(9.0)),
            (0.0, 0.0, 0.0)
        );
        assert_eq!(brightness(BURNS_SECS / 2.0), 1.0);
        let steps = (0..90).map(|frame| frame as f32 / 60.0);
        for secs in steps {
            assert!((brightness(secs + 1.0 / 60.0) - brightness(secs)).abs() < 0.1);
        }
    }
}
