//! A rule that is switched off is missed: some page or fixture then reads differently.

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::analysis::analyse_with;
use spacefile_lsp::project::Project;
use spacefile_lsp::rules::{Check, RULES, Rule};

use crate::pages::blocks;
use crate::support::write_files;

pub fn trials() -> Vec<Trial> {
    let checked = RULES.iter().copied().filter(|rule| !matches!(rule.check, Check::Elsewhere));
    checked
        .map(|rule| Trial::test(format!("mutation::{}", rule.name), move || missed(rule)))
        .collect()
}

fn missed(rule: &'static Rule) -> Result<(), Failed> {
    let others: Vec<_> = RULES.iter().copied().filter(|other| other.name != rule.name).collect();
    let mut files = None;
    for block in blocks(rule.docs) {
        match block.kind.as_str() {
            "files" => files = Some(block.text),
            "example" => {
                let folder = tempfile::tempdir().unwrap();
                let project = files.take().map(|files| {
                    write_files(folder.path(), &files);
                    let place = folder.path().join(&block.place);
                    let root = place.parent().unwrap();
                    std::fs::create_dir_all(root).unwrap();
                    std::fs::write(&place, &block.text).unwrap();
                    Project::new(root)
                });
                let judge = |rules: &[&'static Rule]| {
                    analyse_with(rules, block.text.as_bytes(), project.as_ref()).diagnostics
                };
                if judge(RULES) != judge(&others) {
                    return Ok(());
                }
            }
            _ => {}
        }
    }
    Err("no example changes when the rule is switched off".into())
}
