//! Headings, tables and wrapped lines.

use anstyle::{AnsiColor, Style};
use textwrap::{Options, fill};

const STRONG: Style = Style::new().bold();
pub(super) const CODE: Style = AnsiColor::Cyan.on_default();
pub(super) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(super) const BAD: Style = AnsiColor::Red.on_default().bold();
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();

const INDENT: &str = "  ";

/// A narrower terminal than this breaks lines itself.
const NARROWEST: usize = 40;

/// A text in the making.
pub(super) struct Page {
    pub(super) text: String,
    width: Option<usize>,
}

impl Page {
    pub(super) fn new(width: Option<usize>) -> Self {
        Self { text: String::new(), width: width.map(|width| width.max(NARROWEST)) }
    }

    /// A line at the margin.
    pub(super) fn line(&mut self, words: &str) {
        self.wrapped(words, "", INDENT);
    }

    /// The title of what follows.
    pub(super) fn heading(&mut self, title: &str) {
        self.styled_heading(STRONG, title);
    }

    pub(super) fn styled_heading(&mut self, style: Style, title: &str) {
        self.text.push('\n');
        self.line(&format!("{style}{title}{style:#}"));
    }

    /// A line below a heading.
    pub(super) fn item(&mut self, words: &str) {
        self.wrapped(words, INDENT, "    ");
    }

    /// Rows of a number, which ends where all of them end, and words.
    pub(super) fn table(&mut self, rows: &[(String, String)]) {
        let longest = rows.iter().map(|(number, _)| number.len()).max().unwrap_or_default();
        let below = " ".repeat(INDENT.len() + longest + 2);
        for (number, words) in rows {
            let start = format!("{INDENT}{number:>longest$}  ");
            self.wrapped(words, &start, &below);
        }
    }

    fn wrapped(&mut self, words: &str, start: &str, below: &str) {
        match self.width {
            Some(width) => {
                let options = Options::new(width).initial_indent(start).subsequent_indent(below);
                self.text.push_str(&fill(words, options.break_words(false)));
            }
            None => {
                self.text.push_str(start);
                self.text.push_str(words);
            }
        }
        self.text.push('\n');
    }
}
