//! How much each address has at a time.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use super::client::counted_as;

/// Counts what is alive by address; an address with nothing has no entry.
#[derive(Debug)]
pub(super) struct PerAddress {
    most: u32,
    alive: Mutex<HashMap<IpAddr, u32>>,
}

impl PerAddress {
    /// At most so many an address; 0 is no limit.
    pub(super) fn new(most: u32) -> Arc<Self> {
        Arc::new(Self { most, alive: Mutex::default() })
    }

    /// A place for one more; `None` when the address has all it may have.
    pub(super) fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        if self.most == 0 {
            return Some(Place(None));
        }
        let address = counted_as(address);
        let mut alive = self.alive.lock().unwrap_or_else(PoisonError::into_inner);
        let now = alive.entry(address).or_default();
        if *now >= self.most {
            return None;
        }
        *now += 1;
        Some(Place(Some((Arc::clone(self), address))))
    }

    fn leave(&self, address: IpAddr) {
        let mut alive = self.alive.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(now) = alive.get_mut(&address) {
            *now -= 1;
            if *now == 0 {
                alive.remove(&address);
            }
        }
    }
}

/// One of the places of an address, given back when this is dropped.
#[derive(Debug)]
pub(super) struct Place(Option<(Arc<PerAddress>, IpAddr)>);

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((all, address)) = self.0.take() {
            all.leave(address);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_share_and_leaves_nothing_behind() {
        let all = PerAddress::new(2);
        let enter = |text: &str| all.enter(text.parse().unwrap());
        let (first, second) = (enter("198.51.100.1").unwrap(), enter("::ffff:198.51.100.1").unwrap());
        assert!(enter("198.51.100.1").is_none());
        let other = enter("198.51.100.2").unwrap();
        drop(first);
        drop((enter("198.51.100.1").unwrap(), second, other));
        assert!(all.alive.lock().unwrap().is_empty());
    }

    #[test]
    fn zero_is_no_limit() {
        let all = PerAddress::new(0);
        let address = "::1".parse().unwrap();
        let _held: Vec<_> = (0..1000).map(|_| all.enter(address).unwrap()).collect();
        assert!(all.alive.lock().unwrap().is_empty());
    }
}
