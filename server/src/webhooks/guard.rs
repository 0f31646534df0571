//! Keeps messages out of the network that the service runs in. Names are resolved here and nowhere else, and every address is
//! looked at before it is connected to, so that a name that leads elsewhere a moment later leads nowhere.

use std::net::{IpAddr, SocketAddr};

use domain::webhook::is_public;
use reqwest::{
    Url,
    dns::{Addrs, Name, Resolve, Resolving},
};

/// An address that is not of the public internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address is not of the public internet")]
pub(super) struct NotPublic;

/// Resolves names to addresses of the public internet.
pub(super) struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            // One closed address among open ones is a trick or a mistake: none is used then.
            if found.iter().all(|address| is_public(address.ip())) {
                Ok(Box::new(found.into_iter()) as Addrs)
            } else {
                Err(NotPublic.into())
            }
        })
    }
}

/// Whether an address may be asked for at all: https, and where the host is an address itself, which no resolver ever sees, a
/// public one.
pub(super) fn check(url: &Url) -> Result<(), NotPublic> {
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    let is_open = host.parse::<IpAddr>().map_or(!host.is_empty(), is_public);
    if url.scheme() == "https" && is_open { Ok(()) } else { Err(NotPublic) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_written_out_are_looked_at_however_they_are_spelled() {
        let check = |text: &str| check(&Url::parse(text).unwrap());
        for good in ["https://hotel.example/x", "https://1.1.1.1/", "https://[2606:4700::1111]:8443/"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in [
            "http://hotel.example/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://0x7f000001/",
            "https://2130706433/",
            "https://0177.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://169.254.169.254/latest/",
        ] {
            assert_eq!(check(bad), Err(NotPublic), "{bad}");
        }
    }

    #[tokio::test]
    async fn a_name_of_this_machine_is_not_resolved() {
        let refused = PublicOnly.resolve("localhost".parse().unwrap()).await.err().unwrap();
        assert_eq!(refused.downcast_ref::<NotPublic>(), Some(&NotPublic));
    }
}
