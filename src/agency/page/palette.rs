//! The colours of the pages, those of the kiosk's own screens: ink on paper, ember, sun, leaf and the blue behind the
//! workshop. `style.css` has the same.

use plotters::style::RGBColor;

pub const INK_SOFT: RGBColor = RGBColor(76, 88, 107);
pub const LINE: RGBColor = RGBColor(231, 220, 203);

/// Audiences that share a colour.
pub struct Group {
    pub code: &'static str,
    pub name: &'static str,
    pub colour: RGBColor,
}

/// In the order they are stacked.
pub const GROUPS: [Group; 4] = [
    Group {
        code: "scolaire",
        name: "Scolaires",
        colour: RGBColor(215, 67, 21),
    },
    Group {
        code: "adulte",
        name: "Adultes",
        colour: RGBColor(51, 99, 153),
    },
    Group {
        code: "non_precise",
        name: "Non précisé",
        colour: RGBColor(217, 156, 31),
    },
    Group {
        code: "tous",
        name: "Tous publics ensemble",
        colour: RGBColor(76, 88, 107),
    },
];

/// The group an audience or group code belongs to.
pub fn group(audience: &str) -> &'static Group {
    let code = match audience {
        "scolaire" | "college" | "lycee" => "scolaire",
        "adulte" | "etudes" | "parent" | "conseil" => "adulte",
        "non_precise" => "non_precise",
        _ => "tous",
    };
    GROUPS.iter().find(|group| group.code == code).unwrap_or(&GROUPS[3])
}
