//! Puts the engine and the app together, with a window or without.

use std::{path::PathBuf, time::Duration};

use bevy::{
    app::{PluginGroupBuilder, ScheduleRunnerPlugin},
    asset::{AssetPlugin, UnapprovedPathMode, io::AssetSourceBuilder},
    ecs::schedule::{Schedules, SingleThreadedExecutor},
    log::LogPlugin,
    pbr::PbrPlugin,
    prelude::*,
    render::{
        RenderApp, RenderPlugin,
        settings::{RenderCreation, WgpuLimits, WgpuSettings},
    },
    time::TimeUpdateStrategy,
    window::{CursorOptions, ExitCondition, MonitorSelection, PresentMode, WindowMode, WindowResolution},
    winit::WinitPlugin,
};

use crate::{
    AppPlugin,
    audio::AudioOptions,
    config::KioskConfig,
    kiosk::{self, AgencyWords, EventData, faults, measure::MeasureOptions, robot::RobotOptions, service::OutOfOrder},
    kit::{
        KitsFolder,
        library::{Barred, Theme},
    },
    mechanics::STEP_SECS,
    staff,
    visitor::Defaults,
};

/// Everything the app needs to know before it starts.
#[derive(Clone, Debug)]
pub struct Launch {
    /// Holds `kits/`, `assets/` and `config/`.
    pub home: PathBuf,
    /// Instead of the home's own.
    pub kits: Option<PathBuf>,
    pub config: KioskConfig,
    /// What a fresh visit begins with.
    pub defaults: Defaults,
    pub event: EventData,
    /// Kits that are kept off the shelf.
    pub barred: Barred,
    /// Shows nothing but this code.
    pub out_of_order: Option<String>,
    pub agency_words: AgencyWords,
    /// Behind a hidden gesture; `None`: no panel.
    pub staff: Option<staff::Setup>,
    pub headless: bool,
    /// Width and height of a plain window in pixels; `None`: what the config says.
    pub size: Option<UVec2>,
    pub audio: AudioOptions,
    pub robot: Option<RobotOptions>,
    /// Game seconds in a second, for robots; 0: as fast as it goes.
    pub speed: f32,
    pub measure: Option<MeasureOptions>,
    pub probe: Option<PathBuf>,
    /// Loses the graphics device so long after the start: a drill.
    pub lose_graphics: Option<Duration>,
    /// Bevy's log goes to stderr; tests start many apps in one process and keep quiet.
    pub log: bool,
}

impl Launch {
    /// A silent app without window or renderer, moved on by hand one step of game time at a time: for tests.
    pub fn for_tests(home: PathBuf) -> Self {
        Self {
            home,
            kits: None,
            config: KioskConfig::default(),
            defaults: Defaults::default(),
            event: EventData::default(),
            barred: Barred::default(),
            out_of_order: None,
            agency_words: AgencyWords::default(),
            staff: None,
            headless: true,
            size: Some(UVec2::new(1280, 720)),
            audio: AudioOptions {
                record: None,
                device: false,
            },
            robot: None,
            speed: 0.0,
            measure: None,
            probe: None,
            lose_graphics: None,
            log: false,
        }
    }
}

impl Launch {
    /// Whether this is a kiosk among visitors, and no robot, test or window on somebody's desk.
    fn is_kiosk(&self) -> bool {
        self.robot.is_none() && !self.headless && self.size.is_none() && self.config.fullscreen
    }
}

