//! INP-2 and INP-4: bodies and headers that no honest caller sends.

use std::io::Write as _;

use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::Torture;
use super::client::{Answer, Client};
use super::findings::{Findings, Outcome};
use super::place::{Place, Setup};
use super::random::Random;
use super::server::Server;
use super::visit::Visit;

/// More memory than this after all of it is a leak.
const MEMORY_KIB: u64 = 48 * 1024;
/// The longest body and the longest headers that are taken.
const LIMIT: usize = 16 * 1024;
/// What a bomb would be when opened; as it is sent, it is within the limit.
const BOMB: usize = 14 * 1024 * 1024;
/// More memory than this, at any time while a bomb is refused, means that it was opened.
const BOMB_KIB: u64 = 8 * 1024;

/// What the browser's part of pages calls.
const CALLS: &[&str] = &[
    "who-asks",
    "start",
    "resend",
    "current",
    "confirm",
    "decline",
    "own-start",
    "own-resend",
    "own-current",
    "own-decline",
    "own-enter",
    "own-status",
    "own-report",
    "own-end",
    "own-history",
    "own-check",
    "own-withdraw",
    "own-allow",
    "own-pause",
    "share-badge",
    "share-link",
    "share-links",
    "share-take-back",
    "shared",
    "pass-make",
    "passes",
    "pass-take-back",
];

/// What an address takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// JSON, and none of these bodies.
    Json,
    /// No body, or an empty object.
    Nothing,
    /// A page's form, and answers with a page.
    Form,
    /// A page's form, and answers with a file.
    File,
    /// What the browser's part of a page sends.
    Call,
    /// There is nothing at this address.
    Nowhere,
}

impl Takes {
    const fn kind(self) -> &'static str {
        match self {
            Self::Json | Self::Nothing | Self::Nowhere => "application/json",
            Self::Form | Self::File | Self::Call => "application/x-www-form-urlencoded",
        }
    }

    /// Whether this body is to be answered so: refused where it is read, a page where people are, never the server's own fault.
    fn allows(self, body: &[u8], answer: &Answer) -> bool {
        let refused = matches!(answer.status, 400 | 413 | 415 | 422);
        let is_page = answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        match self {
            Self::Json | Self::Call => refused,
            Self::Nothing => refused || (matches!(body, b"" | b"{}") && matches!(answer.status, 202 | 429)),
            Self::Form => answer.status == 413 || (answer.status < 500 && is_page),
            Self::File => refused || matches!(answer.status, 404 | 410),
            Self::Nowhere => matches!(answer.status, 404 | 413),
        }
    }
}

/// Every address that takes a POST, of this verification where it names one.
fn addresses(id: &str) -> Vec<(String, Takes)> {
    let one = |path: &str, takes| (path.to_owned(), takes);
    let calls = CALLS.iter().map(|name| (format!("/ui/{name}"), Takes::Call));
    let others = [
        one("/api/v1/verifications", Takes::Json),
        one(&format!("/api/v1/verifications/{id}/confirm"), Takes::Json),
        one(&format!("/api/v1/verifications/{id}/resend"), Takes::Nothing),
        one("/api/v1/results/verify", Takes::Json),
        one("/api/v3/vaccination/generateOTP", Takes::Json),
        one("/api/v3/vaccination/confirmOTP", Takes::Json),
        one("/check", Takes::Form),
        one("/embed", Takes::Form),
        one("/status", Takes::Form),
        one("/status/file", Takes::Form),
        one("/status/proof", Takes::File),
        one("/receipt", Takes::Form),
        one("/verify", Takes::Form),
        one("/sms/report/nobodys-token", Takes::Nowhere),
        one("/demo/nowhere", Takes::Nowhere),
    ];
    others.into_iter().chain(calls).collect()
}

/// Sends all of them.
pub(super) fn run(torture: &Torture) -> Result<Outcome> {
    let place = Place::new(torture, "bodies", &Setup { people: 20, ..Setup::default() })?;
    let server = Server::start(&place)?;
    let (client, other, mut findings) = (place.client(), place.client(), Findings::default());
    let mut visit = Visit::new(&place.people[0], "bodies".to_owned(), &place.outbox());
    visit.start(&client)?;
    let posts = addresses(&visit.id());
    let bodies = malformed(&mut Random::new(torture.seed, "bodies"), torture.pick(60, 400));
    // the first round fills caches
    let mut before = 0;
    for (number, body) in bodies.iter().enumerate() {
        for (path, takes) in &posts {
            let send = |client| post(client, &place.secret_key, path, takes.kind(), &[], body);
            // a connection on which a body was too long is closed, and the next call needs another one
            let answer = send(&client).or_else(|_| send(&other))?;
            judge(path, *takes, body, &answer, &mut findings);
        }
        if number == bodies.len() / 4 {
            before = server.resident_kib();
        }
    }
    let sizes = sizes(&client, &place, &mut findings) + everywhere(&place, &posts, &mut findings);
    let (bombs, peak) = bombs(&server, &place, &mut findings)?;
    let grown = server.resident_kib().saturating_sub(before);
    findings.expect(grown < MEMORY_KIB, || format!("memory has grown by {grown} KiB"));
    let alive = client.get("/.well-known/jwks.json")?;
    findings.expect(alive.status == 200, || format!("afterwards the keys are answered {}", alive.shown()));
    findings.verdict(format!(
        "{} bodies on {} addresses, {} sizes and bombs, {grown} KiB more memory, {peak} KiB more at the peak of a bomb",
        bodies.len(),
        posts.len(),
        sizes + bombs,
    ))
}

