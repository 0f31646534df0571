//! Vaccinations: what was recorded, the dated rules, and the status that follows.
//!
//! The rules are data (`vaccines.toml`), with a version of their own; `docs/status-rules.md` shows them to people.

mod assess;
mod dose;
mod product;
mod record;
mod rules;
mod series;
mod status;

pub use dose::DoseEvent;
pub use product::{ProductError, ProductId};
pub use rules::{Interval, Precaution, Product, Regimen, Rules, RulesError};
pub use status::{AssessedDose, Assessment, Flag, Reason, Status};
