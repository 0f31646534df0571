//! Which limits a message is charged to. They count by person, mobile, provider and service; an address says little.

use domain::{mobile::Mobile, provider::Provider};

use super::StatusService;
use crate::ports::{Charge, CounterKey};

impl StatusService {
    /// Budgets whose end the asker is told of.
    pub(super) fn budgets(&self, provider: &Provider) -> Vec<Charge> {
        let limits = &self.rules.limits;
        vec![
            Charge { key: self.secrets.limit_key("provider a minute", provider.id.as_bytes()), rate: limits.provider },
            Charge { key: self.secrets.limit_key("service a minute", b""), rate: limits.service },
        ]
    }

    /// Limits whose end nobody is told of: of the person, or the pair that matched nobody, and of the mobile.
    ///
    /// A pair that matched nobody is charged to a counter of its own: it sends nothing, and whoever types wrong names must not
    /// be able to use up the messages of the people on that mobile.
    pub(super) fn quiet_limits(&self, subject: CounterKey, mobile: &Mobile, decoy: bool) -> Vec<Charge> {
        let limits = &self.rules.limits;
        let mobiles =
            if decoy { ["decoy in ten minutes", "decoy a day"] } else { ["mobile in ten minutes", "mobile a day"] };
        let persons = ["person in ten minutes", "person a day"];
        let charge = |axis, who: &[u8], rate| Charge { key: self.secrets.limit_key(axis, who), rate };
        vec![
            charge(persons[0], &subject.0, limits.person[0]),
            charge(persons[1], &subject.0, limits.person[1]),
            charge(mobiles[0], mobile.e164().as_bytes(), limits.mobile[0]),
            charge(mobiles[1], mobile.e164().as_bytes(), limits.mobile[1]),
        ]
    }
}
