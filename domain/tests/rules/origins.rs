use domain::origin::{Origin, OriginError};
use proptest::prelude::*;

#[test]
fn origins_are_read_as_browsers_write_them() {
    for (text, expected) in [
        ("https://hotel.example", "https://hotel.example"),
        ("HTTPS://Hotel.Example", "https://hotel.example"),
        ("https://hotel.example/", "https://hotel.example"),
        (" https://hotel.example ", "https://hotel.example"),
        ("https://hotel.example:443", "https://hotel.example"),
        ("https://hotel.example:8443", "https://hotel.example:8443"),
        ("https://hotel.example:80", "https://hotel.example:80"),
        ("https://xn--11b4d3a.example", "https://xn--11b4d3a.example"),
        ("https://192.0.2.1:8443", "https://192.0.2.1:8443"),
        ("https://[2001:DB8:0:0::1]:8443", "https://[2001:db8::1]:8443"),
        ("http://localhost", "http://localhost"),
        ("http://localhost:80", "http://localhost"),
        ("http://localhost:8081", "http://localhost:8081"),
        ("http://127.0.0.1:8081", "http://127.0.0.1:8081"),
        ("http://[::1]:8081", "http://[::1]:8081"),
    ] {
        assert_eq!(Origin::parse(text).unwrap().as_str(), expected, "{text}");
    }
}

#[test]
fn everything_else_is_refused() {
    use OriginError::*;
    for (text, error) in [
        ("", Scheme),
        ("null", Scheme),
        ("hotel.example", Scheme),
        ("//hotel.example", Scheme),
        ("ftp://hotel.example", Scheme),
        ("file://", Scheme),
        ("http://hotel.example", Scheme),
        ("http://localhost.evil.example", Scheme),
        ("http://127.0.0.2", Scheme),
        ("https://", Host),
        ("https://*", Host),
        ("https://*.hotel.example", Host),
        ("https://hotel..example", Host),
        ("https://hotel.example.", Host),
        ("https://-hotel.example", Host),
        ("https://hotel_example", Host),
        ("https://होटल.example", Host),
        ("https://hotel example", Host),
        ("https://0x7f.1", Host),
        ("https://127.1", Host),
        ("https://2130706433", Host),
        ("https://[::1", Host),
        ("https://[fe80::1%eth0]", Host),
        ("https://hotel.example:", Port),
        ("https://hotel.example:0", Port),
        ("https://hotel.example:0443", Port),
        ("https://hotel.example:65536", Port),
        ("https://hotel.example:x", Port),
        ("https://hotel.example:+1", Port),
        ("https://hotel.example/path", Extra),
        ("https://hotel.example//", Extra),
        ("https://hotel.example?x", Extra),
        ("https://hotel.example#x", Extra),
        ("https://user@hotel.example", Extra),
        ("https://hotel.example\\@evil.example", Extra),
    ] {
        assert_eq!(Origin::parse(text), Err(error), "{text}");
    }
}

#[test]
fn local_origins_are_known() {
    for (text, local) in [("http://localhost:1", true), ("https://[::1]", true), ("https://localhost.example", false)] {
        assert_eq!(Origin::parse(text).unwrap().is_local(), local, "{text}");
    }
}

proptest! {
    #[test]
    fn anything_may_come(text in any::<String>()) {
        let _ = Origin::parse(&text);
    }

    #[test]
    fn reading_is_idempotent(text in "https?://[a-zA-Z0-9.:\\[\\]-]{1,30}") {
        if let Ok(origin) = Origin::parse(&text) {
            prop_assert_eq!(Origin::parse(origin.as_str()).unwrap(), origin);
        }
    }
}
