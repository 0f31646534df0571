//! `/docs`, as a browser gets it.

use serde_json::Value;

use crate::world::World;

async fn get(world: &World, path: &str) -> (reqwest::StatusCode, reqwest::header::HeaderMap, String) {
    let answer = world.http.get(format!("{}{path}", world.url)).send().await.unwrap();
    (answer.status(), answer.headers().clone(), answer.text().await.unwrap())
}

#[tokio::test]
async fn pages_are_there_under_a_policy_that_lets_nothing_in_from_elsewhere() {
    let world = World::new().await;
    for path in ["/docs", "/docs/quick-start", "/docs/playground", "/docs/errors", "/docs/api"] {
        let (status, headers, html) = get(&world, path).await;
        assert_eq!(status, 200, "{path}");
        assert_eq!(headers["content-type"], "text/html; charset=utf-8");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{path}: {policy}");
        assert!(policy.ends_with("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(html.contains("<html lang=\"en\"") && html.contains("aria-current=\"page\""), "{path}");
    }
    let (_, _, html) = get(&world, "/docs/quick-start").await;
    assert!(html.contains(&format!("src=&quot;{}/embed/v1/kyvs.js&quot;", world.url)), "snippets name this service");
    assert_eq!(get(&world, "/docs/nothing").await.0, 404);
    assert_eq!(get(&world, "/docs/assets/docs.css").await.1["content-type"], "text/css; charset=utf-8");
    assert_eq!(get(&world, "/docs/assets/nothing").await.0, 404);
}

#[tokio::test]
async fn the_playground_renders_the_snippet_that_it_shows() {
    let world = World::new().await;
    let query = "site-key=pk_test_demo&purpose=check-in&nonce=n&ref=%22%3E%3Cb%3E&theme=dark&lang=xx";
    let (_, _, shown) = get(&world, &format!("/docs/playground?{query}")).await;
    let (_, headers, host) = get(&world, &format!("/docs/playground/host?{query}")).await;
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.ends_with("frame-ancestors 'self'"), "{policy}");
    let (_, rest) = host.split_once("<h1>Your page</h1>\n").unwrap();
    let (snippet, _) = rest.split_once("\n</main>").unwrap();
    assert!(snippet.contains(r#"ref="&quot;&gt;&lt;b&gt;" theme="dark">"#), "{snippet}");
    let escaped = snippet.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    assert!(shown.contains(&format!("<code>{escaped}</code>")));
}

#[tokio::test]
async fn the_home_page_leads_there_and_so_does_a_problem_document() {
    let world = World::new().await;
    assert!(get(&world, "/").await.2.contains("href=\"/docs\""));
    let answer = world.http.post(format!("{}/api/v1/verifications", world.url)).send().await.unwrap();
    let problem: Value = answer.json().await.unwrap();
    let kind = problem["type"].as_str().unwrap();
    assert_eq!(kind, "/docs/errors#unauthorized");
    let (page, anchor) = kind.split_once('#').unwrap();
    assert!(get(&world, page).await.2.contains(&format!("id=\"{anchor}\"")));
}
