//! What must hold of every fix.

use std::ops::Range;

use spacefile_lsp::analysis::{Analysis, analyse, analyse_text};
use spacefile_lsp::diagnostic::{Diagnostic, Edit, Fix, Severity, apply, moved};
use spacefile_lsp::ide::actions::{fix_all, quick_fixes};
use spacefile_lsp::project::Project;
use spacefile_lsp::syntax::Syntax;

/// The rules about what isn't YAML. While such a mistake stands, other rules keep quiet about what
/// may only follow from it.
const SYNTAX: [&str; 4] = ["invalid-syntax", "invalid-character", "invalid-alias", "invalid-tag"];

/// Rounds of `fix_all` after which nothing may be left to do.
const ROUNDS: usize = 4;

/// What is wrong with the fixes of a text, in words.
pub fn judge(bytes: &[u8], project: Option<&Project>) -> Vec<String> {
    let before = analyse(bytes, project);
    let mut wrong = Vec::new();
    for finding in &before.diagnostics {
        // Those for a file beside it are applied on a real folder: see `upload`.
        for fix in finding.fixes.iter().filter(|fix| fix.beside.is_none()) {
            if let Err(what) = apply_one(&before, finding, fix, project) {
                wrong.push(what);
            }
        }
    }
    wrong.extend(same_title(&before));
    wrong.extend(preferred(&before));
    wrong.extend(all_at_once(before, project).err());
    wrong
}

fn apply_one(
    before: &Analysis,
    finding: &Diagnostic,
    fix: &Fix,
    project: Option<&Project>,
) -> Result<(), String> {
    let text = &before.document.text;
    let describe = |what: &str, after: &str| {
        format!(
            "{}[{:?}] {}: fix {:?}: {what}\n--- before\n{text}\n--- after\n{after}\n---",
            finding.rule, finding.range, finding.message, fix.title,
        )
    };
    sound(text, &fix.edits).map_err(|what| describe(&what, ""))?;
    let fixed = fix.apply(text);
    let after = analyse_text(fixed.clone(), project);
    let mut news = news(before, Some(finding), &after, &fix.edits);
    news.retain(|new| !is_uncovered(finding, fix, &after, new));
    if let Some(new) = news.first() {
        let what = format!("leaves or brings {}[{:?}] {}", new.rule, new.range, new.message);
        return Err(describe(&what, &fixed));
    }
    if fix.safe && errors(&after) > errors(before) {
        return Err(describe("is safe and adds an error", &fixed));
    }
    if let Some(lost) = lost_comment(&before.document.syntax, text, &after, fix) {
        return Err(describe(&format!("loses the comment {lost:?}"), &fixed));
    }
    Ok(())
}

/// Whether the edits are in order, apart, inside of the text, and do something.
fn sound(text: &str, edits: &[Edit]) -> Result<(), String> {
    let mut end = None;
    for edit in edits {
        let range = edit.offset..edit.end_offset;
        let Some(old) = text.get(range.clone()) else {
            return Err(format!("{range:?} is no range of the text"));
        };
        if end.is_some_and(|end| edit.offset < end) {
            return Err(format!("{range:?} is not behind the edit before it"));
        }
        if old == edit.text {
            return Err(format!("the edit at {range:?} changes nothing"));
        }
        end = Some(edit.end_offset);
    }
    if edits.is_empty() { Err("there are no edits".to_owned()) } else { Ok(()) }
}

/// A way to know a finding again.
type Way<'a> = &'a dyn Fn(&Diagnostic, &Diagnostic) -> bool;

/// The findings afterwards that were not there before, and the mended one if it still is.
///
/// Each finding afterwards is one from before if it has the same rule, and either the same words
/// or the place that one was moved to.
fn news<'a>(
    before: &Analysis,
    mended: Option<&Diagnostic>,
    after: &'a Analysis,
    edits: &[Edit],
) -> Vec<&'a Diagnostic> {
    let others = before.diagnostics.iter();
    let others = others.filter(|other| !mended.is_some_and(|mended| std::ptr::eq(mended, *other)));
    let mut others: Vec<_> = others.collect();
    let mut news: Vec<_> = after.diagnostics.iter().collect();
    let same_place = |new: &Diagnostic, old: &Diagnostic| {
        moved(old.range.start, edits) == new.range.start
            || moved(old.range.end, edits) == new.range.end
    };
    let same_words = |new: &Diagnostic, old: &Diagnostic| new.message == old.message;
    let ways: [Way<'_>; 3] =
        [&|new, old| same_place(new, old) && same_words(new, old), &same_words, &same_place];
    let alike = |old: &Diagnostic, new: &Diagnostic| {
        old.rule == new.rule || TWINS.contains(&old.rule) && TWINS.contains(&new.rule)
    };
    for way in ways {
        news.retain(|new| {
            let known = others.iter().position(|old| alike(old, new) && way(new, old));
            known.is_none_or(|known| {
                others.remove(known);
                false
            })
        });
    }
    news
}

