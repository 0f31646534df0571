//! `kyvs provider add`.

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow, bail};
use domain::{
    algorithm::Algorithm,
    names::Level,
    origin::Origin,
    provider::{Env, Provider, Purpose, Quotas, Scope, Scopes},
    time::Timestamp,
    webhook::{Webhook, WebhookUrl},
};
use serde_json::json;

use super::{algorithm, unknown};
use crate::{
    command::{open, output},
    config::Config,
    ports::{Acting, Clock, Entropy, Store},
    system::{OsEntropy, SystemClock},
};

/// Characters of ids and keys: Crockford's, without letters that look like digits; selected as one word by a double click.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters of a message's variable (see [`crate::config::Texts`]).
const SMS_VARIABLE: usize = 40;

/// Flags of `kyvs provider add`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Name as people know it; pages and messages say that this one asks
    #[arg(long)]
    name: String,
    #[command(flatten)]
    names: Names,
    /// Origin of a page that embeds the check; may be given several times
    #[arg(long = "origin", value_name = "https://HOST", required_unless_present_any = ["own_otp_screen", "parent"])]
    origins: Vec<String>,
    /// What it may ask for, such as check-in, booking, boarding, entry, employment; several times
    #[arg(long = "purpose", value_name = "PURPOSE", required_unless_present = "parent")]
    purposes: Vec<String>,
    /// What it may learn: status (always), events, demographics; several times
    #[arg(long = "scope", value_name = "SCOPE", value_parser = ["status", "events", "demographics"])]
    scopes: Vec<String>,
    /// How the typed name is compared with the registered one
    #[arg(long, default_value = "exact", value_parser = ["exact", "tolerant"])]
    name_match: String,
    /// Its own screens take the code, and its server confirms with it through the API
    #[arg(long)]
    own_otp_screen: bool,
    /// Where the full page may lead back to; several times
    #[arg(long = "return-url", value_name = "URL")]
    return_urls: Vec<String>,
    /// Last day on which it is answered, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    expires: Option<jiff::civil::Date>,
    /// Provider that it is a part of, prv_…: what is not given is taken over, and nothing may go beyond it
    #[arg(long, value_name = "ID")]
    parent: Option<String>,
    /// Verifications that it may begin in 24 hours
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    quota_day: Option<u32>,
    /// Different people that it may ask for in an hour
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    quota_people_hour: Option<u32>,
    /// How its results are signed: ES256 is for a stack without Ed25519; a part takes over its parent's
    #[arg(long, value_name = "EdDSA|ES256")]
    alg: Option<Algorithm>,
    /// Where its server is told what happened: https://…
    #[arg(long, value_name = "URL")]
    webhook: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// The name in other languages.
#[derive(clap::Args)]
pub(super) struct Names {
    /// Name in Hindi (likewise gu, mr, bn, ta, te, kn, ml, pa, or, as)
    #[arg(long = "name-hi", value_name = "NAME")]
    hi: Option<String>,
    #[arg(long = "name-gu", value_name = "NAME", hide = true)]
    gu: Option<String>,
    #[arg(long = "name-mr", value_name = "NAME", hide = true)]
    mr: Option<String>,
    #[arg(long = "name-bn", value_name = "NAME", hide = true)]
    bn: Option<String>,
    #[arg(long = "name-ta", value_name = "NAME", hide = true)]
    ta: Option<String>,
    #[arg(long = "name-te", value_name = "NAME", hide = true)]
    te: Option<String>,
    #[arg(long = "name-kn", value_name = "NAME", hide = true)]
    kn: Option<String>,
    #[arg(long = "name-ml", value_name = "NAME", hide = true)]
    ml: Option<String>,
    #[arg(long = "name-pa", value_name = "NAME", hide = true)]
    pa: Option<String>,
    #[arg(long = "name-or", value_name = "NAME", hide = true)]
    odia: Option<String>,
    #[arg(long = "name-as", value_name = "NAME", hide = true)]
    assamese: Option<String>,
}

