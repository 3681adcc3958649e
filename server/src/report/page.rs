//! A rule's page, and the list of rules, for a terminal.
//!
//! The texts come with ANSI escape sequences; whoever prints them takes these out where they are
//! not wanted.

use anstyle::{AnsiColor, Style};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use textwrap::{Options, fill};

use super::text::visible;
use crate::diagnostic::Severity;
use crate::rules::Rule;

const STRONG: Style = Style::new().bold();
const EMPHASIS: Style = Style::new().italic();
const CODE: Style = AnsiColor::Cyan.on_default();
const LABEL: Style = Style::new().dimmed();

/// Code stands this far in.
const INDENT: &str = "    ";

/// No severity has a longer name.
const SEVERITY: usize = "warning".len();

/// A column of text narrower than this is hard to read.
const COLUMN: usize = 40;

/// A narrower terminal than this breaks lines itself.
const NARROWEST: usize = 40;

/// The page of a rule, with lines of at most `width` columns where code permits.
#[must_use]
pub fn rule(rule: &Rule, width: usize) -> String {
    let mut page = Page { width, ..Page::default() };
    for event in Parser::new(rule.docs) {
        page.add(event);
    }
    format!("{}{}", title(rule, width), page.text)
}

/// All rules, a line or more for each.
#[must_use]
pub fn list(rules: &[&Rule], width: usize) -> String {
    let longest = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let margin = SEVERITY + 2 + longest + 2;
    let mut text = String::new();
    for rule in rules {
        let (style, severity) = (style(rule.severity), rule.severity.name());
        let line = if margin + COLUMN <= width {
            let start = format!("{style}{severity:SEVERITY$}{style:#}  {:longest$}  ", rule.name);
            filled(rule.summary, &start, &" ".repeat(margin), width)
        } else {
            let all = format!("{style}{severity}{style:#} {}: {}", rule.name, rule.summary);
            filled(&all, "", INDENT, width)
        };
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str("\nThe page of a rule: spacefile-lsp --explain RULE\n");
    text
}

/// What a fenced block of a page shows, by what stands after the fence: its language, the place of
/// the file unless that is `Spacefile`, and its kind.
#[must_use]
pub fn label(info: &str) -> Option<String> {
    let mut words = info.split(' ');
    let what = match words.next_back()? {
        "files" => "In a folder with",
        "example" => "Example",
        "output" => "Reported",
        "fixed" => "Fixed",
        "fine" => "Fine",
        _ => return None,
    };
    let place = words.nth(1).map(|place| format!(" (`{place}`)"));
    Some(format!("{what}{}:", place.unwrap_or_default()))
}

/// A page in the making.
#[derive(Debug, Default)]
struct Page {
    /// What is finished.
    text: String,
    width: usize,
    /// The paragraph, heading or code that is being read.
    open: String,
    /// Whether that is the title, which stands there already.
    title: bool,
    /// Whether it is code.
    code: bool,
}

impl Page {
    fn add(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.open.extend(text.chars().map(shown));
            }
            Event::Code(code) => {
                let code: String = code.chars().map(shown).collect();
                self.open.push_str(&format!("{CODE}`{code}`{CODE:#}"));
            }
            Event::SoftBreak | Event::HardBreak => self.open.push(' '),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } => self.title = true,
            Tag::Heading { .. } | Tag::Strong => self.open.push_str(&STRONG.render().to_string()),
            Tag::Emphasis => self.open.push_str(&EMPHASIS.render().to_string()),
            Tag::CodeBlock(kind) => {
                self.code = true;
                if let CodeBlockKind::Fenced(info) = kind {
                    self.announce(&info);
                }
            }
            Tag::Item => self.open.push_str("- "),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Strong => {
                self.open.push_str(&STRONG.render_reset().to_string());
            }
            TagEnd::Emphasis => self.open.push_str(&EMPHASIS.render_reset().to_string()),
            _ => {}
        }
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock => {
                self.close();
            }
            _ => {}
        }
    }

    /// Says what the code to come is, unless the text before does.
    fn announce(&mut self, info: &str) {
        if let Some(label) = label(info).filter(|_| !self.text.ends_with(":\n")) {
            self.text.push_str(&format!("\n{LABEL}{label}{LABEL:#}\n"));
        }
    }

    /// Finishes a block.
    fn close(&mut self) {
        let block = std::mem::take(&mut self.open);
        if std::mem::take(&mut self.title) || block.is_empty() {
            return;
        }
        self.text.push('\n');
        if std::mem::take(&mut self.code) {
            let line =
                |line: &str| if line == "\n" { line.to_owned() } else { format!("{INDENT}{line}") };
            self.text.extend(block.split_inclusive('\n').map(line));
            return;
        }
        self.text.push_str(&filled(&block, "", "", self.width));
        self.text.push('\n');
    }
}

/// The same line that starts a finding.
fn title(rule: &Rule, width: usize) -> String {
    let (style, bold) = (style(rule.severity), Style::new().bold());
    let start = format!("{style}{}[{}]{style:#}{bold}: ", rule.severity.name(), rule.name);
    let title = format!("{start}{}{bold:#}", rule.summary);
    filled(&title, "", "", width) + "\n"
}

fn style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::BrightBlue,
    };
    color.on_default().bold()
}

/// Pages show odd texts, too, and only their line ends are for the terminal.
fn shown(c: char) -> char {
    if c == '\n' { c } else { visible(c) }
}

fn filled(text: &str, start: &str, further: &str, width: usize) -> String {
    let options = Options::new(width.max(NARROWEST)).break_words(false);
    fill(text, options.initial_indent(start).subsequent_indent(further))
}

#[cfg(test)]
mod tests {
    use anstream::adapter::strip_str;

    use super::*;
    use crate::rules::{Check, RULES};

    const RULE: Rule = Rule {
        name: "odd-thing",
        severity: Severity::Warning,
        summary: "a thing is odd, which the rest of a line too long for it explains",
        docs: "# odd-thing\n\nA *very* **odd** `thing`.\nIt is.\n\n## More\n\n- one\n- two\n\n\
               ```yaml app/Spacefile example\na: b\n\n  c: d\n```\n\nThis is fine:\n\n\
               ```yaml fine\na: b\n```\n",
        check: Check::Elsewhere,
    };

    #[test]
    fn a_page_is_set_for_the_terminal() {
        let shown = "\
warning[odd-thing]: a thing is odd, which
the rest of a line too long for it
explains

A very odd `thing`. It is.

More

- one

- two

Example (`app/Spacefile`):

    a: b

      c: d

This is fine:

    a: b
";
        assert_eq!(strip_str(&rule(&RULE, 42)).to_string(), shown);
        let colored = rule(&RULE, 42);
        for part in
            ["\u{1b}[1modd\u{1b}[0m", "\u{1b}[3mvery\u{1b}[0m", "\u{1b}[36m`thing`\u{1b}[0m"]
        {
            assert!(colored.contains(part), "{part:?} is not in {colored:?}");
        }
    }

    #[test]
    fn lines_fit_unless_they_are_code() {
        for width in [40, 80, 100] {
            for rule in RULES {
                let page = strip_str(&super::rule(rule, width)).to_string();
                for line in page.lines().filter(|line| !line.starts_with(INDENT)) {
                    assert!(textwrap::core::display_width(line) <= width, "{}: {line}", rule.name);
                }
            }
            for line in strip_str(&list(RULES, width)).to_string().lines().rev().skip(1) {
                assert!(textwrap::core::display_width(line) <= width, "{line}");
            }
        }
    }
}
