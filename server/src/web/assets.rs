//! The files that are built into the binary: loader, browser build, styles. Each lies there compressed already.

use std::borrow::Cow;

use axum::{
    extract::{Path, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY},
    },
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{headers::RESOURCE_POLICY, state::AppState};

/// Files whose name changes with their content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Files whose name stays.
const FIVE_MINUTES: &str = "public, max-age=300";

/// The built site. The build script names its folder.
#[derive(rust_embed::Embed)]
#[folder = "$KYVS_SITE_DIR"]
struct Site;

/// The binary was built without its pages.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    /// No manifest.
    #[error("this binary holds no pages; build it with `cargo xtask build`")]
    Missing,
    /// A manifest of another build.
    #[error("the pages in this binary do not fit it; build both with `cargo xtask build`: {0}")]
    Manifest(#[from] serde_json::Error),
}

/// Names of this build's files.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    /// The browser build.
    pub wasm: String,
    /// Its bindings.
    pub js: String,
    /// The loader.
    pub loader: Loader,
    /// The frame's script, inlined into pages.
    pub frame: String,
    /// The style sheet, inlined into pages.
    pub css: String,
}

/// The loader's pinned form, for hosts that want to name the exact bytes.
#[derive(Clone, Debug, Deserialize)]
pub struct Loader {
    /// Name of the immutable file.
    pub hashed: String,
    /// Its subresource integrity, `sha384-…`.
    pub integrity: String,
}

/// The built site's files.
#[derive(Debug)]
pub struct Assets {
    manifest: Manifest,
}

impl Assets {
    /// Reads the manifest.
    pub fn load() -> Result<Self, AssetsError> {
        let manifest = Site::get("manifest.json").ok_or(AssetsError::Missing)?;
        Ok(Self { manifest: serde_json::from_slice(&manifest.data)? })
    }

    /// Names of this build's files.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// A file's text, for what is inlined; empty when it is not there.
    pub fn text(&self, path: &str) -> Cow<'static, str> {
        match Site::get(path).map(|file| file.data) {
            Some(Cow::Borrowed(bytes)) => String::from_utf8_lossy(bytes),
            Some(Cow::Owned(bytes)) => String::from_utf8_lossy(&bytes).into_owned().into(),
            None => Cow::Borrowed(""),
        }
    }
}

/// `GET /embed/v1/kyvs.js` and its types: the floating address, which any site may load.
pub async fn loader(Path(file): Path<String>, headers: HeaderMap) -> Response {
    match file.as_str() {
        "kyvs.js" | "kyvs.d.ts" => send(&file, FIVE_MINUTES, &headers),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /pkg/{file}`: files with hashed names.
pub async fn hashed(State(_): State<AppState>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    send(&format!("pkg/{file}"), FOR_EVER, &headers)
}

fn send(path: &str, cache: &'static str, request: &HeaderMap) -> Response {
    let accepted = request.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let found = encodings(accepted)
        .find_map(|(suffix, encoding)| Some((Site::get(&format!("{path}{suffix}"))?, encoding)));
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
fn encodings(accepted: &str) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
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
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_accepted_encoding_comes_first() {
        let names = |accepted: &str| encodings(accepted).map(|(suffix, _)| suffix).collect::<Vec<_>>();
        assert_eq!(names("gzip, deflate, br, zstd"), [".br", ".gz", ""]);
        assert_eq!(names("gzip;q=1.0, br;q=0"), [".gz", ""]);
        assert_eq!(names("BR"), [".br", ""]);
        assert_eq!(names(""), [""]);
    }
}
