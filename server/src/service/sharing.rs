//! What a person shares: a link that shows a badge, and passes for gates. Everything begins with an open session.

use app::{
    flow::{Field, Refusal},
    service::SharingService,
    sharing::{BadgeFacts, OwnPass, OwnPasses, OwnShare, PassChoice, PictureChoice},
};
use async_trait::async_trait;
use domain::{
    language::Language,
    names::first_name,
    pass::{Lifetime, PassClaims, PassId, PassName},
    problem::ErrorCode,
    provider::Env,
    vaccination::{Rules, Status},
};

use super::StatusService;
use crate::ports::{
    NewPass, Own, PassAdded, SessionId, Share, ShareContent, ShareId, ShareKey, Shared, Sharing, StoredPass,
};

/// Links that a person may make in a day.
const LINKS_A_DAY: u32 = 10;

/// Passes of a person that may be good at the same time.
const MOST_PASSES: u32 = 10;

/// Letters of a first name on a badge; what is longer is cut where it is drawn.
const NAME_LETTERS: usize = 40;

/// Lifetimes to choose from, in minutes: an hour, a day, a week; and the operator's limit.
const LIFETIMES: [u16; 3] = [60, 24 * 60, 7 * 24 * 60];

#[async_trait]
impl SharingService for StatusService {
    async fn badge(&self, session: &str, choice: &PictureChoice) -> Result<BadgeFacts, Refusal> {
        let (_, own) = self.in_session(session).await?;
        Ok(facts(&self.to_share(&own, choice)))
    }

    async fn share(&self, session: &str, choice: &PictureChoice) -> Result<String, Refusal> {
        let (session, own) = self.in_session(session).await?;
        let mut random = [0; ShareId::BYTES];
        self.entropy.fill(&mut random);
        let (id, now) = (ShareId::new(random), self.clock.now());
        let sharing = Sharing {
            session,
            id,
            content: self.to_share(&own, choice),
            ends: now.plus(self.rules.share_life),
            most: LINKS_A_DAY,
            witness: self.own_witness(&own, self.secrets.share_pseudonym(self.secrets.share_key(id))),
            now,
        };
        match self.store.share(sharing).await.map_err(|error| self.failed(&error))? {
            Shared::Made(_) => Ok(id.to_text()),
            Shared::TooMany => Err(Refusal::blaming(Field::Picture, ErrorCode::RateLimited, "graphic-error-many")),
            Shared::Over => Err(Refusal::of(ErrorCode::VerificationNotFound)),
        }
    }

    async fn shares(&self, session: &str) -> Result<Vec<OwnShare>, Refusal> {
        let over = || Refusal::of(ErrorCode::VerificationNotFound);
        let session = SessionId::parse(session).ok_or_else(over)?;
        let shares = self.store.shares(session, self.clock.now()).await.map_err(|error| self.failed(&error))?;
        Ok(shares.ok_or_else(over)?.iter().map(own_share).collect())
    }

    async fn unshare(&self, session: &str, key: &str) -> Result<(), Refusal> {
        let (session, own) = self.in_session(session).await?;
        let key = ShareKey::parse(key).ok_or_else(|| Refusal::of(ErrorCode::InvalidRequest))?;
        let witness = self.own_witness(&own, self.secrets.share_pseudonym(key));
        let now = self.clock.now();
        self.store.unshare(session, key, witness, now).await.map_err(|error| self.failed(&error))?;
        Ok(())
    }

    async fn shared(&self, id: &str) -> Result<Option<BadgeFacts>, Refusal> {
        let Some(id) = ShareId::parse(id) else { return Ok(None) };
        let share = self.store.shared(id, self.clock.now()).await.map_err(|error| self.failed(&error))?;
        Ok(share.map(|share| facts(&share.content)))
    }

    async fn make_pass(&self, session: &str, choice: &PassChoice) -> Result<OwnPass, Refusal> {
        let (_, own) = self.in_session(session).await?;
        let claims = self.claims(&own, choice)?;
        let witness = self.own_witness(&own, self.secrets.pass_pseudonym(claims.id()));
        let pass = NewPass { person: own.person(), claims, most: MOST_PASSES, witness };
        match self.store.add_pass(pass).await.map_err(|error| self.failed(&error))? {
            PassAdded::Added(stored) => self.own_pass(&stored),
            PassAdded::TooMany => Err(Refusal::blaming(Field::Pass, ErrorCode::RateLimited, "pass-error-many")),
        }
    }

