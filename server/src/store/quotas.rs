//! What a provider may ask in a day and an hour: how each quota decides, the same for every adapter.

use std::time::Duration;

use domain::{
    limits::{Arrival, take_fine},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::ports::Quota;

/// For so long somebody who was asked for is not counted again.
pub(crate) const SAME_PERSON: Duration = Duration::from_hours(1);

/// What is counted for one provider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct QuotaCounters {
    day: Option<Arrival>,
    people: Option<Arrival>,
}

impl QuotaCounters {
    /// The counters after one more verification, of somebody `new` or of somebody who was asked for within the hour. The
    /// error is when to try again.
    pub(crate) fn charged(self, quota: &Quota, new: bool, now: Timestamp) -> Result<Self, Timestamp> {
        let day = quota.day.map(|rate| take_fine(self.day, now, rate)).transpose()?;
        let people = quota.people.filter(|_| new).map(|rate| take_fine(self.people, now, rate)).transpose()?;
        Ok(Self { day: day.or(self.day), people: people.or(self.people) })
    }
}

#[cfg(test)]
mod tests {
    use domain::limits::Rate;

    use super::*;
    use crate::ports::CounterKey;

    const START: Timestamp = Timestamp::from_seconds(1_800_000_000);

    #[test]
    fn a_known_person_costs_a_start_and_no_person() {
        let quota = Quota {
            key: CounterKey(1),
            day: Some(Rate::new(4, Duration::from_hours(24))),
            people: Some(Rate::new(2, SAME_PERSON)),
        };
        let mut counters = QuotaCounters::default();
        for new in [true, false, true] {
            counters = counters.charged(&quota, new, START).unwrap();
        }
        assert_eq!(counters.charged(&quota, true, START), Err(START.plus(Duration::from_mins(30))));
        counters = counters.charged(&quota, false, START).unwrap();
        assert_eq!(counters.charged(&quota, false, START), Err(START.plus(Duration::from_hours(6))));
    }
}
