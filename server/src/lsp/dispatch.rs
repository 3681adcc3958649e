//! From frames to the service: each message in its turn, each request with its answer.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use serde_json::{Value, json};
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;

use super::outbox::Outbox;
use super::server::Server;
use super::transport::Frame;
use super::{End, parent};

/// Hands messages to the service.
pub(super) struct Dispatcher {
    service: LspService<Server>,
    outbox: Outbox,
    shut_down: bool,
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
        Self { service, outbox, shut_down: false }
    }

    /// How the session ends if it ends now.
    pub(super) fn end(&self) -> End {
        if self.shut_down { End::Orderly } else { End::Abrupt }
    }

    /// Takes a message in: a request's answer may follow later, a notification has had its effect.
    pub(super) async fn take(&mut self, frame: Frame) -> Next {
        let Frame::Message(body) = frame else {
            tracing::warn!("noise between messages");
            return Next::GoOn;
        };
        let Ok(mut message) = serde_json::from_slice::<Value>(&body) else {
            return self.refuse(&Value::Null, -32700, "this is not JSON");
        };
        if let Some(fields) =
            message.as_object_mut().filter(|fields| fields.get("params") == Some(&Value::Null))
        {
            // Some clients write out that there are none; the service takes only silence.
            fields.remove("params");
        }
        let method = message.get("method").and_then(Value::as_str).map(str::to_owned);
        let id = message.get("id").cloned().unwrap_or(Value::Null);
        tracing::trace!(method, %id, bytes = body.len(), "message");
        let Some(method) = method else {
            return match serde_json::from_value::<Response>(message) {
                Ok(response) => Next::Response(response),
                Err(_) => self.refuse(&Value::Null, -32600, "this is no message"),
            };
        };
        match method.as_str() {
            "exit" => return Next::End,
            "initialize" => parent::watch(&message),
            _ => {}
        }
        let Ok(request) = serde_json::from_value::<Request>(message) else {
            return self.refuse(&id, -32600, "this is no message");
        };
        let id = request.id().cloned();
        let answer = answer(id.clone(), self.service.call(request));
        let outbox = self.outbox.clone();
        let send = async move {
            if let Some(response) = answer.await {
                outbox.send(&response);
            }
        };
        self.shut_down |= method == "shutdown";
        if id.is_some() && method != "initialize" && method != "shutdown" {
            tokio::spawn(send);
        } else {
            // In order of arrival: the next message may build on this one.
            send.await;
        }
        Next::GoOn
    }

    fn refuse(&self, id: &Value, code: i64, message: &str) -> Next {
        tracing::warn!(%id, code, message, "refused");
        let error = json!({"code": code, "message": message});
        self.outbox.send(&json!({"jsonrpc": "2.0", "id": id, "error": error}));
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
