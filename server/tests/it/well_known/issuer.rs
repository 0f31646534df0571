//! `GET /.well-known/kyvs`

use serde_json::Value;

use crate::world::World;

#[tokio::test]
async fn the_issuer_says_where_its_keys_are() {
    let world = World::new().await;
    let answer = world.http.get(format!("{}/.well-known/kyvs", world.url)).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    assert_eq!(answer.headers()["cache-control"], "public, max-age=300");
    let about: Value = answer.json().await.unwrap();
    assert_eq!(about["issuer"], world.url);
    assert_eq!(about["result_signing_alg_values_supported"], serde_json::json!(["EdDSA"]));
    for (member, status) in [("jwks_uri", 200), ("audit_checkpoint_uri", 200), ("result_verification_endpoint", 405)] {
        let there = world.http.get(about[member].as_str().unwrap()).send().await.unwrap();
        assert_eq!(there.status(), status, "{member}");
    }
    assert_eq!(about["test_mode"]["issuer"], format!("{}/test", world.url));
    let test_keys = world.http.get(about["test_mode"]["jwks_uri"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(test_keys.status(), 200);
}
