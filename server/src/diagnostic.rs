//! What a finding and a fix are: the values that every front end shows.

use std::ops::Range;

use serde::Serialize;

/// How much a finding matters.
///
/// `Error` is reserved: a push would refuse this, or the published schema does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Likely wrong or harmful, though a push accepts it.
    Warning,
    /// A push would refuse this, or the published JSON schema does.
    Error,
}

impl Severity {
    /// Its name, as it is shown and reported.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding about one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Name of the rule that found it, in kebab-case.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, with the names the user typed. One sentence, no final full stop.
    pub message: String,
    /// What to do about it. Whole sentences.
    pub help: Option<String>,
    /// The place: byte offsets into the document's text, end exclusive. May be empty.
    pub range: Range<usize>,
    /// Other places in the same document that explain this one.
    pub related: Vec<Related>,
    /// Edits that mend it, the most likely first.
    pub fixes: Vec<Fix>,
    /// Whether it depends on the folder, not only on the text.
    pub disk: bool,
    /// Whether what stands there has no effect, and may be shown so.
    pub unnecessary: bool,
    /// JSON pointer to the value it is about; `None` where no value can be named.
    pub instance: Option<String>,
}

/// A place that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Byte offsets into the same document's text, end exclusive.
    pub range: Range<usize>,
    /// What is to be seen there.
    pub message: String,
}

/// A set of edits that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What it does, in the imperative: "Change `nodejs18` to `nodejs16`".
    pub title: String,
    /// Whether it may be applied without somebody looking at it.
    pub safe: bool,
    /// Edits that do not overlap, by ascending offset.
    pub edits: Vec<Edit>,
    /// The name of the file that the edits are for, if that is not the document but one beside it,
    /// which need not exist: then it is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<&'static str>,
}

/// One replacement in a document's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// First byte replaced.
    pub offset: usize,
    /// First byte after the replaced ones; equal to `offset` for an insertion.
    pub end_offset: usize,
    /// What stands there afterwards.
    pub text: String,
}

impl Diagnostic {
    /// A finding with a place and a message, and nothing else yet.
    ///
    /// The rule's name and severity are filled in from the rule table by the analysis.
    #[must_use]
    pub fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            rule: "",
            severity: Severity::Error,
            message: message.into(),
            help: None,
            range,
            related: Vec::new(),
            fixes: Vec::new(),
            disk: false,
            unnecessary: false,
            instance: None,
        }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the value it is about, as a JSON pointer.
    #[must_use]
    pub fn instance(mut self, pointer: impl Into<String>) -> Self {
        self.instance = Some(pointer.into());
        self
    }

    /// Points at another place that explains this one.
    #[must_use]
    pub fn related(mut self, range: Range<usize>, message: impl Into<String>) -> Self {
        self.related.push(Related { range, message: message.into() });
        self
    }

    /// Adds a way to mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// Marks what stands there as something without effect.
    #[must_use]
    pub fn unnecessary(mut self) -> Self {
        self.unnecessary = true;
        self
    }

    /// Marks it as one that depends on the folder.
    #[must_use]
    pub fn on_disk(mut self) -> Self {
        self.disk = true;
        self
    }
}

impl Fix {
    /// A fix that nobody needs to look at.
    #[must_use]
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safe: true, edits, beside: None }
    }

    /// A fix that somebody should look at: likely, not certain.
    #[must_use]
    pub fn likely(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safe: false, edits, beside: None }
    }

    /// Says that the edits are for a file beside the document.
    #[must_use]
    pub fn beside(mut self, name: &'static str) -> Self {
        self.beside = Some(name);
        self
    }

    /// The text after the fix.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        apply(&self.edits, text)
    }
}

/// A text after edits that ascend and don't overlap.
#[must_use]
pub fn apply(edits: &[Edit], text: &str) -> String {
    let mut applied = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        applied.push_str(text.get(done..edit.offset).unwrap_or_default());
        applied.push_str(&edit.text);
        done = edit.end_offset;
    }
    applied.push_str(text.get(done..).unwrap_or_default());
    applied
}

/// Where an offset is after edits; one inside of an edit is at its end.
#[must_use]
pub fn moved(offset: usize, edits: &[Edit]) -> usize {
    edits.iter().filter(|edit| edit.offset <= offset).fold(offset, |moved, edit| {
        let gone = edit.end_offset.min(offset) - edit.offset;
        moved + edit.text.len() - gone
    })
}

impl Edit {
    /// Replaces a range of bytes.
    #[must_use]
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { offset: range.start, end_offset: range.end, text: text.into() }
    }
}
