//! `kyvs provider set-alg`: how a provider's results are signed.

use anyhow::{Context, Result, bail};
use domain::{
    algorithm::Algorithm,
    provider::Provider,
    signing_keys::{KeyState, is_known},
};

use super::unknown;
use crate::{
    command::{open, output},
    config::Config,
    ports::{Acting, Store},
    signing,
    system::{OsEntropy, SystemClock},
};

/// Flags of `kyvs provider set-alg`.
#[derive(clap::Args)]
#[command(
    long_about = "The key set has keys for both algorithms as soon as one provider needs them. Refused while verifiers may still \
                  have a key set without the new key: five minutes."
)]
pub(super) struct Args {
    /// Its id, prv_…
    id: String,
    /// ES256 is for a stack without Ed25519
    #[arg(value_name = "EdDSA|ES256")]
    algorithm: Algorithm,
    /// At once, even though verifiers may not have the key yet
    #[arg(long)]
    now: bool,
}

/// Runs the command.
pub(super) async fn run(args: &Args, config: &Config) -> Result<()> {
    let Args { id, algorithm, now } = args;
    let store = open::store(config)?;
    let Some(before) = store.provider(id).await? else { return unknown(id) };
    if before.algorithm == *algorithm {
        return Ok(output::line(format!("results for {id} are signed with {algorithm} already"))?);
    }
    make_keys(&store, *algorithm).await?;
    let act = acting();
    let published = store.signing_keys().await?.into_iter().filter(|row| row.algorithm == *algorithm);
    let active = published.filter(|row| row.state == KeyState::Active).map(|row| row.created).max();
    let active =
        active.context("there is no active signing key; make the next one sign with: kyvs keys rotate --now")?;
    if !now && let Err(not_yet) = is_known(active, act.now) {
        bail!(
            "the signing key for {algorithm} is published, and verifiers may not have it yet: run this again from {} on, or with \
             --now, at the price of results that some cannot verify for five minutes",
            output::moment(not_yet.from)
        );
    }
    if !store.change_provider(&before, &Provider { algorithm: *algorithm, ..before.clone() }, act).await? {
        bail!("another command has changed {id} at the same moment; look at it with: kyvs provider show {id}");
    }
    Ok(output::line(format!("results for {id} are signed with {algorithm} from now on"))?)
}

/// Makes the first keys for an algorithm, unless there are some. Those of the usual one come from `kyvs keys init`.
pub(super) async fn make_keys(store: &dyn Store, algorithm: Algorithm) -> Result<()> {
    let there = store.signing_keys().await?.iter().any(|row| row.algorithm == algorithm);
    if algorithm == Algorithm::default() || there {
        return Ok(());
    }
    signing::rotate(store, &OsEntropy, algorithm, acting(), true).await.context("the signing keys cannot be stored")?;
    output::note(format!("The first signing keys for {algorithm} are made and published."));
    Ok(())
}

fn acting() -> Acting {
    Acting::now(&SystemClock, &OsEntropy)
}
