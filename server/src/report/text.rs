//! The report for people: each finding with the lines it is about.

mod excerpt;
mod plain;

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use textwrap::fill;

use self::excerpt::{Excerpt, LINE_LIMIT, Mark, excerpts};
pub use self::plain::plain;
pub(super) use self::plain::visible;
use super::{Checked, Counts};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ignore::walk::SPACEIGNORE;
use crate::rules::words::count;
use crate::text::{Text, Unit};

/// Stands where a path will be. No text that is shown can hold it.
const PLACEHOLDER: &str = "\u{1}";

/// On fewer columns than this, the terminal may break lines where it likes.
const NARROWEST: usize = 40;

/// More places than this explain nothing.
const RELATED_LIMIT: usize = 8;

/// Gives the address of a rule's page.
pub type Link = fn(&str) -> Option<String>;

/// How the report looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Whether it is coloured, with ANSI escape sequences.
    pub color: bool,
    /// Whether infos are left out.
    pub quiet: bool,
    /// The columns there are; no limit if nobody knows.
    pub width: Option<usize>,
    /// Where the names of rules lead to, on a terminal that can follow a link.
    pub link: Option<Link>,
}

/// All findings of one document, an empty line after each.
#[must_use]
pub fn file(checked: &Checked, style: Style) -> String {
    let mut report = String::new();
    if checked.diagnostics.is_empty() {
        return report;
    }
    // Excerpts are cut to a fit size before; the renderer is not to cut them again.
    let renderer =
        if style.color { Renderer::styled() } else { Renderer::plain() }.term_width(usize::MAX / 4);
    let text = Text::new(&checked.text);
    let wanted = checked
        .diagnostics
        .iter()
        .filter(|diagnostic| !style.quiet || diagnostic.severity != Severity::Info);
    for diagnostic in wanted {
        report.push_str(&finding(diagnostic, checked, &text, style, &renderer));
        report.push_str("\n\n");
    }
    report
}

/// Says what was checked and how much was found.
#[must_use]
pub fn summary(files: &[Checked], counts: Counts, style: Style) -> String {
    let words = in_words(files, counts);
    match style.width {
        Some(width) => fill(&words, width.max(NARROWEST)),
        None => words,
    }
}

fn in_words(files: &[Checked], counts: Counts) -> String {
    let is_spaceignore = |checked: &Checked| checked.path.ends_with(SPACEIGNORE);
    let nouns = match files.iter().any(is_spaceignore) {
        true => ("file", "files"),
        false => ("Spacefile", "Spacefiles"),
    };
    let found: Vec<String> =
        [(counts.errors, "error"), (counts.warnings, "warning"), (counts.infos, "info")]
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, noun)| count(number, noun, &format!("{noun}s")))
            .collect();
    let mut summary = format!("Checked {}: ", count(counts.files, nouns.0, nouns.1));
    match found.join(", ").as_str() {
        "" if counts.refused > 0 => summary.push_str("no problems shown."),
        "" => summary.push_str("no problems found."),
        found if counts.files == 1 => summary.push_str(&format!("{found}.")),
        found => {
            let files = count(counts.files_with_findings, "file", "files");
            summary.push_str(&format!("{found} in {files}."));
        }
    }
    if counts.fixes > 0 {
        summary.push_str(&format!(" Applied {}.", count(counts.fixes, "fix", "fixes")));
    }
    if counts.refused > 0 {
        // Their errors are suppressed, or shown as less.
        summary.push_str(&match (counts.files, counts.refused) {
            (1, _) => " A push would refuse it all the same.".to_owned(),
            (_, 1) => " A push would refuse one more of them all the same.".to_owned(),
            (_, more) => format!(" A push would refuse {more} more of them all the same."),
        });
    }
    if counts.not_checked > 0 {
        let files = count(counts.not_checked, "file is", "files are");
        summary.push_str(&format!(" {files} too large and not checked."));
    }
    summary
}