fn post(client: &Client, key: &str, path: &str, kind: &str, more: &[(&str, &str)], body: &[u8]) -> Result<Answer> {
    let bearer = format!("Bearer {key}");
    let mut headers = vec![("authorization", bearer.as_str()), ("x-api-key", key), ("content-type", kind)];
    headers.extend_from_slice(more);
    client.send("POST", path, &headers, Some(body))
}

fn judge(path: &str, takes: Takes, body: &[u8], answer: &Answer, findings: &mut Findings) {
    findings.expect(takes.allows(body, answer), || {
        let start = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
        format!("{path}: {} for {start:?} ({} bytes)", answer.shown(), body.len())
    });
}

/// The limit of bodies holds on every address, and none takes a compressed one.
fn everywhere(place: &Place, posts: &[(String, Takes)], findings: &mut Findings) -> usize {
    let long = vec![b' '; LIMIT + 1];
    let gzip = [("content-encoding", "gzip")];
    let tries = [("a long body", &gzip[..0], &long[..], 413), ("a compressed body", &gzip[..], b"x", 415)];
    let mut made = 0;
    for (path, takes) in posts.iter().filter(|(_, takes)| *takes != Takes::Nowhere) {
        for (what, more, body, status) in tries {
            // with a connection of its own: the one of a long body is closed
            let answer = post(&place.client(), &place.secret_key, path, takes.kind(), more, body);
            let as_due = match &answer {
                Ok(answer) => answer.status == status,
                // closing the connection on what is not even read is an answer too
                Err(_) => status == 413,
            };
            let shown = || answer.as_ref().map_or_else(|error| format!("{error:#}"), Answer::shown);
            findings.expect(as_due, || format!("{what} to {path}: {}, not {status}", shown()));
            made += 1;
        }
    }
    made
}

