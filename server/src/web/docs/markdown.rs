//! From Markdown to HTML as our pages have it: an anchor on every heading, code and wide tables that scroll in their own box.

use std::collections::HashMap;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::template::escape;

/// One page's text.
pub(super) struct Text {
    /// Text of the first heading.
    pub(super) title: String,
    /// First paragraph, without markup: what the page is about.
    pub(super) summary: String,
    /// The first heading, as HTML.
    pub(super) heading: String,
    /// Everything after the first heading, as HTML.
    pub(super) body: String,
    /// The other headings, in order.
    pub(super) contents: Vec<Heading>,
}

/// A heading below the title.
pub(super) struct Heading {
    /// 2 or more.
    pub(super) level: HeadingLevel,
    /// Its anchor, unique on the page.
    pub(super) anchor: String,
    /// Its text.
    pub(super) text: String,
}

/// Makes a page's text. Raw HTML is left out: the pages have none, but for comments that tests go by.
pub(super) fn render(markdown: &str) -> Text {
    let mut writer = Writer::default();
    let mut events = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    while let Some(event) = events.next() {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {}
            Event::Start(Tag::Heading { level, .. }) => {
                let inner = until(&mut events, |end| matches!(end, TagEnd::Heading(_)));
                writer.heading(level, inner);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let inner = until(&mut events, |end| matches!(end, TagEnd::CodeBlock));
                writer.code(&kind, &plain(&inner));
            }
            Event::Start(Tag::Paragraph) if writer.text.summary.is_empty() => {
                let inner = until(&mut events, |end| matches!(end, TagEnd::Paragraph));
                writer.first_paragraph(inner);
            }
            Event::Start(Tag::Table(columns)) => {
                writer.raw(r#"<div class="scroll" role="group" aria-label="Table" tabindex="0">"#.to_owned());
                writer.events.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => {
                writer.events.push(event);
                writer.raw("</div>\n".to_owned());
            }
            event => writer.events.push(event),
        }
    }
    html::push_html(&mut writer.text.body, writer.events.into_iter());
    writer.text
}

/// The events up to an end tag, without it and without raw HTML.
fn until<'m>(events: &mut Parser<'m>, ends: impl Fn(&TagEnd) -> bool) -> Vec<Event<'m>> {
    let inner = events.take_while(|event| !matches!(event, Event::End(end) if ends(end)));
    inner.filter(|event| !matches!(event, Event::InlineHtml(_))).collect()
}

/// What the events say, without markup.
fn plain(events: &[Event<'_>]) -> String {
    let words = events.iter().filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    });
    words.collect()
}

/// Gathers what becomes the page.
struct Writer<'m> {
    text: Text,
    events: Vec<Event<'m>>,
    anchors: HashMap<String, usize>,
}

impl Default for Writer<'_> {
    fn default() -> Self {
        let empty = String::new;
        let text = Text { title: empty(), summary: empty(), heading: empty(), body: empty(), contents: Vec::new() };
        Self { text, events: Vec::new(), anchors: HashMap::new() }
    }
}

impl<'m> Writer<'m> {
    fn raw(&mut self, html: String) {
        self.events.push(Event::Html(CowStr::from(html)));
    }

    fn heading(&mut self, level: HeadingLevel, inner: Vec<Event<'m>>) {
        let text = plain(&inner);
        if level == HeadingLevel::H1 && self.text.title.is_empty() {
            let mut html = String::new();
            html::push_html(&mut html, inner.into_iter());
            self.text.heading = format!("<h1>{html}</h1>\n");
            self.text.title = text;
            return;
        }
        let anchor = self.anchor(&text);
        self.raw(format!(r##"<{level} id="{anchor}"><a href="#{anchor}">"##));
        self.events.extend(inner);
        self.raw(format!("</a></{level}>\n"));
        self.text.contents.push(Heading { level, anchor, text });
    }

    fn first_paragraph(&mut self, inner: Vec<Event<'m>>) {
        self.text.summary = plain(&inner);
        self.raw("<p>".to_owned());
        self.events.extend(inner);
        self.raw("</p>\n".to_owned());
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, code: &str) {
        let language = match kind {
            CodeBlockKind::Fenced(language) => language.as_ref(),
            CodeBlockKind::Indented => "",
        };
        self.raw(code_block(language, code));
    }

    /// A heading's words in lower case, joined by dashes; numbered where they come again.
    fn anchor(&mut self, text: &str) -> String {
        let words: String =
            text.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
        let anchor = words.split_whitespace().collect::<Vec<_>>().join("-");
        let seen = self.anchors.entry(anchor.clone()).or_default();
        *seen += 1;
        if *seen == 1 { anchor } else { format!("{anchor}-{seen}") }
    }
}

/// A block of code; the copy button comes by script.
pub(super) fn code_block(language: &str, code: &str) -> String {
    let language = escape(language);
    format!(
        "<div class=\"code\" data-language=\"{language}\"><pre tabindex=\"0\"><code>{}</code></pre></div>\n",
        escape(code)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_anchors_that_differ() {
        let text = render("# A *page*\n\nAbout.\n\n## `otp-expired`\n\n## Two words!\n\n### Two words\n");
        assert_eq!((text.title.as_str(), text.heading.as_str()), ("A page", "<h1>A <em>page</em></h1>\n"));
        assert_eq!(text.summary, "About.");
        let anchors: Vec<_> = text.contents.iter().map(|heading| heading.anchor.as_str()).collect();
        assert_eq!(anchors, ["otp-expired", "two-words", "two-words-2"]);
        assert!(
            text.body.contains(r##"<h2 id="otp-expired"><a href="#otp-expired"><code>otp-expired</code></a></h2>"##)
        );
    }

    #[test]
    fn code_is_escaped_and_raw_html_is_left_out() {
        let text = render("# T\n\n```html\n<b>&\n```\n\n<script>x</script>\n\n<!-- mark -->\n\nA <i>b</i>.\n");
        assert!(text.body.contains("<pre tabindex=\"0\"><code>&lt;b&gt;&amp;\n</code></pre>"), "{}", text.body);
        assert!(!text.body.contains("<script") && !text.body.contains("<!--") && !text.body.contains("<i>"));
    }

    #[test]
    fn tables_scroll_in_a_box_of_their_own() {
        let text = render("# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        assert!(text.body.contains(r#"<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>"#));
        assert!(text.body.contains("</table>\n</div>"));
    }
}
