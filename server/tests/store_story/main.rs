//! The story that every store must tell alike: the contract of `server::ports::Store`, run on each adapter, and below it
//! what only the one on disk can show.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod anchor;
mod audit;
mod codes;
mod damage;
mod disk;
mod history;
mod idempotency;
mod kit;
mod limits;
mod master_key;
mod messages;
mod models;
mod own;
mod owned;
mod passes;
mod presenting;
mod provider_keys;
mod providers;
mod quotas;
mod registry;
mod registry_disk;
mod retention;
mod rotation;
mod shares;
mod usage;
mod values;
mod webhooks;

/// Runs each story of a module on every adapter.
macro_rules! on_every_store {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $story() {
                super::$story(crate::kit::Rig::on_sqlite()).await;
            })+
        }
        mod in_memory {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $story() {
                super::$story(crate::kit::Rig::in_memory()).await;
            })+
        }
    };
}
pub(crate) use on_every_store;
