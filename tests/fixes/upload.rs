//! Fixes that write a `.spaceignore`, also one beside a Spacefile, on real folders.
//!
//! After a fix its finding is gone and no other has come, in neither file; and both readings of the
//! rules agree on every file that goes up now and didn't before, or the other way round. A safe fix
//! changes nothing at all.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use libtest_mimic::Trial;
use spacefile_lsp::analysis::{analyse, analyse_spaceignore};
use spacefile_lsp::diagnostic::{Diagnostic, Fix};
use spacefile_lsp::ignore::Rules;
use spacefile_lsp::ignore::tree::{Kind, Tree};
use spacefile_lsp::ignore::walk::{Inside, Options, SPACEIGNORE, spaceignore, walk};
use spacefile_lsp::project::Project;
use spacefile_lsp::rules::RULES;

use super::conclude;
use crate::fixtures;
use crate::ignore::differing::RULES as DIFFERING;
use crate::pages::{examples, lay_out, project};
use crate::support::{root, write_files};

pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    // What the rules on differing readings offer is judged by what each fix says it keeps: see
    // `ignore::differing`.
    for rule in
        RULES.iter().copied().filter(|rule| !DIFFERING.iter().any(|(_, name)| *name == rule.name))
    {
        let name = format!("fixes::upload::page::{}", rule.name);
        trials.push(Trial::test(name, move || {
            let examples = examples(rule);
            let folders = examples.iter().filter(|example| example.is_in_folder());
            conclude(folders.flat_map(|example| example.within(|_, at| judge(at.unwrap().root()))))
        }));
    }
    let is_other = |path: &PathBuf| !path.components().any(|part| part.as_os_str() == "differing");
    for path in fixtures::spaceignores().into_iter().filter(is_other) {
        let name = path.strip_prefix(root().join("tests/fixtures")).unwrap().with_extension("");
        let name = format!("fixes::upload::fixture::{}", name.display());
        trials.push(Trial::test(name.replace('/', "::"), move || conclude(fixture(&path))));
    }
    trials.push(of_spacefiles());
    trials
}

/// Fixtures of Spacefiles in a folder.
fn of_spacefiles() -> Trial {
    let paths = fixtures::paths().into_iter().filter(|path| path.is_file());
    let paths: Vec<_> = paths.filter(|path| path.with_extension("files").exists()).collect();
    let judge_all = move || {
        conclude(paths.iter().flat_map(|path| {
            let folder = tempfile::tempdir().unwrap();
            let files = std::fs::read_to_string(path.with_extension("files")).unwrap();
            write_files(folder.path(), &files);
            std::fs::copy(path, folder.path().join("Spacefile")).unwrap();
            judge(folder.path()).into_iter().map(move |what| format!("{}: {what}", path.display()))
        }))
    };
    Trial::test("fixes::upload::spacefiles", judge_all)
}

fn fixture(path: &Path) -> Vec<String> {
    let files = std::fs::read_to_string(path.with_extension("files")).unwrap_or_default();
    let folder = tempfile::tempdir().unwrap();
    lay_out(folder.path(), &files, SPACEIGNORE, std::fs::read(path).unwrap());
    judge(folder.path())
}

/// What is wrong with the fixes for the `.spaceignore` of a project, in words.
fn judge(folder: &Path) -> Vec<String> {
    let before = Findings::of(folder);
    let mut wrong = Vec::new();
    for (is_spaceignore, finding) in before.all() {
        for fix in &finding.fixes {
            assert!(fix.beside.is_none_or(|name| name == SPACEIGNORE));
            if is_spaceignore || fix.beside.is_some() {
                let what = applied(folder, &before, finding, fix);
                wrong.extend(what.map(|what| {
                    format!("{}: {}: fix {:?}: {what}", finding.rule, finding.message, fix.title)
                }));
            }
        }
    }
    wrong
}

/// All that is said of a project.
struct Findings {
    spacefile: Vec<Diagnostic>,
    spaceignore: Vec<Diagnostic>,
}

impl Findings {
    fn of(folder: &Path) -> Self {
        let project = project(folder);
        let bytes = std::fs::read(folder.join("Spacefile")).unwrap_or_default();
        let lines = spaceignore(folder);
        let spaceignore = lines.bytes().map(|lines| of_lines(lines, &project));
        Self {
            spacefile: analyse(&bytes, Some(&project)).diagnostics,
            spaceignore: spaceignore.unwrap_or_default(),
        }
    }

    fn all(&self) -> impl Iterator<Item = (bool, &Diagnostic)> {
        let spacefile = self.spacefile.iter().map(|found| (false, found));
        spacefile.chain(self.spaceignore.iter().map(|found| (true, found)))
    }
}

