//! The pieces that pages are made of.

mod closing;
mod context_fields;
mod error_summary;
mod found_card;
mod language_switch;
mod layout;
mod own_form;
mod own_layout;
mod own_requester;
pub(crate) mod receipt_facts;
mod requester;
mod row;
mod status_mark;
mod text_field;

pub(crate) use closing::ClosingTemplates;
pub(crate) use context_fields::ContextFields;
pub(crate) use error_summary::{ErrorSummary, FieldError, error_of, field_errors};
pub(crate) use found_card::{FoundCard, FoundTemplates, WordTemplates};
pub(crate) use language_switch::LanguageSwitch;
pub(crate) use layout::{Layout, accessibility};
pub(crate) use own_form::OwnForm;
pub(crate) use own_layout::OwnLayout;
pub(crate) use own_requester::OwnRequester;
pub(crate) use receipt_facts::ReceiptFacts;
pub(crate) use requester::Requester;
pub(crate) use row::Row;
pub(crate) use status_mark::StatusMark;
pub(crate) use text_field::TextField;
