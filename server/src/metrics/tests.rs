//! The page as a strict reader of the format takes it.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// A page read strictly: samples by name and labels, and the kind of each family.
#[derive(Default)]
struct Page {
    kinds: BTreeMap<String, String>,
    samples: Vec<(String, BTreeMap<String, String>, String)>,
}

impl Page {
    fn read(text: &str) -> Self {
        assert!(text.ends_with('\n'), "the last line ends");
        let (mut page, mut helped) = (Self::default(), BTreeSet::new());
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# HELP ") {
                let (name, help) = rest.split_once(' ').unwrap();
                assert!(!help.is_empty() && helped.insert(name.to_owned()), "{line}");
            } else if let Some(rest) = line.strip_prefix("# TYPE ") {
                let (name, kind) = rest.split_once(' ').unwrap();
                assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
                assert!(helped.contains(name) && page.kinds.insert(name.into(), kind.into()).is_none(), "{line}");
            } else {
                page.sample(line);
            }
        }
        page.check_histograms();
        page
    }

    fn sample(&mut self, line: &str) {
        let (series, value) = line.rsplit_once(' ').unwrap();
        let (name, labels) = series
            .split_once('{')
            .map_or((series, ""), |(name, rest)| (name, rest.strip_suffix('}').expect("labels end")));
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{name}");
        // A family's samples stand together, below its head.
        let family = self.family_of(name);
        assert_eq!(self.kinds.keys().filter(|known| **known == family).count(), 1, "{line}");
        if self.kinds[&family] == "counter" {
            assert!(name.ends_with("_total"), "{name}");
        }
        let labels = labels_of(labels);
        assert!(!self.samples.iter().any(|(n, l, _)| n == name && *l == labels), "{line} comes twice");
        assert!(value.parse::<f64>().unwrap().is_finite(), "{line}");
        self.samples.push((name.to_owned(), labels, value.to_owned()));
    }

    fn family_of(&self, name: &str) -> String {
        let parts = ["_bucket", "_sum", "_count"].iter().find_map(|part| name.strip_suffix(part));
        parts
            .filter(|family| self.kinds.get(*family).is_some_and(|kind| kind == "histogram"))
            .unwrap_or(name)
            .to_owned()
    }

    /// Buckets rise, the last is +Inf and equals the count.
    fn check_histograms(&self) {
        let histograms = self.kinds.iter().filter(|(_, kind)| *kind == "histogram");
        for (family, _) in histograms {
            for (_, labels, count) in self.samples.iter().filter(|(name, ..)| *name == format!("{family}_count")) {
                let mut before = (f64::NEG_INFINITY, 0);
                for (_, with_end, below) in self.samples.iter().filter(|(name, with_end, _)| {
                    let mut without = with_end.clone();
                    without.remove("le");
                    *name == format!("{family}_bucket") && without == *labels
                }) {
                    let end: f64 = with_end["le"].replace("+Inf", "inf").parse().unwrap();
                    let below: u64 = below.parse().unwrap();
                    assert!(end > before.0 && below >= before.1, "{family}: {end} {below}");
                    before = (end, below);
                }
                assert!(before.0.is_infinite() && before.1.to_string() == *count, "{family}");
            }
        }
    }

    fn value(&self, name: &str, labels: &[(&str, &str)]) -> &str {
        let labels = labels.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let found = self.samples.iter().find(|(n, l, _)| n == name && *l == labels);
        &found.unwrap_or_else(|| panic!("{name}{labels:?} is not there")).2
    }
}

/// Reads `a="b",c="d\"e"`.
fn labels_of(mut text: &str) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    while !text.is_empty() {
        let (name, rest) = text.split_once("=\"").expect("a label has a value");
        let (mut value, mut letters) = (String::new(), rest.char_indices());
        let end = loop {
            match letters.next().expect("a value ends") {
                (at, '"') => break at,
                (_, '\\') => value.push(match letters.next().unwrap().1 {
                    'n' => '\n',
                    other => other,
                }),
                (_, letter) => value.push(letter),
            }
        };
        assert!(labels.insert(name.to_owned(), value).is_none(), "{name} comes twice");
        text = &rest[end + 1..];
        text = text.strip_prefix(',').unwrap_or(text);
    }
    labels
}

#[test]
fn an_unused_page_reads() {
    let page = Page::read(&Metrics::default().render(Instant::now()));
    assert_eq!(page.value("kyvs_build_info", &[("version", env!("CARGO_PKG_VERSION"))]), "1");
    assert_eq!(page.value("kyvs_sms_total", &[("outcome", "failed")]), "0");
    assert!(!page.kinds.contains_key("kyvs_audit_age_seconds"), "there is no store");
}

