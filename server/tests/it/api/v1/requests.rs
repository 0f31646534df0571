//! Bodies that are not what the description of the API says (check INP-2).

use super::{Server, send};
use crate::world::World;

#[tokio::test]
async fn malformed_bodies_are_refused() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let id = hotel.start().await.text_of("id");
    let deep = format!("{}{}", "[".repeat(2_000), "]".repeat(2_000));
    let bodies = [
        "",
        "{",
        "null",
        "[]",
        r#"["A B","9899999999",null,null,null,null,null,null]"#,
        "7",
        "{}",
        r#"{"full_name":"A B"}"#,
        r#"{"full_name":"A B","mobile":9810000001}"#,
        r#"{"full_name":"A B","mobile":"9810000001","more":1}"#,
        r#"{"full_name":"A B","mobile":"9810000001","mobile":"9810000002"}"#,
        r#"{"full_name":"A B","mobile":"9810000001"} x"#,
        r#"{"full_name":"A B","mobile":"9810000001","as_of":20260921}"#,
        r#"{"full_name":"A B","mobile":"9810000001","as_of":""}"#,
        r#"{"full_name":"A B","mobile":"9810000001","as_of":"20260921"}"#,
        r#"{"full_name":"A B","mobile":"9810000001","as_of":"2026-02-30"}"#,
        r#"{"full_name":"A B","mobile":"9810000001","as_of":"2026-09-21T10:00"}"#,
        r#"{"full_name":"A B","mobile":"9810000001","as_of":"2021-01-15"}"#,
        r#"{"full_name":"A B","mobile":"9810000001","as_of":"9999-12-31"}"#,
        r#"{"otp":"123456","consent":true,"otp":"123457"}"#,
        r#"{"otp":"123456","consent":"yes"}"#,
        r#"{"otp":123456,"consent":true}"#,
        r#"{"otp":"123456","consent":true,"more":1}"#,
        r#"{"otp":"12345","consent":true}"#,
        r#"{"otp":"123456","consent":true,"scopes":"status"}"#,
        &deep,
    ];
    let more = [r#"{"result":7}"#, r#"{"result":"a.b.c","single_use":"no"}"#, r#"{"result":"a","result":"b"}"#];
    let bodies: Vec<&str> = bodies.into_iter().chain(more).collect();
    for path in ["verifications".to_owned(), format!("verifications/{id}/confirm"), "results/verify".to_owned()] {
        for body in &bodies {
            let post = hotel.request(reqwest::Method::POST, &path).header("content-type", "application/json");
            let refused = send(post.body((*body).to_owned())).await;
            assert_eq!(refused.problem(), (400, "invalid-request".to_owned()), "{path}: {body}");
        }
    }
    let post = hotel.request(reqwest::Method::POST, &format!("verifications/{id}/resend"));
    let refused = send(post.header("content-type", "application/json").body("[1]")).await;
    assert_eq!(refused.problem(), (400, "invalid-request".to_owned()));
    assert_eq!(hotel.get(&format!("verifications/{id}")).await.text_of("state"), "open", "no guess was counted");
}

#[tokio::test]
async fn bodies_are_json_and_say_so() {
    let world = World::new().await;
    let hotel = Server::of(&world, &world.hotel);
    let good = r#"{"full_name":"Somebody Unknown","mobile":"9899999999"}"#;
    let post = |kind: Option<&'static str>| {
        let request = hotel.request(reqwest::Method::POST, "verifications").body(good);
        match kind {
            Some(kind) => request.header("content-type", kind),
            None => request,
        }
    };
    for kind in [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/jsonx")] {
        assert_eq!(send(post(kind)).await.problem(), (415, "unsupported-media-type".to_owned()), "{kind:?}");
    }
    for kind in ["application/json", "Application/JSON; charset=utf-8"] {
        assert_eq!(send(post(Some(kind))).await.status, 201, "{kind}");
    }
    let large = format!(r#"{{"full_name":"{}","mobile":"9899999999"}}"#, "x".repeat(17_000));
    let refused = send(hotel.request(reqwest::Method::POST, "verifications").body(large)).await;
    assert_eq!(refused.status, 413);
    let wrong = send(hotel.request(reqwest::Method::PUT, "verifications").body(good)).await;
    assert_eq!(wrong.problem().0, 405);
}
