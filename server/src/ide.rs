//! Language features: pure functions of a document, in bytes, knowing nothing of the protocol.

pub mod actions;
pub mod completion;
mod files;
pub mod hover;
mod matching;
mod naming;
pub mod occurrences;
pub mod pages;
pub mod rename;
pub mod renames;
pub mod search;
pub mod site;
pub mod spaceignore;
pub mod symbols;
pub mod targets;
pub mod words;
