//! What anyone may be told of a text that somebody shows: whether it is a result or a pass of this service, and what it says.
//!
//! The page where people paste such texts asks this in the browser, and the server asks it for browsers without scripts.

use serde::Serialize;

use crate::{
    jws::{self, Expectation, VerifyError},
    keyset::KeySet,
    pass::{self, PassClaims, PassName, Trust, Verdict},
    person::BirthYear,
    provider::Env,
    result::{Claims, EventClaim},
    time::Timestamp,
    vaccination::Status,
};

/// A world, live or test, as far as it is known to a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    /// Who signs results there.
    pub issuer: String,
    /// What passes and results are checked against.
    pub trust: Trust,
}

/// For whom a result should be, and what it should answer. `None` does not look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'w> {
    /// A provider's id.
    pub audience: Option<&'w str>,
    /// The nonce it must echo.
    pub nonce: Option<&'w str>,
}

/// What is found, and what may be shown of it. Nothing is shown of what is not genuine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Which answer.
    pub answer: Answer,
    /// Whether it belongs to test mode.
    pub test: bool,
    /// 0, 1 or 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// What else it says, in the order in which it is shown.
    pub facts: Vec<(Fact, Value)>,
}

/// The answers. The words are the names of their texts and marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// A pass, good now.
    Genuine,
    /// Neither a pass nor a result.
    NotAPass,
    /// A pass that this service never signed.
    BadSignature,
    /// A pass whose time is over.
    Expired,
    /// A pass from the future.
    NotYet,
    /// A pass that was taken back.
    Revoked,
    /// A pass about which these keys cannot tell.
    KeysTooOld,
    /// A result, good now.
    ResultGenuine,
    /// A result whose time is over.
    ResultExpired,
    /// Not in the form of a result.
    ResultMalformed,
    /// A result that this service never signed.
    ResultForged,
    /// A result of another service, or of another world of this one.
    ResultElsewhere,
    /// A result that was made for somebody else.
    ResultAudience,
    /// A result that answers another question.
    ResultNonce,
    /// A result from the future.
    ResultNotYet,
}

impl Answer {
    /// All answers.
    pub const ALL: [Self; 15] = [
        Self::Genuine,
        Self::NotAPass,
        Self::BadSignature,
        Self::Expired,
        Self::NotYet,
        Self::Revoked,
        Self::KeysTooOld,
        Self::ResultGenuine,
        Self::ResultExpired,
        Self::ResultMalformed,
        Self::ResultForged,
        Self::ResultElsewhere,
        Self::ResultAudience,
        Self::ResultNonce,
        Self::ResultNotYet,
    ];

    /// The word of the answer, as it is serialised.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::NotAPass => "not-a-pass",
            Self::BadSignature => "bad-signature",
            Self::Expired => "expired",
            Self::NotYet => "not-yet",
            Self::Revoked => "revoked",
            Self::KeysTooOld => "keys-too-old",
            Self::ResultGenuine => "result-genuine",
            Self::ResultExpired => "result-expired",
            Self::ResultMalformed => "result-malformed",
            Self::ResultForged => "result-forged",
            Self::ResultElsewhere => "result-elsewhere",
            Self::ResultAudience => "result-audience",
            Self::ResultNonce => "result-nonce",
            Self::ResultNotYet => "result-not-yet",
        }
    }
}

/// What a pass or a result may say besides the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// The name.
    Name,
    /// The year of birth.
    BirthYear,
    /// The gender.
    Gender,
    /// The masked mobile.
    Mobile,
    /// Why the status is what it is.
    Reason,
    /// A mark on the status.
    Flag,
    /// A dose of the primary series.
    Dose,
    /// A precaution dose.
    PrecautionDose,
    /// The provider that a result was made for.
    Audience,
    /// What for.
    Purpose,
    /// The origin of the page that asked.
    Origin,
    /// The nonce of who asked.
    Nonce,
    /// The reference of who asked.
    Reference,
    /// The receipt of the consent.
    Consent,
    /// The day that the status is about.
    AsOf,
    /// When it was made.
    Issued,
    /// Until when it is good.
    Expires,
}

