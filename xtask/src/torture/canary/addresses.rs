//! The addresses in an answer: where it leads to, what it loads, and what its forms would make of themselves.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use super::super::client::Answer;

/// Headers whose values are addresses.
const HEADERS: [&str; 4] = ["location", "content-location", "link", "refresh"];
/// What stands before an address in a page: links, pictures and scripts, forms and buttons that post elsewhere, pages that leave by
/// themselves, and what a script hands to the phone's sharing.
const BEFORE: [&str; 6] = ["href=\"", "src=\"", "srcset=\"", "action=\"", "url=", "data-share-link=\""];
/// What whole addresses begin with, wherever they stand.
const SCHEMES: [&str; 2] = ["http://", "https://"];
/// Fields that say nothing of anybody.
const HARMLESS: [&str; 2] = ["lang", "action"];

/// All of them, each as it stands and decoded, one a line.
pub(super) fn of(answer: &Answer) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| HEADERS.contains(&name.as_str()))
        .map(|(_, value)| value.clone())
        .collect();
    let text = text(answer);
    for mark in BEFORE {
        found.extend(text.split(mark).skip(1).map(until_its_end));
    }
    for scheme in SCHEMES {
        found.extend(text.split(scheme).skip(1).map(|rest| format!("{scheme}{}", until_its_end(rest))));
    }
    // a picture in its own address is not asked for anywhere
    found.retain(|address| !address.starts_with("data:"));
    let decoded: Vec<String> = found.iter().map(|address| decoded(address)).collect();
    found.extend(decoded);
    found
}

/// Fields that the browser would write into an address, because their form is not posted.
pub(super) fn fields_of_forms(answer: &Answer) -> BTreeSet<String> {
    let text = text(answer);
    let forms = text.split("<form").skip(1).filter_map(|rest| {
        let (tag, _) = rest.split_once('>')?;
        if tag.contains("method=\"post\"") { None } else { rest.split("</form>").next() }
    });
    let names = forms.flat_map(|form| form.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()));
    names.filter(|name| !HARMLESS.contains(name)).map(str::to_owned).collect()
}

/// The body where it is text; pictures and papers have no addresses.
fn text(answer: &Answer) -> String {
    let kind = answer.header("content-type").unwrap_or_default();
    let is_text = ["text/", "application/json", "application/problem+json", "image/svg+xml"];
    if is_text.iter().any(|start| kind.starts_with(start)) {
        String::from_utf8_lossy(&answer.body).into_owned()
    } else {
        String::new()
    }
}

fn until_its_end(rest: &str) -> String {
    rest.split(['"', '\'', '<', '>', ' ', '\\', '\n']).next().unwrap_or_default().to_owned()
}

/// An address without its escapes.
fn decoded(address: &str) -> String {
    percent_decode_str(&address.replace("&amp;", "&").replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> Answer {
        let headers = vec![
            ("content-type".to_owned(), "text/html; charset=utf-8".to_owned()),
            ("location".to_owned(), "/next?name=A+B".to_owned()),
        ];
        Answer { status: 200, headers, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn addresses_are_found_wherever_they_stand_and_decoded() {
        let body = r#"<a href="/s/x?a=1&amp;b=%2B91">y</a><button formaction="/file"></button><img src="data:image/png;base64,AAAA">
            <meta content="600;url=/status?lang=en"><meta property="og:url" content="https://a.example/s/%C3%A4">"#;
        let found = of(&page(body));
        for address in
            ["/next?name=A+B", "/next?name=A B", "/s/x?a=1&b=+91", "/file", "/status?lang=en", "https://a.example/s/ä"]
        {
            assert!(found.contains(address), "{address} in {found:?}");
        }
        assert!(!found.iter().any(|address| address.starts_with("data:")));
    }

    #[test]
    fn only_forms_that_are_not_posted_write_addresses() {
        let body = r#"<form method="post" action="/x"><input name="mobile"/></form>
            <form id="a"><textarea id="code"></textarea><select name="lang"></select><input type="text" name="otp"/></form>"#;
        assert_eq!(fields_of_forms(&page(body)), BTreeSet::from(["otp".to_owned()]));
    }
}
