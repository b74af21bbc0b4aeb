//! The panel beside the kiosk: what the check says, where one can go, how one can look.

mod look;
pub mod page;
mod widgets;

use bevy::{
    camera::{CameraUpdateSystems, ClearColorConfig, Viewport},
    prelude::*,
    window::PrimaryWindow,
};
use bevy_egui::{
    EguiContexts, EguiGlobalSettings, EguiPlugin, EguiPrimaryContextPass, PrimaryEguiContext,
    egui::{self, LayerId, Margin, ScrollArea, Ui, UiBuilder},
};

use self::{
    look::colour,
    page::{Page, State, Words},
};
use super::{
    area::Orientation,
    cover::Cover,
    deed::{Aids, Deed, KEYS},
    draft::Draft,
    live::Bearings,
};
use crate::{
    kiosk::display::Beside,
    language::Language,
    mechanics::Level,
    theme::{painter::InterfaceTexts, tokens},
    visitor::Visit,
};

/// The panel is drawn after the kiosk.
const ORDER: isize = 1;
const MARGIN: i8 = 18;
/// In less than this nothing can be read: nothing is drawn, points.
const NARROWEST: f32 = 120.0;

/// The camera that draws the panel, and nothing else.
#[derive(Component)]
struct PanelCamera;

pub(super) fn plugin(app: &mut App) {
    let plugin = EguiPlugin {
        // One picture, that of the letters: there is nothing to bind together.
        bindless_mode_array_size: None,
    };
    app.add_plugins(plugin)
        .insert_resource(EguiGlobalSettings {
            // The kiosk's camera would become the panel's.
            auto_create_primary_context: false,
            ..default()
        })
        .add_systems(Startup, open)
        .add_systems(PostUpdate, fit.before(CameraUpdateSystems))
        .add_systems(EguiPrimaryContextPass, draw);
}

fn open(mut commands: Commands) {
    commands.spawn((
        PanelCamera,
        PrimaryEguiContext,
        Camera2d,
        Msaa::Off,
        Camera {
            order: ORDER,
            clear_color: ClearColorConfig::Custom(tokens::PAPER),
            ..default()
        },
    ));
}

/// The panel's camera draws beside the kiosk's, whatever size the window has become in this frame.
fn fit(
    window: Single<&Window, With<PrimaryWindow>>,
    beside: Res<Beside>,
    mut camera: Single<&mut Camera, With<PanelCamera>>,
) {
    let size = UVec2::new(beside.0.min(window.physical_width()), window.physical_height());
    let position = UVec2::new(window.physical_width() - size.x, 0);
    // A window that is too narrow for both keeps the kiosk.
    let is_active = size.min_element() > 0;
    if camera.is_active != is_active {
        camera.is_active = is_active;
    }
    let known = camera.viewport.as_ref();
    let known = known.map(|viewport| (viewport.physical_position, viewport.physical_size));
    if is_active && known != Some((position, size)) {
        camera.viewport = Some(Viewport {
            physical_position: position,
            physical_size: size,
            ..default()
        });
    }
}

fn draw(
    mut contexts: EguiContexts,
    mut is_dressed: Local<bool>,
    draft: Res<Draft>,
    bearings: Res<Bearings>,
    cover: Res<Cover>,
    aids: Res<Aids>,
    visit: Res<Visit>,
    texts: Res<InterfaceTexts>,
    window: Single<&Window, With<PrimaryWindow>>,
    mut deeds: MessageWriter<Deed>,
) -> Result {
    let context = contexts.ctx_mut()?;
    if !*is_dressed {
        look::wear(context);
        *is_dressed = true;
        // Typefaces are there from the next pass on.
        return Ok(());
    }
    context.set_zoom_factor(window.resolution.base_scale_factor());
    let room = context.viewport_rect();
    if room.width() < NARROWEST || room.height() < NARROWEST {
        return Ok(());
    }
    let words = Words {
        texts: &texts.0,
        language: visit.language(),
    };
    let page = Page::new(&draft, &bearings, &cover, words);
    let whole = UiBuilder::new().layer_id(LayerId::background()).max_rect(room);
    let mut ui = Ui::new(context.clone(), egui::Id::new("preview"), whole);
    let frame = egui::Frame::new().fill(colour(tokens::PAPER)).inner_margin(Margin {
        left: MARGIN,
        right: 6,
        top: 14,
        bottom: 0,
    });
    egui::CentralPanel::no_frame().frame(frame).show(&mut ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            // The bar of the scroll area has its room beside the text.
            ui.set_max_width(ui.available_width() - f32::from(MARGIN) + 6.0);
            let asked = if aids.help {
                help_ui(ui, words)
            } else {
                page_ui(ui, &page, &bearings, &aids, words)
            };
            deeds.write_batch(asked);
            ui.add_space(16.0);
        });
    });
    Ok(())
}

/// All the keys.
fn help_ui(ui: &mut Ui, words: Words) -> Vec<Deed> {
    let mut asked = Vec::new();
    widgets::line(
        ui,
        &words.say("preview-help"),
        look::display(look::TITLE),
        colour(tokens::INK),
    );
    ui.add_space(6.0);
    for (deed, key, text) in KEYS {
        if widgets::button(ui, &words.say(text), Some(key), false) {
            asked.push(deed);
        }
    }
    asked
}

