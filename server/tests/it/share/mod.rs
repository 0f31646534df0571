//! What people share: graphics, links with their previews, and passes.

mod graphic;
mod link;
mod pass;

use reqwest::{StatusCode, header::HeaderMap};

use crate::world::World;

/// A file that the own page saves.
pub(crate) struct File {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl World {
    /// Presses a button that saves a file.
    pub(crate) async fn save(&self, fields: &[(&str, &str)]) -> File {
        file(self.http.post(format!("{}/status/file", self.url)).form(fields)).await
    }

    /// As somebody who was sent a link sees it, or a network's crawler.
    pub(crate) async fn visit(&self, address: &str) -> File {
        file(self.http.get(address).header("user-agent", "facebookexternalhit/1.1")).await
    }
}

async fn file(request: reqwest::RequestBuilder) -> File {
    let answer = request.send().await.unwrap();
    File { status: answer.status(), headers: answer.headers().clone(), body: answer.bytes().await.unwrap().to_vec() }
}

impl File {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The content of a tag for previews.
    pub(crate) fn tag(&self, name: &str) -> String {
        let html = self.text();
        let tag = html.split("<meta").find(|tag| tag.contains(&format!("\"{name}\"")));
        let tag = tag.unwrap_or_else(|| panic!("no {name} in {html}"));
        tag.split("content=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
    }

    /// Width and height of a PNG.
    pub(crate) fn png_size(&self) -> (u32, u32) {
        assert_eq!(&self.body[..8], b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| u32::from_be_bytes(self.body[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    }
}
