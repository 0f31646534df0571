//! The playground: the attributes as controls, the snippet they make, and a host page that holds exactly this snippet.
//!
//! It is a plain form that asks for the page again, so it works without script; a script only saves the visitor the button, and
//! shows the events and the result.

use domain::fixtures::{CODE, PEOPLE, PROVIDERS};
use serde::Deserialize;

use super::{markdown::code_block, snippet::Snippet, template::escape};

/// Title of the page.
pub(super) const TITLE: &str = "Playground";
/// What the page is about.
pub(super) const SUMMARY: &str = "Choose the attributes, try the check with invented people, copy the snippet.";

/// Longest value of an attribute that is taken up, in bytes: what the check itself takes, and more.
const LONGEST: usize = 300;

/// What the visitor chose; each is an attribute of the element, and anything that is not there has its default.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(super) struct Choices {
    site_key: Option<String>,
    purpose: Option<String>,
    nonce: Option<String>,
    r#ref: String,
    lang: String,
    theme: String,
    size: String,
    mode: String,
    display: String,
    return_url: String,
    response_field: String,
    response_field_name: String,
    on_success: String,
    on_error: String,
}

/// Attributes with a list of values, the default first.
const LISTS: [(&str, &[&str]); 6] = [
    ("lang", &["auto", "en", "hi", "gu", "mr", "bn", "ta", "te", "kn", "ml", "pa", "or", "as"]),
    ("theme", &["auto", "light", "dark"]),
    ("size", &["flexible", "compact"]),
    ("mode", &["citizen", "staff"]),
    ("display", &["inline", "modal", "redirect"]),
    ("response-field", &["true", "false"]),
];

/// Attributes that take any text, and what they are for.
const TEXTS: [(&str, &str); 8] = [
    ("site-key", "pk_test_… of test mode, or a live key that may be embedded on this origin"),
    ("purpose", "one of the provider's registered purposes"),
    ("nonce", "comes back signed; fresh for each page in real use"),
    ("ref", "your own reference, comes back signed"),
    ("return-url", "a registered address; for display redirect and the redirect link"),
    ("response-field-name", "name of the hidden field with the result; kyvs-response by default"),
    ("on-success", "a global function of your page; the one below has hostSuccess"),
    ("on-error", "a global function of your page; the one below has hostError"),
];

impl Choices {
    /// What was chosen for an attribute, or its default.
    fn value(&self, name: &str) -> &str {
        match name {
            "site-key" => self.site_key.as_deref().unwrap_or("pk_test_demo"),
            "purpose" => self.purpose.as_deref().unwrap_or("check-in"),
            "nonce" => self.nonce.as_deref().unwrap_or("a-nonce-of-your-server"),
            "ref" => &self.r#ref,
            "lang" => &self.lang,
            "theme" => &self.theme,
            "size" => &self.size,
            "mode" => &self.mode,
            "display" => &self.display,
            "response-field" => &self.response_field,
            "response-field-name" => &self.response_field_name,
            "on-success" => &self.on_success,
            "on-error" => &self.on_error,
            _ => &self.return_url,
        }
    }

    /// The snippet: what is empty, default, too long or not on its list is left out.
    fn snippet(&self, origin: &str) -> Snippet {
        let texts = ["site-key", "purpose", "nonce", "ref", "response-field-name"].map(|name| (name, self.value(name)));
        let texts = texts.into_iter().filter(|(_, value)| is_plain(value));
        let chosen = LISTS.map(|(name, values)| (name, self.value(name), values));
        let chosen = chosen.into_iter().filter(|(_, value, values)| values[1..].contains(value));
        let functions = ["on-success", "on-error"].map(|name| (name, self.value(name)));
        let functions = functions.into_iter().filter(|(_, value)| is_name(value));
        let return_url = Some(self.value("return-url")).filter(|url| is_plain(url));
        let back = return_url.filter(|_| self.display == "redirect").map(|url| ("return-url", url));
        let attributes = texts.chain(chosen.map(|(name, value, _)| (name, value))).chain(functions).chain(back);
        Snippet {
            origin: origin.to_owned(),
            attributes: attributes.map(|(name, value)| (name, value.to_owned())).collect(),
            return_url: return_url.map(str::to_owned),
        }
    }
}

/// A value that an attribute can have. Nothing in it ends a line or turns the direction: whoever copies a snippet reads it as it is.
fn is_plain(value: &str) -> bool {
    let misleads = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !value.is_empty() && value.len() <= LONGEST && !value.contains(misleads)
}

/// A name that a function can have.
fn is_name(value: &str) -> bool {
    is_plain(value) && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
}

