//! What providers with a quota have asked, and whom within the hour. How a quota decides is in [`crate::store::quotas`].

use domain::time::Timestamp;
use rusqlite::{Connection, params};

use super::{fault::Fault, value};
use crate::{
    ports::{Axis, Limited, Quota, QuotaCharge},
    store::quotas::{QuotaCounters, SAME_PERSON},
};

/// Quotas that have room for one more; nothing is written yet.
pub(super) struct Room {
    charged: Vec<(Quota, QuotaCounters, bool)>,
}

/// Looks whether every quota has room.
pub(super) fn room(db: &Connection, charge: &QuotaCharge, now: Timestamp) -> Result<Result<Room, Limited>, Fault> {
    let mut charged = Vec::with_capacity(charge.quotas.len());
    for quota in &charge.quotas {
        let new = quota.people.is_some() && is_new(db, quota, charge, now)?;
        match read(db, quota)?.charged(quota, new, now) {
            Ok(counters) => charged.push((*quota, counters, new)),
            Err(until) => return Ok(Err(Limited { until, axis: Axis::Quota })),
        }
    }
    Ok(Ok(Room { charged }))
}

impl Room {
    /// Takes the room.
    pub(super) fn take(self, db: &Connection, charge: &QuotaCharge, now: Timestamp) -> Result<(), Fault> {
        for (quota, counters, new) in self.charged {
            let value = value::encode("quotas", &counters)?;
            db.prepare_cached("INSERT OR REPLACE INTO quotas (key, value) VALUES (?1, ?2)")?
                .execute(params![quota.key.0, value])?;
            if new {
                db.prepare_cached("INSERT OR REPLACE INTO quota_people (provider, who, at) VALUES (?1, ?2, ?3)")?
                    .execute(params![quota.key.0, charge.who.0, now.as_millis()])?;
            }
        }
        Ok(())
    }
}

fn read(db: &Connection, quota: &Quota) -> Result<QuotaCounters, Fault> {
    value::read(db, "quotas", "SELECT value FROM quotas WHERE key = ?1", quota.key.0)
}

fn is_new(db: &Connection, quota: &Quota, charge: &QuotaCharge, now: Timestamp) -> Result<bool, Fault> {
    let within = now.minus(SAME_PERSON).as_millis();
    let known = db
        .prepare_cached("SELECT 1 FROM quota_people WHERE provider = ?1 AND who = ?2 AND at > ?3")?
        .exists(params![quota.key.0, charge.who.0, within])?;
    Ok(!known)
}
