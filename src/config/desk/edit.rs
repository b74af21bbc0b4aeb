//! Changes values where they stand in a RON text: everything else, comments first of all, stays byte for byte.

use std::ops::Range;

use super::{
    align::{Step, align},
    tree::{Entry, Kind, Node, last_word, read},
    value::{INDENT, Value},
};
use crate::finding::{FieldPath, Segment};

/// What is written above a field that a file does not have yet, by its name: lines of comment, without their marks.
pub(super) type Comments<'a> = &'a dyn Fn(&str) -> Vec<String>;

/// `text`, which says `old`, so that it says `new`; `None` if the text is not laid out as `old` is.
pub(super) fn edit(text: &str, old: &Value, new: &Value, comments: Comments) -> Option<String> {
    let mut editor = Editor {
        text: text.to_owned(),
        newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
        comments,
    };
    editor.change(&FieldPath::root(), old, new)?;
    Some(editor.text)
}

struct Editor<'a> {
    text: String,
    newline: &'static str,
    comments: Comments<'a>,
}

impl Editor<'_> {
    fn tree(&self) -> Option<Node> {
        read(&self.text)
    }

    fn change(&mut self, at: &FieldPath, old: &Value, new: &Value) -> Option<()> {
        if old == new {
            return Some(());
        }
        let tree = self.tree()?;
        match (old, new, tree.node(at).map(|node| &node.kind)) {
            (Value::Struct(_), Value::Struct(fields), Some(Kind::Struct(_))) => self.change_fields(at, old, fields),
            (Value::List(before), Value::List(after), Some(Kind::List(entries)))
                if entries.len() == before.len() && !before.is_empty() && !after.is_empty() =>
            {
                self.change_elements(at, before, after)
            }
            (_, _, Some(_)) => self.replace(at, new),
            // Said by not being said until now.
            (_, _, None) => self.insert_field(at, new),
        }
    }

    fn change_fields(&mut self, at: &FieldPath, old: &Value, new: &[(&'static str, Value)]) -> Option<()> {
        let Value::Struct(before) = old else { return None };
        for (name, _) in before
            .iter()
            .filter(|(name, _)| new.iter().all(|(kept, _)| kept != name))
        {
            self.remove(&at.field(name))?;
        }
        for (name, value) in new {
            let field = at.field(name);
            match old.field(name) {
                Some(old) => self.change(&field, old, value)?,
                // The text may say it all the same, with a value that was not taken.
                None if self.tree()?.node(&field).is_some() => self.replace(&field, value)?,
                None => self.insert_field(&field, value)?,
            }
        }
        Some(())
    }

    /// From the last to the first, so that those still to be changed keep their numbers.
    fn change_elements(&mut self, at: &FieldPath, old: &[Value], new: &[Value]) -> Option<()> {
        for step in align(old, new).into_iter().rev() {
            match step {
                Step::Change {
                    old: index,
                    new: wanted,
                } => self.change(&at.index(index), &old[index], &new[wanted])?,
                Step::Remove { old: index } => self.remove(&at.index(index))?,
                Step::Insert { before, new: wanted } => self.insert_element(at, before, &new[wanted])?,
            }
        }
        Some(())
    }

    fn replace(&mut self, at: &FieldPath, new: &Value) -> Option<()> {
        let tree = self.tree()?;
        let span = tree.node(at)?.span.clone();
        let written = new.block(self.indent(span.start), self.column(span.start), self.newline);
        self.text.replace_range(span, &written);
        Some(())
    }

    fn remove(&mut self, at: &FieldPath) -> Option<()> {
        let tree = self.tree()?;
        // Not being there says what is wanted already.
        let Some(entry) = tree.entry(at) else { return Some(()) };
        let mut span = entry.start..entry.end();
        let line = self.line(span.start).start;
        let end = self.line(span.end).end;
        let is_alone = self.text[line..span.start].trim().is_empty() && self.text[span.end..end].trim().is_empty();
        if is_alone {
            span = line..end;
        } else if let Some(end) = self.end_of_earlier(&tree, at, entry) {
            // The comma before the last of a line goes with it.
            span.start = end;
        } else {
            let after = &self.text[span.end..];
            span.end += after.len() - after.trim_start_matches(' ').len();
        }
        self.text.replace_range(span, "");
        Some(())
    }

    /// Where the value before `entry` ends, if `entry` is the last of its line and only a comma lies between them.
    fn end_of_earlier(&self, tree: &Node, at: &FieldPath, entry: &Entry) -> Option<usize> {
        let siblings = tree.node(&at.parent()?)?.entries();
        let earlier = siblings.iter().rfind(|earlier| earlier.start < entry.start)?;
        let end = earlier.value.span.end;
        let is_last = entry.comma.is_none() && self.text[end..entry.start].trim() == ",";
        is_last.then_some(end)
    }

    /// Puts a field below the line where it is commented out, if there is one, else at the end of its struct.
    fn insert_field(&mut self, at: &FieldPath, new: &Value) -> Option<()> {
        let tree = self.tree()?;
        let (parent, Segment::Field(name)) = (at.parent()?, at.segments().last()?) else {
            return None;
        };
        let node = tree.node(&parent)?;
        let Kind::Struct(_) = node.kind else { return None };
        if let Some((place, indent)) = self.commented_out(node, name) {
            let written = self.field_line(name, new, &indent);
            self.text.insert_str(place, &written);
            return self.end_with_comma(&parent, place);
        }
        let close = node.span.end - 1;
        let line = self.line(close);
        let on_its_own = self.text[line.start..close].trim().is_empty() && line.start > node.span.start;
        if !on_its_own {
            return self.insert_inline(node, node.entries().len(), &format!("{name}: {}", new.line()));
        }
        let indent = match node.entries().last() {
            Some(last) => self.indent(last.start).to_owned(),
            None => format!("{}{INDENT}", &self.text[line.start..close]),
        };
        let comment: Vec<_> = (self.comments)(name)
            .into_iter()
            .map(|line| format!("{indent}// {line}{}", self.newline))
            .collect();
        let gap = if comment.is_empty() { "" } else { self.newline };
        let written = format!("{gap}{}{}", comment.concat(), self.field_line(name, new, &indent));
        self.text.insert_str(line.start, &written);
        self.end_with_comma(&parent, line.start)
    }

    fn field_line(&self, name: &str, new: &Value, indent: &str) -> String {
        let used = indent.chars().count() + name.chars().count() + 3;
        format!(
            "{indent}{name}: {},{}",
            new.block(indent, used, self.newline),
            self.newline
        )
    }

    /// A comma after the last entry of `at` that stands before byte `place`, if it has none.
    fn end_with_comma(&mut self, at: &FieldPath, place: usize) -> Option<()> {
        let end = last_word(&self.text[..place])?;
        if !self.text[..end].ends_with([',', '(']) {
            self.text.insert(end, ',');
        }
        self.tree()?.node(at).map(|_| ())
    }

    /// The start of the line below the one where `name` is commented out between the entries of `node`, and its indent.
    fn commented_out(&self, node: &Node, name: &str) -> Option<(usize, String)> {
        let mut at = self.line(node.span.start).end;
        while at < node.span.end {
            let line = self.line(at);
            let written = self.text[line.clone()].trim_end();
            let within = node
                .entries()
                .iter()
                .any(|entry| entry.start < line.end && line.start < entry.end());
            let indent = &written[..written.len() - written.trim_start().len()];
            let said = written.trim_start().strip_prefix("//").map(str::trim_start);
            let is_it = said
                .and_then(|said| said.strip_prefix(name))
                .is_some_and(|rest| rest.trim_start().starts_with(':'));
            // Its value may go on below: then the end of the struct is a better place.
            let is_whole = said.is_some_and(|said| last_word(said).is_some_and(|end| said[..end].ends_with(',')));
            if is_it && is_whole && !within {
                return Some((line.end, indent.to_owned()));
            }
            at = line.end;
        }
        None
    }

    fn insert_element(&mut self, at: &FieldPath, before: usize, new: &Value) -> Option<()> {
        let tree = self.tree()?;
        let node = tree.node(at)?;
        let entries = node.entries();
        let Some(neighbour) = before
            .checked_sub(1)
            .and_then(|index| entries.get(index))
            .or(entries.first())
        else {
            return self.replace(at, &Value::List(vec![new.clone()]));
        };
        if !self.begins_line(neighbour) {
            return self.insert_inline(node, before, &new.line());
        }
        let indent = self.indent(neighbour.start).to_owned();
        let used = indent.chars().count() + 1;
        let written = format!("{indent}{},{}", new.block(&indent, used, self.newline), self.newline);
        if before == 0 {
            let place = self.line(neighbour.start).start;
            self.text.insert_str(place, &written);
            return Some(());
        }
        let place = self.line(neighbour.end()).end;
        let rest = self.text[neighbour.end()..place].trim();
        if !rest.is_empty() && !rest.starts_with("//") {
            return self.insert_inline(node, before, &new.line());
        }
        self.text.insert_str(place, &written);
        if neighbour.comma.is_none() {
            self.text.insert(neighbour.value.span.end, ',');
        }
        Some(())
    }

    /// Puts `written` before entry number `before` of `node`, on the line that is there.
    fn insert_inline(&mut self, node: &Node, before: usize, written: &str) -> Option<()> {
        let entries = node.entries();
        let Some(earlier) = before.checked_sub(1).and_then(|index| entries.get(index)) else {
            let place = match entries.first() {
                Some(first) => first.start,
                None => node.span.end - 1,
            };
            let comma = if entries.is_empty() { "" } else { ", " };
            self.text.insert_str(place, &format!("{written}{comma}"));
            return Some(());
        };
        let end = earlier.value.span.end;
        match earlier.comma {
            Some(comma) => self.text.insert_str(comma + 1, &format!(" {written},")),
            None => self.text.insert_str(end, &format!(", {written}")),
        }
        Some(())
    }

    fn begins_line(&self, entry: &Entry) -> bool {
        let line = self.line(entry.start);
        self.text[line.start..entry.start].trim().is_empty()
    }

    /// The line byte `at` is on, with its end.
    fn line(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |newline| at + newline + 1);
        start..end
    }

    /// White space at the beginning of the line byte `at` is on.
    fn indent(&self, at: usize) -> &str {
        let line = &self.text[self.line(at).start..at];
        &line[..line.len() - line.trim_start().len()]
    }

    fn column(&self, at: usize) -> usize {
        self.text[self.line(at).start..at].chars().count()
    }
}
