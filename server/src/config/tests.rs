//! The default file, precedence, and refusals that name key and place.

use std::time::Duration;

use app::flow::Receipts;
use domain::language::Language;

use super::*;

fn parse(text: &str) -> Result<Config, ConfigError> {
    Config::parse("kyvs.toml", text, [])
}

fn refused(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

fn with(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::parse("", "", variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

#[test]
fn the_default_file_is_the_default() {
    assert_eq!(parse(DEFAULT_FILE).unwrap(), parse("").unwrap());
}

#[test]
fn every_example_in_the_default_file_can_be_used() {
    // A commented line that reads like a key or a section is an example.
    let example = |line: &str| {
        let key =
            line.split_once(" = ").is_some_and(|(key, _)| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
        let section = line.starts_with('[') && line.ends_with(']');
        key || section
    };
    let text: Vec<&str> = DEFAULT_FILE
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|rest| example(rest)).unwrap_or(line))
        .map(
            |line| {
                if line == "gateways = []" { "gateways = [\"trial\", \"mygw\", \"kannel\", \"msg91\"]" } else { line }
            },
        )
        .collect();
    let config = parse(&text.join("\n")).unwrap();
    assert_eq!(config.sms.gateways.len(), 4);
    let report = config.sms.gateways[2].report().unwrap();
    assert_eq!((report.id.as_str(), report.status.as_str()), ("id", "status"));
    assert!(!format!("{report:?}").contains(&report.token));
    assert_eq!(config.embed.brand.len(), 2);
    assert_eq!(config.server.public_origin(), "https://status.example");
}

#[test]
fn defaults_are_those_of_the_design() {
    let config = parse("").unwrap();
    let policy = config.otp_policy();
    assert_eq!(policy.lifetime, Duration::from_mins(3));
    assert_eq!(policy.resend_after, Duration::from_secs(30));
    assert_eq!((policy.max_guesses, policy.max_resends), (3, 3));
    assert_eq!((config.failure_policy().max, config.failure_policy().pause), (10, Duration::from_mins(15)));
    assert_eq!(config.limits.person.map(|rate| rate.burst), [3, 8]);
    assert_eq!(config.limits.mobile.map(|rate| rate.burst), [10, 30]);
    assert_eq!(config.limits.provider.burst, 600);
    assert!(config.test_mode.enabled);
    assert_eq!(config.server.public_origin(), "http://localhost:8080");
}

#[test]
fn a_variable_wins_over_the_file() {
    let variables = [("KYVS_SERVER__LISTEN", "0.0.0.0:9000"), ("KYVS_OTP__MAX_GUESSES", "2"), ("OTHER", "x")];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let config = Config::parse("kyvs.toml", "[server]\nlisten = \"127.0.0.1:1\"\n", variables).unwrap();
    assert_eq!(config.server.listen.to_string(), "0.0.0.0:9000");
    assert_eq!(config.otp.max_guesses, 2);
}

#[test]
fn the_front_door_can_be_set_by_variables_alone() {
    let server = with(&[
        ("KYVS_SERVER__MAX_IN_FLIGHT", "7"),
        ("KYVS_SERVER__ACCESS_LOG", "false"),
        ("KYVS_SERVER__TLS__CERT_FILE", "c.pem"),
        ("KYVS_SERVER__TLS__KEY_FILE", "k.pem"),
    ])
    .unwrap()
    .server;
    assert_eq!(server.max_in_flight, 7);
    assert!(!server.access_log);
    assert_eq!(server.tls.unwrap().key_file.to_str(), Some("k.pem"));
    assert!(with(&[("KYVS_SERVER__ACCESS_LOG", "no")]).is_err());
    assert!(!with(&[("KYVS_TEST_MODE__ENABLED", "false")]).unwrap().test_mode.enabled);
    let socket = with(&[("KYVS_SERVER__LISTEN", "unix:run/kyvs.sock")]).unwrap().server.listen;
    assert_eq!(socket.to_string(), "unix:run/kyvs.sock");
}

#[test]
fn without_a_public_address_the_scheme_is_that_of_the_listener() {
    let tls = "[server.tls]\ncert_file = \"c\"\nkey_file = \"k\"\n";
    assert_eq!(parse(tls).unwrap().server.public_origin(), "https://localhost:8080");
}

#[test]
fn a_gateway_can_be_set_by_variables_alone() {
    let config = with(&[
        ("KYVS_SMS__GATEWAYS", "mygw, spare"),
        ("KYVS_SMS__MYGW__KIND", "http"),
        ("KYVS_SMS__MYGW__URL", "https://gateway.example/send"),
        ("KYVS_SMS__MYGW__HEADERS__X_API_KEY", "k"),
        ("KYVS_SMS__MYGW__TIMEOUT", "2s"),
        ("KYVS_SMS__SPARE__KIND", "outbox"),
    ])
    .unwrap();
    let GatewayKind::Http(http) = &config.sms.gateways[0].kind else { panic!("http") };
    assert_eq!(http.headers.get("x-api-key").map(String::as_str), Some("k"));
    assert_eq!(http.timeout, Duration::from_secs(2));
    assert_eq!(config.sms.gateways[1].kind, GatewayKind::Outbox { file: None });
}

#[test]
fn unknown_keys_are_refused_with_the_nearest_name_and_the_place() {
    assert_eq!(
        refused("[server]\nlisten = \"127.0.0.1:1\"\nlisen = \"x\"\n"),
        "kyvs.toml line 3: unknown key server.lisen; did you mean server.listen?"
    );
    assert_eq!(refused("[opt]\nlifetime = \"1m\""), "kyvs.toml line 1: unknown key opt; did you mean otp?");
    assert_eq!(
        with(&[("KYVS_OTP__LIFETYME", "60s")]).unwrap_err().to_string(),
        "KYVS_OTP__LIFETYME: unknown key otp.lifetyme; did you mean KYVS_OTP__LIFETIME?"
    );
    assert_eq!(
        with(&[("KYVS_SERVER_LISTEN", "x")]).unwrap_err().to_string(),
        "KYVS_SERVER_LISTEN: two underscores part section and key: KYVS_SERVER__LISTEN"
    );
    assert_eq!(
        with(&[("KYVS_TEST_MODE_ENABLED", "false")]).unwrap_err().to_string(),
        "KYVS_TEST_MODE_ENABLED: two underscores part section and key: KYVS_TEST_MODE__ENABLED"
    );
    assert_eq!(
        refused("[texts.en]\ncodes = \"x\""),
        "kyvs.toml line 2: unknown key texts.en.codes; did you mean texts.en.code?"
    );
    assert_eq!(
        refused("[sms]\ngateway = [\"x\"]"),
        "kyvs.toml line 2: unknown key sms.gateway; did you mean sms.gateways?"
    );
}

/// A file, and how its refusal begins.
const REFUSED: &[(&str, &str)] = &[
    ("[server]\nlisten = \"here\"", "kyvs.toml line 2: server.listen is an address with a port"),
    ("[server]\nlisten = 8080", "kyvs.toml line 2: server.listen is a text, not a number"),
    ("[server]\nlisten = \"unix:\"", "kyvs.toml line 2: server.listen is unix:PATH with a path"),
    ("[server]\nops_listen = \"unix:x\"", "kyvs.toml line 2: server.ops_listen is an address with a port"),
    ("[server]\naccess_log = \"no\"", "kyvs.toml line 2: server.access_log is true or false, not a text"),
    ("[server]\nmax_in_flight = 0", "kyvs.toml line 2: server.max_in_flight must be from 1"),
    (
        "[server]\nlisten = \"unix:s\"\n[server.tls]\ncert_file = \"c\"\nkey_file = \"k\"",
        "kyvs.toml line 2: server.listen is a socket of this machine",
    ),
    ("[server.tls]\ncert_file = \"c\"", "kyvs.toml line 1: server.tls.key_file is missing"),
    ("[server.tls]\nkey_file = \"k\"", "kyvs.toml line 1: server.tls.cert_file is missing"),
    ("[server.tls]\ncert_fil = \"c\"", "kyvs.toml line 2: unknown key server.tls.cert_fil"),
    ("[server]\nops_listen = \"127.0.0.1:8080\"", "kyvs.toml line 2: server.ops_listen must differ"),
    ("[server]\npublic_url = \"http://status.example\"", "kyvs.toml line 2: server.public_url is https://"),
    (
        "[server]\ntrusted_proxies = [\n\"10.0.0.0/8\",\n\"x\"]",
        "kyvs.toml line 4: server.trusted_proxies is an address",
    ),
    ("server = 1", "kyvs.toml line 1: server is a section, not a number"),
    ("[otp]\nlifetime = \"11m\"", "kyvs.toml line 2: otp.lifetime must be from 30s to 10m"),
    ("[otp]\nlifetime = 180", "kyvs.toml line 2: otp.lifetime is a text, not a number"),
    ("[otp]\nmax_guesses = 4", "kyvs.toml line 2: otp.max_guesses must be from 1 to 3"),
    ("[otp]\nmax_guesses = 99999999999999", "kyvs.toml line 2: otp.max_guesses must be from 1 to 3"),
    ("[otp]\npause_after = 11", "kyvs.toml line 2: otp.pause_after must be from 1 to 10"),
    ("[otp]\npause_for = \"1m\"", "kyvs.toml line 2: otp.pause_for must be from 5m to 24h"),
    ("[otp]\nwindow = \"60s\"", "kyvs.toml line 2: otp.window must not be shorter"),
    ("[store]\nurl = \"postgres://x\"", "kyvs.toml line 2: store.url is sqlite:PATH"),
    ("[store]\nurl = \"sqlite://x\"", "kyvs.toml line 2: store.url is sqlite:PATH"),
    ("[store]\ncopy_after = 0", "kyvs.toml line 2: store.copy_after must be from 1 to 1000000"),
    ("[secrets]\nmaster_key = \"hidden\"", "kyvs.toml line 2: secrets.master_key does not belong"),
    ("[sms]\ngateways = [\"a\"]", "kyvs.toml line 2: sms.gateways names \"a\", and there is no section sms.a"),
    ("[sms.a]\nkind = \"post\"", "kyvs.toml line 2: sms.a.kind is \"outbox\" or \"http\""),
    ("[sms.a]\nurl = \"https://x\"", "kyvs.toml line 1: sms.a.kind is missing"),
    ("[sms.a]\nkind = \"http\"", "kyvs.toml line 1: sms.a.url is missing"),
    ("[sms.a]\nkind = \"http\"\nurl = \"https://{to}.example\"", "kyvs.toml line 3: sms.a.url has a placeholder"),
    (
        "[sms.a]\nkind = \"http\"\nurl = \"https://x/{code}\"",
        "kyvs.toml line 3: sms.a.url has an unknown placeholder {code}",
    ),
    (
        "[sms.a]\nkind = \"http\"\nurl = \"https://x\"\n[sms.a.report]\ntoken = \"hidden\"",
        "kyvs.toml line 5: sms.a.report.token is at least 16 letters",
    ),
    (
        "[sms.a]\nkind = \"http\"\nurl = \"https://x\"\n[sms.a.report]\nstatus = \"s\"",
        "kyvs.toml line 4: sms.a.report.token is missing",
    ),
    (
        "[sms.a]\nkind = \"http\"\nurl = \"https://x\"\n[sms.a.report]\ntoken = \"hidden-0123456789\"\nstatus = \"s\"\n\
         delivered = [\"1\"]\nfailed = [\"2\", \"1\"]",
        "kyvs.toml line 8: sms.a.report.failed holds a value that means delivered",
    ),
    ("[embed]\ndefault_lang = \"fr\"", "kyvs.toml line 2: embed.default_lang is one of en, hi"),
    ("[embed]\nhelp_url = \"javascript:alert(1)\"", "kyvs.toml line 2: embed.help_url is an address"),
    ("[limits]\nperson_10m = 0", "kyvs.toml line 2: limits.person_10m must be from 1 to 30"),
    ("[texts.en]\ncode = \"{code} {provider} {ref}\"", "kyvs.toml line 2: texts.en.code must hold {purpose} once"),
    (
        "[webhooks]\nmax_in_flight = 2\nmax_in_flight_per_provider = 3",
        "kyvs.toml line 3: webhooks.max_in_flight_per_provider must not be more than max_in_flight",
    ),
    ("[webhooks]\ntimeout = \"5m\"", "kyvs.toml line 2: webhooks.timeout must be from 1s to 1m"),
    (
        "[webhooks]\nallow_privat = true",
        "kyvs.toml line 2: unknown key webhooks.allow_privat; did you mean webhooks.allow_private?",
    ),
    ("[otp\nlifetime = 1", "kyvs.toml line 1: "),
];

#[test]
fn values_are_refused_by_key_and_line() {
    for (text, expected) in REFUSED {
        let refusal = refused(text);
        assert!(refusal.starts_with(expected), "{text}\n{refusal}\n{expected}");
        assert!(!refusal.contains('\n') && !refusal.contains("hidden"), "{refusal}");
    }
}

#[test]
fn two_master_keys_are_one_too_many() {
    let both = [("KYVS_SECRETS__MASTER_KEY", "hidden"), ("KYVS_SECRETS__MASTER_KEY_FILE", "k")];
    let refusal = with(&both).unwrap_err().to_string();
    assert!(refusal.contains("both set") && !refusal.contains("hidden"), "{refusal}");
    let one = with(&both[..1]).unwrap();
    assert!(matches!(one.secrets.master_key, MasterKeySource::Given(_)));
    assert!(!format!("{one:?}").contains("hidden"));
}

fn sample<'a>(provider: &'a str, purpose: &'a str) -> CodeText<'a> {
    CodeText { code: "482913", provider, purpose, lifetime: Duration::from_mins(3), reference: "KD" }
}

#[test]
fn messages_name_who_asks_and_end_with_the_reference() {
    let texts = parse("").unwrap().texts;
    assert_eq!(
        texts.code("en", &sample("Hotel Sagar", "check-in")),
        "482913 is the code to share your vaccination status with Hotel Sagar for check-in. Valid 3 min. \
         Never tell it to anyone on the phone. Ref KD"
    );
    for lang in Language::ALL.map(Language::code) {
        let text = texts.code(lang, &sample("Hotel Sagar", "check-in"));
        assert!(text.starts_with("482913") && text.ends_with("Ref KD") && text.contains("Hotel Sagar"), "{text}");
    }
    assert_eq!(texts.code("xx", &sample("A", "b")), texts.code("en", &sample("A", "b")), "no such language: English");
}

#[test]
fn messages_are_short() {
    let texts = parse("").unwrap().texts;
    // usual names: one GSM-7 part, two Unicode parts; the longest variables: no more than two and three
    for lang in Language::ALL.map(Language::code) {
        let (wide, usual, most) = if lang == "en" { (false, 1, 2) } else { (true, 2, 3) };
        let (short, long) = (texts.code_length(lang, 11, 8), texts.code_length(lang, 40, 40));
        assert_eq!((short.wide, short.parts), (wide, usual), "{lang} {short:?}");
        assert!(long.parts <= most, "{lang} {long:?}");
        assert!(texts.own_length(lang, 40).parts <= 3, "{lang}");
        assert!(texts.receipt_length(lang, 40).parts <= 4, "{lang}");
    }
    assert!(texts.code("en", &sample(&"n".repeat(500), "x")).len() < 200, "a long name is cut");
}

#[test]
fn values_cannot_bring_placeholders() {
    let texts = parse("").unwrap().texts;
    let text = texts.code("en", &sample("{code} Hotel {ref", "a}b"));
    assert_eq!(text.matches("482913").count(), 1, "{text}");
}

#[test]
fn the_words_of_every_language_would_be_taken_from_an_operator() {
    let texts = parse("").unwrap().texts;
    for language in Language::ALL {
        let section: String = texts
            .templates(language)
            .map(|(name, words)| format!("{name} = \"{}\"\n", words.replace('\n', "\\n")))
            .concat();
        let set = parse(&format!("[texts.{}]\n{section}", language.code())).unwrap().texts;
        assert_eq!(set.templates(language), texts.templates(language));
    }
}

#[test]
fn the_last_line_binds_an_own_code_to_the_host() {
    let texts = parse("").unwrap().texts;
    let with =
        OwnText { code: "123456", lifetime: Duration::from_mins(3), reference: "KD", host: "status.example.gov.in" };
    for lang in Language::ALL.map(Language::code) {
        let told = texts.own(lang, &with);
        assert_eq!(told.lines().last(), Some("@status.example.gov.in #123456"), "{lang}");
        assert!(told.starts_with("123456") && told.contains("Ref KD\n"), "{lang}: {told}");
    }
}

#[test]
fn minutes_are_written_in_the_digits_of_the_language() {
    let texts = parse("").unwrap().texts;
    let own = OwnText { code: "123456", lifetime: Duration::from_mins(3), reference: "KD", host: "status.example" };
    for (lang, minutes) in [("en", "3"), ("hi", "3"), ("mr", "३"), ("bn", "৩"), ("as", "৩")] {
        for told in [texts.code(lang, &sample("Hotel Sagar", "check-in")), texts.own(lang, &own)] {
            assert!(told.contains(&format!(" {minutes} ")), "{lang}: {told}");
        }
    }
    let latin = "[texts.mr]\ncode = \"{code} {provider} {purpose}, {minutes} min. Ref {ref}\"";
    let told = parse(latin).unwrap().texts.code("mr", &sample("Hotel Sagar", "check-in"));
    assert_eq!(told, "482913 Hotel Sagar check-in, 3 min. Ref KD", "an operator's Latin letters stay narrow");
}

#[test]
fn receipts_come_when_asked_for_or_always() {
    let receipts =
        |word: &str| parse(&format!("[citizen]\nreceipts = \"{word}\"\n")).map(|config| config.citizen.receipts);
    assert_eq!(parse("").unwrap().citizen.receipts, Receipts::Asked);
    assert_eq!(receipts("asked").unwrap(), Receipts::Asked);
    assert_eq!(receipts("always").unwrap(), Receipts::Always);
    assert!(receipts("never").unwrap_err().to_string().contains("citizen.receipts is \"asked\" or \"always\""));
}

#[test]
fn a_receipt_says_who_and_where_to_withdraw_and_not_what() {
    const ADDRESS: &str = "https://vaccination-status.health.example.gov.in/status";
    let texts = parse("").unwrap().texts;
    let with = ReceiptText {
        provider: "Hotel {address} Sagar",
        purpose: "check-in",
        receipt: "R-7KD2-91QM-4XAV-TC8H",
        address: ADDRESS,
    };
    for lang in Language::ALL.map(Language::code) {
        let told = texts.receipt(lang, &with);
        assert!(told.ends_with(ADDRESS) && told.contains("R-7KD2-91QM-4XAV-TC8H"), "{lang}: {told}");
        assert_eq!(told.matches(ADDRESS).count(), 1, "a name brings no placeholder: {told}");
    }
}
