//! What `kyvs serve` needs to start, and what does not end it.

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use server::{ports::Clock as _, system::SystemClock};

use super::{HOTEL, Place, past, text};

#[test]
fn what_the_service_needs_to_start_is_said_by_the_check_and_at_the_start() {
    let place = Place::with_keys();
    let outbox = "[sms]\ngateways = [\"trial\"]\n[sms.trial]\nkind = \"outbox\"\n";
    let world = "public_url = \"https://status.example\"\n";
    for (settings, why) in [
        (String::new(), "no SMS gateway is configured"),
        // whoever stands behind a proxy is met by others, whatever address is listened on
        (format!("[server]\ntrusted_proxies = [\"127.0.0.1\"]\n{outbox}"), "server.public_url is missing"),
        (format!("[server]\nlisten = \"0.0.0.0:0\"\n{outbox}"), "server.public_url is missing"),
        (format!("[server]\n{world}{outbox}"), "sms.trial is an outbox"),
    ] {
        place.write("kyvs.toml", &settings);
        let checked = place.good(&["config", "--check"]);
        let said = checked.lines().find(|line| line.starts_with("kyvs serve does not start yet: ")).unwrap();
        assert!(said.contains(why), "{said}");
        assert!(place.bad(&["serve"]).contains(why), "{settings}");
    }
    place.write("kyvs.toml", outbox);
    assert!(!place.good(&["config", "--check"]).contains("does not start"));
}

#[test]
fn a_certificate_that_cannot_be_used_is_no_start() {
    let place = Place::with_keys();
    let settings = "[server]\nlisten = \"127.0.0.1:0\"\nops_listen = \"127.0.0.1:0\"\n\
                    [server.tls]\ncert_file = \"c.pem\"\nkey_file = \"k.pem\"\n\
                    [sms]\ngateways = [\"trial\"]\n[sms.trial]\nkind = \"outbox\"\n";
    place.write("kyvs.toml", settings);
    let told = || {
        let output = place.run(&["serve"]);
        assert_eq!(output.status.code(), Some(1));
        // Remarks of the start come before it.
        text(&output.stderr).lines().last().unwrap().to_owned()
    };
    assert!(told().starts_with("kyvs: server.tls: c.pem cannot be read"), "{}", told());
    place.write("c.pem", "none");
    assert_eq!(told(), "kyvs: server.tls: c.pem holds no certificate in PEM");
}

/// Has the service of this place listen on a socket, and says on which.
fn on_a_socket(place: &Place) -> PathBuf {
    let socket = place.path().join("s");
    let ops = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let settings = format!(
        "[server]\nlisten = \"unix:{}\"\nops_listen = \"{ops}\"\npublic_url = \"http://localhost:1\"\n\
         [sms]\ngateways = [\"trial\"]\n[sms.trial]\nkind = \"outbox\"\n",
        socket.display()
    );
    place.write("kyvs.toml", settings);
    socket
}

/// What comes back on a new connection; nothing where nobody listens any more, or yet.
fn exchange(mut stream: impl Read + Write, request: &str) -> Option<String> {
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
}

/// What the service answers, as soon as it does.
fn answer(service: &mut Child, socket: &Path, path: &str) -> String {
    loop {
        if let Some(answer) = UnixStream::connect(socket).ok().and_then(|stream| exchange(stream, &get(path))) {
            return answer;
        }
        assert_eq!(service.try_wait().unwrap(), None, "it ended");
        std::thread::park_timeout(TURN);
    }
}

/// Between two looks at something that comes by itself.
const TURN: Duration = Duration::from_millis(20);

/// Waits for what must come soon.
fn soon<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let since = Instant::now();
    loop {
        match look() {
            None if since.elapsed() < Duration::from_secs(30) => std::thread::park_timeout(TURN),
            found => return found,
        }
    }
}

