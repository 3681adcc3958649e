//! Turns findings into what people and programs read. Nothing here prints.

mod fingerprint;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod link;
pub mod page;
mod place;
pub mod preview;
pub mod root;
pub mod sarif;
pub mod text;
mod trouble;

use std::ops::AddAssign;

use serde::Serialize;

use self::root::Root;
pub use self::trouble::Trouble;
use crate::diagnostic::{Diagnostic, Severity};

/// The name under which text without a place is shown.
pub const STDIN: &str = "<stdin>";

/// A document that was judged.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The name it is shown under.
    pub path: String,
    /// The text that the findings' ranges refer to; it may be empty where there are none.
    pub text: String,
    /// The findings, in the order they are shown.
    pub diagnostics: Vec<Diagnostic>,
    /// The findings that somebody wants to hear no more of, in the same order.
    pub suppressed: Vec<Diagnostic>,
    /// Whether a push would accept it; `None` where it was not looked at.
    pub ok: Option<bool>,
}

/// All that a report may tell.
#[derive(Debug)]
pub struct Run<'a> {
    /// What was judged, in the order it is shown.
    pub files: &'a [Checked],
    /// How much was found in all of them.
    pub counts: Counts,
    /// What could not be read.
    pub troubles: &'a [Trouble],
    /// What paths are relative to where a CI service reads them.
    pub root: &'a Root,
    /// Whether warnings fail the check, too.
    pub deny_warnings: bool,
    /// The exit code it comes to, unless a report can't be written.
    pub exit_code: u8,
}

/// How much was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Documents judged.
    pub files: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are infos.
    pub infos: usize,
    /// Documents with at least one finding.
    #[serde(skip)]
    pub files_with_findings: usize,
    /// Fixes that were applied, or would be.
    #[serde(skip)]
    pub fixes: usize,
    /// Documents that a push would refuse, though no error is shown.
    #[serde(skip)]
    pub refused: usize,
    /// Documents that were not looked at: they are too large.
    #[serde(skip)]
    pub not_checked: usize,
}

impl Checked {
    /// How much was found in this document.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            files: 1,
            files_with_findings: usize::from(!self.diagnostics.is_empty()),
            not_checked: usize::from(self.ok.is_none()),
            ..Counts::default()
        };
        for diagnostic in &self.diagnostics {
            match diagnostic.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Info => counts.infos += 1,
            }
        }
        counts.refused = usize::from(self.ok == Some(false) && counts.errors == 0);
        counts
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.files_with_findings += other.files_with_findings;
        self.fixes += other.fixes;
        self.refused += other.refused;
        self.not_checked += other.not_checked;
    }
}
