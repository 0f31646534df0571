//! The whole way, and what it leaves behind.

use reqwest::StatusCode;
use server::ports::DayUsage;

use crate::world::{FULLY, NOT, PARTIALLY, World, client, secret_key};

#[tokio::test]
async fn a_person_sees_status_reason_doses_freshness_and_rules() {
    let world = World::new().await;
    let text = world.own_page(PARTIALLY).await.text();
    let today = app::words::Words::of(domain::language::Language::En).date(&today(&world));
    for words in [
        "Partially vaccinated",
        "One of two doses of Covaxin is recorded; the second is not.",
        "Registered name Sunita Devi",
        "Registered mobile ******0002",
        &format!("As of {today}"),
        &format!("Records last came in on {today}"),
        &format!("Version of the rules {}", domain::vaccination::Rules::builtin().version()),
        "Recorded doses Dose Vaccine Date 1 Covaxin District Hospital, Pune",
        "this page closes in 10 minutes",
    ] {
        assert!(text.contains(words), "{words:?} in {text}");
    }
    assert!(world.own_page(FULLY).await.text().contains("Both doses of Covishield that are needed are recorded."));
    let none = world.own_page(NOT).await.text();
    assert!(none.contains("Not vaccinated No dose is recorded"), "{none}");
    let twice = world.own_page(("Ramesh Yadav", "9810000005")).await.text();
    assert!(twice.contains("Two first doses of"), "{twice}");
    let precaution = world.own_page(("Mohammed Imran Khan", "9810000007")).await.text();
    assert!(
        precaution.contains("Precaution dose recorded") && precaution.contains("Precaution dose Covaxin"),
        "{precaution}"
    );
}

fn today(world: &World) -> String {
    use server::ports::Clock as _;
    world.clock.now().date().to_string()
}

#[tokio::test]
async fn the_sms_names_no_asker_and_binds_its_code_to_this_host() {
    let world = World::new().await;
    for (lang, words) in
        [("en", "is the code to see your own vaccination status"), ("hi", "अपने टीकाकरण की स्थिति देखने का कोड")]
    {
        let form = [("action", "start"), ("lang", lang), ("full_name", FULLY.0), ("mobile", FULLY.1)];
        let page = world.press(&form).await;
        let code = world.code_of(&page.hidden("id"), 0).await;
        let message = world.outbox.messages().pop().unwrap();
        assert!(message.text.contains(words), "{}", message.text);
        assert_eq!(message.text.lines().last().unwrap(), format!("@localhost #{code}"));
    }
}

#[tokio::test]
async fn the_old_address_leads_here_and_the_first_page_needs_nobody_who_asks() {
    let world = World::new().await;
    let old = format!("{}/api/v3/vaccination/status/knowYourStatus", world.url);
    let page = client().get(old).send().await.unwrap();
    assert_eq!((page.status(), page.url().path()), (StatusCode::OK, "/status"));
    assert!(page.text().await.unwrap().contains("Know Your Vaccination Status"));
    let home = client().get(&world.url).send().await.unwrap().text().await.unwrap();
    for way in ["/status?lang=en", "/docs", "/gate?lang=en", "/verify?lang=en"] {
        assert!(home.contains(&format!("href=\"{way}\"")), "{way}");
    }
}

#[tokio::test]
async fn nothing_is_kept_in_the_browser_and_nobody_may_frame_it() {
    let world = World::new().await;
    let page = world.own_page(FULLY).await;
    let headers = page.headers.join("\n");
    assert!(!headers.contains("set-cookie"), "{headers}");
    assert!(headers.contains("cache-control: \"no-store\""), "{headers}");
    assert!(headers.contains("frame-ancestors 'none'"), "{headers}");
    assert!(!page.html.contains("name=\"full_name\"") && !page.html.contains(FULLY.1), "the number stays masked");
}