/// A start for somebody whom nobody knows.
fn start(key: &str, number: usize) -> String {
    let body =
        json!({ "full_name": "Asha Rao", "mobile": format!("98{number:08}"), "purpose": "check-in" }).to_string();
    format!(
        "POST /api/v1/verifications HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {key}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// The secret key of a provider with screens of its own.
fn asker(place: &Place) -> String {
    let told = place.json(&[&HOTEL[..], &["--own-otp-screen"]].concat());
    told["secret_key"].as_str().unwrap().to_owned()
}

/// Asks the service to end, and gives its exit code.
fn end(mut service: Child) -> Option<i32> {
    assert!(Command::new("kill").arg(service.id().to_string()).status().unwrap().success());
    service.wait().unwrap().code()
}

/// Starts the service, waits until it answers, and stops it, which must be a good end. Gives the answer.
pub(crate) fn serves(place: &Place, log: Stdio) -> String {
    let socket = on_a_socket(place);
    let mut service = place.command(&["serve"]).stdout(Stdio::null()).stderr(log).spawn().unwrap();
    let answered = answer(&mut service, &socket, "/.well-known/jwks.json");
    assert_eq!(end(service), Some(0), "{answered}");
    answered
}

#[test]
fn a_log_that_takes_no_lines_does_not_end_the_service() {
    let place = Place::with_keys();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    // Its last line cannot be written either.
    assert!(serves(&place, full.into()).starts_with("HTTP/1.1 200"));
}

#[test]
fn what_goes_wrong_in_a_request_is_logged_with_its_id() {
    let place = Place::with_keys();
    let socket = on_a_socket(&place);
    let log = fs::File::create(place.path().join("log")).unwrap();
    let mut service = place.command(&["serve"]).stdout(Stdio::null()).stderr(log).spawn().unwrap();
    assert!(answer(&mut service, &socket, "/audit/checkpoint").starts_with("HTTP/1.1 200"));
    let database = rusqlite::Connection::open(place.path().join("kyvs.db")).unwrap();
    database.execute_batch("DROP TABLE audit_head").unwrap();
    let answered = answer(&mut service, &socket, "/audit/checkpoint");
    assert!(answered.starts_with("HTTP/1.1 503"), "{answered}");
    let id = answered.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap();
    let log = fs::read_to_string(place.path().join("log")).unwrap();
    let lines = log.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let told: Vec<Value> = lines.filter(|line| line["message"] == "the audit log cannot be read").collect();
    assert_eq!(told.len(), 1, "{log}");
    assert_eq!(told[0]["span"], json!({ "name": "request", "request_id": id }));
    end(service);
}

#[test]
fn a_running_service_tells_of_its_steps_its_store_and_its_log() {
    let place = Place::with_keys();
    let (key, socket) = (asker(&place), on_a_socket(&place));
    let mut service = place.command(&["serve"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    answer(&mut service, &socket, "/.well-known/jwks.json");
    let started = exchange(UnixStream::connect(&socket).unwrap(), &start(&key, 1)).unwrap();
    assert!(started.starts_with("HTTP/1.1 201"), "{started}");
    let settings = fs::read_to_string(place.path().join("kyvs.toml")).unwrap();
    let ops = settings.split("ops_listen = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let value_in = |told: &str, name: &str| -> f64 {
        let line = told.lines().find(|line| line.starts_with(&format!("{name} ")));
        line.and_then(|line| line.rsplit(' ').next()).unwrap_or_else(|| panic!("no {name} in {told}")).parse().unwrap()
    };
    // the message may be on its way through the queue still
    let settled = || {
        let told = exchange(TcpStream::connect(ops).unwrap(), &get("/metrics")).unwrap();
        (value_in(&told, "kyvs_store_queue_depth") == 0.0).then_some(told)
    };
    let told = soon(settled).expect("the queue never runs dry");
    let value = |name: &str| value_in(&told, name);
    assert!(value("kyvs_step_seconds_count{step=\"start\"}") >= 1.0);
    assert!(value("kyvs_store_commits_total") >= 1.0);
    assert!(value("kyvs_store_rows_per_commit_sum") >= 1.0);
    // the provider's registration, and this start
    assert!(value("kyvs_audit_entries") >= 2.0);
    assert!(value("kyvs_audit_age_seconds") < 30.0);
    assert_eq!(end(service), Some(0));
}

#[test]
fn a_write_that_fails_ends_the_service_by_itself() {
    let place = Place::with_keys();
    let (key, socket) = (asker(&place), on_a_socket(&place));
    // no file may become longer than a megabyte: the log of the database soon would
    let limited = "trap '' XFSZ; ulimit -f 2048; exec \"$0\" serve";
    let mut command = Command::new("sh");
    command.args(["-c", limited, env!("CARGO_BIN_EXE_kyvs")]).current_dir(place.path()).env_clear();
    let mut service = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    answer(&mut service, &socket, "/.well-known/jwks.json");
    let mut answers = (1..600).map_while(|number| exchange(UnixStream::connect(&socket).ok()?, &start(&key, number)));
    let first_bad = answers.find(|answer| !answer.starts_with("HTTP/1.1 201")).expect("every write was taken");
    assert!(first_bad.starts_with("HTTP/1.1 503"), "{first_bad}");
    assert_eq!(soon(|| service.try_wait().unwrap()).and_then(|status| status.code()), Some(75));
}

#[tokio::test]
async fn a_running_service_deletes_by_itself_what_is_past_its_time() {
    let place = Place::with_keys();
    let provider = place.json(&HOTEL)["provider_id"].as_str().unwrap().to_owned();
    let day = Duration::from_hours(24);
    past::opened(&place, &provider, SystemClock.now().minus(3 * day)).await;
    past::opened(&place, &provider, SystemClock.now()).await;
    let left = || {
        let database = rusqlite::Connection::open(place.path().join("kyvs.db")).unwrap();
        database.query_row("SELECT count(*) FROM verifications", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(left(), 2);
    let socket = on_a_socket(&place);
    let mut service = place.command(&["serve"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    answer(&mut service, &socket, "/.well-known/jwks.json");
    assert!(soon(|| (left() == 1).then_some(())).is_some(), "{} are left", left());
    assert_eq!(end(service), Some(0));
}
