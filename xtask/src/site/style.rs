//! The stylesheet: its imports in one file, made small, written for the browsers of the last three years.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use lightningcss::rules::CssRule;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

/// The oldest browsers that get the style as it was meant.
const OLDEST: Browsers = Browsers {
    android: Some(version(117, 0)),
    chrome: Some(version(117, 0)),
    edge: Some(version(117, 0)),
    firefox: Some(version(117, 0)),
    ie: None,
    ios_saf: Some(version(16, 4)),
    opera: Some(version(102, 0)),
    safari: Some(version(16, 4)),
    samsung: Some(version(22, 0)),
};

/// A version as the library counts it.
const fn version(major: u32, minor: u32) -> u32 {
    (major << 16) | (minor << 8)
}

/// Bundles and minifies the stylesheet at this path.
pub(super) fn bundle(path: &Path) -> Result<String> {
    let own = read(path)?;
    let mut sheet = parse(&own, path)?;
    let mut all = String::new();
    for rule in &sheet.rules.0 {
        let CssRule::Import(import) = rule else { continue };
        let imported = path.with_file_name(import.url.as_ref());
        if import.layer.is_some() || import.supports.is_some() || !import.media.media_queries.is_empty() {
            bail!("{}: only plain imports are bundled, not `{}`", path.display(), import.url);
        }
        let text = read(&imported)?;
        // once alone, so that a mistake is told with its own file and line
        parse(&text, &imported)?;
        all.push_str(&text);
    }
    sheet.rules.0.retain(|rule| !matches!(rule, CssRule::Import(_)));
    all.push_str(&print(&sheet, path)?);
    minify(&all, path)
}

fn minify(css: &str, path: &Path) -> Result<String> {
    let mut sheet = parse(css, path)?;
    sheet
        .minify(MinifyOptions { targets: Targets::from(OLDEST), ..MinifyOptions::default() })
        .map_err(|error| anyhow!("failed to minify {}: {error}", path.display()))?;
    let small = print(&sheet, path)?;
    if small.to_ascii_lowercase().contains("</style") {
        bail!("{} holds `</style`, which would break the page it is written into", path.display());
    }
    Ok(small)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))
}

fn parse<'css>(css: &'css str, path: &Path) -> Result<StyleSheet<'css>> {
    let options = ParserOptions { filename: path.display().to_string(), ..ParserOptions::default() };
    StyleSheet::parse(css, options).map_err(|error| {
        // the library counts lines from 0
        let line = error.loc.as_ref().map_or(0, |place| place.line + 1);
        anyhow!("failed to read {}:{line}: {}", path.display(), error.kind)
    })
}

fn print(sheet: &StyleSheet<'_>, path: &Path) -> Result<String> {
    let options = PrinterOptions { minify: true, targets: Targets::from(OLDEST), ..PrinterOptions::default() };
    let printed = sheet.to_css(options).map_err(|error| anyhow!("failed to print {}: {error}", path.display()))?;
    Ok(printed.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    /// A main stylesheet beside one that it may import.
    fn bundled(main: &str, a: &str) -> Result<String> {
        let folder = Scratch::new();
        std::fs::write(folder.0.join("a.css"), a).unwrap();
        let path = folder.0.join("main.css");
        std::fs::write(&path, main).unwrap();
        bundle(&path)
    }

    #[test]
    fn imports_become_one_small_file() {
        let css = bundled("@import './a.css';\n.b { .c & { top: 0px } }\n", ".a { color: #ff0000 }\n").unwrap();
        assert_eq!(css, ".a{color:red}.c .b{top:0}");
    }

    #[test]
    fn what_cannot_be_bundled_is_refused_by_name() {
        let missing = bundled("@import 'gone.css';", "").unwrap_err().to_string();
        assert!(missing.contains("gone.css"), "{missing}");
        let layered = bundled("@import 'a.css' layer(base);", "").unwrap_err().to_string();
        assert!(layered.contains("only plain imports"), "{layered}");
    }

    #[test]
    fn a_mistake_is_told_with_its_file_and_line() {
        let error = bundled("@import 'a.css';", "\n.a { color: }}").unwrap_err().to_string();
        assert!(error.contains("a.css:2"), "{error}");
    }
}
