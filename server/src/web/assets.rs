//! The files that are built into the binary: loader, browser build, styles. Each lies there compressed already.

use app::{shell, tools::ToolAssets};
use axum::{
    extract::Path,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY},
    },
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::headers::RESOURCE_POLICY;

/// Files whose name changes with their content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Files whose name stays.
pub(super) const FIVE_MINUTES: &str = "public, max-age=300";

/// What a page gets that pins a loader which is not there any more.
const GONE: &str = include_str!("../../../public/gone.js");

/// The built site. The build script names its folder.
#[derive(rust_embed::Embed)]
#[folder = "$KYVS_SITE_DIR"]
struct Site;

/// The manifest in this binary is of another version.
#[derive(Debug, thiserror::Error)]
#[error("the pages in this binary do not fit it; build both with `cargo xtask build`: {0}")]
pub struct AssetsError(#[from] serde_json::Error);

/// Names of this build's files, relative to the site.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Manifest {
    wasm: String,
    js: String,
    loader: Loader,
    frame: String,
    css: String,
    gate: Gate,
}

/// The files of the pages that check passes and results.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Gate {
    js: String,
    check: Pair,
    paste: Pair,
    scan: Pair,
    css: String,
    icons: Vec<Icon>,
}

/// A picture for phones that install the gate.
#[derive(Clone, Debug, Deserialize)]
pub struct Icon {
    /// Path of the immutable file, relative to the site.
    pub path: String,
    /// Pixels a side.
    pub side: u16,
    /// As web manifests say it.
    pub purpose: String,
}

/// A WASM and its JavaScript.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Pair {
    wasm: String,
    js: String,
}

/// The loader's pinned form, for hosts that want to name the exact bytes.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Loader {
    /// Path of the immutable file, relative to the site.
    pub hashed: String,
    /// Its subresource integrity, `sha384-…`.
    pub integrity: String,
}

/// The built site.
#[derive(Debug)]
pub struct Assets {
    document: shell::Assets,
    tools: ToolAssets,
    loader: Loader,
    icons: Vec<Icon>,
}

impl Assets {
    /// Reads what pages refer to. A binary that was compiled without a site has none of it and still works, without styles
    /// and scripts: [`Assets::is_complete`] tells.
    pub fn load() -> Result<Self, AssetsError> {
        let manifest = Site::get("manifest.json");
        let manifest: Manifest =
            manifest.map_or_else(|| Ok(Manifest::default()), |file| serde_json::from_slice(&file.data))?;
        let address = |path: &str| if path.is_empty() { String::new() } else { format!("/{path}") };
        let document = shell::Assets {
            css: text(&manifest.css),
            frame_script: text(&manifest.frame),
            js: address(&manifest.js),
            wasm: address(&manifest.wasm),
        };
        let gate = manifest.gate;
        let tools = ToolAssets {
            css: text(&gate.css),
            js: text(&gate.js),
            check: (address(&gate.check.js), address(&gate.check.wasm)),
            paste: (address(&gate.paste.js), address(&gate.paste.wasm)),
            scan: (address(&gate.scan.js), address(&gate.scan.wasm)),
        };
        Ok(Self { document, tools, loader: manifest.loader, icons: gate.icons })
    }

    /// Whether this binary holds its pages' styles and scripts.
    pub fn is_complete(&self) -> bool {
        let pages = [&self.document.css, &self.document.frame_script, &self.document.js, &self.document.wasm];
        let tools = [&self.tools.css, &self.tools.js, &self.tools.check.1, &self.tools.scan.1];
        let needed = [pages, tools].concat();
        needed.iter().all(|text| !text.is_empty())
    }

    /// What every document is rendered with.
    pub fn document(&self) -> &shell::Assets {
        &self.document
    }

    /// What the pages that check passes and results are rendered with.
    pub fn tools(&self) -> &ToolAssets {
        &self.tools
    }

    /// The icon in pixels.
    pub fn icons(&self) -> &[Icon] {
        &self.icons
    }

    /// The loader's pinned form.
    pub fn loader(&self) -> &Loader {
        &self.loader
    }
}

