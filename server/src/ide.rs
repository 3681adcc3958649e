//! Language features: pure functions of a document, in bytes, knowing nothing of the protocol.

pub mod actions;
pub mod completion;
mod files;
pub mod folding;
pub mod format;
pub mod hints;
pub mod hover;
pub mod lenses;
mod matching;
mod naming;
pub mod occurrences;
pub mod on_enter;
pub mod pages;
pub mod refactors;
pub mod rename;
pub mod renames;
pub mod search;
pub mod selection;
pub mod site;
pub mod spaceignore;
pub mod symbols;
pub mod targets;
pub mod tokens;
pub mod words;
