//! The settings as a tree in which every value knows where it was written, so that a refusal can name the line or the variable.

use std::{collections::BTreeMap, fmt};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::ConfigError;

/// Where a value was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Nowhere: the built-in default.
    Default,
    /// A line of the configuration file.
    Line {
        /// Path as the operator gave it.
        file: String,
        /// Counted from one.
        line: usize,
    },
    /// An environment variable.
    Variable(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("configuration"),
            Self::Line { file, line } => write!(f, "{file} line {line}"),
            Self::Variable(name) => f.write_str(name),
        }
    }
}

/// A value as written. Variables are always text; the reader of the key decides what they mean.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Number(String),
    Flag(bool),
    List(Vec<Item>),
    Table(Table),
    /// A TOML type that no key takes.
    Other(&'static str),
}

impl Value {
    /// What to call it in a refusal.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Number(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::List(_) => "a list",
            Self::Table(_) => "a section",
            Self::Other(kind) => kind,
        }
    }
}

/// A value and its place.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) value: Value,
    pub(super) place: Place,
}

/// Keys of one section.
pub(super) type Table = BTreeMap<String, Item>;

/// Reads the file's text.
pub(super) fn from_toml(file: &str, text: &str) -> Result<Table, ConfigError> {
    let lines = Lines::new(file, text);
    let root = DeTable::parse(text).map_err(|error| ConfigError::Syntax {
        place: lines.place(error.span().map_or(0, |span| span.start)).to_string(),
        message: error.message().replace('\n', " "),
    })?;
    Ok(table(&lines, root.get_ref()))
}

/// Lays the variables `KYVS_SECTION__KEY` over the tree; a variable wins over the file.
///
/// Names are folded to lower case. `KYVS_CONFIG` and other variables without a double underscore are not settings, except
/// that one which starts like a section is refused: a single underscore is the usual slip.
pub(super) fn overlay(
    root: &mut Table,
    variables: impl IntoIterator<Item = (String, String)>,
    sections: &[&str],
) -> Result<(), ConfigError> {
    for (name, text) in variables {
        let Some(path) = name.strip_prefix("KYVS_") else {
            continue;
        };
        let path = path.to_ascii_lowercase();
        if !path.contains("__") {
            let slip = |section: &&str| Some((section.to_uppercase(), path.strip_prefix(*section)?.strip_prefix('_')?));
            if let Some((section, key)) = sections.iter().find_map(slip) {
                return Err(ConfigError::Syntax {
                    place: name.clone(),
                    message: format!("two underscores part section and key: KYVS_{section}__{}", key.to_uppercase()),
                });
            }
            continue;
        }
        let keys: Vec<&str> = path.split("__").collect();
        if keys.iter().any(|key| key.is_empty()) {
            return Err(ConfigError::Syntax { place: name.clone(), message: "a part of the name is empty".to_owned() });
        }
        put(root, &keys, Item { value: Value::Text(text), place: Place::Variable(name) });
    }
    Ok(())
}

/// Puts an item at a path and makes the sections on the way.
fn put(at: &mut Table, keys: &[&str], item: Item) {
    match keys {
        [] => {}
        [key] => {
            at.insert((*key).to_owned(), item);
        }
        [key, rest @ ..] => {
            let section = at
                .entry((*key).to_owned())
                .or_insert_with(|| Item { value: Value::Table(Table::new()), place: item.place.clone() });
            if !matches!(section.value, Value::Table(_)) {
                section.value = Value::Table(Table::new());
            }
            if let Value::Table(inner) = &mut section.value {
                put(inner, rest, item);
            }
        }
    }
}

fn table(lines: &Lines<'_>, from: &DeTable<'_>) -> Table {
    from.iter()
        .map(|(key, value)| {
            let place = lines.place(key.span().start);
            (key.get_ref().to_string(), Item { value: self::value(lines, value), place })
        })
        .collect()
}

fn value(lines: &Lines<'_>, from: &Spanned<DeValue<'_>>) -> Value {
    match from.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| Item { value: value(lines, item), place: lines.place(item.span().start) })
                .collect(),
        ),
        DeValue::Table(inner) => Value::Table(table(lines, inner)),
        DeValue::Integer(_) => Value::Other("a number that is not decimal"),
        DeValue::Float(_) => Value::Other("a fraction"),
        DeValue::Datetime(_) => Value::Other("a date"),
    }
}

/// Turns byte offsets into line numbers.
struct Lines<'t> {
    file: &'t str,
    text: &'t str,
}

impl<'t> Lines<'t> {
    fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text }
    }

    fn place(&self, offset: usize) -> Place {
        let before = self.text.as_bytes().iter().take(offset);
        Place::Line { file: self.file.to_owned(), line: 1 + before.filter(|byte| **byte == b'\n').count() }
    }
}
