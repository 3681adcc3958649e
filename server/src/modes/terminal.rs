//! What the terminal can show.

use std::env;
use std::num::NonZero;

use terminal_size::{Width, terminal_size};

use crate::report::link;
use crate::report::text::Link;

/// The columns of the terminal: what `COLUMNS` says, or the terminal itself.
pub(super) fn width() -> Option<usize> {
    let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse::<NonZero<usize>>().ok());
    told.map(NonZero::get).or_else(|| terminal_size().map(|(Width(width), _)| width.into()))
}

/// How to link a rule's name to its page, on a terminal that takes styles.
pub(super) fn link(is_styled: bool) -> Option<Link> {
    let is_wanted = is_styled && link::home().is_some();
    (is_wanted && supports_hyperlinks::supports_hyperlinks()).then_some(link::url)
}
