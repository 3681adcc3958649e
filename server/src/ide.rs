//! Language features: pure functions of a document, in bytes, knowing nothing of the protocol.

pub mod actions;
pub mod folding;
pub mod format;
pub mod hints;
pub mod lenses;
pub mod on_enter;
pub mod refactors;
pub mod renames;
pub mod selection;
pub mod symbols;
pub mod tokens;
