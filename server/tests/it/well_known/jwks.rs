//! `GET /.well-known/jwks.json`, and a library of others that verifies with it.

use std::{path::Path, process::Command};

use serde_json::{Value, json};

use crate::world::{FULLY, World};

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

const VERIFY: &str = r"
import base64, json, sys, jwt
url, token, issuer, audience = sys.argv[1:]
client = jwt.PyJWKClient(url)
check = lambda token, audience: jwt.decode(
    token, client.get_signing_key_from_jwt(token), algorithms=['EdDSA'], audience=audience, issuer=issuer,
    options={'require': ['exp', 'iat', 'nbf', 'aud', 'iss', 'jti', 'sub']})
claims = check(token, audience)
head, body, signature = token.split('.')
other = json.dumps({**claims, 'vaccination_status': 0}).encode()
forged = '.'.join([head, base64.urlsafe_b64encode(other).decode().rstrip('='), signature])
refused = []
for bad in [(token, 'prv_other'), (forged, audience)]:
    try:
        check(*bad)
        refused.append('accepted')
    except jwt.InvalidTokenError as error:
        refused.append(type(error).__name__)
print(json.dumps({'claims': claims, 'refused': refused, 'typ': jwt.get_unverified_header(token)['typ']}))
";

/// A Python with `PyJWT` in an environment of the build folder; `None` where packages cannot be fetched.
fn python_with_pyjwt() -> Option<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pyjwt");
    let python = folder.join("bin/python");
    let works = || {
        Command::new(&python).args(["-c", "import jwt, cryptography"]).output().is_ok_and(|run| run.status.success())
    };
    if works() {
        return Some(python);
    }
    Command::new("python3").args(["-m", "venv"]).arg(&folder).output().ok()?;
    Command::new(&python).args(["-m", "pip", "install", "--quiet", "PyJWT[crypto]==2.10.1"]).output().ok()?;
    works().then_some(python)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pyjwt_verifies_a_result() {
    let Some(python) = tokio::task::spawn_blocking(python_with_pyjwt).await.unwrap() else {
        assert!(std::env::var_os("CI").is_none(), "PyJWT could not be installed, and CI must not go without this test");
        eprintln!("left out: PyJWT could not be installed (it needs python3 with venv, and the package index)");
        return;
    };
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let answer = world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap();
    let keys = format!("{}/.well-known/jwks.json", world.url);
    let args = [keys, answer.result, world.url.clone(), world.hotel.id.clone()];
    let run = move || Command::new(python).args(["-c", VERIFY]).args(args).env("NO_PROXY", "*").output().unwrap();
    let output = tokio::task::spawn_blocking(run).await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["claims"]["vaccination_status"], 2);
    assert_eq!(said["claims"]["nonce"], "n-1");
    assert_eq!(said["typ"], "kyvs-result+jwt");
    assert_eq!(said["refused"], json!(["InvalidAudienceError", "InvalidSignatureError"]));
}
