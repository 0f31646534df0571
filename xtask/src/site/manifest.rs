//! `manifest.json`: the names of the built files, for the server, and their sizes, for the budget.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64ct::{Base64, Encoding};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha384};

/// The loader under its floating name.
pub(super) const LOADER: &str = "embed/v1/kyvs.js";
/// The loader's TypeScript declarations.
pub(super) const LOADER_TYPES: &str = "embed/v1/kyvs.d.ts";

/// Paths are relative to the site and use `/`.
#[derive(Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// SHA-256 of the inputs: the same stamp, the same site.
    pub(crate) stamp: String,
    /// The WASM of the islands.
    pub(crate) wasm: String,
    /// The module that starts it; its default export takes the address of the WASM.
    pub(crate) js: String,
    /// The loader under its pinned name.
    pub(crate) loader: Loader,
    /// The script of the page in the frame.
    pub(crate) frame: String,
    /// The style of every page.
    pub(crate) css: String,
    /// What the pages of the gate load.
    pub(crate) gate: Gate,
    /// Bytes of each file.
    pub(crate) sizes: BTreeMap<String, Sizes>,
}

/// The files of the pages that check passes and results.
#[derive(Serialize, Deserialize, Default)]
pub(crate) struct Gate {
    /// The script of the pages.
    pub(crate) js: String,
    /// The rules of passes, and the module that starts them.
    pub(crate) check: Pair,
    /// The rules of passes and results.
    pub(crate) paste: Pair,
    /// The reader of QR codes, for browsers that have none.
    pub(crate) scan: Pair,
    /// The service worker.
    pub(crate) worker: String,
    /// The style of these pages.
    pub(crate) css: String,
    /// The icon in pixels.
    pub(crate) icons: Vec<Icon>,
}

/// A picture for phones that install the gate.
#[derive(Serialize, Deserialize)]
pub(crate) struct Icon {
    /// The file.
    pub(crate) path: String,
    /// Pixels a side.
    pub(crate) side: u16,
    /// `any` or `maskable`, as web manifests say it.
    pub(crate) purpose: String,
}

/// A WASM and its JavaScript.
#[derive(Serialize, Deserialize, Default)]
pub(crate) struct Pair {
    /// The WASM.
    pub(crate) wasm: String,
    /// The module, whose default export takes the address of the WASM.
    pub(crate) js: String,
}

/// The immutable copy of the loader.
#[derive(Serialize, Deserialize)]
pub(crate) struct Loader {
    /// Its path.
    pub(crate) hashed: String,
    /// The value of a `script` element's `integrity`.
    pub(crate) integrity: String,
}

/// Bytes of one file as it is and in transit.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// Uncompressed.
    pub(crate) raw: usize,
    /// With `Content-Encoding: gzip`.
    pub(crate) gzip: usize,
    /// With `Content-Encoding: br`.
    pub(crate) brotli: usize,
}

impl Manifest {
    /// Names the files after their contents; sizes come when they are written.
    pub(super) fn new(stamp: String, pkg: &str, name: &str, wasm: &[u8], glue: &str, loader: &str) -> Self {
        Self {
            stamp,
            wasm: format!("{pkg}/{name}-{}.wasm", short_hash(wasm)),
            js: format!("{pkg}/{name}-{}.js", short_hash(glue.as_bytes())),
            loader: Loader {
                hashed: format!("embed/{name}-{}.js", short_hash(loader.as_bytes())),
                integrity: integrity(loader.as_bytes()),
            },
            frame: "frame.js".into(),
            css: "main.css".into(),
            gate: Gate::default(),
            sizes: BTreeMap::new(),
        }
    }

    /// Reads the manifest of a built site.
    pub(crate) fn read(site: &Path) -> Result<Self> {
        let path = site.join("manifest.json");
        let text = fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("failed to read {}", path.display()))
    }

    /// Writes it into the site.
    pub(super) fn write(&self, site: &Path) -> Result<()> {
        let path = site.join("manifest.json");
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        fs::write(&path, text).with_context(|| format!("failed to write {}", path.display()))
    }
}

/// 64 bits of SHA-256 in hexadecimal: enough to tell one build from another.
pub(super) fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..8])
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // writing to a String cannot fail
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Subresource Integrity, as W3C SRI writes it.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", Base64::encode_string(&Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrity_is_what_browsers_compute() {
        // printf '' | openssl dgst -sha384 -binary | base64
        assert_eq!(integrity(b""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
    }

    #[test]
    fn names_follow_the_contents() {
        let one = Manifest::new(String::new(), "pkg", "kyvs", b"a", "b", "c");
        let two = Manifest::new(String::new(), "pkg", "kyvs", b"A", "b", "c");
        assert_eq!(one.wasm, "pkg/kyvs-ca978112ca1bbdca.wasm");
        assert_ne!(one.wasm, two.wasm);
        assert_eq!(one.js, two.js);
    }
}
