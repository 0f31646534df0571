//! `kyvs webhooks`: messages to providers' servers.

use anyhow::{Context, Result, bail};
use domain::{
    provider::Provider,
    webhook::{Event, EventKind, public_key},
};
use serde::Serialize;

use super::{open, output};
use crate::{
    config::Config,
    ports::{
        Acting, Clock as _, Entropy as _, Replay, Store as _, WebhookFailure, WebhookId, WebhookQueue as _, WebhookRow,
        parse_webhook_id, webhook_id_text,
    },
    system::{OsEntropy, SystemClock},
    webhooks::{Answer, Courier},
};

/// Messages that are listed; whoever has more looks at the metrics.
const MOST: usize = 1_000;

/// Flags of `kyvs webhooks`.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// List the messages that wait, or those that were given up
    List(List),
    /// Send messages again: one, or all that were given up. The running service does it
    Replay(Again),
    /// Send a provider a message that says nothing, now, and tell what came of it
    Test {
        /// Its id, prv_…
        provider: String,
    },
    /// Show the key that receivers verify messages with
    Key,
}

#[derive(clap::Args)]
struct List {
    /// Those that were given up; they are kept for 30 days
    #[arg(long)]
    dead: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct Again {
    /// Id of the message, msg_…
    #[arg(required_unless_present = "all_dead", conflicts_with = "all_dead")]
    id: Option<String>,
    /// All that were given up
    #[arg(long)]
    all_dead: bool,
    /// Of these, those to one provider, prv_…
    #[arg(long, value_name = "ID", requires = "all_dead")]
    provider: Option<String>,
}

/// A message as it is shown.
#[derive(Serialize)]
struct Shown {
    id: String,
    provider: String,
    r#type: &'static str,
    about: String,
    happened: String,
    attempts: u32,
    /// `null` when it was given up.
    next_attempt: Option<String>,
    /// `null` while nothing has gone wrong.
    last_outcome: Option<String>,
    /// `null` while it waits.
    given_up: Option<String>,
}

impl From<WebhookRow> for Shown {
    fn from(row: WebhookRow) -> Self {
        Self {
            id: webhook_id_text(row.id),
            provider: row.provider,
            r#type: row.event.kind.as_str(),
            about: row.event.id,
            happened: output::moment(row.event.at),
            attempts: row.attempts,
            next_attempt: row.died.is_none().then(|| output::moment(row.due)),
            last_outcome: row.reason,
            given_up: row.died.map(output::moment),
        }
    }
}

/// Runs the command.
pub async fn run(args: Args, config: &Config) -> Result<()> {
    match args.what {
        What::List(args) => list(&args, config).await,
        What::Replay(args) => replay(args, config).await,
        What::Test { provider } => test(&provider, config).await,
        What::Key => Ok(output::line(public_key(&open::secrets(config)?.webhook_key().verifying_key()))?),
    }
}

async fn list(args: &List, config: &Config) -> Result<()> {
    let rows = open::store(config)?.webhooks(args.dead, MOST).await?;
    let shown: Vec<Shown> = rows.into_iter().map(Shown::from).collect();
    if args.json {
        return output::json(&shown);
    }
    for Shown { id, provider, r#type, attempts, next_attempt, last_outcome, given_up, .. } in &shown {
        let outcome = last_outcome.as_deref().unwrap_or("-");
        let when = match (given_up, next_attempt) {
            (Some(at), _) => format!("given up {at}"),
            (None, at) => format!("next {}", at.as_deref().unwrap_or("-")),
        };
        output::line(format!("{id}  {provider}  {type:<22}  {attempts:>2} attempt(s)  {outcome}  {when}"))?;
    }
    Ok(())
}

async fn replay(args: Again, config: &Config) -> Result<()> {
    let which = match &args.id {
        None => Replay::Dead(args.provider),
        Some(text) => match parse_webhook_id(text) {
            Some(id) => Replay::One(id),
            None => bail!("{text:?} is not the id of a message; see them with: kyvs webhooks list --dead"),
        },
    };
    let one = matches!(which, Replay::One(_));
    let replayed = open::store(config)?.replay_webhooks(which, Acting::now(&SystemClock, &OsEntropy)).await?;
    if one && replayed == 0 {
        bail!("there is no such message: it has arrived, or was given up more than 30 days ago");
    }
    Ok(output::line(format!("{replayed} message(s) are sent again by the running service"))?)
}

async fn test(id: &str, config: &Config) -> Result<()> {
    let secrets = open::secrets(config)?;
    let courier = Courier::new(&config.webhooks, &secrets)?;
    let Some(provider) = open::store_with(config, secrets)?.provider(id).await? else {
        return super::provider::unknown(id);
    };
    let Provider { webhook: Some(webhook), .. } = provider else {
        bail!("{id} is told nothing; set where with: kyvs provider edit {id} --webhook https://…");
    };
    let now = SystemClock.now();
    let mut random = [0; 16];
    OsEntropy.fill(&mut random);
    let message = webhook_id_text(WebhookId::new(now, random));
    let event = Event { kind: EventKind::Test, at: now, id: message.clone(), reference: None };
    match courier.send(&webhook.url, &message, now, &event.payload(id)).await {
        Answer::Arrived => Ok(output::line(format!("{message} has arrived at {}", webhook.url))?),
        Answer::Gone => bail!("{} answered that it takes no messages any more (status 410)", webhook.url),
        Answer::Failed { why: WebhookFailure::AddressRefused, .. } => bail!(
            "{} leads to an address that is not of the public internet; see webhooks.allow_private for trials",
            webhook.url
        ),
        Answer::Failed { why, .. } => {
            Err(anyhow::anyhow!("{}: {}", webhook.url, why.text())).context("it did not arrive")
        }
    }
}
