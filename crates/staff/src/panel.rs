//! The panel's own state: which page is open, what is being typed. Nothing in it outlives the door's closing.

use egui::{Ui, Vec2};

use crate::{
    action::StaffAction,
    frame,
    look::{Scale, tokens},
    pages::{self, code::Code},
    sheets::{self, Sheet},
    view::{Access, StaffView},
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Event,
    Kits,
    Kiosk,
    Data,
    Health,
    Help,
}

impl Tab {
    pub const ALL: [Self; 6] = [
        Self::Event,
        Self::Kits,
        Self::Kiosk,
        Self::Data,
        Self::Health,
        Self::Help,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "Événement",
            Self::Kits => "Kits",
            Self::Kiosk => "Borne",
            Self::Data => "Données",
            Self::Health => "Santé",
            Self::Help => "Aide",
        }
    }
}

/// What the panel remembers from one frame to the next.
#[derive(Debug)]
pub struct Panel {
    /// Physical pixels a millimetre, from the configured diagonal: it gives controls their real size.
    pub px_per_mm: f32,
    pub(crate) tab: Tab,
    /// What is being edited; the last one is on top.
    pub(crate) sheets: Vec<Sheet>,
    /// The code that is being typed.
    pub(crate) code: Code,
    /// The kit whose card is unfolded.
    pub(crate) open_kit: Option<String>,
    /// What the volume was before it was muted here.
    pub(crate) volume_before_mute: Option<f32>,
    was_open: bool,
}

impl Panel {
    pub fn new(px_per_mm: f32) -> Self {
        Self {
            px_per_mm,
            tab: Tab::default(),
            sheets: Vec::new(),
            code: Code::default(),
            open_kit: None,
            volume_before_mute: None,
            was_open: false,
        }
    }

    /// Opens this page; what was being edited is dropped.
    pub fn show(&mut self, tab: Tab) {
        self.tab = tab;
        self.sheets.clear();
    }

    /// Forgets whatever the last staff member left: codes, texts, pages.
    fn forget(&mut self) {
        *self = Self::new(self.px_per_mm);
    }
}

/// Lays the panel out over the whole of `ui` and says what staff wish for. Behind a closed door nothing but codes comes
/// out.
pub fn panel_ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView) -> Vec<StaffAction> {
    let area = ui.max_rect();
    let scale = Scale::new(panel.px_per_mm / ui.pixels_per_point(), area.size());
    scale.remember(ui.ctx());
    ui.painter().rect_filled(area, 0.0, tokens::GROUND);
    ui.spacing_mut().item_spacing = Vec2::splat(scale.gap());
    let is_open = matches!(view.access, Access::Open { .. });
    if panel.was_open && !is_open {
        panel.forget();
    }
    panel.was_open = is_open;
    let mut actions = Vec::new();
    match &view.access {
        Access::Locked { .. } => pages::locked::ui(panel, ui, view, &mut actions),
        Access::MustChange { refusal } => pages::code::ui(panel, ui, *refusal, &mut actions),
        Access::Open { .. } if !panel.sheets.is_empty() => sheets::ui(panel, ui, view, &mut actions),
        Access::Open { .. } => frame::ui(panel, ui, view, &mut actions),
    }
    actions
}
