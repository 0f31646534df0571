//! The stylesheet: its imports in one file, made small, written for the browsers of the last three years.

use std::path::Path;

use anyhow::{Result, anyhow, bail};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
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
    let targets = Targets::from(OLDEST);
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    // errors borrow what they complain of
    let failed = |error: &dyn std::fmt::Display| anyhow!("failed to read {}: {error}", path.display());
    let mut sheet = bundler.bundle(path).map_err(|error| failed(&error))?;
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|error| failed(&error))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| failed(&error))?;
    if printed.code.to_ascii_lowercase().contains("</style") {
        bail!("{} holds `</style`, which would break the page it is written into", path.display());
    }
    Ok(printed.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn imports_become_one_small_file() {
        let folder = Scratch::new();
        std::fs::write(folder.0.join("a.css"), ".a { color: #ff0000 }\n").unwrap();
        let main = folder.0.join("main.css");
        std::fs::write(&main, "@import './a.css' layer(base);\n.b { .c & { top: 0px } }\n").unwrap();
        let css = bundle(&main).unwrap();
        assert_eq!(css, "@layer base{.a{color:red}}.c .b{top:0}");
    }

    #[test]
    fn a_missing_import_is_named() {
        let folder = Scratch::new();
        let main = folder.0.join("main.css");
        std::fs::write(&main, "@import './gone.css';\n").unwrap();
        let error = bundle(&main).unwrap_err().to_string();
        assert!(error.contains("gone.css") || error.contains("No such file"), "{error}");
    }
}
