//! A name to words: where they end, and where a parent's or husband's name begins.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::latin;
use super::script::{Script, is_format, is_join_control};

/// A word as written.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) script: Script,
    /// A full stop follows.
    pub(super) dotted: bool,
    /// A slash stands before it.
    after_slash: bool,
}

/// The words of a name in order, in lower case, without what follows "son of" and its like.
pub(super) fn tokens(name: &str) -> Vec<Token> {
    let mut tokens = cut(name);
    if let Some(end) = (1..tokens.len()).find(|at| is_relation(&tokens[*at..])) {
        tokens.truncate(end);
    }
    tokens
}

/// Composed, without invisible characters.
fn normalised(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return name.into();
    }
    name.chars().filter(|c| !is_format(*c) && !is_join_control(*c)).nfkc().collect::<String>().into()
}

fn cut(name: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    let mut slash = false;
    for c in normalised(name).chars() {
        let script = script_of(c);
        match script {
            Some(Script::Common) => {}
            Some(script) => {
                if !open || tokens.last().is_none_or(|token| token.script != script) {
                    tokens.push(Token { text: String::new(), script, dotted: false, after_slash: slash });
                }
                if let Some(token) = tokens.last_mut() {
                    push_letter(c, script, &mut token.text);
                }
                open = true;
                slash = false;
            }
            None if open && is_apostrophe(c) => {}
            None => {
                if open
                    && matches!(c, '.' | '॰')
                    && let Some(token) = tokens.last_mut()
                {
                    token.dotted = true;
                }
                open = false;
                slash |= c == '/';
            }
        }
    }
    tokens.retain(|token| !token.text.is_empty());
    tokens
}

/// Letters of scripts that are not known here still are letters: they must not vanish from a name.
fn script_of(c: char) -> Option<Script> {
    Script::of(c).or_else(|| (c.is_alphabetic() && !is_apostrophe(c)).then_some(Script::Apart))
}

fn push_letter(c: char, script: Script, text: &mut String) {
    match script {
        Script::Latin => c.to_lowercase().for_each(|lower| latin::push_plain(lower, text)),
        Script::Apart => text.extend(c.to_lowercase()),
        _ => text.push(c),
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// `S/o`, `son of`, पुत्र … at the head of these words.
fn is_relation(words: &[Token]) -> bool {
    let text = |at: usize| words.get(at).map_or("", |token: &Token| token.text.as_str());
    let first = text(0);
    if words.get(1).is_some_and(|token| token.after_slash && OF.contains(&token.text.as_str())) {
        return first.len() == 1 || words[0].script.is_indic();
    }
    (RELATIVES.contains(&first) && text(1) == "of") || RELATION_WORDS.contains(&first)
}

/// What stands after the slash of `S/o`, and of Tamil த/பெ.
const OF: [&str; 11] = ["o", "ओ", "ও", "ਓ", "ઓ", "ଓ", "ஓ", "ఓ", "ಓ", "ഓ", "பெ"];
const RELATIVES: [&str; 8] = ["son", "daughter", "wife", "husband", "widow", "father", "mother", "care"];
const RELATION_WORDS: [&str; 9] = ["पुत्र", "सुपुत्र", "पुत्री", "सुपुत्री", "पत्नी", "धर्मपत्नी", "પુત્ર", "પુત્રી", "પત્ની"];
