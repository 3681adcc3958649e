//! The fixes of the other rules about lines: each is made, and what comes of it looked at.

use std::collections::BTreeSet;
use std::path::Path;

use libtest_mimic::{Failed, Trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use spacefile_lsp::analysis::analyse_spaceignore;
use spacefile_lsp::ignore::walk::SPACEIGNORE;
use spacefile_lsp::rules::Fixes;

use super::random::{files, lines};
use super::{Found, Kept, is_ours, shown};
use crate::pages::{lay_out, project};

const CASES: u32 = 200;

pub(super) fn trials() -> Vec<Trial> {
    vec![Trial::test("ignore::differing::others", others)]
}

fn others() -> Result<(), Failed> {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let checked = TestRunner::new(config).run(&(lines(), files()), |(lines, files)| {
        // One of a line below would become that of the file if it came to stand first.
        prop_assume!(lines.rfind('\u{feff}').is_none_or(|at| at == 0));
        let folder = tempfile::tempdir().unwrap();
        lay_out(folder.path(), &files, SPACEIGNORE, &lines);
        let wrong = judge(folder.path());
        prop_assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
        Ok(())
    });
    checked.map_err(|error| error.to_string().into())
}

fn findings(root: &Path) -> Vec<Found> {
    let project = project(root);
    let tree = project.upload().unwrap();
    let bytes = std::fs::read(root.join(SPACEIGNORE)).unwrap_or_default();
    let found = analyse_spaceignore(&bytes, tree, Fixes::Offered).diagnostics.into_iter();
    found
        .filter(|finding| !is_ours(finding.rule))
        .map(|finding| Found {
            rule: finding.rule.to_owned(),
            message: finding.message,
            fixes: finding.fixes,
        })
        .collect()
}

/// What is wrong with the fixes of a folder's findings. After each, its finding is gone, no file
/// is read differently that wasn't, and a safe one changes nothing by the documentation.
fn judge(root: &Path) -> Vec<String> {
    let path = root.join(SPACEIGNORE);
    let text = std::fs::read_to_string(&path).unwrap();
    let before = Kept::of(root);
    let mut wrong = Vec::new();
    let found = findings(root);
    let same = |finding: &Found, all: &[Found]| {
        all.iter().filter(|it| it.message == finding.message).count()
    };
    for finding in &found {
        for fix in &finding.fixes {
            // A byte order mark is no part of the text that edits are for.
            let (mark, content) = match text.strip_prefix('\u{feff}') {
                Some(content) => ("\u{feff}", content),
                None => ("", text.as_str()),
            };
            let mended = format!("{mark}{}", fix.apply(content));
            std::fs::write(&path, &mended).unwrap();
            let after = Kept::of(root);
            let mut complain = |what: &str| {
                let Found { rule, message, .. } = finding;
                let title = &fix.title;
                wrong.push(format!("{rule}: {message}\n  {title}: {what}\n{text}\nnow\n{mended}"));
            };
            // Two lines may have the same one.
            if same(finding, &findings(root)) >= same(finding, &found) {
                complain("the finding is still there");
            }
            let apart = after.apart();
            let new: BTreeSet<&[u8]> = apart
                .difference(&before.apart())
                .filter(|path| before.known.contains(**path))
                .copied()
                .collect();
            if !new.is_empty() {
                complain(&format!("other files are read differently: {:?}", shown(&new)));
            }
            if fix.safe && after.documented != before.documented {
                complain("it is not as documented");
            }
        }
    }
    std::fs::write(&path, text).unwrap();
    wrong
}
