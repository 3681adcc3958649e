//! `--list`: the paths that go up.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::look::look;
use crate::ignore::tree::{Kind, Tree};
use crate::ignore::walk::Options;
use crate::modes::{Outcome, written};

/// Prints them as they are, in byte order. Nothing is measured, and no Spacefile is read.
pub(super) fn run(folder: &Path, null: bool) -> Outcome {
    match look(folder, Options::default()) {
        Ok(looked) => written(print(&looked.tree, null), looked.outcome),
        Err(outcome) => outcome,
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
