//! The rules of a `.spaceignore` and of what would go up, and what they share.

pub(super) mod backslash_in_pattern;
pub(super) mod byte_order_mark;
pub(super) mod comment_behind_pattern;
pub(super) mod dangling_link;
pub(super) mod dot_segment;
pub(super) mod ineffective_negation;
pub(super) mod link_to_folder;
pub(super) mod malformed_pattern;
pub(super) mod needless_negation;
pub(super) mod needless_upload;
pub(super) mod redundant_pattern;
pub(super) mod secret_taken_back;
pub(super) mod secret_uploaded;
pub(super) mod special_file;
pub(super) mod tab_in_pattern;
pub(super) mod trailing_blank;
pub(super) mod unmatched_pattern;
pub(super) mod unreadable_upload;

mod aborts;
mod facts;
mod kept;
pub(super) mod mend;
pub(super) mod needless;
pub(super) mod pattern;
pub(super) mod places;
mod shape;
mod slips;
pub(super) mod words;

use std::cell::OnceCell;

/// What several rules find out about an upload.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// What its lines do.
    facts: OnceCell<facts::Facts>,
    /// What is wrong with its lines.
    slips: OnceCell<Vec<slips::Slip>>,
    /// The secrets that would go up.
    secrets: OnceCell<Vec<kept::Secret>>,
}
