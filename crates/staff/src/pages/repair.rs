//! A settings file that someone wrote by hand and that cannot be read: what is wrong, where, and two ways on.

use egui::Ui;

use crate::{
    action::{Repair, StaffAction},
    look::scale,
    view::{BrokenFile, StaffView},
    widgets::{self, Face},
};

pub fn ui(ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    for broken in &view.broken {
        widgets::card(ui, "Un fichier de réglages ne se lit plus", |ui| {
            broken_ui(ui, broken, actions);
        });
    }
}

fn broken_ui(ui: &mut Ui, broken: &BrokenFile, actions: &mut Vec<StaffAction>) {
    let file = &broken.file;
    let text = format!(
        "*{file}* a été changé à la main. La borne ne l’a pas touché\u{a0}: elle joue avec ses derniers bons réglages."
    );
    widgets::rich(ui, &text, crate::look::tokens::INK);
    broken.findings.iter().for_each(|finding| widgets::finding(ui, finding));
    widgets::small(
        ui,
        "Le fichier fautif est gardé à côté, sous un autre nom\u{a0}: rien n’est perdu.",
    );
    let mut repair = |with| {
        let file = file.clone();
        actions.push(StaffAction::Repair { file, with });
    };
    let width = ui.available_width();
    if let Some(when) = &broken.last_good {
        let text = format!("Garder le dernier bon réglage ({when})");
        if widgets::sized(ui, Face::Act, &text, width) {
            repair(Repair::LastGood);
        }
    }
    if broken.has_factory {
        ui.add_space(scale(ui).gap() * 0.2);
        let question = "Toucher encore\u{a0}: remettre les réglages d’usine";
        if widgets::confirm(ui, Face::Plain, "Remettre les réglages d’usine", question, width) {
            repair(Repair::Factory);
        }
    }
}
