//! Which doses fill a series.

use jiff::civil::Date;

/// A dose that may stand in a primary series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    /// When it was given.
    pub(super) date: Date,
    /// Its number as recorded.
    pub(super) number: u8,
    /// How many doses its own regimen needs.
    pub(super) need: u8,
}

/// Doses placed in a series: for each number from 1 on, the day of its dose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Series {
    /// Day of dose 1, 2, …; `None` where it is missing.
    pub(super) days: Vec<Option<Date>>,
}

impl Series {
    /// Places doses in the series of a length. A dose counts when its own regimen is no longer than the series, so that a dose
    /// of a longer regimen never completes a shorter one. Each number is filled at most once and each day fills at most one:
    /// two shots of one day are one dose. As many numbers as possible are filled, with the earliest days tried first.
    pub(super) fn fill(slots: &[Slot], need: u8) -> Self {
        let mut slots: Vec<Slot> = slots.iter().copied().filter(|slot| slot.need <= need).collect();
        slots.sort_unstable();
        let mut series = Self { days: vec![None; usize::from(need)] };
        for number in 1..=need {
            series.place(&slots, number, &mut Vec::new());
        }
        series
    }

    /// Finds a day for a number, moving the doses of other numbers to other days where that makes room (an augmenting path).
    fn place(&mut self, slots: &[Slot], number: u8, tried: &mut Vec<Date>) -> bool {
        for slot in slots.iter().filter(|slot| slot.number == number) {
            if tried.contains(&slot.date) {
                continue;
            }
            tried.push(slot.date);
            let holder = (1_u8..).zip(&self.days).find(|(_, day)| **day == Some(slot.date)).map(|(number, _)| number);
            if holder.is_none_or(|holder| self.place(slots, holder, tried)) {
                if let Some(place) = self.days.get_mut(usize::from(number) - 1) {
                    *place = Some(slot.date);
                }
                return true;
            }
        }
        false
    }

    /// How many doses the series needs.
    pub(super) fn need(&self) -> u8 {
        u8::try_from(self.days.len()).unwrap_or(u8::MAX)
    }

    /// How many of them are there.
    pub(super) fn filled(&self) -> u8 {
        u8::try_from(self.days.iter().flatten().count()).unwrap_or(u8::MAX)
    }

    /// Whether none is missing.
    pub(super) fn is_complete(&self) -> bool {
        self.days.iter().all(Option::is_some)
    }

    /// The numbers that are missing.
    pub(super) fn missing(&self) -> impl Iterator<Item = u8> {
        (1_u8..).zip(&self.days).filter(|(_, day)| day.is_none()).map(|(number, _)| number)
    }

    /// The number that a day fills.
    pub(super) fn number_on(&self, date: Date) -> Option<u8> {
        (1_u8..).zip(&self.days).find(|(_, day)| **day == Some(date)).map(|(number, _)| number)
    }
}