#[test]
fn requests_are_counted_and_timed_by_route_and_class() {
    let metrics = Metrics::default();
    metrics.request("/embed", 200, Duration::from_millis(2));
    metrics.request("/embed", 204, Duration::from_millis(3));
    metrics.request("/embed", 429, Duration::from_mins(1));
    let page = Page::read(&metrics.render(Instant::now()));
    let ok = [("route", "/embed"), ("class", "2xx")];
    assert_eq!(page.value("kyvs_requests_total", &ok), "2");
    assert_eq!(page.value("kyvs_request_seconds_count", &ok), "2");
    assert_eq!(page.value("kyvs_request_seconds_sum", &ok), "0.005000000");
    let bucket = |end| page.value("kyvs_request_seconds_bucket", &[("route", "/embed"), ("class", "2xx"), ("le", end)]);
    assert_eq!((bucket("0.001"), bucket("0.0025"), bucket("0.005"), bucket("+Inf")), ("0", "1", "2", "2"));
    assert_eq!(page.value("kyvs_requests_total", &[("route", "/embed"), ("class", "4xx")]), "1");
}

#[test]
fn a_label_cannot_break_the_page() {
    let metrics = Metrics::default();
    metrics.request("a\"b\\c\nd} 1", 200, Duration::ZERO);
    metrics.sms("gate\"way", Duration::from_millis(7));
    let page = Page::read(&metrics.render(Instant::now()));
    assert_eq!(page.value("kyvs_requests_total", &[("route", "a\"b\\c\nd} 1"), ("class", "2xx")]), "1");
    assert_eq!(page.value("kyvs_sms_seconds_count", &[("gateway", "gate\"way")]), "1");
}

#[test]
fn gateways_reports_are_counted_by_gateway_and_outcome() {
    let metrics = Metrics::default();
    metrics.sms_reported("one", true, Duration::from_secs(15));
    metrics.sms_reported("one", true, Duration::from_secs(200));
    metrics.sms_reported("two", false, Duration::from_secs(3));
    let page = Page::read(&metrics.render(Instant::now()));
    let count = |gateway, outcome| {
        page.value("kyvs_sms_delivered_total", &[("gateway", gateway), ("outcome", outcome)]).to_owned()
    };
    assert_eq!([count("one", "delivered"), count("one", "failed")], ["2", "0"]);
    assert_eq!([count("two", "delivered"), count("two", "failed")], ["0", "1"]);
    let below = |end| page.value("kyvs_sms_delivery_seconds_bucket", &[("gateway", "one"), ("le", end)]);
    assert_eq!((below("10"), below("20"), below("180"), below("600")), ("0", "1", "1", "2"));
}

#[test]
fn the_store_tells_of_itself() {
    let (metrics, store) = (Metrics::default(), Arc::new(StoreMeter::default()));
    metrics.tell_of(Arc::clone(&store));
    store.queue().set(2);
    store.commit(3, Duration::from_millis(4));
    store.checkpoint(Duration::from_millis(40));
    let page = Page::read(&metrics.render(Instant::now()));
    assert_eq!(page.value("kyvs_store_queue_depth", &[]), "2");
    assert_eq!(page.value("kyvs_store_commits_total", &[]), "1");
    assert_eq!(page.value("kyvs_store_rows_per_commit_sum", &[]), "3");
    assert_eq!(page.value("kyvs_store_commit_seconds_sum", &[]), "0.004000000");
    assert_eq!(page.value("kyvs_store_checkpoint_seconds_count", &[]), "1");
}

#[test]
fn the_audit_log_is_as_old_as_its_first_uncovered_entry() {
    let (metrics, store, start) = (Metrics::default(), Arc::new(StoreMeter::default()), Instant::now());
    metrics.tell_of(Arc::clone(&store));
    let after = |millis| start + Duration::from_millis(millis);
    let age = |millis| Page::read(&metrics.render(after(millis))).value("kyvs_audit_age_seconds", &[]).to_owned();
    assert_eq!(age(0), "0.000");
    store.audit_grew(8, after(100));
    store.audit_grew(9, after(900));
    assert_eq!(age(1_350), "1.250");
    store.audit_covered(8, after(1_400));
    assert_eq!(age(1_500), "0.100", "one is not covered yet");
    store.audit_covered(9, after(2_000));
    assert_eq!(age(9_000), "0.000");
    let page = Page::read(&metrics.render(start));
    assert_eq!(page.value("kyvs_audit_entries", &[]), "9");
    assert_eq!(page.value("kyvs_audit_checkpoints_total", &[]), "2");
}

#[test]
fn everything_else_has_its_name() {
    let metrics = Metrics::default();
    metrics.started(Timestamp::from_millis(1_800_000_000_500));
    drop(metrics.step(Step::Start));
    metrics.limit_hit("mobile");
    count(&metrics.sms_retried);
    let held = metrics.edge.connections.hold();
    count(&metrics.edge.shed_busy);
    let page = Page::read(&metrics.render(Instant::now()));
    assert_eq!(page.value("process_start_time_seconds", &[]), "1800000000.500");
    assert_eq!(page.value("kyvs_step_seconds_count", &[("step", "start")]), "1");
    assert_eq!(page.value("kyvs_limits_hit_total", &[("axis", "mobile")]), "1");
    assert_eq!(page.value("kyvs_sms_total", &[("outcome", "retried")]), "1");
    assert_eq!(page.value("kyvs_connections", &[]), "1");
    assert_eq!(page.value("kyvs_shed_total", &[("why", "busy")]), "1");
    drop(held);
    assert_eq!(Page::read(&metrics.render(Instant::now())).value("kyvs_connections", &[]), "0");
}
