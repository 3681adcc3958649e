//! The map of the house. (Written by the lead.)

pub mod analysis;
pub mod diagnostic;
pub mod project;
pub mod text;
