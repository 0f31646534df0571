//! Who asked about a person, what became of it, and what the person says to it.

use app::{
    flow::Refusal,
    history::{OwnCheck, OwnHistory, ResultState, Withdrawn},
    service::HistoryService,
};
use async_trait::async_trait;
use domain::{problem::ErrorCode, time::Timestamp};

use super::super::{StatusService, receipt};
use crate::ports::{AuditProof, Check, Objections, Own, OwnDeed, RecordId};

/// Checks on a page.
const PAGE: usize = 10;

#[async_trait]
impl HistoryService for StatusService {
    async fn history(&self, session: &str, lang: &str, before: &str) -> Result<OwnHistory, Refusal> {
        let (_, own) = self.in_session(session).await?;
        let before = RecordId::parse(before);
        let mut found = self.store.checks(&own, before, PAGE + 1).await.map_err(|error| self.failed(&error))?;
        let more = found.len() > PAGE;
        found.truncate(PAGE);
        let older = found.last().filter(|_| more).map(|last| last.id.to_text());
        let objections = self.store.objections(&own).await.map_err(|error| self.failed(&error))?;
        let mut checks = Vec::with_capacity(found.len());
        for check in found {
            checks.push(self.told(&check, &objections, lang).await?);
        }
        let mut withdrawn = Vec::with_capacity(objections.withdrawn.len());
        for (id, _) in objections.withdrawn {
            withdrawn.push(Withdrawn { provider: self.name_of(&id, lang).await?, id });
        }
        let paused = objections.paused.map(|since| since.date().to_string());
        Ok(OwnHistory { checks, newest: before.is_none(), older, withdrawn, paused })
    }

    async fn check(&self, session: &str, lang: &str, record: &str) -> Result<OwnCheck, Refusal> {
        let (_, own) = self.in_session(session).await?;
        let check = self.own_check(&own, record).await?;
        let objections = self.store.objections(&own).await.map_err(|error| self.failed(&error))?;
        self.told(&check, &objections, lang).await
    }

    async fn withdraw(&self, session: &str, lang: &str, record: &str) -> Result<String, Refusal> {
        let (_, own) = self.in_session(session).await?;
        let check = self.own_check(&own, record).await?;
        let deed = self.own_deed(&own, Some(check.id));
        self.store.withdraw(&own, check.id, deed).await.map_err(|error| self.failed(&error))?;
        self.name_of(&check.consent.provider_id, lang).await
    }

    async fn allow(&self, session: &str, lang: &str, provider: &str) -> Result<String, Refusal> {
        let (_, own) = self.in_session(session).await?;
        let deed = self.own_deed(&own, None);
        let ended = self.store.end_withdrawal(&own, provider, deed).await.map_err(|error| self.failed(&error))?;
        // Nothing that was not in force is echoed.
        if ended { self.name_of(provider, lang).await } else { Err(Refusal::of(ErrorCode::BadParameter)) }
    }

    async fn set_paused(&self, session: &str, paused: bool) -> Result<(), Refusal> {
        let (_, own) = self.in_session(session).await?;
        let deed = self.own_deed(&own, None);
        self.store.set_paused(&own, paused, deed).await.map(drop).map_err(|error| self.failed(&error))
    }
}

impl StatusService {
    /// The entry of a check in the audit log, with its index and the proof that it is there. Only the person of the session gets it.
    pub async fn own_proof(&self, session: &str, record: &str) -> Result<(u64, AuditProof), Refusal> {
        let (_, own) = self.in_session(session).await?;
        let none = || Refusal::of(ErrorCode::BadParameter);
        let index = self.own_check(&own, record).await?.entry.ok_or_else(none)?;
        let proof = self.store.audit_proof(index).await.map_err(|error| self.failed(&error))?;
        Ok((index, proof.ok_or_else(none)?))
    }

    /// A check of the person's own; another's looks like none.
    async fn own_check(&self, own: &Own, record: &str) -> Result<Check, Refusal> {
        let none = || Refusal::of(ErrorCode::BadParameter);
        let id = RecordId::parse(record).ok_or_else(none)?;
        let found = self.store.check(own, id).await.map_err(|error| self.failed(&error))?;
        found.ok_or_else(none)
    }

    async fn told(&self, check: &Check, objections: &Objections, lang: &str) -> Result<OwnCheck, Refusal> {
        let provider = &check.consent.provider_id;
        Ok(OwnCheck {
            receipt: receipt::of_consent(check.id, &check.consent, check.as_of, self.name_of(provider, lang).await?),
            state: state(check, self.clock.now()),
            withdrawn: objections.withdrawn.iter().any(|(id, _)| id == provider),
            provable: check.entry.is_some(),
        })
    }

    fn own_deed(&self, own: &Own, record: Option<RecordId>) -> OwnDeed {
        OwnDeed {
            subject: self.secrets.person_pseudonym(own.person()),
            reference: record.map(|record| self.secrets.verification_pseudonym(&record.0)),
            salt: self.entropy.salt(),
            now: self.clock.now(),
        }
    }
}

/// What matters most comes first.
fn state(check: &Check, now: Timestamp) -> ResultState {
    if check.revoked.is_some() {
        ResultState::Revoked
    } else if check.used.is_some() {
        ResultState::Used
    } else if check.expires <= now {
        ResultState::Expired
    } else {
        ResultState::Valid(check.expires.time_of_day())
    }
}
