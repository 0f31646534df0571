//! Reading one section: every key that is asked for becomes a known name, every refusal names the exact key and its place.

use std::{collections::BTreeMap, ops::RangeInclusive, time::Duration};

use super::{
    ConfigError,
    tree::{Item, Place, Table, Value},
};

/// A section being read. Keys are taken out one by one; [`Section::finish`] refuses what is left.
pub(super) struct Section {
    path: String,
    place: Place,
    table: Table,
    known: Vec<&'static str>,
    places: BTreeMap<&'static str, Place>,
}

impl Section {
    /// The root of the tree.
    pub(super) fn root(table: Table) -> Self {
        Self::at(String::new(), Place::Default, table)
    }

    fn at(path: String, place: Place, table: Table) -> Self {
        Self { path, place, table, known: Vec::new(), places: BTreeMap::new() }
    }

    /// Full name of a key.
    fn full(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn take(&mut self, key: &'static str) -> Option<Item> {
        self.known.push(key);
        let item = self.table.remove(key)?;
        self.places.insert(key, item.place.clone());
        Some(item)
    }

    /// A refusal that blames a key of this section where it was written.
    pub(super) fn blame(&self, key: &str, message: impl Into<String>) -> ConfigError {
        // A key that is missing is missing in its section.
        let place = self.places.get(key).unwrap_or(&self.place).to_string();
        ConfigError::Invalid { place, key: self.full(key), message: message.into() }
    }

    /// A refusal of the section itself.
    pub(super) fn refuse(&self, message: impl Into<String>) -> ConfigError {
        ConfigError::Invalid { place: self.place.to_string(), key: self.path.clone(), message: message.into() }
    }

    /// Whether a variable sets the key; only after the key was read.
    pub(super) fn is_variable(&self, key: &str) -> bool {
        matches!(self.places.get(key), Some(Place::Variable(_)))
    }

    /// A sub-section; empty when it is not there.
    pub(super) fn section(&mut self, key: &'static str) -> Result<Section, ConfigError> {
        let path = self.full(key);
        match self.take(key) {
            None => Ok(Self::at(path, Place::Default, Table::new())),
            Some(Item { value: Value::Table(table), place }) => Ok(Self::at(path, place, table)),
            Some(item) => Err(self.blame(key, format!("is a section, not {}", item.value.kind()))),
        }
    }

    /// All keys that were not asked for yet, as sub-sections with names the operator chose.
    pub(super) fn named_sections(&mut self) -> Vec<(String, Section)> {
        let path = self.path.clone();
        let mut sections = Vec::new();
        for (name, item) in std::mem::take(&mut self.table) {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            match item.value {
                Value::Table(table) => sections.push((name, Self::at(path, item.place, table))),
                // Not a section: left for `finish`, which names the nearest known key.
                _ => {
                    self.table.insert(name, item);
                }
            }
        }
        sections
    }

    /// All keys that were not asked for yet, as texts with names the operator chose.
    pub(super) fn named_texts(&mut self) -> Result<Vec<(String, String, bool)>, ConfigError> {
        let mut texts = Vec::new();
        for (name, item) in std::mem::take(&mut self.table) {
            let by_variable = matches!(item.place, Place::Variable(_));
            match item.value {
                Value::Text(text) => texts.push((name, text, by_variable)),
                other => {
                    return Err(ConfigError::Invalid {
                        place: item.place.to_string(),
                        key: self.full(&name),
                        message: format!("is a text, not {}", other.kind()),
                    });
                }
            }
        }
        Ok(texts)
    }

    /// A text, parsed; `None` when it is not set.
    pub(super) fn parsed<T, E: ToString>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, ConfigError> {
        match self.take(key).map(|item| item.value) {
            None => Ok(None),
            Some(Value::Text(text)) => parse(&text).map(Some).map_err(|error| self.blame(key, error.to_string())),
            Some(other) => Err(self.blame(key, format!("is a text, not {}", other.kind()))),
        }
    }

    /// A text as it is; `None` when it is not set.
    pub(super) fn text(&mut self, key: &'static str) -> Result<Option<String>, ConfigError> {
        self.parsed(key, |text| Ok::<_, String>(text.to_owned()))
    }

    /// A whole number within a range.
    pub(super) fn number(
        &mut self,
        key: &'static str,
        default: u32,
        range: RangeInclusive<u32>,
    ) -> Result<u32, ConfigError> {
        let number: u32 = match self.take(key).map(|item| item.value) {
            None => return Ok(default),
            Some(Value::Number(text)) => text.replace('_', "").parse().ok(),
            Some(Value::Text(text)) if self.is_variable(key) => text.trim().parse().ok(),
            Some(other) => {
                return Err(self.blame(key, format!("is a number, not {}", other.kind())));
            }
        }
        .ok_or_else(|| self.blame(key, outside(range.start(), range.end())))?;
        if range.contains(&number) { Ok(number) } else { Err(self.blame(key, outside(range.start(), range.end()))) }
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, key: &'static str, default: bool) -> Result<bool, ConfigError> {
        match self.take(key).map(|item| item.value) {
            None => Ok(default),
            Some(Value::Flag(flag)) => Ok(flag),
            Some(Value::Text(text)) if self.is_variable(key) => {
                text.trim().parse().map_err(|_| self.blame(key, "is true or false"))
            }
            Some(other) => Err(self.blame(key, format!("is true or false, not {}", other.kind()))),
        }
    }

    /// A duration such as `180s`, `30m` or `15m`, within a range.
    pub(super) fn duration(
        &mut self,
        key: &'static str,
        default: Duration,
        range: RangeInclusive<Duration>,
    ) -> Result<Duration, ConfigError> {
        let (least, most) = (written(*range.start()), written(*range.end()));
        self.parsed(key, |text| {
            let duration = parse_duration(text)?;
            if range.contains(&duration) { Ok(duration) } else { Err(outside(&least, &most)) }
        })
        .map(|found| found.unwrap_or(default))
    }

    /// A list of texts, each parsed; as a variable, parted by commas.
    pub(super) fn list<T, E: ToString>(
        &mut self,
        key: &'static str,
        mut parse: impl FnMut(&str) -> Result<T, E>,
    ) -> Result<Option<Vec<T>>, ConfigError> {
        let texts: Vec<(String, Place)> = match self.take(key) {
            None => return Ok(None),
            Some(Item { value: Value::List(items), .. }) => {
                let mut texts = Vec::with_capacity(items.len());
                for item in items {
                    let Value::Text(text) = item.value else {
                        return Err(self.blame(key, format!("holds texts, not {}", item.value.kind())));
                    };
                    texts.push((text, item.place));
                }
                texts
            }
            Some(Item { value: Value::Text(text), place }) if matches!(place, Place::Variable(_)) => text
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| (part.to_owned(), place.clone()))
                .collect(),
            Some(item) => {
                return Err(self.blame(key, format!("is a list, not {}", item.value.kind())));
            }
        };
        let mut list = Vec::with_capacity(texts.len());
        for (text, place) in texts {
            list.push(parse(&text).map_err(|error| ConfigError::Invalid {
                place: place.to_string(),
                key: self.full(key),
                message: error.to_string(),
            })?);
        }
        Ok(Some(list))
    }

