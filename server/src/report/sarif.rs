//! The report for code scanning: SARIF 2.1.0.

mod model;
mod rules;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use self::model::{
    ArtifactChange, ArtifactLocation, Base, Content, Driver, Finding, FixProperties, Invocation,
    Location, Log, Message, Notification, PhysicalLocation, Region, Replacement, Suppression, Tool,
};
use super::fingerprint::{Known, known};
use super::place::Place;
use super::root::{is_absolute, uri};
use super::{Checked, Run, STDIN, link};
use crate::diagnostic::{Edit, Fix, Severity};
use crate::rules::RULES;
use crate::text::Text;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What relative addresses start from, by the name that everybody uses for it.
const ROOT: &str = "%SRCROOT%";

/// Ours, and numbered. GitHub's own (`primaryLocationLineHash`) is computed at the upload, which
/// warns of any other value under that name.
const FINGERPRINT: &str = "spacefileFinding/v1";

/// Writes the whole report: one line.
///
/// # Errors
/// If writing fails.
pub fn write(mut out: impl Write, run: &Run<'_>) -> io::Result<()> {
    let notification = |trouble: &super::Trouble| Notification {
        level: "error",
        message: message(format!("{}: {}", trouble.place, trouble.what)),
    };
    let invocation = Invocation {
        // An exit code of 1 means that it did its work.
        execution_successful: run.exit_code < 2,
        exit_code: run.exit_code,
        tool_execution_notifications: run.troubles.iter().map(notification).collect(),
    };
    let driver = Driver {
        name: "spacefile-lsp",
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: link::home(),
        rules: RULES.iter().map(|rule| rules::rule(rule)).collect(),
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [model::Run {
            tool: Tool { driver },
            invocations: [invocation],
            original_uri_base_ids: run
                .root
                .uri()
                .map(|uri| (ROOT, Base { uri }))
                .into_iter()
                .collect(),
            column_kind: "unicodeCodePoints",
            newline_sequences: ["\r\n", "\n", "\r"],
            results: run.files.iter().flat_map(|checked| results(checked, run)).collect(),
        }],
    };
    serde_json::to_writer(&mut out, &log)?;
    writeln!(out)
}

fn results<'a>(checked: &'a Checked, run: &Run<'_>) -> Vec<Finding<'a>> {
    let path = run.root.path(&checked.path);
    let known = known(checked, &path);
    if known.is_empty() {
        return Vec::new();
    }
    let is_inside = !is_absolute(&path) && path != STDIN;
    let file = File {
        place: ArtifactLocation { uri: uri(&path), uri_base_id: is_inside.then_some(ROOT) },
        text: Text::new(&checked.text),
    };
    known.into_iter().map(|known| file.result(known)).collect()
}

/// A file with findings.
struct File {
    place: ArtifactLocation,
    text: Text,
}

impl File {
    fn result<'a>(&self, known: Known<'a>) -> Finding<'a> {
        let Known { diagnostic, suppressed, fingerprint } = known;
        let words = match &diagnostic.help {
            Some(help) => format!("{}. {help}", diagnostic.message),
            None => format!("{}.", diagnostic.message),
        };
        let related = diagnostic.related.iter();
        Finding {
            rule_id: diagnostic.rule,
            rule_index: RULES.iter().position(|rule| rule.name == diagnostic.rule),
            level: level(diagnostic.severity),
            message: message(words),
            locations: [self.location(&diagnostic.range, None)],
            related_locations: related
                .map(|related| self.location(&related.range, Some(&related.message)))
                .collect(),
            partial_fingerprints: BTreeMap::from([(FINGERPRINT, fingerprint)]),
            // Where the regions of another file lie, nobody could tell who has not read it.
            fixes: diagnostic
                .fixes
                .iter()
                .filter(|fix| fix.beside.is_none())
                .map(|fix| self.fix(fix))
                .collect(),
            // The standard wants them at every result or at none.
            suppressions: suppressed
                .then_some(Suppression { kind: "inSource" })
                .into_iter()
                .collect(),
        }
    }

    fn location(&self, range: &Range<usize>, words: Option<&str>) -> Location {
        Location {
            physical_location: PhysicalLocation {
                artifact_location: self.place.clone(),
                region: self.region(range),
            },
            message: words.map(message),
        }
    }

    /// Offsets count characters, as the columns do; the bytes of the file may be UTF-16.
    fn region(&self, range: &Range<usize>) -> Region {
        let place = Place::new(range, &self.text);
        let (start, end) = (self.text.characters(range.start), self.text.characters(range.end));
        Region {
            start_line: place.line,
            start_column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
            char_offset: start,
            char_length: end.saturating_sub(start),
        }
    }

    fn fix<'a>(&self, fix: &'a Fix) -> model::Fix<'a> {
        let replacement = |edit: &'a Edit| Replacement {
            deleted_region: self.region(&(edit.offset..edit.end_offset)),
            inserted_content: Content { text: &edit.text },
        };
        model::Fix {
            description: message(&*fix.title),
            artifact_changes: [ArtifactChange {
                artifact_location: self.place.clone(),
                replacements: fix.edits.iter().map(replacement).collect(),
            }],
            properties: FixProperties { safe: fix.safe },
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A message in which nothing that the user typed is taken for a link or a placeholder.
fn message(text: impl Into<String>) -> Message {
    let mut text = text.into();
    if text.contains("](") {
        text = text.replace('[', "\\[").replace(']', "\\]");
    }
    Message { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_user_typed_is_no_link() {
        assert_eq!(message("no `[a](b)`").text, "no `\\[a\\](b)`");
        assert_eq!(message("no `[a]` (b)").text, "no `[a]` (b)");
    }
}
