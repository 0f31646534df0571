//! The first people of every file: always the same, for demonstrations and tests.

use jiff::civil::{Date, date};

use super::{Invented, doses::Dose};

/// Name, mobile, year of birth, gender, doses (number, product, regimen, date).
type Row = (&'static str, &'static str, u16, &'static str, &'static [(u8, &'static str, &'static str, Date)]);

const PEOPLE: [Row; 17] = [
    (
        "Rajesh Kumar Sharma",
        "9810000001",
        1980,
        "M",
        &[(1, "covishield", "", date(2021, 5, 20)), (2, "covishield", "", date(2021, 8, 31))],
    ),
    ("Sunita Devi", "9810000002", 1985, "F", &[(1, "covaxin", "", date(2021, 6, 14))]),
    ("Arjun Patel", "9810000003", 1992, "M", &[]),
    (
        "Jignesh Patel",
        "9810000004",
        1975,
        "M",
        &[
            (1, "covishield", "", date(2021, 4, 10)),
            (2, "covishield", "", date(2021, 6, 1)),
            (3, "covishield", "", date(2022, 4, 2)),
        ],
    ),
    (
        "હેતલ પટેલ",
        "9810000004",
        1978,
        "F",
        &[(1, "covishield", "", date(2021, 6, 2)), (2, "covishield", "", date(2021, 8, 30))],
    ),
    (
        "Mehul Patel",
        "9810000004",
        2001,
        "M",
        &[(1, "covaxin", "", date(2021, 7, 5)), (2, "covaxin", "", date(2021, 8, 9))],
    ),
    ("Kinjal Patel", "9810000004", 2004, "F", &[(1, "covaxin", "", date(2022, 1, 5))]),
    (
        "Komal Patel",
        "9810000004",
        2009,
        "F",
        &[(1, "corbevax", "", date(2022, 3, 20)), (2, "corbevax", "", date(2022, 4, 21))],
    ),
    ("Manilal Patel", "9810000004", 1948, "M", &[]),
    (
        "Ramesh Yadav",
        "9810000005",
        1970,
        "M",
        &[(1, "covishield", "", date(2021, 4, 3)), (1, "covishield", "", date(2021, 7, 10))],
    ),
    (
        "Lakshmi Reddy",
        "9810000006",
        1988,
        "F",
        &[(1, "covishield", "", date(2021, 6, 10)), (2, "covishield", "", date(2021, 7, 10))],
    ),
    (
        "Mohammed Imran Khan",
        "9810000007",
        1983,
        "M",
        &[
            (1, "covaxin", "", date(2021, 5, 1)),
            (2, "covaxin", "", date(2021, 6, 3)),
            (3, "covaxin", "", date(2022, 7, 20)),
        ],
    ),
    (
        "Anirban Ghosh",
        "9810000008",
        1990,
        "M",
        &[
            (1, "zycov-d", "3x2mg", date(2022, 2, 10)),
            (2, "zycov-d", "3x2mg", date(2022, 3, 12)),
            (3, "zycov-d", "3x2mg", date(2022, 4, 12)),
        ],
    ),
    ("K. Dinesh", "9810000009", 1995, "M", &[(1, "janssen", "", date(2021, 9, 1))]),
    (
        "राजेश शर्मा",
        "9810000010",
        1979,
        "M",
        &[(1, "sputnik-v", "", date(2021, 7, 1)), (2, "sputnik-v", "", date(2021, 7, 25))],
    ),
    (
        "Gurpreet Kaur",
        "9810000011",
        1987,
        "F",
        &[(1, "covishield", "", date(2021, 5, 25)), (2, "covaxin", "", date(2021, 9, 2))],
    ),
    ("தினேஷ் குமார்", "9810000012", 1991, "M", &[(1, "sputnik-light", "", date(2022, 3, 1))]),
];

/// What [`super::about`] tells of them.
pub(super) const TOLD: &str = "\
  98100 00001  Rajesh Kumar Sharma   fully (Covishield, two doses)
  98100 00002  Sunita Devi           partially (Covaxin, one dose)
  98100 00003  Arjun Patel           no dose
  98100 00004  a family of six: Jignesh Patel (with a precaution dose), હેતલ પટેલ, Mehul Patel (fully), Kinjal Patel (partially),
               Komal Patel (fully, Corbevax), Manilal Patel (no dose)
  98100 00005  Ramesh Yadav          partially: the first dose was recorded twice
  98100 00006  Lakshmi Reddy         fully, after a short interval
  98100 00007  Mohammed Imran Khan   fully, with a precaution dose
  98100 00008  Anirban Ghosh         fully (ZyCoV-D, three doses)
  98100 00009  K. Dinesh             fully (Janssen, one dose)
  98100 00010  राजेश शर्मा             fully (Sputnik V)
  98100 00011  Gurpreet Kaur         two doses of different vaccines
  98100 00012  தினேஷ் குமார்          fully (Sputnik Light, one dose)";

/// Mobiles of these people begin so; nobody else's does.
pub(super) const PREFIX: u64 = 98_100_000;

/// The people, with reference ids 10000000000001 and on.
pub(super) fn people() -> impl Iterator<Item = Invented> {
    (10_000_000_000_001..).zip(PEOPLE).map(|(reference, (name, mobile, born, gender, doses))| Invented {
        reference,
        name: name.to_owned(),
        mobile: mobile.parse().unwrap_or_default(),
        born,
        gender,
        doses: doses
            .iter()
            .map(|(number, product, regimen, date)| Dose { number: *number, product, regimen, date: *date })
            .collect(),
        facility: "District Hospital, Pune".to_owned(),
    })
}
