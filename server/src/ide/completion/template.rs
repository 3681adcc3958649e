//! Text to insert, with places to fill in.

/// A text to insert: lines, words and places to fill in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// What is written.
    Text(String),
    /// A new line that starts at a column, in characters from 0.
    Line(usize),
    /// A place to fill in, with what stands there until somebody does. The places are visited by
    /// their numbers, from 1; 0 is the last one.
    Stop(u32, String),
}

/// How the lines below the first one are to be indented.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'t> {
    /// What ends a line.
    pub line_break: &'t str,
    /// Columns that the client adds to each line by itself.
    pub added: usize,
}

impl Template {
    /// A template that is a text and nothing else.
    #[must_use]
    pub fn of(text: impl Into<String>) -> Self {
        Self::default().text(text)
    }

    /// Goes on with a text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Text(text.into()));
        self
    }

    /// Goes on with a line that starts at a column, in characters from 0.
    #[must_use]
    pub fn line(mut self, column: usize) -> Self {
        self.parts.push(Part::Line(column));
        self
    }

    /// Goes on with a place to fill in.
    #[must_use]
    pub fn stop(mut self, number: u32, text: impl Into<String>) -> Self {
        self.parts.push(Part::Stop(number, text.into()));
        self
    }

    /// Goes on with another template.
    #[must_use]
    pub fn then(mut self, other: Template) -> Self {
        self.parts.extend(other.parts);
        self
    }

    /// Whether it needs a client that knows snippets: otherwise it is the same as its text.
    #[must_use]
    pub fn has_stops(&self) -> bool {
        // The cursor ends up behind a text anyway.
        let last = self.parts.len().saturating_sub(1);
        let is_end = |index: usize, part: &Part| {
            index == last && matches!(part, Part::Stop(_, text) if text.is_empty())
        };
        let mut parts = self.parts.iter().enumerate();
        parts.any(|(index, part)| matches!(part, Part::Stop(..)) && !is_end(index, part))
    }

    /// Whether it has more than one line.
    #[must_use]
    pub fn has_lines(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Line(_)))
    }

    /// Whether it starts with a new line.
    #[must_use]
    pub fn starts_line(&self) -> bool {
        matches!(self.parts.first(), Some(Part::Line(_)))
    }

    /// What a client inserts that knows no places to fill in: all up to the first that is empty,
    /// so that the cursor stands there.
    #[must_use]
    pub fn plain(&self, layout: Layout<'_>) -> String {
        let mut plain = String::new();
        for part in &self.parts {
            match part {
                Part::Stop(_, text) if text.is_empty() => break,
                Part::Text(text) | Part::Stop(_, text) => plain.push_str(text),
                Part::Line(column) => push_line(&mut plain, *column, layout),
            }
        }
        plain
    }

    /// The whole as a snippet of the protocol.
    #[must_use]
    pub fn snippet(&self, layout: Layout<'_>) -> String {
        let mut snippet = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => push_escaped(&mut snippet, text),
                Part::Line(column) => push_line(&mut snippet, *column, layout),
                Part::Stop(number, text) if text.is_empty() => {
                    snippet.push_str(&format!("${number}"));
                }
                Part::Stop(number, text) => {
                    snippet.push_str(&format!("${{{number}:"));
                    push_escaped(&mut snippet, text);
                    snippet.push('}');
                }
            }
        }
        snippet
    }
}

fn push_line(text: &mut String, column: usize, layout: Layout<'_>) {
    text.push_str(layout.line_break);
    text.extend(std::iter::repeat_n(' ', column.saturating_sub(layout.added)));
}

fn push_escaped(snippet: &mut String, text: &str) {
    for character in text.chars() {
        if matches!(character, '$' | '}' | '\\') {
            snippet.push('\\');
        }
        snippet.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout<'static> = Layout { line_break: "\n", added: 0 };

    #[test]
    fn what_means_something_in_snippets_is_escaped() {
        let template = Template::of("dev: ").stop(1, "a --port $PORT").text(" ${x}\\");
        assert_eq!(template.snippet(LAYOUT), "dev: ${1:a --port \\$PORT} \\${x\\}\\\\");
        assert_eq!(template.plain(LAYOUT), "dev: a --port $PORT ${x}\\");
    }

    #[test]
    fn without_snippets_the_cursor_stands_at_the_first_gap() {
        let template =
            Template::of("micros:").line(2).text("- name: ").stop(1, "").line(4).text("src: ");
        assert_eq!(template.plain(LAYOUT), "micros:\n  - name: ");
        assert_eq!(template.snippet(LAYOUT), "micros:\n  - name: $1\n    src: ");
        let adjusted = Layout { line_break: "\r\n", added: 2 };
        assert_eq!(template.snippet(adjusted), "micros:\r\n- name: $1\r\n  src: ");
    }
}
