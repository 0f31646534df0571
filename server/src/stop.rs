//! One way for the whole process to be told to finish, and why.

use tokio::sync::watch;

/// Why the process finishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// SIGTERM or SIGINT.
    Asked,
    /// A write could not be made durable: nothing may be acknowledged any more (design 5).
    StoreBroken,
}

/// The side that tells. Clones tell the same listeners; the first reason stays.
#[derive(Clone)]
pub struct Stopper(watch::Sender<Option<Reason>>);

impl Stopper {
    /// A process that is to go on.
    pub fn new() -> Self {
        Self(watch::Sender::new(None))
    }

    /// Asks everyone to finish. A later reason changes nothing.
    pub fn stop(&self, reason: Reason) {
        self.0.send_if_modified(|now| {
            let first = now.is_none();
            if first {
                *now = Some(reason);
            }
            first
        });
    }

    /// The reason, when the process is finishing.
    pub fn reason(&self) -> Option<Reason> {
        *self.0.borrow()
    }

    /// The side that listens.
    pub fn listen(&self) -> Stop {
        Stop(self.0.subscribe())
    }
}

impl Default for Stopper {
    fn default() -> Self {
        Self::new()
    }
}

/// The side that listens.
#[derive(Clone)]
pub struct Stop(watch::Receiver<Option<Reason>>);

impl Stop {
    /// Waits until the process is to finish. Gives the reason; a teller that is gone counts as asked.
    pub async fn wait(&mut self) -> Reason {
        match self.0.wait_for(Option::is_some).await {
            Ok(reason) => reason.unwrap_or(Reason::Asked),
            Err(_) => Reason::Asked,
        }
    }

    /// Whether it is so already.
    pub fn is_asked(&self) -> bool {
        self.0.borrow().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_first_reason_stays() {
        let stopper = Stopper::new();
        let mut stop = stopper.listen();
        assert!(!stop.is_asked());
        stopper.stop(Reason::StoreBroken);
        stopper.stop(Reason::Asked);
        assert_eq!(stop.wait().await, Reason::StoreBroken);
        assert_eq!(stopper.reason(), Some(Reason::StoreBroken));
    }
}