impl Names {
    /// Names by language code.
    pub(super) fn checked(self) -> Result<BTreeMap<String, String>> {
        [
            ("hi", self.hi),
            ("gu", self.gu),
            ("mr", self.mr),
            ("bn", self.bn),
            ("ta", self.ta),
            ("te", self.te),
            ("kn", self.kn),
            ("ml", self.ml),
            ("pa", self.pa),
            ("or", self.odia),
            ("as", self.assamese),
        ]
        .into_iter()
        .filter_map(|(lang, name)| Some((lang, name?)))
        .map(|(lang, name)| Ok((lang.to_owned(), checked_name(&format!("--name-{lang}"), &name)?)))
        .collect()
    }
}

/// Runs the command.
pub(super) async fn run(args: Args, config: &Config) -> Result<()> {
    let json = args.json;
    let (parent_id, given) = (args.parent.clone(), Given { scopes: !args.scopes.is_empty(), alg: args.alg.is_some() });
    let provider = provider(args)?;
    let secrets = open::secrets(config)?;
    let secret_key = random("sk_live_", 48);
    let hash = secrets.hash_secret_key(&secret_key);
    let store = open::store_with(config, secrets)?;
    let provider = match parent_id {
        None => provider,
        Some(id) => match store.provider(&id).await? {
            Some(parent) => part_of(&parent, provider, given)?,
            None => return unknown(&id),
        },
    };
    algorithm::make_keys(&store, provider.algorithm).await?;
    store
        .add_provider(&provider, hash, Acting::now(&SystemClock, &OsEntropy))
        .await
        .context("the provider cannot be stored")?;
    note_long_names(&provider);
    if json {
        return output::json(&json!({
            "provider_id": provider.id,
            "site_key": provider.site_key,
            "secret_key": secret_key,
        }));
    }
    output::line(format!("provider_id  {}", provider.id))?;
    output::line(format!("site_key     {}", provider.site_key))?;
    output::line(format!("secret_key   {secret_key}"))?;
    output::note("Keep the secret key now: it is shown this once, and only its hash is stored.");
    Ok(())
}

/// Messages have little room.
pub(super) fn note_long_names(provider: &Provider) {
    for name in std::iter::once(&provider.name).chain(provider.names.values()) {
        if name.chars().count() > SMS_VARIABLE {
            output::note(format!("note: messages show the first {SMS_VARIABLE} characters of the name {name:?}"));
        }
    }
}

fn provider(args: Args) -> Result<Provider> {
    let now = SystemClock.now();
    let expires = args.expires.map(|day| last_day(day, now)).transpose()?;
    Ok(Provider {
        id: random("prv_", 16),
        site_key: random("pk_live_", 26),
        name: checked_name("--name", &args.name)?,
        names: args.names.checked()?,
        origins: args.origins.iter().map(|text| origin(text)).collect::<Result<_>>()?,
        purposes: args.purposes.iter().map(|text| purpose(text)).collect::<Result<_>>()?,
        scopes: args.scopes.iter().map(|text| scope(text)).collect::<Result<Scopes>>()?,
        own_otp_screen: args.own_otp_screen,
        name_match: if args.name_match == "tolerant" { Level::Tolerant } else { Level::Exact },
        return_urls: args.return_urls.iter().map(|text| return_url(text)).collect::<Result<_>>()?,
        expires,
        suspended: false,
        created: now,
        env: Env::Live,
        parent: args.parent,
        quotas: Quotas { day: args.quota_day, people_hour: args.quota_people_hour },
        algorithm: args.alg.unwrap_or_default(),
        webhook: args.webhook.as_deref().map(webhook).transpose()?,
    })
}

/// What cannot be told from a default.
#[derive(Clone, Copy)]
struct Given {
    scopes: bool,
    alg: bool,
}

/// A part of a provider: what was not given is the parent's, and nothing goes beyond it.
fn part_of(parent: &Provider, part: Provider, given: Given) -> Result<Provider> {
    let part = Provider {
        origins: if part.origins.is_empty() { parent.origins.clone() } else { part.origins },
        purposes: if part.purposes.is_empty() { parent.purposes.clone() } else { part.purposes },
        algorithm: if given.alg { part.algorithm } else { parent.algorithm },
        scopes: if given.scopes { part.scopes } else { parent.scopes },
        expires: part.expires.or(parent.expires),
        ..part
    };
    part.fits_under(parent)?;
    Ok(part)
}

