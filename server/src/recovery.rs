//! A broken text, read as what it was most likely meant to be.
//!
//! [`syntax::parse`](crate::syntax::parse) reads any text, and where it finds a slip it goes on
//! with the likeliest reading of that line. It knows YAML only, though, so what it loses sight of
//! is lost. Here each slip whose reading lost more than its own line is read again in other ways:
//! with the line indented otherwise, without it, and so on. The reading that puts most of the
//! file where the schema has a place for it stays, with one slip for the line that was mended.
//!
//! A text that says nothing amiss is never touched, and one that is read otherwise than it is
//! written always has a slip.

mod candidates;
mod fit;
pub(crate) mod lines;
mod patch;
mod suspects;

use crate::syntax::{NodeKind, Slip, Syntax, parse};
use candidates::{Candidate, candidates};
use fit::Fit;
use lines::Lines;
use patch::Patch;
use suspects::suspects;

/// Bytes that all readings of one text together may take.
const BUDGET: usize = 256 << 10;
/// Slips that are looked at, from the first on.
const SLIPS: usize = 8;

/// A reading of the text, and how well it fits.
struct Reading {
    /// In offsets of the text as it is.
    syntax: Syntax,
    fit: Fit,
    /// Slips, also those that are part of another one.
    slips: usize,
}

impl Reading {
    fn new(syntax: Syntax) -> Self {
        let (fit, slips) = (Fit::of(&syntax), syntax.slips.len());
        Self { syntax, fit, slips }
    }

    /// How good it is; only comparisons count.
    fn value(&self) -> isize {
        self.fit.value() - 2 * self.slips.cast_signed()
    }
}

/// Reads the first document of a text.
#[must_use]
pub fn read(text: &str) -> Syntax {
    let syntax = parse(text);
    if syntax.too_large || text.len() > BUDGET {
        return syntax;
    }
    let mut best = Reading::new(syntax);
    if best.syntax.slips.is_empty() && best.fit.amiss == 0 {
        return best.syntax;
    }
    let lines = Lines::new(text);
    let mut patches: Vec<Patch> = Vec::new();
    let mut budget = BUDGET / text.len().max(1);
    let mut from = 0;
    for _ in 0..SLIPS {
        let next = best.syntax.slips.iter().find(|slip| lines.of(slip.range.start) >= from);
        let Some(slip) = next.cloned() else { break };
        from = lines.of(slip.range.start) + 1;
        if is_in_brackets(text, &best.syntax, lines.start_of(slip.range.start)) {
            continue;
        }
        let explained = lines.explain(&best.fit, &best.syntax.slips);
        let mut ways = candidates(&lines, &slip);
        ways.retain(|candidate| !explained || candidate.as_good_will_do);
        let ways = ways.into_iter().map(|way| way.or_report(&slip)).collect();
        let mended = best_of(text, &lines, &best, ways, &patches, &mut budget);
        if let Some((reading, patch)) = mended {
            best = reading;
            patches.push(patch);
        }
    }
    let mended = best_of(text, &lines, &best, suspects(&lines), &patches, &mut budget);
    mended.map_or(best, |(reading, _)| reading).syntax
}

/// The best of some readings, if one is better than the one at hand.
fn best_of(
    text: &str,
    lines: &Lines<'_>,
    base: &Reading,
    candidates: Vec<Candidate>,
    patches: &[Patch],
    budget: &mut usize,
) -> Option<(Reading, Patch)> {
    let mut best: Option<(Reading, Patch)> = None;
    let mut least = base.value();
    for candidate in candidates {
        let Some(reported) = candidate.slip else { continue };
        if *budget == 0 {
            break;
        }
        *budget -= 1;
        let mut all: Vec<&Patch> = patches.iter().chain([&candidate.patch]).collect();
        let is_taken = patches.iter().any(|patch| patch.overlaps(&candidate.patch));
        if is_taken || takes_out_what_is_right(lines, base, &candidate.patch) {
            continue;
        }
        all.sort_by_key(|patch| patch.range.start);
        let mut syntax = parse(&patch::apply(text, &all));
        syntax.map_offsets(|offset| patch::original(text, &all, offset));
        let earlier = patches.iter().filter_map(|patch| patch.slip.clone());
        syntax.slips.extend(earlier);
        syntax.slips.retain(|other| *other != reported);
        syntax.slips.push(reported.clone());
        let mut reading = Reading::new(syntax);
        // One mistake costs a line, and is said once.
        let line = lines.of(reported.range.start);
        let slips = &mut reading.syntax.slips;
        slips.retain(|other| lines.of(other.range.start) != line);
        slips.push(reported.clone());
        slips.sort_by_key(|slip| slip.range.start);
        let enough = if candidate.as_good_will_do { least } else { least + 1 };
        // The slip may cost what stands on its own lines, and nothing else.
        let of_slip = |at: usize| {
            let patched = &candidate.patch.range;
            lines.of(at) == line
                || (lines.of(patched.start)..=lines.of(patched.end)).contains(&lines.of(at))
        };
        // Nor are lines above it blamed that nothing was said of.
        let known = |slip: &Slip| {
            let own = lines.of(slip.range.start);
            own >= line || base.syntax.slips.iter().any(|old| lines.of(old.range.start) == own)
        };
        if reading.value() < enough
            || !reading.syntax.slips.iter().all(known)
            || !reading.fit.keeps(&base.fit, of_slip)
        {
            continue;
        }
        least = reading.value();
        let complete = lines.are_home(&reading.fit) && reading.slips <= patches.len() + 1;
        best = Some((reading, Patch { slip: Some(reported), ..candidate.patch }));
        if complete {
            break;
        }
    }
    best
}

/// Whether all that a patch does is to take out lines that have their place, say all that a key can
/// say, and of which nothing else was said: then another line is the odd one.
fn takes_out_what_is_right(lines: &Lines<'_>, base: &Reading, patch: &Patch) -> bool {
    let (first, last) = (lines.of(patch.range.start), lines.of(patch.range.end));
    let is_whole = lines.get(first).is_some_and(|line| line.content.start == patch.range.start)
        && lines.get(last).is_some_and(|line| line.content.end == patch.range.end);
    let is_right = |index: usize| {
        let Some(line) = lines.get(index) else { return false };
        let entry = lines.slice(line.after_dashes.clone()).split_once(": ");
        let is_complete = entry.is_some_and(|(_, value)| !value.trim().is_empty());
        let is_blamed = |slip: &Slip| lines.of(slip.range.start) == index;
        line.content.is_empty()
            || is_complete
                && base.fit.has_any(&line.content)
                && !base.syntax.slips.iter().any(is_blamed)
    };
    is_whole && patch.text.trim().is_empty() && (first..=last).all(is_right)
}

/// Whether a line starts between brackets, where its indent says nothing.
fn is_in_brackets(text: &str, syntax: &Syntax, line_start: usize) -> bool {
    syntax.tree.iter().any(|(_, node)| {
        let range = &node.range;
        range.start < line_start
            && line_start < range.end
            && matches!(node.kind, NodeKind::Sequence(_) | NodeKind::Mapping(_))
            && text.get(range.start..).is_some_and(|from| from.starts_with(['[', '{']))
    })
}
