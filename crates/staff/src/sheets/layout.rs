//! The keys of the touch keyboard: French AZERTY with its accents, signs, and what addresses need.

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Types(char),
    Erases,
    /// Capitals for one letter.
    Shifts,
    /// Between letters and signs.
    Signs,
    Left,
    Right,
}

/// A key and how wide it is, in ordinary keys.
pub type Placed = (Key, f32);

const ACCENTS: &str = "éèêëàâçîïôùû";
const LETTERS: [&str; 3] = ["azertyuiop", "qsdfghjklm", "wxcvbn’-"];
const SIGNS: [&str; 4] = ["1234567890", "&@#%°+=/*_", "()«»:;!?.,", "\"…–€"];

/// The rows of letters or of signs, from the top, none wider than `most` ordinary keys: on a narrow screen rows are broken
/// rather than their keys made smaller than a finger.
pub fn rows(is_signs: bool, is_capital: bool, most: f32) -> Vec<Vec<Placed>> {
    let rows = full_rows(is_signs, is_capital);
    rows.into_iter().flat_map(|row| broken(row, most.max(4.0))).collect()
}

/// A row in as many even parts as it takes.
fn broken(mut row: Vec<Placed>, most: f32) -> Vec<Vec<Placed>> {
    let beyond = width(&row) - most;
    // A space bar gives way first.
    if let Some((_, keys)) = row.iter_mut().find(|(key, _)| *key == Key::Types(' ')) {
        *keys = (*keys - beyond.max(0.0)).max(1.0);
    }
    let parts = (width(&row) / most).ceil().max(1.0) as usize;
    let a_part = row.len().div_ceil(parts);
    row.chunks(a_part).map(<[Placed]>::to_vec).collect()
}

/// How many ordinary keys a row takes.
pub fn width(row: &[Placed]) -> f32 {
    row.iter().map(|(_, keys)| keys).sum()
}

fn full_rows(is_signs: bool, is_capital: bool) -> Vec<Vec<Placed>> {
    let typed = |text: &str| -> Vec<Placed> {
        let capital = |letter: char| {
            let mut capitals = letter.to_uppercase();
            capitals.next().filter(|_| is_capital).unwrap_or(letter)
        };
        text.chars().map(|letter| (Key::Types(capital(letter)), 1.0)).collect()
    };
    let mut rows: Vec<Vec<Placed>> = if is_signs {
        SIGNS.iter().map(|row| typed(row)).collect()
    } else {
        let mut rows = vec![typed(ACCENTS)];
        rows.extend(LETTERS.iter().map(|row| typed(row)));
        rows
    };
    if let Some(last) = rows.last_mut() {
        if !is_signs {
            last.insert(0, (Key::Shifts, 1.2));
        }
        last.push((Key::Erases, 1.6));
    }
    rows.push(vec![
        (Key::Signs, 1.6),
        (Key::Types(','), 1.0),
        (Key::Types(' '), 4.0),
        (Key::Types('.'), 1.0),
        (Key::Left, 1.2),
        (Key::Right, 1.2),
    ]);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_french_letter_and_sign_has_a_key() {
        [20.0, 9.0, 4.0].into_iter().for_each(has_every_key);
    }

    fn has_every_key(most: f32) {
        let mut typed: Vec<char> = Vec::new();
        for (is_signs, is_capital) in [(false, false), (false, true), (true, false)] {
            for (key, _) in rows(is_signs, is_capital, most).concat() {
                if let Key::Types(letter) = key {
                    typed.push(letter);
                }
            }
        }
        for letter in "abcdefghijklmnopqrstuvwxyzéèêëàâçîïôùûABCDEFGHIJKLMNOPQRSTUVWXYZÉÈÊËÀÂÇÎÏÔÙÛ".chars()
        {
            assert!(typed.contains(&letter), "{letter}");
        }
        for sign in "0123456789’-.,;:!?«»() &@/°".chars() {
            assert!(typed.contains(&sign), "{sign}");
        }
    }
}
