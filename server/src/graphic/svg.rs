//! Small pieces of SVG.

use std::fmt::Write as _;

/// A text as XML carries it; control characters are left out, for XML has no way to write them.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

/// A picture that grows. Writing to memory cannot fail, so nothing here returns an error.
#[derive(Default)]
pub(super) struct Svg(String);

impl Svg {
    /// Appends what `format_args!` made.
    pub(super) fn add(&mut self, piece: std::fmt::Arguments<'_>) {
        let _ = self.0.write_fmt(piece);
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_their_element() {
        assert_eq!(escape("<a b='c'>&\u{0}\""), "&lt;a b=&#39;c&#39;&gt;&amp; &quot;");
    }
}