/// Findings that come to light when another one is mended, though they were true all along: what
/// the mended one was about could not be judged before.
///
/// Mended rules; the rules that come to light, where `*` is all of warnings and infos and none is
/// all but those of the syntax; where they may.
const UNCOVERED: &[(&[&str], &[&str], Where)] = &[
    // A line that could not be read says something now, which may be wrong.
    (&SYNTAX, &[], Where::Lines),
    // While a line can't be read, it may be the one that says `primary`.
    (&SYNTAX, &["no-primary"], Where::File),
    // A key that is read where it was meant may stand there already.
    (&SYNTAX, &["duplicate-key"], Where::Behind),
    // Nor is anything said of what is only unwise.
    (&SYNTAX, &["*"], Where::File),
    // A value, once it has the right type, may be wrong as such; and a list, once it is one, has
    // items.
    (&["wrong-type"], &[], Where::Value),
    // The `path` of a primary Micro, the icon and what starts a Micro were no texts before.
    (&["wrong-type"], &["missing-entry-point"], Where::Micro),
    // Of an engine that doesn't exist, nothing can be said.
    (
        &["unknown-engine"],
        &[
            "missing-serve",
            "forbidden-serve",
            "forbidden-include",
            "missing-entry-point",
            "framework-config",
            "env-on-static",
            "missing-serve-folder",
        ],
        Where::Micro,
    ),
    // Of a folder that isn't there, nothing can be said.
    (
        &["missing-src", "suspicious-src"],
        &["missing-entry-point", "framework-config", "missing-serve-folder", "outside-project"],
        Where::Micro,
    ),
    // What stood under a wrong key was not looked at.
    (&["unknown-key", "duplicate-key"], &["*"], Where::File),
    (&["unknown-key"], &["wrong-type", "unknown-engine"], Where::Lines),
    // The second of two equal keys was not looked at.
    (&["duplicate-key"], &[], Where::Behind),
    // An engine that was given twice, or in the wrong place, counts now.
    (
        &["unknown-key", "duplicate-key"],
        &["missing-serve", "forbidden-serve", "forbidden-include"],
        Where::File,
    ),
    // A new Micro has all that can be wrong with one.
    (&["missing-key"], &["missing-key", "missing-entry-point", "framework-config"], Where::Value),
    // The path of a Micro means something, or nothing, depending on whether it is primary.
    (&["no-primary", "several-primaries"], &["ignored-path", "colliding-paths"], Where::File),
    // Whether a rule is to be suppressed here can be told once its name is right.
    (&["unused-suppression"], &["unused-suppression"], Where::Lines),
    // Micros of one name are reached under one path, which is said only once they differ.
    (&["duplicate-micro-name"], &["colliding-paths"], Where::Micro),
];

/// Rules that report the same of a Micro, depending on whether it is primary.
const TWINS: [&str; 2] = ["missing-src", "suspicious-src"];

/// Where a finding that comes to light may stand.
enum Where {
    /// On the lines of the mended finding and of its edits.
    Lines,
    /// At the value the mended finding names, or inside of it.
    Value,
    /// In the same Micro.
    Micro,
    /// Behind the start of the mended finding.
    Behind,
    /// Anywhere.
    File,
}

/// Whether a finding that comes after another one was mended has been true all along.
fn is_uncovered(mended: &Diagnostic, fix: &Fix, after: &Analysis, new: &Diagnostic) -> bool {
    UNCOVERED.iter().any(|(rules, others, place)| {
        let others_fit = match others {
            [] => !SYNTAX.contains(&new.rule),
            ["*"] => new.severity != Severity::Error,
            others => others.contains(&new.rule),
        };
        rules.contains(&mended.rule) && others_fit && stands(place, mended, fix, after, new)
    })
}

fn stands(
    place: &Where,
    mended: &Diagnostic,
    fix: &Fix,
    after: &Analysis,
    new: &Diagnostic,
) -> bool {
    let (old, new_at) = (mended.instance.as_deref(), new.instance.as_deref());
    let (old, new_at) = (old.unwrap_or_default(), new_at.unwrap_or_default());
    let micro = |pointer: &str| pointer.split('/').take(3).map(str::to_owned).collect::<Vec<_>>();
    match place {
        Where::File => true,
        Where::Behind => new.range.start >= moved(mended.range.start, &fix.edits),
        Where::Micro => micro(old) == micro(new_at),
        Where::Value => {
            new_at.strip_prefix(old).is_some_and(|it| it.is_empty() || it.starts_with('/'))
        }
        Where::Lines => {
            let text = &after.document.text;
            let starts = fix.edits.iter().map(|edit| edit.offset).chain([mended.range.start]);
            let ends = fix.edits.iter().map(|edit| edit.end_offset).chain([mended.range.end]);
            let start = moved_start(starts.min().unwrap(), &fix.edits);
            let end = moved(ends.max().unwrap(), &fix.edits);
            let start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
            let end = text[end..].find(['\n', '\r']).map_or(text.len(), |at| end + at);
            start <= new.range.start && new.range.start <= end
        }
    }
}

