//! The classes of differences, and to which one a line belongs on a file.

use std::rc::Rc;

use super::blame::{Blame, Way};
use super::chain::{Chain, Step};
use super::lines::Lines;
use crate::ignore::{Dropped, Fault, Line, LineId, Pattern, Readings, Source};

/// A class of differences: one rule each. Of those that come from how a part of a pattern is
/// written, an earlier one is named rather than a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) enum Class {
    /// A default of the Space CLI that is not documented.
    UndocumentedDefault,
    /// A line feed in the name of a file or folder.
    LineBreak,
    /// A byte order mark before the first pattern.
    ByteOrderMark,
    /// Several CR at the end of a line.
    DoubleReturn,
    /// A blank before a pattern.
    LeadingBlank,
    /// `!!x`, `!#x`.
    DoubleSign,
    /// `/` or `!/`.
    LoneSlash,
    /// A line that is no UTF-8.
    NotUtf8,
    /// A blank with a backslash at the end.
    EscapedBlank,
    /// A line that the Space CLI drops.
    Dropped,
    /// `!dist/`.
    FolderSlash,
    /// `!dist`, with something below that is left out.
    Subtree,
    /// The same behind a `*`.
    AllowList,
    /// `!dist/**`.
    Content,
    /// `!logs/keep.txt` behind `logs/`.
    BelowFolder,
    /// `?`.
    QuestionMark,
    /// `[äö]`.
    NonAscii,
    /// `[!a]`, `x[^a]y`.
    Bracket,
    /// `(app)`, `a+b`.
    RegexCharacter,
    /// `\.env`, `src\data`.
    Escape,
    /// `foo**/bar`, `foo/**/`.
    DoubleStar,
    /// `logs/**`.
    FolderItself,
    /// `a/b`.
    AnyDepth,
}

/// To which class a line belongs on a file.
pub(super) fn classify(blame: &Blame, chain: &Chain<'_>, lines: &mut Lines<'_>) -> Class {
    if breaks(blame, chain, lines) {
        return Class::LineBreak;
    }
    if let Some(class) = lines.get(blame.line).spelled {
        return class;
    }
    let line = lines.line(blame.line);
    let Some(pattern) = line.documented() else { return Class::RegexCharacter };
    let class = by_way(blame, chain, &line, &pattern, lines);
    class.unwrap_or_else(|| by_feature(blame, chain, pattern.negated, lines))
}

/// Whether it is only for a line feed in a name that the Space CLI reads a line differently.
fn breaks(blame: &Blame, chain: &Chain<'_>, lines: &mut Lines<'_>) -> bool {
    if !chain.path.contains(&b'\n') {
        return false;
    }
    let known = lines.get(blame.line);
    let other: Vec<u8> =
        chain.path.iter().map(|byte| if *byte == b'\n' { b'_' } else { *byte }).collect();
    known.readings.original(chain.path) != known.readings.original(&other)
}

/// The class of a line as a whole, if one can tell by looking at it.
pub(super) fn by_spelling(line: &Line<'_>, text: &[u8]) -> Option<Class> {
    match line.source {
        Source::OriginalDefault => return Some(Class::UndocumentedDefault),
        // None of these reads differently but for a line feed.
        Source::Default => return Some(Class::LineBreak),
        Source::File => {}
    }
    let whole = text.get(line.whole.clone()).unwrap_or_default();
    let has_mark = line.whole.start == 0 && whole.starts_with("\u{feff}".as_bytes());
    let fault = match line.dropped() {
        Some(Dropped::Invalid(fault)) => Some(fault),
        _ => None,
    };
    Some(match fault {
        _ if has_mark => Class::ByteOrderMark,
        _ if whole.ends_with(b"\r\r") => Class::DoubleReturn,
        _ if whole.starts_with(b" ") => Class::LeadingBlank,
        _ if matches!(line.pattern, [b'!', b'!' | b'#', ..]) => Class::DoubleSign,
        _ if matches!(line.pattern, b"/" | b"!/") => Class::LoneSlash,
        Some(Fault::NotText) => Class::NotUtf8,
        Some(_) if line.pattern.ends_with(b"\\ ") => Class::EscapedBlank,
        Some(Fault::BadEscape | Fault::UnfinishedEscape) => Class::Escape,
        Some(_) => Class::Dropped,
        None => return None,
    })
}

/// The class of a line that is read alike but counts for something else.
fn by_way(
    blame: &Blame,
    chain: &Chain<'_>,
    line: &Line<'_>,
    pattern: &Pattern,
    lines: &mut Lines<'_>,
) -> Option<Class> {
    let body = line.pattern.get(pattern.body.clone()).unwrap_or_default();
    match blame.way {
        Way::Subtree if is_allowed(blame.line, chain, lines) => Some(Class::AllowList),
        Way::Subtree => Some(Class::Subtree),
        Way::Below => Some(Class::BelowFolder),
        Way::Opens if body.ends_with(b"/**") => Some(Class::Content),
        Way::Misses if pattern.negated && pattern.folders_only => {
            let folder = chain.path_of(chain.steps.get(blame.at)?);
            let inside = [folder, b"/x"].concat();
            if !lines.get(blame.line).readings.original(&inside) {
                return None;
            }
            let is_every = body.iter().all(|byte| *byte == b'*');
            Some(if is_every { Class::AllowList } else { Class::FolderSlash })
        }
        _ => None,
    }
}

/// Whether what a line takes back was left out by a line above that leaves out everything.
fn is_allowed(line: LineId, chain: &Chain<'_>, lines: &mut Lines<'_>) -> bool {
    let known = lines.get(line);
    let is_named = |step: &&Step| known.readings.documented(chain.path_of(step), step.is_folder);
    let named = chain.steps.iter().find(is_named);
    let Some(named) = named else { return false };
    let above = lines.rules.lines().filter(|(id, other)| {
        let is_every = |pattern: Pattern| {
            let body = other.pattern.get(pattern.body).unwrap_or_default();
            !pattern.negated && !body.is_empty() && body.iter().all(|byte| *byte == b'*')
        };
        *id < line && other.source == Source::File && other.documented().is_some_and(is_every)
    });
    let above: Vec<LineId> = above.map(|(id, _)| id).collect();
    let path = chain.path_of(named);
    above.into_iter().any(|id| lines.get(id).readings.documented(path, named.is_folder))
}

/// The class of a part of the pattern that makes the difference alone, or else of the first one
/// that could.
fn by_feature(blame: &Blame, chain: &Chain<'_>, is_negated: bool, lines: &mut Lines<'_>) -> Class {
    let known = lines.get(blame.line);
    let differs =
        |readings: Option<Rc<Readings>>| readings.is_some_and(|it| differ(&it, chain, blame.at));
    let features = known.features.iter().copied();
    let alone = features.clone().find(|class| differs(lines.but_for(blame.line, *class)));
    match alone.or(known.features.first().copied()) {
        Some(Class::FolderItself) if is_negated => Class::Content,
        // However it is written, a byte is not a letter.
        Some(Class::Bracket) if differs(lines.portable(blame.line)) => Class::NonAscii,
        Some(class) => class,
        None if std::str::from_utf8(chain.path).is_err() => Class::NotUtf8,
        None => Class::RegexCharacter,
    }
}

/// Whether two readings of a line say something else of the way down to a step.
fn differ(readings: &Readings, chain: &Chain<'_>, at: usize) -> bool {
    let mut steps = chain.down_to(at).iter();
    let documented =
        steps.clone().any(|step| readings.documented(chain.path_of(step), step.is_folder));
    documented != steps.any(|step| readings.original(chain.path_of(step)))
}
