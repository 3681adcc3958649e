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

mod around;
mod candidates;
mod fit;
mod intact;
mod lines;
mod patch;
mod suspects;

use crate::syntax::{NodeKind, Slip, Syntax, parse};
use around::around;
use candidates::{Candidate, candidates};
use fit::Fit;
use intact::{Intact, intact};
use lines::Lines;
use patch::Patch;
use suspects::suspects;

/// Bytes that all readings of one text together may take.
const BUDGET: usize = 256 << 10;
/// Slips that are looked at, from the first on.
const SLIPS: usize = 8;
/// Whole Micros whose surroundings are looked at.
const MICROS: usize = 8;

/// A reading of the text, and how well it fits.
struct Reading {
    /// In offsets of the text as it is.
    syntax: Syntax,
    fit: Fit,
    /// Slips, also those that are part of another one.
    slips: usize,
    /// Whole Micros that it lost or blames.
    harmed: Vec<usize>,
}

impl Reading {
    fn new(syntax: Syntax, whole: &[Intact]) -> Self {
        let fit = Fit::of(&syntax);
        let is_harmed = |(_, micro): &(usize, &Intact)| !micro.is_well(&syntax, &fit);
        let harmed = whole.iter().enumerate().filter(is_harmed);
        let harmed = harmed.map(|(index, _)| index).collect();
        Self { slips: syntax.slips.len(), syntax, fit, harmed }
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
    if syntax.slips.is_empty() && Fit::of(&syntax).amiss == 0 {
        return syntax;
    }
    let lines = Lines::new(text);
    let whole = intact(&lines);
    let mut search = Search {
        text,
        lines: &lines,
        best: Reading::new(syntax, &whole),
        whole: &whole,
        patches: Vec::new(),
        budget: BUDGET / text.len().max(1),
    };
    search.of_slips();
    search.consider(suspects(&lines));
    search.budget = BUDGET / text.len().max(1);
    search.around_micros();
    search.best.syntax
}

/// The search for the best reading.
struct Search<'t> {
    text: &'t str,
    lines: &'t Lines<'t>,
    whole: &'t [Intact],
    best: Reading,
    /// What the best reading changes.
    patches: Vec<Patch>,
    /// Texts that may still be read.
    budget: usize,
}

impl Search<'_> {
    /// Reads the lines of the slips in other ways.
    fn of_slips(&mut self) {
        let lines = self.lines;
        let mut from = 0;
        for _ in 0..SLIPS {
            let mut slips = self.best.syntax.slips.iter();
            let Some(slip) = slips.find(|slip| lines.of(slip.range.start) >= from).cloned() else {
                break;
            };
            from = lines.of(slip.range.start) + 1;
            if is_in_brackets(self.text, &self.best.syntax, lines.start_of(slip.range.start)) {
                continue;
            }
            let explained = self.best.harmed.is_empty()
                && lines.explain(&self.best.fit, &self.best.syntax.slips);
            let mut ways = candidates(lines, &slip);
            ways.retain(|candidate| !explained || candidate.as_good_will_do);
            self.consider(ways.into_iter().map(|way| way.or_report(&slip)).collect());
        }
    }

    /// Reads the lines around whole Micros in other ways, as long as one is lost or blamed.
    fn around_micros(&mut self) {
        for _ in 0..MICROS {
            let Some(first) = self.best.harmed.first() else { return };
            let ways = around(self.lines, &self.best.syntax.slips, self.whole, *first);
            if !self.consider(ways) {
                return;
            }
        }
    }

    /// Takes the best of some readings, if one is better than the one at hand.
    fn consider(&mut self, candidates: Vec<Candidate>) -> bool {
        let mut found: Option<(Reading, Vec<Patch>)> = None;
        for candidate in candidates {
            if self.budget == 0 {
                break;
            }
            self.budget -= 1;
            let best = found.as_ref().map_or(&self.best, |(reading, _)| reading);
            let Some((reading, patches)) = self.reading(candidate, best) else { continue };
            let complete = reading.harmed.is_empty()
                && self.lines.are_home(&reading.fit)
                && reading.slips <= self.patches.len() + 1;
            found = Some((reading, patches));
            if complete {
                break;
            }
        }
        let better = found.is_some();
        if let Some((reading, patches)) = found {
            (self.best, self.patches) = (reading, patches);
        }
        better
    }

    /// The text as a candidate has it, if that is better than another reading, with all that it
    /// changes.
    fn reading(&self, candidate: Candidate, least: &Reading) -> Option<(Reading, Vec<Patch>)> {
        let lines = self.lines;
        let reported = candidate.slip?;
        if self.whole.iter().any(|micro| micro.is_blamed(&reported)) {
            return None;
        }
        let mut patches = candidate.patches;
        let touched: Vec<_> = patches.iter().map(|patch| patch.lines(lines)).collect();
        patches.first_mut()?.slip = Some(reported.clone());
        let overlaps = |patch: &Patch| patches.iter().any(|other| other.overlaps(patch));
        if self.patches.iter().any(overlaps) {
            return None;
        }
        patches.extend(self.patches.iter().cloned());
        patches.sort_by_key(|patch| patch.range.start);
        let mut syntax = parse(&patch::apply(self.text, &patches));
        syntax.map_offsets(|offset| patch::original(self.text, &patches, offset));
        let earlier = patches.iter().filter_map(|patch| patch.slip.clone());
        syntax.slips.extend(earlier);
        syntax.slips.retain(|other| *other != reported);
        syntax.slips.push(reported.clone());
        let slips = syntax.slips.len();
        // One mistake costs a line, and is said once.
        let line = lines.of(reported.range.start);
        syntax.slips.retain(|other| lines.of(other.range.start) != line);
        syntax.slips.push(reported);
        syntax.slips.sort_by_key(|slip| slip.range.start);
        let reading = Reading { slips, ..Reading::new(syntax, self.whole) };
        let (harm, least_harm) = (reading.harmed.len(), least.harmed.len());
        if harm != least_harm {
            return (harm < least_harm).then_some((reading, patches));
        }
        let is_own_best = std::ptr::eq(least, &self.best);
        let enough = least.value() + isize::from(!(candidate.as_good_will_do && is_own_best));
        // The slip may cost what stands on its own lines, and nothing else.
        let of_slip = |at: usize| {
            let at = lines.of(at);
            at == line || touched.iter().any(|lines| lines.contains(&at))
        };
        // Nor are lines above it blamed that nothing was said of.
        let known = |slip: &Slip| {
            let own = lines.of(slip.range.start);
            let mut old = self.best.syntax.slips.iter();
            own >= line || old.any(|old| lines.of(old.range.start) == own)
        };
        let better = reading.value() >= enough
            && (harm < self.best.harmed.len()
                || reading.syntax.slips.iter().all(known)
                    && reading.fit.keeps(&self.best.fit, of_slip));
        better.then_some((reading, patches))
    }
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
