//! The lines whose expression means no more than a pattern of gitignore could say.
//!
//! All this holds for paths without a line feed, in which a `.` of an expression takes any
//! character.

use super::super::shape::{Facets, ORIGINAL, ORIGINAL_BELOW, Shape};
use super::steps::{STAR, is_anchored_by_accident};

/// What is known of a line without compiling its expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ignore) enum Known {
    /// It is for nothing.
    Nothing,
    /// It is for this.
    Shape(Shape, Facets),
}

/// `text` is what is left of the line before its text is replaced. `None` if only its expression
/// tells.
pub(super) fn of(text: &str) -> Option<Known> {
    // The replacement character also stands for any byte that is not UTF-8.
    if text.contains(STAR) || text.contains(char::REPLACEMENT_CHARACTER) || text == "/" {
        return None;
    }
    let path = text.strip_prefix('/').unwrap_or(text);
    let slash = path.len() < text.len() || is_anchored_by_accident(text);
    let anchored = slash && !path.starts_with("**/");
    let body = path.strip_suffix('/').unwrap_or(path);
    let is_below = body.len() < path.len();
    let count = body.split('/').count();
    let mut shape = Shape::new(anchored || count > 1);
    if shape.is_path && !anchored && !body.starts_with("**/") {
        shape.raw(b"**/");
    }
    let (mut is_nothing, mut was_folders) = (false, false);
    for (name, number) in body.split('/').zip(1..) {
        let (after_slash, before_slash) = (number > 1 || anchored, number < count || is_below);
        if number > 1 {
            shape.raw(b"/");
        }
        is_nothing |= name.is_empty();
        if name == "**" && (after_slash || before_slash) {
            if was_folders {
                return None;
            }
            was_folders = true;
            shape.raw(b"**");
        } else if after_slash && name.starts_with("**") || before_slash && name.ends_with("**") {
            return None;
        } else {
            was_folders = false;
            add_name(&mut shape, name)?;
        }
    }
    // Nothing follows the slash of a `**/` at the end, and no path ends with one.
    is_nothing |= was_folders && (is_below || count == 1);
    if is_nothing {
        return Some(Known::Nothing);
    }
    if was_folders {
        // `a/**` is for `a` itself too.
        shape.glob.truncate(shape.glob.len().saturating_sub(3));
    }
    shape.finish();
    Some(Known::Shape(shape, if is_below { ORIGINAL_BELOW } else { ORIGINAL }))
}

/// Adds a name between slashes; `None` if it has more than stars and the simplest classes.
fn add_name(shape: &mut Shape, name: &str) -> Option<()> {
    let mut rest = name;
    while let Some(next) = rest.chars().next() {
        rest = rest.get(next.len_utf8()..)?;
        match next {
            '*' => shape.star(),
            '[' => {
                let end = rest.find(']')?;
                let members = rest.get(..end)?;
                if !is_simple(members.as_bytes()) {
                    return None;
                }
                shape.raw(format!("[{members}]").as_bytes());
                rest = rest.get(end + 1..)?;
            }
            '\\' => {
                let quoted = rest.chars().next()?;
                let is_itself = quoted.is_ascii() && !quoted.is_ascii_alphanumeric();
                if !is_itself || matches!(quoted, '.' | '?' | '\\') {
                    return None;
                }
                shape.literal(u8::try_from(quoted).ok()?);
                rest = rest.get(1..)?;
            }
            '(' | ')' | '|' | '+' | '^' | '$' => return None,
            // It may be a count.
            '{' if rest.starts_with(|digit: char| digit.is_ascii_digit()) => return None,
            _ => next.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| shape.literal(byte)),
        }
    }
    Some(())
}

/// Whether both readings take this for the same class, between its brackets.
fn is_simple(members: &[u8]) -> bool {
    let letter = u8::is_ascii_alphanumeric;
    let plain = |byte: &u8| letter(byte) || matches!(byte, b'_' | b'.' | b'?');
    let mut rest = members;
    loop {
        rest = match rest {
            [] => return !members.is_empty(),
            [low, b'-', high, rest @ ..] if low <= high && letter(low) && letter(high) => rest,
            [single, rest @ ..] if plain(single) => rest,
            _ => return false,
        };
    }
}
