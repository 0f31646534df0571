//! What `kyvs serve` needs to start, and what does not end it.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};

use super::{Place, text};

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

/// What the service answers, as soon as it does.
fn answer(service: &mut Child, socket: &Path, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    let answer = || {
        let mut stream = UnixStream::connect(socket).ok()?;
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    };
    loop {
        if let Some(answer) = answer() {
            return answer;
        }
        assert_eq!(service.try_wait().unwrap(), None, "it ended");
        std::thread::park_timeout(Duration::from_millis(20));
    }
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
