//! The rules of a `.spaceignore` and of what would go up, and what they share.

pub(super) mod differing;
pub(super) mod mend;
pub(super) mod places;
