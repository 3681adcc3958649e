//! Writes a pattern so that both readings take it as the documentation does.

use super::class::Class;
use super::tokens::{Set, Token, What, tokens};
use crate::ignore::{Line, Pattern};

/// A pattern on which both readings agree, as far as one can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Portable {
    pub(in crate::rules) negated: bool,
    /// Whether it is for one place, counted from the root, and not for any depth.
    pub(in crate::rules) rooted: bool,
    pub(in crate::rules) folders_only: bool,
    /// What is between, without slashes at its ends.
    pub(in crate::rules) body: String,
    /// The folder, where it names all that lies in one: `logs` of `logs/**`.
    pub(in crate::rules) folder: Option<String>,
}

/// What a line means by the documentation, written for both; `None` where that can't be done.
pub(in crate::rules) fn portable(line: &Line<'_>) -> Option<Portable> {
    let pattern = line.documented()?;
    write(line, &pattern, None)
}

/// The same text, but what belongs to one class of differences stays as it was written.
pub(super) fn but_for(line: &Line<'_>, class: Class) -> Option<String> {
    let pattern = line.documented()?;
    let portable = write(line, &pattern, Some(class))?;
    if class == Class::AnyDepth && is_bound_within(line, &pattern) {
        let unbound = Portable { rooted: false, folders_only: false, ..portable };
        return Some(format!("{}{}", if unbound.negated { "!" } else { "" }, unbound.body));
    }
    Some(portable.same())
}

/// The classes of differences that could come from how a pattern is written.
pub(super) fn features(line: &Line<'_>) -> Vec<Class> {
    let Some(pattern) = line.documented() else { return Vec::new() };
    let tokens = tokens(line, &pattern).unwrap_or_default();
    let mut found: Vec<Class> =
        (0..tokens.len()).filter_map(|at| feature(&tokens, at, &pattern)).collect();
    found.extend(is_bound_within(line, &pattern).then_some(Class::AnyDepth));
    found.sort_unstable();
    found.dedup();
    found
}

/// Writes a path so that both readings take it for itself, without slashes at its ends.
pub(in crate::rules) fn literal(path: &[u8]) -> Option<String> {
    let token = |byte: &u8| {
        let what = if *byte == b'/' { What::Slash } else { What::Byte(*byte) };
        Token { what, range: 0..0 }
    };
    let tokens: Vec<Token> = path.iter().map(token).collect();
    let mut text = Vec::new();
    (0..tokens.len()).try_for_each(|at| add(&mut text, &tokens, at))?;
    String::from_utf8(text).ok().filter(|text| !text.contains('\n'))
}

impl Portable {
    /// The line that means what the documentation says.
    pub(in crate::rules) fn same(&self) -> String {
        self.at(self.rooted)
    }

    /// The line for one place from the root, or for any depth.
    pub(in crate::rules) fn at(&self, rooted: bool) -> String {
        let slash = if self.folders_only { "/" } else { "" };
        format!("{}{}{slash}", self.start(rooted, self.body.contains('/')), self.body)
    }

    /// The two lines for a folder with everything in it.
    pub(in crate::rules) fn with_content(&self, rooted: bool) -> [String; 2] {
        let folder = self.folder.as_ref().unwrap_or(&self.body);
        let start = |is_path| self.start(rooted, is_path);
        [format!("{}{folder}", start(folder.contains('/'))), format!("{}{folder}/**", start(true))]
    }

    fn start(&self, rooted: bool, is_path: bool) -> String {
        let sign = if self.negated { "!" } else { "" };
        // A slash within it would bind it to the root.
        let place = match (rooted, is_path) {
            (true, _) => "/",
            (false, true) => "**/",
            (false, false) => "",
        };
        format!("{sign}{place}")
    }
}

/// Whether a slash in its middle alone binds a pattern to the root.
fn is_bound_within(line: &Line<'_>, pattern: &Pattern) -> bool {
    let body = line.pattern.get(pattern.body.clone()).unwrap_or_default();
    let starts_with_slash = pattern.body.start > usize::from(pattern.negated);
    pattern.anchored && !starts_with_slash && !body.starts_with(b"**/")
}

fn write(line: &Line<'_>, pattern: &Pattern, raw: Option<Class>) -> Option<Portable> {
    let all = tokens(line, pattern)?;
    // Any number of folders at the start is any depth.
    let start = all.chunks(2).take_while(|pair| is_folders(pair)).count() * 2;
    let tokens = all.get(start..)?;
    let text = |tokens: &[Token]| {
        let mut text = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if raw.is_some() && feature(tokens, at, pattern) == raw {
                text.extend_from_slice(line.pattern.get(token.range.clone())?);
            } else {
                add(&mut text, tokens, at)?;
            }
        }
        String::from_utf8(text).ok()
    };
    let (mut rooted, mut folder) = (pattern.anchored && start == 0, None);
    match tokens {
        // All that lies anywhere is everything.
        [Token { what: What::Folders, .. }] => rooted = false,
        [init @ .., slash, last] if slash.what == What::Slash && last.what == What::Folders => {
            folder = Some(text(init)?);
        }
        _ => {}
    }
    let (negated, folders_only) = (pattern.negated, pattern.folders_only);
    Some(Portable { negated, rooted, folders_only, body: text(tokens)?, folder })
}

