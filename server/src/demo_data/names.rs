//! Invented names: by region, in Latin or in the region's own script.

use std::io;

use serde::Deserialize;

use super::random::Random;

/// Names of a region: each the Latin spelling, a space, and the one in its own script.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Region {
    share: u32,
    style: Style,
    pub(super) towns: Vec<String>,
    male: Vec<String>,
    female: Vec<String>,
    middle: Vec<String>,
    family: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Style {
    Family,
    Kaur,
    Initial,
    Muslim,
}

/// All regions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Regions {
    region: Vec<Region>,
}

/// How one family writes its names.
pub(super) struct FamilyName<'r> {
    region: &'r Region,
    name: &'r str,
    own_script: bool,
    capitals: bool,
}

impl Regions {
    /// The built-in names.
    pub(super) fn read() -> io::Result<Self> {
        toml::from_str(include_str!("names.toml")).map_err(io::Error::other)
    }

    /// A family from somewhere. One in four is registered in its own script, one in eight in capitals.
    pub(super) fn family(&self, random: &mut Random) -> FamilyName<'_> {
        let mut at = random.below(self.region.iter().map(|region| region.share).sum());
        let region = self
            .region
            .iter()
            .find(|region| {
                let here = at < region.share;
                at = at.saturating_sub(region.share);
                here
            })
            .unwrap_or(&self.region[0]);
        let own_script = random.percent(25);
        let capitals = !own_script && random.percent(16);
        FamilyName { region, name: random.pick::<String>(&region.family), own_script, capitals }
    }
}

impl<'r> FamilyName<'r> {
    pub(super) fn region(&self) -> &'r Region {
        self.region
    }

    /// The full name of one of the family.
    pub(super) fn person(&self, random: &mut Random, female: bool) -> String {
        let region = self.region;
        let given = self.spelt(random.pick(if female { &region.female[..] } else { &region.male[..] }).as_str());
        let family = self.spelt(self.name);
        let middle = random.percent(25).then(|| self.spelt(random.pick::<String>(&region.middle)));
        let name = match (region.style, middle) {
            (Style::Initial, _) if !self.own_script => match (family.chars().next(), random.percent(50)) {
                (Some(initial), true) => format!("{initial}. {given}"),
                _ => format!("{given} {family}"),
            },
            (Style::Kaur, _) => {
                let faith = match (female, self.own_script) {
                    (true, false) => "Kaur",
                    (true, true) => "ਕੌਰ",
                    (false, false) => "Singh",
                    (false, true) => "ਸਿੰਘ",
                };
                if random.percent(50) { format!("{given} {faith}") } else { format!("{given} {faith} {family}") }
            }
            (Style::Muslim, Some(middle)) if !female => format!("{middle} {given} {family}"),
            (Style::Family, Some(middle)) if !female => format!("{given} {middle} {family}"),
            _ => format!("{given} {family}"),
        };
        if self.capitals { name.to_uppercase() } else { name }
    }

    fn spelt<'n>(&self, both: &'n str) -> &'n str {
        let (latin, own) = both.split_once(' ').unwrap_or((both, both));
        if self.own_script { own } else { latin }
    }
}

#[cfg(test)]
mod tests {
    use domain::names::{Choice, FullName, Level, Reading};

    use super::*;

    #[test]
    fn both_spellings_are_one_name() {
        let mut wrong = Vec::new();
        let regions = Regions::read().unwrap();
        for region in &regions.region {
            for both in [&region.male, &region.female, &region.middle, &region.family].into_iter().flatten() {
                let (latin, own) = both.split_once(' ').unwrap();
                let typed = Reading::of(&FullName::parse(latin).unwrap());
                if !matches!(typed.choose(&[own], Level::Exact), Choice::One(0)) {
                    wrong.push(both);
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn every_region_has_people() {
        let regions = Regions::read().unwrap();
        assert_eq!(regions.region.iter().map(|region| region.share).sum::<u32>(), 110);
        let mut random = Random::new(3);
        let names: std::collections::BTreeSet<String> =
            (0..2000).map(|_| regions.family(&mut random).person(&mut random, true)).collect();
        assert!(names.len() > 500);
        for name in names {
            assert!(FullName::parse(&name).is_ok(), "{name}");
        }
    }
}
