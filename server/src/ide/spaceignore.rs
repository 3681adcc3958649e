//! Language features of a `.spaceignore`, and what else is told of an upload.

pub mod actions;
pub mod changes;
pub mod completion;
pub mod folding;
pub mod format;
pub mod hints;
pub mod hover;
pub mod lenses;
pub mod links;
pub mod paths;
