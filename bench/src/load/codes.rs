//! The codes: read from the stub gateway and handed to whoever waits for them.

use std::{
    cell::RefCell,
    collections::HashMap,
    future::poll_fn,
    io,
    path::Path,
    rc::Rc,
    task::{Poll, Waker},
};

use tokio::{
    io::AsyncReadExt,
    net::unix::pipe::{OpenOptions, Receiver},
};

use crate::gateway::{self, Lines};

/// Bytes that may lie in the pipe, so that no server waits for this reader.
const PIPE_BYTES: usize = 1 << 20;

/// Who waits for a code, by mobile.
#[derive(Default)]
pub(super) struct Codes(RefCell<HashMap<u64, Waiting>>);

#[derive(Default)]
struct Waiting {
    code: Option<[u8; 6]>,
    waker: Option<Waker>,
}

/// Opens the pipe. It stays open when the last writer goes: servers come and go.
pub(super) fn open(path: &Path) -> io::Result<Receiver> {
    let pipe = OpenOptions::new().read_write(true).open_receiver(path)?;
    // some systems allow less, and then servers may wait a little
    let _ = rustix::pipe::fcntl_setpipe_size(&pipe, PIPE_BYTES);
    Ok(pipe)
}

impl Codes {
    /// Announces that a code will be waited for. Until then a code for this mobile is nobody's.
    pub(super) fn expect(&self, mobile: u64) {
        self.0.borrow_mut().insert(mobile, Waiting::default());
    }

    /// No code is waited for any more.
    pub(super) fn forget(&self, mobile: u64) {
        self.0.borrow_mut().remove(&mobile);
    }

    /// Waits for the code of a mobile that was announced.
    pub(super) async fn wait(&self, mobile: u64) -> [u8; 6] {
        poll_fn(|context| {
            let mut all = self.0.borrow_mut();
            let waiting = all.entry(mobile).or_default();
            if let Some(code) = waiting.code {
                all.remove(&mobile);
                return Poll::Ready(code);
            }
            waiting.waker = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }

    /// Reads the pipe for as long as it is there.
    pub(super) async fn read(self: Rc<Self>, mut pipe: Receiver) {
        let mut lines = Lines::default();
        let mut piece = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = pipe.read(&mut piece).await {
            lines.add(&piece[..length], |line| self.hand_out(line));
        }
    }

    fn hand_out(&self, line: &[u8]) {
        let Some(message) = gateway::parse(line) else { return };
        if let Some(waiting) = self.0.borrow_mut().get_mut(&message.mobile) {
            waiting.code = Some(message.code);
            if let Some(waker) = waiting.waker.take() {
                waker.wake();
            }
        }
    }
}