#[tokio::test]
async fn a_look_at_ones_own_status_is_in_the_books_and_in_no_providers_figures() {
    let world = World::new().await;
    let before = world.rows();
    world.own_page(FULLY).await;
    let after = world.rows();
    let more = |table: &str| after[table] - before[table];
    assert_eq!((more("audit_entries"), more("sessions"), more("records")), (2, 1, 0));
    let leaves = world.store.audit_leaves(u64::try_from(before["audit_entries"]).unwrap(), 9).await.unwrap();
    let acts: Vec<_> = leaves.iter().map(|(_, leaf)| domain::audit::entry::Entry::parse(leaf).unwrap()).collect();
    let words: Vec<_> = acts.iter().map(|entry| (entry.act.as_str(), entry.provider.is_some())).collect();
    assert_eq!(words, [("verification-opened", false), ("own-status-opened", false)]);
    let day: jiff::civil::Date = today(&world).parse().unwrap();
    for provider in [&world.hotel, &world.airline] {
        let counter = world.secrets.counter_key("provider", provider.id.as_bytes());
        assert_eq!(world.store.usage(counter, day, day).await.unwrap(), [] as [DayUsage; 0]);
    }
}

#[tokio::test]
async fn checks_for_oneself_and_for_a_provider_are_apart() {
    let world = World::new().await;
    let ask = world.hotel_asks();
    let theirs = world.start(&ask, FULLY).await;
    let page = world.own_enter(&theirs.id, &world.code(&theirs).await).await;
    assert_eq!((page.status, page.step()), (StatusCode::NOT_FOUND, "problem"));

    let own = world.own_start(FULLY).await.hidden("id");
    let code = world.code_of(&own, 0).await;
    assert_eq!(
        world.confirm(&ask, &own, &code).await.unwrap_err().code,
        domain::problem::ErrorCode::VerificationNotFound
    );
    let api = format!("{}/api/v1/verifications/{own}/confirm", world.url);
    let body = serde_json::json!({ "otp": code, "consent": true });
    let call = world.http.post(api).bearer_auth(secret_key(&world.hotel)).header("idempotency-key", "k-1").json(&body);
    assert_eq!(call.send().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(world.own_enter(&own, &code).await.step(), "own", "and it cost no guess");
}

#[tokio::test]
async fn a_button_pressed_on_another_site_does_nothing() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let form = [("action", "end"), ("session", session.as_str())];
    let page = world.press_with(&form, &[("origin", "https://evil.example")]).await;
    assert_eq!((page.status, page.step()), (StatusCode::FORBIDDEN, "problem"));
    assert_eq!(world.press(&[("session", &session)]).await.step(), "own");
}

/// What scripts call is refused to other sites as the buttons are.
#[tokio::test]
async fn a_call_from_another_site_does_nothing() {
    let world = World::new().await;
    let session = world.own_page(FULLY).await.hidden("session");
    let (url, evil) = (world.url.as_str(), "https://evil.example");
    let call = async |function: &str, headers: &[(&str, &str)]| {
        let post = world.http.post(format!("{url}/ui/{function}")).form(&[("session", session.as_str())]);
        headers.iter().fold(post, |post, (name, value)| post.header(*name, *value)).send().await.unwrap()
    };
    let foreign: [&[(&str, &str)]; 5] = [
        &[("origin", evil)],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", url)],
        &[("sec-fetch-site", "same-site"), ("origin", url)],
    ];
    for headers in foreign {
        for function in
            ["own-end", "own-status", "own-pause", "own-start", "start", "confirm", "pass-make", "share-link"]
        {
            let answer = call(function, headers).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{function} {headers:?}");
            let problem: serde_json::Value = answer.json().await.unwrap();
            assert_eq!(problem["code"], "origin-not-allowed", "{function} {headers:?}");
        }
    }
    let ours: [&[(&str, &str)]; 3] = [&[], &[("origin", url)], &[("sec-fetch-site", "same-origin"), ("origin", url)]];
    for headers in ours {
        let answer = call("own-status", headers).await;
        assert_eq!(answer.status(), StatusCode::OK, "nothing was ended: {headers:?}");
    }
    assert!(!world.press(&[("session", &session)]).await.text().contains("All checks on you have been paused"));
    assert_eq!(call("own-end", &[]).await.status(), StatusCode::OK);
    assert_ne!(call("own-status", &[]).await.status(), StatusCode::OK);
}