    async fn passes(&self, session: &str) -> Result<OwnPasses, Refusal> {
        let (_, own) = self.in_session(session).await?;
        let stored =
            self.store.passes_of(own.person(), self.clock.wall()).await.map_err(|error| self.failed(&error))?;
        let passes = stored.iter().map(|pass| self.own_pass(pass)).collect::<Result<_, _>>()?;
        Ok(OwnPasses { passes, lifetimes: self.lifetimes().into_iter().map(u32::from).collect() })
    }

    async fn revoke_pass(&self, session: &str, id: &str) -> Result<(), Refusal> {
        let (_, own) = self.in_session(session).await?;
        let id = PassId::parse(id).ok_or_else(|| Refusal::of(ErrorCode::InvalidRequest))?;
        let witness = self.own_witness(&own, self.secrets.pass_pseudonym(id));
        let now = self.clock.wall();
        self.store.revoke_pass(own.person(), id, witness, now).await.map_err(|error| self.failed(&error))?;
        Ok(())
    }
}

impl StatusService {
    /// What a badge shows of the person: the status of today, and what was chosen.
    fn to_share(&self, own: &Own, choice: &PictureChoice) -> ShareContent {
        let name = first_name(&own.record().name);
        ShareContent {
            status: self.status_of(own).code(),
            as_of: self.clock.now().date(),
            language: Language::negotiate(Some(&choice.language), None),
            name: (choice.named && !name.is_empty()).then(|| name.chars().take(NAME_LETTERS).collect()),
        }
    }

    fn status_of(&self, own: &Own) -> Status {
        Rules::builtin().assess(&own.record().doses, self.clock.wall().date()).status
    }

    /// What a pass is to say.
    fn claims(&self, own: &Own, choice: &PassChoice) -> Result<PassClaims, Refusal> {
        let invalid = |key| Refusal::blaming(Field::Pass, ErrorCode::InvalidRequest, key);
        let record = own.record();
        let minutes: Option<u16> = choice.minutes.parse().ok();
        let lifetime = minutes
            .filter(|minutes| self.lifetimes().contains(minutes))
            .and_then(Lifetime::from_minutes)
            .ok_or_else(|| invalid("pass-error-lifetime"))?;
        let name = match choice.name.as_str() {
            "first" => Some(PassName::first(&record.name)),
            "initials" => Some(PassName::initials(&record.name)),
            _ => None,
        };
        let name = name.transpose().map_err(|_| invalid("pass-error-name"))?;
        let mut id = [0; PassId::BYTES];
        self.entropy.fill(&mut id);
        let claims = PassClaims::new(PassId::new(id), Env::Live, self.status_of(own), self.clock.wall(), lifetime);
        let claims = claims.map_err(|error| {
            tracing::error!(%error, "the clock is wrong");
            Refusal::of(ErrorCode::ServiceUnavailable)
        })?;
        Ok(claims.with_name(name).with_birth_year(choice.birth_year.then_some(record.birth_year)))
    }

    /// Minutes that a pass may be good for, up to the operator's limit, which is one of them.
    fn lifetimes(&self) -> Vec<u16> {
        let limit = self.rules.pass_limit.minutes();
        let mut lifetimes: Vec<u16> = LIFETIMES.into_iter().filter(|minutes| *minutes < limit).collect();
        lifetimes.push(limit);
        lifetimes
    }

    /// A stored pass, signed, for its owner.
    fn own_pass(&self, stored: &StoredPass) -> Result<OwnPass, Refusal> {
        let code = self.signer.sign_pass(stored).map_err(|error| {
            tracing::error!(%error, "a pass was not signed");
            Refusal::of(ErrorCode::ServiceUnavailable)
        })?;
        let claims = stored.claims();
        let (hour, minute) = claims.expires().clock();
        Ok(OwnPass {
            id: claims.id().to_string(),
            status: claims.status().code(),
            name: claims.name().map(|name| name.as_str().to_owned()),
            birth_year: claims.birth_year().map(domain::person::BirthYear::get),
            ends: (claims.expires().date().to_string(), format!("{hour:02}:{minute:02}")),
            code,
        })
    }
}

fn own_share(share: &Share) -> OwnShare {
    OwnShare {
        key: share.key.to_text(),
        made: share.made.date().to_string(),
        ends: share.ends.date().to_string(),
        facts: facts(&share.content),
    }
}

fn facts(content: &ShareContent) -> BadgeFacts {
    BadgeFacts {
        status: content.status,
        as_of: content.as_of.to_string(),
        language: content.language.code().to_owned(),
        name: content.name.clone(),
    }
}
