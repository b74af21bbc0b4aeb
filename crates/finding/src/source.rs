//! Where each field of a RON file stands. ron itself gives places for syntax errors only; findings of meaning need one
//! too, so this scanner walks the text once more and notes the place of every value.

use std::collections::BTreeMap;

use super::{
    FieldPath, Place, Segment,
    lexeme::{block_comment_end, unquoted, word_end},
};

/// Deeper values are not noted; our formats stay below a dozen.
const DEPTH_MAX: usize = 64;
/// More values than any real file has.
const PLACES_MAX: usize = 200_000;

/// Field path → place. Values form a tree; a value's children are found by its number and their segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// By number; 0 is the root.
    places: Vec<Place>,
    children: BTreeMap<(usize, Segment), usize>,
}

impl SourceMap {
    /// Scans any text; what is not RON gives fewer places, never an error.
    pub fn scan(text: &str) -> Self {
        let mut scanner = Scanner {
            rest: text,
            line: 1,
            column: 1,
            map: Self::default(),
            frames: Vec::new(),
        };
        scanner.run();
        scanner.map
    }

    /// Place of the value at `path`, else of the nearest value around it.
    pub fn place(&self, path: &FieldPath) -> Option<Place> {
        let (mut value, mut exact) = (0, true);
        for segment in path.segments() {
            match self.children.get(&(value, segment.clone())) {
                Some(child) if exact => value = *child,
                _ => exact = false,
            }
        }
        self.places.get(value).copied()
    }

