//! What must hold of every fix.

use std::ops::Range;

use spacefile_lsp::analysis::{Analysis, analyse, analyse_text};
use spacefile_lsp::diagnostic::{Diagnostic, Edit, Fix, Severity};
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
        for fix in &finding.fixes {
            if let Err(what) = apply_one(&before, finding, fix, project) {
                wrong.push(what);
            }
        }
    }
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
    let fixed = apply(text, &fix.edits);
    let after = analyse_text(fixed.clone(), project);
    let mut news = news(before, Some(finding), &after, &fix.edits);
    if SYNTAX.contains(&finding.rule) {
        news.retain(|new| !is_uncovered(before, finding, &after, new));
    }
    if let Some(new) = news.first() {
        let what = format!("leaves or brings {}[{:?}] {}", new.rule, new.range, new.message);
        return Err(describe(&what, &fixed));
    }
    if fix.safe && errors(&after) > errors(before) {
        return Err(describe("is safe and adds an error", &fixed));
    }
    if let Some(lost) = lost_comment(&before.document.syntax, text, &after, finding, fix) {
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

pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.offset..edit.end_offset, &edit.text);
    }
    text
}

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
    let ways: [&dyn Fn(&Diagnostic, &Diagnostic) -> bool; 3] =
        [&|new, old| same_place(new, old) && same_words(new, old), &same_words, &same_place];
    for way in ways {
        news.retain(|new| {
            let known = others.iter().position(|old| old.rule == new.rule && way(new, old));
            known.is_none_or(|known| {
                others.remove(known);
                false
            })
        });
    }
    news
}

/// Where an offset is after some edits; one inside of an edit is at the end of it.
fn moved(offset: usize, edits: &[Edit]) -> usize {
    let mut moved = offset;
    for edit in edits.iter().filter(|edit| edit.offset <= offset) {
        let end = edit.end_offset.min(offset).max(edit.offset);
        moved = moved + edit.text.len() - (end - edit.offset);
    }
    moved
}

/// Whether a finding that comes after a slip was mended has been there all along.
fn is_uncovered(
    _before: &Analysis,
    _mended: &Diagnostic,
    _after: &Analysis,
    _new: &Diagnostic,
) -> bool {
    false
}

/// A comment that is gone, though the fix is not there to take it out.
fn lost_comment(
    syntax: &Syntax,
    text: &str,
    after: &Analysis,
    finding: &Diagnostic,
    fix: &Fix,
) -> Option<String> {
    let kept = |text: &str, range: &Range<usize>| text[range.clone()].trim_end().to_owned();
    let comments = after.document.syntax.comments.iter();
    let mut there: Vec<_> = comments.map(|range| kept(&after.document.text, range)).collect();
    let meant = |comment: &Range<usize>| {
        let holds = |outer: Range<usize>| outer.start <= comment.start && comment.end <= outer.end;
        let removed = |edit: &Edit| edit.text.is_empty() && holds(edit.offset..edit.end_offset);
        holds(finding.range.clone()) || fix.edits.iter().any(removed)
    };
    syntax.comments.iter().filter(|comment| !meant(comment)).find_map(|comment| {
        let comment = kept(text, comment);
        match there.iter().position(|there| *there == comment) {
            Some(at) => {
                there.remove(at);
                None
            }
            None => Some(comment),
        }
    })
}

/// At most one fix of a finding is the one right thing to do.
fn preferred(before: &Analysis) -> Option<String> {
    let all = quick_fixes(&before.diagnostics, &(0..before.document.text.len()));
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
        let after = analyse_text(apply(text, &edits), project);
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
