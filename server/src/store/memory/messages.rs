//! Messages on their way: codes in the rows of their verifications, receipts beside their records.

use domain::{code::Phase, time::Timestamp};

use super::state::{Delivery, State};
use crate::{
    ports::{MessageKey, QueuedSms, RecordId, Settled, SmsOutcome, VerificationId},
    store::NOTICE_LIFETIME,
};

pub(super) fn take_due(state: &mut State, now: Timestamp, most: usize) -> Vec<QueuedSms> {
    let mut due: Vec<(Timestamp, VerificationId)> = Vec::new();
    for (id, row) in &state.verifications {
        if let Some(at) = row.sms.due().filter(|at| *at <= now) {
            due.push((at, *id));
        }
    }
    due.sort_unstable();
    let mut taken = Vec::new();
    for (_, id) in due.into_iter().take(most) {
        let Some(row) = state.verifications.get_mut(&id) else { continue };
        let (key, expires) = (MessageKey { verification: id, generation: row.code.resends }, row.code.expires);
        match std::mem::replace(&mut row.sms, Delivery::Over) {
            Delivery::Waiting { sms, attempts, .. } if row.redeemable && expires > now => {
                row.sms = Delivery::Taken;
                taken.push(QueuedSms { key, sms: *sms, expires, attempts });
            }
            _ => {}
        }
    }
    let room = most.saturating_sub(taken.len());
    taken.extend(take_notices(state, now, room));
    taken
}

fn take_notices(state: &mut State, now: Timestamp, most: usize) -> Vec<QueuedSms> {
    let is_due = |notice: &Delivery| notice.due().is_some_and(|due| due <= now);
    let due: Vec<RecordId> =
        state.notices.iter().filter(|(_, notice)| is_due(notice)).map(|(id, _)| *id).take(most).collect();
    let mut taken = Vec::new();
    for id in due {
        let expires = id.time().plus(NOTICE_LIFETIME);
        match state.notices.insert(id, Delivery::Taken) {
            Some(Delivery::Waiting { sms, attempts, .. }) if now < expires => {
                taken.push(QueuedSms { key: MessageKey::notice(id), sms: *sms, expires, attempts });
            }
            _ => drop(state.notices.remove(&id)),
        }
    }
    taken
}

pub(super) fn next(state: &State) -> Option<Timestamp> {
    let codes = state.verifications.values().filter_map(|row| row.sms.due());
    codes.chain(state.notices.values().filter_map(Delivery::due)).min()
}

pub(super) fn settle(state: &mut State, Settled { key, outcome }: Settled) {
    if key.is_notice() {
        return settle_notice(state, key.verification, outcome);
    }
    let Some(row) = state.verifications.get_mut(&key.verification) else { return };
    if !matches!(row.sms, Delivery::Taken) || row.code.resends != key.generation {
        return;
    }
    row.sms = match outcome {
        SmsOutcome::Retry { at, sms, attempts } if at < row.code.expires && row.code.phase == Phase::Open => {
            Delivery::Waiting { due: at, sms, attempts }
        }
        _ => Delivery::Over,
    };
}

fn settle_notice(state: &mut State, id: RecordId, outcome: SmsOutcome) {
    if !matches!(state.notices.get(&id), Some(Delivery::Taken)) {
        return;
    }
    match outcome {
        SmsOutcome::Retry { at, sms, attempts } if at < id.time().plus(NOTICE_LIFETIME) => {
            state.notices.insert(id, Delivery::Waiting { due: at, sms, attempts });
        }
        _ => drop(state.notices.remove(&id)),
    }
}
