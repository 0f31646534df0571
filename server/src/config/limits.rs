//! `[limits]`: how many messages may be asked for. They count by person, mobile and provider; an address says little.

use std::time::Duration;

use domain::limits::Rate;

use super::{ConfigError, section::Section};
use crate::ports::Pumping;

/// Rate limits, ready for the domain.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// Messages a person: in ten minutes, in a day.
    pub person: [Rate; 2],
    /// Messages a mobile, which a family of six may share: in ten minutes, in a day.
    pub mobile: [Rate; 2],
    /// Messages a provider, in a minute.
    pub provider: Rate,
    /// Messages of the whole service, in a minute.
    pub service: Rate,
    /// When a provider is slowed, because its codes are hardly ever completed.
    pub pumping: Pumping,
}

impl Limits {
    pub(super) fn read(mut section: Section) -> Result<Self, ConfigError> {
        let mut rate = |key, default, most, per| {
            section.number(key, default, 1..=most).map(|burst| Rate { burst, per: Duration::from_secs(per) })
        };
        let of_person = [rate("person_10m", 3, 30, 600)?, rate("person_day", 8, 100, 86_400)?];
        let of_mobile = [rate("mobile_10m", 10, 100, 600)?, rate("mobile_day", 30, 300, 86_400)?];
        let provider = rate("provider_minute", 600, 60_000_000, 60)?;
        let service = rate("service_minute", 6000, 60_000_000, 60)?;
        let pumping = Pumping {
            least: section.number("pumping_least", 100, 10..=1_000_000)?,
            percent: section.number("pumping_percent", 5, 0..=100)?,
            divisor: section.number("pumping_divisor", 10, 1..=1000)?,
        };
        let limits = Self { person: of_person, mobile: of_mobile, provider, service, pumping };
        section.finish()?;
        Ok(limits)
    }
}
