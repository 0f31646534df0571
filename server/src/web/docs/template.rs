//! The document around a page: bar, text, contents, previous and next, all pages.

use std::fmt::Write as _;

use super::markdown::{Heading, Text};

/// So many headings are shown at once; more are folded away until they are wanted.
const CONTENTS_OPEN: usize = 14;

/// A page as others refer to it.
pub(super) struct Entry {
    /// Last part of its address; empty for the first page.
    pub(super) slug: &'static str,
    /// What it is called in lists.
    pub(super) name: &'static str,
}

impl Entry {
    /// Its address.
    pub(super) fn href(&self) -> String {
        if self.slug.is_empty() { "/docs".to_owned() } else { format!("/docs/{}", self.slug) }
    }
}

/// Pages that belong together, under a name.
pub(super) type Group = (&'static str, &'static [Entry]);

/// What differs from page to page.
pub(super) struct Content<'p> {
    /// For the browser's tab.
    pub(super) title: &'p str,
    /// For search engines.
    pub(super) summary: &'p str,
    /// What stands in `<main>`.
    pub(super) main: &'p str,
    /// The page's place among all; none for one that is not listed.
    pub(super) slug: Option<&'p str>,
}

/// A whole document.
pub(super) fn document(content: &Content<'_>, groups: &[Group]) -> String {
    let title = escape(content.title);
    let summary = escape(content.summary);
    let script = if content.slug == Some(super::shelf::PLAYGROUND) {
        r#"<script src="/docs/assets/playground.js" defer></script>"#
    } else {
        ""
    };
    let turn = content.slug.map(|slug| turn(slug, groups)).unwrap_or_default();
    let pages = pages(content.slug, groups);
    format!(
        r##"<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="{summary}">
<title>{title} - kyvs documentation</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/assets/docs.css">
<script src="/docs/assets/docs.js" defer></script>{script}
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header class="top">
<a class="top__home" href="/docs"><span class="top__mark" aria-hidden="true"></span>kyvs documentation</a>
<a class="top__pages" href="#pages">All pages</a>
</header>
<div class="sheet">
<main id="content" tabindex="-1">
{main}
{turn}
</main>
<nav class="pages" id="pages" aria-label="All pages" tabindex="-1">
{pages}</nav>
</div>
<p class="copied" role="status"></p>
</body>
</html>
"##,
        main = content.main,
    )
}

/// A rendered Markdown page as the content of `<main>`: title, contents, text.
pub(super) fn article(text: &Text) -> String {
    format!("<article>\n{}{}{}</article>", text.heading, contents(&text.contents), text.body)
}

/// The table of contents; a page with one section needs none.
fn contents(headings: &[Heading]) -> String {
    if headings.len() < 2 {
        return String::new();
    }
    let open = if headings.len() > CONTENTS_OPEN { "" } else { " open" };
    let mut html = format!("<details class=\"contents\"{open}><summary>On this page</summary>\n<ul>\n");
    for heading in headings {
        let _ = writeln!(
            html,
            r##"<li class="contents__{}"><a href="#{}">{}</a></li>"##,
            heading.level,
            heading.anchor,
            escape(&heading.text)
        );
    }
    html + "</ul>\n</details>\n"
}

fn pages(current: Option<&str>, groups: &[Group]) -> String {
    let mut html = String::new();
    for (name, entries) in groups {
        let _ = write!(html, "<h2>{name}</h2>\n<ul>\n");
        for entry in *entries {
            let mark = if current == Some(entry.slug) { r#" aria-current="page""# } else { "" };
            let _ = writeln!(html, r#"<li><a href="{}"{mark}>{}</a></li>"#, entry.href(), entry.name);
        }
        html.push_str("</ul>\n");
    }
    html
}

/// Links to the neighbours in reading order.
fn turn(slug: &str, groups: &[Group]) -> String {
    let all: Vec<&Entry> = groups.iter().flat_map(|(_, entries)| *entries).collect();
    let Some(at) = all.iter().position(|entry| entry.slug == slug) else { return String::new() };
    let link = |entry: &&Entry, rel: &str, word: &str| {
        format!(r#"<a rel="{rel}" href="{}"><span>{word}</span> {}</a>"#, entry.href(), entry.name)
    };
    let before = at.checked_sub(1).and_then(|at| all.get(at)).map(|entry| link(entry, "prev", "Previous"));
    let after = all.get(at + 1).map(|entry| link(entry, "next", "Next"));
    format!(
        "<nav class=\"turn\" aria-label=\"Previous and next page\">{}{}</nav>",
        before.unwrap_or_default(),
        after.unwrap_or_default()
    )
}

/// Text for HTML, in elements and in quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
    html
}