/// A prefix and random characters, 5 bits each.
pub(crate) fn random(prefix: &str, length: usize) -> String {
    let mut bytes = vec![0; length];
    OsEntropy.fill(&mut bytes);
    let random = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)]));
    prefix.chars().chain(random).collect()
}

pub(super) fn checked_name(flag: &str, name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
        bail!("{flag} is a name of 1 to 60 characters");
    }
    Ok(name.to_owned())
}

pub(super) fn origin(text: &str) -> Result<Origin> {
    Origin::parse(text).map_err(|error| {
        anyhow!("--origin {text:?}: {error}; write https://HOST, without a path (http:// for localhost only)")
    })
}

pub(super) fn purpose(text: &str) -> Result<Purpose> {
    Purpose::parse(text)
        .map_err(|_| anyhow!("--purpose {text:?} is not a word of a-z, 0-9 and dashes, such as check-in"))
}

pub(super) fn scope(text: &str) -> Result<Scope> {
    match text {
        "status" => Ok(Scope::Status),
        "events" => Ok(Scope::Events),
        "demographics" => Ok(Scope::Demographics),
        _ => Err(anyhow!("--scope is status, events or demographics")),
    }
}

/// An address to lead back to: its origin is one that a page can have, and it has no fragment, which would swallow the answer.
pub(super) fn return_url(text: &str) -> Result<String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\#@".contains(&byte));
    let start = text.find("://").map_or(0, |at| at + 3);
    let host_ends = text[start..].find(['/', '?']).map_or(text.len(), |at| start + at);
    if !plain || Origin::parse(&text[..host_ends]).is_err() {
        bail!("--return-url {text:?} is not an https:// address without a fragment (http:// for localhost only)");
    }
    Ok(text.to_owned())
}

/// Where its server is told what happened.
pub(super) fn webhook(text: &str) -> Result<Webhook> {
    let url = WebhookUrl::parse(text).map_err(|error| anyhow!("--webhook {text:?}: {error}"))?;
    Ok(Webhook::new(url))
}

/// The end of a day that is not over.
pub(super) fn last_day(day: jiff::civil::Date, now: Timestamp) -> Result<Timestamp> {
    let end = end_of_day(day)?;
    if end > now { Ok(end) } else { bail!("--expires is in the past") }
}

/// The end of a day in India.
fn end_of_day(date: jiff::civil::Date) -> Result<Timestamp> {
    let offset = jiff::tz::Offset::from_seconds(19_800).context("the offset of India")?;
    let midnight = date.tomorrow().context("--expires is too far away")?.at(0, 0, 0, 0);
    Ok(Timestamp::from_millis(offset.to_timestamp(midnight)?.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_keys_are_long_and_differ() {
        let (one, other) = (random("sk_live_", 48), random("sk_live_", 48));
        assert_ne!(one, other);
        assert_eq!(one.len(), 56);
        assert!(one["sk_live_".len()..].bytes().all(|byte| ALPHABET.contains(&byte)));
        let distinct: std::collections::BTreeSet<_> = ALPHABET.iter().collect();
        assert_eq!(distinct.len(), 32);
    }

    #[test]
    fn a_day_ends_at_midnight_in_india() {
        let end = end_of_day(jiff::civil::date(2026, 12, 31)).unwrap();
        assert_eq!(output::moment(end), "2026-12-31T18:30:00Z");
    }

    #[test]
    fn return_urls_are_whole_addresses() {
        for good in ["https://a.example/back?x=1", "https://a.example", "http://localhost:3000/back"] {
            assert!(return_url(good).is_ok(), "{good}");
        }
        for bad in
            ["http://a.example/", "https://a.example/#x", "https://u@a.example/", "javascript:x", "/back", "https:///x"]
        {
            assert!(return_url(bad).is_err(), "{bad}");
        }
    }
}
