//! What a file is to say, and how that is written as RON.

/// A value to write.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// As it is written: a word, a number, a text with its quotes.
    Word(String),
    Struct(Vec<(&'static str, Value)>),
    List(Vec<Value>),
}

/// A line with more characters is broken up.
const LINE_CHARS_MAX: usize = 110;
pub(super) const INDENT: &str = "    ";

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::Word(quoted(text))
    }

    pub(super) fn word(word: impl ToString) -> Self {
        Self::Word(word.to_string())
    }

    pub(super) fn texts(texts: &[String]) -> Self {
        Self::List(texts.iter().map(|text| Self::text(text)).collect())
    }

    pub(super) fn field(&self, name: &str) -> Option<&Self> {
        let Self::Struct(fields) = self else { return None };
        fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// On one line.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Struct(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| format!("{name}: {}", value.line()))
                    .collect();
                format!("({})", fields.join(", "))
            }
            Self::List(elements) => {
                let elements: Vec<_> = elements.iter().map(Self::line).collect();
                format!("[{}]", elements.join(", "))
            }
        }
    }

    /// On one line if it fits after `used` characters; else broken up, its last line beginning with `indent`. `newline`
    /// is what the file ends its lines with.
    pub(super) fn block(&self, indent: &str, used: usize, newline: &str) -> String {
        let line = self.line();
        if used + line.chars().count() <= LINE_CHARS_MAX {
            return line;
        }
        let inner = format!("{indent}{INDENT}");
        let start = inner.chars().count();
        let lines: Vec<_> = match self {
            Self::Word(_) => return line,
            Self::Struct(fields) => fields
                .iter()
                .map(|(name, value)| {
                    let used = start + name.len() + 3;
                    format!("{inner}{name}: {},{newline}", value.block(&inner, used, newline))
                })
                .collect(),
            Self::List(elements) => elements
                .iter()
                .map(|value| format!("{inner}{},{newline}", value.block(&inner, start + 1, newline)))
                .collect(),
        };
        let [open, close] = if matches!(self, Self::List(_)) {
            ["[", "]"]
        } else {
            ["(", ")"]
        };
        format!("{open}{newline}{}{indent}{close}", lines.concat())
    }
}

/// The text between quotes, so that it reads as it was.
fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => written.extend(['\\', character]),
            control if control.is_control() => written.push_str(&format!("\\u{{{:x}}}", u32::from(control))),
            plain => written.push(plain),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_fits_a_line_is_on_one() {
        let span = Value::Struct(vec![("from", Value::text("09:00")), ("volume", Value::word(0.4_f32))]);
        assert_eq!(span.line(), "(from: \"09:00\", volume: 0.4)");
        let two = Value::List(vec![span.clone(), span]);
        assert_eq!(two.block("", 10, "\n"), two.line());
        let [open, one, ..] = [0, 1, 2, 3].map(|line| two.block("  ", 100, "\n").lines().nth(line).map(str::to_owned));
        assert_eq!(open.as_deref(), Some("["));
        assert_eq!(one.as_deref(), Some("      (from: \"09:00\", volume: 0.4),"));
        assert!(two.block("  ", 100, "\n").ends_with("\n  ]"));
    }

    proptest! {
        #[test]
        fn any_text_reads_as_it_was(text in any::<String>()) {
            prop_assert_eq!(ron::from_str::<String>(&quoted(&text)), Ok(text));
        }
    }
}
