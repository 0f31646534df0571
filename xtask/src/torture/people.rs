//! People of a registry, as their file says.

use std::collections::{BTreeMap, BTreeSet};

/// Somebody who can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// As registered.
    pub(crate) name: String,
    /// Ten digits.
    pub(crate) mobile: String,
}

impl Person {
    /// A person.
    pub(crate) fn new(name: &str, mobile: &str) -> Self {
        Self { name: name.to_owned(), mobile: mobile.to_owned() }
    }

    /// The mobile as messages are addressed.
    pub(crate) fn e164(&self) -> String {
        format!("+91{}", self.mobile)
    }
}

/// The columns of an import, in the usual order.
pub(crate) const HEADER: &str = "reference_id,name,mobile,birth_year,gender,dose,product,regimen,date,batch,facility";

/// The first person of every mobile on which no two may have one name: those would not be told apart, and get no message.
pub(crate) fn one_a_mobile(csv: &str) -> Vec<Person> {
    let mut homes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for line in csv.lines().skip(1) {
        let mut fields = line.split(',');
        if let (Some(reference), Some(name), Some(mobile)) = (fields.next(), fields.next(), fields.next())
            && known.insert(reference)
        {
            homes.entry(mobile).or_default().push(name);
        }
    }
    // an initial fits whoever has such a name
    let initial = |name: &&str| name.contains('.');
    let alike = |names: &[&str]| {
        names.len() > 1 && (names.iter().any(initial) || names.iter().collect::<BTreeSet<_>>().len() < names.len())
    };
    let told_apart = homes.into_iter().filter(|(_, names)| !alike(names));
    told_apart.map(|(mobile, names)| Person::new(names[0], mobile)).collect()
}

/// A file of people with two doses each.
pub(crate) fn file(people: &[Person]) -> String {
    let mut text = format!("{HEADER}\n");
    for (number, Person { name, mobile }) in people.iter().enumerate() {
        let reference = 98_000_000_000_000_u64 + number as u64;
        for (dose, date) in [(1, "2021-03-05"), (2, "2021-06-01")] {
            let row = format!("{reference},{name},{mobile},1980,F,{dose},COVISHIELD,,{date},,\n");
            text.push_str(&row);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_gives_one_person() {
        let csv = "h\n1,A B,9810000001,1980,F,,,,,,\n1,A B,9810000001,1980,F,,,,,,\n2,C D,9810000001,,,,,,,,\n3,E F,9810000002,,,\n4,G H,9810000003,\n5,G H,9810000003,\n";
        assert_eq!(one_a_mobile(csv), [Person::new("A B", "9810000001"), Person::new("E F", "9810000002")]);
    }
}
