//! The rules of a `.spaceignore` and of what would go up, and what they share.

pub(super) mod allow_list;
pub(super) mod backslash_escape;
pub(super) mod bracket_class;
pub(super) mod differing;
pub(super) mod double_carriage_return;
pub(super) mod double_star;
pub(super) mod double_star_at_end;
pub(super) mod dropped_pattern;
pub(super) mod escaped_blank;
pub(super) mod leading_blank;
pub(super) mod line_break_in_name;
pub(super) mod lone_slash;
pub(super) mod mark_before_pattern;
pub(super) mod mend;
pub(super) mod negation_below_folder;
pub(super) mod negation_of_content;
pub(super) mod negation_takes_all;
pub(super) mod negation_with_slash;
pub(super) mod non_ascii_class;
pub(super) mod path_at_any_depth;
pub(super) mod pattern_not_utf8;
pub(super) mod places;
pub(super) mod question_mark;
pub(super) mod regex_character;
pub(super) mod sign_after_negation;
pub(super) mod undocumented_default;

use std::cell::OnceCell;

/// What several rules find out about an upload.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Where the readings part.
    differing: OnceCell<differing::Differing>,
}
