//! The cases: a name, and what is changed in the base kit.

pub mod coverage;
pub mod dialogue;
pub mod dose;
mod files;
pub mod inspect;
mod meaning;
pub mod sequence;
pub mod start;
pub mod steer;
pub mod trace;

/// One change of the base kit.
pub enum Change {
    /// The first occurrence of a text in `kit.ron`, and what stands there instead.
    Text(&'static str, &'static str),
    /// Every occurrence.
    Everywhere(&'static str, &'static str),
    /// From the first text up to the next occurrence of the second: `<first><third>` stands there instead.
    Between(&'static str, &'static str, &'static str),
    /// So many steps, copies of the one with an identifier of their own.
    Steps(usize),
    /// The step and its copy.
    SameStepTwice,
    /// A file and its new contents; `None` removes it.
    File(&'static str, fn() -> Option<Vec<u8>>),
    /// A file becomes a link to the base kit's own text, outside the folder of the kit.
    LinkOutside(&'static str),
}

/// What stands around the one step of the base kit.
const STEPS: [&str; 2] = ["    steps: [\n", "    ],\n    debrief:"];

impl Change {
    /// `kit.ron` after this change.
    pub fn rewrite(&self, text: &str) -> String {
        match self {
            Self::Text(old, new) => {
                let (before, after) = cut(text, old);
                format!("{before}{new}{after}")
            }
            Self::Everywhere(old, new) => {
                let _there = cut(text, old);
                text.replace(old, new)
            }
            Self::Between(from, to, new) => {
                let (before, rest) = cut(text, from);
                let (_, after) = cut(rest, to);
                format!("{before}{from}{new}{to}{after}")
            }
            Self::Steps(count) => {
                let named = |number: usize| format!("id: \"equiper_{number}\"");
                with_steps(text, |step| {
                    (0..*count)
                        .map(|n| step.replacen("id: \"equiper\"", &named(n), 1))
                        .collect()
                })
            }
            Self::SameStepTwice => with_steps(text, |step| step.repeat(2)),
            Self::File(..) | Self::LinkOutside(_) => text.to_owned(),
        }
    }
}

/// What comes before and after the first occurrence.
fn cut<'a>(text: &'a str, at: &str) -> (&'a str, &'a str) {
    text.split_once(at)
        .unwrap_or_else(|| panic!("the base kit has no {at:?}"))
}

fn with_steps(text: &str, rewrite: impl Fn(&str) -> String) -> String {
    let [start, end] = STEPS;
    let (before, rest) = cut(text, start);
    let (step, after) = cut(rest, end);
    format!("{before}{start}{}{end}{after}", rewrite(step))
}

/// One bad kit.
pub struct Case {
    pub name: &'static str,
    pub changes: Vec<Change>,
}

/// `kit.ron` with one text replaced.
fn text(name: &'static str, old: &'static str, new: &'static str) -> Case {
    Case {
        name,
        changes: vec![Change::Text(old, new)],
    }
}

/// One file damaged.
fn file(name: &'static str, path: &'static str, bytes: fn() -> Option<Vec<u8>>) -> Case {
    Case {
        name,
        changes: vec![Change::File(path, bytes)],
    }
}

pub fn all() -> Vec<Case> {
    [
        meaning::cases(),
        start::cases(),
        trace::cases(),
        dialogue::cases(),
        inspect::cases(),
        sequence::cases(),
        steer::cases(),
        dose::cases(),
        coverage::cases(),
        files::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
