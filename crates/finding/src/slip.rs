//! Numbers as French hands write them, which RON reads as something else: `0,8` and `300mm`. Pure.

/// A number that was meant, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip<'a> {
    /// Byte of the text.
    pub start: usize,
    pub found: &'a str,
    pub meant: String,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    DecimalComma,
    Unit,
}

/// The slip that ron stumbled over at byte `at`: on the number there, on what it took for the next value, or on a unit.
pub(super) fn find(text: &str, at: usize) -> Option<Slip<'_>> {
    let mut start = text.get(..at)?.trim_end_matches(is_part).len();
    let rest = &text[at..];
    let end = at + rest.find(|character| !is_part(character)).unwrap_or(rest.len());
    if text[start..end].starts_with(is_letter) && !text[end..].trim_start().starts_with([':', '(']) {
        // « 300 mm » : the number stands before.
        let number = text[..start].trim_end_matches(BLANKS);
        start = number.trim_end_matches(is_part).len();
    }
    read(start, text[start..end].trim_end_matches(','))
}

/// Between a number and its unit.
const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

fn is_part(character: char) -> bool {
    is_letter(character) || character.is_alphanumeric() || "+-.,_".contains(character)
}

/// Of a unit.
fn is_letter(character: char) -> bool {
    character.is_alphabetic() || "%°".contains(character)
}

fn read(start: usize, found: &str) -> Option<Slip<'_>> {
    let sign = found.len() - found.trim_start_matches(['+', '-']).len();
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let mut end = sign + digits(&found[sign..]);
    if end == sign {
        return None;
    }
    let decimals = found[end..].strip_prefix(['.', ',']).map_or(0, digits);
    let comma = decimals > 0 && found[end..].starts_with(',');
    if decimals > 0 {
        end += 1 + decimals;
    }
    let unit = found[end..].trim_start_matches(BLANKS);
    // `1e3`, `0x1f`, `1f32` and the like are numbers.
    let is_suffix = unit.starts_with(['e', 'E', 'x', 'b', 'o', 'f', 'i', 'u'])
        && unit.chars().nth(1).is_some_and(|second| second.is_ascii_hexdigit());
    let kind = if unit.is_empty() && comma {
        Kind::DecimalComma
    } else if !unit.is_empty() && unit.chars().all(is_letter) && !is_suffix {
        Kind::Unit
    } else {
        return None;
    };
    Some(Slip {
        start,
        found,
        meant: found[..end].replace(',', "."),
        kind,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found where `|` marks the place.
    fn told(marked: &str) -> Option<(String, String, Kind)> {
        let at = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        find(&text, at).map(|slip| (slip.found.to_owned(), slip.meant, slip.kind))
    }

    #[test]
    fn a_decimal_comma_and_a_unit_are_told_wherever_ron_stumbled() {
        let slip = |found: &str, meant: &str, kind| Some((found.to_owned(), meant.to_owned(), kind));
        for comma in ["(magnet: 0,|8, holes: true)", "(magnet: |0,8)", "[0|,8]"] {
            assert_eq!(told(comma), slip("0,8", "0.8", Kind::DecimalComma), "{comma}");
        }
        for unit in ["(snap_mm: |300mm, decoys: 1)", "(snap_mm: 300|mm)"] {
            assert_eq!(told(unit), slip("300mm", "300", Kind::Unit), "{unit}");
        }
        assert_eq!(told("(snap_mm: 300 |mm)"), slip("300 mm", "300", Kind::Unit));
        assert_eq!(told("(pitch: -2,|5°)"), slip("-2,5°", "-2.5", Kind::Unit));
        assert_eq!(told("(cover: 96\u{a0}|%,"), slip("96\u{a0}%", "96", Kind::Unit));
    }

    #[test]
    fn other_mistakes_are_no_slips() {
        for other in [
            "(format: 1 |id: 2)",
            "(a: 1, |b)",
            "(a: |1e3)",
            "(a: |0x1f)",
            "[1,2,|3",
            "(a: 0.8 |Trace(",
            "(a: \"x\" |mm)",
            "|",
            "(a: |é",
        ] {
            assert_eq!(told(other), None, "{other}");
        }
    }
}
