//! `--list`: the paths that go up.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::ignore::Rules;
use crate::ignore::tree::{Kind, Tree};
use crate::ignore::walk::{Options, spaceignore, walk};
use crate::modes::{Outcome, written};

pub(super) fn run(folder: &Path, null: bool) -> Outcome {
    let rules = Rules::new(spaceignore(folder).bytes());
    let tree = walk(folder, Arc::new(rules), &Options::default(), &AtomicBool::new(false));
    match tree {
        Ok(tree) => written(print(&tree, null), Outcome::Clean),
        Err(_) => Outcome::Trouble,
    }
}

fn print(tree: &Tree, null: bool) -> io::Result<()> {
    let end: &[u8] = if null { b"\0" } else { b"\n" };
    let mut out = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    let mut items = tree.items();
    while let Some(item) = items.next() {
        if item.verdict.documented.kept && item.kind != Kind::Folder {
            out.write_all(item.path)?;
            out.write_all(end)?;
        }
    }
    out.flush()
}
