//! Where the two readings part on a file, a rule says so; and its fixes make them agree.

mod cases;
mod fixed;
mod others;
mod random;
mod shown;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use libtest_mimic::Trial;
use serde_json::Value;
use spacefile_lsp::diagnostic::{Edit, Fix};
use spacefile_lsp::ignore::Rules;
use spacefile_lsp::ignore::tree::Kind;
use spacefile_lsp::ignore::walk::{Options, SPACEIGNORE, spaceignore, walk};

use crate::support::{parse_report, run};

/// The rules on differing readings, each with its class in the shared data.
pub const RULES: [(&str, &str); 23] = [
    ("DEFAULT-EXTRA", "undocumented-default"),
    ("NEG-DIRSLASH", "negation-with-slash"),
    ("NEG-SUBTREE", "negation-takes-all"),
    ("ANCHOR", "path-at-any-depth"),
    ("NEG-TAILSTAR", "negation-of-content"),
    ("TAIL-DSTAR", "double-star-at-end"),
    ("NEG-UNDER-DIRSLASH", "negation-below-folder"),
    ("QMARK", "question-mark"),
    ("CLASS-BANG", "bracket-class"),
    ("REGEX-META", "regex-character"),
    ("BAD-REGEX", "dropped-pattern"),
    ("ROOT-SLASH", "lone-slash"),
    ("STAR", "allow-list"),
    ("DSTAR", "double-star"),
    ("ESCAPE", "backslash-escape"),
    ("TRAILING-SPACE", "escaped-blank"),
    ("LEADING-SPACE", "leading-blank"),
    ("BOM", "mark-before-pattern"),
    ("CRLF", "double-carriage-return"),
    ("NEG-PREFIX", "sign-after-negation"),
    ("UNICODE", "non-ascii-class"),
    ("BYTES", "pattern-not-utf8"),
    // Of the class `BYTES`, too.
    ("BYTES", "line-break-in-name"),
];

pub fn trials() -> Vec<Trial> {
    let mut trials = cases::trials();
    trials.extend(shown::trials());
    trials.extend(random::trials());
    trials.extend(others::trials());
    trials
}

fn is_ours(rule: &str) -> bool {
    RULES.iter().any(|(_, ours)| *ours == rule)
}

/// A finding of one of these rules.
#[derive(Debug, Clone)]
struct Found {
    rule: String,
    message: String,
    fixes: Vec<Fix>,
}

/// What the program says of a folder.
fn findings(root: &Path) -> Vec<Found> {
    let output = run(root, &["--check", "--report", "json", "."], b"");
    let reports = parse_report(&output).into_iter();
    let findings = reports.flat_map(|report| report.findings).filter(|it| is_ours(&it.rule));
    findings
        .map(|finding| Found {
            rule: finding.rule,
            message: finding.message,
            fixes: finding.fixes.iter().map(fix).collect(),
        })
        .collect()
}

fn fix(fix: &Value) -> Fix {
    let edit = |edit: &Value| {
        let at = |name: &str| usize::try_from(edit[name].as_u64().unwrap()).unwrap();
        Edit::replace(at("offset")..at("end_offset"), edit["text"].as_str().unwrap())
    };
    Fix {
        title: fix["title"].as_str().unwrap().to_owned(),
        safe: fix["safe"].as_bool().unwrap(),
        edits: fix["edits"].as_array().unwrap().iter().map(edit).collect(),
        beside: fix["beside"].is_string().then_some(SPACEIGNORE),
    }
}

/// The files of a folder that go up, in both readings.
#[derive(Debug, Default, PartialEq, Eq)]
struct Kept {
    /// Every file but those in folders that nobody looked into.
    known: BTreeSet<Vec<u8>>,
    documented: BTreeSet<Vec<u8>>,
    original: BTreeSet<Vec<u8>>,
}

impl Kept {
    fn of(root: &Path) -> Self {
        let rules = Arc::new(Rules::new(spaceignore(root).bytes()));
        let tree = walk(root, rules, &Options::UPLOAD, &AtomicBool::new(false)).unwrap();
        let mut kept = Self::default();
        let mut items = tree.items();
        while let Some(item) = items.next() {
            if item.kind == Kind::Folder {
                continue;
            }
            kept.known.insert(item.path.to_vec());
            let readings = [item.verdict.documented.kept, item.verdict.original.kept];
            for (is_kept, files) in
                readings.into_iter().zip([&mut kept.documented, &mut kept.original])
            {
                if is_kept {
                    files.insert(item.path.to_vec());
                }
            }
        }
        kept
    }

    /// The files on which the readings part.
    fn apart(&self) -> BTreeSet<&[u8]> {
        self.documented.symmetric_difference(&self.original).map(Vec::as_slice).collect()
    }
}

fn shown(paths: &BTreeSet<&[u8]>) -> Vec<String> {
    paths.iter().map(|path| String::from_utf8_lossy(path).into_owned()).collect()
}
