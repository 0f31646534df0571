//! `GET /embed` and `GET /check`: who may frame them.

use crate::world::World;

async fn ancestors(world: &World, path: &str, query: &[(&str, &str)]) -> String {
    let answer = world.http.get(format!("{}{path}", world.url)).query(query).send().await.unwrap();
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert!(answer.headers().get("set-cookie").is_none());
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    policy.split("frame-ancestors ").nth(1).unwrap().split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn exactly_the_registered_origin_may_frame_the_page() {
    let world = World::new().await;
    let hotel = [("k", world.hotel.site_key.as_str()), ("o", "https://hotel.example"), ("i", "w-1")];
    let airline = [("k", world.airline.site_key.as_str()), ("o", "https://air.example"), ("i", "w-1")];
    let stolen = [("k", world.hotel.site_key.as_str()), ("o", "https://evil.example"), ("i", "w-1")];
    assert_eq!(ancestors(&world, "/embed", &hotel).await, "https://hotel.example");
    assert_eq!(ancestors(&world, "/embed", &airline).await, "https://air.example");
    assert_eq!(ancestors(&world, "/embed", &stolen).await, "'none'");
    assert_eq!(ancestors(&world, "/check", &hotel).await, "'none'");
    assert_eq!(ancestors(&world, "/", &[]).await, "'none'");
}

#[tokio::test]
async fn other_sites_cannot_post_the_form() {
    let world = World::new().await;
    for page in ["/embed", "/check"] {
        let request = world
            .http
            .post(format!("{}{page}", world.url))
            .header("origin", "https://evil.example")
            .header("sec-fetch-site", "cross-site")
            .form(&[("k", world.hotel.site_key.as_str()), ("o", "https://hotel.example"), ("action", "start")]);
        assert_eq!(request.send().await.unwrap().status(), 403, "{page}");
    }
}
