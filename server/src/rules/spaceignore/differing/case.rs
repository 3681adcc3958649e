//! A line on which the readings part, as its rule gets to see it.

use super::mend::{Meaning, proven};
use super::{Class, Group, Portable, portable, words};
use crate::diagnostic::{Diagnostic, Fix};
use crate::ignore::{Line, Readings, Rules, Source};
use crate::rules::UploadContext;
use crate::rules::spaceignore::{mend, places};
use crate::secrets::Secret;

/// A line on which the readings part, and the files.
#[derive(Debug, Clone)]
pub(in crate::rules) struct Case<'c> {
    pub(in crate::rules) context: &'c UploadContext<'c>,
    pub(in crate::rules) group: &'c Group,
    pub(in crate::rules) line: Line<'c>,
}

/// Adds what a rule says of each line of a class.
pub(in crate::rules) fn each(
    context: &UploadContext<'_>,
    class: Class,
    found: &mut Vec<Diagnostic>,
    say: impl Fn(&Case<'_>) -> Diagnostic,
) {
    for group in context.differing().of(class) {
        if let Some(id) = group.line {
            let line = context.tree.rules().line(id);
            found.push(say(&Case { context, group, line }));
        }
    }
}

impl Case<'_> {
    /// The finding: `the Space CLI {does}, so it leaves out …`
    pub(in crate::rules) fn finding(&self, does: &str) -> Diagnostic {
        let finding = words::finding(self.context, self.group, does);
        let rules = self.context.tree.rules();
        let against = self.group.against.as_ref();
        let against = against.map(|(id, path)| (rules.line(*id), path));
        match against.filter(|(line, _)| line.source == Source::File && *line != self.line) {
            Some((line, path)) => {
                let what = format!("this leaves out {}", words::shown(path));
                finding.related(places::pattern(self.context, &line), what)
            }
            None => finding,
        }
    }

    /// The pattern, quoted.
    pub(in crate::rules) fn pattern(&self) -> String {
        words::shown(self.line.pattern)
    }

    /// The pattern as both readings take it.
    pub(in crate::rules) fn portable(&self) -> Option<Portable> {
        portable(&self.line)
    }

    /// The line by itself.
    pub(in crate::rules) fn readings(&self) -> Readings {
        Readings::new(&self.line)
    }

    /// Writes other lines instead, or none, if they do what they are to do.
    pub(in crate::rules) fn instead(
        &self,
        meaning: Meaning<'_>,
        title: impl Into<String>,
        lines: &[impl AsRef<str>],
    ) -> Option<Fix> {
        let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
        self.proven(meaning, mend::replace(self.context, title, &self.line, &lines))
    }

    /// Writes the line so that both readings take it as the documentation does.
    pub(in crate::rules) fn documented(&self) -> Option<Fix> {
        let line = self.portable()?.same();
        let title = format!("Write `{line}`, as documented");
        self.instead(Meaning::Documented, title, &[line])
    }

    /// The same, and nobody needs to look at it: unless it takes back what may hold secrets.
    pub(in crate::rules) fn safely_documented(&self) -> Option<Fix> {
        let safe = !self.group.left_out.named.iter().any(|path| Secret::by_name(path).is_some());
        Some(Fix { safe, ..self.documented()? })
    }

    /// Removes the line, if it does nothing by the documentation.
    pub(in crate::rules) fn without(&self) -> Option<Fix> {
        let title = format!("Remove {}, which has no effect by the documentation", self.pattern());
        self.instead(Meaning::Documented, title, &[""; 0])
    }

    /// A fix, if it does what it is to do.
    pub(in crate::rules) fn proven(&self, meaning: Meaning<'_>, fix: Fix) -> Option<Fix> {
        proven(self.context, self.group, meaning, fix)
    }
}

/// What another text would mean in a line of its own, written for both readings.
pub(in crate::rules) fn portable_text(text: &[u8]) -> Option<Portable> {
    let rules = Rules::new(Some(text));
    let (_, line) = rules.lines().next_back()?;
    portable(&line)
}
