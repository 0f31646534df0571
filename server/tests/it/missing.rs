//! An address where nothing is: a page for whoever has typed it, a problem document for a program.

use reqwest::{Method, Response, StatusCode};

use crate::world::World;

/// What browsers say when somebody types an address.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

async fn ask(world: &World, method: Method, path: &str, accept: &str) -> Response {
    let request = world.http.request(method, format!("{}{path}", world.url)).header("accept", accept);
    let answer = request.header("accept-language", "ta-IN").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    answer
}

#[tokio::test]
async fn a_person_gets_a_page_in_their_language_with_ways_on() {
    let world = World::new().await;
    let asked =
        [("/staus", "இந்த முகவரியில் எதுவும் இல்லை", "ta"), ("/a/b?lang=hi&k=pk_live_x", "इस पते पर कुछ नहीं है", "hi")];
    for (path, said, lang) in asked {
        let answer = ask(&world, Method::GET, path, BROWSER).await;
        assert!(
            answer.headers()["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"),
            "{path}"
        );
        let page = answer.text().await.unwrap();
        for shown in [said, &format!("href=\"/status?lang={lang}\""), &format!("<html lang=\"{lang}\"")] {
            assert!(page.contains(shown), "{path} {shown}");
        }
        assert!(!page.contains("pk_live_x"), "{path}");
    }
}

#[tokio::test]
async fn a_program_gets_a_problem_document() {
    let world = World::new().await;
    let asked = [
        (Method::GET, "/staus", "*/*"),
        (Method::GET, "/api/v1/x", "application/json"),
        (Method::POST, "/staus", BROWSER),
    ];
    for (method, path, accept) in asked {
        let answer = ask(&world, method, path, accept).await;
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{path}");
        let problem: serde_json::Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], "invalid-request", "{path}");
        assert!(problem["request_id"].is_string(), "{path}");
    }
}
