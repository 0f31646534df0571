//! A connection that ends when nothing moves on it.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep},
};

/// Bytes by which the protocol is known: the length of HTTP/2's opening line. Until then the timer is not reset, so that an
/// opening line that comes drop by drop ends as soon as half a header does.
const OPENING: usize = 24;

/// A stream with a timer that every byte resets.
pub(super) struct Quiet<S> {
    stream: S,
    silence: Duration,
    received: usize,
    timer: Pin<Box<Sleep>>,
}

impl<S> Quiet<S> {
    /// `first` is the time for the opening bytes, `silence` the longest pause after them.
    pub(super) fn new(stream: S, first: Duration, silence: Duration) -> Self {
        Self { stream, silence, received: 0, timer: Box::pin(sleep(first)) }
    }

    fn moved(&mut self) {
        let next = Instant::now() + self.silence;
        self.timer.as_mut().reset(next);
    }

    /// `Pending` while there is time, else the error that ends the connection.
    fn wait<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        self.timer.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Quiet<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        if Pin::new(&mut this.stream).poll_read(context, buffer)?.is_pending() {
            return this.wait(context);
        }
        this.received = this.received.saturating_add(buffer.filled().len() - before);
        if this.received >= OPENING {
            this.moved();
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Quiet<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        match Pin::new(&mut this.stream).poll_write(context, bytes)? {
            Poll::Pending => this.wait(context),
            Poll::Ready(written) => {
                this.moved();
                Poll::Ready(Ok(written))
            }
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        match Pin::new(&mut this.stream).poll_write_vectored(context, bytes)? {
            Poll::Pending => this.wait(context),
            Poll::Ready(written) => {
                this.moved();
                Poll::Ready(Ok(written))
            }
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        // Under TLS this is where bytes leave.
        match Pin::new(&mut this.stream).poll_flush(context) {
            Poll::Pending => this.wait(context),
            done @ Poll::Ready(_) => done,
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        match Pin::new(&mut this.stream).poll_shutdown(context) {
            Poll::Pending => this.wait(context),
            done @ Poll::Ready(_) => done,
        }
    }
}
