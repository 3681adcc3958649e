//! How the rules on differing readings say what comes of it.

use super::{Files, Group};
use crate::diagnostic::Diagnostic;
use crate::ignore::Source;
use crate::ignore::tree::Totals;
use crate::rules::UploadContext;
use crate::rules::spaceignore::places;
use crate::rules::words::{list, quote, size};

/// A finding on a group: `the Space CLI {does}, so it leaves out …`, behind the secret that is at
/// stake, if one is.
pub(in crate::rules) fn finding(
    context: &UploadContext<'_>,
    group: &Group,
    does: &str,
) -> Diagnostic {
    let line = group.line.map(|id| context.tree.rules().line(id));
    let range = match line.filter(|line| line.source == Source::File) {
        Some(line) => places::pattern(context, &line),
        None => places::top(context),
    };
    let start = match group.secret() {
        Some(path) => format!("{} may hold secrets: ", shown(path)),
        None => String::new(),
    };
    let message = format!("{start}the Space CLI {does}, so it {}", effect(group));
    Diagnostic::new(range, message).on_disk()
}

/// A path or pattern, quoted.
pub(in crate::rules) fn shown(bytes: &[u8]) -> String {
    quote(&String::from_utf8_lossy(bytes))
}

/// What the Space CLI does to the files of a group.
fn effect(group: &Group) -> String {
    let said = group.secret();
    let parts = [("uploads", &group.uploaded), ("leaves out", &group.left_out)];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, files)| files.totals.files > 0)
        .map(|(verb, files)| format!("{verb} {}", named(files, said)))
        .collect();
    list(&parts, "and")
}

/// `a`, `b` and 3 more files (1.2 MB in all).
fn named(files: &Files, said: Option<&[u8]>) -> String {
    let Totals { files: all, bytes } = files.totals;
    let mut words: Vec<String> = files
        .named
        .iter()
        .map(
            |path| if Some(path.as_slice()) == said { "that file".to_owned() } else { shown(path) },
        )
        .collect();
    let more = all.saturating_sub(words.len() as u64);
    match more {
        0 => {}
        1 => words.push("1 more file".to_owned()),
        more => words.push(format!("{more} more files")),
    }
    let sum =
        if more > 0 && bytes > 0 { format!(" ({} in all)", size(bytes)) } else { String::new() };
    format!("{}{sum}", list(&words, "and"))
}
