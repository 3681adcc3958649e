//! What the program says after each step.

use std::fmt::Write;
use std::ops::Range;

use spacefile_lsp::analysis::{Analysis, analyse_text};
use spacefile_lsp::diagnostic::{Diagnostic, Severity};
use spacefile_lsp::ide::symbols::{Kind, Symbol, symbols};

use super::files::{Micro, line_start};
use super::script::{Script, Step};

/// What came of one script.
#[derive(Debug, Default)]
pub struct Tally {
    /// Steps after which a finished Micro stands in the text.
    pub steps: usize,
    /// Steps after which one is not in the outline, each described.
    pub lost: Vec<String>,
    /// False errors inside of finished Micros, each described.
    pub false_errors: Vec<String>,
}

impl Tally {
    pub fn add(mut self, other: Self) -> Self {
        self.steps += other.steps;
        self.lost.extend(other.lost);
        self.false_errors.extend(other.false_errors);
        self
    }

    /// The share of steps without a loss, in percent.
    pub fn kept(&self) -> f64 {
        100.0 - 100.0 * self.lost.len() as f64 / self.steps.max(1) as f64
    }
}

pub fn judge(script: &Script) -> Tally {
    let mut tally = Tally::default();
    for (number, step) in script.steps.iter().enumerate().filter(|(_, step)| !step.undone) {
        let finished: Vec<_> = step.finished(&script.file).collect();
        let analysis = analyse_text(step.text.clone(), None);
        let outline = symbols(&analysis.document, &analysis.app);
        outline.iter().for_each(|app| sound(app, &step.text));
        if finished.is_empty() {
            continue;
        }
        tally.steps += 1;
        let entries = outline.map(|app| app.children).unwrap_or_default();
        let lost: Vec<_> = finished.iter().filter(|micro| !stands_in(&entries, micro)).collect();
        if let Some(first) = lost.first() {
            let outline: Vec<_> = entries.iter().map(|it| (&it.name, &it.detail)).collect();
            let headline = format!("{} is lost; the outline has {outline:?}", first.name);
            tally.lost.push(describe(script, number, step, &headline));
        }
        for error in false_errors(&analysis, &finished, step) {
            let headline = format!("{} at {:?}: {}", error.rule, error.range, error.message);
            tally.false_errors.push(describe(script, number, step, &headline));
        }
    }
    tally
}

/// Whether the outline has a Micro, at its place, with its name and engine.
fn stands_in(entries: &[Symbol], micro: &Micro) -> bool {
    entries.iter().any(|entry| {
        let is_it = entry.selection.start == micro.title
            && entry.kind == Kind::Micro
            && entry.name == micro.name
            && entry.detail.as_deref() == Some(&micro.engine);
        is_it || stands_in(&entry.children, micro)
    })
}

/// An entry has a name and lies in its parent, and so does what is selected in it.
fn sound(symbol: &Symbol, text: &str) {
    let within = |inner: &Range<usize>, outer: &Range<usize>| {
        outer.start <= inner.start && inner.end <= outer.end
    };
    assert!(!symbol.name.trim().is_empty(), "an entry without a name: {symbol:?} in\n{text}");
    assert!(within(&symbol.selection, &symbol.range), "{symbol:?} in\n{text}");
    for child in &symbol.children {
        assert!(within(&child.range, &symbol.range), "{child:?} in {symbol:?} in\n{text}");
        sound(child, text);
    }
}

/// The errors that start inside of a finished Micro, other than true ones.
fn false_errors<'a>(
    analysis: &'a Analysis,
    finished: &[Micro],
    step: &Step,
) -> impl Iterator<Item = &'a Diagnostic> {
    let inside = |error: &&Diagnostic| {
        finished.iter().any(|micro| micro.extent.contains(&error.range.start))
    };
    let errors = analysis.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    errors.filter(inside).filter(|error| !is_true(error, finished, step))
}

/// Whether an error in a finished Micro is no mistake of ours: a push refuses the app for what
/// this Micro and another one are together, and this one is where to say so.
fn is_true(error: &Diagnostic, finished: &[Micro], step: &Step) -> bool {
    let (text, edited) = (&step.text, step.text.len() - step.tail);
    let count = |wanted: &dyn Fn(&str) -> bool| {
        let content = |line: &str| {
            let line = line.split(" #").next().unwrap_or("");
            wanted(&line.replace([' ', '"', '\''], ""))
        };
        text.lines().filter(|line| content(line)).count()
    };
    let primaries = count(&|line| line.trim_start_matches('-').starts_with("primary:true"));
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let below = finished.iter().find(|micro| edited <= micro.extent.start);
    let is_at_dash = below.is_some_and(|micro| {
        let dash = micro.extent.start + indent(&text[micro.extent.clone()]);
        error.range.start <= dash && dash <= error.range.end
    });
    match error.rule {
        // The list or its key are what is being edited, or another item above has another indent:
        // a push refuses the file at this dash.
        "invalid-syntax" | "wrong-type" if is_at_dash => true,
        // Deeper lines that were put in below go on with the text of its last value.
        "wrong-type" => finished.iter().any(|micro| {
            let last = line_start(text, micro.extent.end);
            let below = text[micro.extent.end..].lines().skip(1).find(|it| !it.trim().is_empty());
            error.range.start >= last
                && micro.extent.contains(&error.range.start)
                && below.is_some_and(|below| indent(below) > indent(&text[last..]))
        }),
        // The edited one is above, and has this one's name.
        "duplicate-micro-name" => finished.iter().any(|micro| {
            let name = format!("name:{}", micro.name);
            micro.title == error.range.start && count(&|line| line.ends_with(&name)) > 1
        }),
        // The edited one is above, and primary as well.
        "several-primaries" => primaries > 1,
        // The edited one was primary and is it no longer; this is said at the first Micro.
        "no-primary" => primaries == 0,
        // Those that were put in above make this one the sixth or a later one.
        "too-many-micros" => count(&|line| line.contains("name:")) > spacefile_schema::MAX_MICROS,
        _ => false,
    }
}

/// A step, with the lines around the place of the edit.
fn describe(script: &Script, number: usize, step: &Step, headline: &str) -> String {
    const AROUND: usize = 6;
    let caret = step.text.len() - step.tail;
    let mut shown = format!("{} step {number}, {}: {headline}\n", script.file.id, step.what);
    let lines: Vec<&str> = step.text.split('\n').collect();
    let line = |offset: usize| step.text[..offset].matches('\n').count();
    let (first, last) = (line(step.head.min(caret)), line(caret));
    for (index, line) in lines.iter().enumerate() {
        if index + AROUND >= first && index <= last + AROUND {
            let mark = if (first..=last).contains(&index) { '>' } else { ' ' };
            writeln!(
                shown,
                "  {mark} {}",
                line.replace('\r', "\u{240d}").replace('\t', "\u{2409}")
            )
            .unwrap();
        }
    }
    shown
}
