//! A verification belongs to one provider, one origin, one purpose; to everyone else it is not there (checks OTP-5, ENU-4).

use app::flow::{AskForm, Refusal};
use domain::problem::ErrorCode;

use crate::world::{FULLY, World};

#[tokio::test]
async fn elsewhere_it_looks_like_none() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.start(&ask, FULLY).await;
    let code = world.code(&sent).await;
    let none = Refusal::of(ErrorCode::VerificationNotFound);
    let elsewhere = [
        world.airline_asks(),
        AskForm { origin: String::new(), ..ask.clone() },
        AskForm { purpose: "boarding".to_owned(), ..ask.clone() },
    ];
    let cut = &sent.id[1..];
    let unknown = "A".repeat(30);
    let tries = elsewhere
        .iter()
        .map(|ask| (ask, sent.id.as_str()))
        .chain(["", "x", cut, unknown.as_str(), "../../etc/passwd"].map(|id| (&ask, id)));
    for (ask, id) in tries {
        assert_eq!(world.confirm(ask, id, &code).await, Err(none.clone()), "{id}");
        assert_eq!(world.service.current(ask, id).await, Err(none.clone()));
        assert_eq!(world.service.resend(ask, id).await, Err(none.clone()));
        assert_eq!(world.service.decline(ask, id).await, Err(none.clone()));
    }
    assert!(world.confirm(&ask, &sent.id, &code).await.is_ok(), "none of these cost a guess");
}

#[tokio::test]
async fn the_way_back_loses_nothing() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let sent = world.service.start(&ask, " Sharma  Rajesh Kumar ", "+91 98100-00001").await.unwrap();
    world.advance(10);
    let hindi = AskForm { lang: "hi".to_owned(), ..ask };
    let now = world.service.current(&hindi, &sent.id).await.unwrap();
    assert_eq!((now.expires_in, now.resend_in), (170, 20));
    assert_eq!((now.full_name.as_str(), now.mobile.as_str()), ("Sharma Rajesh Kumar", "+91 98100-00001"));
}

/// The asker learns a verification's id at its end, with the result or by a webhook.
#[tokio::test]
async fn whoever_has_the_id_of_what_is_over_learns_nothing_of_what_was_typed() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let declined = world.start(&ask, FULLY).await;
    world.service.decline(&ask, &declined.id).await.unwrap();
    world.advance(61);
    let shared = world.start(&ask, FULLY).await;
    let code = world.code(&shared).await;
    world.confirm(&ask, &shared.id, &code).await.unwrap();
    let none = Refusal::of(ErrorCode::VerificationNotFound);
    for (id, code) in [(&declined.id, "123456"), (&shared.id, code.as_str())] {
        assert_eq!(world.service.current(&ask, id).await, Err(none.clone()));
        let refusals =
            [world.confirm(&ask, id, code).await.unwrap_err(), world.service.resend(&ask, id).await.unwrap_err()];
        for refusal in refusals {
            let sent = refusal.sent.unwrap();
            assert_eq!((sent.full_name.as_str(), sent.mobile.as_str()), ("", ""));
            assert_eq!(sent.sent_to.len(), 10, "masked");
        }
        let form = [
            ("k", ask.site_key.as_str()),
            ("o", &ask.origin),
            ("purpose", &ask.purpose),
            ("action", "change"),
            ("id", id),
        ];
        let page =
            world.http.post(format!("{}/embed", world.url)).form(&form).send().await.unwrap().text().await.unwrap();
        assert!(!page.contains(FULLY.0) && !page.contains(FULLY.1), "{page}");
    }
}
