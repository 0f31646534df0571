//! `GET /embed/v1/why.js`

use crate::world::World;

#[tokio::test]
async fn the_loader_learns_why_no_frame_came_up() {
    let world = World::new().await;
    let (key, origin) = (world.hotel.site_key.as_str(), "https://hotel.example");
    let table = [
        ([("k", key), ("o", origin), ("purpose", "check-in")], "ok"),
        ([("k", key), ("o", origin), ("purpose", "")], "ok"),
        ([("k", "pk_live_x"), ("o", origin), ("purpose", "")], "invalid-site-key"),
        ([("k", key), ("o", "https://evil.example"), ("purpose", "")], "origin-not-allowed"),
        ([("k", key), ("o", ""), ("purpose", "")], "bad-parameter"),
        ([("k", key), ("o", origin), ("purpose", "marketing")], "purpose-not-allowed"),
    ];
    for (query, code) in table {
        let request = world.http.get(format!("{}/embed/v1/why.js", world.url)).query(&query).query(&[("i", "w-1")]);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "text/javascript; charset=utf-8");
        assert_eq!(answer.headers()["cross-origin-resource-policy"], "cross-origin");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        assert_eq!(answer.text().await.unwrap(), format!("Kyvs.__why(\"w-1\",\"{code}\")"));
    }
    world.set_suspended(&world.hotel.id, true).await;
    let address = format!("{}/embed/v1/why.js?k={key}&o={origin}&i=w-1", world.url);
    let text = world.http.get(address).send().await.unwrap().text().await.unwrap();
    assert_eq!(text, "Kyvs.__why(\"w-1\",\"provider-suspended\")");
}

#[tokio::test]
async fn an_instance_that_is_none_is_refused() {
    let world = World::new().await;
    for instance in ["", "\");alert(1)//", "</script>", "a b", &"x".repeat(65)] {
        let request = world.http.get(format!("{}/embed/v1/why.js", world.url)).query(&[("i", instance)]);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 400, "{instance}");
        assert_eq!(answer.text().await.unwrap(), "");
    }
}
