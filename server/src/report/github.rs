//! The report for GitHub Actions: workflow commands, which become annotations.

use std::io::{self, Write};

use super::place::Place;
use super::text::plain;
use super::{Checked, Run, link};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Text;

/// Writes a command for each finding, one a line.
///
/// # Errors
/// If writing fails.
pub fn write(mut out: impl Write, run: &Run<'_>) -> io::Result<()> {
    for checked in run.files.iter().filter(|checked| !checked.diagnostics.is_empty()) {
        file(&mut out, checked, &run.root.path(&checked.path))?;
    }
    Ok(())
}

fn file(mut out: impl Write, checked: &Checked, path: &str) -> io::Result<()> {
    let text = Text::new(&checked.text);
    for diagnostic in &checked.diagnostics {
        writeln!(out, "{}", command(diagnostic, path, &text))?;
    }
    Ok(())
}

fn command(diagnostic: &Diagnostic, path: &str, text: &Text) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = Place::new(&diagnostic.range, text);
    // Columns count within one line only: with several, GitHub takes no column at all.
    let columns = (place.line == place.end_line)
        .then_some([("col", place.column), ("endColumn", place.end_column)]);
    let numbers = [("line", place.line), ("endLine", place.end_line)];
    let numbers: String = numbers
        .into_iter()
        .chain(columns.into_iter().flatten())
        .map(|(name, number)| format!(",{name}={number}"))
        .collect();
    let lines = [Some(plain(&diagnostic.message)), diagnostic.help.as_deref().map(plain)];
    let lines: Vec<String> =
        lines.into_iter().chain([link::url(diagnostic.rule)]).flatten().collect();
    format!(
        "::{level} file={}{numbers},title={}::{}",
        property(path),
        property(diagnostic.rule),
        data(&lines.join("\n"))
    )
}

/// The text after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(data("50%, a:b\r\n::error::%0A"), "50%25, a:b%0D%0A::error::%250A");
        assert_eq!(property("50%, a:b\r\n"), "50%25%2C a%3Ab%0D%0A");
    }

    #[test]
    fn a_command_is_one_line_with_columns_where_they_count() {
        let mut found = Diagnostic::new(3..5, "no `%`,\nno").help("Mend: it.");
        found.rule = "some-rule";
        let text = Text::new("é: ab\ncd");
        assert_eq!(
            command(&found, "a,b:/Spacefile", &text),
            "::error file=a%2Cb%3A/Spacefile,line=1,endLine=1,col=3,endColumn=5,title=some-rule\
             ::no `%25`,\u{240a}no%0AMend: it."
        );
        found.range = 3..8;
        found.severity = Severity::Info;
        assert_eq!(
            command(&found, "Spacefile", &text),
            "::notice file=Spacefile,line=1,endLine=2,title=some-rule\
             ::no `%25`,\u{240a}no%0AMend: it."
        );
    }
}
