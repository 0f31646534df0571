//! The stub gateway's file: one JSON line a message.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use super::wait::until;

/// How long a message may take from its acknowledged start.
const ARRIVES: Duration = Duration::from_secs(5);

/// A message as the stub writes it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Message {
    /// The same for every copy of one message: a number or a text.
    #[serde(rename = "message_id")]
    pub(crate) id: serde_json::Value,
    /// E.164.
    pub(crate) to: String,
    /// Complete.
    pub(crate) text: String,
}

impl Message {
    /// The first six digits in a row that stand alone.
    pub(crate) fn code(&self) -> Option<String> {
        let words = self.text.split(|letter: char| !letter.is_ascii_digit());
        words.into_iter().find(|word| word.len() == 6).map(str::to_owned)
    }

    /// Whether it ends with this reference.
    fn has_reference(&self, reference: &str) -> bool {
        self.text.trim_end().trim_end_matches('.').ends_with(&format!("Ref {reference}"))
            || self.text.contains(&format!("Ref {reference} "))
            || self.text.contains(&format!("Ref {reference}\n"))
    }
}

/// The file.
#[derive(Clone)]
pub(crate) struct Outbox(pub(crate) PathBuf);

impl Outbox {
    /// How long it is now: messages from here on are the new ones.
    pub(crate) fn end(&self) -> u64 {
        self.0.metadata().map_or(0, |about| about.len())
    }

    /// Whole messages from a place on.
    pub(crate) fn since(&self, place: u64) -> Vec<Message> {
        let mut text = String::new();
        let read = File::open(&self.0).and_then(|mut file| {
            file.seek(SeekFrom::Start(place))?;
            file.read_to_string(&mut text)
        });
        if read.is_err() {
            return Vec::new();
        }
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        whole.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// The code of the newest message to this mobile with this reference; waits for it.
    pub(crate) fn code(&self, to: &str, reference: &str, place: u64) -> Option<String> {
        until(ARRIVES, || self.code_now(to, reference, place))
    }

    /// The same without waiting.
    pub(crate) fn code_now(&self, to: &str, reference: &str, place: u64) -> Option<String> {
        let messages = self.since(place);
        messages.iter().rev().find(|message| message.to == to && message.has_reference(reference))?.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_and_the_reference_are_found() {
        let text = "123456 is the code to share your status with Hotel Sagar for check-in. Valid 3 min. Ref KD";
        let message = Message { id: 1.into(), to: "+919810000001".into(), text: text.into() };
        assert_eq!(message.code().as_deref(), Some("123456"));
        assert!(message.has_reference("KD") && !message.has_reference("KE"));
    }
}
