//! Lets serde read a [`Tree`], so that the types of the model are the one truth about what a file may say.

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::problem::Problem;
use super::tree::{Entry, Tree, What};

type Read<T> = Result<T, Problem>;

impl Tree {
    fn any<'de, V: Visitor<'de>>(&'de self, visitor: V) -> Read<V::Value> {
        match &self.what {
            What::Null => visitor.visit_unit(),
            What::Bool(value) => visitor.visit_bool(*value),
            What::Number(digits) => number(digits, visitor),
            What::Text(text) => visitor.visit_borrowed_str(text),
            What::List(items) => visitor.visit_seq(Items(items.iter().enumerate())),
            What::Map(entries) => visitor.visit_map(Entries { rest: entries.iter().enumerate(), value: None }),
            What::Gone | What::Invented => visitor.visit_borrowed_str(""),
        }
    }

    fn written(&self) -> Option<&str> {
        match &self.what {
            What::Text(text) | What::Number(text) => Some(text),
            What::Bool(true) => Some("true"),
            What::Bool(false) => Some("false"),
            What::Invented => Some(""),
            _ => None,
        }
    }
}

fn number<'de, V: Visitor<'de>>(digits: &str, visitor: V) -> Read<V::Value> {
    if let Ok(whole) = digits.parse::<u64>() {
        return visitor.visit_u64(whole);
    }
    if let Ok(whole) = digits.parse::<i64>() {
        return visitor.visit_i64(whole);
    }
    match digits.parse::<f64>() {
        Ok(value) => visitor.visit_f64(value),
        Err(_) => Err(Problem::custom(format_args!("`{digits}` is no number"))),
    }
}

impl<'de> Deserializer<'de> for &'de Tree {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.any(visitor).map_err(|problem| problem.at(self.place))
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.what {
            // The only number that a file needs is the version of the format.
            What::Invented => visitor.visit_u32(1),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.what {
            What::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// A number where a text is wanted, such as an expression, is the text as it is written.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.written() {
            Some(text) => visitor.visit_borrowed_str(text).map_err(|problem: Problem| problem.at(self.place)),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Read<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    /// A struct is written with its keys, never as a list of values.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        match self.what {
            What::Map(_) => self.deserialize_any(visitor),
            _ => Err(Problem::invalid_type(self.unexpected(), &format!("struct {name}").as_str()).at(self.place)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        let read = match &self.what {
            What::Text(variant) => visitor.visit_enum(IntoDeserializer::<Problem>::into_deserializer(variant.as_str())),
            What::Map(entries) => match &present(entries)[..] {
                [(step, entry)] => visitor.visit_enum(Variant { step: *step, entry }),
                _ => Err(Problem::invalid_type(Unexpected::Map, &format!("enum {name}").as_str())),
            },
            _ => Err(Problem::invalid_type(self.unexpected(), &format!("enum {name}").as_str())),
        };
        read.map_err(|problem| problem.at(self.place))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple tuple_struct
        map identifier ignored_any
    }
}

impl Tree {
    fn unexpected(&self) -> Unexpected<'_> {
        match &self.what {
            What::Null => Unexpected::Unit,
            What::Bool(value) => Unexpected::Bool(*value),
            What::Number(digits) => Unexpected::Other(digits),
            What::Text(text) => Unexpected::Str(text),
            What::List(_) => Unexpected::Seq,
            What::Map(_) => Unexpected::Map,
            What::Gone | What::Invented => Unexpected::Other("nothing"),
        }
    }
}

fn present(entries: &[Entry]) -> Vec<(usize, &Entry)> {
    entries.iter().enumerate().filter(|(_, entry)| !matches!(entry.value.what, What::Gone)).collect()
}

struct Items<'t>(std::iter::Enumerate<std::slice::Iter<'t, Tree>>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        match self.0.find(|(_, item)| !matches!(item.what, What::Gone)) {
            Some((step, item)) => seed.deserialize(item).map(Some).map_err(|problem| problem.inside(step)),
            None => Ok(None),
        }
    }
}

struct Entries<'t> {
    rest: std::iter::Enumerate<std::slice::Iter<'t, Entry>>,
    value: Option<(usize, &'t Tree)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        let Some((step, entry)) = self.rest.find(|(_, entry)| !matches!(entry.value.what, What::Gone)) else {
            return Ok(None);
        };
        self.value = Some((step, &entry.value));
        let key = StrDeserializer::new(&entry.key);
        seed.deserialize(key).map(Some).map_err(|problem: Problem| problem.at(entry.place).inside(step))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        let Some((step, value)) = self.value.take() else {
            return Err(Problem::custom("a value was asked for before its key"));
        };
        seed.deserialize(value).map_err(|problem| problem.inside(step))
    }
}

/// A variant with a value: a map with one key.
struct Variant<'t> {
    step: usize,
    entry: &'t Entry,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Problem;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Self)> {
        let key = StrDeserializer::new(&self.entry.key);
        let variant =
            seed.deserialize(key).map_err(|problem: Problem| problem.at(self.entry.place).inside(self.step))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Problem;

    fn unit_variant(self) -> Read<()> {
        Err(Problem::invalid_type(Unexpected::Map, &"unit variant"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        seed.deserialize(&self.entry.value).map_err(|problem| problem.inside(self.step))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Read<V::Value> {
        self.entry.value.deserialize_any(visitor).map_err(|problem| problem.inside(self.step))
    }

    fn struct_variant<V: Visitor<'de>>(self, _fields: &'static [&'static str], visitor: V) -> Read<V::Value> {
        self.entry.value.deserialize_any(visitor).map_err(|problem| problem.inside(self.step))
    }
}