/// A file's text, for what is inlined; empty when it is not there.
fn text(path: &str) -> String {
    Site::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

/// `GET /embed/v1/kyvs.js` and its types: the floating address, which any site may load.
pub async fn floating(Path(file): Path<String>, headers: HeaderMap) -> Response {
    match file.as_str() {
        "kyvs.js" | "kyvs.d.ts" => send(&format!("embed/v1/{file}"), FIVE_MINUTES, &headers),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /embed/{file}`: the loader under a name that changes with its content, for hosts that pin it. A page that pins another
/// version is told so by a script: browsers run none that comes with 404.
pub async fn pinned(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let found = send_from("embed", &file, &headers);
    if found.status() != StatusCode::NOT_FOUND || !is_loader(&file) {
        return found;
    }
    let headers = [
        (CONTENT_TYPE, content_type(&file)),
        (CACHE_CONTROL, FIVE_MINUTES),
        (RESOURCE_POLICY, "cross-origin"),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, GONE).into_response()
}

/// Whether a name is that of a pinned loader, of this version or another.
fn is_loader(file: &str) -> bool {
    let hash = file.strip_prefix("kyvs-").and_then(|rest| rest.strip_suffix(".js"));
    hash.is_some_and(|hash| (8..=64).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// `GET /pkg/{file}`: the browser build, under names that change with the content.
pub async fn hashed(Path(file): Path<String>, headers: HeaderMap) -> Response {
    send_from("pkg", &file, &headers)
}

/// `GET /favicon.svg`.
pub async fn icon(headers: HeaderMap) -> Response {
    send("favicon.svg", FIVE_MINUTES, &headers)
}

/// The gate's service worker.
pub(super) fn worker(headers: &HeaderMap) -> Response {
    send("gate-worker.js", "no-cache", headers)
}

/// A hashed file of exactly this folder; its compressed twins have no address of their own.
fn send_from(folder: &str, file: &str, headers: &HeaderMap) -> Response {
    if file.contains('/') || matches!(file.rsplit('.').next(), Some("br" | "gz")) {
        return StatusCode::NOT_FOUND.into_response();
    }
    send(&format!("{folder}/{file}"), FOR_EVER, headers)
}

fn send(path: &str, cache: &'static str, request: &HeaderMap) -> Response {
    let accepted = request.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let found = encodings(accepted).find_map(|(suffix, name)| Some((Site::get(&format!("{path}{suffix}"))?, name)));
    let Some((file, encoding)) = found else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = file.data.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if let Some(encoding) = encoding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// What may be sent, the smallest first: suffix of the file, and the encoding's name.
pub fn encodings(accepted: &str) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
    let takes = |name: &str| {
        accepted.split(',').any(|part| {
            let (coding, quality) = part.split_once(';').unwrap_or((part, "q=1"));
            let refused = quality.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok()) == Some(0.0);
            coding.trim().eq_ignore_ascii_case(name) && !refused
        })
    };
    let (br, gzip) = (takes("br"), takes("gzip"));
    let all = [(br, ".br", Some("br")), (gzip, ".gz", Some("gzip")), (true, "", None)];
    all.into_iter().filter(|(takes, ..)| *takes).map(|(_, suffix, name)| (suffix, name))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("ts") => "text/plain; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_loader_is_missed_aloud() {
        assert!(is_loader("kyvs-0123456789abcdef.js"));
        for other in
            ["kyvs.js", "kyvs-.js", "kyvs-0123456789abcdef.js.br", "kyvs-01234567/9.js", "app-0123456789abcdef.js"]
        {
            assert!(!is_loader(other), "{other}");
        }
    }

    #[test]
    fn the_best_accepted_encoding_comes_first() {
        let names = |accepted: &str| encodings(accepted).map(|(suffix, _)| suffix).collect::<Vec<_>>();
        assert_eq!(names("gzip, deflate, br, zstd"), [".br", ".gz", ""]);
        assert_eq!(names("gzip;q=1.0, br;q=0"), [".gz", ""]);
        assert_eq!(names("BR"), [".br", ""]);
        assert_eq!(names(""), [""]);
    }
}