/// Whether two parts are any number of folders and the slash behind.
fn is_folders(pair: &[Token]) -> bool {
    matches!(pair, [folders, slash]
        if folders.what == What::Folders && slash.what == What::Slash)
}

/// The class of differences that a part belongs to as it is written, if it does.
fn feature(tokens: &[Token], at: usize, pattern: &Pattern) -> Option<Class> {
    let token = tokens.get(at)?;
    let is_quoted = token.range.len() > 1;
    match &token.what {
        What::One | What::Byte(b'?') => Some(Class::QuestionMark),
        What::Byte(byte) if is_quoted => {
            let has_meaning = byte.is_ascii_alphanumeric() || *byte == b'.' || !byte.is_ascii();
            has_meaning.then_some(Class::Escape)
        }
        What::Byte(byte) => b"+()|{}^$".contains(byte).then_some(Class::RegexCharacter),
        What::Star => (token.range.len() > 1).then_some(Class::DoubleStar),
        What::Folders if at + 1 < tokens.len() => None,
        What::Folders if tokens.len() == 1 || pattern.folders_only => Some(Class::DoubleStar),
        What::Folders => Some(Class::FolderItself),
        What::Class(set) if set.listed.is_ascii() => Some(Class::Bracket),
        What::Class(_) => Some(Class::NonAscii),
        What::Slash => None,
    }
}

/// Adds a part so that both readings take it alike; `None` if that can't be done.
fn add(text: &mut Vec<u8>, tokens: &[Token], at: usize) -> Option<()> {
    let what = |at: usize| tokens.get(at).map(|token| &token.what);
    let before = at.checked_sub(1).and_then(what);
    let after = what(at + 1);
    match what(at)? {
        What::Slash => text.push(b'/'),
        What::One => text.extend_from_slice(b"[^/]"),
        What::Star => text.push(b'*'),
        What::Folders => {
            text.extend_from_slice(if after.is_none() { b"*" } else { b"**" });
        }
        What::Class(set) => {
            let is_end = |side: Option<&What>| side.is_none_or(|what| *what == What::Slash);
            add_class(text, set, !is_end(before) && !is_end(after))?;
        }
        // The Space CLI drops it at the end of a line, in any number.
        What::Byte(b'\r') if after.is_none() => return None,
        What::Byte(b'?') => text.extend_from_slice(b"[?]"),
        What::Byte(b' ') if before.is_none() || after.is_none() => text.extend_from_slice(b"[ ]"),
        // Before a star, the Space CLI would take the backslash and the star for a pair, or two
        // stars for one thing.
        What::Byte(byte @ (b'*' | b'\\')) if after == Some(&What::Star) => {
            text.extend_from_slice(&[b'[', b'\\', *byte, b']']);
        }
        What::Byte(byte) => {
            let is_sign = before.is_none() && b"#!".contains(byte);
            if is_sign || b"+()|{}^$[]*\\".contains(byte) {
                text.push(b'\\');
            }
            text.push(*byte);
        }
    }
    Some(())
}

/// Adds a class. One that lists what it is not for may be a slash for the Space CLI, if it stands
/// where one could be.
fn add_class(text: &mut Vec<u8>, set: &Set, may_be_slash: bool) -> Option<()> {
    if set.listed.is_empty() || set.listed.iter().any(|byte| !(b' '..=b'~').contains(byte)) {
        return None;
    }
    text.extend_from_slice(if set.negated { b"[^" } else { b"[" });
    let start = text.len();
    let is_next = |one: &u8, other: &u8| {
        one + 1 == *other && one.is_ascii_alphanumeric() && other.is_ascii_alphanumeric()
    };
    for run in set.listed.chunk_by(is_next) {
        match run {
            [first, _, .., last] if run.len() > 3 => text.extend_from_slice(&[*first, b'-', *last]),
            few => {
                for byte in few {
                    let is_sign = text.len() == start && *byte == b'!';
                    if is_sign || b"\\[]^-*".contains(byte) {
                        text.push(b'\\');
                    }
                    text.push(*byte);
                }
            }
        }
    }
    if set.negated && may_be_slash {
        text.push(b'/');
    }
    text.push(b']');
    Some(())
}
