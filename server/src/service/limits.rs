//! Which counters a message is charged to. They count by person, mobile, provider and service; an address says little.

use std::time::Duration;

use domain::{
    limits::Rate,
    mobile::Mobile,
    provider::{Provider, Quotas},
};

use super::{StatusService, ask::Asking};
use crate::ports::{Budgets, CounterKey, ProviderBudget, Pumping, QuietLimits, Quota, QuotaCharge, Subject};

impl StatusService {
    /// Budgets whose end the asker is told of; whether the message begins a verification. The page on which people ask for themselves is
    /// not slowed, whoever opens it in vain: it is no provider that could mend its ways, and others would wait for it.
    pub(super) fn budgets(&self, asking: &Asking, begins: bool) -> Budgets {
        let limits = &self.rules.limits;
        let pumping = if asking.is_own() { Pumping { percent: 0, ..limits.pumping } } else { limits.pumping };
        Budgets {
            provider: ProviderBudget {
                key: self.provider_counter(&asking.provider),
                rate: limits.provider,
                pumping,
                begins,
            },
            service: (self.service_counter, limits.service),
        }
    }

    /// Quotas that a verification is charged to: the provider's own, and those of the one that it is a part of. `pair` is the
    /// pseudonym of what was typed, matched or not.
    pub(super) fn quotas(&self, provider: &Provider, pair: &[u8; 16]) -> QuotaCharge {
        let parent = provider.parent.as_deref().and_then(|id| self.book.known(id));
        let bound = [Some(provider), parent.as_deref()].into_iter().flatten();
        let bound = bound.filter(|provider| provider.quotas != Quotas::default());
        let quotas: Vec<_> = bound
            .map(|provider| Quota {
                key: self.provider_counter(provider),
                day: provider.quotas.day.map(|most| Rate::new(most, Duration::from_hours(24))),
                people: provider.quotas.people_hour.map(|most| Rate::new(most, Duration::from_hours(1))),
            })
            .collect();
        // Nobody looks at it where there is no quota.
        let who = if quotas.is_empty() { CounterKey(0) } else { self.secrets.counter_key("people of a quota", pair) };
        QuotaCharge { quotas, who }
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
