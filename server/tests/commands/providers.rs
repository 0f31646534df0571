//! `kyvs provider …`, `kyvs results …` and `kyvs cases …`

use std::fs;

use serde_json::Value;

use crate::{HOTEL, Place};

#[test]
fn a_provider_is_added_listed_suspended_and_resumed() {
    let place = Place::with_keys();
    let mut args = HOTEL.to_vec();
    args.extend(["--name-hi", "होटल सागर", "--scope", "events", "--name-match", "tolerant", "--expires", "2099-12-31"]);
    args.extend(["--origin", "http://localhost:3000", "--return-url", "https://hotel.example/back"]);
    let added = place.json(&args);
    let field = |name: &str| added[name].as_str().unwrap().to_owned();
    let (id, site_key, secret_key) = (field("provider_id"), field("site_key"), field("secret_key"));
    assert_eq!(added.as_object().unwrap().len(), 3);
    assert!(id.starts_with("prv_") && site_key.starts_with("pk_live_") && secret_key.starts_with("sk_live_"));

    let shown = place.json(&["provider", "show", &id, "--json"]);
    assert_eq!(shown["origins"], serde_json::json!(["https://hotel.example", "http://localhost:3000"]));
    assert_eq!(shown["scopes"], serde_json::json!(["status", "events"]));
    assert_eq!(shown["names"]["hi"], "होटल सागर");
    assert_eq!(shown["name_match"], "tolerant");
    assert_eq!(shown["expires"], "2099-12-31T18:30:00Z");
    assert_eq!(shown["suspended"], false);

    assert!(place.good(&["provider", "suspend", &id]).contains("is suspended"));
    assert_eq!(place.json(&["provider", "list", "--json"])[0]["suspended"], true);
    assert!(place.good(&["provider", "list"]).contains("suspended"));
    place.good(&["provider", "resume", &id]);
    assert_eq!(place.json(&["provider", "show", &id, "--json"])["suspended"], false);
    assert!(place.good(&["provider", "show", &id]).contains("Hotel Sagar"));

    for entry in fs::read_dir(place.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let found = bytes.windows(secret_key.len()).any(|window| window == secret_key.as_bytes());
        assert!(!found, "the secret key is nowhere on disk");
    }
}