fn of_lines(lines: &[u8], project: &Project) -> Vec<Diagnostic> {
    analyse_spaceignore(lines, project.upload().unwrap()).diagnostics
}

/// What is wrong once a fix is written.
fn applied(folder: &Path, before: &Findings, finding: &Diagnostic, fix: &Fix) -> Option<String> {
    let path = folder.join(SPACEIGNORE);
    let bytes = spaceignore(folder).bytes().map(<[u8]>::to_vec);
    let verdicts = everything(folder);
    // Where bytes are no text, nobody applies a fix.
    let text = String::from_utf8(bytes.clone().unwrap_or_default()).ok()?;
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(text) => ("\u{feff}", text),
        None => ("", text.as_str()),
    };
    let written = format!("{mark}{}", fix.apply(text));
    std::fs::write(&path, &written).unwrap();
    let after = Findings::of(folder);
    let wrong = compare(before, &after, finding, fix)
        .or_else(|| readings(&verdicts, &everything(folder), fix.safe));
    match bytes {
        Some(bytes) => std::fs::write(&path, bytes).unwrap(),
        None => std::fs::remove_file(&path).unwrap(),
    }
    wrong.map(|wrong| format!("{wrong}\n--- after\n{written}---"))
}

/// Findings that come to light when another one is mended: the rules of both.
const UNCOVERED: &[(&[&str], &[&str])] = &[
    // What a line is for shows once it can be read.
    (
        &[
            "backslash-in-pattern",
            "comment-behind-pattern",
            "dot-segment",
            "malformed-pattern",
            "tab-in-pattern",
        ],
        &["needless-negation", "redundant-pattern", "unmatched-pattern"],
    ),
    // Of lines that are the same, only the second is judged.
    (&["needless-negation"], &["needless-negation"]),
    // The link was in the place of a Micro's folder.
    (&["link-to-folder"], &["left-out-src"]),
];

fn compare(before: &Findings, after: &Findings, mended: &Diagnostic, fix: &Fix) -> Option<String> {
    let same = |one: &Diagnostic, other: &Diagnostic| {
        (one.rule, &one.message) == (other.rule, &other.message)
    };
    let mut known: Vec<_> = before.all().map(|(_, found)| found).collect();
    let mended_at = known.iter().position(|found| std::ptr::eq(*found, mended)).unwrap();
    known.remove(mended_at);
    // A number of a line in a message moves with the line.
    let words = |found: &Diagnostic| {
        found.message.split(|c: char| c.is_ascii_digit()).collect::<Vec<_>>().join("")
    };
    for (_, found) in after.all() {
        let by_words = |other: &&Diagnostic| {
            same(other, found) || other.rule == found.rule && words(other) == words(found)
        };
        if let Some(at) = known.iter().position(by_words) {
            known.remove(at);
            continue;
        }
        let is_uncovered = UNCOVERED
            .iter()
            .any(|(rules, others)| rules.contains(&mended.rule) && others.contains(&found.rule));
        if !is_uncovered {
            return Some(format!("leaves or brings {}: {}", found.rule, found.message));
        }
    }
    fix.edits.is_empty().then(|| "there are no edits".to_owned())
}

/// Every file with both verdicts, those in folders that are left out included.
fn everything(folder: &Path) -> Vec<(Vec<u8>, bool, bool)> {
    let rules = Arc::new(Rules::new(spaceignore(folder).bytes()));
    let options = Options { inside: Inside::Listed, ..Options::default() };
    let tree: Tree = walk(folder, rules, &options, &AtomicBool::new(false)).unwrap();
    let mut all = Vec::new();
    let mut items = tree.items();
    while let Some(item) = items.next() {
        if item.kind != Kind::Folder {
            let (documented, original) = (item.verdict.documented, item.verdict.original);
            all.push((item.path.to_vec(), documented.kept, original.kept));
        }
    }
    all
}

fn readings(
    before: &[(Vec<u8>, bool, bool)],
    after: &[(Vec<u8>, bool, bool)],
    safe: bool,
) -> Option<String> {
    after.iter().find_map(|now| {
        let (path, documented, original) = now;
        // The `.spaceignore` may be new, and never goes up.
        if before.contains(now) || path == SPACEIGNORE.as_bytes() {
            return None;
        }
        let shown = String::from_utf8_lossy(path);
        if documented != original {
            return Some(format!("the readings part on {shown}"));
        }
        safe.then(|| format!("is safe, but {shown} is judged otherwise"))
    })
}