    /// Refuses every key that nobody asked for, with the nearest name that exists.
    pub(super) fn finish(self) -> Result<(), ConfigError> {
        let Some((key, item)) = self.table.iter().next() else {
            return Ok(());
        };
        let nearest = nearest(key, &self.known).map(|name| match &item.place {
            Place::Variable(_) => {
                format!("KYVS_{}", self.full(name).replace('.', "__").to_uppercase())
            }
            _ => self.full(name),
        });
        Err(ConfigError::Unknown { place: item.place.to_string(), key: self.full(key), nearest })
    }
}

/// The most similar of the known names; `None` when there is none at all.
fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    known.iter().copied().max_by(|a, b| strsim::jaro_winkler(name, a).total_cmp(&strsim::jaro_winkler(name, b)))
}

fn outside(least: impl std::fmt::Display, most: impl std::fmt::Display) -> String {
    format!("must be from {least} to {most}")
}

/// Reads `250ms`, `180s`, `30m`, `24h`, `90d`.
pub(crate) fn parse_duration(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let wrong = || "is a duration such as \"180s\", \"30m\" or \"24h\"".to_owned();
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let seconds = match unit {
        "ms" => return Ok(Duration::from_millis(number)),
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(wrong()),
    };
    number.checked_mul(seconds).map(Duration::from_secs).ok_or_else(wrong)
}

/// The way a duration is written in the file.
fn written(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0 => format!("{}ms", duration.as_millis()),
        _ if seconds.is_multiple_of(3600) => format!("{}h", seconds / 3600),
        _ if seconds.is_multiple_of(60) => format!("{}m", seconds / 60),
        _ => format!("{seconds}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read() {
        for (text, seconds) in [("180s", 180), ("30m", 1800), ("24h", 86_400), ("90d", 7_776_000), (" 1s ", 1)] {
            assert_eq!(parse_duration(text).unwrap(), Duration::from_secs(seconds), "{text}");
        }
        assert_eq!(parse_duration("250ms").unwrap(), Duration::from_millis(250));
        for wrong in ["", "180", "s", "-1s", "1 s", "1w", "99999999999999999999s", "18446744073709551615h"] {
            assert!(parse_duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn durations_are_written_as_they_are_read() {
        for text in ["180s", "30m", "24h", "250ms", "61s"] {
            let duration = parse_duration(text).unwrap();
            assert_eq!(parse_duration(&written(duration)).unwrap(), duration);
        }
    }
}
