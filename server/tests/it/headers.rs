//! What every answer carries, and who may load what.

use crate::world::World;

async fn headers(world: &World, path: &str) -> reqwest::header::HeaderMap {
    world.http.get(format!("{}{path}", world.url)).send().await.unwrap().headers().clone()
}

fn frame(world: &World) -> String {
    format!("/embed?k={}&o=https://hotel.example&i=w&purpose=check-in", world.hotel.site_key)
}

#[tokio::test]
async fn every_answer_carries_them() {
    let world = World::new().await;
    for path in
        [&frame(&world), "/check", "/", "/.well-known/jwks.json", "/favicon.svg", "/nothing", "/embed/v1/why.js"]
    {
        let found = headers(&world, path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(found.get(name).map(|value| value.to_str().unwrap()), Some(value), "{path} {name}");
        }
        for name in ["content-security-policy", "permissions-policy", "cache-control", "cross-origin-resource-policy"] {
            assert!(found.contains_key(name), "{path} {name}");
        }
        for name in ["set-cookie", "server", "x-powered-by", "strict-transport-security"] {
            assert!(!found.contains_key(name), "{path} {name}");
        }
    }
}

#[tokio::test]
async fn the_frame_fits_into_an_isolated_host() {
    let world = World::new().await;
    let frame = headers(&world, &frame(&world)).await;
    assert_eq!(frame["cross-origin-embedder-policy"], "require-corp");
    assert_eq!(frame["cross-origin-resource-policy"], "cross-origin");
    let full = headers(&world, "/check").await;
    assert!(!full.contains_key("cross-origin-embedder-policy"));
    assert_eq!(full["cross-origin-resource-policy"], "same-origin");
}
