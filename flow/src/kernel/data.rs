use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut, Index};
use std::sync::Arc;

use feel::Value;
use litemap::LiteMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::id::FieldId;

/// The values of an instance's fields, in the order of the fields' names.
///
/// Every command works on a copy, and most forms are small: a sorted list is copied faster than a tree.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Data(LiteMap<FieldId, Value>);

impl Data {
    /// Without any value.
    pub const fn new() -> Self {
        Self(LiteMap::new_vec())
    }

    /// The same as a context.
    pub fn to_value(&self) -> Value {
        let entries = self.0.iter().map(|(field, value)| (field.to_string(), value.clone()));
        Value::Context(Arc::new(feel::Context::from(entries.collect::<Vec<_>>())))
    }
}

impl Deref for Data {
    type Target = LiteMap<FieldId, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Data {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl Index<&str> for Data {
    type Output = Value;

    /// The value of a field, null when there is none.
    fn index(&self, field: &str) -> &Value {
        self.0.get(field).unwrap_or(&Value::Null)
    }
}

impl<const N: usize> From<[(FieldId, Value); N]> for Data {
    fn from(values: [(FieldId, Value); N]) -> Self {
        values.into_iter().collect()
    }
}

impl FromIterator<(FieldId, Value)> for Data {
    fn from_iter<I: IntoIterator<Item = (FieldId, Value)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl IntoIterator for Data {
    type Item = (FieldId, Value);
    type IntoIter = <LiteMap<FieldId, Value> as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Data {
    type Item = (&'a FieldId, &'a Value);
    type IntoIter = <&'a LiteMap<FieldId, Value> as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (&self.0).into_iter()
    }
}

// By hand: the list's own form depends on whether it is empty.
impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(deserializer).map(Self::from_iter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_an_object_also_when_it_is_empty() {
        let data = Data::from([("b".into(), 1.into()), ("a".into(), "x".into())]);
        for (data, json) in [(Data::new(), "{}"), (data, r#"{"a":"x","b":1}"#)] {
            assert_eq!(serde_json::to_string(&data).unwrap(), json);
            assert_eq!(serde_json::from_str::<Data>(json).unwrap(), data);
        }
    }
}
