//! Invented courses of vaccination, by the rules and against them.

use domain::vaccination::{ProductId, Rules};
use jiff::{ToSpan, civil::Date, civil::date};

use super::random::Random;

/// A dose of an invented person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dose {
    pub(super) number: u8,
    pub(super) product: &'static str,
    pub(super) regimen: &'static str,
    pub(super) date: Date,
}

/// A product as it was given: how often out of a thousand, doses, from when, and from which year of birth backwards.
struct Course {
    weight: u32,
    product: &'static str,
    regimen: &'static str,
    doses: u8,
    from: Date,
    youngest: u16,
}

const fn course(
    weight: u32,
    product: &'static str,
    regimen: &'static str,
    doses: u8,
    from: Date,
    youngest: u16,
) -> Course {
    Course { weight, product, regimen, doses, from, youngest }
}

const COURSES: [Course; 11] = [
    course(700, "covishield", "", 2, date(2021, 3, 1), 2003),
    course(150, "covaxin", "", 2, date(2021, 3, 1), 2006),
    course(50, "corbevax", "", 2, date(2022, 3, 16), 2009),
    course(25, "covovax", "", 2, date(2022, 5, 3), 2009),
    course(20, "sputnik-v", "", 2, date(2021, 5, 14), 2003),
    course(15, "zycov-d", "3x2mg", 3, date(2022, 2, 4), 2008),
    course(10, "zycov-d", "2x3mg", 2, date(2022, 4, 26), 2008),
    course(10, "sputnik-light", "", 1, date(2022, 2, 6), 2003),
    course(10, "incovacc", "", 2, date(2023, 1, 26), 2004),
    course(5, "moderna", "", 2, date(2021, 7, 1), 2003),
    course(5, "janssen", "", 1, date(2021, 8, 7), 2003),
];

/// First day of precaution doses.
const PRECAUTION: Date = date(2022, 1, 10);

/// What becomes of a person: in this order of thresholds out of a thousand.
const NONE: u32 = 110;
const PARTIAL: u32 = 220;
const DUPLICATE_FIRST: u32 = 235;
const SHORT: u32 = 275;
const MIXED: u32 = 285;
const PRECAUTIONED: u32 = 480;

/// The doses of one person; none for a small child.
pub(super) fn invent(random: &mut Random, born: u16) -> Vec<Dose> {
    let fate = random.below(1000);
    let Some(course) = choose(random, born).filter(|_| fate >= NONE) else { return Vec::new() };
    let first = course.from.saturating_add(i64::from(random.below(240)).days());
    if fate < PARTIAL && course.doses > 1 {
        return series(random, course, first, 1, false);
    }
    if fate < DUPLICATE_FIRST && course.doses > 1 {
        // The second dose went in under another number and was recorded as a first one.
        let mut doses = series(random, course, first, 2, false);
        for dose in &mut doses {
            dose.number = 1;
        }
        return doses;
    }
    let mut doses = series(random, course, first, course.doses, fate < SHORT);
    if (SHORT..MIXED).contains(&fate)
        && let Some(last) = doses.last_mut().filter(|dose| dose.number > 1)
    {
        last.product = if last.product == "covaxin" { "covishield" } else { "covaxin" };
        last.regimen = "";
    }
    if (MIXED..PRECAUTIONED).contains(&fate) && born < 2004 {
        doses.extend(precaution(random, &doses));
    }
    doses
}

/// Every product once in a while, as old as the person may be for it.
fn choose(random: &mut Random, born: u16) -> Option<&'static Course> {
    let possible = || COURSES.iter().filter(|course| born <= course.youngest);
    let mut at = random.below(possible().map(|course| course.weight).sum());
    possible().find(|course| {
        let here = at < course.weight;
        at = at.saturating_sub(course.weight);
        here
    })
}

fn series(random: &mut Random, course: &Course, first: Date, count: u8, short: bool) -> Vec<Dose> {
    let mut doses: Vec<Dose> = Vec::with_capacity(4);
    let mut day = first;
    for number in 1..=count {
        doses.push(Dose { number, product: course.product, regimen: course.regimen, date: day });
        let least = interval(course.product, day);
        let days = if short { least.saturating_sub(8 + random.below(20)) } else { least + random.below(50) };
        day = day.saturating_add(i64::from(days.max(14)).days());
    }
    doses
}

/// The shortest interval that was usual for a product, in days.
fn interval(product: &str, day: Date) -> u32 {
    // The longest there was, so that a rule that changed in between is kept too.
    let rules = Rules::builtin();
    let product = ProductId::parse(product).ok().and_then(|id| rules.product(&id));
    let later = day.saturating_add(90.days());
    product
        .into_iter()
        .flat_map(|product| [product.interval_on(day), product.interval_on(later)])
        .flatten()
        .map(|interval| u32::from(interval.days))
        .max()
        .unwrap_or(28)
}

/// A dose nine months after the series, of the same product or of Corbevax.
fn precaution(random: &mut Random, doses: &[Dose]) -> Option<Dose> {
    let last = doses.last()?;
    let day = last.date.saturating_add(i64::from(273 + random.below(120)).days()).max(PRECAUTION);
    let corbevax = day >= date(2022, 8, 12) && random.percent(15);
    let product = if corbevax { "corbevax" } else { last.product };
    let regimen = if corbevax { "" } else { last.regimen };
    Some(Dose { number: last.number + 1, product, regimen, date: day })
}
