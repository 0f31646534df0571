//! A dose as it was recorded.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ProductId;

/// One recorded dose, dirty as it may be: nothing here is checked against anything. Order has no meaning; the ordering of
/// the type only serves to put lists into one order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DoseEvent {
    /// Which dose, as recorded: 1, 2, …; 0 when the record has nonsense.
    pub dose: u8,
    /// Of how many, as recorded. Records have nonsense such as 5 of 0 here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u8>,
    /// Which vaccine.
    pub product: ProductId,
    /// Which regimen, where the product has several: `3x2mg`, `2x3mg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regimen: Option<String>,
    /// When it was given.
    pub date: Date,
    /// Batch number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
    /// Where it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<String>,
}