fn page_ui(ui: &mut Ui, page: &Page, bearings: &Bearings, aids: &Aids, words: Words) -> Vec<Deed> {
    let mut asked = Vec::new();
    let soft = colour(tokens::INK_SOFT);
    widgets::line(ui, &page.title, look::display(look::TITLE), colour(tokens::INK));
    widgets::line(ui, &page.subtitle, look::text(look::SMALL), soft);
    state_ui(ui, page);
    if page.state == State::Behind {
        findings_ui(ui, page, words);
    }
    if !page.places.is_empty() {
        widgets::heading(ui, &words.say("preview-places"));
    }
    for row in &page.places {
        // The keys of the neighbours stand where they lead.
        let here = page.places.iter().position(|row| row.is_here);
        let index = page.places.iter().position(|other| other == row);
        let key = match (here, index) {
            (Some(here), Some(index)) if index + 1 == here => "←",
            (Some(here), Some(index)) if index == here + 1 => "→",
            (Some(here), Some(index)) if index == here => "E",
            _ => "",
        };
        if widgets::button(ui, &row.name, Some(key), row.is_here) {
            asked.push(Deed::Go(row.place));
        }
    }
    tools_ui(ui, bearings, aids, words, &mut asked);
    if page.state != State::Behind {
        findings_ui(ui, page, words);
    }
    if !page.numbers.is_empty() {
        widgets::heading(ui, &words.say("preview-numbers"));
    }
    let to_validate = words.say("preview-to-validate");
    for number in &page.numbers {
        widgets::number(ui, number, &to_validate);
    }
    asked
}

fn state_ui(ui: &mut Ui, page: &Page) {
    let (fill, ink) = match page.state {
        State::Clean => (tokens::LEAF, tokens::WHITE),
        State::Playing => (tokens::SUN, tokens::INK),
        State::Behind => (tokens::EMBER_DEEP, tokens::WHITE),
    };
    widgets::sheet(ui, colour(fill), |ui| {
        widgets::line(ui, &page.summary, look::bold(look::BODY), colour(ink));
        widgets::line(ui, &page.counts, look::text(look::SMALL), colour(ink));
    });
    for (is_bad, notice) in &page.notices {
        let (fill, ink) = if *is_bad {
            (tokens::EMBER_DEEP, tokens::WHITE)
        } else {
            (tokens::SUN, tokens::INK)
        };
        widgets::sheet(ui, colour(fill), |ui| {
            widgets::line(ui, notice, look::text(look::BODY), colour(ink));
        });
    }
}

fn findings_ui(ui: &mut Ui, page: &Page, words: Words) {
    if !page.findings.is_empty() {
        widgets::heading(ui, &words.say("preview-findings"));
    }
    for told in &page.findings {
        widgets::finding(ui, told);
    }
}

fn tools_ui(ui: &mut Ui, bearings: &Bearings, aids: &Aids, words: Words, asked: &mut Vec<Deed>) {
    widgets::heading(ui, &words.say("preview-tools"));
    let key = |wanted: Deed| {
        KEYS.iter()
            .find(|(deed, ..)| *deed == wanted)
            .map_or("", |(_, key, _)| key)
    };
    widgets::named(ui, &words.say("preview-level"), key(Deed::NextLevel));
    let levels = Level::ALL.map(|level| level.word().get(words.language).to_owned());
    let level = Level::ALL.iter().position(|level| *level == bearings.level);
    if let Some(index) = widgets::choice(ui, &levels, level.unwrap_or(0)) {
        asked.push(Deed::Level(Level::ALL[index]));
    }
    widgets::named(ui, &words.say("preview-language"), key(Deed::Language));
    let language = Language::ALL.iter().position(|language| *language == words.language);
    let languages = ["Français".to_owned(), "English".to_owned()];
    if widgets::choice(ui, &languages, language.unwrap_or(0)).is_some_and(|index| Some(index) != language) {
        asked.push(Deed::Language);
    }
    widgets::named(ui, &words.say("preview-turn"), key(Deed::Turn));
    let orientations = ["preview-landscape", "preview-portrait"].map(|key| words.say(key));
    let standing = usize::from(aids.orientation == Orientation::Portrait);
    if widgets::choice(ui, &orientations, standing).is_some_and(|index| index != standing) {
        asked.push(Deed::Turn);
    }
    ui.add_space(4.0);
    let buttons = [
        (Deed::Marks, "preview-marks", aids.marks),
        (Deed::Slow, "preview-slow", aids.slow),
        (Deed::LargeText, "preview-large-text", false),
        (Deed::Demonstrate, "preview-demonstrate", false),
        (Deed::Cover, "preview-cover", false),
        (Deed::Help, "preview-help", false),
    ];
    for (deed, text, is_on) in buttons {
        if widgets::button(ui, &words.say(text), Some(key(deed)), is_on) {
            asked.push(deed);
        }
    }
}
