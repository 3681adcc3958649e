//! What goes out to the client, in order.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use serde::Serialize;
use tokio::sync::Notify;
use tokio::sync::oneshot::{self, Receiver};

use super::transport;

/// Bytes that may wait to be read by the client. Past that, what has more to say waits; what comes
/// in never does, since a client that first writes all and then reads would wait for us.
const MOST: usize = 64 << 20;

/// The way out, for any number of senders.
#[derive(Debug, Clone)]
pub(super) struct Outbox {
    sender: Sender<Vec<u8>>,
    waiting: Arc<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    bytes: AtomicUsize,
    fewer: Notify,
}

impl Outbox {
    /// The outbox, and what rings when the thread ends that empties it: when all senders are gone,
    /// or the client is.
    pub(super) fn new(mut output: impl Write + Send + 'static) -> (Self, Receiver<io::Result<()>>) {
        let (sender, outgoing) = channel::<Vec<u8>>();
        let waiting = Arc::<Waiting>::default();
        let outbox = Self { sender, waiting: Arc::clone(&waiting) };
        let (ended, end) = oneshot::channel();
        thread::spawn(move || {
            let result = outgoing.into_iter().try_for_each(|body| {
                transport::write(&mut output, &body)?;
                waiting.bytes.fetch_sub(body.len(), Ordering::Relaxed);
                waiting.fewer.notify_waiters();
                Ok(())
            });
            // Nobody may be left who wants to know.
            drop(ended.send(result));
        });
        (outbox, end)
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
