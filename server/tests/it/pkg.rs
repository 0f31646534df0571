//! `/pkg/…`, `/embed/v1/kyvs.js` and what else was built for the browser.

use crate::world::World;

async fn get(world: &World, path: &str, accept: &str) -> reqwest::Response {
    world.http.get(format!("{}{path}", world.url)).header("accept-encoding", accept).send().await.unwrap()
}

#[tokio::test]
async fn built_files_come_compressed_and_cached() {
    let world = World::new().await;
    let loader = get(&world, "/embed/v1/kyvs.js", "gzip, br").await;
    if loader.status() == 404 {
        eprintln!("left out: there is no built site in this binary (cargo xtask build --site-only makes it)");
        return;
    }
    assert_eq!(loader.headers()["content-type"], "text/javascript; charset=utf-8");
    assert_eq!(loader.headers()["content-encoding"], "br");
    assert_eq!(loader.headers()["vary"], "accept-encoding");
    assert_eq!(loader.headers()["cache-control"], "public, max-age=300");
    assert_eq!(loader.headers()["cross-origin-resource-policy"], "cross-origin");
    assert_eq!(loader.headers()["x-content-type-options"], "nosniff");
    assert!(get(&world, "/embed/v1/kyvs.js", "identity").await.headers().get("content-encoding").is_none());
    assert_eq!(get(&world, "/embed/v1/kyvs.js", "gzip").await.headers()["content-encoding"], "gzip");
    assert_eq!(get(&world, "/embed/v1/kyvs.d.ts", "").await.status(), 200);
    assert_eq!(get(&world, "/favicon.svg", "").await.headers()["content-type"], "image/svg+xml");

    let key = &world.hotel.site_key;
    let page =
        get(&world, &format!("/embed?k={key}&o=https://hotel.example&i=w"), "identity").await.text().await.unwrap();
    let wasm = page.split('"').find(|part| part.starts_with("/pkg/") && part.contains(".wasm")).unwrap();
    let wasm = get(&world, wasm, "br").await;
    assert_eq!(wasm.headers()["content-type"], "application/wasm");
    assert_eq!(wasm.headers()["cache-control"], "public, max-age=31536000, immutable");
}

#[tokio::test]
async fn nothing_else_is_served() {
    let world = World::new().await;
    for path in [
        "/pkg/none.js",
        "/pkg/..%2Fmanifest.json",
        "/manifest.json",
        "/gate.js",
        "/embed/v1/frame.js",
        "/embed/v1%2Fkyvs.js",
    ] {
        assert_eq!(get(&world, path, "br").await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn an_unknown_address_is_a_problem_document() {
    let world = World::new().await;
    let answer = get(&world, "/api/v1/nothing", "").await;
    assert_eq!(answer.status(), 404);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let request = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    let problem: serde_json::Value = answer.json().await.unwrap();
    assert_eq!((&problem["status"], &problem["request_id"]), (&404.into(), &request.into()));
    let answer = world.http.delete(format!("{}/.well-known/jwks.json", world.url)).send().await.unwrap();
    assert_eq!(answer.status(), 405);
}

/// A script that comes with 404 is not run, and nobody would learn why.
#[tokio::test]
async fn a_version_that_is_not_served_any_more_says_so() {
    let world = World::new().await;
    let get = |path: &str| world.http.get(format!("{}{path}", world.url)).send();
    let gone = get("/embed/kyvs-0000000000000000.js").await.unwrap();
    assert_eq!(
        (gone.status().as_u16(), &gone.headers()["content-type"]),
        (200, &"text/javascript; charset=utf-8".parse().unwrap())
    );
    assert_eq!(
        gone.headers()["cache-control"],
        "public, max-age=300",
        "the address may come back with an older binary"
    );
    assert_eq!(gone.headers()["cross-origin-resource-policy"], "cross-origin");
    assert!(gone.text().await.unwrap().contains(r#"code: "unsupported-version""#));
    for other in ["/embed/kyvs-0000000000000000.js.br", "/embed/other.js"] {
        assert_eq!(get(other).await.unwrap().status(), 404, "{other}");
    }
}
