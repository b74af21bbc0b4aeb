//! What can be written in a `kit.ron`, asked from the very types that read it: a deserializer that follows every field
//! and every variant instead of a text.

use std::{cell::RefCell, collections::BTreeMap};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
        value::{Error as Fault, StrDeserializer},
    },
    forward_to_deserialize_any,
};

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    Text,
    YesOrNo,
    /// A whole number, not negative.
    Count,
    Number,
    List(Box<Holds>),
    /// So many values in one pair of parentheses.
    Tuple(Vec<Holds>),
    /// A group of fields or a choice, by its key in [`Shape`].
    Named(String),
}

/// A field of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub holds: Holds,
    pub is_required: bool,
}

/// A name that can be chosen, and what is written behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub name: &'static str,
    pub holds: Option<Holds>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    Fields(Vec<Field>),
    Choices(Vec<Choice>),
}

/// Every group of fields and every choice by its key, in the order in which a reader meets them. The key is the type's
/// own name, after the mechanic it belongs to: `Kit`, `Trace.LevelSpec`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    pub groups: Vec<(String, Group)>,
}

/// Types that mean the same under every mechanic.
const SHARED: [&str; 4] = ["Bilingual", "Band", "Reference", "Source"];
/// More rounds than the longest list of variants under the longest of variants.
const ROUNDS: usize = 100;

/// The shape of `T`.
///
/// # Errors
/// If `T` does not accept what its own description allows.
pub fn of<'de, T: Deserialize<'de>>() -> Result<Shape, String> {
    let notes = RefCell::new(Notes::default());
    // Each round takes the next variant wherever there is a choice.
    for _ in 0..ROUNDS {
        round::<T>(&notes, None).map_err(|fault| fault.to_string())?;
    }
    let mut shape = notes.take().shape;
    // A field that may be missing is one without which the rest can be read.
    for (key, group) in &mut shape.groups {
        let Group::Fields(fields) = group else { continue };
        for field in fields {
            field.is_required = !(0..ROUNDS).all(|_| round::<T>(&notes, Some((key.clone(), field.name))).is_ok());
        }
    }
    Ok(shape)
}

fn round<'de, T: Deserialize<'de>>(
    notes: &RefCell<Notes>,
    left_out: Option<(String, &'static str)>,
) -> Result<(), Fault> {
    notes.borrow_mut().left_out = left_out;
    let tracer = Tracer {
        notes,
        mechanic: "",
        holds: &RefCell::new(None),
    };
    T::deserialize(tracer).map(|_| ())
}

#[derive(Default)]
struct Notes {
    shape: Shape,
    /// By the key of a choice, the variant whose turn it is.
    turns: BTreeMap<String, usize>,
    /// Group and field that are not given this time.
    left_out: Option<(String, &'static str)>,
}

impl Notes {
    fn group(&mut self, key: &str, new: impl FnOnce() -> Group) -> &mut Group {
        let at = self.shape.groups.iter().position(|(known, _)| known == key);
        let at = at.unwrap_or_else(|| {
            self.shape.groups.push((key.to_owned(), new()));
            self.shape.groups.len() - 1
        });
        &mut self.shape.groups[at].1
    }
}

/// Answers every question with a value of the kind that was asked for, and notes the kind in `holds`.
#[derive(Clone, Copy)]
struct Tracer<'a> {
    notes: &'a RefCell<Notes>,
    /// The mechanic this is below, if it is.
    mechanic: &'static str,
    holds: &'a RefCell<Option<Holds>>,
}

impl<'a> Tracer<'a> {
    fn note(self, holds: Holds) {
        *self.holds.borrow_mut() = Some(holds);
    }

    fn key(self, name: &str) -> String {
        if self.mechanic.is_empty() || SHARED.contains(&name) {
            name.to_owned()
        } else {
            format!("{}.{name}", self.mechanic)
        }
    }

    fn below<'b>(self, holds: &'b RefCell<Option<Holds>>) -> Tracer<'b>
    where
        'a: 'b,
    {
        Tracer {
            notes: self.notes,
            mechanic: self.mechanic,
            holds,
        }
    }
}

/// Reads one value below a tracer; what it holds.
fn trace<'de, S: DeserializeSeed<'de>>(tracer: Tracer, seed: S) -> Result<(S::Value, Holds), Fault> {
    let holds = RefCell::new(None);
    let value = seed.deserialize(tracer.below(&holds))?;
    let holds = holds
        .into_inner()
        .ok_or_else(|| Fault::custom("a type that asks for nothing"))?;
    Ok((value, holds))
}

macro_rules! answers {
    ($($method:ident, $holds:expr, $visit:ident($value:expr);)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.note($holds);
            visitor.$visit($value)
        }
    )*};
}

