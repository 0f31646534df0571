//! The snippet in every form that an integrator may want, made from one list of attributes. What the playground shows is what it renders.

use super::template::escape;

/// A `<kyvs-check>` as chosen: attributes that differ from their defaults, in a fixed order.
pub(super) struct Snippet {
    /// Scheme, host and port of the service.
    pub(super) origin: String,
    /// Names and values.
    pub(super) attributes: Vec<(&'static str, String)>,
}

/// What the full page takes in its address; everything else is for the frame.
const OF_THE_FULL_PAGE: [(&str, &str); 8] = [
    ("site-key", "k"),
    ("purpose", "purpose"),
    ("nonce", "nonce"),
    ("ref", "ref"),
    ("lang", "lang"),
    ("theme", "theme"),
    ("mode", "mode"),
    ("return-url", "return-url"),
];

impl Snippet {
    /// The two lines for any page.
    pub(super) fn html(&self) -> String {
        format!("{}\n<kyvs-check {}></kyvs-check>", self.script(), self.inline_attributes())
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
            attributes = self.inline_attributes(),
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
            attributes = self.inline_attributes(),
        )
    }

    /// A block of the editor of `WordPress` ("Custom HTML").
    pub(super) fn wordpress_block(&self) -> String {
        format!("<!-- wp:html -->\n{}\n<!-- /wp:html -->", self.html())
    }

    /// A shortcode of `WordPress` and the few lines of PHP that define it.
    pub(super) fn shortcode(&self) -> String {
        let rest = self.attributes.iter().filter(|(name, _)| *name != "purpose");
        let fixed = rest.map(|(name, value)| format!(" {name}=\"{}\"", escape(value))).collect::<Vec<_>>().concat();
        let purpose = self.value("purpose").unwrap_or("check-in");
        format!(
            r#"<?php
// In a small plugin, or in functions.php of the theme. In a post: [kyvs_check purpose="{purpose}"]
add_shortcode('kyvs_check', function ($given) {{
    wp_enqueue_script('kyvs', '{origin}/embed/v1/kyvs.js', [], null, ['strategy' => 'async']);
    $with = shortcode_atts(['purpose' => '{php_purpose}'], $given, 'kyvs_check');
    return '<kyvs-check purpose="' . esc_attr($with['purpose']) . '"{php_fixed}></kyvs-check>';
}});"#,
            origin = self.origin,
            php_purpose = php(purpose),
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
        format!("<a href=\"{}/check?{}\">Share vaccination status</a>", self.origin, escape(&query.finish()))
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
}

/// Text within a PHP string in single quotes.
fn php(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\'', "\\'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(attributes: &[(&'static str, &str)]) -> Snippet {
        let attributes = attributes.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Snippet { origin: "https://status.example".to_owned(), attributes }
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
    fn no_value_breaks_out_of_its_place() {
        let odd = snippet(&[("site-key", "pk"), ("ref", "\"><script>'\\")]);
        for text in [odd.html(), odd.wordpress_block(), odd.link(), odd.vue(), odd.react()] {
            assert!(!text.contains("\"><script>'"), "{text}");
        }
        assert!(odd.shortcode().contains(r#"ref="&quot;&gt;&lt;script&gt;\'\\""#), "{}", odd.shortcode());
        assert!(odd.link().contains("ref=%22%3E%3Cscript%3E%27%5C"), "{}", odd.link());
    }
}
