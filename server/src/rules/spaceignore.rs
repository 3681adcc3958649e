//! The rules of a `.spaceignore` and of what would go up, and what they share.

mod aborts;
pub(super) mod allow_list;
pub(super) mod backslash_escape;
pub(super) mod backslash_in_pattern;
pub(super) mod bracket_class;
pub(super) mod byte_order_mark;
pub(super) mod comment_behind_pattern;
pub(super) mod dangling_link;
pub(super) mod differing;
pub(super) mod dot_segment;
pub(super) mod double_carriage_return;
pub(super) mod double_star;
pub(super) mod double_star_at_end;
pub(super) mod dropped_pattern;
pub(super) mod escaped_blank;
mod facts;
pub(super) mod ineffective_negation;
pub(super) mod kept;
pub(super) mod leading_blank;
pub(super) mod line_break_in_name;
pub(super) mod link_to_folder;
pub(super) mod lone_slash;
pub(super) mod malformed_pattern;
pub(super) mod mark_before_pattern;
pub(super) mod mend;
pub(super) mod needless;
pub(super) mod needless_negation;
pub(super) mod needless_upload;
pub(super) mod negation_below_folder;
pub(super) mod negation_of_content;
pub(super) mod negation_takes_all;
pub(super) mod negation_with_slash;
pub(super) mod non_ascii_class;
pub(super) mod path_at_any_depth;
pub(super) mod pattern;
pub(super) mod pattern_not_utf8;
pub(super) mod places;
pub(super) mod question_mark;
pub(super) mod redundant_pattern;
pub(super) mod regex_character;
pub(super) mod secret_taken_back;
pub(super) mod secret_uploaded;
mod shape;
pub(super) mod sign_after_negation;
mod slips;
pub(super) mod special_file;
pub(super) mod tab_in_pattern;
pub(super) mod trailing_blank;
pub(super) mod undocumented_default;
pub(super) mod unmatched_pattern;
pub(super) mod unreadable_upload;
pub(super) mod words;

use std::cell::OnceCell;

/// What several rules find out about an upload.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Where the readings part.
    differing: OnceCell<differing::Differing>,
    /// What its lines do.
    facts: OnceCell<facts::Facts>,
    /// What is wrong with its lines.
    slips: OnceCell<Vec<slips::Slip>>,
    /// The secrets that would go up.
    secrets: OnceCell<Vec<kept::Secret>>,
}
