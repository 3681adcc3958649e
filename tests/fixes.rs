//! Every fix of every finding is applied, and what comes of it is looked at.
//!
//! After a fix, its finding is gone, no other finding has come (but for what `uncovered` allows),
//! and every comment is still there (but for what the fix is there to take out).

mod coverage;
mod covered;
mod judge;
mod slips;
mod upload;
mod written;

use std::path::Path;

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::project::Project;

use crate::corpus::rows::{Row, fsprobes, rows};
use crate::support::{root, shared, write_files};
use crate::{fixtures, pages};
use judge::judge;

/// Rows of the shared data that one trial looks at.
const CHUNK: usize = 50;

pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for path in fixtures::paths().into_iter().filter(|path| path.is_file()) {
        let name = path.strip_prefix(root().join("tests/fixtures")).unwrap().with_extension("");
        let name = format!("fixes::fixture::{}", name.display().to_string().replace('/', "::"));
        trials.push(Trial::test(name, move || fixture(&path)));
    }
    for rule in spacefile_lsp::rules::RULES.iter().copied() {
        let name = format!("fixes::page::{}", rule.name);
        trials.push(Trial::test(name, move || {
            let examples = pages::examples(rule);
            let spacefiles = examples.iter().filter(|example| !example.is_spaceignore());
            conclude(spacefiles.flat_map(|example| example.within(judge)))
        }));
    }
    let skipped = shared().is_none();
    let chunks = if skipped { 1 } else { rows().len().div_ceil(CHUNK) };
    for chunk in 0..chunks {
        let name = format!("fixes::corpus::{chunk}");
        let test = move || {
            let rows = rows().into_iter().skip(chunk * CHUNK).take(CHUNK);
            conclude(rows.flat_map(|row| named(&row.id, text_of(&row, None))))
        };
        trials.push(Trial::test(name, test).with_ignored_flag(skipped));
    }
    let on_disk = || conclude(fsprobes().iter().flat_map(|row| named(&row.id, on_disk(row))));
    trials.push(Trial::test("fixes::fsprobes", on_disk).with_ignored_flag(skipped));
    trials.extend(slips::trials());
    trials.extend(coverage::trials());
    trials.extend(covered::trials());
    trials.extend(upload::trials());
    trials.extend(written::trials());
    trials
}

fn fixture(path: &Path) -> Result<(), Failed> {
    let folder = tempfile::tempdir().unwrap();
    let project = folder_of(path, folder.path());
    conclude(judge(&std::fs::read(path).unwrap(), project.as_ref()))
}

/// Makes the folder of a fixture, if it has one.
fn folder_of(path: &Path, folder: &Path) -> Option<Project> {
    let files = std::fs::read_to_string(path.with_extension("files")).ok()?;
    write_files(folder, &files);
    Some(Project::new(folder))
}

fn on_disk(row: &Row) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    row.write(folder.path());
    text_of(row, Some(&Project::new(folder.path())))
}

fn text_of(row: &Row, project: Option<&Project>) -> Vec<String> {
    row.spacefile.as_ref().map_or_else(Vec::new, |bytes| judge(bytes, project))
}

fn named(id: &str, wrong: Vec<String>) -> Vec<String> {
    wrong.into_iter().map(|wrong| format!("{id}: {wrong}")).collect()
}

pub fn conclude(wrong: impl IntoIterator<Item = String>) -> Result<(), Failed> {
    let wrong: Vec<_> = wrong.into_iter().collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let shown = wrong.iter().take(10).map(String::as_str).collect::<Vec<_>>();
    Err(format!("{} are wrong\n\n{}", wrong.len(), shown.join("\n\n")).into())
}
