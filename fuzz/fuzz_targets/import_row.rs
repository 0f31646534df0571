//! A person's row with any value in any column: it is taken or refused as one, and what a CSV may say a certificate may.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::json;
use server::import::{Format, HEADER, rehearse};

const GOOD: [&str; 11] =
    ["10000000000123", "Asha Rao", "9810000001", "1980", "F", "1", "COVISHIELD", "", "2021-03-05", "B-1", "Pune"];

fuzz_target!(|changes: Vec<(u8, &str)>| {
    let mut row: [&str; GOOD.len()] = GOOD;
    for (column, text) in changes {
        row[usize::from(column) % GOOD.len()] = text;
    }
    // a row is a line
    if row.iter().any(|text| text.contains('\n')) {
        return;
    }
    let today = jiff::civil::date(2026, 11, 23);
    let quoted = row.map(|text| format!("\"{}\"", text.replace('"', "\"\"")));
    let csv = format!("{HEADER}\n{}\n", quoted.join(","));
    let (taken, refused) = rehearse(csv.as_bytes(), Format::Csv, today).expect("a good header");
    assert_eq!(taken + refused, 1, "{row:?}");

    let [id, name, mobile, birth_year, gender, dose, product, _, date, batch, facility] = row;
    let certificate = json!({
        "credentialSubject": { "refId": id, "name": name, "mobile": mobile, "dob": birth_year, "gender": gender },
        "evidence": [{ "dose": dose, "vaccine": product, "date": date, "batch": batch, "facility": { "name": facility } }],
    });
    let (same, worse) = rehearse(certificate.to_string().as_bytes(), Format::Divoc, today).expect("it is read");
    assert_eq!(same + worse, 1, "{row:?}");
    let has_dose = row[5..].iter().any(|text| !text.trim().is_empty());
    assert!(taken == 0 || !has_dose || same == 1, "{row:?}");
});
