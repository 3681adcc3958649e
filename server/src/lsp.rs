//! The language server: the only code that knows the protocol.
//!
//! `transport` reads frames, the loop here hands each message to `tower_lsp`'s service in the
//! order of arrival, `server` answers from `documents` and `workspace`, `convert` is the one
//! way out.

mod capabilities;
mod convert;
mod documents;
mod parent;
mod server;
mod transport;
mod workspace;

use std::io;

use futures_util::{FutureExt, SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Request, Response};
use tower_service::Service;

use server::Server;
use transport::{Frame, Reader};

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
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let end = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout()));
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
    mut output: impl AsyncWrite + Unpin + Send + 'static,
) -> io::Result<End> {
    let (mut service, socket) = LspService::new(Server::new);
    let (mut requests, mut responses) = socket.split();
    let (sender, mut outgoing) = unbounded_channel::<Vec<u8>>();
    let writer = tokio::spawn(async move {
        while let Some(body) = outgoing.recv().await {
            transport::write(&mut output, &body).await?;
        }
        io::Result::Ok(())
    });
    // The service's channel holds one message, so something has to empty it at all times.
    let to_client = sender.clone();
    let forwarder = tokio::spawn(async move {
        while let Some(request) = requests.next().await {
            send(&to_client, &request);
        }
    });
    let mut reader = Reader::new(input);
    let mut shut_down = false;
    let end = loop {
        let message = match reader.next().await? {
            None => break if shut_down { End::Orderly } else { End::Abrupt },
            Some(Frame::Noise) => continue,
            Some(Frame::Message(body)) => body,
        };
        let Ok(mut value) = serde_json::from_slice::<Value>(&message) else {
            send(&sender, &error(&Value::Null, -32700, "this is not JSON"));
            continue;
        };
        if let Some(message) =
            value.as_object_mut().filter(|m| m.get("params") == Some(&Value::Null))
        {
            // Some clients write out that there are none; the service takes only silence.
            message.remove("params");
        }
        let method = value.get("method").and_then(Value::as_str).map(str::to_owned);
        let Some(method) = method else {
            match serde_json::from_value::<Response>(value) {
                // A response to one of our requests; whoever waited may be gone.
                Ok(response) => drop(responses.send(response).await),
                Err(_) => send(&sender, &error(&Value::Null, -32600, "this is no message")),
            }
            continue;
        };
        if method == "exit" {
            break if shut_down { End::Orderly } else { End::Abrupt };
        }
        let id = value.get("id").cloned();
        if method == "initialize" {
            parent::watch(&value);
        }
        let Ok(request) = serde_json::from_value::<Request>(value) else {
            let id = id.unwrap_or(Value::Null);
            send(&sender, &error(&id, -32600, "this is no message"));
            continue;
        };
        let is_request = request.id().is_some();
        let answer = service.call(request);
        let sender = sender.clone();
        let answer = async move {
            if let Ok(Some(response)) = answer.await {
                send(&sender, &response);
            }
        };
        shut_down |= method == "shutdown";
        if is_request && method != "initialize" && method != "shutdown" {
            tokio::spawn(answer);
        } else {
            // In order of arrival: the next message may build on this one. A panic of a
            // notification is its own affair.
            drop(std::panic::AssertUnwindSafe(answer).catch_unwind().await);
        }
    };
    drop((service, sender));
    forwarder.abort();
    drop(forwarder.await);
    match writer.await {
        Ok(result) => result.map(|()| end),
        Err(_) => Ok(end),
    }
}

fn send(sender: &UnboundedSender<Vec<u8>>, message: &impl serde::Serialize) {
    if let Ok(body) = serde_json::to_vec(message) {
        // Nobody is left to read it if this fails.
        drop(sender.send(body));
    }
}

fn error(id: &Value, code: i64, message: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
}
