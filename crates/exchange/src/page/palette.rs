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

#[cfg(test)]
mod tests {
    use super::super::STYLE;

    /// Relative luminance of `#rrggbb`, WCAG 2.2.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("hexadecimal");
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    /// The value of a variable of the style sheet, or the colour itself.
    fn colour(name: &str) -> &str {
        if name.starts_with('#') {
            assert!(STYLE.contains(name), "{name} is no longer in the style sheet");
            return name;
        }
        let (_, rest) = STYLE
            .split_once(&format!("--{name}: "))
            .expect("a variable of the style sheet");
        &rest[..7]
    }

    #[test]
    fn text_is_readable_on_what_it_stands_on() {
        for (text, ground) in [
            ("ink", "paper"),
            ("ink", "white"),
            ("ink", "sun"),
            ("ink", "paper-deep"),
            ("ink-soft", "white"),
            ("ink-soft", "paper"),
            ("ink-soft", "paper-deep"),
            ("ink-soft", "#fff6dd"),
            ("ink-soft", "#fdeae3"),
            ("ember-deep", "white"),
            ("ember-deep", "#fdeae3"),
            ("#14653f", "white"),
            ("white", "ember-deep"),
            ("white", "#8c2508"),
            ("white", "leaf"),
            ("white", "ink"),
            ("white", "#244d80"),
            ("white", "#336399"),
            ("white", "#55698c"),
        ] {
            let (a, b) = (luminance(colour(text)) + 0.05, luminance(colour(ground)) + 0.05);
            let contrast = a.max(b) / a.min(b);
            assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2}");
        }
    }

    #[test]
    fn charts_and_style_sheet_have_the_same_colours() {
        for (group, variable) in super::GROUPS.iter().zip(["ember", "sky", "sun-deep", "ink-soft"]) {
            let (r, g, b) = (group.colour.0, group.colour.1, group.colour.2);
            assert_eq!(format!("#{r:02x}{g:02x}{b:02x}"), colour(variable), "{}", group.code);
        }
    }
}
