//! Language features: pure functions of a document, in bytes, knowing nothing of the protocol.

pub mod actions;
pub mod format;
pub mod renames;
pub mod symbols;
