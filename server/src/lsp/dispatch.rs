//! From frames to the service: each message in its turn, each request with its answer.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::{FutureExt, poll};
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;

use super::outbox::Outbox;
use super::state::Server;
use super::transport::Frame;
use super::{End, lenient};

/// Requests that are worked on at a time: what each gives may be large.
const MOST: usize = 16;

/// Hands messages to the service.
pub(super) struct Dispatcher {
    service: LspService<Server>,
    outbox: Outbox,
    stage: Stage,
    /// The requests that are not answered yet. They end with the session.
    requests: JoinSet<()>,
    turns: Arc<Semaphore>,
}

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    New,
    Initialized,
    ShutDown,
}

/// What a message asks of the loop that read it.
pub(super) enum Next {
    /// Nothing.
    GoOn,
    /// It answers a request of ours: hand it on.
    Response(Response),
    /// The session is over.
    End,
}

impl Dispatcher {
    pub(super) fn new(service: LspService<Server>, outbox: Outbox) -> Self {
        Self {
            service,
            outbox,
            stage: Stage::New,
            requests: JoinSet::new(),
            turns: Arc::new(Semaphore::new(MOST)),
        }
    }

    /// How the session ends if it ends now.
    pub(super) fn end(&self) -> End {
        if self.stage == Stage::ShutDown { End::Orderly } else { End::Abrupt }
    }

    /// Takes a message in: a request's answer may follow later, a notification has had its effect.
    pub(super) async fn take(&mut self, frame: Frame) -> Next {
        let Frame::Message(body) = frame else {
            tracing::warn!("noise between messages");
            return Next::GoOn;
        };
        let Some(mut message) = lenient::parse(&body) else {
            return self.refuse(&Value::Null, -32700, "this is not JSON");
        };
        lenient::mend(&mut message);
        let method = message.get("method").and_then(Value::as_str).map(str::to_owned);
        let id = message.get("id").cloned();
        tracing::trace!(method, ?id, bytes = body.len(), "message");
        let Some(method) = method else {
            return match serde_json::from_value::<Response>(message) {
                Ok(response) => Next::Response(response),
                Err(_) => self.refuse(&Value::Null, -32600, "this is no message"),
            };
        };
        if method == "exit" {
            return Next::End;
        }
        if let Some(id) = &id {
            // The service has nothing to say of methods it doesn't know at these stages.
            match self.stage {
                Stage::New if method != "initialize" => {
                    return self.refuse(id, -32002, "the session is not initialized");
                }
                Stage::ShutDown => return self.refuse(id, -32600, "the session is shut down"),
                _ if method.starts_with("$/") => {
                    return self.refuse(id, -32601, "there is no such method");
                }
                _ => {}
            }
        }
        let Ok(request) = serde_json::from_value::<Request>(message) else {
            return self.refuse(&id.unwrap_or_default(), -32600, "this is no message");
        };
        self.call(&method, request).await;
        Next::GoOn
    }

    async fn call(&mut self, method: &str, request: Request) {
        let id = request.id().cloned();
        let is_request = id.is_some();
        let answer = answer(id, self.service.call(request));
        let outbox = self.outbox.clone();
        let mut send = Box::pin(async move {
            let response = answer.await;
            if let Some(response) = &response {
                outbox.send(response);
            }
            response.is_some_and(|response| response.is_ok())
        });
        match method {
            "initialize" | "shutdown" => {
                if send.await {
                    self.stage = match method {
                        "initialize" => Stage::Initialized,
                        _ => Stage::ShutDown,
                    };
                }
            }
            _ if is_request => {
                // It looks at the state of things before the next message changes it.
                if poll!(&mut send).is_ready() {
                    return;
                }
                let (turns, outbox) = (Arc::clone(&self.turns), self.outbox.clone());
                self.requests.spawn(async move {
                    let _turn = turns.acquire().await;
                    outbox.has_room().await;
                    send.await;
                });
                while self.requests.try_join_next().is_some() {}
            }
            // In order of arrival: the next message may build on this one.
            _ => {
                send.await;
            }
        }
    }

    fn refuse(&self, id: &Value, code: i64, message: &str) -> Next {
        tracing::warn!(%id, code, message, "refused");
        let error = json!({"code": code, "message": message});
        // Whoever sends noise without end and reads nothing is told no more.
        if !self.outbox.is_full() {
            self.outbox.send(&json!({"jsonrpc": "2.0", "id": id, "error": error}));
        }
        Next::GoOn
    }
}

/// The answer to a message, if it gets one. A panic costs this one alone: it is an internal error
/// where somebody waits for an answer.
async fn answer<E>(
    id: Option<Id>,
    call: impl Future<Output = Result<Option<Response>, E>>,
) -> Option<Response> {
    match AssertUnwindSafe(call).catch_unwind().await {
        Ok(Ok(response)) => response,
        // The session has ended.
        Ok(Err(_)) => None,
        Err(_) => id.map(|id| Response::from_error(id, Error::internal_error())),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the unexpected")]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_internal_error_for_whoever_waits() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let broken = || async { panic!("on purpose") };
        let asked = answer::<()>(Some(Id::Number(7)), broken());
        let response = runtime.block_on(asked).unwrap();
        assert_eq!(response.id(), &Id::Number(7));
        assert_eq!(response.error(), Some(&Error::internal_error()));
        assert!(runtime.block_on(answer::<()>(None, broken())).is_none());
    }
}
