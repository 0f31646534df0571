//! The snippet in every form that an integrator may want, made from one list of attributes. What the playground shows is what it renders.

use domain::provider::Purpose;

use super::template::escape;

/// A `<kyvs-check>` as chosen: attributes that differ from their defaults, in a fixed order.
pub(super) struct Snippet {
    /// Scheme, host and port of the service.
    pub(super) origin: String,
    /// Names and values.
    pub(super) attributes: Vec<(&'static str, String)>,
    /// Where the full page sends the result, whatever the element itself does.
    pub(super) return_url: Option<String>,
}

/// Attributes that React and Vue take for something of their own; the loader reads their `data-` twins as well.
const OF_FRAMEWORKS: [&str; 3] = ["ref", "on-success", "on-error"];

/// What the full page takes in its address; everything else is for the frame.
const OF_THE_FULL_PAGE: [(&str, &str); 7] = [
    ("site-key", "k"),
    ("purpose", "purpose"),
    ("nonce", "nonce"),
    ("ref", "ref"),
    ("lang", "lang"),
    ("theme", "theme"),
    ("mode", "mode"),
];

impl Snippet {
    /// The two lines for any page.
    pub(super) fn html(&self) -> String {
        self.with(&self.inline_attributes())
    }

    /// A React component.
    pub(super) fn react(&self) -> String {
        format!(
            r#"import {{ useEffect, useRef }} from "react";

export function VaccinationCheck({{ onResult }}) {{
  const check = useRef(null);
  useEffect(() => {{
    const element = check.current;
    const take = (event) => onResult(event.detail.result);
    element.addEventListener("kyvs:success", take);
    return () => element.removeEventListener("kyvs:success", take);
  }}, [onResult]);
  return (
    <>
      <script async src="{origin}/embed/v1/kyvs.js" />
      <kyvs-check ref={{check}} {attributes}></kyvs-check>
    </>
  );
}}"#,
            origin = self.origin,
            attributes = self.component_attributes(),
        )
    }

    /// A Vue component; its script belongs into the page's head.
    pub(super) fn vue(&self) -> String {
        format!(
            r#"<!-- index.html: {script} -->
<!-- vite.config.js: vue({{ template: {{ compilerOptions: {{ isCustomElement: (tag) => tag === "kyvs-check" }} }} }}) -->
<script setup>
const emit = defineEmits(["result"]);
</script>

<template>
  <kyvs-check {attributes} @kyvs:success="(event) => emit('result', event.detail.result)"></kyvs-check>
</template>"#,
            script = self.script(),
            attributes = self.component_attributes(),
        )
    }

    /// A block of the editor of `WordPress` ("Custom HTML").
    pub(super) fn wordpress_block(&self) -> String {
        // WordPress looks for shortcodes within attributes too.
        let attributes = self.inline_attributes().replace('[', "&#91;").replace(']', "&#93;");
        format!("<!-- wp:html -->\n{}\n<!-- /wp:html -->", self.with(&attributes))
    }

    /// A shortcode of `WordPress` and the few lines of PHP that define it.
    pub(super) fn shortcode(&self) -> String {
        let rest = self.attributes.iter().filter(|(name, _)| *name != "purpose");
        let fixed = rest.map(|(name, value)| format!(" {name}=\"{}\"", escape(value))).collect::<Vec<_>>().concat();
        // A comment has no way to quote: what is no purpose does not stand in it.
        let purpose = self.value("purpose").and_then(|text| Purpose::parse(text).ok());
        let purpose = purpose.as_ref().map_or("", Purpose::as_str);
        let given = if purpose.is_empty() { String::new() } else { format!(" purpose=\"{purpose}\"") };
        format!(
            r#"<?php
// In a small plugin, or in functions.php of the theme. In a post: [kyvs_check{given}]
add_shortcode('kyvs_check', function ($given) {{
    wp_enqueue_script('kyvs', '{origin}/embed/v1/kyvs.js', [], null, ['strategy' => 'async']);
    $with = shortcode_atts(['purpose' => '{purpose}'], $given, 'kyvs_check');
    return '<kyvs-check purpose="' . esc_attr($with['purpose']) . '"{php_fixed}></kyvs-check>';
}});"#,
            origin = self.origin,
            php_fixed = php(&fixed),
        )
    }

    /// The address of the full page, for a link.
    pub(super) fn link(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, key) in OF_THE_FULL_PAGE {
            if let Some(value) = self.value(name) {
                query.append_pair(key, value);
            }
        }
        if let Some(url) = &self.return_url {
            query.append_pair("return-url", url);
        }
        format!("<a href=\"{}/check?{}\">Share vaccination status</a>", self.origin, escape(&query.finish()))
    }

    /// The two lines, with attributes as they are written somewhere.
    fn with(&self, attributes: &str) -> String {
        format!("{}\n<kyvs-check {attributes}></kyvs-check>", self.script())
    }

