//! The sealed classes as a table for spreadsheets: one line a bin.

use super::View;
use crate::agency::read::{Class, Measure, Shape, Subject, accessibility_name, audience_name};

/// So that French spreadsheets see UTF-8.
const BOM: char = '\u{feff}';
const HEAD: [&str; 13] = [
    "evenement",
    "nom_evenement",
    "territoire",
    "scelle_le",
    "metier",
    "nom_metier",
    "public",
    "visites",
    "seuil",
    "mesure",
    "tranche",
    "nom_tranche",
    "nombre",
];

/// Semicolons, a line a bin; a masked histogram has one line that says « masqué ».
pub fn csv(view: &View) -> String {
    let mut table = String::from(BOM);
    table += &HEAD.join(";");
    table += "\r\n";
    for class in view.classes() {
        let start = start(view, class);
        for (measure, tranche, name, n) in lines(class) {
            let cells = start.iter().cloned().chain([measure, tranche, name, n]);
            table += &cells.map(|cell| escaped(&cell)).collect::<Vec<_>>().join(";");
            table += "\r\n";
        }
    }
    table
}

fn start(view: &View, class: &Class) -> [String; 9] {
    let (kit, kit_name, public) = match &class.subject {
        Subject::Kit { kit, .. } => (kit.as_str(), view.names.kit(kit), audience_name(class.audience())),
        Subject::Event => ("", "", ""),
    };
    [
        class.event.clone(),
        view.names.event(&class.event).to_owned(),
        view.names.territory(&class.event).to_owned(),
        class.day.to_string(),
        kit.to_owned(),
        kit_name.to_owned(),
        public.to_owned(),
        class.visits.to_string(),
        class.k.map(|k| k.to_string()).unwrap_or_default(),
    ]
}

/// Measure, codes, name, count.
fn lines(class: &Class) -> Vec<(String, String, String, String)> {
    let mut lines = Vec::new();
    for (measure, shape) in &class.histograms {
        let title = title(*measure);
        match shape {
            Shape::Masked => lines.push((title, String::new(), "masqué".to_owned(), String::new())),
            Shape::Bins(bins) => {
                for bin in bins {
                    lines.push((
                        title.clone(),
                        bin.of.join("+"),
                        measure.bin_name(&bin.of),
                        bin.n.to_string(),
                    ));
                }
            }
        }
    }
    for (mode, n) in &class.accessibility {
        let name = accessibility_name(mode).to_owned();
        lines.push(("Accessibilité".to_owned(), mode.clone(), name, n.to_string()));
    }
    lines
}

fn title(measure: Measure) -> String {
    measure.title().trim_matches(['«', '»', '\u{a0}']).to_owned()
}

/// Quoted where needed, and never a formula: a spreadsheet runs what begins with one of these.
pub(in crate::agency) fn escaped(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if is_formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([';', '"', '\n', '\r', ',']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::agency::{
        read::{Names, SealedFigures, Selection},
        statement::samples,
    };

    #[test]
    fn merged_masked_and_hostile_cells_stay_what_they_are() {
        let figures = SealedFigures::of(&[samples::kit(1), samples::event(2)]);
        let mut names = Names::default();
        names
            .kits
            .insert("soudure".into(), "=HYPERLINK(\"http://a\";\"b\")".into());
        let view = View {
            figures: &figures,
            names: &names,
            selection: &Selection::default(),
            now: Timestamp::UNIX_EPOCH,
        };
        let table = csv(&view);
        let kit: Vec<&str> = table.lines().filter(|line| line.contains("soudure")).collect();
        assert_eq!(kit.len(), 5);
        assert!(
            kit.iter().all(|line| line.contains(";\"'=HYPERLINK(\"\"http")),
            "{kit:?}"
        );
        assert!(table.contains("Durée;0-59+60-119;"));
        assert!(table.contains("Étape atteinte;;masqué;"));
        assert!(table.contains("Accessibilité;large_text;Grand texte;12"));
        assert_eq!(table.lines().count(), 1 + 5 + 3);
    }
}