impl Fact {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Name,
        Self::BirthYear,
        Self::Gender,
        Self::Mobile,
        Self::Reason,
        Self::Flag,
        Self::Dose,
        Self::PrecautionDose,
        Self::Audience,
        Self::Purpose,
        Self::Origin,
        Self::Nonce,
        Self::Reference,
        Self::Consent,
        Self::AsOf,
        Self::Issued,
        Self::Expires,
    ];

    /// The word, as it is serialised.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::BirthYear => "birth-year",
            Self::Gender => "gender",
            Self::Mobile => "mobile",
            Self::Reason => "reason",
            Self::Flag => "flag",
            Self::Dose => "dose",
            Self::PrecautionDose => "precaution-dose",
            Self::Audience => "audience",
            Self::Purpose => "purpose",
            Self::Origin => "origin",
            Self::Nonce => "nonce",
            Self::Reference => "reference",
            Self::Consent => "consent",
            Self::AsOf => "as-of",
            Self::Issued => "issued",
            Self::Expires => "expires",
        }
    }
}

/// The value of a fact: words, or what the reader writes in their own way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Words.
    Text(String),
    /// Milliseconds since 1970.
    Moment(Timestamp),
    /// One of the pages' own words, by the key of its text.
    Word {
        /// The key.
        word: String,
    },
}

impl Found {
    fn only(answer: Answer) -> Self {
        Self { answer, test: false, status: None, facts: Vec::new() }
    }

    /// What is shown for a pass.
    pub fn of_pass(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::NotAPass => Self::only(Answer::NotAPass),
            Verdict::BadSignature => Self::only(Answer::BadSignature),
            Verdict::NotYet => Self::only(Answer::NotYet),
            Verdict::KeysTooOld => Self::only(Answer::KeysTooOld),
            Verdict::Genuine(claims) => {
                let name = claims.name().map(PassName::as_str);
                let birth_year = claims.birth_year().map(BirthYear::get);
                Self {
                    status: Some(claims.status()),
                    facts: [texts(&[(Fact::Name, name)]), year(birth_year), times(claims)].concat(),
                    ..Self::of_spent(Answer::Genuine, claims)
                }
            }
            Verdict::Expired(claims) => Self::of_spent(Answer::Expired, claims),
            Verdict::Revoked(claims) => Self::of_spent(Answer::Revoked, claims),
        }
    }

    /// Of a pass that is good no more nobody needs to know more than when it was.
    fn of_spent(answer: Answer, claims: &PassClaims) -> Self {
        Self { test: claims.env() == Env::Test, facts: times(claims), ..Self::only(answer) }
    }

    fn of_result(answer: Answer, claims: &Claims) -> Self {
        let times = [
            (Fact::Issued, Value::Moment(Timestamp::from_seconds(claims.iat))),
            (Fact::Expires, Value::Moment(claims.expires_at())),
        ];
        Self {
            answer,
            test: claims.env == Env::Test,
            status: Some(claims.vaccination_status),
            facts: [person(claims), grounds(claims), asked(claims), times.to_vec()].concat(),
        }
    }
}

/// Who a result is about.
fn person(claims: &Claims) -> Vec<(Fact, Value)> {
    let gender = claims.gender.map(|gender| (Fact::Gender, word("gender", gender.code())));
    [
        texts(&[(Fact::Name, Some(claims.name.as_str()))]),
        year(claims.birth_year.map(BirthYear::get)),
        gender.into_iter().collect(),
        texts(&[(Fact::Mobile, Some(claims.mobile.as_str()))]),
    ]
    .concat()
}

/// Why its status is what it is, with the doses where they were shared.
fn grounds(claims: &Claims) -> Vec<(Fact, Value)> {
    let reason = (Fact::Reason, word("reason", claims.status_reason.as_str()));
    let flags = claims.flags.iter().map(|flag| (Fact::Flag, word("flag", flag.as_str())));
    let doses = claims.events.iter().flatten().map(dose);
    std::iter::once(reason).chain(flags).chain(doses).collect()
}