/// What stands in the page's `<main>`.
pub(super) fn main(choices: &Choices, origin: &str) -> String {
    let snippet = choices.snippet(origin);
    format!(
        r##"<article>
<h1>{TITLE}</h1>
<p>{SUMMARY} Nothing here is real: test mode sends no SMS, every code is <code>{CODE}</code>, and a result says that it is a test.
What you type into the controls stands in this page's address, so type nothing personal there.</p>
<form class="choices" id="choices" method="get" action="/docs/playground">
{controls}
<button class="act" type="submit">Show</button>
</form>
<div id="live">
<h2 id="live-check"><a href="#live-check">The check, on a page that plays yours</a></h2>
<p>Name and mobile of <a href="#people">an invented person</a>, code <code>{CODE}</code>.</p>
<iframe class="stage" id="stage" title="A page that plays yours, with the check in it" src="{address}"></iframe>
<h2 id="snippet"><a href="#snippet">The snippet</a></h2>
{forms}
</div>
<h2 id="events"><a href="#events">Events</a></h2>
<p id="silent">They are listed here as the element fires them; for this the playground needs JavaScript.</p>
<div role="log" aria-label="Events of the check"><ol class="events" id="event-list"></ol></div>
<h2 id="result"><a href="#result">The result</a></h2>
<p>The signed answer, opened. This page only reads it: a server <a href="/docs/verify">verifies it</a>.</p>
<div class="code" data-language="json"><pre tabindex="0" aria-label="Result"><code id="claims">Nothing yet.</code></pre></div>
<h2 id="people"><a href="#people">Invented people</a></h2>
{people}
</article>"##,
        controls = controls(choices),
        address = address(&snippet),
        forms = forms(&snippet),
        people = super::markdown::render(&people()).body,
    )
}

/// The host page: nothing but the snippet, byte for byte as it is shown.
pub(super) fn host(choices: &Choices, origin: &str) -> String {
    format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>A page that plays a host</title>
<base target="_blank">
<link rel="stylesheet" href="/docs/assets/docs.css">
<script src="/docs/assets/playground-host.js"></script>
</head>
<body class="host">
<main aria-label="Your page">
<h1>Your page</h1>
{snippet}
</main>
</body>
</html>
"#,
        snippet = choices.snippet(origin).html(),
    )
}

/// Where the host page of a snippet is.
fn address(snippet: &Snippet) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    // An empty text is a choice too: a default would come back otherwise.
    for name in ["site-key", "purpose", "nonce"] {
        if !snippet.attributes.iter().any(|(known, _)| *known == name) {
            query.append_pair(name, "");
        }
    }
    query.extend_pairs(snippet.attributes.iter());
    format!("/docs/playground/host?{}", escape(&query.finish()))
}

