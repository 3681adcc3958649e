//! What a pattern is for, written in the one way that both readings share.

use super::super::shape::{BELOW, ENTRY, FOLDER, Facets, Shape, names};
use super::{Never, Pattern, class, glob};

impl Pattern {
    /// `line` is what was parsed.
    pub(in crate::ignore) fn shape(&self, line: &[u8]) -> Result<(Shape, Facets), Never> {
        let body = line.get(self.body.clone()).unwrap_or_default();
        if body.is_empty() {
            return Err(Never::Empty);
        }
        let mut shape = rewrite(body, self.anchored)?;
        let facets = if self.folders_only {
            FOLDER
        } else if self.anchored && strip_below(&mut shape.glob) {
            BELOW
        } else {
            ENTRY
        };
        shape.finish();
        let is_everything = facets == BELOW && shape.glob.is_empty();
        if !is_everything && names(&shape.glob).any(|name| is_none(shape.glob.get(name))) {
            return Err(Never::NoName);
        }
        Ok((shape, facets))
    }
}

/// Whether no entry has this name.
fn is_none(name: Option<&[u8]>) -> bool {
    matches!(name, None | Some(b"" | b"." | b".."))
}

fn rewrite(body: &[u8], is_path: bool) -> Result<Shape, Never> {
    let mut shape = Shape::new(is_path);
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        let start = at;
        at = glob::after(body, at);
        match byte {
            b'*' => {
                at = start + glob::run(body, start);
                if !is_path || !glob::is_folders(body, start, at) {
                    shape.star();
                } else if shape.glob == b"**/" || shape.glob.ends_with(b"/**/") {
                    // Twice any number of folders is any number of them.
                    shape.glob.pop();
                } else {
                    shape.raw(b"**");
                }
            }
            b'?' | b'/' => shape.raw(&[byte]),
            b'[' => {
                class::contains(body, start + 1, 0).ok_or(Never::BadClass)?;
                shape.raw(body.get(start..at).unwrap_or_default());
            }
            b'\\' => shape.literal(*body.get(start + 1).ok_or(Never::UnfinishedEscape)?),
            _ => shape.literal(byte),
        }
    }
    Ok(shape)
}

/// Goes without a `/**` at the end; whether there was one.
fn strip_below(glob: &mut Vec<u8>) -> bool {
    let length = match glob.strip_suffix(b"**") {
        Some([]) => Some(0),
        // A slash alone has no name before it.
        Some([before @ .., b'/']) if !before.is_empty() => Some(before.len()),
        _ => None,
    };
    glob.truncate(length.unwrap_or(glob.len()));
    length.is_some()
}
