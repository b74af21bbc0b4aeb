//! The parts of a statement that need more than a derived reader.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Deserializer, de};

/// 42 and 42.0 are one count.
pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let number = f64::deserialize(deserializer)?;
    if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number) {
        // In range and whole by the line above.
        Ok(number as u32)
    } else {
        Err(de::Error::custom(format!("{number} n’est pas un compte")))
    }
}

/// Keys of extensions are IRIs; a key written twice is refused, since readers differ on which one counts.
pub(super) struct Extensions<T>(pub(super) BTreeMap<String, T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Extensions<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = Extensions<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("des extensions")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut found = BTreeMap::new();
                while let Some((key, value)) = map.next_entry::<String, T>()? {
                    if found.contains_key(&key) {
                        return Err(de::Error::custom(format!("la clé {key} est écrite deux fois")));
                    }
                    found.insert(key, value);
                }
                Ok(Extensions(found))
            }
        }
        deserializer.deserialize_map(Visitor(std::marker::PhantomData))
    }
}
