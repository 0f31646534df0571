//! Draws beside the requests, on threads that may block, so many at once and no more.

use std::{collections::HashMap, sync::Arc, time::Duration};

use bytes::Bytes;
use domain::language::Language;
use tokio::sync::{Mutex, Semaphore};

use super::{Badge, DrawError, Fonts, NoGlyph, Shape, Sheet, lacking};
use crate::config::Embed;

/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(4);

/// Pictures of nobody in particular that are kept: three statuses in two shapes and a dozen languages, of one day.
const KEPT: usize = 72;

/// What is drawn of a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Picture {
    /// Pixels.
    Png,
    /// Shapes.
    Svg,
}

impl Picture {
    /// Media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
        }
    }

    /// Ending of a file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}

type Key = (Badge, Shape, Picture);

/// Draws, one picture at a time, and keeps those that name nobody.
pub struct Painter {
    fonts: Fonts,
    turns: Arc<Semaphore>,
    kept: Mutex<HashMap<Key, Bytes>>,
}

impl Painter {
    /// A painter with what fonts there are.
    pub fn new(fonts: Fonts) -> Self {
        Self { fonts, turns: Arc::new(Semaphore::new(1)), kept: Mutex::new(HashMap::new()) }
    }

    /// The languages whose graphics and papers are refused, each with the first character that no font has.
    pub fn lacking(&self, embed: &Embed) -> Vec<(Language, NoGlyph)> {
        lacking(&self.fonts, embed)
    }

    /// A badge as a picture. [`DrawError::Busy`] when its turn does not come in time.
    pub async fn badge(&self, badge: Badge, shape: Shape, picture: Picture) -> Result<Bytes, DrawError> {
        // A picture with a name or a link is somebody's: it is drawn when it is asked for and forgotten.
        let shared = badge.name.is_none() && badge.link.is_none();
        let key = (badge, shape, picture);
        if shared && let Some(drawn) = self.kept.lock().await.get(&key) {
            return Ok(drawn.clone());
        }
        let (badge, fonts) = (key.0.clone(), self.fonts.clone());
        let drawn = self
            .turn(move || match picture {
                Picture::Png => badge.png(&fonts, shape),
                Picture::Svg => badge.svg(&fonts, shape).map(String::into_bytes),
            })
            .await?;
        if shared {
            let mut kept = self.kept.lock().await;
            // The day changes and with it every picture: yesterday's go all together.
            if kept.len() >= KEPT {
                kept.clear();
            }
            kept.insert(key, drawn.clone());
        }
        Ok(drawn)
    }

    /// A pass on paper, as PDF.
    pub async fn paper(&self, sheet: Sheet) -> Result<Bytes, DrawError> {
        let fonts = self.fonts.clone();
        self.turn(move || sheet.pdf(&fonts)).await
    }

    /// How many pictures are kept.
    #[cfg(test)]
    pub(super) async fn kept(&self) -> usize {
        self.kept.lock().await.len()
    }

    async fn turn(
        &self,
        draw: impl FnOnce() -> Result<Vec<u8>, DrawError> + Send + 'static,
    ) -> Result<Bytes, DrawError> {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned());
        let Ok(Ok(turn)) = turn.await else { return Err(DrawError::Busy) };
        let drawn = tokio::task::spawn_blocking(move || {
            // The turn ends with the drawing, even when nobody waits for it any more.
            let _turn = turn;
            draw()
        });
        drawn.await.map_err(|error| DrawError::Write(error.to_string()))?.map(Bytes::from)
    }
}
