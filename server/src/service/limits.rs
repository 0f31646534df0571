//! Which counters a message is charged to. They count by person, mobile, provider and service; an address says little.

use domain::{mobile::Mobile, provider::Provider};

use super::StatusService;
use crate::ports::{Budgets, CounterKey, ProviderBudget, QuietLimits, Subject};

impl StatusService {
    /// Budgets whose end the asker is told of.
    pub(super) fn budgets(&self, provider: &Provider) -> Budgets {
        let limits = &self.rules.limits;
        Budgets {
            provider: ProviderBudget {
                key: self.provider_counter(provider),
                rate: limits.provider,
                pumping: limits.pumping,
            },
            service: (self.service_counter, limits.service),
        }
    }

    /// The provider's row of counters.
    pub(super) fn provider_counter(&self, provider: &Provider) -> CounterKey {
        self.secrets.counter_key("provider", provider.id.as_bytes())
    }

    /// Limits whose end nobody is told of.
    pub(super) const fn quiet_limits(&self) -> QuietLimits {
        let limits = &self.rules.limits;
        QuietLimits { person: limits.person, mobile: limits.mobile }
    }

    /// Whom messages and failed guesses count for, by the pseudonym of the person or of the pair that matched nobody.
    pub(super) fn subject(&self, mobile: &Mobile, pseudonym: [u8; 16], decoy: bool) -> Subject {
        let [a, b, c, d, ..] = pseudonym;
        Subject {
            mobile: self.secrets.counter_key("mobile", mobile.e164().as_bytes()),
            who: u32::from_be_bytes([a, b, c, d]),
            decoy,
        }
    }
}
