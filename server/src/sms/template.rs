//! Puts a message into a gateway's address or body, escaped for the place it goes to.

use std::{fmt::Write, time::Duration};

use crate::{config::length, ports::Sms};

/// How values are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// Percent-encoded: all but letters, digits, `-`, `_`, `.` and `~`. Good for addresses and for urlencoded forms.
    Percent,
    /// As the inside of a JSON string.
    Json,
}

/// Fills a template. Braces around anything but a known word stay as they are.
pub(crate) fn fill(template: &str, escape: Escape, sms: &Sms, message_id: i64, good_for: Duration) -> String {
    let mut filled = String::with_capacity(template.len() + 2 * sms.text.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        rest = after;
        if let Some((word, after)) = after.split_once('}')
            && let Some(value) = value(word, sms, message_id, good_for)
        {
            push(&mut filled, escape, &value);
            rest = after;
        } else {
            filled.push('{');
        }
    }
    filled.push_str(rest);
    filled
}

fn value(word: &str, sms: &Sms, message_id: i64, good_for: Duration) -> Option<String> {
    let wide = || length(&sms.text).wide;
    Some(match word {
        "to" => sms.to.clone(),
        "to_digits" => sms.to.trim_start_matches('+').to_owned(),
        "text" => sms.text.clone(),
        "message_id" => message_id.to_string(),
        "template" => sms.template.clone(),
        "lang" => sms.lang.clone(),
        // Data coding as SMPP and Kannel number it.
        "coding" => if wide() { "2" } else { "0" }.to_owned(),
        "unicode" => u8::from(wide()).to_string(),
        // To gateways none at all would mean their own usual time.
        "minutes" => (good_for.as_secs() / 60).max(1).to_string(),
        "seconds" => good_for.as_secs().max(1).to_string(),
        _ => return None,
    })
}

fn push(filled: &mut String, escape: Escape, value: &str) {
    match escape {
        Escape::Percent => {
            for byte in value.bytes() {
                if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
                    filled.push(char::from(byte));
                } else {
                    // Writing to a String cannot fail.
                    let _ = write!(filled, "%{byte:02X}");
                }
            }
        }
        Escape::Json => {
            let quoted = serde_json::Value::from(value).to_string();
            filled.push_str(&quoted[1..quoted.len() - 1]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIFE: Duration = Duration::from_mins(3);

    fn sms(text: &str) -> Sms {
        Sms { to: "+919810000001".into(), text: text.into(), template: "code".into(), lang: "hi".into() }
    }

    #[test]
    fn values_are_escaped_for_their_place() {
        let sms = sms("a&b=\"c\"\n{to} हि");
        assert_eq!(
            fill("to={to}&text={text}&id={message_id}", Escape::Percent, &sms, 7, LIFE),
            "to=%2B919810000001&text=a%26b%3D%22c%22%0A%7Bto%7D%20%E0%A4%B9%E0%A4%BF&id=7"
        );
        let body = fill(r#"{"to":["{to_digits}"],"text":"{text}","n":{message_id}}"#, Escape::Json, &sms, 7, LIFE);
        let json: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(json["text"], sms.text.as_str());
        assert_eq!(json["to"][0], "919810000001");
        assert_eq!(json["n"], 7);
    }

    #[test]
    fn coding_follows_the_text() {
        assert_eq!(fill("{coding}{unicode}", Escape::Percent, &sms("plain"), 1, LIFE), "00");
        assert_eq!(fill("{coding}{unicode}", Escape::Percent, &sms("हि"), 1, LIFE), "21");
    }

    #[test]
    fn what_is_left_of_a_message_never_becomes_more_than_that_or_nothing() {
        for (left, told) in [(180, "3 180"), (179, "2 179"), (60, "1 60"), (9, "1 9"), (0, "1 1")] {
            let left = Duration::from_secs(left);
            assert_eq!(fill("{minutes} {seconds}", Escape::Json, &sms("t"), 1, left), told);
        }
    }

    #[test]
    fn other_braces_stay() {
        assert_eq!(fill("{ {} {x} }{", Escape::Json, &sms("t"), 1, LIFE), "{ {} {x} }{");
    }
}
