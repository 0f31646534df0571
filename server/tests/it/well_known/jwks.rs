//! `GET /.well-known/jwks.json`, and libraries of others that verify with it.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    time::Duration,
};

use base64ct::{Base64UrlUnpadded, Encoding as _};
use domain::algorithm::Algorithm;
use serde_json::{Value, json};
use server::{signing, system::OsEntropy};

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
url, token, issuer, audience, algorithm = sys.argv[1:]
client = jwt.PyJWKClient(url)
check = lambda token, audience: jwt.decode(
    token, client.get_signing_key_from_jwt(token), algorithms=[algorithm], audience=audience, issuer=issuer,
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
fn python_with_pyjwt() -> Option<PathBuf> {
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

/// The folder of a Node package of the build folder; `None` where packages cannot be fetched.
fn folder_with_jose() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("jose");
    let works = || folder.join("node_modules/jose/package.json").is_file();
    if !works() {
        std::fs::create_dir_all(&folder).ok()?;
        let install = ["install", "--silent", "--no-save", "--prefix", ".", "jose@6.2.17"];
        Command::new("npm").args(install).current_dir(&folder).output().ok()?;
    }
    works().then_some(folder)
}

const VERIFY_IN_NODE: &str = r#"
import { createLocalJWKSet, jwtVerify, decodeProtectedHeader } from "jose";
const [keys, token, issuer, audience, algorithm] = process.argv.slice(-5);
const check = (token, audience, algorithms) =>
  jwtVerify(token, createLocalJWKSet(JSON.parse(keys)), { algorithms, typ: "kyvs-result+jwt", issuer, audience });
const { payload: claims } = await check(token, audience, [algorithm]);
const [head, , signature] = token.split(".");
const other = Buffer.from(JSON.stringify({ ...claims, vaccination_status: 0 })).toString("base64url");
const bad = [[token, "prv_other", [algorithm]], [`${head}.${other}.${signature}`, audience, [algorithm]],
  [token, audience, [algorithm === "ES256" ? "EdDSA" : "ES256"]]];
const refused = await Promise.all(bad.map((args) => check(...args).then(() => "accepted", (error) => error.code)));
console.log(JSON.stringify({ claims, refused, typ: decodeProtectedHeader(token).typ }));
"#;

/// A running service whose hotel's results are signed in this way.
async fn signing_with(algorithm: Algorithm) -> World {
    let world = World::new().await;
    world.sign_with(algorithm, &world.hotel).await;
    world
}

async fn hotel_result(world: &World) -> String {
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    world.confirm(&ask, &sent.id, &world.code(&sent).await).await.unwrap().result
}

fn said(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["claims"]["vaccination_status"], 2);
    assert_eq!(said["claims"]["nonce"], "n-1");
    assert_eq!(said["typ"], "kyvs-result+jwt");
    said["refused"].clone()
}

fn must_not_be_left_out(what: &str) {
    assert!(std::env::var_os("CI").is_none(), "{what} could not be installed, and CI must not go without this test");
    eprintln!("left out: {what} could not be installed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pyjwt_verifies_a_result() {
    let Some(python) = tokio::task::spawn_blocking(python_with_pyjwt).await.unwrap() else {
        return must_not_be_left_out("PyJWT (it needs python3 with venv, and the package index)");
    };
    for algorithm in Algorithm::ALL {
        let world = signing_with(algorithm).await;
        let keys = format!("{}/.well-known/jwks.json", world.url);
        let result = hotel_result(&world).await;
        let args = [keys, result, world.url.clone(), world.hotel.id.clone(), algorithm.to_string()];
        let mut command = Command::new(&python);
        command.args(["-c", VERIFY]).args(args).env("NO_PROXY", "*");
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        assert_eq!(said(&output), json!(["InvalidAudienceError", "InvalidSignatureError"]), "{algorithm}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jose_verifies_a_result() {
    let Some(folder) = tokio::task::spawn_blocking(folder_with_jose).await.unwrap() else {
        return must_not_be_left_out("jose (it needs node with npm, and the package registry)");
    };
    for algorithm in Algorithm::ALL {
        let world = signing_with(algorithm).await;
        let keys = serde_json::to_string(&world.keys().await).unwrap();
        let result = hotel_result(&world).await;
        let args = [keys, result, world.url.clone(), world.hotel.id.clone(), algorithm.to_string()];
        let mut command = Command::new("node");
        command.args(["--input-type=module", "-e", VERIFY_IN_NODE, "--"]).args(args).current_dir(&folder);
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        let expected =
            ["ERR_JWT_CLAIM_VALIDATION_FAILED", "ERR_JWS_SIGNATURE_VERIFICATION_FAILED", "ERR_JOSE_ALG_NOT_ALLOWED"];
        assert_eq!(said(&output), json!(expected), "{algorithm}");
    }
}

#[tokio::test]
async fn results_of_both_kinds_are_verified_for_their_providers_and_revoked_with_their_key() {
    let world = signing_with(Algorithm::Es256).await;
    let keys = world.keys().await;
    let named: Vec<_> = keys.keys.iter().map(|key| key.alg.as_str()).collect();
    assert_eq!(
        (named.iter().filter(|alg| **alg == "ES256").count(), named.len()),
        (2, 3),
        "active and next, beside the other"
    );
    let result = hotel_result(&world).await;
    let other = world.airline_asks();
    let sent = world.start(&other, FULLY).await;
    let of_airline = world.confirm(&other, &sent.id, &world.code(&sent).await).await.unwrap().result;
    let header = |result: &str| {
        let header = Base64UrlUnpadded::decode_vec(result.split('.').next().unwrap()).unwrap();
        serde_json::from_slice::<Value>(&header).unwrap()
    };
    assert_eq!([&header(&result)["alg"], &header(&of_airline)["alg"]], ["ES256", "EdDSA"]);
    assert_eq!(world.verify_for_hotel(&result).await["valid"], true);
    assert_eq!(world.verify_for_hotel(&result).await["code"], "result-already-used");
    let about = world.http.get(format!("{}/.well-known/kyvs", world.url)).send().await.unwrap();
    let about: Value = about.json().await.unwrap();
    assert_eq!(about["result_signing_alg_values_supported"], json!(["EdDSA", "ES256"]));

    let result = hotel_result(&world).await;
    let kid = header(&result)["kid"].as_str().unwrap().to_owned();
    signing::revoke(&*world.store, &OsEntropy, world.acting(), &kid).await.unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(world.verify_for_hotel(&result).await["code"], "result-revoked");
    // Nobody gets a fourth message in ten minutes.
    world.advance(600);
    let next = hotel_result(&world).await;
    assert!(header(&next)["alg"] == "ES256" && header(&next)["kid"] != kid.as_str());
    assert_eq!(world.verify_for_hotel(&next).await["valid"], true);
}
