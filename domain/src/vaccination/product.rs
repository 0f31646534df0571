//! Vaccines by id.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Rules;

/// Longest id, in bytes.
const MAX_ID: usize = 40;
/// How the id of a product begins of whose name too little is in Latin letters.
const UNKNOWN: &str = "unknown";

/// A vaccine's id: a lower-case slug, known to the rules or not.
///
/// ```
/// use domain::vaccination::ProductId;
///
/// assert_eq!(ProductId::parse("COVI SHIELD")?.as_str(), "covishield");
/// assert_eq!(ProductId::parse("Sputnik-Light")?.as_str(), "sputnik-light");
/// assert_eq!(ProductId::parse("Vaccine X (new)")?.as_str(), "vaccine-x-new");
/// # Ok::<(), domain::vaccination::ProductError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ProductId(String);

/// A text without a single letter or digit to make an id of, or an id that is no slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a vaccine needs a name of letters or digits")]
pub struct ProductError;

impl ProductId {
    /// Reads a product as records write it, in any usual spelling that the rules list. A name that the rules do not know
    /// becomes a slug of its own; it never completes a series.
    pub fn parse(text: &str) -> Result<Self, ProductError> {
        if let Some(product) = Rules::builtin().product_by_name(text) {
            return Ok(product.id.clone());
        }
        let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut slug = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
        slug.truncate(MAX_ID);
        if slug.is_empty() && text.chars().any(char::is_alphanumeric) {
            // a name in another script: it is not known, and that is all an id has to say
            UNKNOWN.clone_into(&mut slug);
        }
        let id = Self::from_slug(slug.trim_end_matches('-').to_owned())?;
        // what other scripts add to a known name is not in the id, and makes another product of it all the same
        if Rules::builtin().product(&id).is_some() { Self::from_slug(format!("{UNKNOWN}-{id}")) } else { Ok(id) }
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A slug as it is stored: `a-z`, `0-9`, `-`, 1 to 40 characters.
    fn from_slug(slug: String) -> Result<Self, ProductError> {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if (1..=MAX_ID).contains(&slug.len()) && slug.bytes().all(fits) { Ok(Self(slug)) } else { Err(ProductError) }
    }
}

impl fmt::Display for ProductId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<ProductId> for String {
    fn from(id: ProductId) -> Self {
        id.0
    }
}

impl TryFrom<String> for ProductId {
    type Error = ProductError;

    fn try_from(slug: String) -> Result<Self, ProductError> {
        Self::from_slug(slug)
    }
}
