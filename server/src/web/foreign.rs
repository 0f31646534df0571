//! What strangers send, read without doing anything about it: the parsers are tried through this (see `fuzz/`).

pub use super::{
    admission::confirms,
    api_v1::{Confirm, bearer, confirm_body, idempotency_key, is_json, results::verify_body, start_body, takes_json},
    assets::encodings,
    cowin_v3::{confirm_body as cowin_confirm_body, generate_body as cowin_generate_body, token as cowin_token},
    docs::playground_at,
    sms_report::reported,
};
