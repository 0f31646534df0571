//! The message with a receipt, for those who ask for one. It does not say what the answer was.

use super::texts::{Length, check_length, check_placeholders, fill, length};

/// Placeholders; all but `{purpose}` must be there.
pub(super) const NAMES: [&str; 4] = ["provider", "purpose", "receipt", "address"];

/// What goes into the message.
pub struct ReceiptText<'a> {
    /// Who asked, in the message's language.
    pub provider: &'a str,
    /// What for, in the message's language.
    pub purpose: &'a str,
    /// Number of the receipt.
    pub receipt: &'a str,
    /// Address of the page to see and withdraw it; the same in every message, so that it is part of the registered template.
    pub address: &'a str,
}

/// The message of a template. The address is not cut: half of it would be another one.
pub(super) fn message(template: &str, with: &ReceiptText<'_>) -> String {
    fill(&template.replace("{address}", with.address), |name| {
        Some(match name {
            "provider" => with.provider,
            "purpose" => with.purpose,
            "receipt" => with.receipt,
            _ => return None,
        })
    })
}

pub(super) fn message_length(template: &str, address: usize) -> Length {
    let (longest, address) = ("x".repeat(40), "x".repeat(address));
    let with = ReceiptText { provider: &longest, purpose: &longest, receipt: &longest, address: &address };
    length(&message(template, &with))
}

/// Checks the operator's own words.
pub(super) fn template(text: &str) -> Result<String, String> {
    check_placeholders(text, &["provider", "receipt", "address"], &NAMES)?;
    check_length(message_length(text, 40))?;
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_operator_keep_what_matters() {
        let refused = |text: &str| template(text).unwrap_err();
        assert!(template("{provider}: {receipt}, {address}").is_ok());
        assert!(refused("{provider}: {receipt}").contains("{address}"));
        assert!(refused("{provider}: {receipt}, {address}, {code}").contains("{code}"));
    }
}
