//! JSON read strictly: an object that names a member twice is refused, at every depth, because two readers may then see two
//! different values.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, too deep, or something follows it.
    #[error("not well-formed JSON")]
    Malformed,
    /// A member's name comes twice in one object.
    #[error("an object names a member twice")]
    Duplicate,
    /// Well-formed, but not what is expected here.
    #[error("the JSON does not have the expected members")]
    Unexpected,
}

/// Reads a value from JSON in which no object names a member twice, at most 128 levels deep.
///
/// ```
/// use domain::json::{JsonError, from_slice};
///
/// let value: serde_json::Value = from_slice(br#"{"a":{"b":1}}"#)?;
/// assert_eq!(value["a"]["b"], 1);
/// let twice = from_slice::<serde_json::Value>(br#"{"a":{"b":1,"b":2}}"#);
/// assert_eq!(twice, Err(JsonError::Duplicate));
/// # Ok::<(), JsonError>(())
/// ```
pub fn from_slice<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsonError> {
    T::deserialize(strict_value(bytes)?).map_err(|_| JsonError::Unexpected)
}

/// The value, with duplicates told from other faults by their message.
fn strict_value(bytes: &[u8]) -> Result<Value, JsonError> {
    match serde_json::from_slice::<Strict>(bytes) {
        Ok(Strict(value)) => Ok(value),
        Err(error) if error.is_data() && error.to_string().starts_with(DUPLICATE) => Err(JsonError::Duplicate),
        Err(_) => Err(JsonError::Malformed),
    }
}

/// Start of the message that marks a duplicate.
const DUPLICATE: &str = "duplicate member";

/// A JSON value without duplicate names.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

/// Builds the value and watches the names.
struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = items.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if object.contains_key(&name) {
                return Err(A::Error::custom(DUPLICATE));
            }
            let Strict(value) = members.next_value()?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn faults_are_told_apart() {
        for (text, fault) in [
            ("", JsonError::Malformed),
            ("{", JsonError::Malformed),
            ("{} {}", JsonError::Malformed),
            ("{}x", JsonError::Malformed),
            (r#"{"a":1,"a":1}"#, JsonError::Duplicate),
            (r#"{"a":1,"\u0061":2}"#, JsonError::Duplicate),
            (r#"[{"x":[{"a":null,"a":null}]}]"#, JsonError::Duplicate),
        ] {
            assert_eq!(from_slice::<Value>(text.as_bytes()), Err(fault), "{text}");
        }
        assert_eq!(from_slice::<u8>(b"\"1\""), Err(JsonError::Unexpected));
        let deep = "[".repeat(100_000);
        assert_eq!(from_slice::<Value>(deep.as_bytes()), Err(JsonError::Malformed));
        assert_eq!(from_slice::<Value>(&[0xff, 0xfe]), Err(JsonError::Malformed));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_as_the_common_reader_does(bytes in any::<Vec<u8>>()) {
            let common = serde_json::from_slice::<Value>(&bytes).ok();
            prop_assert_eq!(from_slice::<Value>(&bytes).ok(), common);
        }
    }
}
