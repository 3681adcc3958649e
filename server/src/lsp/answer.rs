//! How a request about an open document is answered: off the loop, on what is known of it.

use std::ops::Range;

use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types as lsp;

use super::checked::Checked;
use super::server::Server;
use super::settings::Feature;

impl Server {
    /// What `work` makes of an open document; nothing where the feature is switched off.
    pub(super) async fn answer<T: Send + 'static>(
        &self,
        uri: &lsp::Url,
        feature: impl Into<Option<Feature>>,
        work: impl FnOnce(&Checked) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        if feature.into().is_some_and(|feature| !self.settings().has(feature)) {
            return Ok(None);
        }
        let Some(checked) = self.asked(uri).await? else { return Ok(None) };
        // A large one takes its time.
        let made = spawn_blocking(move || work(&checked)).await;
        made.map_err(|_| Error::internal_error())
    }

    /// The same for a range of it, in bytes.
    ///
    /// # Errors
    /// The text has changed since, so that the range means nothing.
    pub(super) async fn answer_at<T: Send + 'static>(
        &self,
        uri: &lsp::Url,
        range: lsp::Range,
        feature: impl Into<Option<Feature>>,
        work: impl FnOnce(&Checked, Range<usize>) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        if feature.into().is_some_and(|feature| !self.settings().has(feature)) {
            return Ok(None);
        }
        let located = self.documents().locate(uri, range, self.session().unit);
        let Some((range, version)) = located else { return Ok(None) };
        let Some(checked) = self.asked_of(uri, version).await? else { return Ok(None) };
        let made = spawn_blocking(move || work(&checked, range)).await;
        made.map_err(|_| Error::internal_error())
    }
}
