//! Would a push work?

use super::{Micro, Preview, Spacefile, words};
use crate::diagnostic::Severity;
use crate::ignore::summary::{Abort, MOST_BYTES, NAMED};
use crate::ignore::tree::{Kind, Snag, Totals};
use crate::ignore::walk::{Spaceignore, Unread};
use crate::project::SPACEFILE;
use crate::rules::words::{count, list};

/// Something that keeps a push from working.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hindrance {
    /// Of which kind it is.
    pub kind: HindranceKind,
    /// What it is: a sentence without a full stop.
    pub words: String,
    /// What to do about it. Whole sentences.
    pub help: Option<String>,
}

/// A kind of hindrance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HindranceKind {
    /// The Spacefile would be refused, or isn't there.
    Spacefile,
    /// The Space CLI fails, hangs, or uploads nothing.
    Abort,
    /// More goes up than fits.
    Size,
}

/// What keeps a push from working, in the order in which it would show; of what the Space CLI
/// stumbles over, the first few. None at all means that it works, as far as can be told.
#[must_use]
pub fn hindrances(preview: &Preview<'_>) -> Vec<Hindrance> {
    let plain = |kind| move |words| Hindrance { kind, words, help: None };
    let spacefile = spacefile(preview.spacefile).map(plain(HindranceKind::Spacefile));
    let at_root = at_root(preview).map(plain(HindranceKind::Abort));
    let below = preview.summary.aborts.iter().take(NAMED).map(|abort| Hindrance {
        kind: HindranceKind::Abort,
        words: format!("`{}` {}", words::path(&abort.path), why(abort)),
        help: Some(advice(abort)),
    });
    let size = oversize(preview).map(plain(HindranceKind::Size));
    spacefile.into_iter().chain(at_root).chain(below).chain(size).collect()
}

fn spacefile(spacefile: &Spacefile) -> Option<String> {
    match spacefile {
        Spacefile::Missing => {
            Some(format!("there is no `{SPACEFILE}` here, without which nothing can be pushed"))
        }
        Spacefile::Unreadable(why) => Some(format!("the `{SPACEFILE}` can't be read: {why}")),
        Spacefile::Checked { checked, .. } => match checked.ok {
            Some(true) => None,
            None => Some(format!("the `{SPACEFILE}` is too large to be judged")),
            Some(false) => {
                let all = checked.diagnostics.iter().chain(&checked.suppressed);
                let errors: Vec<_> =
                    all.filter(|found| found.severity == Severity::Error).collect();
                let first = errors.first().map(|found| &found.message);
                let more = match errors.len() {
                    0 | 1 => String::new(),
                    many => format!(" (and {})", count(many - 1, "more error", "more errors")),
                };
                let what = first.map_or_else(String::new, |first| format!(": {first}{more}"));
                Some(format!("the `{SPACEFILE}` is refused{what}"))
            }
        },
    }
}

/// Why the Space CLI would fail or hang, or upload nothing, before it looks at any file.
fn at_root(preview: &Preview<'_>) -> Option<String> {
    if preview.is_link {
        let root = preview.root;
        return Some(format!("`{root}` is a link itself, and the Space CLI then uploads no file"));
    }
    match preview.spaceignore {
        Spaceignore::Unreadable(unread) => {
            unreadable(*unread).map(|why| format!("`.spaceignore` {why}"))
        }
        _ => None,
    }
}

fn unreadable(unread: Unread) -> Option<&'static str> {
    match unread {
        Unread::Folder => Some("is a folder, which the Space CLI can't read"),
        Unread::NoFile => Some("is no file: the Space CLI waits for it, or fails"),
        Unread::Denied => Some("may not be read, and the Space CLI fails"),
        Unread::Failed => Some("can't be read, and the Space CLI fails"),
        // That is our limit, not that of the Space CLI.
        Unread::TooLarge => None,
    }
}

/// What the Space CLI does when it comes to this.
fn why(abort: &Abort) -> &'static str {
    match (abort.snag, abort.kind) {
        (Snag::Denied | Snag::Failed, Kind::Folder) => {
            "is a folder that can't be read: the Space CLI fails, even where it is ignored"
        }
        (Snag::Denied, _) => "may not be read: the Space CLI fails",
        (Snag::Failed, _) => "can't be read: the Space CLI fails",
        (Snag::LinkToFolder, _) => {
            "is a link to a folder: the Space CLI fails (\"is a directory\")"
        }
        (Snag::LinkToNothing, _) => {
            "is a link that leads nowhere: the Space CLI fails (\"no such file or directory\")"
        }
        (Snag::LinkLoop, _) => {
            "is a link that leads back to itself: the Space CLI fails (\"too many levels of \
             symbolic links\")"
        }
        (Snag::Pipe, Kind::Link) => "is a link to a pipe: the Space CLI hangs forever",
        (Snag::Pipe, _) => "is a pipe: the Space CLI hangs forever",
        (Snag::Socket, _) => "is a socket: the Space CLI fails (\"no such device or address\")",
        (Snag::Device, _) => "is a device: the Space CLI reads it until it ends, if ever",
    }
}

/// How one gets rid of it.
fn advice(abort: &Abort) -> String {
    if let (Snag::Denied | Snag::Failed, Kind::Folder) = (abort.snag, abort.kind) {
        return "Make it readable, or move it into an ignored folder.".to_owned();
    }
    // A line with a slash at its end is not for links. These characters mean themselves in both
    // readings.
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-/".contains(byte);
    match abort.path.iter().all(is_plain) {
        true => format!("A line `/{}` in `.spaceignore` leaves it out.", words::path(&abort.path)),
        false => "A line in `.spaceignore` can leave it out.".to_owned(),
    }
}

/// Why more goes up than fits, if it does. The limit is one for each Micro, so an app of several
/// may have more in all.
pub(super) fn oversize(preview: &Preview<'_>) -> Option<String> {
    let kept = preview.summary.kept;
    if kept.bytes <= MOST_BYTES {
        return None;
    }
    let most = words::size(MOST_BYTES);
    let micros = micros(preview);
    let is_over = |(_, totals): &&(&Micro, Totals)| totals.bytes > MOST_BYTES;
    let over: Vec<String> = micros
        .iter()
        .filter(is_over)
        .map(|(micro, totals)| format!("{} of `{}`", words::size(totals.bytes), micro.name))
        .collect();
    let inside: u64 = micros.iter().map(|(_, totals)| totals.bytes).sum();
    let outside = kept.bytes.saturating_sub(inside);
    if micros.len() > 1 && over.is_empty() && outside <= MOST_BYTES {
        return None;
    }
    let of = match over.as_slice() {
        over @ [_, ..] if micros.len() > 1 => format!(", {}", list(over, "and")),
        _ => String::new(),
    };
    Some(format!("{} go up{of}, and {most} are the most for a Micro", words::size(kept.bytes)))
}

/// The Micros whose folders are there, with what goes up of each.
fn micros<'p>(preview: &Preview<'p>) -> Vec<(&'p Micro, Totals)> {
    let Spacefile::Checked { micros, .. } = preview.spacefile else { return Vec::new() };
    let known = micros.iter().filter_map(|micro| {
        let folder = preview.tree.find(micro.src.as_bytes())?;
        Some((micro, preview.summary.folder(preview.tree, folder)?))
    });
    known.collect()
}
