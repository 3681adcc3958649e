//! How long it takes to judge a million known paths anew, beside the matcher of the crate `ignore`.
//!
//!     cargo bench --bench rejudge
//!
//! The paths are those of a made-up project and stay in memory; nothing is read or written. Each
//! judges them in turn, and a ratio is the median of the rounds' own ratios.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench stops at the unexpected, and tells what it has found"
)]

use std::time::{Duration, Instant};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use spacefile_lsp::ignore::{Rules, Scope, Source};

const PATHS: usize = 1_000_000;
const ROUNDS: usize = 9;

const SHORT: &str = "# local\n*.log\n*.tmp\n/tmp/*\n!/tmp/.gitkeep\ndocs/drafts\n\
                     **/fixtures/**/large\ncoverage/\n";

/// All paths, each folder before what is in it.
#[derive(Default)]
struct Project {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    start: usize,
    end: usize,
    is_folder: bool,
    /// The first entry that is not in it.
    after: usize,
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }

    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }
}

const WORDS: &[&str] = &[
    "core", "util", "parse", "render", "stream", "buffer", "color", "path", "view", "token",
    "model", "router", "store", "hook", "theme", "icon", "layout", "form", "table", "chart",
];
const ENDS: &[&str] = &[
    ".ts", ".tsx", ".js", ".py", ".css", ".json", ".md", ".png", ".svg", ".csv", ".html", ".txt",
    ".log", ".tmp",
];

impl Project {
    fn path(&self, entry: &Entry) -> &[u8] {
        &self.bytes[entry.start..entry.end]
    }

    /// Adds folders and files until there are enough.
    fn fill(&mut self, folder: &str, depth: usize, numbers: &mut Numbers) {
        for _ in 0..6 + numbers.below(30) {
            if self.entries.len() >= PATHS {
                return;
            }
            let (word, number) = (numbers.pick(WORDS), numbers.below(400));
            let is_folder = depth < 7 && numbers.below(5) == 0;
            let end = if is_folder { "" } else { numbers.pick(ENDS) };
            self.add(&format!("{folder}{word}-{number}{end}"), is_folder, depth, numbers);
        }
    }

    fn add(&mut self, path: &str, is_folder: bool, depth: usize, numbers: &mut Numbers) {
        let (start, at) = (self.bytes.len(), self.entries.len());
        self.bytes.extend_from_slice(path.as_bytes());
        self.entries.push(Entry { start, end: self.bytes.len(), is_folder, after: at + 1 });
        if is_folder {
            self.fill(&format!("{path}/"), depth + 1, numbers);
            self.entries[at].after = self.entries.len();
        }
    }
}

/// How many files go up.
fn judge(project: &Project, rules: &Rules) -> usize {
    let mut kept = 0;
    let mut open: Vec<(Scope, usize)> = vec![(rules.top(), project.entries.len())];
    for (at, entry) in project.entries.iter().enumerate() {
        while open.last().is_some_and(|(_, after)| *after <= at) {
            open.pop();
        }
        let Some((scope, _)) = open.last() else { break };
        let path = project.path(entry);
        let verdict = rules.judge(scope, path, entry.is_folder);
        if entry.is_folder {
            open.push((rules.enter(scope, path, verdict), entry.after));
        } else if verdict.documented.kept {
            kept += 1;
        }
    }
    kept
}

/// The same by the crate. Asked for each path with what is above it, it needs no order.
fn compare(project: &Project, matcher: &Gitignore, with_parents: bool) -> usize {
    let files = project.entries.iter().filter(|entry| {
        let path = std::str::from_utf8(project.path(entry)).unwrap();
        let found = if with_parents {
            matcher.matched_path_or_any_parents(path, entry.is_folder)
        } else {
            matcher.matched(path, entry.is_folder)
        };
        !found.is_ignore() && !entry.is_folder
    });
    files.count()
}

fn timed(work: impl FnOnce() -> usize) -> (usize, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn main() {
    let mut project = Project::default();
    let mut numbers = Numbers(1);
    while project.entries.len() < PATHS {
        let folder = format!("{}{}", numbers.pick(WORDS), project.entries.len());
        project.add(&folder, true, 0, &mut numbers);
    }
    let more: String = (0..150)
        .map(|_| {
            let [a, b, c] = [(); 3].map(|()| numbers.pick(WORDS));
            format!("/{a}/{b}/*.bak\n{c}-x{}*\n", numbers.below(999))
        })
        .collect();
    println!("{} paths, ns for each; the ratio is ours to the crate's", project.entries.len());
    for (name, file) in [("8 lines", SHORT.to_owned()), ("308 lines", format!("{SHORT}{more}"))] {
        let rules = Rules::new(Some(file.as_bytes()));
        let mut builder = GitignoreBuilder::new("");
        for (_, line) in rules.lines().filter(|(_, line)| line.source != Source::OriginalDefault) {
            builder.add_line(None, std::str::from_utf8(line.pattern).unwrap()).unwrap();
        }
        let matcher = builder.build().unwrap();
        for with_parents in [true, false] {
            let mut rounds: Vec<(f64, f64)> = Vec::new();
            for _ in 0..ROUNDS {
                let (kept, ours) = timed(|| judge(&project, &rules));
                let (same, theirs) = timed(|| compare(&project, &matcher, with_parents));
                assert!(!with_parents || kept == same, "{kept} and {same} are kept");
                rounds.push((ours.as_secs_f64(), theirs.as_secs_f64()));
            }
            let median = |of: &dyn Fn(&(f64, f64)) -> f64| {
                let mut values: Vec<f64> = rounds.iter().map(of).collect();
                values.sort_by(f64::total_cmp);
                values[values.len() / 2]
            };
            let each = 1e9 / project.entries.len() as f64;
            println!(
                "{name}, {}: {:.1} and {:.1}, ratio {:.3}",
                if with_parents { "matched_path_or_any_parents" } else { "matched" },
                median(&|round| round.0) * each,
                median(&|round| round.1) * each,
                median(&|round| round.0 / round.1),
            );
        }
    }
}
