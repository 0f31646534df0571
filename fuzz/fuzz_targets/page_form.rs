//! A form of a page, read as the server reads it: each field says what it said once, what leads elsewhere stays where it belongs, and
//! who hands in a code is seen alike by who decides what is let in.
#![no_main]

use app::pages::Surface;
use http::{HeaderMap, HeaderValue, header::ACCEPT_LANGUAGE};
use libfuzzer_sys::fuzz_target;
use server::config::Embed;
use server::web::foreign::confirms;
use server::web::forms::PageForm;

fuzz_target!(|input: (&[u8], &str)| {
    let (body, accepted) = input;
    let Ok(form) = serde_urlencoded::from_bytes::<PageForm>(body) else { return };
    let said: Vec<(String, String)> = serde_urlencoded::from_bytes(body).expect("pairs");
    let value = |name: &str| {
        let mut values = said.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let first = values.next().unwrap_or_default();
        assert!(values.next().is_none(), "{name} comes twice");
        first
    };
    assert_eq!([&form.action, &form.id, &form.otp].map(String::as_str), ["action", "id", "otp"].map(value));
    assert_eq!([&form.full_name, &form.mobile].map(String::as_str), ["full_name", "mobile"].map(value));
    assert_eq!(form.ticked().receipt, !value("receipt").is_empty());
    assert_eq!(confirms(body), form.action == "confirm");

    let mut headers = HeaderMap::new();
    headers.extend(HeaderValue::from_str(accepted).ok().map(|accepted| (ACCEPT_LANGUAGE, accepted)));
    let embed = Embed {
        default_lang: "en".to_owned(),
        brand: [].into(),
        privacy_url: None,
        help_url: None,
        complaint_url: None,
    };
    for surface in [Surface::Frame, Surface::Full, Surface::Own] {
        let form = serde_urlencoded::from_bytes::<PageForm>(body).expect("as before");
        let context = form.query.context(surface, &embed, &headers);
        let framed = surface == Surface::Frame;
        assert_eq!(context.ask.origin, if framed { value("o") } else { "" });
        assert_eq!(context.ask.return_url, if framed { "" } else { value("return-url") });
        assert_eq!([&context.ask.site_key, &context.ask.nonce].map(String::as_str), ["k", "nonce"].map(value));
        assert_eq!(context.ask.lang, context.words.language().code());
        assert!(context.instance.is_empty() || framed && context.instance == value("i"));
        assert!(context.instance.len() <= 64 && context.instance.bytes().all(is_plain));
        assert!(context.links.help.starts_with("/?lang="));
    }
});

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_".contains(&byte)
}
