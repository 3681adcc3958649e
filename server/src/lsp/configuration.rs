//! Settings that come, or change, while the server runs.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::lsp_types as lsp;

use super::server::Server;
use super::settings::{SECTION, Settings};

impl Server {
    /// Asks the client for the settings, if it has them, and to tell of changes.
    pub(super) fn ask_for_settings(&self) {
        if self.session().client.told_settings {
            let server = self.clone();
            tokio::spawn(async move {
                let changes = lsp::Registration {
                    id: "spacefile-settings".to_owned(),
                    method: "workspace/didChangeConfiguration".to_owned(),
                    register_options: Some(serde_json::json!({"section": SECTION})),
                };
                if let Err(error) = server.client.register_capability(vec![changes]).await {
                    tracing::warn!(%error, "the client doesn't tell of changed settings");
                }
            });
        }
        self.ask_again();
    }

    fn ask_again(&self) {
        if !self.session().client.has_settings {
            return;
        }
        // A task of its own: nothing may wait for the client.
        let server = self.clone();
        tokio::spawn(async move {
            let item =
                lsp::ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            match server.client.configuration(vec![item]).await {
                Ok(found) => server.set(found.first().unwrap_or(&Value::Null)).await,
                Err(error) => tracing::warn!(%error, "the client gives no settings"),
            }
        });
    }

    /// Takes note that settings have changed, to what they say or, if the client can be asked, to
    /// what it says then.
    pub(super) async fn settings_changed(&self, settings: &Value) {
        if self.session().client.has_settings {
            self.ask_again();
        } else if let Some(ours) = settings.get(SECTION) {
            // All that is set is sent, and what isn't there any more is as it was at first.
            self.set(ours).await;
        }
    }

    async fn set(&self, value: &Value) {
        let (settings, complaints) = self.session().settings.read(value);
        self.complain(complaints).await;
        if *self.settings() == settings {
            return;
        }
        tracing::info!(?settings, "other settings");
        self.take(settings);
        let open = self.documents().outdate();
        for uri in open {
            self.publish(uri);
        }
        self.touch_everything();
        self.ask_to_refresh();
    }

    /// Names what is not understood in the client's log and in our own.
    pub(super) async fn complain(&self, complaints: Vec<String>) {
        for complaint in complaints {
            tracing::warn!(complaint);
            self.client.log_message(lsp::MessageType::WARNING, complaint).await;
        }
    }

    /// The settings as they are now.
    pub(super) fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.now())
    }

    fn take(&self, settings: Settings) {
        *self.now() = Arc::new(settings);
    }

    /// Tells the client that what it was told of the documents may be out of date.
    fn ask_to_refresh(&self) {
        let (client, abilities) = (self.client.clone(), self.session().client.clone());
        tokio::spawn(async move {
            if abilities.refreshes_hints {
                drop(client.inlay_hint_refresh().await);
            }
            if abilities.refreshes_lenses {
                drop(client.code_lens_refresh().await);
            }
            if abilities.refreshes_tokens {
                drop(client.semantic_tokens_refresh().await);
            }
        });
    }
}
