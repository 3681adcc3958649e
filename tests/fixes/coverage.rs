//! How many rules offer a fix, and why the others don't.

use std::collections::BTreeSet;

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::analysis::{Analysis, analyse, analyse_spaceignore};
use spacefile_lsp::diagnostic::Severity;
use spacefile_lsp::project::Project;
use spacefile_lsp::rules::RULES;

use super::{fixtures, folder_of};
use crate::pages::{self, Example};
use crate::support::root;

/// Of a hundred error rules, so many must offer a fix somewhere in the pages and fixtures.
const WANTED: usize = 80;

pub fn trials() -> Vec<Trial> {
    vec![Trial::test("fixes::coverage", coverage)]
}

fn coverage() -> Result<(), Failed> {
    let fixed = with_fixes();
    let errors = RULES.iter().filter(|rule| rule.severity == Severity::Error);
    let errors: BTreeSet<&str> = errors.map(|rule| rule.name).collect();
    let without: BTreeSet<&str> = errors.difference(&fixed).copied().collect();
    let with = errors.len() - without.len();
    if with * 100 < errors.len() * WANTED {
        return Err(format!("only {with} of {} error rules offer a fix", errors.len()).into());
    }
    let page = std::fs::read_to_string(root().join("docs/fixes.md")).unwrap();
    let listed = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let listed: Vec<_> = listed.collect();
    let names: BTreeSet<&str> = listed.iter().map(|(name, _)| *name).collect();
    if names != without {
        return Err(format!("docs/fixes.md lists {names:?}, but it is {without:?}").into());
    }
    match listed.iter().find(|(_, why)| why.trim_end_matches('|').trim().is_empty()) {
        Some((name, _)) => Err(format!("docs/fixes.md does not say why {name} has none").into()),
        None => Ok(()),
    }
}

fn fixed_in_spaceignore(example: &Example) -> Vec<&'static str> {
    example.within(|text, project| {
        let tree = project.and_then(Project::upload).unwrap();
        rules_with_fixes(analyse_spaceignore(text, tree)).collect()
    })
}

fn rules_with_fixes(analysis: Analysis) -> impl Iterator<Item = &'static str> {
    let findings = analysis.diagnostics.into_iter();
    findings.filter(|it| !it.fixes.is_empty()).map(|finding| finding.rule)
}

/// The rules of which some finding in a page or fixture has a fix.
fn with_fixes() -> BTreeSet<&'static str> {
    let mut fixed = BTreeSet::new();
    let look = |fixed: &mut BTreeSet<&'static str>, text: &[u8], project: Option<&Project>| {
        fixed.extend(rules_with_fixes(analyse(text, project)));
    };
    for rule in RULES {
        for example in pages::examples(rule) {
            match example.is_spaceignore() {
                true => fixed.extend(fixed_in_spaceignore(&example)),
                false => example.within(|text, project| look(&mut fixed, text, project)),
            }
        }
    }
    for path in fixtures::paths().into_iter().filter(|path| path.is_file()) {
        let folder = tempfile::tempdir().unwrap();
        let project = folder_of(&path, folder.path());
        look(&mut fixed, &std::fs::read(&path).unwrap(), project.as_ref());
    }
    fixed
}
