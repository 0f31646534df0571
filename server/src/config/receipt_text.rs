//! The message with a receipt, for those who ask for one. It does not say what the answer was.

use super::texts::{Length, check_length, check_placeholders, fill, length};

/// Placeholders; all but `{purpose}` must be there.
const NAMES: [&str; 4] = ["provider", "purpose", "receipt", "address"];

/// The words where an operator sets none.
pub(super) const DEFAULTS: [(&str, &str); 3] = [
    (
        "en",
        "You agreed that {provider} learns your vaccination status for {purpose}. Receipt {receipt}. \
         See it or withdraw: {address}",
    ),
    (
        "hi",
        "आपकी सहमति से {provider} को {purpose} के लिए आपके टीकाकरण की स्थिति बताई गई। रसीद {receipt}। \
         देखें या सहमति वापस लें: {address}",
    ),
    (
        "gu",
        "તમારી સંમતિથી {provider} ને {purpose} માટે તમારા રસીકરણની સ્થિતિ જણાવાઈ. રસીદ {receipt}. \
         જુઓ કે સંમતિ પાછી ખેંચો: {address}",
    ),
];

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

fn message_length(template: &str) -> Length {
    let longest = "x".repeat(40);
    let with = ReceiptText { provider: &longest, purpose: &longest, receipt: &longest, address: &longest };
    length(&message(template, &with))
}

/// Checks the operator's own words.
pub(super) fn template(text: &str) -> Result<String, String> {
    check_placeholders(text, &["provider", "receipt", "address"], &NAMES)?;
    check_length(message_length(text))?;
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://vaccination-status.health.example.gov.in/status";

    #[test]
    fn a_receipt_says_who_and_where_to_withdraw_and_not_what() {
        for (lang, text) in DEFAULTS {
            assert_eq!(template(text).unwrap(), text, "{lang}");
            let with = ReceiptText {
                provider: "Hotel {address} Sagar",
                purpose: "check-in",
                receipt: "R-7KD2-91QM-4XAV-TC8H",
                address: ADDRESS,
            };
            let told = message(text, &with);
            assert!(told.ends_with(ADDRESS) && told.contains("R-7KD2-91QM-4XAV-TC8H"), "{lang}: {told}");
            assert_eq!(told.matches(ADDRESS).count(), 1, "a name brings no placeholder: {told}");
            assert!(message_length(text).parts <= 4, "{lang}");
        }
    }

    #[test]
    fn words_of_the_operator_keep_what_matters() {
        let refused = |text: &str| template(text).unwrap_err();
        assert!(template("{provider}: {receipt}, {address}").is_ok());
        assert!(refused("{provider}: {receipt}").contains("{address}"));
        assert!(refused("{provider}: {receipt}, {address}, {code}").contains("{code}"));
    }
}
