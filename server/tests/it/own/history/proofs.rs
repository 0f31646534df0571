//! The proof that a check is in the log, checked by a program that shares no code with this one.

use std::{path::Path, process::Command};

use reqwest::StatusCode;

use super::world;
use crate::world::{FAMILY, FAMILY_MOBILE, FULLY, World};

impl World {
    async fn proof(&self, session: &str, record: &str, headers: &[(&str, &str)]) -> reqwest::Response {
        let post =
            self.http.post(format!("{}/status/proof", self.url)).form(&[("session", session), ("record", record)]);
        headers.iter().fold(post, |post, (name, value)| post.header(*name, *value)).send().await.unwrap()
    }
}

/// What the verifier says of a proof, and whether it is content.
fn verified(proof: &[u8], index: u64, key: &str) -> (String, bool) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("proof.json");
    std::fs::write(&file, proof).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit/verify_audit.py");
    let run =
        Command::new("python3").arg(script).args(["--key", key, "--prove", &index.to_string()]).arg(&file).output();
    let run = run.expect("this test runs `python3` (3.8 or later)");
    assert_eq!(String::from_utf8(run.stderr).unwrap(), "");
    (String::from_utf8(run.stdout).unwrap(), run.status.success())
}

#[tokio::test]
async fn a_proof_stands_on_its_own() {
    let world = world().await;
    world.answered((FAMILY[0], FAMILY_MOBILE)).await;
    let (_, record) = world.answered(FULLY).await;
    let session = world.own_page(FULLY).await.hidden("session");
    let answer = world.proof(&session, &record, &[]).await;
    assert_eq!(
        (answer.status(), answer.headers()["content-type"].to_str().unwrap()),
        (StatusCode::OK, "application/json")
    );
    let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    let proof = answer.bytes().await.unwrap().to_vec();
    let said: serde_json::Value = serde_json::from_slice(&proof).unwrap();
    let index = said["index"].as_u64().unwrap();
    assert_eq!(name, format!("attachment; filename=\"proof-{index}.json\""));
    assert_eq!((&said["entry"]["act"], &said["entry"]["provider"]), (&"result-given".into(), &"prv_hotel".into()));

    let key = world.http.get(format!("{}/audit/key", world.url)).send().await.unwrap().text().await.unwrap();
    let (words, content) = verified(&proof, index, key.trim());
    assert!(content && words.contains("\"act\":\"result-given\"") && words.contains("ok size="), "{words}");
    let forged = String::from_utf8(proof).unwrap().replace("prv_hotel", "prv_motel");
    let (words, content) = verified(forged.as_bytes(), index, key.trim());
    assert!(!content && words.contains("is not in the log"), "{words}");
}

#[tokio::test]
async fn a_proof_is_for_the_person_of_the_session() {
    let world = world().await;
    let (his, hers) = ((FAMILY[0], FAMILY_MOBILE), (FAMILY[3], FAMILY_MOBILE));
    let (_, record) = world.answered(his).await;
    let mine = world.own_page(his).await.hidden("session");
    let other = world.own_page(hers).await.hidden("session");
    let status = async |session: &str, record: &str, headers: &[(&str, &str)]| {
        world.proof(session, record, headers).await.status()
    };
    assert_eq!(status(&other, &record, &[]).await, StatusCode::NOT_FOUND);
    assert_eq!(status(&mine, &"A".repeat(30), &[]).await, StatusCode::NOT_FOUND);
    assert_eq!(status(&mine, &record, &[("origin", "https://evil.example")]).await, StatusCode::FORBIDDEN);
    assert_eq!(status(&mine, &record, &[]).await, StatusCode::OK);
    world.advance(601);
    assert_eq!(status(&mine, &record, &[]).await, StatusCode::GONE);
    let get = world.http.get(format!("{}/status/proof", world.url)).send().await.unwrap();
    assert_eq!(get.status(), StatusCode::METHOD_NOT_ALLOWED);
}
