//! HTTPS without a proxy.

use std::os::unix::fs::PermissionsExt as _;

use reqwest::{Certificate, Client, Version};
use tempfile::TempDir;

use crate::world::{World, client};

/// A certificate for `localhost` with its key, and the settings that name them.
fn certificate() -> (TempDir, Certificate, String) {
    let folder = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (cert, key) = (folder.path().join("c.pem"), folder.path().join("k.pem"));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    let settings = format!("[server.tls]\ncert_file = '{}'\nkey_file = '{}'\n", cert.display(), key.display());
    (folder, Certificate::from_pem(made.cert.pem().as_bytes()).unwrap(), settings)
}

#[tokio::test]
async fn it_speaks_http_2_and_1_to_those_who_trust_the_certificate() {
    let (_folder, certificate, settings) = certificate();
    let world = World::with(&settings).await;
    let keys = format!("{}/.well-known/jwks.json", world.url.replace("http://", "https://"));
    let trusting = || Client::builder().no_proxy().tls_certs_only([certificate.clone()]);
    for (client, version) in
        [(trusting().build().unwrap(), Version::HTTP_2), (trusting().http1_only().build().unwrap(), Version::HTTP_11)]
    {
        let answer = client.get(&keys).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.version()), (200, version));
    }
    assert!(client().get(&keys).send().await.is_err(), "a stranger's certificate is not believed");
    let plain = client().get(format!("{}/.well-known/jwks.json", world.url)).send().await;
    assert!(plain.is_err(), "no plain HTTP on this port");
}
