//! A pattern taken apart: the names it is made of.

use crate::ignore::Line;

/// A line by the documentation, in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape<'l> {
    /// It takes back what an earlier line left out.
    pub(super) negated: bool,
    /// It is for folders only.
    pub(super) folders_only: bool,
    /// It is for what lies at any depth.
    pub(super) anywhere: bool,
    /// It has a slash in front: the Space CLI takes no other pattern for one of the root.
    pub(super) rooted: bool,
    /// What stands between its slashes, without those at its ends and the `**/` in front.
    pub(super) parts: Vec<&'l str>,
}

impl<'l> Shape<'l> {
    /// `None` if the line is no pattern by the documentation, or no text.
    pub(super) fn of(line: &Line<'l>) -> Option<Self> {
        let pattern = line.documented()?;
        let text = std::str::from_utf8(line.pattern).ok()?;
        let mut body = text.get(pattern.body.clone())?;
        let rooted = text.strip_prefix('!').unwrap_or(text).starts_with('/');
        let mut anywhere = !pattern.anchored;
        // Two of them are one by the documentation, but not for the Space CLI.
        if let Some(rest) = body.strip_prefix("**/") {
            (body, anywhere) = (rest, true);
        }
        Some(Self {
            negated: pattern.negated,
            folders_only: pattern.folders_only,
            anywhere,
            rooted: rooted && !anywhere,
            parts: body.split('/').collect(),
        })
    }

    /// The path it names, if it names one and no other.
    pub(super) fn path(&self) -> Option<String> {
        self.parts.iter().all(|part| is_literal(part)).then(|| self.parts.join("/"))
    }

    /// The names it starts with that mean nothing but themselves.
    pub(super) fn literal_start(&self) -> &[&'l str] {
        let literal = self.parts.iter().take_while(|part| is_literal(part)).count();
        self.parts.get(..literal).unwrap_or_default()
    }
}

/// Whether a name means itself in both readings.
pub(super) fn is_literal(part: &str) -> bool {
    part != "." && part != ".." && !part.contains('*') && is_simple(part)
}

/// Whether a name means in both readings: these letters, and anything for a star.
pub(super) fn is_simple(part: &str) -> bool {
    // Blanks at the ends of a line are dropped by one reading or both.
    !part.is_empty()
        && part.trim() == part
        && !part.contains("**")
        && part.chars().all(|it| it == '*' || is_ordinary(it))
}

fn is_ordinary(character: char) -> bool {
    character.is_alphanumeric() || " .,_-~@=%&'\":;<>".contains(character)
}