    fn script(&self) -> String {
        format!("<script async src=\"{}/embed/v1/kyvs.js\"></script>", self.origin)
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    fn inline_attributes(&self) -> String {
        let all = self.attributes.iter().map(|(name, value)| format!("{name}=\"{}\"", escape(value)));
        all.collect::<Vec<_>>().join(" ")
    }

    fn component_attributes(&self) -> String {
        let all = self.attributes.iter().map(|(name, value)| {
            let twin = if OF_FRAMEWORKS.contains(name) { "data-" } else { "" };
            format!("{twin}{name}=\"{}\"", escape(value))
        });
        all.collect::<Vec<_>>().join(" ")
    }
}

/// Text within a PHP string in single quotes.
fn php(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\'', "\\'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(attributes: &[(&'static str, &str)]) -> Snippet {
        let attributes: Vec<_> = attributes.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let back = attributes.iter().find(|(name, _)| *name == "return-url").map(|(_, url)| url.clone());
        Snippet { origin: "https://status.example".to_owned(), attributes, return_url: back }
    }

    #[test]
    fn two_lines_are_enough() {
        let html = snippet(&[("site-key", "pk_test_demo"), ("purpose", "check-in")]).html();
        assert_eq!(
            html,
            "<script async src=\"https://status.example/embed/v1/kyvs.js\"></script>\n\
             <kyvs-check site-key=\"pk_test_demo\" purpose=\"check-in\"></kyvs-check>"
        );
    }

    #[test]
    fn a_component_keeps_the_names_of_its_framework() {
        let booking =
            snippet(&[("site-key", "pk"), ("ref", "booking"), ("on-success", "booked"), ("on-error", "failed")]);
        let twins = r#"site-key="pk" data-ref="booking" data-on-success="booked" data-on-error="failed""#;
        assert!(booking.react().contains(&format!("<kyvs-check ref={{check}} {twins}></kyvs-check>")));
        assert!(booking.vue().contains(&format!("<kyvs-check {twins} @kyvs:success=")));
        assert!(booking.html().contains(r#" ref="booking" on-success="booked" "#));
    }

    /// What ends an attribute, a tag, a comment, a block, a template, a string or a program.
    const HOSTILE: [&str; 8] = [
        r#""><script>evil()</script>"#,
        r#"x"]?><?php evil();//"#,
        r"\'); evil(); //",
        r"\",
        "--><!-- /wp:html --><script>evil()</script><!--",
        r#"[gallery onload="evil()"]"#,
        "</template><script>evil()</script>",
        "{evil()} {{ evil() }} `${evil()}`",
    ];
    const NAMES: [&str; 5] = ["site-key", "purpose", "nonce", "ref", "return-url"];
    const HARMLESS: &str = "harmless";

    /// The text around a value, and the value as it is written there; none where it is not written at all.
    fn written(kind: fn(&Snippet) -> String, name: &'static str, value: &str) -> Option<String> {
        let (plain, text) = (kind(&snippet(&[(name, HARMLESS)])), kind(&snippet(&[(name, value)])));
        let Some((before, after)) = plain.split_once(HARMLESS) else {
            assert_eq!(text, plain, "{name}");
            return None;
        };
        let rest = text.strip_prefix(before).unwrap_or_else(|| panic!("{name}: {text}"));
        let within = rest.strip_suffix(after).unwrap_or_else(|| panic!("{name}: {text}"));
        Some(within.to_owned())
    }

    /// A kind of snippet, and the characters that would lead out of its values.
    type Kind = (fn(&Snippet) -> String, &'static [char]);

    #[test]
    fn no_value_breaks_out_of_its_place() {
        let kinds: [Kind; 5] = [
            (Snippet::html, &['"', '<', '>']),
            (Snippet::react, &['"', '<', '>']),
            (Snippet::vue, &['"', '<', '>']),
            (Snippet::wordpress_block, &['"', '<', '>', '[', ']']),
            (Snippet::link, &['"', '<', '>', '\'', '&', ' ']),
        ];
        for (value, name) in HOSTILE.iter().flat_map(|value| NAMES.map(|name| (value, name))) {
            for (kind, breaking) in kinds {
                let within = written(kind, name, value).unwrap_or_default();
                assert!(!within.contains(breaking), "{name}: {within}");
            }
        }
    }

    #[test]
    fn no_value_becomes_php() {
        for value in HOSTILE {
            for name in NAMES.into_iter().filter(|name| *name != "purpose") {
                let within = written(Snippet::shortcode, name, value).unwrap();
                let unquoted = within.replace(r"\\", "").replace(r"\'", "");
                assert!(!unquoted.contains(['"', '<', '>', '\'', '\\']), "{name}: {within}");
            }
            let purpose = snippet(&[("purpose", value)]).shortcode();
            assert_eq!(purpose, snippet(&[]).shortcode(), "what is no purpose is not written");
        }
        let booking = snippet(&[("purpose", "booking")]).shortcode();
        assert!(booking.contains(r#"[kyvs_check purpose="booking"]"#) && booking.contains("['purpose' => 'booking']"));
    }
}
