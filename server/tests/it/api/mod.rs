//! `/api/…`

mod v1;
mod v3;
