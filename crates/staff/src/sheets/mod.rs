//! Editors that take the whole screen: a keyboard, a calendar, hours. One may stand on another.

mod days;
mod glass;
mod hours;
mod keyboard;
mod layout;
mod number;
mod slots;
mod stand;
mod text;

use egui::Ui;

use crate::{
    action::StaffAction,
    frame::{self, inside},
    look::scale,
    pages::code::Code,
    panel::Panel,
    view::{Hours, StaffView},
    widgets::{self, Face},
};

pub use days::DaysSheet;
pub use glass::GlassSheet;
pub use hours::HoursSheet;
pub use number::{NumberFor, NumberSheet};
pub use slots::{SlotsSheet, stepped};
pub use stand::{StandSheet, presence};
pub use text::{TextFor, TextSheet};

/// What is being edited.
#[derive(Debug)]
pub enum Sheet {
    Text(TextSheet),
    Number(NumberSheet),
    Days(DaysSheet),
    Hours(HoursSheet),
    Slots(SlotsSheet),
    Stand(StandSheet),
    Glass(GlassSheet),
    Code(Code),
}

/// What a sheet came to in this frame.
#[derive(Debug)]
pub enum Outcome {
    /// It is still being edited.
    Stays,
    /// It closes and nothing changes.
    Closes,
    /// It closes and this is wished for.
    Wishes(Vec<StaffAction>),
    /// It closes and hands this to the sheet below it.
    Hands(Handed),
    /// It stays, and this one opens above it.
    Opens(Sheet),
}

/// What an editor hands to the sheet that opened it.
#[derive(Debug)]
pub enum Handed {
    Text(String),
    Hours(Vec<Hours>),
}

/// The sheet on top.
pub fn ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    let Some(mut top) = panel.sheets.pop() else { return };
    match top.ui(ui, view) {
        Outcome::Stays => panel.sheets.push(top),
        Outcome::Closes => {}
        Outcome::Wishes(wishes) => actions.extend(wishes),
        Outcome::Hands(handed) => {
            if let Some(Sheet::Stand(below)) = panel.sheets.last_mut() {
                below.take(handed);
            }
        }
        Outcome::Opens(above) => {
            panel.sheets.push(top);
            panel.sheets.push(above);
        }
    }
}

impl Sheet {
    fn ui(&mut self, ui: &mut Ui, view: &StaffView) -> Outcome {
        match self {
            Self::Text(sheet) => sheet.ui(ui),
            Self::Number(sheet) => sheet.ui(ui),
            Self::Days(sheet) => sheet.ui(ui),
            Self::Hours(sheet) => sheet.ui(ui),
            Self::Slots(sheet) => sheet.ui(ui),
            Self::Stand(sheet) => sheet.ui(ui, view),
            Self::Glass(sheet) => sheet.ui(ui),
            Self::Code(code) => code_ui(code, ui),
        }
    }
}

fn code_ui(code: &mut Code, ui: &mut Ui) -> Outcome {
    let mut outcome = Outcome::Stays;
    crate::pages::locked::sheet(ui, |ui| {
        if let Some(pin) = code.ui(ui, None) {
            outcome = Outcome::Wishes(vec![StaffAction::ChoosePin(pin)]);
        }
        if widgets::wide(ui, Face::Plain, "Renoncer") {
            outcome = Outcome::Closes;
        }
    });
    outcome
}

/// What was touched at the head of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    No,
    Dropped,
    Saved,
}

/// A sheet's head (« Renoncer », its title, « Enregistrer ») and its content below. `problem`: why it cannot be saved.
fn framed(ui: &mut Ui, title: &str, problem: Option<&str>, add: impl FnOnce(&mut Ui)) -> Ended {
    let scale = scale(ui);
    let area = ui.max_rect().shrink2(egui::vec2(scale.inset(), scale.gap()));
    let (head, content) = area.split_top_bottom_at_y(area.top() + scale.target + scale.gap() * 1.5);
    let mut ended = Ended::No;
    inside(ui, head, "sheet head", |ui| {
        let widths = ["Renoncer", "Enregistrer"].map(|text| widgets::text_width(ui, text));
        let title_width = ui.available_width() - widths[0] - widths[1] - 2.0 * scale.gap();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = scale.gap();
            if widgets::sized(ui, Face::Plain, "Renoncer", widths[0]) {
                ended = Ended::Dropped;
            }
            let size = egui::vec2(title_width, scale.target);
            let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            let font = crate::look::display(scale.heading());
            let text = widgets::fit(ui, title, font, crate::look::tokens::INK, title_width);
            ui.painter()
                .galley(rect.center() - text.size() / 2.0, text, crate::look::tokens::INK);
            ui.add_enabled_ui(problem.is_none(), |ui| {
                if widgets::sized(ui, Face::Act, "Enregistrer", widths[1]) {
                    ended = Ended::Saved;
                }
            });
        });
    });
    inside(ui, content, "sheet content", |ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(scale.gap());
        if let Some(problem) = problem.filter(|problem| !problem.is_empty()) {
            widgets::toned(ui, crate::look::tokens::Tone::Attention, |ui| {
                widgets::body(ui, problem);
            });
        }
        add(ui);
    });
    ended
}

/// A sheet's content that may be longer than the screen.
fn scrolled(ui: &mut Ui, salt: &str, add: impl FnOnce(&mut Ui)) {
    let gap = scale(ui).gap();
    let rect = ui.available_rect_before_wrap();
    inside(ui, rect, salt, |ui| {
        frame::scroll(ui, salt, |ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(gap);
            add(ui);
        });
    });
}