    /// Whether the very value at `path` was found.
    pub fn has(&self, path: &FieldPath) -> bool {
        let mut value = Some(0);
        for segment in path.segments() {
            value = value.and_then(|value| self.children.get(&(value, segment.clone())).copied());
        }
        value.is_some_and(|value| value < self.places.len())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    /// `(`: struct, tuple or the payload of a variant (which was named before it).
    Round {
        named: bool,
    },
    Square,
    Curly,
}

struct Frame {
    bracket: Bracket,
    /// Number of the value these brackets hold.
    value: usize,
    /// Elements before the present one.
    index: usize,
    key: Option<String>,
}

struct Scanner<'a> {
    rest: &'a str,
    line: usize,
    column: usize,
    map: SourceMap,
    frames: Vec<Frame>,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        self.skip_attribute();
        loop {
            self.skip_blank();
            let Some(next) = self.rest.chars().next() else { return };
            match next {
                '(' => self.open(Bracket::Round { named: false }),
                '[' => self.open(Bracket::Square),
                '{' => self.open(Bracket::Curly),
                ')' | ']' | '}' => {
                    self.advance(1);
                    self.frames.pop();
                }
                ',' => {
                    self.advance(1);
                    if let Some(frame) = self.frames.last_mut() {
                        frame.index += 1;
                        frame.key = None;
                    }
                }
                _ => self.word(),
            }
            if self.frames.len() > DEPTH_MAX || self.map.places.len() > PLACES_MAX {
                return;
            }
        }
    }

    /// A key, a variant's name, a text, a number.
    fn word(&mut self) {
        let place = self.here();
        let word = self.take_word();
        self.skip_blank();
        let may_be_key = self.frames.last().is_some_and(|frame| frame.key.is_none());
        if may_be_key && self.rest.starts_with(':') {
            self.advance(1);
            if let Some(frame) = self.frames.last_mut() {
                frame.key = Some(unquoted(word));
            }
            return;
        }
        let value = self.begin(place);
        let is_name = word.starts_with(|first: char| first.is_alphabetic() || first == '_') && !word.ends_with('"');
        if is_name && self.rest.starts_with('(') {
            self.advance(1);
            self.frames.push(Frame {
                bracket: Bracket::Round { named: true },
                value,
                index: 0,
                key: None,
            });
        }
    }

    fn open(&mut self, bracket: Bracket) {
        let value = self.begin(self.here());
        self.advance(1);
        self.frames.push(Frame {
            bracket,
            value,
            index: 0,
            key: None,
        });
    }

    /// Notes that a value begins at `place`; its number.
    fn begin(&mut self, place: Place) -> usize {
        let number = self.map.places.len();
        let Some(frame) = self.frames.last() else {
            if number == 0 {
                self.map.places.push(place);
            }
            return 0;
        };
        // `Some(x)` and `Assemble((…))`: what a variant wraps is the variant's own value.
        if frame.key.is_none() && frame.index == 0 && frame.bracket == (Bracket::Round { named: true }) {
            return frame.value;
        }
        let segment = frame.key.clone().map_or(Segment::Index(frame.index), Segment::Field);
        let known = *self.map.children.entry((frame.value, segment)).or_insert(number);
        if known == number {
            self.map.places.push(place);
        }
        known
    }

    fn here(&self) -> Place {
        Place {
            line: self.line,
            column: self.column,
        }
    }

    /// Steps over `bytes` bytes, which end on a character boundary.
    fn advance(&mut self, bytes: usize) {
        let (passed, rest) = self.rest.split_at(bytes);
        for character in passed.chars() {
            if character == '\n' {
                (self.line, self.column) = (self.line + 1, 1);
            } else {
                self.column += 1;
            }
        }
        self.rest = rest;
    }

    /// `#![enable(…)]` lines at the top.
    fn skip_attribute(&mut self) {
        self.skip_blank();
        while self.rest.starts_with('#') {
            let end = self.rest.find(']').map_or(self.rest.len(), |end| end + 1);
            self.advance(end);
            self.skip_blank();
        }
    }

    /// White space and comments; block comments nest.
    fn skip_blank(&mut self) {
        loop {
            let blank = self.rest.len() - self.rest.trim_start().len();
            self.advance(blank);
            if self.rest.starts_with("//") {
                let end = self.rest.find('\n').unwrap_or(self.rest.len());
                self.advance(end);
            } else if self.rest.starts_with("/*") {
                let end = block_comment_end(self.rest);
                self.advance(end);
            } else {
                return;
            }
        }
    }

    fn take_word(&mut self) -> &'a str {
        let text = self.rest;
        let end = word_end(text);
        self.advance(end);
        &text[..end]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place_of(text: &str, path: &FieldPath) -> String {
        let map = SourceMap::scan(text);
        assert!(map.has(path), "{path} not found");
        map.place(path).map(|place| place.to_string()).unwrap_or_default()
    }

    fn root() -> FieldPath {
        FieldPath::root()
    }

    #[test]
    fn fields_elements_and_tuples_have_their_places() {
        let text = "// é\n(\n    id: \"é\", /* a /* b */ ( */ n: [1, (2, x: 3)],\n    t: (4,5),\n)";
        assert_eq!(place_of(text, &root()), "2:1");
        assert_eq!(place_of(text, &root().field("id")), "3:9");
        assert_eq!(place_of(text, &root().field("n").index(0)), "3:36");
        assert_eq!(place_of(text, &root().field("n").index(1).field("x")), "3:46");
        assert_eq!(place_of(text, &root().field("t").index(1)), "4:11");
    }

    #[test]
    fn variants_add_no_segment() {
        let text =
            "(m: Assemble(parts: [\n(id: 'a')]), s: Source((title: r#\"a \"b\" :\"#)), o: Some([7]), v: AValider)";
        assert_eq!(place_of(text, &root().field("m")), "1:5");
        assert_eq!(
            place_of(text, &root().field("m").field("parts").index(0).field("id")),
            "2:6"
        );
        assert_eq!(place_of(text, &root().field("s").field("title")), "2:32");
        assert_eq!(place_of(text, &root().field("o").index(0)), "2:57");
        assert_eq!(place_of(text, &root().field("v")), "2:65");
    }

    #[test]
    fn strings_hide_what_is_in_them() {
        let text = r#"#![enable(implicit_some)]
(a: "(\"[,", "key": b"x", c: { "k": 1 }, d: -1.5e3)"#;
        assert_eq!(place_of(text, &root().field("key")), "2:21");
        assert_eq!(place_of(text, &root().field("c").field("k")), "2:37");
        assert_eq!(place_of(text, &root().field("d")), "2:45");
    }

    #[test]
    fn a_missing_field_falls_back_to_what_is_around_it() {
        let map = SourceMap::scan("(a: (b: 1))");
        let missing = root().field("a").field("c").field("b");
        assert!(!map.has(&missing));
        assert_eq!(map.place(&missing), map.place(&root().field("a")));
        assert_eq!(SourceMap::scan("").place(&missing), None);
    }

    #[test]
    fn depth_and_noise_are_harmless() {
        for open in ["(", "[", "{", "a(", "/*", "r#", "\""] {
            SourceMap::scan(&open.repeat(20_000));
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            SourceMap::scan(&text);
        }

        #[test]
        fn nothing_like_ron_panics(text in "[(){}\\[\\],:\"'/*#!\\\\abr0é \n-]{0,200}") {
            SourceMap::scan(&text);
        }
    }
}