/// As [`moved`], but before what is inserted right there.
fn moved_start(offset: usize, edits: &[Edit]) -> usize {
    let before: Vec<_> = edits
        .iter()
        .filter(|edit| edit.end_offset <= offset && edit.offset < offset)
        .cloned()
        .collect();
    moved(offset, &before)
}

/// A comment that is gone, though the fix is not there to take it out.
fn lost_comment(syntax: &Syntax, text: &str, after: &Analysis, fix: &Fix) -> Option<String> {
    let kept = |text: &str, range: &Range<usize>| text[range.clone()].trim_end().to_owned();
    // Of a comment with a character that can't stand there, all but that stays.
    let mended = |range: &Range<usize>| {
        let inside = |edit: &&Edit| {
            range.start < edit.offset && edit.offset < range.end && edit.end_offset <= range.end
        };
        let inside = fix.edits.iter().filter(inside).map(|edit| Edit {
            offset: edit.offset - range.start,
            end_offset: edit.end_offset - range.start,
            text: edit.text.clone(),
        });
        apply(&inside.collect::<Vec<_>>(), &text[range.clone()]).trim_end().to_owned()
    };
    let comments = after.document.syntax.comments.iter();
    let mut there: Vec<_> = comments.map(|range| kept(&after.document.text, range)).collect();
    let overlaps =
        |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
    let meant = |comment: &Range<usize>| {
        let holds = |outer: Range<usize>| outer.start <= comment.start && comment.end <= outer.end;
        let removed = |edit: &Edit| edit.text.is_empty() && holds(edit.offset..edit.end_offset);
        // A value that was taken for a comment.
        let unveiled = |edit: &Edit| {
            let range = edit.offset..edit.end_offset;
            overlaps(&range, comment) && edit.text.contains(kept(text, comment).as_str())
        };
        fix.edits.iter().any(|edit| removed(edit) || unveiled(edit))
    };
    syntax.comments.iter().filter(|comment| !meant(comment)).find_map(|comment| {
        let comment = mended(comment);
        match there.iter().position(|there| *there == comment) {
            Some(at) => {
                there.remove(at);
                None
            }
            None => Some(comment),
        }
    })
}

/// The fixes of a finding can be told apart.
fn same_title(before: &Analysis) -> Option<String> {
    before.diagnostics.iter().find_map(|finding| {
        let mut titles: Vec<_> = finding.fixes.iter().map(|fix| &fix.title).collect();
        titles.sort();
        let number = titles.len();
        titles.dedup();
        let twice = titles.len() < number;
        twice.then(|| format!("two fixes of {:?} have one title: {titles:?}", finding.message))
    })
}

/// At most one fix of a finding is the one right thing to do.
fn preferred(before: &Analysis) -> Option<String> {
    let all = quick_fixes(before, &(0..before.document.text.len()));
    before.diagnostics.iter().find_map(|finding| {
        let of_finding = all.iter().filter(|action| std::ptr::eq(action.diagnostic, finding));
        let number = of_finding.filter(|action| action.preferred).count();
        (number > 1).then(|| format!("{number} fixes of {:?} are preferred", finding.message))
    })
}

/// Applying all safe fixes comes to an end and never makes things worse.
fn all_at_once(mut before: Analysis, project: Option<&Project>) -> Result<(), String> {
    for _ in 0..ROUNDS {
        let edits = fix_all(&before.diagnostics);
        if edits.is_empty() {
            return Ok(());
        }
        let text = &before.document.text;
        sound(text, &edits).map_err(|what| format!("fix all: {what}\n{text}"))?;
        let after = analyse_text(apply(&edits, text), project);
        if errors(&after) > errors(&before) {
            let after = &after.document.text;
            return Err(format!("fix all adds errors\n--- before\n{text}\n--- after\n{after}"));
        }
        before = after;
    }
    match fix_all(&before.diagnostics).is_empty() {
        true => Ok(()),
        false => Err(format!("fix all finds no end:\n{}", before.document.text)),
    }
}

fn errors(analysis: &Analysis) -> usize {
    analysis.diagnostics.iter().filter(|found| found.severity == Severity::Error).count()
}
