use domain::{
    consent::Consent,
    names::Level,
    origin::Origin,
    problem::ErrorCode,
    provider::{Provider, Purpose, Quotas, Refused, Scope, Scopes, TooWide},
    time::Timestamp,
};

const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

fn hotel() -> Provider {
    serde_json::from_value(serde_json::json!({
        "id": "prv_1", "name": "Hotel Sagar", "names": {"hi": "होटल सागर"}, "site_key": "pk_live_1",
        "origins": ["https://hotel.example"], "purposes": ["check-in", "booking"], "scopes": ["status", "events"],
        "name_match": "exact", "return_urls": ["https://hotel.example/back?x=1"], "created": 1_700_000_000_000_i64,
    }))
    .unwrap()
}

fn origin(text: &str) -> Origin {
    Origin::parse(text).unwrap()
}

fn purpose(text: &str) -> Purpose {
    Purpose::parse(text).unwrap()
}

#[test]
fn a_registered_question_may_be_asked() {
    let hotel = hotel();
    assert_eq!(hotel.may_ask(Some(&origin("https://hotel.example")), &purpose("check-in"), NOW), Ok(()));
    assert_eq!(hotel.may_ask(None, &purpose("booking"), NOW), Ok(()));
    assert_eq!(hotel.name_in("hi"), "होटल सागर");
    assert_eq!(hotel.name_in("ta"), "Hotel Sagar");
    assert!(hotel.may_return_to("https://hotel.example/back?x=1"));
    assert!(!hotel.may_return_to("https://hotel.example/back?x=1&y=2"));
}

#[test]
fn other_questions_are_refused_by_name() {
    let hotel = hotel();
    let own = origin("https://hotel.example");
    let check_in = purpose("check-in");
    let suspended = Provider { suspended: true, ..hotel.clone() };
    let expired = Provider { expires: Some(NOW), ..hotel.clone() };
    for (provider, from, what, refused, code) in [
        (&suspended, &own, &check_in, Refused::Suspended, ErrorCode::ProviderSuspended),
        (&expired, &own, &check_in, Refused::Expired, ErrorCode::ProviderSuspended),
        (&hotel, &own, &purpose("entry"), Refused::PurposeNotAllowed, ErrorCode::PurposeNotAllowed),
        (
            &hotel,
            &origin("https://hotel.example:8443"),
            &check_in,
            Refused::OriginNotAllowed,
            ErrorCode::OriginNotAllowed,
        ),
        (&hotel, &origin("https://a.hotel.example"), &check_in, Refused::OriginNotAllowed, ErrorCode::OriginNotAllowed),
        (
            &hotel,
            &origin("https://hotel.example.evil"),
            &check_in,
            Refused::OriginNotAllowed,
            ErrorCode::OriginNotAllowed,
        ),
    ] {
        assert_eq!(provider.may_ask(Some(from), what, NOW), Err(refused));
        assert_eq!(refused.error_code(), code);
    }
    let last_moment = Provider { expires: Some(NOW.plus(std::time::Duration::from_millis(1))), ..hotel };
    assert_eq!(last_moment.may_ask(Some(&own), &check_in, NOW), Ok(()));
}

#[test]
fn a_test_provider_may_be_embedded_anywhere_unless_it_is_registered_for_pages() {
    let registered = Provider { env: domain::provider::Env::Test, ..hotel() };
    let local = origin("http://localhost:3000");
    assert_eq!(registered.may_ask(Some(&local), &purpose("check-in"), NOW), Err(Refused::OriginNotAllowed));
    let test = Provider { origins: Vec::new(), ..registered };
    assert_eq!(test.may_ask(Some(&local), &purpose("check-in"), NOW), Ok(()));
    let suspended = Provider { suspended: true, ..test };
    assert!(suspended.may_ask(None, &purpose("check-in"), NOW).is_err());
}

#[test]
fn only_a_test_provider_may_have_a_page_return_to_the_visitors_machine() {
    let (live, test) = (hotel(), Provider { env: domain::provider::Env::Test, ..hotel() });
    for url in ["http://localhost:3000/back?x=1", "http://127.0.0.1", "http://[::1]:8080/back"] {
        assert_eq!((test.may_return_to(url), live.may_return_to(url)), (true, false), "{url}");
    }
    for url in [
        "https://evil.example/",
        "http://localhost@evil.example/",
        "http://localhost.evil.example/",
        "http://localhost/\"><script>",
        "javascript://localhost/",
        "http://localhost/#",
    ] {
        assert!(!test.may_return_to(url), "{url}");
    }
    assert!(test.may_return_to("https://hotel.example/back?x=1"));
}

