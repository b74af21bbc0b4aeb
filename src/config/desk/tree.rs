//! Where every value of a RON text stands, to the byte: what an edit has to touch, and nothing else.

use std::ops::Range;

use crate::finding::{
    FieldPath, Segment,
    lexeme::{block_comment_end, unquoted, word_end},
};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A value in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// Bytes of the value, its name and brackets included.
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, a number, a text; or something of which only the whole is edited: tuples, maps, `Some(…)`.
    Leaf,
    /// Fields between parentheses.
    Struct(Vec<Entry>),
    List(Vec<Entry>),
}

/// A field or an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// `None`: an element.
    pub(super) name: Option<String>,
    /// First byte, of its name if it has one.
    pub(super) start: usize,
    pub(super) value: Node,
    /// Byte of the comma after it.
    pub(super) comma: Option<usize>,
}

impl Entry {
    /// The byte after its comma, or after its value.
    pub(super) fn end(&self) -> usize {
        self.comma.map_or(self.value.span.end, |comma| comma + 1)
    }
}

impl Node {
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Leaf => &[],
            Kind::Struct(entries) | Kind::List(entries) => entries,
        }
    }

    /// The entry at the end of `path`; `None` at the root, and for what is not there.
    pub(super) fn entry(&self, path: &FieldPath) -> Option<&Entry> {
        let (last, above) = path.segments().split_last()?;
        above
            .iter()
            .try_fold(self, |node, segment| node.child(segment).map(|entry| &entry.value))?
            .child(last)
    }

    pub(super) fn node(&self, path: &FieldPath) -> Option<&Self> {
        if path.segments().is_empty() {
            return Some(self);
        }
        self.entry(path).map(|entry| &entry.value)
    }

    fn child(&self, segment: &Segment) -> Option<&Entry> {
        match (&self.kind, segment) {
            // The first counts, where one is written twice.
            (Kind::Struct(fields), Segment::Field(name)) => {
                fields.iter().find(|field| field.name.as_deref() == Some(name))
            }
            (Kind::List(elements), Segment::Index(index)) => elements.get(*index),
            _ => None,
        }
    }
}

/// The value that `text` holds; `None` if it is no RON. Only for texts that ron has read: those are not too deep.
pub(super) fn read(text: &str) -> Option<Node> {
    let start = if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    };
    let reader = Reader { text };
    let mut at = reader.blank(start);
    // `#![enable(…)]` lines at the top.
    while text[at..].starts_with('#') {
        at = reader.blank(at + text[at..].find(']')? + 1);
    }
    reader.value(at)
}

/// Where the last word of `text` ends, brackets and commas being words; `None` if it is all white space and comments.
pub(super) fn last_word(text: &str) -> Option<usize> {
    let reader = Reader { text };
    let (mut at, mut end) = (reader.blank(0), None);
    while at < text.len() {
        let word = at + word_end(&text[at..]);
        end = Some(word);
        at = reader.blank(word);
    }
    end
}

struct Reader<'a> {
    text: &'a str,
}

impl Reader<'_> {
    fn blank(&self, mut at: usize) -> usize {
        loop {
            let rest = &self.text[at..];
            let blank = rest.len() - rest.trim_start().len();
            if blank > 0 {
                at += blank;
            } else if rest.starts_with("//") {
                at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                at += block_comment_end(rest);
            } else {
                return at;
            }
        }
    }

    fn next(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn value(&self, start: usize) -> Option<Node> {
        match self.next(start)? {
            '(' => self.brackets(start, start, ')'),
            '[' => self.brackets(start, start, ']'),
            '{' => self.brackets(start, start, '}'),
            ')' | ']' | '}' | ',' | ':' => None,
            _ => {
                let end = start + word_end(&self.text[start..]);
                let open = self.blank(end);
                let is_name = self
                    .next(start)
                    .is_some_and(|first| first.is_alphabetic() || first == '_')
                    && !self.text[start..end].ends_with('"');
                if is_name && self.next(open) == Some('(') {
                    self.brackets(start, open, ')')
                } else {
                    let kind = Kind::Leaf;
                    Some(Node { span: start..end, kind })
                }
            }
        }
    }

    /// What stands between the bracket at `open` and the one that closes it.
    fn brackets(&self, start: usize, open: usize, close: char) -> Option<Node> {
        let mut entries = Vec::new();
        let mut at = self.blank(open + 1);
        while self.next(at)? != close {
            let entry = if close == ']' {
                self.element(at)?
            } else {
                self.field(at)?
            };
            at = self.blank(entry.end());
            let goes_on = entry.comma.is_some();
            entries.push(entry);
            if !goes_on && self.next(at)? != close {
                return None;
            }
        }
        let kind = match close {
            ']' => Kind::List(entries),
            ')' if entries.iter().all(|entry| entry.name.is_some()) => Kind::Struct(entries),
            _ => Kind::Leaf,
        };
        let span = start..at + 1;
        Some(Node { span, kind })
    }

    fn element(&self, start: usize) -> Option<Entry> {
        let value = self.value(start)?;
        let comma = self.comma(&value);
        Some(Entry {
            name: None,
            start,
            value,
            comma,
        })
    }

    fn field(&self, start: usize) -> Option<Entry> {
        let end = start + word_end(&self.text[start..]);
        let colon = self.blank(end);
        // A bracket or a comma is no name, and a map's key may be anything.
        if self.next(colon) != Some(':') || self.next(start).is_some_and(|first| "([{".contains(first)) {
            return self.element(start);
        }
        let value = self.value(self.blank(colon + 1))?;
        let comma = self.comma(&value);
        Some(Entry {
            name: Some(unquoted(&self.text[start..end])),
            start,
            value,
            comma,
        })
    }

    fn comma(&self, value: &Node) -> Option<usize> {
        let at = self.blank(value.span.end);
        (self.next(at) == Some(',')).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, path: &FieldPath) -> Option<String> {
        read(text)
            .expect("a value")
            .node(path)
            .map(|node| text[node.span.clone()].to_owned())
    }

    #[test]
    fn every_value_is_found_to_the_byte() {
        let text = "\u{feff}#![enable(implicit_some)]\n// (x: 1)\nEvent( /* a, */ a: \"é)\", b : [1, (c: r#\"\"]\"#,), 'x' // ,\n], d: Some((1, 2)), r#e: { \"k\": 1 },)";
        let root = FieldPath::root();
        assert_eq!(at(text, &root.field("a")).as_deref(), Some("\"é)\""));
        assert_eq!(at(text, &root.field("b").index(0)).as_deref(), Some("1"));
        assert_eq!(
            at(text, &root.field("b").index(1).field("c")).as_deref(),
            Some("r#\"\"]\"#")
        );
        assert_eq!(at(text, &root.field("b").index(2)).as_deref(), Some("'x'"));
        assert_eq!(at(text, &root.field("d")).as_deref(), Some("Some((1, 2))"));
        assert_eq!(at(text, &root.field("e")).as_deref(), Some("{ \"k\": 1 }"));
        assert_eq!(at(text, &root.field("f")), None);
        assert_eq!(at(text, &root.field("d").index(0)), None);
        let tree = read(text).expect("a value");
        let entry = tree.entry(&root.field("b").index(2)).expect("an element");
        assert_eq!(entry.comma, None);
        assert!(read("()").expect("a value").entries().is_empty());
    }

    #[test]
    fn what_is_no_ron_is_none() {
        for text in [
            "",
            "(",
            "(a: )",
            "(a: 1 b: 2)",
            "[1",
            ",",
            "// only a comment",
            "(a: 1,, b: 2)",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
