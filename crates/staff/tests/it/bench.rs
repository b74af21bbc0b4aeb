//! A panel on a screen of its own, touched by its labels.

use egui::{Context, UiBuilder, Vec2};
use egui_kittest::{Harness, kittest::Queryable};
use etabli_staff::{Panel, StaffAction, StaffView, Tab, look, panel_ui};

use crate::{
    raster::{Picture, Textures},
    sample,
};

/// As the app has them.
const FONTS: look::Fonts = look::Fonts {
    display: include_bytes!("../../../../assets/fonts/display.ttf"),
    text: include_bytes!("../../../../assets/fonts/text.ttf"),
    text_bold: include_bytes!("../../../../assets/fonts/text_bold.ttf"),
};
/// A 32″ screen of 1280 pixels.
pub const PX_PER_MM: f32 = 1.807;

pub struct State {
    pub panel: Panel,
    pub view: StaffView,
    actions: Vec<StaffAction>,
    pictures: sample::Pictures,
    is_dressed: bool,
}

pub struct Bench {
    pub harness: Harness<'static, State>,
    textures: Textures,
    size: Vec2,
}

impl Bench {
    /// A screen so tall that everything is in sight: in one column, at the tab of this name.
    pub fn tall(tab: Tab, view: StaffView) -> Self {
        Self::new(Vec2::new(700.0, 6000.0), PX_PER_MM, tab, view)
    }

    pub fn new(size: Vec2, px_per_mm: f32, tab: Tab, view: StaffView) -> Self {
        let textures = Textures::default();
        let mut panel = Panel::new(px_per_mm);
        panel.show(tab);
        let state = State {
            panel,
            view,
            actions: vec![],
            pictures: sample::Pictures::default(),
            is_dressed: false,
        };
        let harness = Harness::builder()
            .with_size(size)
            .with_max_steps(12)
            .with_step_dt(1.0 / 30.0)
            .renderer(textures.clone())
            .build_ui_state(frame, state);
        let mut bench = Self {
            harness,
            textures,
            size,
        };
        // Fonts, then the pages, then what knows its own height.
        bench.harness.run_steps(4);
        bench
    }

    /// Touches what is labelled so; what staff wished for by it.
    pub fn touch(&mut self, label: &str) -> Vec<StaffAction> {
        self.harness.get_by_label(label).click();
        self.settle()
    }

    /// A few frames pass.
    pub fn settle(&mut self) -> Vec<StaffAction> {
        self.harness.run_steps(3);
        std::mem::take(&mut self.harness.state_mut().actions)
    }

    /// Touches several, one after the other; all that was wished for.
    pub fn touch_all(&mut self, labels: &[&str]) -> Vec<StaffAction> {
        labels.iter().flat_map(|label| self.touch(label)).collect()
    }

    pub fn says(&self, label: &str) -> bool {
        self.harness.query_by_label(label).is_some()
    }

    /// Whether any text on the screen holds this.
    pub fn tells(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    pub fn view(&mut self) -> &mut StaffView {
        &mut self.harness.state_mut().view
    }

    pub fn picture(&self) -> Picture {
        let (width, height) = (self.size.x as usize, self.size.y as usize);
        Picture::of(&self.harness.ctx, self.harness.output(), &self.textures, width, height)
    }
}

fn frame(ui: &mut egui::Ui, state: &mut State) {
    let context: Context = ui.ctx().clone();
    if !state.is_dressed {
        look::wear(&context, FONTS);
        state.pictures.fill(&context, &mut state.view);
        state.is_dressed = true;
        return;
    }
    // The harness leaves a margin; a kiosk has none.
    let screen = context.content_rect();
    let mut whole = ui.new_child(UiBuilder::new().max_rect(screen));
    whole.set_clip_rect(screen);
    let actions = panel_ui(&mut state.panel, &mut whole, &state.view);
    state.actions.extend(actions);
}
