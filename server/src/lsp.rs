//! The language server: the only code that knows the protocol.
//!
//! `transport` reads frames, `dispatch` hands each message to `tower_lsp`'s service in the order
//! of arrival, `server` answers from `documents` and `files`, which `state` holds, `convert` is the
//! one way out and `outbox` sends it.

mod abilities;
mod actions;
mod answer;
mod capabilities;
mod checked;
mod completion;
mod configuration;
mod convert;
mod dispatch;
mod documents;
mod events;
mod files;
mod findings;
mod formatting;
mod hover;
mod lenient;
mod navigation;
mod offers;
mod outbox;
mod parent;
mod paths;
mod preview;
mod pull;
mod reading;
mod rename;
mod renames;
mod server;
mod settings;
mod showing;
mod spaceignore;
mod standard;
mod state;
mod tokens;
mod transport;
mod uploading;
mod uploads;
mod uri;

use std::io::{self, Write};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::AsyncRead;
use tower_lsp::LspService;

use dispatch::{Dispatcher, Next};
use outbox::Outbox;
use state::Server;
use transport::Reader;

use crate::write::standard_output;

pub use settings::features;

/// Threads that analyse; more than a few analyses at a time only get
/// into each other's way.
const THREADS: usize = 4;

/// How long a client that has ended the session may take to read what is left to say.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// By the book: `shutdown`, then `exit`.
    Orderly,
    /// Without a `shutdown`.
    Abrupt,
}

/// Speaks with the client on standard input and output until one of them ends it.
///
/// # Errors
/// Standard input or output fails.
pub fn stdio() -> io::Result<End> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .max_blocking_threads(THREADS)
        .build()?;
    let output = standard_output()?;
    let end = runtime.block_on(serve(standard::input(), output));
    // A thread may still wait for input that never comes.
    runtime.shutdown_background();
    end
}

/// Speaks with a client until either side ends it.
///
/// # Errors
/// The input or output fails.
pub async fn serve(
    input: impl AsyncRead + Unpin,
    output: impl Write + Send + 'static,
) -> io::Result<End> {
    let (service, socket) = LspService::build(Server::new)
        .custom_method("spacefile/preview", Server::preview)
        .custom_method("spacefile/ignoredPaths", Server::ignored_paths)
        .finish();
    let (mut requests, mut responses) = socket.split();
    let (outbox, mut writer) = Outbox::new(output);
    // The service's channel holds one message, so something has to empty it at all times.
    let to_client = outbox.clone();
    let forwarder = tokio::spawn(async move {
        while let Some(request) = requests.next().await {
            to_client.has_room().await;
            to_client.send(&request);
        }
    });
    let mut reader = Reader::new(input);
    let mut dispatcher = Dispatcher::new(service, outbox.clone());
    let read = async {
        loop {
            let Some(frame) = reader.next().await? else { return Ok(dispatcher.end()) };
            match dispatcher.take(frame).await {
                Next::GoOn => {}
                // Whoever waited for this response may be gone.
                Next::Response(response) => drop(responses.send(response).await),
                Next::End => return Ok(dispatcher.end()),
            }
        }
    };
    let end: io::Result<End> = tokio::select! {
        end = read => end,
        _ = &mut writer => return Ok(End::Abrupt),
    };
    forwarder.abort();
    drop(forwarder.await);
    drop((dispatcher, outbox));
    // A client that has gone doesn't read them, which is no trouble of ours.
    drop(tokio::time::timeout(LAST_WORDS, writer).await);
    end
}
