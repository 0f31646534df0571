//! All pages, in the order in which they are read.

use std::collections::BTreeMap;

use domain::{fixtures::CODE, language::Language};

use super::{
    errors, markdown, playground, reference,
    template::{self, Content, Entry, Group},
};

/// The first page.
pub(super) const INDEX: &str = "";
/// The page that is made for each visit.
pub(super) const PLAYGROUND: &str = "playground";

/// The pages, in groups.
const GROUPS: &[Group] = &[
    ("Start", &[page("", "Overview"), page("quick-start", "Quick start"), page(PLAYGROUND, "Playground")]),
    (
        "Build",
        &[
            page("embedding", "Embedding"),
            page("api", "API"),
            page("verify", "Verifying a result"),
            page("webhooks", "Webhooks"),
            page("errors", "Errors"),
            page("test-mode", "Test mode"),
            page("going-live", "Going live"),
        ],
    ),
    ("Use", &[page("for-people", "For people"), page("at-a-gate", "At a gate")]),
    ("Rules", &[page("status-rules", "Status rules"), page("name-match", "Name matching")]),
    (
        "Trust",
        &[
            page("privacy", "Security and privacy"),
            page("keys", "Issuer and keys"),
            page("accessibility", "Accessibility"),
            page("changelog", "Changelog"),
        ],
    ),
];

/// Where each page's text is. `errors` is made from the table of codes.
const SOURCES: &[(&str, &str)] = &[
    ("", include_str!("../../../../docs/site/index.md")),
    ("quick-start", include_str!("../../../../docs/site/quick-start.md")),
    ("embedding", include_str!("../../../../docs/site/embedding.md")),
    ("api", include_str!("../../../../docs/site/api.md")),
    ("verify", include_str!("../../../../docs/site/verify.md")),
    ("webhooks", include_str!("../../../../docs/site/webhooks.md")),
    ("test-mode", include_str!("../../../../docs/site/test-mode.md")),
    ("going-live", include_str!("../../../../docs/site/going-live.md")),
    ("for-people", include_str!("../../../../docs/site/for-people.md")),
    ("at-a-gate", include_str!("../../../../docs/site/at-a-gate.md")),
    ("status-rules", include_str!("../../../../docs/status-rules.md")),
    ("name-match", include_str!("../../../../docs/name-match.md")),
    ("privacy", include_str!("../../../../docs/site/privacy.md")),
    ("keys", include_str!("../../../../docs/site/keys.md")),
    ("accessibility", include_str!("../../../../docs/site/accessibility.md")),
    ("changelog", include_str!("../../../../CHANGELOG.md")),
];

/// The programs that pages show: the very files that the tests run.
const SAMPLES: &[(&str, &str)] = &[
    ("{{sample:node/verify.mjs}}", include_str!("../../../../docs/samples/node/verify.mjs")),
    ("{{sample:python/verify_pyjwt.py}}", include_str!("../../../../docs/samples/python/verify_pyjwt.py")),
    ("{{sample:python/verify_joserfc.py}}", include_str!("../../../../docs/samples/python/verify_joserfc.py")),
    ("{{sample:php/verify.php}}", include_str!("../../../../docs/samples/php/verify.php")),
    ("{{sample:rust/verify.rs}}", include_str!("../../../../docs/samples/rust/verify.rs")),
    ("{{sample:curl/verify.sh}}", include_str!("../../../../docs/samples/curl/verify.sh")),
    ("{{sample:webhooks/receive.mjs}}", include_str!("../../../../docs/samples/webhooks/receive.mjs")),
    ("{{sample:webhooks/receive.py}}", include_str!("../../../../docs/samples/webhooks/receive.py")),
];

const fn page(slug: &'static str, name: &'static str) -> Entry {
    Entry { slug, name }
}

/// What pages say of this installation.
pub(super) struct Facts {
    /// Scheme, host and port of the service.
    pub(super) origin: String,
    /// Path of the pinned loader; empty in a binary without a site.
    pub(super) pinned: String,
    /// Its subresource integrity.
    pub(super) integrity: String,
}

/// The rendered pages.
pub(super) struct Shelf {
    pages: BTreeMap<&'static str, String>,
    missing: String,
}

impl Shelf {
    /// Renders every page but the playground.
    pub(super) fn render(facts: &Facts) -> Self {
        let errors = [("errors", errors::markdown())];
        let texts = SOURCES.iter().map(|(slug, text)| (*slug, fill(text, facts)));
        let pages = texts.chain(errors).map(|(slug, text)| (slug, whole(Some(slug), &text))).collect();
        let missing = "# There is no such page\n\nIt may have moved: [all pages](#pages) are listed on each of them.\n";
        Self { pages, missing: whole(None, missing) }
    }

    /// A page by the last part of its address.
    pub(super) fn page(&self, slug: &str) -> Option<&str> {
        self.pages.get(slug).map(String::as_str)
    }

    /// What is said where there is no page.
    pub(super) fn missing(&self) -> &str {
        &self.missing
    }

    /// A page of which only the frame is known here.
    #[expect(clippy::unused_self, reason = "pages come from the shelf, whoever makes their content")]
    pub(super) fn with_main(&self, slug: &str, main: &str) -> String {
        let content = Content { title: playground::TITLE, summary: playground::SUMMARY, main, slug: Some(slug) };
        template::document(&content, GROUPS)
    }
}