#[test]
fn scopes_are_a_set_that_holds_the_status() {
    let every =
        [Scopes::STATUS, Scopes::STATUS.with(Scope::Events), Scopes::STATUS.with(Scope::Demographics), Scopes::ALL];
    for a in every {
        assert!(a.contains(Scope::Status) && a.without(Scope::Status).contains(Scope::Status));
        let wire = serde_json::to_string(&a).unwrap();
        assert_eq!(serde_json::from_str::<Scopes>(&wire).unwrap(), a);
        for b in every {
            let both = a.intersection(b);
            assert!(both.is_subset(a) && both.is_subset(b));
            assert_eq!(a.is_subset(b), both == a);
        }
    }
    assert_eq!(serde_json::to_string(&Scopes::ALL).unwrap(), r#"["status","events","demographics"]"#);
    assert_eq!(serde_json::from_str::<Scopes>(r#"["events","events"]"#).unwrap(), every[1]);
    assert!(serde_json::from_str::<Scopes>(r#"["everything"]"#).is_err());
    assert_eq!(Scopes::ALL.without(Scope::Events), every[2]);
}

#[test]
fn purposes_are_slugs() {
    assert_eq!(purpose("check-in").to_string(), "check-in");
    for wrong in ["", "Check-in", "check in", "चेक", "a/b", &"a".repeat(41)] {
        assert!(Purpose::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_consent_reads_back() {
    let consent = Consent {
        receipt: domain::consent::receipt([7; 10]),
        provider_id: "prv_1".to_owned(),
        purpose: purpose("check-in"),
        scopes: Scopes::ALL,
        lang: "hi".to_owned(),
        given: NOW,
        origin: None,
    };
    let wire = serde_json::to_string(&consent).unwrap();
    assert_eq!(serde_json::from_str::<Consent>(&wire).unwrap(), consent);
}

#[test]
fn a_part_has_nothing_that_the_whole_has_not() {
    let chain = Provider { quotas: Quotas { day: Some(10), people_hour: None }, own_otp_screen: false, ..hotel() };
    let part = |change: fn(&mut Provider)| {
        let mut part = Provider { parent: Some(chain.id.clone()), id: "prv_2".to_owned(), ..chain.clone() };
        change(&mut part);
        part.fits_under(&chain)
    };
    assert_eq!(part(|_| ()), Ok(()));
    assert_eq!(part(|part| part.origins.clear()), Ok(()));
    assert_eq!(part(|part| part.quotas = Quotas { day: Some(9), people_hour: Some(5) }), Ok(()));
    assert_eq!(part(|part| part.quotas.day = None), Ok(()), "the whole's counts as well");
    assert_eq!(part(|part| part.origins.push(origin("https://other.example"))), Err(TooWide::Origin));
    assert_eq!(part(|part| part.purposes.push(purpose("entry"))), Err(TooWide::Purpose));
    assert_eq!(part(|part| part.scopes = Scopes::ALL), Err(TooWide::Scope));
    assert_eq!(part(|part| part.own_otp_screen = true), Err(TooWide::OwnOtpScreen));
    assert_eq!(part(|part| part.name_match = Level::Tolerant), Err(TooWide::NameMatch));
    let tolerant = Provider { name_match: Level::Tolerant, ..chain.clone() };
    assert_eq!(
        (chain.fits_under(&tolerant), tolerant.fits_under(&tolerant)),
        (Ok(()), Ok(())),
        "as strict, or stricter"
    );
    assert_eq!(part(|part| part.return_urls.push("https://hotel.example/x".to_owned())), Err(TooWide::ReturnUrl));
    assert_eq!(part(|part| part.quotas.day = Some(11)), Err(TooWide::Quota));
    let ending = Provider { expires: Some(NOW), ..chain.clone() };
    let longer = Provider { expires: Some(Timestamp::from_seconds(NOW.as_seconds() + 1)), ..chain.clone() };
    assert_eq!(longer.fits_under(&ending), Err(TooWide::Expiry));
    let nested = Provider { parent: Some("prv_0".to_owned()), ..chain.clone() };
    assert_eq!(chain.fits_under(&nested), Err(TooWide::Nested));
}

#[test]
fn what_the_whole_loses_its_parts_lose() {
    let part = Provider { own_otp_screen: true, name_match: Level::Tolerant, ..hotel() };
    assert_eq!(part.narrowed_to(&part), part);
    assert_eq!(hotel().narrowed_to(&part).name_match, Level::Exact, "a part stays as strict as it is");
    let less = Provider {
        origins: vec![],
        purposes: vec![purpose("booking"), purpose("entry")],
        scopes: Scopes::STATUS,
        own_otp_screen: false,
        return_urls: vec![],
        expires: Some(NOW),
        suspended: true,
        ..hotel()
    };
    let narrowed = part.narrowed_to(&less);
    assert_eq!(narrowed.may_call(NOW), Err(Refused::Suspended));
    let resumed = part.narrowed_to(&Provider { suspended: false, ..less });
    assert_eq!(resumed.may_call(NOW), Err(Refused::Expired));
    assert_eq!((resumed.purposes, resumed.scopes), (vec![purpose("booking")], Scopes::STATUS));
    assert!(resumed.origins.is_empty() && resumed.return_urls.is_empty() && !resumed.own_otp_screen);
    assert_eq!(resumed.name_match, Level::Exact);
}
