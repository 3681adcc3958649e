//! Language features: pure functions of a document, in bytes, knowing nothing of the protocol.

pub mod actions;
pub mod completion;
pub mod pages;
pub mod renames;
pub mod site;
pub mod symbols;
pub mod words;
