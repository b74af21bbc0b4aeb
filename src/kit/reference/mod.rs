//! The reference of the format: every group, field and value of a `kit.ron`. What there is comes from the types that
//! read it; what it means, from a table that has a row for each.

mod meanings;
mod shape;

use std::fmt::Write;

use self::{
    meanings::{CHOICES, ChoiceRow, FIELDS, FieldRow},
    shape::{Field, Group, Holds, Shape},
};
use super::raw;

const HEAD: &str = "# Les champs de `kit.ron`

Cette page est écrite par `etabli kit reference` à partir du programme lui-même\u{a0}: ne pas la modifier à la main. Pour
apprendre à faire un kit, lire d’abord [le guide du format](kit-format.md).

Un champ facultatif peut manquer. Les limites en mots et en caractères valent pour chaque langue\u{a0}: une place de 12 mots
tient aussi dans 12 × 8 caractères. Chaque groupe de champs s’écrit entre parenthèses, chaque liste entre crochets.
";

/// The reference as a page of Markdown, in French.
///
/// # Errors
/// What the types hold and the table of meanings does not, or the reverse.
pub fn page() -> Result<String, String> {
    let shape = shape::of::<raw::Kit>()?;
    let strangers = strangers(&shape);
    if !strangers.is_empty() {
        return Err(format!("rows about nothing in the format: {}", strangers.join(", ")));
    }
    let mut page = HEAD.to_owned();
    for (key, group) in &shape.groups {
        // Writing to a String cannot fail.
        let _ = writeln!(page, "\n## `{key}`\n");
        match group {
            Group::Fields(fields) => {
                page.push_str("| Champ | Sorte | Unité, limites | Sens | Exemple |\n|---|---|---|---|---|\n");
                for field in fields {
                    let row =
                        field_row(key, field.name).ok_or_else(|| format!("no meaning for {key}.{}", field.name))?;
                    let _ = writeln!(page, "{}", field_line(field, row));
                }
            }
            Group::Choices(choices) => {
                page.push_str("| Valeur | Suivie de | Sens |\n|---|---|---|\n");
                for choice in choices {
                    let row =
                        choice_row(key, choice.name).ok_or_else(|| format!("no meaning for {key}.{}", choice.name))?;
                    let holds = choice.holds.as_ref().map(kind).unwrap_or_default();
                    let _ = writeln!(page, "| `{}` | {holds} | {} |", choice.name, row.meaning);
                }
            }
        }
    }
    Ok(page)
}

fn field_line(field: &Field, row: &FieldRow) -> String {
    let optional = if field.is_required { "" } else { ", facultatif" };
    format!(
        "| `{}` | {}{optional} | {} | {} | `{}` |",
        field.name,
        kind(&field.holds),
        row.limits,
        row.meaning,
        row.example
    )
}

fn kind(holds: &Holds) -> String {
    match holds {
        Holds::Text => "texte".to_owned(),
        Holds::YesOrNo => "`true` ou `false`".to_owned(),
        Holds::Count => "nombre entier".to_owned(),
        Holds::Number => "nombre".to_owned(),
        Holds::List(inside) => format!("liste\u{a0}: {}", kind(inside)),
        Holds::Tuple(inside) => format!("({})", inside.iter().map(kind).collect::<Vec<_>>().join(", ")),
        Holds::Named(key) => format!("[{key}](#{})", anchor(key)),
    }
}

/// As Markdown renderers name a heading.
fn anchor(key: &str) -> String {
    key.to_lowercase().replace('.', "")
}

/// Whether a row about `group` tells of the group with this key.
fn is_about(group: &str, key: &str) -> bool {
    group == key || key.split_once('.').is_some_and(|(_, name)| name == group)
}

fn field_row(key: &str, name: &str) -> Option<&'static FieldRow> {
    let own = FIELDS.iter().find(|row| row.group == key && row.name == name);
    own.or_else(|| FIELDS.iter().find(|row| is_about(row.group, key) && row.name == name))
}

fn choice_row(key: &str, name: &str) -> Option<&'static ChoiceRow> {
    CHOICES.iter().find(|row| is_about(row.group, key) && row.name == name)
}

/// Rows about what the format no longer has.
fn strangers(shape: &Shape) -> Vec<String> {
    let has = |group: &str, name: &str| {
        let mut groups = shape.groups.iter().filter(|(key, _)| is_about(group, key));
        groups.any(|(_, held)| match held {
            Group::Fields(fields) => fields.iter().any(|field| field.name == name),
            Group::Choices(choices) => choices.iter().any(|choice| choice.name == name),
        })
    };
    let rows = FIELDS.iter().map(|row| (row.group, row.name));
    rows.chain(CHOICES.iter().map(|row| (row.group, row.name)))
        .filter(|(group, name)| !has(group, name))
        .map(|(group, name)| format!("{group}.{name}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_written_as_the_types_read_it() {
        for row in FIELDS.iter().filter(|row| !row.example.contains('…')) {
            let (name, value) = row.example.split_once(": ").expect("a field");
            assert_eq!(name, row.name);
            let read: ron::Result<ron::Value> = ron::from_str(value).map_err(|error| error.code);
            let is_name = value.chars().all(char::is_alphabetic);
            assert!(is_name || read.is_ok(), "{}.{name}: {read:?}", row.group);
        }
    }
}
