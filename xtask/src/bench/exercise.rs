//! What `cargo xtask release` counts: an import, checks by one client and by many, the pages that need no session.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use super::registry::Instance;
use super::rounds::measure;
use super::server::{Kind, Running};
use super::stage::Stage;
use super::{Options, tools};
use crate::torture::client::Client;
use crate::workspace::Workspace;

const PEOPLE: u64 = 200_000;
const CLIENTS: [u32; 4] = [1, 8, 32, 256];
/// With so many clients each.
const SECONDS: u32 = 5;
/// How often each page is looked at.
const VIEWS: u32 = 100;
const PAGES: &[&str] = &[
    "/",
    "/embed?k=pk_test_demo&o=http://localhost:8000&i=w",
    "/embed?k=pk_test_demo&o=http://localhost:8000&i=w&lang=hi",
    "/check?k=pk_test_demo&purpose=check-in&lang=en",
    "/status",
    "/status?lang=hi",
    "/gate",
    "/verify",
    "/docs",
    "/docs/quick-start",
    "/embed/v1/kyvs.js",
    "/.well-known/jwks.json",
    "/.well-known/kyvs",
    "/api/v1/openapi.json",
];

/// Lets a binary do all that, in a folder that is removed again.
pub(crate) fn exercise(workspace: &Workspace, folder: &Path, binary: &Path) -> Result<()> {
    let options = Options {
        people: PEOPLE,
        rounds: 1,
        seconds: SECONDS,
        clients: CLIENTS.to_vec(),
        without_peer: true,
        binary: Some(binary.to_owned()),
        released: false,
        quick: false,
        profile: "release".to_owned(),
        without_kyvs: false,
    };
    tools(workspace, &options)?;
    let stage = Stage::set(workspace, folder.to_owned(), &options)?;
    let mut kyvs = Instance::fill(&stage, Kind::Kyvs, PEOPLE)?;
    for clients in CLIENTS {
        let figures = measure(&stage, &mut kyvs, clients, None)?;
        ensure!(figures.errors == 0, "{} flows failed: {:?}", figures.errors, figures.first_error);
    }
    let running = Running::start(&stage, &kyvs)?;
    let client = Client::new(&running.address.to_string(), "");
    for page in PAGES {
        for _ in 0..VIEWS {
            let answer = client.get(page)?;
            ensure!(answer.status == 200, "{page}: {}", answer.shown());
        }
    }
    running.stop()?;
    Ok(fs::remove_dir_all(folder)?)
}
