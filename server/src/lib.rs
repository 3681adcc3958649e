//! The map of the house.
//!
//! Text goes in at the bottom and findings come out at the top; arrows point down only.
//!
//! | folder | what is decided there |
//! |---|---|
//! | [`cli`], [`modes`] | what the program was asked to do, and doing it |
//! | [`lsp`] | the language server: the only code that knows the protocol |
//! | [`report`] | how findings are shown |
//! | [`ide`] | completion, hover, navigation, outline, fixes, formatting, refactorings: language features that know no protocol |
//! | [`analysis`] | a document's findings, in order |
//! | [`rules`] | what can be wrong with a Spacefile: one rule a file, its page beside it |
//! | [`model`], [`structure`] | the app and its Micros; whether the schema holds |
//! | [`ignore`] | what a push leaves out, by which line |
//! | [`project`] | what may be known of the folder |
//! | [`document`], [`encoding`], [`recovery`], [`syntax`], [`text`] | from bytes to a tree with exact ranges |
//! | [`write`](mod@write) | the only code that writes files |
//! | [`interval`] | what `default_interval` means |
//! | [`secrets`] | what is likely a secret |
//! | [`diagnostic`] | what a finding and a fix are |

pub mod analysis;
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod encoding;
pub mod ide;
pub mod ignore;
pub mod interval;
pub mod lsp;
pub mod model;
pub mod modes;
pub mod project;
pub mod recovery;
pub mod report;
pub mod rules;
pub mod secrets;
pub mod structure;
pub mod syntax;
pub mod text;
pub mod write;
