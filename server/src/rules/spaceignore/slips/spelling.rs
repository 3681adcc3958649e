//! Slips that the text of a line shows.

use super::What;
use crate::ignore::Line;
use crate::rules::UploadContext;

/// Why a line can't match anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules::spaceignore) enum Fault {
    /// The `[` at this offset of the pattern is never closed.
    Unclosed(usize),
    /// The class at this offset of the pattern has a name in it that no class has.
    UnknownClass(usize),
    /// It ends with a `\` that quotes nothing.
    LastBackslash,
    /// There is no name between two slashes.
    NoName,
}

/// What is wrong with how a line is written. `idle`: it does nothing to what there is.
pub(super) fn slip(line: &Line<'_>, idle: bool) -> Option<What> {
    if !idle {
        return None;
    }
    let text = std::str::from_utf8(line.pattern).ok()?;
    let body = text.strip_prefix('!').unwrap_or(text);
    if body.starts_with('\t') || body.ends_with('\t') {
        return Some(What::Tab);
    }
    if let Some(at) = comment(text) {
        return Some(What::Comment(at));
    }
    if is_divided_by_backslash(body) {
        return Some(What::Backslash);
    }
    if body.split('/').any(|name| name == "." || name == "..") {
        return Some(What::Dots);
    }
    fault(text).map(What::Malformed)
}

/// Whether a line ends with blanks that don't count.
pub(super) fn ends_with_blanks(context: &UploadContext<'_>, line: &Line<'_>) -> bool {
    let rest = context.tree.rules().text().get(line.range.end..line.whole.end).unwrap_or_default();
    line.documented().is_some() && rest.starts_with(b" ")
}

/// Where a comment was meant to begin: a `#` with a blank before and behind it.
fn comment(text: &str) -> Option<usize> {
    let mut signs = text.match_indices('#').map(|(at, _)| at);
    signs.find(|at| {
        let (before, after) = (text.get(..*at), text.get(at + 1..));
        before.is_some_and(|it| it.ends_with([' ', '\t']) && !it.trim().is_empty())
            && after.is_some_and(|it| it.is_empty() || it.starts_with([' ', '\t', '#']))
    })
}

/// Whether a backslash stands where a path on Windows has one: nobody has a reason to quote a
/// letter.
fn is_divided_by_backslash(body: &str) -> bool {
    let mut rest = body;
    while let Some((_, after)) = rest.split_once('\\') {
        let mut behind = after.chars();
        match behind.next() {
            // `\d` alone is rather meant as in a regular expression.
            Some(letter) if letter.is_alphanumeric() && is_name(behind.clone().next()) => {
                return true;
            }
            // What is quoted is no backslash of its own.
            Some(_) => rest = behind.as_str(),
            None => return !body.contains(['[', '*', '?']) && body.len() > 1,
        }
    }
    false
}

/// Whether a name goes on with this.
fn is_name(next: Option<char>) -> bool {
    next.is_some_and(|next| next.is_alphanumeric() || "._-".contains(next))
}

/// What keeps a pattern from matching anything.
fn fault(text: &str) -> Option<Fault> {
    let body = text.strip_prefix('!').unwrap_or(text);
    if body.contains("//") {
        return Some(Fault::NoName);
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'\\' if at + 1 == bytes.len() => return Some(Fault::LastBackslash),
            b'\\' => at + 2,
            b'[' => match class_end(bytes, at) {
                Ok(end) => end,
                Err(fault) => return Some(fault),
            },
            _ => at + 1,
        };
    }
    None
}

/// Where the class ends that starts at an offset.
fn class_end(bytes: &[u8], start: usize) -> Result<usize, Fault> {
    const KNOWN: [&[u8]; 12] = [
        b"alnum", b"alpha", b"blank", b"cntrl", b"digit", b"graph", b"lower", b"print", b"punct",
        b"space", b"upper", b"xdigit",
    ];
    let mut at = start + 1;
    at += usize::from(matches!(bytes.get(at), Some(b'!' | b'^')));
    let first = at;
    loop {
        match bytes.get(at).ok_or(Fault::Unclosed(start))? {
            b']' if at > first => return Ok(at + 1),
            b'\\' => at += 2,
            b'[' if bytes.get(at + 1) == Some(&b':') => {
                let rest = bytes.get(at + 2..).unwrap_or_default();
                let end = rest.iter().position(|byte| *byte == b']');
                let end = end.ok_or(Fault::Unclosed(start))?;
                match rest.get(..end).and_then(|name| name.strip_suffix(b":")) {
                    Some(name) if !KNOWN.contains(&name) => return Err(Fault::UnknownClass(at)),
                    Some(_) => at += 2 + end + 1,
                    None => at += 1,
                }
            }
            _ => at += 1,
        }
    }
}