fn controls(choices: &Choices) -> String {
    let text = |(name, hint): (&str, &str)| {
        format!(
            r#"<p><label for="c-{name}">{name}</label> <input id="c-{name}" name="{name}" value="{}" maxlength="256" autocomplete="off" spellcheck="false" aria-describedby="h-{name}"> <small id="h-{name}">{hint}</small></p>"#,
            escape(choices.value(name))
        )
    };
    let list = |(name, values): (&str, &[&str])| {
        let chosen = choices.value(name);
        let options = values.iter().map(|value| {
            let mark = if *value == chosen { " selected" } else { "" };
            format!("<option{mark}>{value}</option>")
        });
        let options: String = options.collect();
        format!(r#"<p><label for="c-{name}">{name}</label> <select id="c-{name}" name="{name}">{options}</select></p>"#)
    };
    let rows = TEXTS.map(text).into_iter().chain(LISTS.map(list));
    rows.collect::<Vec<_>>().join("\n")
}

/// The snippet in every form; one is open at a time.
fn forms(snippet: &Snippet) -> String {
    let forms = [
        ("HTML", "html", snippet.html()),
        ("React", "jsx", snippet.react()),
        ("Vue", "vue", snippet.vue()),
        ("WordPress block", "html", snippet.wordpress_block()),
        ("WordPress shortcode", "php", snippet.shortcode()),
        ("Redirect link", "html", snippet.link()),
    ];
    let fold = |(at, (name, language, code)): (usize, (&str, &str, String))| {
        let open = if at == 0 { " open" } else { "" };
        format!(
            "<details class=\"form\" name=\"forms\"{open}><summary>{name}</summary>\n{}</details>\n",
            code_block(language, &code)
        )
    };
    forms.into_iter().enumerate().map(fold).collect()
}

/// The invented people of test mode, as a table in Markdown.
pub(super) fn people() -> String {
    let rows = PEOPLE.iter().map(|person| {
        let (first, last) = person.mobile.split_at(5);
        format!("| {} | {first}\u{a0}{last} | {} |\n", person.name, person.about)
    });
    format!("| name | mobile | what happens |\n|---|---|---|\n{}", rows.collect::<String>())
}

/// The keys of test mode, as a table in Markdown.
pub(super) fn keys() -> String {
    let rows = PROVIDERS
        .iter()
        .map(|provider| format!("| `{}` | `{}` | {} |\n", provider.site_key(), provider.secret_key(), provider.about));
    format!("| site key | secret key | what for |\n|---|---|---|\n{}", rows.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://status.example";

    #[test]
    fn the_host_page_holds_the_snippet_as_it_is_shown() {
        let odd = r#"booking "7" & <b>"#;
        let choices =
            Choices { r#ref: odd.to_owned(), mode: "staff".to_owned(), lang: "xx".to_owned(), ..Choices::default() };
        let html = choices.snippet(ORIGIN).html();
        assert!(
            html.contains(r#"ref="booking &quot;7&quot; &amp; &lt;b&gt;" mode="staff""#) && !html.contains("lang"),
            "{html}"
        );
        assert!(host(&choices, ORIGIN).contains(&html));
        assert!(main(&choices, ORIGIN).contains(&escape(&html)));
    }

    #[test]
    fn every_attribute_of_the_loader_is_a_control() {
        let controls = controls(&Choices::default());
        let documented = include_str!("../../../../docs/site/embedding.md");
        let (_, table) = documented.split_once("| attribute | values | what it does |").unwrap();
        let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
        let first = rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split(", "));
        let names: Vec<_> = first.map(|name| name.trim().trim_matches('`')).collect();
        assert_eq!(names.len(), TEXTS.len() + LISTS.len());
        for name in names {
            assert!(controls.contains(&format!(" name=\"{name}\"")), "{name}");
        }
    }

    #[test]
    fn field_and_functions_are_in_the_snippet_when_they_are_chosen() {
        let choices = Choices {
            response_field_name: "proof".to_owned(),
            on_success: "booked".to_owned(),
            on_error: "no.name(of a function)".to_owned(),
            ..Choices::default()
        };
        let html = choices.snippet(ORIGIN).html();
        assert!(html.contains(r#" response-field-name="proof" on-success="booked"></kyvs-check>"#), "{html}");
        let without = Choices { response_field: "false".to_owned(), ..Choices::default() };
        assert!(without.snippet(ORIGIN).html().contains(r#" response-field="false">"#));
    }

    #[test]
    fn the_redirect_link_leads_back_whatever_the_element_does() {
        let return_url = "https://hotel.example/back".to_owned();
        let inline = Choices { return_url: return_url.clone(), ..Choices::default() }.snippet(ORIGIN);
        let redirect = Choices { return_url, display: "redirect".to_owned(), ..Choices::default() }.snippet(ORIGIN);
        for link in [inline.link(), redirect.link()] {
            assert!(link.contains("&amp;return-url=https%3A%2F%2Fhotel.example%2Fback"), "{link}");
        }
        let attribute = r#"return-url="https://hotel.example/back""#;
        assert!(!inline.html().contains(attribute) && redirect.html().contains(attribute));
    }

    #[test]
    fn a_link_cannot_bring_a_program_of_its_own_to_the_page() {
        let purpose = Some("x\"]?><?php evil();//".to_owned());
        let html = forms(&Choices { purpose, ..Choices::default() }.snippet(ORIGIN));
        assert!(html.contains("[kyvs_check]") && !html.contains("&lt;?php evil"), "{html}");
        // A reader would see `evil` where it is not.
        let turned = Choices { r#ref: "\u{202e}live\u{202c}".to_owned(), ..Choices::default() };
        assert!(!turned.snippet(ORIGIN).html().contains("ref="));
    }

    #[test]
    fn the_address_of_the_host_page_brings_the_same_snippet_back() {
        let choices = Choices { purpose: Some(String::new()), display: "modal".to_owned(), ..Choices::default() };
        let snippet = choices.snippet(ORIGIN);
        let address = address(&snippet).replace("&amp;", "&");
        let (_, query) = address.split_once('?').unwrap();
        let uri: axum::http::Uri = format!("/x?{query}").parse().unwrap();
        let axum::extract::Query(again) = axum::extract::Query::<Choices>::try_from_uri(&uri).unwrap();
        assert_eq!(again.snippet(ORIGIN).html(), snippet.html());
        assert!(!snippet.html().contains("purpose"));
    }
}
