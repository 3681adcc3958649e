//! What is shown to explain something: once with Markdown, once without.

use spacefile_schema::plain;

/// An explanation, in paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    /// Paragraphs, with the little Markdown that doc comments have.
    Text(String),
    /// A piece of a Spacefile.
    Code(String),
}

impl Words {
    /// Goes on with a paragraph, or several; nothing for an empty text.
    #[must_use]
    pub fn text(mut self, markdown: impl Into<String>) -> Self {
        let markdown = markdown.into();
        if !markdown.is_empty() {
            self.blocks.push(Block::Text(markdown));
        }
        self
    }

    /// Goes on with a piece of a Spacefile.
    #[must_use]
    pub fn code(mut self, yaml: impl Into<String>) -> Self {
        self.blocks.push(Block::Code(yaml.into()));
        self
    }

    /// Goes on with another explanation.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.blocks.extend(other.blocks);
        self
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// As Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        self.join(|block| match block {
            Block::Text(text) => text.clone(),
            Block::Code(code) => {
                let fence = fence(code);
                format!("{fence}yaml\n{}\n{fence}", code.trim_end())
            }
        })
    }

    /// As text that is shown as it is.
    #[must_use]
    pub fn plain(&self) -> String {
        self.join(|block| match block {
            Block::Text(text) => plain(text),
            Block::Code(code) => {
                let lines = code.trim_end().lines().map(|line| format!("    {line}"));
                lines.collect::<Vec<_>>().join("\n")
            }
        })
    }

    fn join(&self, show: impl Fn(&Block) -> String) -> String {
        self.blocks.iter().map(show).collect::<Vec<_>>().join("\n\n")
    }
}

/// What a user wrote, as a code span of Markdown: whatever is in it, it stays one.
#[must_use]
pub fn code(text: &str) -> String {
    /// More than that is no name any more.
    const LONGEST: usize = 200;
    let visible = |c: char| if c.is_control() || c == '`' { ' ' } else { c };
    let shown: String = text.chars().take(LONGEST).map(visible).collect();
    let more = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    format!("`{}{more}`", shown.trim())
}

/// A fence that doesn't occur in what is fenced.
fn fence(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_code_whatever_is_in_it() {
        let words = Words::default().text("See `a`.").code("run: ```\n");
        assert_eq!(words.markdown(), "See `a`.\n\n````yaml\nrun: ```\n````");
        assert_eq!(words.plain(), "See a.\n\n    run: ```");
        assert_eq!(code("a`b\n"), "`a b`");
    }
}