fn finding(
    diagnostic: &Diagnostic,
    checked: &Checked,
    text: &Text,
    style: Style,
    renderer: &Renderer,
) -> String {
    let (level, word) = match diagnostic.severity {
        Severity::Error => (Level::ERROR, "error"),
        Severity::Warning => (Level::WARNING, "warning"),
        Severity::Info => (Level::INFO, "info"),
    };
    let lines = Lines::new(style.width, text, checked.text.len());
    let message =
        lines.fold(&diagnostic.message, word.len() + diagnostic.rule.len() + "[]: ".len());
    let mut title = level.primary_title(message).id(diagnostic.rule);
    if let Some(url) = style.link.and_then(|link| link(diagnostic.rule)) {
        title = title.id_url(url);
    }

    let related = diagnostic.related.iter().take(RELATED_LIMIT);
    let marks = std::iter::once(Mark { range: diagnostic.range.clone(), label: None })
        .chain(related.map(|it| Mark { range: it.range.clone(), label: Some(plain(&it.message)) }));
    let shown = excerpts(&checked.text, text, marks.collect(), lines.limit());

    let help = diagnostic.help.as_ref();
    let help =
        help.map(|help| Level::HELP.message(lines.fold(help, lines.gutter + " = help: ".len())));
    let elements: Vec<Element<'_>> = if checked.text.is_empty() {
        // There is nothing to quote.
        vec![Origin::path(PLACEHOLDER).into()]
    } else {
        shown.iter().map(|excerpt| snippet(excerpt).into()).collect()
    };
    let group = title.elements(elements).elements(help);
    let rendered = renderer.render(&[group]);
    located(&rendered, &plain(&checked.path), &shown)
}

/// How long the lines of a report may be.
struct Lines {
    /// The columns there are; no limit if nobody knows.
    width: Option<usize>,
    /// The columns of the longest line number.
    gutter: usize,
}

impl Lines {
    fn new(width: Option<usize>, text: &Text, len: usize) -> Self {
        let last = text.position(len, Unit::Utf32).line + 1;
        Self { width: width.map(|width| width.max(NARROWEST)), gutter: last.to_string().len() }
    }

    /// The longest piece of a line of the document that fits, in bytes.
    fn limit(&self) -> usize {
        // A bar and a space on each side of it; what is cut off on both sides is a dot.
        let taken = self.gutter + " | ".len() + 2;
        self.width.map_or(LINE_LIMIT, |width| LINE_LIMIT.min(width.saturating_sub(taken)))
    }

    /// Words in lines that fit behind an indent, which the renderer makes.
    fn fold(&self, words: &str, indent: usize) -> String {
        let words = plain(words);
        match self.width {
            Some(width) => fill(&words, width.saturating_sub(indent).max(NARROWEST / 2)),
            None => words,
        }
    }
}

fn snippet(excerpt: &Excerpt) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let annotations = excerpt.marks.iter().map(|mark| {
        let kind =
            if mark.label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(mark.range.clone()).label(mark.label.as_deref())
    });
    Snippet::source(&excerpt.source)
        .line_start(excerpt.line)
        .path(PLACEHOLDER)
        .annotations(annotations)
}

/// Puts the places where the placeholders are.
///
/// The renderer counts columns in what it was given, which may be the middle of a line, so its
/// own numbers go.
fn located(rendered: &str, path: &str, excerpts: &[Excerpt]) -> String {
    let mut parts = rendered.split(PLACEHOLDER);
    let mut located = parts.next().unwrap_or_default().to_owned();
    let mut excerpts = excerpts.iter();
    for part in parts {
        located.push_str(path);
        if let Some(excerpt) = excerpts.next() {
            located.push_str(&format!(":{}:{}", excerpt.at.line + 1, excerpt.at.column + 1));
        }
        located.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    located
}

#[cfg(test)]
mod tests;
