//! The pages and fixtures of these rules.

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::rules::RULES;

use super::fixed::judge;
use super::{findings, is_ours};
use crate::fixes::conclude;
use crate::fixtures;
use crate::pages::{examples, lay_out};

pub(super) fn trials() -> Vec<Trial> {
    let ours = RULES.iter().copied().filter(|rule| is_ours(rule.name));
    let mut trials: Vec<Trial> = ours
        .map(|rule| {
            let name = format!("ignore::differing::page::{}", rule.name);
            Trial::test(name, move || {
                conclude(examples(rule).iter().flat_map(|example| {
                    let folder = tempfile::tempdir().unwrap();
                    example.lay_out(folder.path());
                    judge(folder.path(), &findings(folder.path()), &findings)
                }))
            })
        })
        .collect();
    trials.push(Trial::test("ignore::differing::fixtures", fixture_fixes));
    trials
}

fn fixture_fixes() -> Result<(), Failed> {
    conclude(fixtures::spaceignores().into_iter().flat_map(|path| {
        let files = std::fs::read_to_string(path.with_extension("files")).unwrap_or_default();
        let folder = tempfile::tempdir().unwrap();
        lay_out(folder.path(), &files, ".spaceignore", std::fs::read(&path).unwrap());
        judge(folder.path(), &findings(folder.path()), &findings)
    }))
}
