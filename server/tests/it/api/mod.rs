//! `/api/…`

mod v1;
