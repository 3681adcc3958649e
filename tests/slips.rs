//! One slip anywhere in a real file costs one finding, there, and hides nothing else.
//!
//! Each kind of slip is made at every place of twenty real files, one at a time, once in the file
//! as it is and once with another mistake in a Micro that the slip doesn't touch.

mod file;
mod kinds;
mod places;

use std::fmt::Write as _;

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::analysis::{Analysis, analyse_text};
use spacefile_lsp::diagnostic::{Diagnostic, Severity};
use spacefile_lsp::ide::symbols::symbols;
use spacefile_lsp::model::App;

use crate::support::shared;
use file::File;
use kinds::{Slip, slips};

/// Real files that a push accepts: one to three Micros, actions, presets, lists in brackets and
/// on lines, indented and not, comments between and behind, CRLF, no line break at the end.
const FILES: [&str; 20] = [
    "0015", "0019", "0065", "0076", "0101", "0102", "0122", "0126", "0134", "0157", "0158", "0176",
    "0211", "0213", "0216", "0257", "0294", "0315", "0324", "0344",
];

/// An engine that doesn't exist.
const PLANTED: &str = "warp9";
/// Of how many slips one is made beside a second mistake as well. They
/// take turns over the lines.
const PLANTED_EVERY: usize = 3;

pub fn trials() -> Vec<Trial> {
    let trial = |id: &'static str| {
        Trial::test(format!("slips::{id}"), move || single_slips(id))
            .with_ignored_flag(shared().is_none())
    };
    FILES.into_iter().map(trial).collect()
}

fn single_slips(id: &str) -> Result<(), Failed> {
    let path = shared().unwrap().join("corpus/files").join(id).join("Spacefile");
    let file = File::new(std::fs::read_to_string(path).unwrap());
    if errors(&analyse_text(file.text.clone(), None)).next().is_some() {
        return Err("the file itself has errors".into());
    }
    let mut wrong = Vec::new();
    let mut count = 0;
    for slip in slips(&file) {
        count += 1;
        wrong.extend(judge(&file, &slip, None));
    }
    for (planted, _) in file.micros.iter().enumerate() {
        let file = file.plant(planted, PLANTED);
        let first_untouched = |slip: &Slip| file.untouched(slip).next() == Some(planted);
        for slip in slips(&file).into_iter().filter(first_untouched).step_by(PLANTED_EVERY) {
            count += 1;
            wrong.extend(judge(&file, &slip, Some(planted)));
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("{} of {count} slips in {id}:\n\n{}", wrong.len(), wrong.join("\n")).into())
}

/// What is wrong with what is said of a slip; nothing if all is well.
fn judge(file: &File, slip: &Slip, planted: Option<usize>) -> Option<String> {
    let analysis = analyse_text(slip.text.clone(), None);
    let text = &analysis.document.text;
    let mut found: Vec<_> = errors(&analysis).collect();
    let mut wrong = Vec::new();
    if planted.is_some() {
        let is_planted = |finding: &&Diagnostic| text[finding.range.clone()] == *PLANTED;
        match found.iter().position(is_planted) {
            Some(index) => drop(found.remove(index)),
            None => wrong.push("the second mistake is not found".to_owned()),
        }
    }
    if found.len() > 1 {
        wrong.push(format!("{} errors", found.len()));
    }
    for finding in &found {
        let line = text[..finding.range.start].matches('\n').count();
        if !slip.lines.contains(&line) && !places::may_stand(file, slip, finding.rule, line) {
            wrong.push(format!("{} on line {}", finding.rule, line + 1));
        }
    }
    let outline = symbols(&analysis.document, &App::new(&analysis.document))
        .map_or_else(Vec::new, |app| app.children);
    for micro in file.untouched(slip).map(|index| &file.micros[index]) {
        let is_it = |(name, engine): (&str, Option<&str>)| {
            name == micro.name && engine == Some(micro.engine.as_str())
        };
        if !outline.iter().any(|entry| is_it((&entry.name, entry.detail.as_deref()))) {
            wrong.push(format!("{} is not in the outline", micro.name));
        }
    }
    (!wrong.is_empty()).then(|| describe(slip, planted, &wrong, &analysis))
}

fn errors(analysis: &Analysis) -> impl Iterator<Item = &Diagnostic> {
    analysis.diagnostics.iter().filter(|finding| finding.severity == Severity::Error)
}

fn describe(slip: &Slip, planted: Option<usize>, wrong: &[String], analysis: &Analysis) -> String {
    let mut out = format!("{}: {}", slip.kind, wrong.join(", "));
    if let Some(planted) = planted {
        write!(out, " (with a second mistake in Micro {})", planted + 1).unwrap();
    }
    out.push('\n');
    let around = slip.lines.start().saturating_sub(3)..=slip.lines.end() + 5;
    for (number, line) in slip.text.lines().enumerate() {
        if around.contains(&number) {
            let mark = if slip.lines.contains(&number) { '>' } else { ' ' };
            writeln!(out, "{mark}{:4} | {line}", number + 1).unwrap();
        }
    }
    for finding in errors(analysis) {
        let line = slip.text[..finding.range.start].matches('\n').count() + 1;
        writeln!(out, "  = line {line}: {}: {}", finding.rule, finding.message).unwrap();
    }
    out
}
