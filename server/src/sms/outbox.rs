//! A gateway that sends nothing: the newest messages stay in memory for the demo's phone, and in a file for trials.

use std::{
    collections::VecDeque,
    fs::{File, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use serde::Serialize;

use crate::ports::{CodeSender, SendError, Sms};

/// Messages kept in memory.
const KEPT: usize = 200;

/// A message as it lies in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// Stable over retries.
    pub message_id: i64,
    /// E.164.
    pub to: String,
    /// Complete.
    pub text: String,
    /// Name of the text in the configuration.
    pub template: String,
    /// Language code.
    pub lang: String,
}

/// The outbox; clones share their messages.
#[derive(Clone)]
pub struct Outbox {
    name: String,
    messages: Arc<Mutex<VecDeque<Delivered>>>,
    file: Option<Arc<Mutex<File>>>,
}

impl Outbox {
    /// An empty outbox. Messages are added to the file, which only its owner may read, one JSON object a line.
    pub fn new(name: &str, file: Option<&Path>) -> io::Result<Self> {
        let open = |path| OpenOptions::new().append(true).create(true).mode(0o600).open(path);
        Ok(Self {
            name: name.to_owned(),
            messages: Arc::default(),
            file: file.map(open).transpose()?.map(|file| Arc::new(Mutex::new(file))),
        })
    }

    /// The newest 200 messages, oldest first.
    pub fn messages(&self) -> Vec<Delivered> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    fn keep(&self, message: Delivered) {
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        if messages.len() == KEPT {
            messages.pop_front();
        }
        messages.push_back(message);
    }
}

#[async_trait]
impl CodeSender for Outbox {
    fn name(&self) -> &str {
        &self.name
    }

    async fn send(&self, sms: &Sms, message_id: i64, _good_for: Duration) -> Result<(), SendError> {
        let message = Delivered {
            message_id,
            to: sms.to.clone(),
            text: sms.text.clone(),
            template: sms.template.clone(),
            lang: sms.lang.clone(),
        };
        if let Some(file) = &self.file {
            let line = serde_json::to_string(&message).map_err(|error| SendError::Refused(error.to_string()))?;
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            // One write a line, so that a reader never sees half of one.
            file.write_all(format!("{line}\n").as_bytes()).map_err(|error| SendError::NotTaken(error.to_string()))?;
        }
        self.keep(message);
        Ok(())
    }
}
