//! Values that stories are made of: people, doses, messages, consents, claims.

use domain::{
    algorithm::Algorithm,
    consent::Consent,
    mobile::Mobile,
    person::{BirthYear, Gender, Person, ReferenceId},
    provider::{Env, Purpose, Scopes},
    result::Claims,
    time::Timestamp,
    vaccination::{DoseEvent, ProductId, Reason, Status},
};
use server::{
    ports::{Ask, KeyState, SigningKeyRow, Sms},
    store::Redeemed,
};

use crate::kit::Run;

pub(crate) fn mobile(text: &str) -> Mobile {
    Mobile::parse(text).unwrap()
}

pub(crate) fn dose(number: u8, date: &str) -> DoseEvent {
    DoseEvent {
        dose: number,
        total: Some(2),
        product: ProductId::parse("covishield").unwrap(),
        regimen: None,
        date: date.parse().unwrap(),
        batch: Some("B-4121".into()),
        facility: Some("City Hospital".into()),
    }
}

pub(crate) fn person(reference: &str, name: &str, of_mobile: &str, doses: Vec<DoseEvent>) -> Person {
    Person {
        reference_id: ReferenceId::parse(reference).unwrap(),
        name: name.into(),
        mobile: mobile(of_mobile),
        birth_year: BirthYear::new(1980).unwrap(),
        gender: Gender::Male,
        doses,
    }
}

pub(crate) fn signing_key(kid: &str, seed: u8, created: Timestamp) -> SigningKeyRow {
    let state = if seed == 1 { KeyState::Active } else { KeyState::Next };
    SigningKeyRow {
        kid: kid.into(),
        state,
        since: created,
        algorithm: Algorithm::EdDsa,
        seed: [seed; 32].into(),
        created,
    }
}

pub(crate) fn ask(run: &Run) -> Ask {
    Ask {
        provider: run.provider.clone(),
        origin: run.origin.clone(),
        purpose: "check-in".into(),
        scopes: Scopes::STATUS,
        nonce: Some("n-1".into()),
        reference: None,
        lang: "en".into(),
        as_of: Some(run.id.time().date()),
    }
}

pub(crate) fn sms(to: &Mobile, code: &str) -> Sms {
    Sms {
        to: to.e164().into(),
        text: format!("{code} is your code. Ref KD"),
        template: "code".into(),
        lang: "en".into(),
    }
}

pub(crate) fn consent(run: &Run, receipt: &str, given: Timestamp) -> Consent {
    Consent {
        receipt: receipt.into(),
        provider_id: run.provider.clone(),
        purpose: Purpose::parse("check-in").unwrap(),
        scopes: Scopes::STATUS,
        lang: "en".into(),
        given,
        origin: Some(run.origin.clone()),
    }
}

pub(crate) fn claims(redeemed: &Redeemed, jti: &str, provider: &str, receipt: &str, at: Timestamp) -> Claims {
    let doses = &redeemed.vaccinations().doses;
    Claims {
        iss: "https://status.example".into(),
        aud: provider.into(),
        jti: jti.into(),
        iat: at.as_seconds(),
        nbf: at.as_seconds(),
        exp: at.as_seconds() + 300,
        auth_time: at.as_seconds(),
        amr: Claims::amr_sms(),
        env: Env::Live,
        origin: Some(redeemed.ask().origin.clone()),
        nonce: redeemed.ask().nonce.clone(),
        purpose: Purpose::parse(&redeemed.ask().purpose).unwrap(),
        reference: None,
        sub: "pairwise".into(),
        name: redeemed.typed().full_name.clone(),
        mobile: redeemed.typed().mobile.masked(),
        vaccination_status: if doses.len() == 2 { Status::Fully } else { Status::Partially },
        status_reason: Reason::SeriesComplete,
        as_of: at.date(),
        rule_version: "1".into(),
        flags: Vec::new(),
        events: None,
        birth_year: None,
        gender: None,
        consent: receipt.into(),
    }
}
