//! The message with a code for a person's own status. Its last line binds the code to this service's host: browsers fill such a
//! code in, and only there (<https://wicg.github.io/sms-one-time-codes/>).

use std::time::Duration;

use domain::language::Language;

use super::texts::{Length, check_length, check_placeholders, fill, length, minutes};

/// What the message ends with.
pub(super) const LAST_LINE: &str = "\n@{host} #{code}";

/// Placeholders of the words above the last line; all but `{minutes}` must be there.
pub(super) const NAMES: [&str; 3] = ["code", "minutes", "ref"];

/// What goes into the message.
pub struct OwnText<'a> {
    /// Six digits.
    pub code: &'a str,
    /// How long the code is good for; shown in whole minutes, rounded down, at least one.
    pub lifetime: Duration,
    /// The two letters that the page shows too.
    pub reference: &'a str,
    /// The host that the code is bound to, without a port.
    pub host: &'a str,
}

/// The message of a template.
pub(super) fn message(template: &str, language: Language, with: &OwnText<'_>) -> String {
    let minutes = minutes(with.lifetime, language, template);
    let words = template.strip_suffix(LAST_LINE).unwrap_or(template);
    let mut text = fill(words, |name| {
        Some(match name {
            "code" => with.code,
            "minutes" => &minutes,
            "ref" => with.reference,
            _ => return None,
        })
    });
    // Not cut: half a host would be another one.
    text.extend(["\n@", with.host, " #", with.code]);
    text
}

/// Length of a template's message when the host has so many characters. Digits of every language are as long.
pub(super) fn message_length(template: &str, host: usize) -> Length {
    let host = "x".repeat(host);
    let with = OwnText { code: "000000", lifetime: Duration::from_mins(10), reference: "KD", host: &host };
    length(&message(template, Language::En, &with))
}

/// Checks the operator's own words.
pub(super) fn template(text: &str) -> Result<String, String> {
    let text = text.trim_end();
    let Some(words) = text.strip_suffix(LAST_LINE) else {
        return Err("must end with a line of its own: @{host} #{code}".to_owned());
    };
    check_placeholders(words, &["code", "ref"], &NAMES)?;
    check_length(message_length(text, 40))?;
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_operator_keep_the_last_line() {
        let refused = |text: &str| template(text).unwrap_err();
        assert!(template("Code {code}, ref {ref}\n@{host} #{code}\n").is_ok());
        assert!(refused("Code {code}, ref {ref}").contains("@{host} #{code}"));
        assert!(refused("Code {code}\n@{host} #{code}").contains("{ref}"));
        assert!(refused("{code} {ref} {provider}\n@{host} #{code}").contains("{provider}"));
    }
}