fn whole(slug: Option<&str>, markdown: &str) -> String {
    let text = markdown::render(markdown);
    let main = template::article(&text);
    template::document(&Content { title: &text.title, summary: &text.summary, main: &main, slug }, GROUPS)
}

/// Puts in what a page says of this installation. Samples come last: nothing in them is a blank.
fn fill(text: &str, facts: &Facts) -> String {
    let text = text
        .replace("{{origin}}", &facts.origin)
        .replace("{{pinned}}", &facts.pinned)
        .replace("{{integrity}}", &facts.integrity)
        .replace("{{people}}", &playground::people())
        .replace("{{keys}}", &playground::keys())
        .replace("{{calls}}", &reference::markdown())
        .replace("{{languages}}", &languages())
        .replace("{{language_codes}}", &Language::ALL.map(|language| format!("`{}`", language.code())).join(", "))
        .replace("{{public}}", &reference::public())
        .replace("{{code}}", CODE);
    SAMPLES.iter().fold(text, |text, (blank, program)| text.replace(blank, program.trim_end()))
}

/// The languages of the pages, by their English names.
fn languages() -> String {
    let [first @ .., last] = Language::ALL.map(Language::english);
    format!("{} and {last}", first.join(", "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::web::docs::playground::Choices;

    const ORIGIN: &str = "https://status.example";

    /// Every page by its address, the playground too.
    fn pages() -> BTreeMap<String, String> {
        let facts =
            Facts { origin: ORIGIN.to_owned(), pinned: "embed/x.js".to_owned(), integrity: "sha384-x".to_owned() };
        let shelf = Shelf::render(&facts);
        let playground = shelf.with_main(PLAYGROUND, &playground::main(&Choices::default(), ORIGIN));
        let address = |slug: &&str| if slug.is_empty() { "/docs".to_owned() } else { format!("/docs/{slug}") };
        let stored = shelf.pages.iter().map(|(slug, html)| (address(slug), html.clone()));
        stored.chain([(address(&PLAYGROUND), playground)]).collect()
    }

    /// What stands in quotes after each of these openings.
    fn values<'h>(html: &'h str, opening: &str) -> Vec<&'h str> {
        html.split(opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn every_page_is_listed_and_every_listed_page_is_there() {
        let listed: BTreeSet<_> = GROUPS.iter().flat_map(|(_, entries)| *entries).map(Entry::href).collect();
        assert_eq!(listed, pages().into_keys().collect());
    }

    #[test]
    fn every_link_and_anchor_within_the_pages_resolves() {
        let pages = pages();
        for (address, html) in &pages {
            let links: Vec<_> = values(html, " href=\"").into_iter().filter(|href| !href.contains("//")).collect();
            assert!(links.len() > GROUPS.len(), "{address}");
            for href in links.iter().filter(|href| !href.starts_with("/docs/assets/") && **href != "/favicon.svg") {
                let (page, anchor) = href.split_once('#').map_or((*href, None), |(page, anchor)| (page, Some(anchor)));
                let page = if page.is_empty() { address } else { page };
                let target = pages.get(page).unwrap_or_else(|| panic!("{address}: {href}"));
                let found = anchor.is_none_or(|anchor| target.contains(&format!(" id=\"{anchor}\"")));
                assert!(found, "{address}: {href}");
            }
        }
    }

    #[test]
    fn headings_go_down_one_level_at_a_time_and_ids_are_unique() {
        for (address, html) in pages() {
            let main = html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
            let levels: Vec<u8> = main
                .match_indices("<h")
                .filter_map(|(at, _)| main[at + 2..].chars().next()?.to_digit(10))
                .map(|level| u8::try_from(level).unwrap())
                .collect();
            assert_eq!(levels.first(), Some(&1), "{address}");
            assert!(levels[1..].iter().all(|level| *level > 1), "{address}: one title");
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{address}: {levels:?}");
            let ids = values(&html, " id=\"");
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{address}");
        }
    }

    #[test]
    fn samples_are_shown_as_they_are_run() {
        let pages = pages();
        let shown = ["/docs/verify", "/docs/webhooks"].map(|address| pages[address].as_str()).concat();
        for (name, program) in SAMPLES {
            assert!(shown.contains(&format!(">{}\n</code>", template::escape(program.trim_end()))), "{name}");
        }
    }

    #[test]
    fn all_languages_are_named() {
        let pages = pages();
        assert_eq!(Language::ALL.len(), 12, "pages say twelve");
        let index = &pages["/docs"];
        assert!(
            index.contains("in twelve languages: English, Hindi, ") && index.contains("Odia and Assamese."),
            "{index}"
        );
        assert!(pages["/docs/embedding"].contains("<code>or</code>, <code>as</code>"));
    }

    #[test]
    fn every_blank_is_filled_and_nothing_comes_from_elsewhere() {
        for (address, html) in pages() {
            assert!(!html.contains("{{"), "{address}");
            for loaded in values(&html, " src=\"") {
                assert!(loaded.starts_with("/docs/"), "{address}: {loaded}");
            }
        }
    }
}