impl<'de> Deserializer<'de> for Tracer<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Fault> {
        Err(Fault::custom("a type that takes anything has no shape to tell"))
    }

    answers! {
        deserialize_bool, Holds::YesOrNo, visit_bool(false);
        deserialize_u8, Holds::Count, visit_u8(0);
        deserialize_u16, Holds::Count, visit_u16(0);
        deserialize_u32, Holds::Count, visit_u32(0);
        deserialize_i32, Holds::Count, visit_i32(0);
        deserialize_u64, Holds::Count, visit_u64(0);
        deserialize_f32, Holds::Number, visit_f32(0.0);
        deserialize_f64, Holds::Number, visit_f64(0.0);
        deserialize_str, Holds::Text, visit_str("");
        deserialize_string, Holds::Text, visit_str("");
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let mut one = Values::new(self, 1);
        let value = visitor.visit_seq(&mut one)?;
        let held = one.held.pop().ok_or_else(|| Fault::custom("a list of nothing"))?;
        self.note(Holds::List(Box::new(held)));
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        let mut values = Values::new(self, length);
        let value = visitor.visit_seq(&mut values)?;
        self.note(Holds::Tuple(values.held));
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let key = self.key(name);
        self.notes.borrow_mut().group(&key, || Group::Fields(Vec::new()));
        self.note(Holds::Named(key.clone()));
        let left_out = self.notes.borrow().left_out.clone();
        let left_out = left_out.filter(|(group, _)| *group == key).map(|(_, field)| field);
        visitor.visit_map(Fields {
            tracer: self,
            key,
            waiting: fields
                .iter()
                .copied()
                .filter(|field| Some(*field) != left_out)
                .collect(),
            now: None,
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        // The choice of a mechanic is the only one that holds groups of the same names.
        let key = self.key(name);
        self.note(Holds::Named(key.clone()));
        let variant = {
            let mut notes = self.notes.borrow_mut();
            let all = || variants.iter().map(|name| Choice { name, holds: None }).collect();
            notes.group(&key, || Group::Choices(all()));
            let turn = notes.turns.entry(key.clone()).or_default();
            *turn += 1;
            variants[(*turn - 1) % variants.len()]
        };
        visitor.visit_enum(Chosen {
            tracer: self,
            key,
            variant,
        })
    }

    forward_to_deserialize_any! {
        i8 i16 i64 i128 u128 char bytes byte_buf unit unit_struct map tuple_struct identifier ignored_any
    }
}

/// The fields of a group, one after the other.
struct Fields<'a> {
    tracer: Tracer<'a>,
    key: String,
    waiting: std::collections::VecDeque<&'static str>,
    now: Option<&'static str>,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        self.now = self.waiting.pop_front();
        self.now
            .map(|name| seed.deserialize(name.into_deserializer()))
            .transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let (value, holds) = trace(self.tracer, seed)?;
        let mut notes = self.tracer.notes.borrow_mut();
        let group = notes.group(&self.key, || Group::Fields(Vec::new()));
        if let (Group::Fields(fields), Some(name)) = (group, self.now)
            && !fields.iter().any(|field| field.name == name)
        {
            let is_required = true;
            fields.push(Field {
                name,
                holds,
                is_required,
            });
        }
        Ok(value)
    }
}

/// The values of a list or a tuple.
struct Values<'a> {
    tracer: Tracer<'a>,
    left: usize,
    held: Vec<Holds>,
}

impl<'a> Values<'a> {
    fn new(tracer: Tracer<'a>, left: usize) -> Self {
        let held = Vec::new();
        Self { tracer, left, held }
    }
}

impl<'de> SeqAccess<'de> for &mut Values<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(left) = self.left.checked_sub(1) else {
            return Ok(None);
        };
        self.left = left;
        let (value, holds) = trace(self.tracer, seed)?;
        self.held.push(holds);
        Ok(Some(value))
    }
}

/// One variant of a choice.
struct Chosen<'a> {
    tracer: Tracer<'a>,
    key: String,
    variant: &'static str,
}

impl<'de> EnumAccess<'de> for Chosen<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let name: StrDeserializer<Fault> = self.variant.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Chosen<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        let mechanic = match self.key.as_str() {
            MECHANIC => self.variant,
            _ => self.tracer.mechanic,
        };
        let tracer = Tracer {
            mechanic,
            ..self.tracer
        };
        let (value, holds) = trace(tracer, seed)?;
        let mut notes = self.tracer.notes.borrow_mut();
        let group = notes.group(&self.key, || Group::Choices(Vec::new()));
        if let Group::Choices(choices) = group
            && let Some(choice) = choices.iter_mut().find(|choice| choice.name == self.variant)
        {
            choice.holds = Some(holds);
        }
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(Fault::custom("a variant of several values"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Fault> {
        Err(Fault::custom("a variant with fields"))
    }
}

/// The choice of mechanics: what is below has names of its own for each.
pub const MECHANIC: &str = "Spec";

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only its shape is looked at")]
    struct Shelf {
        label: String,
        #[serde(default)]
        boxes: Vec<Thing>,
        size: (f32, f32),
        lock: Option<u32>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only its shape is looked at")]
    enum Thing {
        Empty,
        Full(String),
    }

    #[test]
    fn fields_variants_and_what_may_be_missing_are_found() {
        let shape = of::<Shelf>().expect("a shape");
        let field = |name, holds, is_required| Field {
            name,
            holds,
            is_required,
        };
        let things = Holds::Named("Thing".to_owned());
        let fields = vec![
            field("label", Holds::Text, true),
            field("boxes", Holds::List(Box::new(things)), false),
            field("size", Holds::Tuple(vec![Holds::Number, Holds::Number]), true),
            field("lock", Holds::Count, false),
        ];
        let choices = vec![
            Choice {
                name: "Empty",
                holds: None,
            },
            Choice {
                name: "Full",
                holds: Some(Holds::Text),
            },
        ];
        assert_eq!(
            shape.groups,
            [
                ("Shelf".to_owned(), Group::Fields(fields)),
                ("Thing".to_owned(), Group::Choices(choices)),
            ]
        );
    }
}