fn dose(event: &EventClaim) -> (Fact, Value) {
    let given = format!("{} · {}", event.product, event.date);
    let (fact, text) = match event {
        EventClaim { precaution: true, .. } => (Fact::PrecautionDose, given),
        EventClaim { dose, of: 0, .. } => (Fact::Dose, format!("{dose} · {given}")),
        EventClaim { dose, of, .. } => (Fact::Dose, format!("{dose}/{of} · {given}")),
    };
    (fact, Value::Text(text))
}

/// Who asked what, and what the person agreed to it with.
fn asked(claims: &Claims) -> Vec<(Fact, Value)> {
    let as_of = claims.as_of.to_string();
    texts(&[
        (Fact::Audience, Some(claims.aud.as_str())),
        (Fact::Purpose, Some(claims.purpose.as_str())),
        (Fact::Origin, claims.origin.as_deref()),
        (Fact::Nonce, claims.nonce.as_deref()),
        (Fact::Reference, claims.reference.as_deref()),
        (Fact::Consent, Some(claims.consent.as_str())),
        (Fact::AsOf, Some(as_of.as_str())),
    ])
}

fn word(kind: &str, name: &str) -> Value {
    Value::Word { word: format!("{kind}-{name}") }
}

fn texts(words: &[(Fact, Option<&str>)]) -> Vec<(Fact, Value)> {
    words.iter().filter_map(|(fact, text)| Some((*fact, Value::Text((*text)?.to_owned())))).collect()
}

fn year(birth_year: Option<u16>) -> Vec<(Fact, Value)> {
    birth_year.map(|year| (Fact::BirthYear, Value::Text(year.to_string()))).into_iter().collect()
}

fn times(claims: &PassClaims) -> Vec<(Fact, Value)> {
    vec![(Fact::Issued, Value::Moment(claims.issued())), (Fact::Expires, Value::Moment(claims.expires()))]
}

/// Looks at a text. What begins as a pass does is one; everything else is taken for a result. Without `test_mode` what belongs to
/// it is as any other that nobody signed.
pub fn inspect(text: &str, live: &World, test_mode: Option<&World>, wanted: Wanted<'_>, now: Timestamp) -> Found {
    if looks_like_a_pass(text) {
        return Found::of_pass(&pass::check(text, &live.trust, test_mode.map(|world| &world.trust), now));
    }
    let is_known = |keys: &KeySet| jws::key_id(text).is_some_and(|kid| keys.find(&kid).is_some());
    let (world, env) = match test_mode {
        Some(world) if is_known(&world.trust.keys) => (world, Env::Test),
        _ => (live, Env::Live),
    };
    let expect = Expectation { issuer: &world.issuer, audience: wanted.audience, nonce: wanted.nonce, env };
    let claims = match jws::authentic(text, &world.trust.keys, &expect) {
        Ok(claims) => claims,
        Err(error) => return Found::only(refusal(error)),
    };
    match jws::check_times(&claims, now) {
        Ok(()) => Found::of_result(Answer::ResultGenuine, &claims),
        Err(VerifyError::Expired) => Found::of_result(Answer::ResultExpired, &claims),
        Err(error) => Found::only(refusal(error)),
    }
}

fn looks_like_a_pass(text: &str) -> bool {
    let known = pass::text::PREFIX.chars();
    let mut seen = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase());
    known.into_iter().all(|c| seen.next() == Some(c))
}

fn refusal(error: VerifyError) -> Answer {
    match error {
        VerifyError::TooLarge
        | VerifyError::Malformed
        | VerifyError::DuplicateMember
        | VerifyError::WrongAlgorithm
        | VerifyError::WrongType
        | VerifyError::UnexpectedHeader => Answer::ResultMalformed,
        VerifyError::UnknownKey | VerifyError::BadSignature | VerifyError::WrongLifetime => Answer::ResultForged,
        VerifyError::WrongEnvironment | VerifyError::WrongIssuer => Answer::ResultElsewhere,
        VerifyError::WrongAudience => Answer::ResultAudience,
        VerifyError::WrongNonce => Answer::ResultNonce,
        VerifyError::NotYetValid => Answer::ResultNotYet,
        VerifyError::Expired => Answer::ResultExpired,
    }
}
