//! Invented people, for demonstrations, trials and load: the same seed always gives the same file.
//!
//! Families of up to six share a mobile; names are in Latin or in their own script; every product is there, and so are
//! missing doses, precaution doses, first doses recorded twice, short intervals and mixed series.

mod doses;
mod fixed;
mod names;
mod random;

use std::io::{self, Write};

use self::{
    doses::Dose,
    names::{FamilyName, Regions},
    random::{Random, spread},
};
use crate::import::HEADER;

/// What the command says of itself.
pub fn about() -> String {
    format!(
        "Write a file of invented people, for trials.\n\n\
         Never load it where a real SMS gateway is configured: the numbers may belong to somebody. The same seed gives the \
         same people. Every file begins with these, as far as --people reaches:\n\n{}",
        fixed::TOLD
    )
}

/// The people who are in every file, in words, one a line.
pub const fn fixed_people() -> &'static str {
    fixed::TOLD
}

/// Which doses invented people have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Doses {
    /// As a registry has them: most people two, many none or one, and every irregularity.
    #[default]
    Usual,
    /// Nobody has any: a row a person, to measure the registry by.
    None,
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// People.
    pub people: u64,
    /// Rows after the header.
    pub rows: u64,
}

/// One invented person.
struct Invented {
    reference: u64,
    name: String,
    mobile: u64,
    born: u16,
    gender: &'static str,
    doses: Vec<Dose>,
    facility: String,
}

/// Mobiles from 6 to 9 billion, and a step that meets each once.
const MOBILES: u64 = 4_000_000_000;
const MOBILE_STEP: u64 = 2_654_435_761;

/// Reference ids above those of the fixed people, and a step that meets each once.
const REFERENCES: u64 = 89_999_999_999_989;
const FIRST_REFERENCE: u64 = 10_000_000_001_000;
const REFERENCE_STEP: u64 = 57_885_161_771_173;

/// Writes so many people as CSV for `kyvs import`.
pub fn write_csv(out: &mut dyn Write, people: u64, seed: u64, which: Doses) -> io::Result<Written> {
    let regions = Regions::read()?;
    let mut random = Random::new(seed);
    let mut written = Written { people: 0, rows: 0 };
    writeln!(out, "{HEADER}")?;
    for mut person in fixed::people() {
        if written.people == people {
            return Ok(written);
        }
        if which == Doses::None {
            person.doses.clear();
        }
        write_person(out, &mut written, &person, &mut random)?;
    }
    let mut families = 0;
    while written.people < people {
        let mobile = 6_000_000_000 + spread(families, seed, MOBILE_STEP, MOBILES);
        families += 1;
        if mobile / 100 == fixed::PREFIX {
            continue;
        }
        let family = regions.family(&mut random);
        let size = u64::from(family_size(&mut random)).min(people - written.people);
        for member in 0..size {
            let reference = FIRST_REFERENCE + spread(written.people, seed, REFERENCE_STEP, REFERENCES);
            let person = member_of(&family, member, reference, mobile, which, &mut random);
            write_person(out, &mut written, &person, &mut random)?;
        }
    }
    Ok(written)
}

/// Most mobiles are one person's or a couple's; a few are those of six.
fn family_size(random: &mut Random) -> u32 {
    match random.below(100) {
        0..45 => 1,
        45..70 => 2,
        70..82 => 3,
        82..92 => 4,
        92..97 => 5,
        _ => 6,
    }
}

/// Parents first, then children, then a grandparent.
fn member_of(
    family: &FamilyName<'_>,
    member: u64,
    reference: u64,
    mobile: u64,
    which: Doses,
    random: &mut Random,
) -> Invented {
    let (first, span) = match member {
        0 | 1 => (1958, 45),
        2..5 => (1998, 16),
        _ => (1935, 20),
    };
    let born = first + u16::try_from(random.below(span)).unwrap_or(0);
    let female = if member < 2 { member == 1 } else { random.percent(50) };
    let gender = match (random.below(400), female) {
        (0, _) => "O",
        (_, true) => "F",
        (_, false) => "M",
    };
    let places = ["District Hospital", "CHC", "PHC", "Urban Health Post", "Government Hospital"];
    Invented {
        reference,
        name: family.person(random, female),
        mobile,
        born,
        gender,
        doses: if which == Doses::None { Vec::new() } else { doses::invent(random, born) },
        facility: format!("{}, {}", random.pick(&places), random.pick(&family.region().towns)),
    }
}

/// A row a dose, or one without.
fn write_person(out: &mut dyn Write, written: &mut Written, person: &Invented, random: &mut Random) -> io::Result<()> {
    let Invented { reference, name, mobile, born, gender, doses, facility } = person;
    written.people += 1;
    written.rows += doses.len().max(1) as u64;
    if doses.is_empty() {
        return writeln!(out, "{reference},{name},{mobile},{born},{gender},,,,,,");
    }
    for Dose { number, product, regimen, date } in doses {
        let letter = char::from(b"ABCDEFGHJK"[random.below(10) as usize]);
        let batch = format!("{}{letter}{:04}", 10 + random.below(90), random.below(10_000));
        writeln!(
            out,
            "{reference},{name},{mobile},{born},{gender},{number},{product},{regimen},{date},{batch},\"{facility}\""
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
