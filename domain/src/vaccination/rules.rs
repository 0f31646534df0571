//! The rules as data: read, checked and looked up.

use std::{collections::BTreeSet, sync::LazyLock};

use jiff::{Span, civil::Date};
use serde::Deserialize;

use super::{DoseEvent, ProductId};

/// The file that is built in.
const BUILTIN: &str = include_str!("vaccines.toml");

/// Most doses that a primary series may need; what is built on the rules counts on it.
const MAX_DOSES: u8 = 9;

/// A set of rules, of one version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    version: String,
    start: Date,
    #[serde(rename = "product")]
    products: Vec<Product>,
    #[serde(rename = "precaution", default)]
    precautions: Vec<Precaution>,
}

/// A vaccine.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// The name that people know.
    pub name: String,
    /// Who makes it.
    pub maker: String,
    /// Other spellings in records.
    pub also: Vec<String>,
    /// Its ICD-11 extension code; several products share one.
    #[serde(default)]
    pub icd11: Option<String>,
    /// Its regimens; the first is meant when a record says nothing.
    pub regimens: Vec<Regimen>,
    /// The shortest intervals, oldest first.
    pub intervals: Vec<Interval>,
}

/// How many doses make a series.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regimen {
    /// Its id, unique in its product.
    pub id: String,
    /// Doses of the primary series.
    pub doses: u8,
    /// In use from this day on; from the start when absent.
    #[serde(default)]
    pub from: Option<Date>,
    /// Other spellings in records.
    #[serde(default)]
    pub also: Vec<String>,
}

/// The shortest time between two doses of a primary series, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// For doses given on this day or later, until the next interval begins.
    pub from: Date,
    /// Days.
    pub days: u16,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// When precaution doses were given. It never changes a status.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precaution {
    /// From this day on.
    pub from: Date,
    /// Days after the series.
    pub days: u16,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// Why a set of rules is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// Not TOML, or not these fields.
    #[error("the rules do not read: {0}")]
    Syntax(String),
    /// Readable, and not sound.
    #[error("the rules are not sound: {0}")]
    Unsound(String),
}

impl Rules {
    /// The rules that are built in.
    ///
    /// They are read once. A test shows that they read; were they ever damaged, the rules would be empty and call nobody
    /// fully vaccinated.
    pub fn builtin() -> &'static Self {
        static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::parse(BUILTIN).unwrap_or_default());
        &RULES
    }

    /// Reads and checks a set of rules.
    pub fn parse(toml: &str) -> Result<Self, RulesError> {
        let rules: Self = toml::from_str(toml).map_err(|error| RulesError::Syntax(error.message().to_owned()))?;
        rules.check().map_err(RulesError::Unsound)?;
        Ok(rules)
    }

    /// The version, which every assessment names.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The first day of the programme.
    pub const fn start(&self) -> Date {
        self.start
    }

    /// Whether a status may be asked for this day: from the first one of the programme on, up to a year ahead.
    ///
    /// ```
    /// use domain::vaccination::Rules;
    /// use jiff::civil::date;
    ///
    /// let (rules, today) = (Rules::builtin(), date(2026, 9, 21));
    /// assert!(rules.may_be_asked(date(2021, 1, 16), today) && rules.may_be_asked(date(2027, 9, 21), today));
    /// assert!(!rules.may_be_asked(date(2021, 1, 15), today) && !rules.may_be_asked(date(2027, 9, 22), today));
    /// ```
    pub fn may_be_asked(&self, day: Date, today: Date) -> bool {
        (self.start..=today.saturating_add(Span::new().years(1))).contains(&day)
    }

    /// All products.
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// The practice of precaution doses, oldest first.
    pub fn precautions(&self) -> &[Precaution] {
        &self.precautions
    }

    /// The product of an id.
    pub fn product(&self, id: &ProductId) -> Option<&Product> {
        self.products.iter().find(|product| product.id == *id)
    }

    /// The product of a name in any listed spelling; case, spaces and punctuation do not matter.
    pub fn product_by_name(&self, name: &str) -> Option<&Product> {
        let wanted = letters(name);
        self.products.iter().find(|product| product.spellings().any(|spelling| letters(spelling) == wanted))
    }

    /// What a file must be beyond its syntax.
    fn check(&self) -> Result<(), String> {
        if self.version.is_empty() || self.products.is_empty() {
            return Err("a version and at least one product are needed".to_owned());
        }
        let mut spellings = BTreeSet::new();
        for product in &self.products {
            let own: BTreeSet<String> = product.spellings().map(letters).collect();
            if own.contains("") || own.iter().any(|spelling| !spellings.insert(spelling.clone())) {
                return Err(format!("{}: a spelling is empty or is another product's too", product.id));
            }
            product.check().map_err(|fault| format!("{}: {fault}", product.id))?;
        }
        if !self.precautions.is_sorted_by_key(|precaution| precaution.from) {
            return Err("precaution doses are not in order of their dates".to_owned());
        }
        Ok(())
    }
}

impl Product {
    /// Every spelling that means this product.
    fn spellings(&self) -> impl Iterator<Item = &str> {
        [self.id.as_str(), self.name.as_str()].into_iter().chain(self.also.iter().map(String::as_str))
    }

    /// The regimen of one recorded dose: the one it names, else the one whose length it names, else the first; only of those
    /// in use on its day. `None` when none was.
    pub fn regimen_of(&self, dose: &DoseEvent) -> Option<&Regimen> {
        let in_use = || self.regimens.iter().filter(|regimen| regimen.from.is_none_or(|from| from <= dose.date));
        let named = dose.regimen.as_deref().map(letters).filter(|name| !name.is_empty());
        named
            .and_then(|name| in_use().find(|regimen| regimen.spellings().any(|spelling| letters(spelling) == name)))
            .or_else(|| dose.total.and_then(|total| in_use().find(|regimen| regimen.doses == total)))
            .or_else(|| in_use().next())
    }

    /// The shortest interval in force on a day.
    pub fn interval_on(&self, day: Date) -> Option<&Interval> {
        self.intervals.iter().rev().find(|interval| interval.from <= day)
    }

    /// What a product must be beyond its syntax.
    fn check(&self) -> Result<(), &'static str> {
        if self.regimens.is_empty() || self.regimens.iter().any(|regimen| !(1..=MAX_DOSES).contains(&regimen.doses)) {
            return Err("a product needs a regimen, and each has 1 to 9 doses");
        }
        if !self.regimens.is_sorted_by(|strict, lenient| strict.doses >= lenient.doses) {
            return Err("the regimen with the most doses comes first: it is meant when a record says nothing");
        }
        if !self.intervals.is_sorted_by(|earlier, later| earlier.from < later.from) {
            return Err("intervals are in order of their dates");
        }
        Ok(())
    }
}

impl Regimen {
    /// Every spelling that means this regimen.
    fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.also.iter().map(String::as_str))
    }
}

/// A name as it is compared: letters, marks and digits, in lower case.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
