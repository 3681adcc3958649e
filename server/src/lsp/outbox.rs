//! What goes out to the client, in order.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;
use tokio::io::AsyncWrite;
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use super::transport;

/// Bytes that may wait to be read by the client. Past that, what has more to say waits; what comes
/// in never does, since a client that first writes all and then reads would wait for us.
const MOST: usize = 64 << 20;

/// The way out, for any number of senders.
#[derive(Debug, Clone)]
pub(super) struct Outbox {
    sender: UnboundedSender<Vec<u8>>,
    waiting: Arc<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    bytes: AtomicUsize,
    fewer: Notify,
}

impl Outbox {
    /// The outbox, and the task that empties it until all senders are gone.
    pub(super) fn new(
        mut output: impl AsyncWrite + Unpin + Send + 'static,
    ) -> (Self, JoinHandle<io::Result<()>>) {
        let (sender, mut outgoing) = unbounded_channel::<Vec<u8>>();
        let waiting = Arc::<Waiting>::default();
        let outbox = Self { sender, waiting: Arc::clone(&waiting) };
        let writer = tokio::spawn(async move {
            while let Some(body) = outgoing.recv().await {
                transport::write(&mut output, &body).await?;
                waiting.bytes.fetch_sub(body.len(), Ordering::Relaxed);
                waiting.fewer.notify_waiters();
            }
            Ok(())
        });
        (outbox, writer)
    }

    pub(super) fn send(&self, message: &impl Serialize) {
        let Ok(body) = serde_json::to_vec(message) else { return };
        self.waiting.bytes.fetch_add(body.len(), Ordering::Relaxed);
        // Nobody is left to read it if this fails.
        drop(self.sender.send(body));
    }

    pub(super) fn is_full(&self) -> bool {
        self.waiting.bytes.load(Ordering::Relaxed) > MOST
    }

    /// Waits until the client has read enough for more to be said.
    pub(super) async fn has_room(&self) {
        loop {
            let fewer = self.waiting.fewer.notified();
            if !self.is_full() {
                break;
            }
            fewer.await;
        }
    }
}