/// JSON that is cut, doubled, deep, huge, of other types, with bytes that are no text; some by hand, the rest by chance.
fn malformed(random: &mut Random, count: usize) -> Vec<Vec<u8>> {
    let good = br#"{"full_name":"Rajesh Kumar Sharma","mobile":"9810000001","purpose":"check-in","otp":"123456","consent":true}"#;
    let mut bodies: Vec<Vec<u8>> = [
        "", " ", "null", "true", "0", "\"x\"", "[]", "{", "}", "{}", "{}{}", "{} x", "[{}]", "{\"a\"}", "{\"a\":}", "{a:1}",
        "{'a':1}", "{\"a\":1,}", "{\"a\":01}", "{\"a\":1e999}", "{\"a\":NaN}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\x\"}",
        "{\"full_name\":null,\"mobile\":null,\"purpose\":null,\"otp\":null,\"consent\":null}",
        "{\"full_name\":1,\"mobile\":9810000001,\"purpose\":[],\"otp\":123456,\"consent\":\"true\"}",
        "{\"full_name\":[\"a\"],\"mobile\":{},\"purpose\":true,\"otp\":[],\"consent\":1}",
        "{\"full_name\":\"A B\",\"full_name\":\"C D\",\"mobile\":\"9810000001\",\"purpose\":\"check-in\",\"otp\":\"1\",\"otp\":\"2\",\"consent\":true}",
        "{\"mobile\":\"9810000001\",\"mobile\":\"9810000002\",\"full_name\":\"A B\",\"purpose\":\"check-in\",\"otp\":\"123456\",\"consent\":true,\"consent\":false}",
        "{\"full_name\":\"A\\u0000B\",\"mobile\":\"98100\\u00000001\",\"purpose\":\"\",\"otp\":\"\",\"consent\":false}",
        "{\"__proto__\":{},\"constructor\":1}", "\u{feff}{}", "<xml/>", "a=b&c=d", "{\"otp\":\"' OR 1=1 --\",\"consent\":true}",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec();
    bodies.push(vec![b'['; 10_000]);
    bodies.push([b"{\"a\":".repeat(2_500), b"1".to_vec(), b"}".repeat(2_500)].concat());
    bodies.push([b"{\"full_name\":\"".to_vec(), vec![b'a'; LIMIT], b"\"}".to_vec()].concat());
    bodies.push([b"{\"otp\":".to_vec(), vec![b'9'; 12_000], b"}".to_vec()].concat());
    bodies.push(vec![0xff; 300]);
    bodies.push(vec![0; 300]);
    bodies.push([b"{\"full_name\":\"".as_slice(), &[0xc3, 0x28], b"\"}"].concat());
    while bodies.len() < count {
        let mut body = good.to_vec();
        // cut short: never a whole object
        body.truncate(1 + random.below(good.len() - 1));
        for _ in 0..random.below(4) {
            let at = random.below(body.len());
            body[at] = u8::try_from(random.below(256)).unwrap_or(0);
        }
        bodies.push(body);
    }
    bodies
}

/// A bomb and the beginning of one; neither is opened. Gives how many were sent, and the most memory that one took.
fn bombs(server: &Server, place: &Place, findings: &mut Findings) -> Result<(usize, u64)> {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    bomb.write_all(&vec![b' '; BOMB])?;
    bomb.write_all(super::client::start_body(&place.people[1]).to_string().as_bytes())?;
    let bomb = bomb.finish()?;
    ensure!(bomb.len() <= LIMIT, "the bomb is too long to be read at all: {} bytes", bomb.len());
    let tries = [("a gzip bomb", &bomb[..], [413, 415]), ("a short gzip body", &bomb[..60], [400, 415])];
    let (path, kind, gzip) = ("/api/v1/verifications", "application/json", [("content-encoding", "gzip")]);
    let mut most = 0;
    for (what, body, statuses) in tries {
        server.forget_peak()?;
        let before = server.peak_kib();
        let answer = post(&place.client(), &place.secret_key, path, kind, &gzip, body);
        let grown = server.peak_kib().saturating_sub(before);
        most = most.max(grown);
        // closing the connection on what is not even read is an answer too
        let as_due = answer.as_ref().map_or(statuses.contains(&413), |answer| statuses.contains(&answer.status));
        let shown = || answer.as_ref().map_or_else(|error| format!("{error:#}"), Answer::shown);
        findings.expect(as_due, || format!("{what}: {}, not {statuses:?}", shown()));
        findings.expect(grown < BOMB_KIB, || format!("{what} took {grown} KiB of memory"));
    }
    Ok((tries.len(), most))
}

/// Too long, of another kind or coding, with headers that are too many or too long.
fn sizes(client: &Client, place: &Place, findings: &mut Findings) -> usize {
    let path = "/api/v1/verifications";
    let send = |kind: &str, more: &[(&str, &str)], body: &[u8]| post(client, &place.secret_key, path, kind, more, body);
    let good = super::client::start_body(&place.people[1]).to_string().into_bytes();
    let padded = [good.clone(), vec![b' '; LIMIT * 2]].concat();
    let long = "x".repeat(LIMIT + 1_000);
    let many: Vec<String> = (0..100).map(|number| format!("x-a-{number}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "1")).collect();
    let mut tried = 0;
    let mut expect = |what: &str, answer: Result<Answer>, statuses: &[u16]| {
        tried += 1;
        match answer {
            Ok(answer) => findings
                .expect(statuses.contains(&answer.status), || format!("{what}: {}, not {statuses:?}", answer.shown())),
            // closing the connection on what is not even read is an answer too
            Err(_) if statuses.contains(&431) || statuses.contains(&413) => {}
            Err(error) => findings.add(format!("{what}: {error:#}")),
        }
    };
    expect("a body of 48 KiB", send("application/json", &[], &padded), &[413]);
    expect("a body of 4 MiB", send("application/json", &[], &vec![b' '; 4 << 20]), &[413]);
    expect("a header of 17 KiB", send("application/json", &[("x-long", &long)], &good), &[431]);
    expect("a hundred headers", send("application/json", &many, &good), &[431]);
    expect("an unknown coding", send("application/json", &[("content-encoding", "br")], &good), &[415]);
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data", ""] {
        expect(&format!("the kind {kind:?}"), send(kind, &[], &good), &[400, 415]);
    }
    let key = "k".repeat(256);
    expect("a key of 256 letters", send("application/json", &[("idempotency-key", &key)], &good), &[400, 422]);
    expect("an empty key", send("application/json", &[("idempotency-key", "")], &good), &[400, 422]);
    tried
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_call_of_a_page_is_known() {
        let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src");
        let mut files: Vec<_> = fs::read_dir(app.join("calls")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.push(app.join("calls.rs"));
        let mut found = Vec::new();
        for file in files {
            let text = fs::read_to_string(file).unwrap();
            let after = text.split("endpoint = \"").skip(1);
            found.extend(after.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
        let mut known: Vec<String> = CALLS.iter().map(|name| (*name).to_owned()).collect();
        found.sort_unstable();
        known.sort_unstable();
        assert_eq!(found, known);
    }
}
