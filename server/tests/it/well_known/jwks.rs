//! `GET /.well-known/jwks.json`. Libraries of others that verify with it: `api/v1/samples`.

use serde_json::Value;

use crate::world::World;

#[tokio::test]
async fn the_key_set_is_public_and_cacheable() {
    let world = World::new().await;
    let answer = world.http.get(format!("{}/.well-known/jwks.json", world.url)).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/jwk-set+json");
    assert_eq!(answer.headers()["cache-control"], "public, max-age=300");
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    let keys: Value = answer.json().await.unwrap();
    let key = &keys["keys"][0];
    assert_eq!(keys["keys"].as_array().map(Vec::len), Some(1));
    assert_eq!([&key["kty"], &key["crv"], &key["alg"], &key["use"]], ["OKP", "Ed25519", "EdDSA", "sig"]);
    assert_eq!(key.as_object().map(serde_json::Map::len), Some(6), "no private member");
}
