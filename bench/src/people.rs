//! Invented people, made from their number alone: the generator of load knows person 7,654,321 without a file.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
};

/// The header that `kyvs import` reads.
const HEADER: &str = "reference_id,name,mobile,birth_year,gender,dose,product,regimen,date,batch,facility";

/// Mobiles from 6 to 9 billion, and a step without a common factor, which meets each once.
const MOBILES: u64 = 4_000_000_000;
const MOBILE_STEP: u64 = 2_654_435_761;
const FIRST_MOBILE: u64 = 6_000_000_000;
const FIRST_REFERENCE: u64 = 20_000_000_000_000;

const GIVEN: [&str; 32] = [
    "Aarav", "Aditi", "Ajay", "Anita", "Arjun", "Asha", "Bharat", "Chitra", "Deepa", "Dinesh", "Gaurav", "Geeta",
    "Harish", "Isha", "Jaya", "Karan", "Kavita", "Lata", "Manoj", "Meena", "Mohan", "Nikhil", "Pooja", "Prakash",
    "Rahul", "Rekha", "Sanjay", "Seema", "Suresh", "Uma", "Vijay", "Vandana",
];
const FAMILY: [&str; 32] = [
    "Agarwal", "Banerjee", "Bhatt", "Chauhan", "Das", "Desai", "Dutta", "Gandhi", "Ghosh", "Gupta", "Iyer", "Jain",
    "Joshi", "Kapoor", "Khanna", "Kulkarni", "Malhotra", "Mehta", "Mishra", "Nair", "Naidu", "Pandey", "Patel",
    "Pillai", "Rao", "Reddy", "Saxena", "Sen", "Shah", "Sharma", "Trivedi", "Verma",
];

/// One invented person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    number: u64,
}

impl Person {
    /// The person of this number; numbers below four billion are all different people.
    pub const fn new(number: u64) -> Self {
        Self { number }
    }

    /// Ten digits, another for every person.
    pub const fn mobile(self) -> u64 {
        FIRST_MOBILE + (self.number * MOBILE_STEP) % MOBILES
    }

    /// Given name and family name.
    pub const fn name(self) -> (&'static str, &'static str) {
        (GIVEN[(self.number % 32) as usize], FAMILY[(self.number / 32 % 32) as usize])
    }

    /// Fourteen digits, another for every person.
    pub const fn reference(self) -> u64 {
        FIRST_REFERENCE + self.number
    }

    /// A row of CSV, without a dose.
    fn write(self, out: &mut impl Write) -> std::io::Result<()> {
        let (given, family) = self.name();
        let (reference, mobile, born) = (self.reference(), self.mobile(), 1950 + self.number % 55);
        let gender = if self.number.is_multiple_of(2) { 'F' } else { 'M' };
        writeln!(out, "{reference},{given} {family},{mobile},{born},{gender},,,,,,")
    }
}

/// All people below a number, each once, in an order that no neighbour shares a page in.
#[derive(Clone, Copy, Debug)]
pub struct Walk {
    people: u64,
    step: u64,
}

impl Walk {
    /// A walk over so many people, at least one.
    pub const fn new(people: u64) -> Self {
        // near the golden section, so that neighbours are far apart
        let mut step = (people / 1000 * 618 + people % 1000 * 618 / 1000) | 1;
        while common_factor(step, people) != 1 {
            step += 2;
        }
        Self { people, step }
    }

    /// The person at this place of the walk; after all people it starts again.
    pub const fn at(self, place: u64) -> Person {
        let far = (place % self.people) as u128 * self.step as u128;
        #[expect(clippy::cast_possible_truncation, reason = "below the number of people, which is a u64")]
        let number = (far % self.people as u128) as u64;
        Person::new(number)
    }
}

const fn common_factor(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// Flags of `bench people`.
#[derive(clap::Args)]
pub struct Args {
    /// How many people
    #[arg(long)]
    people: u64,
    /// The file to write
    #[arg(long)]
    out: PathBuf,
}

/// Writes the file.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(&args.out)?);
    writeln!(out, "{HEADER}")?;
    for number in 0..args.people {
        Person::new(number).write(&mut out)?;
    }
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::{mobile::Mobile, person::ReferenceId};

    use super::*;

    #[test]
    fn a_walk_meets_everyone_once() {
        for people in [1, 2, 3, 10, 1_000, 6_180, 99_991, 100_000] {
            let walk = Walk::new(people);
            let mut met: Vec<u64> = (0..people).map(|place| walk.at(place).number).collect();
            met.sort_unstable();
            assert!(met.into_iter().eq(0..people), "{people}");
            assert_eq!(walk.at(people), walk.at(0));
        }
    }

    #[test]
    fn everyone_has_a_valid_mobile_of_their_own() {
        let mut met = HashSet::new();
        for number in (0..20_000).chain(9_980_000..10_000_000) {
            let person = Person::new(number);
            let mobile = Mobile::parse(&person.mobile().to_string()).unwrap();
            assert_eq!(mobile.national(), person.mobile().to_string());
            assert!(met.insert(person.mobile()), "{number}");
            assert!(ReferenceId::parse(&person.reference().to_string()).is_ok());
        }
        assert_eq!(common_factor(MOBILE_STEP, MOBILES), 1);
    }

    #[test]
    fn a_row_has_all_columns() {
        let mut row = Vec::new();
        Person::new(33).write(&mut row).unwrap();
        assert_eq!(row.split(|byte| *byte == b',').count(), HEADER.split(',').count());
        assert!(row.starts_with(b"20000000000033,Aditi Banerjee,"));
    }
}