#[test]
fn keys_of_a_provider_are_changed_over_and_withdrawn() {
    let place = Place::with_keys();
    let added = place.json(&HOTEL);
    let id = added["provider_id"].as_str().unwrap();
    let rotate = |more: &[&'static str]| [&["provider", "rotate-key", id, "--json"], more].concat();
    let rotated = place.json(&rotate(&["--name", "2026-winter", "--expires", "90d", "--overlap", "1h"]));
    assert!(rotated["secret_key"].as_str().unwrap().starts_with("sk_live_"));
    assert_ne!(rotated["secret_key"], added["secret_key"]);
    let moment = |value: &Value| value.as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let keys = place.json(&["provider", "keys", id, "--json"]);
    let names: Vec<_> = keys.as_array().unwrap().iter().map(|key| (&key["name"], &key["state"])).collect();
    assert_eq!(names, [(&"first".into(), &"good".into()), (&"2026-winter".into(), &"good".into())]);
    assert_eq!(moment(&keys[0]["expires"]), moment(&rotated["others_until"]));
    assert_eq!((moment(&rotated["expires"]) - moment(&keys[0]["expires"])).get_seconds(), (90 * 24 - 1) * 3_600);
    place.json(&rotate(&["--name", "second-server", "--beside"]));
    assert_eq!(place.json(&["provider", "keys", id, "--json"])[1]["expires"], rotated["expires"]);

    assert!(place.bad(&rotate(&["--name", "2026-winter"])).contains("was not used before"));
    assert!(place.bad(&rotate(&["--name", "A name"])).contains("--name"));
    assert_eq!(place.run(&rotate(&["--name", "x", "--expires", "soon"])).status.code(), Some(2));
    assert!(place.bad(&["provider", "rotate-key", "prv_none", "--name", "x"]).contains("kyvs provider list"));
    assert!(place.good(&["provider", "revoke-key", id, "--name", "first"]).contains("is withdrawn"));
    assert!(place.bad(&["provider", "revoke-key", id, "--name", "first"]).contains("kyvs provider keys"));
    assert_eq!(place.json(&["provider", "keys", id, "--json"])[0]["state"], "revoked");
    assert!(place.good(&["provider", "keys", id]).contains("last used never"));
    assert_eq!(place.json(&["provider", "usage", id, "--json"]), serde_json::json!([]));
    assert!(place.good(&["provider", "usage", id, "--from", "2026-01-01"]).starts_with("day"));
    assert!(place.bad(&["provider", "usage", "prv_none"]).contains("kyvs provider list"));
}

#[test]
fn a_part_of_a_provider_takes_over_and_only_narrows() {
    let place = Place::with_keys();
    let chain = [&HOTEL[..], &["--scope", "events", "--own-otp-screen", "--quota-day", "100"]].concat();
    let chain = place.json(&chain)["provider_id"].as_str().unwrap().to_owned();
    let add =
        |more: &[&'static str]| [&["provider", "add", "--name", "Goa", "--parent", &chain, "--json"], more].concat();
    let shown = |added: &Value| place.json(&["provider", "show", added["provider_id"].as_str().unwrap(), "--json"]);
    let goa = shown(&place.json(&add(&[])));
    assert_eq!((&goa["parent"], &goa["own_otp_screen"]), (&chain.as_str().into(), &false.into()));
    assert_eq!(goa["origins"], serde_json::json!(["https://hotel.example"]));
    assert_eq!(goa["scopes"], serde_json::json!(["status", "events"]));
    let narrow = shown(&place.json(&add(&["--scope", "status", "--quota-day", "10", "--own-otp-screen"])));
    assert_eq!((&narrow["scopes"], &narrow["quota_day"]), (&serde_json::json!(["status"]), &10.into()));
    for (flag, value, why) in [
        ("--origin", "https://other.example", "an origin"),
        ("--purpose", "boarding", "a purpose"),
        ("--scope", "demographics", "a scope"),
        ("--name-match", "tolerant", "names would match less exactly"),
        ("--return-url", "https://hotel.example/x", "a return address"),
        ("--quota-day", "101", "a quota"),
    ] {
        assert!(place.bad(&add(&[flag, value])).contains(why), "{flag}");
    }
    let goa = goa["provider_id"].as_str().unwrap();
    let nested = ["provider", "add", "--name", "Room 1", "--parent", goa];
    assert!(place.bad(&nested).contains("sub-provider itself"));
    assert!(place.bad(&["provider", "add", "--name", "X", "--parent", "prv_none"]).contains("kyvs provider list"));
}

#[test]
fn a_provider_without_pages_needs_no_origin() {
    let place = Place::with_keys();
    let args = ["provider", "add", "--name", "Gate 3", "--purpose", "check-in", "--json"];
    assert_eq!(place.run(&args).status.code(), Some(2), "who has no origin takes codes on screens of its own");
    let with_screens: Vec<&str> = args.into_iter().chain(["--own-otp-screen"]).collect();
    let added = place.json(&with_screens);
    let shown = place.json(&["provider", "show", added["provider_id"].as_str().unwrap(), "--json"]);
    assert_eq!((&shown["own_otp_screen"], &shown["origins"]), (&true.into(), &serde_json::json!([])));
}

#[test]
fn a_provider_is_refused_with_the_flag_that_is_wrong() {
    let place = Place::with_keys();
    let wrong: [(&str, &str, &str); 6] = [
        ("--origin", "http://hotel.example", "--origin"),
        ("--origin", "https://hotel.example/path", "--origin"),
        ("--purpose", "Check In", "--purpose"),
        ("--return-url", "https://hotel.example/#x", "--return-url"),
        ("--name-gu", " ", "--name-gu"),
        ("--expires", "2020-01-01", "--expires"),
    ];
    for (flag, value, blamed) in wrong {
        let mut args = HOTEL.to_vec();
        args.extend([flag, value]);
        assert!(place.bad(&args).contains(blamed), "{flag} {value}");
    }
    assert!(place.bad(&["provider", "show", "prv_none"]).contains("kyvs provider list"));
    assert!(place.bad(&["provider", "suspend", "prv_none"]).contains("kyvs provider list"));
    assert_eq!(place.json(&["provider", "list", "--json"]), serde_json::json!([]));
}

#[test]
fn a_result_that_is_none_is_not_revoked() {
    let place = Place::with_keys();
    assert!(place.bad(&["results", "revoke", "x"]).contains("jti"));
    assert!(place.bad(&["results", "revoke", &"A".repeat(30)]).contains("there is no result"));
}

#[test]
fn cases_are_listed_and_closed_by_their_number() {
    let place = Place::with_keys();
    assert_eq!(place.json(&["cases", "list", "--json"]), serde_json::json!([]));
    assert_eq!(place.good(&["cases", "list", "--all"]), "");
    let unknown = place.bad(&["cases", "close", "w 7kd2 9ixc", "--outcome", "corrected"]);
    assert!(unknown.contains("there is no case W-7KD2-91XC"), "{unknown}");
    for args in
        [["cases", "close", "W-7KD2", "--outcome", "corrected"], ["cases", "close", "W-7KD2-91XC", "--outcome", "x"]]
    {
        assert_eq!(place.run(&args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn a_registration_is_changed_where_it_is_told_to_be() {
    let place = Place::with_keys();
    let added = place.json(&HOTEL);
    let id = added["provider_id"].as_str().unwrap();
    let before = place.json(&["provider", "show", id, "--json"]);
    let edit = |more: &[&'static str]| [&["provider", "edit", id], more].concat();
    let changed = place.json(&edit(&[
        "--name",
        "Hotel Sagar & Sons",
        "--name-hi",
        "होटल सागर",
        "--origin",
        "https://a.example",
        "--origin",
        "https://b.example",
        "--scope",
        "events",
        "--quota",
        "50",
        "--expires",
        "2099-12-31",
        "--webhook",
        "https://hotel.example/kyvs",
        "--json",
    ]));
    assert_eq!(changed, place.json(&["provider", "show", id, "--json"]));
    assert_eq!(changed["name"], "Hotel Sagar & Sons");
    assert_eq!(changed["origins"], serde_json::json!(["https://a.example", "https://b.example"]));
    assert_eq!((&changed["quota_day"], &changed["webhook"]), (&50.into(), &"https://hotel.example/kyvs".into()));
    for same in ["provider_id", "site_key", "purposes", "own_otp_screen", "created", "alg", "suspended"] {
        assert_eq!(changed[same], before[same], "{same}");
    }
    let back = place.json(&edit(&["--quota-day", "0", "--no-expiry", "--no-webhook", "--json"]));
    assert_eq!([&back["quota_day"], &back["expires"], &back["webhook"]], [&Value::Null; 3]);
    assert!(place.bad(&edit(&[])).contains("like that already"));
    assert!(place.bad(&edit(&["--name", "Hotel Sagar & Sons"])).contains("like that already"));
    assert!(place.bad(&edit(&["--webhook", "http://hotel.example/"])).contains("--webhook"));
    assert!(place.bad(&edit(&["--origin", "https://hotel.example/x"])).contains("--origin"));
    assert!(place.bad(&edit(&["--expires", "2020-01-01"])).contains("--expires"));
    assert!(place.bad(&["provider", "edit", "prv_none", "--name", "X"]).contains("kyvs provider list"));
    place.good(&["audit", "export", "--out", "log"]);
    let log = fs::read_to_string(place.path().join("log/entries.jsonl")).unwrap();
    assert_eq!(log.matches("provider-changed").count(), 2);

    let part = place.json(&["provider", "add", "--name", "Goa", "--parent", id, "--json"]);
    let wide = ["provider", "edit", part["provider_id"].as_str().unwrap(), "--origin", "https://other.example"];
    assert!(place.bad(&wide).contains("an origin is not one of the parent's"));
    let wide = ["provider", "edit", part["provider_id"].as_str().unwrap(), "--name-match", "tolerant"];
    assert!(place.bad(&wide).contains("names would match less exactly than the parent's"));
}

#[test]
fn a_provider_gets_results_of_the_other_kind_when_verifiers_have_the_key() {
    let place = Place::with_keys();
    let added = place.json(&HOTEL);
    let id = added["provider_id"].as_str().unwrap();
    let algs = || {
        let keys = place.json(&["keys", "list", "--json"]);
        let mut algs: Vec<_> =
            keys.as_array().unwrap().iter().map(|key| format!("{} {}", key["alg"], key["state"])).collect();
        algs.sort_unstable();
        algs
    };
    let set = |more: &[&'static str]| [&["provider", "set-alg", id], more].concat();
    assert!(place.good(&set(&["EdDSA"])).contains("already"));
    let output = place.run(&set(&["ES256"]));
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).contains("run this again from"));
    let both = [r#""ES256" "active""#, r#""ES256" "next""#, r#""EdDSA" "active""#, r#""EdDSA" "next""#];
    assert_eq!(algs(), both, "the keys are published already");
    assert_eq!(place.json(&["provider", "show", id, "--json"])["alg"], "EdDSA");
    assert!(place.good(&set(&["ES256", "--now"])).contains("ES256 from now on"));
    assert_eq!(place.json(&["provider", "show", id, "--json"])["alg"], "ES256");
    assert_eq!(algs(), both, "no keys are made twice");
    place.good(&["keys", "rotate", "--alg", "ES256", "--now"]);
    assert_eq!(algs(), [both[0], both[1], r#""ES256" "passive""#, both[2], both[3]]);
    assert_eq!(place.run(&set(&["RS256"])).status.code(), Some(2));

    let other = [&HOTEL[..], &["--alg", "ES256", "--webhook", "https://hotel.example/x"]].concat();
    let other = place.json(&other)["provider_id"].as_str().unwrap().to_owned();
    let shown = place.json(&["provider", "show", &other, "--json"]);
    assert_eq!((&shown["alg"], &shown["webhook"]), (&"ES256".into(), &"https://hotel.example/x".into()));
    let part = place.json(&["provider", "add", "--name", "Goa", "--parent", &other, "--json"]);
    assert_eq!(place.json(&["provider", "show", part["provider_id"].as_str().unwrap(), "--json"])["alg"], "ES256");
}
