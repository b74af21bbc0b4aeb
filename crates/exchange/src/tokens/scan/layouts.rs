//! What was meant, from what was typed, for each pair of keyboard layouts.

/// The five ways to read keys, in capitals, the likeliest first: typed as meant; a US scanner by the places of keys; a
/// French one by the places; a US scanner typing on a French system; a French one on a US system.
pub(super) fn readings(logical: &str, physical: &str) -> [String; 5] {
    let read =
        |text: &str, meant: fn(char) -> char| text.chars().flat_map(|typed| meant(typed).to_uppercase()).collect();
    [
        read(logical, french_digit),
        read(physical, |key| key),
        read(physical, french_key),
        read(logical, us_on_french),
        read(logical, french_on_us),
    ]
}

/// Letters in each other's place on the two keyboards; M has another partner on each.
fn swapped(letter: char) -> char {
    match letter {
        'a' => 'q',
        'q' => 'a',
        'z' => 'w',
        'w' => 'z',
        'A' => 'Q',
        'Q' => 'A',
        'Z' => 'W',
        'W' => 'Z',
        other => other,
    }
}

/// What a French keyboard has at the place of this US key.
fn french_key(key: char) -> char {
    match key {
        ';' => 'm',
        other => swapped(other),
    }
}

/// French keyboards give digits with Shift, or with Caps Lock; where Shift and Caps Lock undo each other, or the scanner
/// does not know, these are typed. Those of Belgium and of Macs differ at 6 and 8.
fn french_digit(typed: char) -> char {
    match typed {
        '&' => '1',
        'é' | 'É' => '2',
        '"' => '3',
        '\'' => '4',
        '(' => '5',
        '-' | '§' => '6',
        'è' | 'È' => '7',
        '_' | '!' => '8',
        'ç' | 'Ç' => '9',
        'à' | 'À' => '0',
        other => other,
    }
}

/// A US scanner presses the keys of a French keyboard.
fn us_on_french(typed: char) -> char {
    match typed {
        ',' | '?' => 'm',
        other => swapped(french_digit(other)),
    }
}

/// A French scanner presses the keys of a US keyboard, with Shift for digits; British ones differ at 2 and 3.
fn french_on_us(typed: char) -> char {
    match typed {
        '!' => '1',
        '@' | '"' => '2',
        '#' | '£' => '3',
        '$' => '4',
        '%' => '5',
        '^' => '6',
        '&' => '7',
        '*' => '8',
        '(' => '9',
        ')' => '0',
        ';' | ':' => 'm',
        other => swapped(other),
    }
}