/// The app, ready to run.
pub fn build(launch: Launch) -> App {
    let mut app = App::new();
    let kits = launch.kits.clone().unwrap_or_else(|| launch.home.join("kits"));
    app.register_asset_source(
        "kits",
        AssetSourceBuilder::platform_default(&kits.to_string_lossy(), None),
    );
    app.add_plugins(engine(&launch));
    if launch.headless {
        let pause = if launch.speed > 0.0 {
            STEP_SECS / launch.speed
        } else {
            0.0
        };
        app.add_plugins(ScheduleRunnerPlugin::run_loop(Duration::from_secs_f32(pause)));
    }
    if launch.headless || launch.robot.is_some() {
        // One step of game time a frame: the same seed lives through the same frames.
        app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs_f64(f64::from(
            STEP_SECS,
        ))));
    }
    let is_kiosk = launch.is_kiosk();
    let mut barred = launch.barred;
    barred.everything |= launch.out_of_order.is_some();
    if let Some(code) = launch.out_of_order {
        app.insert_resource(OutOfOrder(code));
    }
    app.set_error_handler(faults::handler)
        .insert_resource(KitsFolder(kits))
        .insert_resource(launch.config)
        .insert_resource(launch.defaults)
        .insert_resource(Theme(launch.event.0.clone()))
        .insert_resource(launch.event)
        .insert_resource(barred)
        .insert_resource(launch.agency_words)
        .insert_resource(launch.audio)
        .add_plugins(AppPlugin);
    if is_kiosk {
        kiosk::rehearsal::plugin(&mut app, launch.home);
        kiosk::night::plugin(&mut app);
    }
    if let Some(setup) = launch.staff {
        staff::plugin(&mut app, setup);
    }
    if let Some(options) = launch.robot {
        kiosk::robot::plugin(&mut app, options);
        if !launch.headless && launch.speed > 0.0 {
            kiosk::pace::plugin(&mut app, launch.speed);
        }
    }
    if let Some(options) = launch.measure {
        kiosk::measure::plugin(&mut app, options);
    }
    if let Some(file) = launch.probe {
        kiosk::probe::plugin(&mut app, file);
    }
    if let Some(after) = launch.lose_graphics {
        kiosk::drill::plugin(&mut app, after);
    }
    run_systems_in_turn(app.world_mut());
    if let Some(renderer) = app.get_sub_app_mut(RenderApp) {
        run_systems_in_turn(renderer.world_mut());
    }
    app
}

/// Runs the systems of a frame one after the other: they are short, and handing each to another thread costs more than
/// most of them do. On two cores that was half of the time of a robot without a window (docs/mesures.md).
fn run_systems_in_turn(world: &mut World) {
    let Some(mut schedules) = world.get_resource_mut::<Schedules>() else {
        return;
    };
    for (_, schedule) in schedules.iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
    }
}

fn engine(launch: &Launch) -> PluginGroupBuilder {
    let window = match launch.size {
        Some(size) => Window {
            resolution: WindowResolution::new(size.x, size.y).with_scale_factor_override(1.0),
            mode: WindowMode::Windowed,
            ..window()
        },
        None if launch.config.fullscreen => Window {
            mode: WindowMode::BorderlessFullscreen(MonitorSelection::Primary),
            ..window()
        },
        None => window(),
    };
    let kiosk_display = launch.size.is_none() && launch.config.fullscreen;
    let mut plugins = DefaultPlugins
        .set(WindowPlugin {
            primary_window: Some(window),
            // Fingers need no arrow; a mouse on a developer's desk does.
            primary_cursor_options: Some(CursorOptions {
                visible: !kiosk_display,
                ..default()
            }),
            exit_condition: ExitCondition::OnPrimaryClosed,
            // A keyboard's Alt+F4 ends no kiosk: staff quit from their panel.
            close_when_requested: !launch.is_kiosk(),
        })
        .set(AssetPlugin {
            file_path: launch.home.join("assets").to_string_lossy().into_owned(),
            unapproved_path_mode: UnapprovedPathMode::Forbid,
            ..default()
        })
        .set(LogPlugin {
            filter: "info,wgpu=error,naga=warn,symphonia=error,bevy_diagnostic=error,bevy_pbr::ssao=error,bevy_render::extract_resource=off"
                .into(),
            ..default()
        });
    // Our own materials need none of what lit scenes need.
    plugins = plugins.set(PbrPlugin {
        prepass_enabled: false,
        use_gpu_instance_buffer_builder: false,
        add_default_deferred_lighting_plugin: false,
        ..default()
    });
    if !launch.log {
        plugins = plugins.disable::<LogPlugin>();
    }
    let mut settings = WgpuSettings {
        // What any browser's WebGPU grants is enough; with more, Bevy prepares compute passes that are never run.
        constrained_limits: Some(WgpuLimits::default()),
        ..default()
    };
    if launch.headless {
        settings.backends = None;
        plugins = plugins.disable::<WinitPlugin>();
    }
    plugins.set(RenderPlugin {
        render_creation: RenderCreation::Automatic(Box::new(settings)),
        ..default()
    })
}

fn window() -> Window {
    Window {
        title: "Établi".into(),
        name: Some("etabli".into()),
        present_mode: PresentMode::AutoVsync,
        resolution: WindowResolution::new(1280, 720).with_scale_factor_override(1.0),
        ..default()
    }
}
